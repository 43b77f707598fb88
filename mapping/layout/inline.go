package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// inlineOf are the labels and values that a box holds together: "Vessel: EVER GIVEN". It is nil for a box with a label
// alone, or with none.
func (g *grid) inlineOf(b *box) []field.Pair {
	if !b.split {
		b.split = true
		b.pairs = g.splitBox(b)
	}
	return b.pairs
}

func (g *grid) splitBox(b *box) []field.Pair {
	if b.use != unused || b.cell.Kind != sheet.Text || !strings.ContainsAny(b.text, ":：\n") {
		return nil
	}
	pairs, rest := field.Split(b.text)
	switch {
	case rest != "", !slices.ContainsFunc(pairs, standsAlone), g.isLabel(b) && !answersItself(pairs):
		return nil
	}
	return pairs
}

// answersItself says whether a text that reads as a label as a whole holds the value too: "ETD: 14-Jan-2027". What
// stands behind the colon is then more than words that explain the label.
func answersItself(pairs []field.Pair) bool {
	return slices.ContainsFunc(pairs, func(p field.Pair) bool {
		if len(p.Label.Terms) == 0 {
			return false
		}
		_, digits := count(p.Value)
		return digits > 2 || plausibleText(p.Label.Terms[0], p.Value) == surely
	})
}

// standsAlone says whether a pair in one cell tells something without a heading above it.
func standsAlone(p field.Pair) bool {
	return slices.ContainsFunc(p.Label.Terms, func(t field.Term) bool { return t.Role != "" || !t.Name.IsAttribute() || t.Name.IsIdentifier() })
}
