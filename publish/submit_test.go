package publish_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/publish/sandbox"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A desk is a submitter with the real things around it: a ledger in JetStream, the client, the API's sandbox.
type desk struct {
	*publish.Submitter
	api    *sandbox.Server
	client *flexport.Client
	ledger *ledger.Ledger
	bus    *bus.Bus
}

func open(t *testing.T) desk {
	t.Helper()
	return openAt(t, sandbox.Options{})
}

func openAt(t *testing.T, options sandbox.Options) desk {
	t.Helper()
	return deskAt(t, bustest.Open(t), "acme", options)
}

// A tester is a test, or a check of one.
type tester interface {
	Helper()
	Fatal(...any)
	Cleanup(func())
}

// deskAt is a desk of an account, with an API of its own.
func deskAt(t tester, b *bus.Bus, account string, options sandbox.Options) desk {
	t.Helper()
	api, err := sandbox.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	client, err := flexport.New(flexport.Config{BaseURL: server.URL, Token: flexport.NewSecret("sandbox"), RatePerSecond: 1000, Burst: 1000, RetryPause: time.Millisecond, DownFor: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	l := ledger.New(b.Ledger, time.Minute, nil)
	return desk{Submitter: publish.NewSubmitter(client, l, account, "test"), api: api, client: client, ledger: l, bus: b}
}

// order is an order for a bill, from a version of a file.
func order(t *testing.T, bill, name string) *filing.CustomsOrder {
	t.Helper()
	var o filing.CustomsOrder
	body := `{"name":"` + name + `","incoterm":"FOB","freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"` + bill + `"}},
		"request_metadata":{"source_document":{"type":"OCEAN_BILL_OF_LADING","external_ref":"s3://inbox/a.xlsx#` + bill + `"}}}`
	if err := json.Unmarshal([]byte(body), &o); err != nil {
		t.Fatal(err)
	}
	return &o
}

func isf(t *testing.T) *filing.IsfWorksheet {
	t.Helper()
	body, err := os.ReadFile("testdata/isf.json")
	if err != nil {
		t.Fatal(err)
	}
	var w filing.IsfWorksheet
	if err := json.Unmarshal(body, &w); err != nil {
		t.Fatal(err)
	}
	return &w
}

func from(url, document string) ledger.Source { return ledger.Source{URL: url, Document: document} }

const a, b = "s3://inbox/a.xlsx", "s3://inbox/b.xlsx"

// TestSubmit is the life of one filing: what each further upload of its file comes to, and what the API then holds.
func TestSubmit(t *testing.T) {
	t.Parallel()
	d := open(t)
	var first publish.Receipt
	for _, step := range []struct {
		name   string
		source ledger.Source
		order  *filing.CustomsOrder
		want   publish.Outcome
		calls  int // to the API so far
	}{
		{"a file", from(a, "v1"), order(t, "MAEU1234567", "one"), publish.Submitted, 1},
		{"its notice again", from(a, "v1"), order(t, "MAEU1234567", "one"), publish.Submitted, 1},
		{"the same bytes again", from(a, "v2"), order(t, "MAEU1234567", "one"), publish.Unchanged, 1},
		{"the same bytes under another key", from(b, "u1"), order(t, "MAEU1234567", "one"), publish.Unchanged, 1},
		{"a corrected version", from(a, "v3"), order(t, "MAEU1234567", "two"), publish.Submitted, 3}, // the order is looked up first
		{"another file with other contents", from(b, "u2"), order(t, "MAEU1234567", "three"), publish.Held, 3},
		{"another bill", from(b, "u3"), order(t, "MAEU7654321", "three"), publish.Submitted, 4},
	} {
		receipt, err := d.Submit(t.Context(), publish.Submission{Request: step.order, Source: step.source})
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if receipt.Outcome != step.want {
			t.Errorf("%s: %s, want %s", step.name, receipt.Outcome, step.want)
		}
		if calls := len(d.api.Requests()); calls != step.calls {
			t.Errorf("%s: %d calls to the API, want %d", step.name, calls, step.calls)
		}
		if first.APIID == "" {
			first = receipt
		}
		if step.order.Reference() == "MAEU1234567" && receipt.APIID != first.APIID {
			t.Errorf("%s: order %s, want that of the first, %s", step.name, receipt.APIID, first.APIID)
		}
	}
	if orders := d.api.Orders(); len(orders) != 2 {
		t.Errorf("the API holds %d orders, want 2", len(orders))
	}
}

func TestSubmitISF(t *testing.T) {
	t.Parallel()
	d := open(t)
	receipt, err := d.Submit(t.Context(), publish.Submission{Request: isf(t), Source: from(a, "v1")})
	if err != nil || receipt.Outcome != publish.Submitted || receipt.APIID == "" || len(d.api.ISFs()) != 1 {
		t.Errorf("%+v, error %v, %d ISFs", receipt, err, len(d.api.ISFs()))
	}
}

// TestRefused: the API's words come with the receipt, and the same document is not sent again.
func TestRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	bad := order(t, "MAEU1234567", "one")
	bad.Incoterm = ""
	receipt, err := d.Submit(t.Context(), publish.Submission{Request: bad, Source: from(a, "v1")})
	if err != nil || receipt.Outcome != publish.Rejected || receipt.Code != "incoterm_required" || receipt.Message == "" {
		t.Fatalf("%+v, error %v", receipt, err)
	}
	again, err := d.Submit(t.Context(), publish.Submission{Request: bad, Source: from(a, "v1")})
	if err != nil || again.Outcome != publish.Rejected || again.Message != receipt.Message || len(d.api.Requests()) != 1 {
		t.Errorf("%+v, error %v, %d calls", again, err, len(d.api.Requests()))
	}
	receipt, err = d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v2")})
	if err != nil || receipt.Outcome != publish.Submitted {
		t.Errorf("corrected: %+v, error %v", receipt, err)
	}
}

// TestAnswerLost: a request takes effect and its answer is lost. Nothing is filed twice, and the outcome is found out.
func TestAnswerLost(t *testing.T) {
	t.Parallel()
	for name, request := range map[string]filing.Request{"order": order(t, "MAEU1234567", "one"), "isf": isf(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			if err := d.api.Inject(sandbox.Fault{Next: 1, After: true, Drop: true}); err != nil {
				t.Fatal(err)
			}
			sub := publish.Submission{Request: request, Source: from(a, "v1")}
			if _, err := d.Submit(t.Context(), sub); !errors.Is(err, publish.ErrTrouble) || !errors.Is(err, flexport.UnknownOutcome) {
				t.Fatalf("got %v, want trouble with an unknown outcome", err)
			}
			entry, err := d.ledger.Get(t.Context(), ledger.Key("acme", request))
			if err != nil || entry.State != ledger.Unknown {
				t.Fatalf("entry %+v, error %v, want it unknown", entry, err)
			}
			receipt, err := d.Submit(t.Context(), sub)
			if err != nil || receipt.Outcome != publish.Submitted || receipt.APIID == "" {
				t.Errorf("%+v, error %v", receipt, err)
			}
			if held := len(d.api.Orders()) + len(d.api.ISFs()); held != 1 {
				t.Errorf("the API holds %d filings, want 1", held)
			}
		})
	}
}

