// Package annotate hands a sender's workbook back with each problem on its cell: a copy whose cells, formulas, styles,
// lists and pictures are the sender's own, with fills and comments where something is to be corrected, and a first
// sheet that tells all of it in words, with links. Files that are no xlsx come back as one.
//
// # Edited, not written anew
//
// A library that reads a workbook into its own model and writes the model out loses what the model does not know.
// Measured with excelize v2.11.0, which is the best there is for Go, on 100 workbooks from the tests of spreadsheet
// libraries: after one comment and one new sheet 27 of them lack elements that they had, from columns' widths to headers
// for print, and the cells of nearly all are written in another way. So the package is edited instead, at the byte: a
// few insertions into the sheets' ends, the style sheet and the workbook's list of
// sheets. Everything else is copied as it is packed, and cells are not touched at all: fills are rules that lie over
// them. Where a file cannot be edited that way, because it is of another format or oddly written, a new workbook is
// built of the cells as they were read.
//
// Whichever way it was made, the copy is read back before it is given out: its cells are those of the file.
//
// # Marks are docket's own
//
// Package mapping/mark knows all that this package leaves in a workbook, and takes it out when the corrected copy comes
// back. Marking a marked copy replaces the marks: marking twice is marking once.
//
// # Safe to open
//
// What stands in the file or comes from the API stands in the copy as text: in cells of type text, which no program
// takes for a formula, of a format that keeps them texts when they are edited.
package annotate

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"docket/mapping/mark"
	"docket/mapping/sheet"
)

// A Copy is a marked workbook.
type Copy struct {
	Data    []byte
	Format  sheet.Format // XLSX, or XLSM for a workbook with macros
	Rebuilt bool         // it was built of the file's cells, for the file could not be edited
	Marked  int          // cells with a mark
}

// Extension is how the name of a file with the copy ends. Spreadsheet programs refuse others.
func (c Copy) Extension() string { return "." + string(c.Format) }

