package lane_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"docket/ingest/lane"
	"docket/ingest/notice"
	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open is a bus on a NATS server that need not survive a power cut: ten thousand notices are written at once.
func open(t *testing.T) *bus.Bus {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, NoLog: true})
	must(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(20 * time.Second) {
		t.Fatal("the server does not come up")
	}
	nc, err := bus.Connect(bus.Options{URL: s.ClientURL()})
	must(t, err)
	t.Cleanup(nc.Close)
	b, err := bus.Open(t.Context(), nc)
	must(t, err)
	return b
}

// announce puts a notice of each file on the bus.
func announce(t *testing.T, b *bus.Bus, subject, sender string, files int) {
	t.Helper()
	for done := 0; done < files; {
		var futures []jetstream.PubAckFuture
		for ; done < files && len(futures) < 500; done++ {
			future, err := b.JS.PublishAsync(subject, fmt.Appendf(nil, `{"bucket":"inbox","key":"%s/%d.csv"}`, sender, done))
			must(t, err)
			futures = append(futures, future)
		}
		for _, future := range futures {
			select {
			case <-future.Ok():
			case err := <-future.Err():
				t.Fatal(err)
			}
		}
	}
}

// drain takes messages and is through with each, until it is told to stop or none are left.
func drain(t *testing.T, b *bus.Bus, q *lane.Queue, enough func(sender string) bool) {
	t.Helper()
	for {
		message, err := q.Next(t.Context(), time.Millisecond)
		must(t, err)
		if message == nil {
			if left(t, b) > 0 {
				continue
			}
			return
		}
		must(t, message.DoubleAck(t.Context()))
		sender, _, _ := strings.Cut(keyOf(t, message), "/")
		if enough(sender) {
			return
		}
	}
}

func keyOf(t *testing.T, message jetstream.Msg) string {
	t.Helper()
	batch, err := notice.Parse(message.Headers(), message.Data())
	must(t, err)
	return batch.Notices[0].Key
}

// left is how many messages wait, wherever.
func left(t *testing.T, b *bus.Bus) (n uint64) {
	t.Helper()
	for _, name := range []string{bus.DocumentsStream, bus.LanesStream} {
		stream, err := b.JS.Stream(t.Context(), name)
		must(t, err)
		n += stream.CachedInfo().State.Msgs
	}
	return n
}

// TestTenThousandAndOne: with 10,000 files of one sender waiting, another one's only file is the twelfth to fifteenth that
// is worked on, and 60 of a third are done before the first has had 160.
func TestTenThousandAndOne(t *testing.T) {
	t.Parallel()
	b := open(t)
	announce(t, b, "docket.documents.s3", "many", 10_000)
	announce(t, b, "docket.documents.s3", "some", 60)
	announce(t, b, "docket.documents.s3", "one", 1)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	had := map[string]int{}
	drain(t, b, q, func(sender string) bool {
		had[sender]++
		if sender == "one" {
			t.Logf("before the only file %d of the many and %d of the 60 were done", had["many"], had["some"])
			if had["many"] > 10+9 || had["some"] > 10 {
				t.Errorf("before the only file %d of the many and %d of the 60 were done", had["many"], had["some"])
			}
		}
		return had["some"] == 60
	})
	t.Logf("while the 60 were done, so were %d of the many", had["many"])
	if had["many"] > 160 || had["one"] != 1 {
		t.Errorf("while the 60 were done, so were %v", had)
	}
}

// TestAlone: a notice that nothing waits behind is handed out as it came, and the next one too while it is in hand.
func TestAlone(t *testing.T) {
	t.Parallel()
	b := open(t)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	for range 2 {
		announce(t, b, "docket.documents.s3", "acme", 1)
		message, err := q.Next(t.Context(), time.Minute)
		must(t, err)
		if message.Subject() != "docket.documents.s3" || message.Headers().Get(publish.DocumentHeader) != "" {
			t.Errorf("handed out as %s with %v", message.Subject(), message.Headers())
		}
	}
}

