package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
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
	if _, told := g.told[g.place(b)]; told || b.use != unused || b.cell.Kind != sheet.Text || !strings.ContainsAny(b.text, ":：=\n") {
		return nil
	}
	if pair, found := referring(b.text); found {
		return []field.Pair{pair}
	}
	pairs, rest := field.Split(b.text)
	switch {
	case rest != "", !slices.ContainsFunc(pairs, standsAlone), g.isLabel(b) && !answersItself(pairs) && !g.standsForItself(b, pairs):
		return nil
	}
	return pairs
}

// referring reads a label of a party above the words that it is another one: "Consignee:⏎Same as importer".
func referring(text string) (field.Pair, bool) {
	heading, rest, _ := strings.Cut(text, "\n")
	reference, refers := value.FindReference(rest)
	if !refers || reference.Rest != "" {
		return field.Pair{}, false
	}
	label := field.Understand(strings.TrimRight(strings.TrimSpace(heading), ":："))
	_, isParty := label.Role()
	return field.Pair{Label: label, Text: heading, Value: strings.TrimSpace(rest)}, isParty && label.Score >= field.Threshold && !label.Weak
}

// standsForItself says whether a label with some words behind its colon stands where no value is beside it or below,
// so that these words are the value: "PORT OF DISCHARGE: HOUSTON". Several labels with words behind each do anywhere.
func (g *grid) standsForItself(b *box, pairs []field.Pair) bool {
	for _, p := range pairs {
		words := p.Value
		if len(p.Label.Terms) == 0 || words == "" || len(strings.Fields(words)) > 5 || strings.HasPrefix(words, "(") || field.Understand(words).Score >= field.Threshold {
			return false
		}
	}
	if len(pairs) > 1 {
		return true
	}
	next, below := g.next(b), g.below(b, 0)
	return (next == nil || g.isLabel(next) || strings.ContainsAny(next.text, ":：")) && (below == nil || g.isLabel(below) || strings.ContainsAny(below.text, ":："))
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
