package sheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cellFixture is a workbook with one row of cells, and what cells may point to: texts and number formats.
func cellFixture(t testing.TB, sheetXML string) []byte {
	return stored(t, xlsxParts(sheetXML,
		part{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `>` +
			`<si><t>plain</t></si>` +
			`<si><t xml:space="preserve"> blanks </t></si>` +
			`<si><t> trimmed </t></si>` +
			`<si/>` +
			`<si><r><t>two</t></r><r><rPr><b/></rPr><t xml:space="preserve"> runs</t></r></si>` +
			`<si><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/></si>` +
			`<si><t>a_x000D_` + "\n" + `b</t></si>` +
			`</sst>`},
		part{"xl/styles.xml", stylesPart(map[int]string{164: `0000\.00\.0000`, 165: "yyyy-mm-dd", 166: ";;;", 167: `"PO "@`, 168: "[h]:mm"},
			0, 164, 165, 166, 167, 168, 49, 9)}))
}

// TestCells is the table of what stands in a cell's XML and what it means, on both paths.
func TestCells(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		about, xml string
		want       string // kind, number and text of the cell; "" for none
	}{
		{"number", `<c r="A1"><v>42</v></c>`, "number 42 42"},
		{"number of 11 digits", `<c r="A1"><v>12345678901</v></c>`, "number 12345678901 12345678901"},
		{"number of 12 digits is shown short", `<c r="A1"><v>123456789012</v></c>`, "number 123456789012 1.23457E+11"},
		{"number with blanks around", "<c r=\"A1\"><v>\n 42 </v></c>", "number 42 42"},
		{"number in scientific notation", `<c r="A1"><v>1.5E-3</v></c>`, "number 0.0015 0.0015"},
		{"number as floats have it", `<c r="A1"><v>0.30000000000000004</v></c>`, "number 0.30000000000000004 0.3"},
		{"number with zeros at its end", `<c r="A1"><v>1.50</v></c>`, "number 1.5 1.5"},
		{"number with plus", `<c r="A1"><v>+5</v></c>`, "number 5 5"},
		{"minus zero", `<c r="A1"><v>-0</v></c>`, "number -0 0"},
		{"leading zeros of a format", `<c r="A1" s="1"><v>101210000</v></c>`, "number 101210000 0101.21.0000"},
		{"leading zeros of a text", `<c r="A1" t="str"><v>0010</v></c>`, "text 0 0010"},
		{"text that looks like a date", `<c r="A1" s="2" t="inlineStr"><is><t>45000</t></is></c>`, "text 0 45000"},
		{"number that its format hides", `<c r="A1" s="3"><v>7</v></c>`, "number 7 7"},
		{"words around a text", `<c r="A1" s="4" t="s"><v>0</v></c>`, "text 0 PO plain"},
		{"number as text format", `<c r="A1" s="6"><v>7.5</v></c>`, "number 7.5 7.5"},
		{"percent", `<c r="A1" s="7"><v>0.25</v></c>`, "number 0.25 25%"},
		{"date", `<c r="A1" s="2"><v>45000</v></c>`, "date 45000 2023-03-15"},
		{"date before all dates is a number", `<c r="A1" s="2"><v>-1</v></c>`, "number -1 -1"},
		{"date after all dates is a number", `<c r="A1" s="2"><v>3000000</v></c>`, "number 3000000 3000000"},
		{"duration", `<c r="A1" s="5"><v>1.5</v></c>`, "date 1.5 36:00"},
		{"iso date", `<c r="A1" s="2" t="d"><v>2023-03-15</v></c>`, "date 45000 2023-03-15"},
		{"iso date and time", `<c r="A1" t="d"><v>2023-03-15T12:00:00Z</v></c>`, "date 45000.5 2023-03-15T12:00:00Z"},
		{"iso time", `<c r="A1" t="d"><v>T06:00</v></c>`, "date 0.25 T06:00"},
		{"iso date before March 1900", `<c r="A1" t="d"><v>1900-01-01</v></c>`, "date 1 1900-01-01"},
		{"true", `<c r="A1" t="b"><v>1</v></c>`, "bool 1 TRUE"},
		{"false", `<c r="A1" t="b"><v>false</v></c>`, "bool 0 FALSE"},
		{"error", `<c r="A1" t="e"><v>#DIV/0!</v></c>`, "error 0 #DIV/0!"},
		{"error of a formula", `<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`, "error 0 #DIV/0!"},
		{"formula", `<c r="A1"><f>1+1</f><v>2</v></c>`, "number 2 2"},
		{"formula with a text", `<c r="A1" t="str"><f>A2</f><v>x &amp; y</v></c>`, "text 0 x & y"},
		{"formula with an empty text", `<c r="A1" t="str"><f>""</f><v></v></c>`, ""},
		{"formula without result", `<c r="A1"><f>SUM(A2:A9)</f></c>`, "error 0 #NOT-CALCULATED"},
		{"formula with empty result", `<c r="A1"><f>SUM(A2:A9)</f><v/></c>`, "error 0 #NOT-CALCULATED"},
		{"text formula without result", `<c r="A1" t="str"><f>A2</f></c>`, "error 0 #NOT-CALCULATED"},
		{"shared formula without result", `<c r="A1"><f t="shared" si="0"/></c>`, "error 0 #NOT-CALCULATED"},
		{"shared string", `<c r="A1" t="s"><v>0</v></c>`, "text 0 plain"},
		{"blanks that count", `<c r="A1" t="s"><v>1</v></c>`, "text 0  blanks "},
		{"blanks that do not", `<c r="A1" t="s"><v>2</v></c>`, "text 0 trimmed"},
		{"empty shared string", `<c r="A1" t="s"><v>3</v></c>`, ""},
		{"runs", `<c r="A1" t="s"><v>4</v></c>`, "text 0 two runs"},
		{"pronunciation left out", `<c r="A1" t="s"><v>5</v></c>`, "text 0 課"},
		{"escaped carriage return", `<c r="A1" t="s"><v>6</v></c>`, "text 0 a\nb"},
		{"inline runs", `<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`, "text 0 ab"},
		{"inline text without its type", `<c r="A1"><is><t>text</t></is></c>`, "text 0 text"},
		{"inline text beside a value", `<c r="A1" t="inlineStr"><v>9</v><is><t>text</t></is></c>`, "text 0 text"},
		{"inline type with a value alone", `<c r="A1" t="inlineStr"><v>text</v></c>`, "text 0 text"},
		{"line breaks", "<c r=\"A1\" t=\"str\"><v>a\r\nb\rc&#13;&#10;d&#13;e</v></c>", "text 0 a\nb\nc\nd\ne"},
		{"entities", `<c r="A1" t="str"><v>&lt;&#x41;&#66;&gt;&amp;amp;&quot;&apos;</v></c>`, `text 0 <AB>&amp;"'`},
		{"CDATA", `<c r="A1" t="str"><v>a<![CDATA[<&amp;]]>b</v></c>`, "text 0 a<&amp;b"},
		{"comment in a value", `<c r="A1"><v>4<!-- no -->2</v></c>`, "number 42 42"},
		{"escapes", `<c r="A1" t="str"><v>_x0041__x005F_x0041_ _x41_ _xD83D__xDEA2_ _xD83D_</v></c>`, "text 0 A_x0041_ _x41_ 🚢 \uFFFD"},
		{"attributes in any order", `<c t="s" s="0" r='A1' ><v>0</v></c>`, "text 0 plain"},
		{"unknown attributes", `<c r="A1" cm="1" vm="2" ph="1" t="s"><v>0</v></c>`, "text 0 plain"},
		{"unknown elements", `<c r="A1"><extLst><ext uri="{1}"/></extLst><v>5</v></c>`, "number 5 5"},
		{"dollar signs and small letters", `<c r="$a$1"><v>5</v></c>`, "number 5 5"},
		{"empty style", `<c r="A1" s=""><v>5</v></c>`, "number 5 5"},
		{"formula with an empty shared string", `<c r="A1" t="s"><f>A2</f><v>3</v></c>`, ""},
		{"blanks between runs", `<c r="A1" t="inlineStr"><is><r><t> PORT OF </t></r><r><t>LOADING </t></r></is></c>`, "text 0 PORT OF LOADING"},
		{"styled blank", `<c r="A1" s="2"/>`, ""},
		{"blank with a type", `<c r="A1" t="s"/>`, ""},
		{"blank with an empty value", `<c r="A1" t="s"><v></v></c>`, ""},
		{"text of nothing", `<c r="A1" t="inlineStr"><is><t></t></is></c>`, ""},
		{"no reference", `<c><v>1</v></c>`, "number 1 1"},
	} {
		for path, between := range map[string]string{"fast": "", "slow": "<!-- -->", "broken lines": "\n  "} {
			t.Run(test.about+", "+path, func(t *testing.T) {
				book, err := Read(cellFixture(t, rows(between+`<row r="1">`+between+test.xml+`<c r="Z1"><v>1</v></c></row>`)), Limits{})
				if err != nil {
					t.Fatal(err)
				}
				got := ""
				if cells := book.Sheets[0].Rows[0].Cells; len(cells) == 2 {
					got = fmt.Sprintf("%s %s %s", cells[0].Kind, plainFloat(cells[0].Number), cells[0].Text)
					if cells[0].Ref != At(1, 1) {
						t.Errorf("stands in %s, want A1", cells[0].Ref)
					}
				}
				if got != test.want {
					t.Errorf("got %q, want %q", got, test.want)
				}
			})
		}
	}
}

