package mark_test

import (
	"strings"
	"testing"

	"docket/mapping/mark"
	"docket/mapping/sheet"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// grid is a sheet of texts, row by row.
func grid(name string, rows ...[]string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name}
	for i, row := range rows {
		r := sheet.Row{Number: i + 1}
		for j, text := range row {
			if text != "" {
				r.Cells = append(r.Cells, sheet.Cell{Ref: sheet.At(j+1, i+1), Text: text})
			}
		}
		s.Rows = append(s.Rows, r)
	}
	return s
}

// reportOf is a report sheet with its seal.
func reportOf(name string, o mark.Origin) *sheet.Sheet {
	cells := map[sheet.Ref]string{sheet.At(1, 1): mark.ReportTitle, sheet.At(1, 2): "two filings"}
	return grid(name, []string{mark.ReportTitle}, []string{"two filings"}, []string{mark.Seal(o, mark.Digest(cells))})
}

var origin = mark.Origin{Document: "notice-74328d75", Source: `s3://inbox/acme/isf "4471": é&=.xlsx`, Cells: "x:y"}

// TestRemove takes out what docket left, and nothing else.
func TestRemove(t *testing.T) {
	t.Parallel()
	written := reportOf("docket report", origin)
	written.Rows[1].Cells[0].Text = "two filings, please hurry"
	moved := grid("docket report (2)", []string{"my note"}, []string{"", mark.ReportTitle}, []string{"", "two filings"}, []string{"", mark.Seal(origin, "x")})
	for _, test := range []struct {
		name   string
		sheet  *sheet.Sheet
		names  map[string]string
		ours   bool // the sheet
		origin mark.Origin
		remark bool
	}{
		{"a report", reportOf("docket report", origin), nil, true, origin, false},
		{"a report of another name", reportOf("Feuille 1", origin), nil, true, origin, false},
		{"a report that somebody wrote on", written, nil, true, origin, true},
		{"a report with a row and a column before it", moved, nil, true, origin, true},
		{"a report without its seal", grid("Docket report", []string{mark.ReportTitle}, []string{"x"}), nil, true, mark.Origin{}, false},
		{"the name alone", grid("docket report", []string{"ISF"}, []string{"x"}), nil, false, mark.Origin{}, false},
		{"the title alone", grid("Sheet1", []string{mark.ReportTitle}, []string{"x"}), nil, false, mark.Origin{}, false},
		{"the seal alone", grid("Sheet1", []string{mark.Seal(origin, "")}, []string{"x"}), nil, false, mark.Origin{}, false},
		{"a report far down", grid("Sheet1", append(make([][]string, 30), []string{mark.ReportTitle, mark.Seal(origin, "")})...), nil, false, mark.Origin{}, false},
		{"the name in the workbook", grid("Sheet1", []string{"x"}), map[string]string{mark.SealName: mark.NameOf(origin)}, false, origin, false},
		{"another's name", grid("Sheet1", []string{"x"}), map[string]string{mark.SealName: `"docket:1:"`}, false, mark.Origin{}, false},
	} {
		book := &sheet.Workbook{Sheets: []*sheet.Sheet{grid("ISF", []string{"Importer"}), test.sheet}, Names: test.names}
		removed, found := mark.Remove(book)
		if ours := len(book.Sheets) == 1; ours != test.ours || len(removed.Sheets) > 0 != test.ours {
			t.Errorf("%s: taken out: %v, want %v", test.name, ours, test.ours)
		}
		if removed.Origin != test.origin || len(book.Remarks) > 0 != test.remark || found != (test.ours || test.origin != mark.Origin{}) {
			t.Errorf("%s: %+v, found %v, remarks %v", test.name, removed, found, book.Remarks)
		}
		if book.Sheets[0].Name != "ISF" {
			t.Errorf("%s: the sender's sheet is gone", test.name)
		}
	}
}

