package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docket/mapping/filing"
	"docket/publish/flexport"
	"docket/publish/ledger"

	"github.com/google/uuid"
)

// An API takes filings. *flexport.Client is one.
type API interface {
	UpsertISF(ctx context.Context, worksheet *filing.IsfWorksheet) (id string, err error)
	UpsertOrder(ctx context.Context, order *filing.CustomsOrder) (filing.Order, error)
}

// A Submitter sends filings to the API, each once.
type Submitter struct {
	api     API
	ledger  *ledger.Ledger
	account string
	worker  string
	now     func() time.Time
}

// NewSubmitter is a submitter for an account, which names what the API's credentials stand for: letters, digits, "-"
// and "_". Worker names the process in the ledger.
func NewSubmitter(api API, l *ledger.Ledger, account, worker string) *Submitter {
	return &Submitter{api: api, ledger: l, account: account, worker: worker, now: time.Now}
}

// A Submission is a filing that is complete and may be sent.
type Submission struct {
	Request   filing.Request
	Source    ledger.Source
	OlderThan func(ledger.Source) bool // see ledger.Claim
}

// A Receipt is what became of a submission.
type Receipt struct {
	Outcome   Outcome
	RequestID string
	APIID     string // of the ISF, or fid of the order
	APIStatus string // in the API's words
	Code      string // why it was refused, in the API's words, or held
	Message   string
	Hint      string
	Faults    []filing.Fault // the API's words by place in the request, as far as they name places
}

// ErrTrouble says that a filing could not be sent for a reason that is not the filing's own: the API or the bus is
// down, or refuses us. It is worth trying again, and safe.
var ErrTrouble = errors.New("a service that filing needs is in trouble")

// lastWrite is how long a write to the ledger may take that tells what became of a request. It is not cut short by a
// stop: whoever comes next depends on it.
const lastWrite = 10 * time.Second

// Submit sends a filing if the ledger says that it has to be sent. An error is ErrTrouble, the context's end, or one that
// trying again does not mend: a request that cannot be written, or read back.
func (s *Submitter) Submit(ctx context.Context, sub Submission) (Receipt, error) {
	claim, err := s.claim(sub)
	if err != nil {
		return Receipt{}, err
	}
	key := ledger.Key(s.account, sub.Request)
	for {
		verdict, held, err := s.ledger.Claim(ctx, key, claim)
		if errors.Is(err, ledger.TooLarge) {
			return Receipt{Outcome: Held, Code: "too_large", Message: err.Error() + ".", Hint: "Split the shipment's lines over several orders."}, nil
		}
		if err != nil {
			return Receipt{}, trouble(ctx, err)
		}
		switch verdict {
		case ledger.Busy:
			if err := s.ledger.Wait(ctx, key); err != nil {
				return Receipt{}, trouble(ctx, err)
			}
		case ledger.Resolve:
			if _, err := s.send(ctx, held); err != nil {
				return Receipt{}, err
			}
		case ledger.Proceed:
			return s.send(ctx, held)
		default:
			return receiptOf(verdict, held.Entry), nil
		}
	}
}

func (s *Submitter) claim(sub Submission) (ledger.Claim, error) {
	hash, err := materialHash(sub.Request)
	if err != nil {
		return ledger.Claim{}, err
	}
	sub.Request.SetRequestID(RequestID(sub.Source.Document, sub.Request.Kind(), sub.Request.Reference(), hash))
	body, err := json.Marshal(sub.Request)
	if err != nil {
		return ledger.Claim{}, fmt.Errorf("write the %s request: %w", sub.Request.Kind(), err)
	}
	attempt := ledger.Attempt{
		RequestID: sub.Request.RequestID(), Hash: hash, Request: body, Source: sub.Source,
		By: s.worker + "/" + uuid.NewString(), At: s.now().UTC(),
	}
	return ledger.Claim{Attempt: attempt, OlderThan: sub.OlderThan}, nil
}

// materialHash is the hash of what a request asks for. Where it came from makes no difference.
func materialHash(r filing.Request) (string, error) {
	switch r := r.(type) {
	case *filing.IsfWorksheet:
		bare := *r
		bare.Metadata = nil
		return filing.Hash(&bare)
	case *filing.CustomsOrder:
		bare := *r
		bare.RequestMetadata = filing.RequestMetadata{}
		return filing.Hash(&bare)
	default:
		return "", fmt.Errorf("no request that can be filed: %T", r)
	}
}

