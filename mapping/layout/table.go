package layout

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// tables finds the tables of a sheet, also side by side, and takes their boxes out of the reading of forms.
func (g *grid) tables() (found []Table) {
	for i := range g.rows {
		for h := g.headerAt(i); h != nil; h = g.headerAt(i) {
			g.inferColumns(h.columns, i+h.depth)
			if !h.heads && !h.matrix && !h.tagged {
				giveOwners(h.columns)
			}
			t := g.readTable(h, i)
			if len(t.Rows) == 0 {
				break
			}
			t.sumUp()
			found = append(found, t)
			g.open = g.leftOpen(h, &t)
		}
	}
	return found
}

// maxBlankRows is how many empty rows may stand inside of a table.
const maxBlankRows = 2

// readTable reads the rows below a header until the table ends.
func (g *grid) readTable(h *header, from int) (t Table) {
	r := tableReader{grid: g, header: h, marks: map[int]bool{}}
	first := from + h.depth
	r.readMarks(first)
	return r.readRows(g.rows[from].number, first, g.rows[first-1].number)
}

// readRows reads rows from an index on until the table ends. Top is the number of its first row, number that of the row
// before the first to be read.
func (r *tableReader) readRows(top, first, number int) (t Table) {
	g, h := r.grid, r.header
	t.First, t.crossed = top, h.heads
reading:
	for i := first; i < len(g.rows); i++ {
		row := g.rows[i]
		boxes := r.inside(i)
		if row.number-number > maxBlankRows+1 && i > first {
			break
		}
		if len(boxes) == 0 && !slices.ContainsFunc(row.boxes, h.spans) {
			continue // what stands in this row is beside the table
		}
		group := r.groupOf(i, boxes)
		if group == nil && row.number-number > 1 && i > first && (r.startsAnew(boxes) && !(r.isBetweenPages(boxes) && r.moreBelow(i)) || r.headsAnother(i, boxes)) {
			break
		}
		if group != nil {
			r.regroup(group)
			number = row.number
			continue
		}
		if len(t.Totals) > 0 && r.isAfterword(boxes) && !r.moreBelow(i) {
			break reading
		}
		switch r.kindOfRow(i, boxes) {
		case endOfTable:
			break reading
		case headerAgain, footer, exampleRow:
			useAll(boxes, asAside)
		case totalRow:
			t.Totals = append(t.Totals, r.readRow(row))
			useAll(boxes, asAside)
		case dataRow:
			if len(boxes) > 0 {
				t.Rows = append(t.Rows, r.withGroup(r.readRow(row), r.grid.blocks))
				useAll(boxes, asLoose)
			}
		}
		number = row.number
	}
	if len(t.Rows) == 0 {
		return t
	}
	for _, c := range h.columns {
		t.Columns = append(t.Columns, c.Column)
		c.head.use = asLabel
		if c.group != nil {
			c.group.use = asLabel
		}
	}
	t.Columns = append(t.Columns, r.grouped...)
	return t
}

// A tableReader reads the rows of one table.
type tableReader struct {
	*grid
	*header
	last    map[int]Fact // by column: what the row above says, for "ditto"
	blocks  []int        // of a matrix, by column
	group   []Fact       // what rows above say of the rows below them
	grouped []Column     // what such rows say, as columns
	marks   map[int]bool // columns that mark the roles of the party in a row
}

// inside are the free boxes of a row that stand in the table's columns.
func (r *tableReader) inside(i int) []*box {
	return slices.DeleteFunc(r.free(r.rows[i]), func(b *box) bool { return !r.spans(b) || r.isTag(b) })
}

// isTag says whether a box only repeats what kind of row it stands in.
func (r *tableReader) isTag(b *box) bool {
	return r.tagged && b.text == r.columns[0].head.text && overlap(b.area, r.columns[0].area)
}

// startsAnew says whether a row after an empty one is no more of the table: few of its columns are filled, or with
// prose.
func (r *tableReader) startsAnew(boxes []*box) bool {
	if len(boxes) == 0 || r.isTotal(boxes) || r.sameHeader(boxes) {
		return false
	}
	return len(boxes)*2 < len(r.columns) || slices.ContainsFunc(boxes[:1], r.isProse)
}

// headsAnother says whether a row after an empty one is the head of another table, below one whose rows name what they
// are about: its first box is of goods, not of a party, and others beside it ask for something too.
func (r *tableReader) headsAnother(i int, boxes []*box) bool {
	if !r.heads || len(boxes) < 2 || r.sameHeader(boxes) || !r.asksFor(boxes[0]) || r.headsParty(boxes[0]) || !r.asksFor(boxes[1]) {
		return false
	}
	return r.headerAt(i) != nil
}

