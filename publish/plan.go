package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"docket/mapping/filing"
	"docket/publish/difference"
	"docket/publish/flexport"
	"docket/publish/ledger"
)

// A plan is what sending a request will do, worked out before it is sent, and the request put so that the API cannot
// do anything else: an update names its order (matching rule 2, which never falls through), and what is to make a new
// order says that it is no update, so that the API refuses it if its rules 3 and 4 find one.
type plan struct {
	request filing.Request
	effect  ledger.Effect
	changes []difference.Change
	more    int
}

// mostChanges is how many changes are kept and told. A person reads no more.
const mostChanges = 100

// plan works out what sending the intent of a claim will do. An error is a *surprise, or trouble on the way.
func (s *Submitter) plan(ctx context.Context, held *ledger.Held) (plan, error) {
	request, err := requestOf(held.Entry.Intent.Request)
	if err != nil {
		return plan{}, err
	}
	filed, approved := held.Entry.Filed, held.Entry.Intent.Approved
	p := plan{request: request, effect: ledger.Create}
	if filed != nil {
		p.effect = ledger.Update
		p.changes, p.more = changesBetween(filed.Request, held.Entry.Intent.Request)
	}
	switch r := request.(type) {
	case *filing.CustomsOrder:
		err = s.planOrder(ctx, &p, r, held, approved)
	case *filing.IsfWorksheet:
		if filed != nil && !approved {
			err = planISF(r, filed)
		}
	}
	return p, err
}

// planOrder says in the request's metadata what it is to do.
func (s *Submitter) planOrder(ctx context.Context, p *plan, order *filing.CustomsOrder, held *ledger.Held, approved bool) error {
	live, err := s.lookUp(ctx, held)
	var why *surprise
	if errors.As(err, &why) && approved {
		p.effect, p.changes, p.more, err = ledger.Create, nil, 0, nil
	}
	m := &order.RequestMetadata
	m.WebhookID = s.webhook
	switch {
	case err != nil:
		return err
	case live:
		update := true
		m.IsUpdate, m.CustomsOrderFID = &update, held.Entry.Filed.APIID
	case approved:
		m.IsUpdate = nil // whatever the API finds is meant
	default:
		update := false
		m.IsUpdate = &update
	}
	return nil
}

// lookUp asks the API for the order that was filed before. It says whether there is one that can be changed.
func (s *Submitter) lookUp(ctx context.Context, held *ledger.Held) (bool, error) {
	filed := held.Entry.Filed
	if filed == nil {
		return false, nil
	}
	order, err := s.api.Order(ctx, filed.APIID)
	switch {
	case errors.Is(err, flexport.NotFound):
		return false, &surprise{CodeGone, fmt.Sprintf("The order that this would change, %s, is no longer there.", filed.APIID),
			"Ask Flexport what became of it; once this filing is approved, it makes a new order."}
	case err != nil:
		return false, err
	}
	if err := held.Saw(ctx, string(order.Status)); err != nil {
		return false, err
	}
	if order.Status == filing.OrderCancelled {
		return false, &surprise{CodeCancelled, fmt.Sprintf("The order that this would change, %s, has been cancelled.", filed.APIID),
			"If a new order is wanted, have this filing approved."}
	}
	return true, nil
}

// planISF sees to it that the API will take a worksheet for the ISF that was filed before. It tells ISFs by their bills
// alone: with others it would make a second ISF for the same goods, or refuse.
func planISF(w *filing.IsfWorksheet, filed *ledger.Filed) error {
	before, err := requestOf(filed.Request)
	if err != nil {
		return err
	}
	if sameISF(before.Bills(), w.Bills()) {
		return nil
	}
	return &surprise{CodeISFBills, fmt.Sprintf("An ISF for some of these bills was filed before under others (%s); the API would not take this for its correction.", filed.APIID),
		"Have the ISF that was filed before withdrawn or its bills changed at Flexport, then have this filing approved."}
}

// sameISF is the API's rule: the same regular bill, or the same master bill and at least all of the house bills sent.
func sameISF(before, sent []filing.Bill) bool {
	numbers := func(bills []filing.Bill, house bool) (all []string) {
		for _, b := range bills {
			if (b.Level == filing.House) == house {
				all = append(all, string(b.Level)+b.Compact())
			}
		}
		return all
	}
	known := numbers(before, true)
	return slices.Equal(numbers(before, false), numbers(sent, false)) &&
		!slices.ContainsFunc(numbers(sent, true), func(house string) bool { return !slices.Contains(known, house) }) &&
		(len(known) == 0) == (len(numbers(sent, true)) == 0)
}

// changesBetween are the changes from one request to the other, and how many are left out. Requests of an older docket
// may not be readable any more; then there is nothing to tell.
func changesBetween(before, after json.RawMessage) (changes []difference.Change, more int) {
	all, err := difference.Between(before, after)
	if err != nil {
		return nil, 0
	}
	return all[:min(len(all), mostChanges)], max(0, len(all)-mostChanges)
}

// errIntent says that the ledger's request for a filing cannot be read, as when another version of docket wrote it.
var errIntent = errors.New("the request that was intended for this filing cannot be read")

// requestOf reads a request body as the ledger keeps it.
func requestOf(body json.RawMessage) (filing.Request, error) {
	var shape struct {
		FreightDetails json.RawMessage `json:"freight_details"` // only an order has some
	}
	if err := json.Unmarshal(body, &shape); err != nil {
		return nil, fmt.Errorf("%w: %w", errIntent, err)
	}
	var request filing.Request = &filing.IsfWorksheet{}
	if shape.FreightDetails != nil {
		request = &filing.CustomsOrder{}
	}
	if err := json.Unmarshal(body, request); err != nil {
		return nil, fmt.Errorf("%w: %w", errIntent, err)
	}
	return request, nil
}
