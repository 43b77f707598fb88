package publish

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Publisher puts results and dead letters on the bus. A repeat of either is dropped by its message id.
type Publisher struct {
	js jetstream.JetStream
}

// NewPublisher is a publisher on a bus.
func NewPublisher(js jetstream.JetStream) *Publisher { return &Publisher{js: js} }

// Results publishes events in order and waits until the bus has them.
func (p *Publisher) Results(ctx context.Context, events ...Event) error {
	for _, e := range events {
		text, err := fit(e, int(p.js.Conn().MaxPayload())-headerRoom)
		if err != nil {
			return fmt.Errorf("write result %s: %w", e.ID, err)
		}
		message := nats.NewMsg(e.subject())
		message.Data = text
		message.Header.Set("Content-Type", "application/cloudevents+json")
		message.Header.Set(jetstream.MsgIDHeader, e.ID)
		message.Header.Set("traceparent", traceparent(e.Result.Document.ID, e.ID))
		if _, err := p.js.PublishMsg(ctx, message); err != nil {
			return fmt.Errorf("publish %s: %w", e.subject(), err)
		}
	}
	return nil
}

// A Letter is a message that could not be worked on, with its story.
type Letter struct {
	Reason   string            `json:"reason"` // "no_notice", "crashed", ...
	Message  string            `json:"message"`
	Hint     string            `json:"hint,omitempty"`
	Subject  string            `json:"subject"` // that the message came on
	Sequence uint64            `json:"sequence"`
	Attempts int               `json:"attempts"`
	At       time.Time         `json:"at"`
	Worker   string            `json:"worker"`
	Headers  map[string]string `json:"headers,omitempty"`
	Payload  []byte            `json:"payload"` // the message as it came, base64
}

// Dead sets a letter aside and waits until the bus has it.
func (p *Publisher) Dead(ctx context.Context, letter Letter) error {
	text, err := json.Marshal(letter)
	if err != nil {
		return fmt.Errorf("write dead letter: %w", err)
	}
	message := nats.NewMsg(bus.DeadSubject + "." + letter.Reason)
	message.Data = text
	message.Header.Set(jetstream.MsgIDHeader, fmt.Sprintf("%s-%d", letter.Subject, letter.Sequence))
	if _, err := p.js.PublishMsg(ctx, message); err != nil {
		return fmt.Errorf("publish %s: %w", message.Subject, err)
	}
	return nil
}
