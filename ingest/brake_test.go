package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/ledger"
	"docket/publish/review"
)

// TestReplaceStorm: a file that is replaced over and over is filed, amended a few times, and then waits, each version in
// the place of the one before; when the time has passed only the newest is filed, by a worker that was not there before.
func TestReplaceStorm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var mu sync.Mutex
	ahead := time.Duration(0)
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(ahead) }
	known := ledger.New(w.bus.Ledger, time.Minute, clock)
	submitter := publish.NewSubmitter(w.client(), known, "acme", "test").Braked(ledger.Brake{After: 2, Within: time.Hour})
	desk := review.NewDesk(w.bus, review.Config{
		Account: "acme", Ledger: known, Submitter: submitter, Publisher: publish.NewPublisher(w.bus.JS), Now: clock, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	})
	p := w.pipeline()
	p.Submitter, p.Desk = submitter, desk
	w.work(p)
	bill := sample(t, "04-bol-containers.csv")
	var told []string
	for version := range 7 {
		w.put("acme/bill.csv", bytes.ReplaceAll(bill, []byte("650W"), fmt.Appendf(nil, "65%dW", version)))
		document, filings := w.ended()
		for _, f := range filings {
			told = append(told, string(f.Outcome))
			if f.Outcome == publish.Held && (f.Result.Problems[len(f.Result.Problems)-1].Code != publish.CodeHasty || f.Result.Filing.Due.IsZero() || f.Result.Filing.Review == "") {
				t.Errorf("version %d: %+v, %+v", version, f.Result.Filing, f.Result.Problems)
			}
		}
		want := publish.Completed
		if version > 2 {
			want = publish.Partial
		}
		if document.Outcome != want {
			t.Errorf("version %d is %s, want %s", version, document.Outcome, want)
		}
	}
	if got, want := strings.Join(told, " "), "submitted submitted submitted held superseded held superseded held superseded held"; got != want {
		t.Errorf("told is %s\nwant    %s", got, want)
	}
	if waiting, err := desk.List(t.Context()); err != nil || len(waiting) != 1 {
		t.Fatalf("%d wait, %v", len(waiting), err)
	}
	calls := len(w.api.Requests())
	mu.Lock()
	ahead = time.Hour
	mu.Unlock()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	var running sync.WaitGroup
	running.Go(func() { _ = desk.Run(ctx) })
	defer running.Wait()
	defer stop()
	e := w.next()
	if e.Kind != publish.Order || e.Outcome != publish.Submitted || e.Result.Filing.Effect != ledger.Update || e.Result.Filing.ApprovedBy != "" {
		t.Errorf("after the time: %s %s, %+v", e.Kind, e.Outcome, e.Result.Filing)
	}
	posts := 0
	for _, r := range w.api.Requests()[calls:] {
		if r.Method == http.MethodPost {
			posts++
		}
	}
	if orders := w.api.Orders(); len(orders) != 1 || posts != 1 || !bytes.Contains(orders[0].Request, []byte("656W")) {
		t.Errorf("after %d filings more the API holds %d orders: %s", posts, len(orders), orders[0].Request)
	}
}
