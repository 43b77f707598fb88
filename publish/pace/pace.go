package pace

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A Budget is the calls that all workers of an account may make.
type Budget struct {
	kv   jetstream.KeyValue
	key  string
	each time.Duration // that a call takes of the account's time
	few  int           // calls that are taken at once at least
	many int           // and at most
	now  func() time.Time

	asking atomic.Int32 // this worker's calls that wait for their turn

	taking sync.Mutex
	left   int       // of the calls that were taken
	till   time.Time // by our own clock; then they are no longer ours

	asked time.Time // by our own clock, when we had heard what time it is
	there time.Time // that it was on the bus
}

// New is the budget of an account in a bucket, of so many calls a second.
func New(kv jetstream.KeyValue, account string, perSecond float64) *Budget {
	return &Budget{kv: kv, key: account, each: time.Duration(float64(time.Second) / perSecond), few: max(1, int(perSecond/20)), many: max(1, int(perSecond/2)), now: time.Now}
}

// Take takes a call. With 0 it may be sent now; else it may not, and it is to be asked for again after that time.
func (b *Budget) Take(ctx context.Context) (wait time.Duration, _ error) {
	b.asking.Add(1)
	defer b.asking.Add(-1)
	b.taking.Lock() // one of this worker's calls asks for all
	defer b.taking.Unlock()
	if b.left > 0 && b.now().Before(b.till) {
		b.left--
		return 0, nil
	}
	for {
		given, revision, err := b.read(ctx)
		if err != nil {
			return 0, err
		}
		now, err := b.busTime(ctx)
		if err != nil {
			return 0, err
		}
		if wait := given.Sub(now); wait > 0 {
			return wait, nil
		}
		from := given
		if saved := now.Add(-time.Duration(b.many) * b.each); from.Before(saved) { // nobody has called for a while
			from = saved
		}
		taken := min(max(b.few, int(b.asking.Load())), b.many)
		written, err := b.write(ctx, from.Add(time.Duration(taken)*b.each), revision)
		switch {
		case err != nil:
			return 0, err
		case written:
			b.left, b.till = taken-1, b.now().Add(kept)
			return 0, nil
		}
	}
}

// kept is how long calls that were taken may be sent.
const kept = time.Second

// Hold keeps all workers from calling for a while, as the API has asked.
func (b *Budget) Hold(ctx context.Context, d time.Duration) error {
	b.taking.Lock()
	defer b.taking.Unlock()
	b.left = 0
	for {
		given, revision, err := b.read(ctx)
		if err != nil {
			return err
		}
		now, err := b.busTime(ctx)
		if err != nil {
			return err
		}
		until := now.Add(d)
		if !given.Before(until) {
			return nil
		}
		if written, err := b.write(ctx, until, revision); written || err != nil {
			return err
		}
	}
}

// read is the time up to which calls have been given out.
func (b *Budget) read(ctx context.Context) (given time.Time, revision uint64, _ error) {
	found, err := b.kv.Get(ctx, b.key)
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return time.Time{}, 0, nil
	case err != nil:
		return time.Time{}, 0, fmt.Errorf("read the pace of %s: %w", b.key, err)
	}
	given, err = time.Parse(time.RFC3339Nano, string(found.Value()))
	if err != nil {
		return time.Time{}, 0, fmt.Errorf("read the pace of %s: %w", b.key, err)
	}
	return given, found.Revision(), nil
}

// write moves that time on. It says no if somebody else has.
func (b *Budget) write(ctx context.Context, given time.Time, revision uint64) (written bool, _ error) {
	_, err := b.kv.Update(ctx, b.key, []byte(given.UTC().Format(time.RFC3339Nano)), revision)
	var api *jetstream.APIError
	switch {
	case err == nil:
		return true, nil
	case errors.As(err, &api) && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant):
		return false, nil
	}
	return false, fmt.Errorf("write the pace of %s: %w", b.key, err)
}

// trusted is how long our own clock counts on from the bus's time before we ask again.
const trusted = time.Minute

// busTime is what time it is on the bus, or was a moment ago.
func (b *Budget) busTime(ctx context.Context) (time.Time, error) {
	if b.asked.IsZero() || b.now().Sub(b.asked) > trusted {
		status, err := b.kv.Status(ctx)
		if err != nil {
			return time.Time{}, fmt.Errorf("ask what time it is: %w", err)
		}
		bucket, is := status.(*jetstream.KeyValueBucketStatus)
		if !is || bucket.StreamInfo().TimeStamp.IsZero() {
			return time.Time{}, errors.New("ask what time it is: the bus does not say")
		}
		b.asked, b.there = b.now(), bucket.StreamInfo().TimeStamp
	}
	return b.there.Add(b.now().Sub(b.asked)), nil
}
