package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/follow"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go/jetstream"
)

// A Submitter files what is approved. *publish.Submitter is one.
type Submitter interface {
	Submit(ctx context.Context, s publish.Submission) (publish.Receipt, error)
	Hold(ctx context.Context, s publish.Submission) (publish.Receipt, error)
	Prove(ctx context.Context, r publish.Receipt) (publish.Receipt, error)
}

// A Publisher puts results on the bus. *publish.Publisher is one.
type Publisher interface {
	Results(ctx context.Context, events ...publish.Event) error
}

// A Book has orders followed until release. *follow.Book is one.
type Book interface {
	Begin(ctx context.Context, w follow.Watch) error
}

// A Desk is where filings are put to wait, and where they are decided.
type Desk struct {
	*Shelf
	account   string
	ledger    *ledger.Ledger
	submitter Submitter
	publisher Publisher
	book      Book
	older     func(a, b ledger.Source) bool
	limit     int
	lease     time.Duration
	patience  time.Duration
	retry     time.Duration
	now       func() time.Time
	log       *slog.Logger
	answering sync.WaitGroup
}

// Config is what a desk works with.
type Config struct {
	Account   string         // that is filed for, as the submitter has it
	Ledger    *ledger.Ledger // as the submitter has it
	Submitter Submitter
	Publisher Publisher
	Book      Book                          // nil to follow nothing
	Older     func(a, b ledger.Source) bool // whether a is an older version of a file than b; nil for never
	Lease     time.Duration                 // how long a decision is its worker's alone; default ledger.Lease
	Patience  time.Duration                 // how long a person waits to hear what became of a decision; default 20 seconds
	Retry     time.Duration                 // until what went wrong is tried again; default 5 seconds
	Now       func() time.Time              // nil for the system's clock
	Log       *slog.Logger
}

// NewDesk is a desk on a bus.
func NewDesk(b *bus.Bus, c Config) *Desk {
	if c.Older == nil {
		c.Older = func(ledger.Source, ledger.Source) bool { return false }
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Lease <= 0 {
		c.Lease = ledger.Lease
	}
	if c.Patience <= 0 {
		c.Patience = 20 * time.Second
	}
	if c.Retry <= 0 {
		c.Retry = 5 * time.Second
	}
	return &Desk{
		Shelf: NewShelf(b.Review), account: c.Account, ledger: c.Ledger, submitter: c.Submitter, publisher: c.Publisher, book: c.Book, older: c.Older,
		limit: int(b.Conn.MaxPayload()) - headerRoom, lease: c.Lease, patience: c.Patience, retry: c.Retry, now: c.Now, log: c.Log,
	}
}

// headerRoom is kept free of a message's limit for its headers, and for a decision.
const headerRoom = 8 << 10

func (d *Desk) markOf(url string) string { return fmt.Sprintf("file.%s.%s", d.account, file(url)) }

// mark is the newest version of a file that was seen, and the revision of the note on it; nil if there is none.
func (d *Desk) mark(ctx context.Context, url string) (*ledger.Source, uint64, error) {
	key := d.markOf(url)
	found, err := d.kv.Get(ctx, key)
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return nil, 0, nil
	case err != nil:
		return nil, 0, fmt.Errorf("read %s: %w", key, err)
	}
	var newest ledger.Source
	if err := json.Unmarshal(found.Value(), &newest); err != nil {
		return nil, 0, fmt.Errorf("read %s: %w", key, err)
	}
	return &newest, found.Revision(), nil
}

// Arrived notes that a version of a file is being worked on, before any of its filings is. It says whether no newer one
// has been seen; olderThan says whether this version is older than another one.
func (d *Desk) Arrived(ctx context.Context, source ledger.Source, olderThan func(ledger.Source) bool) (newest bool, _ error) {
	for {
		seen, revision, err := d.mark(ctx, source.URL)
		switch {
		case err != nil:
			return false, err
		case seen != nil && seen.Same(source):
			return true, nil
		case seen != nil && olderThan(*seen):
			return false, nil
		}
		value, err := json.Marshal(source)
		if err != nil {
			return false, fmt.Errorf("note the version of %s: %w", source.URL, err)
		}
		if _, err := d.put(ctx, d.markOf(source.URL), value, revision); !errors.Is(err, errLost) {
			return err == nil, err
		}
	}
}

// newest says whether no newer version of a file has been seen.
func (d *Desk) newest(ctx context.Context, source ledger.Source) (bool, error) {
	seen, _, err := d.mark(ctx, source.URL)
	return err == nil && (seen == nil || seen.Same(source)), err
}

// A Held filing is one to be put on the desk.
type Held struct {
	Filing   mapping.Filing
	Nth      int             // of the filings of its kind and reference in the file, from 1
	Receipt  publish.Receipt // what sending it would do
	Document publish.DocumentInfo
	Source   ledger.Source
	Attempt  int
	Deadline time.Time // by which it has to be filed; zero if that is not known
	Due      time.Time // when it goes out without a person; zero for never
}

