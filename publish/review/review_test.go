package review

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/ledger"

	"pgregory.net/rapid"
)

// TestApprove: a filing that waits is filed as it was shown, followed, and told of with who approved it; then nothing
// waits, and a second person hears who was first.
func TestApprove(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ref := w.arrives(held(order(t, "MAEU1234567", "one"), a, "v1"))
	if again := w.arrives(held(order(t, "MAEU1234567", "one"), a, "v1")); again != ref {
		t.Errorf("the same again is %s, was %s", again, ref)
	}
	c := w.waiting(1)[0]
	if c.Ref() != ref || len(c.Reasons) != 1 || c.Reasons[0] != "ambiguous_date" || c.Effect != ledger.Create {
		t.Errorf("%s waits: %+v", c.Ref(), c)
	}
	for _, name := range []string{ref.String(), ref.Key, "MAEU1234567", "maeu 1234-567"} {
		if found, err := w.Find(t.Context(), name); err != nil || found.Ref() != ref {
			t.Errorf("%s finds %s, error %v", name, found.Ref(), err)
		}
	}
	ruling := w.approve(ref, publish.Submitted)
	orders := w.api.Orders()
	if len(orders) != 1 || orders[0].FID != ruling.APIID {
		t.Fatalf("the API has %+v, want %s", orders, ruling.APIID)
	}
	e := w.next()
	if f := e.Result.Filing; e.Outcome != publish.Submitted || f.ApprovedBy != "Maria" || f.Note != "called the shipper" || f.APIID != ruling.APIID || len(f.Cells) == 0 || e.Result.Document.Key != "a.xlsx" {
		t.Errorf("the bus heard %+v of %+v", e, f)
	}
	if watch, err := w.book.Open(t.Context(), ruling.APIID); err != nil || watch == nil {
		t.Errorf("the order is not followed: %v", err)
	}
	w.waiting(0)
	_, err := w.Decide(t.Context(), ref, Reject, "Ben", "")
	var gone *Gone
	if !errors.As(err, &gone) || gone.Ending == nil || gone.Ending.By != "Maria" || gone.Ending.Outcome != publish.Submitted {
		t.Errorf("a second decision: %v", err)
	}
	w.silent()
	// The notice comes again: it is filed already.
	receipt, err := w.submitter.Hold(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: ledger.Source{URL: a, Document: "v1"}})
	if err != nil || receipt.Outcome != publish.Submitted || receipt.APIID != ruling.APIID {
		t.Errorf("the same document again: %+v, %v", receipt, err)
	}
}

func TestReject(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ref := w.arrives(held(order(t, "MAEU1234567", "one"), a, "v1"))
	ruling, err := w.Decide(t.Context(), ref, Reject, "Ben", "cancelled by the buyer")
	if err != nil || ruling.Outcome != publish.Rejected {
		t.Fatalf("%+v, error %v", ruling, err)
	}
	e := w.next()
	last := e.Result.Problems[len(e.Result.Problems)-1]
	if f := e.Result.Filing; e.Outcome != publish.Rejected || f.RejectedBy != "Ben" || f.ApprovedBy != "" || last.Code != CodeNotWanted || !strings.Contains(last.Message, "cancelled by the buyer") {
		t.Errorf("the bus heard %+v of %+v", e, f)
	}
	if len(w.api.Requests()) != 0 {
		t.Error("the API was called")
	}
	w.waiting(0)
}

// TestTwoAtOnce: of many who decide at the same moment one does, the others are told; one order is made.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ref := w.arrives(held(order(t, "MAEU1234567", "one"), a, "v1"))
	errs := make([]error, 8)
	var deciding sync.WaitGroup
	for i := range errs {
		deciding.Go(func() { _, errs[i] = w.Decide(t.Context(), ref, Approve, fmt.Sprint("person ", i), "") })
	}
	deciding.Wait()
	decided := 0
	for i, err := range errs {
		var gone *Gone
		var other *Decided
		switch {
		case err == nil:
			decided++
		case errors.As(err, &gone) && gone.Ending != nil && strings.HasPrefix(gone.Ending.By, "person "):
		case errors.As(err, &other) && strings.HasPrefix(other.By, "person "):
		default:
			t.Errorf("person %d was told %v", i, err)
		}
	}
	if decided != 1 || len(w.api.Orders()) != 1 {
		t.Errorf("%d decided, %d orders; want one of each", decided, len(w.api.Orders()))
	}
	w.next()
	w.silent()
}

