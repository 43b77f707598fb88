package main

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A book is a workbook of one sheet while it is written. The first thing that goes wrong is kept, and told in the end.
type book struct {
	file   *excelize.File
	sheet  string
	styles map[look]int
	err    error
}

// A look is how a cell is shown.
type look struct {
	font         string // default Calibri
	size         float64
	bold, italic bool
	color, fill  string // RRGGBB
	lines        string // sides with a line: any of "ltrb"; capitals make a heavy one
	align, over  string // horizontal and vertical alignment
	wrap, upward bool   // upward text is turned by 90 degrees
	indent       int
	format       string // number format
}

// newBook begins a workbook. The times are when its sender wrote it, RFC 3339.
func newBook(sheet, title, author, written string) *book {
	b := &book{file: excelize.NewFile(), sheet: sheet, styles: map[look]int{}}
	b.keep(b.file.SetSheetName("Sheet1", sheet))
	b.keep(b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: author, LastModifiedBy: author, Created: written, Modified: written,
	}))
	b.keep(b.file.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", Company: author}))
	return b
}

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// put writes a cell. A nil value leaves it empty, with its look.
func (b *book) put(cell string, value any, l look) {
	if value != nil {
		b.keep(b.file.SetCellValue(b.sheet, cell, value))
	}
	b.dress(cell, l)
}

// span merges an area and writes its first cell.
func (b *book) span(area string, value any, l look) {
	first, last, _ := strings.Cut(area, ":")
	b.keep(b.file.MergeCell(b.sheet, first, last))
	b.dress(area, l)
	if value != nil {
		b.keep(b.file.SetCellValue(b.sheet, first, value))
	}
}

// sum writes a formula with the number that it comes to.
func (b *book) sum(cell, formula string, value float64, l look) {
	b.keep(b.file.SetCellFloat(b.sheet, cell, value, -1, 64))
	b.keep(b.file.SetCellFormula(b.sheet, cell, formula))
	b.dress(cell, l)
}

// dress gives the cells of an area a look.
func (b *book) dress(area string, l look) {
	first, last, several := strings.Cut(area, ":")
	if !several {
		last = first
	}
	b.keep(b.file.SetCellStyle(b.sheet, first, last, b.style(l)))
}

func (b *book) style(l look) int {
	if id, known := b.styles[l]; known {
		return id
	}
	id, err := b.file.NewStyle(l.style())
	b.keep(err)
	b.styles[l] = id
	return id
}

func (l look) style() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: 11, Bold: l.bold, Italic: l.italic, Color: l.color},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: l.over, WrapText: l.wrap, Indent: l.indent},
	}
	if l.font != "" {
		s.Font.Family = l.font
	}
	if l.size != 0 {
		s.Font.Size = l.size
	}
	if l.upward {
		s.Alignment.TextRotation = 90
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	sides := map[rune]string{'l': "left", 't': "top", 'r': "right", 'b': "bottom"}
	for _, side := range l.lines {
		weight := 1
		if side < 'a' {
			weight, side = 2, side-'A'+'a'
		}
		s.Border = append(s.Border, excelize.Border{Type: sides[side], Color: "5A5A5A", Style: weight})
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	return s
}

// widths sets the widths of the columns from A on, in characters.
func (b *book) widths(widths ...float64) {
	for i, width := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		b.keep(err)
		b.keep(b.file.SetColWidth(b.sheet, name, name, width))
	}
}

// height sets the height of rows, in points.
func (b *book) height(points float64, rows ...int) {
	for _, row := range rows {
		b.keep(b.file.SetRowHeight(b.sheet, row, points))
	}
}

// choose makes cells offer a list of values to choose from.
func (b *book) choose(area string, values ...string) {
	list := excelize.NewDataValidation(true)
	list.Sqref = area
	b.keep(list.SetDropList(values))
	b.keep(b.file.AddDataValidation(b.sheet, list))
}

// note hangs a note on a cell.
func (b *book) note(cell, author, text string) {
	b.keep(b.file.AddComment(b.sheet, excelize.Comment{
		Cell: cell, Author: author, Width: 220, Height: 80, Paragraph: []excelize.RichTextRun{{Text: text}},
	}))
}

// freeze keeps what is above and left of a cell in view.
func (b *book) freeze(cell string) {
	column, row, err := excelize.CellNameToCoordinates(cell)
	b.keep(err)
	corner := "bottomRight"
	if column == 1 {
		corner = "bottomLeft"
	}
	b.keep(b.file.SetPanes(b.sheet, &excelize.Panes{Freeze: true, XSplit: column - 1, YSplit: row - 1, TopLeftCell: cell, ActivePane: corner}))
}

// A page is how a sheet is printed.
type page struct {
	landscape bool
	area      string // "$A$1:$H$40"
	titles    string // rows that are repeated on each page, "$10:$10"
	grid      bool   // whether the grid is shown on the screen
	footer    string
}

func (b *book) print(p page) {
	orientation, width, height, paper := "portrait", 1, 1, 9 // A4
	if p.titles != "" {
		height = 0 // as many as it takes
	}
	if p.landscape {
		orientation = "landscape"
	}
	b.keep(b.file.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &paper, FitToWidth: &width, FitToHeight: &height}))
	fit := true
	b.keep(b.file.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.keep(b.file.SetSheetView(b.sheet, 0, &excelize.ViewOptions{ShowGridLines: &p.grid}))
	b.name("_xlnm.Print_Area", p.area)
	b.name("_xlnm.Print_Titles", p.titles)
	if p.footer != "" {
		b.keep(b.file.SetHeaderFooter(b.sheet, &excelize.HeaderFooterOptions{OddFooter: p.footer}))
	}
}

func (b *book) name(name, area string) {
	if area != "" {
		b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: "'" + b.sheet + "'!" + area, Scope: b.sheet}))
	}
}

// bytes is the finished workbook.
func (b *book) bytes() ([]byte, error) {
	if b.err != nil {
		return nil, b.err
	}
	b.file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return sumsAreNumbers{zip.NewWriter(w)} })
	buffer, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), b.file.Close()
}

// sumsAreNumbers writes formulas the way Excel does: what a sum comes to is a number, where excelize types it as text.
type sumsAreNumbers struct{ *zip.Writer }

func (z sumsAreNumbers) Create(name string) (io.Writer, error) {
	w, err := z.Writer.Create(name)
	if err == nil && strings.HasPrefix(name, "xl/worksheets/") {
		return untyped{w}, nil
	}
	return w, err
}

type untyped struct{ io.Writer }

func (u untyped) Write(sheet []byte) (int, error) {
	_, err := u.Writer.Write(bytes.ReplaceAll(sheet, []byte(` t="str"><f>`), []byte(`><f>`)))
	return len(sheet), err
}
