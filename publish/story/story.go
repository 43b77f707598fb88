// Package story tells all that is known of a filing, from the cells of its file to its release: what the ledger
// remembers, what is seen while it is followed, and what the bus has heard.
package story

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/difference"
	"docket/publish/follow"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go/jetstream"
)

// A Story is one filing. Numbers that identify a person are masked in it.
type Story struct {
	Kind      filing.Kind  `json:"kind"`
	Reference string       `json:"reference"`
	State     ledger.State `json:"state,omitempty"` // in the ledger; "" for what never got there
	APIID     string       `json:"api_id,omitempty"`
	Status    string       `json:"api_status,omitempty"`  // in the API's words, as last seen
	Shipment  int64        `json:"shipment_id,omitempty"` // FLEX-ID

	Source    string         `json:"source,omitempty"` // the file that it was last sent from
	RequestID string         `json:"request_id,omitempty"`
	SentAt    time.Time      `json:"sent_at,omitzero"`
	Fields    []Field        `json:"fields,omitempty"`   // what was sent
	Receipts  []string       `json:"receipts,omitempty"` // URLs of the receipts of its requests, oldest first
	Entries   []follow.Entry `json:"entries,omitempty"`  // of customs
	Next      time.Time      `json:"next_look,omitzero"`
	Moments   []Moment       `json:"moments"` // oldest first
}

// A Field is one value of a request and the cells that it comes from.
type Field struct {
	Field filing.Pointer  `json:"field"`
	Value json.RawMessage `json:"value"`
	Cells []sheet.Place   `json:"cells,omitempty"`
}

// A Moment is something that happened to a filing.
type Moment struct {
	At       time.Time           `json:"at"`
	What     string              `json:"what"`              // "submitted", "order CREATED", ...
	Effect   ledger.Effect       `json:"effect,omitempty"`  // of sending it
	Source   string              `json:"source,omitempty"`  // file that brought it about
	By       string              `json:"by,omitempty"`      // who approved or rejected it
	Receipt  string              `json:"receipt,omitempty"` // URL of the receipt
	Changes  []difference.Change `json:"changes,omitempty"`
	Problems []mapping.Problem   `json:"problems,omitempty"`
}

// A Teller looks for stories where they are kept.
type Teller struct {
	Ledger *ledger.Ledger
	Book   *follow.Book
	JS     jetstream.JetStream
}

// Tell is the stories of all filings with a bill number, or the one that the API knows by an id; those with the highest
// claim first: what is filed before what was only tried.
func (t Teller) Tell(ctx context.Context, billOrID string) ([]Story, error) {
	keys, err := t.Ledger.Find(ctx, billOrID)
	if err != nil {
		return nil, err
	}
	var stories []*plot
	for _, key := range keys {
		p, err := t.begin(ctx, key)
		if err != nil {
			return nil, err
		}
		if p != nil {
			stories = append(stories, p)
		}
	}
	if err := t.hear(ctx, billOrID, &stories); err != nil {
		return nil, err
	}
	var told []Story
	for _, p := range stories {
		s, err := p.tell()
		if err != nil {
			return nil, err
		}
		told = append(told, s)
	}
	slices.SortStableFunc(told, func(a, b Story) int { return cmp.Compare(a.rank(), b.rank()) })
	return told, nil
}

func (s Story) rank() int {
	if s.State == "" {
		return 1
	}
	return 0
}

// A plot is a story while it is put together.
type plot struct {
	Story
	kept    []string // URLs of receipts that the ledger knows, oldest first
	request json.RawMessage
	cells   map[filing.Pointer][]sheet.Place
	watched bool
}

// begin is what ledger and book know of a filing; nil if its claim was given up.
func (t Teller) begin(ctx context.Context, key string) (*plot, error) {
	entry, err := t.Ledger.Get(ctx, key)
	if err != nil || entry == nil {
		return nil, err
	}
	p := &plot{Story: Story{State: entry.State}}
	p.Kind = filing.KindISF
	if bytes.HasPrefix([]byte(key), []byte(filing.KindOrder+".")) {
		p.Kind = filing.KindOrder
	}
	last := entry.Intent
	switch {
	case entry.Filed != nil:
		p.APIID, p.Status, last = entry.Filed.APIID, entry.Filed.Status, &entry.Filed.Attempt
	case entry.Refused != nil:
		last = &entry.Refused.Attempt
	}
	if last != nil {
		p.Reference, p.Source, p.RequestID, p.SentAt, p.request = last.Reference, last.Source.URL, last.RequestID, last.At, last.Request
	}
	p.kept = receipts(entry)
	if p.Kind == filing.KindOrder && p.APIID != "" {
		watch, err := t.Book.Get(ctx, p.APIID)
		if err != nil {
			return nil, err
		}
		p.watch(watch)
	}
	return p, nil
}

// watch adds what was seen while an order was followed.
func (p *plot) watch(w *follow.Watch) {
	if w == nil {
		return
	}
	p.watched = true
	p.Status, p.Shipment, p.Entries, p.cells = cmp.Or(w.Status, p.Status), w.ShipmentID, w.Entries, w.Cells
	if !w.Over {
		p.Next = w.Due
	}
	for _, m := range w.History {
		p.Moments = append(p.Moments, Moment{At: m.At, What: m.What})
	}
}

// tell puts the story in order.
func (p *plot) tell() (Story, error) {
	for _, url := range p.kept {
		if !slices.Contains(p.Receipts, url) {
			p.Receipts = append(p.Receipts, url)
		}
	}
	slices.SortStableFunc(p.Moments, func(a, b Moment) int { return a.At.Compare(b.At) })
	if p.request == nil {
		return p.Story, nil
	}
	var err error
	p.Fields, err = fields(p.request, p.cells)
	return p.Story, err
}

// receipts are those that the ledger knows of a filing: the last of what was taken and of what was refused, and the one
// before each. Older ones the results tell of, and each receipt names the one before it.
func receipts(e *ledger.Entry) (urls []string) {
	add := func(p ledger.Proof) {
		for _, url := range []string{p.Previous, p.Receipt} {
			if url != "" && !slices.Contains(urls, url) {
				urls = append(urls, url)
			}
		}
	}
	if e.Filed != nil {
		add(e.Filed.Proof)
	}
	if e.Refused != nil {
		add(e.Refused.Proof)
	}
	return urls
}

// fields are the values of a request, in the order of their names, what is about the request itself left out.
func fields(request json.RawMessage, cells map[filing.Pointer][]sheet.Place) ([]Field, error) {
	changes, err := difference.Between(json.RawMessage(`{}`), request)
	if err != nil {
		return nil, fmt.Errorf("read the request in the ledger: %w", err)
	}
	var all []Field
	for _, c := range changes {
		all = append(all, Field{Field: c.Field, Value: c.New, Cells: cells[c.Field]})
	}
	return all, nil
}

// heard is a moment that a result tells of.
func heard(e publish.Event) Moment {
	m := Moment{At: e.Time, What: string(e.Outcome), Effect: e.Result.Filing.Effect, Changes: e.Result.Filing.Changes, Problems: e.Result.Problems}
	m.By, m.Receipt = cmp.Or(e.Result.Filing.ApprovedBy, e.Result.Filing.RejectedBy), e.Result.Filing.Receipt
	if d := e.Result.Document; d.Bucket != "" {
		m.Source = "s3://" + d.Bucket + "/" + d.Key
	}
	return m
}
