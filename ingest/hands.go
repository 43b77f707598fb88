package ingest

import (
	"context"
	"errors"
	"sync"
	"time"

	"docket/publish/bus"

	"github.com/nats-io/nats.go"
)

// Hands are the messages that a worker has in hand. One that is delivered again and again may have taken its workers down
// with it. Or they live, and could only not say so: their way to the bus was cut off, again and again, while they waited for
// a service. So whoever gets it last asks all workers before it sets the message aside.
type hands struct {
	mu   sync.Mutex
	held map[string]int // slots, by the message's id
}

func newHands() *hands { return &hands{held: map[string]int{}} }

// take notes a message until it is let go.
func (h *hands) take(id string) (letGo func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.held[id]++
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.held[id]--; h.held[id] == 0 {
			delete(h.held, id)
		}
	}
}

func (h *hands) hold(id string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.held[id] > 0
}

// answer says to whoever asks that a message is in hand; of others nothing is said.
func (h *hands) answer(question *nats.Msg) {
	if h.hold(string(question.Data)) {
		_ = question.Respond(question.Data) // whoever asked asks again
	}
}

// handsTime is how long workers have to say that they have a message in hand.
const handsTime = 2 * time.Second

// isElsewhere says whether a worker still has the message in hand, from a delivery before. If that cannot be asked, one may.
func (e *errand) isElsewhere(ctx context.Context) bool {
	once, cancel := context.WithTimeout(ctx, handsTime)
	defer cancel()
	_, err := e.bus.Conn.RequestWithContext(once, bus.HandsSubject, []byte(e.id()))
	silent := errors.Is(err, nats.ErrNoResponders) || errors.Is(err, context.DeadlineExceeded)
	return !silent || !e.bus.Conn.IsConnected()
}
