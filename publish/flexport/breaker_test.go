package flexport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestAPIThatIsDown(t *testing.T) {
	t.Parallel()
	var well atomic.Bool
	inBubble(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !well.Load():
			answerWith(w, http.StatusInternalServerError, apiSays)
		case r.Method == http.MethodGet:
			answerWith(w, http.StatusOK, noEntries)
		default:
			answerWith(w, http.StatusOK, isfAnswer)
		}
	}, nil, func(t *testing.T, b *bubble) {
		worksheet := exampleISF(t)
		changed := b.Changed()
		for range 5 {
			if b.State() != Up {
				t.Errorf("got %s before five failures", b.State())
			}
			_, err := b.UpsertISF(t.Context(), worksheet)
			wantKind(t, err, UnknownOutcome)
		}
		<-changed
		if b.State() != Down {
			t.Fatalf("got %s after five failures, want down", b.State())
		}
		went := time.Now()
		_, err := b.UpsertISF(t.Context(), worksheet)
		if e := wantKind(t, err, Unavailable); e.RetryAfter != 30*time.Second || e.Status != 0 {
			t.Errorf("got %+v", e)
		}
		if got := len(b.times()); got != 5 {
			t.Errorf("%d calls were sent, want 5", got)
		}

		ready := make(chan error, 1)
		go func() { ready <- b.Ready(t.Context()) }()
		time.AfterFunc(100*time.Second, func() { well.Store(true) })
		if err := <-ready; err != nil {
			t.Fatal(err)
		}
		if took := time.Since(went); took < 100*time.Second || took > 140*time.Second {
			t.Errorf("ready after %v, want soon after 100 s", took)
		}
		if b.State() != Up {
			t.Errorf("got %s, want up", b.State())
		}
		if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
			t.Error(err)
		}
	})
}

func TestReadyEndsWithTheContext(t *testing.T) {
	t.Parallel()
	inBubble(t, reply(http.StatusBadGateway, ""), func(config *Config) { config.TripAfter = 1 }, func(t *testing.T, b *bubble) {
		if err := b.Ready(t.Context()); err != nil {
			t.Fatalf("not ready though up: %v", err)
		}
		_, err := b.UpsertISF(t.Context(), exampleISF(t))
		wantKind(t, err, UnknownOutcome)
		for _, wait := range []time.Duration{10 * time.Second, 5 * time.Minute} { // while down, and while probing
			ctx, cancel := context.WithTimeout(t.Context(), wait)
			if err := b.Ready(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			cancel()
		}
	})
}

// TestOneCallProbes wants only one of many calls to be sent when the time of being down is over, and the others to go
// on once it has come back well.
func TestOneCallProbes(t *testing.T) {
	t.Parallel()
	var failing atomic.Bool
	failing.Store(true)
	var release chan struct{}
	inBubble(t, func(w http.ResponseWriter, _ *http.Request) {
		if failing.Load() {
			answerWith(w, http.StatusBadGateway, "")
			return
		}
		<-release
		answerWith(w, http.StatusOK, isfAnswer)
	}, func(config *Config) { config.TripAfter = 1 }, func(t *testing.T, b *bubble) {
		release = make(chan struct{}) // of the bubble
		worksheet := exampleISF(t)
		_, err := b.UpsertISF(t.Context(), worksheet)
		wantKind(t, err, UnknownOutcome)
		failing.Store(false)
		<-time.After(31 * time.Second)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if got := len(b.times()); got != 2 || b.State() != Probing {
			t.Errorf("%d calls were sent while %s, want one more while probing", got, b.State())
		}
		close(release)
		all.Wait()
		if got := len(b.times()); got != 5 || b.State() != Up {
			t.Errorf("%d calls were sent, state %s, want 5 and up", got, b.State())
		}
	})
}

// TestAnInterruptedProbe wants a call that waits for another's probe to go on by itself when that one is cancelled.
func TestAnInterruptedProbe(t *testing.T) {
	t.Parallel()
	tries := 0
	var client *Client
	inBubble(t, func(w http.ResponseWriter, r *http.Request) {
		switch tries++; tries {
		case 1:
			answerWith(w, http.StatusBadGateway, "")
		case 2:
			_, _ = io.Copy(io.Discard, r.Body) // or the server would not see that the client hangs up
			<-r.Context().Done()
		default:
			if client.State() != Probing {
				t.Errorf("the call was sent while %s: the interrupted one counts", client.State())
			}
			answerWith(w, http.StatusOK, isfAnswer)
		}
	}, func(config *Config) { config.TripAfter = 1 }, func(t *testing.T, b *bubble) {
		client = b.Client
		worksheet := exampleISF(t)
		_, err := b.UpsertISF(t.Context(), worksheet)
		wantKind(t, err, UnknownOutcome)
		<-time.After(31 * time.Second)
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			_, err := b.UpsertISF(ctx, worksheet)
			if !errors.Is(err, UnknownOutcome) || !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
		synctest.Wait()
		all.Go(func() {
			if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		cancel()
		cancelled := time.Now()
		all.Wait()
		if took := time.Since(cancelled); b.State() != Up || took > time.Second {
			t.Errorf("%s after %v, want up in a second", b.State(), took)
		}
	})
}

func TestRefusalsAreNoFailures(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 401, 403, 404, 409, 422, 429} {
		client := serve(t, reply(status, apiSays), func(config *Config) { config.TripAfter, config.MaxAttempts = 1, 1 })
		for range 3 {
			if _, err := client.UpsertISF(t.Context(), exampleISF(t)); err == nil {
				t.Fatalf("%d counts as done", status)
			}
		}
		if client.State() != Up {
			t.Errorf("%d: got %s, want up", status, client.State())
		}
	}
}
