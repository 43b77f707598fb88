package flexport

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"docket/mapping/filing"
)

// A Kind is what an error means for a caller. It is an error itself, so that errors.Is(err, flexport.Conflict) asks for
// it.
type Kind string

// The kinds. Of all but UnknownOutcome, nothing was filed.
const (
	BadRequest     Kind = "bad request"     // the API refuses what the request holds
	Auth           Kind = "auth"            // the API refuses the token, or none could be had
	NotFound       Kind = "not found"       // the API says that what the request names does not exist
	Conflict       Kind = "conflict"        // the request clashes with what exists
	Limited        Kind = "limited"         // too many calls
	Unavailable    Kind = "unavailable"     // the API could not be reached or gave no sensible answer
	Interrupted    Kind = "interrupted"     // the context ended before anything was filed
	UnknownOutcome Kind = "unknown outcome" // a filing was sent; whether it took effect is not known
)

func (k Kind) Error() string { return string(k) }

// An Error is why a call did not succeed. Its text holds no words of the API, which may repeat what was filed; these
// are in Message and Faults.
type Error struct {
	Kind       Kind
	Doing      string         // what was asked, in plain words: "file the ISF"
	Status     int            // of the answer; 0 if there was none
	Code       string         // the API's, such as "already_exists"; "" if it gave none
	Message    string         // the API's own words; may hold what was filed, so keep it out of logs
	Faults     []filing.Fault // Message by place in the request, as far as it names places
	RequestID  string         // X-Request-ID of the call
	RetryAfter time.Duration  // how long to wait before it makes sense to call again; 0 if not known
	Hint       string         // what to do, a sentence
	Err        error          // the cause; nil if the answer itself is

	happened string // "the API refused the request"
	again    bool   // the client may send the same call again
	blames   bool   // it counts against the API in the circuit breaker
}

// Error is a sentence without the hint.
func (e *Error) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s: %s", e.Doing, cmp.Or(e.happened, string(e.Kind)))
	if e.Status != 0 {
		fmt.Fprintf(&text, " (%s)", strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, e.Code)))
	}
	for i, fault := range e.Faults {
		if fault.Pointer != "" {
			separator := ", "
			if i == 0 {
				separator = " at "
			}
			text.WriteString(separator + string(fault.Pointer))
		}
	}
	if e.Err != nil {
		fmt.Fprintf(&text, ": %v", e.Err)
	}
	return text.String()
}

// Is tells whether the error is of a Kind.
func (e *Error) Is(target error) bool {
	kind, ok := target.(Kind)
	return ok && kind == e.Kind
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// asError is the *Error in err's chain.
func asError(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return nil
}

// hints say what to do about a kind, where no better is known.
var hints = map[Kind]string{
	BadRequest:     "Correct what the API names and send the filing again.",
	Auth:           "Check the token, or client id and secret, that docket calls the API with.",
	NotFound:       "Check the id; the order, shipment or entry may have been removed.",
	Conflict:       "Compare with what the API already holds for these bill numbers.",
	Limited:        "Wait before calling again, or ask Flexport for a higher limit.",
	Unavailable:    "Check the API's URL and the network; docket can call again later.",
	Interrupted:    "Call again; nothing was filed.",
	UnknownOutcome: "Look whether the API has the filing before sending it again.",
}
