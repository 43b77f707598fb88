package flexport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const apiSays = `{"_object":"/api/error","status":400,"code":"some_code","message":"Some words."}`

// TestStatuses is the table of the package comment.
func TestStatuses(t *testing.T) {
	t.Parallel()
	const proxy = "<html><body>nginx</body></html>"
	for _, test := range []struct {
		status     int
		retryAfter string
		body       string
		get, post  Kind
		getTries   int
		postTries  int
	}{
		{200, "", `{}`, Unavailable, UnknownOutcome, 3, 1},
		{200, "", ``, Unavailable, UnknownOutcome, 3, 1},
		{200, "", `{"data":{"id":`, Unavailable, UnknownOutcome, 3, 1},
		{200, "", proxy, Unavailable, UnknownOutcome, 3, 1},
		{200, "", `null`, Unavailable, UnknownOutcome, 3, 1},
		{204, "", ``, Unavailable, UnknownOutcome, 3, 1},
		{301, "", ``, Unavailable, UnknownOutcome, 1, 1},
		{303, "", ``, Unavailable, UnknownOutcome, 1, 1},
		{307, "", ``, Unavailable, Unavailable, 1, 1},
		{308, "", ``, Unavailable, Unavailable, 1, 1},
		{400, "", apiSays, BadRequest, BadRequest, 1, 1},
		{400, "", proxy, BadRequest, BadRequest, 1, 1},
		{401, "", apiSays, Auth, Auth, 1, 1},
		{403, "", proxy, Auth, Auth, 1, 1},
		{404, "", apiSays, NotFound, NotFound, 1, 1},
		{404, "", proxy, Unavailable, Unavailable, 1, 1},
		{404, "", `{"message":"no Route matched"}`, Unavailable, Unavailable, 1, 1},
		{410, "", apiSays, NotFound, NotFound, 1, 1},
		{408, "", proxy, Unavailable, UnknownOutcome, 3, 1},
		{409, "", apiSays, Conflict, Conflict, 1, 1},
		{413, "", proxy, BadRequest, BadRequest, 1, 1},
		{422, "", apiSays, BadRequest, BadRequest, 1, 1},
		{429, "", apiSays, Limited, Limited, 3, 3},
		{429, "0", apiSays, Limited, Limited, 3, 3},
		{500, "", apiSays, Unavailable, UnknownOutcome, 3, 1},
		{500, "0", apiSays, Unavailable, UnknownOutcome, 3, 1},
		{502, "", proxy, Unavailable, UnknownOutcome, 3, 1},
		{503, "", proxy, Unavailable, UnknownOutcome, 3, 1},
		{503, "0", proxy, Unavailable, Unavailable, 3, 3},
		{504, "", proxy, Unavailable, UnknownOutcome, 3, 1},
		{599, "", ``, Unavailable, UnknownOutcome, 3, 1},
	} {
		t.Run(fmt.Sprint(test.status, " ", test.retryAfter, " ", test.body), func(t *testing.T) {
			t.Parallel()
			var reached counter
			client := serve(t, reached.count(func(w http.ResponseWriter, _ *http.Request) {
				if test.retryAfter != "" {
					w.Header().Set("Retry-After", test.retryAfter)
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			}), func(config *Config) { config.MaxAttempts, config.TripAfter = 3, 100 })
			_, err := client.Order(t.Context(), orderFID)
			e := wantKind(t, err, test.get)
			if reached.total() != test.getTries {
				t.Errorf("GET was sent %d times, want %d", reached.total(), test.getTries)
			}
			if e.Status != test.status {
				t.Errorf("status %d, want %d", e.Status, test.status)
			}
			before := reached.total()
			_, err = client.UpsertOrder(t.Context(), exampleOrder(t))
			wantKind(t, err, test.post)
			if sent := reached.total() - before; sent != test.postTries {
				t.Errorf("POST was sent %d times, want %d", sent, test.postTries)
			}
		})
	}
}

// TestRefusalsThatBreakOff: a refusal without its reason is no answer. What it was for is asked again, and what is never
// told is not taken for a no.
func TestRefusalsThatBreakOff(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]Kind{400: BadRequest, 409: Conflict, 422: BadRequest} {
		for _, test := range []struct {
			broken int // answers that break off
			want   Kind
			tries  int
		}{{1, want, 2}, {9, Unavailable, 3}} {
			var reached counter
			client := serve(t, reached.count(func(w http.ResponseWriter, _ *http.Request) {
				if reached.total() > test.broken {
					w.WriteHeader(status)
					_, _ = io.WriteString(w, apiSays)
					return
				}
				conn := hijack(t, w)
				fmt.Fprintf(conn, "HTTP/1.1 %d No\r\nContent-Length: 500\r\n\r\n%s", status, apiSays)
				conn.Close()
			}), func(config *Config) { config.MaxAttempts = 3 })
			_, err := client.UpsertOrder(t.Context(), exampleOrder(t))
			wantKind(t, err, test.want)
			if reached.total() != test.tries {
				t.Errorf("%d: sent %d times, want %d", status, reached.total(), test.tries)
			}
		}
	}
}

