package reliability

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"docket/cmd/docket/process"
)

// overtaken are the routes on which a worker is overtaken by another one that has the next version of its file; of the
// short form just one.
func overtaken(short route) []route {
	if *long {
		return routes()
	}
	return []route{short}
}

// TestCrashPaused: workers are stopped at each step of a version (SIGSTOP, as a machine that hangs), for longer than
// their claims last and the bus waits for them. Another worker gets their files, and the files' next versions. When
// they wake up, in the middle of what they were doing, they file nothing more and tell nothing twice.
func TestCrashPaused(t *testing.T) {
	t.Parallel()
	for _, r := range overtaken(route{billPaper, true}) {
		t.Run(r.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, lot{})
			held := standStill(w, r, func(way *way, worker *process.Process) {
				worker.Signal(syscall.SIGSTOP)
				way.reopen() // what was on its way arrives, and finds nobody awake
			})
			w.waitFor(time.Second)
			quick := w.worker()
			w.rest(2 * patience)
			for _, h := range held {
				h.worker.Signal(syscall.SIGCONT)
			}
			for _, h := range held {
				h.worker.Stop()
			}
			w.rest(patience)
			quick.Stop()
			w.check(stopped, r.String(), len(held))
		})
	}
}

// TestCrashOvertaken: workers are slow, each at another step of a version, and the next version overtakes them. They
// still have their files when they come to move again. The newest version wins.
func TestCrashOvertaken(t *testing.T) {
	t.Parallel()
	for _, r := range overtaken(route{heldPaper, false}) {
		t.Run(r.String(), func(t *testing.T) {
			t.Parallel()
			overtake(newWorld(t, lot{}), r, func([]stander) {}, r.String())
		})
		if *long {
			t.Run(r.String()+", late", func(t *testing.T) {
				t.Parallel()
				overtake(newWorld(t, lot{}), r, givenUp, r.String()+"; it has given up what it was doing, and does it all again")
			})
		}
	}
}

func overtake(w *world, r route, meanwhile func([]stander), what string) {
	held := standStill(w, r, func(*way, *process.Process) {})
	quick := w.worker()
	w.restBut(len(held), 2*patience)
	quick.Stop()
	meanwhile(held)
	for _, h := range held {
		h.way.reopen()
	}
	w.rest(2 * patience)
	for _, h := range held {
		h.worker.Stop()
	}
	w.check(slowed, what, len(held))
}

// givenUp waits until workers that stand before a request to NATS do not wait for its answer any more.
func givenUp(held []stander) {
	for _, h := range held {
		if strings.HasPrefix(h.at.step, "NATS: ") && h.at.step != acknowledgement {
			h.worker.Await(`msg="waiting: `)
		}
	}
}

// A stander is a worker that stands still.
type stander struct {
	at     halt
	way    *way
	worker *process.Process
}

// standStill has a worker for each step of a route come to stand still there, with a file of its own, and puts the next
// version of each file.
func standStill(w *world, r route, then func(*way, *process.Process)) (held []stander) {
	w.t.Helper()
	steps := r.steps(w)
	shipments := make([]*shipment, len(steps))
	for i := range steps {
		shipments[i] = w.shipment(r.paper)
		if r.corrected {
			w.put(shipments[i])
		}
	}
	if r.corrected {
		first := w.worker()
		w.rest(2 * patience)
		first.Stop()
	}
	w.crier.hush(true)
	for i := range steps {
		if i == 0 {
			continue // it has no file yet
		}
		h := haltAt(steps, i, false)
		w.put(shipments[i])
		way := newWay(w.t, w, h)
		worker := w.workerBy(way)
		way.reach(w.t, worker, h.String())
		then(way, worker)
		held = append(held, stander{h, way, worker})
	}
	for _, s := range shipments[1:] {
		w.put(s)
	}
	w.crier.hush(false)
	return held
}
