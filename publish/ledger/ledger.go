package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Ledger keeps entries in a key-value bucket.
type Ledger struct {
	kv    jetstream.KeyValue
	lease time.Duration
	now   func() time.Time // what time it is, for what is written down
	watch *watch
}

// Lease is how long a claim is its worker's alone, unless set otherwise.
const Lease = 90 * time.Second

// New is the ledger in a bucket. Now tells the time that is written down, nil for the system's clock; leases do not go by
// it.
func New(kv jetstream.KeyValue, lease time.Duration, now func() time.Time) *Ledger {
	if now == nil {
		now = time.Now
	}
	return &Ledger{kv: kv, lease: lease, now: now, watch: newWatch(time.Now)}
}

// Now is the time by the ledger's clock.
func (l *Ledger) Now() time.Time { return l.now() }

// A Held claim is a filing that this worker may send now. Exactly one of its methods ends it.
type Held struct {
	ledger   *Ledger
	key      string
	revision uint64
	until    time.Time
	by       time.Time // until, by the time of day alone
	Entry    Entry
}

// Until is when sending has to be over: a tenth of the lease before it runs out, since no two clocks run alike. Whoever
// sends for longer may send at the same time as the one who takes the filing over, or after. It is a time of this process,
// which a step of its clock does not move.
func (h *Held) Until() time.Time { return h.until }

// Overslept says whether sending has to be over by the time of day. A machine that slept, as a virtual one that is moved does, has not
// counted that time, and others have.
func (h *Held) Overslept() bool { return !h.ledger.now().Before(h.by) }

// Lost says that the lease ran out and another worker took the filing over. What became of the request is then that
// worker's to find out.
var Lost = errors.New("the claim on the filing was lost to another worker")

// TooLarge says that the bus has no room for a filing as large as this one, so that it cannot be filed safely.
var TooLarge = errors.New("the filing is larger than the ledger can remember")

// Claim asks to send a request. With Proceed and Resolve the caller holds the filing and has to end the claim; with
// the others it gets the entry to report from.
func (l *Ledger) Claim(ctx context.Context, key string, c Claim) (Verdict, *Held, error) {
	for {
		entry, revision, err := l.get(ctx, key)
		if err != nil {
			return "", nil, err
		}
		verdict, next := decide(entry, c, l.now(), l.lease, l.watch.ranOut(key, entry, revision))
		term := l.lease - l.lease/10
		held := &Held{ledger: l, key: key, revision: revision, until: l.watch.now().Add(term), by: l.now().Round(0).Add(term), Entry: next} // Round(0) leaves the time of day alone
		if verdict != Proceed && verdict != Resolve && verdict != Unchanged {
			return verdict, held, nil
		}
		// Also what is found unchanged is written, as it is: the read may have come from a replica that is behind.
		err = held.write(ctx, next)
		if errors.Is(err, Lost) {
			continue // somebody wrote in between: decide again on what they wrote
		}
		return verdict, held, err
	}
}

// Look is what would become of a claim now, and the entry that would be reported from. Nothing is written.
func (l *Ledger) Look(ctx context.Context, key string, c Claim) (Verdict, Entry, error) {
	entry, revision, err := l.get(ctx, key)
	if err != nil {
		return "", Entry{}, err
	}
	verdict, next := decide(entry, c, l.now(), l.lease, l.watch.ranOut(key, entry, revision))
	return verdict, next, nil
}

// Get is the entry of a filing, nil if there is none.
func (l *Ledger) Get(ctx context.Context, key string) (*Entry, error) {
	entry, _, err := l.get(ctx, key)
	return entry, err
}

// get is an entry and its revision.
func (l *Ledger) get(ctx context.Context, key string) (*Entry, uint64, error) {
	value, revision, err := l.read(ctx, key)
	if err != nil || value == nil {
		return nil, revision, err
	}
	entry, err := decode(value)
	if err != nil {
		return nil, 0, fmt.Errorf("read ledger entry %s: %w", key, err)
	}
	return &entry, revision, nil
}

// read is what is written under a key and its revision. Where there is nothing the revision is that of its deletion, 0
// if it never was there: a write has to name it.
func (l *Ledger) read(ctx context.Context, key string) ([]byte, uint64, error) {
	found, err := l.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		found, err = l.lastOf(ctx, key)
	}
	switch {
	case err != nil:
		return nil, 0, fmt.Errorf("read ledger entry %s: %w", key, err)
	case found == nil:
		return nil, 0, nil
	case found.Operation() != jetstream.KeyValuePut:
		return nil, found.Revision(), nil
	}
	return found.Value(), found.Revision(), nil
}

