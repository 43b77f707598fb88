package follow

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"sync"
	"time"

	"docket/publish/flexport"
)

// A Webhook takes the API's webhook calls: it has the order that a call tells of looked at at once. What a call carries
// is not used for anything else, so that a forged or repeated one can do no harm but that.
type Webhook struct {
	Book    *Book
	Secrets []flexport.Secret // any of them may have signed; two while one is replaced by the other
	Log     *slog.Logger

	mu     sync.Mutex
	counts map[Call]int
}

// A Call is what became of a webhook call.
type Call string

// What may become of a call.
const (
	Heard    Call = "heard"    // an order is looked at because of it
	Ignored  Call = "ignored"  // of an order that is not followed, or heard before, or of something else
	Stale    Call = "stale"    // older than the API would send it again
	Unsigned Call = "unsigned" // without a signature, or with a wrong one
	Broken   Call = "broken"   // signed, and no event that can be read
	TooLarge Call = "too_large"
	Failed   Call = "failed" // the bus is in trouble; the API sends it again
)

const (
	maxEvent   = 1 << 20            // bytes of a call; an event with a large order has some 10 KiB
	maxAge     = 7 * 24 * time.Hour // of an event
	hearWithin = 5 * time.Second
)

// statuses are what calls are answered with. Anything but 200 has the API send the event again.
var statuses = map[Call]int{
	Heard: http.StatusOK, Ignored: http.StatusOK, Stale: http.StatusOK, Unsigned: http.StatusUnauthorized, Broken: http.StatusBadRequest,
	TooLarge: http.StatusRequestEntityTooLarge, Failed: http.StatusServiceUnavailable,
}

// ServeHTTP answers a call.
func (h *Webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
		return
	}
	call := h.take(w, r)
	h.mu.Lock()
	if h.counts == nil {
		h.counts = map[Call]int{}
	}
	h.counts[call]++
	h.mu.Unlock()
	if status := statuses[call]; status != http.StatusOK {
		h.Log.Warn("a webhook call was not taken", "why", call, "status", status)
		http.Error(w, string(call), status)
		return
	}
	h.Log.Debug("webhook call", "became", call)
}

// Counts are how many calls became what.
func (h *Webhook) Counts() map[Call]int {
	h.mu.Lock()
	defer h.mu.Unlock()
	counts := map[Call]int{}
	maps.Copy(counts, h.counts)
	return counts
}

func (h *Webhook) take(w http.ResponseWriter, r *http.Request) Call {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxEvent))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return TooLarge
	case err != nil:
		return Broken
	case !h.signed(body, r.Header.Get("X-Hub-Signature-256")):
		return Unsigned
	}
	return h.hear(r.Context(), body)
}

// signed checks the signature over the bytes as they came, in a time that tells nothing of the right one.
func (h *Webhook) signed(body []byte, signature string) bool {
	good := false
	for _, secret := range h.Secrets {
		mac := hmac.New(sha256.New, []byte(secret.Reveal()))
		mac.Write(body)
		want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
		if hmac.Equal([]byte(want), []byte(signature)) && !secret.IsZero() {
			good = true
		}
	}
	return good
}

// hear reads as little of an event as it can: which it is, and which order it tells of. The names of its type and of
// what else it holds are not certain.
func (h *Webhook) hear(ctx context.Context, body []byte) Call {
	var event struct {
		ID        int64     `json:"id"`
		CreatedAt time.Time `json:"created_at"`
		Data      struct {
			Resource struct {
				FID string `json:"fid"`
			} `json:"resource"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &event) != nil {
		return Broken
	}
	switch fid := event.Data.Resource.FID; {
	case fid == "":
		return Ignored
	case h.Book.now().Sub(event.CreatedAt) > maxAge:
		return Stale
	default:
		ctx, cancel := context.WithTimeout(ctx, hearWithin)
		defer cancel()
		heard, err := h.Book.Hear(ctx, fid, event.ID)
		switch {
		case err != nil:
			h.Log.Warn("could not note a webhook event", "event", event.ID, "error", err)
			return Failed
		case heard:
			return Heard
		}
		return Ignored
	}
}
