// Package page is the desk as a web page: what waits, each filing with its fields and their cells, its problems and what
// approving would do, and the two decisions. It is plain HTML that works without scripts; it has none.
//
// Who knows the desk's token signs in once. The session is a cookie signed with the token, so that all workers with one
// token take it and none keeps state. Every request that changes something has to come from a page of the session's own.
package page

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/difference"
	"docket/publish/review"

	"golang.org/x/time/rate"
)

//go:embed page.html style.css
var files embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{"clock": clock, "text": func(v json.RawMessage) string { return string(v) }}).ParseFS(files, "page.html"))

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

// ShortestToken is how many characters a token has at least.
const ShortestToken = 16

// A site is the pages of a desk.
type site struct {
	desk   Desk
	token  string
	log    *slog.Logger
	now    func() time.Time
	logins *rate.Limiter
}

// New is the pages of a desk, to be served below /review/. Token is what people sign in with.
func New(desk Desk, token string, log *slog.Logger) http.Handler {
	return handler(&site{desk: desk, token: token, log: log, now: time.Now, logins: rate.NewLimiter(1, 5)})
}

func handler(s *site) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /review/style.css", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, files, "style.css") })
	mux.HandleFunc("GET /review/login", func(w http.ResponseWriter, _ *http.Request) {
		s.show(w, http.StatusOK, "login", map[string]string{"Wrong": ""})
	})
	mux.HandleFunc("POST /review/login", s.login)
	mux.HandleFunc("POST /review/logout", s.inside(s.logout))
	mux.HandleFunc("GET /review/{$}", s.inside(s.list))
	mux.HandleFunc("GET /review/case", s.inside(s.look))
	mux.HandleFunc("GET /review/request", s.inside(s.download))
	mux.HandleFunc("POST /review/decide", s.inside(s.decide))
	return guarded(http.NewCrossOriginProtection().Handler(mux))
}

// policy lets a page have nothing but its style, and nobody else show it.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

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

const (
	cookieName = "docket-review"
	sessionFor = 12 * time.Hour
)

// sign is a text that only who knows the token can make.
func (s *site) sign(purpose, text string) string {
	mac := hmac.New(sha256.New, []byte(s.token))
	fmt.Fprintf(mac, "%s\x00%s", purpose, text)
	return hex.EncodeToString(mac.Sum(nil))
}

func (s *site) login(w http.ResponseWriter, r *http.Request) {
	if !s.logins.Allow() {
		s.show(w, http.StatusTooManyRequests, "login", map[string]string{"Wrong": "Too many tries; wait a moment."})
		return
	}
	given, wanted := sha256.Sum256([]byte(r.PostFormValue("token"))), sha256.Sum256([]byte(s.token))
	if subtle.ConstantTimeCompare(given[:], wanted[:]) != 1 {
		s.log.Warn("somebody tried to sign in to the review page with a wrong token")
		s.show(w, http.StatusUnauthorized, "login", map[string]string{"Wrong": "That is not the token."})
		return
	}
	until := strconv.FormatInt(s.now().Add(sessionFor).Unix(), 10)
	s.setCookie(w, r, until+"."+s.sign("session", until), int(sessionFor/time.Second))
	http.Redirect(w, r, "/review/", http.StatusSeeOther)
}

func (s *site) setCookie(w http.ResponseWriter, r *http.Request, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/review/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
}

func (s *site) logout(w http.ResponseWriter, r *http.Request, _ string) {
	s.setCookie(w, r, "", -1)
	http.Redirect(w, r, "/review/login", http.StatusSeeOther)
}

// inside lets only people who have signed in through, and changes only from the session's own pages. What it wraps is
// given the session's mark for forms.
func (s *site) inside(next func(w http.ResponseWriter, r *http.Request, csrf string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(cookieName)
		if err != nil || !s.valid(cookie.Value) {
			if r.Method == http.MethodPost {
				s.show(w, http.StatusUnauthorized, "login", map[string]string{"Wrong": "Sign in first; nothing was done."})
				return
			}
			http.Redirect(w, r, "/review/login", http.StatusSeeOther)
			return
		}
		csrf := s.sign("form", cookie.Value)
		if r.Method == http.MethodPost && subtle.ConstantTimeCompare([]byte(r.PostFormValue("csrf")), []byte(csrf)) != 1 {
			http.Error(w, "This form is not from this session; nothing was done. Go back to /review/ and try again.", http.StatusForbidden)
			return
		}
		next(w, r, csrf)
	}
}

func (s *site) valid(session string) bool {
	until, signature, _ := strings.Cut(session, ".")
	end, err := strconv.ParseInt(until, 10, 64)
	return err == nil && subtle.ConstantTimeCompare([]byte(signature), []byte(s.sign("session", until))) == 1 && s.now().Unix() < end
}