func plainFloat(number float64) string {
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// TestBrokenCells is the table of cells that no application would read. Each is an error that names the row.
func TestBrokenCells(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ about, xml, want string }{
		{"no such shared string", `<c r="A7" t="s"><v>99</v></c>`, `cell A7 points to shared string 99 of 7`},
		{"negative shared string", `<c r="A7" t="s"><v>-1</v></c>`, `cell A7 points to shared string -1 of 7`},
		{"shared string of letters", `<c r="A7" t="s"><v>1x</v></c>`, `cell A7 points to shared string 1x of 7`},
		{"no such style", `<c r="A7" s="8"><v>1</v></c>`, `cell A7 points to cell style 8 of 8`},
		{"style of letters", `<c r="A7" s="x"><v>1</v></c>`, `s="x" is no whole number`},
		{"no number", `<c r="A7"><v>12x</v></c>`, `cell A7 says that it is a number and holds "12x"`},
		{"decimal comma", `<c r="A7"><v>1,5</v></c>`, `cell A7 says that it is a number and holds "1,5"`},
		{"hexadecimal", `<c r="A7"><v>0x1p4</v></c>`, `cell A7 says that it is a number and holds "0x1p4"`},
		{"infinite", `<c r="A7"><v>1e999</v></c>`, `cell A7 says that it is a number and holds "1e999"`},
		{"not a number", `<c r="A7"><v>NaN</v></c>`, `cell A7 says that it is a number and holds "NaN"`},
		{"a point alone", `<c r="A7"><v>.</v></c>`, `cell A7 says that it is a number and holds "."`},
		{"neither true nor false", `<c r="A7" t="b"><v>2</v></c>`, `cell A7 says that it is true or false and holds "2"`},
		{"no date", `<c r="A7" t="d"><v>15.3.2023</v></c>`, `cell A7 says that it is a date and holds "15.3.2023"`},
		{"date before 1900", `<c r="A7" t="d"><v>1899-12-30</v></c>`, `cell A7 says that it is a date and holds "1899-12-30"`},
		{"unknown type", `<c r="A7" t="x"><v>1</v></c>`, `cell A7 is of the type "x", which does not exist`},
		{"broken reference", `<c r="7A"><v>1</v></c>`, `"7A" is no cell reference such as B7`},
		{"reference past the last column", `<c r="XFE7"><v>1</v></c>`, `column of "XFE7" is past XFD`},
		{"cell of another row", `<c r="A8"><v>1</v></c>`, `cell A8 stands in row 7`},
		{"cell twice", `<c r="A7"><v>1</v></c><c r="A7"><v>2</v></c>`, `cell A7 is there twice`},
		{"two values", `<c r="A7"><v>1</v><v>2</v></c>`, `cell A7 has two values`},
		{"cell in a cell", `<c r="A7"><c r="B7"><v>1</v></c></c>`, `<c> stands in a place where it does not belong`},
		{"cell in an unknown element", `<wrap><c r="B7"><v>1</v></c></wrap>`, `<c> stands in a place where it does not belong`},
		{"text among cells", `<c r="A7"><v>1</v></c>12`, `there is text in <row>, where none belongs`},
		{"text in a cell", `<c r="A7">12</c>`, `there is text in <c>, where none belongs`},
		{"control character", "<c r=\"A7\" t=\"str\"><v>a\x01b</v></c>", `control character`},
		{"escaped control character", `<c r="A7" t="str"><v>a&#1;b</v></c>`, `control character`},
		{"broken UTF-8", "<c r=\"A7\" t=\"str\"><v>a\xFFb</v></c>", `UTF-8`},
		{"broken UTF-8 inline", "<c r=\"A7\" t=\"inlineStr\"><is><t>\xC3(</t></is></c>", `UTF-8`},
		{"unknown entity", `<c r="A7" t="str"><v>&nbsp;</v></c>`, `nbsp`},
		{"open entity", `<c r="A7" t="str"><v>a & b</v></c>`, ``},
		{"wrong end tag", `<c r="A7"><v>1</c></v>`, `</c> closes nothing that is open`},
		{"attribute without quotes", `<c r=A7><v>1</v></c>`, `quote`},
		{"tag in an attribute", `<c r="<v>1</v>"></c>`, ``},
	} {
		for path, between := range map[string]string{"fast": "", "slow": "<!-- -->"} {
			t.Run(test.about+", "+path, func(t *testing.T) {
				t.Parallel()
				_, err := Read(cellFixture(t, rows(`<row r="6"><c r="A6"><v>1</v></c></row><row r="7">`+between+test.xml+`</row>`)), Limits{})
				var read *ReadError
				if !errors.As(err, &read) {
					t.Fatalf("got %v, want a ReadError", err)
				}
				if read.Reason != Damaged || read.Row != 7 || read.Part != sheetPart || read.Sheet != "Data" {
					t.Errorf("got %+v, want damage in row 7 of %s, sheet Data", read, sheetPart)
				}
				if path == "fast" && !strings.Contains(err.Error(), test.want) {
					t.Errorf("got %q, want %q in it", err, test.want)
				}
			})
		}
	}
}

