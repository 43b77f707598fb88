package sheet

import (
	"archive/zip"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// One sheet, written in every dialect that XML and the standard allow, is one sheet when it is read: cells, types,
// texts, hidden rows and columns, merges. The dialects include those of Excel, LibreOffice, Google, WPS, SheetJS,
// openpyxl, ClosedXML and excelize, which each make a few of the choices here.

func TestDialectsReadTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t)
		dialect := drawDialect(t)
		file := archived(t, dialect.write(sheet), pick(dialect, zip.Deflate, zip.Store))
		got, err := Read(file, Limits{})
		if len(sheet.Rows) == 0 {
			if err == nil || err.(*ReadError).Reason != Empty {
				t.Fatalf("an empty sheet gives %v", err)
			}
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, dialect.sheetXML(sheet))
		}
		sheet.Comments, sheet.Links = got.Sheets[0].Comments, got.Sheets[0].Links
		if diff := cmp.Diff(sheet, got.Sheets[0]); diff != "" {
			t.Fatalf("(-written +read)\n%s\n%s", diff, dialect.sheetXML(sheet))
		}
	})
}

// dialectStyles are the number formats of cell styles 0, 1 ... and what they make of numbers is for the tests of the
// formatter. Texts go through them unchanged.
var dialectStyles = []string{"", "0000", "yyyy-mm-dd", "0.00"}

// drawSheet makes up a sheet.
func drawSheet(t *rapid.T) *Sheet {
	sheet := &Sheet{Name: "Data"}
	hiddenCol := int32(rapid.IntRange(0, 4).Draw(t, "hidden column"))
	number := 0
	for range rapid.IntRange(0, 5).Draw(t, "rows") {
		number += rapid.SampledFrom([]int{1, 1, 1, 2, 7, 1000}).Draw(t, "row step")
		row := Row{Number: number, Hidden: rapid.Bool().Draw(t, "hidden row")}
		col := 0
		for range rapid.IntRange(1, 6).Draw(t, "cells") {
			col += rapid.SampledFrom([]int{1, 1, 1, 2, 26, 700}).Draw(t, "column step")
			cell := drawCell(t)
			cell.Ref = At(col, number)
			cell.Hidden = row.Hidden || cell.Ref.Col == hiddenCol
			row.Cells = append(row.Cells, cell)
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	if hiddenCol > 0 {
		sheet.Merges = []Area{{At(1, 1), At(2, 3)}, {At(int(hiddenCol), 9), At(28, 9)}}
	}
	return sheet
}

func drawCell(t *rapid.T) Cell {
	cell := Cell{Format: rapid.SampledFrom(dialectStyles).Draw(t, "format")}
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0, 1:
		cell.Kind, cell.Text = Text, drawText(t)
	case 2:
		cell.Kind = Number
		cell.Number = rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Map(rapid.IntRange(-999, 99999), func(i int) float64 { return float64(i) }),
			rapid.Map(rapid.IntRange(0, 9999999), func(i int) float64 { return float64(i) / 100 })).Draw(t, "number")
		if cell.Format == "yyyy-mm-dd" {
			cell.Kind, cell.Number = Date, float64(rapid.IntRange(61, 50000).Draw(t, "day"))
		}
		cell.Text = compileFormat(cell.Format).text(cell.Number)
	case 3:
		cell.Kind, cell.Text = Bool, "FALSE"
		if rapid.Bool().Draw(t, "truth") {
			cell.Number, cell.Text = 1, "TRUE"
		}
	case 4:
		cell.Kind, cell.Text = Error, rapid.SampledFrom([]string{"#N/A", "#REF!", "#DIV/0!", "#NAME?"}).Draw(t, "error")
	case 5:
		cell.Kind, cell.Text = Error, notCalculated
	}
	return cell
}

// drawText is a text without carriage returns, which are read as line ends.
func drawText(t *rapid.T) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		"MSKU", "1234567", " ", "&", "<", ">", "\"", "'", "]]>", "\n", "\t", "中文", "ç", "🚢", "_x000D_", "_x", "_", "\x01", "\x1f", "é", "</v>", "</t>",
		"&amp;", "\u00A0", "\uFFFE",
	}), 1, 6).Draw(t, "text")
	return strings.Join(pieces, "")
}

// A dialect is a way to write a workbook. Its choices are made by lot, wherever there is one.
type dialect struct {
	rand   *rand.Rand
	prefix string
	breaks string // between elements
	odd    bool   // with comments, processing instructions and CDATA among the elements
	strict bool
	wide   bool // UTF-16
	shared []string
}

func drawDialect(t *rapid.T) *dialect {
	d := &dialect{rand: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "dialect"), 0))}
	d.prefix = pick(d, "", "", "x:", "ns0:")
	d.breaks = pick(d, "", "", "\n", "\r\n  ")
	d.odd, d.strict, d.wide = d.one(2), d.one(2), d.one(6)
	return d
}