// TestOnlyWhatWasShown: names that do not say what was seen, or say something else than there is now, decide nothing.
func TestOnlyWhatWasShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.arrives(held(order(t, "MAEU1234567", "one"), a, "v1"))
	now := w.arrives(held(order(t, "MAEU1234567", "two"), a, "v1")) // as after an upgrade
	if now.Key != old.Key || now.Seen == old.Seen {
		t.Fatalf("%s, then %s", old, now)
	}
	var changed *Changed
	if _, err := w.Decide(t.Context(), old, Approve, "Maria", ""); !errors.As(err, &changed) || changed.Now != now {
		t.Errorf("what was shown before: %v", err)
	}
	var unseen *Unseen
	if _, err := w.Decide(t.Context(), Ref{Key: now.Key}, Approve, "Maria", ""); !errors.As(err, &unseen) {
		t.Errorf("without what was seen: %v", err)
	}
	if len(w.api.Requests()) != 0 {
		t.Error("the API was called")
	}
	w.approve(now, publish.Submitted)
}

// TestNewerVersion: once a newer version of a file has come, nothing of an older one is filed, whenever it is decided.
func TestNewerVersion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	source := func(document string) ledger.Source { return ledger.Source{URL: a, Document: document} }
	older := func(document string) func(ledger.Source) bool {
		return func(s ledger.Source) bool { return document < s.Document }
	}
	one, two := w.arrives(held(order(t, "MAEU1111111", "one"), a, "v1")), w.arrives(held(order(t, "MAEU2222222", "two"), a, "v1"))
	other := w.arrives(held(order(t, "MAEU3333333", "three"), b, "v1"))
	if newest, err := w.Arrived(t.Context(), source("v2"), older("v2")); err != nil || !newest {
		t.Fatalf("v2: newest %t, %v", newest, err)
	}
	// It is decided after v2 was noted and before v2 is done.
	w.approve(one, publish.Superseded)
	if e := w.next(); e.Outcome != publish.Superseded || e.Result.Filing.ApprovedBy != "Maria" {
		t.Errorf("the bus heard %+v", e)
	}
	must(t, w.Settle(t.Context(), source("v2"), nil))
	if e := w.next(); e.Outcome != publish.Superseded || e.Subject != "MAEU2222222" || e.Result.Document.ID != "v1" {
		t.Errorf("the bus heard %+v", e)
	}
	var gone *Gone
	if _, err := w.Decide(t.Context(), two, Approve, "Maria", ""); !errors.As(err, &gone) || gone.Ending == nil || gone.Ending.Outcome != publish.Superseded {
		t.Errorf("after v2: %v", err)
	}
	if newest, err := w.Arrived(t.Context(), source("v1"), older("v1")); err != nil || newest {
		t.Errorf("v1 comes late: newest %t, %v", newest, err)
	}
	if len(w.api.Requests()) != 0 {
		t.Error("the API was called")
	}
	if left := w.waiting(1)[0].Ref(); left != other {
		t.Errorf("%s waits, want the other file's %s", left, other)
	}
}

// TestOvertakenWhileItHung: a worker hangs after its version has arrived, and a newer one comes meanwhile: under a notice
// of its own, or found in the file's place under the same one. When the worker wakes up, it takes nothing of the newer
// version's from the desk, and puts nothing in its place.
func TestOvertakenWhileItHung(t *testing.T) {
	t.Parallel()
	for _, newer := range []ledger.Source{{URL: a, Document: "v2", SHA256: "2"}, {URL: a, Document: "v1", SHA256: "2"}} {
		w := newWorld(t)
		hung := held(order(t, "MAEU1111111", "one"), a, "v1")
		hung.Source.SHA256 = "1"
		never := func(ledger.Source) bool { return false }
		if newest, err := w.Arrived(t.Context(), hung.Source, never); err != nil || !newest {
			t.Fatalf("v1: newest %t, %v", newest, err)
		}
		quick := held(order(t, "MAEU1111111", "two"), a, newer.Document)
		quick.Source = newer
		ref := w.arrives(quick)
		if _, err := w.Hold(t.Context(), hung); !errors.Is(err, Overtaken) {
			t.Errorf("the older version is put on the desk: %v", err)
		}
		must(t, w.Settle(t.Context(), hung.Source, nil))
		if left := w.waiting(1)[0].Ref(); left != ref {
			t.Errorf("%s waits, want the newer version's %s", left, ref)
		}
		w.silent()
		if newest, err := w.Arrived(t.Context(), hung.Source, func(s ledger.Source) bool { return s.Same(newer) }); err != nil || newest {
			t.Errorf("v1 comes again: newest %t, %v", newest, err)
		}
		w.approve(ref, publish.Submitted)
	}
}