// TestAnswerLostThenCorrected: before a corrected version is filed, what is in doubt is settled.
func TestAnswerLostThenCorrected(t *testing.T) {
	t.Parallel()
	d := open(t)
	if err := d.api.Inject(sandbox.Fault{Next: 1, After: true, Drop: true}); err != nil {
		t.Fatal(err)
	}
	_, err := d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")})
	if !errors.Is(err, flexport.UnknownOutcome) {
		t.Fatal(err)
	}
	receipt, err := d.Submit(t.Context(), publish.Submission{Request: order(t, "MAEU1234567", "two"), Source: from(a, "v2")})
	if err != nil || receipt.Outcome != publish.Submitted {
		t.Fatalf("%+v, error %v", receipt, err)
	}
	orders := d.api.Orders()
	if len(orders) != 1 || orders[0].FID != receipt.APIID {
		t.Errorf("the API holds %d orders, want the one of the receipt", len(orders))
	}
}

// TestManyAtOnce: any number of workers with the same document file it once, and all hear the same.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	var workers sync.WaitGroup
	ids := make(chan string, 10)
	for range 10 {
		request := order(t, "MAEU1234567", "one")
		workers.Go(func() {
			receipt, err := d.Submit(t.Context(), publish.Submission{Request: request, Source: from(a, "v1")})
			if err != nil || receipt.Outcome != publish.Submitted {
				t.Errorf("%+v, error %v", receipt, err)
			}
			ids <- receipt.APIID
		})
	}
	workers.Wait()
	close(ids)
	first := <-ids
	for id := range ids {
		if id != first {
			t.Errorf("two ids: %s and %s", first, id)
		}
	}
	if calls := len(d.api.Requests()); calls != 1 {
		t.Errorf("%d calls to the API, want 1", calls)
	}
}

// TestTrouble: while the API is down nothing is remembered as filed, and afterwards all goes on.
func TestTrouble(t *testing.T) {
	t.Parallel()
	d := open(t)
	if err := d.api.Inject(sandbox.Fault{Next: 10, Status: 503, RetryAfter: time.Nanosecond}); err != nil {
		t.Fatal(err)
	}
	sub := publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")}
	if _, err := d.Submit(t.Context(), sub); !errors.Is(err, publish.ErrTrouble) {
		t.Fatalf("got %v, want trouble", err)
	}
	d.api.ClearFaults()
	if receipt, err := d.Submit(t.Context(), sub); err != nil || receipt.Outcome != publish.Submitted {
		t.Errorf("%+v, error %v", receipt, err)
	}
}

// TestStop: a stop in the middle is no trouble, and leaves the filing to the next worker.
func TestStop(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	stopping := errors.New("stopping")
	cancel(stopping)
	sub := publish.Submission{Request: order(t, "MAEU1234567", "one"), Source: from(a, "v1")}
	if _, err := d.Submit(ctx, sub); !errors.Is(err, stopping) {
		t.Fatalf("got %v, want the cause of the stop", err)
	}
	if receipt, err := d.Submit(t.Context(), sub); err != nil || receipt.Outcome != publish.Submitted {
		t.Errorf("%+v, error %v", receipt, err)
	}
}
