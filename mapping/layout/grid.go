package layout

import (
	"cmp"
	"regexp"
	"slices"
	"sort"
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
	owner *box         // what a label is about, where that stands in a column of its own
	split bool         // whether pairs are known
	sign  tick         // of a cell that holds a box to tick and nothing else
	tick  tick         // of a cell that holds nothing but options with their boxes
	pairs []field.Pair
}

type use uint8

const (
	unused use = iota
	asLabel
	asValue
	asLoose // read as a row of a table, under no column that is known
	asAside // headings, notes, titles, columns of examples
)

func (b *box) top() int    { return int(b.area.First.Row) }
func (b *box) bottom() int { return int(b.area.Last.Row) }
func (b *box) left() int   { return int(b.area.First.Col) }
func (b *box) right() int  { return int(b.area.Last.Col) }

// A grid is a sheet as boxes, by rows. A box over several rows stands in each of them.
type grid struct {
	sheet  *sheet.Sheet
	rows   []gridRow // ascending, only those with boxes
	labels map[string]*field.Label
	told   map[sheet.Place]field.Label // what cells ask for whose labels are not to be understood
	blocks int
	open   *openTable // the last table, if it may go on on the next sheet
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
	ticking := tickingOf(s)
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
			b.readTicks(ticking)
			for number := b.top(); number <= min(b.bottom(), b.top()+maxMergedRows); number++ {
				byNumber[number] = append(byNumber[number], b)
			}
		}
	}
	for number, boxes := range byNumber {
		slices.SortStableFunc(boxes, func(a, b *box) int { return cmp.Compare(a.left(), b.left()) })
		g.rows = append(g.rows, gridRow{number: number, boxes: boxes})
	}
	slices.SortFunc(g.rows, func(a, b gridRow) int { return a.number - b.number })
	g.choose()
	return g, hidden
}

// each visits every box once, in reading order.
func (g *grid) each(visit func(*box)) {
	for _, row := range g.rows {
		for _, b := range row.boxes {
			if b.top() == row.number {
				visit(b)
			}
		}
	}
}

// labelOf is what the box's text asks for as a label; the zero Label if it says that it stands for a value.
func (g *grid) labelOf(b *box) *field.Label {
	if b.label == nil && len(g.told) > 0 {
		if told, found := g.told[g.place(b)]; found {
			b.label = &told
		}
	}
	if b.label == nil {
		known, found := g.labels[b.text]
		if !found || b.cell.Kind != sheet.Text {
			known = understand(b)
			g.labels[b.text] = known
		}
		b.label = known
	}
	return b.label
}

// longNumber is a number as no label holds one.
var longNumber = regexp.MustCompile(`\d{6}`)

// longestCode is how long the code of a country is.
const longestCode = 3

// codeOfCountry is how the code of a country is written.
var codeOfCountry = regexp.MustCompile(`^[A-Z]{2}$`)

// price is an amount of money at the beginning of a text, with its currency before or behind it.
var price = regexp.MustCompile(`^\s*(?:([\pL$€£¥₩]{1,4})\.?\s*\d[\d.,' ]*|\d[\d.,' ]*(?:-\s*)?([A-Z]{3}|[$€£¥₩])[\s/])`)

// beginsAsPrice says whether a text is a price, as no label is: "USD 35 per house bill of lading".
func beginsAsPrice(text string) bool {
	match := price.FindStringSubmatch(text)
	if match == nil {
		return false
	}
	currency := match[1] + match[2]
	code, found := value.FindCurrency(currency)
	return found && (code == currency || strings.ContainsAny(currency, "$€£¥₩"))
}

func understand(b *box) *field.Label {
	if b.cell.Kind != sheet.Text || longNumber.MatchString(b.text) || beginsAsPrice(b.text) {
		return &field.Label{}
	}
	l := field.Understand(b.text)
	if _, _, err := value.ParseCountries(b.text); err == nil && len(b.text) > longestCode && l.Score < 1 {
		return &field.Label{} // "Japan" is no mistyped label
	}
	if l.Has(field.Answer) { // "Your answer" heads a column, though it also stands where an answer is missing
		return &l
	}
	if l.Has(field.Example) && len(l.Terms) > 0 && strings.ContainsAny(b.text, "0123456789") { // "Address: 5 Sample Street"
		return &field.Label{}
	}
	if len(l.Terms) == 0 && codeOfCountry.MatchString(b.text) {
		_, _, err := value.ParseCountry(b.text)
		l.Weak = l.Weak || err == nil // "NO" may number a line, and is Norway
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

// heads says whether the box is a label that asks for a party as a whole.
func (g *grid) headsParty(b *box) bool {
	_, isParty := g.labelOf(b).Role()
	return isParty && g.isLabel(b)
}

// row is the row with that number, nil if it is empty.
func (g *grid) row(number int) []*box {
	i, found := slices.BinarySearchFunc(g.rows, number, func(r gridRow, n int) int { return r.number - n })
	if !found {
		return nil
	}
	return g.rows[i].boxes
}

// free are the boxes of a row that begin in it and are not yet spoken for.
func (g *grid) free(row gridRow) []*box {
	return slices.DeleteFunc(slices.Clone(row.boxes), func(b *box) bool { return b.use != unused || b.top() != row.number })
}

// next is the box to the right in the box's first row, whatever is aside left out.
func (g *grid) next(b *box) *box {
	row := g.row(b.top())
	for _, other := range row[firstBox(row, b.right()+1):] {
		if other.use != asAside {
			return other
		}
	}
	return nil
}

// firstBox is the index of the first box of a row that begins at a column or right of it. Rows may be thousands of boxes
// wide.
func firstBox(row []*box, column int) int {
	return sort.Search(len(row), func(i int) bool { return row[i].left() >= column })
}

// previous is the box to the left in the box's first row, whatever is aside left out.
func (g *grid) previous(b *box) *box {
	row := g.row(b.top())
	for i := firstBox(row, b.left()) - 1; i >= 0; i-- {
		if other := row[i]; other.right() < b.left() && other.use != asAside {
			return other
		}
	}
	return nil
}

// below is the box right under the columns of b, at most gap empty rows further down.
func (g *grid) below(b *box, gap int) *box {
	for number := b.bottom() + 1; number <= b.bottom()+1+gap; number++ {
		row := g.row(number)
		i := firstBox(row, b.left())
		for i > 0 && row[i-1].right() >= b.left() {
			i--
		}
		for ; i < len(row) && row[i].left() <= b.right(); i++ {
			if other := row[i]; other.top() == number && other.use != asAside {
				return other
			}
		}
	}
	return nil
}

// overlap says whether two areas share a column.
func overlap(a, b sheet.Area) bool { return a.First.Col <= b.Last.Col && b.First.Col <= a.Last.Col }

// within says whether an area's columns lie in another's.
func within(a, of sheet.Area) bool { return of.First.Col <= a.First.Col && a.Last.Col <= of.Last.Col }

func (g *grid) place(b *box) sheet.Place { return g.sheet.Place(b.cell.Ref) }

// isProse says whether a box holds a note rather than a value.
func (g *grid) isProse(b *box) bool {
	return len(strings.Fields(b.text)) > 5 || len(b.text) > 90 || g.labelOf(b).Has(field.Explanation) || strings.HasSuffix(b.text, ":")
}
