package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docket/mapping/filing"
	"docket/publish/difference"
	"docket/publish/ledger"

	"github.com/google/uuid"
)

// An API takes filings. *flexport.Client is one.
type API interface {
	UpsertISF(ctx context.Context, worksheet *filing.IsfWorksheet) (id string, err error)
	UpsertOrder(ctx context.Context, order *filing.CustomsOrder) (filing.Order, error)
	Order(ctx context.Context, fid string) (filing.Order, error)
}

// A Submitter sends filings to the API, each once.
type Submitter struct {
	api     API
	ledger  *ledger.Ledger
	account string
	worker  string
	webhook string // called when an order has been created; "" for none
	brake   ledger.Brake
	archive Archive // nil to keep no receipts
	docket  string  // version of the program, for receipts
	now     func() time.Time
}

// NewSubmitter is a submitter for an account, which names what the API's credentials stand for: letters, digits, "-"
// and "_". Worker names the process in the ledger.
func NewSubmitter(api API, l *ledger.Ledger, account, worker string) *Submitter {
	return &Submitter{api: api, ledger: l, account: account, worker: worker, now: l.Now}
}

// CalledBack has the API call a webhook, by its id, when an order has been created; "" for none.
func (s *Submitter) CalledBack(webhook string) *Submitter {
	s.webhook = webhook
	return s
}

// Braked has amendments of a filing wait that follow on each other too quickly.
func (s *Submitter) Braked(b ledger.Brake) *Submitter {
	s.brake = b
	return s
}

// A Submission is a filing that is complete and may be sent.
type Submission struct {
	Request   filing.Request
	Source    ledger.Source
	OlderThan func(ledger.Source) bool // see ledger.Claim
	Approved  bool                     // a person has seen what it will do, and wants it
	Over      *string                  // what was filed when they saw it; see ledger.Claim
	Basis     ledger.Basis             // what it was made by
	Approval  *ledger.Approval         // by which it was let go, if it was held
	AtOnce    bool                     // a person wants it sent, however often its filing was amended of late
}

// ErrTrouble says that a filing could not be sent for a reason that is not the filing's own: the API or the bus is
// down, or refuses us. It is worth trying again, and safe.
var ErrTrouble = errors.New("a service that filing needs is in trouble")

// lastWrite is how long a write to the ledger may take that tells what became of a request. It is not cut short by a
// stop: whoever comes next depends on it.
const lastWrite = 10 * time.Second

// Submit sends a filing if the ledger says that it has to be sent, and if what that will do is no surprise. An error is
// ErrTrouble, the context's end, or one that trying again does not mend: a request that cannot be written, or read back.
func (s *Submitter) Submit(ctx context.Context, sub Submission) (Receipt, error) {
	claim, err := s.claim(sub)
	if err != nil {
		return Receipt{}, err
	}
	for {
		key, err := s.ledger.Owner(ctx, s.account, sub.Request)
		var several *ledger.Several
		switch {
		case errors.As(err, &several):
			return s.severalFilings(ctx, several)
		case err != nil:
			return Receipt{}, trouble(ctx, err)
		}
		receipt, done, err := s.attempt(ctx, key, claim, sub.Request)
		if err != nil || done {
			return receipt, err
		}
	}
}

// Hold tells what there is to say of a filing that waits for a person: what sending it would do, or that the same was
// filed already. Nothing is sent. An error is ErrTrouble or the context's end.
func (s *Submitter) Hold(ctx context.Context, sub Submission) (Receipt, error) {
	sub.AtOnce = true // it waits anyway, for a person
	claim, err := s.claim(sub)
	if err != nil {
		return Receipt{}, err
	}
	key, err := s.ledger.Owner(ctx, s.account, sub.Request)
	var several *ledger.Several
	switch {
	case errors.As(err, &several):
		return s.severalFilings(ctx, several)
	case err != nil:
		return Receipt{}, trouble(ctx, err)
	}
	verdict, entry, err := s.ledger.Look(ctx, key, claim)
	if err != nil {
		return Receipt{}, trouble(ctx, err)
	}
	receipt := Receipt{Outcome: Held, Effect: ledger.Create}
	switch {
	case verdict != ledger.Busy && verdict != ledger.Resolve && verdict != ledger.Proceed:
		receipt = receiptOf(verdict, entry, claim)
	case entry.Filed != nil:
		receipt.Effect, receipt.Over = ledger.Update, entry.Filed.RequestID
		receipt.APIID, receipt.APIStatus = entry.Filed.APIID, entry.Filed.Status
		receipt.Changes, receipt.More = changesBetween(entry.Filed.Request, claim.Request)
	}
	receipt.Filing = key
	return receipt, nil
}

