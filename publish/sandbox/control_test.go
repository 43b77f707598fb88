package sandbox

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// steer is a control called from this machine, without a token.
func (a *api) steer(method, path, body string) reply {
	a.t.Helper()
	return a.call(method, controlPrefix+path, []byte(body), "Authorization", "", "Flexport-Version", "")
}

func TestControls(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t)
	a := start(t, Options{})
	made := a.post(orderPath, orderExample(t))
	fid := strings.ReplaceAll(text(member(made.body, "data"), "fid"), ":", "%3A")
	entry, err := a.Enter(Entry{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		method, path, body string
		want               string // status, and the code of an error
		holds              string // part of the answer
	}{
		{"GET", "orders", "", "200", `"status":"REQUESTED"`},
		{"GET", "isfs", "", "200", `[]`},
		{"GET", "entries", "", "200", entry.ID},
		{"GET", "requests", "", "200", `"operation":"upsertCustomsOrder"`},
		{"GET", "events", "", "200", `[]`},
		{"GET", "defects", "", "200", `[]`},

		{"POST", "clock", `{"advance":"1h30m","speed":2}`, "200", `{"now":"2024-01-15T13:30:00Z","speed":2}`},
		{"GET", "clock", "", "200", `{"now":"2024-01-15T13:30:00Z","speed":2}`},
		{"POST", "clock", `{"advance":"-1h"}`, "400 invalid_request", "the clock runs forward only"},
		{"POST", "clock", `{"advance":"soon"}`, "400 invalid_request", "invalid duration"},
		{"POST", "clock", `{"speed":-1}`, "400 invalid_request", "has to be more than 0"},
		{"POST", "clock", `{"back":"1h"}`, "400 invalid_request", "unknown field"},

		{"POST", "orders/" + fid, `{"problems":[{"code":"late","message":"Late."}]}`, "200", `"code":"late"`},
		{"POST", "orders/" + fid, `{"status":"CANCELLED"}`, "200", `"status":"CANCELLED"`},
		{"POST", "orders/" + fid, `{"status":"CREATED"}`, "400 invalid_request", "it has been cancelled"},
		{"POST", "orders/" + fid, `{"problems":[{"message":"?"}]}`, "400 invalid_request", "a problem needs a code"},
		{"POST", "orders/nope", `{}`, "404 not_found", "it does not exist"},
		{"PUT", "verdicts/EXML-1", `{"status":"CANCELLED"}`, "200", `"status":"CANCELLED"`},
		{"PUT", "verdicts/EXML-1", `{"status":"LOST"}`, "400 invalid_request", "want CREATED or CANCELLED"},

		{"POST", "entries", `{"shipment_id":23458,"entry_number":"98E9898","release_status":"pending"}`, "200", `"entry_number":"98E9898"`},
		{"POST", "entries", `{"release_status":"released"}`, "400 invalid_request", "no release status"},
		{"POST", "entries/" + entry.ID, `{"release_status":"cleared"}`, "200", `"release_date":"2024-01-15"`},
		{"POST", "entries/nope", `{"release_status":"cleared"}`, "404 not_found", "it does not exist"},

		{"POST", "faults", `{"operation":"upsertIsf","next":2,"status":503,"retry_after":"3s","latency":"250ms"}`, "200", `"latency":"250ms"`},
		{"GET", "faults", "", "200", `[{"operation":"upsertIsf","next":2,"rate":0,"after":false,"status":503,"drop":false,"cut":false,"latency":"250ms","retry_after":"3s"}]`},
		{"POST", "faults", `{"next":1}`, "400 invalid_request", "fault: does nothing"},
		{"POST", "faults", `{"next":1,"status":500,"when":"now"}`, "400 invalid_request", "unknown field"},
		{"POST", "faults", `{"next":1,"latency":5}`, "400 invalid_request", "latency"},
		{"DELETE", "faults", "", "200", `[]`},

		{"PUT", "webhooks/" + hookID, `{"url":"` + e.url + `","secret":"hush"}`, "200", `[{"id":"` + hookID + `","url":"` + e.url + `"}]`},
		{"GET", "webhooks", "", "200", `[{"id":"` + hookID + `","url":"` + e.url + `"}]`},
		{"PUT", "webhooks/1", `{"url":"http://localhost","secret":"x"}`, "400 invalid_request", "want a UUID"},
		{"PUT", "webhooks/" + hookID, `{"url":"file:///etc","secret":"x"}`, "400 invalid_request", "has to begin with http://"},
		{"PUT", "webhooks/" + hookID, `{"url":"http://localhost"}`, "400 invalid_request", "the secret is missing"},

		{"GET", "openapi.yaml", "", "200", "openapi: 3.1.0"},
		{"GET", "nope", "", "404 not_found", "the sandbox has no control GET /_sandbox/nope"},
		{"DELETE", "orders", "", "404 not_found", "the sandbox has no control DELETE"},
		{"POST", "clock", "", "400 invalid_request", "EOF"},
	} {
		got := a.steer(test.method, test.path, test.body)
		if got.outcome() != test.want || !strings.Contains(got.text, test.holds) {
			t.Errorf("%s %s %s:\ngot  %d %s\nwant %s ... %s", test.method, test.path, test.body, got.status, got.text, test.want, test.holds)
		}
	}
	if got := len(a.Requests()); got != 1 {
		t.Errorf("the journal has %d requests, want the API's only", got)
	}
}