// isAfterword says whether a row is one text below the totals of a table of several columns, and none that its column
// asks for: "# END OF FILE".
func (r *tableReader) isAfterword(boxes []*box) bool {
	if len(boxes) != 1 || len(r.columns) <= 3 {
		return false
	}
	i := slices.IndexFunc(r.columns, func(c column) bool { return overlap(c.area, boxes[0].area) })
	return i < 0 || len(r.columns[i].Terms) == 0 || plausible(r.columns[i].Terms[0], boxes[0]) < maybe
}

func useAll(boxes []*box, as use) {
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
	formRow // a label of the form amid the rows
)

// kindOfRow tells what a row below a header is, by its boxes in the table's columns.
func (r *tableReader) kindOfRow(i int, boxes []*box) rowKind {
	if len(boxes) == 0 {
		return dataRow // only the continuation of merged cells
	}
	switch {
	case r.sameHeader(boxes):
		return headerAgain
	case r.isTotal(boxes):
		return totalRow
	case r.isExample(boxes[0]):
		return exampleRow
	case r.isSigned(boxes):
		return r.interruption(i)
	case r.tagged && overlap(boxes[0].area, r.columns[0].area):
		return endOfTable // a row of another kind
	case r.isBetweenPages(boxes):
		return r.interruption(i)
	case r.isOfForm(boxes):
		if r.headedBelow(i) {
			return formRow
		}
		return endOfTable
	case r.isHeaded(boxes), r.heads && r.goesOnBelow(i):
		return dataRow
	}
	if next := r.headerAt(i); next != nil && next.left <= r.right && next.right >= r.left {
		return endOfTable
	}
	if len(boxes) == 1 && !slices.ContainsFunc(r.columns, func(c column) bool { return within(boxes[0].area, c.area) }) {
		return r.interruption(i)
	}
	under, labels := 0, 0
	for _, b := range boxes {
		if slices.ContainsFunc(r.columns, func(c column) bool { return overlap(c.area, b.area) }) {
			under++
		}
		if r.asksFor(b) {
			labels++
		}
	}
	switch {
	case under*2 < len(boxes), labels*3 > len(boxes) && r.readsAsForm(boxes):
		return endOfTable
	case len(boxes) == 1 && len(r.columns) > 3 && r.isProse(boxes[0]):
		return r.interruption(i)
	}
	return dataRow
}

// goesOnBelow says whether a row of nothing but its head, a party of which nothing is told, stands in the midst of rows
// with heads.
func (r *tableReader) goesOnBelow(i int) bool {
	from := i
	for ; i < len(r.rows) && r.isUnfilledRow(i, r.header); i++ {
		if i+1 == len(r.rows) || r.rows[i+1].number != r.rows[i].number+1 {
			return true
		}
	}
	if i == from {
		return false
	}
	return i < len(r.rows) && r.isHeaded(r.inside(i))
}

// isHeaded says whether a row of the table begins with what it is about and goes on with values.
func (r *tableReader) isHeaded(boxes []*box) bool {
	boxes = r.fromHead(boxes)
	if !r.heads || len(boxes) == 0 || !r.isRowHead(boxes[0]) {
		return false
	}
	if r.labelOf(boxes[0]).Terms[0].Name.IsIdentifier() && slices.ContainsFunc(boxes[1:], r.asksFor) {
		return false // numbers side by side, each behind its label
	}
	return !mostly(boxes, r.asksFor)
}

// isOfForm says whether a row of a table with heads is a label of the shipment with its value: "Country of origin | China"
// between the parties of a list of elements, or several of them, "HTSUS | 5305.00.0000 | Country of origin | Sri Lanka".
func (r *tableReader) isOfForm(boxes []*box) bool {
	boxes = r.fromHead(boxes)
	if !r.heads || r.matrix || len(boxes) == 0 || !r.inHeads(boxes[0]) || !r.asksFor(boxes[0]) {
		return false
	}
	for i, b := range boxes {
		if r.asksFor(b) && (i%2 != 0 || !r.asksOfShipment(b)) {
			return false
		}
	}
	return true
}

// asksOfShipment says whether a label asks for something of the shipment: neither for a party, nor for what rows of
// parties and ports name.
func (r *tableReader) asksOfShipment(b *box) bool {
	return !slices.ContainsFunc(r.labelOf(b).Terms, func(t field.Term) bool { return t.Role != "" || t.Name.IsPort() || t.Name.IsAttribute() })
}

