package review

import (
	"encoding/json"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/bus"
)

// TestRemind: of a filing that waits somebody is told 72, 24 and 6 hours before its deadline and when it has come, each
// once, by whichever worker, also after a time in which none ran; but not of what was told when it began to wait.
func TestRemind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deadline := time.Date(2026, time.December, 20, 12, 0, 0, 0, time.UTC)
	now := deadline.Add(-100 * time.Hour)
	w.now = func() time.Time { return now }
	h := held(order(t, "MAEU0000001", "one"), a, "1")
	h.Deadline = deadline
	ref := w.arrives(h)
	w.arrives(held(order(t, "MAEU0000002", "two"), b, "2")) // its deadline is not known
	told := func() (risks []publish.Risk) {
		t.Helper()
		stream, err := w.bus.JS.Stream(t.Context(), bus.ResultsStream)
		must(t, err)
		for left := stream.CachedInfo().State.Msgs; left > 0; left-- {
			message, err := stream.GetMsg(t.Context(), stream.CachedInfo().State.LastSeq-left+1)
			must(t, err)
			var e publish.Event
			must(t, json.Unmarshal(message.Data, &e))
			if e.Kind != publish.Document || e.Outcome != publish.AtRisk || e.Result.Document.ID != "1" || e.Subject != "a.xlsx" || len(e.Result.Risks) != 1 {
				t.Fatalf("told is %s %s: %+v", e.Kind, e.Outcome, e.Result)
			}
			risks = append(risks, e.Result.Risks...)
		}
		return risks
	}
	workers := []string{"one", "other"}
	for _, step := range []struct {
		left time.Duration
		want int // reminders so far
	}{
		{100 * time.Hour, 0}, {72*time.Hour + time.Minute, 0}, {71 * time.Hour, 1}, {70 * time.Hour, 1}, {24 * time.Hour, 2},
		{time.Hour, 3}, // nobody was there six hours before
		{0, 4}, {-time.Hour, 4}, {-100 * time.Hour, 4},
	} {
		now = deadline.Add(-step.left)
		for _, name := range workers {
			must(t, w.remindOnce(t.Context(), w.bus.Duty("reminder.acme", name, w.now)))
		}
		risks := told()
		if len(risks) != step.want {
			t.Fatalf("%v before the deadline %d reminders have been sent, want %d", step.left, len(risks), step.want)
		}
		if step.want == 0 {
			continue
		}
		last := risks[len(risks)-1]
		if last.Outcome != publish.Held || last.Review != ref.String() || !last.Deadline.Equal(deadline) || len(last.Owed) != 1 || last.Owed[0].Problems[0].Code != "ambiguous_date" {
			t.Errorf("%v before the deadline is told %+v", step.left, last)
		}
	}
}

// TestRemindAgain: a worker that dies before it has noted what it told of tells the same, and the bus drops it.
func TestRemindAgain(t *testing.T) {
	t.Parallel()
	deadline := time.Date(2026, time.December, 20, 12, 0, 0, 0, time.UTC)
	request, err := json.Marshal(order(t, "MAEU0000001", "one"))
	must(t, err)
	c := Case{Kind: "order", Reference: "MAEU0000001", Request: request, Deadline: deadline, Since: deadline.Add(-100 * time.Hour), key: "order.acme.MAEU0000001.9f86d081884c"}
	ids := map[string]bool{}
	for _, left := range []time.Duration{20 * time.Hour, 19 * time.Hour, 7 * time.Hour} {
		event, due, err := c.reminder(time.Time{}, deadline.Add(-left))
		must(t, err)
		if !due {
			t.Errorf("%v before the deadline nothing is told", left)
		}
		ids[event.ID] = true
	}
	if len(ids) != 1 {
		t.Errorf("the same reminder has the ids %v", ids)
	}
	c.Since = deadline.Add(-20 * time.Hour)
	if _, due, _ := c.reminder(time.Time{}, deadline.Add(-19*time.Hour)); due {
		t.Error("what began to wait within a day of its deadline was told then, and is told again")
	}
}
