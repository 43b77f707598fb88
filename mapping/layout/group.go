package layout

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// A row within a table may say what holds for the rows below it: "HBL: QTSB26120711" over its containers.

// groupOf is what a row of a table says of the rows below it, nil if it is no such row.
func (r *tableReader) groupOf(i int, boxes []*box) (facts []Fact) {
	if len(boxes) == 0 || len(boxes) > 6 || r.isTotal(boxes) || !r.mayGroup(boxes) || !r.moreBelow(i) {
		return nil
	}
	say := func(label, from *box, l *field.Label, text, words string) {
		facts = append(facts, Fact{
			Terms: l.Terms, Term: l.Terms[0], Text: text, Values: []*sheet.Cell{from.cell}, Cells: []sheet.Place{r.place(from)},
			Label: words, Labels: []sheet.Place{r.place(label)}, Ordinal: l.Ordinal, Score: l.Score,
		})
		label.use, from.use = asLabel, asValue
	}
	for j := 0; j < len(boxes); j++ {
		b := boxes[j]
		switch pairs := r.inlineOf(b); {
		case pairs != nil:
			for _, p := range pairs {
				if len(p.Label.Terms) > 0 && p.Value != "" {
					say(b, b, &p.Label, p.Value, p.Text)
				}
			}
		case isContainer(b.text):
			say(b, b, &field.Label{Terms: []field.Term{{Name: field.Container}}, Score: inferred}, b.text, "")
		default:
			say(b, boxes[j+1], r.labelOf(b), boxes[j+1].text, b.text)
			j++
		}
	}
	return facts
}

// mayGroup says whether a row's boxes are labels with their values, in one cell or in two, or a container alone.
func (r *tableReader) mayGroup(boxes []*box) bool {
	if len(boxes) == 1 && isContainer(boxes[0].text) && len(r.columns) > 2 {
		return true
	}
	for j := 0; j < len(boxes); j++ {
		b := boxes[j]
		if r.inlineOf(b) != nil {
			continue
		}
		if r.heads || !r.asksFor(b) || j+1 == len(boxes) || r.isLabel(boxes[j+1]) || r.inlineOf(boxes[j+1]) != nil || plausible(r.labelOf(b).Terms[0], boxes[j+1]) < maybe {
			return false
		}
		j++
	}
	return true
}

func isContainer(text string) bool {
	number, _, err := value.ParseContainerNumber(text)
	return err == nil && value.CheckContainer(number)
}

// regroup makes what a row says hold for the rows below, in place of what was said before of the same.
func (r *tableReader) regroup(facts []Fact) {
	r.group = slices.DeleteFunc(r.group, func(f Fact) bool {
		return slices.ContainsFunc(facts, func(g Fact) bool { return slices.Equal(f.Terms, g.Terms) })
	})
	r.group = append(r.group, facts...)
	for _, f := range facts {
		if !slices.ContainsFunc(r.grouped, func(c Column) bool { return slices.Equal(c.Terms, f.Terms) }) {
			r.grouped = append(r.grouped, Column{Terms: f.Terms, Label: f.Label, Places: f.Labels, Score: f.Score})
		}
	}
}

// withGroup gives a row what the rows above it say of it.
func (r *tableReader) withGroup(row Row, block int) Row {
	for _, f := range r.group {
		if !slices.ContainsFunc(row.Facts, func(own Fact) bool { return slices.Equal(own.Terms, f.Terms) }) {
			f.Block = block
			row.Facts = append(row.Facts, f)
		}
	}
	return row
}
