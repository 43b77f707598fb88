package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// tables finds the tables of a sheet and takes their boxes out of the reading of forms.
func (g *grid) tables() (found []Table) {
	for i := 0; i < len(g.rows); i++ {
		header, depth := g.headerAt(i)
		if header == nil {
			continue
		}
		g.inferColumns(header, i+depth)
		t, next := g.readTable(header, i, i+depth)
		if len(t.Rows) == 0 {
			continue
		}
		found = append(found, t)
		i = next - 1
	}
	return found
}

// A column under construction: the area that its header spans, and what it asks for.
type column struct {
	Column
	area  sheet.Area
	group *box // the header above it that spans several columns, if any
	head  *box
}

// headerAt reads the rows from index i on as a table's header, of one row or of two. It is nil if they are none.
func (g *grid) headerAt(i int) (columns []column, depth int) {
	row := g.rows[i]
	boxes := slices.DeleteFunc(g.free(row), g.isValueLike)
	labels := 0
	for _, b := range boxes {
		if g.isLabel(b) {
			labels++
		}
	}
	if labels < 2 || labels*2 < len(boxes) {
		return nil, 0
	}
	if deeper := g.groupedHeader(i, boxes); deeper != nil {
		return deeper, 2
	}
	columns = g.columnsOf(boxes, nil)
	if !g.headsColumns(i, columns) {
		return nil, 0
	}
	return columns, 1
}

// isValueLike says whether a box is surely no head of a column: it has lines of an address, or many words.
func (g *grid) isValueLike(b *box) bool {
	return !g.isLabel(b) && (strings.Count(b.text, "\n") > 1 || len(strings.Fields(b.text)) > 8)
}

// free are the boxes of a row that begin in it and are not yet spoken for.
func (g *grid) free(row gridRow) []*box {
	return slices.DeleteFunc(slices.Clone(row.boxes), func(b *box) bool {
		return b.use != unused || int(b.area.First.Row) != row.number
	})
}

// groupedHeader reads a header of two rows, in which boxes of the first span columns that the second names.
func (g *grid) groupedHeader(i int, upper []*box) []column {
	if i+1 >= len(g.rows) || g.rows[i+1].number != g.rows[i].number+1 {
		return nil
	}
	lower := g.free(g.rows[i+1])
	spanned := 0
	for _, b := range lower {
		if !g.isLabel(b) && spanned == 0 {
			return nil
		}
		if above := over(upper, b); above != nil && above.area.Last.Col > above.area.First.Col {
			spanned++
		}
	}
	if spanned < 2 || !mostly(lower, g.isLabel) {
		return nil
	}
	var boxes []*box // the lower heads, and those of the upper row with nothing below them
	for _, b := range upper {
		if !slices.ContainsFunc(lower, func(l *box) bool { return overlap(l.area, b.area) }) {
			boxes = append(boxes, b)
		}
	}
	boxes = append(boxes, lower...)
	slices.SortFunc(boxes, func(a, b *box) int { return int(a.area.First.Col - b.area.First.Col) })
	columns := g.columnsOf(boxes, upper)
	if !g.headsColumns(i+1, columns) {
		return nil
	}
	return columns
}

func over(upper []*box, b *box) *box {
	for _, u := range upper {
		if overlap(u.area, b.area) && u.area.Last.Row < b.area.First.Row {
			return u
		}
	}
	return nil
}

func mostly(boxes []*box, test func(*box) bool) bool {
	count := 0
	for _, b := range boxes {
		if test(b) {
			count++
		}
	}
	return count*2 > len(boxes)
}

