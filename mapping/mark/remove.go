package mark

import (
	"slices"
	"strings"

	"docket/mapping/sheet"
)

// A Removal is what was taken out of a workbook.
type Removal struct {
	Origin   Origin        // what the workbook is a marked copy of; zero if nothing tells any more
	Sheets   []string      // report sheets
	Comments []sheet.Place // comments that were, or ended in, words of docket's
	Intact   bool          // the cells are those that were marked: nobody has corrected anything
}

// Remove takes docket's marks out of a workbook, so that what is left is the sender's alone, and says what they were.
// A report sheet that somebody wrote on is taken out too, and a remark says that it was not read.
func Remove(book *sheet.Workbook) (Removal, bool) {
	var removed Removal
	origin, found := originIn(book.Names)
	removed.Origin = origin
	book.Sheets = slices.DeleteFunc(book.Sheets, func(s *sheet.Sheet) bool {
		r, is := reportOn(s)
		if !is {
			return false
		}
		removed.Sheets = append(removed.Sheets, s.Name)
		if r.sealed {
			removed.Origin = r.origin
		}
		if r.sealed && r.digest != Digest(texts(s)) {
			book.Remarks = append(book.Remarks, "Somebody wrote on the sheet "+s.Name+", which docket does not read: corrections belong in the other cells of the workbook.")
		}
		return true
	})
	removed.Intact = removed.Origin.Cells != "" && removed.Origin.Cells == CellsOf(book)
	for _, s := range book.Sheets {
		for ref, text := range s.Comments {
			rest, ours := WithoutNotes(text)
			if !ours {
				continue
			}
			removed.Comments = append(removed.Comments, s.Place(ref))
			s.Comments[ref] = rest
			if rest == "" {
				delete(s.Comments, ref)
			}
		}
	}
	slices.SortFunc(removed.Comments, func(a, b sheet.Place) int {
		if a.Sheet != b.Sheet {
			return strings.Compare(a.Sheet, b.Sheet)
		}
		return a.Ref.Compare(b.Ref)
	})
	return removed, found || len(removed.Sheets)+len(removed.Comments) > 0
}

// texts are the cells of a sheet.
func texts(s *sheet.Sheet) map[sheet.Ref]string {
	cells := map[sheet.Ref]string{}
	for _, row := range s.Rows {
		for _, cell := range row.Cells {
			cells[cell.Ref] = cell.Text
		}
	}
	return cells
}
