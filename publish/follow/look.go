package follow

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/publish"
)

// A sight is what the API shows of an order at one look.
type sight struct {
	order   filing.Order
	gone    bool // the API knows no such order
	entries []filing.Entry
}

// look is the watch after a look at its order, with the events on what is new.
func (w Watch) look(s sight, now time.Time) Watch {
	l := &looking{watch: w.apart(), now: now}
	if !s.gone {
		l.order(s.order)
		for _, entry := range s.entries {
			l.entry(entry)
		}
	}
	l.watch.Quiet++
	if l.news {
		l.watch.Quiet, l.watch.Changed = 0, now.UTC()
	}
	return l.watch
}

// looking is a look under way.
type looking struct {
	watch Watch
	now   time.Time
	news  bool
}

// apart is the watch with slices of its own.
func (w Watch) apart() Watch {
	w.Entries, w.History, w.Untold = slices.Clone(w.Entries), slices.Clone(w.History), slices.Clone(w.Untold)
	return w
}

func (l *looking) order(o filing.Order) {
	w := &l.watch
	problems := o.Problems.Or(nil)
	if id := o.ShipmentID.Or(0); id != 0 && id != w.ShipmentID {
		w.ShipmentID, l.news = id, true
	}
	if status := string(o.Status); status != w.Status {
		w.Status, l.news = status, true
		w.note(l.now, "", "order %s", status)
		if o.Status != filing.OrderRequested {
			l.tell(publish.Order, outcomeOf(status), w.Reference, nil)
		}
	}
	if !reflect.DeepEqual(problems, w.Problems) && len(problems)+len(w.Problems) > 0 {
		w.Problems, l.news = problems, true
		w.note(l.now, "", "%d problems", len(problems))
		if len(problems) > 0 {
			l.tell(publish.Order, publish.Problem, w.Reference, nil)
		}
	}
}

func (l *looking) entry(e filing.Entry) {
	w := &l.watch
	i := slices.IndexFunc(w.Entries, func(seen Entry) bool { return seen.ID == e.ID })
	now := Entry{ID: e.ID, Number: e.EntryNumber, Status: string(e.ReleaseStatus.Or("")), Date: string(e.ReleaseDate.Or("")), Released: e.Released()}
	if i < 0 {
		i = len(w.Entries)
		w.Entries = append(w.Entries, Entry{ID: e.ID})
		w.note(l.now, e.ID, "entry %s appeared", e.EntryNumber)
		l.news = true
	}
	before := w.Entries[i]
	w.Entries[i] = now
	if now.Status == before.Status {
		return
	}
	l.news = true
	w.note(l.now, e.ID, "entry %s %s", e.EntryNumber, cmp.Or(now.Status, "null"))
	if now.Status != "" {
		l.tell(publish.Entry, outcomeOf(now.Status), e.ID, &now)
	}
}

// tell adds an event on the order as it stands by now, or on one of its entries.
func (l *looking) tell(kind publish.Kind, outcome publish.Outcome, subject string, entry *Entry) {
	w := &l.watch
	result := publish.Result{
		Document: w.Document,
		Filing: &publish.FilingInfo{
			Kind: filing.KindOrder, Reference: w.Reference, RequestID: w.RequestID, APIID: w.FID, APIStatus: w.Status, ShipmentID: w.ShipmentID,
		},
	}
	if entry != nil {
		result.Entry = &publish.EntryInfo{ID: entry.ID, Number: entry.Number, ReleaseStatus: entry.Status, ReleaseDate: entry.Date}
	}
	if kind == publish.Order {
		result.Problems, result.APIProblems = w.problems(), w.Problems
	}
	w.Untold = append(w.Untold, publish.Event{
		ID: publish.FollowID(w.FID, w.Told, kind, outcome, subject), Kind: kind, Outcome: outcome, Subject: subject, Time: l.now.UTC(), Result: result,
	})
	w.Told++
}

// problems are the API's problems with the order, at the cells that they are about.
func (w *Watch) problems() []mapping.Problem {
	var all []mapping.Problem
	for _, p := range w.Problems {
		at := p.Path.Or("")
		all = append(all, mapping.Problem{
			Severity: mapping.Error, Code: p.Code, Field: at, Cells: w.cellsAt(at), Message: p.Message,
			Hint: "Correct the file and send it again, or settle it with Flexport.",
		})
	}
	return all
}

// outcomeOf is a status of the API as the last token of a subject: in lower case, and other characters than letters and
// digits as "_". A status that docket does not know is passed on as any other.
func outcomeOf(status string) publish.Outcome {
	return publish.Outcome(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		default:
			return '_'
		}
	}, cmp.Or(status, "unknown")))
}
