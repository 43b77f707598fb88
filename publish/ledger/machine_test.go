package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestEveryPath walks every path of claims and their ends that a small world has: two versions of a file and another
// file, two contents, two workers, leases that hold or have run out. On each step it holds what the ledger promises, and at the end
// that the transitions that were seen are those drawn in the package's comment, and no others.
func TestEveryPath(t *testing.T) {
	t.Parallel()
	const lease = time.Minute
	var claims []Claim
	for _, by := range []string{"w1", "w2"} {
		for _, of := range [][2]string{{"a1", "h1"}, {"a2", "h1"}, {"a2", "h2"}, {"b1", "h2"}} {
			document, hash := of[0], of[1]
			claims = append(claims, Claim{Attempt: attempt(by, document, "s3://inbox/"+document[:1], hash), OlderThan: func(s Source) bool { return document == "a1" && s.Document == "a2" }})
		}
	}
	seen, transitions := map[string]bool{}, map[string]bool{}
	states := []*Entry{nil}
	reach := func(how string, from State, to *Entry) {
		transitions[fmt.Sprintf("%s %s %s", orNothing(from), how, orNothing(stateOf(to)))] = true
		if key := keyOf(to); !seen[key] {
			seen[key] = true
			states = append(states, to)
		}
	}
	for len(states) > 0 {
		e := states[0]
		states = states[1:]
		before := keyOf(e)
		for _, c := range claims {
			for _, ranOut := range []bool{false, true} {
				verdict, next := decide(e, c, now, lease, ranOut)
				if verdict != Proceed && verdict != Resolve {
					if e == nil || text(next) != before {
						t.Fatalf("%s changed %s to %s", verdict, before, text(next))
					}
					continue
				}
				hold(t, e, c, verdict, next, ranOut)
				reach("claim", stateOf(e), &next)
				taken, denied, unheard := answered(next, Answer{APIID: "1"}), refused(next, "code", "message"), unanswered(next)
				taken.Amended = nil // how often is no part of where it stands; TestBrake is about that
				reach("answered", Intended, &taken)
				reach("refused", Intended, &denied)
				reach("unanswered", Intended, &unheard)
				if ended, remember := released(next); remember {
					reach("release", Intended, &ended)
				} else {
					reach("release", Intended, nil)
				}
			}
		}
		if len(seen) > 20_000 {
			t.Fatal("the machine has no end")
		}
	}
	want := []string{
		"nothing claim intended", "intended claim intended", "submitted claim intended", "rejected claim intended", "unknown claim intended",
		"intended answered submitted", "intended refused rejected", "intended unanswered unknown",
		"intended release nothing", "intended release submitted", "intended release rejected", "intended release unknown",
	}
	var got []string
	for transition := range transitions {
		got = append(got, transition)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("transitions are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(seen) < 100 {
		t.Errorf("only %d entries were reached; is this the machine?", len(seen))
	}
}

// hold holds what is promised of a claim that may send.
func hold(t *testing.T, before *Entry, c Claim, verdict Verdict, e Entry, ranOut bool) {
	t.Helper()
	inDoubt := before != nil && (before.State == Intended || before.State == Unknown)
	for promise, kept := range map[string]bool{
		"the claim is the worker's, for a lease":                   e.State == Intended && e.Intent.By == c.By && e.Term > 0,
		"nobody sends while another's lease lasts":                 before == nil || before.State != Intended || before.Intent.By == c.By || ranOut,
		"what was filed is remembered":                             before == nil || before.Filed == e.Filed,
		"what is in doubt is sent as it was, before anything else": !inDoubt || e.Doubt && e.Intent.Hash == before.Intent.Hash,
		"what is not in doubt is what was asked for":               inDoubt || !e.Doubt && verdict == Proceed && e.Intent.Hash == c.Hash,
		"an older version never takes a newer one's place":         inDoubt || before == nil || before.Filed == nil || !c.OlderThan(before.Filed.Source),
		"another file's bill is not taken":                         inDoubt || before == nil || before.Filed == nil || before.Filed.Source.URL == c.Source.URL || before.State == Rejected && before.Filed.Hash == c.Hash,
		"what is filed is not filed again":                         inDoubt || before == nil || before.State != Submitted || before.Filed.Hash != c.Hash,
	} {
		if !kept {
			t.Fatalf("%s: not so, when %s by %s comes on %s and leaves %s", promise, c.Source.Document+" "+c.Hash, c.By, keyOf(before), text(e))
		}
	}
}

func stateOf(e *Entry) State {
	if e == nil {
		return ""
	}
	return e.State
}

func orNothing(s State) State {
	if s == "" {
		return "nothing"
	}
	return s
}

func keyOf(e *Entry) string {
	if e == nil {
		return "nothing"
	}
	return text(*e)
}
