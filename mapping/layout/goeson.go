package layout

import (
	"maps"
	"slices"
	"strings"

	"docket/mapping/field"
)

// A table may go on on the next sheet without its head: what stands there in its columns answers it as the rows before do.

// An openTable is a table at the end of a sheet that has no total yet.
type openTable struct {
	header *header
	rows   map[string]bool // their texts
}

// leftOpen is a table that may go on on the next sheet: nothing stands below its rows, which no total sums up. It is nil
// for any other.
func (g *grid) leftOpen(h *header, t *Table) *openTable {
	if len(t.Totals) > 0 || h.heads || h.matrix || h.tagged || len(h.columns) < leastColumns || t.Rows[len(t.Rows)-1].Number != g.rows[len(g.rows)-1].number {
		return nil
	}
	open := &openTable{header: h, rows: map[string]bool{}}
	for _, r := range t.Rows {
		open.rows[textOf(g.row(r.Number))] = true
	}
	return open
}

// leastColumns is how many columns a table has that goes on without its head.
const leastColumns = 4

// textOf is a row as one text.
func textOf(boxes []*box) string {
	var texts []string
	for _, b := range boxes {
		texts = append(texts, b.text)
	}
	return strings.Join(texts, "\x00")
}

// goesOn reads the rows with which a sheet goes on with the last table of the sheet before it.
func (g *grid) goesOn(open *openTable) []Table {
	if open == nil || len(g.rows) == 0 {
		return nil
	}
	from := 0
	for from < len(g.rows)-1 && from < titleRows && g.numbersPage(g.rows[from].boxes) {
		from++
	}
	r := tableReader{grid: g, header: open.header, marks: map[int]bool{}}
	if !r.answersHeads(from) || g.repeatsRow(open, from) {
		return nil
	}
	t := r.readRows(g.rows[from].number, from, g.rows[from].number-1)
	if len(t.Rows) == 0 {
		return nil
	}
	for _, row := range g.rows[:from] {
		row.boxes[0].use = asAside
	}
	t.continued = true
	t.sumUp()
	if g.open = g.leftOpen(open.header, &t); g.open != nil {
		maps.Copy(g.open.rows, open.rows)
	}
	return []Table{t}
}

// numbersPage says whether a row is one text that asks for nothing that has a place in the API: "Page 2 of 3".
func (g *grid) numbersPage(boxes []*box) bool {
	return len(boxes) == 1 && (!g.asksFor(boxes[0]) || slices.Equal(g.labelOf(boxes[0]).Terms, noPlace))
}

// answersHeads says whether a row fills most columns of a table, with nothing beside them, and every value could answer
// its head: two of them at least do for sure, and are no names.
func (r *tableReader) answersHeads(i int) bool {
	boxes := r.rows[i].boxes
	if len(boxes)*3 < len(r.columns)*2 || r.headerAt(i) != nil {
		return false
	}
	certain := 0
	for _, b := range boxes {
		at := slices.IndexFunc(r.columns, func(c column) bool { return within(b.area, c.area) })
		if at < 0 || b.use != unused || r.asksFor(b) || r.inlineOf(b) != nil {
			return false
		}
		c := r.columns[at]
		if len(c.Terms) == 0 || c.Terms[0].Name == field.NoPlace {
			continue
		}
		switch fit := plausible(c.Terms[0], b); {
		case fit < maybe:
			return false
		case fit >= probably:
			certain++
		}
	}
	return certain >= 2
}

// repeatsRow says whether a row from an index on is one of the table's: the sheet is a copy of it.
func (g *grid) repeatsRow(open *openTable, from int) bool {
	return slices.ContainsFunc(g.rows[from:], func(row gridRow) bool { return open.rows[textOf(row.boxes)] })
}

// joinTables makes tables one that go on on the next sheet, on which nothing else stands: without their heads, or with the
// same heads over other containers or bills.
func joinTables(sheets []Sheet) {
	var last *Table
	for i := range sheets {
		s := &sheets[i]
		if last != nil && s.onlyTable() && last.goesOnWith(&s.Tables[0]) {
			last.Rows = append(last.Rows, s.Tables[0].Rows...)
			last.Totals = append(last.Totals, s.Tables[0].Totals...)
			s.Tables = nil
			continue
		}
		last = nil
		if len(s.Tables) > 0 {
			last = &s.Tables[len(s.Tables)-1]
		}
	}
}

// onlyTable says whether a sheet has one table, and nothing beside it that has a place in the API.
func (s *Sheet) onlyTable() bool {
	return len(s.Tables) == 1 && !slices.ContainsFunc(s.Form, func(f Fact) bool { return !slices.Equal(f.Terms, noPlace) })
}

// goesOnWith says whether another table goes on with this one, which no total sums up.
func (t *Table) goesOnWith(next *Table) bool {
	if len(t.Totals) > 0 || t.crossed || next.crossed || !slices.EqualFunc(t.Columns, next.Columns, sameColumn) {
		return false
	}
	if next.continued {
		return true
	}
	before, after := t.named(), next.named()
	return len(before) > 0 && len(after) > 0 && !slices.ContainsFunc(after, func(name string) bool { return slices.Contains(before, name) })
}

func sameColumn(a, b Column) bool { return a.Label == b.Label && slices.Equal(a.Terms, b.Terms) }

// named are the containers and bills that the rows of a table are of.
func (t *Table) named() (names []string) {
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			switch f.Term.Name {
			case field.Container, field.HouseBill, field.HouseWaybill, field.Bill, field.LowestBill:
				names = append(names, f.Text)
			}
		}
	}
	return names
}
