package reliability

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// A route is a way that a document takes through a worker.
type route struct {
	paper
	corrected bool // it is the second version of a file whose first has been filed
}

func (r route) String() string {
	if r.corrected {
		return "the correction of " + r.name
	}
	return r.name
}

// routes are those that differ in their steps. The short form is a part of "go test ./...", and has a minute.
func routes() []route {
	all := []route{{billPaper, false}, {worksheetPaper, true}}
	if *long {
		all = append(all, route{billPaper, true}, route{worksheetPaper, false}, route{partlyPaper, false}, route{heldPaper, false}, route{heldPaper, true})
	}
	return all
}

// TestCrashAtEachStep: a worker is killed at each step of each route, with a file of its own; none of them is finished
// by the worker that was killed. Then one worker finds all of it and brings each to its one end.
//
// The world looks the same whether a worker is killed behind one step or before the next, so that the short form kills
// behind steps only, and before the first.
func TestCrashAtEachStep(t *testing.T) {
	t.Parallel()
	for _, r := range routes() {
		t.Run(r.String(), func(t *testing.T) {
			t.Parallel()
			killAtEachStep(newWorld(t, lot{}), r, killed)
		})
	}
}

func killAtEachStep(w *world, r route, proof string) {
	t := w.t
	steps := r.steps(w)
	halts := []halt{haltAt(steps, 0, false)}
	for i := range steps {
		if *long && i > 0 {
			halts = append(halts, haltAt(steps, i, false))
		}
		halts = append(halts, haltAt(steps, i, true))
	}
	shipments := make([]*shipment, len(halts))
	if r.corrected {
		first := w.worker()
		for i := range halts {
			shipments[i] = w.shipment(r.paper)
			w.put(shipments[i])
		}
		w.rest(patience)
		first.Stop()
	}
	w.crier.hush(true)
	for i, h := range halts {
		if !r.corrected {
			shipments[i] = w.shipment(r.paper)
		}
		w.put(shipments[i])
		way := newWay(t, w, h)
		worker := w.workerBy(way)
		way.reach(w.t, worker, h.String())
		worker.Kill()
	}
	w.crier.hush(false)
	w.waitFor(time.Second)
	last := w.worker()
	w.rest(2 * patience)
	last.Stop()
	w.check(proof, r.String(), len(halts))
}

func (h halt) String() string {
	if h.reached {
		return fmt.Sprintf("behind %q for the %d. time", h.step, h.nth)
	}
	return fmt.Sprintf("before %q for the %d. time", h.step, h.nth)
}

// steps are those that a worker takes with a document that nothing happens to.
func (r route) steps(w *world) []string {
	w.t.Helper()
	s := w.shipment(r.paper)
	if r.corrected {
		w.put(s)
		first := w.worker()
		w.rest(patience)
		first.Stop()
	}
	w.put(s)
	way := newWay(w.t, w, nowhere)
	worker := w.workerBy(way, "DOCKET_LEASE=1m") // so that it takes no step twice, however slow the machine is
	w.rest(patience)
	worker.Stop()
	steps := way.steps()
	return steps[:slices.Index(steps, acknowledgement)+1] // behind it comes the marked copy, a document of its own
}
