package layout

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// leastTransposed and mostTransposed are how many rows a table on its side has: a row is a field, and there are not so
// many. Without a bound, each row of a long list would be tried with all that follow it.
const leastTransposed, mostTransposed = 4, 100

// transposed finds tables on their side, whose rows are the fields and whose columns the shipments, and takes their
// boxes out of the reading: the labels stand below each other, beside each stand as many values as there are shipments,
// and the values of a bill differ. A value over all columns holds for each.
func (g *grid) transposed() (found []Table) {
	for i := 0; i < len(g.rows); i++ {
		rows := g.sideways(i)
		switch {
		case len(rows) < leastTransposed:
			continue
		case len(rows) > mostTransposed:
			i += len(rows) - 1
			continue
		}
		columns := valueColumns(rows)
		if len(columns) < 2 || slices.ContainsFunc(columns, func(c int) bool { return g.labelsFill(rows, c) }) || !g.tellsApart(rows, columns) {
			continue
		}
		found = append(found, g.readTransposed(rows, columns))
		i += len(rows) - 1
	}
	return found
}

// A sideRow is a label with the values beside it.
type sideRow struct {
	number int
	label  *box
	values []*box
}

// sideways are the rows from an index on, without an empty one between, that begin with a label and go on with values.
func (g *grid) sideways(i int) (rows []sideRow) {
	for ; i < len(g.rows); i++ {
		boxes := g.free(g.rows[i])
		if len(boxes) < 2 || !g.asksFor(boxes[0]) || len(rows) > 0 && (g.rows[i].number != rows[len(rows)-1].number+1 || boxes[0].left() != rows[0].label.left()) {
			return rows
		}
		if mostly(boxes[1:], g.asksFor) {
			return rows
		}
		rows = append(rows, sideRow{number: g.rows[i].number, label: boxes[0], values: boxes[1:]})
	}
	return rows
}

// valueColumns are the columns in which values of at least half of the rows begin.
func valueColumns(rows []sideRow) (columns []int) {
	counts := map[int]int{}
	for _, r := range rows {
		for _, b := range r.values {
			counts[b.left()]++
		}
	}
	for column, n := range counts {
		if n*2 >= len(rows) {
			columns = append(columns, column)
		}
	}
	slices.Sort(columns)
	return columns
}

// labelsFill says whether at least half of what stands in a column are labels: the rows are those of a form with pairs
// side by side, "House bill 1 | AB1234567 | House bill 2 | AB1234568", and the column is no shipment.
func (g *grid) labelsFill(rows []sideRow, column int) bool {
	labels, others := 0, 0
	for _, r := range rows {
		switch b := r.at(column); {
		case b == nil:
		case g.asksFor(b):
			labels++
		default:
			others++
		}
	}
	return labels >= others
}

// tellsApart says whether a row names a bill for each column, each another one.
func (g *grid) tellsApart(rows []sideRow, columns []int) bool {
	return slices.ContainsFunc(rows, func(r sideRow) bool {
		t := g.labelOf(r.label).Terms[0]
		if _, isBill := issuers[t.Name]; !isBill && t.Name != field.HouseWaybill || len(r.values) != len(columns) {
			return false
		}
		texts := map[string]bool{}
		for _, b := range r.values {
			if !slices.Contains(columns, b.left()) || g.asksFor(b) || plausible(t, b) < surely {
				return false
			}
			texts[b.text] = true
		}
		return len(texts) == len(columns)
	})
}

// readTransposed reads each column as the row of a table.
func (g *grid) readTransposed(rows []sideRow, columns []int) Table {
	t := Table{First: rows[0].number, crossed: true}
	roles := map[field.Role][]int{} // the block of each column's party in each role
	for _, r := range rows {
		l := g.labelOf(r.label)
		t.Columns = append(t.Columns, Column{Terms: l.Terms, Label: r.label.text, Places: []sheet.Place{g.place(r.label)}, Score: l.Score})
	}
	for n, column := range columns {
		row := Row{Number: rows[0].number + n}
		for i, r := range rows {
			b := r.at(column)
			if b == nil {
				continue
			}
			f := Fact{
				Terms: t.Columns[i].Terms, Term: t.Columns[i].Terms[0], Text: b.text, Values: []*sheet.Cell{b.cell}, Cells: []sheet.Place{g.place(b)},
				Label: r.label.text, Labels: t.Columns[i].Places, Score: t.Columns[i].Score,
			}
			f.Block = g.blockIn(roles, f.Term.Role, n, len(columns))
			row.Facts = append(row.Facts, f)
			b.use = asValue
		}
		t.Rows = append(t.Rows, row)
	}
	for _, r := range rows {
		r.label.use = asLabel
		useAll(r.values, asLoose)
	}
	return t
}

// at is the row's value in a column, nil if there is none.
func (r sideRow) at(column int) *box {
	for _, b := range r.values {
		if b.left() <= column && column <= b.right() {
			return b
		}
	}
	return nil
}

// blockIn is the block of a column's party in a role: one for each column.
func (g *grid) blockIn(roles map[field.Role][]int, role field.Role, n, columns int) int {
	if roles[role] == nil {
		for range columns {
			g.blocks++
			roles[role] = append(roles[role], g.blocks)
		}
	}
	return roles[role][n]
}
