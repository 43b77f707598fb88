package annotate_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish/annotate"
)

const (
	mainNS  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	docRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgRels = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// plainParts are a workbook of one sheet with two cells, and no more than a workbook must have.
func plainParts() map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="` + pkgRels + `"><Relationship Id="rId1" Type="` + docRels + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="` + mainNS + `" xmlns:r="` + docRels + `"><sheets><sheet name="ISF" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + pkgRels + `"><Relationship Id="rId1" Type="` + docRels + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="` + mainNS + `"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Vessel</t></is></c><c r="B1" t="inlineStr"><is><t>Sea</t></is></c></row></sheetData></worksheet>`,
	}
}

func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		to, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// oneError is a report with an error on a cell.
func oneError(places ...sheet.Place) annotate.Report {
	return annotate.Report{Origin: mark.Origin{Document: "0197", Source: "s3://inbox/a.xlsx"}, File: "a.xlsx", At: now, Type: mapping.IsfWorksheet,
		Problems: []mapping.Problem{{Severity: mapping.Error, Code: "wrong", Cells: places, Message: "The vessel is not known.", Hint: "Write its name."}}}
}

var b1 = sheet.Place{Sheet: "ISF", Ref: sheet.At(2, 1)}

// comments adds comments to a workbook: the part with their texts, and the drawing with their shapes.
func comments(parts map[string]string, text, vml string) {
	parts["xl/comments1.xml"] = text
	parts["xl/drawings/vmlDrawing1.vml"] = vml
	parts["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships xmlns="` + pkgRels + `"><Relationship Id="a" Type="` + docRels + `/comments" Target="../comments1.xml"/><Relationship Id="b" Type="` + docRels + `/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>`
	parts["xl/worksheets/sheet1.xml"] = strings.Replace(parts["xl/worksheets/sheet1.xml"], "</worksheet>", `<legacyDrawing xmlns:r="`+docRels+`" r:id="b"/></worksheet>`, 1)
	parts["[Content_Types].xml"] = strings.Replace(parts["[Content_Types].xml"], "</Types>", `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/></Types>`, 1)
}

const askAnn = `<comments xmlns="` + mainNS + `"><authors><author>Bo</author></authors><commentList><comment ref="B1" authorId="0"><text><t>Ask Ann.</t></text></comment><comment ref="A1" authorId="0"><text><r><rPr><b/></rPr><t>Bold.</t></r></text></comment></commentList></comments>`

// excelVML is a drawing as Excel writes it, with a line break that XML does not allow.
const excelVML = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
	`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>` +
	`<v:shape id="_x0000_s1031" type="#_x0000_t202"><v:textbox><div>Ann<br></div></v:textbox><x:ClientData ObjectType="Note"><x:Row>0</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>`

// treeVML is one as programs write it that take it for XML with names of its own choice.
const treeVML = `<xml><ns0:shape xmlns:ns0="urn:schemas-microsoft-com:vml" id="_x0000_s1026"><ns2:ClientData xmlns:ns2="urn:schemas-microsoft-com:office:excel" ObjectType="Note"><ns2:Row>0</ns2:Row><ns2:Column>1</ns2:Column></ns2:ClientData></ns0:shape></xml>`

// TestOddPackages: workbooks are written in many ways. Most can be edited as they are; of the others the cells come
// back in a workbook of docket's. None is lost.
func TestOddPackages(t *testing.T) {
	t.Parallel()
	replace := func(part, old, now string) func(map[string]string) {
		return func(parts map[string]string) {
			if !strings.Contains(parts[part], old) {
				panic(part + " lacks " + old)
			}
			parts[part] = strings.ReplaceAll(parts[part], old, now)
		}
	}
	for _, test := range []struct {
		name    string
		change  func(map[string]string)
		rebuilt bool
		holds   map[string]string // in parts of the copy
	}{
		{"no styles part", func(map[string]string) {}, false, map[string]string{"xl/docketStyles1.xml": "<dxfs"}},
		{"the relationships' prefix is only on the sheet", func(parts map[string]string) {
			replace("xl/workbook.xml", ` xmlns:r="`+docRels+`"`, "")(parts)
			replace("xl/workbook.xml", `<sheet `, `<sheet xmlns:r="`+docRels+`" `)(parts)
		}, false, nil},
		{"prefixed elements", func(parts map[string]string) {
			for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
				parts[name] = strings.NewReplacer("</", "</x:", "<", "<x:", `xmlns="`, `xmlns:x="`).Replace(parts[name])
			}
		}, false, map[string]string{"xl/worksheets/sheet1.xml": "<x:cfRule", "xl/workbook.xml": "<x:definedName "}},
		{"strict", func(parts map[string]string) {
			for name, text := range parts {
				parts[name] = strings.NewReplacer(mainNS, "http://purl.oclc.org/ooxml/spreadsheetml/main", docRels, "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(text)
			}
		}, false, map[string]string{"xl/worksheets/docket1.xml": `xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"`}},
		{"a template", replace("[Content_Types].xml", "sheet.main+xml", "template.main+xml"), false, map[string]string{"[Content_Types].xml": "spreadsheetml.sheet.main+xml"}},
		{"a sheet's own names", replace("xl/workbook.xml", "</sheets>", `</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">ISF!$A$1:$B$9</definedName></definedNames>`),
			false, map[string]string{"xl/workbook.xml": `localSheetId="1">ISF!$A$1:$B$9<`}},
		{"a sheet called docket report", func(parts map[string]string) {
			replace("xl/workbook.xml", `</sheets>`, `<sheet name="Docket Report" sheetId="7" r:id="rId2"/></sheets>`)(parts)
			replace("xl/_rels/workbook.xml.rels", `</Relationships>`, `<Relationship Id="rId2" Type="`+docRels+`/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`)(parts)
			parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet1.xml"]
			replace("[Content_Types].xml", "</Types>", `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)(parts)
		}, false, map[string]string{"xl/workbook.xml": `name="docket report 2" sheetId="3"`}},
		{"the sender's own rules", replace("xl/worksheets/sheet1.xml", "</worksheet>",
			`<conditionalFormatting sqref="A1:C9"><cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule><cfRule type="expression" priority="3"><formula>TRUE</formula></cfRule></conditionalFormatting><pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/></worksheet>`),
			false, map[string]string{"xl/worksheets/sheet1.xml": `priority="7"><formula>TRUE</formula></cfRule></conditionalFormatting><conditionalFormatting sqref="B1"><cfRule type="expression" dxfId="0" priority="1"`}},
		{"a protected sheet", replace("xl/worksheets/sheet1.xml", "</sheetData>", `</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>`),
			false, map[string]string{"xl/worksheets/sheet1.xml": `scenarios="1"/><conditionalFormatting`}},
		{"merged cells", replace("xl/worksheets/sheet1.xml", "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="B1:C4"/></mergeCells>`),
			false, map[string]string{"xl/worksheets/sheet1.xml": `</mergeCells><conditionalFormatting sqref="B1:C4">`}},
		{"comments as Excel draws them", func(parts map[string]string) { comments(parts, askAnn, excelVML) }, false,
			map[string]string{"xl/comments1.xml": `<r><t>Ask Ann.</t></r><r>`, "xl/drawings/vmlDrawing1.vml": "Ann<br>"}},
		{"comments as others draw them", func(parts map[string]string) { comments(parts, askAnn, treeVML) }, false,
			map[string]string{"xl/comments1.xml": `<rPr><b/></rPr><t>Bold.</t>`, "xl/drawings/vmlDrawing1.vml": "ns0:shape"}},
		{"a drawing that does not end", func(parts map[string]string) {
			comments(parts, strings.ReplaceAll(askAnn, `"B1"`, `"D9"`), `<xml xmlns:v="urn:schemas-microsoft-com:vml">`)
		}, true, nil},
		{"a workbook in UTF-16", func(parts map[string]string) {
			var b strings.Builder
			b.WriteString("\xFF\xFE")
			for _, r := range `<?xml version="1.0" encoding="UTF-16"?>` + parts["xl/worksheets/sheet1.xml"] {
				b.WriteByte(byte(r))
				b.WriteByte(0)
			}
			parts["xl/worksheets/sheet1.xml"] = b.String()
		}, true, nil},
		{"a style sheet with something foreign", func(parts map[string]string) {
			parts["xl/styles.xml"] = `<styleSheet xmlns="` + mainNS + `"><fonts count="1"><font/><other/></fonts></styleSheet>`
			replace("xl/_rels/workbook.xml.rels", `</Relationships>`, `<Relationship Id="rId2" Type="`+docRels+`/styles" Target="styles.xml"/></Relationships>`)(parts)
		}, true, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			parts := plainParts()
			test.change(parts)
			marked := annotated(t, pack(t, parts), oneError(b1))
			if marked.Rebuilt != test.rebuilt {
				t.Errorf("rebuilt: %v", marked.Rebuilt)
			}
			after := partsOf(t, marked.Data)
			for name, want := range test.holds {
				if !strings.Contains(string(after[name]), want) {
					t.Errorf("%s lacks %s:\n%s", name, want, after[name])
				}
			}
			f := opens(t, marked)
			if text := commentsOn(t, f, "ISF")["B1"]; !strings.Contains(text, "The vessel is not known.\nWrite its name.") {
				t.Errorf("the comment is %q", text)
			}
			if !test.rebuilt && !filled(t, f, b1) {
				t.Error("no fill")
			}
			again := annotated(t, marked.Data, oneError(b1))
			if again.Rebuilt || !bytes.Equal(again.Data, marked.Data) && !test.rebuilt {
				t.Error("marking twice is not marking once")
			}
			wellMarked(t, marked.Data, parts)
		})
	}
}

