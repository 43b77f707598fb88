package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/publish/bus"
	"docket/publish/bus/embedded"
	"docket/publish/flexport"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go/jetstream"
)

// A machine is all that docket works with, embedded in this process: NATS, S3 and the API's sandbox.
type machine struct {
	nats  *embedded.Server
	bus   *bus.Bus
	store *local.Server
	files *bucket.S3
	api   *sandbox.Server
	web   *served

	stop    context.CancelFunc
	running sync.WaitGroup
}

// machineOptions say how a machine is set up.
type machineOptions struct {
	dir      string // where it keeps its state
	keep     bool   // S3's objects and the sandbox's state too
	ports    ports
	sandbox  sandbox.Options
	inbox    string // bucket to make
	announce string // last token of the subject that the bucket's notifications go to
}

// ports are those to listen on, 0 for any.
type ports struct{ nats, s3, api int }

// startMachine starts everything. What it started stops in close.
func startMachine(ctx context.Context, o machineOptions, log *slog.Logger) (_ *machine, err error) {
	m := &machine{stop: func() {}}
	defer func() {
		if err != nil {
			m.close()
		}
	}()
	if m.nats, err = embedded.Start(filepath.Join(o.dir, "nats"), o.ports.nats); err != nil {
		return nil, serviceError{err}
	}
	nc, err := bus.Connect(bus.Options{URL: m.nats.URL(), Name: "docket"})
	if err != nil {
		return nil, err
	}
	if m.bus, err = bus.Open(ctx, nc); err != nil {
		return nil, err
	}
	if err := m.startStore(ctx, o, log); err != nil {
		return nil, serviceError{err}
	}
	if o.keep {
		o.sandbox.State = filepath.Join(o.dir, "sandbox.json")
	}
	o.sandbox.Logger = log
	if m.api, err = sandbox.New(o.sandbox); err != nil {
		return nil, usageError{err}
	}
	if m.web, err = serve(fmt.Sprintf("127.0.0.1:%d", o.ports.api), m.api); err != nil {
		return nil, serviceError{err}
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	m.stop = stop
	m.running.Go(func() { _ = m.api.Run(running) })
	return m, nil
}

// startStore starts the S3 server, whose notifications go to NATS, and makes the inbox.
func (m *machine) startStore(ctx context.Context, o machineOptions, log *slog.Logger) (err error) {
	options := local.Options{
		Address: fmt.Sprintf("127.0.0.1:%d", o.ports.s3), Buckets: []string{o.inbox}, Log: log,
		Announce: func(ctx context.Context, event []byte, id string) error {
			_, err := m.bus.JS.Publish(ctx, bus.DocumentsSubject+"."+o.announce, event, jetstream.WithMsgID(id))
			return err
		},
	}
	if o.keep {
		options.Dir = filepath.Join(o.dir, "s3")
		options.AccessKeyID, options.SecretAccessKey = "docket", "docket-dev-only" // the same at each start, for the clients' sake
	}
	if m.store, err = local.New(options); err != nil {
		return err
	}
	if err := m.store.Start(ctx); err != nil {
		return err
	}
	id, secret := m.store.Credentials()
	m.files, err = bucket.Open(ctx, bucket.Options{Endpoint: m.store.Endpoint(), Region: m.store.Region(), AccessKeyID: id, SecretAccessKey: secret})
	return err
}

// client is a client for the machine's API.
func (m *machine) client(log *slog.Logger) (*flexport.Client, error) {
	return flexport.New(flexport.Config{BaseURL: m.web.url, Token: flexport.NewSecret("sandbox"), Version: version(), Logger: log, RatePerSecond: 500, Burst: 100})
}

// close stops everything, senders before receivers: the API's webhooks, S3 with its notifications, then NATS.
func (m *machine) close() error {
	var errs []error
	m.stop()
	m.running.Wait()
	if m.web != nil {
		errs = append(errs, m.web.close())
	}
	if m.api != nil {
		errs = append(errs, m.api.Close())
	}
	if m.files != nil {
		m.files.Close()
	}
	if m.store != nil {
		errs = append(errs, m.store.Close())
	}
	if m.bus != nil {
		m.bus.Conn.Close()
	}
	if m.nats != nil {
		m.nats.Close()
	}
	return errors.Join(errs...)
}
