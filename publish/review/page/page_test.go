package page

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/embedded"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/publish/review"
	"docket/publish/sandbox"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"
)

var update = flag.Bool("update", false, "write the golden pages anew")

const token = "0123456789abcdef"

// A visit is a browser in front of a real desk with one case.
type visit struct {
	t      *testing.T
	url    string
	client *http.Client
	desk   *review.Desk
	ref    review.Ref
	api    *sandbox.Server
	site   *site
}

func newVisit(t *testing.T) *visit {
	t.Helper()
	server, err := embedded.Start(t.TempDir(), 0)
	must(t, err)
	t.Cleanup(server.Close)
	nc, err := bus.Connect(bus.Options{URL: server.URL()})
	must(t, err)
	t.Cleanup(nc.Close)
	b, err := bus.Open(t.Context(), nc)
	must(t, err)
	api, err := sandbox.New(sandbox.Options{})
	must(t, err)
	web := httptest.NewServer(api)
	t.Cleanup(web.Close)
	client, err := flexport.New(flexport.Config{BaseURL: web.URL, Token: flexport.NewSecret("sandbox")})
	must(t, err)
	t.Cleanup(client.Close)
	l, log := ledger.New(b.Ledger, time.Minute, nil), slog.New(slog.NewTextHandler(t.Output(), nil))
	v := &visit{t: t, api: api}
	v.desk = review.NewDesk(b, review.Config{Account: "acme", Ledger: l, Submitter: publish.NewSubmitter(client, l, "acme", "test"), Publisher: publish.NewPublisher(b.JS), Log: log})
	var order filing.CustomsOrder
	must(t, json.Unmarshal([]byte(`{"name":"<script>alert(1)</script>","incoterm":"FOB","freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"MAEU1234567"}},
		"request_metadata":{"source_document":{"type":"OCEAN_BILL_OF_LADING","external_ref":"s3://inbox/a.xlsx#MAEU1234567"}}}`), &order))
	cell := []sheet.Place{{Sheet: "S", Ref: sheet.Ref{Row: 2, Col: 3}}}
	v.ref, err = v.desk.Hold(t.Context(), review.Held{
		Filing: mapping.Filing{Kind: order.Kind(), Reference: order.Reference(), Confidence: 0.8, Request: &order, Cells: map[filing.Pointer][]sheet.Place{"/name": cell},
			Problems: []mapping.Problem{{Severity: mapping.Warning, Code: "ambiguous_name", Field: "/name", Cells: cell, Message: "It reads two ways.", Hint: "Say which.", Question: true}}},
		Nth: 1, Receipt: publish.Receipt{Outcome: publish.Held, Effect: ledger.Create}, Document: publish.DocumentInfo{ID: "v1", Bucket: "inbox", Key: "a.xlsx"},
		Source: ledger.Source{URL: "s3://inbox/a.xlsx", Document: "v1"}, Attempt: 1,
	})
	must(t, err)
	v.site = &site{desk: v.desk, token: token, log: log, now: time.Now, logins: rate.NewLimiter(rate.Inf, 1)}
	pages := httptest.NewServer(handler(v.site))
	t.Cleanup(pages.Close)
	jar, err := cookiejar.New(nil)
	must(t, err)
	v.url, v.client = pages.URL, &http.Client{Jar: jar}
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// do sends a request and returns the answer's status, header and body.
func (v *visit) do(method, path string, form url.Values, headers ...string) (int, http.Header, string) {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, v.url+path, strings.NewReader(form.Encode()))
	must(v.t, err)
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer, err := v.client.Do(request)
	must(v.t, err)
	body, err := io.ReadAll(answer.Body)
	must(v.t, errors.Join(err, answer.Body.Close()))
	return answer.StatusCode, answer.Header, string(body)
}

var mark = regexp.MustCompile(`name="csrf" value="([0-9a-f]+)"`)

// signIn signs in and returns the mark for forms.
func (v *visit) signIn() string {
	v.t.Helper()
	status, _, body := v.do("POST", "/review/login", url.Values{"token": {token}})
	found := mark.FindStringSubmatch(body)
	if status != 200 || found == nil {
		v.t.Fatalf("signing in: %d %s", status, body)
	}
	return found[1]
}

