package layout_test

import (
	"testing"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// TestReadTold: what somebody tells of a cell beats the vocabulary: a label that it does not know, and one that means
// something else here.
func TestReadTold(t *testing.T) {
	t.Parallel()
	book := workbook(t, `A form with a label that nobody knows.
| Zeichen 7  | MAEU12345678
| Vessel     | 448W
| Colli-Ref. | Seal no.
| MSKU1234565 | SL1
| MSKU7654321 | SL2
`)
	told := map[sheet.Place]field.Label{}
	for ref, name := range map[sheet.Ref]field.Name{sheet.At(1, 1): field.MasterBill, sheet.At(1, 2): field.Voyage, sheet.At(1, 3): field.Container} {
		told[book.Sheets[0].Place(ref)] = field.Label{Terms: []field.Term{{Name: name}}, Score: 1}
	}
	got := map[field.Name]string{}
	for _, s := range layout.ReadTold(book, told) {
		s.EachFact(func(f layout.Fact) { got[f.Term.Name] += f.Text + " " })
	}
	want := map[field.Name]string{field.MasterBill: "MAEU12345678 ", field.Voyage: "448W ", field.Container: "MSKU1234565 MSKU7654321 ", field.Seal: "SL1 SL2 "}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is %q, want %q (all: %v)", name, got[name], text, got)
		}
	}
}
