package dead

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// A Letter is a dead letter as it lies in the stream, and whether its message was sent again.
type Letter struct {
	Number uint64 `json:"number"` // in the stream; what people call it by
	publish.Letter
	Replayed *Replay `json:"replayed,omitempty"`
}

// A Filter says which letters are meant; the zero value means all.
type Filter struct {
	Reason  string    // as in the letters
	Since   time.Time // set aside then or later
	File    string    // beginning of the file's URL, as "s3://inbox/acme/"
	Waiting bool      // only those that were not sent again
}

func (f Filter) takes(l Letter) bool {
	return (f.Reason == "" || l.Reason == f.Reason) && !l.At.Before(f.Since) && strings.HasPrefix(l.File, f.File) && (!f.Waiting || l.Replayed == nil)
}

// A Box holds the dead letters.
type Box struct {
	bus *bus.Bus
	by  string
}

// Open is the box on a bus. By names who sends letters again.
func Open(b *bus.Bus, by string) *Box { return &Box{bus: b, by: by} }

// None says that there is no such letter.
type None struct{ Name string }

func (e *None) Error() string { return "there is no dead letter " + e.Name }

// Hint tells what to do.
func (e *None) Hint() string {
	return `"docket dead list" shows them all, with their numbers in front`
}

// Letters yields the letters that a filter takes, oldest first. An error is the last that it yields.
func (b *Box) Letters(ctx context.Context, f Filter) iter.Seq2[Letter, error] {
	return func(yield func(Letter, error) bool) {
		stream, err := b.bus.JS.Stream(ctx, bus.DeadStream)
		if err != nil {
			yield(Letter{}, fmt.Errorf("open stream %s: %w", bus.DeadStream, err))
			return
		}
		for next := uint64(1); ; {
			message, err := stream.GetMsg(ctx, next, jetstream.WithGetMsgSubject(bus.DeadSubject+".>"))
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				return
			}
			if err != nil {
				yield(Letter{}, fmt.Errorf("read %s: %w", bus.DeadStream, err))
				return
			}
			next = message.Sequence + 1
			letter, err := b.open(ctx, message)
			if err == nil && !f.takes(letter) {
				continue
			}
			if !yield(letter, err) || err != nil {
				return
			}
		}
	}
}

// Letter is the letter of a number or an id. The error is *None if there is none.
func (b *Box) Letter(ctx context.Context, name string) (Letter, error) {
	number, err := strconv.ParseUint(strings.TrimPrefix(name, "#"), 10, 64)
	if err != nil {
		return b.find(ctx, name)
	}
	stream, err := b.bus.JS.Stream(ctx, bus.DeadStream)
	if err != nil {
		return Letter{}, fmt.Errorf("open stream %s: %w", bus.DeadStream, err)
	}
	message, err := stream.GetMsg(ctx, number)
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound), number == 0:
		return Letter{}, &None{name}
	case err != nil:
		return Letter{}, fmt.Errorf("read %s: %w", bus.DeadStream, err)
	}
	return b.open(ctx, message)
}

func (b *Box) find(ctx context.Context, id string) (Letter, error) {
	for letter, err := range b.Letters(ctx, Filter{}) {
		if err != nil || letter.ID == id {
			return letter, err
		}
	}
	return Letter{}, &None{id}
}

// open reads a letter, and whether it was sent again. A message that is no letter of docket's is shown as one: whoever
// put it there meant it to be seen.
func (b *Box) open(ctx context.Context, message *jetstream.RawStreamMsg) (Letter, error) {
	l := Letter{Number: message.Sequence}
	if err := json.Unmarshal(message.Data, &l.Letter); err != nil || l.ID == "" {
		l.Letter = publish.Letter{
			ID: fmt.Sprintf("%s-%d", bus.DeadStream, message.Sequence), Reason: strings.TrimPrefix(message.Subject, bus.DeadSubject+"."),
			Message: "this is no letter of docket's", Subject: message.Subject, At: message.Time, Payload: message.Data,
		}
		return l, nil
	}
	var err error
	l.Replayed, err = b.replay(ctx, l.ID)
	return l, err
}
