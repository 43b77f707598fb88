package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/bus"
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
	for _, consumer := range s.consumers() {
		info := consumer.CachedInfo()
		inHand, waiting = inHand+info.NumAckPending, waiting+info.NumPending
	}
	return inHand, waiting
}

// consumers are those that workers take notices from.
func (s *scene) consumers() []jetstream.Consumer {
	s.t.Helper()
	intake, err := s.bus.Documents(s.t.Context())
	must(s.t, err)
	all := []jetstream.Consumer{intake}
	for _, lane := range bus.Lanes {
		consumer, err := s.bus.Lane(s.t.Context(), lane)
		must(s.t, err)
		all = append(all, consumer)
	}
	return all
}

// letters is how many dead letters there are.
func (s *scene) letters() uint64 { return s.messages(bus.DeadStream) }

func (s *scene) messages(name string) uint64 {
	s.t.Helper()
	stream, err := s.bus.JS.Stream(s.t.Context(), name)
	must(s.t, err)
	return stream.CachedInfo().State.Msgs
}

// A process is a running docket.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	said  *transcript
	ended chan struct{}
}

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
func (s *scene) worker(settings ...string) *process {
	s.t.Helper()
	for _, setting := range s.environment() {
		settings = append(settings, setting[0]+"="+setting[1])
	}
	return start(s.t, settings, "worker")
}

// workerBy starts a worker that reaches NATS by a way of its own.
func (s *scene) workerBy(url string, settings ...string) *process {
	s.t.Helper()
	for _, setting := range s.environment() {
		if setting[0] != "NATS_URL" {
			settings = append(settings, setting[0]+"="+setting[1])
		}
	}
	return start(s.t, append(settings, "NATS_URL="+url), "worker")
}

// start runs docket with an environment of its own. What is left running is killed when the test ends.
func start(t *testing.T, environment []string, args ...string) *process {
	t.Helper()
	return startProgram(t, "docket", environment, args...)
}

// startProgram does the same with a docket of its own.
func startProgram(t *testing.T, program string, environment []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(program, args...), said: newTranscript(), ended: make(chan struct{})}
	p.cmd.Dir = t.TempDir()
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + p.cmd.Dir, "TMPDIR=" + p.cmd.Dir}, environment...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	must(t, p.cmd.Start())
	go func() {
		defer close(p.ended)
		_ = p.cmd.Wait()
	}()
	t.Cleanup(func() {
		p.kill()
		if text := p.said.String(); t.Failed() || strings.Contains(text, "DATA RACE") {
			t.Errorf("%v said:\n%s", args, text)
		}
	})
	return p
}

// kill ends the process as a machine that fails does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// terminate asks the process to stop.
func (p *process) terminate() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(syscall.SIGTERM))
}

// exit waits for the process to end by itself, and returns its exit code.
func (p *process) exit() int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(45 * time.Second):
		p.t.Fatal("docket does not end")
	}
	return p.cmd.ProcessState.ExitCode()
}

// A transcript is what a process has said so far.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed when there is more
}

func newTranscript() *transcript { return &transcript{more: make(chan struct{})} }

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.more)
	s.more = make(chan struct{})
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// await waits until something has been said.
func (s *transcript) await(t *testing.T, words string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 45*time.Second)
	defer cancel()
	for {
		s.mu.Lock()
		said, more := strings.Contains(s.text.String(), words), s.more
		s.mu.Unlock()
		if said {
			return
		}
		select {
		case <-more:
		case <-ctx.Done():
			t.Fatalf("docket does not say %q", words)
		}
	}
}
