package annotate_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish/annotate"
	"docket/testdata/golden"
	"docket/testdata/samples"
	"docket/validate"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

var now = time.Date(2026, time.November, 22, 8, 0, 0, 0, time.UTC)

// convert is a file as docket understands and checks it.
func convert(t testing.TB, name string, data []byte) (mapping.Document, error) {
	t.Helper()
	checker, err := validate.New(validate.Config{})
	if err != nil {
		t.Fatal(err)
	}
	document, err := mapping.Convert(name, data, sheet.Limits{}, mapping.Options{Now: now, Source: "s3://inbox/" + name, OrdersFromISF: true})
	checker.Check(&document, now)
	return document, err
}

func annotated(t testing.TB, data []byte, r annotate.Report) annotate.Copy {
	t.Helper()
	marked, err := annotate.Annotate(data, r, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return marked
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := samples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// corpus are the samples, and what many programs wrote for the tests of package sheet.
func corpus(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, pattern := range []string{"../../testdata/samples/*.*", "../../mapping/sheet/testdata/*/*.xls*", "../../mapping/sheet/testdata/*/*.ods"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			if ext := filepath.Ext(name); ext != ".xlsx" && ext != ".csv" && ext != ".xls" && ext != ".ods" {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(name)] = data
		}
	}
	return files
}

// TestCopiesOfFilesFromManyPrograms: whoever wrote a file, its copy reads as the file does, an xlsx stays what it is
// byte for byte but for the marks, and marking a copy again changes nothing.
func TestCopiesOfFilesFromManyPrograms(t *testing.T) {
	t.Parallel()
	copies := 0
	for name, data := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document, err := convert(t, name, data)
			if err != nil {
				if _, err := annotate.Annotate(data, annotate.Of(document, now), sheet.Limits{}); !errors.As(err, new(*sheet.ReadError)) {
					t.Fatalf("a file that cannot be read: %v", err)
				}
				return
			}
			marked := annotated(t, data, annotate.Of(document, now))
			if marked.Rebuilt == strings.HasSuffix(name, ".xlsx") {
				t.Errorf("rebuilt: %v", marked.Rebuilt)
			}
			again, err := convert(t, name, marked.Data)
			if err != nil {
				t.Fatal(err)
			}
			if !marked.Rebuilt {
				if !again.Marks.Intact || again.Marks.Origin.Document != document.Source.SHA256 {
					t.Errorf("the copy does not know what it is a copy of: %+v", again.Marks)
				}
				again.Source, again.Marks = document.Source, document.Marks
				alike(t, document, again)
				untouched(t, data, marked.Data)
			}
			if twice := annotated(t, marked.Data, annotate.Of(document, now)); !bytes.Equal(twice.Data, marked.Data) && !marked.Rebuilt {
				t.Error("marking twice is not marking once")
			}
			opens(t, marked)
		})
		copies++
	}
	if copies < 40 {
		t.Errorf("only %d files", copies)
	}
}

// alike: two documents mean the same, to the last cell.
func alike(t testing.TB, want, got mapping.Document) {
	t.Helper()
	if reflect.DeepEqual(want, got) {
		return
	}
	asJSON := func(d mapping.Document) string {
		text, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	t.Errorf("the copy means something else (-want +got):\n%s", cmp.Diff(asJSON(want), asJSON(got)))
}

var sheetData = regexp.MustCompile(`(?s)<(?:\w+:)?sheetData.*</(?:\w+:)?sheetData>`)

// untouched: the cells of each sheet, the shared strings, pictures and all else that carries no mark are as they were.
func untouched(t *testing.T, data, marked []byte) {
	t.Helper()
	after := partsOf(t, marked)
	for name, before := range partsOf(t, data) {
		switch {
		case strings.Contains(name, "worksheets/sheet"):
			if !strings.HasSuffix(name, ".rels") && !bytes.Equal(sheetData.Find(before), sheetData.Find(after[name])) {
				t.Errorf("the cells of %s are written otherwise", name)
			}
		case strings.HasSuffix(name, ".rels"), strings.Contains(name, "comments"), strings.HasSuffix(name, ".vml"),
			name == "[Content_Types].xml", strings.HasSuffix(name, "workbook.xml"), strings.HasSuffix(name, "styles.xml"):
		case !bytes.Equal(before, after[name]):
			t.Errorf("%s is not what it was", name)
		}
	}
}

func partsOf(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = text
	}
	return parts
}

