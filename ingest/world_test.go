package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/mapping"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/publish/sandbox"
	"docket/validate"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A world is all that a worker works with, real and in this process: NATS, S3 with its notifications, the API.
type world struct {
	t     *testing.T
	bus   *bus.Bus
	store *local.Server
	files *bucket.S3
	api   *sandbox.Server
	url   string // of the API
	log   *bytes.Buffer

	results jetstream.Consumer
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldWith(t, sandbox.Options{})
}

// newVersionedWorld is one whose bucket keeps what is replaced.
func newVersionedWorld(t *testing.T) *world {
	t.Helper()
	return newWorldOf(t, sandbox.Options{}, true)
}

func newWorldWith(t *testing.T, options sandbox.Options) *world {
	t.Helper()
	return newWorldOf(t, options, false)
}

func newWorldOf(t *testing.T, options sandbox.Options, versions bool) *world {
	t.Helper()
	return newWorldOn(t, bustest.Open(t), options, versions)
}

// newWorldOn is one with a bus that is there.
func newWorldOn(t *testing.T, b *bus.Bus, options sandbox.Options, versions bool) *world {
	t.Helper()
	w := &world{t: t, log: &bytes.Buffer{}, bus: b}
	var err error
	w.store, err = local.New(local.Options{Buckets: []string{"inbox"}, Versions: versions, Announce: func(ctx context.Context, event []byte, id string) error {
		_, err := w.bus.JS.Publish(ctx, "docket.documents.s3", event, jetstream.WithMsgID(id))
		return err
	}})
	must(t, err)
	must(t, w.store.Start(t.Context()))
	t.Cleanup(func() { must(t, w.store.Close()) })
	id, secret := w.store.Credentials()
	w.files, err = bucket.Open(t.Context(), bucket.Options{Endpoint: w.store.Endpoint(), AccessKeyID: id, SecretAccessKey: secret, MaxSize: 4 << 20})
	must(t, err)
	t.Cleanup(w.files.Close)
	w.api, err = sandbox.New(options)
	must(t, err)
	server := httptest.NewServer(w.api)
	t.Cleanup(server.Close)
	w.url = server.URL
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

// client is a client of this world's API.
func (w *world) client() *flexport.Client {
	client, err := flexport.New(flexport.Config{BaseURL: w.url, Token: flexport.NewSecret("sandbox"), RatePerSecond: 1000, Burst: 1000, RetryPause: time.Millisecond, DownFor: 10 * time.Millisecond})
	must(w.t, err)
	w.t.Cleanup(client.Close)
	return client
}

// pipeline is a pipeline in this world.
func (w *world) pipeline() *ingest.Pipeline {
	checker, err := validate.New(validate.Config{})
	must(w.t, err)
	return &ingest.Pipeline{
		Bucket: w.files, Submitter: publish.NewSubmitter(w.client(), ledger.New(w.bus.Ledger, time.Minute, nil), "acme", "test"),
		Mapping: mapping.Options{OrdersFromISF: true, Services: mapping.Services{ImportCustoms: true}, HoldBelow: 0.5}, Checker: checker, Limits: sheet.DefaultLimits, Now: time.Now,
	}
}

// A crew is workers that run.
type crew struct {
	stop    context.CancelFunc
	running sync.WaitGroup
}

// work starts a worker.
func (w *world) work(p *ingest.Pipeline) *crew {
	ctx, stop := context.WithCancel(context.WithoutCancel(w.t.Context()))
	c := &crew{stop: stop}
	config := ingest.WorkerConfig{Name: "test", Concurrency: 2, Grace: 10 * time.Second, TimeLimit: time.Minute, RetryPause: 5 * time.Millisecond, MaxDeliveries: 3}
	worker := ingest.NewWorker(w.bus, p, publish.NewPublisher(w.bus.JS), nil, config, slog.New(slog.NewTextHandler(w.t.Output(), nil)))
	c.running.Go(func() {
		if err := worker.Run(ctx); err != nil {
			w.t.Error(err)
		}
	})
	w.t.Cleanup(c.end)
	return c
}

func (c *crew) end() {
	c.stop()
	c.running.Wait()
}

// put drops a file into the inbox, as any S3 client does.
func (w *world) put(key string, content []byte) {
	w.t.Helper()
	_, err := w.files.Put(w.t.Context(), "inbox", key, content, bucket.Labels{})
	must(w.t, err)
}

// next is the next result on the bus.
func (w *world) next() publish.Event {
	w.t.Helper()
	message, err := w.results.Next(jetstream.FetchMaxWait(30 * time.Second))
	must(w.t, err)
	var e publish.Event
	must(w.t, json.Unmarshal(message.Data(), &e))
	return e
}

// ended is the result of the next document that ends, and those of its filings.
func (w *world) ended() (document publish.Event, filings []publish.Event) {
	w.t.Helper()
	for {
		e := w.next()
		switch {
		case e.Outcome == publish.AtRisk: // samples depart some day
		case e.Kind == publish.Document:
			return e, filings
		case e.Kind == publish.Entry, e.Outcome == publish.Created: // of an order that was filed before
		default:
			filings = append(filings, e)
		}
	}
}

// letters are the dead letters.
func (w *world) letters() (all []publish.Letter) {
	w.t.Helper()
	stream, err := w.bus.JS.Stream(w.t.Context(), bus.DeadStream)
	must(w.t, err)
	info, err := stream.Info(w.t.Context())
	must(w.t, err)
	for seq := info.State.FirstSeq; seq <= info.State.LastSeq && seq > 0; seq++ {
		message, err := stream.GetMsg(w.t.Context(), seq)
		must(w.t, err)
		var letter publish.Letter
		must(w.t, json.Unmarshal(message.Data, &letter))
		all = append(all, letter)
	}
	return all
}

// left is how many notices have not been acknowledged.
func (w *world) left() (n uint64) {
	w.t.Helper()
	for _, name := range []string{bus.DocumentsStream, bus.LanesStream} {
		stream, err := w.bus.JS.Stream(w.t.Context(), name)
		must(w.t, err)
		n += stream.CachedInfo().State.Msgs
	}
	return n
}
