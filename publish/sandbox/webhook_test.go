package sandbox

import (
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docket/mapping/filing/contract"
)

const hookID = "a47606a1-5b39-4a81-9480-c2cb738ff675" // the example order's

// endpoint is a client's webhook endpoint. It answers with the statuses given, then with 200.
type endpoint struct {
	url string

	mu       sync.Mutex
	statuses []int
	got      []post
	arrived  chan struct{}
}

type post struct {
	header http.Header
	body   string
}

func newEndpoint(t *testing.T, statuses ...int) *endpoint {
	e := &endpoint{statuses: statuses, arrived: make(chan struct{}, 100)}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	e.url = server.URL
	return e
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.got = append(e.got, post{r.Header, string(body)})
	status := http.StatusOK
	if len(e.statuses) > 0 {
		status, e.statuses = e.statuses[0], e.statuses[1:]
	}
	w.WriteHeader(status)
	e.arrived <- struct{}{}
}

func (e *endpoint) posts() []post {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.got)
}

func (e *endpoint) webhook() Webhook { return Webhook{ID: hookID, URL: e.url, Secret: "hush"} }

func TestTheWebhookTellsOfCreation(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t)
	a := start(t, Options{Webhooks: []Webhook{e.webhook()}})
	made := a.post(orderPath, orderExample(t))
	a.Deliver(context.Background())
	if got := e.posts(); len(got) != 0 {
		t.Fatalf("told before the order was created: %v", got)
	}
	a.Advance(time.Minute)
	a.Deliver(context.Background())
	a.Deliver(context.Background())
	posts := e.posts()
	if len(posts) != 1 {
		t.Fatalf("told %d times, want once", len(posts))
	}
	schema, err := contract.Request("onCustomsOrderCreationFinished")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.CheckJSON([]byte(posts[0].body)); err != nil {
		t.Error(err)
	}
	event := decoded([]byte(posts[0].body))
	data := member(event, "data")
	if text(event, "type") != "/customs_order#created" || whole(event, "id") != firstEvent || text(event, "occurred_at") != "2024-01-15T12:00:02Z" {
		t.Errorf("got %s", posts[0].body)
	}
	if got := text(data, "request_id"); got != "266ea41d-adf5-480b-af50-15b940c2b846" {
		t.Errorf("request_id is %s", got)
	}
	if diff := cmp.Diff(member(a.show(made).body, "data"), member(data, "resource")); diff != "" {
		t.Errorf("the resource is not the order: %s", diff)
	}
	if got := a.Events()[0]; got.Outcome != Delivered || len(got.Attempts) != 1 || got.Attempts[0].Status != 200 {
		t.Errorf("got %+v", got)
	}
}

// TestTheSignature computes the HMACs apart from the sandbox.
func TestTheSignature(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t)
	a := start(t, Options{CreateAfter: -1, Webhooks: []Webhook{e.webhook()}})
	a.post(orderPath, orderExample(t))
	a.Deliver(context.Background())
	got := e.posts()[0]
	for header, want := range map[string]func() string{
		"X-Hub-Signature-256": func() string {
			mac := hmac.New(sha256.New, []byte("hush"))
			mac.Write([]byte(got.body))
			return "sha256=" + hex.EncodeToString(mac.Sum(nil))
		},
		"X-Hub-Signature": func() string {
			mac := hmac.New(sha1.New, []byte("hush"))
			mac.Write([]byte(got.body))
			return "sha1=" + hex.EncodeToString(mac.Sum(nil))
		},
		"Content-Type": func() string { return "application/json" },
	} {
		if value := got.header.Get(header); value != want() {
			t.Errorf("%s is %s, want %s", header, value, want())
		}
	}
	// RFC 4231, test case 2: the same in other words.
	if got, want := signature("sha256=", sha256.New, "Jefe", []byte("what do ya want for nothing?")), "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestAnEventIsSentUntilItIsTaken: with the same id and body, ever later.
func TestAnEventIsSentUntilItIsTaken(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t, 500, 302, 201)
	a := start(t, Options{CreateAfter: -1, Webhooks: []Webhook{e.webhook()}})
	a.post(orderPath, orderExample(t))
	for _, step := range []struct {
		advance time.Duration
		want    int // sent so far
	}{
		{0, 1},
		{time.Second - time.Millisecond, 1},
		{time.Millisecond, 2},
		{2*time.Second - time.Millisecond, 2},
		{time.Millisecond, 3},
		{4 * time.Second, 4},
		{time.Hour, 4},
	} {
		a.Advance(step.advance)
		a.Deliver(context.Background())
		if got := len(e.posts()); got != step.want {
			t.Fatalf("at %v sent %d times, want %d", a.Now(), got, step.want)
		}
	}
	posts := e.posts()
	for _, p := range posts[1:] {
		if p.body != posts[0].body || p.header.Get("X-Hub-Signature-256") != posts[0].header.Get("X-Hub-Signature-256") {
			t.Errorf("sent\n%s\nand then\n%s", posts[0].body, p.body)
		}
	}
	if got := a.Events()[0]; got.Outcome != Delivered || len(got.Attempts) != 4 {
		t.Errorf("got %+v", got)
	}
}

