package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
)

// maxBeforeHeads is how many columns of tags, numbers and codes may stand before what the rows are about.
const maxBeforeHeads = 2

// rowHeads says whether a box of each row below a header names what the row is about: a party, a port, or an
// attribute of the parties that the columns are. It is the first of the row, but for columns that ask for nothing, and
// may stand left of the labelled columns; then the table begins there.
func (g *grid) rowHeads(h *header, first int) (heads, matrix bool) {
	for k := 0; k <= maxBeforeHeads && k < len(h.columns); k++ {
		h.headed = h.columns[k].area
		if k == 0 {
			h.headed.First.Col = 1
		} else if len(h.columns[k-1].Terms) > 0 {
			break
		} else {
			h.headed.First.Col = min(h.columns[k-1].area.Last.Col+1, h.headed.First.Col) // over the column of heads may stand nothing
		}
		if heads, matrix = g.headsIn(h, first); heads {
			return heads, matrix
		}
	}
	return false, false
}

// headsIn is rowHeads where the column of the heads is given.
func (g *grid) headsIn(h *header, first int) (heads, matrix bool) {
	named, attributes, rows := 0, 0, 0
	left := h.left
	for i := first; i < len(g.rows) && rows < named+2; i++ {
		if i > first && g.rows[i].number > g.rows[i-1].number+1 {
			break
		}
		if g.isUnfilledRow(i, h) {
			continue
		}
		head := g.rowHeadIn(i, h)
		rows++
		if head == nil {
			continue
		}
		named++
		left = min(left, head.left())
		if t := g.labelOf(head).Terms[0]; t.Role == "" && !t.Name.IsPort() {
			attributes++
		}
	}
	if named < 2 {
		return false, false
	}
	matrix = attributes*2 > named
	if matrix && !allParties(slices.DeleteFunc(slices.Clone(h.columns), func(c column) bool { return int(c.area.Last.Col) <= left })) {
		return false, false
	}
	h.left = left
	return true, matrix
}

// isUnfilledRow says whether a row names a party in front of the columns and nothing else, or is an example.
func (g *grid) isUnfilledRow(i int, h *header) bool {
	boxes := h.fromHead(g.free(g.rows[i]))
	if len(boxes) == 0 || boxes[0].left() < h.left-maxGap || !h.inHeads(boxes[0]) {
		return false
	}
	return g.isExample(boxes[0]) || len(boxes) == 1 && g.headsParty(boxes[0])
}

// inHeads says whether a box stands where the heads of rows do.
func (h *header) inHeads(b *box) bool { return overlap(b.area, h.headed) }

// fromHead are the boxes of a row without those in front of the column of heads.
func (h *header) fromHead(boxes []*box) []*box {
	return slices.DeleteFunc(slices.Clone(boxes), func(b *box) bool { return b.right() < int(h.headed.First.Col) })
}

// isExample says whether a box marks its row as an example.
func (g *grid) isExample(b *box) bool {
	l := g.labelOf(b)
	return l.Has(field.Example) && l.Score >= field.Threshold
}

// rowHeadIn is the box of a row that names what the row is about, nil if none does. Labels further right show that the
// row is one of a form.
func (g *grid) rowHeadIn(i int, h *header) *box {
	var head *box
	boxes := h.fromHead(g.free(g.rows[i]))
	if mostly(boxes, g.asksFor) {
		return nil
	}
	for _, b := range boxes {
		switch {
		case b.left() > h.right:
		case head == nil && b.right() >= h.left-maxGap && h.inHeads(b):
			if !g.isRowHead(b) {
				return nil
			}
			head = b
		case g.asksFor(b) && !g.isNamedKind(b, h):
			return nil
		}
	}
	return head
}

// isNamedKind says whether a box that reads as a label stands under a head that it may answer: one that asks for the kind
// of something, "ID type", or for a place, which may be called Mobile.
func (g *grid) isNamedKind(b *box, h *header) bool {
	return slices.ContainsFunc(h.columns, func(c column) bool {
		return overlap(c.area, b.area) && slices.ContainsFunc(c.Terms, func(t field.Term) bool {
			switch t.Name {
			case field.Kind, field.NoPlace, field.PartyName, field.Street, field.Address, field.District, field.City, field.State:
				return !strings.HasSuffix(b.text, ":")
			default:
				return t.Name.IsIdentifier()
			}
		})
	})
}

