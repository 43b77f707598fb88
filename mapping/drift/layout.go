package drift

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// insertRows inserts empty rows: above all, or below rows of forms.
func insertRows(p *page, strength int) {
	if strength == 1 {
		p.move(func(r sheet.Ref) sheet.Ref { return sheet.Ref{Row: r.Row + 1, Col: r.Col} })
		return
	}
	nth := int32([]int{3, 1}[strength-2])
	added, sum := map[int32]int32{}, int32(0)
	for row := int32(1); row <= p.bottom(); row++ {
		added[row] = sum
		if !p.inTable(row) && !p.inTable(row+1) && row%nth == 0 && !p.spanned(row) && !p.above(row) {
			sum++
		}
	}
	p.move(func(r sheet.Ref) sheet.Ref { return sheet.Ref{Row: r.Row + added[r.Row], Col: r.Col} })
}

// spanned says whether a merged cell goes on below a row.
func (p *page) spanned(row int32) bool {
	return slices.ContainsFunc(p.merges, func(m sheet.Area) bool { return m.First.Row <= row && m.Last.Row > row })
}

// above says whether a value stands right below a label of a row, or a value of several cells goes on there: nobody
// tears these apart.
func (p *page) above(row int32) (found bool) {
	p.read.EachFact(func(f layout.Fact) {
		refs := []sheet.Place{}
		for _, l := range f.Labels {
			if len(f.Cells) > 0 && l.Ref.Row < f.Cells[0].Ref.Row {
				refs = append(refs, l)
			}
		}
		refs = append(refs, f.Cells...)
		for i := 1; i < len(refs); i++ {
			found = found || refs[i-1].Ref.Row <= row && refs[i].Ref.Row > row
		}
	})
	return found
}

// insertColumns inserts empty columns: left of all, or behind each.
func insertColumns(p *page, strength int) {
	width := int32([]int{0, 1, 3}[strength-1])
	p.move(func(r sheet.Ref) sheet.Ref {
		if strength == 1 {
			return sheet.Ref{Row: r.Row, Col: r.Col + 1}
		}
		return sheet.Ref{Row: r.Row, Col: r.Col + (r.Col-1)*width}
	})
}

// moveBlocks puts blocks of rows, as empty rows part them, into another order.
func moveBlocks(p *page, strength int) {
	var blocks [][2]int32 // first and last row, with the empty ones behind
	filled := map[int32]bool{}
	for ref := range p.cells {
		filled[ref.Row] = true
	}
	for row := int32(1); row <= p.bottom(); row++ {
		if filled[row] && !filled[row-1] && !p.spanned(row-1) {
			blocks = append(blocks, [2]int32{row, row})
		}
		if len(blocks) > 0 {
			blocks[len(blocks)-1][1] = row
		}
	}
	if len(blocks) < 3 {
		return
	}
	rest := blocks[1:] // the title stays where it is
	order := slices.Clone(rest)
	if strength == 1 {
		order = append([][2]int32{rest[len(rest)-1]}, rest[:len(rest)-1]...)
	} else {
		slices.Reverse(order)
	}
	shift := map[int32]int32{}
	next := rest[0][0]
	for _, b := range order {
		for row := b[0]; row <= b[1]; row++ {
			shift[row] = next - b[0]
		}
		next += b[1] - b[0] + 1
		if b[1] == p.bottom() {
			next++ // the last block had no empty row behind it
		}
	}
	p.move(func(r sheet.Ref) sheet.Ref { return sheet.Ref{Row: r.Row + shift[r.Row], Col: r.Col} })
}

// permuteColumns puts the columns of tables into another order. What names or numbers the rows stays in front.
func permuteColumns(p *page, strength int) {
	for _, r := range p.regions() {
		first := r.first.Col
		if head := p.cells[sheet.Ref{Row: r.rows[0], Col: first}]; head.Text != "" && field.Understand(head.Text).Score >= field.Threshold {
			first++
		}
		n := r.last.Col - first + 1
		p.move(func(ref sheet.Ref) sheet.Ref {
			if ref.Row < r.first.Row || ref.Row > r.last.Row || ref.Col < first {
				return ref
			}
			if strength == 1 {
				return sheet.Ref{Row: ref.Row, Col: first + (ref.Col-first+1)%n}
			}
			return sheet.Ref{Row: ref.Row, Col: r.last.Col - (ref.Col - first)}
		})
	}
}

