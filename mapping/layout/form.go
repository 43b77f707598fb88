package layout

import (
	"math"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// A form is what is read from the part of a sheet that is no table.
type form struct {
	*grid
	facts    []Fact
	contexts []context
	right    map[int32]int32 // column of labels -> column in which their values usually stand, to their right
	below    map[int32]bool  // columns of labels whose values usually stand below them
	inline   map[*box][]field.Pair
}

// A context is the party that labels such as "Street" below a heading belong to.
type context struct {
	role        field.Role
	ordinal     int
	block       int
	row         int32
	until       int32 // last row, 0 for none
	first, last int32 // columns
	label       string
	labels      []sheet.Place
}

// readForm reads all labels that no table has taken, in reading order.
func (g *grid) readForm() []Fact {
	f := &form{grid: g, inline: map[*box][]field.Pair{}}
	f.findInline()
	f.learnDirections()
	for _, row := range g.rows {
		for _, b := range row.boxes {
			if b.use != unused || int(b.area.First.Row) != row.number {
				continue
			}
			switch {
			case f.inline[b] != nil:
				f.readInline(b)
			case g.asksFor(b), f.asksWeakly(b):
				f.readLabel(b)
			case g.isLabel(b):
				b.use = asAside
				f.closeContexts(b)
			}
		}
	}
	return f.facts
}

// findInline finds the boxes that hold labels together with their values.
func (f *form) findInline() {
	for _, row := range f.rows {
		for _, b := range row.boxes {
			if b.use != unused || b.cell.Kind != sheet.Text || f.isLabel(b) || !strings.ContainsAny(b.text, ":：\n") {
				continue
			}
			pairs, rest := field.Split(b.text)
			standsAlone := slices.ContainsFunc(pairs, func(p field.Pair) bool {
				return slices.ContainsFunc(p.Label.Terms, func(t field.Term) bool { return t.Role != "" || !t.Name.IsAttribute() })
			})
			if standsAlone && rest == "" {
				f.inline[b] = pairs
			}
		}
	}
}

// answers says whether a box could be the value of some label: it is none itself, and not yet taken.
func (f *form) answers(b *box) bool {
	return b != nil && b.use == unused && !f.isLabel(b) && f.inline[b] == nil
}

// maxGap is how many empty columns may stand between a label and its value.
const maxGap = 6

// rightOf is the box to the right of a label that could be its value.
func (f *form) rightOf(b *box) *box {
	next := f.grid.right(b)
	if !f.answers(next) || next.area.First.Col-b.area.Last.Col > maxGap {
		return nil
	}
	return next
}

// belowOf is the box under a label that could be its value, and is not more likely that of a label to its left.
func (f *form) belowOf(b *box) *box {
	next := f.grid.below(b, 0)
	if !f.answers(next) || next.area.First.Col > b.area.Last.Col || next.area.First.Col < b.area.First.Col && b.area.First.Col != b.area.Last.Col {
		return nil
	}
	for _, left := range f.row(int(next.area.First.Row)) {
		if left.area.Last.Col < next.area.First.Col && f.asksFor(left) && f.grid.right(left) == next && f.right[left.area.First.Col] == next.area.First.Col {
			return nil
		}
	}
	return next
}

// learnDirections finds out for each column of labels whether values stand to the right or below, by the labels
// for which only one of the two is possible.
func (f *form) learnDirections() {
	f.right, f.below = map[int32]int32{}, map[int32]bool{}
	rights, belows := map[int32]map[int32]int{}, map[int32]int{}
	for _, row := range f.rows {
		for _, b := range row.boxes {
			if b.use != unused || int(b.area.First.Row) != row.number || !f.asksFor(b) {
				continue
			}
			right, below := f.rightOf(b), f.belowOf(b)
			col := b.area.First.Col
			switch {
			case right != nil:
				if rights[col] == nil {
					rights[col] = map[int32]int{}
				}
				rights[col][right.area.First.Col]++
			case below != nil:
				belows[col]++
			}
		}
	}
	for col, targets := range rights {
		best, most, all := int32(0), 0, 0
		for target, count := range targets {
			all += count
			if count > most || count == most && target < best {
				best, most = target, count
			}
		}
		if most >= 2 && most >= belows[col] {
			f.right[col] = best
		}
		if belows[col] > all {
			f.below[col] = true
		}
	}
	for col, count := range belows {
		if len(rights[col]) == 0 && count > 0 {
			f.below[col] = true
		}
	}
}

// asksWeakly says whether a text that could as well be a value stands where labels do, with a value beside it.
func (f *form) asksWeakly(b *box) bool {
	l := f.labelOf(b)
	if !l.Weak || l.Score < field.Threshold || len(l.Terms) == 0 {
		return false
	}
	target, isColumnOfLabels := f.right[b.area.First.Col]
	right := f.rightOf(b)
	return isColumnOfLabels && right != nil && right.area.First.Col == target
}

// readLabel finds the value of a label, and opens a context if the label names a party.
func (f *form) readLabel(b *box) {
	b.use = asLabel
	l := f.labelOf(b)
	fact := Fact{Terms: l.Terms, Term: l.Terms[0], Label: b.text, Labels: []sheet.Place{f.place(b)}, Ordinal: l.Ordinal, Score: l.Score}
	first := f.valueOf(b, l)
	role, isParty := l.Role()
	if isParty || l.Terms[0].Role != "" {
		if role == "" {
			role = l.Terms[0].Role
		}
		fact.Block = f.openContext(b, role, l.Ordinal)
	} else {
		fact = f.inContext(fact, b)
	}
	if first == nil && l.Has(field.Section) {
		b.use = asAside
		f.closeContexts(b)
		return
	}
	if first != nil {
		f.take(&fact, b, first)
	}
	f.facts = append(f.facts, fact)
}

// valueOf is the first box of a label's value: to the right of it or below, nil if its place was left empty.
func (f *form) valueOf(b *box, l *field.Label) *box {
	right, below := f.rightOf(b), f.belowOf(b)
	if target, known := f.right[b.area.First.Col]; right != nil && known && right.area.First.Col > target && f.belongsToOther(right, target) {
		right = nil
	}
	fits := func(candidate *box) float64 {
		if candidate == nil {
			return -1
		}
		return plausible(l.Terms[0], candidate)
	}
	atRight, under := fits(right), fits(below)
	_, usuallyRight := f.right[b.area.First.Col]
	switch {
	case right == nil && below == nil:
		return nil
	case below == nil:
		return right
	case right == nil:
		// where values stand to the right, a text below a label with an empty place is more likely a label that is
		// not known than its value
		lines := strings.Contains(below.text, "\n")
		if under == never || usuallyRight && !f.below[b.area.First.Col] && under < surely && !lines {
			return nil
		}
		return below
	case under > atRight && (f.below[b.area.First.Col] || under-atRight >= 0.3):
		return below
	case f.below[b.area.First.Col] && under >= atRight:
		return below
	default:
		return right
	}
}

// belongsToOther says whether a box stands past the column in which the values of this column of labels stand, so
// that the value asked for was left empty and the box belongs to something else.
func (f *form) belongsToOther(candidate *box, target int32) bool {
	for _, col := range f.right {
		if col == candidate.area.First.Col && col != target {
			return true
		}
	}
	return candidate.area.First.Col > target
}

// take makes the box, and those that go on from it, the value of the fact.
func (f *form) take(fact *Fact, label, first *box) {
	f.use(fact, first)
	for next := f.grid.right(first); f.goesOn(fact, first, next); next = f.grid.right(next) {
		fact.Beside = append(fact.Beside, next.cell)
		next.use = asValue
		first = next
	}
	if len(fact.Beside) == 0 && runsDown(fact) {
		f.takeLines(fact, label)
	}
}

func (f *form) use(fact *Fact, b *box) {
	b.use = asValue
	if fact.Text != "" {
		fact.Text += "\n"
	}
	fact.Text += b.text
	fact.Values = append(fact.Values, b.cell)
	fact.Cells = append(fact.Cells, f.place(b))
}

// goesOn says whether a box right behind a value goes with it.
func (f *form) goesOn(fact *Fact, before, next *box) bool {
	return runsRight(fact) && f.answers(next) && !f.isProse(next) && next.area.First.Col == before.area.Last.Col+1 && len(fact.Beside) < 6
}

// runsRight says whether values of this kind may go on in the cells to the right: a unit, a country, a further item.
func runsRight(fact *Fact) bool {
	if len(fact.Terms) > 1 || fact.Term.Role != "" && fact.Term.Name == "" {
		return true
	}
	switch fact.Term.Name {
	case field.GrossWeight, field.Weight, field.Volume, field.Packages, field.Value, field.PortOfLoading, field.PortOfUnloading, field.Transshipment,
		field.InlandPort, field.Container, field.Seal, field.PurchaseOrder, field.SKU, field.HTS, field.HouseBill, field.Party, field.Address, field.Flight, field.Origin:
		return true
	default:
		return false
	}
}

// runsDown says whether values of this kind may go on in the cells below: lines of an address, items of a list.
func runsDown(fact *Fact) bool {
	t := fact.Term
	switch t.Name {
	case "":
		return t.Role != ""
	case field.Party, field.Address, field.Container, field.Seal, field.PurchaseOrder, field.SKU, field.HTS, field.HouseBill:
		return true
	default:
		return false
	}
}

// maxLines is how many cells below each other one value may take.
const maxLines = 40

// takeLines adds the cells right below a value that are neither labels nor beside one.
func (f *form) takeLines(fact *Fact, label *box) {
	last := fact.Values[0].Ref
	first := f.boxAt(last)
	for len(fact.Values) < maxLines {
		next := f.grid.below(first, 0)
		if !f.answers(next) || next.area.First.Col != first.area.First.Col || f.hasLeft(next, label.area.First.Col) {
			return
		}
		if next.area.Last.Col > max(first.area.Last.Col, label.area.Last.Col) || len(strings.Fields(next.text)) > 10 {
			return // a note below, over more columns than the value
		}
		if p := plausible(fact.Term, next); p < maybe && fact.Term.Role == "" {
			return
		}
		f.use(fact, next)
		first = next
	}
}

func (f *form) boxAt(ref sheet.Ref) *box {
	for _, b := range f.row(int(ref.Row)) {
		if b.cell.Ref == ref {
			return b
		}
	}
	return nil
}

// hasLeft says whether a box stands to the left in the same row, from a column on.
func (f *form) hasLeft(b *box, from int32) bool {
	for _, other := range f.row(int(b.area.First.Row)) {
		if other != b && other.area.First.Col >= from && other.area.Last.Col < b.area.First.Col && other.use != asAside {
			return true
		}
	}
	return false
}

// openContext makes the labels that follow below a party's label speak of this party.
func (f *form) openContext(b *box, role field.Role, ordinal int) int {
	l := f.labelOf(b)
	if l.Terms[0].Name != "" && l.Terms[0].Name != field.Party {
		// "Importer of record - address": the attributes of one party may each name it
		for i := range f.contexts {
			if c := f.contexts[i]; c.role == role && c.ordinal == ordinal && c.first <= b.area.First.Col && b.area.First.Col <= c.last {
				return c.block
			}
		}
	}
	f.blocks++
	last, until := int32(math.MaxInt32), int32(0)
	upright := f.isUpright(b)
	for _, other := range f.row(int(b.area.First.Row)) {
		if other.area.First.Col <= b.area.Last.Col || !f.asksFor(other) {
			continue
		}
		if _, isParty := f.labelOf(other).Role(); !upright || isParty {
			last = other.area.First.Col - 1
			break
		}
	}
	if upright {
		until = b.area.Last.Row
	}
	f.closeContexts(b)
	f.contexts = append(f.contexts, context{
		role: role, ordinal: ordinal, block: f.blocks, row: b.area.First.Row, until: until, first: b.area.First.Col, last: last,
		label: b.text, labels: []sheet.Place{f.place(b)},
	})
	return f.blocks
}

// isUpright says whether a heading stands at the left of its block, over all rows of it, rather than above.
func (f *form) isUpright(b *box) bool {
	if b.area.First.Row == b.area.Last.Row {
		return false
	}
	right := f.grid.right(b)
	return right != nil && f.asksFor(right)
}

// closeContexts ends the contexts above a heading, in its columns.
func (f *form) closeContexts(b *box) {
	f.contexts = slices.DeleteFunc(f.contexts, func(c context) bool {
		return c.row < b.area.First.Row && c.first <= b.area.Last.Col && b.area.First.Col <= c.last
	})
}

// inContext gives a fact of which only the attribute is known to the party whose block it stands in.
func (f *form) inContext(fact Fact, b *box) Fact {
	for i := len(f.contexts) - 1; i >= 0; i-- {
		c := f.contexts[i]
		if b.area.First.Col < c.first || b.area.First.Col > c.last || c.until != 0 && b.area.First.Row > c.until {
			continue
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
	return fact
}

// readInline reads a box that holds labels and their values.
func (f *form) readInline(b *box) {
	b.use = asValue
	for _, pair := range f.inline[b] {
		if len(pair.Label.Terms) == 0 {
			continue
		}
		fact := Fact{
			Terms: pair.Label.Terms, Term: pair.Label.Terms[0], Text: pair.Value, Values: []*sheet.Cell{b.cell}, Cells: []sheet.Place{f.place(b)},
			Label: pair.Text, Labels: []sheet.Place{f.place(b)}, Ordinal: pair.Label.Ordinal, Score: pair.Label.Score,
		}
		if role := fact.Term.Role; role != "" {
			fact.Block = f.openContext(b, role, pair.Label.Ordinal)
		} else {
			fact = f.inContext(fact, b)
		}
		f.facts = append(f.facts, fact)
	}
}
