package reliability

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// network makes links; it has no state.
var network = sync.OnceValue(func() *toxiproxy.ApiServer {
	return toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
})

// A link is a stretch of network, from a client to an address, that can be cut, slowed and made deaf.
type link struct {
	proxy *toxiproxy.Proxy
}

func newLink(t testing.TB, to string) *link {
	t.Helper()
	l := &link{proxy: toxiproxy.NewProxy(network(), t.Name(), "127.0.0.1:0", to)}
	must(t, l.proxy.Start())
	t.Cleanup(l.proxy.Stop)
	return l
}

// address is where clients come in.
func (l *link) address() string { return l.proxy.Listen }

// cut breaks the connections and takes no new ones.
func (l *link) cut() { l.proxy.Stop() }

// mend takes connections again, and is neither slow nor deaf any more.
func (l *link) mend(t testing.TB) {
	t.Helper()
	l.proxy.Toxics.ResetToxics(context.Background())
	if !l.proxy.Enabled {
		must(t, l.proxy.Start())
	}
}

// slow has everything take its time, there and back.
func (l *link) slow(t testing.TB, latency time.Duration) {
	t.Helper()
	l.poison(t, "latency", map[string]any{"latency": latency.Milliseconds(), "jitter": latency.Milliseconds() / 2})
}

// deafen lets nothing come through, and says so to nobody.
func (l *link) deafen(t testing.TB) {
	t.Helper()
	l.poison(t, "timeout", map[string]any{"timeout": 0})
}

func (l *link) poison(t testing.TB, kind string, attributes map[string]any) {
	t.Helper()
	for _, stream := range []string{"upstream", "downstream"} {
		text, err := json.Marshal(map[string]any{"name": kind + stream, "type": kind, "stream": stream, "attributes": attributes})
		must(t, err)
		if _, err := l.proxy.Toxics.AddToxicJson(strings.NewReader(string(text))); err != nil {
			t.Fatal(fmt.Errorf("make a link %s: %w", kind, err))
		}
	}
}
