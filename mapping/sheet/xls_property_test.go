package sheet

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A drawnCell is a cell to write in one of the ways there are, and what has to be read of it.
type drawnCell struct {
	want  Cell
	write func(w *biffWriter)
}

// What sheets are drawn from. The style of a cell is the place of its format here.
var drawnFormats = []string{"General", "0.00", "00000", "yyyy-mm-dd hh:mm", "#,##0", `"PO "@`, "0%"}

var drawnTexts = rapid.OneOf(
	rapid.StringMatching(`[A-Z]{4}[0-9]{7}`),
	rapid.StringOfN(rapid.RuneFrom([]rune("aé中🚢\n ")), 1, 60, -1),
	rapid.String().Filter(func(s string) bool { return s != "" }),
)

// A drawing makes a workbook to write.
type drawing struct {
	t        *rapid.T
	from1904 bool
	texts    []biffString // shared
}

func (d *drawing) cell(ref Ref) drawnCell {
	style := rapid.IntRange(0, len(drawnFormats)-1).Draw(d.t, "style")
	code := drawnFormats[style]
	cell := Cell{Ref: ref, Format: code}
	if code == "General" {
		cell.Format = ""
	}
	switch rapid.SampledFrom([]Kind{Text, Text, Number, Number, Bool, Error}).Draw(d.t, "kind") {
	case Text:
		return d.text(cell, style)
	case Bool:
		cell.Kind, cell.Number, cell.Text = Bool, 1, "TRUE"
		value := []byte{1, 0}
		if rapid.Bool().Draw(d.t, "false") {
			value[0], cell.Number, cell.Text = 0, 0, "FALSE"
		}
		if rapid.Bool().Draw(d.t, "by formula") {
			return drawnCell{cell, func(w *biffWriter) { w.formula(ref, style, 0, formulaValue(formulaBool, value[0])) }}
		}
		return drawnCell{cell, func(w *biffWriter) { w.cell(recordBoolOrError, ref, style, value) }}
	case Error:
		code := rapid.SampledFrom([]byte{0, 7, 15, 23, 29, 36, 42}).Draw(d.t, "error")
		cell.Kind, cell.Text = Error, errorTexts[code]
		return drawnCell{cell, func(w *biffWriter) { w.cell(recordBoolOrError, ref, style, []byte{code, 1}) }}
	}
	return d.number(cell, style)
}

func (d *drawing) text(cell Cell, style int) drawnCell {
	s := biffString{text: drawnTexts.Draw(d.t, "text"), wide: rapid.Bool().Draw(d.t, "wide")}
	cell.Text = s.text
	if cell.Format == `"PO "@` {
		cell.Text = "PO " + s.text
	}
	switch rapid.SampledFrom([]recordKind{recordSharedLabel, recordLabel, recordRichLabel, recordFormula}).Draw(d.t, "record") {
	case recordLabel:
		return drawnCell{cell, func(w *biffWriter) { w.cell(recordLabel, cell.Ref, style, s.long()) }}
	case recordRichLabel:
		return drawnCell{cell, func(w *biffWriter) { w.cell(recordRichLabel, cell.Ref, style, s.long(), le16(1, 0, 0)) }}
	case recordFormula:
		return drawnCell{cell, func(w *biffWriter) {
			w.formula(cell.Ref, style, 0, formulaValue(formulaText, 0)).record(recordFormulaText, s.long())
		}}
	}
	s.runs = rapid.IntRange(0, 5).Draw(d.t, "fonts")
	s.phonetic = rapid.IntRange(0, 40).Draw(d.t, "phonetic")
	index := uint32(len(d.texts))
	d.texts = append(d.texts, s)
	return drawnCell{cell, func(w *biffWriter) { w.cell(recordSharedLabel, cell.Ref, style, le32(index)) }}
}

func (d *drawing) number(cell Cell, style int) drawnCell {
	var value float64
	var write func(w *biffWriter)
	switch rapid.SampledFrom([]recordKind{recordNumber, recordRK, recordFormula}).Draw(d.t, "record") {
	case recordRK:
		units := rapid.Int32Range(-1<<29, 1<<29-1).Draw(d.t, "units")
		value = float64(units)
		bits := uint32(units)<<2 | 2
		if rapid.Bool().Draw(d.t, "hundredths") {
			value, bits = value/100, bits|1
		}
		write = func(w *biffWriter) { w.cell(recordRK, cell.Ref, style, le32(bits)) }
	case recordFormula:
		value = rapid.Float64Range(-1e9, 1e9).Draw(d.t, "value")
		write = func(w *biffWriter) { w.formula(cell.Ref, style, 0, le64(value)) }
	default:
		value = rapid.Float64Range(0, 60000).Draw(d.t, "value")
		write = func(w *biffWriter) { w.cell(recordNumber, cell.Ref, style, le64(value)) }
	}
	cell.Kind, cell.Number = Number, value
	serial := value
	if cell.Format == "yyyy-mm-dd hh:mm" {
		if d.from1904 {
			serial += 1462
		}
		if serial >= 0 && serial < 2958466 {
			cell.Kind, cell.Number = Date, serial
		}
	}
	cell.Text = compileFormat(cell.Format).text(serial)
	return drawnCell{cell, write}
}

// A sheet that is written in any of the ways of BIFF8 is read as it was.
func TestXLSReadsWhatWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := &drawing{t: t, from1904: rapid.Bool().Draw(t, "1904")}
		places := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) Ref {
			return At(rapid.IntRange(1, 256).Draw(t, "col"), rapid.SampledFrom([]int{1, 2, 3, 7, 65536}).Draw(t, "row"))
		}), 0, 30, func(ref Ref) Ref { return ref }).Draw(t, "places")
		slices.SortFunc(places, Ref.Compare)
		var cells []drawnCell
		for _, place := range places {
			cells = append(cells, d.cell(place))
		}
		hiddenCol := rapid.IntRange(0, 255).Draw(t, "hidden column")
		most := rapid.SampledFrom([]int{40, 41, 100, 8224}).Draw(t, "longest record")
		stream := oneSheet(d.globals(most), func(w *biffWriter) {
			w.record(recordColumn, le16(hiddenCol, hiddenCol, 2000, 0, 1, 0))
			w.record(recordRow, le16(1, 0, 256, 255, 0, 0, 0x20, 0)) // the second
			for _, cell := range cells {
				cell.write(w)
			}
		})
		book, err := readXLS(stream, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []Cell
		for _, row := range book.Sheets[0].Rows {
			got = append(got, row.Cells...)
		}
		for _, cell := range cells {
			cell.want.Hidden = cell.want.Ref.Row == 2 || int(cell.want.Ref.Col) == hiddenCol+1
			want = append(want, cell.want)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	})
}

// globals writes formats, styles and texts, with records no longer than most.
func (d *drawing) globals(most int) func(w *biffWriter) {
	return func(w *biffWriter) {
		if d.from1904 {
			w.record(recordDateMode, le16(1))
		}
		for i, code := range drawnFormats {
			w.record(recordFormat, le16(164+i), long(code))
			w.record(recordCellStyle, le16(0, 164+i), make([]byte, 16))
		}
		w.most = most
		w.sharedStrings(d.texts)
		w.most = 8224
	}
}
