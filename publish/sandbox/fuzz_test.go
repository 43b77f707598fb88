package sandbox

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/mapping/filing/contract"
)

// FuzzRequests sends anything anywhere: the sandbox never crashes, its answers never break the contract (that would be
// a defect), and what it takes it can show.
func FuzzRequests(f *testing.F) {
	isf, order := isfExample(f), orderExample(f)
	for _, body := range []string{isf, order, `{}`, `[]`, `null`, `"`, `{"a":{"a":[1e400]}}`, strings.ReplaceAll(order, "EXML7012345678", "EXML-7012 345678"), strings.Replace(order, `"request_metadata"`, `"metadata"`, 1)} {
		f.Add(http.MethodPost, orderPath, "", "localhost:8080", "3", body)
		f.Add(http.MethodPost, isfPath, "", "[::1]:80", "2023-07-01", body)
		f.Add(http.MethodPost, tokenPath, "", "", "", body)
	}
	f.Add(http.MethodGet, "/customs_entries", "page=2&per=1&direction=asc&f.shipment.id=3000000", "a b", "3", "")
	f.Add(http.MethodGet, "/customs_orders/flx%3A%3Acustoms%3Apre-order%3Aa65f2d6e-3b1b-44fd-86b5-a9b7d83a7327", "", "[", "3", "")
	f.Add(http.MethodDelete, "/customs_entries/%00", ";", "\x00", "\n", "x")
	f.Fuzz(func(t *testing.T, method, path, query, host, version, body string) {
		u, err := url.ParseRequestURI(path)
		if err != nil || strings.HasPrefix(u.Path, controlPrefix) || u.Path == "/" || !slices.Contains([]string{"GET", "POST", "PUT", "DELETE", "HEAD"}, method) {
			return
		}
		u.RawQuery = query
		s, err := New(Options{Now: stopped})
		if err != nil {
			t.Fatal(err)
		}
		media := "application/json"
		if strings.HasPrefix(body, "grant_type=") {
			media = "application/x-www-form-urlencoded"
		}
		send := func() *httptest.ResponseRecorder {
			r := httptest.NewRequest(method, "http://x/", strings.NewReader(body))
			r.URL, r.Host = u, host
			r.Header = http.Header{"Authorization": {"Bearer sandbox"}, "Flexport-Version": {version}, "Content-Type": {media}}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w
		}
		first := send()
		s.Advance(time.Hour)
		second := send()
		for _, w := range []*httptest.ResponseRecorder{first, second} {
			if w.Code >= 300 {
				schema, err := contract.Component("Error")
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.CheckJSON(w.Body.Bytes()); err != nil {
					t.Errorf("%d %s: %v", w.Code, w.Body, err)
				}
			}
		}
		if first.Code < 300 && method == http.MethodPost && second.Code >= 300 {
			t.Errorf("taken once, and then %d %s", second.Code, second.Body)
		}
		if n := len(s.Orders()) + len(s.ISFs()); n > 1 {
			t.Errorf("the same request twice has made %d", n)
		}
		for _, defect := range s.Defects() {
			t.Errorf("defect: %+v", defect)
		}
		if w := httptest.NewRecorder(); true {
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
			if w.Code != http.StatusOK {
				t.Errorf("the page: %d", w.Code)
			}
		}
	})
}
