package annotate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"docket/mapping/sheet"
)

// rebuild makes an xlsx workbook of the cells of a file, each as it is shown: texts as texts whatever they begin with,
// numbers and dates as such where they then show the same. Names are what its sheets are called: not every name that
// other programs allow is one for Excel.
func rebuild(book *sheet.Workbook, limits sheet.Limits) (data []byte, names map[string]string, err error) {
	b := builder{book: book, names: sheetNames(book), formats: map[string]int{}, asText: map[sheet.Place]bool{}}
	for range 2 {
		if data, err = b.build(); err != nil {
			return nil, nil, err
		}
		again, err := sheet.Read(data, limits)
		if err != nil {
			return nil, nil, err
		}
		if !b.compare(again) {
			break
		}
	}
	return data, b.names, nil
}

// A builder writes a workbook.
type builder struct {
	book    *sheet.Workbook
	names   map[string]string // of its sheets, by those of the file
	formats map[string]int    // number of the cell format, by number format code
	codes   []string          // number format codes in the order of their numbers
	asText  map[sheet.Place]bool
}

// compare notes the cells that show something else in a first build, and says whether there are any.
func (b *builder) compare(again *sheet.Workbook) bool {
	found := false
	for i, s := range b.book.Sheets {
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				if built := again.Sheets[i].At(cell.Ref); built == nil || built.Text != cell.Text {
					b.asText[s.Place(cell.Ref)] = true
					found = found || cell.Kind != sheet.Text
				}
			}
		}
	}
	return found
}

func (b *builder) build() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	write := func(name, text string) error {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: early})
		if err == nil {
			_, err = io.WriteString(to, text)
		}
		return err
	}
	var list, related, types strings.Builder
	for i, s := range b.book.Sheets {
		part := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		if err := write("xl/"+part, b.sheet(s)); err != nil {
			return nil, err
		}
		state := ""
		if s.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%[2]d"/>`, escaped(b.names[s.Name]), i+1, state)
		fmt.Fprintf(&related, `<Relationship Id="rId%d" Type="%sworksheet" Target="%s"/>`, i+1, relationTypes, part)
		fmt.Fprintf(&types, `<Override PartName="/xl/%s" ContentType="%s"/>`, part, sheetContentType)
	}
	fmt.Fprintf(&related, `<Relationship Id="rId%d" Type="%sstyles" Target="styles.xml"/>`, len(b.book.Sheets)+1, relationTypes)
	for _, part := range []struct{ name, text string }{
		{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `" xmlns:r="` + relationAttr + `"><bookViews><workbookView/></bookViews><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + relationsNS + `">` + related.String() + `</Relationships>`},
		{"xl/styles.xml", b.styles()},
		{"_rels/.rels", `<Relationships xmlns="` + relationsNS + `"><Relationship Id="rId1" Type="` + relationTypes + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + bookContentType + `"/><Override PartName="/xl/styles.xml" ContentType="` + stylesContentType + `"/>` + types.String() + `</Types>`},
	} {
		if err := write(part.name, xmlHead+part.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.comments(out.Bytes())
}

// textFormat is the number of the cell format of texts; those of number formats follow.
const textFormat = 1

// sheet is one sheet as XML.
func (b *builder) sheet(s *sheet.Sheet) string {
	g := grid{}
	var columns []column
	for _, row := range s.Rows {
		g.startRow(row.Number)
		g.hidden = row.Hidden
		for _, cell := range row.Cells {
			col := int(cell.Ref.Col)
			for len(columns) < col {
				columns = append(columns, column{width: 9})
			}
			columns[col-1].width = max(columns[col-1].width, widthOf(cell.Text))
			columns[col-1].hidden = columns[col-1].hidden || cell.Hidden && !row.Hidden
			b.cell(&g, s, cell)
		}
	}
	for _, area := range s.Merges {
		if area.First != area.Last {
			g.merge(area)
		}
	}
	return g.xml(columns, "", "", "")
}

func (b *builder) cell(g *grid, s *sheet.Sheet, cell sheet.Cell) {
	col := int(cell.Ref.Col)
	switch {
	case b.asText[s.Place(cell.Ref)] || b.book.Format == sheet.CSV || cell.Kind == sheet.Text:
		g.text(col, cell.Text, textFormat)
	case cell.Kind == sheet.Bool:
		g.typed(col, "b", strconv.FormatFloat(cell.Number, 'g', -1, 64), 0)
	case cell.Kind == sheet.Error:
		g.typed(col, "e", cell.Text, 0)
	default:
		g.number(col, cell.Number, b.format(cell.Format))
	}
}

// format is the cell format for a number format.
func (b *builder) format(code string) int {
	if code == "" {
		return 0
	}
	if _, known := b.formats[code]; !known {
		b.codes = append(b.codes, code)
		b.formats[code] = textFormat + len(b.codes)
	}
	return b.formats[code]
}

// styles is the style sheet.
func (b *builder) styles() string {
	const firstCustom = 164
	var codes, formats strings.Builder
	for i, code := range b.codes {
		fmt.Fprintf(&codes, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstCustom+i, escaped(clean(code)))
		fmt.Fprintf(&formats, `<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`, firstCustom+i)
	}
	list := ""
	if len(b.codes) > 0 {
		list = fmt.Sprintf(`<numFmts count="%d">%s</numFmts>`, len(b.codes), codes.String())
	}
	text := fmt.Sprintf(`<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`, asText)
	return styleSheet(list, text+formats.String(), 1+textFormat+len(b.codes))
}

// comments puts the sender's comments into a workbook.
func (b *builder) comments(data []byte) ([]byte, error) {
	ed, err := openWorkbook(data)
	if err != nil {
		return nil, err
	}
	for i, s := range b.book.Sheets {
		p, err := ed.open(ed.sheets[i].part, 6)
		if err != nil {
			return nil, err
		}
		if err := ed.addComments(p, commentsOf(s), nil); err != nil {
			return nil, err
		}
	}
	return ed.bytes()
}

// sheetNames are names for the sheets of a workbook that Excel takes.
func sheetNames(book *sheet.Workbook) map[string]string {
	names, taken := map[string]string{}, map[string]bool{"history": true} // Excel keeps that name to itself
	for _, s := range book.Sheets {
		base := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
				return '_'
			}
			return r
		}, clean(s.Name))
		if base = strings.Trim(strings.TrimSpace(base), "'"); base == "" {
			base = "Sheet"
		}
		name := shorten(base, maxSheetName)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := " " + strconv.Itoa(n)
			name = shorten(base, maxSheetName-len(suffix)) + suffix
		}
		names[s.Name] = name
		taken[strings.ToLower(name)] = true
	}
	return names
}

// maxSheetName is how long a sheet's name may be, in UTF-16 units.
const maxSheetName = 31

// shorten cuts a text to a length in UTF-16 units.
func shorten(text string, length int) string {
	n := 0
	for i, r := range text {
		if n += max(1, utf16.RuneLen(r)); n > length {
			return strings.TrimRight(text[:i], " '")
		}
	}
	return text
}
