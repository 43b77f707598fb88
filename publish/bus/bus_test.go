package bus_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/deploy"
	"docket/publish/bus"
	"docket/publish/bus/bustest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// connect is a connection to a NATS of the test's own.
func connect(t *testing.T) (*nats.Conn, jetstream.JetStream) {
	t.Helper()
	nc := bustest.Connect(t)
	js, err := jetstream.New(nc)
	must(t, err)
	return nc, js
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// defined is a definition of deploy/nats.
func defined[T any](t *testing.T, file string) (definition T) {
	t.Helper()
	text, err := deploy.NATS.ReadFile("nats/" + file)
	must(t, err)
	must(t, json.Unmarshal(text, &definition))
	return definition
}

// streams are docket's streams and the files that define them.
var streams = map[string]string{
	bus.DocumentsStream: "stream-documents.json", bus.ResultsStream: "stream-results.json", bus.DeadStream: "stream-dead.json",
	bus.AdvisoriesStream: "stream-advisories.json", bus.LanesStream: "stream-lanes.json",
}

// TestOpenMakesWhatIsMissing: on an empty NATS everything is made as defined, by any number of workers that start at
// once, and nobody finds a difference.
func TestOpenMakesWhatIsMissing(t *testing.T) {
	t.Parallel()
	nc, js := connect(t)
	var opening sync.WaitGroup
	for range 8 {
		opening.Go(func() {
			b, err := bus.Open(t.Context(), nc)
			if err != nil || len(b.Differences) > 0 {
				t.Errorf("%v, %v", err, b)
			}
		})
	}
	opening.Wait()
	for name, file := range streams {
		stream, err := js.Stream(t.Context(), name)
		must(t, err)
		want, have := defined[jetstream.StreamConfig](t, file), stream.CachedInfo().Config
		if diff := cmp.Diff(want, have, cmpopts.IgnoreFields(want, "Metadata", "ConsumerLimits", "AllowRollup")); diff != "" {
			t.Errorf("stream %s (-defined +made):\n%s", name, diff)
		}
	}
	consumers := map[string]string{bus.Workers: "consumer-workers.json"}
	for _, lane := range bus.Lanes {
		consumers[bus.LaneWorkers(lane)] = "consumer-lane-" + lane + ".json"
	}
	for name, file := range consumers {
		stream := bus.LanesStream
		if name == bus.Workers {
			stream = bus.DocumentsStream
		}
		consumer, err := js.Consumer(t.Context(), stream, name)
		must(t, err)
		want, have := defined[jetstream.ConsumerConfig](t, file), consumer.CachedInfo().Config
		if diff := cmp.Diff(want, have, cmpopts.IgnoreFields(want, "Metadata", "Name")); diff != "" {
			t.Errorf("consumer %s (-defined +made):\n%s", name, diff)
		}
	}
	ledger, err := js.KeyValue(t.Context(), bus.LedgerBucket)
	must(t, err)
	status, err := ledger.Status(t.Context())
	must(t, err)
	bucket := defined[jetstream.KeyValueConfig](t, "kv-ledger.json")
	if have := status.Config(); have.TTL != 0 || have.History != bucket.History || have.Storage != jetstream.FileStorage {
		t.Errorf("ledger %+v, want %+v", have, bucket)
	}
}

// TestOpenLeavesWhatDiffers: what stands on the bus and differs from docket's definition is left as it is, and said.
// TestAdvisoriesOfNewLanes: a stream of advisories from before there were lanes takes theirs too, and keeps what it has.
func TestAdvisoriesOfNewLanes(t *testing.T) {
	t.Parallel()
	nc, js := connect(t)
	before := defined[jetstream.StreamConfig](t, streams[bus.AdvisoriesStream])
	all := before.Subjects
	before.Subjects = append(all[:2:2], "somebody.elses")
	_, err := js.CreateStream(t.Context(), before)
	must(t, err)
	for range 2 {
		_, err = bus.Open(t.Context(), nc)
		must(t, err)
	}
	stream, err := js.Stream(t.Context(), bus.AdvisoriesStream)
	must(t, err)
	if got, want := stream.CachedInfo().Config.Subjects, append(before.Subjects, all[2:]...); !slices.Equal(got, want) {
		t.Errorf("it takes %q, want %q", got, want)
	}
}

func TestOpenLeavesWhatDiffers(t *testing.T) {
	t.Parallel()
	stream := func(name string, alter func(*jetstream.StreamConfig)) func(*testing.T, jetstream.JetStream) {
		return func(t *testing.T, js jetstream.JetStream) {
			config := defined[jetstream.StreamConfig](t, streams[name])
			alter(&config)
			_, err := js.CreateStream(t.Context(), config)
			must(t, err)
		}
	}
	for _, test := range []struct {
		name string
		make func(*testing.T, jetstream.JetStream)
		want string
	}{
		{
			"retention", stream(bus.DocumentsStream, func(c *jetstream.StreamConfig) { c.Retention = jetstream.InterestPolicy }),
			"stream DOCKET_DOCUMENTS has retention Interest, docket defines WorkQueue; it was left as it is",
		},
		{
			"subjects", stream(bus.DocumentsStream, func(c *jetstream.StreamConfig) { c.Subjects = []string{"docket.documents.>", "minio.events"} }),
			"stream DOCKET_DOCUMENTS has subjects [docket.documents.> minio.events], docket defines [docket.documents.>]; it was left as it is",
		},
		{
			"discard policy", stream(bus.DeadStream, func(c *jetstream.StreamConfig) { c.Discard = jetstream.DiscardOld }),
			"stream DOCKET_DEAD has discard policy DiscardOld, docket defines DiscardNew; it was left as it is",
		},
		{
			"storage", stream(bus.DeadStream, func(c *jetstream.StreamConfig) { c.Storage = jetstream.MemoryStorage }),
			"stream DOCKET_DEAD has storage Memory, docket defines File; it was left as it is",
		},
		{
			"maximum age", stream(bus.ResultsStream, func(c *jetstream.StreamConfig) { c.MaxAge = 240 * time.Hour }),
			"stream DOCKET_RESULTS has maximum age 240h0m0s, docket defines 2160h0m0s; it was left as it is",
		},
		{
			"maximum message size", stream(bus.DocumentsStream, func(c *jetstream.StreamConfig) { c.MaxMsgSize = 1 << 10 }),
			"stream DOCKET_DOCUMENTS has maximum message size 1024, docket defines 524288; it was left as it is",
		},
		{
			"shorter duplicate window", stream(bus.ResultsStream, func(c *jetstream.StreamConfig) { c.Duplicates = time.Minute }),
			"stream DOCKET_RESULTS has duplicate window 1m0s, docket defines 24h0m0s; it was left as it is",
		},
		{
			"longer duplicate window", stream(bus.DocumentsStream, func(c *jetstream.StreamConfig) { c.Duplicates = time.Hour }),
			"",
		},
		{
			"consumer", func(t *testing.T, js jetstream.JetStream) {
				stream(bus.DocumentsStream, func(*jetstream.StreamConfig) {})(t, js)
				config := defined[jetstream.ConsumerConfig](t, "consumer-workers.json")
				config.MaxDeliver = 3
				_, err := js.CreateConsumer(t.Context(), bus.DocumentsStream, config)
				must(t, err)
			},
			"consumer docket-workers has maximum deliveries 3, docket defines -1; it was left as it is",
		},
		{
			"ledger that forgets", func(t *testing.T, js jetstream.JetStream) {
				_, err := js.CreateKeyValue(t.Context(), jetstream.KeyValueConfig{Bucket: bus.LedgerBucket, TTL: time.Hour})
				must(t, err)
			},
			"key-value bucket docket_ledger has maximum age 1h0m0s, docket defines 0s; it was left as it is",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			nc, js := connect(t)
			test.make(t, js)
			before := standing(t, js)
			for range 2 {
				b, err := bus.Open(t.Context(), nc)
				must(t, err)
				if got := strings.Join(b.Differences, "\n"); got != test.want {
					t.Errorf("said\n%s\nwant\n%s", got, test.want)
				}
			}
			after := standing(t, js)
			for what, config := range before {
				if diff := cmp.Diff(config, after[what]); diff != "" {
					t.Errorf("%s was altered (-before +after):\n%s", what, diff)
				}
			}
		})
	}
}

