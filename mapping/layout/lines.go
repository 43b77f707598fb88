package layout

import (
	"docket/mapping/field"
	"docket/mapping/value"
)

// readLines finds the labels that seem to number a line and name the shipping line: the one whose name or code stands
// beside them or below, "Line | ONEY", numbers nothing.
func (g *grid) readLines() {
	g.each(func(b *box) {
		if b.use != unused || !g.isLabel(b) {
			return
		}
		l := g.labelOf(b)
		if len(l.Terms) > 0 || !l.Has(field.Line) || !isCarrier(g.next(b)) && !isCarrier(g.below(b, 0)) {
			return
		}
		b.label = &field.Label{Terms: []field.Term{{Name: field.Carrier}}, Score: l.Score}
	})
}

// isCarrier says whether a box names an ocean carrier that docket knows.
func isCarrier(b *box) bool {
	if b == nil {
		return false
	}
	carrier, _, err := value.ParseCarrier(b.text)
	return err == nil && carrier.Known
}
