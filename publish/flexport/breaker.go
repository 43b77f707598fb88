package flexport

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/sony/gobreaker/v2"
)

// A State is how the API is doing, as far as the client knows.
type State string

// The states.
const (
	Up      State = "up"      // calls are sent
	Down    State = "down"    // it failed too often in a row; calls are not sent for a while
	Probing State = "probing" // one call at a time is sent, to see whether it is up again
)

var states = map[gobreaker.State]State{
	gobreaker.StateClosed: Up, gobreaker.StateOpen: Down, gobreaker.StateHalfOpen: Probing,
}

// A breaker stops calls while the API is down, and tells those who wait when that changes.
type breaker struct {
	circuit *gobreaker.CircuitBreaker[*answer]
	downFor time.Duration

	mu      sync.Mutex
	changed chan struct{} // closed at the next change of state
	upAgain time.Time     // when a state of Down ends
}

func newBreaker(c Config) *breaker {
	b := &breaker{downFor: c.DownFor, changed: make(chan struct{})}
	b.circuit = gobreaker.NewCircuitBreaker[*answer](gobreaker.Settings{
		Name:        "flexport",
		MaxRequests: 1,
		Timeout:     c.DownFor,
		ReadyToTrip: func(counts gobreaker.Counts) bool {
			return counts.ConsecutiveFailures >= uint32(min(c.TripAfter, 1<<20))
		},
		IsSuccessful: func(err error) bool { e := asError(err); return e == nil || !e.blames },
		IsExcluded:   saysNothing,
		// It is called under the circuit's lock, so it must not ask the circuit anything.
		OnStateChange: func(_ string, from, to gobreaker.State) {
			b.announce(to)
			c.Logger.LogAttrs(context.Background(), slog.LevelWarn, "the customs API changed its state",
				slog.String("from", string(states[from])), slog.String("to", string(states[to])))
		},
	})
	return b
}

// saysNothing tells whether a call failed in a way that says nothing of how the API is doing: it was interrupted, or
// there was no token to send it with.
func saysNothing(err error) bool {
	e := asError(err)
	return e != nil && !e.blames && e.Status == 0
}

func (b *breaker) announce(to gobreaker.State) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if to == gobreaker.StateOpen {
		b.upAgain = time.Now().Add(b.downFor)
	}
	close(b.changed)
	b.changed = make(chan struct{})
}

func (b *breaker) state() State { return states[b.circuit.State()] }

// change is closed when the state next changes. A state of Down that has run out changes when somebody looks.
func (b *breaker) change() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.changed
}

// downStill is how long a state of Down lasts yet.
func (b *breaker) downStill() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, time.Until(b.upAgain))
}

// lookAgain is how long a call waits at most before it looks whether the one that probes is done. An interrupted probe
// changes no state.
const lookAgain = 250 * time.Millisecond

// run sends a call if the state allows it. While another call probes, it waits to see what comes of that.
func (b *breaker) run(ctx context.Context, send func() (*answer, error)) (*answer, error) {
	for {
		change := b.change()
		got, err := b.circuit.Execute(send)
		switch {
		case errors.Is(err, gobreaker.ErrOpenState):
			return nil, b.down()
		case errors.Is(err, gobreaker.ErrTooManyRequests):
			if err := b.await(ctx, change, lookAgain); err != nil {
				return nil, &Error{Kind: Interrupted, happened: "the call ended while another looked whether the API is up", Err: err}
			}
		default:
			return got, err
		}
	}
}

// refusal is why a call is not sent; nil if it may be.
func (b *breaker) refusal() error {
	if b.state() != Down {
		return nil
	}
	return b.down()
}

func (b *breaker) down() *Error {
	return &Error{Kind: Unavailable, happened: "the API has been down, and the call was not sent", RetryAfter: b.downStill()}
}

// await returns at a change of state or after a time, with an error if the context ends.
func (b *breaker) await(ctx context.Context, change <-chan struct{}, atMost time.Duration) error {
	timer := time.NewTimer(atMost)
	defer timer.Stop()
	select {
	case <-change:
	case <-timer.C:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}
