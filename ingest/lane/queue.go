package lane

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Queue hands out one message after the other, to be worked on.
type Queue struct {
	bus     *bus.Bus
	folders int
	intake  jetstream.Consumer
	waiting jetstream.Stream
	lanes   []jetstream.Consumer // as bus.Lanes
	turn    atomic.Uint64

	sorting sync.Mutex
	window  window
	sorted  []jetstream.Msg // taken from the intake, and not in a lane yet
	stuck   bool            // they have been tried before
	direct  []jetstream.Msg // that no lane has room for
}

// Open is the queue on a bus, for senders that so many folders tell apart.
func Open(ctx context.Context, b *bus.Bus, folders int) (*Queue, error) {
	q := &Queue{bus: b, folders: folders}
	var err error
	if q.intake, err = b.Documents(ctx); err != nil {
		return nil, err
	}
	if q.waiting, err = b.JS.Stream(ctx, bus.LanesStream); err != nil {
		return nil, fmt.Errorf("open stream %s: %w", bus.LanesStream, err)
	}
	for _, lane := range bus.Lanes {
		consumer, err := b.Lane(ctx, lane)
		if err != nil {
			return nil, err
		}
		q.lanes = append(q.lanes, consumer)
	}
	return q, nil
}

// Consumers are those that messages come from.
func (q *Queue) Consumers() []jetstream.Consumer {
	return append([]jetstream.Consumer{q.intake}, q.lanes...)
}

// Next is the next message, nil if none comes in a time. After an error it is to be called again: what is in hand stays
// there until a lane has it, or until it is handed back.
func (q *Queue) Next(ctx context.Context, wait time.Duration) (jetstream.Msg, error) {
	if message, err := q.sort(ctx, 0); message != nil || err != nil {
		return message, err
	}
	turn := q.turn.Add(1)
	for _, lane := range order(turn) {
		batch, err := q.lanes[lane].FetchNoWait(1)
		messages, err := taken(batch, err)
		switch {
		case len(messages) > 0:
			return messages[0], nil
		case err != nil:
			return nil, err
		}
	}
	q.turn.Add(^uint64(0)) // nobody had it
	return q.sort(ctx, wait)
}

// taken is what a pull from the bus came to.
func taken(batch jetstream.MessageBatch, err error) (messages []jetstream.Msg, _ error) {
	if err != nil {
		return nil, fmt.Errorf("pull from the bus: %w", err)
	}
	for message := range batch.Messages() {
		messages = append(messages, message)
	}
	if err := batch.Error(); err != nil && !errors.Is(err, nats.ErrTimeout) {
		return messages, fmt.Errorf("pull from the bus: %w", err)
	}
	return messages, nil
}

// HandBack lets another worker have what was not sorted to its end.
func (q *Queue) HandBack() error {
	q.sorting.Lock()
	defer q.sorting.Unlock()
	var errs []error
	for _, message := range append(q.sorted, q.direct...) {
		errs = append(errs, message.Nak())
	}
	q.sorted, q.direct = nil, nil
	return errors.Join(errs...)
}
