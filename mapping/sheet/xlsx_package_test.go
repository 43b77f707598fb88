package sheet

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const oneCell = `<row><c t="inlineStr"><is><t>here</t></is></c></row>`

// TestPackages is the table of ways in which parts are named and tied together. All of them lead to the same cell.
func TestPackages(t *testing.T) {
	t.Parallel()
	plain := xlsxParts(rows(oneCell))
	renamed := func(from, to string) []part {
		parts := slices.Clone(plain)
		for i := range parts {
			if parts[i].name == from {
				parts[i].name = to
			}
		}
		return parts
	}
	with := func(parts []part, more ...part) []part {
		for _, other := range more {
			parts = append(without(parts, other.name), other)
		}
		return parts
	}
	sheetAt := func(target string) part {
		return part{"xl/_rels/workbook.xml.rels", relationshipsPart("worksheet", target)}
	}
	for about, parts := range map[string][]part{
		"as usual":                 plain,
		"absolute target":          with(plain, sheetAt("/xl/worksheets/sheet1.xml")),
		"dots in the target":       with(plain, sheetAt("./../xl/./worksheets/sheet1.xml")),
		"backslashes in target":    with(plain, sheetAt(`worksheets\sheet1.xml`)),
		"escaped target":           with(renamed(sheetPart, "xl/worksheets/sheet 1.xml"), sheetAt("worksheets/sheet%201.xml")),
		"escaped part":             with(renamed(sheetPart, "xl/worksheets/%E8%A1%A8.xml"), sheetAt("worksheets/表.xml")),
		"other case":               with(plain, sheetAt("WorkSheets/Sheet1.XML")),
		"odd name":                 with(renamed(sheetPart, "xl/cells"), sheetAt("cells")),
		"parts with backslashes":   renamed(sheetPart, `xl\worksheets\sheet1.xml`),
		"folders":                  append(slices.Clone(plain), part{"xl/worksheets/", ""}),
		"files that nobody needs":  append(slices.Clone(plain), part{"docProps/thumbnail.jpeg", "\xFF\xD8"}, part{"xl/theme/theme1.xml", "<broken"}),
		"workbook at the top":      with(plain, part{"book.xml", plain[2].content}, part{"_rels/.rels", relationshipsPart("officeDocument", "book.xml")}, part{"_rels/book.xml.rels", relationshipsPart("worksheet", "xl/worksheets/sheet1.xml")}),
		"no styles and no strings": without(without(with(plain, sheetAt("worksheets/sheet1.xml")), "xl/styles.xml"), "xl/sharedStrings.xml"),
		"no content types":         without(plain, "[Content_Types].xml"),
		"strict": with(plain, part{"_rels/.rels", strings.ReplaceAll(plain[1].content, relType, "http://purl.oclc.org/ooxml/officeDocument/relationships/")},
			part{"xl/_rels/workbook.xml.rels", strings.ReplaceAll(plain[3].content, relType, "http://purl.oclc.org/ooxml/officeDocument/relationships/")},
			part{"xl/workbook.xml", strings.NewReplacer("schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/spreadsheetml/main",
				"schemas.openxmlformats.org/officeDocument/2006/relationships", "purl.oclc.org/ooxml/officeDocument/relationships").Replace(plain[2].content)}),
		"namespace where it is used": with(plain, part{"xl/workbook.xml", xmlHead + `<b:workbook xmlns:b="urn:x"><b:sheets><b:sheet name="Data" ` +
			strings.Replace(relNS, "xmlns:r", "xmlns:q", 1) + ` q:id="rId1"/></b:sheets></b:workbook>`}),
		"sheet that is a chart": with(plain, part{"xl/workbook.xml", strings.Replace(plain[2].content, "</sheets>", `<sheet name="Chart" r:id="rId3"/></sheets>`, 1)},
			part{"xl/_rels/workbook.xml.rels", relationshipsPart("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml", "chartsheet", "styles.xml")}),
		"rows in disorder":    xlsxParts(rows(`<row r="3"><c r="A3"><v>3</v></c></row>` + oneCell + `<row r="1"><c r="A1" t="inlineStr"><is><t>here</t></is></c></row>`)),
		"cells in disorder":   xlsxParts(rows(`<row r="1"><c r="C1"><v>3</v></c><c r="A1" t="inlineStr"><is><t>here</t></is></c></row>`)),
		"a row in two pieces": xlsxParts(rows(`<row r="1"><c r="C1"><v>3</v></c></row><row r="1"><c r="A1" t="inlineStr"><is><t>here</t></is></c></row>`)),
	} {
		t.Run(about, func(t *testing.T) {
			t.Parallel()
			book, err := Read(stored(t, parts), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if cell := book.Sheets[0].At(At(1, 1)); cell == nil || cell.Text != "here" || book.Sheets[0].Name != "Data" || len(book.Sheets) != 1 {
				t.Errorf("got %+v on %q", cell, book.Sheets[0].Name)
			}
			for i, row := range book.Sheets[0].Rows {
				if i > 0 && row.Number <= book.Sheets[0].Rows[i-1].Number {
					t.Errorf("row %d comes after row %d", row.Number, book.Sheets[0].Rows[i-1].Number)
				}
				if !slices.IsSortedFunc(row.Cells, func(a, b Cell) int { return a.Ref.Compare(b.Ref) }) {
					t.Errorf("the cells of row %d are not in order", row.Number)
				}
			}
		})
	}
}

// TestBrokenPackages is the table of packages whose parts do not fit together.
func TestBrokenPackages(t *testing.T) {
	t.Parallel()
	workbook := func(sheets string) []part {
		return xlsxParts(rows(oneCell), part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><sheets>` + sheets + `</sheets></workbook>`})
	}
	for _, test := range []struct {
		about string
		parts []part
		says  string
	}{
		{"two sheets of one name", workbook(`<sheet name="A" r:id="rId1"/><sheet name="a" r:id="rId1"/>`), "the same name"},
		{"sheet without a name", workbook(`<sheet r:id="rId1"/>`), "has none"},
		{"relationship missing", workbook(`<sheet name="A" r:id="rId9"/>`), "does not say which part"},
		{"relationship of another kind", workbook(`<sheet name="A" r:id="rId2"/>`), `a "sharedStrings", which is no kind of sheet`},
		{"sheet outside", xlsxParts(rows(oneCell), part{"xl/_rels/workbook.xml.rels", strings.Replace(relationshipsPart("worksheet", "x"), `Target=`, `TargetMode="External" Target=`, 1)}), "does not say which part"},
		{"sheet missing", without(xlsxParts(rows(oneCell)), sheetPart), "does not hold it"},
		{"two parts of strings", xlsxParts(rows(oneCell), part{"xl/_rels/workbook.xml.rels", relationshipsPart("worksheet", "worksheets/sheet1.xml", "sharedStrings", "a.xml", "sharedStrings", "b.xml")}), "more than one part for its sharedStrings"},
		{"link without its relationship", xlsxParts(strings.Replace(rows(oneCell), "</worksheet>", `<hyperlinks><hyperlink ref="A1" r:id="rId7"/></hyperlinks></worksheet>`, 1)), `"rId7"`},
		{"comments without their relationship", xlsxParts(strings.Replace(rows(oneCell), "</worksheet>", `<legacyDrawing r:id="rId7"/></worksheet>`, 1)), `"rId7"`},
		{"cell twice, in two pieces of a row", xlsxParts(rows(oneCell + `<row r="1"><c r="A1"><v>1</v></c></row>`)), "cell A1 is there twice"},
		{"row past the last", xlsxParts(rows(`<row r="1048577"/>`)), "row 1048577 is not between 1 and 1048576"},
		{"row that is no number", xlsxParts(rows(`<row r="x"/>`)), `r="x" is no whole number`},
		{"cells on past the last column", xlsxParts(rows(`<row r="1"><c r="XFD1"><v>1</v></c><c><v>2</v></c></row>`)), "past column XFD"},
		{"merge that is none", xlsxParts(strings.Replace(rows(oneCell), "</worksheet>", `<mergeCells><mergeCell ref="A:B"/></mergeCells></worksheet>`, 1)), "a merged area is broken"},
		{"encoding that nobody knows", xlsxParts(strings.Replace(rows(oneCell), "UTF-8", "klingon", 1)), "klingon"},
		{"cells outside of sheetData", xlsxParts(xmlHead + `<worksheet ` + mainNS + `><row r="1"><c r="A1"><v>1</v></c></row></worksheet>`), "<row> stands in a place"},
	} {
		t.Run(test.about, func(t *testing.T) {
			t.Parallel()
			_, err := Read(stored(t, test.parts), Limits{})
			if !errors.Is(err, Damaged) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want damage that says %q", err, test.says)
			}
		})
	}
}

// TestAroundCells reads what belongs to cells and stands elsewhere, and remarks on what is not read.
func TestAroundCells(t *testing.T) {
	t.Parallel()
	sheetXML := xmlHead + `<worksheet ` + mainNS + ` ` + relNS + `><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols><sheetData>` +
		`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>4</v></c><c r="E1"><v>5</v></c></row>` +
		`<row r="2" hidden="1"><c r="A2"><f>A1+1</f></c></row></sheetData>` +
		`<mergeCells><mergeCell ref="A1:B1"/></mergeCells>` +
		`<hyperlinks><hyperlink ref="A1:C1" r:id="rId1" location="top"/><hyperlink ref="D1" location="'Other'!A1" display="x"/></hyperlinks>` +
		`<drawing r:id="rId4"/><legacyDrawing r:id="rId6"/></worksheet>`
	parts := xlsxParts(sheetXML,
		part{"[Content_Types].xml", strings.Replace(xlsxParts("")[0].content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
			"application/vnd.ms-excel.sheet.macroEnabled.main+xml", 1)},
		part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="Data" r:id="rId1" state="veryHidden"/>` +
			`<sheet name="Module" r:id=""/><sheet name="Old" r:id="rId2"/></sheets><externalReferences><externalReference r:id="rId9"/></externalReferences></workbook>`},
		part{"xl/_rels/workbook.xml.rels", relationshipsPart("worksheet", "worksheets/sheet1.xml", "xlMacrosheet", "worksheets/sheet1.xml")},
		part{"xl/worksheets/_rels/sheet1.xml.rels", relationshipsPart("hyperlink", "https://example.com/", "threadedComment", "../threads.xml",
			"comments", "../comments.xml", "drawing", "../drawing.xml", "oleObject", "../ole.bin", "vmlDrawing", "../vml.vml")},
		part{"xl/comments.xml", xmlHead + `<comments ` + mainNS + `><authors><author>x</author></authors><commentList>` +
			`<comment ref="A1" authorId="0"><text><r><rPr><b/></rPr><t>Author:</t></r><r><t xml:space="preserve">
gross</t></r></text></comment><comment ref="B1"><text><t>[Threaded comment] of another version</t></text></comment><comment ref="D1"><text/></comment></commentList></comments>`},
		part{"xl/threads.xml", xmlHead + `<ThreadedComments xmlns="urn:threads"><threadedComment ref="B1" id="1"><text>which port?</text></threadedComment>` +
			`<threadedComment ref="B1" parentId="1"><text>Oakland</text></threadedComment></ThreadedComments>`},
		part{"xl/drawing.xml", xmlHead + `<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a"><xdr:twoCellAnchor><xdr:from><xdr:row>1</xdr:row></xdr:from><xdr:pic/></xdr:twoCellAnchor>` +
			`<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>SAY TEN CARTONS ONLY</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>` +
			`<xdr:twoCellAnchor><xdr:sp/></xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:graphicFrame/></xdr:twoCellAnchor></xdr:wsDr>`},
	)
	got, err := Read(stored(t, parts), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := &Workbook{Format: XLSM, Sheets: []*Sheet{{
		Name: "Data", Hidden: true,
		Rows: []Row{
			{Number: 1, Cells: []Cell{{Ref: At(1, 1), Kind: Number, Number: 1, Text: "1"}, {Ref: At(2, 1), Kind: Number, Number: 2, Text: "2", Hidden: true},
				{Ref: At(4, 1), Kind: Number, Number: 4, Text: "4"}, {Ref: At(5, 1), Kind: Number, Number: 5, Text: "5", Hidden: true}}},
			{Number: 2, Hidden: true, Cells: []Cell{{Ref: At(1, 2), Kind: Error, Text: notCalculated, Hidden: true}}},
		},
		Merges:   []Area{{At(1, 1), At(2, 1)}},
		Comments: map[Ref]string{At(1, 1): "Author:\ngross", At(2, 1): "which port?\nOakland"},
		Links:    map[Ref]string{At(1, 1): "https://example.com/#top", At(4, 1): "#'Other'!A1"},
	}}, Remarks: []string{
		"The file refers to 1 other workbook, not opened: the values that it keeps of them are what was read.",
		`Sheet "Module" is in the list of sheets alone: the file has no cells of it.`,
		`Sheet "Old" holds macros of Excel 4; it is ignored.`,
		"The file can hold macros; they are ignored.",
		`Sheet "Data" has 1 formula without a result: A2. Open the file in a spreadsheet program and save it, and the results are there.`,
		`Sheet "Data" has more than its cells, not read: 1 shape with text, 1 picture, 1 chart.`,
		`Sheet "Data" has 1 document embedded in it, not read.`,
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestZerosThatNobodyCalculated tells formulas that a program left at 0 from formulas whose result is 0.
func TestZerosThatNobodyCalculated(t *testing.T) {
	t.Parallel()
	zero, five, text := `<c><f>A9</f><v>0</v></c>`, `<c><f>A9</f><v>5</v></c>`, `<c t="str"><f>A9</f><v></v></c>`
	for _, test := range []struct {
		about, calc, cells string
		want               string
	}{
		{"every formula is 0", `<calcPr fullCalcOnLoad="1"/>`, zero + zero + `<c><v>7</v></c>`, "#NOT-CALCULATED #NOT-CALCULATED 7"},
		{"nobody asks for a calculation", `<calcPr/>`, zero + zero, "0 0"},
		{"another formula has a result", `<calcPr fullCalcOnLoad="1"/>`, zero + five, "0 5"},
		{"another formula has an empty text", `<calcPr fullCalcOnLoad="1"/>`, zero + text, "0"},
		{"another formula has none", `<calcPr fullCalcOnLoad="1"/>`, zero + `<c><f>A9</f></c>`, "#NOT-CALCULATED #NOT-CALCULATED"},
		{"no formula", `<calcPr fullCalcOnLoad="1"/>`, `<c><v>0</v></c>`, "0"},
	} {
		t.Run(test.about, func(t *testing.T) {
			t.Parallel()
			workbook := strings.Replace(xlsxParts("")[2].content, "</workbook>", test.calc+"</workbook>", 1)
			book, err := Read(stored(t, xlsxParts(rows(`<row>`+test.cells+`</row>`), part{"xl/workbook.xml", workbook})), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, cell := range book.Sheets[0].Rows[0].Cells {
				texts = append(texts, cell.Text)
			}
			if got := strings.Join(texts, " "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
