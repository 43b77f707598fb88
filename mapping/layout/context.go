package layout

import (
	"math"
	"slices"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// A context is the party that labels such as "Street" below a heading belong to.
type context struct {
	role        field.Role
	ordinal     int
	block       int
	row         int
	until       int  // last row, 0 for none
	first, last int  // columns
	answered    bool // the party's own value stands in the heading's row, not below it
	labels      []sheet.Place
}

// openContext makes the labels that follow below a party's label speak of this party. It returns the party's block.
func (f *form) openContext(b *box, l *field.Label, first *box) int {
	role := l.Terms[0].Role
	if l.Terms[0].Name != "" && l.Terms[0].Name != field.Party {
		// "Importer of record - address": the attributes of one party may each name it
		for _, c := range f.contexts {
			if c.role == role && c.ordinal == l.Ordinal && c.first <= b.left() && b.left() <= c.last && !f.namesAnother(c, l) {
				return c.block
			}
		}
		if c := f.goesOnInRow(b, l); c != nil {
			return c.block
		}
	}
	f.blocks++
	c := context{role: role, ordinal: l.Ordinal, block: f.blocks, row: b.top(), first: b.left(), last: math.MaxInt, labels: []sheet.Place{f.place(b)}}
	c.answered = first != nil && first.top() == b.top()
	upright := f.isUpright(b)
	if upright {
		c.until = b.bottom()
	}
	for _, other := range f.row(b.top()) {
		if other.left() <= b.right() || !f.asks(other) {
			continue
		}
		if !upright || f.headsParty(other) {
			c.last = other.left() - 1
			break
		}
	}
	f.closeContexts(b)
	if len(f.contexts) == mostContexts {
		f.contexts = slices.Delete(f.contexts, 0, 1)
	}
	f.contexts = append(f.contexts, c)
	return f.blocks
}

// namesAnother says whether a label asks for the name of a further manufacturer, that of the context being told already.
func (f *form) namesAnother(c context, l *field.Label) bool {
	name := field.Term{Role: field.Manufacturer, Name: field.PartyName}
	return l.Is(name) && slices.ContainsFunc(f.facts, func(o Fact) bool { return o.Block == c.block && o.Term == name && o.Text != "" })
}

// goesOnInRow is the context of a party of which the label's row tells another part: "Seller name | Acme | Seller address |
// 12 Harbour Road". It then holds for the label's columns too. A part that was told already is another party's.
func (f *form) goesOnInRow(b *box, l *field.Label) *context {
	for i := range f.contexts {
		c := &f.contexts[i]
		if c.role != l.Terms[0].Role || c.ordinal != l.Ordinal || c.row != b.top() {
			continue
		}
		if slices.ContainsFunc(f.facts, func(o Fact) bool { return o.Block == c.block && slices.Contains(l.Terms, o.Term) }) {
			continue
		}
		c.last = math.MaxInt
		for _, other := range f.row(b.top()) {
			if other.left() > b.right() && f.asks(other) {
				c.last = other.left() - 1
				break
			}
		}
		return c
	}
	return nil
}

// mostContexts are the parties that may be open side by side. No form has as many, and a row of as many labels as a sheet
// has columns would have each of them looked for among all.
const mostContexts = 1000

// isUpright says whether a heading stands at the left of its block, over all rows of it, rather than above.
func (f *form) isUpright(b *box) bool {
	if b.top() == b.bottom() {
		return false
	}
	right := f.next(b)
	return right != nil && f.asksFor(right)
}

// closeContexts ends the contexts above a heading, in its columns.
func (f *form) closeContexts(b *box) {
	f.contexts = slices.DeleteFunc(f.contexts, func(c context) bool {
		return c.row < b.top() && c.first <= b.right() && b.left() <= c.last
	})
}

// inContext gives a fact of which only the attribute is known to the party that it stands with: in the columns below
// its heading, or behind its value in the same row.
func (f *form) inContext(fact Fact, b *box) Fact {
	c := f.contextOf(b)
	if c == nil {
		return fact
	}
	terms := slices.Clone(fact.Terms)
	for j := range terms {
		ofGoods := terms[j].Name == field.HTS || terms[j].Name == field.Origin
		if terms[j].Role == "" && (terms[j].Name.IsAttribute() || ofGoods && c.role == field.Manufacturer) {
			terms[j].Role = c.role
		}
	}
	if terms[0].Role == "" {
		return fact
	}
	fact.Terms, fact.Term, fact.Block, fact.Ordinal = terms, terms[0], c.block, max(fact.Ordinal, c.ordinal)
	return fact
}

func (f *form) contextOf(b *box) *context {
	for i := len(f.contexts) - 1; i >= 0; i-- {
		c := &f.contexts[i]
		if c.first <= b.left() && b.left() <= c.last && (c.until == 0 || b.top() <= c.until) {
			return c
		}
	}
	for i := len(f.contexts) - 1; i >= 0; i-- {
		if c := &f.contexts[i]; c.answered && c.row == b.top() && c.first < b.left() {
			return c
		}
	}
	return nil
}
