package pace

import (
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"docket/publish/bus/bustest"
	"docket/publish/flexport"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T) jetstream.KeyValue {
	t.Helper()
	return bustest.Open(t).Pace
}

// worker is a budget as a worker has it whose clock is wrong by so much.
func worker(kv jetstream.KeyValue, perSecond float64, wrong time.Duration) *Budget {
	b := New(kv, "acme", perSecond)
	b.now = func() time.Time { return time.Now().Add(wrong) }
	return b
}

// take takes a call, however long that takes.
func take(t *testing.T, b *Budget) {
	for {
		wait, err := b.Take(t.Context())
		switch {
		case err != nil:
			t.Error(err)
			return
		case wait == 0:
			return
		}
		select {
		case <-time.After(wait): // as it was told
		case <-t.Context().Done():
			return
		}
	}
}

// TestShared: eight workers, some with clocks that are far off, call no faster together than one may, but for what two
// take at once; and the bus is written to twenty times a second, not by the call.
func TestShared(t *testing.T) {
	t.Parallel()
	const perSecond, calls = 500, 1250
	kv := open(t)
	begin := time.Now()
	left := make(chan struct{}, calls)
	for range calls {
		left <- struct{}{}
	}
	close(left)
	var working sync.WaitGroup
	for n := range 8 {
		b := worker(kv, perSecond, time.Duration(n-4)*time.Hour)
		for range 2 {
			working.Go(func() {
				for range left {
					take(t, b)
				}
			})
		}
	}
	working.Wait()
	took := time.Since(begin)
	if least := time.Duration(calls-perSecond) * time.Second / perSecond; took < least {
		t.Errorf("%d calls at %d a second went out within %v, want %v at least", calls, perSecond, took, least)
	}
	entry, err := kv.Get(t.Context(), "acme")
	must(t, err)
	t.Logf("%d calls within %v, with %d writes", calls, took, entry.Revision())
	if most := uint64(20*took/time.Second) + 20; entry.Revision() > most {
		t.Errorf("%d writes within %v, want at most %d", entry.Revision(), took, most)
	}
}

// TestDeadWorker: a worker that dies with calls that it took keeps the others waiting for as long as those would have taken.
func TestDeadWorker(t *testing.T) {
	t.Parallel()
	kv := open(t)
	dead, other := worker(kv, 2, 0), worker(kv, 2, time.Hour)
	for range 2 { // one that was saved up while nobody called, and one
		take(t, dead)
	}
	wait, err := other.Take(t.Context())
	must(t, err)
	if wait <= 0 || wait > time.Second {
		t.Errorf("another waits for %v, want half a second at most", wait)
	}
}

// TestHold: when the API asks one worker to wait, all of them do, whatever their clocks say; and nobody shortens that.
func TestHold(t *testing.T) {
	t.Parallel()
	kv := open(t)
	asked, other, third := worker(kv, 100, 0), worker(kv, 100, 5*time.Hour), worker(kv, 100, -5*time.Hour)
	for _, b := range []*Budget{asked, other, third} {
		take(t, b)
	}
	must(t, asked.Hold(t.Context(), time.Minute))
	must(t, third.Hold(t.Context(), time.Second))
	for name, b := range map[string]*Budget{"the one that was asked": asked, "one that calls for the first time": worker(kv, 100, time.Hour), "the third": third} {
		wait, err := b.Take(t.Context())
		must(t, err)
		if wait < 50*time.Second || wait > time.Minute {
			t.Errorf("%s waits for %v", name, wait)
		}
	}
}

// TestNoBus: while the bus does not answer, no call goes out.
func TestNoBus(t *testing.T) {
	t.Parallel()
	kv := open(t)
	if _, err := kv.Put(t.Context(), "acme", []byte("soon")); err != nil {
		t.Fatal(err)
	}
	if _, err := New(kv, "acme", 5).Take(t.Context()); err == nil {
		t.Error("a call goes out although nobody knows when one may")
	}
}

// TestTwoClients: two clients of one account, each of which may call as fast as the API allows, are never told that they
// call too often when they share the pace.
func TestTwoClients(t *testing.T) {
	t.Parallel()
	kv := open(t)
	const perSecond = 40
	api, err := sandbox.New(sandbox.Options{RatePerSecond: perSecond, Burst: perSecond})
	must(t, err)
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	var working sync.WaitGroup
	for range 2 {
		client, err := flexport.New(flexport.Config{BaseURL: server.URL, Token: flexport.NewSecret("sandbox"), RatePerSecond: perSecond, MaxAttempts: 1})
		must(t, err)
		t.Cleanup(client.Close)
		client.Share(New(kv, "acme", perSecond))
		working.Go(func() {
			for range perSecond {
				if err := client.Ping(t.Context()); err != nil { // one that is refused is not tried again
					t.Error(err)
				}
			}
		})
	}
	working.Wait()
}
