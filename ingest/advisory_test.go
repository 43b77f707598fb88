package ingest_test

import (
	"strings"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// allow limits how often a message is delivered to workers, and how long the bus waits for one of them.
func (w *world) allow(deliveries int, wait time.Duration) jetstream.Consumer {
	w.t.Helper()
	consumer, err := w.bus.Documents(w.t.Context())
	must(w.t, err)
	config := consumer.CachedInfo().Config
	config.MaxDeliver, config.AckWait = deliveries, wait
	_, err = w.bus.JS.UpdateConsumer(w.t.Context(), bus.DocumentsStream, config)
	must(w.t, err)
	return consumer
}

// take is a worker that takes a message, and is not heard of again.
func (w *world) take(consumer jetstream.Consumer) jetstream.Msg {
	w.t.Helper()
	message, err := consumer.Next(jetstream.FetchMaxWait(30 * time.Second))
	must(w.t, err)
	return message
}

// TestKillerIsNotLost: where the consumer's deliveries are limited, the bus gives up a message that took one worker after
// the other down with it. The next worker makes a dead letter and a result of it, though it never gets the message.
func TestKillerIsNotLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consumer := w.allow(2, 100*time.Millisecond)
	w.put("acme/killer.xlsx", sample(t, "01-isf-form.xlsx"))
	w.take(consumer)
	w.take(consumer)
	w.work(w.pipeline())
	document, filings := w.ended()
	if document.Outcome != publish.Dead || document.Result.Document.Key != "acme/killer.xlsx" || document.Result.Attempt != 2 || len(filings) != 0 {
		t.Errorf("%s with %d filings: %+v", document.Outcome, len(filings), document.Result)
	}
	letters := w.letters()
	if len(letters) != 1 || letters[0].Reason != "max_deliveries" || letters[0].Attempts != 2 || letters[0].File != "s3://inbox/acme/killer.xlsx" || len(letters[0].Payload) == 0 {
		t.Errorf("dead letters %+v", letters)
	}
	w.put("good.csv", sample(t, "04-bol-containers.csv"))
	if document, _ := w.ended(); document.Outcome != publish.Completed {
		t.Errorf("the next file ends %s", document.Outcome)
	}
}

// TestDeletedInHand: a message that is taken off its stream while a worker has it, as when it is brought forward, is no dead letter.
func TestDeletedInHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consumer, err := w.bus.Documents(t.Context())
	must(t, err)
	dead, err := w.bus.JS.OrderedConsumer(t.Context(), bus.DeadStream, jetstream.OrderedConsumerConfig{})
	must(t, err)
	stream, err := w.bus.JS.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	advisories, err := w.bus.JS.Stream(t.Context(), bus.AdvisoriesStream)
	must(t, err)
	told, err := w.bus.Conn.SubscribeSync("$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>")
	must(t, err)
	for _, key := range []string{"a.csv", "b.csv"} {
		w.put(key, sample(t, "04-bol-containers.csv"))
		message := w.take(consumer)
		meta, err := message.Metadata()
		must(t, err)
		if key == "a.csv" {
			must(t, stream.DeleteMsg(t.Context(), meta.Sequence.Stream))
		} else {
			must(t, message.TermWithReason("by hand"))
		}
		_, err = told.NextMsg(30 * time.Second)
		must(t, err)
	}
	if info, err := advisories.Info(t.Context()); err != nil || info.State.Msgs != 2 {
		t.Fatalf("%d advisories, want 2; %v", info.State.Msgs, err)
	}
	w.work(w.pipeline())
	_, err = dead.Next(jetstream.FetchMaxWait(30 * time.Second)) // of the second, which is read after the first
	must(t, err)
	if letters := w.letters(); len(letters) != 1 || !strings.Contains(letters[0].Message, "by hand") {
		t.Errorf("dead letters %+v", letters)
	}
}

// TestTerminatedIsNotLost: of a message that somebody terminated the story is kept, with what to do.
func TestTerminatedIsNotLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consumer, err := w.bus.Documents(t.Context())
	must(t, err)
	dead, err := w.bus.JS.OrderedConsumer(t.Context(), bus.DeadStream, jetstream.OrderedConsumerConfig{})
	must(t, err)
	w.put("a.xlsx", sample(t, "01-isf-form.xlsx"))
	must(t, w.take(consumer).TermWithReason("by hand"))
	w.work(w.pipeline())
	_, err = dead.Next(jetstream.FetchMaxWait(30 * time.Second))
	must(t, err)
	letters := w.letters()
	if len(letters) != 1 || letters[0].Reason != "terminated" || letters[0].Message != "somebody terminated it on consumer docket-workers: by hand" || letters[0].Hint == "" {
		t.Errorf("dead letters %+v", letters)
	}
}
