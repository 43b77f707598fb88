package page

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/annotate"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/publish/recent"
	"docket/publish/review"
	"docket/publish/sandbox"
	"docket/testdata/golden"
	"docket/testdata/samples"
	"docket/validate"

	"golang.org/x/time/rate"
)

const token = "0123456789abcdef"

// A visit is a browser in front of a real desk: a filing waits there, and two documents were told of.
type visit struct {
	t      *testing.T
	url    string
	client *http.Client
	desk   *review.Desk
	ref    review.Ref
	api    *sandbox.Server
	bus    *bus.Bus
	papers *papers
	site   *site
}

// papers are files in memory.
type papers struct {
	bodies  map[string][]byte // by key
	retried []string
}

func (p *papers) File(_ context.Context, d publish.DocumentInfo) ([]byte, error) {
	if body := p.bodies[d.Key]; body != nil {
		return body, nil
	}
	return nil, errors.New("fetch s3://inbox/" + d.Key + ": there is no such object")
}

func (*papers) Read(context.Context, publish.DocumentInfo, []byte) (mapping.Document, error) {
	return mistaken()
}

// mistaken is a sample with mistakes in it, as it reads.
var mistaken = sync.OnceValues(func() (mapping.Document, error) {
	body, err := samples.Files.ReadFile(withMistakes)
	if err != nil {
		return mapping.Document{}, err
	}
	document, err := mapping.Convert(withMistakes, body, sheet.DefaultLimits, mapping.Options{HoldBelow: 0.6, Now: at})
	if err != nil {
		return mapping.Document{}, err
	}
	checker, err := validate.New(validate.Config{})
	if err == nil {
		checker.Check(&document, at)
	}
	return document, err
})

const withMistakes = "07-isf-five-mistakes.xlsx"

func (p *papers) Marked(ctx context.Context, d recent.Document) (annotate.Copy, string, error) {
	body, err := p.File(ctx, d.Info)
	if err != nil {
		return annotate.Copy{}, "", err
	}
	copied, err := annotate.Annotate(body, annotate.Report{Origin: mark.Origin{Document: d.Info.ID}, File: d.Info.Key, At: at}, sheet.DefaultLimits)
	return copied, path.Base(copied.Name(d.Info.Key)), err
}

func (p *papers) Retry(_ context.Context, d publish.DocumentInfo, seen uint64) (bool, error) {
	id := fmt.Sprintf("%s %d", d.ID, seen)
	fresh := !slices.Contains(p.retried, id)
	p.retried = append(p.retried, id)
	return fresh, nil
}

// at is when everything happens.
var at = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

func newVisit(t *testing.T) *visit {
	t.Helper()
	b := bustest.Open(t)
	api, err := sandbox.New(sandbox.Options{})
	must(t, err)
	web := httptest.NewServer(api)
	t.Cleanup(web.Close)
	client, err := flexport.New(flexport.Config{BaseURL: web.URL, Token: flexport.NewSecret("sandbox")})
	must(t, err)
	t.Cleanup(client.Close)
	l, log := ledger.New(b.Ledger, time.Minute, nil), slog.New(slog.NewTextHandler(t.Output(), nil))
	v := &visit{t: t, api: api, bus: b, papers: &papers{bodies: map[string][]byte{}}}
	v.desk = review.NewDesk(b, review.Config{Account: "acme", Ledger: l, Submitter: publish.NewSubmitter(client, l, "acme", "test"), Publisher: publish.NewPublisher(b.JS), Log: log})
	window := recent.NewWindow(b.JS, log)
	running, stop := context.WithCancel(t.Context())
	var reading sync.WaitGroup
	reading.Go(func() { must(t, window.Run(running)) })
	t.Cleanup(func() { stop(); reading.Wait() })
	v.site = newSite(Config{Desk: v.desk, Recent: window, Ledger: l, Papers: v.papers, Token: token, Log: log})
	v.site.logins = rate.NewLimiter(rate.Inf, 1)
	v.hold()
	v.tell("bad/isf.xlsx")
	odd := publish.DocumentInfo{ID: "of odd/report.pdf", Bucket: "inbox", Key: "odd/report.pdf", Type: mapping.Unknown}
	v.publish(publish.Event{Kind: publish.Document, Outcome: publish.Unsupported, Result: publish.Result{Document: odd, Message: "This is a PDF.", Hint: "Send the workbook."}})
	pages := httptest.NewServer(v.site.handler())
	t.Cleanup(pages.Close)
	jar, err := cookiejar.New(nil)
	must(t, err)
	v.url, v.client = pages.URL, &http.Client{Jar: jar}
	return v
}

