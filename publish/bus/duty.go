package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A Duty is something that one worker does for all, now and then, with a note that it leaves for the next. All of it is
// safe to be done twice: the lease keeps that rare, not impossible.
type Duty struct {
	kv    jetstream.KeyValue
	key   string
	by    string
	lease time.Duration
	now   func() time.Time
}

// dutyLease is how long a duty is its worker's after the last sign of life.
const dutyLease = time.Minute

// Duty is the duty with a name, as a worker sees it. Now tells the time, nil for the system's clock.
func (b *Bus) Duty(name, worker string, now func() time.Time) *Duty {
	if now == nil {
		now = time.Now
	}
	return &Duty{kv: b.Ledger, key: "duty." + name, by: worker, lease: dutyLease, now: now}
}

// A roster is what is written of a duty.
type roster struct {
	By    string          `json:"by"`
	Until time.Time       `json:"until,omitzero"` // zero when nobody is at it
	Last  time.Time       `json:"last,omitzero"`  // when it was done
	Note  json.RawMessage `json:"note,omitempty"`
}

// errTaken says that another worker has a duty.
var errTaken = errors.New("another worker is at it")

// Do does the duty, unless another worker is at it or it was done less than a while ago. Work gets the note that was left,
// nil at first, and leaves one whenever it has come further; an error of keep is the end of the work.
func (d *Duty) Do(ctx context.Context, every time.Duration, work func(ctx context.Context, note json.RawMessage, keep func(note any) error) error) error {
	r, revision, err := d.read(ctx)
	now := d.now().UTC()
	if err != nil || now.Before(r.Until) && r.Until.Sub(now) < 2*d.lease || now.Sub(r.Last).Abs() < every { // times further ahead are of a wrong clock
		return err
	}
	write := func(ctx context.Context, until time.Time) error {
		r.By, r.Until = d.by, until
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		written, err := d.kv.Update(ctx, d.key, text, revision)
		if isAPIError(err, jetstream.JSErrCodeStreamWrongLastSequence) || isAPIError(err, jetstream.JSErrCodeStreamWrongLastSequenceConstant) {
			return errTaken
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", d.key, err)
		}
		revision = written
		return nil
	}
	if err := write(ctx, now.Add(d.lease)); err != nil {
		return unlessTaken(err)
	}
	err = work(ctx, r.Note, func(note any) error {
		text, err := json.Marshal(note)
		if err != nil {
			return err
		}
		r.Note = text
		return write(ctx, d.now().UTC().Add(d.lease))
	})
	if errors.Is(err, errTaken) {
		return nil
	}
	if err == nil {
		r.Last = d.now().UTC()
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, unlessTaken(write(last, time.Time{})))
}

func unlessTaken(err error) error {
	if errors.Is(err, errTaken) {
		return nil
	}
	return err
}

func (d *Duty) read(ctx context.Context) (r roster, revision uint64, err error) {
	found, err := d.kv.Get(ctx, d.key)
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return r, 0, nil
	case err != nil:
		return r, 0, fmt.Errorf("read %s: %w", d.key, err)
	}
	if err := json.Unmarshal(found.Value(), &r); err != nil {
		return r, 0, fmt.Errorf("read %s: %w", d.key, err)
	}
	return r, found.Revision(), nil
}
