package publish

import (
	"context"
	"errors"
	"fmt"
	"time"

	"docket/mapping/filing"
	"docket/publish/flexport"
	"docket/publish/ledger"
)

// errLease is why a call is cut short: whoever takes the filing over must find nobody sending.
var errLease = errors.New("the claim on the filing runs out")

// send carries out the intent of a claim while the claim lasts, unless that would be a surprise, and writes down what
// became of it.
func (s *Submitter) send(ctx context.Context, held *ledger.Held) (Receipt, error) {
	sending, stop := context.WithDeadlineCause(ctx, held.Until(), errLease)
	defer stop()
	p, err := s.plan(sending, held)
	if err == nil && held.Overslept() {
		err = errLease
	}
	var answer ledger.Answer
	recorded, x := flexport.Record(sending)
	if err == nil {
		answer, err = s.call(recorded, p, held.Entry)
	}
	var why *surprise
	switch {
	case err == nil:
		if err := s.lastly(ctx, func(ctx context.Context) error { return s.answered(ctx, held, answer, x) }); err != nil {
			return Receipt{}, trouble(ctx, err)
		}
		return filedReceipt(held.Entry.Filed), nil
	case errors.As(err, &why):
		filed := held.Entry.Filed
		return heldReceipt(why, p, filed), trouble(ctx, s.lastly(ctx, held.Void))
	case errors.Is(err, flexport.BadRequest), errors.Is(err, flexport.NotFound), errors.Is(err, flexport.Conflict):
		var refusal *flexport.Error
		errors.As(err, &refusal)
		if err := s.lastly(ctx, func(ctx context.Context) error { return s.refused(ctx, held, refusal, x) }); err != nil {
			return Receipt{}, trouble(ctx, err)
		}
		return refusedReceipt(held.Entry, err), nil
	case errors.Is(err, errIntent):
		return Receipt{}, errors.Join(err, s.lastly(ctx, held.Release))
	case errors.Is(err, flexport.UnknownOutcome):
		return Receipt{}, trouble(ctx, errors.Join(err, s.lastly(ctx, held.Unanswered)))
	default:
		return Receipt{}, trouble(ctx, errors.Join(err, s.lastly(ctx, held.Release)))
	}
}

// lastly writes to the ledger what became of a request, also when the context has ended meanwhile.
func (s *Submitter) lastly(ctx context.Context, write func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrite)
	defer cancel()
	return write(ctx)
}

// call sends a request as planned.
func (s *Submitter) call(ctx context.Context, p plan, e ledger.Entry) (ledger.Answer, error) {
	answer := ledger.Answer{Effect: p.effect, Changes: p.changes, More: p.more}
	switch r := p.request.(type) {
	case *filing.IsfWorksheet:
		id, err := s.api.UpsertISF(ctx, r)
		answer.APIID = id
		return answer, err
	case *filing.CustomsOrder:
		order, err := s.callOrder(ctx, r, e)
		answer.APIID, answer.Status = order.FID, string(order.Status)
		if err == nil && p.effect == ledger.Create && foundByDoubt(order, e) {
			answer.Effect, answer.Joined = ledger.Update, true
		}
		return answer, err
	default:
		return answer, fmt.Errorf("no request that can be filed: %T", r)
	}
}

// alreadyExists is the API's code for a request that says it is no update and finds an order.
const alreadyExists = "already_exists"

// callOrder sends an order. If it is to be new and there is one, that is a surprise, unless a request in doubt has just
// made it: then the same request, said to be an update, changes nothing and brings its answer.
func (s *Submitter) callOrder(ctx context.Context, order *filing.CustomsOrder, e ledger.Entry) (filing.Order, error) {
	answer, err := s.api.UpsertOrder(ctx, order)
	var refusal *flexport.Error
	if !errors.Is(err, flexport.Conflict) || !errors.As(err, &refusal) || refusal.Code != alreadyExists {
		return answer, err
	}
	if !e.Doubt {
		return answer, &surprise{CodeOrderExists, "There is an order for these bills that docket did not make; this filing would change it.",
			"Look at the order at Flexport; if it is to be changed, have this filing approved."}
	}
	update := true
	order.RequestMetadata.IsUpdate = &update
	return s.api.UpsertOrder(ctx, order)
}

// skew is how far the API's clock may be from ours.
const skew = 10 * time.Minute

// foundByDoubt says whether an order that answers a request in doubt was there before the request.
func foundByDoubt(order filing.Order, e ledger.Entry) bool {
	created, err := order.CreatedAt.Time()
	return err == nil && e.Doubt && created.Before(e.Intent.At.Add(-skew))
}
