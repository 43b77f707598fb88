package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"docket/publish/bus"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go/jetstream"
)

// TestWorkerEnds: a worker that cannot take documents ends and says why. It does not stay and only follow orders, so that
// whoever runs it starts it anew.
func TestWorkerEnds(t *testing.T) {
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	m := newMachine(t, sandbox.Options{}, log)
	if err := m.bus.JS.DeleteConsumer(t.Context(), bus.DocumentsStream, bus.Workers); err != nil {
		t.Fatal(err)
	}
	_, j := m.job(t, "", log)
	if err := j.Run(t.Context()); !errors.Is(err, jetstream.ErrConsumerNotFound) {
		t.Errorf("it ends with %v", err)
	}
}

// newMachine is all that a worker works with, in this process, until the test ends.
func newMachine(t *testing.T, options sandbox.Options, log *slog.Logger) *machine {
	t.Helper()
	m, err := startMachine(t.Context(), machineOptions{dir: t.TempDir(), inbox: inbox, announce: "s3", sandbox: options}, log)
	must(t, err)
	t.Cleanup(func() { must(t, m.close()) })
	return m
}

// worker runs a worker whose orders are looked at every hour, unless a webhook tells of them.
func (m *machine) worker(t *testing.T, address string, log *slog.Logger) {
	t.Helper()
	flags, j := m.job(t, address, log)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	surface, err := flags.expose(ctx, j, log)
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		if err := j.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		stop()
		running.Wait()
		if err := surface.close(); err != nil {
			t.Error(err)
		}
	})
}

// job is what that worker does.
func (m *machine) job(t *testing.T, address string, log *slog.Logger) (workerFlags, *job) {
	t.Helper()
	flags := workerFlags{Name: "test", Concurrency: 1, Grace: time.Second, TimeLimit: time.Minute, Listen: address, Receipts: true, Follow: followFlags{First: time.Hour, Most: time.Hour}}
	flags.API.Account, flags.API.WebhookID, flags.API.WebhookSecret = "sandbox", webhookID, "s3cret"
	flags.Mapping = mappingFlags{ImportCustoms: true}
	api, err := m.client(log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(api.Close)
	j, err := flags.job(m.bus, m.files, api, log)
	if err != nil {
		t.Fatal(err)
	}
	return flags, j
}
