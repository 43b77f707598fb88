package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"
)

var (
	now   = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)
	lease = 90 * time.Second
)

func attempt(by, document, url, hash string) Attempt {
	return Attempt{RequestID: "id-" + document, Hash: hash, Request: json.RawMessage(`{}`), Source: Source{URL: url, Document: document}, By: by, At: now}
}

func approved(a Attempt) Attempt {
	a.Approved = true
	return a
}

func filed(document, url, hash string) *Filed {
	return &Filed{Attempt: attempt("w0", document, url, hash), Answer: Answer{APIID: "api-1", Status: "REQUESTED"}}
}

func older(documents ...string) func(Source) bool {
	return func(s Source) bool {
		return slices.Contains(documents, s.Document)
	}
}

// TestDecide is the state machine: every state that an entry can be in, and every claim that can meet it.
func TestDecide(t *testing.T) {
	t.Parallel()
	const a, b = "s3://inbox/a.xlsx", "s3://inbox/b.xlsx"
	pending := func(by, document, hash string) *Entry {
		i := attempt(by, document, a, hash)
		return &Entry{State: Intended, Intent: &i, Term: time.Hour}
	}
	unknown := func(document, hash string) *Entry {
		i := attempt("w0", document, a, hash)
		return &Entry{State: Unknown, Intent: &i, Doubt: true}
	}
	submitted := &Entry{State: Submitted, Filed: filed("v1", a, "h1")}
	sibling := attempt("w1", "v1", a, "h2")
	sibling.Reference = "another bill"
	replaced := &Entry{State: Submitted, Filed: filed("v1", a, "h1")}
	replaced.Filed.Source.SHA256 = "of what was in its place"
	cancelled := &Entry{State: Submitted, Filed: filed("v1", a, "h1")}
	cancelled.Filed.Status = "CANCELLED"
	rejected := &Entry{State: Rejected, Refused: &Refused{Attempt: attempt("w0", "v1", a, "h1"), Code: "invalid_request"}}
	rejectedAfter := &Entry{State: Rejected, Filed: filed("v1", a, "h1"), Refused: &Refused{Attempt: attempt("w0", "v2", a, "h2")}}
	ranOut := []string{"a dead worker's lease ran out", "a dead worker's other request goes first"}

	for _, test := range []struct {
		name  string
		entry *Entry
		claim Claim
		want  Verdict
		doubt bool   // of the entry afterwards
		hash  string // of the intent afterwards
	}{
		{"nothing known", nil, Claim{Attempt: attempt("w1", "v1", a, "h1")}, Proceed, false, "h1"},

		{"another worker is at it", pending("w0", "v1", "h1"), Claim{Attempt: attempt("w1", "v1", a, "h1")}, Busy, false, "h1"},
		{"another worker is at another version", pending("w0", "v1", "h1"), Claim{Attempt: attempt("w1", "v2", a, "h2")}, Busy, false, "h1"},
		{"its own claim again", pending("w1", "v1", "h1"), Claim{Attempt: attempt("w1", "v1", a, "h1")}, Proceed, true, "h1"},
		{"a dead worker's lease ran out", pending("w0", "v1", "h1"), Claim{Attempt: attempt("w1", "v1", a, "h1")}, Proceed, true, "h1"},
		{"a dead worker's other request goes first", pending("w0", "v1", "h1"), Claim{Attempt: attempt("w1", "v2", a, "h2")}, Resolve, true, "h1"},

		{"never answered, the same again", unknown("v1", "h1"), Claim{Attempt: attempt("w1", "v1", a, "h1")}, Proceed, true, "h1"},
		{"never answered, another request", unknown("v1", "h1"), Claim{Attempt: attempt("w1", "v2", a, "h2")}, Resolve, true, "h1"},
		{"never answered, another file's request", unknown("v1", "h1"), Claim{Attempt: attempt("w1", "u1", b, "h2")}, Resolve, true, "h1"},

		{"the notice comes again", submitted, Claim{Attempt: attempt("w1", "v1", a, "h1")}, Repeat, false, ""},
		{"the same bytes put again", submitted, Claim{Attempt: attempt("w1", "v2", a, "h1")}, Unchanged, false, ""},
		{"the same bytes under another key", submitted, Claim{Attempt: attempt("w1", "u1", b, "h1")}, Unchanged, false, ""},
		{"a corrected version", submitted, Claim{Attempt: attempt("w1", "v2", a, "h2"), OlderThan: older()}, Proceed, false, "h2"},
		{"an older version, late", submitted, Claim{Attempt: attempt("w1", "v0", a, "h0"), OlderThan: older("v1")}, Superseded, false, ""},
		{"an older version with the same contents", submitted, Claim{Attempt: attempt("w1", "v0", a, "h1"), OlderThan: older("v1")}, Superseded, false, ""},
		{"another file claims the bill", submitted, Claim{Attempt: attempt("w1", "u1", b, "h2")}, Surprise, false, ""},
		{"another file claims the bill, approved", submitted, Claim{Attempt: approved(attempt("w1", "u1", b, "h2"))}, Proceed, false, "h2"},
		{"another file claims the bill, approved over what is filed", submitted, Claim{Attempt: approved(attempt("w1", "u1", b, "h2")), Over: new("id-v1")}, Proceed, false, "h2"},
		{"another file claims the bill, approved over what was filed before", submitted, Claim{Attempt: approved(attempt("w1", "u1", b, "h2")), Over: new("id-v0")}, Surprise, false, ""},
		{"another file claims the bill, approved when nothing was filed", submitted, Claim{Attempt: approved(attempt("w1", "u1", b, "h2")), Over: new("")}, Surprise, false, ""},
		{"another filing of the same document", submitted, Claim{Attempt: sibling}, Sibling, false, ""},
		{"the same again, its order cancelled", cancelled, Claim{Attempt: attempt("w1", "v2", a, "h1")}, Unchanged, false, ""},
		{"the same again, its order cancelled, approved", cancelled, Claim{Attempt: approved(attempt("w1", "v2", a, "h1"))}, Proceed, false, "h1"},
		{"the same document reads differently now", submitted, Claim{Attempt: attempt("w1", "v1", a, "h2")}, Proceed, false, "h2"},

		{"the same document, read before the file was replaced", replaced, Claim{Attempt: attempt("w1", "v1", a, "h2"), OlderThan: older("v1")}, Superseded, false, ""},

		{"refused, the notice comes again", rejected, Claim{Attempt: attempt("w1", "v1", a, "h1")}, Repeat, false, ""},
		{"refused, put again", rejected, Claim{Attempt: attempt("w1", "v2", a, "h1")}, Proceed, false, "h1"},
		{"refused, corrected", rejected, Claim{Attempt: attempt("w1", "v2", a, "h2")}, Proceed, false, "h2"},
		{"a refused correction, back to what is filed", rejectedAfter, Claim{Attempt: attempt("w1", "v3", a, "h1")}, Proceed, false, "h1"},
		{"a refused correction comes again", rejectedAfter, Claim{Attempt: attempt("w1", "v2", a, "h2")}, Repeat, false, ""},
		{"after a refused correction, another file", rejectedAfter, Claim{Attempt: attempt("w1", "u1", b, "h3")}, Surprise, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var before string
			if test.entry != nil {
				before = text(*test.entry)
			}
			verdict, next := decide(test.entry, test.claim, now, lease, slices.Contains(ranOut, test.name))
			if verdict != test.want {
				t.Fatalf("verdict %s, want %s", verdict, test.want)
			}
			if test.entry != nil && text(*test.entry) != before {
				t.Error("the entry was changed in place")
			}
			hash := ""
			if next.Intent != nil {
				hash = next.Intent.Hash
			}
			if next.Doubt != test.doubt || hash != test.hash {
				t.Errorf("doubt %v intent %q, want %v %q", next.Doubt, hash, test.doubt, test.hash)
			}
			if verdict == Proceed || verdict == Resolve {
				if next.State != Intended || next.Term != lease || next.Intent.By != test.claim.By {
					t.Errorf("after %s the claim does not hold the filing: %s", verdict, text(next))
				}
			} else if test.entry != nil && text(next) != before {
				t.Errorf("%s changed the entry", verdict)
			}
		})
	}
}

