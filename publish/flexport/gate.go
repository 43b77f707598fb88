package flexport

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A Pace keeps the calls of all who call for an account to its rate. *pace.Budget is one.
type Pace interface {
	// Take takes a call. With 0 it may be sent now; else it is to be asked for again after that time.
	Take(ctx context.Context) (wait time.Duration, err error)
	// Hold keeps all from calling for a while.
	Hold(ctx context.Context, d time.Duration) error
}

// A gate lets calls through no faster than the rate that was agreed, and none while the API has asked to wait.
type gate struct {
	limiter *rate.Limiter
	shared  Pace          // with others; nil for none
	longest time.Duration // that a call waits when the API has asked it to

	mu    sync.Mutex
	until time.Time // the API has asked to wait till then
}

func newGate(c Config) *gate {
	return &gate{limiter: rate.NewLimiter(rate.Limit(c.RatePerSecond), c.Burst), longest: c.MaxWait}
}

// hold keeps calls back for a while.
func (g *gate) hold(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := time.Now().Add(d); until.After(g.until) {
		g.until = until
	}
}

// held is how long calls are still kept back.
func (g *gate) held() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return max(0, time.Until(g.until))
}

// pass returns when a call may be sent.
func (g *gate) pass(ctx context.Context) error {
	for {
		wait := g.held()
		if wait > g.longest {
			return &Error{Kind: Limited, happened: "the API has asked to wait", RetryAfter: wait}
		}
		if wait == 0 {
			break
		}
		if err := sleep(ctx, wait); err != nil {
			return &Error{Kind: Interrupted, happened: "the call ended while the API had asked to wait", Err: err}
		}
	}
	if err := g.limiter.Wait(ctx); err != nil {
		if ctx.Err() != nil {
			return &Error{Kind: Interrupted, happened: "the call ended while it waited for its turn", Err: context.Cause(ctx)}
		}
		return &Error{
			Kind: Limited, happened: "the call's turn would come after its deadline",
			Hint: "Give calls more time, or raise the rate if Flexport allows it.",
		}
	}
	return g.take(ctx)
}

// take takes a call of those that all workers may make.
func (g *gate) take(ctx context.Context) error {
	for g.shared != nil {
		wait, err := g.shared.Take(ctx)
		switch {
		case err == nil && wait == 0:
			return nil
		case ctx.Err() != nil:
			return &Error{Kind: Interrupted, happened: "the call ended while it waited for its turn", Err: context.Cause(ctx)}
		case err != nil:
			return &Error{Kind: Unavailable, happened: "nobody could say whether it is the call's turn", Err: err, again: true}
		case wait > g.longest:
			g.hold(wait)
			return &Error{Kind: Limited, happened: "the API has asked another worker to wait", RetryAfter: wait}
		}
		wait += rand.N(wait/2 + time.Millisecond) // else all ask at the same moment
		if err := sleep(ctx, wait); err != nil {
			return &Error{Kind: Interrupted, happened: "the call ended while it waited for its turn", Err: err}
		}
	}
	return nil
}

// sleep waits, unless the context ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
