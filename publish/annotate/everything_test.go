package annotate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish/annotate"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// everything is a workbook with all that a sender's may have beside its cells: formulas, number formats, fonts, fills,
// borders, wide columns and high rows, drop-downs, conditional formats, comments, links, a picture, a table, names,
// frozen panes, a print area, groups, and sheets that are protected and hidden.
func everything(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", "ISF"))
	head, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Italic: true, Size: 14, Color: "1F3864", Family: "Georgia"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFEE00"}},
		Border: []excelize.Border{{Type: "bottom", Style: 2, Color: "C00000"}}, Alignment: &excelize.Alignment{Horizontal: "center", WrapText: true},
	})
	must(err)
	money, err := f.NewStyle(&excelize.Style{NumFmt: 4, Protection: &excelize.Protection{Locked: true}})
	must(err)
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(err)
	must(f.SetSheetRow("ISF", "A1", &[]any{"Importer Security Filing 10+2", "Value"}))
	for i, row := range [][]any{{"Container no.", "TGHU4418279"}, {"Gross weight kg", 18250.5}, {"Cartons", 612}, {"Estimated departure", 46400}, {"Port of loading", "Yantian"}, {"Incoterm", "FOB"}} {
		must(f.SetSheetRow("ISF", fmt.Sprint("A", i+2), &row))
	}
	must(f.SetCellFormula("ISF", "B9", "B3/B4"))
	must(f.SetCellStr("ISF", "A9", "kg per carton"))
	must(f.SetCellStyle("ISF", "A1", "B1", head))
	must(f.SetCellStyle("ISF", "B3", "B3", money))
	must(f.SetCellStyle("ISF", "B5", "B5", date))
	must(f.SetColWidth("ISF", "A", "A", 31.5))
	must(f.SetRowHeight("ISF", 1, 40))
	must(f.MergeCell("ISF", "D1", "E2"))
	list := excelize.NewDataValidation(true)
	list.Sqref = "B7:B8"
	must(list.SetDropList([]string{"FOB", "FCA", "EXW"}))
	must(f.AddDataValidation("ISF", list))
	rule, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	must(err)
	must(f.SetConditionalFormat("ISF", "B2:B9", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "1000", Format: &rule}}))
	must(f.AddComment("ISF", excelize.Comment{Cell: "B2", Author: "Ann", Text: "Ask Bo for the number."}))
	must(f.SetCellHyperLink("ISF", "A6", "https://ports.example/yantian", "External"))
	must(f.AddPictureFromBytes("ISF", "D4", &excelize.Picture{Extension: ".png", File: picture(t), Format: &excelize.GraphicOptions{}}))
	must(f.SetPanes("ISF", &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	must(f.SetDefinedName(&excelize.DefinedName{Name: "Weight", RefersTo: "ISF!$B$3"}))
	must(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "ISF!$A$1:$E$9", Scope: "ISF"}))
	must(f.SetRowOutlineLevel("ISF", 9, 1))
	must(f.ProtectSheet("ISF", &excelize.SheetProtectionOptions{Password: "secret", SelectLockedCells: true}))
	_, err = f.NewSheet("Lines")
	must(err)
	must(f.SetSheetRow("Lines", "A1", &[]any{"HTS", "Origin", "Pieces"}))
	must(f.SetSheetRow("Lines", "A2", &[]any{"7323.93.0080", "CN", 300}))
	must(f.SetSheetRow("Lines", "A3", &[]any{"7323.99.9000", "CN", 312}))
	must(f.AddTable("Lines", &excelize.Table{Range: "A1:C3", Name: "lines", StyleName: "TableStyleMedium2"}))
	_, err = f.NewSheet("Codes")
	must(err)
	must(f.SetSheetCol("Codes", "A1", &[]any{"FOB", "FCA", "EXW"}))
	must(f.SetSheetVisible("Codes", false))
	out, err := f.WriteToBuffer()
	must(err)
	return out.Bytes()
}

