package sheet

import "fmt"

// A tally counts what a workbook holds, over all its sheets, against the limits.
type tally struct {
	limits                     Limits
	sheets, rows, cells, marks int
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
