package ledger

import (
	"encoding/json"
	"time"

	"docket/mapping/filing"
	"docket/publish/difference"
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
	Modified time.Time       `json:"modified,omitzero"` // when the bucket got this version
	Notice   json.RawMessage `json:"notice,omitempty"`  // by which versions of one file are ordered
}

// Same says whether both are one content of the file. A document may have been read twice, with another content in the
// file's place the second time.
func (s Source) Same(other Source) bool {
	return s.Document == other.Document && s.SHA256 == other.SHA256
}

// An Attempt is a request that is about to be sent, or was.
type Attempt struct {
	RequestID string          `json:"request_id"`
	Reference string          `json:"reference"` // the bill that people know it by
	Hash      string          `json:"hash"`      // of what the request asks for, without ids and source
	Request   json.RawMessage `json:"request"`
	Source    Source          `json:"source"`
	Basis     Basis           `json:"basis,omitzero"`
	Approved  bool            `json:"approved,omitempty"` // a person has seen what it will do
	Approval  *Approval       `json:"approval,omitempty"` // by which it was let go, if it was held
	By        string          `json:"by"`                 // worker
	At        time.Time       `json:"at"`
}

// Filed is what the API last took for a filing. Its request is the one that was sent.
type Filed struct {
	Attempt
	Answer
	Proof
}

// An Answer is what the API made of a request.
type Answer struct {
	APIID  string `json:"api_id"`     // of the ISF, or fid of the order
	Status string `json:"api_status"` // in the API's words, as last seen
	Effect Effect `json:"effect"`
	Joined bool   `json:"joined,omitempty"` // it turned out to change an order that docket had not made
	// Changes are what the request changed of the one before, More how many beyond these.
	Changes []difference.Change `json:"changes,omitempty"`
	More    int                 `json:"more_changes,omitempty"`
}

// Cancelled says whether the API has given up what was filed. Its matching rules then pass it over.
func (f *Filed) Cancelled() bool { return f.Status == string(filing.OrderCancelled) }

// An Effect is what sending a filing does.
type Effect string

// The effects.
const (
	Create   Effect = "create"    // makes a new ISF or order
	Update   Effect = "update"    // changes the one there is
	NoEffect Effect = "unchanged" // nothing, so it is not sent
)

// Refused is what the API last said no to. Its request is the one that was sent.
type Refused struct {
	Attempt
	Proof
	Code    string `json:"code"`
	Message string `json:"message"`
}

// An Entry is all that the ledger knows of a filing.
type Entry struct {
	State   State    `json:"state"`
	Intent  *Attempt `json:"intent,omitempty"`  // of state intended or unknown
	Before  State    `json:"before,omitempty"`  // state to go back to when an intent is released
	Doubt   bool     `json:"doubt,omitempty"`   // the intent, or one before it, may have reached the API
	Filed   *Filed   `json:"filed,omitempty"`   // the last that was taken
	Refused *Refused `json:"refused,omitempty"` // the last that was refused, if nothing was taken since
	// Term is how long an intent is its worker's alone, from when it was written. It is no time of day: whoever waits for its
	// end has a clock of their own.
	Term time.Duration `json:"term,omitempty"`
	// Amended is when what was filed was changed, the last times.
	Amended []time.Time `json:"amended,omitempty"`
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
	Sibling    Verdict = "sibling"    // this very document has another filing for the same bills
	Hasty      Verdict = "hasty"      // it was amended too often of late; the claim has to wait, see Claim.Brake
	Busy       Verdict = "busy"       // another worker is at it until the lease runs out
)

// A Claim asks to send a request for a filing.
type Claim struct {
	Attempt
	// OlderThan says whether this claim's version of a file is older than another version of the same file.
	OlderThan func(Source) bool
	// Over is the id of the request that was filed when a person approved this one, "" if none was. If something else
	// has been filed since, they have not seen what this will do, and it counts as not approved. Nil is not compared.
	Over *string
	// Brake is how often the filing may be amended before the claim has to wait.
	Brake Brake
}

// Until is when a claim that is hasty may come again.
func (c Claim) Until(e Entry, now time.Time) time.Time { return c.Brake.until(e.Amended, now) }

// seen says whether what is filed is still what a person saw when they approved the claim.
func (c Claim) seen(e *Entry) bool {
	filed := ""
	if e != nil && e.Filed != nil {
		filed = e.Filed.RequestID
	}
	return c.Over == nil || *c.Over == filed
}

// decide is what becomes of a claim, and the entry that it leaves behind. It is the whole state machine for claims;
// only Proceed and Resolve change the entry. RanOut says that the lease of the one who has the filing in hand is over.
func decide(e *Entry, c Claim, now time.Time, lease time.Duration, ranOut bool) (Verdict, Entry) {
	c.Approved = c.Approved && c.seen(e)
	if e == nil {
		return Proceed, Entry{State: Intended, Intent: &c.Attempt, Term: lease}
	}
	next := *e
	if e.State == Intended && !ranOut && e.Intent.By != c.By {
		return Busy, next
	}
	if e.State == Intended || e.State == Unknown {
		next.State, next.Doubt, next.Term = Intended, true, lease
		intent, verdict := *e.Intent, Resolve
		if intent.Hash == c.Hash {
			intent, verdict = c.Attempt, Proceed
			intent.At = e.Intent.At // since when it may have been filed
		}
		intent.By = c.By
		next.Intent = &intent
		return verdict, next
	}
	if v := settled(e, c); v != "" {
		return v, next
	}
	if e.Filed != nil && !c.Until(*e, now).IsZero() {
		return Hasty, next
	}
	next.State, next.Before, next.Intent, next.Doubt, next.Term = Intended, e.State, &c.Attempt, false, lease
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
	case filed.Source.URL == c.Source.URL && !filed.Source.Same(c.Source) && c.OlderThan != nil && c.OlderThan(filed.Source):
		return Superseded
	case filed.Source.Document == c.Source.Document && filed.Reference != c.Reference:
		return Sibling
	case filed.Hash == c.Hash && e.State == Submitted && !(filed.Cancelled() && c.Approved):
		return Unchanged
	case filed.Source.URL != c.Source.URL && !c.Approved:
		return Surprise
	}
	return ""
}

// answered is the entry after the API took the intent.
func answered(e Entry, answer Answer) Entry {
	next := Entry{State: Submitted, Filed: &Filed{Attempt: *e.Intent, Answer: answer, Proof: Proof{Previous: e.proven()}}, Amended: e.Amended}
	if e.Filed != nil {
		next.Amended = amendedAt(e.Amended, e.Intent.At)
	}
	return next
}

// refused is the entry after the API said no to the intent. What was filed before still is.
func refused(e Entry, code, message string) Entry {
	denied := &Refused{Attempt: *e.Intent, Code: code, Message: message, Proof: Proof{Previous: e.proven()}}
	return Entry{State: Rejected, Filed: e.Filed, Refused: denied, Amended: e.Amended}
}

// unanswered is the entry after the intent was sent and no answer came.
func unanswered(e Entry) Entry {
	e.State, e.Doubt, e.Term = Unknown, true, 0
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
		return Entry{State: e.Before, Filed: e.Filed, Refused: e.Refused, Amended: e.Amended}, true
	}
}
