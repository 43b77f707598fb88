package mapping

import (
	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// Air waybills state the volume among the words that describe the goods, "PUMPS, 6 CARTONS⏎VOL 1.325 CBM", and what
// packages their pieces are.

// descriptions are the facts that describe the goods, or tell something else that the API has no place for.
func (d *draft) descriptions() (facts []layout.Fact) {
	for _, r := range d.rows {
		if !(r.shared && d.own) {
			facts = append(facts, factsOf(r.Facts, field.NoPlace)...)
		}
	}
	if d.own && len(d.rows) > 0 {
		return facts
	}
	return append(facts, factsOf(d.head[:len(d.head)-d.common], field.NoPlace)...)
}

// describedTotal reads an amount that the words about the goods state once.
func (d *draft) describedTotal(m measure) (total, bool) {
	var found []total
	for _, f := range d.descriptions() {
		text, states := m.described(f.Text)
		if !states {
			continue
		}
		one := f
		one.Text, one.Values, one.Beside, one.Label = text, nil, nil, ""
		amount, unit, _, err := m.read(one, nil)
		if err != nil || unit == "" {
			return total{}, false
		}
		found = append(found, total{amount: amount, unit: unit, facts: []layout.Fact{f}})
	}
	if len(found) != 1 {
		return total{}, false // none, or one for each of several lines
	}
	return found[0], true
}

// describedUnit is the kind of as many packages as there are, which the words about the goods name: "6 CARTONS".
func (d *draft) describedUnit(count int64) (unit value.PackageUnit) {
	for _, f := range d.descriptions() {
		for _, c := range value.FindCounts(f.Text) {
			if c.Value != count || c.Unit == unit {
				continue
			}
			if unit != "" {
				return ""
			}
			unit = c.Unit
		}
	}
	return unit
}
