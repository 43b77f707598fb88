package sheet

import (
	"bytes"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// excelizeDiffers says where excelize and docket read a cell differently, and why docket is right to. What is shown is
// compared in the formatter's own tests.
var excelizeDiffers = []excelizeDifference{
	{"a formula without a result is an error in docket, and empty in excelize", func(c excelizeCell) bool {
		return c.ours.Text == notCalculated && (c.raw == "" || c.raw == "0")
	}},
	{"blanks around a text do not count unless the file says so; excelize keeps them", func(c excelizeCell) bool {
		return c.ours.Kind == Text && strings.Trim(c.raw, xmlBlanks) == strings.Trim(c.ours.Text, xmlBlanks)
	}},
	{"line ends are \\n in docket, and what the file has in excelize", func(c excelizeCell) bool {
		return c.ours.Kind == Text && strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.raw) == c.ours.Text
	}},
	{"days count from 1900 in docket, whatever the workbook counts from", func(c excelizeCell) bool {
		number, err := strconv.ParseFloat(c.raw, 64)
		return err == nil && c.ours.Kind == Date && math.Abs(number+daysTo1904-c.ours.Number) < 1e-9
	}},
	{"formats with words around texts are applied by docket, and not to raw values by excelize", func(c excelizeCell) bool {
		return c.ours.Kind == Text && strings.Contains(c.ours.Format, "@") && strings.Contains(c.ours.Text, c.raw)
	}},
	{"below a merged cell, excelize gives the merged one's value; docket the cell's own", func(c excelizeCell) bool {
		return slices.ContainsFunc(c.sheet.Merges, func(a Area) bool { return a.First != c.ours.Ref && a.Contains(c.ours.Ref) })
	}},
}

type excelizeDifference struct {
	why  string
	when func(excelizeCell) bool
}

// An excelizeCell is a cell as both read it.
type excelizeCell struct {
	sheet *Sheet
	ours  Cell
	raw   string
	kind  excelize.CellType
}

// same says whether both read the same value of the same type.
func (c excelizeCell) same() bool {
	switch c.ours.Kind {
	case Number, Date:
		number, err := strconv.ParseFloat(c.raw, 64)
		return err == nil && number == c.ours.Number && (c.kind == excelize.CellTypeUnset || c.kind == excelize.CellTypeNumber)
	case Bool:
		return c.kind == excelize.CellTypeBool && (c.raw == "1" || c.raw == "TRUE") == (c.ours.Number == 1)
	case Error:
		return c.kind == excelize.CellTypeError && c.raw == c.ours.Text
	}
	return c.raw == c.ours.Text && (c.kind == excelize.CellTypeSharedString || c.kind == excelize.CellTypeInlineString || c.kind == excelize.CellTypeFormula)
}

// TestAsExcelize compares every cell, merge and comment of every xlsx at hand with what excelize reads, cell by cell:
// its row readers lose cells without an error, GetCellValue does not.
func TestAsExcelize(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{"made here": zipped(t, xlsxParts(strings.Replace(
		rows(`<row r="1"><c r="A1" t="str"><v>two&#13;`+"\n"+`lines</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`),
		"</worksheet>", `<mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`, 1)))}
	for _, path := range fixtureFiles(t, "corpus/*.xlsx", "xlsx/*.xlsx") {
		files[filepath.Base(path)] = readFile(t, path)
	}
	seen := map[string]bool{}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			book, err := Read(data, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			theirs, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			defer theirs.Close()
			var names []string
			for _, sheet := range book.Sheets {
				names = append(names, sheet.Name)
				compareSheet(t, theirs, sheet, seen)
			}
			if want := theirs.GetSheetList(); !slices.Equal(want, names) {
				t.Errorf("sheets are %q, excelize has %q", names, want)
			}
		})
	}
	for _, known := range excelizeDiffers {
		if !seen[known.why] {
			t.Errorf("no file shows that %s", known.why)
		}
	}
}

func compareSheet(t *testing.T, theirs *excelize.File, sheet *Sheet, seen map[string]bool) {
	for _, row := range sheet.Rows {
		for _, cell := range row.Cells {
			raw, err := theirs.GetCellValue(sheet.Name, cell.Ref.String(), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			kind, err := theirs.GetCellType(sheet.Name, cell.Ref.String())
			if err != nil {
				t.Fatal(err)
			}
			both := excelizeCell{sheet, cell, raw, kind}
			if both.same() {
				continue
			}
			known := slices.IndexFunc(excelizeDiffers, func(known excelizeDifference) bool { return known.when(both) })
			if known < 0 {
				t.Errorf("%s: %s %q, excelize has %q of type %d", sheet.Place(cell.Ref), cell.Kind, cell.Text, raw, kind)
				continue
			}
			seen[excelizeDiffers[known].why] = true
		}
	}
	compareMissing(t, theirs, sheet)
	merges, err := theirs.GetMergeCells(sheet.Name)
	if err != nil || len(merges) != len(sheet.Merges) {
		t.Errorf("sheet %s: %d merges, excelize has %d (%v)", sheet.Name, len(sheet.Merges), len(merges), err)
	}
	comments, err := theirs.GetComments(sheet.Name)
	if err != nil || len(comments) != len(sheet.Comments) {
		t.Errorf("sheet %s: %d comments, excelize has %d (%v)", sheet.Name, len(sheet.Comments), len(comments), err)
	}
}

// compareMissing looks for cells that excelize has and docket has not. It stops where a stray cell in the last row would
// have it go through a million empty ones.
func compareMissing(t *testing.T, theirs *excelize.File, sheet *Sheet) {
	rows, err := theirs.Rows(sheet.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for number := 1; number < 5000 && rows.Next(); number++ {
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range row {
			if ref := At(i+1, number); strings.Trim(text, xmlBlanks) != "" && sheet.At(ref) == nil {
				t.Errorf("%s: nothing, excelize has %q", sheet.Place(ref), text)
			}
		}
	}
}
