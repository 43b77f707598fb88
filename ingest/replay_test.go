package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"docket/ingest"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/dead"

	"github.com/nats-io/nats.go/jetstream"
)

// dying is a submitter that brings docket down at one of its calls.
type dying struct {
	ingest.Submitter
	at    int64
	calls atomic.Int64
}

func (d *dying) Submit(ctx context.Context, s publish.Submission) (publish.Receipt, error) {
	if d.calls.Add(1) == d.at {
		panic("a defect")
	}
	return d.Submitter.Submit(ctx, s)
}

// forgetful has the bus forget message ids of results at once.
func (w *world) forgetful() {
	w.t.Helper()
	stream, err := w.bus.JS.Stream(w.t.Context(), bus.ResultsStream)
	must(w.t, err)
	config := stream.CachedInfo().Config
	config.Duplicates = 100 * time.Millisecond
	_, err = w.bus.JS.UpdateStream(w.t.Context(), config)
	must(w.t, err)
}

// forgotten waits until the bus takes a result of an id that it has had.
func (w *world) forgotten(id string) {
	w.t.Helper()
	for {
		ack, err := w.bus.JS.Publish(w.t.Context(), "docket.results.entry.test", []byte("{}"), jetstream.WithMsgID(id))
		must(w.t, err)
		if !ack.Duplicate {
			stream, err := w.bus.JS.Stream(w.t.Context(), bus.ResultsStream)
			must(w.t, err)
			must(w.t, stream.DeleteMsg(w.t.Context(), ack.Sequence))
			return
		}
	}
}

// TestReplay: a message that died in the middle is sent again, when the bus has long forgotten what it was told then. What
// was filed is not filed twice, what was told is not told twice, and the rest is done.
func TestReplay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	p.Submitter = &dying{Submitter: p.Submitter, at: 2}
	w.forgetful()
	w.work(p)
	w.put("a.xlsx", sample(t, "01-isf-form.xlsx"))
	document, filings := w.ended()
	if document.Outcome != publish.Dead || len(filings) != 1 || filings[0].Kind != publish.ISF {
		t.Fatalf("%s with %d filings, want dead with the ISF", document.Outcome, len(filings))
	}
	box := dead.Open(w.bus, "test")
	letter, err := box.Letter(t.Context(), "1")
	must(t, err)
	if letter.File != "s3://inbox/a.xlsx" || letter.Since.IsZero() {
		t.Errorf("the letter tells of file %q since %v", letter.File, letter.Since)
	}
	w.forgotten(filings[0].ID)
	_, err = box.Replay(t.Context(), letter, false)
	must(t, err)
	again, filings := w.ended()
	if again.Outcome != publish.Completed || again.Result.Document.ID != document.Result.Document.ID || len(again.Result.Filings) != 2 {
		t.Errorf("%s of %s: %+v", again.Outcome, again.Result.Document.ID, again.Result.Filings)
	}
	if len(filings) != 1 || filings[0].Kind != publish.Order || filings[0].Outcome != publish.Submitted {
		t.Errorf("told of %+v, want the order", filings)
	}
	if isfs, orders := len(w.api.ISFs()), len(w.api.Orders()); isfs != 1 || orders != 1 {
		t.Errorf("the API holds %d ISFs and %d orders, want one of each", isfs, orders)
	}
	var replayed *dead.Replayed
	if _, err := box.Replay(t.Context(), letter, false); !errors.As(err, &replayed) {
		t.Errorf("the second time: %v", err)
	}
}

// TestSplitKeepsIdentity: the documents of a message of several notices are known by that message where nothing else tells
// them, so that they are the same when it is sent again.
func TestSplitKeepsIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.work(w.pipeline())
	const record = `{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"inbox"},"object":{"key":"gone-%d.csv"}}}`
	_, err := w.bus.JS.Publish(t.Context(), "docket.documents.s3", fmt.Appendf(nil, `{"Records":[`+record+`,`+record+`,{}]}`, 0, 1))
	must(t, err)
	ids := map[string]string{}
	for range 2 {
		document, _ := w.ended()
		ids[document.Result.Document.Key] = document.Result.Document.ID
	}
	letter, err := dead.Open(w.bus, "test").Letter(t.Context(), "1") // of the record that is none
	must(t, err)
	if ids["gone-0.csv"] != letter.ID+"-0" || ids["gone-1.csv"] != letter.ID+"-1" {
		t.Errorf("the documents are %v, of message %s", ids, letter.ID)
	}
}
