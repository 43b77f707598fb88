package sheet

import (
	"io"
	"slices"
	"strings"
)

// Read reads a spreadsheet as a whole. It tells the format by the bytes and reads xlsx, xlsm, xls, ods and text with
// commas, semicolons, tabs or bars, in whatever encoding.
//
// A workbook that it returns has every cell of the file that holds something. What cannot be read as it is, because
// it is damaged, encrypted, too large or no spreadsheet, is a *ReadError; there are never fewer cells without one.
// A limit of 0 is that of DefaultLimits.
func Read(data []byte, limits Limits) (*Workbook, error) {
	r, err := Open(data, limits)
	if err != nil {
		return nil, err
	}
	counted := census{limits: limits.withDefaults()}
	book, whole := r.grids.(wholeWorkbook)
	if !whole {
		if book.Workbook, err = collect(r, &counted); err != nil {
			return nil, err
		}
	} else if err := counted.addBook(book.Workbook); err != nil {
		return nil, err
	}
	for _, sheet := range book.Sheets {
		if len(sheet.Rows) > 0 {
			return book.Workbook, nil
		}
	}
	return nil, &ReadError{Reason: Empty,
		Message: strings.Join(append([]string{"there is no value in any cell of the file"}, book.Remarks...), "; ")}
}

// collect reads the rows of all sheets into memory.
func collect(r *Reader, counted *census) (*Workbook, error) {
	book := &Workbook{Format: r.Format, Sheets: r.Sheets()}
	var slab cellSlab
	for i, sheet := range book.Sheets {
		rows, err := r.Rows(i)
		if err != nil {
			return nil, err
		}
		for {
			row, err := rows.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return nil, err
			}
			if err := counted.add(sheet.Name, row); err != nil {
				return nil, err
			}
			row.Cells = slab.keep(row.Cells)
			sheet.Rows = append(sheet.Rows, row)
		}
		if err := sheet.order(); err != nil {
			return nil, err
		}
	}
	if xlsx, ok := r.grids.(*xlsxWorkbook); ok {
		xlsx.settle()
	}
	book.Remarks, book.Names = r.Remarks(), r.Names()
	return book, nil
}

// order puts the rows in the order of their numbers. A few programs write them in another, or a row in pieces.
func (s *Sheet) order() error {
	ordered := true
	for i := 1; i < len(s.Rows) && ordered; i++ {
		ordered = s.Rows[i-1].Number < s.Rows[i].Number
	}
	if ordered {
		return nil
	}
	slices.SortStableFunc(s.Rows, func(a, b Row) int { return a.Number - b.Number })
	whole := s.Rows[:0]
	own := false // whether the last row's cells are in memory of their own, and not among those of others
	for _, row := range s.Rows {
		last := len(whole) - 1
		if last < 0 || whole[last].Number != row.Number {
			whole, own = append(whole, row), false
			continue
		}
		if !own {
			whole[last].Cells, own = slices.Clone(whole[last].Cells), true
		}
		whole[last].Hidden = whole[last].Hidden && row.Hidden
		whole[last].Cells = append(whole[last].Cells, row.Cells...)
	}
	s.Rows = whole
	for _, row := range s.Rows {
		if err := orderCells(row.Cells); err != nil {
			err.(*ReadError).Sheet = s.Name
			return err
		}
	}
	return nil
}

// orderCells puts the cells of a row in the order of their columns, and finds those that are there twice.
func orderCells(cells []Cell) error {
	slices.SortStableFunc(cells, func(a, b Cell) int { return a.Ref.Compare(b.Ref) })
	for i := 1; i < len(cells); i++ {
		if cells[i].Ref == cells[i-1].Ref {
			return &ReadError{Reason: Damaged, Row: int(cells[i].Ref.Row), Message: "cell " + cells[i].Ref.String() + " is there twice"}
		}
	}
	return nil
}
