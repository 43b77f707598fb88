package annotate_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish/annotate"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// A drawnBook is a workbook with a little of everything, and a report on it.
type drawnBook struct {
	data   []byte
	report annotate.Report
}

var anyText = rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"=1+1", "+44", "-1", "@x", "_x000D_", "a\r\nb", " \t", "docket: Error\nx\n(docket: y)", "<&>\"'", "\x00\uFFFE", "ISF!A1", "重量"}))

func draw(t *rapid.T) drawnBook {
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Sheet1", "ISF 10+2", "it's", "重量", "docket report", "a&b<c>", "x!y"}), 1, 4, rapid.ID).Draw(t, "sheets")
	for i, name := range names {
		if i == 0 {
			must(f.SetSheetName("Sheet1", name))
			continue
		}
		_, err := f.NewSheet(name)
		must(err)
	}
	ref := rapid.Custom(func(t *rapid.T) sheet.Ref {
		return sheet.At(rapid.IntRange(1, 6).Draw(t, "col"), rapid.IntRange(1, 12).Draw(t, "row"))
	})
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 4, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFEE00"}}})
	must(err)
	rule, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Italic: true}})
	must(err)
	for _, name := range names {
		must(f.SetCellStr(name, "H20", "the last"))
		for range rapid.IntRange(0, 12).Draw(t, "cells") {
			at := ref.Draw(t, "cell").String()
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				must(f.SetCellStr(name, at, anyText.Draw(t, "text")))
			case 1:
				must(f.SetCellFloat(name, at, rapid.Float64Range(-1e9, 1e9).Draw(t, "number"), 3, 64))
			case 2:
				must(f.SetCellFormula(name, at, "SUM(1,2)"))
			case 3:
				must(f.SetCellStyle(name, at, at, bold))
			}
		}
		if rapid.Bool().Draw(t, "merge") {
			must(f.MergeCell(name, "B2", "C3"))
		}
		if rapid.Bool().Draw(t, "comment") {
			must(f.AddComment(name, excelize.Comment{Cell: ref.Draw(t, "commented").String(), Author: "Ann", Text: "Ask Bo."}))
		}
		if rapid.Bool().Draw(t, "rule") {
			must(f.SetConditionalFormat(name, "A1:C5", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "6", Format: &rule}}))
		}
		if rapid.Bool().Draw(t, "list") {
			list := excelize.NewDataValidation(true)
			list.Sqref = "A1:A9"
			must(list.SetDropList([]string{"FOB", "FCA"}))
			must(f.AddDataValidation(name, list))
		}
		if rapid.Bool().Draw(t, "protected") {
			must(f.ProtectSheet(name, &excelize.SheetProtectionOptions{Password: "x"}))
		}
	}
	out, err := f.WriteToBuffer()
	must(err)
	return drawnBook{out.Bytes(), drawReport(t, names, ref)}
}

func drawReport(t *rapid.T, names []string, ref *rapid.Generator[sheet.Ref]) annotate.Report {
	place := rapid.Custom(func(t *rapid.T) sheet.Place {
		return sheet.Place{Sheet: rapid.SampledFrom(append([]string{"no such sheet"}, names...)).Draw(t, "sheet"), Ref: ref.Draw(t, "at")}
	})
	problem := rapid.Custom(func(t *rapid.T) mapping.Problem {
		return mapping.Problem{
			Severity: rapid.SampledFrom([]mapping.Severity{mapping.Error, mapping.Warning}).Draw(t, "severity"), Question: rapid.Bool().Draw(t, "question"),
			Code: rapid.String().Draw(t, "code"), Cells: rapid.SliceOfN(place, 0, 3).Draw(t, "cells"), Value: anyText.Draw(t, "value"),
			Message: anyText.Draw(t, "message"), Hint: anyText.Draw(t, "hint"),
		}
	})
	r := annotate.Report{Origin: mark.Origin{Document: rapid.StringN(1, 20, -1).Draw(t, "document"), Source: anyText.Draw(t, "source")}, File: anyText.Draw(t, "file"), At: now,
		Problems: rapid.SliceOfN(problem, 0, 4).Draw(t, "problems")}
	for i := range rapid.IntRange(0, 2).Draw(t, "filings") {
		r.Filings = append(r.Filings, annotate.Filing{Kind: filing.KindISF, Reference: fmt.Sprint("BILL", i), Outcome: "invalid", Problems: rapid.SliceOfN(problem, 0, 2).Draw(t, "its")})
	}
	if rapid.Bool().Draw(t, "unmapped") {
		r.Unmapped = append(r.Unmapped, mapping.Unmapped{Cell: place.Draw(t, "unread"), Text: anyText.Draw(t, "unread text")})
	}
	return r
}

// TestAnyWorkbookWithAnyReport: the copy is the workbook, edited and not rebuilt; its cells, formulas, styles, merged
// areas, lists and comments are as they were for another program; and marking it again changes nothing.
func TestAnyWorkbookWithAnyReport(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		book := draw(t)
		marked, err := annotate.Annotate(book.data, book.report, sheet.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if marked.Rebuilt {
			t.Fatal("rebuilt")
		}
		if diff := cmp.Diff(seen(t, book.data, ""), seen(t, marked.Data, book.report.Origin.Document)); diff != "" {
			t.Fatalf("the copy is not the workbook (-file +copy):\n%s", diff)
		}
		again, err := annotate.Annotate(marked.Data, book.report, sheet.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Data, marked.Data) {
			t.Fatal("marking twice is not marking once")
		}
	})
}

// seen is what excelize sees of the sender's sheets: of a copy all but the first sheet, the comments without docket's notes.
func seen(t *rapid.T, data []byte, document string) map[string][]string {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names := f.GetSheetList()
	if document != "" {
		names = names[1:]
	}
	all := map[string][]string{}
	note := func(name string, values ...any) { all[name] = append(all[name], fmt.Sprint(values...)) }
	for i, name := range names {
		note(name, "place ", i)
		for row := range 13 {
			for col := range 7 {
				cell := sheet.At(col+1, row+1).String()
				value, err1 := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
				formula, err2 := f.GetCellFormula(name, cell)
				style, err3 := f.GetCellStyle(name, cell)
				if err1 != nil || err2 != nil || err3 != nil {
					t.Fatal(err1, err2, err3)
				}
				note(name, cell, " ", value, " ", formula, " ", style)
			}
		}
		merges, err := f.GetMergeCells(name)
		lists, err2 := f.GetDataValidations(name)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		for _, m := range merges {
			note(name, "merge ", m[0])
		}
		for _, l := range lists {
			note(name, "list ", l.Sqref, l.Formula1)
		}
		comments, err := f.GetComments(name)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(comments, func(a, b excelize.Comment) int { return bytes.Compare([]byte(a.Cell), []byte(b.Cell)) })
		for _, c := range comments {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			if rest, _ := mark.WithoutNotes(text); rest != "" {
				note(name, "comment ", c.Cell, " ", rest)
			}
		}
	}
	return all
}
