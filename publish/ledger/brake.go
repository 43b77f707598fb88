package ledger

import (
	"slices"
	"time"
)

// A Brake keeps a file that is replaced again and again from amending its filing as often: after so many amendments in a
// time the next one waits until they are fewer. It keeps nothing from being filed for the first time, nothing from being
// sent again that is in doubt, and nothing that a person wants sent now.
type Brake struct {
	After  int           // amendments in the time; 0 for no brake
	Within time.Duration // the time
}

// MostRemembered are the most amendments that a brake can count, and the longest time that it can look back on.
const (
	MostRemembered = 100
	LongestBrake   = 24 * time.Hour
)

// until is when a filing may be amended again; the zero time if it may now. Amendments that are yet to come were written by
// a worker whose clock was wrong, and keep nobody waiting until then.
func (b Brake) until(amended []time.Time, now time.Time) time.Time {
	amended = slices.DeleteFunc(slices.Clone(amended), now.Before)
	if b.After <= 0 || len(amended) < b.After {
		return time.Time{}
	}
	if free := amended[len(amended)-b.After].Add(b.Within); free.After(now) {
		return free
	}
	return time.Time{}
}

// amendedAt are the times of amendments with one more, as far back as a brake may look.
func amendedAt(before []time.Time, at time.Time) (all []time.Time) {
	for _, t := range before[max(0, len(before)-MostRemembered+1):] {
		if at.Sub(t) < LongestBrake {
			all = append(all, t)
		}
	}
	return append(all, at)
}
