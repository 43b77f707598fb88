package layout

import (
	"slices"

	"docket/mapping/field"
)

// Forms may say in a column of its own what the labels beside it are about: "Importer | Street | 61 Mill Road" and
// "Importer | City | Elizabeth" below it, the owner in each row, in the first of several, or merged over them.

// An ownerColumn is a column of owners and the column of the labels that they own.
type ownerColumn struct{ owners, labels int }

// leastOwned is how many labels a column of owners has at least that say nothing without them.
const leastOwned = 3

// owned makes labels beside a column of owners speak of these.
func (g *grid) owned() {
	for _, c := range g.ownerColumns() {
		var owner *box
		last := 0
		for _, row := range g.rows {
			label := boxAt(row.boxes, c.labels)
			if label == nil || label.use != unused || !g.asksFor(label) || row.number > last+1 {
				owner = nil
			}
			last = row.number
			if label == nil || label.use != unused {
				continue
			}
			if at := boxAt(row.boxes, c.owners); at != nil {
				owner = at
			}
			if owner != nil && g.asksFor(label) {
				g.give(owner, label)
			}
		}
	}
}

// give makes a label that of its owner. A part of somebody whom docket does not know is nobody's.
func (g *grid) give(owner, label *box) {
	l := *g.labelOf(label)
	switch t, isOfBill := ofBill(g.labelOf(owner), &l); {
	case isOfBill && !g.labelOf(owner).Is(field.Term{Name: field.Bill}):
		l.Terms = []field.Term{t}
	case g.headsParty(owner), allAttributes(&l):
		if joint := g.labelUnder(owner, label); joint != nil {
			l = *joint
		}
	}
	if !g.isLabel(owner) && allAttributes(&l) {
		l.Terms = noPlace
	}
	l.Ordinal = max(l.Ordinal, g.labelOf(owner).Ordinal)
	label.label, label.owner = &l, owner
	owner.use = asAside
}

// ownerColumns finds the columns of a sheet that hold owners: parties beside which stand labels of their parts.
func (g *grid) ownerColumns() (found []ownerColumn) {
	labels, owners := map[ownerColumn]int{}, map[ownerColumn][]string{}
	for _, row := range g.rows {
		for i, b := range row.boxes[:max(0, len(row.boxes)-1)] {
			label := row.boxes[i+1]
			if b.use != unused || label.use != unused || !g.headsParty(b) || label.top() != row.number || label.left() != b.right()+1 || !g.isPartOf(row.boxes, i+1) {
				continue
			}
			c := ownerColumn{b.left(), label.left()}
			labels[c]++
			if !slices.Contains(owners[c], b.text) {
				owners[c] = append(owners[c], b.text)
			}
			if labels[c] == leastOwned && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
	}
	return slices.DeleteFunc(found, func(c ownerColumn) bool { return len(owners[c]) < 2 })
}

// isPartOf says whether a box asks for a part of some party, and what stands behind it asks for nothing.
func (g *grid) isPartOf(row []*box, i int) bool {
	if !g.asksFor(row[i]) || !allAttributes(g.labelOf(row[i])) {
		return false
	}
	return i+1 == len(row) || !g.asksFor(row[i+1])
}

// allAttributes says whether a label asks for parts of a party only, and not of which.
func allAttributes(l *field.Label) bool {
	return !slices.ContainsFunc(l.Terms, func(t field.Term) bool { return !isOwned(t) })
}

// boxAt is the box of a row that begins in a column, nil without.
func boxAt(row []*box, column int) *box {
	if i := firstBox(row, column); i < len(row) && row[i].left() == column {
		return row[i]
	}
	return nil
}
