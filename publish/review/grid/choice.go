package grid

import (
	"maps"
	"slices"

	"docket/mapping/sheet"
)

const (
	head   = 12 // rows that are drawn at the top of a sheet, whatever stands there
	around = 2  // rows that are drawn above and below one that matters
	blank  = 3  // empty rows between others that are drawn as such
)

// rowsOf are the rows to draw, in order, and how many with cells are left.
func rowsOf(s *sheet.Sheet, marked []sheet.Ref, most int) (rows []int, left int) {
	chosen := choice{most: most, taken: map[int]bool{}}
	for _, row := range s.Rows[:min(head, len(s.Rows))] {
		chosen.take(row.Number)
	}
	for _, ref := range marked {
		chosen.take(int(ref.Row))
	}
	for _, ref := range marked {
		for row := max(1, int(ref.Row)-around); row <= int(ref.Row)+around; row++ {
			if hasRow(s, row) {
				chosen.take(row)
			}
		}
	}
	for _, row := range s.Rows {
		chosen.take(row.Number)
	}
	rows = chosen.inOrder()
	for _, row := range rows {
		if hasRow(s, row) {
			left--
		}
	}
	return withBlanks(rows), left + len(s.Rows)
}

func hasRow(s *sheet.Sheet, number int) bool {
	_, found := slices.BinarySearchFunc(s.Rows, number, func(r sheet.Row, n int) int { return r.Number - n })
	return found
}

// withBlanks are rows with the few empty ones between them, as they space a sheet.
func withBlanks(rows []int) (spaced []int) {
	before := 0
	for _, row := range rows {
		if row-before-1 <= blank {
			for empty := before + 1; empty < row; empty++ {
				spaced = append(spaced, empty)
			}
		}
		spaced = append(spaced, row)
		before = row
	}
	return spaced
}

// columnsOf are the columns to draw of some rows, in order, and how many with cells are left.
func columnsOf(s *sheet.Sheet, rows []int, marked []sheet.Ref, most int) (columns []int, left int) {
	used := map[int]bool{}
	for _, row := range s.Rows {
		if _, drawn := slices.BinarySearch(rows, row.Number); !drawn {
			continue
		}
		for _, cell := range row.Cells {
			used[int(cell.Ref.Col)] = true
		}
	}
	chosen := choice{most: most, taken: map[int]bool{}}
	for _, ref := range marked {
		if _, drawn := slices.BinarySearch(rows, int(ref.Row)); drawn {
			chosen.take(int(ref.Col))
		}
	}
	all := slices.Sorted(maps.Keys(used))
	for _, column := range all {
		chosen.take(column)
	}
	columns = chosen.inOrder()
	for _, column := range all {
		if !chosen.taken[column] {
			left++
		}
	}
	return withBlanks(columns), left
}

// A choice is numbers that are taken while there is room.
type choice struct {
	most  int
	taken map[int]bool
}

func (c *choice) take(number int) {
	if len(c.taken) < c.most && number > 0 {
		c.taken[number] = true
	}
}

func (c *choice) inOrder() []int { return slices.Sorted(maps.Keys(c.taken)) }
