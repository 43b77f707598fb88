package follow

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A world is what a follower works with, real and in this process: NATS and the API.
type world struct {
	t      *testing.T
	bus    *bus.Bus
	api    *sandbox.Server
	client *flexport.Client
	book   *Book

	webhookID string // that orders name
	results   jetstream.Consumer
}

// quick looks many times a second.
var quick = Pace{First: 2 * time.Millisecond, Most: 20 * time.Millisecond, Patience: time.Hour, Missing: time.Hour}

// newWorld is a world in which nothing happens by itself.
func newWorld(t *testing.T, pace Pace) *world {
	t.Helper()
	w := &world{t: t, bus: bustest.Open(t)}
	var err error
	w.api, err = sandbox.New(sandbox.Options{CreateAfter: 1000 * time.Hour, EntryAfter: 1000 * time.Hour, Release: []sandbox.Step{}})
	must(t, err)
	web := httptest.NewServer(w.api)
	t.Cleanup(web.Close)
	w.client, err = flexport.New(flexport.Config{BaseURL: web.URL, Token: flexport.NewSecret("sandbox"), RatePerSecond: 1000, Burst: 1000, RetryPause: time.Millisecond, DownFor: 5 * time.Millisecond, MaxAttempts: 1})
	must(t, err)
	t.Cleanup(w.client.Close)
	w.book = NewBook(w.bus.Follow, pace)
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

// submit has an order made at the API and followed, and returns its fid.
func (w *world) submit(bill, requestID string, clearance bool) string {
	w.t.Helper()
	var order filing.CustomsOrder
	must(w.t, json.Unmarshal([]byte(`{"name":"`+bill+`","incoterm":"FOB","freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"`+bill+`"}},
		"request_metadata":{"source_document":{"type":"OCEAN_BILL_OF_LADING","external_ref":"s3://inbox/a.xlsx#`+bill+`"}}}`), &order))
	order.Services = &filing.Services{ImportCustoms: filing.Some(clearance)}
	order.RequestMetadata.WebhookID = w.webhookID
	answer, err := w.client.UpsertOrder(w.t.Context(), &order)
	must(w.t, err)
	must(w.t, w.book.Begin(w.t.Context(), Watch{
		FID: answer.FID, Filing: "order.acme." + bill, Reference: bill, RequestID: requestID, Document: publish.DocumentInfo{ID: requestID, Bucket: "inbox", Key: "a.xlsx"},
		Cells: map[filing.Pointer][]sheet.Place{"/name": {{Sheet: "Sheet1", Ref: sheet.Ref{Row: 7, Col: 2}}}},
	}))
	return answer.FID
}

// follow starts a follower; its end stops it.
func (w *world) follow(name string, publisher Publisher) (end func()) {
	ctx, stop := context.WithCancel(context.WithoutCancel(w.t.Context()))
	if publisher == nil {
		publisher = publish.NewPublisher(w.bus.JS)
	}
	f := &Follower{
		Book: w.book, API: w.client, Publisher: publisher, Ledger: ledger.New(w.bus.Ledger, time.Minute, nil), Name: name,
		Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)),
	}
	var running sync.WaitGroup
	running.Go(func() {
		if err := f.Run(ctx); err != nil {
			w.t.Error(err)
		}
	})
	end = sync.OnceFunc(func() { stop(); running.Wait() })
	w.t.Cleanup(end)
	return end
}

// next is the next event on the bus.
func (w *world) next() publish.Event {
	w.t.Helper()
	message, err := w.results.Next(jetstream.FetchMaxWait(20 * time.Second))
	must(w.t, err)
	var e publish.Event
	must(w.t, json.Unmarshal(message.Data(), &e))
	return e
}

// closed waits until an order is no longer followed.
func (w *world) closed(fid string) *Watch {
	w.t.Helper()
	w.until(fid, func(seen *Watch) bool { return seen == nil })
	seen, err := w.book.Get(w.t.Context(), fid)
	must(w.t, err)
	return seen
}

// until waits until the watch of an order is as wanted, nil if it is not open.
func (w *world) until(fid string, wanted func(*Watch) bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	watcher, err := w.bus.Follow.Watch(ctx, open+token(fid))
	must(w.t, err)
	defer func() { _ = watcher.Stop() }()
	for !wanted(w.open(fid)) {
		select {
		case <-ctx.Done():
			w.t.Fatalf("the watch stayed %+v", w.open(fid))
		case <-watcher.Updates():
		}
	}
}

// open is the watch of an order that is followed, nil if it is not.
func (w *world) open(fid string) *Watch {
	w.t.Helper()
	seen, err := w.book.Open(w.t.Context(), fid)
	must(w.t, err)
	return seen
}

// told is how many events there are on the bus.
func (w *world) told() uint64 {
	w.t.Helper()
	stream, err := w.bus.JS.Stream(w.t.Context(), bus.ResultsStream)
	must(w.t, err)
	info, err := stream.Info(w.t.Context())
	must(w.t, err)
	return info.State.Msgs
}

// A lossy publisher publishes and then says that it has not, a number of times.
type lossy struct {
	*publish.Publisher
	mu    sync.Mutex
	times int
}

func (l *lossy) Results(ctx context.Context, events ...publish.Event) error {
	err := l.Publisher.Results(ctx, events...)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil && len(events) > 0 && l.times > 0 {
		l.times--
		return errors.New("the answer was lost")
	}
	return err
}
