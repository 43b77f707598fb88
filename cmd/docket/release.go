package main

import (
	"context"
	"strings"

	"docket/publish"
)

// isLater says whether a result tells what became of an order after it was submitted.
func isLater(e publish.Event) bool {
	return e.Kind == publish.Entry || e.Kind == publish.Order && (e.Outcome == publish.Created || e.Outcome == publish.Cancelled || e.Outcome == publish.Problem)
}

// hear keeps what became of an order.
func (s *show) hear(e publish.Event) {
	fid := e.Result.Filing.APIID
	s.followed[fid] = append(s.followed[fid], e)
}

// release waits until every order that was submitted has been released. Half way one worker is replaced by another:
// orders are followed by whoever is there.
func (s *show) release(ctx context.Context, endings []ending) error {
	s.workers[0].end()
	if err := s.hire(ctx, "demo-3"); err != nil {
		return err
	}
	for {
		open := 0
		for i := range endings {
			endings[i].later = s.followed
			if !endings[i].releasedAsWanted() {
				open++
			}
		}
		if open == 0 {
			return nil
		}
		e, err := s.next(ctx)
		if err != nil {
			return err
		}
		if isLater(e) {
			s.hear(e)
		}
	}
}

// releasedAsWanted says whether all its orders have gone their way, from created to cleared. What stands in between
// comes and goes in half a second: on a slow machine nobody may be there to see it.
func (e ending) releasedAsWanted() bool {
	for _, f := range e.filings {
		if f.Kind == publish.Order && f.Outcome.Filed() && !released(e.later[f.Result.Filing.APIID]) {
			return false
		}
	}
	return true
}

func released(events []publish.Event) bool {
	return len(events) > 1 && events[0].Outcome == publish.Created && events[len(events)-1].Outcome == "cleared"
}

// course is what became of an order, in a line.
func course(events []publish.Event) string {
	var words []string
	for _, e := range events {
		words = append(words, string(e.Outcome))
	}
	return strings.Join(words, ", ")
}
