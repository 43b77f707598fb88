package layout

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// A tick is what a box to tick says.
type tick uint8

const (
	noBox tick = iota
	emptyBox
	tickedBox
)

func tickOf(ticked bool) tick {
	if ticked {
		return tickedBox
	}
	return emptyBox
}

// readTicks reads the boxes to tick in a cell: its text is then what is ticked, and a cell of empty ones is none.
func (b *box) readTicks(t ticking) {
	if b.cell.Kind == sheet.Bool {
		b.sign = tickOf(b.cell.Number != 0)
		return
	}
	if b.cell.Kind != sheet.Text || !mayTick(b.text) {
		return
	}
	if signs := t.signs(b.text); len(signs) == 1 && bareOption(b.text[:signs[0].from]+b.text[signs[0].to:]) == "" {
		b.sign = tickOf(signs[0].ticked)
		return
	}
	chosen, alone, found := t.chosen(b.text)
	if !found {
		return
	}
	if alone {
		b.tick = tickOf(chosen != "")
	}
	if b.text = chosen; chosen == "" {
		b.use = asAside
	}
}

// A choice is an option of a form, in a cell of its own with its box, or in two.
type choice struct {
	first  *box // the leftmost of its cells
	option *box
	ticked bool
}

// choose reads the options of a form that stand in cells of their own, beside each other or below each other: the one
// that is ticked stands where the first of them does, and the others are set aside. Columns of boxes below a head are
// left to the table that they stand in.
func (g *grid) choose() {
	var open []choice // the options of the row above, if they may go on
	number := 0
	for _, row := range g.rows {
		if row.number != number+1 {
			g.settle(open)
			open = nil
		}
		number = row.number
		for i, run := range g.choices(row) {
			goesOn := i == 0 && len(open) > 0 && run[0].first.left() == open[0].first.left() && row.boxes[0].left() >= run[0].first.left()
			if !goesOn {
				g.settle(open)
				open = nil
			}
			open = append(open, run...)
		}
	}
	g.settle(open)
}

// settle puts what is ticked of some options in the place of the first.
func (g *grid) settle(options []choice) {
	var chosen *box
	for _, o := range options {
		if o.first != o.option {
			o.first.use = asAside
		}
		switch {
		case !o.ticked || leadsBelow.MatchString(o.option.text):
			o.option.use = asAside
		case chosen == nil:
			chosen = o.option
		default: // two are ticked, which is for the reader of the value to judge
			chosen.text += "\n" + o.option.text
			o.option.use = asAside
		}
	}
	if chosen != nil && chosen != options[0].first {
		place := options[0].first
		place.cell, chosen.cell = chosen.cell, place.cell
		place.text, chosen.text = chosen.text, place.text
		place.use, chosen.use = unused, asAside
	}
}

// choices are the runs of options in a row that stand next to each other.
func (g *grid) choices(row gridRow) (runs [][]choice) {
	if !slices.ContainsFunc(row.boxes, func(b *box) bool { return b.sign != noBox || b.tick != noBox }) {
		return nil
	}
	beside := g.optionsBeside(row)
	var run []choice
	for i := 0; i < len(row.boxes); i++ {
		b := row.boxes[i]
		c := choice{first: b, option: b, ticked: b.tick == tickedBox}
		switch {
		case b.top() != row.number:
			continue
		case b.tick == emptyBox && g.labelsAnswer(b, row.boxes[i+1:]):
			b.use, b.tick = unused, noBox
		case b.tick != noBox:
			run = append(run, c)
			continue
		case beside[b] != nil: // the box, or its option, whichever stands first
			other := beside[b]
			c.option, c.ticked = other, b.sign == tickedBox
			if b.sign == noBox {
				c.option, c.ticked = b, other.sign == tickedBox
				other.use = asAside
			}
			run = append(run, c)
			i++
			continue
		}
		if run != nil {
			runs = append(runs, run)
		}
		run = nil
	}
	if run != nil {
		runs = append(runs, run)
	}
	return runs
}

// labelsAnswer says whether an empty box is only the bullet of a label, which has its value beside it.
func (g *grid) labelsAnswer(b *box, behind []*box) bool {
	signs := b.cell.Text
	l := field.Understand(signs)
	if l.Score < field.Threshold || len(l.Terms) == 0 || len(behind) == 0 || behind[0].left()-b.right() > 1 {
		return false
	}
	if next := behind[0]; next.sign != noBox || next.tick != noBox || g.isLabel(next) || !isPresent(next.text) {
		return false
	}
	b.text = signs
	return true
}

// optionsBeside are the cells of options by the cells of their boxes, and the other way round, where all boxes of the
// row stand before their options or all behind. It is nil if that cannot be told, or if the boxes are marks of a table.
func (g *grid) optionsBeside(row gridRow) map[*box]*box {
	boxes := row.boxes
	first, last := -1, -1
	for i, b := range boxes {
		if b.sign == noBox {
			continue
		}
		if i > 0 && boxes[i-1].sign != noBox || g.isUnderHead(b) {
			return nil
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	behind := last == len(boxes)-1
	switch {
	case first < 0, behind && (first == 0 || first > 2), behind && first == 1 && last == 1 && g.headsParty(boxes[0]), !behind && last+2 < len(boxes) && !g.isLabel(boxes[last+2]):
		return nil
	}
	pairs := map[*box]*box{}
	for i := first; i <= last; i++ {
		if boxes[i].sign == noBox {
			continue
		}
		one := i + 1
		if behind {
			one = i - 1
		}
		if apart := boxes[max(i, one)].left() - boxes[min(i, one)].right(); apart > 2 {
			return nil
		}
		pairs[boxes[min(i, one)]] = boxes[max(i, one)]
	}
	return pairs
}

// isUnderHead says whether the next text above a box to tick, other boxes left out, is a label: the head of a column of
// marks.
func (g *grid) isUnderHead(b *box) bool {
	for number := b.top() - 1; number > 0 && number >= b.top()-maxMarks; number-- {
		for _, above := range g.row(number) {
			if above.left() <= b.left() && b.left() <= above.right() && above.sign == noBox {
				_, refers := value.FindReference(above.text)
				return refers || g.isLabel(above)
			}
		}
	}
	return false
}

// maxMarks is how far up the head of a column of marks is looked for.
const maxMarks = 60
