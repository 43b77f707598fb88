package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"docket/publish/sandbox"
)

type sandboxCmd struct {
	Listen string `default:"127.0.0.1:8080" help:"Address to listen on; port 0 lets the system choose one." env:"DOCKET_SANDBOX_LISTEN"`
	Token  string `default:"sandbox" help:"Bearer token that is always good." env:"DOCKET_SANDBOX_TOKEN"`
	State  string `help:"File to keep what the sandbox holds in. Default: memory only." placeholder:"FILE" env:"DOCKET_SANDBOX_STATE"`

	CreateAfter   time.Duration `default:"2s" group:"What becomes of orders" help:"How long an order stays REQUESTED."`
	ImportCustoms bool          `group:"What becomes of orders" help:"Make an entry also for an order that does not ask for import customs, as a client's preferences may."`
	EntryAfter    time.Duration `default:"2s" group:"What becomes of orders" help:"How long after its creation the entry of an order appears."`
	Release       []releaseStep `default:"pending=2s,customs_hold=2s,cleared=2s" group:"What becomes of orders" help:"How an entry moves on, each step after the one before it. Default: ${default}." placeholder:"STATUS=DURATION"`
	Speed         float64       `default:"1" group:"What becomes of orders" help:"How fast the sandbox's clock runs; 60 makes a second a minute."`

	Webhook       map[string]string `group:"Webhook" help:"Endpoint for the orders whose requests name this webhook id." placeholder:"UUID=URL"`
	WebhookSecret string            `group:"Webhook" help:"Key that the webhook's calls are signed with; better given by the environment." env:"DOCKET_WEBHOOK_SECRET"`

	Latency   time.Duration   `group:"Faults" help:"Let every call wait."`
	Fail      map[int]float64 `group:"Faults" help:"Answer a share of the calls with an error." placeholder:"STATUS=SHARE" mapsep:","`
	Drop      float64         `group:"Faults" help:"Share of the calls, 0 to 1, whose connection breaks before they take effect." placeholder:"SHARE"`
	DropAfter float64         `group:"Faults" help:"Share of the calls that take effect and whose answer is lost." placeholder:"SHARE"`
	Seed      uint64          `group:"Faults" help:"Number by which the same calls are struck again, counted from the first." placeholder:"N"`
	Rate      float64         `group:"Faults" help:"Calls a second before it answers 429. Default: no limit." placeholder:"N"`
}

// A releaseStep is a step of an entry on the command line: "cleared=2s".
type releaseStep sandbox.Step

// UnmarshalText reads a status and how long it takes to come.
func (s *releaseStep) UnmarshalText(text []byte) error {
	status, after, found := strings.Cut(string(text), "=")
	d, err := time.ParseDuration(after)
	if !found || err != nil {
		return fmt.Errorf("%q is no step, write it as cleared=2s", text)
	}
	*s = releaseStep{After: d, Status: sandbox.ReleaseStatus(status)}
	return nil
}

func (sandboxCmd) Help() string {
	return `Serves the customs API from its contract, which checks each request and each answer: POST /customs_documents/isf,
POST /customs_orders, GET /customs_orders/{fid}, GET /customs_entries, POST /oauth/token. The page at / shows what it holds.
Client id and secret of the token endpoint are "sandbox". Below /_sandbox/ it can be steered while it runs: orders decided,
entries moved, faults set, its clock moved on (go doc docket/publish/sandbox).

  docket sandbox &
  DOCKET_API_URL=http://127.0.0.1:8080 DOCKET_API_TOKEN=sandbox docket worker

  docket sandbox --drop-after 0.33 --fail 503=0.1    a bad day`
}

// options are the flags as the sandbox takes them. Its own zero values stand for defaults.
func (c sandboxCmd) options(log *slog.Logger) sandbox.Options {
	options := sandbox.Options{
		Token: c.Token, State: c.State, CreateAfter: c.CreateAfter, ImportCustoms: c.ImportCustoms, EntryAfter: c.EntryAfter,
		Release: []sandbox.Step{}, Speed: c.Speed, Seed: c.Seed, RatePerSecond: c.Rate, Logger: log,
	}
	if c.CreateAfter == 0 {
		options.CreateAfter = -1
	}
	if c.EntryAfter == 0 {
		options.EntryAfter = -1
	}
	for _, step := range c.Release {
		options.Release = append(options.Release, sandbox.Step(step))
	}
	for _, id := range slices.Sorted(maps.Keys(c.Webhook)) {
		options.Webhooks = append(options.Webhooks, sandbox.Webhook{ID: id, URL: c.Webhook[id], Secret: c.WebhookSecret})
	}
	if c.Latency > 0 {
		options.Faults = append(options.Faults, sandbox.Fault{Rate: 1, Latency: c.Latency})
	}
	for _, status := range slices.Sorted(maps.Keys(c.Fail)) {
		options.Faults = append(options.Faults, sandbox.Fault{Rate: c.Fail[status], Status: status})
	}
	if c.Drop != 0 {
		options.Faults = append(options.Faults, sandbox.Fault{Rate: c.Drop, Drop: true})
	}
	if c.DropAfter != 0 {
		options.Faults = append(options.Faults, sandbox.Fault{Rate: c.DropAfter, Drop: true, After: true})
	}
	return options
}

func (c sandboxCmd) Run(w *world) error {
	api, err := sandbox.New(c.options(w.logs.logger(w.err)))
	if err != nil {
		return usageError{err}
	}
	served, err := serve(c.Listen, api)
	if err != nil {
		return errors.Join(usageError{err}, api.Close())
	}
	if _, err := fmt.Fprintf(w.out, "The customs API's sandbox listens on %s; its page is there too.\n", served.url); err != nil {
		return err
	}
	err = api.Run(w.ctx) // delivers webhooks until the context ends
	return errors.Join(err, served.close(), api.Close())
}

// A served handler is an HTTP server on this machine.
type served struct {
	url    string
	server *http.Server
	done   chan error
}

// serve answers HTTP at an address with a handler.
func serve(listen string, handler http.Handler) (*served, error) {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", listen, err)
	}
	s := &served{
		url:    "http://" + listener.Addr().String(),
		server: &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10},
		done:   make(chan error, 1),
	}
	go func() { s.done <- s.server.Serve(listener) }()
	return s, nil
}

// close lets running requests end, for a moment, and stops serving.
func (s *served) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if served := <-s.done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
