package review

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/follow"
	"docket/publish/ledger"

	"github.com/google/uuid"
)

// A Ruling is what became of a decision.
type Ruling struct {
	Ref      string            `json:"ref"`               // that was decided; of a filing that is held again its new name
	Outcome  publish.Outcome   `json:"outcome,omitempty"` // "" while it is not known
	Effect   ledger.Effect     `json:"effect,omitempty"`
	APIID    string            `json:"api_id,omitempty"`
	Status   string            `json:"api_status,omitempty"`
	Pending  bool              `json:"pending,omitempty"` // a service is in trouble; it is carried out as soon as that is over
	Message  string            `json:"message,omitempty"`
	Hint     string            `json:"hint,omitempty"`
	Problems []mapping.Problem `json:"problems,omitempty"`
}

// CodeNotWanted is of a filing that a person has decided not to file.
const CodeNotWanted = "rejected_in_review"

// CodeISFNotFiled is of an order that names an ISF from the same worksheet as its source, which is not filed.
const CodeISFNotFiled = "isf_not_filed"

// mostSaid is how many characters of a name or note are kept.
const mostSaid = 500

// Decide has a case approved or rejected, as it was shown. It files what is approved and says what became of it. Errors
// are *Misnamed, *Unseen, *Gone, *Changed and *Decided; after any of them nothing was done.
func (d *Desk) Decide(ctx context.Context, ref Ref, verb Verb, by, note string) (Ruling, error) {
	c, err := d.Get(ctx, ref.Key)
	switch {
	case err != nil:
		return Ruling{}, err
	case c.Decision != nil:
		return Ruling{}, &Decided{Ref: c.Ref(), By: c.Decision.By, At: c.Decision.At, Verb: c.Decision.Verb}
	case ref.Seen == "":
		return Ruling{}, &Unseen{Now: c.Ref()}
	case c.Account != d.account:
		return Ruling{}, fmt.Errorf("%s is to be filed for the account %q, and this worker files for %q", ref.Key, c.Account, d.account)
	case c.seen() != ref.Seen:
		return Ruling{}, &Changed{Seen: ref, Now: c.Ref()}
	}
	now := d.now().UTC()
	c.Decision = &Decision{ID: uuid.NewString(), Verb: verb, By: said(by), Note: said(note), At: now, Lease: now.Add(d.lease)}
	switch err := d.write(ctx, &c, noLimit); {
	case errors.Is(err, errLost): // somebody decided, or another version came
		return d.Decide(ctx, ref, verb, by, note)
	case err != nil:
		return Ruling{}, err
	}
	d.log.Info("decided", "review", ref.Key, "decision", verb)
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.patience)
	defer cancel()
	ruling, err := d.carryOut(work, c)
	if err != nil {
		d.log.Warn("a decision could not be carried out yet", "review", ref.Key, "error", err)
		d.leave(ctx, c)
		return Ruling{Ref: ref.String(), Pending: true, Message: "The decision is kept; it could not be carried out yet: " + err.Error(),
			Hint: "It is carried out as soon as the service is back; \"docket results\" will show it."}, nil
	}
	return ruling, nil
}

// leave lets any worker carry a decision out, soon.
func (d *Desk) leave(ctx context.Context, c Case) {
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.retry)
	defer cancel()
	c.Decision.Lease = d.now().UTC().Add(d.retry)
	if err := d.write(last, &c, noLimit); err != nil && !errors.Is(err, errLost) {
		d.log.Warn("a decision waits for its lease to run out", "review", c.key, "error", err)
	}
}

// said is what a person said, cut to what is kept.
func said(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > mostSaid {
		return string(runes[:mostSaid])
	}
	return text
}

// carryOut does what was decided, until all of it is done. It may be repeated from its beginning.
func (d *Desk) carryOut(ctx context.Context, c Case) (Ruling, error) {
	receipt, err := d.ruled(ctx, &c)
	if err != nil {
		return Ruling{}, err
	}
	if receipt.Outcome == publish.Held {
		return d.holdAgain(ctx, c, receipt)
	}
	event, err := c.event(receipt, "review "+c.Decision.ID, c.Decision.At)
	if err == nil {
		err = d.tell(ctx, c, event)
	}
	if err != nil {
		return Ruling{}, err
	}
	ending := Ending{Outcome: receipt.Outcome, By: c.Decision.person(), At: c.Decision.At}
	if err := d.end(ctx, c, ending); err != nil && !errors.Is(err, errLost) { // lost to another worker with it, or to another version
		return Ruling{}, err
	}
	return rulingOf(c.Ref(), receipt, event.Result.Problems), nil
}