// one says whether to take a choice that is taken one time in so many.
func (d *dialect) one(in int) bool { return d.rand.IntN(in) == 0 }

func pick[T any](d *dialect, from ...T) T { return from[d.rand.IntN(len(from))] }

func (d *dialect) shuffled(words []string) []string {
	d.rand.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return words
}

func (d *dialect) write(sheet *Sheet) []part {
	sheetXML := d.sheetXML(sheet)
	parts := xlsxParts(d.encode(sheetXML), part{"xl/sharedStrings.xml", d.encode(d.stringsXML())},
		part{"xl/styles.xml", stylesPart(map[int]string{200: "0000", 201: "yyyy-mm-dd", 202: "0.00"}, 0, 200, 201, 202)})
	if d.one(3) {
		for i := range parts {
			switch parts[i].name {
			case sheetPart:
				parts[i].name = pick(d, []string{"XL/Worksheets/Sheet1.xml", `xl\worksheets\sheet1.xml`, "/xl/worksheets/sheet1.xml"}...)
			case "xl/_rels/workbook.xml.rels":
				parts[i].content = strings.ReplaceAll(parts[i].content, `Target="`, `Target="/xl/`)
			}
		}
	}
	return parts
}

func (d *dialect) encode(xml string) string {
	if !d.wide {
		if d.one(3) {
			return "\uFEFF" + xml
		}
		return xml
	}
	var wide []byte
	for _, unit := range utf16.Encode([]rune("\uFEFF" + strings.Replace(xml, `encoding="UTF-8"`, `encoding="UTF-16"`, 1))) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	return string(wide)
}

// open is a start tag, with its attributes (name, value, name, value ...) in some order and some quotes.
func (d *dialect) open(name string, attrs ...string) string {
	var written []string
	for i := 0; i < len(attrs); i += 2 {
		value := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(attrs[i+1])
		quote := `"`
		if d.one(8) && !strings.Contains(value, "'") {
			quote = "'"
		}
		equals := "="
		if d.one(12) {
			equals = " =\n"
		}
		written = append(written, attrs[i]+equals+quote+value+quote)
	}
	if len(written) > 1 && d.one(3) {
		written = d.shuffled(written)
	}
	end := ""
	if d.one(10) {
		end = " "
	}
	return "<" + strings.Join(append([]string{d.prefix + name}, written...), " ") + end + ">"
}

func (d *dialect) close(name string) string { return "</" + d.prefix + name + ">" }

// between is what may stand between two elements and mean nothing.
func (d *dialect) between() string {
	if d.odd && d.one(6) {
		return d.breaks + pick(d, []string{"<!-- <c r=\"A1\"><v>9</v></c> -->", "<?app note?>", "<!---->"}...)
	}
	return d.breaks
}

// chars writes a text as XML: entities, character references or CDATA.
func (d *dialect) chars(text string) string {
	var xml strings.Builder
	for _, char := range text {
		switch {
		case char < ' ' && char != '\n' && char != '\t', char == 0xFFFE:
			fmt.Fprintf(&xml, "_x%04X_", char)
		case d.odd && d.one(20) && char != ']':
			xml.WriteString("<![CDATA[" + string(char) + "]]>")
		case d.one(20):
			fmt.Fprintf(&xml, pick(d, []string{"&#%d;", "&#x%x;", "&#x%X;"}...), char)
		default:
			xml.WriteString(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(string(char)))
		}
	}
	return xml.String()
}

// xstring writes what looks like an escape as no escape.
func xstring(text string) string {
	for _, looksLike := range []string{"_x000D_"} {
		text = strings.ReplaceAll(text, looksLike, "_x005F"+looksLike)
	}
	return text
}

// textXML is what stands in <si> or <is>: plain or in runs, sometimes with its pronunciation.
func (d *dialect) textXML(text string) string {
	run := func(text string) string {
		return d.open("t", "xml:space", "preserve") + d.chars(text) + d.close("t")
	}
	if strings.TrimSpace(text) == text && text != "" && d.one(2) {
		run = func(text string) string { return d.open("t") + d.chars(text) + d.close("t") }
	}
	xml := run(xstring(text))
	if cut := len(text) / 2; d.one(3) && !strings.Contains(text, "_") && strings.ToValidUTF8(text[:cut], "") == text[:cut] {
		xml = d.open("r") + d.open("rPr") + d.open("b") + d.close("b") + d.close("rPr") + run(text[:cut]) + d.close("r") +
			d.between() + d.open("r") + run(text[cut:]) + d.close("r")
	}
	if d.one(6) {
		xml += d.between() + d.open("rPh", "sb", "0", "eb", "1") + d.open("t") + "ピンイン" + d.close("t") + d.close("rPh") +
			d.open("phoneticPr", "fontId", "1") + d.close("phoneticPr")
	}
	return xml
}

func (d *dialect) namespaces() []string {
	name := "xmlns"
	if d.prefix != "" {
		name = "xmlns:" + strings.TrimSuffix(d.prefix, ":")
	}
	address := "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	if d.strict {
		address = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	}
	return []string{name, address, "xmlns:x14ac", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"}
}

