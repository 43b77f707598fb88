package sandbox

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// try is one order, and what the client sees: an answer or an error.
func (a *api) try(ref string) (reply, error) {
	a.t.Helper()
	body := changed(a.t, orderExample(a.t), "request_metadata.source_document", jsonOf(object{"type": "OTHER", "external_ref": ref}))
	return a.do(a.request(http.MethodPost, orderPath, []byte(body)))
}

// TestExactFaults strikes the next call with each kind of fault: what the client sees, and whether the call took
// effect, which a client cannot see.
func TestExactFaults(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		fault  Fault
		want   string // outcome, or what the client's error says
		effect bool
		header string // Retry-After
		seen   string // in the journal
	}{
		{"an error before", Fault{Next: 1, Status: 500}, "500 internal_error", false, "", "answer 500 before the effect"},
		{"an error after", Fault{Next: 1, Status: 500, After: true}, "500 internal_error", true, "", "answer 500 after the effect"},
		{"out of service", Fault{Next: 1, Status: 503, RetryAfter: 1500 * time.Millisecond}, "503 internal_error", false, "2", "answer 503 before the effect"},
		{"too many requests", Fault{Next: 1, Status: 429}, "429 rate_limited", false, "1", "answer 429 before the effect"},
		{"the token is refused", Fault{Next: 1, Status: 401}, "401 unauthorized", false, "", "answer 401 before the effect"},
		{"a conflict", Fault{Next: 1, Status: 409}, "409 already_exists", false, "", "answer 409 before the effect"},
		{"not found", Fault{Next: 1, Status: 404}, "404 not_found", false, "", "answer 404 before the effect"},
		{"another error", Fault{Next: 1, Status: 418}, "418 invalid_request", false, "", "answer 418 before the effect"},
		{"dropped before", Fault{Next: 1, Drop: true}, "EOF", false, "", "drop before the effect"},
		{"dropped after", Fault{Next: 1, Drop: true, After: true}, "EOF", true, "", "drop after the effect"},
		{"cut in the middle", Fault{Next: 1, Cut: true}, "unexpected EOF", true, "", "cut the answer after the effect"},
		{"a short wait", Fault{Next: 1, Latency: time.Millisecond}, "202", true, "", "wait 1ms before the effect"},
		{"of this operation", Fault{Next: 1, Status: 500, Operation: "upsertCustomsOrder"}, "500 internal_error", false, "", "answer 500 before the effect"},
		{"of another operation", Fault{Next: 1, Status: 500, Operation: "upsertIsf"}, "202", true, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{})
			if err := a.Inject(test.fault); err != nil {
				t.Fatal(err)
			}
			got, err := a.try("first")
			if err != nil && !strings.HasSuffix(err.Error(), test.want) || err == nil && got.outcome() != test.want {
				t.Errorf("got %s, %v, want %s", got.text, err, test.want)
			}
			if after := got.header.Get("Retry-After"); after != test.header {
				t.Errorf("Retry-After is %q, want %q", after, test.header)
			}
			if effect := len(a.Orders()) == 1; effect != test.effect {
				t.Errorf("it took effect: %v, want %v", effect, test.effect)
			}
			if seen := a.Requests()[0]; seen.Fault != test.seen || (seen.Status == 0) != test.fault.Drop {
				t.Errorf("the journal says %q and %d, want %q", seen.Fault, seen.Status, test.seen)
			}
			if again, err := a.try("first"); err != nil || again.status != 202 || len(a.Orders()) != 1 {
				t.Errorf("sent again: %v %s, and there are %d orders", err, again.text, len(a.Orders()))
			}
		})
	}
}

