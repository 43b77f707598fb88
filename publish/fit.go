package publish

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/sheet"
)

// Omitted counts what a result leaves out because a message on the bus has a size limit. Nothing that was filed is
// left out: each filing has a result of its own.
type Omitted struct {
	Cells    int `json:"cells,omitempty"` // places in the filing that its cells are not told of
	Problems int `json:"problems,omitempty"`
	Filings  int `json:"filings,omitempty"` // lines of a document's result
	Changes  int `json:"changes,omitempty"` // fields that differ from the filing before
}

// headerRoom is kept free of a message's limit for its headers.
const headerRoom = 4 << 10

// fit writes an event in at most limit bytes, by leaving out what is said elsewhere or needed least: first which cell
// stands behind each field, then the ends of long texts, then warnings before errors, then the lines of filings that
// went well.
func fit(e Event, limit int) ([]byte, error) {
	text, err := json.Marshal(e)
	if err != nil || len(text) <= limit {
		return text, err
	}
	e.Result = e.Result.apart()
	for {
		if !e.Result.shorten() {
			return nil, fmt.Errorf("%w: result %s has %d bytes at its shortest, and there is room for %d", ErrTooLarge, e.ID, len(text), limit)
		}
		if text, err = json.Marshal(e); err != nil || len(text) <= limit {
			return text, err
		}
	}
}

// apart is the result with slices of its own, what matters most first, so that it can be shortened from the end.
func (r Result) apart() Result {
	omitted := Omitted{}
	if r.Omitted != nil {
		omitted = *r.Omitted
	}
	r.Omitted = &omitted
	r.Problems = slices.Clone(r.Problems)
	slices.SortStableFunc(r.Problems, func(a, b mapping.Problem) int {
		return rank(a.Severity == mapping.Error) - rank(b.Severity == mapping.Error)
	})
	r.Filings = slices.Clone(r.Filings)
	slices.SortStableFunc(r.Filings, func(a, b FilingOutcome) int { return rank(!a.Outcome.Filed()) - rank(!b.Outcome.Filed()) })
	if r.Filing != nil {
		f := *r.Filing
		f.Changes = slices.Clone(f.Changes)
		r.Filing = &f
	}
	return r
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// maxPlaces is how many cells a shortened problem names.
const maxPlaces = 20

// shorten leaves out the next thing. It says whether there was one.
func (r *Result) shorten() bool {
	switch {
	case r.Filing != nil && len(r.Filing.Cells) > 0:
		r.Omitted.Cells, r.Filing.Cells = len(r.Filing.Cells), nil
	case r.Filing != nil && len(r.Filing.Changes) > 0:
		left := len(r.Filing.Changes) / 2
		r.Omitted.Changes += len(r.Filing.Changes) - left
		r.Filing.Changes = r.Filing.Changes[:left]
	case slices.ContainsFunc(r.Problems, func(p mapping.Problem) bool { return len(p.Cells) > maxPlaces }):
		for i := range r.Problems {
			r.Problems[i].Cells = append([]sheet.Place{}, r.Problems[i].Cells[:min(len(r.Problems[i].Cells), maxPlaces)]...)
		}
	case slices.ContainsFunc(r.Problems, wordy):
		for i := range r.Problems {
			p := &r.Problems[i]
			p.Value, p.Message, p.Hint = clip(p.Value), clip(p.Message), clip(p.Hint)
		}
	case len(r.Problems) > 1 && len(r.Problems) >= len(r.Filings):
		r.Omitted.Problems += len(r.Problems) - len(r.Problems)/2
		r.Problems = r.Problems[:len(r.Problems)/2]
	case len(r.Filings) > 1:
		r.Omitted.Filings += len(r.Filings) - len(r.Filings)/2
		r.Filings = r.Filings[:len(r.Filings)/2]
	case len(r.Risks) > 1:
		r.Omitted.Filings += len(r.Risks) - len(r.Risks)/2
		r.Risks = r.Risks[:len(r.Risks)/2]
	case len(r.Risks) == 1 && len(r.Risks[0].Owed) > 0:
		risk := r.Risks[0]
		last := risk.Owed[len(risk.Owed)-1]
		r.Omitted.Problems += len(last.Problems)
		risk.Owed = risk.Owed[:len(risk.Owed)-1]
		r.Risks = []Risk{risk}
	default:
		return false
	}
	return true
}

// longText is how many bytes of a text a shortened problem has at most.
const longText = 1000

func wordy(p mapping.Problem) bool { return max(len(p.Value), len(p.Message), len(p.Hint)) > longText }

// clip is the beginning of a long text.
func clip(text string) string {
	const more = "…"
	if len(text) <= longText {
		return text
	}
	return strings.ToValidUTF8(text[:longText-len(more)], "") + more
}

// fit writes a letter in at most limit bytes. Its story stays; of a message that does not fit the headers go first, and
// then as much of its end as has to.
func (l Letter) fit(limit int) ([]byte, error) {
	text, err := json.Marshal(l)
	if err != nil || len(text) <= limit {
		return text, err
	}
	l.Headers, l.Message, l.Hint = nil, clip(l.Message), clip(l.Hint)
	whole := l.Payload
	l.Payload = nil
	if text, err = json.Marshal(l); err != nil {
		return nil, err
	}
	const margin = 32 // for the number of bytes that are left out
	room := base64.StdEncoding.DecodedLen(limit-len(text)-margin) - 2
	if room < 0 {
		return nil, fmt.Errorf("%w: a dead letter has %d bytes at its shortest, and there is room for %d", ErrTooLarge, len(text), limit)
	}
	l.Payload = whole[:min(room, len(whole))]
	l.Omitted = len(whole) - len(l.Payload)
	return json.Marshal(l)
}
