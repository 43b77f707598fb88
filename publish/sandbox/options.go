package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// Options set up a sandbox. The zero Options are ready to use; each field says its default.
type Options struct {
	// Token is the bearer token that is always good. Default "sandbox".
	Token string
	// ClientID and ClientSecret are what POST /oauth/token wants. Default "sandbox" and "sandbox".
	ClientID, ClientSecret string
	// TokenLife is how long an issued token is good. Default 24 h.
	TokenLife time.Duration
	// BaseURL is what links begin with: "https://api.example". Default: the scheme and host of the request.
	BaseURL string
	// MaxBody is how many bytes a request body may have. Default 10 MiB.
	MaxBody int64

	// CreateAfter is how long an order stays REQUESTED. Default 2 s; negative: not at all.
	CreateAfter time.Duration
	// Verdicts say what becomes of single orders, by one of their bill numbers. Default: all are CREATED.
	Verdicts map[string]Verdict
	// ImportCustoms is the client's preference: make an entry also where a request does not say import_customs.
	// Default false: only where it says true.
	ImportCustoms bool
	// EntryAfter is how long after its order was CREATED an entry appears. Default 2 s; negative: at once.
	EntryAfter time.Duration
	// Release is how an entry moves on. Default after 2 s each: pending, customs_hold, cleared.
	// Empty but not nil: not at all.
	Release []Step

	// Webhooks are the endpoints that request_metadata.webhook_id may name. An id that is not set up is accepted
	// and its event not sent, but shown as such in Events.
	Webhooks []Webhook
	// WebhookTries is how many times an event is sent before the sandbox gives up. Default 10.
	WebhookTries int
	// HTTPClient sends the webhooks. Default: a client of its own that gives up after 10 s.
	HTTPClient *http.Client

	// Faults are those that it begins with. Default none.
	Faults []Fault
	// Seed makes Faults with a Rate strike the same requests again, counted from the first.
	Seed uint64
	// RatePerSecond and Burst limit the calls; the others get a 429. Default: no limit.
	RatePerSecond float64
	Burst         int

	// State is the file to keep what the sandbox holds in. Default: memory only. It is written as a whole before each
	// answer that follows a change, which suits thousands of filings, not millions. Tokens, webhook endpoints, faults
	// and verdicts are not in it: the first two are secrets.
	State string
	// Now is the clock that the sandbox's own clock follows. Default time.Now.
	Now func() time.Time
	// Speed is how fast the sandbox's clock runs: 60 makes a second a minute. Default 1.
	Speed float64
	// Logger gets a line for each defect and each trouble with state or webhooks. Default: none.
	Logger *slog.Logger
}

const (
	defaultDelay   = 2 * time.Second
	defaultMaxBody = 10 << 20
)

func (o Options) withDefaults() Options {
	o.Token = cmp.Or(o.Token, "sandbox")
	o.ClientID = cmp.Or(o.ClientID, "sandbox")
	o.ClientSecret = cmp.Or(o.ClientSecret, "sandbox")
	o.TokenLife = cmp.Or(o.TokenLife, 24*time.Hour)
	o.MaxBody = cmp.Or(o.MaxBody, defaultMaxBody)
	o.CreateAfter = max(0, cmp.Or(o.CreateAfter, defaultDelay))
	o.EntryAfter = max(0, cmp.Or(o.EntryAfter, defaultDelay))
	o.WebhookTries = cmp.Or(o.WebhookTries, 10)
	o.Speed = cmp.Or(o.Speed, 1)
	if o.Release == nil {
		o.Release = []Step{{defaultDelay, Pending}, {defaultDelay, CustomsHold}, {defaultDelay, Cleared}}
	}
	if o.HTTPClient == nil {
		o.HTTPClient = newWebhookClient()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// validate reports every setting that cannot be.
func (o Options) validate() error {
	var wrong []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Errorf("sandbox options: "+format, args...))
		}
	}
	check(o.TokenLife >= time.Second, "TokenLife is %v, want a second or more", o.TokenLife)
	check(o.MaxBody > 0, "MaxBody is %d, want more than 0", o.MaxBody)
	check(o.WebhookTries > 0, "WebhookTries is %d, want more than 0", o.WebhookTries)
	check(o.Speed > 0, "Speed is %v, want more than 0", o.Speed)
	check(o.RatePerSecond >= 0, "RatePerSecond is %v, want 0 or more", o.RatePerSecond)
	check(o.Burst >= 0, "Burst is %d, want 0 or more", o.Burst)
	if o.BaseURL != "" {
		u, err := url.Parse(o.BaseURL)
		check(err == nil && u.Host != "" && u.RawQuery == "", "BaseURL is %q, want one like https://api.example", o.BaseURL)
	}
	for _, step := range o.Release {
		check(step.After >= 0, "Release waits %v for %q, want 0 or more", step.After, step.Status)
		check(step.Status.known(), "Release has the status %q, want pending, customs_hold or cleared", step.Status)
	}
	for bill, verdict := range o.Verdicts {
		if err := verdict.validate(); err != nil {
			wrong = append(wrong, fmt.Errorf("verdict on %s: %w", bill, err))
		}
	}
	for _, webhook := range o.Webhooks {
		if err := webhook.validate(); err != nil {
			wrong = append(wrong, err)
		}
	}
	for _, fault := range o.Faults {
		if err := fault.validate(); err != nil {
			wrong = append(wrong, err)
		}
	}
	return errors.Join(wrong...)
}
