// Package bustest gives a test a bus of its own: the real NATS server in the test's process, docket's connection to it,
// and its streams and buckets. All ends with the test.
package bustest

import (
	"testing"

	"docket/publish/bus"
	"docket/publish/bus/embedded"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Connect connects to a server on which nothing is defined yet.
func Connect(t testing.TB) *nats.Conn {
	t.Helper()
	server, err := embedded.Start(t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return connect(t, server.URL())
}

func connect(t testing.TB, url string) *nats.Conn {
	t.Helper()
	nc, err := bus.Connect(bus.Options{URL: url, Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return nc
}

// Open is a bus on such a server.
func Open(t testing.TB) *bus.Bus {
	t.Helper()
	return open(t, Connect(t))
}

// OpenOn is a bus on a server that is there.
func OpenOn(t testing.TB, url string) *bus.Bus {
	t.Helper()
	return open(t, connect(t, url))
}

func open(t testing.TB, nc *nats.Conn) *bus.Bus {
	t.Helper()
	b, err := bus.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Consumers are those that workers take notices from, where these come in and in the lanes.
func Consumers(t testing.TB, b *bus.Bus) []jetstream.Consumer {
	t.Helper()
	intake, err := b.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := []jetstream.Consumer{intake}
	for _, lane := range bus.Lanes {
		consumer, err := b.Lane(t.Context(), lane)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, consumer)
	}
	return all
}
