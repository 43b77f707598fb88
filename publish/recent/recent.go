// Package recent keeps what the bus has heard lately, document by document, for people who want to see how things go:
// what became of each filing, and of the document as a whole. It is a window on the results stream and no memory of its
// own: a process that starts reads the last results there are, and what it has no room for any more is still on the
// bus.
package recent

import (
	"slices"
	"time"

	"docket/publish"
)

// A Document is what has been told of one, as far as the window reaches.
type Document struct {
	Info    publish.DocumentInfo
	Last    uint64          // of its results, by number in the stream
	At      time.Time       // of the last result
	Results []publish.Event // oldest first
	size    int
}

// Ending is the document's own result, nil while it is being worked on.
func (d Document) Ending() *publish.Event {
	for i := len(d.Results) - 1; i >= 0; i-- {
		if e := &d.Results[i]; e.Kind == publish.Document && e.Outcome != publish.AtRisk {
			return e
		}
	}
	return nil
}

// AtRisk is the warning that a deadline is near, nil if there is none.
func (d Document) AtRisk() *publish.Event {
	for i := range d.Results {
		if d.Results[i].Outcome == publish.AtRisk {
			return &d.Results[i]
		}
	}
	return nil
}

// A Filing is one filing of a document and where it stands.
type Filing struct {
	Nth    int             // of the document's filings with its kind and reference, from 1
	First  publish.Event   // what was told of it when the file was worked on
	Latest publish.Event   // what was told last
	Later  []publish.Event // all but the first: decisions, and what the API and customs made of it; oldest first
}

// Receipt is where the receipt of the filing's last request lies, "" if there is none.
func (f Filing) Receipt() string {
	for _, e := range slices.Backward(append([]publish.Event{f.First}, f.Later...)) {
		if e.Result.Filing.Receipt != "" {
			return e.Result.Filing.Receipt
		}
	}
	return ""
}

// Decided is the result of a person's decision on the filing, nil if nobody decided.
func (f Filing) Decided() *publish.FilingInfo {
	for _, e := range slices.Backward(f.Later) {
		if its := e.Result.Filing; its.ApprovedBy != "" || its.RejectedBy != "" {
			return its
		}
	}
	return nil
}

// Filings are the filings of a document, in the order of the file.
func (d Document) Filings() []Filing {
	var filings []Filing
	counted := map[string]int{}
	for _, e := range d.Results {
		if e.Kind == publish.Document || e.Result.Filing == nil {
			continue
		}
		at := slices.IndexFunc(filings, func(f Filing) bool { return f.continues(e) })
		if at >= 0 {
			filings[at].Later, filings[at].Latest = append(filings[at].Later, e), e
			continue
		}
		name := string(e.Result.Filing.Kind) + " " + e.Result.Filing.Reference
		counted[name]++
		filings = append(filings, Filing{Nth: counted[name], First: e, Latest: e})
	}
	return filings
}

// continues says whether a result tells on of the filing: what has its id at the API, or what became of one that waited.
// Of two filings with one bill that wait, what is told on goes to the first.
func (f Filing) continues(e publish.Event) bool {
	mine, its := f.Latest.Result.Filing, e.Result.Filing
	switch {
	case mine.Kind != its.Kind || mine.Reference != its.Reference:
		return false
	case mine.APIID != "" && mine.APIID == its.APIID:
		return e.Kind == publish.Entry || !initial(e)
	default:
		return f.Latest.Outcome == publish.Held && (its.ApprovedBy != "" || its.RejectedBy != "" || e.Outcome == publish.Superseded)
	}
}

// initial says whether an outcome may be the first that is told of a filing.
func initial(e publish.Event) bool {
	switch e.Outcome {
	case publish.Submitted, publish.Unchanged, publish.Invalid, publish.Held, publish.Rejected, publish.Superseded:
		return e.Result.Filing.ApprovedBy == "" && e.Result.Filing.RejectedBy == ""
	}
	return false
}