// lastOf is the last that happened to a key that was not found: its deletion, nothing, or an entry that somebody wrote
// since. The latter must not be taken for a deletion, or it would be written over.
func (l *Ledger) lastOf(ctx context.Context, key string) (jetstream.KeyValueEntry, error) {
	history, err := l.kv.History(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) || err == nil && len(history) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return history[len(history)-1], nil
}

func (h *Held) write(ctx context.Context, e Entry) error {
	value, err := encode(e)
	if err != nil {
		return fmt.Errorf("write ledger entry %s: %w", h.key, err)
	}
	revision, err := h.ledger.kv.Update(ctx, h.key, value, h.revision)
	if errors.Is(err, nats.ErrMaxPayload) {
		return fmt.Errorf("%w: its ledger entry has %d bytes", TooLarge, len(value))
	}
	if err := lostOr(err, h.key); err != nil {
		return err
	}
	h.revision, h.Entry = revision, e
	return nil
}

// Answered ends the claim: the API took the request, with an effect.
func (h *Held) Answered(ctx context.Context, answer Answer) error {
	if err := h.known(ctx, answer.APIID); err != nil {
		return err
	}
	return h.write(ctx, answered(h.Entry, answer))
}

// Refused ends the claim: the API said no.
func (h *Held) Refused(ctx context.Context, code, message string) error {
	return h.write(ctx, refused(h.Entry, code, message))
}

// Unanswered ends the claim: the request was sent, and whether it had an effect is not known.
func (h *Held) Unanswered(ctx context.Context) error { return h.write(ctx, unanswered(h.Entry)) }

// Release ends the claim: nothing was sent by it. What was in doubt before still is.
func (h *Held) Release(ctx context.Context) error { return h.putBack(ctx, h.Entry) }

// Void ends the claim: neither it nor a claim before it, which may have been in doubt, had any effect.
func (h *Held) Void(ctx context.Context) error {
	e := h.Entry
	e.Doubt = false
	return h.putBack(ctx, e)
}

// putBack leaves the entry as it was before the claim.
func (h *Held) putBack(ctx context.Context, e Entry) error {
	entry, remember := released(e)
	if remember {
		return h.write(ctx, entry)
	}
	return lostOr(h.ledger.kv.Delete(ctx, h.key, jetstream.LastRevision(h.revision)), h.key)
}

// Saw writes down how what was filed stands with the API by now, while the claim goes on.
func (h *Held) Saw(ctx context.Context, status string) error {
	e := h.Entry
	if e.Filed == nil || e.Filed.Status == status {
		return nil
	}
	filed := *e.Filed
	filed.Status, e.Filed = status, &filed
	return h.write(ctx, e)
}

// Saw writes down how a filing stands with the API by now. It waits for claims to end, and writes nothing if the filing
// is known by another id meanwhile.
func (l *Ledger) Saw(ctx context.Context, key, apiID, status string) error {
	for {
		entry, revision, err := l.get(ctx, key)
		if err != nil || entry == nil || entry.Filed == nil || entry.Filed.APIID != apiID || entry.Filed.Status == status {
			return err
		}
		if entry.State == Intended && !l.watch.ranOut(key, entry, revision) {
			if err := l.Wait(ctx, key); err != nil {
				return err
			}
			continue
		}
		held := Held{ledger: l, key: key, revision: revision, Entry: *entry}
		if err := held.Saw(ctx, status); !errors.Is(err, Lost) {
			return err
		}
	}
}

// Wait waits until another worker's claim on the filing has ended or run out.
func (l *Ledger) Wait(ctx context.Context, key string) error {
	watcher, err := l.kv.Watch(ctx, key)
	if err != nil {
		return fmt.Errorf("watch ledger entry %s: %w", key, err)
	}
	defer func() { _ = watcher.Stop() }()
	var expiry <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-expiry:
			return nil
		case update, open := <-watcher.Updates():
			if !open {
				return fmt.Errorf("watch ledger entry %s: the watch ended", key)
			}
			if update == nil {
				continue // all that was there has been sent
			}
			if update.Operation() != jetstream.KeyValuePut {
				return nil
			}
			entry, err := decode(update.Value())
			if err != nil || entry.State != Intended {
				return nil
			}
			expiry = time.After(l.watch.left(key, &entry, update.Revision()))
		}
	}
}
