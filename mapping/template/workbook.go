package template

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Write writes a blank worksheet as an xlsx file. The same kind is always the same bytes.
func Write(w io.Writer, kind Kind) error {
	if !slices.Contains(Kinds, kind) {
		return fmt.Errorf("there is no template %q; there are %s and %s", kind, ISF, Order)
	}
	book, err := newWorkbook(planOf(kind))
	if err != nil {
		return fmt.Errorf("make the template %s: %w", kind, err)
	}
	defer book.file.Close()
	if _, err := book.file.WriteTo(w); err != nil {
		return fmt.Errorf("write the template %s: %w", kind, err)
	}
	return nil
}

func planOf(kind Kind) plan {
	if kind == Order {
		return orderPlan()
	}
	return isfPlan()
}

// guide is the sheet beside the worksheet that explains it and holds the long lists.
const guide = "Instructions"

// A workbook is a template being written. The first error stops it.
type workbook struct {
	plan
	file   *excelize.File
	styles styles
	lists  map[string]string // reference of each long list, by its first and last entries
	err    error

	row     int                // the next free one
	answers map[string]string  // cell of each field's answer
	tables  map[int]tablePlace // by its index in the plan
}

// A tablePlace is where a table's rows to fill in are.
type tablePlace struct{ first, last int }

// newWorkbook makes a template. The worksheet's rows are: title, introduction, fields, tables.
func newWorkbook(p plan) (*workbook, error) {
	b := &workbook{plan: p, file: excelize.NewFile(), lists: map[string]string{}, answers: map[string]string{}, tables: map[int]tablePlace{}}
	b.do(b.file.SetSheetName("Sheet1", p.sheet))
	_, err := b.file.NewSheet(guide)
	b.do(err)
	b.makeStyles()
	b.writeGuide()
	b.writeHead()
	b.writeFields()
	for i, t := range p.tables {
		b.writeTable(i, t)
	}
	b.finish()
	if b.err != nil {
		_ = b.file.Close()
		return nil, b.err
	}
	return b, nil
}

// do keeps the first error.
func (b *workbook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func cell(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col, row) // never out of a sheet's bounds
	return name
}

// put writes a text in the next free row.
func (b *workbook) put(col int, text string, style int) {
	b.do(b.file.SetCellStr(b.sheet, cell(col, b.row), text))
	b.do(b.file.SetCellStyle(b.sheet, cell(col, b.row), cell(col, b.row), style))
}

func (b *workbook) writeHead() {
	b.row = 1
	b.put(1, b.title, b.styles.title)
	b.comment(cell(1, b.row), strings.Join(b.intro, "\n"))
	b.row += 2
}

// writeFields writes a row for each field: label, answer, example.
func (b *workbook) writeFields() {
	for i, text := range []string{"Data element", "Your answer", "EXAMPLE"} {
		b.put(i+1, text, b.styles.head)
	}
	for _, f := range b.fields {
		b.row++
		b.put(1, f.label, b.styles.label)
		b.put(3, f.example, b.styles.example)
		b.answers[f.label] = cell(2, b.row)
		b.open(f, 2, b.row, b.row)
		b.note(cell(1, b.row), f)
	}
}

// writeTable writes a heading, the columns' heads, an example and the rows to fill in.
func (b *workbook) writeTable(index int, t table) {
	b.row += 3
	b.put(1, t.heading, b.styles.section)
	b.comment(cell(1, b.row), t.how)
	b.row += 2
	head := "Line"
	if t.heads != nil {
		head = "Party"
	}
	b.put(1, head, b.styles.head)
	for i, c := range t.columns {
		b.put(i+2, c.label, b.styles.head)
		b.note(cell(i+2, b.row), c)
	}
	b.row++
	b.put(1, "EXAMPLE", b.styles.example)
	for i, c := range t.columns {
		b.put(i+2, c.example, b.styles.example)
	}
	place := tablePlace{first: b.row + 1, last: b.row + t.rows}
	b.tables[index] = place
	for i, c := range t.columns {
		b.open(c, i+2, place.first, place.last)
	}
	for i := range t.rows {
		b.row++
		if t.heads == nil {
			b.do(b.file.SetCellStyle(b.sheet, cell(1, b.row), cell(1, b.row), b.styles.label))
			continue
		}
		b.put(1, t.heads[i], b.styles.label)
		b.note(cell(1, b.row), question{label: t.heads[i], note: t.notes[i], source: t.columns[0].source})
	}
}