// opens: another program finds the report first, and in front.
func opens(t testing.TB, marked annotate.Copy) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(marked.Data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	first := f.GetSheetList()[0]
	if title, err := f.GetCellValue(first, "A1"); title != mark.ReportTitle || err != nil || f.GetActiveSheetIndex() != 0 {
		t.Errorf("the first sheet is %s with %q, %v; shown is %d", first, title, err, f.GetActiveSheetIndex())
	}
	return f
}

// TestMistakesAreOnTheirCells: each cell that a problem names has a fill and a comment with what is wrong and what to
// do, and a link from the report.
func TestMistakesAreOnTheirCells(t *testing.T) {
	t.Parallel()
	data := sample(t, "07-isf-five-mistakes.xlsx")
	document, err := convert(t, "07.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	f := opens(t, annotated(t, data, annotate.Of(document, now)))
	comments := commentsOn(t, f, "ISF 10+2")
	links, err := f.GetHyperLinkCells(mark.ReportTitle, "Location")
	if err != nil {
		t.Fatal(err)
	}
	targets := map[string]bool{}
	for _, cell := range links {
		_, target, err := f.GetCellHyperLink(mark.ReportTitle, cell)
		if err != nil {
			t.Fatal(err)
		}
		targets[target] = true
	}
	told := 0
	for _, made := range document.Filings {
		for _, problem := range made.Problems {
			for _, place := range problem.Cells {
				told++
				if text := comments[place.Ref.String()]; !strings.Contains(text, problem.Message) || !strings.Contains(text, problem.Hint) {
					t.Errorf("%s: the comment is %q, want %q and %q", place, text, problem.Message, problem.Hint)
				}
				if !filled(t, f, place) {
					t.Errorf("%s has no fill", place)
				}
				if target := "'" + place.Sheet + "'!" + place.Ref.String(); !targets[target] {
					t.Errorf("no link to %s", target)
				}
			}
		}
	}
	if told < 5 {
		t.Errorf("%d cells of problems", told)
	}
	for _, u := range document.Unmapped {
		if !filled(t, f, u.Cell) {
			t.Errorf("%s, which was not read, has no fill", u.Cell)
		}
	}
	if filled(t, f, sheet.Place{Sheet: "ISF 10+2", Ref: sheet.At(3, 6)}) {
		t.Error("a cell that is right has a fill")
	}
}

func commentsOn(t testing.TB, f *excelize.File, name string) map[string]string {
	t.Helper()
	list, err := f.GetComments(name)
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, c := range list {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		comments[c.Cell] = text
	}
	return comments
}

// filled says whether one of docket's rules lies over a cell.
func filled(t testing.TB, f *excelize.File, place sheet.Place) bool {
	t.Helper()
	rules, err := f.GetConditionalFormats(place.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	for areas, options := range rules {
		for text := range strings.FieldsSeq(areas) {
			area, err := sheet.ParseArea(text)
			if err != nil {
				t.Fatal(err)
			}
			if area.Contains(place.Ref) && strings.HasPrefix(options[0].Criteria, `ISTEXT("docket mark: `) {
				return true
			}
		}
	}
	return false
}

// TestReportReads is the report as its reader sees it.
func TestReportReads(t *testing.T) {
	t.Parallel()
	report := annotate.Report{
		Origin: mark.Origin{Document: "0197", Source: "s3://inbox/acme/a.csv"}, File: "acme/a.csv", At: now, Type: mapping.IsfWorksheet,
		Filings: []annotate.Filing{
			{Kind: filing.KindISF, Reference: "ABCD1", Outcome: "submitted", APIID: "isf_81", Problems: []mapping.Problem{{Severity: mapping.Warning, Code: "odd", Message: "It is odd.", Hint: "Look."}}},
			{Kind: filing.KindOrder, Reference: "ABCD1", Outcome: "rejected", Problems: []mapping.Problem{
				{Severity: mapping.Error, Code: "BAD_PORT", Cells: []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(2, 1)}}, Value: "Atlantis", Message: "The API says: no such port.", Hint: "Name another."},
				{Severity: mapping.Warning, Code: "odd", Message: "It is odd.", Hint: "Look."}}},
			{Kind: filing.KindISF, Outcome: "held", Problems: []mapping.Problem{{Severity: mapping.Warning, Question: true, Code: "which", Cells: []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(1, 2)}}, Message: "Which?"}}},
		},
		Problems: []mapping.Problem{{Severity: mapping.Warning, Code: "file_remark", Message: "Something was left out."}},
		Unmapped: []mapping.Unmapped{{Cell: sheet.Place{Sheet: "Sheet", Ref: sheet.At(2, 2)}, Text: "=1+1"}},
	}
	golden.Compare(t, "testdata/sent.report.txt", reportOf(t, annotated(t, []byte("port,Atlantis\ndate,=1+1\n"), report)))
}