// TestComments: what the sender wrote in a comment stays, before and after docket's notes.
func TestComments(t *testing.T) {
	t.Parallel()
	note := mark.Note{Kind: "Error", Lines: []string{"The number\n(docket: x)\nis wrong.", "Write it."}, Code: "number_wrong"}.String()
	if want := "docket: Error\nThe number (docket: x) is wrong.\nWrite it.\n(docket: number_wrong)"; note != want {
		t.Fatalf("%q\nwant %q", note, want)
	}
	for _, test := range []struct {
		text, rest string
		ours       bool
	}{
		{note, "", true},
		{note + "\n\n" + note, "", true},
		{"Ask Ann.\n\n" + note, "Ask Ann.", true},
		{"Ask Ann.\n\n" + note + "\nDone, Ann", "Ask Ann.\nDone, Ann", true},
		{strings.ReplaceAll(note, "\n", "\r\n"), "", true},
		{mark.Note{Kind: "Warning"}.String(), "", true},
		{"docket: no idea\n(docket: what)", "docket: no idea\n(docket: what)", false},
		{"Ask Ann.", "Ask Ann.", false},
	} {
		if rest, ours := mark.WithoutNotes(test.text); rest != test.rest || ours != test.ours {
			t.Errorf("%q leaves %q, %v; want %q, %v", test.text, rest, ours, test.rest, test.ours)
		}
	}
	s := grid("ISF", []string{"x"})
	s.Comments = map[sheet.Ref]string{sheet.At(1, 1): note, sheet.At(2, 1): "Ann\n" + note, sheet.At(3, 1): "Ann"}
	removed, _ := mark.Remove(&sheet.Workbook{Sheets: []*sheet.Sheet{s}})
	if diff := cmp.Diff(map[sheet.Ref]string{sheet.At(2, 1): "Ann", sheet.At(3, 1): "Ann"}, s.Comments); diff != "" || len(removed.Comments) != 2 {
		t.Errorf("removed %v; left (-want +got):\n%s", removed.Comments, diff)
	}
}

// TestReadsTheOrigin from a file, by its report sheet or by its name, and of nothing else.
func TestReadsTheOrigin(t *testing.T) {
	t.Parallel()
	long := mark.Origin{Document: "d", Source: "s3://inbox/" + strings.Repeat("é/", 500)}
	for _, test := range []struct {
		name string
		fill func(*excelize.File) error
		want mark.Origin
	}{
		{"report", func(f *excelize.File) error {
			if _, err := f.NewSheet("docket report"); err != nil {
				return err
			}
			return f.SetSheetCol("docket report", "A1", &[]string{mark.ReportTitle, "", mark.Seal(origin, "")})
		}, origin},
		{"name", func(f *excelize.File) error {
			return f.SetDefinedName(&excelize.DefinedName{Name: mark.SealName, RefersTo: mark.NameOf(long)})
		}, long},
		{"neither", func(f *excelize.File) error { return nil }, mark.Origin{}},
	} {
		f := excelize.NewFile()
		if err := f.SetCellStr("Sheet1", "A1", "Importer"); err != nil {
			t.Fatal(err)
		}
		if err := test.fill(f); err != nil {
			t.Fatal(err)
		}
		data, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(data.Bytes(), sheet.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if got, found := mark.Remove(book); got.Origin != test.want || found != (test.want != mark.Origin{}) {
			t.Errorf("%s: %+v, %v", test.name, got, found)
		}
	}
}

// TestSealsHoldAnything: whatever a document's id and its key are made of comes back.
func TestSealsHoldAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := mark.Origin{Document: rapid.StringN(1, 50, -1).Draw(t, "document"), Source: rapid.String().Draw(t, "source"), Cells: rapid.String().Draw(t, "cells")}
		name := mark.NameOf(o)
		removed, _ := mark.Remove(&sheet.Workbook{Names: map[string]string{mark.SealName: name}})
		if removed.Origin != o {
			t.Fatalf("%+v comes back as %+v from %s", o, removed.Origin, name)
		}
	})
}

// TestIntact: a copy that nobody has corrected is told by its cells, wherever it comes from.
func TestIntact(t *testing.T) {
	t.Parallel()
	file := func(vessel string) *sheet.Workbook {
		return &sheet.Workbook{Sheets: []*sheet.Sheet{grid("ISF", []string{"Vessel", vessel}, []string{"ETD"})}}
	}
	o := origin
	o.Cells = mark.CellsOf(file("EVER GIVEN"))
	for vessel, want := range map[string]bool{"EVER GIVEN": true, " EVER  GIVEN": true, "EVER GREEN": false} {
		marked := file(vessel)
		marked.Sheets = append(marked.Sheets, reportOf("docket report", o))
		if removed, _ := mark.Remove(marked); removed.Intact != want {
			t.Errorf("%q: intact %v", vessel, removed.Intact)
		}
	}
	if removed, _ := mark.Remove(file("EVER GIVEN")); removed.Intact {
		t.Error("a file that is no copy is none that nobody corrected")
	}
}
