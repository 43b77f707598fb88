package reliability

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/cmd/docket/process"
	"docket/deploy"
	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/bus/embedded"
	"docket/publish/ledger"
	"docket/publish/review"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// inbox is the bucket that files are dropped into.
const inbox = "inbox"

// A world is all that workers work with: NATS, an S3 server whose notifications go there, and the API's sandbox.
type world struct {
	t      testing.TB
	urls   []string // of NATS
	bus    *bus.Bus
	store  store
	files  *bucket.S3
	api    *sandbox.Server
	apiURL string
	crier  *crier

	versions []version
	drop     func(key string, content []byte) (etag string)
	stored   func(context.Context) ([]object, error) // what the store holds, if it tells of it in its own time; else nil
	numbers  int                                     // of the shipments so far
	running  []*process.Process                      // workers, with those that have ended
}

// A lot says what is particular in a world.
type lot struct {
	nodes   *cluster        // NATS; nil for one server in this process
	sandbox sandbox.Options // orders stay REQUESTED unless it says otherwise
	ackWait time.Duration   // 0 for an hour: what a killed worker had stays away
	store   func(*world) store
}

// A store is an S3 server with an inbox, whose notifications reach NATS.
type store interface {
	Endpoint() string
	Region() string
	Credentials() (accessKeyID, secretAccessKey string)
}

// localStore is docket's own S3 server; what it has to say the world's crier takes to NATS.
func localStore(w *world) store {
	s, err := local.New(local.Options{Buckets: []string{inbox}, Log: slog.New(slog.DiscardHandler), Announce: w.crier.announce})
	must(w.t, err)
	must(w.t, s.Start(w.t.Context()))
	w.t.Cleanup(func() { must(w.t, s.Close()) })
	return s
}

func newWorld(t testing.TB, l lot) *world {
	t.Helper()
	w := &world{t: t}
	replicas := 1
	if l.nodes == nil {
		server, err := embedded.Start(t.TempDir(), 0)
		must(t, err)
		t.Cleanup(server.Close)
		w.urls = []string{server.URL()}
	} else {
		w.urls, replicas = l.nodes.urls(), len(l.nodes.nodes)
	}
	nc, err := bus.Connect(bus.Options{URL: strings.Join(w.urls, ","), Name: "outside"})
	must(t, err)
	t.Cleanup(nc.Close)
	if replicas > 1 {
		l.nodes.settle(nc)
		replicate(t, nc, replicas)
	}
	w.bus, err = bus.Open(t.Context(), nc)
	must(t, err)
	w.waitFor(max(l.ackWait, 0))
	if l.ackWait == 0 {
		w.waitFor(time.Hour)
	}
	w.crier = cry(t, w.bus.JS)
	w.drop = func(key string, content []byte) string {
		info, err := w.files.Put(t.Context(), inbox, key, content, bucket.Labels{})
		must(t, err)
		return info.ETag
	}
	if l.store == nil {
		l.store = localStore
	}
	w.store = l.store(w)
	id, secret := w.store.Credentials()
	w.files, err = bucket.Open(t.Context(), bucket.Options{Endpoint: w.store.Endpoint(), Region: w.store.Region(), AccessKeyID: id, SecretAccessKey: secret})
	must(t, err)
	t.Cleanup(w.files.Close)
	if l.sandbox.CreateAfter == 0 {
		l.sandbox.CreateAfter = -1
	}
	w.api, err = sandbox.New(l.sandbox)
	must(t, err)
	t.Cleanup(func() { must(t, w.api.Close()) })
	server := httptest.NewServer(w.api)
	t.Cleanup(server.Close)
	w.apiURL = server.URL
	return w
}

// replicate makes the streams and buckets as they are defined, with more replicas: those that docket makes have one.
func replicate(t testing.TB, nc *nats.Conn, replicas int) {
	t.Helper()
	js, err := jetstream.New(nc)
	must(t, err)
	files, err := deploy.NATS.ReadDir("nats")
	must(t, err)
	for _, file := range files {
		text, err := deploy.NATS.ReadFile("nats/" + file.Name())
		must(t, err)
		switch kind, _, _ := strings.Cut(file.Name(), "-"); kind {
		case "stream":
			var config jetstream.StreamConfig
			must(t, json.Unmarshal(text, &config))
			config.Replicas = replicas
			_, err = js.CreateStream(t.Context(), config)
		case "kv":
			var config jetstream.KeyValueConfig
			must(t, json.Unmarshal(text, &config))
			config.Replicas = replicas
			_, err = js.CreateKeyValue(t.Context(), config)
		}
		must(t, err)
	}
}

// natsAddresses are those of the servers.
func (w *world) natsAddresses() (all []string) {
	for _, url := range w.urls {
		all = append(all, strings.TrimPrefix(url, "nats://"))
	}
	return all
}

