package ingest_test

import (
	"fmt"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/bus"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// TestStillInHand: a message that was delivered too often, and whose workers came to no end with it, is set aside only if none
// has it in hand any more.
func TestStillInHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	documents, err := w.bus.Documents(t.Context())
	must(t, err)
	config := documents.CachedInfo().Config
	config.AckWait = 300 * time.Millisecond // after which it is delivered again
	_, err = w.bus.JS.UpdateConsumer(t.Context(), bus.DocumentsStream, config)
	must(t, err)
	asked := make(chan *nats.Msg, 8)
	other, err := w.bus.Conn.ChanSubscribe(bus.HandsSubject, asked) // a worker that has it, and cannot say so to the bus
	must(t, err)
	w.work(w.pipeline())

	message := nats.NewMsg(bus.DocumentsSubject + ".sent")
	message.Data = []byte(`{"bucket": "inbox", "key": "a.csv"}`)
	message.Header.Set(bus.DeliveriesHeader, "3") // as often as it may be
	ack, err := w.bus.JS.PublishMsg(t.Context(), message)
	must(t, err)
	id := w.idOf(ack)
	for range 2 {
		_, err := ledger.NewTries(w.bus.Ledger).Begin(t.Context(), id) // the worker that has it, and one that it took down
		must(t, err)
	}
	for range 2 {
		question := <-asked
		if string(question.Data) != id {
			t.Errorf("asked for %s, want %s", question.Data, id)
		}
		must(t, question.Respond(nil))
	}
	if letters := w.letters(); len(letters) > 0 || w.left() != 1 {
		t.Errorf("while it is in hand: %d dead letters, %d notices", len(letters), w.left())
	}
	must(t, other.Unsubscribe())
	if end, _ := w.ended(); end.Outcome != publish.Dead {
		t.Errorf("when nobody has it: %s", end.Outcome)
	}
	if letters := w.letters(); len(letters) != 1 || letters[0].Reason != "crashed" {
		t.Errorf("dead letters %+v", letters)
	}
}

// TestNeverInHand: a message that was delivered too often, and reached no worker, is worked on as any other.
func TestNeverInHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	stream, err := w.bus.JS.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	raw, err := stream.GetMsg(t.Context(), 1)
	must(t, err)
	must(t, stream.Purge(t.Context()))
	message := nats.NewMsg(bus.DocumentsSubject + ".sent")
	message.Data = raw.Data
	message.Header.Set(bus.DeliveriesHeader, "7")
	_, err = w.bus.JS.PublishMsg(t.Context(), message)
	must(t, err)
	worker := w.work(w.pipeline())
	if end, _ := w.ended(); end.Outcome != publish.Completed {
		t.Errorf("it ends %s", end.Outcome)
	}
	worker.end()
	if letters := w.letters(); len(letters) != 0 {
		t.Errorf("dead letters %+v", letters)
	}
	if keys, err := w.bus.Ledger.ListKeysFiltered(t.Context(), "tries.>"); err != nil {
		t.Error(err)
	} else {
		for key := range keys.Keys() {
			t.Errorf("%s is left", key)
		}
	}
}

// TestInHand: a worker says of the message that it works on that it has it in hand, and of no other.
func TestInHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	entered, release := make(chan struct{}), make(chan struct{})
	p.Bucket = flaw{p.Bucket, "slow.csv", func() { close(entered); <-release }}
	w.work(p)
	w.put("slow.csv", sample(t, "04-bol-containers.csv"))
	<-entered
	if _, err := w.bus.Conn.Request(bus.HandsSubject, []byte(w.idOf(&jetstream.PubAck{Stream: bus.DocumentsStream, Sequence: 1})), 10*time.Second); err != nil {
		t.Errorf("of the message in hand: %v", err)
	}
	if answer, err := w.bus.Conn.Request(bus.HandsSubject, []byte("another"), 50*time.Millisecond); err == nil {
		t.Errorf("of another: %s", answer.Data)
	}
	close(release)
	if end, _ := w.ended(); end.Outcome != publish.Completed {
		t.Errorf("it ends %s", end.Outcome)
	}
}

// idOf is the id of a message on the bus.
func (w *world) idOf(ack *jetstream.PubAck) string {
	w.t.Helper()
	stream, err := w.bus.JS.Stream(w.t.Context(), ack.Stream)
	must(w.t, err)
	message, err := stream.GetMsg(w.t.Context(), ack.Sequence)
	must(w.t, err)
	return fmt.Sprintf("%s-%d-%d", ack.Stream, ack.Sequence, message.Time.UnixNano())
}