// hold puts an order on the desk whose file has a name that means mischief, and a passport number.
func (v *visit) hold() {
	v.t.Helper()
	v.papers.bodies["a.xlsx"] = []byte("Bill,MAEU1234567\nName,\"<script>alert(1)</script>\"\nContact,passport L8903421\n")
	var order filing.CustomsOrder
	must(v.t, json.Unmarshal([]byte(`{"name":"<script>alert(1)</script>","incoterm":"FOB","freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"MAEU1234567"}},
		"request_metadata":{"source_document":{"type":"OCEAN_BILL_OF_LADING","external_ref":"s3://inbox/a.xlsx#MAEU1234567"}}}`), &order))
	cell := []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(2, 2)}}
	cells := map[filing.Pointer][]sheet.Place{"/name": cell, "/freight_details/bill_numbers/master_bill_of_lading_number": {{Sheet: "Sheet", Ref: sheet.At(2, 1)}}}
	var err error
	v.ref, err = v.desk.Hold(v.t.Context(), review.Held{
		Filing: mapping.Filing{Kind: order.Kind(), Reference: order.Reference(), Confidence: 0.8, Request: &order, Cells: cells,
			Problems: []mapping.Problem{{Severity: mapping.Warning, Code: "ambiguous_name", Field: "/name", Cells: cell, Message: "It reads two ways.", Hint: "Say which.", Question: true}}},
		Nth: 1, Receipt: publish.Receipt{Outcome: publish.Held, Effect: ledger.Create}, Document: publish.DocumentInfo{ID: "v1", Bucket: "inbox", Key: "a.xlsx"},
		Source: ledger.Source{URL: "s3://inbox/a.xlsx", Document: "v1"}, Attempt: 1,
	})
	must(v.t, err)
	info := &publish.FilingInfo{Kind: order.Kind(), Reference: order.Reference(), Review: v.ref.String(), Cells: cells}
	v.publish(publish.Event{Kind: publish.Order, Outcome: publish.Held, Result: publish.Result{Document: publish.DocumentInfo{ID: "v1", Bucket: "inbox", Key: "a.xlsx"}, Filing: info}})
	v.publish(publish.Event{Kind: publish.Document, Outcome: publish.Partial, Result: publish.Result{Document: publish.DocumentInfo{ID: "v1", Bucket: "inbox", Key: "a.xlsx"}}})
}

// tell has the results of the sample with mistakes told.
func (v *visit) tell(key string) {
	v.t.Helper()
	body, err := samples.Files.ReadFile(withMistakes)
	must(v.t, err)
	v.papers.bodies[key] = body
	document, err := mistaken()
	must(v.t, err)
	info := publish.DocumentInfo{ID: "of " + key, Bucket: "inbox", Key: key, Type: document.Type}
	for _, f := range document.Filings {
		told := &publish.FilingInfo{Kind: f.Kind, Reference: f.Reference, Cells: f.Cells}
		v.publish(publish.Event{Kind: publish.Kind(f.Kind), Outcome: publish.Invalid, Result: publish.Result{Document: info, Filing: told, Problems: f.Problems}})
	}
	v.publish(publish.Event{Kind: publish.Document, Outcome: publish.Partial, Result: publish.Result{Document: info}})
}

