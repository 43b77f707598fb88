package follow

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/flexport"
	"docket/publish/sandbox"
)

func sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

func (w *world) webhook(secrets ...string) *Webhook {
	h := &Webhook{Book: w.book, Log: slog.New(slog.NewTextHandler(w.t.Output(), nil))}
	for _, s := range secrets {
		h.Secrets = append(h.Secrets, flexport.NewSecret(s))
	}
	return h
}

var slow = Pace{First: time.Hour, Most: time.Hour, Patience: 100 * time.Hour}

// TestWebhookCalls: which calls are taken, and what each is counted as. Only one of them touches the order's watch.
func TestWebhookCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t, slow)
	fid := w.submit("MAEU1234567", "r1", false)
	h := w.webhook("old", "new")
	event := func(id int, at time.Time, fid string) string {
		return fmt.Sprintf(`{"_object":"/event","id":%d,"created_at":%q,"type":"/customs_order#created","data":{"resource":{"fid":%q,"status":"CREATED"}}}`, id, at.Format(time.RFC3339), fid)
	}
	now := time.Now()
	good := event(1, now, fid)
	deep := `{"id":2,"data":` + strings.Repeat(`{"data":`, 20_000) + "1" + strings.Repeat("}", 20_001)
	before := w.open(fid).Due
	for _, test := range []struct {
		name, body, signature string
		want                  Call
		status                int
	}{
		{"no signature", good, "", Unsigned, 401},
		{"another secret", good, sign("other", []byte(good)), Unsigned, 401},
		{"no secret", good, sign("", []byte(good)), Unsigned, 401},
		{"upper case", good, strings.ToUpper(sign("new", []byte(good))), Unsigned, 401},
		{"only the digest", good, strings.TrimPrefix(sign("new", []byte(good)), "sha256="), Unsigned, 401},
		{"a byte more", good + " ", sign("new", []byte(good)), Unsigned, 401},
		{"large", good + strings.Repeat(" ", 1<<20), sign("new", []byte(good)), TooLarge, 413},
		{"no JSON", "hello", sign("new", []byte("hello")), Broken, 400},
		{"nested without end", deep, sign("new", []byte(deep)), Broken, 400},
		{"of something else", `{"id":4,"type":"/shipment_leg#departed","data":{}}`, sign("new", []byte(`{"id":4,"type":"/shipment_leg#departed","data":{}}`)), Ignored, 200},
		{"of another order", event(5, now, "flx::x"), sign("new", []byte(event(5, now, "flx::x"))), Ignored, 200},
		{"of last year", event(6, now.AddDate(-1, 0, 0), fid), sign("new", []byte(event(6, now.AddDate(-1, 0, 0), fid))), Stale, 200},
	} {
		request := httptest.NewRequest(http.MethodPost, "/webhooks/flexport", strings.NewReader(test.body))
		request.Header.Set("X-Hub-Signature-256", test.signature)
		answer, counted := httptest.NewRecorder(), h.Counts()[test.want]
		h.ServeHTTP(answer, request)
		if answer.Code != test.status || h.Counts()[test.want] != counted+1 {
			t.Errorf("%s: %d, counted %v; want %d and %s", test.name, answer.Code, h.Counts(), test.status, test.want)
		}
	}
	if due := w.open(fid).Due; !due.Equal(before) {
		t.Errorf("after bad calls the order is due %v, want %v as before", due, before)
	}
	for n, secret := range []string{"old", "new"} {
		body := []byte(event(10+n, now, fid))
		for repeat, want := range []Call{Heard, Ignored} {
			request := httptest.NewRequest(http.MethodPost, "/webhooks/flexport", bytes.NewReader(body))
			request.Header.Set("X-Hub-Signature-256", sign(secret, body))
			answer, counted := httptest.NewRecorder(), h.Counts()[want]
			if h.ServeHTTP(answer, request); answer.Code != 200 || h.Counts()[want] != counted+1 {
				t.Errorf("signed with the %s secret, time %d: %d, counted %v; want %s", secret, repeat+1, answer.Code, h.Counts(), want)
			}
		}
	}
	if seen := w.open(fid); seen.Due.After(time.Now()) || len(seen.Heard) != 2 {
		t.Errorf("after two good calls the watch is %+v", seen)
	}
	answer := httptest.NewRecorder()
	if h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/webhooks/flexport", nil)); answer.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", answer.Code)
	}
	if told := w.told(); told != 0 {
		t.Errorf("%d events were published by calls", told)
	}
}

// TestWebhookFromTheAPI: the API's own call, signed by it, brings the news that polling would bring an hour later; a
// call that was missed is made up for by polling.
func TestWebhookFromTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t, slow)
	h := w.webhook("secret")
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	const id = "a47606a1-5b39-4a81-9480-c2cb738ff675"
	must(t, w.api.SetWebhook(sandbox.Webhook{ID: id, URL: web.URL, Secret: "secret"}))
	w.webhookID = id
	fid := w.submit("MAEU1234567", "r1", false)
	w.follow("w1", nil)
	_, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created})
	must(t, err)
	w.api.Deliver(t.Context())
	if e := w.next(); e.Outcome != publish.Created || h.Counts()[Heard] != 1 {
		t.Errorf("%s, calls %v", e.Outcome, h.Counts())
	}
	if events := w.api.Events(); len(events) != 1 || events[0].Outcome != sandbox.Delivered {
		t.Errorf("the API's events %+v", events)
	}
}
