package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/evidence"
	"docket/publish/review"
	"docket/publish/sandbox"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A guard is a NATS server with the permissions of deploy, and what it has forbidden.
type guard struct {
	*server.Server
	mu        sync.Mutex
	forbidden []string
}

// newGuard starts the server. Every password is "pass".
func newGuard(t *testing.T) *guard {
	t.Helper()
	for _, user := range []string{"WORKER", "NOTIFIER", "READER", "SETUP"} {
		t.Setenv("DOCKET_"+user+"_PASSWORD", "pass")
	}
	options, err := server.ProcessConfigFile("../../deploy/nats-permissions.conf")
	must(t, err)
	options.Host, options.Port, options.StoreDir, options.NoSigs = "127.0.0.1", server.RANDOM_PORT, t.TempDir(), true
	g := &guard{}
	g.Server, err = server.NewServer(options)
	must(t, err)
	g.SetLoggerV2(g, false, false, false)
	g.Start()
	t.Cleanup(func() { g.Shutdown(); g.WaitForShutdown() })
	if !g.ReadyForConnections(30 * time.Second) {
		t.Fatal("the server does not come up")
	}
	return g
}

func (g *guard) Errorf(format string, args ...any) {
	if line := fmt.Sprintf(format, args...); strings.Contains(line, "Violation") {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.forbidden = append(g.forbidden, line)
	}
}
func (g *guard) Noticef(string, ...any) {}
func (g *guard) Warnf(string, ...any)   {}
func (g *guard) Fatalf(string, ...any)  {}
func (g *guard) Debugf(string, ...any)  {}
func (g *guard) Tracef(string, ...any)  {}

// violations are what was forbidden since the last time.
func (g *guard) violations() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer func() { g.forbidden = nil }()
	return g.forbidden
}

// as is a connection of a user.
func (g *guard) as(t *testing.T, user string) (*nats.Conn, jetstream.JetStream) {
	t.Helper()
	nc, err := bus.Connect(bus.Options{URL: g.ClientURL(), User: user, Password: "pass"})
	must(t, err)
	t.Cleanup(nc.Close)
	nc.SetErrorHandler(func(*nats.Conn, *nats.Subscription, error) {})
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(time.Second))
	must(t, err)
	return nc, js
}

