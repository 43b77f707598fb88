package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Nothing is lost in silence: what is broken is an error that says where.
func TestXLSDamage(t *testing.T) {
	t.Parallel()
	texts := func(w *biffWriter) { w.sharedStrings([]biffString{{text: "one"}, {text: "two"}}) }
	style := func(w *biffWriter) { w.record(recordCellStyle, le16(0, 0), make([]byte, 16)) }
	cell := func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(2)) }
	raw := func(b ...byte) func(w *biffWriter) { return func(w *biffWriter) { w.stream = append(w.stream, b...) } }
	for _, c := range []struct {
		name   string
		stream []byte
		reason Reason
		want   string
	}{
		{"cut in the globals", oneSheet(nil, cell)[:30], Damaged,
			"the file: at byte 20 the stream ends inside a record"},
		{"cut after a record of the globals", oneSheet(nil, cell)[:20], Damaged,
			"the file: at byte 20 the stream ends and a record should follow"},
		{"cut before the sheet", oneSheet(nil, cell)[:len(oneSheet(nil, cell))-38], Damaged,
			`sheet "Sheet1" (the file): at byte 42 the stream ends and a record should follow`},
		{"cut in a cell", oneSheet(nil, cell)[:len(oneSheet(nil, cell))-6], Damaged,
			`sheet "Sheet1" (the file): at byte 62 the stream ends inside a record`},
		{"end of the sheet missing", oneSheet(nil, cell)[:len(oneSheet(nil, cell))-4], Damaged,
			`sheet "Sheet1" (the file), row 1: at byte 76 the stream ends and a record should follow`},
		{"record longer than the stream", oneSheet(nil, raw(0xFD, 0, 0xFF, 0xFF)), Damaged,
			`sheet "Sheet1" (the file): at byte 62 the stream ends inside a record`},
		{"shared text that is not there", oneSheet(texts, func(w *biffWriter) { w.cell(recordSharedLabel, At(2, 7), 0, le32(2)) }), Damaged,
			`sheet "Sheet1" (the file), row 7: at byte 86 B7 refers to text 2, and the workbook has 2`},
		{"shared texts that break off", oneSheet(func(w *biffWriter) { w.record(recordStrings, le32(2), le32(2), long("one"), le16(9), []byte{0, 'x'}) }, cell), Damaged,
			`the file: at byte 20 the texts of the workbook break off after 1 of 2`},
		{"shared text with half a character", oneSheet(func(w *biffWriter) {
			w.record(recordStrings, le32(1), le32(1), le16(2), []byte{1, 'x', 0, 'y'}).record(recordContinue, []byte{1, 0, 0})
		}, cell), Damaged,
			`the file: at byte 20 the texts of the workbook break off after 0 of 1`},
		{"style that is not there", oneSheet(style, func(w *biffWriter) { w.cell(recordRK, At(1, 3), 1, le32(2)) }), Damaged,
			`sheet "Sheet1" (the file), row 3: at byte 86 A3 has style 1, and the workbook has 1`},
		{"cell that is too short", oneSheet(nil, func(w *biffWriter) { w.cell(recordNumber, At(1, 4), 0, le32(2)) }), Damaged,
			`sheet "Sheet1" (the file), row 4: at byte 62 a record is too short (kind 0x0203)`},
		{"text that is too short", oneSheet(nil, func(w *biffWriter) { w.cell(recordLabel, At(1, 4), 0, long("four")[:5]) }), Damaged,
			`sheet "Sheet1" (the file), row 4: at byte 62 a record is too short (kind 0x0204)`},
		{"cell past the last column", oneSheet(nil, func(w *biffWriter) { w.cell(recordRK, At(257, 5), 0, le32(2)) }), Damaged,
			`sheet "Sheet1" (the file), row 5: at byte 62 a cell is in column 257 of 256`},
		{"cells that do not add up", oneSheet(nil, func(w *biffWriter) { w.record(recordManyRK, le16(0, 0), le16(0), le32(2), le16(5)) }), Damaged,
			`sheet "Sheet1" (the file), row 1: at byte 62 cells should go to column 6 and go to 1`},
		{"cells past the last column", oneSheet(nil, func(w *biffWriter) {
			w.record(recordManyRK, le16(0, 255), le16(0), le32(2), le16(0), le32(2), le16(256))
		}), Damaged,
			`sheet "Sheet1" (the file), row 1: at byte 62 cells go on past column 256`},
		{"formula whose text is missing", oneSheet(nil, func(w *biffWriter) {
			w.formula(At(2, 2), 0, 0, formulaValue(formulaText, 0)).cell(recordRK, At(1, 3), 0, le32(2))
		}), Damaged, `sheet "Sheet1" (the file), row 3: at byte 88 the text of the formula in B2 is missing`},
		{"formula whose text is missing at the end", oneSheet(nil, func(w *biffWriter) { w.formula(At(2, 2), 0, 0, formulaValue(formulaText, 0)) }), Damaged,
			`sheet "Sheet1" (the file), row 2: at byte 92 the sheet ends and the text of the formula in B2 is missing`},
		{"text of no formula", oneSheet(nil, func(w *biffWriter) { w.record(recordFormulaText, long("x")) }), Damaged,
			`sheet "Sheet1" (the file): at byte 62 there is the text of a formula, and no formula`},
		{"formula with a value of no kind", oneSheet(nil, func(w *biffWriter) { w.formula(At(1, 1), 0, 0, formulaValue(9, 0)) }), Damaged,
			`sheet "Sheet1" (the file), row 1: at byte 62 the formula in A1 has a value of an unknown kind, 9`},
		{"number in a format that breaks off", oneSheet(func(w *biffWriter) {
			style(w)
			w.record(recordFormat, le16(0), long("00000")[:5])
		}, cell), Damaged, `sheet "Sheet1" (the file), row 1: at byte 97 the number in A1 has a format that breaks off`},
		{"cell of Excel 2", oneSheet(nil, func(w *biffWriter) { w.record(recordNumberBIFF2, le16(0, 0), make([]byte, 11)) }), Damaged,
			`sheet "Sheet1" (the file): at byte 62 there is a cell of Excel 2.0, which cannot be read`},
		{"merge off the sheet", oneSheet(nil, func(w *biffWriter) { w.record(recordMerges, le16(1, 2, 1, 0, 0)) }), Damaged,
			`sheet "Sheet1" (the file): at byte 62 cells are merged that are not on the sheet`},
		{"fewer merges than it says", oneSheet(nil, func(w *biffWriter) { w.record(recordMerges, le16(3, 0, 1, 0, 1)) }), Damaged,
			`sheet "Sheet1" (the file): at byte 62 a record is too short (kind 0x00E5)`},
		{"sheet after the end", biffBook(nil, biffSheet{name: "a", offset: 9999}), Damaged,
			`sheet "a" (the file): at byte 9999 the sheet should begin, after the end of the stream`},
		{"sheet that begins in another place", biffBook(nil, biffSheet{name: "a", offset: 33}), Damaged,
			`sheet "a" (the file): at byte 33 a workbook or sheet should begin, and does not`},
		{"sheet of another age", biffBook(nil, biffSheet{name: "a", fill: func(w *biffWriter) {
			w.end().record(recordBegin, le16(biff5, substreamCells)).end()
		}, offset: 61}), Damaged, `sheet "a" (the file): at byte 61 a sheet is of another age than its workbook`},
		{"encrypted in the way of Excel 95", oneSheet(func(w *biffWriter) { w.record(recordFilePass, le16(0, 1, 2)) }, cell), Encrypted,
			"the file: the workbook is protected by a password"},
		{"encrypted in a way that is not known", oneSheet(func(w *biffWriter) { w.record(recordFilePass, le16(1, 4, 4)) }, cell), Encrypted,
			"the file: the workbook is protected by a password"},
		{"encrypted, and it does not say how", oneSheet(func(w *biffWriter) { w.record(recordFilePass, le16(1, 1, 1)) }, cell), Damaged,
			"the file: at byte 20 a record is too short (kind 0x002F)"},
		{"Excel 2", le16(9, 4, 2, 0x10), Unsupported, "the file: the workbook is of Excel 4.0 or older"},
		{"Excel 3", le16(0x209, 6, 0, 0x10, 0), Unsupported, "the file: the workbook is of Excel 4.0 or older"},
		{"Excel 4", le16(0x409, 6, 0, 0x10, 0), Unsupported, "the file: the workbook is of Excel 4.0 or older"},
		{"an age to come", newBIFF().record(recordBegin, le16(0x700, 5)).stream, Unsupported, "the file: the workbook is of an age that is not known"},
		{"no workbook", []byte("no workbook at all"), Damaged, "the file: at byte 0 the stream ends inside a record"},
		{"nothing", nil, Damaged, "the file: at byte 0 the stream ends and a record should follow"},
		{"old note that begins nowhere", newBIFF().record(recordBegin, le16(biff5, substreamCells)).record(recordNote, le16(0xFFFF, 0, 1), []byte("x")).end().stream, Damaged,
			`sheet "Sheet" (the file): at byte 8 the rest of a comment has no beginning`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := readXLS(c.stream, Limits{})
			if !errors.Is(err, c.reason) {
				t.Errorf("got %v, want %v", err, c.reason)
			} else if got := err.Error(); c.want != "" && got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Sheets that share their bytes would cost more than the file has.
func TestXLSSheetsDoNotOverlap(t *testing.T) {
	t.Parallel()
	sheets := []biffSheet{{name: "a", fill: func(w *biffWriter) { w.record(0x1234, make([]byte, 4000)) }}}
	for i := range 5 {
		sheets = append(sheets, biffSheet{name: fmt.Sprint(i), offset: 1})
	}
	whole := biffBook(nil, sheets...)
	first := bytes.Index(whole, le16(0x1234, 4000)) - 20
	for i := range sheets[1:] {
		sheets[i+1].offset = first
	}
	_, err := readXLS(biffBook(nil, sheets...), Limits{})
	if want := "the sheets of the workbook overlap"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want that %s", err, want)
	}
}

// A stream that is cut anywhere is an error.
func TestXLSCutStream(t *testing.T) {
	t.Parallel()
	stream := biffBook(
		func(w *biffWriter) {
			w.record(recordFormat, le16(164), long("0.00")).record(recordCellStyle, le16(0, 164), make([]byte, 16))
			w.most = 40
			w.sharedStrings([]biffString{{text: "the first text of all"}, {text: "and 第二个文本 with fonts", runs: 3}})
		},
		biffSheet{name: "one", fill: func(w *biffWriter) {
			w.cell(recordSharedLabel, At(1, 1), 0, le32(0)).cell(recordNumber, At(2, 1), 0, le64(5))
			w.formula(At(3, 1), 0, 0, formulaValue(formulaText, 0)).record(recordFormulaText, long("text"))
			w.record(recordMerges, le16(1, 0, 1, 0, 1))
		}},
		biffSheet{name: "two", fill: func(w *biffWriter) { w.cell(recordSharedLabel, At(1, 1), 0, le32(1)) }})
	if _, err := readXLS(stream, Limits{}); err != nil {
		t.Fatal(err)
	}
	for length := range stream {
		if _, err := readXLS(stream[:length], Limits{}); !errors.Is(err, Damaged) {
			t.Errorf("cut to %d of %d bytes: got %v, want a damaged file", length, len(stream), err)
		}
	}
}

// A file that is cut is an error, or has lost nothing: a container may have what does not matter at its end.
func TestXLSCutFile(t *testing.T) {
	t.Parallel()
	for _, path := range xlsFixtures {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			data := fixture(t, path)
			whole := dump(readFixture(t, path))
			for length := 0; length < len(data); length += 512 {
				for _, length := range []int{length, length + 17} {
					book, err := readXLS(data[:min(length, len(data)-1)], Limits{})
					var trouble *ReadError
					switch {
					case err == nil && dump(book) != whole:
						t.Errorf("cut to %d of %d bytes, it reads differently (-whole +cut)\n%s", length, len(data), cmp.Diff(whole, dump(book)))
					case err != nil && !errors.As(err, &trouble):
						t.Errorf("cut to %d of %d bytes: %v is no ReadError", length, len(data), err)
					}
				}
			}
		})
	}
}

