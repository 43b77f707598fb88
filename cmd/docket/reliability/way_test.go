package reliability

import (
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"docket/cmd/docket/process"
)

// A way is all that lies between one worker and its world: its connections to NATS, to S3 and to the API. It knows each
// step that the worker takes, and can stand still before or behind any of them: then nothing passes any more, in either
// direction, until it is opened again.
type way struct {
	nats *strait
	s3   *httptest.Server
	api  *httptest.Server

	mu      sync.Mutex
	taken   []string // steps
	halt    halt
	open    chan struct{} // closed while everything passes
	met     chan struct{} // closed once it stands still
	gone    chan struct{} // closed when nobody needs it any more
	strange []string      // messages that may be steps and have no name
}

// A halt is where a way stands still. Steps are counted by their names: on a machine that is busy with other things a
// worker may take some of them more often.
type halt struct {
	step    string // its name; "" for nowhere
	nth     int    // of the steps with that name, from 1
	reached bool   // the step reaches its goal, and the answer does not come back
}

// nowhere is where a way stands that never does.
var nowhere = halt{}

// haltAt is the halt at one of the steps that a worker takes.
func haltAt(steps []string, i int, reached bool) halt {
	h := halt{step: steps[i], reached: reached}
	for _, step := range steps[:i+1] {
		if step == h.step {
			h.nth++
		}
	}
	return h
}

func newWay(t testing.TB, w *world, h halt) *way {
	t.Helper()
	open := make(chan struct{})
	close(open)
	way := &way{halt: h, open: open, met: make(chan struct{}), gone: make(chan struct{})}
	way.nats = newStrait(t, way, w.natsAddresses())
	way.s3 = httptest.NewServer(&door{way: way, step: storeStep, to: goal(t, w.store.Endpoint())})
	way.api = httptest.NewServer(&door{way: way, step: apiStep, to: goal(t, w.apiURL)})
	t.Cleanup(func() {
		close(way.gone)
		way.s3.CloseClientConnections()
		way.s3.Close()
		way.api.CloseClientConnections()
		way.api.Close()
		way.nats.close()
		way.mu.Lock()
		defer way.mu.Unlock()
		if len(way.strange) > 0 {
			t.Errorf("a worker did what has no name here: %q", way.strange)
		}
	})
	return way
}

// take notes a step and says whether the way stands still here: before it, or behind.
func (w *way) take(step string) (before, behind bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.taken = append(w.taken, step)
	if step != w.halt.step {
		return false, false
	}
	if w.halt.nth--; w.halt.nth > 0 {
		return false, false
	}
	reached := w.halt.reached
	w.halt, w.open = nowhere, make(chan struct{})
	return !reached, reached
}

// meet says that the way has come to stand still.
func (w *way) meet() { close(w.met) }

// pass waits while the way stands still. It is false if nobody waits for anything any more.
func (w *way) pass() bool {
	w.mu.Lock()
	open := w.open
	w.mu.Unlock()
	select {
	case <-open:
		return true
	case <-w.gone:
		return false
	}
}

// reopen lets everything pass again.
func (w *way) reopen() {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.open)
}

// steps are those taken so far.
func (w *way) steps() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.taken)
}

func (w *way) wonder(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !slices.Contains(w.strange, what) {
		w.strange = append(w.strange, what)
	}
}

// reach waits until a worker has come to where its way stands still.
func (w *way) reach(t testing.TB, worker *process.Process, where string) {
	t.Helper()
	select {
	case <-w.met:
	case <-worker.Ended:
		t.Fatalf("%s: the worker ended by itself", where)
	case <-time.After(patience):
		t.Fatalf("%s: the worker does not come there; it took the steps %q", where, w.steps())
	}
}
