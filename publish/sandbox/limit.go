package sandbox

import (
	"net/http"

	"golang.org/x/time/rate"
)

// limit is how many calls are let in, by the sandbox's clock; nil lets all in.
type limit struct {
	limiter *rate.Limiter
}

func newLimit(o Options) *limit {
	if o.RatePerSecond == 0 {
		return nil
	}
	return &limit{rate.NewLimiter(rate.Limit(o.RatePerSecond), max(1, o.Burst))}
}

// admit refuses a call above the limit, and says when there is room again.
func (s *Server) admit(*call) *refusal {
	if s.limit == nil {
		return nil
	}
	now := s.clock.now()
	reservation := s.limit.limiter.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	reservation.CancelAt(now)
	return refuse(http.StatusTooManyRequests, rateLimited, "Too many requests.").with("Retry-After", retryAfter(wait))
}
