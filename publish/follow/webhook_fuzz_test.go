package follow

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"docket/publish/bus/bustest"
	"docket/publish/flexport"
)

// FuzzWebhook holds for any bytes that somebody sends: no panic, one count for each call, and nothing is taken without the
// right signature.
func FuzzWebhook(f *testing.F) {
	const secret = "secret"
	event := `{"_object":"/event","id":7,"created_at":"` + time.Now().Format(time.RFC3339) + `","type":"/customs_order#created","data":{"resource":{"fid":"flx::customs:pre-order:1"}}}`
	for _, body := range []string{
		event, "", "null", "[]", `{"id":"7"}`, `{"id":9223372036854775808}`, `{"data":{"resource":{"fid":7}}}`, `{"data":{"resource":{"fid":"a.*.>"}}}`, `{"created_at":"yesterday"}`,
		strings.Repeat(`{"data":`, 5000) + "1" + strings.Repeat("}", 5000), strings.Repeat("[", 20_000), `{"data":{"resource":{"fid":"` + strings.Repeat("x", 1000) + `"}}}`, "\xff\xfe{", event + event,
	} {
		f.Add([]byte(body), sign(secret, []byte(body)), true)
		f.Add([]byte(body), "sha256=00", false)
	}
	book := NewBook(bustest.Open(f).Follow, slow) // in which no order is followed
	f.Fuzz(func(t *testing.T, body []byte, signature string, signed bool) {
		if signed {
			signature = sign(secret, body)
		}
		h := &Webhook{Book: book, Secrets: []flexport.Secret{flexport.NewSecret(secret)}, Log: slog.New(slog.DiscardHandler)}
		request := httptest.NewRequest(http.MethodPost, "/webhooks/flexport", bytes.NewReader(body))
		request.Header.Set("X-Hub-Signature-256", signature)
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, request)
		counts := h.Counts()
		if len(counts) != 1 {
			t.Fatalf("one call is counted as %v", counts)
		}
		for call := range counts {
			if good := signature == sign(secret, body); call != TooLarge && (call == Unsigned) == good {
				t.Errorf("%s, signed well: %t", call, good)
			}
			if call == Heard || call == Failed || answer.Code != statuses[call] {
				t.Errorf("%s is answered with %d", call, answer.Code)
			}
		}
	})
}
