package publish

import (
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/validate"
)

// A Risk is a filing that has not gone out, and whose deadline is near or past.
type Risk struct {
	Kind      filing.Kind `json:"kind"`
	Reference string      `json:"reference"`
	Outcome   Outcome     `json:"outcome"`
	Deadline  time.Time   `json:"deadline"`
	HoursLeft int         `json:"hours_left"`       // full hours when the result was made; negative past the deadline
	Owed      []Owed      `json:"owed"`             // what keeps it from going out, by who can mend it
	Review    string      `json:"review,omitempty"` // of a held filing that is told of again: what "docket review show" finds it by
}

// Owed is what one party has to supply or to correct.
type Owed struct {
	By       validate.Source   `json:"by"` // importer, supplier or forwarder
	Problems []mapping.Problem `json:"problems"`
}

// RiskOf is the risk of a filing that stands as it does, false if there is none.
func RiskOf(f mapping.Filing, outcome Outcome, problems []mapping.Problem, clock validate.Clock) (Risk, bool) {
	if outcome.Filed() || !clock.Near {
		return Risk{}, false
	}
	risk := Risk{Kind: f.Kind, Reference: f.Reference, Outcome: outcome, Deadline: clock.Deadline.UTC(), HoursLeft: int(clock.Left.Hours()), Owed: []Owed{}}
	by := map[validate.Source][]mapping.Problem{}
	for _, p := range problems {
		if p.Severity != mapping.Error && !p.Question {
			continue
		}
		p.Cells = append([]sheet.Place{}, p.Cells[:min(len(p.Cells), maxPlaces)]...)
		source := validate.SourceOf(f, p)
		by[source] = append(by[source], p)
	}
	for _, source := range validate.Sources() {
		if len(by[source]) > 0 {
			risk.Owed = append(risk.Owed, Owed{By: source, Problems: by[source]})
		}
	}
	return risk, true
}