func (g *grid) columnsOf(boxes, upper []*box) (columns []column) {
	for _, b := range boxes {
		c := column{area: b.area, head: b, group: over(upper, b)}
		l := g.labelOf(b)
		c.Label, c.Places = b.text, []sheet.Place{g.place(b)}
		if g.isLabel(b) || l.Score >= field.Threshold && l.Weak {
			c.Terms, c.Score = l.Terms, l.Score
		}
		if c.group != nil {
			c.Label = c.group.text + " " + b.text
			c.Places = append([]sheet.Place{g.place(c.group)}, c.Places...)
			c.Terms = g.under(c.group, c.Terms)
		}
		columns = append(columns, c)
	}
	return columns
}

// under gives the role that a group's head names to the attributes below it.
func (g *grid) under(group *box, terms []field.Term) []field.Term {
	l := g.labelOf(group)
	if len(l.Terms) != 1 || l.Terms[0].Role == "" {
		return terms
	}
	terms = slices.Clone(terms)
	for i := range terms {
		if terms[i].Role == "" && terms[i].Name.IsAttribute() {
			terms[i].Role = l.Terms[0].Role
		}
	}
	return terms
}

// headsColumns says whether values stand below the heads: below most of them, and labels below few.
func (g *grid) headsColumns(last int, columns []column) bool {
	if last+1 >= len(g.rows) || g.rows[last+1].number > g.rows[last].number+2 {
		return false
	}
	labelled, values, labels := 0, 0, 0
	for i, c := range columns {
		if len(c.Terms) == 0 {
			continue
		}
		labelled++
		below := g.below(c.head, 1)
		switch {
		case below == nil:
		case i == 0 && g.isLabel(below) && g.rowHead(below):
		case g.isLabel(below):
			labels++
		default:
			values++
		}
	}
	return labelled >= 2 && values >= 2 && labels*3 <= values || labelled >= 2 && values >= 1 && labels == 0 && g.isDataRow(last+1, columns)
}

// rowHead says whether a box may stand in a column that names each row's role or attribute.
func (g *grid) rowHead(b *box) bool {
	terms := g.labelOf(b).Terms
	return len(terms) > 0 && !slices.ContainsFunc(terms, func(t field.Term) bool {
		return t.Role != "" && t.Name != "" && t.Name != field.Party || t.Role == "" && !t.Name.IsAttribute()
	})
}

// isDataRow says whether all boxes of a row stand under the columns and none is a label.
func (g *grid) isDataRow(i int, columns []column) bool {
	for _, b := range g.free(g.rows[i]) {
		if g.isLabel(b) || !slices.ContainsFunc(columns, func(c column) bool { return overlap(c.area, b.area) }) {
			return false
		}
	}
	return true
}

// maxBlankRows is how many empty rows may stand inside of a table.
const maxBlankRows = 2

// readTable reads the rows below a header until the table ends. It returns the index of the first row after it.
func (g *grid) readTable(columns []column, from, first int) (t Table, next int) {
	t.First = g.rows[from].number
	roles := g.rolesByRow(columns, first)
	number := t.First
	i := first
	for ; i < len(g.rows); i++ {
		row := g.rows[i]
		if row.number-number > maxBlankRows+1 && number >= g.rows[first-1].number && i > first {
			break
		}
		if row.number-number > 1 && i > first && g.startsAnew(g.free(row), columns) {
			break
		}
		switch kind := g.kindOfRow(i, columns, roles); kind {
		case endOfTable:
			goto done
		case headerAgain, footer, exampleRow:
			g.useAll(g.free(row), asAside)
		case totalRow:
			t.Totals = append(t.Totals, g.readRow(row, columns, false))
			g.useAll(g.free(row), asAside)
		case dataRow:
			if len(g.free(row)) > 0 {
				t.Rows = append(t.Rows, g.readRow(row, columns, roles))
				g.useAll(under(g.free(row), columns), asLoose)
			}
		}
		number = row.number
	}
done:
	if len(t.Rows) == 0 {
		return Table{}, first
	}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.Column)
		c.head.use = asLabel
		if c.group != nil {
			c.group.use = asLabel
		}
	}
	return t, i
}