// hijack takes the connection of a call over.
func hijack(t *testing.T, w http.ResponseWriter) net.Conn {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		t.Error(err)
	}
	return conn
}

func TestLostConnections(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		handle func(*testing.T, http.ResponseWriter, *http.Request)
	}{
		{"before the body is read", func(t *testing.T, w http.ResponseWriter, _ *http.Request) { hijack(t, w).Close() }},
		{"after the body is read", func(t *testing.T, w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			hijack(t, w).Close()
		}},
		{"reset", func(t *testing.T, w http.ResponseWriter, _ *http.Request) {
			conn := hijack(t, w)
			_ = conn.(*net.TCPConn).SetLinger(0)
			conn.Close()
		}},
		{"in the status line", func(t *testing.T, w http.ResponseWriter, _ *http.Request) {
			conn := hijack(t, w)
			_, _ = io.WriteString(conn, "HTTP/1.1 20")
			conn.Close()
		}},
		{"in the answer", func(t *testing.T, w http.ResponseWriter, _ *http.Request) {
			conn := hijack(t, w)
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"+isfAnswer)
			conn.Close()
		}},
		{"no HTTP", func(t *testing.T, w http.ResponseWriter, _ *http.Request) {
			conn := hijack(t, w)
			_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.9\r\n")
			conn.Close()
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var reached counter
			client := serve(t, reached.count(func(w http.ResponseWriter, r *http.Request) { test.handle(t, w, r) }), func(config *Config) { config.MaxAttempts = 2 })
			_, err := client.UpsertISF(t.Context(), exampleISF(t))
			wantKind(t, err, UnknownOutcome)
			if reached.total() != 1 {
				t.Errorf("the filing was sent %d times, want once", reached.total())
			}
			_, err = client.Order(t.Context(), orderFID)
			wantKind(t, err, Unavailable)
			if got := reached.total() - 1; got < 2 {
				t.Errorf("the look-up was sent %d times, want at least twice", got)
			}
		})
	}
}

// TestAFilingOnAKeptConnection wants a filing not to be sent again by net/http itself, when the connection that it
// kept from an earlier call is lost under it.
func TestAFilingOnAKeptConnection(t *testing.T) {
	t.Parallel()
	var reached counter
	client := serve(t, reached.count(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if r.Method == http.MethodPost {
			hijack(t, w).Close()
			return
		}
		answerWith(w, http.StatusOK, orderAnswer)
	}), nil)
	if _, err := client.Order(t.Context(), orderFID); err != nil {
		t.Fatal(err)
	}
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, UnknownOutcome)
	if reached.total() != 2 {
		t.Errorf("got calls %v, want the filing once", reached.calls)
	}
}

