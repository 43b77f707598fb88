package ingest_test

import (
	"log/slog"
	"testing"

	"docket/ingest"
	"docket/publish"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/review"
)

// desk is a desk in this world.
func (w *world) desk(p *ingest.Pipeline) *review.Desk {
	return review.NewDesk(w.bus, review.Config{
		Account: "acme", Ledger: ledger.New(w.bus.Ledger, ledger.Lease, nil), Submitter: p.Submitter, Publisher: publish.NewPublisher(w.bus.JS),
		Book: follow.NewBook(w.bus.Follow, follow.DefaultPace), Older: ingest.Older, Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)),
	})
}

// TestHeldUntilApproved: a file that docket is not sure of waits with its reasons; a newer version of it takes its
// place; what is approved is filed, and the same file again is known to be.
func TestHeldUntilApproved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	p.Mapping.OrdersFromISF = false
	desk := w.desk(p)
	p.Desk = desk
	w.work(p)
	waits := func(want int) review.Case {
		t.Helper()
		cases, err := desk.List(t.Context())
		must(t, err)
		if len(cases) != want {
			t.Fatalf("%d filings wait, want %d", len(cases), want)
		}
		if want == 0 {
			return review.Case{}
		}
		return cases[0]
	}
	ambiguous := sample(t, "14-isf-ambiguous-dates.xlsx")
	w.put("isf.xlsx", ambiguous)
	_, filings := w.ended()
	first := waits(1)
	if f := filings[0]; f.Outcome != publish.Held || f.Result.Filing.Review != first.Ref().String() || len(first.Reasons) == 0 || first.Effect != ledger.Create || first.Source.URL != "s3://inbox/isf.xlsx" {
		t.Fatalf("%s %+v; %+v waits", f.Outcome, f.Result.Filing, first)
	}
	w.put("isf.xlsx", sample(t, "09-corrupt.xlsx"))
	if e := w.next(); e.Outcome != publish.Superseded || e.Result.Document.ID != first.Source.Document {
		t.Errorf("%s %s, want what waited superseded", e.Kind, e.Outcome)
	}
	if e, _ := w.ended(); e.Outcome != publish.Unreadable {
		t.Errorf("the newer version is %s", e.Outcome)
	}
	waits(0)
	w.put("isf.xlsx", ambiguous)
	w.ended()
	ruling, err := desk.Decide(t.Context(), waits(1).Ref(), review.Approve, "Maria", "")
	if err != nil || ruling.Outcome != publish.Submitted {
		t.Fatalf("%+v, error %v", ruling, err)
	}
	if e := w.next(); e.Outcome != publish.Submitted || e.Result.Filing.ApprovedBy != "Maria" {
		t.Errorf("%s %+v", e.Outcome, e.Result.Filing)
	}
	w.put("copy.xlsx", ambiguous)
	if document, filings := w.ended(); document.Outcome != publish.Completed || filings[0].Outcome != publish.Unchanged || filings[0].Result.Filing.APIID != ruling.APIID {
		t.Errorf("the same again: %s, %+v", document.Outcome, filings[0].Result.Filing)
	}
	waits(0)
	if len(w.api.ISFs()) != 1 {
		t.Errorf("the API holds %d ISFs", len(w.api.ISFs()))
	}
}
