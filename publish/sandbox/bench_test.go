package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// sendISF sends an ISF to the handler itself, without a network.
func sendISF(s *Server, body string) (status int, code string) {
	r := httptest.NewRequest(http.MethodPost, isfPath, strings.NewReader(body))
	r.Header = http.Header{"Authorization": {"Bearer sandbox"}, "Flexport-Version": {"3"}, "Content-Type": {"application/json"}}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, text(decoded(w.Body.Bytes()), "code")
}

// BenchmarkUpsert is a whole call: request and answer checked, matched, kept. It must not grow with the orders held.
func BenchmarkUpsert(b *testing.B) {
	many := 10_000
	if testing.Short() {
		many = 100
	}
	for _, held := range []int{0, many} {
		b.Run(fmt.Sprintf("held=%d", held), func(b *testing.B) {
			s, err := New(Options{Now: stopped})
			if err != nil {
				b.Fatal(err)
			}
			example := orderExample(b)
			send := func(n int) {
				body := strings.NewReplacer("EXML7012345678", fmt.Sprintf("EXML%08d", n), "EXFW0001234", fmt.Sprintf("EXFW%08d", n), "#row-2", fmt.Sprint("#row-", n)).Replace(example)
				r := httptest.NewRequest(http.MethodPost, orderPath, strings.NewReader(body))
				r.Header = http.Header{"Authorization": {"Bearer sandbox"}, "Flexport-Version": {"3"}, "Content-Type": {"application/json"}}
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				if w.Code != http.StatusAccepted {
					b.Fatal(w.Body)
				}
			}
			for n := range held {
				send(n)
			}
			b.ReportAllocs()
			for n := held; b.Loop(); n++ {
				send(n)
			}
		})
	}
}
