package follow

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish"
	"docket/publish/sandbox"
)

// TestToRelease: an order from submission to release, two workers at a time, all of them stopped and started anew
// between any two changes. Each change is heard once, in order.
func TestToRelease(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	fid := w.submit("MAEU1234567", "r1", true)
	var entry sandbox.Entry
	release := func(status sandbox.ReleaseStatus) func() {
		return func() {
			_, err := w.api.Release(entry.ID, status)
			must(t, err)
		}
	}
	for _, step := range []struct {
		change func()
		want   string
	}{
		{func() { _, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created}); must(t, err) }, "order created"},
		{func() {
			var err error
			entry, err = w.api.Enter(sandbox.Entry{ShipmentID: w.api.Orders()[0].ShipmentID, ReleaseStatus: sandbox.Pending})
			must(t, err)
		}, "entry pending"},
		{release(sandbox.CustomsHold), "entry customs_hold"},
		{release(sandbox.Pending), "entry pending"},
		{release(sandbox.CustomsHold), "entry customs_hold"},
		{release(sandbox.Cleared), "entry cleared"},
	} {
		ends := []func(){w.follow("w1", nil), w.follow("w2", nil)}
		step.change()
		e := w.next()
		if got := fmt.Sprintf("%s %s", e.Kind, e.Outcome); got != step.want {
			t.Fatalf("%s, want %s", got, step.want)
		}
		f := e.Result.Filing
		if f.APIID != fid || f.APIStatus != "CREATED" || f.ShipmentID == 0 || e.Result.Document.Key != "a.xlsx" || f.RequestID != "r1" {
			t.Errorf("%s tells of %+v from %+v", step.want, f, e.Result.Document)
		}
		if e.Kind == publish.Entry && (e.Result.Entry.ID != entry.ID || "entry "+e.Result.Entry.ReleaseStatus != step.want || e.Subject != entry.ID) {
			t.Errorf("%s tells of entry %+v", step.want, e.Result.Entry)
		}
		for _, end := range ends {
			end()
		}
	}
	w.follow("w3", nil)
	seen := w.closed(fid)
	if told := w.told(); told != 6 || seen.Told != 6 || !seen.Entries[0].Released || len(seen.History) < 6 {
		t.Errorf("%d events, want 6; the watch ended as %+v", told, seen)
	}
}

// TestEnds: when an order is no longer followed, and what was said until then.
func TestEnds(t *testing.T) {
	t.Parallel()
	problem := sandbox.Problem{Code: "unknown_party", Message: "No company is on file.", Path: "/name"}
	for _, test := range []struct {
		name      string
		clearance bool
		verdict   sandbox.Verdict
		want      []string
	}{
		{"created without a clearance", false, sandbox.Verdict{Status: sandbox.Created}, []string{"created"}},
		{"cancelled", true, sandbox.Verdict{Status: sandbox.Cancelled}, []string{"cancelled"}},
		{"cancelled for a problem", true, sandbox.Verdict{Status: sandbox.Cancelled, Problems: []sandbox.Problem{problem}}, []string{"cancelled", "problem"}},
		{"created with a problem", false, sandbox.Verdict{Status: sandbox.Created, Problems: []sandbox.Problem{problem}}, []string{"created", "problem"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, quick)
			fid := w.submit("MAEU1234567", "r1", test.clearance)
			w.follow("w1", nil)
			_, err := w.api.Decide(fid, test.verdict)
			must(t, err)
			w.closed(fid)
			var got []string
			for range test.want {
				e := w.next()
				got = append(got, string(e.Outcome))
				if e.Outcome != publish.Problem {
					continue
				}
				p := e.Result.Problems[0]
				if len(e.Result.APIProblems) != 1 || p.Code != "unknown_party" || p.Message != problem.Message || len(p.Cells) != 1 || p.Cells[0].String() != "Sheet1!B7" {
					t.Errorf("problem %+v in the API's words %+v", p, e.Result.APIProblems)
				}
			}
			if strings.Join(got, " ") != strings.Join(test.want, " ") || w.told() != uint64(len(test.want)) {
				t.Errorf("%v of %d, want %v", got, w.told(), test.want)
			}
		})
	}
}

// TestProblemsWhileFollowed: problems are told when they appear and when they change, not at each look.
func TestProblemsWhileFollowed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	fid := w.submit("MAEU1234567", "r1", true)
	w.follow("w1", nil)
	decide := func(problems ...sandbox.Problem) {
		_, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created, Problems: append([]sandbox.Problem{}, problems...)})
		must(t, err)
	}
	one, two := sandbox.Problem{Code: "a", Message: "A."}, sandbox.Problem{Code: "b", Message: "B.", Path: "/name"}
	for _, step := range []struct {
		problems []sandbox.Problem
		want     []string
	}{
		{[]sandbox.Problem{one}, []string{"created", "problem"}}, {[]sandbox.Problem{one, two}, []string{"problem"}},
		{nil, nil}, {[]sandbox.Problem{one, two}, []string{"problem"}},
	} {
		decide(step.problems...)
		w.until(fid, func(seen *Watch) bool {
			return seen != nil && len(seen.Problems) == len(step.problems) && seen.Quiet > 2
		})
		for _, want := range step.want {
			if e := w.next(); string(e.Outcome) != want {
				t.Errorf("%s, want %s", e.Outcome, want)
			}
		}
	}
	if told := w.told(); told != 4 {
		t.Errorf("%d events, want 4", told)
	}
}

// TestPublishedAndNotWrittenDown: a worker that dies after it published is not heard twice.
func TestPublishedAndNotWrittenDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	fid := w.submit("MAEU1234567", "r1", false)
	publisher := &lossy{Publisher: publish.NewPublisher(w.bus.JS), times: 3}
	w.follow("w1", publisher)
	_, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created})
	must(t, err)
	w.closed(fid)
	if told := w.told(); told != 1 || publisher.times != 0 {
		t.Errorf("%d events, want 1; %d losses are left", told, publisher.times)
	}
}

