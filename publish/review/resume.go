package review

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Run carries out decisions that a worker died over or could not carry out for a service's trouble, and has out what is
// due, until the context ends.
func (d *Desk) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := d.watch(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("cannot see the decisions that are left to carry out; trying again", "error", err)
			pause(ctx, d.retry)
		}
	}
	return nil
}

// watch sees to each decision when its lease has run out.
func (d *Desk) watch(ctx context.Context) error {
	watcher, err := d.kv.Watch(ctx, every)
	if err != nil {
		return fmt.Errorf("watch the decisions: %w", err)
	}
	defer func() { _ = watcher.Stop() }()
	left := map[string]Case{}
	for {
		next, wait := soonest(left, d.now())
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
			if c, found := left[next]; found {
				left[next] = d.resume(ctx, c)
			}
		case found, open := <-watcher.Updates():
			timer.Stop()
			if !open {
				return errors.New("watch the decisions: the watch ended")
			}
			if found == nil {
				continue
			}
			delete(left, found.Key())
			if found.Operation() != jetstream.KeyValuePut {
				continue
			}
			c, err := read(found)
			if err == nil && c.Ending != nil { // else whoever ended it clears it away
				c.Decision = &Decision{Lease: d.now().Add(d.lease)}
			}
			if err == nil && !c.next().IsZero() && c.Account == d.account {
				left[found.Key()] = c
			}
		}
	}
}

// soonest is the case that is due first, and how long until then.
func soonest(left map[string]Case, now time.Time) (key string, wait time.Duration) {
	wait = time.Hour
	for k, c := range left {
		if w := c.next().Sub(now); w < wait {
			key, wait = k, w
		}
	}
	return key, max(0, wait)
}

// resume carries one decision on. It returns the case as it is to be tried again; what it writes is seen by all.
func (d *Desk) resume(ctx context.Context, c Case) Case {
	if c.Ending != nil {
		if err := d.remove(ctx, c); err != nil && !errors.Is(err, errLost) {
			d.log.Warn("could not clear away what is left of a case", "review", c.key, "error", err)
		}
		c.Decision = &Decision{Lease: d.now().Add(d.lease)}
		return c
	}
	now := d.now().UTC()
	decision := Decision{ID: "due-" + c.seen(), Verb: Approve, By: Itself, At: now}
	if c.Decision != nil {
		decision = *c.Decision
	}
	decision.Lease = now.Add(d.lease)
	mine := c
	mine.Decision = &decision
	if err := d.write(ctx, &mine, noLimit); err != nil { // errLost: somebody else does it, and is seen
		return mine
	}
	ruling, err := d.carryOut(ctx, mine)
	if err != nil {
		d.log.Warn("a decision could not be carried out yet", "review", c.key, "error", err)
		d.leave(ctx, mine)
		return mine
	}
	d.log.Info("what was left to do, or was due, has been done", "review", c.key, "outcome", ruling.Outcome)
	return mine
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
