package sweep

import (
	"context"
	"errors"
	"time"
)

// retryAfter is when a sweep that failed is tried again.
const retryAfter = time.Minute

// Run sweeps areas at once and then as often as it is told, 0 for never again, until the context ends. Of several workers
// with the same areas each is swept by one.
func (s *Sweeper) Run(ctx context.Context, areas []Area, o Options, every time.Duration) {
	for {
		next := time.Duration(-1) // until the first of them is swept again; less than nothing for never
		for _, a := range areas {
			if wait := s.turn(ctx, a, o, every); wait >= 0 && (next < 0 || wait < next) {
				next = wait
			}
		}
		if next < 0 {
			return
		}
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// atStart is for how long a sweep counts for other workers too that sweep once, at their start.
const atStart = 10 * time.Minute

// turn sweeps an area if it is its time. It says when the next turn is, less than nothing for never.
func (s *Sweeper) turn(ctx context.Context, a Area, o Options, every time.Duration) time.Duration {
	fresh, next := every, every
	if every == 0 {
		fresh, next = atStart, -1
	}
	held, err := s.claim(ctx, a, fresh)
	if busy := new(Busy); errors.As(err, &busy) {
		s.Log.Info("not swept", "reason", busy)
		switch {
		case busy.Since == nil: // who is at it may die at it
			return retryAfter
		case every == 0:
			return -1
		}
		return max(fresh-s.now().Sub(busy.Since.Ended), 0)
	}
	var report Report
	if err == nil {
		report, err = s.under(ctx, held, a, o)
	}
	switch {
	case ctx.Err() != nil:
		return -1
	case err != nil:
		s.Log.Warn("a sweep was cut short; it is tried again", "area", a.String(), "objects", report.Objects, "enqueued", report.Found[Enqueued], "error", err)
		return retryAfter
	}
	log := s.Log.With("area", a.String(), "objects", report.Objects, "took", report.Ended.Sub(report.Started).Round(time.Millisecond))
	for _, f := range Findings {
		if n := report.Found[f]; n > 0 {
			log = log.With(string(f), n)
		}
	}
	log.Info("swept")
	return next
}
