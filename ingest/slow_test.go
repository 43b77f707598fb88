package ingest_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/sandbox"

	"github.com/nats-io/nats-server/v2/server"
)

// A strict server gives up a client that does not read what it has asked for, as NATS's own slow consumers are, and says so.
type strict struct {
	*server.Server
	slow chan struct{} // closed with the first
	once sync.Once
}

func newStrict(t *testing.T) *strict {
	t.Helper()
	s := &strict{slow: make(chan struct{})}
	var err error
	s.Server, err = server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, MaxPending: 4 << 20, WriteDeadline: time.Second,
	})
	must(t, err)
	s.SetLoggerV2(s, false, false, false)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(30 * time.Second) {
		t.Fatal("the server does not come up")
	}
	return s
}

func (s *strict) Noticef(format string, args ...any) {
	if strings.Contains(fmt.Sprintf(format, args...), "Slow Consumer Detected") {
		s.once.Do(func() { close(s.slow) })
	}
}
func (s *strict) Warnf(format string, args ...any)  { s.Noticef(format, args...) }
func (s *strict) Errorf(format string, args ...any) { s.Noticef(format, args...) }
func (*strict) Fatalf(string, ...any)               {}
func (*strict) Debugf(string, ...any)               {}
func (*strict) Tracef(string, ...any)               {}

// narrow is the way of a worker to the server. What comes back after the worker has asked for notices for the first time is not
// taken from the server, until that has given the worker up; then the connection breaks, and the next ones are sound.
func narrow(t *testing.T, s *strict) (url string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	var ways sync.WaitGroup
	ways.Go(func() {
		for first := true; ; first = false {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			ways.Go(func() { s.carry(client, first) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); ways.Wait() })
	return "nats://" + listener.Addr().String()
}

func (s *strict) carry(client net.Conn, stalls bool) {
	defer client.Close()
	nats, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		return
	}
	defer nats.Close()
	asked := make(chan struct{})
	var back sync.WaitGroup
	defer back.Wait()
	back.Go(func() {
		defer client.Close()
		buffer := make([]byte, 16<<10)
		for {
			n, err := nats.Read(buffer)
			if err != nil {
				return
			}
			select {
			case <-asked:
				<-s.slow
				return
			default:
			}
			if _, err := client.Write(buffer[:n]); err != nil {
				return
			}
		}
	})
	lines := bufio.NewReader(client)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		if stalls && bytes.Contains(line, []byte("CONSUMER.MSG.NEXT."+bus.DocumentsStream)) {
			stalls = false
			close(asked)
		}
		if _, err := nats.Write(line); err != nil {
			break
		}
	}
	_ = nats.Close()
}

// TestSlowConsumer: a worker asks for more than it takes, so that NATS gives it up with all that was on the way. NATS and the worker say
// so, the notices come again, and each file ends once.
func TestSlowConsumer(t *testing.T) {
	t.Parallel()
	s := newStrict(t)
	w := newWorldOn(t, bustest.OpenOn(t, s.ClientURL()), sandbox.Options{}, false)
	documents, err := w.bus.Documents(t.Context())
	must(t, err)
	config := documents.CachedInfo().Config
	config.AckWait = time.Second
	_, err = w.bus.JS.UpdateConsumer(t.Context(), bus.DocumentsStream, config)
	must(t, err)
	const files = 30
	bill, padding := sample(t, "04-bol-containers.csv"), strings.Repeat("x", 400<<10)
	waiting := map[string]int{}
	for n := range files {
		key := fmt.Sprintf("%02d.csv", n)
		_, err := w.files.Put(t.Context(), "inbox", key, bytes.ReplaceAll(bill, []byte("MAEU256831947"), fmt.Appendf(nil, "MAEU5%08d", n)), bucket.Labels{})
		must(t, err)
		waiting[key] = 0
	}
	stream, err := w.bus.JS.Stream(t.Context(), bus.DocumentsStream)
	must(t, err)
	must(t, stream.Purge(t.Context())) // notices of our own, that are as large as they may be
	for key := range waiting {
		_, err := w.bus.JS.Publish(t.Context(), bus.DocumentsSubject+".mine", fmt.Appendf(nil, `{"bucket": "inbox", "key": %q, "metadata": {"padding": %q}}`, key, padding))
		must(t, err)
	}

	var said lockedBuffer
	log := slog.New(slog.NewTextHandler(io.MultiWriter(&said, t.Output()), nil))
	nc, err := bus.Connect(bus.Options{URL: narrow(t, s), Log: log})
	must(t, err)
	t.Cleanup(nc.Close)
	theirs, err := bus.Open(t.Context(), nc)
	must(t, err)
	worker := ingest.NewWorker(theirs, w.pipeline(), publish.NewPublisher(theirs.JS), nil,
		ingest.WorkerConfig{Name: "slow", Concurrency: 2, Grace: 10 * time.Second, TimeLimit: time.Minute, RetryPause: 5 * time.Millisecond, MaxDeliveries: 5}, log)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	var running sync.WaitGroup
	running.Go(func() {
		if err := worker.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { stop(); running.Wait() })

	for range files {
		document, _ := w.ended()
		key := document.Result.Document.Key
		if waiting[key]++; waiting[key] > 1 || document.Outcome != publish.Completed {
			t.Errorf("%s ended %s, %d times", key, document.Outcome, waiting[key])
		}
	}
	stop()
	running.Wait()
	if slow := s.NumSlowConsumers(); slow == 0 {
		t.Error("NATS has seen no slow consumer; the test shows nothing")
	}
	for _, line := range []string{"cut off from NATS; connecting again", "connected to NATS again"} {
		if !strings.Contains(said.String(), line) {
			t.Errorf("the worker does not say %q", line)
		}
	}
	if orders, left, letters := len(w.api.Orders()), w.left(), w.letters(); orders != files || left != 0 || len(letters) != 0 {
		t.Errorf("the API holds %d orders of %d; %d notices are left, and %d dead letters", orders, files, left, len(letters))
	}
}

// A lockedBuffer may be written and read at the same time.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(line)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
