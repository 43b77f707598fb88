package sheet

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/testdata/golden"

	"github.com/google/go-cmp/cmp"
)

// readFixture reads an xls file of testdata.
func readFixture(t *testing.T, path string) *Workbook {
	t.Helper()
	book, err := readXLS(fixture(t, path), Limits{})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return book
}

func fixture(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", path))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Files of several programs, and what is in them; testdata/README.md says how each was made.
var xlsFixtures = []string{
	"corpus/05-isf-table-house-bills.xls", "xls/libreoffice-kinds.xls", "xls/libreoffice-days1904.xls",
	"xls/libreoffice-drawn.xls", "xls/gnumeric-biff7.xls", "xls/xlwt.xls", "xls/writeexcel.xls",
}

func TestXLSFixtures(t *testing.T) {
	t.Parallel()
	for _, path := range xlsFixtures {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, filepath.Join("testdata", path+".txt"), abridged(dump(readFixture(t, path))))
		})
	}
}

// abridged cuts what is long and the same all along out of the lines of a dump.
func abridged(dump string) string {
	var lines []string
	for _, line := range strings.Split(dump, "\n") {
		if units := []rune(line); len(units) > 300 {
			line = fmt.Sprintf("%s [%d characters] %s", string(units[:120]), len(units)-160, string(units[len(units)-40:]))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// textOf makes the texts of libreoffice-texts.xls, as testdata/make does.
func textOf(i int) string {
	alphabets := []string{"abcdefg ", "äöüß£ÿ ", "集装箱提单号", "mixed 混合 ", "🚢⚓ "}
	return fmt.Sprintf("%d:", i) + strings.Repeat(alphabets[i%len(alphabets)], i*7%41)
}

func TestXLSTextsOverRecords(t *testing.T) {
	t.Parallel()
	sheet := readFixture(t, "xls/libreoffice-texts.xls").Sheets[0]
	for i := range 500 {
		if got, want := textAt(sheet, At(1, i+1)), textOf(i); got != want {
			t.Errorf("A%d: (-want +got)\n%s", i+1, cmp.Diff(want, got))
		}
	}
	for i := 3; i < 500; i += 23 {
		if got, want := textAt(sheet, At(2, i+1)), textOf(i)+textOf(i+1)+"!"; got != want {
			t.Errorf("B%d: (-want +got)\n%s", i+1, cmp.Diff(want, got))
		}
	}
}

// textAt is the text of a cell, "" where there is none.
func textAt(sheet *Sheet, ref Ref) string {
	if cell := sheet.At(ref); cell != nil {
		return cell.Text
	}
	return ""
}

// What BIFF8 can say and the programs at hand do not.
func TestXLSRecords(t *testing.T) {
	t.Parallel()
	globals := func(w *biffWriter) {
		w.record(recordFormat, le16(164), long("00000"))
		w.record(recordFormat, le16(9), long("0.0%")) // instead of the built-in one
		w.record(recordFormat, le16(165), long("00000")[:5])
		for _, format := range []int{0, 164, 9, 14, 4, 165} {
			w.record(recordCellStyle, le16(0, format), make([]byte, 16))
		}
		w.sharedStrings([]biffString{{text: "shared"}, {text: "with fonts", runs: 2, phonetic: 30}, {text: "wide", wide: true}, {}})
	}
	for _, c := range []struct {
		name string
		fill func(w *biffWriter)
		want string
	}{
		{"shared text", func(w *biffWriter) { w.cell(recordSharedLabel, At(1, 1), 0, le32(0)) }, `A1 text "shared"`},
		{"shared text with fonts and phonetics", func(w *biffWriter) { w.cell(recordSharedLabel, At(2, 1), 0, le32(1)) }, `B1 text "with fonts"`},
		{"shared text, wide", func(w *biffWriter) { w.cell(recordSharedLabel, At(1, 1), 0, le32(2)) }, `A1 text "wide"`},
		{"shared text, empty", func(w *biffWriter) { w.cell(recordSharedLabel, At(1, 1), 0, le32(3)) }, ``},
		{"text of its own", func(w *biffWriter) { w.cell(recordLabel, At(1, 1), 0, long("提单")) }, `A1 text "提单"`},
		{"text of its own with fonts", func(w *biffWriter) { w.cell(recordRichLabel, At(1, 1), 0, long("rich"), le16(1, 0, 5)) }, `A1 text "rich"`},
		{"number", func(w *biffWriter) { w.cell(recordNumber, At(1, 1), 0, le64(1e-300)) }, `A1 number "1E-300" 1e-300`},
		{"RK, part of a number", func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(0x3FF80000)) }, `A1 number "1.5" 1.5`},
		{"RK, part of a number by 100", func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(0x405EC001)) }, `A1 number "1.23" 1.23`},
		{"RK, integer", func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(0xFFFFFFEE)) }, `A1 number "-5" -5`},
		{"RK, integer by 100", func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(12345<<2|3)) }, `A1 number "123.45" 123.45`},
		{"many RK", func(w *biffWriter) {
			w.record(recordManyRK, le16(4, 1), le16(0), le32(7<<2|2), le16(1), le32(8<<2|2), le16(2))
		}, `B5 number "7" 7; C5 number "00008" 8 as 00000`},
		{"blank cells", func(w *biffWriter) {
			w.record(0x0201, le16(0, 0, 1)).record(0x00BE, le16(1, 0, 1, 1, 1))
		}, ``},
		{"true", func(w *biffWriter) { w.cell(recordBoolOrError, At(1, 1), 0, []byte{1, 0}) }, `A1 bool "TRUE" 1`},
		{"error", func(w *biffWriter) { w.cell(recordBoolOrError, At(1, 1), 0, []byte{0x2A, 1}) }, `A1 error "#N/A"`},
		{"unknown error", func(w *biffWriter) { w.cell(recordBoolOrError, At(1, 1), 0, []byte{0x55, 1}) }, `A1 error "#ERROR85!"`},
		{"formula with a number", func(w *biffWriter) { w.formula(At(1, 1), 0, 0, le64(2.5)) }, `A1 number "2.5" 2.5`},
		{"formula with a truth value", func(w *biffWriter) { w.formula(At(1, 1), 0, 0, formulaValue(formulaBool, 0)) }, `A1 bool "FALSE" 0`},
		{"formula with an error", func(w *biffWriter) { w.formula(At(1, 1), 0, 0, formulaValue(formulaError, 0x17)) }, `A1 error "#REF!"`},
		{"formula with a text", func(w *biffWriter) {
			w.formula(At(1, 1), 0, 0, formulaValue(formulaText, 0)).record(recordFormulaText, long("of lading"))
		}, `A1 text "of lading"`},
		{"formula shared by cells, with a text", func(w *biffWriter) {
			w.formula(At(1, 1), 0, 8, formulaValue(formulaText, 0)).record(0x04BC, make([]byte, 10)).record(recordFormulaText, long("after"))
		}, `A1 text "after"`},
		{"formula with a long text", func(w *biffWriter) {
			w.formula(At(1, 1), 0, 0, formulaValue(formulaText, 0))
			text := w.begins()
			w.most = 20
			text.text(biffString{text: "narrow, then 宽的字 and narrow again"})
			text.write(recordFormulaText)
		}, `A1 text "narrow, then 宽的字 and narrow again"`},
		{"formula with an empty text", func(w *biffWriter) {
			w.formula(At(1, 1), 0, 0, formulaValue(formulaText, 0)).record(recordFormulaText, long(""))
			w.formula(At(2, 1), 0, 0, le64(1))
		}, `B1 number "1" 1`},
		{"own format in the place of a built-in one", func(w *biffWriter) { w.cell(recordNumber, At(1, 1), 2, le64(0.075)) }, `A1 number "7.5%" 0.075 as 0.0%`},
		{"built-in date", func(w *biffWriter) { w.cell(recordNumber, At(1, 1), 3, le64(45000)) }, `A1 date "3/15/2023" 45000 as m/d/yyyy`},
		{"date before all days", func(w *biffWriter) { w.cell(recordNumber, At(1, 1), 3, le64(-5)) }, `A1 number "-5" -5 as m/d/yyyy`},
		{"cells out of order", func(w *biffWriter) {
			w.cell(recordRK, At(2, 2), 0, le32(4<<2|2)).cell(recordRK, At(3, 1), 0, le32(2<<2|2)).cell(recordRK, At(1, 1), 0, le32(1<<2|2)).cell(recordRK, At(1, 2), 0, le32(3<<2|2))
		}, `A1 number "1" 1; C1 number "2" 2; A2 number "3" 3; B2 number "4" 4`},
		{"formula in the record of BIFF3 and BIFF4", func(w *biffWriter) {
			w.cell(recordFormulaBIFF3, At(1, 1), 0, le64(2.5), le16(0)).cell(recordFormulaBIFF4, At(2, 1), 0, le64(3.5), le16(0))
		}, `A1 number "2.5" 2.5; B1 number "3.5" 3.5`},
		{"number that is none", func(w *biffWriter) { w.cell(recordNumber, At(1, 1), 0, le64(math.NaN())) }, `A1 error "#NUM!"`},
		{"text in a format that breaks off", func(w *biffWriter) { w.cell(recordLabel, At(1, 1), 5, long("x")) }, `A1 text "x"`},
		{"chart among the cells", func(w *biffWriter) {
			w.begin(0x20).cell(recordNumber, At(1, 1), 0, le64(99)).end().cell(recordNumber, At(1, 1), 0, le64(1))
		}, `A1 number "1" 1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book, err := readXLS(oneSheet(globals, c.fill), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(book.Sheets[0]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// brief is a sheet's cells in a line.
func brief(sheet *Sheet) string {
	var cells []string
	for _, row := range sheet.Rows {
		for _, cell := range row.Cells {
			text := fmt.Sprintf("%s %s %q", cell.Ref, cell.Kind, cell.Text)
			if cell.Kind != Text && cell.Kind != Error {
				text += fmt.Sprintf(" %v", cell.Number)
			}
			if cell.Format != "" {
				text += " as " + cell.Format
			}
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, "; ")
}

func TestXLSHiddenRowsAndColumns(t *testing.T) {
	t.Parallel()
	row := func(number, height, flags int) []byte { return le16(number, 0, 1, height, 0, 0, flags, 0) }
	book, err := readXLS(oneSheet(nil, func(w *biffWriter) {
		w.record(recordDefaultRow, le16(2, 255))
		w.record(recordColumn, le16(1, 1, 2048, 0, 1, 0)).record(recordColumn, le16(3, 3, 0, 0, 0, 0))
		w.record(recordRow, row(0, 255, 0)).record(recordRow, row(1, 255, 0x20)).record(recordRow, row(2, 0, 0))
		for number := 1; number <= 4; number++ {
			for col := 1; col <= 4; col++ {
				w.cell(recordRK, At(col, number), 0, le32(2))
			}
		}
	}), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, row := range book.Sheets[0].Rows {
		for _, cell := range row.Cells {
			got += map[bool]string{true: "x", false: "."}[cell.Hidden]
		}
		got += map[bool]string{true: " hidden\n", false: "\n"}[row.Hidden]
	}
	want := ".x.x\nxxxx hidden\nxxxx hidden\nxxxx hidden\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// Sheets that are hidden are read; those that have no cells are named.
func TestXLSKindsOfSheets(t *testing.T) {
	t.Parallel()
	fill := func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(2)) }
	book, err := readXLS(biffBook(nil,
		biffSheet{name: "shown", fill: fill}, biffSheet{name: "hidden", state: 1, fill: fill},
		biffSheet{name: "very", state: 2, fill: fill}, biffSheet{name: "chart", kind: sheetOfChart},
		biffSheet{name: "old", kind: sheetOfMacros}, biffSheet{name: "code", kind: sheetOfModule}), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := `format xls
remark Sheet "chart" is a chart and has no cells.
remark Sheet "old" holds macros of Excel 4; it is ignored.
remark Sheet "code" is a module of macros; it is ignored.

sheet "shown"
row 1
  A1    number "0"  = 0

sheet "hidden"  (hidden)
row 1
  A1    number "0"  = 0

sheet "very"  (hidden)
row 1
  A1    number "0"  = 0
`
	if diff := cmp.Diff(want, dump(book)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A program that calculates no formulas leaves all of them without a value, and asks for a calculation.
func TestXLSFormulasWithoutResults(t *testing.T) {
	t.Parallel()
	blank := formulaValue(formulaBlank, 0)
	for _, c := range []struct {
		name string
		fill func(w *biffWriter)
		want string
	}{
		{"none was calculated", func(w *biffWriter) {
			w.formula(At(1, 2), 0, formulaAwaits, le64(0)).formula(At(2, 1), 0, formulaAwaits, blank)
		}, `B1 error "#NOT-CALCULATED"; A2 error "#NOT-CALCULATED"`},
		{"one has a value", func(w *biffWriter) {
			w.formula(At(1, 1), 0, formulaAwaits, le64(0)).formula(At(2, 1), 0, formulaAwaits, blank).formula(At(3, 1), 0, formulaAwaits, le64(3))
		}, `A1 number "0" 0; C1 number "3" 3`},
		{"zero, and no calculation is asked for", func(w *biffWriter) { w.formula(At(1, 1), 0, 0, le64(0)) }, `A1 number "0" 0`},
		{"no value, in a file that no application saved", func(w *biffWriter) { w.formula(At(1, 1), 0, 0, blank) }, `A1 error "#NOT-CALCULATED"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book, err := readXLS(oneSheet(nil, c.fill), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(book.Sheets[0]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	saved := compound(compoundStream{"Workbook", oneSheet(nil, func(w *biffWriter) { w.formula(At(1, 1), 0, 0, blank) })},
		compoundStream{"\x05SummaryInformation", []byte("saved")})
	book, err := readXLS(saved, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := brief(book.Sheets[0]); got != "" {
		t.Errorf("an empty text of a saved workbook is %s, want nothing", got)
	}
}

// A sheet without a workbook around it, as small programs write it, in BIFF5.
func TestXLSBareSheet(t *testing.T) {
	t.Parallel()
	w := newBIFF().record(recordBegin, le16(0, substreamCells, 0, 0))
	w.cell(recordLabel, At(1, 1), 0, le16(4), []byte("caf\xE9")).cell(recordNumber, At(2, 1), 0, le64(12.5)).end()
	book, err := readXLS(w.stream, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := brief(book.Sheets[0]), `A1 text "café"; B1 number "12.5" 12.5`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestXLSCodePage(t *testing.T) {
	t.Parallel()
	read := func(number int, text string) (*Workbook, error) {
		w := newBIFF().record(recordBegin, le16(biff5, substreamCells, 0, 0)).record(recordCodePage, le16(number))
		w.cell(recordLabel, At(1, 1), 0, le16(len(text)), []byte(text)).end()
		return readXLS(w.stream, Limits{})
	}
	for number, c := range map[int]struct{ bytes, want string }{
		936: {"\xCC\xE1\xB5\xA5", "提单"}, 932: {"\x93\x5F", "点"}, 950: {"\xB4\xA3\xB3\xE6", "提單"}, 949: {"\xBC\xB1", "선"},
		1251: {"\xD1\xF3\xE4\xED\xEE", "Судно"}, 1252: {"Gr\xF6\xDFe", "Größe"}, 32768: {"\x8E", "é"},
	} {
		book, err := read(number, c.bytes)
		if err != nil {
			t.Fatal(err)
		}
		if got := textAt(book.Sheets[0], At(1, 1)); got != c.want {
			t.Errorf("code page %d: got %q, want %q", number, got, c.want)
		}
	}
	if _, err := read(12345, "x"); !errors.Is(err, Unsupported) {
		t.Errorf("unknown code page: got %v, want an unsupported file", err)
	}
}

func BenchmarkXLS(b *testing.B) {
	stream := oneSheet(
		func(w *biffWriter) {
			w.record(recordFormat, le16(164), long("#,##0.00")).record(recordCellStyle, le16(0, 0), make([]byte, 16))
			w.record(recordCellStyle, le16(0, 164), make([]byte, 16)).sharedStrings([]biffString{{text: "COSU6412345670"}})
		},
		func(w *biffWriter) {
			for row := range 5000 {
				for col := 1; col <= 20; col += 2 {
					w.cell(recordSharedLabel, At(col, row+1), 0, le32(0)).cell(recordNumber, At(col+1, row+1), 1, le64(1234.5))
				}
			}
		})
	b.ReportAllocs()
	b.SetBytes(int64(len(stream)))
	for b.Loop() {
		if _, err := readXLS(stream, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
