package sandbox

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// This file is what tests, the demo and the controls see of the world, and how they change it by hand. All that is
// handed out are copies.

// Orders are the customs orders, in the order they were made.
func (s *Server) Orders() (all []Order) {
	s.settled(func(w *world) { all = clones(w.orders, (*Order).clone) })
	return all
}

// ISFs are the Importer Security Filings, in the order they were made.
func (s *Server) ISFs() (all []ISF) {
	s.settled(func(w *world) { all = clones(w.isfs, (*ISF).clone) })
	return all
}

// Entries are the customs entries, in the order they were made.
func (s *Server) Entries() (all []Entry) {
	s.settled(func(w *world) { all = clones(w.entries, (*Entry).clone) })
	return all
}

// Events are the webhook calls, sent and to be sent, in the order they were made.
func (s *Server) Events() (all []Event) {
	s.settled(func(w *world) { all = clones(w.events, (*Event).clone) })
	return all
}

// Webhooks are the endpoints that are set up, by id, without their secrets.
func (s *Server) Webhooks() []Webhook {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := []Webhook{}
	for _, id := range slices.Sorted(maps.Keys(s.webhooks)) {
		all = append(all, Webhook{ID: s.webhooks[id].ID, URL: s.webhooks[id].URL})
	}
	return all
}

func clones[T any](all []*T, clone func(*T) T) []T {
	copies := make([]T, len(all))
	for i, one := range all {
		copies[i] = clone(one)
	}
	return copies
}

// ErrUnknown says that what is to be changed by hand does not exist.
var ErrUnknown = errors.New("does not exist")

// Decide carries a verdict out on an order now: it finishes its creation, cancels it, or gives it problems.
func (s *Server) Decide(fid string, v Verdict) (decided Order, err error) {
	if err := v.validate(); err != nil {
		return Order{}, fmt.Errorf("decide order %s: %w", fid, err)
	}
	s.settled(func(w *world) {
		order := w.order(fid)
		switch {
		case order == nil:
			err = fmt.Errorf("decide order %s: it %w", fid, ErrUnknown)
		case order.Status == Cancelled && v.Status == Created:
			err = fmt.Errorf("decide order %s: it has been cancelled", fid)
		default:
			w.decide(order, v)
			decided = order.clone()
		}
	})
	s.poke()
	return decided, errors.Join(err, s.save())
}

// Enter makes an entry by hand. It stays as it is until Release moves it on. A shipment of 0 gets a new one; id and
// number are made where they are missing.
func (s *Server) Enter(e Entry) (entered Entry, err error) {
	if !e.ReleaseStatus.known() {
		return Entry{}, fmt.Errorf("make an entry: there is no release status %q", e.ReleaseStatus)
	}
	s.settled(func(w *world) {
		if w.entryByID[e.ID] != nil {
			err = fmt.Errorf("make an entry: the id %s is taken", e.ID)
			return
		}
		if e.ShipmentID == 0 {
			e.ShipmentID = w.ship()
		}
		made := &Entry{ID: e.ID, Number: e.Number, ShipmentID: e.ShipmentID, ReleaseStatus: e.ReleaseStatus}
		w.enter(made)
		entered = made.clone()
	})
	return entered, errors.Join(err, s.save())
}

// Release sets an entry's status by hand; it makes no moves of its own after that.
func (s *Server) Release(id string, status ReleaseStatus) (released Entry, err error) {
	if !status.known() {
		return Entry{}, fmt.Errorf("release entry %s: there is no release status %q", id, status)
	}
	s.settled(func(w *world) {
		entry := w.entryByID[id]
		if entry == nil {
			err = fmt.Errorf("release entry %s: it %w", id, ErrUnknown)
			return
		}
		entry.Ahead = nil
		w.move(entry, status)
		released = entry.clone()
	})
	return released, errors.Join(err, s.save())
}

// Verdict has what becomes of an order decided beforehand, by one of its bill numbers.
func (s *Server) Verdict(bill string, v Verdict) error {
	if err := v.validate(); err != nil {
		return fmt.Errorf("verdict on %s: %w", bill, err)
	}
	s.settled(func(w *world) { w.verdicts[bare(bill)] = v })
	return nil
}

// untilNext is how long Run may wait, in the world's time.
func (s *Server) untilNext() time.Duration {
	const longest = time.Minute
	wait := longest
	s.settled(func(w *world) {
		if at, ok := w.agenda.next(); ok {
			wait = min(wait, s.clock.outside(at.Sub(w.now)))
		}
		for _, e := range w.events {
			if e.Outcome == Sending && !e.inHand {
				wait = min(wait, s.clock.outside(e.Due.Sub(w.now)))
			}
		}
	})
	return max(wait, time.Millisecond)
}
