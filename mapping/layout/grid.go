package layout

import (
	"cmp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// A box is a cell with text, together with the cells that are merged with it.
type box struct {
	cell  *sheet.Cell
	area  sheet.Area
	use   use
	text  string
	label *field.Label // nil until asked for
}

type use uint8

const (
	unused use = iota
	asLabel
	asValue
	asLoose // read as a row of a table, under no column that is known
	asAside // headings, notes, titles, columns of examples
)

// A grid is a sheet as boxes, by rows. A box over several rows stands in each of them.
type grid struct {
	sheet  *sheet.Sheet
	rows   []gridRow // ascending, only those with boxes
	labels map[string]*field.Label
	blocks int
}

type gridRow struct {
	number int
	boxes  []*box // by column
}

// maxMergedRows bounds how far a merged cell is followed downwards.
const maxMergedRows = 200

func newGrid(s *sheet.Sheet) (*grid, []sheet.Place) {
	g := &grid{sheet: s, labels: map[string]*field.Label{}}
	merged := map[sheet.Ref]sheet.Area{}
	for _, area := range s.Merges {
		merged[area.First] = area
	}
	var hidden []sheet.Place
	byNumber := map[int][]*box{}
	for _, row := range s.Rows {
		for i := range row.Cells {
			cell := &row.Cells[i]
			text := strings.TrimSpace(cell.Text)
			switch {
			case text == "":
				continue
			case cell.Hidden || row.Hidden:
				hidden = append(hidden, s.Place(cell.Ref))
				continue
			}
			area, found := merged[cell.Ref]
			if !found {
				area = sheet.Area{First: cell.Ref, Last: cell.Ref}
			}
			b := &box{cell: cell, area: area, text: text}
			last := min(area.Last.Row, area.First.Row+maxMergedRows)
			for number := int(area.First.Row); number <= int(last); number++ {
				byNumber[number] = append(byNumber[number], b)
			}
		}
	}
	for number, boxes := range byNumber {
		slices.SortStableFunc(boxes, func(a, b *box) int { return cmp.Compare(a.area.First.Col, b.area.First.Col) })
		g.rows = append(g.rows, gridRow{number: number, boxes: boxes})
	}
	slices.SortFunc(g.rows, func(a, b gridRow) int { return a.number - b.number })
	return g, hidden
}

// labelOf is what the box's text asks for as a label; the zero Label if it says that it stands for a value.
func (g *grid) labelOf(b *box) *field.Label {
	if b.label == nil {
		known, found := g.labels[b.text]
		if !found {
			known = understand(b)
			g.labels[b.text] = known
		}
		b.label = known
	}
	return b.label
}

func understand(b *box) *field.Label {
	if b.cell.Kind != sheet.Text {
		return &field.Label{}
	}
	l := field.Understand(b.text)
	if l.Has(field.Answer) { // "Your answer" heads a column, though it also stands where an answer is missing
		return &l
	}
	if _, isReference := value.FindReference(b.text); isReference || value.ParseAbsence(b.text) != value.Present {
		return &field.Label{}
	}
	return &l
}

// isLabel says whether the box's text reads as a label, and not just as well as a value.
func (g *grid) isLabel(b *box) bool {
	l := g.labelOf(b)
	return l.Score >= field.Threshold && !l.Weak && (len(l.Terms) > 0 || len(l.Asides) > 0)
}

// asksFor says whether the box is a label with terms.
func (g *grid) asksFor(b *box) bool { return g.isLabel(b) && len(g.labelOf(b).Terms) > 0 }

// row is the row with that number, nil if it is empty.
func (g *grid) row(number int) []*box {
	i, found := slices.BinarySearchFunc(g.rows, number, func(r gridRow, n int) int { return r.number - n })
	if !found {
		return nil
	}
	return g.rows[i].boxes
}

// right is the next box to the right in the box's first row.
func (g *grid) right(b *box) *box {
	for _, next := range g.row(int(b.area.First.Row)) {
		if next.area.First.Col > b.area.Last.Col && next.use != asAside {
			return next
		}
	}
	return nil
}

// below is the box right under the columns of b, at most gap empty rows further down.
func (g *grid) below(b *box, gap int) *box {
	for number := int(b.area.Last.Row) + 1; number <= int(b.area.Last.Row)+1+gap; number++ {
		for _, next := range g.row(number) {
			if overlap(next.area, b.area) && int(next.area.First.Row) == number && next.use != asAside {
				return next
			}
		}
	}
	return nil
}

// overlap says whether two areas share a column.
func overlap(a, b sheet.Area) bool { return a.First.Col <= b.Last.Col && b.First.Col <= a.Last.Col }

func (g *grid) place(b *box) sheet.Place { return g.sheet.Place(b.cell.Ref) }