// golden compares a page with the one in testdata, what differs from run to run left out.
func (v *visit) golden(name, body string) {
	v.t.Helper()
	body = mark.ReplaceAllString(body, `name="csrf" value="CSRF"`)
	body = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d UTC`).ReplaceAllString(body, "TIME")
	file := filepath.Join("testdata", name+".html")
	if *update {
		must(v.t, os.WriteFile(file, []byte(body), 0o644))
	}
	want, err := os.ReadFile(file)
	must(v.t, err)
	if diff := cmp.Diff(string(want), body); diff != "" {
		v.t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// TestPages: what waits is listed and shown, what files say is text and never markup, and what is approved is filed.
func TestPages(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	_, _, login := v.do("GET", "/review/", nil)
	v.golden("login", login)
	csrf := v.signIn()
	_, _, list := v.do("GET", "/review/", nil)
	v.golden("list", list)
	_, _, shown := v.do("GET", "/review/case?name="+v.ref.String(), nil)
	v.golden("case", shown)
	if strings.Contains(shown, "<script") {
		t.Error("the page has a script")
	}
	if status, header, body := v.do("GET", "/review/request?name="+v.ref.String(), nil); status != 200 || !json.Valid([]byte(body)) || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the request: %d %s", status, body)
	}
	decision := url.Values{"csrf": {csrf}, "name": {v.ref.String()}, "by": {"Maria"}, "verb": {"approve"}}
	changed := url.Values{"csrf": {csrf}, "name": {v.ref.Key + "@000000000000"}, "by": {"Maria"}, "verb": {"approve"}}
	if status, _, body := v.do("POST", "/review/decide", changed); status != 409 || !strings.Contains(body, "no longer what was shown") {
		t.Errorf("what was not seen: %d %s", status, body)
	}
	if status, _, body := v.do("POST", "/review/decide", decision); status != 200 || !strings.Contains(body, "submitted") || len(v.api.Orders()) != 1 {
		t.Errorf("approved: %d %s", status, body)
	}
	if status, _, body := v.do("POST", "/review/decide", decision); status != 409 || !strings.Contains(body, "decided by Maria") {
		t.Errorf("approved again: %d %s", status, body)
	}
}

// TestWhoMayDecide: without the token, with a forged or old session, from another site or another session's form
// nothing is shown and nothing decided.
func TestWhoMayDecide(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	decision := func(csrf string) url.Values {
		return url.Values{"csrf": {csrf}, "name": {v.ref.String()}, "by": {"Maria"}, "verb": {"approve"}}
	}
	for _, path := range []string{"/review/", "/review/case?name=" + v.ref.String(), "/review/request?name=" + v.ref.String()} {
		if _, _, body := v.do("GET", path, nil); strings.Contains(body, "MAEU1234567") || !strings.Contains(body, "Sign in") {
			t.Errorf("%s shows without a token:\n%s", path, body)
		}
	}
	if status, _, _ := v.do("POST", "/review/login", url.Values{"token": {"wrong"}}); status != 401 {
		t.Errorf("a wrong token: %d", status)
	}
	stranger := v.client.Jar
	for name, cookie := range map[string]string{"none": "", "forged": "9999999999." + strings.Repeat("0", 64), "no number": "x." + v.site.sign("session", "x"), "old": "1." + v.site.sign("session", "1"), "for forms": "9999999999." + v.site.sign("form", "9999999999")} {
		if status, _, _ := v.do("POST", "/review/decide", decision(v.site.sign("form", cookie)), "Cookie", cookieName+"="+cookie); status != 401 {
			t.Errorf("a session that is %s: %d", name, status)
		}
	}
	v.client.Jar = stranger
	csrf := v.signIn()
	for _, test := range []struct {
		name, csrf string
		headers    []string
		status     int
	}{
		{"no mark", "", nil, 403},
		{"another session's mark", v.site.sign("form", "9999999999."+v.site.sign("session", "9999999999")), nil, 403},
		{"from another site", csrf, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"from another origin", csrf, []string{"Origin", "https://evil.example"}, 403},
	} {
		if status, _, _ := v.do("POST", "/review/decide", decision(test.csrf), test.headers...); status != test.status {
			t.Errorf("%s: %d, want %d", test.name, status, test.status)
		}
	}
	if status, _, _ := v.do("GET", "/review/decide?"+decision(csrf).Encode(), nil); status != 405 {
		t.Errorf("a decision by GET: %d", status)
	}
	if len(v.api.Requests()) != 0 {
		t.Error("something was filed")
	}
	if cases, err := v.desk.List(context.Background()); err != nil || len(cases) != 1 || cases[0].Decision != nil {
		t.Errorf("what waits: %+v, %v", cases, err)
	}
	v.do("POST", "/review/logout", url.Values{"csrf": {csrf}})
	if _, _, body := v.do("GET", "/review/", nil); !strings.Contains(body, "Sign in") {
		t.Error("signed out, and it shows what waits")
	}
}

// TestHeaders: every answer forbids what the pages do not need, and the cookie is for nobody else.
func TestHeaders(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	for _, path := range []string{"/review/login", "/review/style.css", "/review/none"} {
		_, header, _ := v.do("GET", path, nil)
		if header.Get("Content-Security-Policy") != policy || header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, header)
		}
	}
	answer := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodPost, "/review/login", strings.NewReader("token="+token))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Forwarded-Proto", "https")
	handler(v.site).ServeHTTP(answer, request)
	cookie := answer.Header().Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Secure", "Path=/review/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie %q lacks %s", cookie, want)
		}
	}
	if strings.Contains(cookie, token) {
		t.Error("the cookie has the token")
	}
	v.site.logins = rate.NewLimiter(0, 0)
	if status, _, _ := v.do("POST", "/review/login", url.Values{"token": {token}}); status != 429 {
		t.Errorf("too many tries: %d", status)
	}
}