func (d *dialect) stringsXML() string {
	xml := d.head() + d.open("sst", d.namespaces()...)
	for _, text := range d.shared {
		xml += d.between() + d.open("si") + d.textXML(text) + d.close("si")
	}
	return xml + d.between() + d.close("sst")
}

func (d *dialect) head() string {
	return pick(d, []string{xmlHead, "<?xml version='1.0' encoding='UTF-8'?>\n", "<?xml version=\"1.0\"?>", "", xmlHead + "<!-- made by hand -->"}...)
}

func (d *dialect) sheetXML(sheet *Sheet) string {
	d.shared = []string{"never used"}
	xml := d.head() + d.open("worksheet", d.namespaces()...) + d.between()
	if d.one(2) {
		xml += d.open("dimension", "ref", "A1:B2") + d.close("dimension") + d.between()
	}
	for _, merge := range sheet.Merges[:min(1, len(sheet.Merges))] {
		_ = merge
		hidden := strconv.Itoa(int(sheet.Merges[1].First.Col))
		xml += d.open("cols") + d.open("col", "min", hidden, "max", hidden, "width", "9", "hidden", "1") + d.close("col") + d.close("cols") + d.between()
	}
	xml += d.open("sheetData") + d.between()
	last := 0
	for _, row := range sheet.Rows {
		attrs := []string{"x14ac:dyDescent", "0.25"}
		if row.Number != last+1 || !d.one(4) {
			attrs = append(attrs, "r", strconv.Itoa(row.Number))
		}
		if row.Hidden {
			attrs = append(attrs, "hidden", pick(d, []string{"1", "true"}...))
		}
		last = row.Number
		xml += d.open("row", attrs...) + d.between()
		lastCol := int32(0)
		for _, cell := range row.Cells {
			xml += d.cellXML(cell, cell.Ref.Col == lastCol+1 && d.one(4)) + d.between()
			lastCol = cell.Ref.Col
		}
		if d.one(4) && lastCol < MaxCol {
			xml += d.open("c", "r", At(int(lastCol)+1, row.Number).String(), "s", "1") + d.close("c") + d.between()
		}
		xml += d.close("row") + d.between()
	}
	xml += d.close("sheetData") + d.between()
	if len(sheet.Merges) > 0 {
		xml += d.open("mergeCells", "count", "2") + d.between()
		for _, merge := range sheet.Merges {
			xml += d.open("mergeCell", "ref", merge.String()) + d.close("mergeCell") + d.between()
		}
		xml += d.close("mergeCells")
	}
	xml += d.open("extLst") + d.open("ext", "xmlns:x14", "urn:x14", "uri", "{1}") + "<x14:c><x14:v>7</x14:v></x14:c>" + d.close("ext") + d.close("extLst")
	return xml + d.close("worksheet") + "\n"
}

func (d *dialect) cellXML(cell Cell, follows bool) string {
	var attrs []string
	if !follows {
		attrs = append(attrs, "r", cell.Ref.String())
	}
	for style, code := range dialectStyles {
		if code == cell.Format && (style > 0 || d.one(2)) {
			attrs = append(attrs, "s", strconv.Itoa(style))
		}
	}
	if d.one(8) {
		attrs = append(attrs, "ph", "1")
	}
	value, formula := "", ""
	valueOf := func(text string) string { return d.open("v") + d.chars(text) + d.close("v") }
	if d.one(4) {
		formula = d.open("f") + "A1 &amp; &quot;&lt;c&gt;&quot;" + d.close("f") + d.between()
	}
	switch cell.Kind {
	case Number, Date:
		text := strconv.FormatFloat(cell.Number, pick(d, []byte{'f', 'g', 'E'}...), -1, 64)
		if value = valueOf(text); d.one(3) {
			attrs = append(attrs, "t", "n")
		}
	case Bool:
		attrs, value = append(attrs, "t", "b"), valueOf(strconv.Itoa(int(cell.Number)))
	case Error:
		if cell.Text == notCalculated {
			formula = d.open("f") + "SUM(A1:A9)" + d.close("f")
			value = pick(d, []string{"", d.open("v") + d.close("v")}...)
		} else {
			attrs, value = append(attrs, "t", "e"), valueOf(cell.Text)
		}
	case Text:
		switch d.rand.IntN(3) {
		case 0:
			attrs, value = append(attrs, "t", "s"), valueOf(strconv.Itoa(len(d.shared)))
			d.shared = append(d.shared, cell.Text)
		case 1:
			attrs, value = append(attrs, "t", "inlineStr"), d.open("is")+d.textXML(cell.Text)+d.close("is")
		case 2:
			attrs = append(attrs, "t", "str")
			value = d.open("v", "xml:space", "preserve") + d.chars(xstring(cell.Text)) + d.close("v")
		}
	}
	return d.open("c", attrs...) + d.between() + formula + value + d.between() + d.close("c")
}
