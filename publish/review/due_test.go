package review

import (
	"testing"
	"time"

	"docket/mapping"
	"docket/publish"
	"docket/publish/ledger"
)

// braked is a filing from a version of a file that goes out by itself at a time.
func (w *world) braked(version string, due time.Time) Held {
	h := held(order(w.t, "MAEU0000001", "version "+version), a, version)
	h.Filing.Problems = nil
	h.Receipt = publish.Receipt{Outcome: publish.Held, Code: publish.CodeHasty, Message: "It was amended 5 times within 1h0m0s.", Hint: "Wait.", Effect: ledger.Update}
	h.Due = due
	return h
}

func (w *world) waits(h Held) Ref {
	w.t.Helper()
	newest, err := w.Arrived(w.t.Context(), h.Source, func(s ledger.Source) bool { return h.Source.Document < s.Document })
	must(w.t, err)
	if !newest {
		w.t.Fatal("it is old already")
	}
	ref, err := w.Hold(w.t.Context(), h)
	must(w.t, err)
	must(w.t, w.Settle(w.t.Context(), h.Source, []Ref{ref}))
	return ref
}

// TestDue: what is due goes out by itself, the newest version of its file alone, by whichever worker; what is not due yet
// waits, and a person may have it out or thrown away before.
func TestDue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	soon := time.Now().Add(-time.Second) // the time has come while no worker was there
	w.waits(w.braked("1", soon))
	w.waits(w.braked("2", soon))
	if e := w.next(); e.Outcome != publish.Superseded || e.Result.Document.ID != "1" {
		t.Errorf("%s of version %s, want the first superseded", e.Outcome, e.Result.Document.ID)
	}
	later := held(order(t, "MAEU0000002", "later"), b, "1")
	later.Filing.Problems, later.Due = []mapping.Problem{}, time.Now().Add(time.Hour)
	w.waits(later)
	for range 2 {
		w.run(NewDesk(w.bus, w.config))
	}
	e := w.next()
	if e.Outcome != publish.Submitted || e.Result.Document.ID != "2" || e.Result.Filing.ApprovedBy != "" || len(e.Result.Problems) != 0 {
		t.Errorf("%s of version %s: %+v", e.Outcome, e.Result.Document.ID, e.Result)
	}
	waiting, err := w.Find(t.Context(), "MAEU0000002")
	must(t, err)
	if waiting.Decision != nil {
		t.Errorf("what is not due is decided: %+v", waiting.Decision)
	}
	w.approve(waiting.Ref(), publish.Submitted)
	if e := w.next(); e.Outcome != publish.Submitted || e.Result.Filing.ApprovedBy != "Maria" {
		t.Errorf("approved before its time: %s %+v", e.Outcome, e.Result.Filing)
	}
	if _, err := w.Decide(t.Context(), Ref{Key: waiting.key, Seen: "000000000000"}, Reject, "Ann", ""); err == nil {
		t.Error("what has gone out is rejected")
	}
	w.silent()
	if orders := len(w.api.Orders()); orders != 2 {
		t.Errorf("the API holds %d orders", orders)
	}
}

// TestDueTooEarly: what is due and still may not go out waits for longer; what would be a surprise by then waits for a
// person.
func TestDueTooEarly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.submitter.Braked(ledger.Brake{After: 1, Within: time.Hour})
	submit := func(version, url string) publish.Receipt {
		t.Helper()
		o := order(t, "MAEU0000001", "version "+version)
		receipt, err := w.submitter.Submit(t.Context(), publish.Submission{Request: o, Source: ledger.Source{URL: url, Document: version}, AtOnce: true})
		must(t, err)
		return receipt
	}
	submit("1", a)
	submit("2", a)
	ref := w.waits(w.braked("3", time.Now().Add(-time.Second)))
	c, err := w.Get(t.Context(), ref.Key)
	must(t, err)
	w.resume(t.Context(), c)
	c = w.waiting(1)[0]
	if c.Decision != nil || c.Due.Before(time.Now().Add(50*time.Minute)) || c.Code != publish.CodeHasty {
		t.Fatalf("it waits until %v, with %+v, for %s", c.Due, c.Decision, c.Code)
	}
	if receipt := submit("9", b); receipt.Code != publish.CodeOtherFile {
		t.Fatalf("%+v", receipt)
	}
	receipt, err := w.submitter.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU0000001", "theirs"), Source: ledger.Source{URL: b, Document: "9"}, AtOnce: true, Approved: true})
	must(t, err)
	if receipt.Outcome != publish.Submitted {
		t.Fatalf("%+v", receipt)
	}
	w.resume(t.Context(), c)
	c = w.waiting(1)[0]
	if c.Decision != nil || !c.Due.IsZero() || c.Code != publish.CodeOtherFile {
		t.Errorf("it waits until %v, with %+v, for %s", c.Due, c.Decision, c.Code)
	}
	w.silent()
}
