package bus_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"docket/publish/bus"
)

// TestDuty: a duty is one worker's at a time and is left alone for a while when it is done; when its worker dies another
// goes on from the note that it left, and what comes back from the dead writes nothing any more.
func TestDuty(t *testing.T) {
	t.Parallel()
	nc, _ := connect(t)
	b, err := bus.Open(t.Context(), nc)
	must(t, err)
	now := time.Date(2026, time.December, 1, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	one, other := b.Duty("test", "one", clock), b.Duty("test", "other", clock)
	idle := func(context.Context, json.RawMessage, func(any) error) error {
		t.Error("somebody else does it, or it is done")
		return nil
	}
	must(t, one.Do(t.Context(), time.Hour, func(ctx context.Context, note json.RawMessage, keep func(any) error) error {
		if note != nil {
			t.Errorf("the first note is %s", note)
		}
		must(t, keep(1))
		must(t, other.Do(ctx, 0, idle))
		now = now.Add(50 * time.Second)
		must(t, keep(2)) // a sign of life
		now = now.Add(50 * time.Second)
		must(t, other.Do(ctx, 0, idle))
		return nil
	}))
	now = now.Add(59 * time.Minute)
	must(t, other.Do(t.Context(), time.Hour, idle))
	broken := errors.New("broken")
	err = one.Do(t.Context(), time.Minute, func(_ context.Context, note json.RawMessage, keep func(any) error) error {
		if string(note) != "2" {
			t.Errorf("the note is %s", note)
		}
		must(t, keep(3))
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("it ends with %v", err)
	}
	must(t, one.Do(t.Context(), time.Minute, func(ctx context.Context, note json.RawMessage, keep func(any) error) error { // not done, so it is tried again at once
		must(t, keep(4))
		now = now.Add(2 * time.Minute) // it seems to be dead
		must(t, other.Do(ctx, time.Minute, func(_ context.Context, note json.RawMessage, keep func(any) error) error {
			if string(note) != "4" {
				t.Errorf("the note that was left is %s", note)
			}
			return keep(5)
		}))
		err := keep(6)
		if err == nil {
			t.Error("two have it")
		}
		return err
	}))
	now = now.Add(time.Hour)
	must(t, one.Do(t.Context(), time.Hour, func(_ context.Context, note json.RawMessage, _ func(any) error) error {
		if string(note) != "5" {
			t.Errorf("in the end the note is %s", note)
		}
		return nil
	}))
}

// TestDutyOfWrongClock: what a worker has noted whose clock was a year ahead, alive or dead, keeps nobody from the duty for a year.
func TestDutyOfWrongClock(t *testing.T) {
	t.Parallel()
	nc, _ := connect(t)
	b, err := bus.Open(t.Context(), nc)
	must(t, err)
	wrong, right := b.Duty("test", "wrong", func() time.Time { return time.Now().AddDate(1, 0, 0) }), b.Duty("test", "right", nil)
	times := 0
	work := func(context.Context, json.RawMessage, func(any) error) error { times++; return nil }
	must(t, wrong.Do(t.Context(), time.Hour, func(ctx context.Context, _ json.RawMessage, keep func(any) error) error {
		must(t, keep(1))
		return right.Do(ctx, time.Hour, work) // while it seems to be at it until next year
	}))
	must(t, wrong.Do(t.Context(), time.Hour, func(context.Context, json.RawMessage, func(any) error) error { return nil }))
	must(t, right.Do(t.Context(), time.Hour, work)) // when it was done next year
	if times != 2 {
		t.Errorf("the duty was done %d times, want 2", times)
	}
}
