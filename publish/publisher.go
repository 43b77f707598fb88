package publish

import (
	"context"
	"errors"
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

// ErrTooLarge says that the bus has no room for a message, however much of it is left out.
var ErrTooLarge = errors.New("too large for the bus")

// Results publishes events in order and waits until the bus has them.
func (p *Publisher) Results(ctx context.Context, events ...Event) error {
	for _, e := range events {
		message := nats.NewMsg(e.subject())
		message.Header.Set("Content-Type", "application/cloudevents+json")
		message.Header.Set(jetstream.MsgIDHeader, e.ID)
		message.Header.Set("traceparent", traceparent(e.Result.Document.ID, e.ID))
		if err := p.put(ctx, message, func(limit int) ([]byte, error) { return fit(e, limit) }); err != nil {
			return err
		}
	}
	return nil
}

// Headers of messages that are put on the bus anew.
const (
	DocumentHeader = "Docket-Document" // id of the document, where its notice tells none
	SinceHeader    = "Docket-Since"    // when the bus got a dead letter's message for the first time; RFC 3339
)

// A Letter is a message that could not be worked on, with its story.
type Letter struct {
	ID       string            `json:"id"`     // of the message; one has one letter
	Reason   string            `json:"reason"` // "no_notice", "crashed", ...
	Message  string            `json:"message"`
	Hint     string            `json:"hint,omitempty"`
	File     string            `json:"file,omitempty"` // s3://bucket/key, where the message is about one
	Subject  string            `json:"subject"`        // that the message came on
	Sequence uint64            `json:"sequence"`
	Attempts int               `json:"attempts"`
	Since    time.Time         `json:"since,omitzero"` // when the bus got it, for the first time if it was sent again
	At       time.Time         `json:"at"`
	Worker   string            `json:"worker"`
	Headers  map[string]string `json:"headers,omitempty"`
	Payload  []byte            `json:"payload"`           // the message as it came, base64
	Omitted  int               `json:"omitted,omitempty"` // bytes of the payload that did not fit, from its end
}

// Dead sets a letter aside and waits until the bus has it.
func (p *Publisher) Dead(ctx context.Context, letter Letter) error {
	message := nats.NewMsg(bus.DeadSubject + "." + letter.Reason)
	message.Header.Set(jetstream.MsgIDHeader, letter.ID)
	return p.put(ctx, message, letter.fit)
}

// put publishes what is written for a limit of bytes: that of the bus or, where the stream has a lower one, one that
// it takes.
func (p *Publisher) put(ctx context.Context, message *nats.Msg, write func(limit int) ([]byte, error)) error {
	for limit := int(p.js.Conn().MaxPayload()) - headerRoom; ; limit /= 2 {
		text, err := write(limit)
		if err != nil {
			return fmt.Errorf("write what goes to %s: %w", message.Subject, err)
		}
		message.Data = text
		once, cancel := context.WithTimeout(ctx, bus.AnswerTime)
		_, err = p.js.PublishMsg(once, message)
		cancel()
		if err == nil {
			return nil
		}
		if !bus.TooLarge(err) {
			return fmt.Errorf("publish %s: %w", message.Subject, err)
		}
	}
}
