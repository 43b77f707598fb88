package sheet

import "fmt"

// A tally counts what a workbook holds, over all its sheets, against the limits.
type tally struct {
	limits                     Limits
	sheets, rows, cells, marks int
}

// A census counts what the cells of a workbook hold, when they are read: their texts, of which one that many cells share
// takes no memory, but time in each of them, and how many stand in a row.
type census struct {
	limits Limits
	texts  int // bytes
}

func (c *census) add(sheet string, row Row) error {
	longest := 0
	for _, cell := range row.Cells {
		c.texts += len(cell.Text)
		longest = max(longest, len(cell.Text))
	}
	var err *ReadError
	switch {
	case longest > c.limits.CellBytes:
		err = tooLarge("a cell has a text of %d bytes, more than the limit of %d", longest, c.limits.CellBytes)
	case len(row.Cells) > c.limits.RowCells:
		err = tooLarge("the row has %d cells, more than the limit of %d", len(row.Cells), c.limits.RowCells)
	case c.texts > c.limits.TextsBytes:
		err = tooLarge("the texts of all cells come to more than the limit of %d bytes", c.limits.TextsBytes)
	default:
		return nil
	}
	err.Sheet, err.Row = sheet, row.Number
	return err
}

func (c *census) addBook(book *Workbook) error {
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			if err := c.add(sheet.Name, row); err != nil {
				return err
			}
		}
	}
	return nil
}

func tooLarge(format string, args ...any) *ReadError {
	return &ReadError{Reason: TooLarge, Message: fmt.Sprintf(format, args...)}
}

func (t *tally) addSheet() error {
	if t.sheets++; t.sheets > t.limits.Sheets {
		return tooLarge("the file has more sheets than the limit of %d", t.limits.Sheets)
	}
	return nil
}

func (t *tally) addRow() error {
	if t.rows++; t.rows > t.limits.Rows {
		return tooLarge("the file has more rows than the limit of %d", t.limits.Rows)
	}
	return nil
}

func (t *tally) addCell() error {
	if t.cells++; t.cells > t.limits.Cells {
		return tooLarge("the file has more cells than the limit of %d", t.limits.Cells)
	}
	return nil
}

// addMark counts a merged area, a comment or a link.
func (t *tally) addMark() error {
	if t.marks++; t.marks > t.limits.Marks {
		return tooLarge("the file has more merged areas, comments and links than the limit of %d", t.limits.Marks)
	}
	return nil
}
