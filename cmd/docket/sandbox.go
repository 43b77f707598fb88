package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"docket/publish/sandbox"
)

type sandboxCmd struct {
	Listen      string        `default:"127.0.0.1:8080" help:"Address to listen on; port 0 lets the system choose one." env:"DOCKET_SANDBOX_LISTEN"`
	Token       string        `default:"sandbox" help:"Bearer token that is always good." env:"DOCKET_SANDBOX_TOKEN"`
	State       string        `help:"File to keep what the sandbox holds in. Default: memory only." placeholder:"FILE" env:"DOCKET_SANDBOX_STATE"`
	CreateAfter time.Duration `default:"2s" help:"How long an order stays REQUESTED."`
	Rate        float64       `help:"Calls a second before it answers 429. Default: no limit."`
}

func (sandboxCmd) Help() string {
	return `Serves the customs API from its contract, which checks each request and each answer: POST /customs_documents/isf,
POST /customs_orders, GET /customs_orders/{fid}, GET /customs_entries, POST /oauth/token. The page at / shows what it holds.
Client id and secret of the token endpoint are "sandbox".

  docket sandbox &
  DOCKET_API_URL=http://127.0.0.1:8080 DOCKET_API_TOKEN=sandbox docket worker`
}

func (c sandboxCmd) Run(w *world) error {
	options := sandbox.Options{Token: c.Token, State: c.State, CreateAfter: c.CreateAfter, RatePerSecond: c.Rate, Logger: w.logs.logger(w.err)}
	if c.CreateAfter == 0 {
		options.CreateAfter = -1
	}
	api, err := sandbox.New(options)
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
		server: &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second},
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
