package layout

import (
	"regexp"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// A form is what is read from the part of a sheet that is no table.
type form struct {
	*grid
	facts      []Fact
	contexts   []context
	directions directions
	valueHere  map[*box]bool
}

// readForm reads all labels that no table has taken, in reading order.
func (g *grid) readForm() []Fact {
	f := &form{grid: g, valueHere: map[*box]bool{}}
	f.learnDirections()
	f.each(func(b *box) {
		if b.use != unused {
			return
		}
		switch {
		case f.inlineOf(b) != nil:
			f.readInline(b)
		case f.isValueHere(b):
		case f.asksFor(b), f.asksWeakly(b), f.isPartLabel(b), f.countsKind(b):
			f.readLabel(b)
		case f.isLabel(b):
			b.use = asAside
			f.closeContexts(b)
		case f.headsUnknown(b):
			f.closeContexts(b)
		}
	})
	f.readTerms()
	return f.facts
}

// headsUnknown says whether a text that nobody knows heads a block of a party: it spans the columns of labels and values,
// and the label below it asks for a part of a party. What stands in the block is of nobody known.
func (f *form) headsUnknown(b *box) bool {
	below := f.below(b, 0)
	if b.left() == b.right() || below == nil || below.left() != b.left() || below.right() >= b.right() || strings.Contains(b.text, "\n") {
		return false
	}
	return f.asksForAttribute(below)
}

// answers says whether a box could be the value of some label: it is none itself, and not yet taken.
func (f *form) answers(b *box) bool {
	return b != nil && b.use == unused && f.inlineOf(b) == nil && (!f.isLabel(b) || f.isValueHere(b)) && !f.isPartLabel(b)
}

// isPartLabel says whether a text that could as well be a value, "Firma", is the label of a part of a party: it stands
// among labels, with a value beside it.
func (f *form) isPartLabel(b *box) bool {
	l := f.labelOf(b)
	if !l.Weak || l.Score < field.Threshold || len(l.Terms) == 0 || !l.Terms[0].Name.IsAttribute() {
		return false
	}
	next := f.next(b)
	return next != nil && next.use == unused && !f.isLabel(next) && next.left()-b.right() <= maxGap && f.isAmongLabels(b)
}

// maxGap is how many empty columns may stand between a label and its value.
const maxGap = 6

// rightOf is the box to the right of a label that could be its value.
func (f *form) rightOf(b *box) *box {
	next := f.next(b)
	if next == nil || next.left()-b.right() > maxGap && (f.next(next) != nil || f.previous(b) != nil) {
		return nil // far to the right, among others
	}
	if !f.answers(next) {
		return nil
	}
	return next
}

// belowOf is the box under a label that could be its value, and is not more likely that of a label to its left.
func (f *form) belowOf(b *box) *box {
	next := f.below(b, 0)
	if next == nil || next.use != unused || f.inlineOf(next) != nil || f.isLabel(next) || f.isPartLabel(next) {
		return nil
	}
	if next.left() > b.right() || next.left() < b.left() && b.left() != b.right() {
		return nil
	}
	for _, left := range f.row(next.top()) {
		if left.right() < next.left() && f.asksFor(left) && f.next(left) == next && f.pointsAt(left, next) {
			return nil
		}
	}
	return next
}

// pointsAt says whether the values of labels in the left box's column stand in the column of the other.
func (f *form) pointsAt(left, value *box) bool {
	habit := f.directions.columns[left.left()]
	if habit == nil {
		return f.isAmongLabels(left) && !f.isAmongLabels(value)
	}
	return habit.leaning() < 0 && habit.target() == value.left()
}

// readLabel finds the value of a label, and opens a context if the label names a party.
func (f *form) readLabel(b *box) {
	b.use = asLabel
	l := f.partyHeaded(b)
	text, places := f.saysOf(b)
	fact := Fact{Terms: l.Terms, Term: l.Terms[0], Label: text, Labels: places, Ordinal: l.Ordinal, Listed: f.numberBefore(b), Score: l.Score}
	first := f.valueOf(b, l)
	if first == nil && l.Has(field.Section) {
		b.use = asAside
		f.closeContexts(b)
		return
	}
	if role := l.Terms[0].Role; role != "" {
		fact.Block = f.openContext(b, l, first)
	} else {
		fact = f.inContext(fact, b)
	}
	if isOnlyUnit(fact.Terms) && first != nil && attachUnit(f.facts, first) {
		first.use = asValue
		return
	}
	if first != nil {
		f.take(&fact, b, first)
	}
	f.facts = append(f.facts, fact)
}

// saysOf is what a label says, with that of its owner, and the cells of both.
func (f *form) saysOf(b *box) (text string, places []sheet.Place) {
	if b.owner == nil {
		return b.text, []sheet.Place{f.place(b)}
	}
	return b.owner.text + " " + b.text, []sheet.Place{f.place(b.owner), f.place(b)}
}

// partyHeaded is the label of a box; the party alone where it asks for a place or a party, "Destino / Ship to", and stands
// over attributes of a party.
func (f *form) partyHeaded(b *box) *field.Label {
	l := f.labelOf(b)
	below := f.below(b, 0)
	if len(l.Terms) < 2 || below == nil || below.left() != b.left() || !f.asksForAttribute(below) || f.rightOf(b) != nil {
		return l
	}
	var parties []field.Term
	for _, t := range l.Terms {
		switch {
		case isParty(t):
			parties = append(parties, t)
		case t.Role != "" || !t.Name.IsPort():
			return l
		}
	}
	if len(parties) != 1 {
		return l
	}
	headed := *l
	headed.Terms = parties
	return &headed
}

// asksForAttribute says whether a box is the label of a part of whichever party it stands with.
func (f *form) asksForAttribute(b *box) bool {
	return f.asksFor(b) && isOwned(f.labelOf(b).Terms[0])
}

// valueOf is the first box of a label's value: to the right of it or below, nil if its place was left empty.
func (f *form) valueOf(b *box, l *field.Label) *box {
	right, below := f.rightOf(b), f.belowOf(b)
	column, row := f.directions.columns[b.left()], f.directions.rows[b.top()]
	if right != nil && (f.belongsToOther(b, right) || f.headsBlock(b) && plausible(l.Terms[0], right) == never) {
		right = nil
	}
	lean := column.leaning()
	if row != nil && row.labels > 1 {
		lean += row.leaning()
	}
	switch {
	case right == nil && below == nil:
		return nil
	case below == nil:
		return right
	case right == nil:
		if f.isForeign(b, below, lean) {
			return nil
		}
		return below
	}
	if plausible(l.Terms[0], below)+0.4*lean > plausible(l.Terms[0], right)+1e-9 {
		return below
	}
	return right
}

// isForeign says whether the text below a label, beside which nothing stands, is more likely a label that is not
// known than its value: values of this column stand to the right. A heading's lines are no such text.
func (f *form) isForeign(b, below *box, lean float64) bool {
	fit := plausible(f.labelOf(b).Terms[0], below)
	switch {
	case fit == never:
		return true
	case lean >= 0, f.isHeading(b, below), strings.Contains(below.text, "\n"):
		return false
	default:
		return fit < surely
	}
}

// isHeading says whether a label of a party stands over the lines below it: it spans the columns of labels and values,
// or what is below begins where values do.
func (f *form) isHeading(b, below *box) bool {
	if b.left() == b.right() && below.left() == b.left() {
		return f.headsParty(b) && f.next(b) == nil && f.previous(b) == nil && !f.isAmongLabels(below)
	}
	return true
}

// belongsToOther says whether a box stands past the column in which the values of this column of labels stand, so
// that the value asked for was left empty and the box belongs to something else.
func (f *form) belongsToOther(b, candidate *box) bool {
	habit := f.directions.columns[b.left()]
	if habit == nil || habit.leaning() >= 0 {
		return false
	}
	if f.next(candidate) == nil && f.previous(b) == nil && isQuantity(f.labelOf(b).Terms[0].Name) && isCount(candidate.text) {
		return false // a sum below a table, in the column that it sums up
	}
	target := habit.target()
	return target > 0 && candidate.left() > target && b.right() < target
}

// take makes the box, and those that go on from it, the value of the fact.
func (f *form) take(fact *Fact, label, first *box) {
	f.use(fact, first, "\n")
	last := first
	if next := f.next(first); isPresent(first.text) && f.isAddressOf(fact, first, next) {
		f.use(fact, next, "\n")
		last = next
	}
	for next := f.next(last); isPresent(first.text) && f.goesOn(fact, last, next); next = f.next(next) {
		fact.Beside = append(fact.Beside, next.cell)
		next.use = asValue
		last = next
	}
	if isPresent(first.text) && runsDown(fact) && (len(fact.Beside) == 0 || isNumbered(fact.Term.Name)) {
		f.takeLines(fact, label, first)
	}
}

// endsParty says whether a party is told whole, from its name to its country, before a text of words alone: a label that
// nobody knows, or a heading. Numbers of the party and how to reach it may still follow.
func endsParty(fact *Fact, next *box) bool {
	if fact.Term.Role == "" || fact.Term.Name != "" && fact.Term.Name != field.Party || strings.ContainsAny(next.text, "0123456789@:：") {
		return false
	}
	party, _, err := value.ParseParty(fact.Text, value.PartyEvidence{})
	return err == nil && party.Name != "" && party.Address.Line1 != "" && party.Address.City != "" && party.Address.Country != ""
}

// isAddressOf says whether the box right behind the name of a party is its address in one line.
func (f *form) isAddressOf(fact *Fact, name, next *box) bool {
	isParty := fact.Term.Role != "" && (fact.Term.Name == "" || fact.Term.Name == field.Party)
	if !isParty || next == nil || next.left() != name.right()+1 || !f.answers(next) || f.isUnderLabel(next) {
		return false
	}
	_, digits := count(next.text)
	return digits > 0 && strings.Count(next.text, ",") >= 2 && !isSentence(next.text, digits)
}

// isPresent says whether a text may be a value, and does not say that there is none: "N/A".
func isPresent(text string) bool { return value.ParseAbsence(text) == value.Present }

func (f *form) use(fact *Fact, b *box, separator string) {
	b.use = asValue
	if fact.Text != "" {
		fact.Text += separator
	}
	fact.Text += b.text
	fact.Values = append(fact.Values, b.cell)
	fact.Cells = append(fact.Cells, f.place(b))
}

// goesOn says whether a box right behind a value goes with it.
func (f *form) goesOn(fact *Fact, before, next *box) bool {
	if next == nil || !runsRight(fact) || !f.answers(next) || f.isProse(next) || len(fact.Beside) >= 6 || endsParty(fact, next) {
		return false
	}
	if next.left() != before.right()+1 {
		return fact.Term.Role != "" && next.left()-before.right() <= maxGap && saysItsKind(next.text) && !f.isUnderLabel(next)
	}
	return !f.isUnderLabel(next) && (!isNumbered(fact.Term.Name) || plausible(fact.Term, next) >= maybe)
}

// saysItsKind says whether a text is the number of a party and tells itself of which kind: "EIN 58-2740119".
func saysItsKind(text string) bool {
	id, _, err := value.ParseIdentifier(text, value.AnyIdentifier)
	return err == nil && value.FindIdentifierKind(text) == id.Kind
}

// isQuantity says whether values of a field are amounts, which tables are summed up to.
func isQuantity(name field.Name) bool {
	switch name {
	case field.GrossWeight, field.Weight, field.Volume, field.Packages, field.Value:
		return true
	default:
		return false
	}
}

// isUnderLabel says whether a box stands right below a label that has no value yet, and begins where that does.
func (f *form) isUnderLabel(b *box) bool {
	for _, above := range f.row(b.top() - 1) {
		if above.left() == b.left() && above.bottom() == b.top()-1 {
			return above.use == unused && f.asksFor(above) && !f.isValueHere(above)
		}
	}
	return false
}

// isNumbered says whether values of a field are numbers, of which a form may list several, with words beside them that
// only explain.
func isNumbered(name field.Name) bool {
	switch name {
	case field.Container, field.Seal, field.PurchaseOrder, field.SKU, field.HTS, field.HouseBill:
		return true
	default:
		return false
	}
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
func (f *form) takeLines(fact *Fact, label, first *box) {
	for len(fact.Values) < maxLines {
		next := f.below(first, 0)
		if !f.answers(next) || next.left() != first.left() || f.hasLeft(next, label.left()) {
			return
		}
		if next.right() > max(first.right(), label.right()) || len(strings.Fields(next.text)) > 10 || isSigning(next.text) {
			return // a note below, over more columns than the value, or a signature
		}
		if p := plausible(fact.Term, next); p < maybe && fact.Term.Role == "" || endsParty(fact, next) {
			return
		}
		f.use(fact, next, "\n")
		if fact.Term.Role != "" {
			f.takeBeside(fact, next)
		}
		first = next
	}
}

// takeBeside adds to a line of an address what stands in the cells right behind it: city, state and ZIP side by side.
func (f *form) takeBeside(fact *Fact, line *box) {
	for next := f.next(line); f.goesOn(fact, line, next); next = f.next(next) {
		f.use(fact, next, ", ")
		line = next
	}
}

// hasLeft says whether a box stands to the left in the same row, from a column on.
func (f *form) hasLeft(b *box, from int) bool {
	for _, other := range f.row(b.top()) {
		if other != b && other.left() >= from && other.right() < b.left() && other.use != asAside {
			return true
		}
	}
	return false
}

// carriage are terms of carriage that tell by themselves what they are: "LCL/LCL", "CFS-CFS".
var carriage = regexp.MustCompile(`\b(?:FCL|LCL|CY|CFS)\s?[/-]\s?(?:FCL|LCL|CY|CFS)\b`)

// readInline reads a box that holds labels and their values.
func (f *form) readInline(b *box) {
	b.use = asValue
	for _, pair := range f.inlineOf(b) {
		if terms := carriage.FindString(pair.Value); pair.Text == "" && terms != "" {
			pair.Value = terms
			pair.Label = field.Label{Terms: []field.Term{{Name: field.LoadType}}, Score: inferred}
		}
		if len(pair.Label.Terms) == 0 || isHint(pair.Value) { // "House B/L: e.g. MAEU123456789"
			continue
		}
		fact := Fact{
			Terms: pair.Label.Terms, Term: pair.Label.Terms[0], Text: pair.Value, Values: []*sheet.Cell{b.cell}, Cells: []sheet.Place{f.place(b)},
			Label: pair.Text, Labels: []sheet.Place{f.place(b)}, Ordinal: pair.Label.Ordinal, Score: pair.Label.Score,
		}
		if pair.Value == "" {
			fact.Values, fact.Cells = nil, nil
		}
		if fact.Term.Role != "" {
			fact.Block = f.openContext(b, &pair.Label, b)
		} else {
			fact = f.inContext(fact, b)
		}
		f.facts = append(f.facts, fact)
	}
}