// startsAnew says whether a row after an empty one is no more of the table: few of its columns are filled, or with
// prose.
func (g *grid) startsAnew(boxes []*box, columns []column) bool {
	if len(boxes) == 0 || g.isTotal(boxes) || g.sameHeader(boxes, columns) {
		return false
	}
	return len(boxes)*2 < len(columns) || slices.ContainsFunc(boxes[:1], g.isProse)
}

// under are the boxes that stand between the first and the last column of a table.
func under(boxes []*box, columns []column) []*box {
	span := sheet.Area{First: columns[0].area.First, Last: columns[len(columns)-1].area.Last}
	return slices.DeleteFunc(boxes, func(b *box) bool { return !overlap(b.area, span) })
}

func (g *grid) useAll(boxes []*box, as use) {
	for _, b := range boxes {
		if b.use == unused {
			b.use = as
		}
	}
}

type rowKind uint8

const (
	dataRow rowKind = iota
	totalRow
	headerAgain
	footer
	exampleRow
	endOfTable
)

// kindOfRow tells what a row below a header is.
func (g *grid) kindOfRow(i int, columns []column, roles bool) rowKind {
	boxes := g.free(g.rows[i])
	if len(boxes) == 0 {
		return dataRow // only the continuation of merged cells
	}
	first := g.labelOf(boxes[0])
	switch {
	case g.sameHeader(boxes, columns):
		return headerAgain
	case g.isTotal(boxes):
		return totalRow
	case first.Has(field.Example) && first.Score >= field.Threshold:
		return exampleRow
	case roles && g.rowHead(boxes[0]) && g.labelOf(boxes[0]).Score >= field.Threshold:
		return dataRow
	}
	if header, _ := g.headerAt(i); header != nil {
		return endOfTable
	}
	if len(boxes) == 1 && !slices.ContainsFunc(columns, func(c column) bool { return within(boxes[0].area, c.area) }) {
		if g.moreBelow(i, columns) {
			return footer // a line over several columns between two pages of the table
		}
		return endOfTable
	}
	under, labels := 0, 0
	for _, b := range boxes {
		if slices.ContainsFunc(columns, func(c column) bool { return overlap(c.area, b.area) }) {
			under++
		}
		if g.asksFor(b) {
			labels++
		}
	}
	switch {
	case under*2 < len(boxes), labels*3 > len(boxes) && g.formRow(boxes):
		return endOfTable
	case len(boxes) == 1 && len(columns) > 3 && g.isProse(boxes[0]):
		if g.moreBelow(i, columns) {
			return footer
		}
		return endOfTable
	}
	return dataRow
}

// within says whether an area's columns lie in another's.
func within(a, of sheet.Area) bool { return of.First.Col <= a.First.Col && a.Last.Col <= of.Last.Col }

// formRow says whether a row reads as labels with their values to the right: a form below the table.
func (g *grid) formRow(boxes []*box) bool {
	return g.asksFor(boxes[0]) || len(boxes) == 1 && g.isLabel(boxes[0])
}

// isProse says whether a box holds a note rather than a value.
func (g *grid) isProse(b *box) bool {
	return len(strings.Fields(b.text)) > 5 || len(b.text) > 90 || g.labelOf(b).Has(field.Explanation) || strings.HasSuffix(b.text, ":")
}

// moreBelow says whether the table goes on within the next few rows: its header again, or as many values.
func (g *grid) moreBelow(i int, columns []column) bool {
	for j := i + 1; j < len(g.rows) && j <= i+3 && g.rows[j].number-g.rows[i].number <= 6; j++ {
		boxes := g.free(g.rows[j])
		if len(boxes) == 0 {
			continue
		}
		if g.sameHeader(boxes, columns) {
			return true
		}
		if g.isTotal(boxes) || len(boxes)*2 > len(columns) && g.isDataRow(j, columns) {
			return true
		}
	}
	return false
}