// TestSheetsIn1904 counts days from 1904, but not times and durations that have no day.
func TestSheetsIn1904(t *testing.T) {
	t.Parallel()
	parts := xlsxParts(rows(`<row><c s="1"><v>43538</v></c><c s="2"><v>1.5</v></c><c><v>43538</v></c><c t="d"><v>2023-03-15</v></c></row>`),
		part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><workbookPr date1904="1"/>` +
			`<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		part{"xl/styles.xml", stylesPart(map[int]string{164: "yyyy-mm-dd", 165: "[h]:mm"}, 0, 164, 165)})
	book, err := Read(zipped(t, parts), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Cell{
		{Ref: At(1, 1), Kind: Date, Number: 45000, Text: "2023-03-15", Format: "yyyy-mm-dd"},
		{Ref: At(2, 1), Kind: Date, Number: 1.5, Text: "36:00", Format: "[h]:mm"},
		{Ref: At(3, 1), Kind: Number, Number: 43538, Text: "43538"},
		{Ref: At(4, 1), Kind: Date, Number: 45000, Text: "2023-03-15"},
	}
	if diff := cmp.Diff(want, book.Sheets[0].Rows[0].Cells); diff != "" {
		t.Error(diff)
	}
}

// TestGeneralFastPath holds the short cut for numbers as they are written against the formatter.
func TestGeneralFastPath(t *testing.T) {
	t.Parallel()
	taken := 0
	for _, text := range []string{"0", "-0", "7", "-7", "07", "1.5", "1.50", ".5", "0.5", "00.5", "0.05", "-0.05", "0.0001", "0.00001234", "1234567890",
		"12345678901", "12345678.9", "123456.789", "1.", "-", "", "1.2.3", "1e5", "0.00000001", "-123456789", "99999.9999"} {
		number, ok := parseNumber([]byte(text))
		if !isGeneral([]byte(text)) {
			continue
		}
		taken++
		if !ok || generalText(number) != text {
			t.Errorf("%q is taken for what General shows, which is %q", text, generalText(number))
		}
	}
	if taken != 15 {
		t.Errorf("%d texts take the short cut, want 15", taken)
	}
}
