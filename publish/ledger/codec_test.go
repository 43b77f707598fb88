package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"docket/publish/bus"
	"docket/publish/bus/bustest"
)

// TestSizes: small entries are plain JSON, large ones are packed, and one that the bus cannot hold is refused before
// anything is claimed.
func TestSizes(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	noise := make([]byte, 3<<20)
	for i := range noise {
		noise[i] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"[rand.IntN(64)]
	}
	for _, test := range []struct {
		name, body string
		packed     bool
		want       error
	}{
		{name: "one item", body: "steel"},
		{name: "10,000 items", body: strings.Repeat("steel bolts, 4000 pieces; ", 100_000), packed: true},
		{name: "noise", body: string(noise), want: TooLarge},
	} {
		claim := claimOf("a", "v1", "h1")
		claim.Request = fmt.Appendf(nil, "%q", test.body)
		key := "order.acme." + strings.ToUpper(strings.NewReplacer(" ", "", ",", "").Replace(test.name))
		verdict, held, err := l.Claim(t.Context(), key, claim)
		if !errors.Is(err, test.want) || (err == nil && verdict != Proceed) {
			t.Fatalf("%s: %s, %v", test.name, verdict, err)
		}
		entry, getErr := l.Get(t.Context(), key)
		if getErr != nil || (entry == nil) != (test.want != nil) {
			t.Fatalf("%s: entry %v, %v", test.name, entry != nil, getErr)
		}
		if err != nil {
			continue
		}
		if !bytes.Equal(entry.Intent.Request, claim.Request) {
			t.Errorf("%s: the request came back changed", test.name)
		}
		value, err := encode(held.Entry)
		if err != nil || bus.Packed(value) != test.packed {
			t.Errorf("%s: packed %v, %v", test.name, !test.packed, err)
		}
	}
}
