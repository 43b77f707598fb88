package ledger

import (
	"cmp"
	"sync"
	"time"
)

// A watch knows for how long this process has seen claims of others stand unchanged. That is what their leases are judged
// by, and not the time of day, on which machines need not agree.
type watch struct {
	now func() time.Time // of a clock that only runs forward, as time.Now is within a process

	sync.Mutex
	seen map[string]sighting
}

// A sighting is when a claim was first seen.
type sighting struct {
	revision uint64
	since    time.Time
}

// forgotten is when a sighting that nobody has come back to is dropped. Whoever comes later starts to count anew.
const forgotten = time.Hour

func newWatch(now func() time.Time) *watch { return &watch{now: now, seen: map[string]sighting{}} }

// left is how long the claim that a revision of an entry is has still to be left alone; 0 if its lease has run out, or if
// it is no claim.
func (w *watch) left(key string, e *Entry, revision uint64) time.Duration {
	w.Lock()
	defer w.Unlock()
	if e == nil || e.State != Intended {
		delete(w.seen, key)
		return 0
	}
	now := w.now()
	first, known := w.seen[key]
	if !known || first.revision != revision {
		w.forget(now)
		first = sighting{revision, now}
		w.seen[key] = first
	}
	return max(0, cmp.Or(e.Term, Lease)-now.Sub(first.since))
}

// ranOut says whether nobody's lease keeps a filing any more.
func (w *watch) ranOut(key string, e *Entry, revision uint64) bool {
	return w.left(key, e, revision) == 0
}

func (w *watch) forget(now time.Time) {
	for key, s := range w.seen {
		if now.Sub(s.since) > forgotten {
			delete(w.seen, key)
		}
	}
}
