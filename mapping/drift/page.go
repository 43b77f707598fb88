package drift

import (
	"cmp"
	"maps"
	"slices"

	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// A page is a sheet being changed, with what recognition knows of it.
type page struct {
	of      *sheet.Sheet
	read    layout.Sheet
	name    string
	cells   map[sheet.Ref]sheet.Cell
	hidden  map[int32]bool // rows
	merges  []sheet.Area
	labels  []sheet.Ref // cells that are labels and nothing else, in reading order
	changed bool
}

func newPage(s *sheet.Sheet, read layout.Sheet) *page {
	p := &page{of: s, read: read, name: s.Name, cells: map[sheet.Ref]sheet.Cell{}, hidden: map[int32]bool{}, merges: slices.Clone(s.Merges)}
	for _, row := range s.Rows {
		p.hidden[int32(row.Number)] = row.Hidden
		for _, cell := range row.Cells {
			p.cells[cell.Ref] = cell
		}
	}
	p.findLabels()
	return p
}

// findLabels lists the cells that ask for something with a value, and hold no value themselves.
func (p *page) findLabels() {
	labels, values := map[sheet.Ref]bool{}, map[sheet.Ref]bool{}
	p.read.EachFact(func(f layout.Fact) {
		for _, place := range f.Cells {
			values[place.Ref] = true
		}
		for _, place := range f.Labels {
			labels[place.Ref] = true
		}
	})
	for ref := range labels {
		if cell, found := p.cells[ref]; found && !values[ref] && cell.Kind == sheet.Text {
			p.labels = append(p.labels, ref)
		}
	}
	slices.SortFunc(p.labels, sheet.Ref.Compare)
}

// sheet is the page as it is now.
func (p *page) sheet() *sheet.Sheet {
	out := &sheet.Sheet{Name: p.name, Merges: p.merges}
	for _, ref := range slices.SortedFunc(maps.Keys(p.cells), sheet.Ref.Compare) {
		cell := p.cells[ref]
		cell.Ref = ref
		if n := len(out.Rows); n == 0 || out.Rows[n-1].Number != int(ref.Row) {
			out.Rows = append(out.Rows, sheet.Row{Number: int(ref.Row)})
		}
		row := &out.Rows[len(out.Rows)-1]
		row.Cells = append(row.Cells, cell)
		row.Hidden = p.hidden[ref.Row]
	}
	return out
}

// move puts each cell where to says. Merged areas go along as far as they stay rectangles.
func (p *page) move(to func(sheet.Ref) sheet.Ref) {
	cells, hidden := map[sheet.Ref]sheet.Cell{}, map[int32]bool{}
	for ref, cell := range p.cells {
		if to(ref) != ref {
			p.changed = true
		}
		cells[to(ref)] = cell
		hidden[to(ref).Row] = hidden[to(ref).Row] || p.hidden[ref.Row]
	}
	var merges []sheet.Area
	for _, m := range p.merges {
		a, b := to(m.First), to(m.Last)
		if a.Row <= b.Row && a.Col <= b.Col && b.Row-a.Row >= m.Last.Row-m.First.Row && b.Col-a.Col >= m.Last.Col-m.First.Col {
			merges = append(merges, sheet.Area{First: a, Last: b})
		}
	}
	p.cells, p.hidden, p.merges = cells, hidden, merges
}

// relabel changes the text of each nth label.
func (p *page) relabel(nth int, change func(ref sheet.Ref, text string) string) {
	for i, ref := range p.labels {
		if i%nth != 0 {
			continue
		}
		cell := p.cells[ref]
		if text := change(ref, cell.Text); text != cell.Text && text != "" {
			cell.Text = text
			p.cells[ref] = cell
			p.changed = true
		}
	}
}

// bottom is the last row.
func (p *page) bottom() (row int32) {
	for ref := range p.cells {
		row = max(row, ref.Row)
	}
	for _, m := range p.merges {
		row = max(row, m.Last.Row)
	}
	return row
}

// A region is the part of the sheet that a table takes, its head included.
type region struct {
	first, last sheet.Ref
	rows        []int32 // of values
}

// regions are the tables of several rows that have their rows for themselves: nothing else stands beside them, and no
// merged cell reaches into them.
func (p *page) regions() (found []region) {
	for _, t := range p.read.Tables {
		r := region{}
		grow := func(ref sheet.Ref) {
			if r.first.Row == 0 {
				r.first, r.last = ref, ref
			}
			r.first = sheet.Ref{Row: min(r.first.Row, ref.Row), Col: min(r.first.Col, ref.Col)}
			r.last = sheet.Ref{Row: max(r.last.Row, ref.Row), Col: max(r.last.Col, ref.Col)}
		}
		for _, c := range t.Columns {
			for _, place := range c.Places {
				grow(place.Ref)
			}
		}
		for _, row := range t.Rows {
			r.rows = append(r.rows, int32(row.Number))
			grow(sheet.Ref{Row: int32(row.Number), Col: r.first.Col})
		}
		for _, row := range t.Totals {
			grow(sheet.Ref{Row: int32(row.Number), Col: r.first.Col})
		}
		alone := len(t.Rows) > 0
		for ref := range p.cells {
			if ref.Row >= r.first.Row && ref.Row <= r.last.Row && (ref.Col < r.first.Col || ref.Col > r.last.Col) {
				alone = false
			}
		}
		for _, m := range p.merges {
			if m.First.Row <= r.last.Row && m.Last.Row >= r.first.Row {
				alone = false
			}
		}
		if alone {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b region) int { return cmp.Compare(a.first.Row, b.first.Row) })
	return found
}

// inTable says whether a row is one of a table's.
func (p *page) inTable(row int32) bool {
	for _, t := range p.read.Tables {
		last := t.First
		for _, r := range slices.Concat(t.Rows, t.Totals) {
			last = max(last, r.Number)
		}
		if int(row) >= t.First && int(row) <= last {
			return true
		}
	}
	return false
}
