package review

import (
	"errors"
	"testing"

	"docket/publish"
	"docket/publish/ledger"
)

// TestToldToWaitFirst: a worker that puts a case on the desk may hang before it has told so. Whatever becomes of the case
// meanwhile, the bus hears first that it waits, once, and then what became of it.
func TestToldToWaitFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, test := range []struct {
		name    string
		bill    string
		url     string
		happens func(Ref)
		want    publish.Outcome
	}{
		{"approved", "MAEU0000001", "s3://inbox/approved.xlsx", func(r Ref) { w.approve(r, publish.Submitted) }, publish.Submitted},
		{"held anew by a newer version", "MAEU0000002", "s3://inbox/again.xlsx", func(Ref) {
			w.arrives(held(order(t, "MAEU0000002", "newer"), "s3://inbox/again.xlsx", "v2"))
		}, publish.Superseded},
		{"held no more by a newer version", "MAEU0000003", "s3://inbox/no-more.xlsx", func(Ref) { must(t, w.Settle(t.Context(), w.newer("s3://inbox/no-more.xlsx"), nil)) }, publish.Superseded},
	} {
		ref := w.arrives(held(order(t, test.bill, "older"), test.url, "v1"))
		c, err := w.Get(t.Context(), ref.Key)
		must(t, err)
		test.happens(ref)
		late, err := c.waits() // as the worker tells it that put the case there
		must(t, err)
		must(t, w.publisher.Results(t.Context(), late))
		if first := w.any(); first.Outcome != publish.Held || first.ID != late.ID || first.Result.Filing.Review != ref.String() {
			t.Errorf("%s: first the bus heard %s of %s", test.name, first.Outcome, first.Result.Filing.Review)
		}
		if then := w.any(); then.Outcome != test.want || then.Result.Document.ID != "v1" {
			t.Errorf("%s: then the bus heard %s of %s, want %s", test.name, then.Outcome, then.Result.Document.ID, test.want)
		}
		w.silent()
	}
}

// TestOvertakenOverItsOwn: a worker dies over a case that it has just put on the desk, and a newer version comes. Whoever
// takes the older one up again takes the case from the desk, unless the newer one's worker is at it; one of them tells.
func TestOvertakenOverItsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := held(order(t, "MAEU1111111", "one"), a, "v1")
	w.arrives(h)
	stale := w.waiting(1)[0] // as the newer version's worker may have seen it
	w.newer(a)
	if _, err := w.Hold(t.Context(), h); !errors.Is(err, Overtaken) {
		t.Errorf("held again: %v", err)
	}
	w.waiting(0)
	if err := w.supersede(t.Context(), &stale); !errors.Is(err, errLost) {
		t.Errorf("superseded what is gone: %v", err)
	}
	w.silent()

	h = held(order(t, "MAEU1111111", "one"), b, "v1")
	ref := w.arrives(h)
	c := w.waiting(1)[0]
	w.newer(b)
	must(t, w.supersede(t.Context(), &c))
	if got, err := w.Hold(t.Context(), h); err != nil || got.Key != ref.Key {
		t.Errorf("held again while it is superseded: %v, %v", got, err)
	}
	if e := w.next(); e.Outcome != publish.Superseded {
		t.Errorf("told as %s", e.Outcome)
	}
	w.resume(t.Context(), c) // the newer one's worker died there; another carries on
	w.gone(ref)
	w.silent()
}

// newer has a newer version of a file arrive.
func (w *world) newer(url string) ledger.Source {
	w.t.Helper()
	source := ledger.Source{URL: url, Document: "v2"}
	_, err := w.Arrived(w.t.Context(), source, func(ledger.Source) bool { return false })
	must(w.t, err)
	return source
}
