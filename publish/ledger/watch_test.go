package ledger

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docket/publish/bus/bustest"
)

// passing has a ledger count leases by a clock that stands still until it is told that time has passed.
func passing(l *Ledger) (passed func(time.Duration)) {
	var clock atomic.Int64
	l.watch = newWatch(func() time.Time { return now.Add(time.Duration(clock.Load())) })
	return func(d time.Duration) { clock.Add(int64(d)) }
}

// TestClocksDiffer: two workers whose clocks are an hour apart, either way. The lease of the one is left alone by the other
// for as long as it lasts, and no longer.
func TestClocksDiffer(t *testing.T) {
	t.Parallel()
	kv := bustest.Open(t).Ledger
	for i, off := range []time.Duration{time.Hour, -time.Hour} {
		t.Run(off.String(), func(t *testing.T) {
			t.Parallel()
			key := fmt.Sprintf("isf.acme.B%d", i)
			first, second := New(kv, time.Minute, nil), New(kv, 10*time.Minute, func() time.Time { return time.Now().Add(off) })
			passed := passing(second)
			claim := func() (Verdict, *Held) {
				t.Helper()
				verdict, held, err := second.Claim(t.Context(), key, claimOf("second", "v1", "h1"))
				if err != nil {
					t.Fatal(err)
				}
				return verdict, held
			}
			if verdict, held, err := first.Claim(t.Context(), key, claimOf("first", "v1", "h1")); err != nil || verdict != Proceed || time.Until(held.Until()) > 54*time.Second {
				t.Fatal(verdict, err)
			}
			for range 2 { // from when it is first seen
				if verdict, _ := claim(); verdict != Busy {
					t.Fatalf("as soon as it is seen: %s, want busy", verdict)
				}
				passed(time.Minute - time.Nanosecond)
			}
			if verdict, _ := claim(); verdict != Proceed {
				t.Errorf("when a minute has passed: %s", verdict)
			}
		})
	}
}

// TestOversleptByTheDay: whether a machine overslept is told by the time of day alone. Two times that both know of a clock that
// only runs forward are compared by that one, which stood still while the machine slept.
func TestOversleptByTheDay(t *testing.T) {
	t.Parallel()
	_, held, err := New(bustest.Open(t).Ledger, time.Minute, nil).Claim(t.Context(), "isf.acme.B", claimOf("w", "v1", "h1"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(held.by.String(), " m=") || held.Overslept() {
		t.Errorf("overslept at %v: %v", held.by, held.Overslept())
	}
}

// TestLeaseIsOfOneClaim: time that one claim has stood does not count for the next one of the same filing.
func TestLeaseIsOfOneClaim(t *testing.T) {
	t.Parallel()
	w := newWatch(func() time.Time { return now })
	intended := &Entry{State: Intended, Term: time.Minute}
	for _, step := range []struct {
		after    time.Duration
		entry    *Entry
		revision uint64
		want     time.Duration
	}{
		{0, intended, 1, time.Minute},
		{time.Second, intended, 1, 59 * time.Second},
		{2 * time.Second, intended, 2, time.Minute},            // another claim
		{3 * time.Second, &Entry{State: Submitted}, 3, 0},      // none
		{4 * time.Second, intended, 2, time.Minute},            // read from a replica that is behind
		{5 * time.Second, nil, 0, 0},                           // given up
		{6 * time.Second, &Entry{State: Intended}, 5, Lease},   // by a worker that does not say for how long
		{6*time.Second + Lease, &Entry{State: Intended}, 5, 0}, // over, to the moment
	} {
		w.now = func() time.Time { return now.Add(step.after) }
		if left := w.left("isf.acme.B", step.entry, step.revision); left != step.want {
			t.Errorf("after %v: %v is left, want %v", step.after, left, step.want)
		}
	}
	w.now = func() time.Time { return now.Add(2 * forgotten) }
	if w.left("isf.acme.C", intended, 9); len(w.seen) != 1 {
		t.Errorf("%d sightings are kept, want the last alone", len(w.seen))
	}
}
