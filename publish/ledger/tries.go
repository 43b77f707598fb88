package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/nats-io/nats.go/jetstream"
)

// Tries counts how often workers began with a message that they came to no end with. The bus only counts how often it has
// delivered a message, whether that reached anybody or not.
type Tries struct {
	kv jetstream.KeyValue
}

// NewTries is the count in a bucket.
func NewTries(kv jetstream.KeyValue) *Tries { return &Tries{kv: kv} }

// Begin counts a try at a message that is about to begin, and says how many there are with it.
func (t *Tries) Begin(ctx context.Context, message string) (n int, _ error) {
	found, err := t.kv.Get(ctx, triesKey(message))
	switch {
	case err == nil:
		n, _ = strconv.Atoi(string(found.Value()))
	case !errors.Is(err, jetstream.ErrKeyNotFound):
		return 0, fmt.Errorf("read how often a message was tried: %w", err)
	}
	n++
	if _, err := t.kv.Put(ctx, triesKey(message), []byte(strconv.Itoa(n))); err != nil {
		return 0, fmt.Errorf("write how often a message was tried: %w", err)
	}
	return n, nil
}

// End forgets the tries at a message that a worker came to an end with.
func (t *Tries) End(ctx context.Context, message string) error {
	if err := t.kv.Purge(ctx, triesKey(message)); err != nil {
		return fmt.Errorf("forget how often a message was tried: %w", err)
	}
	return nil
}

func triesKey(message string) string {
	sum := sha256.Sum256([]byte(message))
	return "tries." + hex.EncodeToString(sum[:16])
}