func (s *site) show(w http.ResponseWriter, status int, page string, values any) {
	var text bytes.Buffer
	if err := pages.ExecuteTemplate(&text, page, values); err != nil {
		s.log.Error("a review page could not be written", "page", page, "error", err)
		http.Error(w, "The page could not be written; the log says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes())
}

func (s *site) list(w http.ResponseWriter, r *http.Request, csrf string) {
	s.showList(w, r, http.StatusOK, csrf, "")
}

func (s *site) showList(w http.ResponseWriter, r *http.Request, status int, csrf, told string) {
	cases, err := s.desk.List(r.Context())
	if err != nil {
		s.unreachable(w, err)
		return
	}
	var lines []review.Line
	for _, c := range cases {
		lines = append(lines, review.LineOf(c))
	}
	s.show(w, status, "list", map[string]any{"CSRF": csrf, "Lines": lines, "Told": told})
}

func (s *site) unreachable(w http.ResponseWriter, err error) {
	s.log.Warn("the review page has trouble", "error", err)
	http.Error(w, "What waits could not be read; try again in a moment.", http.StatusServiceUnavailable)
}

// A row is a field of a request.
type row struct {
	Field    filing.Pointer
	Value    string
	Cells    []sheet.Place
	Doubtful bool // a problem is about it
}

func (s *site) look(w http.ResponseWriter, r *http.Request, csrf string) {
	s.showCase(w, r, http.StatusOK, csrf, r.FormValue("name"), "")
}

// showCase shows a case, or what waits if it is not there any more.
func (s *site) showCase(w http.ResponseWriter, r *http.Request, status int, csrf, name, told string) {
	v, err := s.view(r.Context(), name)
	var gone *review.Gone
	var misnamed *review.Misnamed
	switch {
	case errors.As(err, &gone), errors.As(err, &misnamed):
		s.showList(w, r, max(status, http.StatusNotFound), csrf, strings.TrimSpace(told+" "+mapping.Sentence(err.Error())))
		return
	case err != nil:
		s.unreachable(w, err)
		return
	}
	fields, err := difference.Between(json.RawMessage(`{}`), v.Request)
	if err != nil {
		s.unreachable(w, err)
		return
	}
	var rows []row
	for _, f := range fields {
		doubtful := slices.ContainsFunc(v.Problems, func(p mapping.Problem) bool { return p.Field != "" && p.Field == f.Field })
		rows = append(rows, row{Field: f.Field, Value: string(f.New), Cells: v.Cells[f.Field], Doubtful: doubtful})
	}
	s.show(w, status, "case", map[string]any{"CSRF": csrf, "View": v, "Fields": rows, "Would": would(v), "Told": told})
}

func (s *site) view(ctx context.Context, name string) (review.View, error) {
	c, err := s.desk.Find(ctx, name)
	if err != nil {
		return review.View{}, err
	}
	return review.ViewOf(c)
}

// would is what approving does, as far as that can be told.
func would(v review.View) string {
	switch {
	case v.Code == review.CodeISFNotFiled:
		return "wait for its ISF to be filed"
	case v.Code != "" && !publish.Approvable(v.Code):
		return "not send it as it is; see the problems"
	case v.Over != "":
		return fmt.Sprintf("%s what was filed before, in %d fields", v.Effect, len(v.Changes)+v.More)
	default:
		return string(v.Effect) + " it"
	}
}

func (s *site) download(w http.ResponseWriter, r *http.Request, _ string) {
	v, err := s.view(r.Context(), r.FormValue("name"))
	if err != nil {
		http.Error(w, mapping.Sentence(err.Error()), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="`+url.PathEscape(string(v.Kind)+"-"+v.Reference)+`.json"`)
	_, _ = w.Write(v.Request)
}

func (s *site) decide(w http.ResponseWriter, r *http.Request, csrf string) {
	ref, err := review.ParseRef(r.PostFormValue("name"))
	verb, by := review.Verb(r.PostFormValue("verb")), strings.TrimSpace(r.PostFormValue("by"))
	switch {
	case err != nil, verb != review.Approve && verb != review.Reject:
		http.Error(w, "The form names no filing or no decision; nothing was done.", http.StatusBadRequest)
		return
	case by == "":
		s.showCase(w, r, http.StatusBadRequest, csrf, ref.String(), "Say who decides; nothing was done.")
		return
	}
	ruling, err := s.desk.Decide(r.Context(), ref, verb, by, r.PostFormValue("note"))
	switch {
	case err != nil:
		s.showCase(w, r, http.StatusConflict, csrf, ref.Key, mapping.Sentence(err.Error()))
	case ruling.Outcome == publish.Held:
		s.showCase(w, r, http.StatusConflict, csrf, ref.Key, "It was not filed: "+ruling.Message+" Look at it again.")
	case ruling.Pending:
		s.showList(w, r, http.StatusAccepted, csrf, ruling.Message+" "+ruling.Hint)
	default:
		s.showList(w, r, http.StatusOK, csrf, strings.Join(strings.Fields(fmt.Sprintf("%s: %s %s %s", ref.Key, ruling.Outcome, ruling.APIID, ruling.Message)), " "))
	}
}
