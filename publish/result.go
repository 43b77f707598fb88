package publish

import (
	"encoding/json"
	"fmt"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/profile"
	"docket/mapping/sheet"
	"docket/publish/bus"
	"docket/publish/difference"
	"docket/publish/ledger"

	"github.com/cloudevents/sdk-go/v2/event"
	"github.com/google/uuid"
)

// A Kind is what a result speaks of.
type Kind string

// The kinds of results.
const (
	ISF      Kind = "isf"
	Order    Kind = "order"
	Entry    Kind = "entry"
	Document Kind = "document"
)

// An Outcome is what became of it.
type Outcome string

// Outcomes of filings.
const (
	Submitted  Outcome = "submitted"  // the API took it
	Unchanged  Outcome = "unchanged"  // the same was filed before; nothing was sent
	Invalid    Outcome = "invalid"    // something required is missing or broken; nothing was sent
	Held       Outcome = "held"       // waits for a person; nothing was sent
	Rejected   Outcome = "rejected"   // the API refused it
	Superseded Outcome = "superseded" // a newer version of the file was filed before; nothing was sent
)

// Filed says whether a filing is with the API as it should be.
func (o Outcome) Filed() bool { return o == Submitted || o == Unchanged || o == Superseded }

// Outcomes of orders that are followed. Any other status of the API is an outcome too, in lower case, and so is any
// release status of an entry.
const (
	Created   Outcome = "created"
	Cancelled Outcome = "cancelled"
	Problem   Outcome = "problem" // it needs attention
)

// Outcomes of documents.
const (
	Completed   Outcome = "completed"   // every filing is with the API
	Partial     Outcome = "partial"     // some filings, or all, are not
	Unreadable  Outcome = "unreadable"  // the file is damaged, protected, too large, or gone
	Unsupported Outcome = "unsupported" // the file is sound, and no filing can be made of it
	AtRisk      Outcome = "at_risk"     // some filing is not, and its deadline is near; comes beside the document's other result
	Dead        Outcome = "dead"        // it could not be worked on; it is among the dead letters
)

// A Result is the data of an event on the bus.
type Result struct {
	Document DocumentInfo      `json:"document"`
	Filing   *FilingInfo       `json:"filing,omitempty"`  // of a filing's result
	Filings  []FilingOutcome   `json:"filings,omitempty"` // of a document's result
	Entry    *EntryInfo        `json:"entry,omitempty"`   // of an entry's result
	Problems []mapping.Problem `json:"problems"`
	Risks    []Risk            `json:"risks,omitempty"` // of a document at risk, the most urgent first
	// APIProblems are an order's problems in the API's words.
	APIProblems []filing.OrderProblem `json:"api_problems,omitempty"`
	Annotated   string                `json:"annotated,omitempty"` // where the marked copy of the workbook is
	Message     string                `json:"message,omitempty"`   // why, in a sentence, where no problem says it
	Hint        string                `json:"hint,omitempty"`      // what to do
	Omitted     *Omitted              `json:"omitted,omitempty"`   // what did not fit
	Attempt     int                   `json:"attempt"`             // deliveries of the notice, from 1
	Timings     Timings               `json:"timings"`
}

// DocumentInfo names one version of a file and what it was taken for.
type DocumentInfo struct {
	ID        string               `json:"id"` // of this version or upload; the same for all results of it
	Bucket    string               `json:"bucket"`
	Key       string               `json:"key"`
	VersionID string               `json:"version_id,omitempty"`
	ETag      string               `json:"etag,omitempty"`
	SHA256    string               `json:"sha256,omitempty"`
	Type      mapping.DocumentType `json:"type,omitempty"`
	Profile   string               `json:"profile,omitempty"`
	Rules     string               `json:"rules,omitempty"` // version of the rules that its filings were checked by
	// Strictness is what the profile says of the rules that the filings were checked by.
	Strictness profile.Strictness `json:"strictness,omitzero"`
	// What the notice asked for, where it did: the type that the file is said to be, and the profile to read it by.
	AskedType    mapping.DocumentType `json:"asked_type,omitempty"`
	AskedProfile string               `json:"asked_profile,omitempty"`

	// Own is what docket itself had put there, "copy" or "receipt"; there is nothing to file in it.
	Own      string `json:"own,omitempty"`
	Unmapped int    `json:"unmapped"`           // cells that no field was read from
	Corrects string `json:"corrects,omitempty"` // id of the document whose marked copy came back as this one
}

// Basis is what the document's filings are made by.
func (d DocumentInfo) Basis() ledger.Basis {
	return ledger.Basis{Rules: d.Rules, Profile: d.Profile, Type: string(d.Type)}
}