// ContentType is the copy's media type.
func (c Copy) ContentType() string {
	if c.Format == sheet.XLSM {
		return "application/vnd.ms-excel.sheet.macroEnabled.12"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// Annotate makes the marked copy of a file. An error is a *sheet.ReadError, for a file that cannot be read has no
// copy; or the file is larger than a copy may be.
func Annotate(data []byte, r Report, limits sheet.Limits) (Copy, error) {
	book, err := sheet.Read(data, limits)
	if err != nil {
		return Copy{}, err
	}
	before, _ := mark.Remove(book)
	r.Origin.Cells = mark.CellsOf(book)
	j := job{report: r, book: book, before: before, remarks: remarksOf(r), limits: limits}
	if book.Format == sheet.XLSX || book.Format == sheet.XLSM {
		marked, err := j.mark(data, sameNames(book))
		if _, ok := errors.AsType[*unfit](err); !ok {
			return marked, err
		}
	}
	plain, names, err := rebuild(book, limits)
	if err != nil {
		return Copy{}, fmt.Errorf("build a workbook of the cells of %s: %w", r.File, err)
	}
	j.rebuilt, j.before = true, mark.Removal{}
	return j.mark(plain, names)
}

// A job is one workbook to be marked.
type job struct {
	report  Report
	book    *sheet.Workbook // the sender's, without marks
	before  mark.Removal    // marks of an earlier copy
	remarks []remark
	limits  sheet.Limits
	rebuilt bool
}

// sameNames are the sheets' names where the copy's are those of the file.
func sameNames(book *sheet.Workbook) map[string]string {
	names := map[string]string{}
	for _, s := range book.Sheets {
		names[s.Name] = s.Name
	}
	return names
}

// mark marks a workbook. Names are what the sheets of the file are called in it.
func (j job) mark(data []byte, names map[string]string) (Copy, error) {
	ed, err := openWorkbook(data)
	if err != nil {
		return Copy{}, err
	}
	marks, silent := marksOf(j.report, j.remarks, j.book)
	cellFormat, ruleFormat, err := ed.addStyles()
	if err != nil {
		return Copy{}, err
	}
	if err := j.markSheets(ed, marks, names, ruleFormat); err != nil {
		return Copy{}, err
	}
	p := page{report: j.report, remarks: j.remarks, silent: silent, base: cellFormat, rebuilt: j.rebuilt,
		shown: func(name string) (string, bool) { shown, known := names[name]; return shown, known }}
	if err := ed.addReport(ed.freeName(), p.write(), j.before.Sheets); err != nil {
		return Copy{}, err
	}
	ed.seal(j.report.Origin)
	ed.asWorkbook()
	copied := Copy{Format: ed.format(), Rebuilt: j.rebuilt}
	for _, m := range marks {
		copied.Marked += len(m.kinds)
	}
	if copied.Data, err = ed.bytes(); err != nil {
		return Copy{}, err
	}
	return copied, j.verify(copied.Data, names)
}

// markSheets marks each sheet but the report of an earlier copy.
func (j job) markSheets(ed *editor, marks map[string]*sheetMarks, names map[string]string, ruleFormat int) error {
	for name := range marks {
		if !slices.ContainsFunc(ed.sheets, func(entry sheetEntry) bool { return entry.name == names[name] }) {
			return &unfit{ed.book.name, "it does not list the sheet " + name}
		}
	}
	sources := map[string]*sheet.Sheet{}
	for _, s := range j.book.Sheets {
		sources[names[s.Name]] = s
	}
	for _, entry := range ed.sheets {
		source := sources[entry.name]
		if source == nil {
			source = &sheet.Sheet{Name: entry.name}
		}
		if slices.Contains(j.before.Sheets, entry.name) {
			continue
		}
		if err := ed.markSheet(entry, marks[source.Name], source, commentsOn(j.before, source.Name), ruleFormat); err != nil {
			return err
		}
	}
	return nil
}

// commentsOn are the cells of a sheet that have comments of an earlier copy.
func commentsOn(before mark.Removal, name string) (refs []sheet.Ref) {
	for _, place := range before.Comments {
		if place.Sheet == name {
			refs = append(refs, place.Ref)
		}
	}
	return refs
}

// verify reads a copy back: every cell of the file is in it, at its place, with its text, and none else.
func (j job) verify(data []byte, names map[string]string) error {
	again, err := sheet.Read(data, j.limits)
	if err != nil {
		return &unfit{"the copy", err.Error()}
	}
	if removed, _ := mark.Remove(again); len(removed.Sheets) == 0 || removed.Origin != j.report.Origin {
		return &unfit{"the copy", "its report cannot be read"}
	}
	if len(again.Sheets) != len(j.book.Sheets) {
		return &unfit{"the copy", fmt.Sprintf("it has %d sheets, the file %d", len(again.Sheets), len(j.book.Sheets))}
	}
	for i, s := range j.book.Sheets {
		if names[s.Name] != again.Sheets[i].Name || !sameCells(s, again.Sheets[i]) {
			return &unfit{"the copy", "its sheet " + s.Name + " reads otherwise than the file's"}
		}
	}
	return nil
}

// sameCells says whether two sheets have the same cells, by what they show.
func sameCells(a, b *sheet.Sheet) bool {
	return slices.EqualFunc(a.Rows, b.Rows, func(a, b sheet.Row) bool {
		return a.Number == b.Number && slices.EqualFunc(a.Cells, b.Cells, func(a, b sheet.Cell) bool {
			return a.Ref == b.Ref && shownAlike(a.Text, b.Text)
		})
	})
}

// shownAlike says whether two texts look the same. XML has one kind of line end, and Excel bounds a cell's text.
func shownAlike(a, b string) bool {
	return a == b || plainLines(a) == plainLines(b)
}

func plainLines(text string) string {
	return cellLimit(strings.ReplaceAll(strings.ReplaceAll(clean(text), "\r\n", "\n"), "\r", "\n"))
}
