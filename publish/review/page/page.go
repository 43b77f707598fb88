// Package page is the desk as a web page: what waits for a person, and what has become of documents lately, as it comes;
// one document or filing, the sheet as its sender drew it beside the request that was read from it; and what a person
// can do: approve, reject, have a file tried again, fetch its marked copy.
//
// It is plain HTML, written here, and works without scripts. A small script adds comfort: news without loading the page
// again, and both ends of a field lit when the pointer or the keyboard is on one.
//
// Who knows the desk's token signs in once. The session is a cookie signed with the token, so that all workers with one
// token take it and none keeps state. Every request that changes something has to come from a page of the session's own.
// Numbers that identify a person are masked, in requests and in cells.
package page

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"docket/mapping"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/annotate"
	"docket/publish/ledger"
	"docket/publish/recent"
	"docket/publish/review"

	"golang.org/x/time/rate"
)

//go:embed *.html style.css script.js
var files embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"clock": clock, "text": func(v json.RawMessage) string { return string(v) },
}).ParseFS(files, "*.html"))

func clock(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2006-01-02 15:04 UTC")
}

// A Desk is where filings wait. *review.Desk is one.
type Desk interface {
	List(ctx context.Context) ([]review.Case, error)
	Find(ctx context.Context, name string) (review.Case, error)
	Decide(ctx context.Context, ref review.Ref, verb review.Verb, by, note string) (review.Ruling, error)
}

// Papers are the files that documents came as. *ingest.Papers are.
type Papers interface {
	// File is the version of a file that a document is of.
	File(ctx context.Context, d publish.DocumentInfo) ([]byte, error)
	// Read is what that file means.
	Read(ctx context.Context, d publish.DocumentInfo, body []byte) (mapping.Document, error)
	// Marked is the marked copy of a document and its name.
	Marked(ctx context.Context, d recent.Document) (annotate.Copy, string, error)
	// Retry has a document worked on again; seen is the last result that whoever wants it had seen.
	Retry(ctx context.Context, d publish.DocumentInfo, seen uint64) (fresh bool, err error)
}

// ShortestToken is how many characters a token has at least.
const ShortestToken = 16

// Config is what the pages show.
type Config struct {
	Desk   Desk
	Recent *recent.Window
	Ledger *ledger.Ledger
	Papers Papers
	Limits sheet.Limits // of files that are drawn
	Token  string       // that people sign in with
	Log    *slog.Logger
}

// A site is the pages of a desk.
type site struct {
	Config
	now    func() time.Time
	logins *rate.Limiter
	files  chan struct{} // one for each file that is read at a time
	news   time.Duration // how long is waited for some
}

// New is the pages of a desk, to be served below /review/.
func New(c Config) http.Handler { return newSite(c).handler() }

func newSite(c Config) *site {
	return &site{Config: c, now: time.Now, logins: rate.NewLimiter(1, 5), files: make(chan struct{}, 2), news: 20 * time.Second}
}

func (s *site) handler() http.Handler {
	mux := http.NewServeMux()
	for _, name := range []string{"style.css", "script.js"} {
		mux.HandleFunc("GET /review/"+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, files, name) })
	}
	mux.HandleFunc("GET /review/login", func(w http.ResponseWriter, _ *http.Request) {
		s.show(w, http.StatusOK, "login", map[string]string{"Wrong": ""})
	})
	mux.HandleFunc("POST /review/login", s.login)
	mux.HandleFunc("POST /review/logout", s.inside(s.logout))
	mux.HandleFunc("GET /review/{$}", s.inside(s.list))
	mux.HandleFunc("GET /review/news", s.inside(s.whatIsNew))
	mux.HandleFunc("GET /review/case", s.inside(s.look))
	mux.HandleFunc("GET /review/request", s.inside(s.download))
	mux.HandleFunc("POST /review/decide", s.inside(s.decide))
	mux.HandleFunc("GET /review/document", s.inside(s.document))
	mux.HandleFunc("GET /review/copy", s.inside(s.copied))
	mux.HandleFunc("POST /review/retry", s.inside(s.retry))
	return guarded(http.NewCrossOriginProtection().Handler(mux))
}

// policy lets a page have nothing but its own style and script, and nobody else show it.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			w.Header().Set(name, value)
		}
		r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
		next.ServeHTTP(w, r)
	})
}

func (s *site) show(w http.ResponseWriter, status int, page string, values any) {
	var text bytes.Buffer
	if err := pages.ExecuteTemplate(&text, page, values); err != nil {
		s.Log.Error("a review page could not be written", "page", page, "error", err)
		http.Error(w, "The page could not be written; the log says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes())
}

// trouble is the page that says that something could not be had.
func (s *site) trouble(w http.ResponseWriter, status int, csrf, told string) {
	s.show(w, status, "trouble", map[string]string{"CSRF": csrf, "Told": told})
}

func (s *site) unreachable(w http.ResponseWriter, csrf string, err error) {
	s.Log.Warn("the review page has trouble", "error", err)
	s.trouble(w, http.StatusServiceUnavailable, csrf, "What is asked for could not be read; try again in a moment.")
}
