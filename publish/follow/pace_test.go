package follow

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestPace: waits grow from seconds to hours, and chance takes off a fifth at most.
func TestPace(t *testing.T) {
	t.Parallel()
	for quiet, most := range []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second} {
		for range 100 {
			if wait := DefaultPace.wait(quiet); wait > most || wait < most*4/5 {
				t.Errorf("after %d quiet looks it waits %v, want at most %v", quiet, wait, most)
			}
		}
	}
	for _, quiet := range []int{13, 14, 100, 1 << 30} {
		if wait := DefaultPace.wait(quiet); wait > 4*time.Hour || wait < 3*time.Hour {
			t.Errorf("after %d quiet looks it waits %v", quiet, wait)
		}
	}
}

// TestAgenda: whatever is set, set anew, taken and restored, what is taken is what is due, the earliest first.
func TestAgenda(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		a, model, now := newAgenda(), map[string]time.Time{}, start
		key, minutes := rapid.SampledFrom([]string{"a", "b", "c", "d"}), rapid.IntRange(0, 20)
		t.Repeat(map[string]func(*rapid.T){
			"set": func(t *rapid.T) {
				k, due := key.Draw(t, "key"), now.Add(time.Duration(minutes.Draw(t, "in"))*time.Minute)
				a.set(k, due)
				model[k] = due
			},
			"restore": func(t *rapid.T) {
				k := key.Draw(t, "key")
				a.restore(k, now)
				if _, found := model[k]; !found {
					model[k] = now
				}
			},
			"wait": func(t *rapid.T) { now = now.Add(time.Duration(minutes.Draw(t, "for")) * time.Minute) },
			"take": func(t *rapid.T) {
				k, due := a.take(now)
				for other, when := range model {
					if due && when.Before(model[k]) || !due && !when.After(now) {
						t.Fatalf("took %q (%t), and %s is due at %v", k, due, other, when)
					}
				}
				if _, known := model[k]; due && (!known || model[k].After(now)) {
					t.Fatalf("took %q, due %v, at %v", k, model[k], now)
				}
				delete(model, k)
			},
			"": func(t *rapid.T) {
				wait := a.until(now)
				for _, due := range model {
					if due.After(now) && due.Sub(now) < wait && len(overdue(model, now)) == 0 {
						t.Fatalf("waits %v at %v for %v", wait, now, model)
					}
				}
			},
		})
	})
}

func overdue(model map[string]time.Time, now time.Time) (keys []string) {
	for key, due := range model {
		if !due.After(now) {
			keys = append(keys, key)
		}
	}
	return keys
}