// reportOf is a report row by row, a tab between its cells.
func reportOf(t *testing.T, marked annotate.Copy) string {
	t.Helper()
	book, err := sheet.Read(marked.Data, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range book.Sheets[0].Rows {
		fmt.Fprintf(&b, "%d", row.Number)
		for _, cell := range row.Cells {
			fmt.Fprintf(&b, "\t%s", cell.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestCorrectedInTheCopy: a person corrects the mistakes in the marked copy itself, with a program that writes the
// workbook anew, and the copy means what the corrected file would.
func TestCorrectedInTheCopy(t *testing.T) {
	t.Parallel()
	corrections := map[string]string{"C11": "2027-01-24", "C12": "HLBU1865209", "C18": "5702.20.1000", "C26": "29-555012600", "C42": "Negombo"}
	correct := func(data []byte) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for cell, text := range corrections {
			if err := f.SetCellStr("ISF 10+2", cell, text); err != nil {
				t.Fatal(err)
			}
		}
		out, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	data := sample(t, "07-isf-five-mistakes.xlsx")
	wrong, err := convert(t, "07.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	marked := correct(annotated(t, data, annotate.Of(wrong, now)).Data)
	got, err := convert(t, "07.xlsx", marked)
	if err != nil {
		t.Fatal(err)
	}
	want, err := convert(t, "07.xlsx", correct(data))
	if err != nil {
		t.Fatal(err)
	}
	if got.Marks.Intact || got.Marks.Origin.Document != wrong.Source.SHA256 {
		t.Errorf("the correction does not know what it corrects: %+v", got.Marks)
	}
	got.Source, got.Marks = want.Source, want.Marks
	alike(t, want, got)
	if got.Filings[0].Outcome != mapping.Ready {
		t.Errorf("%s: %v", got.Filings[0].Outcome, got.Filings[0].Problems)
	}
	if f := opens(t, annotated(t, marked, annotate.Of(got, now))); len(commentsOn(t, f, "ISF 10+2")) >= 10 {
		t.Errorf("comments of the copy are still there: %v", commentsOn(t, f, "ISF 10+2"))
	}
}

// TestCopiesThatAnotherProgramSaved: docket's marks are known again, and replaced, not doubled.
func TestCopiesThatAnotherProgramSaved(t *testing.T) {
	t.Parallel()
	original, err := convert(t, "07.xlsx", sample(t, "07-isf-five-mistakes.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"libreoffice.xlsx", "libreoffice.ods"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		document, err := convert(t, name, data)
		if err != nil {
			t.Fatal(err)
		}
		if !document.Marks.Intact || document.Marks.Origin.Document != original.Source.SHA256 || len(document.Marks.Sheets) != 1 {
			t.Errorf("%s: %+v", name, document.Marks)
		}
		document.Source, document.Marks = original.Source, original.Marks
		for i := range document.Filings {
			if order, ok := document.Filings[i].Request.(*filing.CustomsOrder); ok {
				order.RequestMetadata = original.Filings[i].Request.(*filing.CustomsOrder).RequestMetadata // names the file
			}
		}
		alike(t, original, document)
		f := opens(t, annotated(t, data, annotate.Of(document, now)))
		if sheets := f.GetSheetList(); len(sheets) != 2 {
			t.Errorf("%s: sheets %q", name, sheets)
		}
		for cell, text := range commentsOn(t, f, "ISF 10+2") {
			if strings.Count(text, "(docket: container_check_digit)") > 1 || strings.Count(text, "\n(docket: ") != strings.Count(text, "docket: Error\n")+strings.Count(text, "docket: Warning\n")+strings.Count(text, "docket: Question\n") {
				t.Errorf("%s: the comment of %s is %q", name, cell, text)
			}
		}
	}
}

// TestNothingBecomesAFormula: what comes from outside stands in the copy as text, and stays one when it is edited.
func TestNothingBecomesAFormula(t *testing.T) {
	t.Parallel()
	texts := []string{`=HYPERLINK("http://evil.example","x")`, "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "|x", "%1"}
	var csv strings.Builder
	problems := []mapping.Problem{}
	for i, text := range texts {
		fmt.Fprintf(&csv, "label,\"%s\"\n", strings.ReplaceAll(text, `"`, `""`))
		problems = append(problems, mapping.Problem{Severity: mapping.Error, Code: text, Value: text, Message: text, Hint: text, Cells: []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(2, i+1)}}})
	}
	report := annotate.Report{Origin: mark.Origin{Document: "=1", Source: "=2"}, File: "=3", At: now, Type: mapping.Unknown, Problems: problems,
		Filings: []annotate.Filing{{Kind: filing.KindISF, Reference: "=4", Outcome: "=5", APIID: "=6"}}}
	for _, u := range problems {
		report.Unmapped = append(report.Unmapped, mapping.Unmapped{Cell: u.Cells[0], Text: u.Value})
	}
	marked := annotated(t, []byte(csv.String()), report)
	for name, part := range partsOf(t, marked.Data) {
		if strings.Contains(name, "worksheets") && bytes.Contains(part, []byte("<f>")) {
			t.Errorf("%s has a formula", name)
		}
	}
	f := opens(t, marked)
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				cell := sheet.At(j+1, i+1).String()
				if formula, err := f.GetCellFormula(name, cell); formula != "" || err != nil {
					t.Errorf("%s!%s is the formula %s, %v", name, cell, formula, err)
				}
				if text != "" && strings.ContainsAny(text[:1], "=+-@") {
					asText(t, f, name, cell)
				}
			}
		}
	}
	book, err := sheet.Read(marked.Data, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if cell := book.Sheets[1].At(sheet.At(2, i+1)); cell == nil || strings.TrimSpace(cell.Text) != strings.TrimSpace(text) || cell.Kind != sheet.Text {
			t.Errorf("%q came back as %+v", text, cell)
		}
	}
}

// asText: the cell's format keeps what is typed into it a text.
func asText(t *testing.T, f *excelize.File, name, cell string) {
	t.Helper()
	id, err := f.GetCellStyle(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil || style.NumFmt != 49 {
		t.Errorf("%s!%s has the number format %d, %v", name, cell, style.NumFmt, err)
	}
}

// TestActionable: a copy is worth making where a person can do something.
func TestActionable(t *testing.T) {
	t.Parallel()
	at := []sheet.Place{{Sheet: "Sheet", Ref: sheet.At(1, 1)}}
	for _, test := range []struct {
		name    string
		problem mapping.Problem
		want    bool
	}{
		{"an error", mapping.Problem{Severity: mapping.Error}, true},
		{"a question", mapping.Problem{Severity: mapping.Warning, Question: true}, true},
		{"a warning with cells and a remedy", mapping.Problem{Severity: mapping.Warning, Cells: at, Hint: "Look."}, true},
		{"a warning without a remedy", mapping.Problem{Severity: mapping.Warning, Cells: at}, false},
		{"a remark on the file", mapping.Problem{Severity: mapping.Warning, Hint: "Look."}, false},
	} {
		if got := (annotate.Report{Problems: []mapping.Problem{test.problem}}).Actionable(); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
