package publish

import (
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/validate"
)

// TestRiskOf: what has not gone out and is due soon is at risk, by what keeps it back and who can mend that.
func TestRiskOf(t *testing.T) {
	t.Parallel()
	near := validate.Clock{Deadline: time.Date(2026, time.December, 17, 0, 0, 0, 0, time.UTC), Left: 25*time.Hour + time.Minute, Near: true}
	f := mapping.Filing{Kind: filing.KindISF, Reference: "ABCD1"}
	problems := []mapping.Problem{
		{Severity: mapping.Error, Code: "isf_seller_missing", Field: "/entities/-", Cells: make([]sheet.Place, 50)},
		{Severity: mapping.Warning, Code: "voyage_too_long"},
		{Severity: mapping.Warning, Question: true, Code: "carriers_differ", Field: "/bill_numbers"},
		{Severity: mapping.Error, Code: "isf_buyer_missing", Field: "/entities/-"},
	}
	for _, outcome := range []Outcome{Invalid, Held, Rejected} {
		risk, is := RiskOf(f, outcome, problems, near)
		if !is || risk.HoursLeft != 25 || !risk.Deadline.Equal(near.Deadline) || risk.Reference != "ABCD1" || risk.Outcome != outcome {
			t.Fatalf("%s: %+v, %v", outcome, risk, is)
		}
		var owed []string
		for _, o := range risk.Owed {
			for _, p := range o.Problems {
				owed = append(owed, string(o.By)+" "+p.Code)
			}
		}
		if got := strings.Join(owed, ", "); got != "importer isf_buyer_missing, supplier isf_seller_missing, forwarder carriers_differ" {
			t.Errorf("%s: owed %s", outcome, got)
		}
		if n := len(risk.Owed[1].Problems[0].Cells); n != maxPlaces {
			t.Errorf("%d cells", n)
		}
	}
	for _, outcome := range []Outcome{Submitted, Unchanged, Superseded} {
		if _, is := RiskOf(f, outcome, problems, near); is {
			t.Errorf("%s is at risk", outcome)
		}
	}
	if _, is := RiskOf(f, Invalid, problems, validate.Clock{Left: 300 * time.Hour}); is {
		t.Error("with time left it is at risk")
	}
}

// TestRisksFit: a result with more risks than a message holds tells the most urgent.
func TestRisksFit(t *testing.T) {
	t.Parallel()
	e := Event{ID: "x", Kind: Document, Outcome: AtRisk, Subject: "key", Time: time.Now(), Result: Result{Problems: []mapping.Problem{}}}
	for range 100 {
		problem := mapping.Problem{Severity: mapping.Error, Code: "x", Cells: []sheet.Place{}, Message: strings.Repeat("long ", 100)}
		e.Result.Risks = append(e.Result.Risks, Risk{Reference: "B", Owed: []Owed{{By: validate.Importer, Problems: []mapping.Problem{problem, problem}}}})
	}
	for _, limit := range []int{40_000, 2_000, 700} {
		text, err := fit(e, limit)
		if err != nil || len(text) > limit {
			t.Errorf("%d: %d bytes, %v", limit, len(text), err)
		}
		if !strings.Contains(string(text), `"reference":"B"`) || !strings.Contains(string(text), `"omitted"`) {
			t.Errorf("%d: %s", limit, text)
		}
	}
	if len(e.Result.Risks) != 100 || len(e.Result.Risks[0].Owed) != 1 {
		t.Error("the event itself was shortened")
	}
}