func rulingOf(ref Ref, r publish.Receipt, problems []mapping.Problem) Ruling {
	return Ruling{Ref: ref.String(), Outcome: r.Outcome, Effect: r.Effect, APIID: r.APIID, Status: r.APIStatus, Message: r.Message, Hint: r.Hint, Problems: problems}
}

// ruled is what becomes of the filing.
func (d *Desk) ruled(ctx context.Context, c *Case) (publish.Receipt, error) {
	switch c.Decision.Verb {
	case Supersede:
		return newerCame(), nil
	case Reject:
		message := "A person decided that this is not to be filed."
		if c.Decision.Note != "" {
			message = "A person decided that this is not to be filed: " + c.Decision.Note
		}
		return publish.Receipt{Outcome: publish.Rejected, Code: CodeNotWanted, Message: message, Hint: "Correct the file and send it again, if it is to be filed after all."}, nil
	}
	f, err := c.filing()
	if err != nil {
		return publish.Receipt{}, err
	}
	if order, is := isOfISF(f.Request); is {
		id, err := d.isfOf(ctx, c)
		switch {
		case err != nil:
			return publish.Receipt{}, err
		case id == "":
			return publish.Receipt{Outcome: publish.Held, Code: CodeISFNotFiled, Message: "The order names its ISF as its source, and the ISF has not been filed.",
				Hint: "Have the ISF filed first, then approve the order."}, nil
		}
		order.RequestMetadata.SourceDocument.FID = filing.InboundISF(id)
	}
	sub := publish.Submission{
		Request: f.Request, Source: c.Source, Approved: publish.Approvable(c.Code) && c.Code != publish.CodeHasty, Over: &c.Over, Basis: c.Document.Basis(), Approval: c.Decision.approval(), AtOnce: c.Decision.person() != "",
		OlderThan: func(filed ledger.Source) bool { return d.older(c.Source, filed) },
	}
	return d.submit(ctx, c, f, sub)
}

// submit files what is approved, unless a newer version of its file has been seen and it is not filed already.
func (d *Desk) submit(ctx context.Context, c *Case, f mapping.Filing, sub publish.Submission) (publish.Receipt, error) {
	newest, err := d.newest(ctx, c.Source)
	if err != nil {
		return publish.Receipt{}, err
	}
	file := d.submitter.Submit
	if !newest {
		file = d.submitter.Hold
	}
	receipt, err := file(ctx, sub)
	switch {
	case err != nil:
		return receipt, err
	case !newest && receipt.Outcome == publish.Held:
		return newerCame(), nil
	case d.book == nil || c.Kind != filing.KindOrder || receipt.Outcome != publish.Submitted && receipt.Outcome != publish.Unchanged:
		return d.submitter.Prove(ctx, receipt)
	}
	err = d.book.Begin(ctx, follow.Watch{
		FID: receipt.APIID, Filing: receipt.Filing, Reference: c.Reference, RequestID: receipt.RequestID, Document: c.Document, Cells: f.Cells,
	})
	if err != nil {
		return receipt, err
	}
	return d.submitter.Prove(ctx, receipt)
}

// isfOf is the API's id of the ISF that was filed from the same document as a case; "" if there is none.
func (d *Desk) isfOf(ctx context.Context, c *Case) (string, error) {
	if c.Reference == "" {
		return "", nil
	}
	keys, err := d.ledger.Find(ctx, c.Reference)
	if err != nil {
		return "", err
	}
	for _, key := range keys {
		if !strings.HasPrefix(key, fmt.Sprintf("%s.%s.", filing.KindISF, d.account)) {
			continue
		}
		entry, err := d.ledger.Get(ctx, key)
		if err != nil {
			return "", err
		}
		if entry != nil && entry.Filed != nil && entry.State == ledger.Submitted && entry.Filed.Source.URL == c.Source.URL && entry.Filed.Reference == c.Reference {
			return entry.Filed.APIID, nil
		}
	}
	return "", nil
}

// holdAgain takes a decision back, since carrying it out would do something that the person had not seen. It is shown
// from now on.
func (d *Desk) holdAgain(ctx context.Context, c Case, r publish.Receipt) (Ruling, error) {
	f, err := c.filing()
	if err != nil {
		return Ruling{}, err
	}
	c.Decision, c.Due = nil, r.Until
	c.surprise(f, r)
	switch err := d.write(ctx, &c, d.limit); {
	case errors.Is(err, errLost): // another version came, or another worker carried it out
		return Ruling{}, fmt.Errorf("take the decision on %s back: somebody else wrote first", c.key)
	case err != nil:
		return Ruling{}, err
	}
	return rulingOf(c.Ref(), r, r.Problems(f)), nil
}
