package bus_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/publish/bus"
	"docket/publish/bus/embedded"

	"github.com/nats-io/nats.go"
)

// A diary keeps what is said and tells when something new is in it.
type diary struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{}
}

func newDiary() *diary { return &diary{more: make(chan struct{}, 1)} }

func (d *diary) Write(line []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	select {
	case d.more <- struct{}{}:
	default:
	}
	return d.text.Write(line)
}

// await waits until all of some words have been said.
func (d *diary) await(t *testing.T, words ...string) {
	t.Helper()
	enough, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		text := d.all()
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			return
		}
		select {
		case <-d.more:
		case <-enough.Done():
			t.Fatalf("%q was not said: %s", words, text)
		}
	}
}

func (d *diary) all() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.String()
}

// TestConnectionSays: a subscription that is overrun, a cut and its end are lines of the log.
func TestConnectionSays(t *testing.T) {
	t.Parallel()
	said, dir := newDiary(), t.TempDir()
	first, err := embedded.Start(dir, 0)
	must(t, err)
	nc, err := bus.Connect(bus.Options{URL: first.URL(), Name: "test", Log: slog.New(slog.NewTextHandler(said, nil))})
	must(t, err)
	defer nc.Close()
	slow, err := nc.SubscribeSync("slow")
	must(t, err)
	must(t, slow.SetPendingLimits(1, -1))
	for range 3 {
		must(t, nc.PublishMsg(&nats.Msg{Subject: "slow", Data: []byte("hush")}))
	}
	said.await(t, "slow consumer: more came", "subject=slow", "dropped=")
	port := nc.ConnectedAddr()[strings.LastIndex(nc.ConnectedAddr(), ":")+1:]
	first.Close()
	said.await(t, "cut off from NATS; connecting again")
	second, err := embedded.Start(dir, number(t, port))
	must(t, err)
	defer second.Close()
	said.await(t, "connected to NATS again", "times=1")
	if strings.Contains(said.all(), "hush") {
		t.Error("the log has what a message says")
	}
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}
