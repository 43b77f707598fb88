package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"docket/mapping/filing/contract"
)

// A Fault is something that goes wrong between a client and the API. It strikes before the call takes effect, or with
// After once it has, when only the answer is lost: the two look alike to a client.
type Fault struct {
	// Operation is the operationId that it strikes: "upsertIsf". Default: every operation.
	Operation string `json:"operation"`
	// Next makes it strike exactly the next N calls, and then no more.
	Next int `json:"next"`
	// Rate is the share of calls, 0 to 1, that it strikes if Next is 0.
	Rate float64 `json:"rate"`
	// After lets the call take effect first.
	After bool `json:"after"`

	// Latency is waited, in real time. A client that goes away meanwhile ends it; before the effect that call is lost.
	Latency time.Duration `json:"latency"`
	// Status is answered instead: 429, 500, 503, ...
	Status int `json:"status"`
	// RetryAfter goes with Status, in whole seconds. Default with 429: 1 s.
	RetryAfter time.Duration `json:"retry_after"`
	// Drop closes the connection without an answer.
	Drop bool `json:"drop"`
	// Cut closes the connection in the middle of the answer, after the effect.
	Cut bool `json:"cut"`
}

// faultFields are a fault's fields in JSON, those that are durations under a name that hides them: "250ms".
type faultFields struct {
	*bareFault
	Latency    span `json:"latency"`
	RetryAfter span `json:"retry_after"`
}

type bareFault Fault // without the methods

// MarshalJSON writes durations as text: "250ms".
func (f Fault) MarshalJSON() ([]byte, error) {
	return json.Marshal(faultFields{(*bareFault)(&f), span(f.Latency), span(f.RetryAfter)})
}

// UnmarshalJSON takes known keys only.
func (f *Fault) UnmarshalJSON(text []byte) error {
	fields := faultFields{bareFault: (*bareFault)(f)}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&fields)
	f.Latency, f.RetryAfter = time.Duration(fields.Latency), time.Duration(fields.RetryAfter)
	return err
}

func (f Fault) validate() error {
	switch {
	case f.Next < 0 || f.Rate < 0 || f.Rate > 1:
		return errors.New("fault: Next has to be 0 or more, Rate between 0 and 1")
	case (f.Next == 0) == (f.Rate == 0):
		return errors.New("fault: give either Next or Rate")
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fmt.Errorf("fault: Status is %d, want 400 to 599", f.Status)
	case f.Latency < 0 || f.RetryAfter < 0:
		return errors.New("fault: Latency and RetryAfter have to be 0 or more")
	case f.Latency == 0 && f.Status == 0 && !f.Drop && !f.Cut:
		return errors.New("fault: does nothing; give Latency, Status, Drop or Cut")
	case f.Operation == "":
		return nil
	}
	if _, err := contract.Find(f.Operation); err != nil {
		return fmt.Errorf("fault: %w", err)
	}
	return nil
}

// String says what it does: "drop after the effect".
func (f Fault) String() string {
	var does []string
	if f.Latency > 0 {
		does = append(does, "wait "+f.Latency.String())
	}
	if f.Status != 0 {
		does = append(does, "answer "+strconv.Itoa(f.Status))
	}
	if f.Drop {
		does = append(does, "drop")
	}
	if f.Cut {
		does = append(does, "cut the answer")
	}
	when := " before the effect"
	if f.late() {
		when = " after the effect"
	}
	return strings.Join(does, ", ") + when
}

// late says whether it strikes after the effect; there is no answer to cut before.
func (f Fault) late() bool { return f.After || f.Cut }

// faults decide which calls are struck, by which faults.
type faults struct {
	mu     sync.Mutex
	list   []Fault
	random *rand.Rand
}

func newFaults(o Options) *faults {
	return &faults{list: slices.Clone(o.Faults), random: rand.New(rand.NewPCG(o.Seed, 0))}
}

// strike picks the faults for one call: the first that is meant for the next calls, and if there is none, each with a
// rate by its chance.
func (f *faults) strike(c *call) (before, after []Fault) {
	if c.operation == nil {
		return nil, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fault := range f.pick(c.operation.ID) {
		if fault.late() {
			after = append(after, fault)
		} else {
			before = append(before, fault)
		}
	}
	return before, after
}

func (f *faults) pick(operation string) []Fault {
	meant := func(fault Fault) bool { return fault.Operation == "" || fault.Operation == operation }
	next := slices.IndexFunc(f.list, func(fault Fault) bool { return fault.Next > 0 && meant(fault) })
	if next >= 0 {
		struck := f.list[next]
		if f.list[next].Next--; f.list[next].Next == 0 {
			f.list = slices.Delete(f.list, next, next+1)
		}
		return []Fault{struck}
	}
	var struck []Fault
	for _, fault := range f.list {
		if meant(fault) && f.random.Float64() < fault.Rate {
			struck = append(struck, fault)
		}
	}
	return struck
}

// suffer lets faults strike a call. It is false if its connection breaks without an answer.
func (s *Server) suffer(c *call, struck []Fault) bool {
	for _, fault := range struck {
		c.faults = append(c.faults, fault.String())
		if !s.wait(c.request.Context(), fault.Latency) || fault.Drop {
			return false
		}
		c.cut = c.cut || fault.Cut
		if fault.Status != 0 {
			c.answer = sealed(fault.refusal().answer())
			return true
		}
	}
	return true
}

// wait is false if the client goes away first, or the sandbox is closed.
func (s *Server) wait(ctx context.Context, d time.Duration) bool {
	if d == 0 {
		return true
	}
	release, ok := s.hold()
	if !ok {
		return false
	}
	defer release()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	case <-s.open.Done():
		return false
	}
}

// refusal is the answer of a fault with a status.
func (f Fault) refusal() *refusal {
	code := invalidRequest
	switch {
	case f.Status == http.StatusTooManyRequests:
		code = rateLimited
	case f.Status == http.StatusUnauthorized:
		code = unauthorized
	case f.Status == http.StatusNotFound:
		code = notFound
	case f.Status == http.StatusConflict:
		code = alreadyExists
	case f.Status >= 500:
		code = internalError
	}
	r := refuse(f.Status, code, "the sandbox was asked for this fault")
	if f.Status == http.StatusUnauthorized {
		r.with("WWW-Authenticate", `Bearer realm="flexport"`)
	}
	if f.Status == http.StatusTooManyRequests || f.RetryAfter > 0 {
		r.with("Retry-After", retryAfter(max(f.RetryAfter, time.Second)))
	}
	return r
}

// retryAfter is a wait as the header has it, in whole seconds, not too short.
func retryAfter(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}

// Inject adds a fault.
func (s *Server) Inject(f Fault) error {
	if err := f.validate(); err != nil {
		return err
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = append(s.faults.list, f)
	return nil
}

// Faults are those that are still to strike.
func (s *Server) Faults() []Fault {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	return append([]Fault{}, s.faults.list...)
}

// ClearFaults removes all faults.
func (s *Server) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = nil
}