func TestFilingsThatNeverLeftAreTriedAgain(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		// dial fails the first times, then connects.
		fail func(context.Context) error
	}{
		{"refused", func(context.Context) error { return &net.OpError{Op: "dial", Err: errors.New("connection refused")} }},
		{"no such host", func(context.Context) error { return &net.DNSError{Err: "no such host", Name: "api.invalid"} }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var reached counter
			dials := 0
			client := serve(t, reached.count(reply(http.StatusOK, isfAnswer)), func(config *Config) {
				transport := newTransport()
				dial := transport.DialContext
				transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
					if dials++; dials < 3 {
						return nil, test.fail(ctx)
					}
					return dial(ctx, network, address)
				}
				t.Cleanup(transport.CloseIdleConnections)
				config.HTTPClient = &http.Client{Transport: transport}
			})
			if id, err := client.UpsertISF(t.Context(), exampleISF(t)); err != nil || id == "" {
				t.Errorf("got %s, %v", id, err)
			}
			if reached.total() != 1 || dials != 3 {
				t.Errorf("sent %d times in %d connections, want once in the third", reached.total(), dials)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	client := connect(t, server.URL, nil)
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	e := wantKind(t, err, Unavailable)
	if e.Status != 0 || !strings.Contains(err.Error(), "file the ISF: the API could not be reached: dial tcp 127.0.0.1:") {
		t.Errorf("got %v", err)
	}
}

func TestCertificateThatNobodyTrusts(t *testing.T) {
	t.Parallel()
	var reached counter
	server := httptest.NewUnstartedServer(reached.count(reply(http.StatusOK, isfAnswer)))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it says that the client hangs up
	server.StartTLS()
	t.Cleanup(server.Close)
	client := connect(t, server.URL, nil)
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, Unavailable)
	if reached.total() != 0 || !strings.Contains(err.Error(), "the API's certificate is not to be trusted") {
		t.Errorf("got %v after %d calls", err, reached.total())
	}
}

func TestNoTLSOnTheOtherSide(t *testing.T) {
	t.Parallel()
	var reached counter
	server := httptest.NewUnstartedServer(reached.count(reply(http.StatusOK, isfAnswer)))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it says that it cannot read the handshake
	server.Start()
	t.Cleanup(server.Close)
	client := connect(t, "https"+strings.TrimPrefix(server.URL, "http"), nil)
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	if wantKind(t, err, Unavailable); reached.total() != 0 {
		t.Errorf("got %v after %d calls", err, reached.total())
	}
}

func TestHTTP2(t *testing.T) {
	t.Parallel()
	var reached counter
	server := httptest.NewUnstartedServer(reached.count(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("got HTTP/%d, want 2", r.ProtoMajor)
		}
		if r.Method == http.MethodPost {
			panic(http.ErrAbortHandler) // resets the stream
		}
		answerWith(w, http.StatusOK, orderAnswer)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	client := connect(t, server.URL, func(config *Config) {
		transport := newTransport()
		transport.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
		t.Cleanup(transport.CloseIdleConnections)
		config.HTTPClient = &http.Client{Transport: transport}
	})
	if _, err := client.Order(t.Context(), orderFID); err != nil {
		t.Fatal(err)
	}
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, UnknownOutcome)
	if reached.total() != 2 {
		t.Errorf("got calls %v, want the filing once", reached.calls)
	}
}

// A mute transport does not tell of connections, as one in a test or a proxy's library might not.
type mute struct{ err error }

func (m mute) RoundTrip(*http.Request) (*http.Response, error) { return nil, m.err }

func TestATransportThatTellsNothingMayHaveSent(t *testing.T) {
	t.Parallel()
	client := connect(t, "http://127.0.0.1:1", func(config *Config) {
		config.HTTPClient = &http.Client{Transport: mute{errors.New("it broke")}}
	})
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, UnknownOutcome)
}

