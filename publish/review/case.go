package review

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/difference"
	"docket/publish/ledger"
)

// A Case is a filing that waits for a person.
type Case struct {
	Kind       filing.Kind                      `json:"kind"`
	Reference  string                           `json:"reference"` // the bill that people know it by
	Account    string                           `json:"account"`   // that it is to be filed for
	Since      time.Time                        `json:"since"`     // it waits
	Document   publish.DocumentInfo             `json:"document"`
	Source     ledger.Source                    `json:"source"` // the version of the file
	Attempt    int                              `json:"attempt"`
	Nth        int                              `json:"nth,omitempty"`     // of the filings of its kind and reference in the file, if it is not the first
	Deadline   time.Time                        `json:"deadline,omitzero"` // by which it has to be filed
	Confidence float64                          `json:"confidence"`
	Request    json.RawMessage                  `json:"request"`
	Cells      map[filing.Pointer][]sheet.Place `json:"cells,omitempty"`
	Problems   []mapping.Problem                `json:"problems"`          // of the filing
	Reasons    []string                         `json:"reasons"`           // codes of those that hold it
	Omitted    *publish.Omitted                 `json:"omitted,omitempty"` // what did not fit

	// What sending it would do, as far as docket can tell.
	Effect  ledger.Effect       `json:"effect,omitempty"`
	Changes []difference.Change `json:"changes,omitempty"` // of the filing before
	More    int                 `json:"more_changes,omitempty"`
	Over    string              `json:"over,omitempty"` // id of the request that was filed before
	Code    string              `json:"code,omitempty"` // why that is a surprise; see publish.CodeOtherFile and its like

	// Due is when it goes out without a person, if nobody has decided by then: it is only too early for it.
	Due time.Time `json:"due,omitzero"`

	Decision *Decision `json:"decision,omitempty"` // once there is one, until it is carried out
	Ending   *Ending   `json:"ending,omitempty"`   // all that is left when it is over

	key      string
	revision uint64
}

// A Verb is what is decided.
type Verb string

// The verbs.
const (
	Approve   Verb = "approve"
	Reject    Verb = "reject"
	Supersede Verb = "supersede" // what docket itself decides when a newer version of the file has come
)

// A Decision is what is to be done with a case.
type Decision struct {
	ID    string    `json:"id"`
	Verb  Verb      `json:"verb"`
	By    string    `json:"by"`             // the person, in their own words; Itself for nobody
	Note  string    `json:"note,omitempty"` // why
	At    time.Time `json:"at"`
	Lease time.Time `json:"lease"` // until when a worker carries it out; then another may
}

// Itself is who decides on what is due.
const Itself = "docket itself"

// person is who decided, "" if nobody did.
func (v *Decision) person() string {
	if v.By == Itself {
		return ""
	}
	return v.By
}

// approval is what a receipt tells of the decision to let a filing go; nil if nobody decided.
func (v *Decision) approval() *ledger.Approval {
	if v.person() == "" {
		return nil
	}
	return &ledger.Approval{By: v.By, Note: v.Note, At: v.At}
}

// next is when something is to be done about a case, the zero time if nothing is until a person decides.
func (c Case) next() time.Time {
	if c.Decision != nil {
		return c.Decision.Lease
	}
	return c.Due
}

// An Ending is how a case ended.
type Ending struct {
	Outcome publish.Outcome `json:"outcome"`
	By      string          `json:"by,omitempty"` // who decided; "" if a newer version of the file did
	At      time.Time       `json:"at"`
}

// A Ref names a case and what it shows: "order.default.MAEU256831947.9f86d081884c@3a7bd3e2360a".
type Ref struct {
	Key  string
	Seen string // sum of what the case shows; "" for whatever it is
}

// ParseRef reads a name.
func ParseRef(text string) (Ref, error) {
	key, seen, _ := strings.Cut(strings.TrimSpace(text), "@")
	if !keyForm.MatchString(key) || seen != "" && !seenForm.MatchString(seen) {
		return Ref{}, &Misnamed{Name: text}
	}
	return Ref{Key: key, Seen: seen}, nil
}

var (
	keyForm  = regexp.MustCompile(`^(isf|order)\.[A-Za-z0-9_-]{1,64}\.[A-Z0-9=a-f_-]{1,80}\.[0-9a-f]{12}$`)
	seenForm = regexp.MustCompile(`^[0-9a-f]{12}$`)
)

// String is the name as people give it.
func (r Ref) String() string {
	if r.Seen == "" {
		return r.Key
	}
	return r.Key + "@" + r.Seen
}

// Ref names the case and what it shows.
func (c Case) Ref() Ref { return Ref{Key: c.key, Seen: c.seen()} }

// seen is a sum of all that the case shows; since when it waits and what is decided are no part of it.
func (c Case) seen() string {
	shown := c
	shown.Since, shown.Due, shown.Attempt, shown.Decision, shown.Ending = time.Time{}, time.Time{}, 0, nil, nil
	text, err := json.Marshal(shown)
	if err != nil {
		return ""
	}
	return sum(text)
}

func sum(text []byte) string {
	s := sha256.Sum256(text)
	return hex.EncodeToString(s[:6])
}

// file is a file's URL as part of a key.
func file(url string) string { return sum([]byte(url)) }

// keyOf is the key of a filing of a file; nth counts filings of one kind with one reference, from 1.
func keyOf(account string, kind filing.Kind, reference, url string, nth int) string {
	bill := strings.ToUpper(filing.Bill{Number: reference}.Compact())
	switch {
	case bill == "":
		bill = "-"
	case !plainBill.MatchString(bill):
		bill = "=" + sum([]byte(bill))
	}
	if nth > 1 {
		bill = fmt.Sprintf("%s_%d", bill, nth)
	}
	return fmt.Sprintf("%s.%s.%s.%s", kind, account, bill, file(url))
}

var plainBill = regexp.MustCompile(`^[A-Z0-9]{1,64}$`)

// filing is the filing as mapping made it.
func (c Case) filing() (mapping.Filing, error) {
	f := mapping.Filing{Kind: c.Kind, Reference: c.Reference, Confidence: c.Confidence, Cells: c.Cells, Problems: c.Problems}
	switch c.Kind {
	case filing.KindISF:
		f.Request = &filing.IsfWorksheet{}
	case filing.KindOrder:
		f.Request = &filing.CustomsOrder{}
	default:
		return f, fmt.Errorf("read the filing %s: it is of kind %q", c.key, c.Kind)
	}
	if err := json.Unmarshal(c.Request, f.Request); err != nil {
		return f, fmt.Errorf("read the request of %s: %w", c.key, err)
	}
	return f, nil
}

// Title is the case in a few words.
func (c Case) Title() string {
	if c.Reference == "" {
		return string(c.Kind) + " without a bill"
	}
	return fmt.Sprintf("%s %s", c.Kind, c.Reference)
}
