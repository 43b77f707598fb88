package follow

import (
	"fmt"
	"slices"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/publish"
)

// ended says whether nothing more is to be seen of an order: it has been cancelled, or created without an import
// clearance, or all of its entries have been released for as long as more might appear.
func (w *Watch) ended(s sight, p Pace, now time.Time) bool {
	switch {
	case s.gone:
		return false
	case s.order.Status == filing.OrderCancelled:
		return true
	case s.order.Status != filing.OrderCreated:
		return false
	}
	if clearance, said := s.order.Services.ImportCustoms.Get(); said && !clearance && len(w.Entries) == 0 {
		return true
	}
	open := slices.ContainsFunc(w.Entries, func(e Entry) bool { return !e.Released })
	return len(w.Entries) > 0 && !open && !now.Before(w.Changed.Add(p.Linger))
}

// giveUp is the watch after docket has given up an order that shows nothing new any more, and has said so; else it is as
// before.
func (w Watch) giveUp(s sight, p Pace, now time.Time) Watch {
	silent := now.Sub(w.Changed)
	switch {
	case s.gone && silent > p.Missing:
		return w.end("order_gone", "The API knows no order "+w.FID+".", "Ask Flexport what became of it.", now)
	case silent <= p.Patience:
		return w
	}
	if clearance, said := s.order.Services.ImportCustoms.Get(); len(w.Entries) == 0 && !(said && clearance) {
		w.Over = true // nobody asked for an entry
		return w
	}
	return w.end("not_released", fmt.Sprintf("Nothing new was seen of this order for %d days; docket stops asking.", int(silent.Hours()/24)),
		"Ask Flexport how it stands; sending a correction has it followed again.", now)
}

// end is the watch after its end for a reason that people have to know of.
func (w Watch) end(code, message, hint string, now time.Time) Watch {
	l := &looking{watch: w.apart(), now: now}
	l.watch.note(now, "", "given up: %s", message)
	l.tell(publish.Order, publish.Problem, w.Reference, nil)
	l.watch.Untold[len(l.watch.Untold)-1].Result.Problems = []mapping.Problem{{Severity: mapping.Error, Code: code, Message: message, Hint: hint}}
	l.watch.Over = true
	return l.watch
}
