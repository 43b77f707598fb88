package lane

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// mostAtOnce is how many messages are sorted at a time at most. A notice has up to half a MiB.
const mostAtOnce = 100

// sort sees to the messages that came in: to those that are there, or else to the first that comes in a time. One that is
// alone is returned; the others go into lanes, all that were there when the first of them was looked at.
func (q *Queue) sort(ctx context.Context, wait time.Duration) (jetstream.Msg, error) {
	var first []jetstream.Msg
	if wait > 0 { // and not while others are kept from sorting
		batch, err := q.intake.Fetch(1, jetstream.FetchMaxWait(wait))
		if first, err = taken(batch, err); err != nil || len(first) == 0 {
			return nil, err
		}
	}
	q.sorting.Lock()
	defer q.sorting.Unlock()
	q.sorted = append(q.sorted, first...)
	for left, begun := 0, false; ctx.Err() == nil && (!begun || left > 0); begun = true {
		if len(q.direct) > 0 {
			message := q.direct[0]
			q.direct = q.direct[1:]
			return message, nil
		}
		if len(q.sorted) == 0 {
			size := q.window.open(q.bus.Conn.Stats().Reconnects)
			batch, err := q.intake.FetchNoWait(size)
			if q.sorted, err = taken(batch, err); len(q.sorted) == 0 {
				return nil, err
			}
			if len(q.sorted) == size {
				q.window.took()
			}
		}
		behind := pendingBehind(q.sorted)
		if !begun {
			left = len(q.sorted) + behind
		}
		left -= len(q.sorted)
		if message, err := q.place(ctx, behind); message != nil || err != nil {
			return message, err
		}
	}
	return nil, nil
}

// pendingBehind is how many messages wait behind the last of some.
func pendingBehind(messages []jetstream.Msg) int {
	meta, err := messages[len(messages)-1].Metadata()
	if err != nil {
		return 0
	}
	return int(min(meta.NumPending, 1<<31))
}

// place puts what is being sorted into lanes, unless it is one message, with nothing behind it and nothing in the lanes.
func (q *Queue) place(ctx context.Context, behind int) (alone jetstream.Msg, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience) // a stop leaves nothing half done
	defer cancel()
	if q.stuck {
		for _, message := range q.sorted {
			_ = message.InProgress()
		}
	}
	defer func() { q.stuck = err != nil }()
	info, err := q.waiting.Info(ctx, jetstream.WithSubjectFilter(bus.LanesSubject+".>"))
	if err != nil {
		return nil, fmt.Errorf("count what waits in %s: %w", bus.LanesStream, err)
	}
	if len(q.sorted) == 1 && behind == 0 && info.State.Msgs == 0 {
		message := q.sorted[0]
		q.sorted = nil
		return message, nil
	}
	senders := tallies(info.State.Subjects)
	var placed []jetstream.PubAckFuture
	for _, message := range q.sorted {
		sender := senderOf(message, q.folders)
		lane := senders[sender].lane(pressing(message))
		senders[sender] = senders[sender].and(lane)
		future, err := q.hand(message, fmt.Sprintf("%s.%s.%s", bus.LanesSubject, bus.Lanes[lane], sender))
		if err != nil {
			return nil, err
		}
		placed = append(placed, future)
	}
	for _, future := range placed { // in order, so that what has a lane is the beginning
		err := outcome(ctx, future)
		switch {
		case bus.TooLarge(err):
			q.direct = append(q.direct, q.sorted[0])
		case err != nil:
			return nil, fmt.Errorf("put a notice into a lane: %w", err)
		default:
			_ = q.sorted[0].Ack() // else it comes again, and is known by its id
		}
		q.sorted = slices.Delete(q.sorted, 0, 1)
	}
	return nil, nil
}

// patience is how long the bus has to take a batch.
const patience = 10 * time.Second

// hand sends a message to a subject of the lanes, with the identity that it has.
func (q *Queue) hand(message jetstream.Msg, subject string) (jetstream.PubAckFuture, error) {
	meta, err := message.Metadata()
	if err != nil {
		return nil, err
	}
	id := bus.MessageID(meta)
	again := bus.Anew(subject, id+"-lane", message.Headers(), message.Data())
	again.Header.Set(publish.DocumentHeader, cmp.Or(message.Headers().Get(publish.DocumentHeader), id))
	again.Header.Set(bus.SubjectHeader, message.Subject())
	if before := meta.NumDelivered - 1; before > 0 {
		again.Header.Set(bus.DeliveriesHeader, strconv.FormatUint(before, 10))
	}
	future, err := q.bus.JS.PublishMsgAsync(again)
	if err != nil {
		return nil, fmt.Errorf("put a notice into a lane: %w", err)
	}
	return future, nil
}

func outcome(ctx context.Context, future jetstream.PubAckFuture) error {
	select {
	case <-future.Ok():
		return nil
	case err := <-future.Err():
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
