package publish_test

import (
	"testing"

	"docket/publish"
	"docket/publish/ledger"
)

// TestHold: what is told of a filing that waits, before and after others were filed. Nothing is sent for it.
func TestHold(t *testing.T) {
	t.Parallel()
	d := open(t)
	one, two := order(t, "MAEU1234567", "one"), order(t, "MAEU1234567", "two")
	hold := func(sub publish.Submission, outcome publish.Outcome, effect ledger.Effect, code string) publish.Receipt {
		t.Helper()
		calls := len(d.api.Requests())
		receipt, err := d.Hold(t.Context(), sub)
		if err != nil || receipt.Outcome != outcome || receipt.Effect != effect || receipt.Code != code {
			t.Fatalf("%+v, error %v; want %s, %s, %q", receipt, err, outcome, effect, code)
		}
		if len(d.api.Requests()) != calls {
			t.Error("the API was called")
		}
		return receipt
	}
	hold(publish.Submission{Request: one, Source: from(a, "v1")}, publish.Held, ledger.Create, "")
	filed, err := d.Submit(t.Context(), publish.Submission{Request: one, Source: from(a, "v1")})
	if err != nil {
		t.Fatal(err)
	}
	hold(publish.Submission{Request: one, Source: from(a, "v1")}, publish.Submitted, ledger.Create, "")
	hold(publish.Submission{Request: one, Source: from(a, "v2")}, publish.Unchanged, ledger.NoEffect, "")
	if r := hold(publish.Submission{Request: two, Source: from(a, "v2")}, publish.Held, ledger.Update, ""); len(r.Changes) != 1 || r.Over != filed.RequestID || r.APIID != filed.APIID {
		t.Errorf("a correction that waits: %+v", r)
	}
	held := hold(publish.Submission{Request: two, Source: from(b, "u1")}, publish.Held, ledger.Update, publish.CodeOtherFile)
	if len(held.Changes) != 1 || held.Over != filed.RequestID {
		t.Errorf("another file's filing that waits: %+v", held)
	}
}

// TestApprovedOver: an approval holds for what was filed when it was given, and for nothing that was filed since.
func TestApprovedOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	first, err := d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")})
	if err != nil {
		t.Fatal(err)
	}
	sub := publish.Submission{Request: order(t, "MAEU1234567", "theirs"), Source: from(b, "u1"), Approved: true, Over: &first.RequestID, Approval: &ledger.Approval{By: "Maria"}}
	if _, err := d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "two"), Source: from(a, "v2")}); err != nil {
		t.Fatal(err)
	}
	late, err := d.Submit(t.Context(), sub)
	if err != nil || late.Outcome != publish.Held || late.Code != publish.CodeOtherFile {
		t.Fatalf("approved over what has changed since: %+v, error %v", late, err)
	}
	sub.Over = &late.Over
	receipt, err := d.Submit(t.Context(), sub)
	if err != nil || receipt.Outcome != publish.Submitted || receipt.APIID != first.APIID {
		t.Fatalf("approved over what is filed: %+v, error %v", receipt, err)
	}
	entry, err := d.ledger.Get(t.Context(), receipt.Filing)
	if err != nil || entry.Filed.Approval.By != "Maria" {
		t.Errorf("the ledger has %+v, error %v", entry, err)
	}
}
