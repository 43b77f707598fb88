package annotate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"docket/mapping/sheet"
)

// A grid is a sheet that docket writes itself, row by row: the report, and the sheets of files that are not xlsx. Its
// texts stand in the cells themselves, never as formulas.
type grid struct {
	rows   strings.Builder
	cells  strings.Builder // of the row
	merges []string
	links  []string
	texts  map[sheet.Ref]string // nil if nobody asks
	row    int
	open   bool
	hidden bool    // the row is
	height float64 // of the row in points, 0 for what its texts need
}

// maxCellText is how much text a cell holds in Excel, in UTF-16 units.
const maxCellText = 32767

// startRow begins the next row, or one further down.
func (g *grid) startRow(number int) {
	g.endRow()
	g.row, g.open = number, true
}

func (g *grid) endRow() {
	if g.open {
		fmt.Fprintf(&g.rows, `<row r="%d"`, g.row)
		if g.height > 0 {
			fmt.Fprintf(&g.rows, ` ht="%g" customHeight="1"`, g.height)
		}
		if g.hidden {
			g.rows.WriteString(` hidden="1"`)
		}
		g.rows.WriteString(">" + g.cells.String() + "</row>")
	}
	g.open, g.hidden, g.height = false, false, 0
	g.cells.Reset()
}

// text writes a text into a column of the row.
func (g *grid) text(col int, text string, format int) {
	text = cellLimit(clean(text))
	if g.texts != nil {
		g.texts[sheet.At(col, g.row)] = text
	}
	g.start(col, format, "inlineStr")
	g.cells.WriteString(`<is><t xml:space="preserve">`)
	g.cells.WriteString(cellText(text))
	g.cells.WriteString(`</t></is></c>`)
}

// number writes a number into a column of the row.
func (g *grid) number(col int, number float64, format int) {
	g.start(col, format, "")
	g.cells.WriteString("<v>" + strconv.FormatFloat(number, 'g', -1, 64) + "</v></c>")
}

// typed writes a value of another type, as the format writes it.
func (g *grid) typed(col int, kind, value string, format int) {
	g.start(col, format, kind)
	g.cells.WriteString("<v>" + escaped(value) + "</v></c>")
}

func (g *grid) start(col, format int, kind string) {
	g.cells.WriteString(`<c r="` + sheet.At(col, g.row).String() + `"`)
	if format > 0 {
		g.cells.WriteString(` s="` + strconv.Itoa(format) + `"`)
	}
	if kind != "" {
		g.cells.WriteString(` t="` + kind + `"`)
	}
	g.cells.WriteString(">")
}

// link makes a cell of the row a link to a place in the workbook.
func (g *grid) link(col int, to sheet.Place) {
	g.links = append(g.links, fmt.Sprintf(`<hyperlink ref="%s" location="%s"/>`, sheet.At(col, g.row), escaped(location(to))))
}

// location is a place as links write it: the sheet's name in quotes.
func location(p sheet.Place) string {
	return "'" + strings.ReplaceAll(p.Sheet, "'", "''") + "'!" + p.Ref.String()
}

func (g *grid) merge(area sheet.Area) {
	g.merges = append(g.merges, `<mergeCell ref="`+area.String()+`"/>`)
}

// A column is how wide one is, in characters of the default font.
type column struct {
	width  float64
	hidden bool
}

// xml is the sheet. Before is put before all else, view into its view, and after at the end.
func (g *grid) xml(columns []column, before, view, after string) string {
	g.endRow()
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet xmlns="` + mainNS + `" xmlns:r="` + relationAttr + `">`)
	b.WriteString(before + `<sheetViews><sheetView workbookViewId="0"` + view + `/></sheetViews>`)
	if len(columns) > 0 {
		b.WriteString("<cols>")
		for i, c := range columns {
			hidden := ""
			if c.hidden {
				hidden = ` hidden="1"`
			}
			fmt.Fprintf(&b, `<col min="%[1]d" max="%[1]d" width="%.4[2]g" customWidth="1"%[3]s/>`, i+1, c.width, hidden)
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	b.WriteString(g.rows.String())
	b.WriteString("</sheetData>")
	if len(g.merges) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">%s</mergeCells>`, len(g.merges), strings.Join(g.merges, ""))
	}
	if len(g.links) > 0 {
		b.WriteString("<hyperlinks>" + strings.Join(g.links, "") + "</hyperlinks>")
	}
	b.WriteString(after + "</worksheet>")
	return b.String()
}

// cellLimit is as much of a text as a cell holds.
func cellLimit(text string) string {
	if utf16Length(text) > maxCellText {
		return cut(text, maxCellText/2)
	}
	return text
}

// utf16Length is how long spreadsheets take a text to be.
func utf16Length(text string) int {
	if len(text) <= maxCellText {
		return len(text)
	}
	n := 0
	for _, r := range text {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// widthOf is how wide a text is, in characters: those of East Asia take two.
func widthOf(text string) float64 {
	widest, n := 0, 0
	for _, r := range text {
		switch {
		case r == '\n':
			n = 0
			continue
		case r >= 0x1100 && utf8.RuneLen(r) >= 3:
			n++
		}
		n++
		widest = max(widest, n)
	}
	return math.Min(60, math.Max(8, float64(widest)+2))
}
