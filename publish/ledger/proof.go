package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// A Basis is what a request was made by, for its receipt.
type Basis struct {
	Docket  string `json:"docket,omitempty"`  // version of the program
	Rules   string `json:"rules,omitempty"`   // version of the rules that it passed, with their levels and limits
	Profile string `json:"profile,omitempty"` // that its file was read by; "auto" for none
	Type    string `json:"type,omitempty"`    // of document that the file was taken for
}

// An Approval is by whom a filing that was held was let go.
type Approval struct {
	By   string    `json:"by"` // the person, in their own words
	Note string    `json:"note,omitempty"`
	At   time.Time `json:"at"`
}

// An Exchange is a request as it left for the API and the answer as it came.
type Exchange struct {
	Method  string          `json:"method"`
	URL     string          `json:"url"`
	Request json.RawMessage `json:"-"`             // the body; kept as the request of its attempt
	Sent    time.Time       `json:"sent"`          // when the request left
	Came    time.Time       `json:"came"`          // when the answer was read
	Status  int             `json:"status"`        // of HTTP
	Answer  []byte          `json:"answer"`        // the body, byte for byte
	Cut     int             `json:"cut,omitempty"` // bytes of the answer beyond these, for which the ledger had no room
}

// A Proof is what there is to show for a request that was answered. The exchange is kept here until a receipt of it lies
// in a bucket, so that none is lost by whatever happens in between.
type Proof struct {
	Exchange *Exchange `json:"exchange,omitempty"` // of which there is no receipt yet
	Receipt  string    `json:"receipt,omitempty"`  // URL of the receipt
	Previous string    `json:"previous,omitempty"` // URL of the receipt before this one, of the same filing
}

// proven is the URL of the last receipt of a filing, "" if there is none.
func (e Entry) proven() string {
	switch filed, denied := e.Filed, e.Refused; {
	case denied != nil && denied.Receipt != "" && (filed == nil || filed.Receipt == "" || filed.At.Before(denied.At)):
		return denied.Receipt
	case filed != nil:
		return filed.Receipt
	}
	return ""
}

// mostAnswer is how many bytes of an answer the ledger keeps. The API's own have a few thousand.
const mostAnswer = 256 << 10

// AnsweredBy ends the claim as Answered does, and keeps the exchange until there is a receipt of it.
func (h *Held) AnsweredBy(ctx context.Context, answer Answer, x Exchange) error {
	if err := h.known(ctx, answer.APIID); err != nil {
		return err
	}
	next := answered(h.Entry, answer)
	return h.writeWith(ctx, next, &next.Filed.Attempt, &next.Filed.Proof, x)
}

// RefusedBy ends the claim as Refused does, and keeps the exchange until there is a receipt of it.
func (h *Held) RefusedBy(ctx context.Context, code, message string, x Exchange) error {
	next := refused(h.Entry, code, message)
	return h.writeWith(ctx, next, &next.Refused.Attempt, &next.Refused.Proof, x)
}

// writeWith writes an entry with the exchange of an attempt in its proof. What became of the request matters more than the
// words of the answer: should both be too large for the bus, the words are left out.
func (h *Held) writeWith(ctx context.Context, e Entry, attempt *Attempt, proof *Proof, x Exchange) error {
	if len(x.Request) > 0 {
		attempt.Request = x.Request
	}
	proof.Exchange = x.upTo(mostAnswer)
	err := h.write(ctx, e)
	if errors.Is(err, TooLarge) {
		proof.Exchange = x.upTo(0)
		err = h.write(ctx, e)
	}
	return err
}

// upTo is the exchange with so many bytes of its answer at the most.
func (x Exchange) upTo(most int) *Exchange {
	if len(x.Answer) > most {
		x.Cut, x.Answer = len(x.Answer)-most, x.Answer[:most]
	}
	return &x
}

// Owed are the requests of a filing that were answered and have no receipt yet.
func (e Entry) Owed() (filed *Filed, refused *Refused) {
	if e.Filed != nil && e.Filed.Exchange != nil {
		filed = e.Filed
	}
	if e.Refused != nil && e.Refused.Exchange != nil {
		refused = e.Refused
	}
	return filed, refused
}

// Peek is a filing as it stands, to note a receipt in: it is nobody's claim. It is nil if there is none.
func (l *Ledger) Peek(ctx context.Context, key string) (*Held, error) {
	entry, revision, err := l.get(ctx, key)
	if err != nil || entry == nil {
		return nil, err
	}
	return &Held{ledger: l, key: key, revision: revision, Entry: *entry}, nil
}

// Proven notes where the receipt of a request lies; its exchange is kept there from now on. The claim, if there is one,
// goes on. It is Lost if somebody else wrote meanwhile; whoever it was had the same receipt to make.
func (h *Held) Proven(ctx context.Context, requestID, receipt string) error {
	e := h.Entry
	if e.Filed != nil && e.Filed.RequestID == requestID {
		filed := *e.Filed
		filed.Exchange, filed.Receipt, e.Filed = nil, receipt, &filed
	}
	if e.Refused != nil && e.Refused.RequestID == requestID {
		denied := *e.Refused
		denied.Exchange, denied.Receipt, e.Refused = nil, receipt, &denied
	}
	return h.write(ctx, e)
}
