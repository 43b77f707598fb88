package sheet

import (
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// grid is a sheet in one line: cells parted by bars, rows by slashes, with the numbers of rows that do not follow.
func grid(book *Workbook) string {
	var text strings.Builder
	for i, row := range book.Sheets[0].Rows {
		if i > 0 {
			text.WriteString(" / ")
		}
		if row.Number != i+1 {
			fmt.Fprintf(&text, "%d: ", row.Number)
		}
		col := int32(1)
		for _, cell := range row.Cells {
			text.WriteString(strings.Repeat("|", int(cell.Ref.Col-col)))
			text.WriteString(strings.ReplaceAll(cell.Text, "\n", "¶"))
			col = cell.Ref.Col
		}
	}
	return text.String()
}

// TestCSV is the table of texts and the cells in them.
func TestCSV(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ about, text, want, remark string }{
		{"commas", "a,b\n1,2\n", "a|b / 1|2", ""},
		{"carriage returns", "a,b\r\n1,2\r\n", "a|b / 1|2", ""},
		{"old Mac", "a,b\r1,2\r", "a|b / 1|2", ""},
		{"doubled carriage returns", "a,b\r\r\n1,2\r\r\n", "a|b / 1|2", ""},
		{"no end of line", "a,b\n1,2", "a|b / 1|2", ""},
		{"semicolons", "a;b\n1;2\n", "a|b / 1|2", ""},
		{"tabs", "a\tb\n1\t2\n", "a|b / 1|2", ""},
		{"bars", "a|b\n1|2\n", "a|b / 1|2", ""},
		{"decimal commas", "name;kg;m3\nA;1,5;2,25\nB;31,460;0,7\n", "name|kg|m3 / A|1,5|2,25 / B|31,460|0,7", ""},
		{"decimal commas in every column", "1,5;2,5\n3,5;4,5\n", "1,5|2,5 / 3,5|4,5", ""},
		{"commas in addresses", "Shipper;1 Road, Town, ST 12345, USA\nBuyer;2 Road, City, ST 54321, USA\n", "Shipper|1 Road, Town, ST 12345, USA / Buyer|2 Road, City, ST 54321, USA", ""},
		{"semicolons in remarks", "no,remark\n1,fragile; keep dry\n2,none\n3,call; then go\n", "no|remark / 1|fragile; keep dry / 2|none / 3|call; then go", ""},
		{"a title before the table", "PACKING LIST\n\nno;goods;kg\n1;pens, blue;2\n2;pens, red;3\n", "PACKING LIST / 3: no|goods|kg / 4: 1|pens, blue|2 / 5: 2|pens, red|3", ""},
		{"tabs with commas inside", "Shipper\tACME, Inc.\nPorts\tOakland, Long Beach\n", "Shipper|ACME, Inc. / Ports|Oakland, Long Beach", ""},
		{"commas with blanks", "a, b, c\n1, 2, 3\n", "a| b| c / 1| 2| 3", ""},
		{"one column", "Hello\nworld\n", "Hello / world", ""},
		{"sep=", "sep=;\na;b,c\n", "a|b,c", ""},
		{"SEP= of a rare delimiter", "\"SEP=^\"\r\na^b,c\r\n", "a|b,c", ""},
		{"ragged rows", "a,b,c\n1\n1,2\n1,2,3,4\n", "a|b|c / 1 / 1|2 / 1|2|3|4", ""},
		{"empty cells", "a,,c\n,,\n,b,\n", "a||c / 3: |b", ""},
		{"blank lines count", "a\n\n\nb,c\n", "a / 4: b|c", ""},
		{"quotes", "\"a,b\",\"say \"\"hi\"\"\"\n", `a,b|say "hi"`, ""},
		{"line breaks in a cell", "a,\"b\nc\r\nd\"\ne,f\n", "a|b¶c¶d / e|f", ""},
		{"blanks around quotes", "\"a\", \"b, c\" ,d\n", "a|b, c|d", ""},
		{"blanks that belong to cells", " a ,b \n", " a |b ", ""},
		{"inches", "5\" pipe,2\nx,y\n", `5" pipe|2 / x|y`, "In row 1 a quotation mark"},
		{"quotes that are not doubled", "\"the \"best\" Ltd\",2\nx,y\n", `the "best" Ltd|2 / x|y`, "In row 1 a quotation mark"},
		{"quote that is never closed", "a,\"b\nc,d\ne,f\n", `a|"b / c|d / e|f`, "In row 1 a quotation mark"},
		{"quotes for a word", "\"A\" grade,2\nx,y\n", `"A" grade|2 / x|y`, "In row 1 a quotation mark"},
		{"zeros kept from Excel", "=\"0042\",\"=\"\"007\"\"\"\nx,y\n", "0042|007 / x|y", ""},
		{"a wrapped zero with a comma", "=\"00,42\",b\n", "00,42|b", ""},
		{"control characters", "a\x00b,c\nlonger text here,d\n", "a b|c / longer text here|d", "In row 1 there are control characters"},
		{"end mark of DOS", "a,b\n\x1A", "a|b", ""},
		{"padded with zeros", "a,b\nlonger text here,d\n\x00\x00\x00", "a|b / longer text here|d", ""},
		{"leading zeros and long numbers", "007,12345678901234567890\n", "007|12345678901234567890", ""},
		{"byte order mark and quotes", "\uFEFF\"a\",b\n", "a|b", ""},
		{"broken letters", "Caf\xC3\xA9 M\xC3\xBCnchen \xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6,b\nx\xFFy and more to read,z\n", "Café München öööööööö|b / x\uFFFDy and more to read|z", "In row 2 a character is broken"},
	} {
		t.Run(test.about, func(t *testing.T) {
			t.Parallel()
			book, err := Read([]byte(test.text), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := grid(book); got != test.want || book.Format != CSV || book.Sheets[0].Name != "Sheet" {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := strings.Join(book.Remarks, " "); !strings.HasPrefix(got, test.remark) || (got == "") != (test.remark == "") {
				t.Errorf("remarks %q, want %q", got, test.remark)
			}
		})
	}
}

// TestEncodings writes the same kind of list in the languages and encodings of trade, and reads it.
func TestEncodings(t *testing.T) {
	t.Parallel()
	const (
		chinese     = "提单号,船名,装货港,毛重\nCOSU6417220385,中远海运,上海,18420.50\n备注,请在开船前通知,宁波,棉布\n"
		traditional = "提單號,船名,裝貨港,毛重\nEGLV0012345678,長榮海運,高雄,18420.50\n備註,請於開船前通知,基隆,工具\n"
		kana        = "船荷証券番号,船名,積み港,総重量\nONEYTYO1234567,みらい丸,横浜港,18420.50\n備考,出港前にお知らせください,神戸,カメラ\n"
		hangul      = "선하증권번호,선명,선적항,총중량\nHDMU1234567890,현대상선,부산항,18420.50\n비고,출항 전에 알려 주십시오,인천,자동차 부품\n"
		german      = "Straße;Größe;Löschhafen\nKönigsallee 5;7,440 m³;Überseehafen\nÄpfel – „frisch“;12 €;Gdańsk\n"
		french      = "Expéditeur,Désignation,Forêt\nSociété Générale,Pièces détachées,Hévéa\n"
	)
	for _, test := range []struct {
		about, text string
		from        encoding.Encoding
		remark      string
	}{
		{"UTF-8", chinese, encoding.Nop, ""},
		{"UTF-8 with mark", chinese, unicode.UTF8BOM, ""},
		{"UTF-16 LE with mark", chinese, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16"},
		{"UTF-16 BE with mark", german, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16"},
		{"UTF-16 LE", chinese, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16"},
		{"UTF-16 BE", traditional, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16"},
		{"UTF-16 LE, western", french, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16"},
		{"GBK", chinese, simplifiedchinese.GBK, "GB18030"},
		{"GB18030", chinese, simplifiedchinese.GB18030, "GB18030"},
		{"Big5", traditional, traditionalchinese.Big5, "Big5"},
		{"Shift-JIS", kana, japanese.ShiftJIS, "SHIFT"},
		{"EUC-KR", hangul, korean.EUCKR, "KR"},
		{"Windows-1252", strings.ReplaceAll(german, "Gdańsk", "Danzig"), charmap.Windows1252, "indows-125"},
		{"Windows-1254", "İstanbul,Şirketi,Ağaç\nİzmir,Ambarlı,Çanta\n", charmap.Windows1254, "Windows-1254"},
		{"one word of Chinese", "shipper,ABC公司\n", simplifiedchinese.GBK, "GB18030, which is a guess"},
		{"one letter of German", "shipper,Müller\n", charmap.Windows1252, "Windows-1252."},
		{"Latin-1", french, charmap.ISO8859_1, "Windows-1252"},
	} {
		for about, before := range map[string]string{"": "", " after many lines of ASCII": strings.Repeat("plain,line,of,text\n", 5000)} {
			t.Run(test.about+about, func(t *testing.T) {
				t.Parallel()
				text := before + test.text
				if strings.Contains(test.text, ";") {
					text = strings.ReplaceAll(before, ",", ";") + test.text
				}
				encoded, err := test.from.NewEncoder().String(text)
				if err != nil {
					t.Fatal(err)
				}
				book, err := Read([]byte(encoded), Limits{})
				if err != nil {
					t.Fatal(err)
				}
				want, _ := Read([]byte(text), Limits{})
				if !reflect.DeepEqual(want.Sheets, book.Sheets) {
					t.Errorf("read as %q: %.600s", book.Remarks, cmp.Diff(want.Sheets, book.Sheets))
				}
				if got := strings.Join(book.Remarks, " "); !strings.Contains(got, test.remark) || (got == "") != (test.remark == "") {
					t.Errorf("remarks %q, want %q", got, test.remark)
				}
			})
		}
	}
}

// TestCSVAsTheStandardLibrary: where encoding/csv reads a text, the cells are the same; where it does not, a quotation
// mark is out of place, and that is noticed.
func TestCSVAsTheStandardLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{"a", "bc", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\"x,y\"", "\"1\n2\"", "é", "0", "\"q\"\"q\""})).Draw(t, "pieces")
		text := strings.Join(pieces, "")
		reader := csv.NewReader(strings.NewReader(text))
		reader.FieldsPerRecord = -1
		want, err := reader.ReadAll()
		scan, odd := csvScan{text: text, delimiter: ','}, false
		var got [][]string
		for {
			fields, more := scan.next(nil)
			if !more {
				break
			}
			if len(fields) > 0 { // encoding/csv passes over blank lines
				got = append(got, slices.Clone(fields))
			}
			odd = odd || scan.odd
		}
		if odd != (err != nil) {
			t.Fatalf("%q: a quotation mark is out of place: %t; encoding/csv says %v", text, odd, err)
		}
		if err == nil && !cmp.Equal(want, got) {
			t.Fatalf("%q: %s", text, cmp.Diff(want, got))
		}
	})
}

// TestCSVRoundTrip: what encoding/csv writes is what is read, whatever the delimiter.
func TestCSVRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]rune(delimiters)).Draw(t, "delimiter")
		width := rapid.IntRange(2, 6).Draw(t, "width")
		cell := rapid.StringMatching(`[A-Z][a-z0-9"' \n\p{Han}]{0,8}[a-z]`)
		var written [][]string
		for range rapid.IntRange(3, 12).Draw(t, "rows") {
			written = append(written, rapid.SliceOfN(cell, width, width).Draw(t, "row"))
		}
		var text strings.Builder
		w := csv.NewWriter(&text)
		w.Comma = delimiter
		if err := w.WriteAll(written); err != nil {
			t.Fatal(err)
		}
		book, err := Read([]byte(text.String()), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var read [][]string
		for _, row := range book.Sheets[0].Rows {
			var fields []string
			for _, cell := range row.Cells {
				fields = append(fields, cell.Text)
			}
			read = append(read, fields)
		}
		if diff := cmp.Diff(written, read); diff != "" {
			t.Fatalf("%q: %s", text.String(), diff)
		}
	})
}

// TestUnclosedQuotes: a line of cells whose quotation marks are not closed is looked through once, not once for each.
func TestUnclosedQuotes(t *testing.T) {
	t.Parallel()
	scan := csvScan{text: strings.Repeat(`"x,`, 1000) + "\n" + `"y" z",w` + "\n", delimiter: ','}
	cells, _ := scan.next(nil)
	if len(cells) != 1001 || cells[7] != `"x` || !scan.odd {
		t.Errorf("got %d cells, the eighth %q", len(cells), cells[7])
	}
	if scan.unclosed != 3000 {
		t.Errorf("it is known up to %d that no mark closes a cell, want the end of the line", scan.unclosed)
	}
	if cells, _ = scan.next(nil); len(cells) != 2 || cells[0] != `y" z` {
		t.Errorf("the next line has %q", cells)
	}
}
