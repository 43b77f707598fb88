package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Published are the results among some that are on the bus already, by id, since a time. The bus itself drops a repeat for
// as long as it remembers message ids, which is a day; a dead letter may be sent again after a week.
func (p *Publisher) Published(ctx context.Context, since time.Time, events []Event) (map[string]bool, error) {
	config := jetstream.OrderedConsumerConfig{HeadersOnly: true, DeliverPolicy: jetstream.DeliverByStartTimePolicy, OptStartTime: &since}
	for _, e := range events {
		if of := fmt.Sprintf("%s.%s.>", bus.ResultsSubject, e.Kind); !slices.Contains(config.FilterSubjects, of) {
			config.FilterSubjects = append(config.FilterSubjects, of)
		}
	}
	consumer, err := p.js.OrderedConsumer(ctx, bus.ResultsStream, config)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	info, err := consumer.Info(ctx)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	found := map[string]bool{}
	for left := info.NumPending; left > 0; {
		message, err := consumer.Next(jetstream.FetchContext(ctx))
		switch {
		case errors.Is(err, nats.ErrTimeout) && ctx.Err() == nil:
			continue
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", bus.ResultsStream, err)
		}
		id := message.Headers().Get(jetstream.MsgIDHeader)
		if slices.ContainsFunc(events, func(e Event) bool { return e.ID == id }) {
			found[id] = true
		}
		left--
	}
	return found, nil
}