// splitHeads writes the heads of tables in two rows: their words, or a heading over all.
func splitHeads(p *page, strength int) {
	regions := p.regions()
	slices.Reverse(regions) // from below, so that those above stay where they are
	for _, r := range regions {
		head := r.rows[0] - 1
		if head != r.first.Row {
			continue // it has two rows already
		}
		p.move(func(ref sheet.Ref) sheet.Ref {
			if ref.Row >= head {
				ref.Row++
			}
			return ref
		})
		if strength == 2 {
			p.cells[sheet.Ref{Row: head, Col: r.first.Col}] = sheet.Cell{Text: "Details"}
			p.merges = append(p.merges, sheet.Area{First: sheet.Ref{Row: head, Col: r.first.Col}, Last: sheet.Ref{Row: head, Col: r.last.Col}})
			continue
		}
		for col := r.first.Col; col <= r.last.Col; col++ {
			at := sheet.Ref{Row: head + 1, Col: col}
			cell, found := p.cells[at]
			if first, rest, several := strings.Cut(cell.Text, " "); found && several && !strings.Contains(cell.Text, "\n") {
				upper := cell
				upper.Text, cell.Text = first, rest
				p.cells[sheet.Ref{Row: head, Col: col}], p.cells[at] = upper, cell
			}
		}
	}
}

// turnTables makes the columns of tables rows, below everything else.
func turnTables(p *page, _ int) {
	for _, r := range p.regions() {
		top := p.bottom() + 3
		p.move(func(ref sheet.Ref) sheet.Ref {
			if ref.Row < r.first.Row || ref.Row > r.last.Row {
				return ref
			}
			return sheet.Ref{Row: top + ref.Col - r.first.Col, Col: 1 + ref.Row - r.first.Row}
		})
	}
}

// lowerValues moves values from beside their labels to below them. A row of a form becomes two.
func lowerValues(p *page, strength int) {
	nth := []int{3, 1}[strength-1]
	below := map[sheet.Ref]sheet.Ref{} // label by value
	for i, f := range p.read.Form {
		if len(f.Labels) != 1 || len(f.Cells) != 1 || len(f.Beside) > 0 || i%nth != 0 {
			continue
		}
		label, at := f.Labels[0].Ref, f.Cells[0].Ref
		if label.Row == at.Row && label.Col < at.Col && !p.spanned(at.Row) && !p.spanned(at.Row-1) && !p.inTable(at.Row) {
			below[at] = label
		}
	}
	added, sum := map[int32]int32{}, int32(0)
	for row := int32(1); row <= p.bottom(); row++ {
		added[row] = sum
		for at := range below {
			if at.Row == row {
				sum++
				break
			}
		}
	}
	p.move(func(ref sheet.Ref) sheet.Ref {
		if label, found := below[ref]; found {
			return sheet.Ref{Row: ref.Row + added[ref.Row] + 1, Col: label.Col}
		}
		return sheet.Ref{Row: ref.Row + added[ref.Row], Col: ref.Col}
	})
}

var withUnit = regexp.MustCompile(`^([0-9][0-9.,' ]*)\s*([A-Za-z³]+[0-9]?\.?)$`)

// moveUnits moves the units of amounts: into their labels, or to the cells behind the values.
func moveUnits(p *page, strength int) {
	for _, f := range p.read.Form {
		if len(f.Labels) != 1 || len(f.Cells) != 1 || !f.Term.Name.IsMeasure() || f.Term.Name == field.Packages && strength == 1 {
			continue
		}
		label, at := f.Labels[0].Ref, f.Cells[0].Ref
		parts := withUnit.FindStringSubmatch(f.Text)
		if parts == nil || label == at {
			continue
		}
		amount, unit := p.cells[at], p.cells[at]
		amount.Text, unit.Text, unit.Kind = strings.TrimSpace(parts[1]), parts[2], sheet.Text
		behind := sheet.Ref{Row: at.Row, Col: at.Col + 1}
		if _, taken := p.cells[behind]; strength == 2 && taken {
			continue
		}
		if strength == 2 {
			p.cells[behind] = unit
		} else {
			head := p.cells[label]
			head.Text = strings.TrimSuffix(head.Text, ":") + " (" + unit.Text + ")"
			p.cells[label] = head
		}
		p.cells[at] = amount
		p.changed = true
	}
}