// errLease is why a call is cut short: whoever takes the filing over must find nobody sending.
var errLease = errors.New("the claim on the filing runs out")

// errIntent says that the ledger's request for a filing cannot be read, as when another version of docket wrote it.
var errIntent = errors.New("the request that was intended for this filing cannot be read")

// send sends the intent of a claim while the claim lasts, and writes down what became of it.
func (s *Submitter) send(ctx context.Context, held *ledger.Held) (Receipt, error) {
	sending, stop := context.WithDeadlineCause(ctx, held.Until(), errLease)
	defer stop()
	id, status, err := s.call(sending, held.Entry.Intent.Request)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrite)
	defer cancel()
	var refusal *flexport.Error
	switch {
	case err == nil:
		if err := held.Answered(last, id, status); err != nil {
			return Receipt{}, trouble(ctx, err)
		}
		return receiptOf(ledger.Repeat, held.Entry), nil
	case errors.Is(err, flexport.BadRequest), errors.Is(err, flexport.NotFound), errors.Is(err, flexport.Conflict):
		errors.As(err, &refusal)
		if err := held.Refused(last, refusal.Code, refusal.Message); err != nil {
			return Receipt{}, trouble(ctx, err)
		}
		receipt := receiptOf(ledger.Repeat, held.Entry)
		receipt.Faults, receipt.Hint = refusal.Faults, refusal.Hint
		return receipt, nil
	case errors.Is(err, errIntent):
		return Receipt{}, errors.Join(err, held.Release(last))
	case errors.Is(err, flexport.UnknownOutcome):
		return Receipt{}, trouble(ctx, errors.Join(err, held.Unanswered(last)))
	default:
		return Receipt{}, trouble(ctx, errors.Join(err, held.Release(last)))
	}
}

// call sends a request body as the ledger keeps it.
func (s *Submitter) call(ctx context.Context, body json.RawMessage) (id, status string, err error) {
	if isOrder(body) {
		var order filing.CustomsOrder
		if err := json.Unmarshal(body, &order); err != nil {
			return "", "", fmt.Errorf("%w: %w", errIntent, err)
		}
		answer, err := s.api.UpsertOrder(ctx, &order)
		return answer.FID, string(answer.Status), err
	}
	var worksheet filing.IsfWorksheet
	if err := json.Unmarshal(body, &worksheet); err != nil {
		return "", "", fmt.Errorf("%w: %w", errIntent, err)
	}
	id, err = s.api.UpsertISF(ctx, &worksheet)
	return id, "", err
}

// isOrder tells the two kinds of bodies apart: only an order has freight details.
func isOrder(body json.RawMessage) bool {
	var shape struct {
		FreightDetails json.RawMessage `json:"freight_details"`
	}
	return json.Unmarshal(body, &shape) == nil && shape.FreightDetails != nil
}

// receiptOf says what an entry in the ledger means for a submission.
func receiptOf(verdict ledger.Verdict, e ledger.Entry) Receipt {
	if e.State == ledger.Rejected && verdict == ledger.Repeat {
		return Receipt{Outcome: Rejected, RequestID: e.Refused.RequestID, Code: e.Refused.Code, Message: e.Refused.Message}
	}
	receipt := Receipt{RequestID: e.Filed.RequestID, APIID: e.Filed.APIID, APIStatus: e.Filed.Status}
	switch verdict {
	case ledger.Repeat:
		receipt.Outcome = Submitted
	case ledger.Unchanged:
		receipt.Outcome = Unchanged
	case ledger.Superseded:
		receipt.Outcome = Superseded
		receipt.Message = "A newer version of this file was filed already."
	case ledger.Surprise:
		receipt.Outcome = Held
		receipt.Code = "bill_of_another_file"
		receipt.Message = fmt.Sprintf("%s filed this bill before, with other contents.", e.Filed.Source.URL)
		receipt.Hint = "Put the correction under the key of the first file, or have this filing approved."
	}
	return receipt
}

// trouble wraps an error that is not the filing's own; the end of the context stays what it is.
func trouble(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return fmt.Errorf("%w: %w", ErrTrouble, err)
}