// Overtaken says that a newer version of a file has been seen since a version of it arrived.
var Overtaken = errors.New("a newer version of the file has arrived")

// Hold puts a filing on the desk, in the place of what an older version of its file has there. The error is Overtaken if
// a newer one has arrived since this one did, and *TooLarge if the bus has no room for it.
func (d *Desk) Hold(ctx context.Context, h Held) (Ref, error) {
	c, err := d.caseOf(h)
	if err != nil {
		return Ref{}, err
	}
	for {
		there, err := d.Get(ctx, c.key)
		var gone *Gone
		if err != nil && !errors.As(err, &gone) {
			return Ref{}, err
		}
		newest, err := d.newest(ctx, c.Source) // asked behind each look: what a newer version has there is not to be replaced
		switch {
		case err != nil:
			return Ref{}, err
		case !newest && gone == nil && there.Source.Document == c.Source.Document: // put there by a worker that died over it
			return d.overtakenBy(ctx, there)
		case !newest:
			return Ref{}, Overtaken
		case gone != nil:
		case there.seen() == c.seen(), there.Source.Document == c.Source.Document && there.Decision != nil:
			return there.Ref(), nil
		case there.Source.Document == c.Source.Document:
			c.Since = there.Since
		default:
			if err := d.supersede(ctx, &there); errors.Is(err, errLost) {
				continue
			} else if err != nil {
				return Ref{}, err
			}
		}
		c.revision = there.revision
		switch err := d.write(ctx, &c, d.limit); {
		case err == nil:
			return c.Ref(), d.recall(ctx, c)
		case !errors.Is(err, errLost):
			return c.Ref(), err
		}
	}
}

// recall takes a case from the desk that has just been put there, if a newer version of its file arrived in between and
// may not have seen it.
func (d *Desk) recall(ctx context.Context, c Case) error {
	newest, err := d.newest(ctx, c.Source)
	if err != nil || newest {
		return err
	}
	if err := d.end(ctx, c, Ending{Outcome: publish.Superseded, At: d.now()}); err != nil && !errors.Is(err, errLost) {
		return err
	}
	return Overtaken
}

// overtakenBy is what is told of a case of a version that a newer one has overtaken. It is taken from the desk, unless who
// has the newer one is at it.
func (d *Desk) overtakenBy(ctx context.Context, c Case) (Ref, error) {
	if c.Decision != nil {
		return c.Ref(), nil
	}
	if err := d.recall(ctx, c); err != nil {
		return Ref{}, err
	}
	return Ref{}, Overtaken
}

// caseOf is a case for a filing that has none yet.
func (d *Desk) caseOf(h Held) (Case, error) {
	request, err := json.Marshal(h.Filing.Request)
	if err != nil {
		return Case{}, fmt.Errorf("write the %s request: %w", h.Filing.Kind, err)
	}
	c := Case{
		Kind: h.Filing.Kind, Reference: h.Filing.Reference, Account: d.account, Since: d.now().UTC(), Document: h.Document, Source: h.Source,
		Attempt: h.Attempt, Deadline: h.Deadline, Due: h.Due, Confidence: h.Filing.Confidence, Request: request, Cells: h.Filing.Cells, Problems: slices.Clone(h.Filing.Problems),
		key: keyOf(d.account, h.Filing.Kind, h.Filing.Reference, h.Source.URL, h.Nth),
	}
	if h.Nth > 1 {
		c.Nth = h.Nth
	}
	for _, p := range h.Filing.Problems {
		if p.Question && !slices.Contains(c.Reasons, p.Code) {
			c.Reasons = append(c.Reasons, p.Code)
		}
	}
	c.surprise(h.Filing, h.Receipt)
	return c, nil
}

// surprise takes over what a receipt says of what sending the filing would do.
func (c *Case) surprise(f mapping.Filing, r publish.Receipt) {
	if before := c.Code; before != "" {
		c.Problems = slices.DeleteFunc(c.Problems, func(p mapping.Problem) bool { return p.Code == before })
		c.Reasons = slices.DeleteFunc(c.Reasons, func(code string) bool { return code == before })
	}
	c.Code, c.Effect, c.More, c.Over = r.Code, r.Effect, r.More, r.Over
	c.Changes = r.Info(f).Changes
	c.Problems = append(c.Problems, r.Problems(f)...)
	if r.Code != "" {
		c.Reasons = append(c.Reasons, r.Code)
	}
}

