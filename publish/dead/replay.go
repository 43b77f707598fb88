package dead

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Replay is the note that a letter's message was sent again.
type Replay struct {
	Letter string    `json:"letter"` // its id
	At     time.Time `json:"at"`     // the last time
	By     string    `json:"by"`
	Times  int       `json:"times"`
}

// Lost says that a letter has not got its whole message, so that it cannot be sent again.
type Lost struct{ Letter Letter }

func (e *Lost) Error() string {
	if e.Letter.Omitted > 0 {
		return fmt.Sprintf("the message of letter %d did not fit into it: %d bytes are missing", e.Letter.Number, e.Letter.Omitted)
	}
	return fmt.Sprintf("the message of letter %d was gone when the letter was written", e.Letter.Number)
}

// Hint tells what to do.
func (e *Lost) Hint() string {
	return `name the file in a notice of its own with "docket send", or find it with "docket sweep"`
}

// Replayed says that a letter's message was sent again before.
type Replayed struct{ Letter Letter }

func (e *Replayed) Error() string {
	r := e.Letter.Replayed
	return fmt.Sprintf("the message of letter %d was sent again at %s by %s already", e.Letter.Number, r.At.Format(time.RFC3339), r.By)
}

// Hint tells what to do.
func (e *Replayed) Hint() string { return "to send it once more, use --again" }

// Replay sends a letter's message again, and notes it. One that was sent again before is not, unless again is set. The
// error is *Lost or *Replayed, or one of the bus.
//
// A stop in the middle leaves a message without its note. Whoever sends it again then does no harm: the document is the
// same, and the ledger knows what was filed of it.
func (b *Box) Replay(ctx context.Context, l Letter, again bool) (Replay, error) {
	if l.Omitted > 0 || len(l.Payload) == 0 {
		return Replay{}, &Lost{l}
	}
	before, err := b.replay(ctx, l.ID)
	if err != nil {
		return Replay{}, err
	}
	note := Replay{Letter: l.ID, At: time.Now().UTC(), By: b.by, Times: 1}
	if before != nil {
		if l.Replayed = before; !again {
			return *before, &Replayed{l}
		}
		note.Times = before.Times + 1
	}
	if _, err := b.bus.JS.PublishMsg(ctx, messageOf(l, note.Times)); err != nil {
		return Replay{}, fmt.Errorf("send the message of letter %d again: %w", l.Number, err)
	}
	text, err := json.Marshal(note)
	if err != nil {
		return Replay{}, err
	}
	// Whoever sends it at the same time writes the same: the message id lets only one of the two messages in.
	if _, err = b.bus.Ledger.Put(ctx, noteKey(l.ID), text); err != nil {
		return Replay{}, fmt.Errorf("note that letter %d was sent again: %w", l.Number, err)
	}
	return note, nil
}

// messageOf is a letter's message as it goes on the bus anew. Sent twice at the same time it is taken once.
func messageOf(l Letter, times int) *nats.Msg {
	message := nats.NewMsg(l.Subject)
	if !strings.HasPrefix(l.Subject, bus.DocumentsSubject+".") {
		message.Subject = bus.DocumentsSubject + ".replayed"
	}
	message.Data = l.Payload
	for name, value := range l.Headers {
		if !strings.HasPrefix(name, "Nats-") && name != bus.SubjectHeader && name != bus.DeliveriesHeader { // those were for the first time
			message.Header.Set(name, value)
		}
	}
	if message.Header.Get(publish.DocumentHeader) == "" {
		message.Header.Set(publish.DocumentHeader, l.ID)
	}
	if message.Header.Get(publish.SinceHeader) == "" && !l.Since.IsZero() {
		message.Header.Set(publish.SinceHeader, l.Since.Format(time.RFC3339Nano))
	}
	message.Header.Set(jetstream.MsgIDHeader, fmt.Sprintf("%s-replay-%d", l.ID, times))
	return message
}

// replay is the note on a letter, nil if there is none.
func (b *Box) replay(ctx context.Context, id string) (*Replay, error) {
	found, err := b.bus.Ledger.Get(ctx, noteKey(id))
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read whether letter %s was sent again: %w", id, err)
	}
	var r Replay
	if err := json.Unmarshal(found.Value(), &r); err != nil {
		return nil, fmt.Errorf("read whether letter %s was sent again: %w", id, err)
	}
	return &r, nil
}

// noteKey is the key of the note on a letter. An id may hold what a key may not.
func noteKey(id string) string {
	sum := sha256.Sum256([]byte(id))
	return "dead." + hex.EncodeToString(sum[:16])
}