// isRowHead says whether a box may stand in front of a row and name its party, its port or its attribute.
func (g *grid) isRowHead(b *box) bool {
	l := g.labelOf(b)
	if !g.asksFor(b) {
		return false
	}
	return !slices.ContainsFunc(l.Terms, func(t field.Term) bool {
		ofGoods := t.Name == field.HTS || t.Name == field.Origin
		if t.Role != "" {
			return t.Name != "" && t.Name != field.Party && !t.Name.IsIdentifier() // "Consignee number" with name and address beside it
		}
		return !t.Name.IsAttribute() && !t.Name.IsPort() && !ofGoods
	})
}

// headOf is the box that names what a row is about, nil if the table's rows have none.
func (r *tableReader) headOf(row gridRow) *box {
	if !r.heads {
		return nil
	}
	for _, b := range r.fromHead(r.free(row)) {
		if r.spans(b) {
			if r.isRowHead(b) && r.inHeads(b) {
				return b
			}
			return nil
		}
	}
	return nil
}

// crossed joins what a row is about with what a column asks for: the party of the row with the attribute of the
// column, the attribute of the row with the party of the column, the port of the row with the dates of the columns.
func (r *tableReader) crossed(f Fact, head *box) Fact {
	l := r.labelOf(head)
	f.Ordinal, f.Listed = l.Ordinal, r.numberBefore(head)
	f.Label = head.text + " " + f.Label
	var terms []field.Term
	namesParty := slices.ContainsFunc(l.Terms, isParty)
	for _, row := range l.Terms {
		for _, col := range f.Terms {
			if row.Name.IsPort() && namesParty && col.Name.IsAttribute() {
				continue // "Destino / Ship to" with a name and an address is the party
			}
			if isNumberOf(row, col, f.Text) {
				col = field.Term{Name: row.Name}
			}
			if t, ok := cross(row, col); ok && !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	f.Terms = terms
	if len(terms) > 0 {
		f.Term = terms[0]
	}
	return f
}

// isNumberOf says whether a row asks for the number of a party, and the text in the column of names is one.
func isNumberOf(row, col field.Term, text string) bool {
	if !row.Name.IsIdentifier() || col.Name != field.PartyName {
		return false
	}
	letters, digits := count(text)
	return digits > 5 && letters <= 4
}

func cross(row, col field.Term) (field.Term, bool) {
	switch {
	case row.Name.IsPort() && row.Role == "":
		return crossPort(row.Name, col)
	case row.Role != "" && col.Role == "" && (col.Name.IsAttribute() || col.Name == field.HTS || col.Name == field.Origin || col.Name == field.Kind || col.Name == field.NoPlace):
		return field.Term{Role: row.Role, Name: col.Name}, true
	case row.Role != "" && col.Role == field.Importer && col.Name.IsIdentifier(): // "Importer no." over the numbers of all parties
		return field.Term{Role: row.Role, Name: col.Name}, true
	case row.Role == "" && row.Name.IsAttribute() && isParty(col):
		return field.Term{Role: col.Role, Name: row.Name}, true
	case row.Role == "" && (row.Name == field.HTS || row.Name == field.Origin) && col.Role == field.Manufacturer && isParty(col):
		return field.Term{Role: col.Role, Name: row.Name}, true
	default:
		return field.Term{}, false
	}
}

// isParty says whether a term asks for a party as a whole.
func isParty(t field.Term) bool { return t.Role != "" && (t.Name == "" || t.Name == field.Party) }

// crossPort is what a column says of the port that its row is about.
func crossPort(port field.Name, col field.Term) (field.Term, bool) {
	if col.Role != "" {
		return field.Term{}, false
	}
	switch col.Name {
	case field.PartyName, field.PortCode, field.City:
		return field.Term{Name: port}, true
	case field.Departure, field.Arrival:
		if port == field.PortOfLoading && col.Name == field.Departure || port == field.PortOfUnloading && col.Name == field.Arrival {
			return field.Term{Name: col.Name}, true
		}
		return field.Term{Name: col.Name, At: port}, true
	default:
		return field.Term{}, false
	}
}