// standing is the configuration of every stream and consumer on the bus. A key-value bucket is a stream too.
func standing(t *testing.T, js jetstream.JetStream) map[string]any {
	t.Helper()
	all := map[string]any{}
	list := js.ListStreams(t.Context())
	for info := range list.Info() {
		all[info.Config.Name] = info.Config
		stream, err := js.Stream(t.Context(), info.Config.Name)
		must(t, err)
		consumers := stream.ListConsumers(t.Context())
		for c := range consumers.Info() {
			all[info.Config.Name+"/"+c.Name] = c.Config
		}
		must(t, consumers.Err())
	}
	must(t, list.Err())
	return all
}

// TestMessageIDs: a message is taken once, however often it is published under its id.
func TestMessageIDs(t *testing.T) {
	t.Parallel()
	nc, js := connect(t)
	_, err := bus.Open(t.Context(), nc)
	must(t, err)
	for name, subject := range map[string]string{
		bus.DocumentsStream: bus.DocumentsSubject + ".s3", bus.ResultsStream: bus.ResultsSubject + ".isf.submitted", bus.DeadStream: bus.DeadSubject + ".crashed",
	} {
		for i, id := range []string{"a", "a", "b", "a"} {
			ack, err := js.Publish(t.Context(), subject, []byte(id), jetstream.WithMsgID(id))
			must(t, err)
			if repeat := i == 1 || i == 3; ack.Stream != name || ack.Duplicate != repeat {
				t.Errorf("publish %d: %+v", i, ack)
			}
		}
		stream, err := js.Stream(t.Context(), name)
		must(t, err)
		if n := stream.CachedInfo().State.Msgs; n != 2 {
			t.Errorf("%s holds %d messages, want 2", name, n)
		}
	}
}

