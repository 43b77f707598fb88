package layout

import (
	"math"
	"slices"

	"docket/mapping/field"
)

// maskAsides takes columns of explanations and examples out of the reading: those that a row of heads such as
// "Data element | Explanation | Your answer" names. Each such row holds until the next one.
func (g *grid) maskAsides() {
	type column struct{ first, last int32 }
	var masked []column
	for _, row := range g.rows {
		if g.headsForm(row.boxes) {
			masked = nil
			for i, b := range row.boxes {
				l := g.labelOf(b)
				if l.Has(field.Explanation) || l.Has(field.Example) {
					last := int32(math.MaxInt32)
					if i+1 < len(row.boxes) {
						last = row.boxes[i+1].area.First.Col - 1
					}
					masked = append(masked, column{b.area.First.Col, max(b.area.Last.Col, min(last, b.area.Last.Col))})
				}
				b.use = asAside
			}
			continue
		}
		for _, b := range row.boxes {
			if slices.ContainsFunc(masked, func(c column) bool { return c.first <= b.area.First.Col && b.area.Last.Col <= c.last }) {
				b.use = asAside
			}
		}
	}
}

// headsForm says whether a row is the head of a form that is laid out in columns: labels, answers, explanations.
func (g *grid) headsForm(boxes []*box) bool {
	asides, form := 0, 0
	for _, b := range boxes {
		l := g.labelOf(b)
		if l.Score < field.Threshold {
			return false
		}
		switch {
		case l.Has(field.Answer), l.Has(field.Question):
			form++
			asides++
		case l.Has(field.Explanation), l.Has(field.Example):
			asides++
		case l.Has(field.Line), l.Has(field.Section):
		default:
			return false
		}
	}
	return asides >= 2 && form >= 1
}

// setAsideTitles takes titles and notes out of the reading: prose, and text over all columns that is no label.
func (g *grid) setAsideTitles() (titles []Title) {
	for _, row := range g.rows {
		for _, b := range row.boxes {
			if b.use != unused || int(b.area.First.Row) != row.number {
				continue
			}
			if kind := field.TitleOf(b.text); kind != "" {
				titles = append(titles, Title{Kind: kind, Place: g.place(b)})
				if !g.asksFor(b) || len(row.boxes) == 1 && !g.heads(b) {
					b.use = asAside
				}
			}
		}
	}
	return titles
}

// heads says whether a box is a heading with the attributes of a party below it.
func (g *grid) heads(b *box) bool {
	if _, isParty := g.labelOf(b).Role(); !isParty {
		return false
	}
	below := g.below(b, 0)
	return below != nil && g.asksFor(below)
}
