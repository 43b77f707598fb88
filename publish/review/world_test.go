package review

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/flexport"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A world is a desk with the real things around it: NATS, the ledger, the client, the API's sandbox.
type world struct {
	*Desk
	t         *testing.T
	bus       *bus.Bus
	api       *sandbox.Server
	submitter *publish.Submitter
	ledger    *ledger.Ledger
	book      *follow.Book
	config    Config
	results   jetstream.Consumer
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, bus: bustest.Open(t)}
	var err error
	w.api, err = sandbox.New(sandbox.Options{CreateAfter: 1000 * time.Hour})
	must(t, err)
	web := httptest.NewServer(w.api)
	t.Cleanup(web.Close)
	client, err := flexport.New(flexport.Config{BaseURL: web.URL, Token: flexport.NewSecret("sandbox"), RatePerSecond: 1000, Burst: 1000, RetryPause: time.Millisecond, DownFor: time.Millisecond, MaxAttempts: 2})
	must(t, err)
	t.Cleanup(client.Close)
	w.ledger = ledger.New(w.bus.Ledger, time.Minute, nil)
	w.submitter = publish.NewSubmitter(client, w.ledger, "acme", "test")
	w.book = follow.NewBook(w.bus.Follow, follow.DefaultPace)
	w.config = Config{
		Account: "acme", Ledger: w.ledger, Submitter: w.submitter, Publisher: publish.NewPublisher(w.bus.JS), Book: w.book, Retry: time.Millisecond,
		Older: func(a, b ledger.Source) bool { return a.Document < b.Document }, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}
	w.Desk = NewDesk(w.bus, w.config)
	w.results, err = w.bus.JS.OrderedConsumer(t.Context(), bus.ResultsStream, jetstream.OrderedConsumerConfig{})
	must(t, err)
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// order is an order with a name, for a bill.
func order(t *testing.T, bill, name string) *filing.CustomsOrder {
	t.Helper()
	var o filing.CustomsOrder
	must(t, json.Unmarshal([]byte(`{"name":"`+name+`","incoterm":"FOB","freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"`+bill+`"}},
		"request_metadata":{"source_document":{"type":"OCEAN_BILL_OF_LADING","external_ref":"s3://inbox/a.xlsx#`+bill+`"}}}`), &o))
	return &o
}

func isf(t *testing.T) *filing.IsfWorksheet {
	t.Helper()
	body, err := os.ReadFile("testdata/isf.json")
	must(t, err)
	var w filing.IsfWorksheet
	must(t, json.Unmarshal(body, &w))
	return &w
}

const a, b = "s3://inbox/a.xlsx", "s3://inbox/b.xlsx"

// held is a filing that mapping has a question about, from a version of a file.
func held(r filing.Request, url, document string) Held {
	problem := mapping.Problem{Severity: mapping.Warning, Code: "ambiguous_date", Field: "/name", Cells: []sheet.Place{{Sheet: "S", Ref: sheet.Ref{Row: 2, Col: 3}}}, Message: "It reads two ways.", Hint: "Say which.", Question: true}
	return Held{
		Filing: mapping.Filing{Kind: r.Kind(), Reference: r.Reference(), Outcome: mapping.Held, Confidence: 0.8, Request: r,
			Cells: map[filing.Pointer][]sheet.Place{"/name": {{Sheet: "S", Ref: sheet.Ref{Row: 2, Col: 3}}}}, Problems: []mapping.Problem{problem}},
		Nth: 1, Receipt: publish.Receipt{Outcome: publish.Held, Effect: ledger.Create},
		Document: publish.DocumentInfo{ID: document, Bucket: "inbox", Key: url[len("s3://inbox/"):]}, Source: ledger.Source{URL: url, Document: document}, Attempt: 1,
	}
}

// arrives puts a filing on the desk as the pipeline does: its version is noted, and it is asked what sending it would do.
func (w *world) arrives(h Held) Ref {
	w.t.Helper()
	newest, err := w.Arrived(w.t.Context(), h.Source, func(s ledger.Source) bool { return h.Source.Document < s.Document })
	must(w.t, err)
	if !newest {
		w.t.Fatalf("%s is old already", h.Source.Document)
	}
	h.Receipt, err = w.submitter.Hold(w.t.Context(), publish.Submission{Request: h.Filing.Request, Source: h.Source})
	must(w.t, err)
	ref, err := w.Hold(w.t.Context(), h)
	must(w.t, err)
	return ref
}

// approve approves and wants an outcome.
func (w *world) approve(ref Ref, want publish.Outcome) Ruling {
	w.t.Helper()
	ruling, err := w.Decide(w.t.Context(), ref, Approve, "Maria", "called the shipper")
	must(w.t, err)
	if ruling.Outcome != want || ruling.Pending {
		w.t.Fatalf("%+v, want %s", ruling, want)
	}
	return ruling
}

// next is the next result on the bus but those that say that a case waits; TestToldToWaitFirst is about these.
func (w *world) next() publish.Event {
	w.t.Helper()
	for {
		if e := w.any(); e.Outcome != publish.Held {
			return e
		}
	}
}

// any is the next result on the bus.
func (w *world) any() publish.Event {
	w.t.Helper()
	message, err := w.results.Next(jetstream.FetchMaxWait(30 * time.Second))
	must(w.t, err)
	var e publish.Event
	must(w.t, json.Unmarshal(message.Data(), &e))
	return e
}

// silent sees to it that the bus holds no further result but such.
func (w *world) silent() {
	w.t.Helper()
	info, err := w.results.Info(w.t.Context())
	must(w.t, err)
	for range info.NumPending {
		if e := w.any(); e.Outcome != publish.Held {
			w.t.Errorf("%s %s more", e.Kind, e.Outcome)
		}
	}
}

// waiting are the cases that wait.
func (w *world) waiting(want int) []Case {
	w.t.Helper()
	cases, err := w.List(w.t.Context())
	must(w.t, err)
	if len(cases) != want {
		w.t.Fatalf("%d cases wait, want %d", len(cases), want)
	}
	return cases
}

// run has the desk carry out what is left, until the test ends.
func (w *world) run(d *Desk) {
	ctx, stop := context.WithCancel(context.WithoutCancel(w.t.Context()))
	var running sync.WaitGroup
	running.Go(func() {
		if err := d.Run(ctx); err != nil {
			w.t.Error(err)
		}
	})
	w.t.Cleanup(func() { stop(); running.Wait() })
}