// TestNextCountsDown: the next two calls, and then no more; other operations do not use it up.
func TestNextCountsDown(t *testing.T) {
	t.Parallel()
	a := start(t, Options{Faults: []Fault{{Operation: "listCustomsEntries", Next: 2, Status: 503}}})
	var got []string
	for range 2 {
		got = append(got, a.get("/customs_entries").outcome(), a.get("/customs_entries/x").outcome())
	}
	got = append(got, a.get("/customs_entries").outcome())
	want := []string{"503 internal_error", "404 not_found", "503 internal_error", "404 not_found", "200"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if left := a.Faults(); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

// TestRatesAreRepeatable: the same seed strikes the same calls.
func TestRatesAreRepeatable(t *testing.T) {
	t.Parallel()
	statuses := func(seed uint64) (all []int) {
		a := start(t, Options{Seed: seed, Faults: []Fault{{Rate: 0.3, Status: 500}, {Rate: 0.3, Status: 429}}})
		for range 100 {
			all = append(all, a.get("/customs_entries").status)
		}
		return all
	}
	first, again, other := statuses(1), statuses(1), statuses(2)
	if !slices.Equal(first, again) {
		t.Errorf("the same seed gave\n%v\n%v", first, again)
	}
	if slices.Equal(first, other) {
		t.Errorf("another seed gave the same: %v", other)
	}
	for _, status := range []int{200, 429, 500} {
		if !slices.Contains(first, status) {
			t.Errorf("no %d among %v", status, first)
		}
	}
}

func TestClearFaults(t *testing.T) {
	t.Parallel()
	a := start(t, Options{Faults: []Fault{{Rate: 1, Status: 500}}})
	if got := a.get("/customs_entries"); got.status != 500 {
		t.Fatal(got.text)
	}
	a.ClearFaults()
	if got := a.get("/customs_entries"); got.status != 200 {
		t.Error(got.text)
	}
}

// TestLatencyEndsWithItsClient: a client that does not wait is not waited for. Before the effect the call is lost,
// after it the effect stays.
func TestLatencyEndsWithItsClient(t *testing.T) {
	t.Parallel()
	for _, after := range []bool{false, true} {
		a := start(t, Options{Faults: []Fault{{Rate: 1, Latency: time.Hour, After: after}}})
		ctx, cancel := context.WithCancel(context.Background())
		request := a.request(http.MethodPost, orderPath, nil).WithContext(ctx)
		request.Body = &leaving{text: strings.NewReader(orderExample(t)), leave: cancel}
		if _, err := a.do(request); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want a cancelled request", err)
		}
		if err := a.Close(); err != nil { // waits for the call
			t.Error(err)
		}
		if got := len(a.Orders()); got == 1 && !after {
			t.Error("a call that was given up before its effect has made an order")
		}
	}
}

// leaving is a body whose sender does something once it is read, such as going away.
type leaving struct {
	text  io.Reader
	leave func()
}

func (l *leaving) Read(p []byte) (int, error) {
	n, err := l.text.Read(p)
	if err == io.EOF {
		l.leave()
	}
	return n, err
}

func (l *leaving) Close() error { return nil }

// TestCloseLetsHeldCallsGo: Close does not wait for an hour of latency.
func TestCloseLetsHeldCallsGo(t *testing.T) {
	t.Parallel()
	a := start(t, Options{Faults: []Fault{{Rate: 1, Latency: time.Hour, After: true}}})
	sent, failed := make(chan struct{}), make(chan error)
	request := a.request(http.MethodPost, orderPath, nil)
	request.Body = &leaving{text: strings.NewReader(orderExample(t)), leave: sync.OnceFunc(func() { close(sent) })}
	go func() {
		_, err := a.do(request)
		failed <- err
	}()
	<-sent
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if err := <-failed; err == nil {
		t.Error("the call that was held got an answer")
	}
}

func TestFaultsThatAreNone(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	for _, f := range []Fault{
		{},
		{Next: 1},
		{Rate: 0.5},
		{Status: 500},
		{Next: 1, Rate: 0.5, Status: 500},
		{Next: -1, Status: 500},
		{Rate: 1.1, Status: 500},
		{Next: 1, Status: 200},
		{Next: 1, Status: 600},
		{Next: 1, Latency: -1},
		{Next: 1, Status: 429, RetryAfter: -1},
		{Next: 1, Status: 500, Operation: "fileIsf"},
	} {
		if err := a.Inject(f); err == nil {
			t.Errorf("%+v was taken", f)
		}
	}
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	a := start(t, Options{RatePerSecond: 0.5, Burst: 2})
	list := func() reply { return a.get("/customs_entries") }
	for i := range 2 {
		if got := list(); got.status != 200 {
			t.Fatalf("call %d: %s", i+1, got.text)
		}
	}
	for range 3 { // a refused call uses nothing up
		if got := list(); got.outcome() != "429 rate_limited" || got.header.Get("Retry-After") != "2" {
			t.Fatalf("got %s, Retry-After %q", got.text, got.header.Get("Retry-After"))
		}
	}
	if got := a.post(tokenPath, "{}"); got.status != 429 {
		t.Errorf("the token endpoint: %s", got.text)
	}
	a.Advance(1500 * time.Millisecond)
	if got := list(); got.header.Get("Retry-After") != "1" {
		t.Errorf("half a second too early: %d, Retry-After %q", got.status, got.header.Get("Retry-After"))
	}
	a.Advance(500 * time.Millisecond)
	if got := list(); got.status != 200 {
		t.Errorf("after the wait: %s", got.text)
	}
}