// headedBelow says whether rows with heads go on below a row. A port with one value behind it is of the form, as the rows
// before it.
func (r *tableReader) headedBelow(i int) bool {
	for i++; i < len(r.rows) && r.rows[i].number == r.rows[i-1].number+1; i++ {
		boxes := r.inside(i)
		if !r.isOfForm(boxes) {
			return len(boxes) > 0 && r.isHeaded(boxes) && (len(boxes) != 2 || r.asksForParty(boxes[0]))
		}
	}
	return false
}

// asksForParty says whether a label asks for a party or a part of one.
func (r *tableReader) asksForParty(b *box) bool {
	return slices.ContainsFunc(r.labelOf(b).Terms, func(t field.Term) bool { return t.Role != "" })
}

// interruption is a line over several columns: between two pages of the table, or after its end.
func (r *tableReader) interruption(i int) rowKind {
	if r.moreBelow(i) {
		return footer
	}
	return endOfTable
}

// readsAsForm says whether a row reads as labels with their values to the right: a form below the table.
func (r *tableReader) readsAsForm(boxes []*box) bool {
	return r.asksFor(boxes[0]) || len(boxes) == 1 && r.isLabel(boxes[0])
}

// moreBelow says whether the table goes on within the next few rows: its header again, or as many values.
func (r *tableReader) moreBelow(i int) bool {
	for j := i + 1; j < len(r.rows) && j <= i+3 && r.rows[j].number-r.rows[i].number <= 6; j++ {
		boxes := r.inside(j)
		if len(boxes) == 0 {
			continue
		}
		if r.sameHeader(boxes) || r.isTotal(boxes) || len(boxes)*2 > len(r.columns) && r.isDataRow(j, r.header) {
			return true
		}
	}
	return false
}

// sameHeader says whether a row repeats the header, as on the next printed page.
func (r *tableReader) sameHeader(boxes []*box) bool {
	same := 0
	for _, b := range boxes {
		if slices.ContainsFunc(r.columns, func(c column) bool { return overlap(c.area, b.area) && c.head.text == b.text }) {
			same++
		}
	}
	return same >= 2 && same*2 > len(boxes)
}

// isTotal says whether a row sums up the rows above it: one of its first boxes says so, or one that stands alone with
// amounts.
func (g *grid) isTotal(boxes []*box) bool {
	if len(boxes) > 1 && mostly(boxes, g.asksFor) {
		return false // the head of another table: "Total packages | Total weight"
	}
	for i, b := range boxes {
		l := g.labelOf(b)
		if i < 2 && i+1 < len(boxes) && g.totalsOf(l) && beginsAsTotal.MatchString(b.text) && slices.ContainsFunc(boxes[i+1:], func(o *box) bool { return isCount(o.text) }) {
			return true // "Total container 1"
		}
		if l.Has(field.Total) && l.Score >= 0.5 && (i < 2 || l.Score >= field.Threshold && len(l.Terms) == 0) {
			return true
		}
	}
	return len(boxes) > 1 && !g.asksFor(boxes[0]) && sumsUp(boxes[0].text) && !slices.ContainsFunc(boxes[1:], func(b *box) bool { return !isAmount(b.text) })
}

// sumsUp says whether a text begins or ends with a word for a total, whatever else it names: "Subtotal Pine Works Co.",
// "Bags in all".
func sumsUp(text string) bool {
	words := strings.Fields(text)
	first, last := strings.Join(words[:min(2, len(words))], " "), strings.Join(words[max(0, len(words)-2):], " ")
	for _, part := range []string{words[0], first, last, words[len(words)-1]} {
		if l := field.Understand(strings.Trim(part, ":-–()")); l.Has(field.Total) && len(l.Terms) == 0 && l.Score >= field.Threshold {
			return true
		}
	}
	return false
}

// isAmount says whether a text is a number, with a unit at most.
func isAmount(text string) bool {
	letters, digits := count(text)
	return digits > 0 && letters <= 4
}

// beginsAsTotal are the words for a total at the beginning of what it is the total of.
var beginsAsTotal = regexp.MustCompile(`(?i)^\s*(?:sub-?\s?)?(?:totals?|totales|totaux|totale|gesamt|summe|jumlah|toplam|итого|合计|合計|小计|小計|总计|總計|합계|소계|tổng|cộng)(?:[\s\P{L}]|$)`)

// totalsOf says whether a text names what a total is of, and asks for no amount itself, as "Total packages" does.
func (g *grid) totalsOf(l *field.Label) bool {
	return !slices.ContainsFunc(l.Terms, func(t field.Term) bool { return t.Name.IsMeasure() })
}