// TestAVerdictByControlCounts sets one before the order is there.
func TestAVerdictByControlCounts(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.steer("PUT", "verdicts/EXFW-00012345", `{"status":"CANCELLED","problems":[{"code":"no","message":"No."}]}`)
	a.post(orderPath, orderExample(t))
	a.Advance(time.Minute)
	if got := a.Orders()[0]; got.Status != Cancelled || len(got.Problems) != 1 {
		t.Errorf("got %+v", got)
	}
}

// TestWhoMaySteer: this machine, or the token. A web page from elsewhere may not, under whatever name it calls.
func TestWhoMaySteer(t *testing.T) {
	t.Parallel()
	s, err := New(Options{Token: "t0ken"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, from, host, token, origin string
		want                            int
	}{
		{"this machine", "127.0.0.1:5000", "localhost:8080", "", "", 200},
		{"this machine, IPv6", "[::1]:5000", "[::1]:8080", "", "", 200},
		{"this machine, IPv4 in IPv6", "[::ffff:127.0.0.1]:5000", "127.0.0.1", "", "", 200},
		{"another machine", "192.0.2.1:5000", "192.0.2.2:8080", "", "", 401},
		{"another machine with the token", "192.0.2.1:5000", "192.0.2.2:8080", "t0ken", "", 200},
		{"another machine with another token", "192.0.2.1:5000", "192.0.2.2:8080", "sandbox", "", 401},
		{"another machine that says localhost", "192.0.2.1:5000", "localhost:8080", "", "", 401},
		{"this machine under a foreign name", "127.0.0.1:5000", "evil.example:8080", "", "", 401},
		{"a foreign page in a browser here", "127.0.0.1:5000", "localhost:8080", "", "https://evil.example", 403},
		{"no address", "", "localhost", "", "", 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(http.MethodPost, controlPrefix+"clock", strings.NewReader(`{}`))
			r.RemoteAddr, r.Host = test.from, test.host
			if test.token != "" {
				r.Header.Set("Authorization", "Bearer "+test.token)
			}
			if test.origin != "" {
				r.Header.Set("Origin", test.origin)
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != test.want {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, test.want)
			}
		})
	}
}

// TestSpeed: at speed 60 a second outside is a minute inside.
func TestSpeed(t *testing.T) {
	t.Parallel()
	outside := noon
	s, err := New(Options{Now: func() time.Time { return outside }, Speed: 60})
	if err != nil {
		t.Fatal(err)
	}
	outside = outside.Add(time.Second)
	if got := s.Now().Sub(noon); got != time.Minute {
		t.Errorf("after a second %v have passed, want 1m", got)
	}
	if err := s.SetSpeed(2); err != nil {
		t.Fatal(err)
	}
	outside = outside.Add(time.Second)
	if got := s.Now().Sub(noon); got != time.Minute+2*time.Second {
		t.Errorf("after a second at speed 2 %v have passed, want 1m2s", got)
	}
	outside = outside.Add(-time.Hour)
	if got := s.Now().Sub(noon); got < time.Minute {
		t.Errorf("the clock has gone back with the world's, to %v", got)
	}
	if err := cmp.Or(s.SetSpeed(0), s.SetSpeed(-1)); err == nil {
		t.Error("a clock that stands still or runs back was taken")
	}
}
