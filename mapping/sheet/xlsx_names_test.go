package sheet

import (
	"archive/zip"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDefinedNames: names of the whole workbook are told as the file writes them, in Read as in Open; those of one
// sheet mean nothing without it.
func TestDefinedNames(t *testing.T) {
	t.Parallel()
	sheetXML := xmlHead + `<worksheet ` + mainNS + `><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`
	data := archived(t, xlsxParts(sheetXML, part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><workbookPr/>` +
		`<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="ports">Data!$A$1:$A$9</definedName>` +
		`<definedName name="_note" hidden="1">"a &amp; b"</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">Data!$A$1</definedName>` +
		`</definedNames></workbook>`}), zip.Deflate)
	want := map[string]string{"ports": "Data!$A$1:$A$9", "_note": `"a & b"`}
	book, err := Read(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, book.Names); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
	reader, err := Open(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, reader.Names()); diff != "" {
		t.Errorf("Open (-want +got):\n%s", diff)
	}
}
