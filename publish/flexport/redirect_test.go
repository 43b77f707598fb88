package flexport

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestRedirects(t *testing.T) {
	t.Parallel()
	var away counter
	elsewhere := httptest.NewServer(away.count(reply(http.StatusOK, orderAnswer)))
	t.Cleanup(elsewhere.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		var here counter
		client := serve(t, here.count(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "moved"):
				answerWith(w, http.StatusOK, orderAnswer)
			case strings.Contains(r.URL.Path, "orders/flx"):
				http.Redirect(w, r, "/moved", status)
			case strings.Contains(r.URL.Path, "round"):
				http.Redirect(w, r, r.URL.Path, status)
			default:
				http.Redirect(w, r, elsewhere.URL+r.URL.Path, status)
			}
		}), nil)
		if _, err := client.Order(t.Context(), orderFID); err != nil {
			t.Errorf("%d on the same host: %v", status, err)
		}
		for _, id := range []string{"away", "round"} {
			_, err := client.Entry(t.Context(), id)
			e := wantKind(t, err, Unavailable)
			if !strings.Contains(e.Error(), "redirect") || !strings.Contains(e.Hint, "URL") {
				t.Errorf("%d %s: got %v, hint %q", status, id, err, e.Hint)
			}
		}
		before := here.total()
		if _, err := client.UpsertISF(t.Context(), exampleISF(t)); err == nil {
			t.Errorf("%d: a redirected filing counts as done", status)
		}
		if got := here.total() - before; got != 1 {
			t.Errorf("%d: the filing was sent %d times, want once", status, got)
		}
	}
	if away.total() != 0 {
		t.Errorf("another host was called: %v", away.calls)
	}
}