// TestTooLarge: the server's limit and the stream's are told apart from trouble.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	nc, js := connect(t)
	_, err := bus.Open(t.Context(), nc)
	must(t, err)
	for subject, size := range map[string]int{bus.DocumentsSubject + ".s3": 600 << 10, bus.ResultsSubject + ".isf.submitted": 2 << 20} {
		if _, err := js.Publish(t.Context(), subject, make([]byte, size)); !bus.TooLarge(err) {
			t.Errorf("%d bytes on %s: %v", size, subject, err)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := js.Publish(ended, bus.DeadSubject+".crashed", nil); err == nil || bus.TooLarge(err) {
		t.Errorf("the end of a context is told as %v", err)
	}
}

// TestInTrouble: what passes by itself, and what does not.
func TestInTrouble(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err       error
		inTrouble bool
	}{
		{nats.ErrTimeout, true},
		{nats.ErrNoResponders, true},
		{context.DeadlineExceeded, true},
		{&jetstream.APIError{Code: 503, ErrorCode: 10008, Description: "JetStream system temporarily unavailable"}, true},
		{&jetstream.APIError{Code: 500, ErrorCode: 10077, Description: "insufficient storage resources available"}, true},
		{jetstream.ErrConsumerNotFound, false},
		{jetstream.ErrStreamNotFound, false},
		{nats.ErrAuthorization, false},
		{context.Canceled, false},
		{nil, false},
	} {
		if err := fmt.Errorf("open consumer docket-lane-1: %w", test.err); bus.InTrouble(err) != test.inTrouble {
			t.Errorf("%v: in trouble %v", test.err, !test.inTrouble)
		}
	}
}

