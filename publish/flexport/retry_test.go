package flexport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A bubble is an API and a client in a synctest bubble, where waiting takes no time.
type bubble struct {
	*Client
	began time.Time

	mu    sync.Mutex
	calls []time.Duration // when each call came, since the bubble began
}

// inBubble runs a test with an API in memory and the client's ordinary pauses.
func inBubble(t *testing.T, handler http.HandlerFunc, edit func(*Config), test func(*testing.T, *bubble)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		b := &bubble{began: time.Now()}
		network := newPipe()
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			b.mu.Lock()
			b.calls = append(b.calls, time.Since(b.began))
			b.mu.Unlock()
			handler(w, r)
		})}
		var serving sync.WaitGroup
		serving.Go(func() { _ = server.Serve(network) })
		transport := newTransport()
		transport.DialContext = func(context.Context, string, string) (net.Conn, error) { return network.dial() }
		config := Config{BaseURL: "http://localhost", Token: NewSecret(testToken), HTTPClient: &http.Client{Transport: transport}}
		if edit != nil {
			edit(&config)
		}
		client, err := New(config)
		if err != nil {
			t.Fatal(err)
		}
		b.Client = client
		test(t, b)
		transport.CloseIdleConnections()
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		serving.Wait()
	})
}

// times are when calls came.
func (b *bubble) times() []time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]time.Duration(nil), b.calls...)
}

func TestRetryAfterHoldsBackAllCalls(t *testing.T) {
	t.Parallel()
	first := true
	inBubble(t, func(w http.ResponseWriter, _ *http.Request) {
		if first {
			first = false
			w.Header().Set("Retry-After", "7")
			answerWith(w, http.StatusTooManyRequests, apiSays)
			return
		}
		answerWith(w, http.StatusOK, isfAnswer)
	}, nil, func(t *testing.T, b *bubble) {
		worksheet := exampleISF(t)
		if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
			t.Fatal(err)
		}
		if times := b.times(); len(times) != 2 || times[1] < 7*time.Second || times[1] > 9*time.Second {
			t.Errorf("calls came at %v, want the second 7 s after the first", times)
		}
		b.gate.hold(20 * time.Second)
		asked := time.Since(b.began)
		if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
			t.Fatal(err)
		}
		if last := b.times()[2]; last-asked != 20*time.Second {
			t.Errorf("another call came after %v, want 20 s", last-asked)
		}
	})
}

func TestRetryAfterAsDate(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"":                              -1,
		"soon":                          -1,
		"-1":                            -1,
		"1.5":                           -1,
		"99999999999999999999":          -1,
		"0":                             0,
		"120":                           2 * time.Minute,
		"Mon, 01 Jan 2024 12:01:00 GMT": time.Minute,
		"Mon, 01 Jan 2024 11:00:00 GMT": 0,
	} {
		got, ok := retryAfter(http.Header{"Retry-After": {text}}, now)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("%q: got %v, %t, want %v", text, got, ok, want)
		}
	}
}

func TestRetryAfterThatIsTooLong(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		kind := map[int]Kind{http.StatusTooManyRequests: Limited, http.StatusServiceUnavailable: Unavailable}[status]
		inBubble(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "300")
			answerWith(w, status, apiSays)
		}, nil, func(t *testing.T, b *bubble) {
			_, err := b.UpsertISF(t.Context(), exampleISF(t))
			if e := wantKind(t, err, kind); e.RetryAfter != 5*time.Minute || e.Status != status {
				t.Errorf("got %+v", e)
			}
			_, err = b.Order(t.Context(), orderFID)
			if e := wantKind(t, err, Limited); e.RetryAfter != 5*time.Minute || e.Status != 0 {
				t.Errorf("got %+v", e)
			}
			if times := b.times(); len(times) != 1 {
				t.Errorf("calls came at %v, want one", times)
			}
			if err := b.Ready(t.Context()); err != nil || time.Since(b.began) != 5*time.Minute {
				t.Errorf("ready after %v, %v, want 5 minutes", time.Since(b.began), err)
			}
		})
	}
}