// Settle takes from the desk what another version of a file has there, and what this one has and no longer holds. Of
// what is taken for a newer version a result tells. What is being carried out is left to who does. If a newer version has
// arrived since this one did, nothing is taken.
func (d *Desk) Settle(ctx context.Context, source ledger.Source, held []Ref) error {
	cases, err := d.list(ctx, fmt.Sprintf("*.%s.*.%s", d.account, file(source.URL)))
	if err != nil {
		return err
	}
	if newest, err := d.newest(ctx, source); err != nil || !newest { // asked behind the list, which has none of a newer version then
		return err
	}
	for _, c := range cases {
		if c.Decision != nil || slices.ContainsFunc(held, func(r Ref) bool { return r.Key == c.key }) {
			continue
		}
		if c.Source.Document != source.Document {
			if err := d.supersede(ctx, &c); errors.Is(err, errLost) {
				continue // somebody has decided on it, or another version is in its place
			} else if err != nil {
				return err
			}
		}
		if err := d.end(ctx, c, Ending{Outcome: publish.Superseded, At: d.now()}); err != nil && !errors.Is(err, errLost) {
			return err
		}
	}
	return nil
}

// supersede says on the bus that a newer version of a case's file came. That it does is written to the case first: then
// nobody else says anything else of it.
func (d *Desk) supersede(ctx context.Context, c *Case) error {
	now := d.now().UTC()
	c.Decision = &Decision{ID: "superseded " + c.key, Verb: Supersede, By: Itself, At: now, Lease: now.Add(d.lease)}
	if err := d.write(ctx, c, noLimit); err != nil {
		return err
	}
	event, err := c.event(newerCame(), "review "+c.Decision.ID, now)
	if err != nil {
		return err
	}
	return d.tell(ctx, *c, event)
}

func newerCame() publish.Receipt {
	return publish.Receipt{Outcome: publish.Superseded, Effect: ledger.NoEffect, Message: "A newer version of the file came while this one waited for a person."}
}

// remembered is how long the results stream drops a repeat at least.
const remembered = 23 * time.Hour

// tell says what became of a case. That it waits is said first: the worker that put it on the desk may not have come to
// say so yet. If it has, or does so later, the bus drops the repeat.
func (d *Desk) tell(ctx context.Context, c Case, event publish.Event) error {
	if d.now().Sub(c.Since) > remembered {
		return d.publisher.Results(ctx, event)
	}
	waits, err := c.waits()
	if err != nil {
		return err
	}
	return d.publisher.Results(ctx, waits, event)
}

// waits is the result that says that a case waits, as whoever works on its document tells it.
func (c Case) waits() (publish.Event, error) {
	f, err := c.filing()
	if err != nil {
		return publish.Event{}, err
	}
	r := publish.Receipt{Outcome: publish.Held, Effect: c.Effect, Changes: c.Changes, More: c.More}
	info := r.Info(f)
	info.Review, info.Deadline, info.Due = c.Ref().String(), c.Deadline, c.Due
	result := publish.Result{Document: c.Document, Filing: info, Problems: c.Problems, Attempt: c.Attempt, Omitted: c.Omitted}
	return c.eventOf(result, publish.Held, publish.FirstStage(c.Nth), c.Since), nil
}

// event is the result of a case.
func (c Case) event(r publish.Receipt, stage string, at time.Time) (publish.Event, error) {
	f, err := c.filing()
	if err != nil {
		return publish.Event{}, err
	}
	info := r.Info(f)
	info.Deadline = c.Deadline
	if v := c.Decision; v != nil {
		info.Note = v.Note
		switch v.Verb {
		case Approve:
			info.ApprovedBy = v.person()
		case Reject:
			info.RejectedBy = v.By
		}
	}
	problems := slices.DeleteFunc(slices.Clone(c.Problems), func(p mapping.Problem) bool { return c.Code != "" && p.Code == c.Code })
	if r.Code == CodeNotWanted { // the person's words, not the API's, which would be looked for in the filing
		problems = append(problems, mapping.Problem{Severity: mapping.Error, Code: r.Code, Cells: []sheet.Place{}, Message: r.Message, Hint: r.Hint})
	} else {
		problems = append(problems, r.Problems(f)...)
	}
	result := publish.Result{Document: c.Document, Filing: info, Problems: problems, Attempt: c.Attempt, Omitted: c.Omitted}
	return c.eventOf(result, r.Outcome, stage, at), nil
}

func (c Case) eventOf(result publish.Result, outcome publish.Outcome, stage string, at time.Time) publish.Event {
	subject := c.Reference
	if subject == "" {
		subject = c.Document.Key
	}
	return publish.Event{
		ID:   publish.EventID(c.Source.Document, publish.Kind(c.Kind), c.Reference, stage),
		Kind: publish.Kind(c.Kind), Outcome: outcome, Subject: subject, Time: at.UTC(), Result: result,
	}
}

// isOfISF says whether a request names an ISF from the same worksheet that has to be filed first.
func isOfISF(r filing.Request) (*filing.CustomsOrder, bool) {
	order, is := r.(*filing.CustomsOrder)
	return order, is && order.RequestMetadata.SourceDocument.Type == filing.DocumentISFWorksheet && order.RequestMetadata.SourceDocument.FID == ""
}