// attempt claims a filing once. It is not done if somebody else was at it, or something else had to come first.
func (s *Submitter) attempt(ctx context.Context, key string, claim ledger.Claim, request filing.Request) (_ Receipt, done bool, _ error) {
	verdict, held, err := s.ledger.Claim(ctx, key, claim)
	switch {
	case errors.Is(err, ledger.TooLarge):
		return Receipt{Outcome: Held, Code: codeTooLarge, Message: err.Error() + ".", Hint: "Split the shipment's lines over several orders."}, true, nil
	case err != nil:
		return Receipt{}, false, trouble(ctx, err)
	}
	if verdict == ledger.Busy {
		return Receipt{}, false, trouble(ctx, s.ledger.Wait(ctx, key))
	}
	claimed := verdict == ledger.Resolve || verdict == ledger.Proceed
	unkept, err := s.prove(ctx, key, held) // what was filed before is proven before anything takes its place
	switch {
	case err != nil && claimed:
		return Receipt{}, false, trouble(ctx, errors.Join(err, s.lastly(ctx, held.Release)))
	case err != nil:
		return Receipt{}, false, trouble(ctx, err)
	}
	switch verdict {
	case ledger.Resolve:
		_, err := s.send(ctx, held)
		return Receipt{}, false, err
	case ledger.Proceed:
		err := held.Own(ctx, s.account, request)
		if err != nil {
			err = errors.Join(err, s.lastly(ctx, held.Release))
		}
		switch {
		case errors.Is(err, ledger.Taken):
			return Receipt{}, false, nil
		case err != nil:
			return Receipt{}, false, trouble(ctx, err)
		}
		receipt, err := s.send(ctx, held)
		receipt.Filing = key
		return receipt, true, err
	default:
		receipt := receiptOf(verdict, held.Entry, claim)
		receipt.Filing, receipt.Unkept = key, unkept
		if verdict == ledger.Hasty {
			receipt.Until = claim.Until(held.Entry, s.now())
		}
		return receipt, true, nil
	}
}

func (s *Submitter) claim(sub Submission) (ledger.Claim, error) {
	hash, err := difference.Hash(sub.Request)
	if err != nil {
		return ledger.Claim{}, err
	}
	sub.Request.SetRequestID(RequestID(sub.Source.Document, sub.Request.Kind(), sub.Request.Reference(), hash))
	body, err := json.Marshal(sub.Request)
	if err != nil {
		return ledger.Claim{}, fmt.Errorf("write the %s request: %w", sub.Request.Kind(), err)
	}
	sub.Basis.Docket = s.docket
	attempt := ledger.Attempt{
		RequestID: sub.Request.RequestID(), Reference: sub.Request.Reference(), Hash: hash, Request: body, Source: sub.Source, Basis: sub.Basis, Approved: sub.Approved, Approval: sub.Approval,
		By: s.worker + "/" + uuid.NewString(), At: s.now().UTC(),
	}
	claim := ledger.Claim{Attempt: attempt, OlderThan: sub.OlderThan, Over: sub.Over, Brake: s.brake}
	if sub.AtOnce {
		claim.Brake = ledger.Brake{}
	}
	return claim, nil
}

// trouble wraps an error that is not the filing's own; the end of the context stays what it is.
func trouble(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return fmt.Errorf("%w: %w", ErrTrouble, err)
}