func picture(t testing.TB) []byte {
	t.Helper()
	canvas := image.NewRGBA(image.Rect(0, 0, 8, 8))
	canvas.Set(3, 3, color.RGBA{200, 0, 0, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, canvas); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// reportOn has a problem on some cells of a workbook, one of them with a comment of its sender's.
func reportOn(cells ...string) annotate.Report {
	r := annotate.Report{Origin: mark.Origin{Document: "document", Source: "s3://inbox/isf.xlsx"}, File: "isf.xlsx", At: now}
	for _, cell := range cells {
		ref, err := sheet.ParseRef(cell)
		if err != nil {
			panic(err)
		}
		r.Problems = append(r.Problems, mapping.Problem{
			Severity: mapping.Error, Code: "x", Cells: []sheet.Place{{Sheet: "ISF", Ref: ref}}, Message: "The check digit is wrong.", Hint: "Write the number on the door.",
		})
	}
	return r
}

// TestEverythingStays: cell by cell and part by part, the copy is what its sender made.
func TestEverythingStays(t *testing.T) {
	t.Parallel()
	data := everything(t)
	marked := annotated(t, data, reportOn("B2", "B3", "B7", "D1"))
	if marked.Rebuilt {
		t.Fatal("rebuilt")
	}
	if diff := cmp.Diff(inventory(t, data, false), inventory(t, marked.Data, true)); diff != "" {
		t.Errorf("the copy is not the workbook (-file +copy):\n%s", diff)
	}
	untouched(t, data, marked.Data)
}

// inventory is what excelize sees in a workbook, a line each; of a copy without docket's report and notes.
func inventory(t testing.TB, data []byte, copied bool) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	i := &stock{t: t, f: f}
	names := f.GetSheetList()
	if copied {
		names = names[1:]
	}
	for _, name := range names {
		i.sheet(name)
	}
	for _, d := range f.GetDefinedName() {
		if copied && d.Name == mark.SealName {
			continue
		}
		i.note("name", d.Name, d.RefersTo, d.Scope)
	}
	slices.Sort(i.lines)
	return i.lines
}

// A stock is an inventory while it is taken.
type stock struct {
	t     testing.TB
	f     *excelize.File
	lines []string
}

func (i *stock) note(of ...any) { i.lines = append(i.lines, fmt.Sprintln(of...)) }

func (i *stock) must(err error) {
	i.t.Helper()
	if err != nil {
		i.t.Fatal(err)
	}
}

func (i *stock) sheet(name string) {
	f := i.f
	visible, err := f.GetSheetVisible(name)
	i.must(err)
	dimension, err := f.GetSheetDimension(name)
	i.must(err)
	i.note(name, "visible", visible)
	area, err := sheet.ParseArea(dimension)
	i.must(err)
	area.Last.Row, area.Last.Col = min(area.Last.Row, 120), min(area.Last.Col, 30) // some programs say that a sheet has a million
	for row := area.First.Row; row <= area.Last.Row; row++ {
		height, err := f.GetRowHeight(name, int(row))
		i.must(err)
		level, err := f.GetRowOutlineLevel(name, int(row))
		i.must(err)
		i.note(name, "row", row, height, level)
		for col := area.First.Col; col <= area.Last.Col; col++ {
			i.cell(name, sheet.Ref{Row: row, Col: col})
		}
	}
	for col := area.First.Col; col <= area.Last.Col; col++ {
		letters, err := excelize.ColumnNumberToName(int(col))
		i.must(err)
		width, err := f.GetColWidth(name, letters)
		i.must(err)
		i.note(name, "column", letters, width)
	}
	i.besides(name)
}

func (i *stock) cell(name string, ref sheet.Ref) {
	cell := ref.String()
	value, err := i.f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
	i.must(err)
	formula, err := i.f.GetCellFormula(name, cell)
	i.must(err)
	linked, link, err := i.f.GetCellHyperLink(name, cell)
	i.must(err)
	id, err := i.f.GetCellStyle(name, cell)
	i.must(err)
	style, err := i.f.GetStyle(id)
	i.must(err)
	slices.SortFunc(style.Border, func(a, b excelize.Border) int { return strings.Compare(a.Type, b.Type) })
	style.Font = i.font(style.Font)
	look, err := json.Marshal(style)
	i.must(err)
	i.note(name, cell, fmt.Sprintf("%q %q", value, formula), linked, link, string(look))
}

// font is a font in one way of writing: some programs write out what others leave to be the workbook's own.
func (i *stock) font(f *excelize.Font) *excelize.Font {
	family, err := i.f.GetDefaultFont()
	i.must(err)
	if f == nil {
		return &excelize.Font{Family: family, Size: 11}
	}
	own := *f
	own.Charset, own.ColorTheme = nil, nil
	if own.Color == "000000" {
		own.Color = ""
	}
	return &own
}

// besides is what a sheet has beside its cells.
func (i *stock) besides(name string) {
	f := i.f
	merges, err := f.GetMergeCells(name)
	i.must(err)
	for _, m := range merges {
		i.note(name, "merged", m[0])
	}
	lists, err := f.GetDataValidations(name)
	i.must(err)
	for _, l := range lists {
		i.note(name, "list", l.Sqref, l.Type, l.Formula1)
	}
	tables, err := f.GetTables(name)
	i.must(err)
	for _, table := range tables {
		i.note(name, "table", table.Name, table.Range, table.StyleName)
	}
	panes, err := f.GetPanes(name)
	i.must(err)
	i.note(name, "panes", panes.Freeze, panes.XSplit, panes.YSplit)
	protection, err := f.GetSheetProtection(name)
	i.must(err)
	i.note(name, "protected", fmt.Sprintf("%+v", protection))
	pictures, err := f.GetPictureCells(name)
	i.must(err)
	i.note(name, "pictures", pictures)
	rules, err := f.GetConditionalFormats(name)
	i.must(err)
	if own := rules["B2:B9"]; len(own) > 0 { // docket's lie on single cells
		i.note(name, "rule", own[0].Type, own[0].Criteria, own[0].Value)
	}
	comments, err := f.GetComments(name)
	i.must(err)
	for _, c := range comments {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		if rest, _ := mark.WithoutNotes(text); strings.TrimSpace(rest) != "" {
			i.note(name, "comment", c.Cell, strings.TrimSpace(rest))
		}
	}
}
