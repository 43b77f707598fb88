package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"docket/testdata/golden"

	"github.com/google/go-cmp/cmp"
)

// odsNamespaces are those of a file as LibreOffice writes it.
const odsNamespaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink"` +
	` xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"`

// odsContent is a content part with styles and sheets.
func odsContent(styles, sheets string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><office:document-content` + odsNamespaces + `><office:automatic-styles>` +
		styles + `</office:automatic-styles><office:body><office:spreadsheet>` + sheets +
		`</office:spreadsheet></office:body></office:document-content>`
}

// odsFile is an ods file with parts, by name and content in turn.
func odsFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	parts = append([]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, parts...)
	for i := 0; i < len(parts); i += 2 {
		part, err := archive.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// odsTableOf reads a file with one sheet, whose table holds this.
func odsTableOf(t testing.TB, styles, table string) (*Sheet, *Workbook, error) {
	t.Helper()
	content := odsContent(styles, `<table:table table:name="Sheet1">`+table+`</table:table>`)
	book, err := readODS(odsFile(t, "content.xml", content), Limits{})
	if err != nil {
		return nil, nil, err
	}
	return book.Sheets[0], book, nil
}

var odsFixtures = []string{
	"corpus/13-shipping-instruction.ods", "ods/libreoffice-kinds.ods", "ods/libreoffice-days1904.ods", "ods/libreoffice-drawn.ods",
}

func TestODSFixtures(t *testing.T) {
	t.Parallel()
	for _, path := range odsFixtures {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			book, err := readODS(fixture(t, path), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, filepath.Join("testdata", path+".txt"), abridged(dump(book)))
		})
	}
}

func TestODSCells(t *testing.T) {
	t.Parallel()
	const styles = `<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>` +
		`<number:date-style style:name="N2"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>` +
		`<number:text-style style:name="N3"><number:text>PO </number:text><number:text-content/></number:text-style>` +
		`<style:style style:name="zeros" style:family="table-cell" style:data-style-name="N1"/>` +
		`<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>` +
		`<style:style style:name="po" style:family="table-cell" style:data-style-name="N3"/>`
	for _, c := range []struct{ name, cells, want string }{
		{"text", `<table:table-cell office:value-type="string"><text:p>COSU</text:p></table:table-cell>`, `A1 text "COSU"`},
		{"text without a type", `<table:table-cell><text:p>COSU</text:p></table:table-cell>`, `A1 text "COSU"`},
		{"text in an attribute", `<table:table-cell office:value-type="string" office:string-value=" x "/>`, `A1 text " x "`},
		{"text in an attribute, through its format", `<table:table-cell table:style-name="po" office:value-type="string" office:string-value="7"/>`, `A1 text "PO 7" as "PO "@`},
		{"text that is shown otherwise than it is", `<table:table-cell office:value-type="string" office:string-value="7"><text:p>PO 7</text:p></table:table-cell>`, `A1 text "PO 7"`},
		{"empty text", `<table:table-cell office:value-type="string"><text:p/></table:table-cell>`, ``},
		{"paragraphs", `<table:table-cell office:value-type="string"><text:p>a</text:p><text:p/><text:p>b</text:p></table:table-cell>`, `A1 text "a\n\nb"`},
		{"blanks as they are", `<table:table-cell office:value-type="string"><text:p> a  b<text:span> c</text:span> </text:p></table:table-cell>`, `A1 text " a  b c "`},
		{"a line break as it is", "<table:table-cell office:value-type=\"string\"><text:p>a\nb</text:p></table:table-cell>", `A1 text "a\nb"`},
		{"indented XML", "<table:table-cell office:value-type=\"string\">\n  <text:p>\n   a<text:s/>\n </text:p>\n <text:p>\n b\n</text:p></table:table-cell>", `A1 text "a \nb"`},
		{"blanks that count", `<table:table-cell office:value-type="string"><text:p><text:s/>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:s/></text:p></table:table-cell>`, `A1 text " a   b\tc\nd "`},
		{"fonts, links and fields", `<table:table-cell office:value-type="string"><text:p><text:span>a</text:span><text:a xlink:href="x">b<text:span>c</text:span></text:a><text:date>d</text:date></text:p></table:table-cell>`, `A1 text "abcd"`},
		{"a phonetic guide", `<table:table-cell office:value-type="string"><text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby></text:p></table:table-cell>`, `A1 text "東京"`},
		{"a list", `<table:table-cell office:value-type="string"><text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list></table:table-cell>`, `A1 text "a\nb"`},
		{"entities", `<table:table-cell office:value-type="string"><text:p>a &amp; &#x4E2D; &lt;</text:p></table:table-cell>`, `A1 text "a & 中 <"`},
		{"number", `<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1.234,50</text:p></table:table-cell>`, `A1 number "1.234,50" 1234.5`},
		{"number without a text", `<table:table-cell office:value-type="float" office:value="1234.5"/>`, `A1 number "1234.5" 1234.5`},
		{"number without a text, in a format", `<table:table-cell table:style-name="zeros" office:value-type="float" office:value="42"/>`, `A1 number "00042" 42 as 00000`},
		{"number that is hidden", `<table:table-cell office:value-type="float" office:value="5"><text:p/></table:table-cell>`, `A1 number "5" 5`},
		{"number too wide for its column", `<table:table-cell table:style-name="zeros" office:value-type="float" office:value="42"><text:p>###</text:p></table:table-cell>`, `A1 number "00042" 42 as 00000`},
		{"percentage", `<table:table-cell office:value-type="percentage" office:value="0.075"><text:p>7.5%</text:p></table:table-cell>`, `A1 number "7.5%" 0.075`},
		{"currency", `<table:table-cell office:value-type="currency" office:currency="EUR" office:value="12"><text:p>12,00 €</text:p></table:table-cell>`, `A1 number "12,00 €" 12`},
		{"date", `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="2026-12-22"><text:p>22.12.2026</text:p></table:table-cell>`, `A1 date "22.12.2026" 46378 as dd\.mm\.yyyy`},
		{"date without a text", `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="2026-12-22"/>`, `A1 date "22.12.2026" 46378 as dd\.mm\.yyyy`},
		{"date with a time", `<table:table-cell office:value-type="date" office:date-value="2026-12-22T18:00:00"><text:p>x</text:p></table:table-cell>`, `A1 date "x" 46378.75`},
		{"first day", `<table:table-cell office:value-type="date" office:date-value="1900-01-01"><text:p>x</text:p></table:table-cell>`, `A1 date "x" 1`},
		{"day that never was", `<table:table-cell office:value-type="date" office:date-value="1900-02-29T12:00:00"><text:p>x</text:p></table:table-cell>`, `A1 date "x" 60.5`},
		{"day before all days", `<table:table-cell office:value-type="date" office:date-value="1899-12-30"><text:p>30.12.1899</text:p></table:table-cell>`, `A1 text "30.12.1899"`},
		{"time", `<table:table-cell office:value-type="time" office:time-value="PT18H00M00S"><text:p>18:00</text:p></table:table-cell>`, `A1 date "18:00" 0.75`},
		{"duration", `<table:table-cell office:value-type="time" office:time-value="PT36H30M0.000S"><text:p>36:30</text:p></table:table-cell>`, `A1 date "36:30" 1.5208333333333333`},
		{"duration in days", `<table:table-cell office:value-type="time" office:time-value="P1DT12H"><text:p>36:00</text:p></table:table-cell>`, `A1 date "36:00" 1.5`},
		{"negative duration", `<table:table-cell office:value-type="time" office:time-value="-PT6H"><text:p>-6:00</text:p></table:table-cell>`, `A1 number "-6:00" -0.25`},
		{"true", `<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>`, `A1 bool "TRUE" 1`},
		{"true as LibreOffice writes it", `<table:table-cell office:value-type="float" office:value="1"><text:p>TRUE</text:p></table:table-cell>`, `A1 bool "TRUE" 1`},
		{"error", `<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`, `A1 error "#DIV/0!"`},
		{"error of another program", `<table:table-cell table:formula="of:=NA()" office:value-type="string"><text:p>#N/A</text:p></table:table-cell>`, `A1 error "#N/A"`},
		{"no error but its text", `<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>`, `A1 text "#N/A"`},
		{"formula with an empty text", `<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>`, ``},
		{"formula without a result", `<table:table-cell table:formula="of:=A2"/>`, `A1 error "#NOT-CALCULATED"`},
		{"formula with a type and no result", `<table:table-cell table:formula="of:=A2" office:value-type="float"/>`, `A1 error "#NOT-CALCULATED"`},
		{"cells repeated", `<table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell>`,
			`B1 text "x"; C1 text "x"; G1 text "y"`},
		{"cells that a merge covers", `<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>a</text:p></table:table-cell><table:covered-table-cell><text:p>under it</text:p></table:covered-table-cell><table:table-cell><text:p>b</text:p></table:table-cell>`,
			`A1 text "a"; B1 text "under it"; C1 text "b"`},
		{"a picture in a cell", `<table:table-cell office:value-type="string"><draw:frame><draw:image/><draw:text-box><text:p>of the picture</text:p></draw:text-box></draw:frame><text:p>of the cell</text:p></table:table-cell>`, `A1 text "of the cell"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sheet, _, err := odsTableOf(t, styles, "<table:table-row>"+c.cells+"</table:table-row>")
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(sheet); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Rows that are repeated cost what they hold: a million empty ones nothing.
func TestODSRows(t *testing.T) {
	t.Parallel()
	const x = `<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>`
	sheet, book, err := odsTableOf(t, "",
		`<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>`+
			`<table:table-column-group table:display="false"><table:table-column/></table:table-column-group>`+
			`<table:table-header-rows><table:table-row>`+x+`</table:table-row></table:table-header-rows>`+
			`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`+
			`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell><table:covered-table-cell/>`+
			`<table:table-cell office:value-type="string"><office:annotation><dc:creator>docs</dc:creator><dc:date>2026-01-01</dc:date><text:p>see</text:p><text:p>mail</text:p></office:annotation><text:p><text:a xlink:href="https://example.com/">in C</text:a></text:p></table:table-cell></table:table-row>`+
			`<table:table-row table:visibility="filter">`+x+`</table:table-row><table:table-row table:visibility="collapse">`+x+`</table:table-row>`+
			`<table:table-row-group table:display="false"><table:table-row-group><table:table-row><table:table-cell table:number-columns-repeated="3"/>`+x+`</table:table-row></table:table-row-group></table:table-row-group>`+
			`<table:table-row table:number-rows-repeated="1048500"><table:table-cell/></table:table-row>`+
			`<table:table-row table:number-rows-repeated="99999999999999"><table:table-cell table:number-columns-repeated="99999999999999"/></table:table-row>`)
	if err != nil {
		t.Fatal(err)
	}
	want := `format ods

sheet "Sheet1"
row 1
  A1    text   "x"
row 5
  A5    number "7"  = 7
  C5    text   "in C"  (hidden)
row 6
  A6    number "7"  = 7
  C6    text   "in C"  (hidden)
row 7  (hidden)
  A7    text   "x"  (hidden)
row 8  (hidden)
  A8    text   "x"  (hidden)
row 9  (hidden)
  D9    text   "x"  (hidden)
merged A5:B5
merged A6:B6
comment C5 "see\nmail"
comment C6 "see\nmail"
link C5 "https://example.com/"
link C6 "https://example.com/"
`
	if diff := cmp.Diff(want, dump(book)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if sheet.At(At(1, 6)) == nil {
		t.Error("A6 is not found")
	}
}

// What else stands in a file: sheets that are not shown, tables that are none, notes for a person.
func TestODSAround(t *testing.T) {
	t.Parallel()
	const cell = `<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`
	styles := `<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>`
	content := odsContent(styles,
		`<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>old</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>`+
			`<table:table table:name="shown">`+cell+`<table:shapes><draw:frame><draw:object/><draw:image/></draw:frame><draw:custom-shape><text:p>words</text:p></draw:custom-shape></table:shapes></table:table>`+
			`<table:table table:name="hidden" table:style-name="off">`+cell+`</table:table>`+
			`<table:table table:name="linked"><table:table-source xlink:href="../rates.ods"/>`+cell+`</table:table>`+
			`<table:table table:name="'file:///rates.ods'#Rates" table:style-name="off"><table:table-source xlink:href="../rates.ods"/>`+cell+`</table:table>`+
			`<table:table table:name="waiting"><table:table-row><table:table-cell table:formula="of:=A1"/></table:table-row></table:table>`)
	book, err := readODS(odsFile(t, "content.xml", content, "Basic/script-lc.xml", "<x/>"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := `format ods
remark Sheet "shown" has more than its cells, not read: 1 shape with text, 1 chart.
remark Sheet "waiting" has 1 formula without a result: A1. Open the file in a spreadsheet program and save it, and the results are there.
remark The file can hold macros; they are ignored.
remark The file refers to 2 other workbooks, not opened: the values that it keeps of them are what was read.

sheet "shown"
row 1
  A1    text   "x"

sheet "hidden"  (hidden)
row 1
  A1    text   "x"

sheet "linked"
row 1
  A1    text   "x"

sheet "waiting"
row 1
  A1    error  "#NOT-CALCULATED"
`
	if diff := cmp.Diff(want, dump(book)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Namespaces count, not the prefixes that stand for them.
func TestODSOtherPrefixes(t *testing.T) {
	t.Parallel()
	content := odsContent("", `<table:table table:name="Sheet1"><table:table-row><table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell></table:table-row></table:table>`)
	content = strings.NewReplacer("table:", "t:", "xmlns:table=", "xmlns:t=", "text:", "x:", "xmlns:text=", "xmlns:x=").Replace(content)
	content = strings.NewReplacer("opendocument:xmlns:t:", "opendocument:xmlns:table:", "opendocument:xmlns:x:", "opendocument:xmlns:text:").Replace(content)
	book, err := readODS(odsFile(t, "content.xml", content), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := brief(book.Sheets[0]), `A1 number "5" 5`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A style is based on another; columns and rows have styles for cells that have none.
func TestODSStyles(t *testing.T) {
	t.Parallel()
	named := `<?xml version="1.0"?><office:document-styles` + odsNamespaces + `><office:styles>` +
		`<number:number-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>` +
		`<style:style style:name="Money" style:family="table-cell" style:data-style-name="N1"/>` +
		`<style:style style:name="More" style:family="table-cell" style:parent-style-name="Money"/>` +
		`<style:style style:name="Circle" style:family="table-cell" style:parent-style-name="Circle"/>` +
		`</office:styles><office:automatic-styles><number:number-style style:name="N9"/></office:automatic-styles></office:document-styles>`
	styles := `<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="4"/></number:number-style>` +
		`<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="More"/>` +
		`<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="Money" style:data-style-name="N1"/>` +
		`<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="Circle"/>`
	cell := func(style string) string {
		return `<table:table-cell` + style + ` office:value-type="float" office:value="7"/>`
	}
	content := odsContent(styles, `<table:table table:name="s"><table:table-column/><table:table-column table:number-columns-repeated="5" table:default-cell-style-name="ce2"/>`+
		`<table:table-row>`+cell("")+cell("")+cell(` table:style-name="ce1"`)+cell(` table:style-name="ce3"`)+cell(` table:style-name="none"`)+`</table:table-row>`+
		`<table:table-row table:default-cell-style-name="More">`+cell("")+`</table:table-row></table:table>`)
	book, err := readODS(odsFile(t, "content.xml", content, "styles.xml", named), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := `A1 number "7" 7; B1 number "0007" 7 as 0000; C1 number "7.00" 7 as 0.00; D1 number "7" 7; E1 number "7" 7; A2 number "7.00" 7 as 0.00`
	if got := brief(book.Sheets[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// How OpenDocument says what a format code says.
func TestODSFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ style, want string }{
		{`<number:number-style style:name="N"><number:number number:min-integer-digits="1"/></number:number-style>`, "General"},
		{`<number:number-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>`, "0"},
		{`<number:number-style style:name="N"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>`, "#,##0.00"},
		{`<number:number-style style:name="N"><number:number number:decimal-places="3" number:min-decimal-places="1" number:min-integer-digits="0"/></number:number-style>`, "#.0##"},
		{`<number:number-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="6" number:grouping="true"/></number:number-style>`, "000,000"},
		{`<number:number-style style:name="N"><number:number number:decimal-places="1" number:min-integer-digits="1" number:display-factor="1000000"/><number:text>M</number:text></number:number-style>`, `0.0,,\M`},
		{`<number:number-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="7"><number:embedded-text number:position="4">-</number:embedded-text></number:number></number:number-style>`, "000-0000"},
		{`<number:number-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="1"><number:embedded-text number:position="3">.</number:embedded-text></number:number></number:number-style>`, `#\.##0`},
		{`<number:number-style style:name="N"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text> "KGS"</number:text></number:number-style>`, `0.0" "\""KGS"\"""`},
		{`<number:number-style style:name="N"><number:fill-character> </number:fill-character><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>`, "* 0"},
		{`<number:percentage-style style:name="N"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>`, "0.0%"},
		{`<number:currency-style style:name="N"><number:currency-symbol>€</number:currency-symbol><number:text> </number:text><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:currency-style>`, "[$€] 0.00"},
		{`<number:number-style style:name="N"><number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/></number:number-style>`, "0.00E+00"},
		{`<number:number-style style:name="N"><number:fraction number:min-integer-digits="0" number:min-numerator-digits="2" number:min-denominator-digits="2"/></number:number-style>`, "# ??/??"},
		{`<number:number-style style:name="N"><number:fraction number:min-numerator-digits="1" number:denominator-value="8"/></number:number-style>`, "?/8"},
		{`<number:date-style style:name="N"><number:day-of-week/><number:text>, </number:text><number:day/><number:text> </number:text><number:month number:textual="true" number:style="long"/><number:text> </number:text><number:year/></number:date-style>`, `ddd", "d mmmm yy`},
		{`<number:date-style style:name="N"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text></number:date-style>`, `yyyy\年m\月`},
		{`<number:time-style style:name="N"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long" number:decimal-places="2"/><number:am-pm/></number:time-style>`, "hh:mm:ss.00AM/PM"},
		{`<number:time-style style:name="N" number:truncate-on-overflow="false"><number:hours/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>`, "[h]:mm"},
		{`<number:text-style style:name="N"><number:text-content/></number:text-style>`, "@"},
		{`<number:number-style style:name="N0"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>` +
			`<number:number-style style:name="N"><number:text>(</number:text><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="N0"/></number:number-style>`, "0;(0)"},
		{`<number:number-style style:name="N0"><number:text>many</number:text></number:number-style>` +
			`<number:number-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="1"/><style:map style:condition="value()&gt;=100" style:apply-style-name="N0"/></number:number-style>`, `[>=100]"many";0`},
	} {
		cell := `<style:style style:name="ce" style:family="table-cell" style:data-style-name="N"/>`
		sheet, _, err := odsTableOf(t, c.style+cell, `<table:table-row><table:table-cell table:style-name="ce" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`)
		if err != nil {
			t.Errorf("%s: %v", c.want, err)
			continue
		}
		got := sheet.At(At(1, 1)).Format
		if got == "" {
			got = "General"
		}
		if got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestODSDamage(t *testing.T) {
	t.Parallel()
	row := func(cells string) string {
		return odsContent("", `<table:table table:name="S"><table:table-row table:number-rows-repeated="2"/><table:table-row>`+cells+`</table:table-row></table:table>`)
	}
	for _, c := range []struct {
		name, content string
		reason        Reason
		want          string
	}{
		{"number that is none", row(`<table:table-cell office:value-type="float" office:value="1,5"/>`), Damaged,
			`sheet "S" (content.xml), row 3: cell A3 says that it is of the type "float", and "1,5" is not a number`},
		{"number without a value", row(`<table:table-cell/><table:table-cell office:value-type="float"><text:p>5</text:p></table:table-cell>`), Damaged,
			`sheet "S" (content.xml), row 3: cell B3 says that it is of the type "float", and "" is not a number`},
		{"date that is none", row(`<table:table-cell office:value-type="date" office:date-value="tomorrow"/>`), Damaged,
			`sheet "S" (content.xml), row 3: cell A3 says that it is of the type "date", and "tomorrow" is not a date or time`},
		{"time that is none", row(`<table:table-cell office:value-type="time" office:time-value="PT5X"/>`), Damaged,
			`sheet "S" (content.xml), row 3: cell A3 says that it is of the type "time", and "PT5X" is not a date or time`},
		{"truth value that is none", row(`<table:table-cell office:value-type="boolean" office:boolean-value="perhaps"/>`), Damaged,
			`sheet "S" (content.xml), row 3: a truth value is "perhaps"`},
		{"type that is none", row(`<table:table-cell office:value-type="colour" office:value="1"/>`), Damaged,
			`sheet "S" (content.xml), row 3: cell A3 says that it is of the type "colour", and "" is not something of this kind`},
		{"repetition that is no number", row(`<table:table-cell table:number-columns-repeated="-1"/>`), Damaged,
			`sheet "S" (content.xml), row 3: table:number-columns-repeated="-1" is no number of rows or columns`},
		{"cells past the last column", row(`<table:table-cell table:number-columns-repeated="16384"/><table:table-cell><text:p>x</text:p></table:table-cell>`), Damaged,
			`sheet "S" (content.xml), row 3: cells go on past column XFD`},
		{"repeated cells past the last column", row(`<table:table-cell table:number-columns-repeated="16385"><text:p>x</text:p></table:table-cell>`), Damaged,
			`sheet "S" (content.xml), row 3: cells go on past column XFD`},
		{"rows past the last", odsContent("", `<table:table table:name="S"><table:table-row table:number-rows-repeated="1048577"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>`), Damaged,
			`sheet "S" (content.xml), row 1: rows go on past row 1048576`},
		{"table in a cell", row(`<table:table-cell><table:table table:name="inner"/></table:table-cell>`), Damaged,
			`sheet "S" (content.xml), row 3: there is a table inside of a cell, which cannot be read`},
		{"text between the cells", row(`lost`), Damaged,
			`sheet "S" (content.xml), row 3: there is text in <table:table-row>, where none belongs`},
		{"XML that is cut", row(`<table:table-cell>`)[:900], Damaged, ""},
		{"another kind of document", strings.ReplaceAll(row(``), "office:spreadsheet", "office:text"), NotASpreadsheet,
			"the file is an OpenDocument file of another kind, not a spreadsheet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := readODS(odsFile(t, "content.xml", c.content), Limits{})
			if !errors.Is(err, c.reason) {
				t.Errorf("got %v, want %v", err, c.reason)
			} else if got := err.Error(); c.want != "" && got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	if _, err := readODS(odsFile(t), Limits{}); !errors.Is(err, Damaged) {
		t.Errorf("without content: got %v, want a damaged file", err)
	}
}

func TestODSPassword(t *testing.T) {
	t.Parallel()
	_, err := readODS(fixture(t, "ods/libreoffice-password.ods"), Limits{})
	if !errors.Is(err, Encrypted) {
		t.Errorf("got %v, want an encrypted file", err)
	}
}

func TestODSCutFile(t *testing.T) {
	t.Parallel()
	for _, path := range odsFixtures {
		data := fixture(t, path)
		for length := 0; length < len(data); length += 512 {
			if _, err := readODS(data[:length], Limits{}); !errors.Is(err, Damaged) {
				t.Errorf("%s cut to %d of %d bytes: got %v, want a damaged file", path, length, len(data), err)
			}
		}
	}
}

func TestODSLimits(t *testing.T) {
	t.Parallel()
	const cell = `<table:table-cell table:number-columns-spanned="2" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>`
	styles := `<style:style style:name="a" style:family="table-cell"/><style:style style:name="b" style:family="table-cell"/>`
	table := `<table:table table:name="a"><table:table-row table:number-rows-repeated="3">` + cell + `</table:table-row></table:table>`
	data := odsFile(t, "content.xml", odsContent(styles, table+strings.Replace(table, `"a"`, `"b"`, 1)))
	enough := Limits{Bytes: int64(len(data)), Sheets: 2, Rows: 6, Cells: 12, Marks: 6, Styles: 2}
	if _, err := readODS(data, enough); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		tighten func(l *Limits)
		want    string
	}{
		{func(l *Limits) { l.Bytes-- }, fmt.Sprintf("the file has %d bytes, more than the limit of %d", len(data), len(data)-1)},
		{func(l *Limits) { l.Sheets-- }, "the file has more sheets than the limit of 1"},
		{func(l *Limits) { l.Rows-- }, `sheet "b", row 3: the file has more rows than the limit of 5`},
		{func(l *Limits) { l.Cells-- }, `sheet "b", row 3: the file has more cells than the limit of 11`},
		{func(l *Limits) { l.Marks-- }, `sheet "b", row 3: the file has more merged areas, comments and links than the limit of 5`},
		{func(l *Limits) { l.Styles-- }, "content.xml: the file has more styles than the limit of 1"},
	} {
		limits := enough
		c.tighten(&limits)
		_, err := readODS(data, limits)
		if !errors.Is(err, TooLarge) || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// A few bytes that stand for a billion cells are refused before there are many.
func TestODSRepetitionIsBounded(t *testing.T) {
	t.Parallel()
	limits := Limits{Cells: 100_000, Rows: 100_000, Marks: 1000}
	for name, row := range map[string]string{
		"rows":   `<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>`,
		"both":   `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>`,
		"merges": `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-spanned="2"/></table:table-row>`,
		"blanks": `<table:table-row><table:table-cell><text:p>` + strings.Repeat(`<text:s text:c="1000000"/>`, 100) + `</text:p></table:table-cell></table:table-row>`,
	} {
		content := odsContent("", `<table:table table:name="S">`+row+`</table:table>`)
		if _, err := readODS(odsFile(t, "content.xml", content), limits); !errors.Is(err, TooLarge) {
			t.Errorf("%s: got %v, want a file that is too large", name, err)
		}
	}
}

func FuzzODS(f *testing.F) {
	f.Add(odsContent("", ""))
	f.Add(odsContent(`<number:number-style style:name="N"><number:number number:decimal-places="2"><number:embedded-text number:position="9">x</number:embedded-text></number:number><style:map style:condition="value()&gt;=0" style:apply-style-name="N"/></number:number-style><style:style style:name="c" style:family="table-cell" style:data-style-name="N"/>`,
		`<table:table table:name="S"><table:table-column table:number-columns-repeated="3"/><table:table-row table:number-rows-repeated="5"><table:table-cell table:style-name="c" table:number-columns-repeated="2" office:value-type="float" office:value="5"/><table:table-cell office:value-type="time" office:time-value="P1DT5H"><office:annotation><text:p>x</text:p></office:annotation><text:p>a<text:s text:c="3"/><text:a xlink:href="y">b</text:a></text:p></table:table-cell></table:table-row></table:table>`))
	f.Fuzz(func(t *testing.T, content string) {
		book, err := readODS(odsFile(t, "content.xml", content), Limits{Cells: 100_000, Rows: 100_000, Marks: 100_000})
		var trouble *ReadError
		if err != nil && !errors.As(err, &trouble) {
			t.Fatalf("%v is no ReadError", err)
		}
		if err == nil {
			checkSheets(t, book)
		}
	})
}

func BenchmarkODS(b *testing.B) {
	row := "<table:table-row>" + strings.Repeat(`<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>COSU6412345670</text:p></table:table-cell>`+
		`<table:table-cell table:style-name="ce1" office:value-type="float" office:value="1234.5" calcext:value-type="float"><text:p>1,234.50</text:p></table:table-cell>`, 10) + "</table:table-row>"
	data := odsFile(b, "content.xml", odsContent("", `<table:table table:name="S">`+strings.Repeat(row, 5000)+`</table:table>`))
	b.ReportAllocs()
	b.SetBytes(int64(5000 * len(row)))
	for b.Loop() {
		if _, err := readODS(data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
