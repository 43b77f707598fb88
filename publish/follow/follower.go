package follow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"time"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/flexport"
	"docket/publish/ledger"
)

// An API shows orders and entries. *flexport.Client is one.
type API interface {
	Order(ctx context.Context, fid string) (filing.Order, error)
	Entries(ctx context.Context, filter flexport.EntryFilter) iter.Seq2[filing.Entry, error]
	Ready(ctx context.Context) error
}

// A Publisher puts events on the bus. *publish.Publisher is one.
type Publisher interface {
	Results(ctx context.Context, events ...publish.Event) error
}

// A Follower looks at orders when they are due and publishes what is new. Any number may share a book.
type Follower struct {
	Book      *Book
	API       API
	Publisher Publisher
	Ledger    *ledger.Ledger
	Name      string // of this worker
	Log       *slog.Logger
}

const (
	lease    = 2 * time.Minute // for one look; the API's own limits are shorter
	parallel = 4               // orders looked at at a time
)

// Run follows until the context ends. What is in hand then is left to its lease, or to the next look.
func (f *Follower) Run(ctx context.Context) error {
	for {
		err := f.run(ctx)
		if ctx.Err() != nil {
			return nil
		}
		f.Log.Warn("following orders was interrupted; it begins anew", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

// A done look is one that has come to its end.
type done struct {
	key   string
	again bool // it could not even be claimed
}

// run keeps the agenda for as long as the bucket can be watched.
func (f *Follower) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var hands sync.WaitGroup
	defer hands.Wait()
	defer cancel()
	watcher, err := f.Book.kv.Watch(ctx, open+">")
	if err != nil {
		return fmt.Errorf("watch what is followed: %w", err)
	}
	defer func() { _ = watcher.Stop() }()
	a, ended, free := newAgenda(), make(chan done, parallel), parallel
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case update, live := <-watcher.Updates():
			if !live {
				return errors.New("the bucket's watch ended")
			}
			a.note(update)
		case d := <-ended:
			free++
			if d.again {
				a.restore(d.key, f.Book.now().Add(again))
			}
		case <-timer.C:
		}
		now := f.Book.now()
		for free > 0 {
			key, due := a.take(now)
			if !due {
				break
			}
			free--
			hands.Go(func() { ended <- done{key, f.attend(ctx, key)} })
		}
		timer.Reset(a.until(now))
	}
}

// again is after how long a watch is tried again that could not be claimed because the bus is in trouble.
const again = 5 * time.Second

// attend looks at an order that is due, unless another worker does. Trouble leaves it to be due again; attend says
// whether the agenda has to see to that.
func (f *Follower) attend(ctx context.Context, key string) (unclaimed bool) {
	if f.API.Ready(ctx) != nil {
		return true
	}
	// A stop does not cut the claim short: one that came through afterwards would stand until its lease is over.
	claiming, cancel := context.WithTimeout(context.WithoutCancel(ctx), last)
	defer cancel()
	w, revision, err := f.Book.claim(claiming, key, f.Name, lease)
	if err != nil {
		f.warn(ctx, "could not look whether an order is due; it is tried again", key, err)
		f.putOff(ctx, key, err) // the claim may have been written all the same
		return true
	}
	if w == nil {
		return false
	}
	if err := f.visit(ctx, *w, revision); err != nil && !errors.Is(err, lost) {
		f.warn(ctx, "could not follow an order; it is tried again", key, err)
		f.putOff(ctx, key, err)
	}
	return false
}

func (f *Follower) warn(ctx context.Context, what, key string, err error) {
	if ctx.Err() == nil {
		f.Log.Warn("an order could not be followed for now", "step", what, "order", key, "error", err)
	}
}

// visit looks at an order and sees to all that follows from it. What was seen is written down before it is told, and
// what is to be told with it, so that it is told once whatever comes in between.
func (f *Follower) visit(ctx context.Context, w Watch, revision uint64) error {
	if !w.Over {
		next, err := f.look(ctx, w)
		if err != nil {
			return err
		}
		if len(next.Untold) > 0 {
			if revision, err = f.Book.write(ctx, open+token(w.FID), next, revision); err != nil {
				return err
			}
		}
		w = next
	}
	if err := f.Publisher.Results(ctx, w.Untold...); err != nil {
		return err
	}
	for _, e := range w.Untold {
		f.Log.Info("order followed", "order", w.FID, "kind", e.Kind, "outcome", e.Outcome)
	}
	w.Untold = nil
	if w.Status != "" && w.Filing != "" {
		if err := f.Ledger.Saw(ctx, w.Filing, w.FID, w.Status); err != nil {
			return err
		}
	}
	if w.Over {
		return f.Book.close(ctx, w, revision)
	}
	w.Due = f.Book.now().Add(f.Book.pace.wait(w.Quiet)).UTC()
	_, err := f.Book.write(ctx, open+token(w.FID), w, revision)
	return err
}

// look is the watch after a look at its order.
func (f *Follower) look(ctx context.Context, w Watch) (Watch, error) {
	s, err := f.see(ctx, w.FID)
	if err != nil {
		return w, err
	}
	now := f.Book.now()
	w = w.look(s, now)
	if !w.ended(s, f.Book.pace, now) {
		return w.giveUp(s, f.Book.pace, now), nil
	}
	w.Over = true
	return w, nil
}

// see asks the API for an order and, once it has a shipment, for its entries.
func (f *Follower) see(ctx context.Context, fid string) (sight, error) {
	order, err := f.API.Order(ctx, fid)
	if errors.Is(err, flexport.NotFound) {
		return sight{gone: true}, nil
	}
	if err != nil {
		return sight{}, err
	}
	s := sight{order: order}
	id := order.ShipmentID.Or(0)
	if id == 0 || order.Status == filing.OrderRequested {
		return s, nil
	}
	for entry, err := range f.API.Entries(ctx, flexport.EntryFilter{ShipmentID: id, OldestFirst: true}) {
		if err != nil {
			return sight{}, err
		}
		s.entries = append(s.entries, entry)
	}
	return s, nil
}

// putOff has an order that could not be looked at be due sooner than its lease is over: after a stop at once, for
// another worker.
func (f *Follower) putOff(ctx context.Context, key string, cause error) {
	stopping := ctx.Err() != nil
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), last)
	defer cancel()
	for {
		w, revision, err := f.Book.read(ctx, key)
		if err != nil || w == nil || w.By != f.Name {
			return
		}
		w.Due = f.Book.now().UTC()
		if !stopping {
			w.Quiet++
			w.Due = w.Due.Add(max(f.Book.pace.wait(min(w.Quiet, 5)), retryAfter(cause)))
		}
		_, err = f.Book.write(ctx, key, *w, revision)
		if !errors.Is(err, lost) { // a write that was cut short by the stop may still come through in between
			return
		}
	}
}

// last is how long a write may take that a stop does not cut short: one that claims an order, or hands it back.
const last = 5 * time.Second

func retryAfter(err error) time.Duration {
	if api, ok := errors.AsType[*flexport.Error](err); ok {
		return api.RetryAfter
	}
	return 0
}