// waitFor is how long the bus waits for a worker before it gives its message to another.
func (w *world) waitFor(wait time.Duration) {
	w.t.Helper()
	for _, consumer := range bustest.Consumers(w.t, w.bus) {
		info := consumer.CachedInfo()
		info.Config.AckWait = wait
		_, err := w.bus.JS.UpdateConsumer(w.t.Context(), info.Stream, info.Config)
		must(w.t, err)
	}
}

// settings are what all workers are told of a world.
func (w *world) settings() []string {
	id, secret := w.store.Credentials()
	return []string{
		"AWS_REGION=" + w.store.Region(), "AWS_ACCESS_KEY_ID=" + id, "AWS_SECRET_ACCESS_KEY=" + secret, "DOCKET_API_TOKEN=sandbox", "DOCKET_API_RATE=1000",
		"DOCKET_ORDERS_FROM_ISF=true", "DOCKET_HOLD_BELOW=0", "DOCKET_LEASE=1s", "DOCKET_FOLLOW_FIRST=4h",
	}
}

// worker starts a worker that reaches its world directly.
func (w *world) worker(settings ...string) *process.Process {
	w.t.Helper()
	settings = append(w.settings(), settings...)
	return w.start(append([]string{"NATS_URL=" + strings.Join(w.urls, ","), "AWS_ENDPOINT_URL_S3=" + w.store.Endpoint(), "DOCKET_API_URL=" + w.apiURL}, settings...))
}

// workerBy starts a worker that reaches its world by a way, and works on one document at a time.
func (w *world) workerBy(way *way, settings ...string) *process.Process {
	w.t.Helper()
	settings = append(w.settings(), settings...)
	return w.start(append([]string{"NATS_URL=" + way.nats.url(), "AWS_ENDPOINT_URL_S3=" + way.s3.URL, "DOCKET_API_URL=" + way.api.URL, "DOCKET_CONCURRENCY=1", "DOCKET_READ_AHEAD=false"}, settings...))
}

func (w *world) start(environment []string) *process.Process {
	w.t.Helper()
	program, err := docket()
	must(w.t, err)
	p := process.Program{Path: program, Patience: patience}.Start(w.t, environment, "worker")
	w.running = append(w.running, p)
	return p
}

// A shipment is a file that comes in versions.
type shipment struct {
	paper
	number, versions int
}

func (w *world) shipment(p paper) *shipment {
	w.numbers++
	return &shipment{paper: p, number: w.numbers}
}

func (s *shipment) key() string { return fmt.Sprintf("sender-%d/%04d%s", s.number%10, s.number, s.ext) }

// dropped says whether a key is that of a shipment's file, and not of a marked copy or a receipt.
func dropped(key string) bool {
	return strings.HasPrefix(key, "sender-") && !strings.Contains(key, ".marked.")
}

// put drops the next version of a shipment's file into the inbox.
func (w *world) put(s *shipment) {
	w.t.Helper()
	s.versions++
	v := version{Key: s.key(), Nth: s.versions, Voyage: voyage(s.number, s.versions), Wants: s.wants(s.number)}
	v.ETag = w.drop(v.Key, s.write(w.t, s.number, v.Voyage))
	w.versions = append(w.versions, v)
}

// rest waits until all that was announced has been worked on and acknowledged.
func (w *world) rest(atMost time.Duration) {
	w.t.Helper()
	w.restBut(0, atMost)
}

// restBut waits until all but a number of notices have been acknowledged.
func (w *world) restBut(but int, atMost time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), atMost)
	defer cancel()
	for {
		once, cancel := context.WithTimeout(w.t.Context(), 5*time.Second)
		err := w.atRest(once, but)
		cancel()
		switch {
		case err == nil:
			return
		case ctx.Err() != nil:
			for _, p := range w.running {
				p.Dump()
			}
			w.t.Fatalf("no rest after %v: %v; %s", atMost, err, w.standings())
		}
		select {
		case <-time.After(20 * time.Millisecond): // JetStream tells nobody that a stream has become empty
		case <-ctx.Done():
		}
	}
}

// atRest is an error while there is something to do. What docket puts into the bucket it puts there before it acknowledges.
func (w *world) atRest(ctx context.Context, but int) error {
	_, out := w.crier.counts()
	left, err := w.left(ctx)
	said, _ := w.crier.counts()
	switch {
	case err != nil:
		return err
	case left != but || said != out: // a marked copy is announced while its document is in hand
		return fmt.Errorf("%d notices are left, and %d of %d have been announced", left, out, said)
	case w.stored == nil:
		return nil
	}
	all, err := w.stored(ctx)
	for _, v := range w.versions {
		all = append(all, object{v.Key, v.ETag})
	}
	if err = cmp.Or(err, w.crier.silentOn(all)); err != nil {
		return err
	}
	if left, err := w.left(ctx); err != nil || left != but {
		return cmp.Or(err, fmt.Errorf("%d notices are left", left))
	}
	return nil
}

