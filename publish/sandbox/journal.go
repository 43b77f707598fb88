package sandbox

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Request is what the sandbox remembers of a call: never its body or its token.
type Request struct {
	Number     int       `json:"number"` // counts the answers, from 1
	At         time.Time `json:"at"`
	Method     string    `json:"method"`
	Path       string    `json:"path"`      // with the query
	Operation  string    `json:"operation"` // operationId, "" if there is none at the path
	Status     int       `json:"status"`    // 0 if it got no answer
	Code       string    `json:"code"`      // of the error, "" if there is none
	RequestID  string    `json:"request_id"`
	BodySHA256 string    `json:"body_sha256"` // "" where the body holds a secret
	Fault      string    `json:"fault"`       // what struck it
}

// A Defect is an answer of the sandbox that broke the contract, or a panic. There should be none.
type Defect struct {
	RequestID string `json:"request_id"`
	Operation string `json:"operation"`
	Message   string `json:"message"`
}

// keptRequests is how many the journal has at most; the oldest go first.
const keptRequests = 10_000

const longestPath = 1000

// journal is what has been asked and answered.
type journal struct {
	mu       sync.Mutex
	count    int
	requests []Request
	defects  []Defect
}

func (s *Server) record(c *call, answered bool) {
	seen := Request{
		At:        s.clock.now(),
		Method:    c.request.Method,
		Path:      c.request.URL.RequestURI(),
		Operation: c.operationID(),
		RequestID: c.requestID,
		Fault:     strings.Join(c.faults, "; "),
	}
	if c.operation == nil || !c.operation.Public {
		sum := sha256.Sum256(c.raw)
		seen.BodySHA256 = hex.EncodeToString(sum[:])
	}
	seen.Path = seen.Path[:min(len(seen.Path), longestPath)]
	if answered {
		body, _ := c.answer.body.(object)
		seen.Status, seen.Code = c.answer.status, text(body, "code")
	}
	s.journal.add(seen)
}

func (j *journal) add(r Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.count++
	r.Number = j.count
	if len(j.requests) >= keptRequests {
		j.requests = slices.Delete(j.requests, 0, keptRequests/10)
	}
	j.requests = append(j.requests, r)
}

func (c *call) operationID() string {
	if c.operation == nil {
		return ""
	}
	return c.operation.ID
}

func (s *Server) defect(c *call, format string, args ...any) {
	s.addDefect(Defect{RequestID: c.requestID, Operation: c.operationID(), Message: fmt.Sprintf(format, args...)})
}

func (s *Server) addDefect(d Defect) {
	s.options.Logger.Error("the sandbox has a defect", "operation", d.Operation, "request_id", d.RequestID, "defect", d.Message)
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	s.journal.defects = append(s.journal.defects, d)
}

// Requests are the calls answered so far, or broken off; the last 10,000, oldest first.
func (s *Server) Requests() []Request {
	requests, _ := s.journal.all()
	return requests
}

// all are the requests kept, and how many there have been.
func (j *journal) all() ([]Request, int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]Request{}, j.requests...), j.count
}

// Defects are the answers that broke the contract.
func (s *Server) Defects() []Defect {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	return append([]Defect{}, s.journal.defects...)
}