// open makes cells of a column ones to fill in.
func (b *workbook) open(f question, col, first, last int) {
	from, to := cell(col, first), cell(col, last)
	b.do(b.file.SetCellStyle(b.sheet, from, to, b.styles.answers[f.form]))
	v := excelize.NewDataValidation(true)
	v.Sqref = from + ":" + to
	switch {
	case f.list != nil:
		b.do(b.choose(v, f.list))
		v.SetError(excelize.DataValidationErrorStyleStop, f.label, "Choose one of the list.")
	case f.form == day:
		b.do(v.SetRange(firstDay, lastDay, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
		v.SetError(excelize.DataValidationErrorStyleStop, f.label, "Write a date, such as 2026-03-20.")
	case f.form == amount:
		b.do(v.SetRange(0, 1e12, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
		v.SetError(excelize.DataValidationErrorStyleStop, f.label, "Write a plain number, without a unit.")
	case f.form == whole:
		b.do(v.SetRange(0, 1e9, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
		v.SetError(excelize.DataValidationErrorStyleStop, f.label, "Write a whole number, without a unit.")
	default:
		return
	}
	b.do(b.file.AddDataValidation(b.sheet, v))
}

// Dates are what a spreadsheet counts as days: 2000-01-01 and 2099-12-31.
const firstDay, lastDay = 36526, 73050

// longestList is how many characters a drop-down's list may have in itself.
const longestList = 255

// choose gives a drop-down its list: in itself if it is short, else on the sheet of instructions.
func (b *workbook) choose(v *excelize.DataValidation, list []string) error {
	length := 0
	for _, entry := range list {
		length += len(entry) + 1
	}
	if length <= longestList {
		return v.SetDropList(list)
	}
	v.SetSqrefDropList(b.lists[list[0]+list[len(list)-1]])
	return nil
}

// note says of a label what it asks for.
func (b *workbook) note(at string, f question) {
	b.comment(at, f.note+"\nSource: "+f.source)
}

func (b *workbook) comment(at, text string) {
	b.do(b.file.AddComment(b.sheet, excelize.Comment{Cell: at, Author: "docket", Width: 260, Height: 110, Paragraph: []excelize.RichTextRun{{Text: text}}}))
}

// finish sets widths, keeps what is not to be filled in from being changed, and shows the worksheet first.
func (b *workbook) finish() {
	widths := map[int]float64{1: 28, 2: 34}
	for _, t := range b.plan.tables {
		for i, c := range t.columns {
			widths[i+2] = max(widths[i+2], c.width, 20)
		}
	}
	for col, width := range widths {
		name, err := excelize.ColumnNumberToName(col)
		b.do(err)
		b.do(b.file.SetColWidth(b.sheet, name, name, width))
	}
	b.do(b.file.SetPanes(b.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	for _, sheet := range []string{b.sheet, guide} {
		b.do(b.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, FormatCells: true, Sort: true,
		}))
	}
	b.do(b.file.SetDocProps(&excelize.DocProperties{Creator: "docket", Title: b.title, Created: made, Modified: made}))
	b.file.SetActiveSheet(0)
}

// made is the date of every template, so that the same template is the same file.
const made = "2026-01-01T00:00:00Z"

// writeGuide writes the sheet of instructions: every label with what it asks for, and the long lists.
func (b *workbook) writeGuide() {
	row := 1
	line := func(style int, texts ...string) {
		for i, text := range texts {
			b.do(b.file.SetCellStr(guide, cell(i+1, row), text))
			b.do(b.file.SetCellStyle(guide, cell(i+1, row), cell(i+1, row), style))
		}
		row++
	}
	line(b.styles.title, "Instructions")
	for _, text := range b.intro {
		line(b.styles.note, text)
	}
	line(b.styles.head, "Label", "What to write", "Source")
	explain := func(fields []question) {
		for _, f := range fields {
			line(b.styles.note, f.label, f.note, f.source)
		}
	}
	explain(b.fields)
	for _, t := range b.plan.tables {
		line(b.styles.head, t.heading, t.how)
		for i, head := range t.heads {
			line(b.styles.note, head, t.notes[i])
		}
		explain(t.columns)
	}
	b.writeLists()
	b.do(b.file.SetColWidth(guide, "A", "A", 28))
	b.do(b.file.SetColWidth(guide, "B", "B", 90))
	b.do(b.file.SetColWidth(guide, "C", "C", 40))
}

// firstListColumn is where the lists begin on the sheet of instructions.
const firstListColumn = 6

// writeLists writes the lists that are too long for a drop-down.
func (b *workbook) writeLists() {
	col := firstListColumn
	write := func(f question) {
		key := ""
		length := 0
		for _, entry := range f.list {
			length += len(entry) + 1
		}
		if length <= longestList {
			return
		}
		if key = f.list[0] + f.list[len(f.list)-1]; b.lists[key] != "" {
			return
		}
		b.do(b.file.SetCellStr(guide, cell(col, 2), f.label))
		for i, entry := range f.list {
			b.do(b.file.SetCellStr(guide, cell(col, 3+i), entry))
		}
		name, err := excelize.ColumnNumberToName(col)
		b.do(err)
		b.lists[key] = "'" + guide + "'!$" + name + "$3:$" + name + "$" + strconv.Itoa(2+len(f.list))
		col++
	}
	for _, f := range b.fields {
		write(f)
	}
	for _, t := range b.plan.tables {
		for _, c := range t.columns {
			write(c)
		}
	}
}