func TestAnEventIsGivenUp(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(nil)
	gone.Close()
	a := start(t, Options{CreateAfter: -1, WebhookTries: 3, Webhooks: []Webhook{{ID: hookID, URL: gone.URL, Secret: "hush"}}})
	a.post(orderPath, orderExample(t))
	a.Advance(time.Hour)
	for range 5 {
		a.Deliver(context.Background())
	}
	got := a.Events()[0]
	if got.Outcome != GivenUp || len(got.Attempts) != 3 || got.Attempts[2].Error == "" || got.Attempts[2].Status != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestWebhookDelay(t *testing.T) {
	t.Parallel()
	for tries, want := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 3: 4 * time.Second, 9: 256 * time.Second, 10: 5 * time.Minute, 1000: 5 * time.Minute} {
		if got := webhookDelay(tries); got != want {
			t.Errorf("after %d tries %v, want %v", tries, got, want)
		}
	}
}

// TestRunSendsByItself: Run is all that a program needs beside the handler.
func TestRunSendsByItself(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t, 503)
	a := start(t, Options{Webhooks: []Webhook{e.webhook()}})
	ran := make(chan error)
	go func() { ran <- a.Run(context.Background()) }()
	a.post(orderPath, orderExample(t))
	a.Advance(time.Minute) // creation and the first retry are due
	<-e.arrived
	<-e.arrived
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ran; err != nil {
		t.Error(err)
	}
	if err := a.Run(context.Background()); err == nil {
		t.Error("a closed sandbox runs")
	}
}

// TestWhoIsTold: each request that asked, once, with its own id; also when the order exists already or was cancelled.
func TestWhoIsTold(t *testing.T) {
	t.Parallel()
	const first, second, third = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"
	e := newEndpoint(t)
	a := start(t, Options{Webhooks: []Webhook{e.webhook()}, Verdicts: map[string]Verdict{"EXML7012345678": {Status: Cancelled, Problems: []Problem{{Code: "no_capacity", Message: "No."}}}}})
	send := func(id, webhook string) {
		a.post(orderPath, changed(t, orderExample(t), "request_metadata.request_id", `"`+id+`"`, "request_metadata.webhook_id", webhook))
	}
	send(first, `"`+hookID+`"`)
	send(second, `"A47606A1-5B39-4A81-9480-C2CB738FF675"`) // a UUID's letters may be capital
	send(third, "")
	a.Advance(time.Minute)
	a.Deliver(context.Background())
	var told []string
	for _, p := range e.posts() {
		data := member(decoded([]byte(p.body)), "data")
		told = append(told, text(data, "request_id")+" "+text(member(data, "resource"), "status"))
	}
	slices.Sort(told)
	if want := []string{first + " CANCELLED", second + " CANCELLED"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}

	b := start(t, Options{CreateAfter: -1, Webhooks: []Webhook{e.webhook()}})
	b.post(orderPath, changed(t, orderExample(t), "request_metadata.webhook_id", ""))
	b.Advance(time.Minute)
	b.post(orderPath, orderExample(t))
	if got := b.Events(); len(got) != 1 || got[0].RequestID != "266ea41d-adf5-480b-af50-15b940c2b846" {
		t.Errorf("an update of a created order has the events %+v, want one", got)
	}
	b.post(orderPath, changed(t, orderExample(t), "request_metadata.request_id", `"`+second+`"`))
	if got := b.Events(); len(got) != 2 || got[1].RequestID != second {
		t.Errorf("a further update has the events %+v, want one more", got)
	}
}

func TestAWebhookThatIsNotSetUp(t *testing.T) {
	t.Parallel()
	a := start(t, Options{CreateAfter: -1})
	if got := a.post(orderPath, orderExample(t)); got.status != 202 {
		t.Fatal(got.text)
	}
	a.Deliver(context.Background())
	if got := a.Events(); len(got) != 1 || got[0].Outcome != NoEndpoint {
		t.Errorf("got %+v", got)
	}
}
