package sandbox

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"docket/mapping/filing/contract"
)

// A Webhook is an endpoint of the client, as set up in the Flexport App under Settings, Webhooks.
type Webhook struct {
	ID     string // what request_metadata.webhook_id says, a UUID
	URL    string
	Secret string // key of the signatures
}

func (w Webhook) validate() error {
	u, err := url.Parse(w.URL)
	switch {
	case uuid.Validate(w.ID) != nil:
		return fmt.Errorf("webhook: the id is %q, want a UUID", w.ID)
	case err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https"):
		return fmt.Errorf("webhook %s: the URL has to begin with http:// or https://", w.ID)
	case w.Secret == "":
		return fmt.Errorf("webhook %s: the secret is missing", w.ID)
	}
	return nil
}

// An Outcome is how the sending of an event stands.
type Outcome string

// The outcomes of an event.
const (
	Sending    Outcome = "sending"     // not yet answered with 200
	Delivered  Outcome = "delivered"   // answered with 200
	GivenUp    Outcome = "given_up"    // never answered with 200
	NoEndpoint Outcome = "no_endpoint" // its webhook id is not set up
)

// An Event is one webhook call. Its id and body are the same each time it is sent.
type Event struct {
	ID        int64           `json:"id"`
	WebhookID string          `json:"webhook_id"`
	RequestID string          `json:"request_id"`
	OrderFID  string          `json:"order_fid"`
	Body      json.RawMessage `json:"body"`
	Outcome   Outcome         `json:"outcome"`
	Attempts  []Attempt       `json:"attempts"`
	Due       time.Time       `json:"due"` // when it is sent next

	inHand bool // being sent right now
}

// An Attempt is one time that an event was sent.
type Attempt struct {
	At     time.Time `json:"at"`
	Status int       `json:"status"` // 0 if there was no answer
	Error  string    `json:"error"`  // why not
}

// notify has a webhook told of an order: when its creation finishes, or at once if it has.
func (w *world) notify(o *Order, whom Callback) {
	o.Notify = append(o.Notify, whom)
	if o.Status != Requested {
		w.notifyAll(o)
	}
}

// notifyAll makes the events that have been asked for. Each is "sent for a single request only".
func (w *world) notifyAll(o *Order) {
	for _, whom := range o.Notify {
		e := &Event{ID: w.nextEvent, WebhookID: whom.WebhookID, RequestID: whom.RequestID, OrderFID: o.FID, Outcome: Sending, Due: w.now}
		w.nextEvent++
		e.Body = raw(object{
			"_object":     "/event",
			"id":          e.ID,
			"version":     2,
			"created_at":  w.now,
			"occurred_at": o.DecidedAt,
			"type":        "/customs_order#created",
			"data": object{
				"_object":    "/customs_order_event_data",
				"request_id": whom.RequestID,
				"resource":   o.view(),
			},
		})
		w.events = append(w.events, e)
	}
	o.Notify = nil
	w.changed()
}

// webhookDelay is how long after a try the next one follows: 1 s, 2 s, 4 s and so on up to 5 minutes.
func webhookDelay(tries int) time.Duration {
	return min(5*time.Minute, time.Second<<min(tries-1, 20))
}

// Deliver sends every event that is due, once each, and returns when the answers are in. Run does so all the time. An
// event is saved before it is sent.
func (s *Server) Deliver(ctx context.Context) {
	s.settled(func(*world) {})
	if !s.saved() {
		return
	}
	var sending sync.WaitGroup
	for batch := range slices.Chunk(s.takeDue(), 8) {
		for _, e := range batch {
			sending.Go(func() { s.deliver(ctx, e) })
		}
		sending.Wait()
	}
	s.saved()
}

// takeDue are the events to be sent now.
func (s *Server) takeDue() (due []*Event) {
	s.settled(func(w *world) {
		for _, e := range w.events {
			if e.Outcome == Sending && !e.inHand && !e.Due.After(w.now) {
				e.inHand = true
				due = append(due, e)
			}
		}
	})
	return due
}

// deliver sends one event. An attempt that the sandbox itself broke off does not count.
func (s *Server) deliver(ctx context.Context, e *Event) {
	webhook, known := s.webhook(e.WebhookID)
	attempt := Attempt{At: s.clock.now()}
	if known {
		s.checkEvent(e)
		attempt = s.attempt(ctx, webhook, e.Body)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e.inHand = false
	if ctx.Err() == nil {
		e.settle(attempt, known, s.options.WebhookTries)
		s.world.changed()
	}
}

// settle says how an event stands after an attempt. The next one is counted from when this one was due, so that a
// clock that is moved far ahead misses none.
func (e *Event) settle(attempt Attempt, known bool, tries int) {
	if !known {
		e.Outcome = NoEndpoint
		return
	}
	e.Attempts = append(e.Attempts, attempt)
	switch {
	case attempt.Status == http.StatusOK:
		e.Outcome = Delivered
	case len(e.Attempts) >= tries:
		e.Outcome = GivenUp
	default:
		e.Due = e.Due.Add(webhookDelay(len(e.Attempts)))
	}
}

// attempt posts a body once. What the endpoint says beside its status is of no interest.
func (s *Server) attempt(ctx context.Context, to Webhook, body []byte) Attempt {
	attempt := Attempt{At: s.clock.now()}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, bytes.NewReader(body))
	if err != nil {
		attempt.Error = err.Error()
		return attempt
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "docket-sandbox")
	request.Header.Set("X-Hub-Signature-256", signature("sha256=", sha256.New, to.Secret, body))
	request.Header.Set("X-Hub-Signature", signature("sha1=", sha1.New, to.Secret, body))
	response, err := s.options.HTTPClient.Do(request)
	if err != nil {
		attempt.Error = err.Error()
		return attempt
	}
	_, _ = io.CopyN(io.Discard, response.Body, 64<<10)
	_ = response.Body.Close()
	attempt.Status = response.StatusCode
	return attempt
}

// signature is a header's value: the name of the hash, then the HMAC of the body in lower-case hex.
func signature(name string, hash func() hash.Hash, secret string, body []byte) string {
	mac := hmac.New(hash, []byte(secret))
	mac.Write(body)
	return name + hex.EncodeToString(mac.Sum(nil))
}

// checkEvent holds an event to the contract.
func (s *Server) checkEvent(e *Event) {
	schema, err := contract.Request("onCustomsOrderCreationFinished")
	if err == nil {
		err = schema.CheckJSON(e.Body)
	}
	if err != nil {
		s.addDefect(Defect{RequestID: e.RequestID, Operation: "onCustomsOrderCreationFinished", Message: err.Error()})
	}
}

// newWebhookClient does not follow redirects: an answer that is not 200 is a failed attempt.
func newWebhookClient() *http.Client {
	return &http.Client{
		Timeout:       10 * time.Second,
		Transport:     http.DefaultTransport.(*http.Transport).Clone(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// webhook is the endpoint with that id. Letter case is of no matter in a UUID.
func (s *Server) webhook(id string) (Webhook, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, ok := s.webhooks[strings.ToLower(id)]
	return w, ok
}

// SetWebhook sets an endpoint up, in place of one with the same id.
func (s *Server) SetWebhook(w Webhook) error {
	if err := w.validate(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhooks[strings.ToLower(w.ID)] = w
	return nil
}

// clone is a copy that does not change with the event.
func (e *Event) clone() Event {
	c := *e
	c.Attempts = slices.Clone(e.Attempts)
	return c
}
