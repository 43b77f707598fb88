// Package grid draws a sheet as its sender sees it, as far as there is room: rows and columns in their places, merged
// cells as one, and what was left out told in numbers. What matters is drawn first: the cells that the caller names,
// what stands around them, and the sheet's head.
package grid

import (
	"slices"

	"docket/mapping/sheet"
)

// A Room is how much may be drawn.
type Room struct {
	Rows, Columns int
	Text          int // characters of one cell
}

// A Grid is a sheet as it is drawn.
type Grid struct {
	Name    string
	Columns []Column
	Rows    []Row
	// What has cells and is not drawn, over all of the sheet.
	RowsLeft, ColumnsLeft int
}

// A Column is a column that is drawn.
type Column struct {
	Name    string // "A"
	Skipped int    // columns that are not drawn between it and the one before
}

// A Row is a row that is drawn.
type Row struct {
	Number  int // from 1
	Skipped int // rows that are not drawn between it and the one before
	Cells   []Cell
}

// A Cell is a place that is drawn; of a merged area there is one.
type Cell struct {
	Ref           sheet.Ref
	Text          string
	Cut           bool // the text is longer
	Width, Height int  // in columns and rows that are drawn
}

// Draw draws a sheet. Marked are the cells that matter, those that matter most first.
func Draw(s *sheet.Sheet, marked []sheet.Ref, room Room) Grid {
	g := Grid{Name: s.Name}
	rows, rowsLeft := rowsOf(s, marked, room.Rows)
	columns, columnsLeft := columnsOf(s, rows, marked, room.Columns)
	g.RowsLeft, g.ColumnsLeft = rowsLeft, columnsLeft
	before := 0
	for _, c := range columns {
		g.Columns = append(g.Columns, Column{Name: sheet.ColumnName(c), Skipped: c - before - 1})
		before = c
	}
	d := drawing{sheet: s, rows: rows, columns: columns, text: room.Text, covered: map[sheet.Ref]bool{}, span: map[sheet.Ref][2]int{}}
	d.merge()
	before = 0
	for _, r := range rows {
		g.Rows = append(g.Rows, Row{Number: r, Skipped: r - before - 1, Cells: d.row(r)})
		before = r
	}
	return g
}

// A drawing is a grid while it is drawn.
type drawing struct {
	sheet         *sheet.Sheet
	rows, columns []int
	text          int
	covered       map[sheet.Ref]bool   // by a merged area, its first cell left out
	span          map[sheet.Ref][2]int // of a merged area by its first cell: width and height
}

// merge lays the merged areas over what is drawn.
func (d *drawing) merge() {
	for _, area := range d.sheet.Merges {
		first, last := area.First, area.Last
		top, drawn := slices.BinarySearch(d.rows, int(first.Row))
		left, there := slices.BinarySearch(d.columns, int(first.Col))
		if !drawn || !there {
			continue
		}
		bottom, right := top+1, left+1
		for bottom < len(d.rows) && d.rows[bottom] <= int(last.Row) && d.rows[bottom] == d.rows[bottom-1]+1 { // a gap is drawn across, and ends it
			bottom++
		}
		for right < len(d.columns) && d.columns[right] <= int(last.Col) {
			right++
		}
		d.cover(first, d.rows[top:bottom], d.columns[left:right])
	}
}

// cover draws some places as one cell, unless some are of another merged area already, as in a broken file.
func (d *drawing) cover(first sheet.Ref, rows, columns []int) {
	for _, r := range rows {
		for _, c := range columns {
			if _, taken := d.covered[sheet.At(c, r)]; taken {
				return
			}
		}
	}
	for _, r := range rows {
		for _, c := range columns {
			d.covered[sheet.At(c, r)] = sheet.At(c, r) != first
		}
	}
	d.span[first] = [2]int{len(columns), len(rows)}
}

func (d *drawing) row(number int) (cells []Cell) {
	for _, column := range d.columns {
		ref := sheet.At(column, number)
		if d.covered[ref] {
			continue
		}
		cell := Cell{Ref: ref, Width: 1, Height: 1}
		if span, merged := d.span[ref]; merged {
			cell.Width, cell.Height = span[0], span[1]
		}
		if there := d.sheet.At(ref); there != nil {
			cell.Text, cell.Cut = cut(there.Text, d.text)
		}
		cells = append(cells, cell)
	}
	return cells
}

// cut is a text, or as much of it as there is room for.
func cut(text string, most int) (string, bool) {
	if len(text) <= most {
		return text, false
	}
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]), true
	}
	return text, false
}
