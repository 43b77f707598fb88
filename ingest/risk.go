package ingest

import (
	"slices"
	"time"

	"docket/mapping"
	"docket/publish"
)

// warn says which filings have not gone out although their deadline is near, the most urgent first, and what is owed by
// whom. It comes before the document's own result, which stays the last.
func (w *work) warn(document mapping.Document) {
	now := w.Now()
	risks := w.risks(document, now)
	if len(risks) == 0 {
		return
	}
	slices.SortStableFunc(risks, func(a, b publish.Risk) int { return a.Deadline.Compare(b.Deadline) })
	result := w.result
	result.Problems = []mapping.Problem{}
	result.Risks = risks
	last := len(w.events) - 1
	result.Annotated = w.events[last].Result.Annotated
	w.events = slices.Insert(w.events, last, publish.Event{
		ID:   publish.EventID(w.job.Document, publish.Document, "", string(publish.AtRisk)),
		Kind: publish.Document, Outcome: publish.AtRisk, Subject: w.job.Notice.Key, Time: now.UTC(), Result: result,
	})
}

// risks are those of the document's filings, whose results are in its events, one for each in the same order.
func (w *work) risks(document mapping.Document, now time.Time) (risks []publish.Risk) {
	for i, f := range document.Filings {
		clock, known := w.Checker.Clock(f, now)
		if !known {
			continue
		}
		if risk, is := publish.RiskOf(f, w.events[i].Outcome, w.events[i].Result.Problems, clock); is {
			risks = append(risks, risk)
		}
	}
	return risks
}
