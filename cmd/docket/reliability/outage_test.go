package reliability

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docket/cmd/docket/process"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go/jetstream"
)

// An outage is a service that is in trouble for a while.
type outage struct {
	name   string
	strike func(*rig)
	over   func(*rig)
}

// A rig is a world whose services a worker reaches by links.
type rig struct {
	*world
	nats, s3, api *link
	garbage       atomic.Bool // what the API answers
	worker        *process.Process
	page          string // of the worker
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{world: newWorld(t, lot{ackWait: 20 * time.Second})}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if r.garbage.Load() { // as of a gateway that has lost what is behind it
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<html><body>It works!</body></html>")
			return
		}
		r.world.api.ServeHTTP(w, q)
	}))
	t.Cleanup(front.Close)
	r.nats, r.s3, r.api = newLink(t, r.natsAddresses()[0]), newLink(t, goal(t, r.store.Endpoint()).Host), newLink(t, goal(t, front.URL).Host)
	r.worker = r.start(append(r.settings(), "NATS_URL=nats://"+r.nats.address(), "AWS_ENDPOINT_URL_S3=http://"+r.s3.address(), "DOCKET_API_URL=http://"+r.api.address(),
		"DOCKET_API_TIMEOUT=1s", "DOCKET_HTTP_LISTEN=127.0.0.1:0"))
	r.worker.Await("msg=working")
	r.page = regexp.MustCompile(`msg=listening url=(\S+)`).FindStringSubmatch(r.worker.Said())[1]
	return r
}

// ready waits until the worker says that it is, or is not.
func (r *rig) ready(want int) (said string) {
	r.t.Helper()
	eventually(r.t, fmt.Sprintf("the worker's readiness is %d", want), func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.page+"/readyz", http.NoBody)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if said = string(text); answer.StatusCode != want {
			return errors.Join(err, fmt.Errorf("%d: %s", answer.StatusCode, said))
		}
		return err
	})
	return said
}

// inHand is how many notices the worker has, and has not acknowledged.
func (r *rig) inHand() (all int) {
	r.t.Helper()
	for _, consumer := range bustest.Consumers(r.t, r.bus) {
		all += consumer.CachedInfo().NumAckPending
	}
	return all
}

// fill has a stream take nothing more.
func (r *rig) fill(name string, bytes int64) {
	r.t.Helper()
	stream, err := r.bus.JS.Stream(r.t.Context(), name)
	must(r.t, err)
	config := stream.CachedInfo().Config
	config.MaxBytes, config.Discard = bytes, jetstream.DiscardNew
	_, err = r.bus.JS.UpdateStream(r.t.Context(), config)
	must(r.t, err)
}

func (r *rig) inject(f sandbox.Fault) {
	r.t.Helper()
	f.Rate = 1
	must(r.t, r.world.api.Inject(f))
}

var outages = []outage{
	{"the API is down", func(r *rig) { r.api.cut() }, func(r *rig) { r.api.mend(r.t) }},
	{"the API does not answer", func(r *rig) { r.api.deafen(r.t) }, func(r *rig) { r.api.mend(r.t) }},
	{"the API fails", func(r *rig) { r.inject(sandbox.Fault{Status: 503}) }, func(r *rig) { r.world.api.ClearFaults() }},
	{"the API limits", func(r *rig) { r.inject(sandbox.Fault{Status: 429, RetryAfter: time.Second}) }, func(r *rig) { r.world.api.ClearFaults() }},
	{"the API answers garbage", func(r *rig) { r.garbage.Store(true) }, func(r *rig) { r.garbage.Store(false) }},
	{"S3 is down", func(r *rig) { r.s3.cut() }, func(r *rig) { r.s3.mend(r.t) }},
	{"NATS is down", func(r *rig) { r.nats.cut() }, func(r *rig) { r.nats.mend(r.t) }},
	{"the results stream is full", func(r *rig) { r.fill(bus.ResultsStream, 1) }, func(r *rig) { r.fill(bus.ResultsStream, -1) }},
	{"the ledger is full", func(r *rig) { r.fill("KV_"+bus.LedgerBucket, 1) }, func(r *rig) { r.fill("KV_"+bus.LedgerBucket, -1) }},
}

// TestCrashOutages: while a service is in trouble a worker says so, on its page and in one line; it pulls next to
// nothing and sets nothing aside. When the service is back the work goes on by itself.
func TestCrashOutages(t *testing.T) {
	t.Parallel()
	for _, o := range outages {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			r.put(r.shipment(billPaper))
			r.rest(patience)
			r.ready(http.StatusOK)
			said := len(r.worker.Said())
			o.strike(r)
			for _, p := range []paper{billPaper, worksheetPaper, billPaper, worksheetPaper, billPaper, worksheetPaper} {
				r.put(r.shipment(p))
			}
			t.Log(strings.TrimSpace(r.ready(http.StatusServiceUnavailable)))
			if n := r.inHand(); n > 2 {
				t.Errorf("%d notices are in hand, of a worker of two hands", n)
			}
			o.over(r)
			r.rest(2 * patience)
			r.ready(http.StatusOK)
			lines := strings.Count(r.worker.Said()[said:], `msg="waiting: next to nothing new is pulled`)
			if lines > 1 {
				t.Errorf("the worker said %d times that it waits", lines)
			}
			r.worker.Stop()
			r.check(outaged, o.name, 1)
		})
	}
}