// wellMarked: without its marks a copy has the comments that the file had.
func wellMarked(t *testing.T, data []byte, parts map[string]string) {
	t.Helper()
	book, err := sheet.Read(data, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	mark.Remove(book)
	before, err := sheet.Read(pack(t, parts), sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range before.Sheets {
		if !maps.Equal(s.Comments, book.Sheets[i].Comments) {
			t.Errorf("comments %v, want %v", book.Sheets[i].Comments, s.Comments)
		}
	}
}

// TestMarksGoWithTheirProblems: where nothing is wrong any more, nothing is left of the marks but the report, and what
// the sender wrote in comments stays.
func TestMarksGoWithTheirProblems(t *testing.T) {
	t.Parallel()
	parts := plainParts()
	comments(parts, askAnn, excelVML)
	data := pack(t, parts)
	marked := annotated(t, data, oneError(b1, sheet.Place{Sheet: "ISF", Ref: sheet.At(4, 4)}))
	nothing := annotate.Report{Origin: mark.Origin{Document: "0198", Source: "s3://inbox/a.xlsx"}, File: "a.xlsx", At: now, Type: mapping.IsfWorksheet}
	f := opens(t, annotated(t, marked.Data, nothing))
	left := commentsOn(t, f, "ISF")
	if len(left) != 2 || left["B1"] != "Ask Ann." || left["A1"] != "Bold." {
		t.Errorf("comments %q", left)
	}
	if rules, err := f.GetConditionalFormats("ISF"); len(rules) > 0 || err != nil {
		t.Errorf("rules %v, %v", rules, err)
	}
	if sheets := f.GetSheetList(); !slices.Equal(sheets, []string{mark.ReportTitle, "ISF"}) {
		t.Errorf("sheets %q", sheets)
	}
}

// TestManyProblems: a workbook with more problems than programs bear has marks on all their cells, comments on the
// first, and says so.
func TestManyProblems(t *testing.T) {
	t.Parallel()
	var csv strings.Builder
	report := oneError()
	for i := range 6000 {
		fmt.Fprintf(&csv, "%d\n", i)
		report.Problems = append(report.Problems, mapping.Problem{Severity: mapping.Warning, Code: "odd", Message: fmt.Sprintf("Line %d.", i), Cells: []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(1, i+1)}}})
	}
	for i := range 9 {
		report.Problems = append(report.Problems, mapping.Problem{Severity: mapping.Error, Code: "odd", Message: fmt.Sprintf("Thing %d.", i), Cells: []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(1, 1)}}})
	}
	marked := annotated(t, []byte(csv.String()), report)
	if marked.Marked != 6000 {
		t.Errorf("%d cells are marked", marked.Marked)
	}
	book, err := sheet.Read(marked.Data, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(book.Sheets[1].Comments); n != 5000 {
		t.Errorf("%d comments", n)
	}
	if text := book.Sheets[1].Comments[sheet.At(1, 1)]; strings.Count(text, "docket: Error") != 5 || !strings.Contains(text, "5 more on this cell") {
		t.Errorf("the comment of the first cell is %q", text)
	}
	for _, want := range []string{"1000 marked cells have no comment", "There is more to correct: 6010 problems"} {
		if !strings.Contains(reportOf(t, marked), want) {
			t.Errorf("the report does not say: %s", want)
		}
	}
}

// TestUnreadableFilesHaveNoCopy.
func TestUnreadableFilesHaveNoCopy(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "%PDF-1.7", "PK\x03\x04 and then nothing"} {
		if _, err := annotate.Annotate([]byte(data), oneError(), sheet.Limits{}); !errors.As(err, new(*sheet.ReadError)) {
			t.Errorf("%q: %v", data, err)
		}
	}
}
