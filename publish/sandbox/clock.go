package sandbox

import (
	"sync"
	"time"
)

// clock is the sandbox's own time. It follows the world's, but can be moved forward and made to run faster.
type clock struct {
	source func() time.Time

	mu    sync.Mutex
	shown time.Time // the sandbox's time ...
	since time.Time // ... when the source said this
	speed float64
}

func newClock(source func() time.Time, speed float64) *clock {
	now := source()
	return &clock{source: source, shown: now, since: now, speed: speed}
}

// now is in UTC and has no more than milliseconds, so that it comes back from JSON as it was.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read().UTC().Truncate(time.Millisecond)
}

func (c *clock) read() time.Time {
	passed := time.Duration(float64(c.source().Sub(c.since)) * c.speed)
	return c.shown.Round(0).Add(max(0, passed))
}

// advance moves the clock forward.
func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shown = c.shown.Add(max(0, d))
}

// atLeast moves the clock forward to a time that it has shown before, for state that is loaded again.
func (c *clock) atLeast(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.read(); t.After(now) {
		c.shown = c.shown.Add(t.Sub(now))
	}
}

func (c *clock) setSpeed(speed float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shown, c.since, c.speed = c.read(), c.source(), speed
}

// outside is how long d takes in the world.
func (c *clock) outside(d time.Duration) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Duration(float64(d) / c.speed)
}

// pace is how fast the clock runs.
func (c *clock) pace() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}
