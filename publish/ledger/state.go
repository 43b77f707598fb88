package ledger

import (
	"encoding/json"
	"time"
)

// A State is where a filing stands.
type State string

// The states.
const (
	Intended  State = "intended"  // a worker is at it, or died at it
	Submitted State = "submitted" // the API took it
	Rejected  State = "rejected"  // the API refused it
	Unknown   State = "unknown"   // sent, and no answer came
)

// A Source is the version of a file that a filing comes from.
type Source struct {
	URL      string          `json:"url"`      // s3://bucket/key, the same for all versions
	Document string          `json:"document"` // id of this one version or upload
	SHA256   string          `json:"sha256"`
	Notice   json.RawMessage `json:"notice,omitempty"` // by which versions of one file are ordered
}

// An Attempt is a request that is about to be sent, or was.
type Attempt struct {
	RequestID string          `json:"request_id"`
	Hash      string          `json:"hash"` // of what the request asks for, without ids and source
	Request   json.RawMessage `json:"request"`
	Source    Source          `json:"source"`
	By        string          `json:"by"` // worker
	At        time.Time       `json:"at"`
}

// Filed is what the API last took for a filing.
type Filed struct {
	Attempt
	APIID  string `json:"api_id"`     // of the ISF, or fid of the order
	Status string `json:"api_status"` // in the API's words
}

// Refused is what the API last said no to.
type Refused struct {
	Attempt
	Code    string `json:"code"`
	Message string `json:"message"`
}

// An Entry is all that the ledger knows of a filing.
type Entry struct {
	State   State     `json:"state"`
	Intent  *Attempt  `json:"intent,omitempty"`  // of state intended or unknown
	Before  State     `json:"before,omitempty"`  // state to go back to when an intent is released
	Doubt   bool      `json:"doubt,omitempty"`   // the intent, or one before it, may have reached the API
	Lease   time.Time `json:"lease,omitzero"`    // until when the intent is its worker's alone
	Filed   *Filed    `json:"filed,omitempty"`   // the last that was taken
	Refused *Refused  `json:"refused,omitempty"` // the last that was refused, if nothing was taken since
}

// A Verdict is what becomes of a claim.
type Verdict string

// The verdicts.
const (
	Proceed    Verdict = "proceed"    // the claim stands: send
	Resolve    Verdict = "resolve"    // another request is in doubt and has to be sent again first; the claim stands for that one
	Repeat     Verdict = "repeat"     // this very document was filed or refused already; report it again, send nothing
	Unchanged  Verdict = "unchanged"  // the same was filed already, from another upload; send nothing
	Superseded Verdict = "superseded" // a newer version of the file was filed already; send nothing
	Surprise   Verdict = "surprise"   // another file filed this bill with other contents; a person has to decide
	Busy       Verdict = "busy"       // another worker is at it until the lease runs out
)

// A Claim asks to send a request for a filing.
type Claim struct {
	Attempt
	// OlderThan says whether this claim's version of a file is older than another version of the same file.
	OlderThan func(Source) bool
	// Takeover lets the claim replace what another file filed, because a person said so.
	Takeover bool
}

// decide is what becomes of a claim, and the entry that it leaves behind. It is the whole state machine for claims;
// only Proceed and Resolve change the entry.
func decide(e *Entry, c Claim, now time.Time, lease time.Duration) (Verdict, Entry) {
	if e == nil {
		return Proceed, Entry{State: Intended, Intent: &c.Attempt, Lease: now.Add(lease)}
	}
	next := *e
	if e.State == Intended && now.Before(e.Lease) && e.Intent.By != c.By {
		return Busy, next
	}
	if e.State == Intended || e.State == Unknown {
		next.State, next.Doubt, next.Lease = Intended, true, now.Add(lease)
		if e.Intent.Hash != c.Hash {
			intent := *e.Intent
			intent.By, intent.At = c.By, c.At
			next.Intent = &intent
			return Resolve, next
		}
		next.Intent = &c.Attempt
		return Proceed, next
	}
	if v := settled(e, c); v != "" {
		return v, next
	}
	next.State, next.Before, next.Intent, next.Doubt, next.Lease = Intended, e.State, &c.Attempt, false, now.Add(lease)
	return Proceed, next
}

// settled is the verdict on a claim that needs nothing sent, "" if it needs a request.
func settled(e *Entry, c Claim) Verdict {
	if e.State == Rejected && e.Refused.Source.Document == c.Source.Document && e.Refused.Hash == c.Hash {
		return Repeat
	}
	filed := e.Filed
	switch {
	case filed == nil:
		return ""
	case filed.Source.Document == c.Source.Document && filed.Hash == c.Hash:
		return Repeat
	case filed.Source.URL == c.Source.URL && filed.Source.Document != c.Source.Document && c.OlderThan != nil && c.OlderThan(filed.Source):
		return Superseded
	case filed.Hash == c.Hash && e.State == Submitted:
		return Unchanged
	case filed.Source.URL != c.Source.URL && !c.Takeover:
		return Surprise
	}
	return ""
}

// answered is the entry after the API took the intent.
func answered(e Entry, apiID, status string) Entry {
	return Entry{State: Submitted, Filed: &Filed{Attempt: *e.Intent, APIID: apiID, Status: status}}
}

// refused is the entry after the API said no to the intent. What was filed before still is.
func refused(e Entry, code, message string) Entry {
	return Entry{State: Rejected, Filed: e.Filed, Refused: &Refused{Attempt: *e.Intent, Code: code, Message: message}}
}

// unanswered is the entry after the intent was sent and no answer came.
func unanswered(e Entry) Entry {
	e.State, e.Doubt, e.Lease = Unknown, true, time.Time{}
	return e
}

// released is the entry after the worker gave up its claim without sending. What was in doubt before still is.
func released(e Entry) (Entry, bool) {
	switch {
	case e.Doubt:
		return unanswered(e), true
	case e.Before == "":
		return Entry{}, false // nothing is left to remember
	default:
		return Entry{State: e.Before, Filed: e.Filed, Refused: e.Refused}, true
	}
}
