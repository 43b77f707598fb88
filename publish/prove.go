package publish

import (
	"context"
	"errors"

	"docket/publish/evidence"
	"docket/publish/flexport"
	"docket/publish/ledger"
)

// An Archive keeps receipts. The same receipt may be given to it again; it is kept once.
type Archive interface {
	// Keep says where a receipt lies from now on. An error is ErrTrouble if it is worth trying again.
	Keep(ctx context.Context, r evidence.Receipt) (url string, err error)
}

// Proven has a receipt kept of every request that the API answers, by a program of some version.
func (s *Submitter) Proven(a Archive, version string) *Submitter {
	s.archive, s.docket = a, version
	return s
}

// answered writes down that the API took a request; with its words, if there is to be a receipt.
func (s *Submitter) answered(ctx context.Context, held *ledger.Held, answer ledger.Answer, x *flexport.Exchange) error {
	if s.archive == nil {
		return held.Answered(ctx, answer)
	}
	return held.AnsweredBy(ctx, answer, exchangeOf(x))
}

// refused writes down that the API refused a request; with its words, if there is to be a receipt.
func (s *Submitter) refused(ctx context.Context, held *ledger.Held, no *flexport.Error, x *flexport.Exchange) error {
	if s.archive == nil {
		return held.Refused(ctx, no.Code, no.Message)
	}
	return held.RefusedBy(ctx, no.Code, no.Message, exchangeOf(x))
}

// exchangeOf is an exchange as the ledger keeps it.
func exchangeOf(x *flexport.Exchange) ledger.Exchange {
	return ledger.Exchange{Method: x.Method, URL: x.URL, Request: x.Request, Sent: x.Sent, Came: x.Came, Status: x.Status, Answer: x.Answer}
}

// Prove has the receipt kept of a request that Submit has told the answer of, and says where. It is apart from Submit for
// what is more urgent than a receipt, as to follow an order before the API tells of it. An error is ErrTrouble or the
// context's end; the receipt is kept when the filing comes again.
func (s *Submitter) Prove(ctx context.Context, r Receipt) (Receipt, error) {
	if s.archive == nil || r.Filing == "" || r.Kept != "" || r.Outcome != Submitted && r.Outcome != Rejected {
		return r, nil
	}
	held, err := s.ledger.Peek(ctx, r.Filing)
	if err != nil || held == nil {
		return r, trouble(ctx, err)
	}
	r.Unkept, err = s.prove(ctx, r.Filing, held)
	if filed := held.Entry.Filed; filed != nil && filed.RequestID == r.RequestID {
		r.Kept = filed.Receipt
	}
	if denied := held.Entry.Refused; denied != nil && denied.RequestID == r.RequestID {
		r.Kept = denied.Receipt
	}
	return r, err
}

// prove keeps the receipts that a filing's entry owes: of what was answered just now, or before a worker died. Where a
// receipt cannot be kept for a reason that does not pass, unkept tells why, the ledger keeps what it would have said, and
// the next time that the filing comes it is tried again. An error is ErrTrouble or the context's end.
func (s *Submitter) prove(ctx context.Context, key string, held *ledger.Held) (unkept string, err error) {
	if s.archive == nil {
		return "", nil
	}
	for _, r := range evidence.Owed(key, held.Entry) {
		url, err := s.archive.Keep(ctx, r)
		switch {
		case ctx.Err() != nil:
			return "", context.Cause(ctx)
		case errors.Is(err, ErrTrouble):
			return "", err
		case err != nil:
			unkept = err.Error()
			continue
		}
		if err := held.Proven(ctx, r.Request.ID, url); err != nil && !errors.Is(err, ledger.Lost) {
			return "", trouble(ctx, err)
		}
	}
	return unkept, nil
}
