package publish_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go/jetstream"
)

// A clock is a worker's, and can be stepped.
type clock struct{ off atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.off.Load())) }

// A slowAPI keeps requests until it is let go on, and says when one comes.
type slowAPI struct {
	publish.API
	came chan struct{}
	on   chan struct{}
}

func (s *slowAPI) UpsertOrder(ctx context.Context, o *filing.CustomsOrder) (filing.Order, error) {
	s.came <- struct{}{}
	<-s.on
	return s.API.UpsertOrder(ctx, o)
}

// A watchedKV says when somebody waits for another's claim.
type watchedKV struct {
	jetstream.KeyValue
	waits chan struct{}
}

func (w watchedKV) Watch(ctx context.Context, keys string, options ...jetstream.WatchOpt) (jetstream.KeyWatcher, error) {
	w.waits <- struct{}{}
	return w.KeyValue.Watch(ctx, keys, options...)
}

// TestClockSteps: the clock of a worker is stepped by an hour while it holds a claim, its request with the API; another worker, whose
// clock was not, gets the same filing. It has to wait for the first, and nothing is filed twice.
func TestClockSteps(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, step := range map[string]time.Duration{"MAEU0000001": time.Hour, "MAEU0000002": -time.Hour} {
		t.Run(step.String(), func(t *testing.T) {
			t.Parallel()
			for at, stepped := range map[string]bool{"the one that holds it": true, "the one that waits": false} {
				bill := name + map[bool]string{true: "1", false: "2"}[stepped]
				api := &slowAPI{API: d.client, came: make(chan struct{}, 2), on: make(chan struct{})}
				waits := make(chan struct{}, 2)
				var holds, other clock
				first := publish.NewSubmitter(api, ledger.New(d.bus.Ledger, time.Minute, holds.now), "acme", "first")
				second := publish.NewSubmitter(api, ledger.New(watchedKV{d.bus.Ledger, waits}, time.Minute, other.now), "acme", "second")
				receipts := make([]publish.Receipt, 2)
				var workers sync.WaitGroup
				submit := func(i int, s *publish.Submitter) {
					workers.Go(func() {
						receipt, err := s.Submit(t.Context(), publish.Submission{Request: order(t, bill, "one"), Source: from("s3://inbox/"+bill, "v1")})
						if err != nil {
							t.Errorf("%s, stepped by %v: %v", at, step, err)
						}
						receipts[i] = receipt
					})
				}
				submit(0, first)
				<-api.came
				if stepped {
					holds.off.Store(int64(step))
				} else {
					other.off.Store(int64(step))
				}
				submit(1, second)
				select {
				case <-waits:
				case <-api.came:
					t.Errorf("%s, stepped by %v: the claim was taken early", at, step)
				}
				close(api.on)
				workers.Wait()
				if receipts[0].APIID == "" || receipts[0].APIID != receipts[1].APIID || len(api.came) != 0 {
					t.Errorf("%s, stepped by %v: %d requests more; ids %q and %q", at, step, len(api.came), receipts[0].APIID, receipts[1].APIID)
				}
			}
		})
	}
	t.Cleanup(func() {
		if orders := len(d.api.Orders()); orders != 4 {
			t.Errorf("the API holds %d orders, want 4", orders)
		}
	})
}

// TestClockBehindDead: a worker whose clock is an hour behind does not wait an hour for a dead one's claim.
func TestClockBehindDead(t *testing.T) {
	t.Parallel()
	d := open(t)
	var behind clock
	behind.off.Store(-int64(time.Hour))
	dead := ledger.New(d.bus.Ledger, 20*time.Millisecond, nil)
	o := order(t, "MAEU0000003", "one")
	attempt := ledger.Attempt{RequestID: "r", Reference: "MAEU0000003", Hash: "h", Request: []byte(`{}`), Source: from(a, "v1"), By: "dead"}
	verdict, _, err := dead.Claim(t.Context(), ledger.Key("acme", o), ledger.Claim{Attempt: attempt})
	if err != nil || verdict != ledger.Proceed {
		t.Fatal(verdict, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	l := ledger.New(d.bus.Ledger, time.Minute, behind.now)
	if err := l.Wait(ctx, ledger.Key("acme", o)); err != nil {
		t.Fatal(err)
	}
	attempt.By = "alive"
	if verdict, _, err := l.Claim(ctx, ledger.Key("acme", o), ledger.Claim{Attempt: attempt}); err != nil || verdict != ledger.Proceed {
		t.Errorf("when the lease is over: %s, %v", verdict, err)
	}
}

// A sleepyKV is of a machine that falls asleep as soon as a claim has been written.
type sleepyKV struct {
	jetstream.KeyValue
	sleep func()
}

func (k sleepyKV) Update(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	defer k.sleep()
	return k.KeyValue.Update(ctx, key, value, revision)
}

// TestAsleep: a machine sleeps for longer than a lease between its claim and its request, and its clocks that only run forward have not
// counted that. It sends nothing any more, and lets the filing go.
func TestAsleep(t *testing.T) {
	t.Parallel()
	d := open(t)
	var day clock
	asleep := publish.NewSubmitter(d.client, ledger.New(sleepyKV{d.bus.Ledger, func() { day.off.Store(int64(2 * time.Minute)) }}, time.Minute, day.now), "acme", "asleep")
	submission := publish.Submission{Request: order(t, "MAEU0000004", "one"), Source: from("s3://inbox/a", "v1")}
	if _, err := asleep.Submit(t.Context(), submission); err == nil || len(d.api.Orders()) != 0 {
		t.Errorf("after it slept the API holds %d orders; error %v", len(d.api.Orders()), err)
	}
	awake := publish.NewSubmitter(d.client, ledger.New(d.bus.Ledger, time.Minute, nil), "acme", "awake")
	if _, err := awake.Submit(t.Context(), submission); err != nil || len(d.api.Orders()) != 1 {
		t.Errorf("another worker at once: %d orders; error %v", len(d.api.Orders()), err)
	}
}