// A text that its program cut short (as Gnumeric does those of formulas that need more than a record) is no whole text.
func TestXLSTextCutByItsProgram(t *testing.T) {
	t.Parallel()
	_, err := readXLS(fixture(t, "xls/gnumeric-cut-text.xls"), Limits{})
	want := `sheet "Formulas" (Workbook), row 13: at byte 42175 a record is too short (kind 0x0207)`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestXLSLimits(t *testing.T) {
	t.Parallel()
	stream := biffBook(
		func(w *biffWriter) {
			w.record(recordCellStyle, le16(0, 0), make([]byte, 16)).record(recordCellStyle, le16(0, 0), make([]byte, 16))
			w.sharedStrings([]biffString{{text: "one"}, {text: "two"}})
		},
		biffSheet{name: "a", fill: func(w *biffWriter) {
			w.cell(recordRK, At(1, 1), 0, le32(2)).cell(recordRK, At(1, 2), 0, le32(2))
			w.record(recordMerges, le16(2, 0, 1, 0, 1, 3, 4, 0, 1))
		}},
		biffSheet{name: "b", fill: func(w *biffWriter) { w.cell(recordRK, At(1, 1), 0, le32(2)) }})
	enough := Limits{Bytes: int64(len(stream)), Sheets: 2, Rows: 3, Cells: 3, Strings: 2, Marks: 2, Styles: 2}
	if _, err := readXLS(stream, enough); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		tighten func(l *Limits)
		want    string
	}{
		{func(l *Limits) { l.Bytes-- }, fmt.Sprintf("the file has %d bytes, more than the limit of %d", len(stream), len(stream)-1)},
		{func(l *Limits) { l.Sheets-- }, "the file has more sheets than the limit of 1"},
		{func(l *Limits) { l.Rows-- }, `sheet "b", row 1: the file has more rows than the limit of 2`},
		{func(l *Limits) { l.Cells-- }, `sheet "b", row 1: the file has more cells than the limit of 2`},
		{func(l *Limits) { l.Strings-- }, "the file has 2 texts, more than the limit of 1"},
		{func(l *Limits) { l.Marks-- }, `sheet "a", row 2: the file has more merged areas, comments and links than the limit of 1`},
		{func(l *Limits) { l.Styles-- }, "the file has more styles than the limit of 1"},
	} {
		limits := enough
		c.tighten(&limits)
		_, err := readXLS(stream, limits)
		if !errors.Is(err, TooLarge) || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func FuzzXLS(f *testing.F) {
	for _, path := range append([]string{"xls/libreoffice-password.xls"}, xlsFixtures...) {
		if data := fixture(f, path); len(data) < 64<<10 {
			f.Add(data)
		}
	}
	f.Add(oneSheet(func(w *biffWriter) { w.sharedStrings([]biffString{{text: "one", runs: 2, phonetic: 9}}) }, func(w *biffWriter) {
		w.cell(recordSharedLabel, At(1, 1), 0, le32(0)).record(recordManyRK, le16(0, 1), le16(0), le32(6), le16(0), le32(6), le16(2))
		w.formula(At(3, 3), 0, 3, formulaValue(formulaText, 0)).record(recordFormulaText, long("text"))
	}))
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := readXLS(data, Limits{Cells: 100_000, Rows: 100_000})
		var trouble *ReadError
		if err != nil && !errors.As(err, &trouble) {
			t.Fatalf("%v is no ReadError", err)
		}
		if err == nil {
			checkSheets(t, book)
		}
	})
}

// checkSheets holds a workbook to what its types promise.
func checkSheets(t *testing.T, book *Workbook) {
	t.Helper()
	for _, sheet := range book.Sheets {
		last := Ref{}
		for _, row := range sheet.Rows {
			if len(row.Cells) == 0 || row.Number <= int(last.Row) {
				t.Fatalf("row %d of %d cells comes after row %d", row.Number, len(row.Cells), last.Row)
			}
			for _, cell := range row.Cells {
				if cell.Text == "" || cell.Ref.Compare(last) <= 0 || int(cell.Ref.Row) != row.Number || cell.Ref.Col > MaxCol {
					t.Fatalf("%s comes after %s in row %d, with the text %q", cell.Ref, last, row.Number, cell.Text)
				}
				last = cell.Ref
			}
		}
	}
}