// TestIdentity: what goes through a lane keeps what it was, and is taken once however often it is put there.
func TestIdentity(t *testing.T) {
	t.Parallel()
	b := open(t)
	stream, err := b.JS.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	given := nats.NewMsg("docket.documents.sent")
	given.Data = []byte(`{"bucket":"inbox","key":"acme/1.csv"}`)
	given.Header.Set("ce-id", "mine")
	given.Header.Set(publish.DocumentHeader, "its-identity")
	_, err = b.JS.PublishMsg(t.Context(), given)
	must(t, err)
	announce(t, b, "docket.documents.s3", "acme", 1)
	second, err := stream.GetMsg(t.Context(), 2)
	must(t, err)
	_, err = b.JS.Publish(t.Context(), "docket.lanes.4.other", []byte(`{"bucket":"inbox","key":"other/1.csv"}`))
	must(t, err)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	consumer, err := b.Documents(t.Context())
	must(t, err)
	config := consumer.CachedInfo().Config
	config.AckWait = 100 * time.Millisecond
	_, err = b.JS.UpdateConsumer(t.Context(), bus.DocumentsStream, config)
	must(t, err)
	// The notices were handed out to a worker that is gone: they come again, and with them the deliveries.
	lost, err := consumer.Fetch(2, jetstream.FetchMaxWait(time.Minute))
	must(t, err)
	for range lost.Messages() {
	}
	var got []jetstream.Msg
	for len(got) < 2 {
		message, err := q.Next(t.Context(), 10*time.Second)
		must(t, err)
		if message != nil && message.Subject() != "docket.lanes.4.other" {
			got = append(got, message)
		}
	}
	want := []map[string]string{
		{"ce-id": "mine", publish.DocumentHeader: "its-identity", bus.SubjectHeader: "docket.documents.sent", bus.DeliveriesHeader: "1"},
		{publish.DocumentHeader: fmt.Sprintf("DOCKET_DOCUMENTS-2-%d", second.Time.UnixNano()), bus.SubjectHeader: "docket.documents.s3", bus.DeliveriesHeader: "1"},
	}
	for i, message := range got {
		if message.Subject() != "docket.lanes.1.inbox=acme" {
			t.Errorf("it is in %s", message.Subject())
		}
		for name, value := range want[i] {
			if is := message.Headers().Get(name); is != value {
				t.Errorf("%s is %q, want %q", name, is, value)
			}
		}
		// Whoever puts it there again, since it was not acknowledged where it came in, puts nothing.
		again := nats.NewMsg(message.Subject())
		again.Header.Set(jetstream.MsgIDHeader, message.Headers().Get(jetstream.MsgIDHeader))
		ack, err := b.JS.PublishMsg(t.Context(), again)
		must(t, err)
		if !ack.Duplicate {
			t.Error("it can be put there twice")
		}
	}
}

// TestWhatIsNoNotice: it waits with the others, and is handed out to whoever says what is wrong with it.
func TestWhatIsNoNotice(t *testing.T) {
	t.Parallel()
	b := open(t)
	for _, text := range []string{"", "not json", `{"Records":[]}`} {
		_, err := b.JS.Publish(t.Context(), "docket.documents.other", []byte(text))
		must(t, err)
	}
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	for range 3 {
		var message jetstream.Msg
		for message == nil {
			message, err = q.Next(t.Context(), time.Second)
			must(t, err)
		}
		if message.Subject() != "docket.lanes.1.-" {
			t.Errorf("it is in %s", message.Subject())
		}
		must(t, message.DoubleAck(t.Context()))
	}
	if n := left(t, b); n != 0 {
		t.Errorf("%d are left", n)
	}
}

// TestNoRoom: what no lane has room for is handed out as it came.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	b := open(t)
	stream, err := b.JS.Stream(t.Context(), bus.LanesStream)
	must(t, err)
	config := stream.CachedInfo().Config
	config.MaxMsgSize = 300
	_, err = b.JS.UpdateStream(t.Context(), config)
	must(t, err)
	announce(t, b, "docket.documents.s3", "acme", 2)
	announce(t, b, "docket.documents.s3", strings.Repeat("a", 500), 1)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	in := map[string]int{}
	drainInto := func(message jetstream.Msg) { in[message.Subject()]++; must(t, message.DoubleAck(t.Context())) }
	for left(t, b) > 0 {
		message, err := q.Next(t.Context(), time.Millisecond)
		must(t, err)
		if message != nil {
			drainInto(message)
		}
	}
	if in["docket.documents.s3"] != 1 || in["docket.lanes.1.inbox=acme"] != 2 {
		t.Errorf("handed out from %v", in)
	}
}

// TestTrouble: while the lanes cannot be written to, what came in stays in hand, and goes there when they can be; or is
// handed back.
func TestTrouble(t *testing.T) {
	t.Parallel()
	b := open(t)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	stream, err := b.JS.Stream(t.Context(), bus.LanesStream)
	must(t, err)
	full := stream.CachedInfo().Config
	full.MaxMsgs = 1
	_, err = b.JS.UpdateStream(t.Context(), full)
	must(t, err)
	announce(t, b, "docket.documents.s3", "acme", 3)
	_, err = q.Next(t.Context(), time.Millisecond)
	var api *jetstream.APIError
	if !errors.As(err, &api) || !strings.Contains(err.Error(), "lane") {
		t.Fatalf("a lane that is full: %v", err)
	}
	full.MaxMsgs = 2
	_, err = b.JS.UpdateStream(t.Context(), full)
	must(t, err)
	if _, err := q.Next(t.Context(), time.Millisecond); err == nil {
		t.Fatal("a lane that is full takes one more")
	}
	must(t, q.HandBack())
	full.MaxMsgs = -1
	_, err = b.JS.UpdateStream(t.Context(), full)
	must(t, err)
	other, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	done := map[string]int{}
	drain(t, b, other, func(sender string) bool { done[sender]++; return false })
	if done["acme"] != 3 {
		t.Errorf("worked on were %v, want each of the three once", done)
	}
}
