package ingest

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// A gate keeps workers from pulling while something that they need is in trouble. Whoever meets the trouble waits it
// out and tries again; the others wait at the gate. It says so once when the trouble begins, then once an interval,
// and once when it is over.
type gate struct {
	log *slog.Logger

	mu      sync.Mutex
	waiting int   // how many are in trouble
	trouble error // of whoever met one last
	since   time.Time
	said    time.Time
	times   int
	over    chan struct{} // closed when nobody is in trouble any more
}

// sayEvery is how often the gate says that the trouble goes on.
const sayEvery = time.Minute

func newGate(log *slog.Logger) *gate { return &gate{log: log} }

// report says that something is in trouble. Who reports for the first time has to leave later.
func (g *gate) report(err error, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.waiting == 0 {
		g.since, g.times, g.over = now, 0, make(chan struct{})
	}
	if first {
		g.waiting++
	}
	g.trouble = err
	g.times++
	if g.times == 1 || now.Sub(g.said) >= sayEvery {
		g.said = now
		g.log.Warn("waiting: next to nothing new is pulled until this is over", "error", err, "since", g.since.UTC(), "tries", g.times)
	}
}

// leave says that who reported a trouble is through with it, or has given up.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.waiting--; g.waiting > 0 {
		return
	}
	g.log.Info("not waiting any more", "after", time.Since(g.since).Round(time.Millisecond), "tries", g.times)
	g.trouble = nil
	close(g.over)
}

// Trouble is what is being waited for, nil if nothing is.
func (g *gate) Trouble() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.trouble
}

// pass waits until there is no trouble, but not for ever: a trouble that only one document has must not stop the
// others, and only their going through shows that it is one.
func (g *gate) pass(ctx context.Context, atMost time.Duration) error {
	g.mu.Lock()
	waiting, over := g.waiting, g.over
	g.mu.Unlock()
	if waiting == 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(atMost)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-over:
	case <-timer.C:
	}
	return nil
}
