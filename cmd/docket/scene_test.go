package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"docket/cmd/docket/process"
	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/sandbox"
	"docket/testdata/samples"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain puts this very program as "docket" on the path of the tests, so that they run it as a user does.
func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"docket": main}) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A scene is NATS, S3 and the API in the test's process, for workers that are processes of their own.
type scene struct {
	t *testing.T
	*machine
	door    *door
	url     string // of the door
	results jetstream.Consumer
	events  []publish.Event // all results so far
}

func newScene(t *testing.T) *scene {
	t.Helper()
	return newSceneOf(t, sandbox.Options{CreateAfter: -1})
}

// newSceneOf is a scene with an API of its own.
func newSceneOf(t *testing.T, api sandbox.Options) *scene {
	t.Helper()
	m := newMachine(t, api, slog.New(slog.DiscardHandler))
	s := &scene{t: t, machine: m, door: &door{api: m.api}}
	server := httptest.NewServer(s.door)
	t.Cleanup(server.Close)
	s.url = server.URL
	var err error
	s.results, err = m.bus.JS.OrderedConsumer(t.Context(), bus.ResultsStream, jetstream.OrderedConsumerConfig{})
	must(t, err)
	return s
}

// A door stands before the API, and calls can be watched and held at it.
type door struct {
	api http.Handler

	mu               sync.Mutex
	entered, leaving func(*http.Request)
}

// watch sets what happens when a filing comes to the API, and when its answer is about to leave it. A call whose client
// is gone by then gets no further. Nil lets all pass.
func (d *door) watch(entered, leaving func(*http.Request)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.entered, d.leaving = entered, leaving
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // only then the server notices that a client is gone
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	d.mu.Lock()
	entered, leaving := d.entered, d.leaving
	d.mu.Unlock()
	if entered != nil && r.Method == http.MethodPost {
		if entered(r); r.Context().Err() != nil {
			return
		}
	}
	answer := httptest.NewRecorder()
	d.api.ServeHTTP(answer, r)
	if leaving != nil && r.Method == http.MethodPost {
		leaving(r)
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = answer.Body.WriteTo(w)
}

// put drops a sample into the inbox.
func (s *scene) put(step samples.Step) {
	s.t.Helper()
	content, err := step.Content()
	must(s.t, err)
	_, err = s.files.Put(s.t.Context(), inbox, step.Key, content, bucket.Labels{})
	must(s.t, err)
}

// await reads results until a number of documents more have ended, and returns them. What docket itself puts into the bucket
// is none of these.
func (s *scene) await(documents int) []publish.Event {
	s.t.Helper()
	from := len(s.events)
	for documents > 0 {
		message, err := s.results.Next(jetstream.FetchMaxWait(45 * time.Second))
		must(s.t, err)
		var e publish.Event
		must(s.t, json.Unmarshal(message.Data(), &e))
		s.events = append(s.events, e)
		if e.Kind == publish.Document && e.Outcome != publish.AtRisk && e.Result.Document.Own == "" {
			documents--
		}
	}
	return slices.DeleteFunc(slices.Clone(s.events[from:]), func(e publish.Event) bool { return e.Result.Document.Own != "" })
}

// rest reads the results that are there and were not read yet.
func (s *scene) rest() (events []publish.Event) {
	s.t.Helper()
	for left := int(s.messages(bus.ResultsStream)) - len(s.events); left > 0; left-- {
		message, err := s.results.Next(jetstream.FetchMaxWait(45 * time.Second))
		must(s.t, err)
		var e publish.Event
		must(s.t, json.Unmarshal(message.Data(), &e))
		events = append(events, e)
	}
	s.events = append(s.events, events...)
	return events
}

// buried waits until there are a number of dead letters.
func (s *scene) buried(letters int) {
	s.t.Helper()
	consumer, err := s.bus.JS.OrderedConsumer(s.t.Context(), bus.DeadStream, jetstream.OrderedConsumerConfig{})
	must(s.t, err)
	for range letters {
		_, err := consumer.Next(jetstream.FetchMaxWait(45 * time.Second))
		must(s.t, err)
	}
}

// drained waits until every notice has been acknowledged.
func (s *scene) drained() {
	s.t.Helper()
	deadline := time.After(45 * time.Second)
	for s.left() > 0 {
		select {
		case <-time.After(20 * time.Millisecond): // JetStream tells nobody that a stream has become empty
		case <-deadline:
			s.t.Fatalf("%d notices are left", s.left())
		}
	}
}

// left is how many notices have not been acknowledged.
func (s *scene) left() uint64 {
	s.t.Helper()
	return s.messages(bus.DocumentsStream) + s.messages(bus.LanesStream)
}

// notices is how many are in hand, and how many wait for a worker, where they came in and in the lanes.
func (s *scene) notices() (inHand int, waiting uint64) {
	s.t.Helper()
	for _, consumer := range bustest.Consumers(s.t, s.bus) {
		info := consumer.CachedInfo()
		inHand, waiting = inHand+info.NumAckPending, waiting+info.NumPending
	}
	return inHand, waiting
}

// letters is how many dead letters there are.
func (s *scene) letters() uint64 { return s.messages(bus.DeadStream) }

func (s *scene) messages(name string) uint64 {
	s.t.Helper()
	stream, err := s.bus.JS.Stream(s.t.Context(), name)
	must(s.t, err)
	return stream.CachedInfo().State.Msgs
}

// program is this very program.
var program = process.Program{Path: "docket", Patience: 45 * time.Second}

// environment points docket to the scene, with the settings of the demo.
func (s *scene) environment() [][2]string {
	id, secret := s.store.Credentials()
	return [][2]string{
		{"NATS_URL", s.nats.URL()}, {"AWS_ENDPOINT_URL_S3", s.store.Endpoint()}, {"AWS_REGION", s.store.Region()},
		{"AWS_ACCESS_KEY_ID", id}, {"AWS_SECRET_ACCESS_KEY", secret}, {"DOCKET_API_URL", s.url}, {"DOCKET_API_TOKEN", "sandbox"},
		{"DOCKET_API_RATE", "1000"}, {"DOCKET_ORDERS_FROM_ISF", "true"}, {"DOCKET_HOLD_BELOW", "0"}, {"DOCKET_COPIES", "false"},
	}
}

// worker starts a worker in a process of its own.
func (s *scene) worker(settings ...string) *process.Process {
	s.t.Helper()
	return s.workerBy(s.nats.URL(), settings...)
}

// workerBy starts a worker that reaches NATS by a way of its own.
func (s *scene) workerBy(url string, settings ...string) *process.Process {
	s.t.Helper()
	for _, setting := range s.environment() {
		if setting[0] != "NATS_URL" {
			settings = append(settings, setting[0]+"="+setting[1])
		}
	}
	return program.Start(s.t, append(settings, "NATS_URL="+url), "worker")
}
