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
	trouble error
	since   time.Time
	said    time.Time
	times   int
	over    chan struct{} // closed when the trouble is
}

// sayEvery is how often the gate says that the trouble goes on.
const sayEvery = time.Minute

func newGate(log *slog.Logger) *gate { return &gate{log: log} }

// report says that something is in trouble.
func (g *gate) report(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.trouble == nil {
		g.since, g.times, g.over = now, 0, make(chan struct{})
	}
	g.trouble = err
	g.times++
	if g.times == 1 || now.Sub(g.said) >= sayEvery {
		g.said = now
		g.log.Warn("waiting: nothing new is pulled until this is over", "error", err, "since", g.since.UTC(), "tries", g.times)
	}
}

// clear says that it works again.
func (g *gate) clear() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.trouble == nil {
		return
	}
	g.log.Info("works again", "after", time.Since(g.since).Round(time.Millisecond), "tries", g.times)
	g.trouble = nil
	close(g.over)
}

// Trouble is what is being waited for, nil if nothing is.
func (g *gate) Trouble() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.trouble
}

// pass waits until there is no trouble.
func (g *gate) pass(ctx context.Context) error {
	for {
		g.mu.Lock()
		trouble, over := g.trouble, g.over
		g.mu.Unlock()
		if trouble == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-over:
		}
	}
}