// TestEnds: how a claim ends, from every way in which it can begin.
func TestEnds(t *testing.T) {
	t.Parallel()
	const a = "s3://inbox/a.xlsx"
	claim := Claim{Attempt: attempt("w1", "v2", a, "h2")}
	i := attempt("w0", "v2", a, "h2")
	for name, before := range map[string]*Entry{
		"nothing":   nil,
		"submitted": {State: Submitted, Filed: filed("v1", a, "h1")},
		"rejected":  {State: Rejected, Refused: &Refused{Attempt: attempt("w0", "v1", a, "h1")}},
		"unknown":   {State: Unknown, Intent: &i, Doubt: true, Filed: filed("v1", a, "h1")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, held := decide(before, claim, now, lease, false)
			if e := answered(held, Answer{APIID: "api-9", Status: "REQUESTED"}); e.State != Submitted || e.Filed.APIID != "api-9" || e.Filed.Hash != "h2" || e.Intent != nil || e.Doubt {
				t.Errorf("answered: %s", text(e))
			}
			if e := refused(held, "c", "m"); e.State != Rejected || e.Refused.Code != "c" || e.Intent != nil || (before != nil && before.Filed != nil) != (e.Filed != nil) {
				t.Errorf("refused: %s", text(e))
			}
			if e := unanswered(held); e.State != Unknown || !e.Doubt || e.Intent.Hash != "h2" {
				t.Errorf("unanswered: %s", text(e))
			}
			e, remember := released(held)
			switch {
			case before == nil:
				if remember {
					t.Errorf("released: %s, want nothing left", text(e))
				}
			case before.State == Unknown:
				if !remember || e.State != Unknown || !e.Doubt || e.Filed == nil {
					t.Errorf("released: %s, want it in doubt as before", text(e))
				}
			default:
				if !remember || text(e) != text(*before) {
					t.Errorf("released: %s, want %s", text(e), text(*before))
				}
			}
		})
	}
}

func text(e Entry) string {
	b, err := json.Marshal(e)
	return fmt.Sprint(string(b), err)
}