// standings are where each consumer stands, by what the bus says of it.
func (w *world) standings() string {
	var all []string
	for _, consumer := range bustest.Consumers(w.t, w.bus) {
		info, err := consumer.Info(w.t.Context())
		if err != nil {
			all = append(all, err.Error())
			continue
		}
		all = append(all, fmt.Sprintf("%s: %d to deliver, %d delivered and not acknowledged, %d again, %d pulls, acknowledged up to %d", info.Name, info.NumPending, info.NumAckPending, info.NumRedelivered, info.NumWaiting, info.AckFloor.Stream))
	}
	return strings.Join(all, "; ")
}

// left is how many notices have not been acknowledged, where they came in and in the lanes. One that goes from one to the
// other meanwhile may count twice, and never not at all.
func (w *world) left(ctx context.Context) (all int, _ error) {
	for _, name := range []string{bus.DocumentsStream, bus.LanesStream, bus.DocumentsStream} {
		stream, err := w.bus.JS.Stream(ctx, name)
		if err != nil {
			return -1, err
		}
		left := int(stream.CachedInfo().State.Msgs)
		if name == bus.DocumentsStream && all > 0 {
			break
		}
		all += left
	}
	return all, nil
}

// look is the picture of a world that has come to rest.
func (w *world) look() picture {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience+time.Duration(len(w.versions))*50*time.Millisecond)
	defer cancel()
	w.crier.mu.Lock()
	p := picture{Versions: w.versions, Announced: slices.Clone(w.crier.said), Orders: w.api.Orders(), ISFs: w.api.ISFs(), Defects: w.api.Defects(), Ledger: map[string]ledger.Entry{}}
	w.crier.mu.Unlock()
	var err error
	p.Left, err = w.left(ctx)
	must(w.t, err)
	w.read(ctx, bus.ResultsStream, func(message jetstream.Msg) {
		told := telling{ID: message.Headers().Get(jetstream.MsgIDHeader)}
		must(w.t, json.Unmarshal(message.Data(), &told.Event))
		p.Results = append(p.Results, told)
	})
	w.read(ctx, bus.DeadStream, func(message jetstream.Msg) {
		var letter publish.Letter
		must(w.t, json.Unmarshal(message.Data(), &letter))
		p.Letters = append(p.Letters, letter)
	})
	known := ledger.New(w.bus.Ledger, ledger.Lease, nil)
	for _, key := range w.keys(ctx, w.bus.Ledger, "isf.>", "order.>") {
		entry, err := known.Get(ctx, key)
		must(w.t, err)
		if entry != nil {
			p.Ledger[key] = *entry
		}
	}
	for _, key := range w.keys(ctx, w.bus.Follow, ">") {
		found, err := w.bus.Follow.Get(ctx, key)
		must(w.t, err)
		var watch struct{ FID string }
		must(w.t, json.Unmarshal(found.Value(), &watch))
		p.Followed = append(p.Followed, watch.FID)
	}
	cases, err := review.NewShelf(w.bus.Review).List(ctx)
	must(w.t, err)
	for _, c := range cases {
		p.Shelf = append(p.Shelf, fmt.Sprint(c.Kind, " ", c.Reference, " ", voyageOf(publish.Kind(c.Kind), c.Request)))
	}
	return p
}

// read reads all that a stream holds.
func (w *world) read(ctx context.Context, name string, each func(jetstream.Msg)) {
	w.t.Helper()
	stream, err := w.bus.JS.Stream(ctx, name)
	must(w.t, err)
	consumer, err := stream.OrderedConsumer(ctx, jetstream.OrderedConsumerConfig{})
	must(w.t, err)
	messages, err := consumer.Messages()
	must(w.t, err)
	defer messages.Stop()
	for range stream.CachedInfo().State.Msgs {
		message, err := messages.Next(jetstream.NextContext(ctx))
		must(w.t, err)
		each(message)
	}
}

func (w *world) keys(ctx context.Context, kv jetstream.KeyValue, filters ...string) (all []string) {
	w.t.Helper()
	lister, err := kv.ListKeysFiltered(ctx, filters...)
	must(w.t, err)
	for key := range lister.Keys() {
		all = append(all, key)
	}
	return all
}

// check looks at the world and reports what is not as promised.
func (w *world) check(proof, what string, strikes int) {
	w.t.Helper()
	p := w.look()
	found := check(p)
	for _, v := range found {
		w.t.Error(v)
	}
	report.add(proof, what, strikes, p, found)
}
