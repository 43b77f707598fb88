package reliability

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"docket/cmd/docket/process"
	"docket/publish/bus"
)

// TestCrashCluster: NATS is a cluster of three nodes, and all that can fail fails while workers work: nodes are killed
// and come back, one at a time and the leader first; the network between them is cut and slowed; workers are killed.
// Each round has files of its own, and new versions of those of the round before.
func TestCrashCluster(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	w := newWorld(t, lot{nodes: c, ackWait: 2 * time.Second})
	c.current(w.bus.JS)
	crew := []*process.Process{w.hire(), w.hire()}
	var before []*shipment
	for _, f := range failures(c, w, crew) {
		var files []*shipment
		for _, p := range []paper{billPaper, worksheetPaper, billPaper, partlyPaper, worksheetPaper, billPaper} {
			files = append(files, w.shipment(p))
		}
		for i, s := range append(files, before...) {
			w.put(s)
			if i == 2 {
				t.Log(f.name)
				f.strike()
			}
		}
		if f.over != nil {
			f.over()
		}
		w.rest(2 * patience)
		c.current(w.bus.JS)
		w.check(struck, f.name, 1)
		before = files
	}
	for _, p := range crew {
		p.Stop()
	}
}

// hire starts a worker, and again while it ends with status 3: one that finds no leader at its start leaves it to whoever
// runs it to do so.
func (w *world) hire() *process.Process {
	w.t.Helper()
	for range 10 {
		p := w.worker()
		if p.Says("msg=working") {
			return p
		}
		if code := p.Exit(); code != 3 {
			w.t.Fatalf("a worker ended with %d at its start: %s", code, p.Said())
		}
	}
	w.t.Fatal("no worker comes to work")
	return nil
}

// A blow is something that fails, and how it is over.
type blow struct {
	name   string
	strike func()
	over   func() // nil if it is over when it has struck
}

func failures(c *cluster, w *world, crew []*process.Process) []blow {
	kill := func(which func() int) func() {
		return func() {
			i := which()
			c.nodes[i].kill()
			c.nodes[i].start(c.t)
		}
	}
	ledger := func() int { return c.leader(w.bus.JS, "KV_"+bus.LedgerBucket) }
	all := []blow{
		{"the node that leads the ledger is killed and comes back, and a worker with it", func() { crew[0].Kill(); kill(ledger)() }, func() {
			c.current(w.bus.JS)
			crew[0] = w.hire()
		}},
		{"the node that leads the ledger is cut off from its peers", func() { c.isolate(ledger()) }, c.mend},
	}
	if !*long {
		return all
	}
	all = append(all, []blow{
		{"the node that leads the notices is killed, and comes back", kill(func() int { return c.leader(w.bus.JS, bus.DocumentsStream) }), nil},
		{"the node that leads the results is killed, and comes back", kill(func() int { return c.leader(w.bus.JS, bus.ResultsStream) }), nil},
		{"a worker is killed, and another takes its place", func() { crew[1].Kill(); crew[1] = w.hire() }, nil},
		{"the network is slow", func() {
			for _, l := range c.links() {
				l.slow(c.t, 20*time.Millisecond)
			}
		}, c.mend},
		{"a node hangs for ten seconds (SIGSTOP)", func() {
			i := c.leader(w.bus.JS, bus.DocumentsStream)
			c.nodes[i].signal(c.t, syscall.SIGSTOP)
			time.AfterFunc(10*time.Second, func() { _ = c.nodes[i].cmd.Process.Signal(syscall.SIGCONT) })
		}, nil},
	}...)
	for i := range c.nodes {
		all = append(all, blow{fmt.Sprintf("node %d is killed, and comes back", i), kill(func() int { return i }), nil})
	}
	return all
}