// sameHeader says whether a row repeats the header, as on the next printed page.
func (g *grid) sameHeader(boxes []*box, columns []column) bool {
	same := 0
	for _, b := range boxes {
		if slices.ContainsFunc(columns, func(c column) bool { return overlap(c.area, b.area) && c.head.text == b.text }) {
			same++
		}
	}
	return same >= 2 && same*2 > len(boxes)
}

// isTotal says whether a row sums up the rows above it: it says so in its first boxes.
func (g *grid) isTotal(boxes []*box) bool {
	for _, b := range boxes[:min(2, len(boxes))] {
		if l := g.labelOf(b); l.Has(field.Total) && l.Score >= 0.5 {
			return true
		}
	}
	return false
}

// rolesByRow says whether the first column names a role for each row, or an attribute of the columns' roles.
func (g *grid) rolesByRow(columns []column, first int) bool {
	named := 0
	for i := first; i < len(g.rows) && (i == first || g.rows[i].number == g.rows[i-1].number+1); i++ {
		boxes := g.free(g.rows[i])
		if len(boxes) == 0 || !g.asksFor(boxes[0]) || !g.rowHead(boxes[0]) || boxes[0].area.First.Col > columns[0].area.Last.Col {
			break
		}
		named++
	}
	return named >= 2
}

// readRow reads a row's values under the columns.
func (g *grid) readRow(row gridRow, columns []column, roles bool) Row {
	out := Row{Number: row.number}
	g.blocks++
	var head *box
	if roles {
		if boxes := g.free(row); len(boxes) > 0 && g.asksFor(boxes[0]) {
			head = boxes[0]
		}
	}
	for _, c := range columns {
		for _, b := range row.boxes {
			if b == head || b.use == asLabel || b.use == asAside || b.use == asLoose || !overlap(c.area, b.area) || !g.belongs(b, c, columns) {
				continue
			}
			fact := g.factOf(c, b)
			if head != nil {
				fact = g.crossed(fact, head)
			}
			if len(fact.Terms) > 0 {
				b.use = asValue
				fact.Block = g.blocks
				out.Facts = append(out.Facts, fact)
			}
		}
	}
	if head != nil {
		head.use = asLabel
		for i := range out.Facts {
			out.Facts[i].Labels = append([]sheet.Place{g.place(head)}, out.Facts[i].Labels...)
		}
	}
	return out
}

// belongs says whether a box under several columns is the one that this column begins with.
func (g *grid) belongs(b *box, c column, columns []column) bool {
	for _, other := range columns {
		if overlap(other.area, b.area) {
			return other.area == c.area
		}
	}
	return false
}

func (g *grid) factOf(c column, b *box) Fact {
	f := Fact{
		Terms: c.Terms, Text: b.text, Values: []*sheet.Cell{b.cell}, Cells: []sheet.Place{g.place(b)},
		Label: c.Label, Labels: c.Places, Score: c.Score,
	}
	if len(c.Terms) > 0 {
		f.Term = c.Terms[0]
	}
	return f
}

// crossed joins the role of a row with the attribute of a column, or the attribute of a row with the role of a column.
func (g *grid) crossed(f Fact, head *box) Fact {
	l := g.labelOf(head)
	f.Ordinal = l.Ordinal
	f.Label = head.text + " " + f.Label
	var terms []field.Term
	for _, row := range l.Terms {
		for _, col := range f.Terms {
			switch {
			case row.Role != "" && row.Name == "" && col.Role == "" && (col.Name.IsAttribute()):
				terms = append(terms, field.Term{Role: row.Role, Name: col.Name})
			case row.Role == "" && row.Name.IsAttribute() && col.Role != "" && col.Name == "":
				terms = append(terms, field.Term{Role: col.Role, Name: row.Name})
			case row.Role != "" && col.Role == "" && col.Name != "":
				terms = append(terms, field.Term{Role: row.Role, Name: col.Name})
			}
		}
	}
	f.Terms = terms
	if len(terms) > 0 {
		f.Term = terms[0]
	}
	return f
}