// TestTroubleAtTheAPI: whatever the API answers meanwhile, the order is seen through.
func TestTroubleAtTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	fid := w.submit("MAEU1234567", "r1", false)
	for _, fault := range []sandbox.Fault{{Next: 8, Status: 500}, {Next: 2, Drop: true}, {Next: 2, Cut: true}, {Next: 1, Status: 401}} {
		must(t, w.api.Inject(fault))
	}
	w.follow("w1", nil)
	_, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created})
	must(t, err)
	w.closed(fid)
	if e := w.next(); e.Outcome != publish.Created || w.told() != 1 {
		t.Errorf("%s of %d events, want that it was created", e.Outcome, w.told())
	}
	if left := w.api.Faults(); len(left) != 0 {
		t.Errorf("faults %v did not strike", left)
	}
}

// TestHear: a webhook event shortens a long wait; the same event again does nothing, nor does one about an order that
// is not followed.
func TestHear(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Pace{First: time.Hour, Most: time.Hour, Patience: 100 * time.Hour})
	fid := w.submit("MAEU1234567", "r1", false)
	w.follow("w1", nil)
	_, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created})
	must(t, err)
	for _, step := range []struct {
		fid   string
		event int64
		want  bool
	}{{"flx::customs:pre-order:none", 1, false}, {fid, 1, true}} {
		if heard, err := w.book.Hear(t.Context(), step.fid, step.event); err != nil || heard != step.want {
			t.Errorf("%v: heard %t, error %v", step, heard, err)
		}
	}
	if e := w.next(); e.Outcome != publish.Created {
		t.Errorf("%s, want that it was created", e.Outcome)
	}
	w.closed(fid)
	if heard, err := w.book.Hear(t.Context(), fid, 1); err != nil || heard {
		t.Errorf("again: heard %t, error %v", heard, err)
	}
}

// TestUpdated: an order that is submitted again is followed anew, with its past; the same request again changes nothing.
func TestUpdated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, quick)
	fid := w.submit("MAEU1234567", "r1", false)
	end := w.follow("w1", nil)
	_, err := w.api.Decide(fid, sandbox.Verdict{Status: sandbox.Created})
	must(t, err)
	w.closed(fid)
	end()
	if w.submit("MAEU1234567", "r1", false); w.open(fid) != nil {
		t.Error("the same request again has a finished order followed")
	}
	w.submit("MAEU1234567", "r2", false)
	if seen := w.open(fid); seen == nil || seen.Told != 1 || seen.Status != "CREATED" || seen.RequestID != "r2" || len(seen.History) != 1 {
		t.Errorf("after an update the watch is %+v", seen)
	}
	w.follow("w1", nil)
	if seen := w.closed(fid); seen.Told != 1 || seen.RequestID != "r2" {
		t.Errorf("it ended as %+v", seen)
	}
}

// TestGivingUp: an order that the API does not know, and one that never moves, are not asked for until the end of time.
func TestGivingUp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		pace Pace
		fid  string // "" for that of an order there is
		want string
	}{
		{"gone", Pace{First: time.Millisecond, Most: time.Millisecond, Patience: time.Hour}, "flx::customs:pre-order:" + strings.Repeat("0", 8) + "-0000-4000-8000-000000000000", "order_gone"},
		{"silent", Pace{First: time.Millisecond, Most: time.Millisecond, Missing: time.Hour}, "", "not_released"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, test.pace)
			fid := test.fid
			if fid == "" {
				fid = w.submit("MAEU1234567", "r1", true)
			} else {
				must(t, w.book.Begin(t.Context(), Watch{FID: fid, Reference: "B", RequestID: "r"}))
			}
			w.follow("w1", nil)
			w.closed(fid)
			e := w.next()
			if e.Outcome != publish.Problem || e.Result.Problems[0].Code != test.want || e.Result.Problems[0].Hint == "" {
				t.Errorf("%s %+v, want the problem %s", e.Outcome, e.Result.Problems, test.want)
			}
		})
	}
}

// TestUnknownStatuses: a status that docket does not know is passed on, in the API's words and as a subject that NATS
// takes.
func TestUnknownStatuses(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]publish.Outcome{"CREATED": publish.Created, "customs_hold": "customs_hold", "On Hold.>*": "on_hold___", "": "unknown", "検査": "__"} {
		if got := outcomeOf(status); got != want {
			t.Errorf("%q is %q, want %q", status, got, want)
		}
	}
	order := filing.Order{FID: "f", Status: "ON_HOLD", ShipmentID: filing.Some(int64(7))}
	entry := filing.Entry{ID: "e", EntryNumber: "n", ReleaseStatus: filing.Some(filing.ReleaseStatus("exam.site"))}
	next := Watch{FID: "f", Reference: "B"}.look(sight{order: order, entries: []filing.Entry{entry}}, time.Now())
	events := next.Untold
	if len(events) != 2 || events[0].Outcome != "on_hold" || events[0].Result.Filing.APIStatus != "ON_HOLD" ||
		events[1].Outcome != "exam_site" || events[1].Result.Entry.ReleaseStatus != "exam.site" {
		t.Fatalf("events %+v", events)
	}
	if next.ended(sight{order: order}, DefaultPace, time.Now()) {
		t.Error("an order of unknown status is no longer followed")
	}
	if again := next.look(sight{order: order, entries: []filing.Entry{entry}}, time.Now()).Untold; len(again) != len(events) {
		t.Errorf("the second look tells %+v", again)
	}
}
