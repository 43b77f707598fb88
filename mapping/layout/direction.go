package layout

import (
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// directions is what a form's habits are: on which side of its label a value stands.
type directions struct {
	columns map[int]*habit // by first column of the labels
	rows    map[int]*habit // by row of the labels
}

// A habit counts where values stood for the labels of a column or a row, weighed by how sure it is of each.
type habit struct {
	right  map[int]float64 // by the column that the value begins in
	below  float64
	labels int
}

func (h *habit) rights() (sum float64) {
	for _, weight := range h.right {
		sum += weight
	}
	return sum
}

// target is the column in which most values to the right begin, 0 if there are none.
func (h *habit) target() int {
	best, most := 0, 0.0
	for col, weight := range h.right {
		if weight > most || weight == most && col < best {
			best, most = col, weight
		}
	}
	return best
}

// leaning is how far values stand below rather than to the right, from -1 to 1, 0 where little is known.
func (h *habit) leaning() float64 {
	if h == nil {
		return 0
	}
	rights := h.rights()
	return (h.below - rights) / (h.below + rights + 1)
}

func (d *directions) of(habits map[int]*habit, key int) *habit {
	if habits[key] == nil {
		habits[key] = &habit{right: map[int]float64{}}
	}
	return habits[key]
}

func (d *directions) note(b *box, right, below float64, target int) {
	for _, h := range []*habit{d.of(d.columns, b.left()), d.of(d.rows, b.top())} {
		h.labels++
		if right > 0 {
			h.right[target] += right
		}
		h.below += below
	}
}

// learnDirections finds out where values stand, by those labels for which one side is likelier than the other.
func (f *form) learnDirections() {
	f.directions = directions{columns: map[int]*habit{}, rows: map[int]*habit{}}
	f.each(func(b *box) {
		if b.use != unused || !f.asks(b) {
			return
		}
		right, below := f.rightOf(b), f.belowOf(b)
		t := f.labelOf(b).Terms[0]
		switch {
		case right != nil && below == nil:
			f.directions.note(b, max(plausible(t, right), hardly), 0, right.left())
		case right == nil && below != nil:
			f.directions.note(b, 0, max(plausible(t, below), hardly), 0)
		case right != nil:
			atRight, under := plausible(t, right), plausible(t, below)
			f.directions.note(b, max(atRight-under, 0), max(under-atRight, 0), right.left())
		}
	})
}

// asks says whether a box asks for something: its text does, and it does not stand where values stand.
func (f *form) asks(b *box) bool {
	return f.asksFor(b) && !f.isValueHere(b)
}

// isValueHere says whether a text that reads as a label stands where a value does: right behind a label in a column of
// labels, itself in a column of values, with nothing that could be its own value. "Mobile" is a city, and "Buyer" may
// be whose bond it is.
func (f *form) isValueHere(b *box) bool {
	known, found := f.valueHere[b]
	if !found {
		known = f.looksLikeValueHere(b)
		f.valueHere[b] = known
	}
	return known
}

func (f *form) looksLikeValueHere(b *box) bool {
	left := f.previous(b)
	if left == nil || !f.asksFor(left) || b.left()-left.right() > maxGap || f.headsParty(left) && !f.isAmongLabels(left) {
		return false
	}
	if next := f.next(b); next != nil && !f.isLabel(next) && next.left()-b.right() <= maxGap {
		return false
	}
	if f.standsOverValue(b) && (f.standsOverValue(left) || !f.isAmongLabels(left)) {
		return false // headings side by side
	}
	return f.isAmongLabels(left) && !f.isAmongLabels(b) && strings.Count(b.text, "\n") < 2 && !strings.HasSuffix(b.text, ":")
}

// standsOverValue says whether right below a box stands one that is no label.
func (f *form) standsOverValue(b *box) bool {
	below := f.below(b, 0)
	return below != nil && !f.isLabel(below)
}

// near is how many rows up and down are looked at to tell what a column holds.
const near = 8

// isAmongLabels says whether of the other boxes that begin in the same column nearby at least as many are labels as not.
func (f *form) isAmongLabels(b *box) bool {
	labels, others := 0, 0
	i, _ := slices.BinarySearchFunc(f.rows, b.top()-near, func(r gridRow, n int) int { return r.number - n })
	for ; i < len(f.rows) && f.rows[i].number <= b.top()+near; i++ {
		boxes := f.rows[i].boxes
		j, _ := slices.BinarySearchFunc(boxes, b.left(), func(other *box, left int) int { return other.left() - left })
		for ; j < len(boxes) && boxes[j].left() == b.left(); j++ {
			other := boxes[j]
			if other == b || other.top() != f.rows[i].number || other.use == asAside {
				continue
			}
			if f.asksFor(other) {
				labels++
			} else {
				others++
			}
		}
	}
	return labels > 0 && labels >= others
}

// asksWeakly says whether a text that could as well be a value stands where labels do, with a value beside it.
func (f *form) asksWeakly(b *box) bool {
	l := f.labelOf(b)
	if !l.Weak || l.Score < field.Threshold || len(l.Terms) == 0 {
		return false
	}
	habit := f.directions.columns[b.left()]
	right := f.rightOf(b)
	return habit != nil && habit.leaning() < 0 && right != nil && right.left() == habit.target()
}

// countsKind says whether a text is the name of a kind of packages, "Bales", where labels stand, with how many there are
// beside it. It is then their label.
func (f *form) countsKind(b *box) bool {
	if l := f.labelOf(b); l.Score >= field.Threshold || b.cell.Kind != sheet.Text {
		return false
	}
	habit, right := f.directions.columns[b.left()], f.next(b)
	if right == nil || !f.answers(right) || habit.leaning() >= 0 || right.left() != habit.target() && right.left() != b.right()+1 {
		return false
	}
	if _, _, err := value.ParsePackageUnit(b.text); err != nil {
		return false
	}
	if _, _, err := value.ParseCount(right.text, value.CountEvidence{}); err != nil {
		return false
	}
	b.label = &field.Label{Terms: []field.Term{{Name: field.Packages}}, Score: inferred}
	return true
}