// publish puts a result on the bus and waits until the pages know it.
func (v *visit) publish(e publish.Event) {
	v.t.Helper()
	before := v.site.Recent.Last()
	e.ID, e.Time, e.Subject = fmt.Sprint(before+1), at, e.Result.Document.Key
	must(v.t, publish.NewPublisher(v.bus.JS).Results(v.t.Context(), e))
	if !v.site.Recent.After(v.t.Context(), before) {
		v.t.Fatal("the pages do not hear of a result")
	}
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

var formMark = regexp.MustCompile(`name="csrf" value="([0-9a-f]+)"`)

// signIn signs in and returns the mark for forms.
func (v *visit) signIn() string {
	v.t.Helper()
	status, _, body := v.do("POST", "/review/login", url.Values{"token": {token}})
	found := formMark.FindStringSubmatch(body)
	if status != 200 || found == nil {
		v.t.Fatalf("signing in: %d %s", status, body)
	}
	return found[1]
}

// golden compares a page with the one in testdata, what differs from run to run left out.
func (v *visit) golden(name, body string) {
	v.t.Helper()
	body = formMark.ReplaceAllString(body, `name="csrf" value="CSRF"`)
	body = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d UTC`).ReplaceAllString(body, "TIME")
	golden.Compare(v.t, filepath.Join("testdata", name+".html"), body)
}

// TestPages: what waits is listed and shown beside its sheet, what files say is text and never markup, and what is
// approved is filed.
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
	if strings.Contains(shown, "<script>") || strings.Contains(shown, "L8903421") {
		t.Error("the page has a script of the file's, or a passport number")
	}
	if status, header, body := v.do("GET", "/review/request?name="+v.ref.String(), nil); status != 200 || !json.Valid([]byte(body)) || header.Get("Content-Disposition") != "attachment; filename=order-MAEU1234567.json" {
		t.Errorf("the request: %d %s %s", status, header.Get("Content-Disposition"), body)
	}
	known := v.site.Recent.Last()
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
	if !v.site.Recent.After(t.Context(), known) {
		t.Error("nothing is told of the decision")
	}
	if _, _, body := v.do("GET", "/review/document?id=v1", nil); !strings.Contains(body, `<h2 id="requested">The request</h2>`) || !strings.Contains(body, "MAEU1234567") || !strings.Contains(body, ">submitted<") || !strings.Contains(body, "<p>Approved by Maria</p>") {
		t.Errorf("what was filed is not shown:\n%s", body)
	}
}

// TestDocument: a document is shown with its sheet, each field's number on its cell and its line, each problem's on its
// cells; of a file that cannot be had the page says why, and shows all the rest.
func TestDocument(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	csrf := v.signIn()
	_, _, plain := v.do("GET", "/review/document?id=v1", nil)
	v.golden("document", plain)
	place := "/review/document?id=" + url.QueryEscape("of bad/isf.xlsx")
	_, _, body := v.do("GET", place, nil)
	ids := map[string]int{}
	for _, found := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		if ids[found[1]]++; ids[found[1]] > 1 {
			t.Errorf("the id %s stands twice", found[1])
		}
	}
	links := regexp.MustCompile(` href="#([^"]+)"`).FindAllStringSubmatch(body, -1)
	for _, found := range links {
		if ids[found[1]] == 0 {
			t.Errorf("a link leads to %s, which is not there", found[1])
		}
	}
	if len(links) < 50 {
		t.Errorf("there are %d links between fields, cells and problems", len(links))
	}
	for _, want := range []string{"C12</a>", "check digit", "What is read in it now"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	delete(v.papers.bodies, "bad/isf.xlsx")
	if status, _, body := v.do("GET", place+"&filing=77", nil); status != 200 || !strings.Contains(body, "there is no such object") || !strings.Contains(body, "check digit") {
		t.Errorf("without its file: %d %s", status, body)
	}
	if status, _, body := v.do("GET", "/review/copy?id="+url.QueryEscape("of bad/isf.xlsx"), nil); status != 404 || !strings.Contains(body, "There is no marked copy") {
		t.Errorf("a copy of nothing: %d %s", status, body)
	}
	if status, _, body := v.do("GET", "/review/document?id="+url.QueryEscape("of odd/report.pdf"), nil); status != 200 || !strings.Contains(body, "This is a PDF.") {
		t.Errorf("a file with no filings: %d %s", status, body)
	}
	for _, path := range []string{"/review/document?id=none", "/review/copy?id=none"} {
		if status, _, _ := v.do("GET", path, nil); status != 404 {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, _, _ := v.do("POST", "/review/retry", url.Values{"csrf": {csrf}, "id": {"none"}, "seen": {"1"}}); status != 404 {
		t.Errorf("a retry of nothing: %d", status)
	}
}

// TestRetryAndCopy: a document is tried again once for a page that was loaded, however often its button is pressed; its
// marked copy comes as a file.
func TestRetryAndCopy(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	csrf := v.signIn()
	form := url.Values{"csrf": {csrf}, "id": {"of bad/isf.xlsx"}, "seen": {"5"}}
	if status, _, body := v.do("POST", "/review/retry", form); status != 202 || !strings.Contains(body, "is worked on again") {
		t.Errorf("%d %s", status, body)
	}
	if status, _, body := v.do("POST", "/review/retry", form); status != 200 || !strings.Contains(body, "was sent again already") {
		t.Errorf("again: %d %s", status, body)
	}
	if want := []string{"of bad/isf.xlsx 5", "of bad/isf.xlsx 5"}; !slices.Equal(v.papers.retried, want) {
		t.Errorf("retried %q", v.papers.retried)
	}
	form.Set("seen", "x")
	if status, _, _ := v.do("POST", "/review/retry", form); status != 400 {
		t.Errorf("not said what was seen: %d", status)
	}
	status, header, body := v.do("GET", "/review/copy?id="+url.QueryEscape("of bad/isf.xlsx"), nil)
	if _, err := sheet.Read([]byte(body), sheet.DefaultLimits); status != 200 || err != nil || header.Get("Content-Disposition") != "attachment; filename=isf.marked.xlsx" || !strings.Contains(header.Get("Content-Type"), "spreadsheetml") {
		t.Errorf("the copy: %d %v %v", status, header, err)
	}
}

// TestNews: who asks what is new is told as soon as there is something, and that there is nothing after a while.
func TestNews(t *testing.T) {
	t.Parallel()
	v := newVisit(t)
	v.signIn()
	known := fmt.Sprint(v.site.Recent.Last())
	v.site.news = time.Millisecond
	if status, _, _ := v.do("GET", "/review/news?after="+known, nil); status != 204 {
		t.Errorf("nothing new: %d", status)
	}
	v.site.news = time.Minute
	if status, _, _ := v.do("GET", "/review/news?after=x", nil); status != 400 {
		t.Errorf("after nothing: %d", status)
	}
	answered := make(chan string)
	go func() {
		_, _, body := v.do("GET", "/review/news?after="+known, nil)
		answered <- body
	}()
	v.publish(publish.Event{Kind: publish.Document, Outcome: publish.Dead, Result: publish.Result{Document: publish.DocumentInfo{ID: "new", Bucket: "inbox", Key: "late.xlsx"}}})
	if body := <-answered; !strings.Contains(body, "late.xlsx") || !strings.Contains(body, `id="live" data-last="`+fmt.Sprint(v.site.Recent.Last())) {
		t.Errorf("the news are\n%s", body)
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
	for _, path := range []string{"/review/", "/review/news?after=0", "/review/case?name=" + v.ref.String(), "/review/request?name=" + v.ref.String(), "/review/document?id=v1", "/review/copy?id=v1"} {
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
	if status, _, _ := v.do("POST", "/review/retry", url.Values{"id": {"v1"}, "seen": {"1"}}); status != 403 || len(v.papers.retried) > 0 {
		t.Errorf("a retry without a mark: %d", status)
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
	for _, path := range []string{"/review/login", "/review/style.css", "/review/script.js", "/review/none"} {
		_, header, _ := v.do("GET", path, nil)
		if header.Get("Content-Security-Policy") != policy || header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, header)
		}
	}
	answer := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodPost, "/review/login", strings.NewReader("token="+token))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Forwarded-Proto", "https")
	v.site.handler().ServeHTTP(answer, request)
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
