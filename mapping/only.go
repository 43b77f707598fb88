package mapping

import (
	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
)

// only is the fact of a field that a shipment can have just one of, under the first of the names that has a value.
// Says is what a fact comes to, however it is written; facts that come to different things are a question, and the
// field is then left out.
func (d *draft) only(at filing.Pointer, says func(layout.Fact) string, names ...field.Name) (layout.Fact, bool) {
	for _, name := range names {
		facts := d.candidates(name)
		if len(facts) == 0 {
			continue
		}
		for _, other := range facts[1:] {
			if says(other) != says(facts[0]) {
				d.askWhich(at, facts[0], other)
				return layout.Fact{}, false
			}
		}
		return facts[0], true
	}
	return layout.Fact{}, false
}

// candidates are the facts of a field that hold for the shipment, from where they hold most: the rows that are its
// alone, then its form with the rows that it shares, then forms that speak of all shipments.
func (s shipment) candidates(name field.Name) (facts []layout.Fact) {
	if s.own {
		for _, r := range s.rows {
			if !r.shared {
				facts = append(facts, factsOf(r.Facts, name)...)
			}
		}
		if len(facts) > 0 {
			return facts
		}
	}
	for _, r := range s.rows {
		facts = append(facts, factsOf(r.Facts, name)...)
	}
	facts = append(facts, factsOf(s.head[:len(s.head)-s.common], name)...)
	if len(facts) > 0 {
		return facts
	}
	return factsOf(s.head[len(s.head)-s.common:], name)
}

// factsOf are the facts of a field of the shipment that have a value.
func factsOf(facts []layout.Fact, name field.Name) (found []layout.Fact) {
	for _, f := range facts {
		if f.Term.Role == "" && asksFor(f, name) && present(f) {
			found = append(found, f)
		}
	}
	return found
}

// asWritten is what a fact comes to where only its letters and digits count.
func asWritten(f layout.Fact) string { return squeezed(f.Text) }
