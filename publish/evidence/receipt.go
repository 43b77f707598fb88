// Package evidence writes receipts: what was sent to the customs API, from which file, by which rules, on whose word, and
// what was answered. A receipt is one JSON file for each request that was answered, taken or refused, and is written once.
// It holds what was sent as it was sent, numbers of persons too, and so has to be kept as the files are that these came in.
//
// A receipt can be checked without docket: the sums of request and answer are of the texts beside them, and that of the
// input is of the file.
//
//	jq -j .request.body RECEIPT.json | sha256sum
package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"docket/mapping/filing"
	"docket/publish/ledger"
)

// Form is the version of what a receipt holds. A new one may say more, and means by each name what the one before meant.
const Form = 1

// A Receipt is of one request for a filing.
type Receipt struct {
	Form      int         `json:"receipt"`
	Kind      filing.Kind `json:"kind"`
	Reference string      `json:"reference"` // the bill that people know the filing by
	Filing    string      `json:"filing"`    // its key in the ledger
	// Outcome is submitted if the API took the request, rejected if it refused.
	Outcome ledger.State  `json:"outcome"`
	Effect  ledger.Effect `json:"effect,omitempty"` // of what was taken: a new filing, or a change of one
	APIID   string        `json:"api_id,omitempty"`

	Input     Input             `json:"input"`
	Docket    string            `json:"docket"` // version of the program
	Rules     string            `json:"rules"`  // version of the rules, with their levels and limits, that the filing passed
	Worker    string            `json:"worker"`
	Approvals []ledger.Approval `json:"approvals"` // by whom the filing was let go, if it was held
	Request   Request           `json:"request"`
	Answer    Answer            `json:"answer"`
	Previous  string            `json:"previous,omitempty"` // URL of the receipt before this one, of the same filing
}

// Input is the version of a file that the filing was read from.
type Input struct {
	URL      string          `json:"url"`      // s3://bucket/key
	Document string          `json:"document"` // id of the version, as in results
	SHA256   string          `json:"sha256"`
	Modified time.Time       `json:"modified,omitzero"` // when the bucket got it
	Notice   json.RawMessage `json:"notice,omitempty"`  // that told of it, with its version and ETag
	Type     string          `json:"type,omitempty"`    // that the file was taken for
	Profile  string          `json:"profile,omitempty"` // that it was read by; "auto" for none
}

// Request is what was sent.
type Request struct {
	ID      string    `json:"id"` // X-Request-ID
	Method  string    `json:"method"`
	URL     string    `json:"url"`
	Decided time.Time `json:"decided"` // when a worker took the filing up
	Sent    time.Time `json:"sent"`
	Body    string    `json:"body"` // the text that was sent
	SHA256  string    `json:"sha256"`
}

// Answer is what came back.
type Answer struct {
	At     time.Time `json:"at"`
	Status int       `json:"status"` // of HTTP
	Body   string    `json:"body"`   // the text that came; in base64 if it is none
	Base64 bool      `json:"base64,omitempty"`
	SHA256 string    `json:"sha256"`        // of what is kept of the body
	Cut    int       `json:"cut,omitempty"` // bytes of the body that were not kept
}

// Owed are the receipts of a filing's entry in the ledger that have not been kept yet, oldest first.
func Owed(key string, e ledger.Entry) (all []Receipt) {
	filed, denied := e.Owed()
	if filed != nil {
		r := receiptOf(key, filed.Attempt, filed.Proof)
		r.Outcome, r.Effect, r.APIID = ledger.Submitted, filed.Effect, filed.APIID
		all = append(all, r)
	}
	if denied != nil {
		r := receiptOf(key, denied.Attempt, denied.Proof)
		r.Outcome = ledger.Rejected
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b Receipt) int { return a.Answer.At.Compare(b.Answer.At) })
	return all
}

func receiptOf(key string, a ledger.Attempt, p ledger.Proof) Receipt {
	kind, _, _ := strings.Cut(key, ".")
	x := p.Exchange
	r := Receipt{
		Form: Form, Kind: filing.Kind(kind), Reference: a.Reference, Filing: key, Docket: a.Basis.Docket, Rules: a.Basis.Rules, Worker: a.By,
		Approvals: []ledger.Approval{}, Previous: p.Previous,
		Input: Input{
			URL: a.Source.URL, Document: a.Source.Document, SHA256: a.Source.SHA256, Modified: a.Source.Modified, Notice: a.Source.Notice,
			Type: a.Basis.Type, Profile: a.Basis.Profile,
		},
		Request: Request{ID: a.RequestID, Method: x.Method, URL: x.URL, Decided: a.At, Sent: x.Sent, Body: string(a.Request), SHA256: sum(a.Request)},
		Answer:  Answer{At: x.Came, Status: x.Status, Body: string(x.Answer), SHA256: sum(x.Answer), Cut: x.Cut},
	}
	if !utf8.Valid(x.Answer) {
		r.Answer.Body, r.Answer.Base64 = base64.StdEncoding.EncodeToString(x.Answer), true
	}
	if a.Approval != nil {
		r.Approvals = append(r.Approvals, *a.Approval)
	}
	return r
}

func sum(text []byte) string {
	s := sha256.Sum256(text)
	return hex.EncodeToString(s[:])
}

// Text is the receipt as it is kept. It is the same each time that it is written.
func (r Receipt) Text() ([]byte, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	if err := w.Encode(r); err != nil {
		return nil, fmt.Errorf("write the receipt of request %s: %w", r.Request.ID, err)
	}
	return b.Bytes(), nil
}

// Folder is where receipts lie, in the bucket of the file that the filing came from unless another place is set.
const Folder = "docket-receipts"

// Name is where a receipt lies below its folder: by kind and bill, and below these by time, so that all receipts of a
// bill stand together in their order: "isf/QJLF26110447/20261122T081530Z-6db70b60-ce9f-48f0-99eb-ec70cc4a3308.json".
func (r Receipt) Name() string {
	bill := strings.ToUpper(filing.Bill{Number: r.Reference}.Compact())
	if !plain.MatchString(bill) {
		bill = "bill-" + sum([]byte(bill))[:12]
	}
	return path.Join(string(r.Kind), bill, r.Answer.At.UTC().Format("20060102T150405Z")+"-"+r.Request.ID+".json")
}

var plain = regexp.MustCompile(`^[A-Z0-9]{1,64}$`)

// Named says whether a key may be that of a receipt. Whether it is one its metadata tells.
func Named(key string) bool { return named.MatchString(key) }

var named = regexp.MustCompile(`(^|/)(isf|order)/(bill-[0-9a-f]{12}|[A-Z0-9]{1,64})/\d{8}T\d{6}Z-[0-9a-f-]{36}\.json$`)
