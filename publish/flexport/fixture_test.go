package flexport

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"docket/mapping/filing"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	isfAnswer   = `{"_object":"/api/response","version":2,"data":{"id":"a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"}}`
	orderFID    = "flx::customs:pre-order:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"
	orderAnswer = `{"_object":"/api/response","self":"https://api.flexport.com/x","version":2,"data":{"fid":"` + orderFID + `","status":"REQUESTED","shipment_id":null,"name":"A","services":{},"freight_details":{"mode_of_transport":"AIR","bill_numbers":{"master_air_waybill_number":"020-12345675"}},"problems":null,"created_at":"2019-08-24T14:15:22Z","updated_at":"2019-08-24T14:15:22Z"}}`
	noEntries   = `{"_object":"/api/response","self":"https://api.flexport.com/x","version":2,"data":{"_object":"/api/collections/paginated","prev":null,"next":null,"total_count":0,"data":[]},"error":null}`
	testToken   = "t0ken-that-nobody-may-see"
)

// quick makes retries follow each other at once, and never runs out of rate.
func quick(config Config) Config {
	config.RetryPause, config.MaxRetryPause = time.Nanosecond, time.Nanosecond
	config.RatePerSecond, config.Burst = 1e6, 1e6
	if config.Token.IsZero() && config.TokenFile == "" && config.ClientID == "" {
		config.Token = NewSecret(testToken)
	}
	return config
}

// serve starts an API and a client for it.
func serve(t testing.TB, handler http.HandlerFunc, edit func(*Config)) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return connect(t, server.URL, edit)
}

func connect(t testing.TB, url string, edit func(*Config)) *Client {
	t.Helper()
	config := Config{BaseURL: url}
	if edit != nil {
		edit(&config)
	}
	client, err := New(quick(config))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// reply answers every call the same.
func reply(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { answerWith(w, status, body) }
}

func answerWith(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// A counter counts what reached an API.
type counter struct {
	mu    sync.Mutex
	calls []string // method and path
}

func (c *counter) count(handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.calls = append(c.calls, r.Method+" "+r.URL.EscapedPath())
		c.mu.Unlock()
		handler(w, r)
	}
}

func (c *counter) total() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.calls)
}

func exampleISF(t testing.TB) *filing.IsfWorksheet {
	t.Helper()
	return fromFile(t, "isf-request.example.json", new(filing.IsfWorksheet))
}

func exampleOrder(t testing.TB) *filing.CustomsOrder {
	t.Helper()
	return fromFile(t, "customs-order-request.example.json", new(filing.CustomsOrder))
}

func fromFile[T any](t testing.TB, name string, into *T) *T {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
	return into
}

// wantKind wants an *Error of a kind that is whole: a sentence, a hint, a request id.
func wantKind(t *testing.T, err error, kind Kind) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, kind) {
		t.Fatalf("got %v, want one of kind %s", err, kind)
	}
	if e.Doing == "" || e.happened == "" || e.Hint == "" {
		t.Errorf("%v: it lacks what was done (%q), what happened (%q) or a hint (%q)", err, e.Doing, e.happened, e.Hint)
	}
	return e
}

// A pipe is a network of one host in memory, for tests in a synctest bubble.
type pipe struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newPipe() *pipe { return &pipe{conns: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipe) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipe) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipe) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *pipe) dial() (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return near, nil
	case <-p.done:
		return nil, errors.New("connection refused")
	}
}