func TestPausesGrow(t *testing.T) {
	t.Parallel()
	inBubble(t, reply(http.StatusInternalServerError, apiSays), func(config *Config) {
		config.MaxAttempts, config.TripAfter = 8, 100
	}, func(t *testing.T, b *bubble) {
		_, err := b.Order(t.Context(), orderFID)
		wantKind(t, err, Unavailable)
		times := b.times()
		if len(times) != 8 {
			t.Fatalf("calls came at %v, want 8", times)
		}
		middle := 500 * time.Millisecond
		for i := 1; i < len(times); i++ {
			pause := times[i] - times[i-1]
			if pause < middle/2 || pause > middle*3/2+time.Millisecond {
				t.Errorf("pause %d is %v, want about %v", i, pause, middle)
			}
			middle = min(middle*2, 15*time.Second)
		}
	})
}

func TestCallsEndInAPause(t *testing.T) {
	t.Parallel()
	inBubble(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "30")
		answerWith(w, http.StatusServiceUnavailable, apiSays)
	}, nil, func(t *testing.T, b *bubble) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		_, err := b.UpsertISF(ctx, exampleISF(t))
		if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, UnknownOutcome) {
			t.Errorf("got %v", err)
		}
		if took := time.Since(b.began); took != 10*time.Second {
			t.Errorf("took %v, want 10 s", took)
		}
	})
}

func TestRate(t *testing.T) {
	t.Parallel()
	inBubble(t, reply(http.StatusOK, isfAnswer), func(config *Config) {
		config.RatePerSecond, config.Burst = 2, 3
	}, func(t *testing.T, b *bubble) {
		worksheet := exampleISF(t)
		var all sync.WaitGroup
		for range 7 {
			all.Go(func() {
				if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if took := time.Since(b.began); took != 2*time.Second {
			t.Errorf("7 calls took %v, want 2 s: 3 at once, then 2 a second", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, err := b.UpsertISF(ctx, worksheet)
		wantKind(t, err, Limited)
	})
}

func TestWaitsEndWithTheContext(t *testing.T) {
	t.Parallel()
	inBubble(t, reply(http.StatusOK, isfAnswer), func(config *Config) {
		config.RatePerSecond, config.Burst = 0.01, 1
	}, func(t *testing.T, b *bubble) {
		worksheet := exampleISF(t)
		if _, err := b.UpsertISF(t.Context(), worksheet); err != nil {
			t.Fatal(err)
		}
		for _, held := range []time.Duration{0, 30 * time.Second} {
			b.gate.hold(held)
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			_, err := b.UpsertISF(ctx, worksheet)
			if wantKind(t, err, Interrupted); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want it to be cancelled", err)
			}
		}
		if times := b.times(); len(times) != 1 {
			t.Errorf("calls came at %v, want one", times)
		}
	})
}

func TestAttemptsHaveATimeOfTheirOwn(t *testing.T) {
	t.Parallel()
	tries := 0
	inBubble(t, func(w http.ResponseWriter, r *http.Request) {
		if tries++; tries < 3 {
			<-r.Context().Done()
			return
		}
		answerWith(w, http.StatusOK, orderAnswer)
	}, nil, func(t *testing.T, b *bubble) {
		if _, err := b.Order(t.Context(), orderFID); err != nil {
			t.Fatal(err)
		}
		times := b.times()
		if len(times) != 3 || times[2] < time.Minute || times[2] > time.Minute+3*time.Second {
			t.Errorf("calls came at %v, want three, 30 s apart", times)
		}
	})
}

// flaky answers as a list says, a status each; 0 hangs up.
func flaky(statuses ...int) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		status := statuses[0]
		if len(statuses) > 1 {
			statuses = statuses[1:]
		}
		mu.Unlock()
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("X-Status", strconv.Itoa(status))
		if status == http.StatusOK {
			answerWith(w, status, orderAnswer)
			return
		}
		answerWith(w, status, apiSays)
	}
}

func TestReadingSurvivesBadWeather(t *testing.T) {
	t.Parallel()
	inBubble(t, flaky(0, 502, 429, 200), nil, func(t *testing.T, b *bubble) {
		if _, err := b.Order(t.Context(), orderFID); err != nil {
			t.Error(err)
		}
		if got := len(b.times()); got != 4 {
			t.Errorf("sent %d times, want 4", got)
		}
	})
}