// readRow reads a row's values under the columns.
func (r *tableReader) readRow(row gridRow) Row {
	out := Row{Number: row.number}
	head := r.headOf(row)
	r.grid.blocks++
	block := r.grid.blocks
	current := map[int]Fact{}
	marked := map[int]*box{}
	for i, c := range r.columns {
		for _, b := range row.boxes {
			if b == head || b.use == asLabel || b.use == asAside || b.use == asLoose || !overlap(c.area, b.area) || !r.belongs(b, c) {
				continue
			}
			if c.numbers && isLineNumber(b.text) || r.isTag(b) {
				b.use = asAside
				continue
			}
			if r.marks[i] {
				if b.use = asLabel; markOf(b) == yesMark {
					marked[i] = b
				}
				continue
			}
			fact := r.factOf(c, b)
			if above, ok := r.last[i]; ok && isDitto(b.text) {
				fact.Text, fact.Values, fact.Cells = above.Text, above.Values, append(fact.Cells, above.Cells...)
			}
			current[i] = fact
			if isOnlyUnit(fact.Terms) {
				if attachUnit(out.Facts, b) {
					b.use = asValue
				}
				continue
			}
			if head != nil {
				fact = r.crossed(fact, head)
			}
			if len(fact.Terms) == 0 {
				out.Others = append(out.Others, b.text)
			}
			if len(fact.Terms) > 0 {
				b.use = asValue
				fact.Block = block
				if r.matrix {
					fact.Block = r.blockOf(i)
				}
				out.Facts = append(out.Facts, fact)
			}
		}
	}
	r.last = current
	if head == nil {
		out.Facts = r.inRoles(out.Facts, marked)
	} else {
		out.Facts = append(out.Facts, r.referred(head, marked, block)...)
		head.use = asLabel
		if len(out.Facts) == 0 {
			out.Facts = append(out.Facts, r.unanswered(head, block))
		}
		for i := range out.Facts {
			out.Facts[i].Labels = append([]sheet.Place{r.place(head)}, out.Facts[i].Labels...)
		}
	}
	return out
}

// unanswered is a row that only names what it is about: its place was left empty.
func (r *tableReader) unanswered(head *box, block int) Fact {
	l := r.labelOf(head)
	return Fact{Terms: l.Terms, Term: l.Terms[0], Label: head.text, Ordinal: l.Ordinal, Listed: r.numberBefore(head), Block: block, Score: l.Score}
}

// numberBefore is the number in the cell before a label, by which forms refer to it: "same as #3". It is 0 for none.
func (g *grid) numberBefore(label *box) int {
	if label.owner != nil {
		label = label.owner
	}
	row := g.row(label.top())
	i := firstBox(row, label.left()) - 1
	if i < 0 || row[i].use == asValue || label.left()-row[i].right() > 2 || !isLineNumber(row[i].text) {
		return 0
	}
	n, _ := strconv.Atoi(strings.Trim(row[i].text, " .()#"))
	return n
}

// isLineNumber says whether a text counts the rows of a table: "1", "12.", "(3)".
func isLineNumber(text string) bool {
	digits := strings.Trim(text, " .()#")
	return len(digits) > 0 && len(digits) <= 4 && strings.Trim(digits, "0123456789") == ""
}

// blockOf is the block of a matrix's column: all that stands in it is of one party.
func (r *tableReader) blockOf(i int) int {
	for len(r.blocks) < len(r.columns) {
		r.grid.blocks++
		r.blocks = append(r.blocks, r.grid.blocks)
	}
	return r.blocks[i]
}

// isDitto says whether a text only says that it is the same as in the row above.
func isDitto(text string) bool {
	reference, found := value.FindReference(text)
	return found && reference.Rest == "" && len(reference.Targets) == 1 && reference.Targets[0] == value.Above
}

func isOnlyUnit(terms []field.Term) bool { return len(terms) == 1 && terms[0].Name == field.Unit }

// attachUnit gives a unit to the amount in the column before it.
func attachUnit(facts []Fact, unit *box) bool {
	for i := len(facts) - 1; i >= 0; i-- {
		if facts[i].Term.Name.IsMeasure() {
			facts[i].Beside = append(facts[i].Beside, unit.cell)
			return true
		}
	}
	return false
}

// belongs says whether a box under several columns is the one that this column begins with.
func (r *tableReader) belongs(b *box, c column) bool {
	for _, other := range r.columns {
		if overlap(other.area, b.area) {
			return other.area == c.area
		}
	}
	return false
}

func (r *tableReader) factOf(c column, b *box) Fact {
	f := Fact{
		Terms: c.Terms, Text: b.text, Values: []*sheet.Cell{b.cell}, Cells: []sheet.Place{r.place(b)},
		Label: c.Label, Labels: c.Places, Ordinal: r.labelOf(c.head).Ordinal, Score: c.Score,
	}
	if len(c.Terms) > 0 {
		f.Term = c.Terms[0]
	}
	return f
}
