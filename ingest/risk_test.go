package ingest_test

import (
	"testing"
	"time"

	"docket/ingest"
	"docket/ingest/notice"
	"docket/publish"
	"docket/validate"
)

// TestAtRisk: a filing that does not go out is told of again when its deadline is near, with what is owed by whom.
func TestAtRisk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.put("isf.xlsx", sample(t, "07-isf-five-mistakes.xlsx")) // departs on 21 December 2026
	w.put("good.xlsx", sample(t, "01-isf-form.xlsx"))
	p := w.marking()
	do := func(key string, now time.Time) []publish.Event {
		t.Helper()
		p.Now = func() time.Time { return now }
		events, err := p.Do(t.Context(), ingest.Job{Notice: notice.Notice{Bucket: "inbox", Key: key}, Document: key, Attempt: 1})
		must(t, err)
		return events
	}
	deadline := time.Date(2026, time.December, 20, 0, 0, 0, 0, time.UTC)
	early := do("isf.xlsx", deadline.AddDate(0, 0, -20))
	if last := early[len(early)-1]; last.Outcome != publish.Partial || !early[0].Result.Filing.Deadline.Equal(deadline) {
		t.Errorf("weeks before: %s, deadline %s", last.Outcome, early[0].Result.Filing.Deadline)
	}
	late := do("isf.xlsx", deadline.Add(-30*time.Hour))
	risk, document := late[len(late)-2], late[len(late)-1]
	if document.Outcome != publish.Partial || risk.Kind != publish.Document || risk.Outcome != publish.AtRisk || risk.ID == document.ID || risk.Result.Annotated == "" {
		t.Fatalf("%s, then %s %s", document.Outcome, risk.Kind, risk.Outcome)
	}
	if len(risk.Result.Risks) != 1 || risk.Result.Risks[0].HoursLeft != 30 || risk.Result.Risks[0].Outcome != publish.Invalid {
		t.Fatalf("risks %+v", risk.Result.Risks)
	}
	owed := map[validate.Source]bool{}
	for _, o := range risk.Result.Risks[0].Owed {
		owed[o.By] = len(o.Problems) > 0
	}
	if !owed[validate.Importer] || !owed[validate.Supplier] || !owed[validate.Forwarder] {
		t.Errorf("owed by %v: the number is the importer's, the city the supplier's, the container the forwarder's", owed)
	}
	good := do("good.xlsx", deadline)
	for _, e := range good {
		if e.Outcome == publish.AtRisk {
			t.Errorf("what was filed is at risk: %+v", e.Result.Risks)
		}
	}
}
