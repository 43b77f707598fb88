package follow

import (
	"math/rand/v2"
	"time"
)

// A Pace says how often an order is looked at.
type Pace struct {
	First    time.Duration // after something new
	Most     time.Duration // the longest wait; each is twice the one before
	Linger   time.Duration // how long after the last release more entries may appear
	Patience time.Duration // how long nothing new may be seen before docket gives up, and says so
	Missing  time.Duration // how long the API may not know an order that it has taken
}

// DefaultPace goes from 2 seconds to 4 hours: an order is mostly created within a minute, and held for days.
var DefaultPace = Pace{First: 2 * time.Second, Most: 4 * time.Hour, Linger: 24 * time.Hour, Patience: 120 * 24 * time.Hour, Missing: 15 * time.Minute}

// wait is how long to wait after a number of looks in a row that showed nothing new. Some chance keeps orders that
// were submitted together from being due together for ever.
func (p Pace) wait(quiet int) time.Duration {
	wait := p.First
	for range quiet {
		if wait *= 2; wait >= p.Most {
			wait = p.Most
			break
		}
	}
	return wait - time.Duration(rand.Int64N(int64(wait/5)+1))
}
