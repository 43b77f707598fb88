package ledger

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestBrake: a file that is replaced every minute is filed, amended as often as the brake allows, and then waits; what is
// in doubt is sent again all the same, and so is what somebody wants at once.
func TestBrake(t *testing.T) {
	t.Parallel()
	const url = "s3://inbox/a.xlsx"
	brake := Brake{After: 3, Within: time.Hour}
	claim := func(n int, at time.Time, brake Brake) Claim {
		a := attempt("w1", fmt.Sprint("v", n), url, fmt.Sprint("h", n))
		a.At = at
		return Claim{Attempt: a, Brake: brake}
	}
	var e *Entry
	send := func(n, minute int, brake Brake) (Verdict, time.Time) {
		at := now.Add(time.Duration(minute) * time.Minute)
		c := claim(n, at, brake)
		verdict, next := decide(e, c, at, lease, false)
		if verdict == Proceed {
			filed := answered(next, Answer{APIID: "1"})
			e = &filed
			return verdict, time.Time{}
		}
		return verdict, c.Until(next, at)
	}
	for _, step := range []struct {
		version, minute int
		want            Verdict
		until           int // minute; of what is hasty
	}{
		{1, 0, Proceed, 0}, {2, 1, Proceed, 0}, {3, 2, Proceed, 0}, {4, 3, Proceed, 0},
		{5, 4, Hasty, 61}, {6, 60, Hasty, 61}, {6, 61, Proceed, 0}, {7, 61, Hasty, 62}, {6, 61, Repeat, 62}, {8, 62, Proceed, 0}, {9, 200, Proceed, 0},
	} {
		verdict, until := send(step.version, step.minute, brake)
		if verdict != step.want || verdict == Hasty && !until.Equal(now.Add(time.Duration(step.until)*time.Minute)) {
			t.Fatalf("version %d at minute %d: %s until %v, want %s", step.version, step.minute, verdict, until, step.want)
		}
	}
	for n := range 10 {
		if verdict, _ := send(100+n, 201, Brake{}); verdict != Proceed {
			t.Fatalf("without a brake: %s", verdict)
		}
	}
	before := *e
	_, intended := decide(e, claim(200, now.Add(202*time.Minute), Brake{}), now.Add(202*time.Minute), lease, false)
	doubt := unanswered(intended)
	e = &doubt
	if verdict, _ := send(200, 203, brake); verdict != Proceed {
		t.Errorf("what is in doubt: %s", verdict)
	}
	if back, _ := released(intended); len(back.Amended) != len(before.Amended) {
		t.Errorf("what was not sent counts: %d, and were %d", len(back.Amended), len(before.Amended))
	}
	if denied := refused(intended, "code", "message"); len(denied.Amended) != len(before.Amended) {
		t.Error("what was refused makes docket forget, or counts")
	}
}

// TestBrakeOfWrongClock: amendments by a worker whose clock was a year ahead keep nothing waiting for a year.
func TestBrakeOfWrongClock(t *testing.T) {
	t.Parallel()
	brake, wrong := Brake{After: 2, Within: time.Hour}, now.AddDate(1, 0, 0)
	amended := []time.Time{now.Add(-time.Minute), wrong, wrong, now.Add(-time.Second)}
	if until := brake.until(amended[:3], now); !until.IsZero() {
		t.Errorf("after one amendment it waits until %v", until)
	}
	if until := brake.until(amended, now); !until.Equal(now.Add(59 * time.Minute)) {
		t.Errorf("after two it waits until %v", until)
	}
}

// TestBrakeHolds: however often whatever comes, in no time of the brake's length more amendments go out than it allows, and
// what waits until it may come again does go out then.
func TestBrakeHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		brake := Brake{After: rapid.IntRange(1, MostRemembered).Draw(t, "after"), Within: rapid.SampledFrom([]time.Duration{time.Minute, time.Hour, LongestBrake}).Draw(t, "within")}
		var amended, sent []time.Time
		at := now
		for range rapid.IntRange(1, 400).Draw(t, "versions") {
			at = at.Add(time.Duration(rapid.IntRange(0, int(brake.Within/time.Second)/brake.After).Draw(t, "seconds")) * time.Second)
			until := brake.until(amended, at)
			if !until.IsZero() {
				if !brake.until(amended, until).IsZero() || !until.After(at) || until.Sub(at) > brake.Within {
					t.Fatalf("at %v it waits until %v", at, until)
				}
				continue
			}
			amended, sent = amendedAt(amended, at), append(sent, at)
			if n := len(sent); n > brake.After && at.Sub(sent[n-1-brake.After]) < brake.Within {
				t.Fatalf("%d amendments within %v", brake.After+1, at.Sub(sent[n-1-brake.After]))
			}
		}
	})
}