// TestNobodyAnswers: each way of not reaching NATS is told in words, with a hint, and without the secrets of the URL.
func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	locked := start(t, &server.Options{Username: "docket", Password: "right", JetStream: true})
	plain := start(t, &server.Options{})
	for _, test := range []struct {
		name       string
		options    bus.Options
		says, hint string
	}{
		{"no server", bus.Options{URL: "nats://127.0.0.1:1"}, "connect to NATS at nats://127.0.0.1:1: nats: no servers available", "NATS_URL"},
		{"secrets in URLs", bus.Options{URL: "nats://me:hush@127.0.0.1:1,nats://hush@127.0.0.1:2"}, "nats://127.0.0.1:1,nats://127.0.0.1:2:", "NATS_URL"},
		{"wrong password", bus.Options{URL: locked, User: "docket", Password: "hush"}, "Authorization Violation", "NATS_USER"},
		{"no JetStream", bus.Options{URL: plain}, "JetStream has to be enabled there: nats-server -js", "NATS_URL"},
	} {
		nc, err := bus.Connect(test.options)
		if err == nil {
			_, err = bus.Open(t.Context(), nc)
			nc.Close()
		}
		var unreachable *bus.Unreachable
		if !errors.As(err, &unreachable) || !strings.Contains(err.Error(), test.says) || !strings.Contains(unreachable.Hint(), test.hint) {
			t.Errorf("%s: %v; hint %q", test.name, err, hint(err))
		}
		if strings.Contains(fmt.Sprint(err), "hush") {
			t.Errorf("%s: tells a secret: %v", test.name, err)
		}
	}
}

func hint(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

// TestUnusableFiles: a file that is not there, or is not what it should be, is named by its setting, and is no server
// that does not answer.
func TestUnusableFiles(t *testing.T) {
	t.Parallel()
	wrong := filepath.Join(t.TempDir(), "wrong")
	must(t, os.WriteFile(wrong, []byte("hush"), 0o600))
	for _, file := range []string{filepath.Join(t.TempDir(), "none"), wrong} {
		for setting, options := range map[string]bus.Options{
			"NATS_CREDS": {Creds: file}, "NATS_NKEY": {NKey: file}, "NATS_CA": {CA: file}, "NATS_CERT and NATS_KEY": {Cert: file, Key: file},
		} {
			_, err := bus.Connect(options)
			var misconfigured *bus.Misconfigured
			if !errors.As(err, &misconfigured) || misconfigured.Setting != setting || !strings.Contains(misconfigured.Hint(), setting) || strings.Contains(err.Error(), "hush") {
				t.Errorf("%s %s: %v; hint %q", setting, filepath.Base(file), err, hint(err))
			}
		}
	}
	if _, err := bus.Connect(bus.Options{Key: wrong}); hint(err) == "" {
		t.Errorf("a key without its certificate: %v", err)
	}
}

// start is the URL of a server that is set up otherwise than docket's own.
func start(t *testing.T, o *server.Options) string {
	t.Helper()
	o.Host, o.Port, o.NoSigs, o.NoLog, o.StoreDir = "127.0.0.1", server.RANDOM_PORT, true, true, t.TempDir()
	s, err := server.NewServer(o)
	must(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(20 * time.Second) {
		t.Fatal("the server did not come up")
	}
	return s.ClientURL()
}

// TestSubjectsTaken: where another stream has docket's subjects, Open says so and takes nothing away from it.
func TestSubjectsTaken(t *testing.T) {
	t.Parallel()
	nc, js := connect(t)
	_, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "ALL", Subjects: []string{"docket.>"}})
	must(t, err)
	_, err = bus.Open(t.Context(), nc)
	if err == nil || !strings.Contains(err.Error(), "open stream DOCKET_DOCUMENTS: ") || !strings.Contains(hint(err), "nats stream subjects") {
		t.Errorf("%v; hint %q", err, hint(err))
	}
	if all := standing(t, js); len(all) != 1 {
		t.Errorf("standing are %v", all)
	}
}
