package layout

import (
	"math"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// maskColumns takes out of the reading what stands in the columns of a form that hold neither labels nor their
// answers: explanations, examples, remarks, "M" and "O" for mandatory and optional.
func (g *grid) maskColumns() {
	var head formHead
	for i, row := range g.rows {
		if next, found := g.formHeadAt(i); found {
			head = next
			for _, b := range g.free(row) {
				b.use = asAside
			}
			continue
		}
		if g.countLabels(row) > 2 {
			head = formHead{} // a table begins, or a form of another shape
		}
		for _, b := range row.boxes {
			if head.masks(b) {
				b.use = asAside
			}
			if by := head.replacement(b, row.boxes); by != nil {
				b.use = asAside
				by.area = b.area // it stands where the former value did
			}
		}
	}
	g.maskMarkers()
}

func (g *grid) countLabels(row gridRow) (n int) {
	for _, b := range g.free(row) {
		if g.asksFor(b) {
			n++
		}
	}
	return n
}

// A formHead is a row that names the columns of a form: "No. | Data element | M/O | Your answer".
type formHead struct {
	masked          [][2]int // first and last column of each masked one
	former, amended sheet.Area
}

// replacement is the box with what replaces the former value in a box, nil if nothing does.
func (h formHead) replacement(b *box, row []*box) *box {
	if h.amended.First.Col == 0 || !overlap(b.area, h.former) {
		return nil
	}
	for _, o := range row {
		if o != b && overlap(o.area, h.amended) {
			return o
		}
	}
	return nil
}

func (h formHead) masks(b *box) bool {
	for _, m := range h.masked {
		if m[0] <= b.left() && b.right() <= m[1] {
			return true
		}
	}
	return false
}

// formHeadAt reads a row as the head of a form. One of its boxes heads the labels, or one the answers and another
// something besides; which column has the answers, if no head says so, shows in how it is filled.
func (g *grid) formHeadAt(i int) (head formHead, found bool) {
	boxes := g.free(g.rows[i])
	if len(boxes) < 2 {
		return formHead{}, false
	}
	question, answer, others := -1, -1, 0
	for j, b := range boxes {
		l := g.labelOf(b)
		if b.cell.Kind != sheet.Text || len(strings.Fields(b.text)) > 12 || isWholeSentence(b.text) {
			return formHead{}, false
		}
		known := l.Score >= field.Threshold
		switch {
		case known && l.Has(field.Question) && question < 0:
			question = j
		case known && l.Has(field.Answer) && answer < 0:
			answer = j
		case known && (l.Has(field.Explanation) || l.Has(field.Example)):
			others++
		}
	}
	if question < 0 && others == 0 || countsUp(boxes) {
		return formHead{}, false
	}
	if question < 0 && !g.isExample(boxes[0]) { // which begins a row of examples
		question = g.headOfLabels(i, boxes, answer)
	}
	if question < 0 && answer < 0 {
		return formHead{}, false
	}
	if answer < 0 {
		answer = g.answerColumn(i, boxes, question)
	}
	if answer < 0 || question >= 0 && (!g.hasLabelsBelow(i, boxes[question]) || g.headsParties(boxes) || g.headsParts(boxes)) {
		return formHead{}, false
	}
	former, amended := headOf(g, boxes, field.Former), headOf(g, boxes, field.Amended)
	if former >= 0 && amended >= 0 {
		head.former, head.amended = boxes[former].area, boxes[amended].area
	}
	for j, b := range boxes {
		if head.amended.First.Col > 0 && (j == former || j == amended) {
			continue
		}
		l := g.labelOf(b)
		isUnit := len(l.Terms) == 1 && l.Terms[0].Name == field.Unit
		explains := l.Has(field.Explanation) || l.Has(field.Example) || l.Has(field.Line)
		if j == question || j == answer || question < 0 && j < answer && !explains || isUnit {
			continue
		}
		last := math.MaxInt32
		if j+1 < len(boxes) {
			last = boxes[j+1].left() - 1
		}
		head.masked = append(head.masked, [2]int{b.left(), max(b.right(), min(last, b.right()))})
	}
	return head, true
}

// isWholeSentence says whether a text explains something itself, and heads no explanations.
func isWholeSentence(text string) bool {
	return len(strings.Fields(text)) > 4 && strings.HasSuffix(text, ".")
}

// headsParts says whether several heads are parts of a party: "Element | Name | Address | Tax number". Each row is then
// about a party, and each column holds an answer.
func (g *grid) headsParts(heads []*box) bool {
	n := 0
	for _, b := range heads {
		l := g.labelOf(b)
		isPart := func(t field.Term) bool { return t.Role == "" && t.Name.IsAttribute() }
		if g.isLabel(b) && !l.Has(field.Answer) && slices.ContainsFunc(l.Terms, isPart) {
			n++
		}
	}
	return n > 1
}

// headsParties says whether several heads are parties: "ISF element | (1) Seller | (2) Buyer". Each column is about its own.
func (g *grid) headsParties(heads []*box) bool {
	n := 0
	for _, b := range heads {
		if g.headsParty(b) {
			n++
		}
	}
	return n > 1
}

// headOfLabels is which of some heads stands over labels though it does not say so: "Item" and "Pos." head numbers or
// labels, and an unknown word heads labels if no head asks for anything, as those of tables do. It is -1 for none.
func (g *grid) headOfLabels(i int, boxes []*box, answer int) int {
	table := slices.ContainsFunc(boxes, g.asksFor)
	if answer < 0 {
		answer = len(boxes)
	}
	return slices.IndexFunc(boxes[:answer], func(b *box) bool {
		l := g.labelOf(b)
		known := l.Score >= field.Threshold && len(l.Asides) > 0
		return (l.Has(field.Line) || !known && !table) && g.hasLabelsBelow(i, b)
	})
}

// countsUp says whether heads differ in nothing but a number, "Shipment 1" and "Shipment 2": each column has its own
// answers.
func countsUp(heads []*box) bool {
	bare := map[string]bool{}
	for _, b := range heads {
		text := strings.TrimRight(b.text, "0123456789 #.")
		if text != b.text && bare[text] {
			return true
		}
		bare[text] = true
	}
	return false
}

// headOf is which of some heads has an aside, -1 if none has.
func headOf(g *grid, boxes []*box, aside field.Aside) int {
	return slices.IndexFunc(boxes, func(b *box) bool { l := g.labelOf(b); return l.Score >= field.Threshold && l.Has(aside) })
}

// hasLabelsBelow says whether the column under a head holds labels.
func (g *grid) hasLabelsBelow(i int, head *box) bool {
	labels := 0
	for _, row := range g.rows[i+1 : min(len(g.rows), i+8)] {
		for _, b := range row.boxes {
			if overlap(b.area, head.area) && g.isLabel(b) {
				labels++
			}
		}
	}
	return labels >= 2
}

// answerColumn is the head to the right of the questions whose column holds the answers: the one that is filled most,
// with the least repetition. It is -1 if none is filled.
func (g *grid) answerColumn(i int, boxes []*box, question int) int {
	best, most := -1, 0.0
	for j := question + 1; j < len(boxes); j++ {
		l := g.labelOf(boxes[j])
		if l.Has(field.Explanation) || l.Has(field.Example) || l.Has(field.Line) {
			continue
		}
		texts := map[string]bool{}
		for _, row := range g.rows[i+1:] {
			for _, b := range row.boxes {
				if b.top() == row.number && overlap(b.area, boxes[j].area) && !overlap(b.area, boxes[question].area) {
					texts[b.text] = true
				}
			}
		}
		if n := float64(len(texts)); n > most {
			best, most = j, n
		}
	}
	return best
}

// maskMarkers takes columns of marks out of the reading: "M", "O", "x", "Yes", "OK", repeated behind the labels of a
// form with their values behind them, or behind the values.
func (g *grid) maskMarkers() {
	columns := map[int][]*box{}
	labelled := 0
	g.each(func(b *box) {
		if b.use == unused && b.left() == b.right() {
			columns[b.left()] = append(columns[b.left()], b)
		}
		if g.asksFor(b) {
			labelled++
		}
	})
	var all []*box
	for _, boxes := range columns {
		var marks []*box
		texts, labels := map[string]bool{}, map[string]bool{}
		for _, b := range boxes {
			if g.isMark(b) {
				marks = append(marks, b)
				texts[b.text], labels[g.previous(b).text] = true, true
			}
		}
		if len(marks) < 4 || len(marks)*4 < len(boxes)*3 || len(texts) > max(2, len(marks)/6) || len(labels)*2 < len(marks) {
			continue // what stands behind one text again and again is a value of a table
		}
		all = append(all, marks...)
	}
	for _, b := range all { // only now: what is a mark depends on its neighbours
		b.use = asAside
	}
}

// maxMark is how long a mark is, in bytes.
const maxMark = 24

// isMark says whether a box stands where marks do, with a text too short to answer anything: right behind a label that
// has its value behind the mark or below it, or behind the value.
func (g *grid) isMark(b *box) bool {
	if b.cell.Kind != sheet.Text || len(b.text) > maxMark || g.asksFor(b) {
		return false
	}
	return g.standsAsMark(b) && !isUnit(b.text)
}

func (g *grid) standsAsMark(b *box) bool {
	left, right := g.previous(b), g.next(b)
	if left == nil {
		return false
	}
	if g.asksFor(left) {
		return g.headsBlock(left) || right != nil && !g.isLabel(right) && plausible(g.labelOf(left).Terms[0], b) < surely
	}
	before := g.previous(left)
	return right == nil && before != nil && g.asksFor(before)
}

// isUnit says whether a text is a unit, a currency or a country, which stand behind values and belong to them.
func isUnit(text string) bool {
	if _, found := value.FindWeightUnit(text); found {
		return true
	}
	if _, found := value.FindVolumeUnit(text); found {
		return true
	}
	if _, _, err := value.ParsePackageUnit(text); err == nil {
		return true
	}
	if _, found := value.FindCurrency(text); found {
		return true
	}
	_, _, err := value.ParseCountries(text)
	return err == nil
}