// TestSurpriseSinceShown: what approving would do has changed since it was shown. It is held again, and shown.
func TestSurpriseSinceShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ref := w.arrives(held(order(t, "MAEU1234567", "ours"), a, "v1"))
	file := func(document, name string) publish.Receipt {
		t.Helper()
		receipt, err := w.submitter.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", name), Source: ledger.Source{URL: b, Document: document}})
		must(t, err)
		return receipt
	}
	theirs := file("u1", "theirs")
	shown := w.approve(ref, publish.Held)
	c := w.waiting(1)[0]
	if shown.Ref != c.Ref().String() || c.Code != publish.CodeOtherFile || len(c.Changes) != 1 || len(c.Reasons) != 2 || c.Decision != nil {
		t.Fatalf("held again as %s: %+v", shown.Ref, c)
	}
	file("u2", "theirs, corrected") // and it changes again
	w.approve(c.Ref(), publish.Held)
	c = w.waiting(1)[0]
	if len(c.Problems) != 2 || len(c.Reasons) != 2 {
		t.Errorf("the reason is told more than once: %v, %v", c.Reasons, c.Problems)
	}
	if got := w.approve(c.Ref(), publish.Submitted); got.APIID != theirs.APIID || got.Effect != ledger.Update {
		t.Errorf("%+v, want an update of %s", got, theirs.APIID)
	}
	if len(w.api.Orders()) != 1 {
		t.Errorf("%d orders", len(w.api.Orders()))
	}
}

// TestOrderAfterItsISF: an order made beside an ISF goes out once the ISF has.
func TestOrderAfterItsISF(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sheet := isf(t)
	of := order(t, sheet.Reference(), "order")
	of.RequestMetadata.SourceDocument.Type, of.RequestMetadata.SourceDocument.ExternalRef = filing.DocumentISFWorksheet, ""
	first, second := w.arrives(held(sheet, a, "v1")), w.arrives(held(of, a, "v1"))
	early := w.approve(second, publish.Held)
	if len(early.Problems) != 1 || early.Problems[0].Code != CodeISFNotFiled {
		t.Fatalf("before its ISF: %+v", early)
	}
	id := w.approve(first, publish.Submitted).APIID
	second, err := ParseRef(early.Ref)
	must(t, err)
	w.approve(second, publish.Submitted)
	if got := w.api.Orders()[0].Documents; len(got) != 1 || got[0].FID != filing.InboundISF(id) {
		t.Errorf("the order comes from %+v, want the ISF %s", got, id)
	}
}

// breaking is a publisher whose first results do not get through.
type breaking struct {
	Publisher
	left int
}

func (b *breaking) Results(ctx context.Context, events ...publish.Event) error {
	if b.left > 0 {
		b.left--
		return errors.New("the bus is away")
	}
	return b.Publisher.Results(ctx, events...)
}