// FilingInfo is one filing and where it stands with the API.
type FilingInfo struct {
	Kind       filing.Kind                      `json:"kind"`
	Reference  string                           `json:"reference"`
	RequestID  string                           `json:"request_id,omitempty"`
	APIID      string                           `json:"api_id,omitempty"`      // of the ISF, or fid of the order
	APIStatus  string                           `json:"api_status,omitempty"`  // in the API's words
	Effect     ledger.Effect                    `json:"effect,omitempty"`      // of what was sent, or would be of what is held
	Changes    []difference.Change              `json:"changes,omitempty"`     // of the filing before
	ShipmentID int64                            `json:"shipment_id,omitempty"` // FLEX-ID of an order, once it is created
	Deadline   time.Time                        `json:"deadline,omitzero"`     // of an ISF whose departure is known
	Due        time.Time                        `json:"due,omitzero"`          // when a held filing goes out by itself, unless a newer version comes
	Confidence float64                          `json:"confidence"`
	Review     string                           `json:"review,omitempty"`      // of a held filing: what "docket review show" finds it by
	ApprovedBy string                           `json:"approved_by,omitempty"` // the person who let it go, in their own words
	RejectedBy string                           `json:"rejected_by,omitempty"` // the person who decided that it is not to be filed
	Note       string                           `json:"note,omitempty"`        // that they left
	Receipt    string                           `json:"receipt,omitempty"`     // where the receipt of the request and its answer is kept
	Cells      map[filing.Pointer][]sheet.Place `json:"cells,omitempty"`
}

// EntryInfo is a customs entry for the shipment of an order.
type EntryInfo struct {
	ID            string `json:"id"`
	Number        string `json:"entry_number"`
	ReleaseStatus string `json:"release_status"` // in the API's words
	ReleaseDate   string `json:"release_date,omitempty"`
}

// FilingOutcome is a line of a document's result.
type FilingOutcome struct {
	Kind      filing.Kind `json:"kind"`
	Reference string      `json:"reference"`
	Outcome   Outcome     `json:"outcome"`
	APIID     string      `json:"api_id,omitempty"`
}

// Timings are how long each step took, in milliseconds.
type Timings struct {
	Fetch   int64 `json:"fetch_ms"`
	Convert int64 `json:"convert_ms"`
	Submit  int64 `json:"submit_ms"`
}

// An Event is a result on its way to the bus. It is the same, to its id, however often it is made.
type Event struct {
	ID      string // CloudEvents id and Nats-Msg-Id
	Kind    Kind
	Outcome Outcome
	Subject string // bill number or API id; of a document its key
	Time    time.Time
	Result  Result
}

// namespace makes event ids out of what they are about.
var namespace = uuid.MustParse("b7a0c7f2-6d2b-4a55-9d7c-2f3f5f1d9a10")

// EventID is the id of the event on what a stage of work made of a filing of a document, or of the document itself
// (without reference). The outcome is no part of it: there is one result for each, whatever it is.
func EventID(document string, kind Kind, reference, stage string) string {
	return uuid.NewSHA1(namespace, fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s", document, kind, reference, stage)).String()
}

// FirstStage is the stage of the first result of a filing: the nth of its kind and reference in its document, from 1.
func FirstStage(nth int) string {
	if nth > 1 {
		return fmt.Sprint(nth)
	}
	return ""
}

// FollowID is the id of the event on what was seen of an order, after told other ones.
func FollowID(fid string, told int, kind Kind, outcome Outcome, subject string) string {
	return uuid.NewSHA1(namespace, fmt.Appendf(nil, "follow\x00%s\x00%d\x00%s\x00%s\x00%s", fid, told, kind, outcome, subject)).String()
}

// RequestID is the id of the request for a filing: the same for the same request from the same document.
func RequestID(document string, kind filing.Kind, reference, hash string) string {
	return uuid.NewSHA1(namespace, fmt.Appendf(nil, "request\x00%s\x00%s\x00%s\x00%s", document, kind, reference, hash)).String()
}

// Subject is the subject on the bus that the event goes to.
func (e Event) subject() string {
	return fmt.Sprintf("%s.%s.%s", bus.ResultsSubject, e.Kind, e.Outcome)
}

// source is what the events say that they come from.
const source = "docket"

// MarshalJSON writes the event as a CloudEvent 1.0 in structured form.
func (e Event) MarshalJSON() ([]byte, error) {
	ce := event.New()
	ce.SetID(e.ID)
	ce.SetSource(source)
	ce.SetType(fmt.Sprintf("docket.%s.%s", e.Kind, e.Outcome))
	ce.SetSubject(e.Subject)
	ce.SetTime(e.Time)
	if e.Result.Problems == nil {
		e.Result.Problems = []mapping.Problem{}
	}
	if err := ce.SetData(event.ApplicationJSON, e.Result); err != nil {
		return nil, err
	}
	return ce.MarshalJSON()
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Event) UnmarshalJSON(text []byte) error {
	var ce event.Event
	if err := json.Unmarshal(text, &ce); err != nil {
		return fmt.Errorf("read result: %w", err)
	}
	var kind, outcome string
	if n, err := fmt.Sscanf(dotted(ce.Type()), "docket %s %s", &kind, &outcome); err != nil || n != 2 {
		return fmt.Errorf("read result: %q is no type of a docket event", ce.Type())
	}
	*e = Event{ID: ce.ID(), Kind: Kind(kind), Outcome: Outcome(outcome), Subject: ce.Subject(), Time: ce.Time()}
	return ce.DataAs(&e.Result)
}

func dotted(eventType string) string {
	spaced := []byte(eventType)
	for i, c := range spaced {
		if c == '.' {
			spaced[i] = ' '
		}
	}
	return string(spaced)
}
