package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// A header is the head of a table: one row of labels, or two of which the first groups the columns of the second.
type header struct {
	columns []column
	depth   int        // rows
	matrix  bool       // each column is a party, and each row one of its attributes
	heads   bool       // the first box of each row names what the row is about
	headed  sheet.Area // the column of these boxes
	tagged  bool       // the first column repeats its head in each row: "PARTY | IM | ..."
	left    int        // first column of the table, which may be one of row heads left of the labelled columns
	right   int        // last column
}

// A column under construction: the area that its head spans, and what it asks for.
type column struct {
	Column
	area    sheet.Area
	numbers bool // numbers the rows: "No."
	group   *box // the head above it that spans several columns, if any
	head    *box
}

// spans says whether a box stands in the table's columns.
func (h *header) spans(b *box) bool { return b.left() <= h.right && b.right() >= h.left }

// headerAt reads the rows from index i on as the head of a table. It is nil if they are none. Where a row holds a form
// beside a table, only the table's part of it is the head.
func (g *grid) headerAt(i int) *header {
	for _, run := range g.runs(g.free(g.rows[i])) {
		if h := g.headerOf(i, run); h != nil {
			return h
		}
	}
	return nil
}

// runs are the stretches of a row that could head columns: texts next to each other none of which is a value.
func (g *grid) runs(boxes []*box) (runs [][]*box) {
	var run []*box
	end := func() {
		if len(run) >= 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, b := range boxes {
		if !g.couldHead(b) {
			end()
			continue
		}
		run = append(run, b)
	}
	end()
	return runs
}

// couldHead says whether a box may be the head of a column: it is a label, or a few words without a number in them.
func (g *grid) couldHead(b *box) bool {
	if g.inlineOf(b) != nil {
		return false
	}
	if g.isLabel(b) {
		return true
	}
	if b.cell.Kind != sheet.Text || strings.Count(b.text, "\n") > 2 || len(strings.Fields(b.text)) > 8 || strings.Contains(b.text, "@") {
		return false
	}
	_, digits := count(b.text)
	return digits < 4
}

func (g *grid) headerOf(i int, run []*box) *header {
	labels := 0
	for _, b := range run {
		if g.isLabel(b) {
			labels++
		}
	}
	if labels < 2 && g.groupsAll(i, run) {
		return g.groupedHeader(i, run)
	}
	if labels < 2 || labels*2 < len(run) && (labels*3 < len(run) || !g.standsOverRows(i, run)) {
		return nil
	}
	if h := g.groupedHeader(i, run); h != nil {
		return h
	}
	h := &header{columns: g.columnsOf(run, nil), depth: 1}
	return g.checked(h, i)
}

// standsOverRows says whether two rows of values stand below what could be heads, most of them filled.
func (g *grid) standsOverRows(i int, run []*box) bool {
	h := &header{left: run[0].left(), right: run[len(run)-1].right()}
	for _, b := range run {
		h.columns = append(h.columns, column{area: b.area, head: b})
	}
	for j := i + 1; j <= i+2; j++ {
		if j >= len(g.rows) || g.rows[j].number != g.rows[i].number+j-i || !g.isDataRow(j, h) || len(g.free(g.rows[j]))*3 < len(run)*2 {
			return false
		}
	}
	return true
}

// groupsAll says whether each box of a row is merged over several columns, and each of these has a head of its own below:
// they group these, though they may say nothing by themselves.
func (g *grid) groupsAll(i int, upper []*box) bool {
	if i+1 >= len(g.rows) || g.rows[i+1].number != g.rows[i].number+1 || !slices.ContainsFunc(upper, g.headsParty) {
		return false
	}
	lower := g.free(g.rows[i+1])
	return !slices.ContainsFunc(upper, func(u *box) bool {
		under := 0
		for _, b := range lower {
			if b.left() >= u.left() && b.right() <= u.right() {
				under++
			}
		}
		return under < 2 || under != u.right()-u.left()+1
	})
}

// groupedHeader reads a header of two rows, in which boxes of the first span columns that the second names.
func (g *grid) groupedHeader(i int, upper []*box) *header {
	if i+1 >= len(g.rows) || g.rows[i+1].number != g.rows[i].number+1 {
		return nil
	}
	span := sheet.Area{First: upper[0].area.First, Last: upper[len(upper)-1].area.Last}
	lower := slices.DeleteFunc(g.free(g.rows[i+1]), func(b *box) bool { return !overlap(b.area, span) })
	heads := newHeads(upper)
	if !groups(heads, lower) || slices.ContainsFunc(lower, func(b *box) bool { return !g.couldHead(b) }) ||
		!mostly(lower, func(b *box) bool { return g.isLabel(b) || g.labelUnder(heads.over(b), b) != nil }) {
		return nil
	}
	var boxes []*box // the lower heads, and those of the upper row with nothing below them
	below := newHeads(lower)
	for _, b := range upper {
		if !below.overlap(b) {
			boxes = append(boxes, b)
		}
	}
	boxes = append(boxes, lower...)
	slices.SortFunc(boxes, func(a, b *box) int { return a.left() - b.left() })
	return g.checked(&header{columns: g.columnsOf(boxes, upper), depth: 2}, i)
}

// groups says whether a box of the upper row stands over several of the lower.
func groups(upper heads, lower []*box) bool {
	under := map[*box]int{}
	for _, b := range lower {
		if u := upper.over(b); u != nil {
			if under[u]++; under[u] == 2 {
				return true
			}
		}
	}
	return false
}

// heads are the boxes of a row, to be found by the columns that they span.
type heads struct {
	boxes  []*box // by their left columns
	widest int    // columns of the widest
}

func newHeads(boxes []*box) heads {
	h := heads{boxes: boxes}
	for _, b := range boxes {
		h.widest = max(h.widest, b.right()-b.left()+1)
	}
	return h
}

// over is the first box that stands over another one, nil without.
func (h heads) over(b *box) *box {
	return h.find(b, func(u *box) bool { return u != b && u.bottom() < b.top() })
}

// overlap says whether one of the boxes shares a column with another one.
func (h heads) overlap(b *box) bool {
	return h.find(b, func(*box) bool { return true }) != nil
}

// find is the first of the boxes that share a column with another one for which something holds, nil without.
func (h heads) find(b *box, holds func(*box) bool) *box {
	i, _ := slices.BinarySearchFunc(h.boxes, b.left()-h.widest+1, func(u *box, left int) int { return u.left() - left })
	for ; i < len(h.boxes) && h.boxes[i].left() <= b.right(); i++ {
		if u := h.boxes[i]; overlap(u.area, b.area) && holds(u) {
			return u
		}
	}
	return nil
}

func mostly(boxes []*box, test func(*box) bool) bool {
	n := 0
	for _, b := range boxes {
		if test(b) {
			n++
		}
	}
	return n*2 > len(boxes)
}

func (g *grid) columnsOf(boxes, upper []*box) (columns []column) {
	groups := newHeads(upper)
	var sided *box // a group in which the heads so far name another party than the group's own
	for _, b := range boxes {
		c := column{area: b.area, head: b, group: groups.over(b)}
		l := g.labelOf(b)
		c.Label, c.Places = b.text, []sheet.Place{g.place(b)}
		if l.Score >= field.Threshold {
			c.Terms, c.Score = l.Terms, l.Score
			c.numbers = len(l.Terms) == 0 && l.Has(field.Line)
		}
		if c.group != nil {
			c.Label = c.group.text + " " + b.text
			c.Places = append([]sheet.Place{g.place(c.group)}, c.Places...)
			if g.namesOther(c.group, l) {
				sided = c.group
			}
			if joint := g.labelUnder(c.group, b); joint != nil && !(sided == c.group && l.Score >= field.Threshold) {
				c.Terms, c.Score = joint.Terms, joint.Score
			}
		}
		c.numbers = c.numbers && len(c.Terms) == 0
		columns = append(columns, c)
	}
	return columns
}

// namesOther says whether a head names a party as a whole, and another one than the head of its group: "Importer" under
// "Consignee's side". The parts of a party in the columns behind it are then of that one.
func (g *grid) namesOther(group *box, head *field.Label) bool {
	above := g.labelOf(group)
	return len(above.Terms) == 1 && above.Terms[0].Role != "" && len(head.Terms) == 1 && head.Score >= field.Threshold &&
		isParty(head.Terms[0]) && head.Terms[0].Role != above.Terms[0].Role
}

// labelUnder is what a head asks for under the head of its group: "AMS house bill" over "SCAC", "Manufacturer" over
// "City". It is nil if the two together ask for nothing.
func (g *grid) labelUnder(group, b *box) *field.Label {
	if group == nil {
		return nil
	}
	alone, above := g.labelOf(b), g.labelOf(group)
	if role := roleOver(above); role != "" && len(alone.Terms) > 0 && alone.Score >= field.Threshold {
		l := *alone
		l.Terms = slices.Clone(alone.Terms)
		for i := range l.Terms {
			ofGoods := l.Terms[i].Name == field.HTS || l.Terms[i].Name == field.Origin
			if l.Terms[i].Role == "" && (l.Terms[i].Name.IsAttribute() || ofGoods) {
				l.Terms[i].Role = role
			}
		}
		return &l
	}
	if t, found := ofBill(above, alone); found {
		l := *alone
		l.Terms = []field.Term{t}
		return &l
	}
	if above.Has(field.Section) && !slices.ContainsFunc(above.Terms, func(t field.Term) bool { return t.Name != field.NoPlace }) && len(alone.Terms) > 0 && alone.Score >= field.Threshold {
		return alone // "Cargo" over "Type" says nothing of whose type
	}
	joint := field.Understand(group.text + " " + b.text)
	switch {
	case g.sectionOver(above, alone, &joint):
		return alone
	case joint.Score >= field.Threshold && len(joint.Terms) > 0 && (len(alone.Terms) == 0 || len(joint.Terms) <= len(alone.Terms)):
		return &joint
	case len(alone.Terms) > 0 && alone.Score >= field.Threshold:
		return alone
	default:
		return nil
	}
}

// roleOver is the role of the party that the head of a group names, "" if it names none. One that may also be who filled in
// the form, "Made by", is not that person, whose parts no table tells.
func roleOver(group *field.Label) field.Role {
	parties := slices.DeleteFunc(slices.Clone(group.Terms), func(t field.Term) bool { return t == field.Term{Role: field.Preparer} && len(group.Terms) > 1 })
	if len(parties) != 1 {
		return ""
	}
	return parties[0].Role
}

// sectionOver says whether the head of a group only names the section that a head stands in: the two together are read as
// the group alone, as "House bill" over "Seller" is, and the head below says for itself what it asks for.
func (g *grid) sectionOver(above, alone, joint *field.Label) bool {
	if len(alone.Terms) == 0 || len(above.Terms) == 0 || alone.Score < field.Threshold {
		return false
	}
	if slices.Equal(above.Terms, noPlace) && namesRole(joint) && !namesRole(alone) {
		return true // a party that neither of the two names
	}
	if t := above.Terms[0]; len(above.Terms) == 1 && t.Role == "" && !t.Name.IsAttribute() && t.Name != field.NoPlace && !slices.ContainsFunc(alone.Terms, func(t field.Term) bool { return !isParty(t) }) {
		return true // "Tariff lines" over "Manufacturer"
	}
	if !slices.Equal(joint.Terms, above.Terms) {
		return false
	}
	_, isBill := issuers[above.Terms[0].Name]
	return !slices.ContainsFunc(alone.Terms, func(t field.Term) bool {
		return t.Role == "" && (!isBill && t.Name.IsAttribute() || t.Name == field.PartyName || t.Name == field.Identifier || t.Name == field.PartyRef)
	})
}

func namesRole(l *field.Label) bool {
	return slices.ContainsFunc(l.Terms, func(t field.Term) bool { return t.Role != "" })
}

// ofBill is what a head asks for under that of a bill: the SCAC under "AMS house bill" is of its issuer, and the number
// is the bill itself.
func ofBill(group, head *field.Label) (field.Term, bool) {
	if len(group.Terms) != 1 || group.Terms[0].Role != "" || head.Score < field.Threshold {
		return field.Term{}, false
	}
	issuer, isBill := issuers[group.Terms[0].Name]
	if !isBill || len(head.Terms) != 1 || head.Terms[0].Role != "" {
		return field.Term{}, false
	}
	switch head.Terms[0].Name {
	case field.CarrierSCAC, field.BillSCAC:
		return field.Term{Name: issuer}, true
	case field.Reference, field.Bill:
		return group.Terms[0], true
	default:
		return field.Term{}, false
	}
}

// issuers are the fields of the SCAC that goes in front of each bill.
var issuers = map[field.Name]field.Name{
	field.MasterBill: field.MasterBillSCAC, field.HouseBill: field.HouseBillSCAC, field.LowestBill: field.HouseBillSCAC, field.Bill: field.BillSCAC, field.RegularBill: field.BillSCAC,
}

// checked is the header if values stand below it, and if it explains them better than reading the same rows as a form
// would.
func (g *grid) checked(h *header, i int) *header {
	last := i + h.depth - 1
	if last+1 >= len(g.rows) || g.rows[last+1].number > g.rows[last].number+2 {
		return nil
	}
	h.left, h.right = int(h.columns[0].area.First.Col), int(h.columns[len(h.columns)-1].area.Last.Col)
	if h.tagged = g.repeatsHead(h.columns[0], last+1); h.tagged {
		h.columns[0].Terms = nil
	}
	h.heads, h.matrix = g.rowHeads(h, last+1)
	if !h.heads && allParties(h.columns) {
		return nil // headings of blocks that stand side by side
	}
	labelled, values, labels := 0, 0, 0
	table := 0.0
	for j, c := range h.columns {
		if len(c.Terms) == 0 {
			continue
		}
		labelled++
		below := g.below(c.head, 1)
		switch {
		case below == nil:
		case j == 0 && h.heads && g.isLabel(below):
		case g.isLabel(below) && !(h.heads && g.isNamedKind(below, h)) && !g.bothWithoutPlace(c, below):
			labels++
		default:
			values++
			table += g.support(c, last+1)
		}
	}
	enough := labelled >= 2 && values >= 2 && labels*3 <= values || labelled >= 2 && values >= 1 && labels == 0 && g.isDataRow(last+1, h)
	if form := g.asForm(h); !enough || !h.heads && form >= table || h.heads && form > max(table, 1) {
		return nil
	}
	return h
}

// bothWithoutPlace says whether neither a head nor the text below it has a place in the API: "Charges" over "Ocean freight".
func (g *grid) bothWithoutPlace(c column, below *box) bool {
	return slices.Equal(c.Terms, noPlace) && slices.Equal(g.labelOf(below).Terms, noPlace) && !strings.HasSuffix(below.text, ":")
}

// repeatsHead says whether the rows below a head begin with the text of the head, as records do that are tagged with
// their kind: "PARTY | IM | Acme Ltd.".
func (g *grid) repeatsHead(c column, first int) bool {
	under := g.below(c.head, 0)
	return under != nil && under.top() == g.rows[first].number && under.text == c.head.text && within(under.area, c.area)
}

// support is how well the values below a head could answer it, on average.
func (g *grid) support(c column, first int) float64 {
	sum, n := 0.0, 0
	for _, row := range g.rows[first:min(len(g.rows), first+5)] {
		for _, b := range row.boxes {
			if b.top() != row.number || !overlap(b.area, c.area) {
				continue
			}
			if g.asksFor(b) {
				return average(sum, n)
			}
			sum += plausible(c.Terms[0], b)
			n++
		}
	}
	return average(sum, n)
}

func average(sum float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// asForm is how well the heads of a table would be answered to their right, were they labels of a form.
func (g *grid) asForm(h *header) (score float64) {
	for _, c := range h.columns {
		if len(c.Terms) == 0 || !g.asksFor(c.head) {
			continue
		}
		if next := g.next(c.head); next != nil && !g.isLabel(next) {
			score += plausible(c.Terms[0], next)
		}
	}
	return score
}

// allParties says whether all columns that ask for something ask for a party as a whole.
func allParties(columns []column) bool {
	return !slices.ContainsFunc(columns, func(c column) bool {
		return len(c.Terms) > 0 && (len(c.Terms) > 1 || !isParty(c.Terms[0]))
	})
}

// isDataRow says whether all boxes of a row in the table's columns stand under a head, and none is a label.
func (g *grid) isDataRow(i int, h *header) bool {
	for _, b := range g.free(g.rows[i]) {
		if !h.spans(b) {
			continue
		}
		if g.isLabel(b) || !slices.ContainsFunc(h.columns, func(c column) bool { return overlap(c.area, b.area) }) {
			return false
		}
	}
	return true
}
