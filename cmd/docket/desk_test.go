package main

import (
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"docket/cmd/docket/process"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/testdata/samples"
)

// A reader is somebody with an HTTP client in front of a worker's review desk.
type reader struct {
	t      *testing.T
	url    string
	client *http.Client
	form   url.Values // what each form of the session has
}

// readerOf signs in to the desk of a worker.
func readerOf(t *testing.T, worker *process.Process, token string) *reader {
	t.Helper()
	worker.Await("review_page=true")
	jar, err := cookiejar.New(nil)
	must(t, err)
	r := &reader{t: t, url: found(t, worker.Said(), `msg=listening url=(\S+)`), client: &http.Client{Jar: jar}}
	if _, page := r.get("/review/"); !strings.Contains(page, "Sign in") {
		t.Errorf("the desk is open to everybody:\n%s", page)
	}
	_, page := r.post("/review/login", url.Values{"token": {token}})
	r.form = url.Values{"csrf": {found(t, page, `name="csrf" value="([0-9a-f]+)"`)}}
	return r
}

// found is what a pattern's group matches in a page, or in what docket says.
func found(t *testing.T, page, pattern string) string {
	t.Helper()
	groups := regexp.MustCompile(pattern).FindStringSubmatch(page)
	if groups == nil {
		t.Fatalf("%s is not in\n%s", pattern, page)
	}
	return strings.ReplaceAll(groups[1], "&amp;", "&")
}

func (r *reader) get(path string) (status int, body string) {
	r.t.Helper()
	return r.read(r.client.Get(r.url + path))
}

func (r *reader) post(path string, form url.Values) (status int, body string) {
	r.t.Helper()
	maps.Copy(form, r.form)
	return r.read(r.client.PostForm(r.url+path, form))
}

func (r *reader) read(answer *http.Response, err error) (int, string) {
	r.t.Helper()
	must(r.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(r.t, err)
	return answer.StatusCode, string(text)
}

// TestDesk: at the review desk of a worker a person sees what became of files, each beside its sheet from the bucket,
// fetches the marked copy of one, has another filed that was held, and tries it again, which files nothing twice.
func TestDesk(t *testing.T) {
	t.Parallel()
	const token = "0123456789abcdef"
	s := newScene(t)
	worker := s.worker("DOCKET_HTTP_LISTEN=127.0.0.1:0", "DOCKET_REVIEW_TOKEN="+token, "DOCKET_COPIES=false")
	r := readerOf(t, worker, token)
	for _, step := range []samples.Step{{File: "07-isf-five-mistakes.xlsx", Key: "bad.xlsx"}, {File: "14-isf-ambiguous-dates.xlsx", Key: "held.xlsx"}} {
		s.put(step)
	}
	s.await(2)
	_, desk := r.get("/review/")
	for !strings.Contains(desk, "bad.xlsx</a>") || !strings.Contains(desk, "held.xlsx</a>") { // the page may be a moment behind the bus
		if status, news := r.get("/review/news?after=" + found(t, desk, `data-last="(\d+)"`)); status != http.StatusOK {
			t.Fatalf("the news: %d %s", status, news)
		}
		_, desk = r.get("/review/")
	}
	if _, page := r.get(found(t, desk, `href="(/review/document[^"]+)">bad\.xlsx`)); !strings.Contains(page, `<td>Container no.</td>`) || !strings.Contains(page, `id="s1C12" class="k`) || !strings.Contains(page, "✗") {
		t.Errorf("the document is not shown beside its sheet:\n%s", page)
	}
	_, copied := r.get(strings.Replace(found(t, desk, `href="(/review/document[^"]+)">bad\.xlsx`), "document", "copy", 1))
	book, err := sheet.Read([]byte(copied), sheet.DefaultLimits)
	must(t, err)
	if removed, _ := mark.Remove(book); removed.Origin.Source != "s3://inbox/bad.xlsx" || len(removed.Comments) == 0 {
		t.Errorf("the marked copy is of %+v", removed.Origin)
	}
	_, page := r.get(found(t, desk, `href="(/review/case[^"]+)"`))
	name := found(t, page, `name="name" value="([^"]+)"`)
	if status, page := r.post("/review/decide", url.Values{"name": {name}, "by": {"Maria"}, "verb": {"approve"}}); status != http.StatusOK || !strings.Contains(page, "submitted") {
		t.Errorf("approved: %d %s", status, page)
	}
	_, page = r.get(found(t, desk, `href="(/review/document[^"]+)">held\.xlsx`))
	again := url.Values{"id": {found(t, page, `name="id" value="([^"]+)"`)}, "seen": {found(t, page, `name="seen" value="(\d+)"`)}}
	if status, page := r.post("/review/retry", again); status != http.StatusAccepted {
		t.Errorf("tried again: %d %s", status, page)
	}
	s.await(1)
	if last := s.events[len(s.events)-1]; last.Result.Filings[0].Outcome != publish.Unchanged || len(s.api.ISFs()) != 1 {
		t.Errorf("tried again it ends %s: %+v", last.Outcome, last.Result.Filings)
	}
	worker.Stop()
}