// TestPermissions: a worker does all of its work under the permissions in deploy, a sweep and a dead letter's return with
// it, and nothing that they forbid. It cannot do what it has no need of.
func TestPermissions(t *testing.T) {
	g := newGuard(t)
	setup, js := g.as(t, "docket-setup")
	b, err := bus.Open(t.Context(), setup)
	must(t, err)
	_, notifier := g.as(t, "docket-notifier")
	store, err := local.New(local.Options{Buckets: []string{inbox}, Announce: func(ctx context.Context, event []byte, id string) error {
		_, err := notifier.Publish(ctx, bus.DocumentsSubject+".s3", event, jetstream.WithMsgID(id))
		return err
	}})
	must(t, err)
	must(t, store.Start(t.Context()))
	t.Cleanup(func() { must(t, store.Close()) })
	api, err := sandbox.New(sandbox.Options{CreateAfter: -1})
	must(t, err)
	door := httptest.NewServer(api)
	t.Cleanup(door.Close)
	id, secret := store.Credentials()
	files, err := bucket.Open(t.Context(), bucket.Options{Endpoint: store.Endpoint(), AccessKeyID: id, SecretAccessKey: secret})
	must(t, err)
	t.Cleanup(files.Close)
	put := func(key string) {
		sample := "04-bol-containers.csv"
		if key == "held.xlsx" {
			sample = "14-isf-ambiguous-dates.xlsx"
		}
		content, err := os.ReadFile("../../testdata/samples/" + sample)
		must(t, err)
		_, err = files.Put(t.Context(), inbox, key, content, bucket.Labels{})
		must(t, err)
	}
	_, reader := g.as(t, "docket-reader")
	results, err := reader.OrderedConsumer(t.Context(), bus.ResultsStream, jetstream.OrderedConsumerConfig{FilterSubjects: []string{"docket.results.document.>"}})
	must(t, err)
	next := func() (e publish.Event) {
		t.Helper()
		for e.Kind == "" || e.Result.Document.Own != "" { // copies and receipts have their notices too
			message, err := results.Next(jetstream.FetchMaxWait(45 * time.Second))
			must(t, err)
			must(t, json.Unmarshal(message.Data(), &e))
		}
		return e
	}
	ended := func(key string, want publish.Outcome) {
		t.Helper()
		if e := next(); e.Result.Document.Key != key || e.Outcome != want {
			t.Errorf("%s ended %s, want %s %s", e.Result.Document.Key, e.Outcome, key, want)
		}
	}

	// One file that nobody announces, and one message that the bus has given up.
	put("lost.csv")
	stream, err := js.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	must(t, stream.Purge(t.Context()))
	put("terminated.csv")
	consumer, err := b.Documents(t.Context())
	must(t, err)
	message, err := consumer.Next(jetstream.FetchMaxWait(45 * time.Second))
	must(t, err)
	must(t, message.Term())

	// Several notices that wait go through the lanes.
	for _, key := range []string{"no-1.csv", "no-2.csv", "no-3.csv"} {
		_, err := js.Publish(t.Context(), bus.DocumentsSubject+".sent", fmt.Appendf(nil, `{"bucket":"inbox","key":%q}`, key))
		must(t, err)
	}

	worker := program.Start(t, []string{
		"NATS_URL=" + g.ClientURL(), "NATS_USER=docket-worker", "NATS_PASSWORD=pass",
		"AWS_ENDPOINT_URL_S3=" + store.Endpoint(), "AWS_REGION=" + store.Region(), "AWS_ACCESS_KEY_ID=" + id, "AWS_SECRET_ACCESS_KEY=" + secret,
		"DOCKET_API_URL=" + door.URL, "DOCKET_API_TOKEN=sandbox", "DOCKET_SWEEP_AREA=s3://inbox/lost", "DOCKET_SWEEP_SETTLE=0s",
		"DOCKET_HTTP_LISTEN=127.0.0.1:0", "DOCKET_REVIEW_TOKEN=0123456789abcdef",
	}, "worker")
	began := map[string]publish.Outcome{}
	for range 4 {
		e := next()
		began[e.Result.Document.Key] = e.Outcome
	}
	if want := map[string]publish.Outcome{"lost.csv": publish.Completed, "no-1.csv": publish.Unreadable, "no-2.csv": publish.Unreadable, "no-3.csv": publish.Unreadable}; !maps.Equal(began, want) {
		t.Errorf("ended %v, want %v", began, want)
	}
	letters, err := js.OrderedConsumer(t.Context(), bus.DeadStream, jetstream.OrderedConsumerConfig{})
	must(t, err)
	_, err = letters.Next(jetstream.FetchMaxWait(45 * time.Second))
	must(t, err)
	put("told.csv")
	ended("told.csv", publish.Completed)
	again := nats.NewMsg(bus.DocumentsSubject + ".sent")
	again.Data = []byte(`{"bucket":"inbox","key":"gone.csv"}`)
	again.Header.Set(publish.SinceHeader, time.Now().Add(-time.Hour).Format(time.RFC3339))
	_, err = js.PublishMsg(t.Context(), again)
	must(t, err)
	ended("gone.csv", publish.Unreadable)
	put("held.xlsx")
	ended("held.xlsx", publish.Partial)
	waiting, err := review.NewShelf(b.Review).Find(t.Context(), "QMSB2612SUB044")
	must(t, err)
	if ruling, err := review.Ask(t.Context(), b.Conn, review.Approve, review.Question{Name: waiting.Ref().String(), By: "Maria"}); err != nil || ruling.Outcome != publish.Submitted {
		t.Errorf("what is held is approved: %+v, %v", ruling, err)
	}
	worker.Stop()
	if forbidden := g.violations(); len(forbidden) > 0 {
		t.Errorf("forbidden was\n%s", strings.Join(forbidden, "\n"))
	}

	// What nobody but docket-setup may do.
	for _, user := range []string{"docket-worker", "docket-notifier", "docket-reader"} {
		_, js := g.as(t, user)
		for name, try := range map[string]func(context.Context) error{
			"delete the ledger": func(ctx context.Context) error { return js.DeleteKeyValue(ctx, bus.LedgerBucket) },
			"make a stream": func(ctx context.Context) error {
				_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "X", Subjects: []string{"x"}})
				return err
			},
			"put a strange subject on the bus": func(ctx context.Context) error { _, err := js.Publish(ctx, "x", nil); return err },
		} {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			err := try(ctx)
			cancel()
			if err == nil || errors.Is(err, jetstream.ErrNoStreamResponse) {
				t.Errorf("%s may %s: %v", user, name, err)
			}
		}
		if got := g.violations(); len(got) < 3 {
			t.Errorf("%s was forbidden only %q", user, got)
		}
	}
}

// TestPolicy: the policy for S3 allows by name what the package of the bucket says that docket needs, and puts to marked
// copies and receipts alone.
func TestPolicy(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../deploy/aws/worker-policy.json")
	must(t, err)
	var policy struct {
		Statement []struct {
			Effect, Resource string
			Action           any
		}
	}
	must(t, json.Unmarshal(text, &policy))
	var actions, puts []string
	for _, s := range policy.Statement {
		if s.Effect != "Allow" || !strings.HasPrefix(s.Resource, "arn:aws:s3:::inbox") {
			t.Errorf("%s of %s", s.Effect, s.Resource)
		}
		allowed, several := s.Action.([]any)
		if !several {
			allowed = []any{s.Action}
		}
		for _, a := range allowed {
			actions = append(actions, a.(string))
			if a == "s3:PutObject" {
				puts = append(puts, strings.TrimPrefix(s.Resource, "arn:aws:s3:::"))
			}
		}
	}
	if want := []string{"inbox/*.marked*", "inbox/" + evidence.Folder + "/*"}; !slices.Equal(puts, want) {
		t.Errorf("it puts to %q, want %q", puts, want)
	}
	said, err := os.ReadFile("../../ingest/bucket/doc.go")
	must(t, err)
	slices.Sort(actions)
	actions = slices.Compact(actions)
	if want := []string{"s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject"}; !slices.Equal(actions, want) {
		t.Errorf("it allows %v, want %v", actions, want)
	}
	for _, a := range actions {
		if !strings.Contains(string(said), a) {
			t.Errorf("the package does not say that it needs %s", a)
		}
	}
}
