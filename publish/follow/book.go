package follow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A Book keeps watches in a key-value bucket.
type Book struct {
	kv   jetstream.KeyValue
	pace Pace
	now  func() time.Time
}

// NewBook is the book in a bucket, whose orders are looked at at a pace.
func NewBook(kv jetstream.KeyValue, pace Pace) *Book { return &Book{kv: kv, pace: pace, now: time.Now} }

const open, closed = "open.", "closed."

// token is a fid as part of a key.
func token(fid string) string {
	if name := strings.ReplaceAll(fid, ":", "_"); plain.MatchString(name) {
		return name
	}
	sum := sha256.Sum256([]byte(fid))
	return "=" + hex.EncodeToString(sum[:16])
}

var plain = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// Get is the watch of an order, open or closed; nil if it was never followed.
func (b *Book) Get(ctx context.Context, fid string) (*Watch, error) {
	for _, prefix := range []string{open, closed} {
		w, _, err := b.read(ctx, prefix+token(fid))
		if err != nil || w != nil {
			return w, err
		}
	}
	return nil, nil
}

// Open is the watch of an order that is still followed; nil if it is not.
func (b *Book) Open(ctx context.Context, fid string) (*Watch, error) {
	w, _, err := b.read(ctx, open+token(fid))
	return w, err
}

func (b *Book) read(ctx context.Context, key string) (*Watch, uint64, error) {
	found, err := b.kv.Get(ctx, key)
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return nil, 0, nil
	case err != nil:
		return nil, 0, fmt.Errorf("read the watch %s: %w", key, err)
	}
	var w Watch
	if err := json.Unmarshal(found.Value(), &w); err != nil {
		return nil, 0, fmt.Errorf("read the watch %s: %w", key, err)
	}
	return &w, found.Revision(), nil
}

// lost says that somebody else has changed a watch meanwhile.
var lost = errors.New("the watch was changed by another worker")

// write writes a watch over a revision of it, 0 for none, and returns the new revision.
func (b *Book) write(ctx context.Context, key string, w Watch, revision uint64) (uint64, error) {
	text, err := json.Marshal(w)
	if err != nil {
		return 0, fmt.Errorf("write the watch %s: %w", key, err)
	}
	if revision == 0 {
		revision, err = b.kv.Create(ctx, key, text)
	} else {
		revision, err = b.kv.Update(ctx, key, text, revision)
	}
	return revision, lostOr(err, key)
}

// overtaken are the codes of a write that was refused because somebody else wrote first: those of a bucket without and
// with replicas.
var overtaken = []jetstream.ErrorCode{jetstream.JSErrCodeStreamWrongLastSequence, jetstream.JSErrCodeStreamWrongLastSequenceConstant}

func lostOr(err error, key string) error {
	var api *jetstream.APIError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jetstream.ErrKeyExists), errors.As(err, &api) && slices.Contains(overtaken, api.ErrorCode):
		return lost
	default:
		return fmt.Errorf("write the watch %s: %w", key, err)
	}
}

// Begin has an order followed from now on. One that is followed, or was, for the same request is left as it is; after
// another request, an update, it is followed anew.
func (b *Book) Begin(ctx context.Context, w Watch) error {
	w.Since = b.now().UTC()
	w.Changed, w.Due = w.Since, w.Since.Add(b.pace.wait(0))
	w.fit()
	key := token(w.FID)
	for {
		before, revision, err := b.read(ctx, open+key)
		if err == nil && before == nil {
			before, _, err = b.read(ctx, closed+key)
		}
		switch {
		case err != nil:
			return err
		case before != nil && before.RequestID == w.RequestID:
			return nil
		}
		next := w
		if before != nil {
			next = before.renew(w)
		}
		if _, err := b.write(ctx, open+key, next, revision); !errors.Is(err, lost) {
			return err
		}
	}
}

// claim takes an order that is due until the lease is over. It is nil if the order is not due, or another worker's.
func (b *Book) claim(ctx context.Context, key, by string, lease time.Duration) (*Watch, uint64, error) {
	w, revision, err := b.read(ctx, key)
	if err != nil || w == nil || w.Due.After(b.now()) {
		return nil, 0, err
	}
	w.Due, w.By = b.now().Add(lease).UTC(), by
	revision, err = b.write(ctx, key, *w, revision)
	switch {
	case errors.Is(err, lost):
		return nil, 0, nil
	case err != nil:
		return nil, 0, err
	}
	return w, revision, nil
}

// close ends the following of an order. Whoever has begun it anew meanwhile is not in its way.
func (b *Book) close(ctx context.Context, w Watch, revision uint64) error {
	text, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("write the watch %s: %w", w.FID, err)
	}
	if _, err := b.kv.Put(ctx, closed+token(w.FID), text); err != nil {
		return fmt.Errorf("write the watch %s: %w", w.FID, err)
	}
	return lostOr(b.kv.Purge(ctx, open+token(w.FID), jetstream.LastRevision(revision)), open+w.FID)
}

// Hear has an order looked at at once, because a webhook event told of it. It says whether the order is followed and
// the event is new.
func (b *Book) Hear(ctx context.Context, fid string, event int64) (bool, error) {
	for {
		w, revision, err := b.read(ctx, open+token(fid))
		if err != nil || w == nil || slices.Contains(w.Heard, event) {
			return false, err
		}
		w.Heard = append(w.Heard, event)
		w.Heard = w.Heard[max(0, len(w.Heard)-most):]
		w.Due, w.Quiet = b.now().UTC(), 0
		w.note(w.Due, "", "webhook event %d", event)
		if _, err := b.write(ctx, open+token(fid), *w, revision); !errors.Is(err, lost) {
			return err == nil, err
		}
	}
}