// TestLeft: what a worker could not finish, another does: filed once, told once.
func TestLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ref := w.arrives(held(order(t, "MAEU1234567", "one"), a, "v1"))
	config := w.config
	config.Publisher = &breaking{w.config.Publisher, 1}
	ruling, err := NewDesk(w.bus, config).Decide(t.Context(), ref, Approve, "Maria", "")
	if err != nil || !ruling.Pending || len(w.api.Orders()) != 1 {
		t.Fatalf("%+v, error %v, %d orders", ruling, err, len(w.api.Orders()))
	}
	var decided *Decided
	if _, err := w.Decide(t.Context(), ref, Reject, "Ben", ""); !errors.As(err, &decided) || decided.By != "Maria" {
		t.Errorf("somebody else, meanwhile: %v", err)
	}
	config.Publisher = &breaking{w.config.Publisher, 2}
	w.run(NewDesk(w.bus, config))
	w.run(NewDesk(w.bus, w.config))
	if e := w.next(); e.Outcome != publish.Submitted || e.Result.Filing.ApprovedBy != "Maria" {
		t.Errorf("the bus heard %+v", e)
	}
	if len(w.api.Orders()) != 1 {
		t.Errorf("%d orders", len(w.api.Orders()))
	}
	w.gone(ref)
	w.silent()
}

// gone waits until a case has ended.
func (w *world) gone(ref Ref) {
	w.t.Helper()
	watcher, err := w.kv.Watch(w.t.Context(), ref.Key)
	must(w.t, err)
	defer func() { must(w.t, watcher.Stop()) }()
	timeout := time.After(30 * time.Second)
	for {
		select {
		case <-timeout:
			w.t.Fatal("it still waits")
		case found := <-watcher.Updates():
			if found == nil {
				continue
			}
			if c, err := read(found); err != nil || c.Ending != nil {
				return
			}
		}
	}
}

// TestSizes: what is large is packed, what is too large loses its cells before anything else and its request never, and
// what the bus cannot hold is refused.
func TestSizes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	noise := func(n int) string {
		text := make([]byte, n)
		for i := range text {
			text[i] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"[rand.IntN(64)]
		}
		return string(text)
	}
	large := held(order(t, "MAEU1111111", strings.Repeat("steel bolts, 4000 pieces; ", 50_000)), a, "v1")
	c, err := w.Get(t.Context(), w.arrives(large).Key)
	if err != nil || len(c.Request) < 1<<20 || len(c.Cells) != 1 {
		t.Errorf("%d bytes of request, %d cells; %v", len(c.Request), len(c.Cells), err)
	}
	many := held(order(t, "MAEU2222222", noise(1<<19)), a, "v1")
	for i := range 20_000 {
		many.Filing.Cells[filing.Pointer("/"+noise(20))] = []sheet.Place{{Sheet: noise(20), Ref: sheet.Ref{Row: int32(i) + 1, Col: 1}}}
	}
	if c, err = w.Get(t.Context(), w.arrives(many).Key); err != nil || c.Cells != nil || c.Omitted.Cells != 20_001 || len(c.Problems) != 1 {
		t.Errorf("with too many cells: %d cells, omitted %+v, %v", len(c.Cells), c.Omitted, err)
	}
	w.approve(c.Ref(), publish.Submitted)
	var tooLarge *TooLarge
	if _, err := w.Hold(t.Context(), held(order(t, "MAEU3333333", noise(2<<20)), a, "v1")); !errors.As(err, &tooLarge) {
		t.Errorf("too large: %v", err)
	}
}

// TestNames: every filing has a key that the bucket takes and that is read back from its name.
func TestNames(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		bill, url := rapid.String().Draw(t, "bill"), rapid.String().Draw(t, "url")
		c := Case{Kind: rapid.SampledFrom([]filing.Kind{filing.KindISF, filing.KindOrder}).Draw(t, "kind"), Reference: bill}
		c.key = keyOf("acme", c.Kind, bill, url, rapid.IntRange(1, 3).Draw(t, "nth"))
		got, err := ParseRef(c.Ref().String())
		if err != nil || got != c.Ref() || got.Seen == "" {
			t.Fatalf("%s is read as %s, error %v", c.Ref(), got, err)
		}
	})
	for _, name := range []string{"", "MAEU1234567", "order.acme.MAEU1234567", "entry.acme.MAEU1234567.9f86d081884c", "order.acme.MAEU1234567.9f86d081884c@", "order.acme.MAEU1234567.9f86d081884c@xyz", "order.acme.>.9f86d081884c"} {
		ref, err := ParseRef(name)
		var misnamed *Misnamed
		if name != "order.acme.MAEU1234567.9f86d081884c@" && !errors.As(err, &misnamed) {
			t.Errorf("%q is read as %v, error %v", name, ref, err)
		}
	}
}
