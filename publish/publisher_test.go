package publish_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/difference"
	"docket/publish/ledger"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go/jetstream"
)

// TestResultOnce: a result is on the bus once, however often it is published, and reads back as it was.
func TestResultOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	want := publish.Event{
		ID: publish.EventID("v1", publish.ISF, "OOLU1", ""), Kind: publish.ISF, Outcome: publish.Invalid, Subject: "OOLU1",
		Time: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC),
		Result: publish.Result{
			Document: publish.DocumentInfo{ID: "v1", Bucket: "inbox", Key: "a.xlsx"},
			Filing:   &publish.FilingInfo{Kind: filing.KindISF, Reference: "OOLU1", Cells: map[filing.Pointer][]sheet.Place{"/vessel": {{Sheet: "ISF", Ref: sheet.At(2, 4)}}}},
			Problems: []mapping.Problem{{Severity: mapping.Error, Code: "missing", Field: "/eta", Message: "There is no ETA.", Cells: []sheet.Place{}}},
			Attempt:  1,
		},
	}
	p := publish.NewPublisher(d.bus.JS)
	for range 2 {
		if err := p.Results(t.Context(), want); err != nil {
			t.Fatal(err)
		}
	}
	events := results(t, d.bus)
	if len(events) != 1 {
		t.Fatalf("%d results, want 1", len(events))
	}
	if diff := cmp.Diff(want, events[0]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestResultFits: what does not fit into a message is left out and counted; errors and filings that did not go well
// stay longest.
func TestResultFits(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := publish.NewPublisher(d.bus.JS)
	var many publish.Result
	for i := range 20_000 {
		many.Problems = append(many.Problems, mapping.Problem{Severity: mapping.Warning, Code: "odd", Message: "This is odd.", Cells: []sheet.Place{{Sheet: "S", Ref: sheet.At(1, i+1)}}})
		many.Filings = append(many.Filings, publish.FilingOutcome{Kind: filing.KindISF, Reference: fmt.Sprintf("OOLU%d", i), Outcome: publish.Submitted, APIID: "1"})
	}
	many.Problems = append(many.Problems, mapping.Problem{Severity: mapping.Error, Code: "bad", Cells: []sheet.Place{}})
	many.Filings = append(many.Filings, publish.FilingOutcome{Kind: filing.KindISF, Reference: "LAST", Outcome: publish.Held})
	if err := p.Results(t.Context(), publish.Event{ID: "1", Kind: publish.Document, Outcome: publish.Partial, Time: time.Now(), Result: many}); err != nil {
		t.Fatal(err)
	}
	got := results(t, d.bus)[0].Result
	if got.Omitted == nil || got.Omitted.Problems+len(got.Problems) != len(many.Problems) || got.Omitted.Filings+len(got.Filings) != len(many.Filings) {
		t.Fatalf("%d problems, %d filings, omitted %+v", len(got.Problems), len(got.Filings), got.Omitted)
	}
	if got.Problems[0].Code != "bad" || got.Filings[0].Reference != "LAST" {
		t.Errorf("first problem %s, first filing %s", got.Problems[0].Code, got.Filings[0].Reference)
	}
	if len(many.Problems) != 20_001 || many.Problems[0].Code != "odd" {
		t.Error("the result itself was changed")
	}
}

// TestAmendmentFits: of an amendment with many changes some are left out and counted, on top of those that were before.
func TestAmendmentFits(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := publish.FilingInfo{Kind: filing.KindOrder, Reference: "OOLU1", Effect: ledger.Update}
	for i := range 100 {
		f.Changes = append(f.Changes, difference.Change{Field: filing.Pointer("/name").Index(i), New: json.RawMessage(`"` + strings.Repeat("x", 20_000) + `"`)})
	}
	e := publish.Event{ID: "1", Kind: publish.Order, Outcome: publish.Submitted, Time: time.Now(), Result: publish.Result{Filing: &f, Omitted: &publish.Omitted{Changes: 7}}}
	if err := publish.NewPublisher(d.bus.JS).Results(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	got := results(t, d.bus)[0].Result
	if len(got.Filing.Changes) == 0 || len(got.Filing.Changes)+got.Omitted.Changes != 107 || got.Filing.Changes[0].Field != "/name/0" || got.Filing.Effect != ledger.Update {
		t.Errorf("%d changes, omitted %+v", len(got.Filing.Changes), got.Omitted)
	}
	if len(f.Changes) != 100 || e.Result.Omitted.Changes != 7 {
		t.Error("the result itself was changed")
	}
}

// TestLetterOnce: a dead letter is kept once, with the message as it came.
func TestLetterOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := publish.NewPublisher(d.bus.JS)
	payload := make([]byte, 512<<10) // the largest notice that the documents stream takes
	letter := publish.Letter{ID: "7", Reason: "no_notice", Message: "no", Subject: "docket.documents.x", Sequence: 7, Payload: payload}
	for range 2 {
		if err := p.Dead(t.Context(), letter); err != nil {
			t.Fatal(err)
		}
	}
	stream, err := d.bus.JS.Stream(t.Context(), bus.DeadStream)
	if err != nil {
		t.Fatal(err)
	}
	info, err := stream.Info(t.Context())
	if err != nil || info.State.Msgs != 1 {
		t.Fatalf("%d letters, %v", info.State.Msgs, err)
	}
	message, err := stream.GetLastMsgForSubject(t.Context(), "docket.dead.no_notice")
	if err != nil {
		t.Fatal(err)
	}
	var got publish.Letter
	if err := json.Unmarshal(message.Data, &got); err != nil || len(got.Payload) != len(payload) || got.Sequence != 7 {
		t.Errorf("%d bytes of %d, %v", len(got.Payload), len(payload), err)
	}
}

// results are all results on the bus.
func results(t *testing.T, b *bus.Bus) []publish.Event {
	t.Helper()
	stream, err := b.JS.Stream(t.Context(), bus.ResultsStream)
	if err != nil {
		t.Fatal(err)
	}
	consumer, err := stream.OrderedConsumer(t.Context(), jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	batch, err := consumer.FetchNoWait(100)
	if err != nil {
		t.Fatal(err)
	}
	var events []publish.Event
	for message := range batch.Messages() {
		var e publish.Event
		if err := json.Unmarshal(message.Data(), &e); err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	return events
}
