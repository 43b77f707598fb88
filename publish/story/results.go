package story

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// hear adds what the bus has heard of the filings, and those that never came so far as the ledger.
func (t Teller) hear(ctx context.Context, billOrID string, stories *[]*plot) error {
	subjects := []string{bus.ResultsSubject + ".isf.>", bus.ResultsSubject + ".order.>", bus.ResultsSubject + ".entry.>"}
	consumer, err := t.JS.OrderedConsumer(ctx, bus.ResultsStream, jetstream.OrderedConsumerConfig{FilterSubjects: subjects})
	if err != nil {
		return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	info, err := consumer.Info(ctx)
	if err != nil {
		return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	asked := compact(billOrID)
	for range info.NumPending {
		message, err := consumer.Next(jetstream.FetchContext(ctx))
		if err != nil {
			return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
		}
		var e publish.Event
		if json.Unmarshal(message.Data(), &e) != nil || e.Result.Filing == nil {
			continue // of another docket, or none of ours
		}
		i := slices.IndexFunc(*stories, func(p *plot) bool { return p.isOf(e) })
		if i < 0 && (compact(e.Result.Filing.Reference) == asked || e.Result.Filing.APIID == billOrID) {
			i = len(*stories)
			f := e.Result.Filing
			*stories = append(*stories, &plot{Story: Story{Kind: f.Kind, Reference: f.Reference, APIID: f.APIID, Status: f.APIStatus}})
		}
		if i >= 0 {
			(*stories)[i].add(e)
		}
	}
	return nil
}

// compact is a number as docket compares it: written either way, in either case.
func compact(number string) string { return strings.ToUpper(filing.Bill{Number: number}.Compact()) }

// isOf says whether a result is of this filing.
func (p *plot) isOf(e publish.Event) bool {
	f := e.Result.Filing
	return f.Kind == p.Kind && (f.APIID != "" && f.APIID == p.APIID || compact(f.Reference) == compact(p.Reference) && (f.APIID == "" || p.APIID == ""))
}

// add adds a result. What was seen while an order was followed its watch tells better.
func (p *plot) add(e publish.Event) {
	followed := e.Kind == publish.Entry || e.Outcome == publish.Created || e.Outcome == publish.Cancelled
	if p.watched && followed {
		return
	}
	if len(e.Result.Filing.Cells) > 0 {
		p.cells = e.Result.Filing.Cells
	}
	m := heard(e)
	if m.Receipt != "" && !slices.Contains(p.Receipts, m.Receipt) {
		p.Receipts = append(p.Receipts, m.Receipt)
	}
	if e.Result.Entry != nil {
		m.What = "entry " + e.Result.Entry.Number + " " + m.What
	}
	p.Moments = append(p.Moments, m)
}
