package recent

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A world is a bus with results on it.
type world struct {
	t         *testing.T
	bus       *bus.Bus
	publisher *publish.Publisher
	told      uint64
}

func newWorld(t *testing.T) *world {
	t.Helper()
	b := bustest.Open(t)
	return &world{t: t, bus: b, publisher: publish.NewPublisher(b.JS)}
}

// tell puts results on the bus.
func (w *world) tell(events ...publish.Event) {
	w.t.Helper()
	for _, e := range events {
		w.told++
		e.ID, e.Time = fmt.Sprint(w.told), time.Unix(int64(w.told), 0)
		must(w.t, w.publisher.Results(w.t.Context(), e))
	}
}

// look opens a window that has read all that was told.
func (w *world) look() *Window {
	w.t.Helper()
	window := NewWindow(w.bus.JS, slog.New(slog.NewTextHandler(w.t.Output(), nil)))
	ctx, stop := context.WithCancel(w.t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = window.Run(ctx) })
	w.t.Cleanup(func() { stop(); running.Wait() })
	w.await(window)
	return window
}

func (w *world) await(window *Window) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	if w.told > 0 && !window.After(ctx, w.told-1) {
		w.t.Fatal("the window does not come up")
	}
}

// of is a result on a filing: "isf held HBL1", with an id at the API where there is one.
func of(document, text string) publish.Event {
	words := append(strings.Fields(text), "", "", "")
	e := publish.Event{Kind: publish.Kind(words[0]), Outcome: publish.Outcome(words[1]), Subject: words[2]}
	e.Result.Document = publish.DocumentInfo{ID: document, Bucket: "inbox", Key: document + ".xlsx", SHA256: "sum"}
	if e.Kind != publish.Document {
		e.Result.Filing = &publish.FilingInfo{Kind: filing.Kind(words[0]), Reference: words[2], APIID: words[3]}
	}
	if e.Kind == publish.Entry {
		e.Result.Filing.Kind, e.Result.Entry = filing.KindOrder, &publish.EntryInfo{Number: "E1"}
	}
	return e
}

func decided(e publish.Event) publish.Event {
	e.Result.Filing.ApprovedBy, e.Result.Filing.Receipt = "Maria", "s3://inbox/receipt"
	return e
}

// own is a result on what docket itself put into the bucket.
func own(e publish.Event) publish.Event {
	e.Result.Document.Own = "receipt"
	return e
}

// lines are the filings of a document, a line each: what was told, in order.
func (d Document) lines() (lines []string) {
	for _, f := range d.Filings() {
		line := fmt.Sprintf("%s %s %d:", f.First.Result.Filing.Kind, f.First.Result.Filing.Reference, f.Nth)
		for _, e := range append([]publish.Event{f.First}, f.Later...) {
			line += " " + string(e.Outcome)
		}
		lines = append(lines, line)
	}
	return lines
}

// TestWindow: results are gathered by document, each filing's from its file to its release, and go on as they come.
func TestWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.tell(of("a", "isf held H1"), of("a", "order submitted M1 o1"), of("a", "order submitted M1 o2"), of("a", "isf invalid H2"), of("a", "document partial a"),
		of("b", "document unreadable b"), of("b", "document at_risk b"))
	window := w.look()
	documents := window.Documents()
	if len(documents) != 2 || documents[0].Info.ID != "b" || documents[0].Ending().Outcome != publish.Unreadable || documents[0].AtRisk() == nil || documents[1].AtRisk() != nil {
		t.Fatalf("the documents are %+v", documents)
	}
	w.tell(own(of("c", "document completed c")), decided(of("a", "isf submitted H1 i1")), of("a", "order created M1 o2"), of("a", "entry cleared M1 o2"))
	w.await(window)
	document, found := window.Document("a")
	if n := len(window.Documents()); n != 2 {
		t.Errorf("%d documents; docket's own are none that people look for", n)
	}
	if f := document.Filings(); f[0].Receipt() != "s3://inbox/receipt" || f[0].Decided().ApprovedBy != "Maria" || f[1].Receipt() != "" || f[1].Decided() != nil {
		t.Errorf("receipts at %q and %q, decided by %+v and %+v", f[0].Receipt(), f[1].Receipt(), f[0].Decided(), f[1].Decided())
	}
	want := []string{"isf H1 1: held submitted", "order M1 1: submitted", "order M1 2: submitted created cleared", "isf H2 1: invalid"}
	if diff := cmp.Diff(want, document.lines()); !found || diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if newest := window.Documents()[0]; newest.Info.ID != "a" || newest.Last != w.told || !newest.At.Equal(time.Unix(int64(w.told), 0)) {
		t.Errorf("the newest is %s, told of by %d at %v", newest.Info.ID, newest.Last, newest.At)
	}
	if _, found := window.Document("c"); found {
		t.Error("there is a document that nobody told of")
	}
	if documents[1].Last != 5 || len(documents[1].Results) != 5 {
		t.Error("what was given out has changed")
	}
}

// TestDeadTellsLittle: what is known of a file stays known when its message is set aside, and what is none of docket's
// is passed over.
func TestDeadTellsLittle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	e := of("a", "document dead a")
	e.Result.Document.SHA256 = ""
	w.tell(of("a", "isf submitted H1 i1"))
	_, err := w.bus.JS.Publish(t.Context(), "docket.results.isf.odd", []byte("{"))
	must(t, err)
	w.told++
	w.tell(e)
	document, found := w.look().Document("a")
	if !found || document.Info.SHA256 != "sum" || document.Ending().Outcome != publish.Dead {
		t.Errorf("%+v", document)
	}
}

// TestWindowIsBounded: what there is no room for is let go, those documents first that were told of longest ago.
func TestWindowIsBounded(t *testing.T) {
	t.Parallel()
	window := NewWindow(nil, nil)
	for i := range mostDocuments + 10 {
		e := of(fmt.Sprint(i), "document completed x")
		window.add(uint64(i+1), &e, 1000)
	}
	if all := window.Documents(); len(all) != mostDocuments || all[len(all)-1].Info.ID != "10" || window.size != 1000*mostDocuments {
		t.Errorf("%d documents of %d bytes, from %s", len(all), window.size, all[len(all)-1].Info.ID)
	}
	large := of("large", "document completed x")
	window.add(1000, &large, mostBytes)
	if all := window.Documents(); len(all) != 1 || all[0].Info.ID != "large" {
		t.Errorf("%d documents beside a large one", len(all))
	}
}

// TestAfter: whoever waits for news is told when there is some, when they give up, and when there will be none.
func TestAfter(t *testing.T) {
	t.Parallel()
	window := NewWindow(nil, nil)
	news := make(chan bool)
	go func() { news <- window.After(context.Background(), 0) }()
	window.add(1, nil, 0)
	if !<-news {
		t.Error("nothing new, where there is")
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { news <- window.After(ctx, 1) }()
	cancel()
	if <-news {
		t.Error("something new to who gave up")
	}
	go func() { news <- window.After(context.Background(), 1) }()
	window.end()
	if <-news || !window.After(t.Context(), 0) {
		t.Error("something new at the end, or nothing old")
	}
}
