package layout

import (
	"strings"

	"docket/mapping/field"
)

// titleRows is how many rows at the top of a sheet may hold its title beside other texts.
const titleRows = 4

// setAsideTitles takes titles out of the reading: texts that name a kind of document and stand as titles do, at the top
// or alone in their row, and not as a label with its value.
func (g *grid) setAsideTitles() (titles []Title) {
	for i, row := range g.rows {
		for _, b := range row.boxes {
			if b.use != unused || b.top() != row.number || beginsAsPrice(b.text) {
				continue
			}
			kind := field.TitleOf(b.text)
			switch {
			case kind == "", g.inlineOf(b) != nil, g.asksFor(b) && !g.namesPaper(i, b) && !(kind == field.OtherTitle && i < titleRows && len(row.boxes) == 1 && !g.hasAnswer(b)):
				continue
			case len(row.boxes) > 1 && (i >= titleRows || kind == field.Instructions), g.isBeforeNumber(b):
				continue
			}
			titles = append(titles, Title{Kind: kind, Place: g.place(b)})
			b.use = asAside
		}
	}
	return titles
}

// isBeforeNumber says whether the number of a bill stands right behind a text, which is then its label and no title.
func (g *grid) isBeforeNumber(b *box) bool {
	next := g.next(b)
	if next == nil || g.isLabel(next) || strings.ContainsAny(next.text, " \n") {
		return false
	}
	_, digits := count(next.text)
	return digits >= fewestDigits && plausible(field.Term{Name: field.Bill}, next) == surely
}

// fewestDigits is how many digits the number of a bill has at least.
const fewestDigits = 5

// namesPaper says whether a text that could be a label is the title all the same: "BILL OF LADING" in the first row or
// over several columns, without a number behind or below it.
func (g *grid) namesPaper(i int, b *box) bool {
	stands := i == 0 || i < titleRows && b.left() < b.right()
	return stands && !strings.HasSuffix(b.text, ":") && !g.hasAnswer(b) && !g.headsBlock(b) && !g.groupsColumns(i, b)
}

// groupsColumns says whether a box stands over heads of columns, in a row with others that do: "BILLS OF LADING | ROUTE"
// over "MBL | HBL | POL | POD".
func (g *grid) groupsColumns(i int, b *box) bool {
	if i+1 >= len(g.rows) || g.rows[i+1].number != g.rows[i].number+1 {
		return false
	}
	groups := 0
	for _, group := range g.free(g.rows[i]) {
		under := 0
		for _, head := range g.free(g.rows[i+1]) {
			if within(head.area, group.area) && g.isLabel(head) {
				under++
			}
		}
		switch {
		case under > 1:
			groups++
		case group == b:
			return false
		}
	}
	return groups > 1
}

// hasAnswer says whether a box that reads as a title is a label, with a value behind it or below it.
func (g *grid) hasAnswer(b *box) bool {
	if !g.asksFor(b) {
		return false
	}
	term := g.labelOf(b).Terms[0]
	if next := g.next(b); next != nil && !g.isLabel(next) && next.left()-b.right() <= maxGap && plausible(term, next) >= maybe {
		return true
	}
	below := g.below(b, 0)
	return below != nil && !g.isLabel(below) && plausible(term, below) == surely
}

// headsBlock says whether a box is a heading with the attributes of a party below it.
func (g *grid) headsBlock(b *box) bool {
	if !g.headsParty(b) {
		return false
	}
	below := g.below(b, 0)
	return below != nil && g.asksFor(below)
}
