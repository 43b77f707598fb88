package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// An advisory is what JetStream says of a message that it does not deliver any more. docket's own consumer delivers
// without end, so that one comes only where somebody has limited its deliveries, or terminates messages by hand.
type advisory struct {
	ID         string    `json:"id"`
	Time       time.Time `json:"timestamp"`
	Stream     string    `json:"stream"`
	Consumer   string    `json:"consumer"`
	Sequence   uint64    `json:"stream_seq"`
	Deliveries uint64    `json:"deliveries"`
	Reason     string    `json:"reason"` // who terminated a message may have said why
	Type       string    `json:"type"`
}

const (
	terminated = "io.nats.jetstream.advisory.v1.terminated"
	// deleted is NATS's reason for a message that went off its stream while somebody had it in hand. That is so if it was brought forward
	// (lane.Scout), and in a cluster of whoever acknowledged it: the stream may know of that before the consumer's new leader does.
	deleted = "Unacknowledged message was deleted"
)

// collect makes dead letters of messages that the bus has given up, until the context ends.
func (w *Worker) collect(ctx, work context.Context, advisories jetstream.Consumer) {
	for ctx.Err() == nil {
		if w.gate.pass(ctx, w.config.TimeLimit/10) != nil {
			return
		}
		message := w.next(ctx, advisories)
		if message == nil {
			continue
		}
		if err := w.bequeath(work, message); err != nil {
			w.log.Info("an advisory is handed back", "reason", err)
			_ = message.Nak() // else its time runs out
			continue
		}
		if err := message.DoubleAck(work); err != nil {
			w.log.Warn("an advisory is not acknowledged; it will come again, and its letter be found written", "error", err)
		}
	}
}

// bequeath makes a dead letter of the message that an advisory speaks of, and takes the message off the stream.
func (w *Worker) bequeath(ctx context.Context, message jetstream.Msg) error {
	var a advisory
	if err := json.Unmarshal(message.Data(), &a); err != nil || a.Stream == "" || a.Sequence == 0 {
		w.log.Error("an advisory cannot be read; it is left out", "subject", message.Subject(), "error", err)
		return nil
	}
	var stream jetstream.Stream
	var given *jetstream.RawStreamMsg
	err := w.persist(ctx, func(ctx context.Context) (err error) {
		if stream, err = w.bus.JS.Stream(ctx, a.Stream); err == nil {
			given, err = stream.GetMsg(ctx, a.Sequence)
		}
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			given, err = nil, nil
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case given == nil && (a.Type != terminated || a.Reason == deleted):
		return nil // whoever had it in hand has come to an end with it after all, or will
	}
	if err := w.errandOf(a, given).setAside(ctx, a.failure()); err != nil || given == nil {
		return err
	}
	if err := stream.DeleteMsg(ctx, a.Sequence); err != nil {
		w.log.Warn("a message that is among the dead letters could not be taken off its stream, where nobody gets it any more", "sequence", a.Sequence, "error", err)
	}
	return nil
}

func (a advisory) failure() *failure {
	if a.Type != terminated {
		return &failure{
			reason: "max_deliveries", message: fmt.Sprintf("delivered %d times, which is all that consumer %s allows, and no worker came to an end with it", a.Deliveries, a.Consumer),
			hint: `send it again with "docket dead replay" when the cause is gone; docket's own definition of the consumer has no limit`,
		}
	}
	f := &failure{
		reason: "terminated", message: fmt.Sprintf("somebody terminated it on consumer %s", a.Consumer),
		hint: `the message itself is gone: "docket sweep" finds the file that nobody has worked on`,
	}
	if a.Reason != "" {
		f.message += ": " + a.Reason
	}
	return f
}

// errandOf is the errand that a message was, nil if the message is gone.
func (w *Worker) errandOf(a advisory, given *jetstream.RawStreamMsg) *errand {
	meta := &jetstream.MsgMetadata{Stream: a.Stream, Consumer: a.Consumer, NumDelivered: max(a.Deliveries, 1), Timestamp: a.Time}
	meta.Sequence.Stream = a.Sequence
	if given == nil {
		given = &jetstream.RawStreamMsg{Subject: bus.DocumentsSubject + ".gone"}
	} else {
		meta.Timestamp = given.Time
	}
	return &errand{Worker: w, message: stored{raw: given}, meta: meta, log: w.log.With("sequence", a.Sequence)}
}

// stored is a message as it lies in its stream, not in hand.
type stored struct {
	jetstream.Msg // none: nobody acknowledges it
	raw           *jetstream.RawStreamMsg
}

func (s stored) Subject() string      { return s.raw.Subject }
func (s stored) Data() []byte         { return s.raw.Data }
func (s stored) Headers() nats.Header { return s.raw.Header }