func TestCallsThatAreCutShort(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name        string
		begin       bool // the answer, before it hangs
		slow        bool // the attempt ends, not the call
		get, post   Kind
		cancelCause error
	}{
		{name: "no answer", get: Interrupted, post: UnknownOutcome, cancelCause: context.Canceled},
		{name: "half an answer", begin: true, get: Interrupted, post: UnknownOutcome, cancelCause: context.Canceled},
		{name: "no answer in time", slow: true, get: Unavailable, post: UnknownOutcome, cancelCause: errSlow},
		{name: "half an answer in time", begin: true, slow: true, get: Unavailable, post: UnknownOutcome, cancelCause: errSlow},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			arrived := make(chan struct{}, 10)
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				if test.begin {
					w.Header().Set("Content-Length", "500")
					_, _ = io.WriteString(w, isfAnswer)
					w.(http.Flusher).Flush()
				}
				arrived <- struct{}{}
				<-r.Context().Done()
			}, func(config *Config) {
				config.MaxAttempts = 1
				if test.slow {
					config.AttemptTimeout = 50 * time.Millisecond
				}
			})
			for kind, call := range map[Kind]func(context.Context) error{
				test.get:  func(ctx context.Context) error { _, err := client.Order(ctx, orderFID); return err },
				test.post: func(ctx context.Context) error { _, err := client.UpsertISF(ctx, exampleISF(t)); return err },
			} {
				ctx, cancel := context.WithCancel(t.Context())
				if !test.slow {
					go func() {
						<-arrived
						cancel()
					}()
				}
				err := call(ctx)
				wantKind(t, err, kind)
				if !errors.Is(err, test.cancelCause) {
					t.Errorf("got %v, want it to be %v", err, test.cancelCause)
				}
				cancel()
			}
			if client.State() != Up {
				t.Errorf("the API is %s, want up", client.State())
			}
		})
	}
}

func TestEndlessAnswers(t *testing.T) {
	t.Parallel()
	var sent atomic.Int64
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		chunk := []byte(strings.Repeat(" ", 1<<16))
		for range 100 << 20 / len(chunk) {
			if _, err := w.Write(chunk); err != nil {
				return
			}
			sent.Add(int64(len(chunk)))
		}
	}, func(config *Config) { config.MaxAttempts = 1 })
	_, err := client.UpsertISF(t.Context(), exampleISF(t))
	wantKind(t, err, UnknownOutcome)
	if want := "file the ISF: it was sent, and the answer cannot be read (200): the answer is longer than 4 MiB"; err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	_, err = client.Order(t.Context(), orderFID)
	wantKind(t, err, Unavailable)
	if got := sent.Load(); got > 2*50<<20 {
		t.Errorf("%d MiB were taken in for two answers, want a few", got>>20)
	}
}

func TestAnswersThatDepartFromTheContract(t *testing.T) {
	t.Parallel()
	odd := serve(t, reply(http.StatusOK, `{"version":"two","data":{"id":"1","fid":"`+orderFID+`","shipment_id":"FLEX-1","created_at":7}}`), nil)
	if id, err := odd.UpsertISF(t.Context(), exampleISF(t)); err != nil || id != "1" {
		t.Errorf("got %s, %v", id, err)
	}
	if order, err := odd.UpsertOrder(t.Context(), exampleOrder(t)); err != nil || order.FID != orderFID {
		t.Errorf("got %+v, %v", order, err)
	}
	other := serve(t, reply(http.StatusOK, orderAnswer), nil)
	_, err := other.Order(t.Context(), "flx::customs:pre-order:00000000-0000-0000-0000-000000000000")
	if e := wantKind(t, err, Unavailable); !errors.Is(e, errOther) {
		t.Errorf("got %v, want %v", err, errOther)
	}
}

// FuzzAnswer wants no answer to make judging it panic, or a filing to count as done without an id.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{isfAnswer, orderAnswer, apiSays, `{"code":7}`, `[]`, `null`, "<html>", "\xff", ""} {
		f.Add(200, "", seed)
		f.Add(404, "5", seed)
		f.Add(503, "Fri, 31 Dec 1999 23:59:59 GMT", seed)
	}
	f.Fuzz(func(t *testing.T, status int, wait, body string) {
		var id string
		call := &call{method: http.MethodPost, keys: []string{"entities"}, read: func(body []byte) error {
			id = string(body)
			return has(id)
		}}
		got := &answer{status: status, header: http.Header{"Retry-After": {wait}}, body: []byte(body)}
		err := judge(call, got)
		if (err == nil) != (status >= 200 && status < 300 && id != "") {
			t.Errorf("got %v and id %q", err, id)
		}
		if err != nil && err.again && err.Kind == UnknownOutcome {
			t.Errorf("%v would be tried again", err)
		}
	})
}
