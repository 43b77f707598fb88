package template

import (
	"bytes"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/sheet"

	"github.com/xuri/excelize/v2"
)

// now is when the worksheets of the tests are read.
var now = time.Date(2026, time.January, 10, 12, 0, 0, 0, time.UTC)

// A filler fills in a template as a person does: only cells that are unlocked, by their labels.
type filler struct {
	*workbook
	t fataler
}

type fataler interface{ Fatalf(string, ...any) }

func newFiller(t fataler, kind Kind) *filler {
	b, err := newWorkbook(planOf(kind))
	if err != nil {
		t.Fatalf("make the template: %v", err)
	}
	return &filler{workbook: b, t: t}
}

// answer writes the answer to a field. Nothing is written for what is empty.
func (f *filler) answer(label string, value any) {
	at, found := f.answers[label]
	if !found {
		f.t.Fatalf("the template does not ask for %q", label)
	}
	f.set(at, value)
}

func (f *filler) set(at string, value any) {
	switch v := value.(type) {
	case string:
		if v != "" {
			f.must(f.file.SetCellStr(f.sheet, at, v))
		}
	case time.Time:
		style, err := f.file.GetCellStyle(f.sheet, at)
		f.must(err)
		f.must(f.file.SetCellValue(f.sheet, at, v))
		f.must(f.file.SetCellStyle(f.sheet, at, at, style))
	default:
		f.must(f.file.SetCellValue(f.sheet, at, v))
	}
}

func (f *filler) must(err error) {
	if err != nil {
		f.t.Fatalf("fill in the template: %v", err)
	}
}

// line fills in a row of a table, counted from 0, by the labels of its columns.
func (f *filler) line(index, row int, values map[string]any) {
	place, t := f.tables[index], f.plan.tables[index]
	if place.first+row > place.last {
		f.t.Fatalf("the table has no row %d", row)
	}
	left := len(values)
	for i, c := range t.columns {
		if v, found := values[c.label]; found {
			f.set(cell(i+2, place.first+row), v)
			left--
		}
	}
	if left > 0 {
		f.t.Fatalf("the table has not all columns of %v", values)
	}
}

// party fills in the row of a party.
func (f *filler) party(head string, values map[string]any) {
	for i, h := range f.plan.tables[0].heads {
		if h == head {
			f.line(0, i, values)
			return
		}
	}
	f.t.Fatalf("the template does not ask for %q", head)
}

// convert reads the worksheet as docket reads any file.
func (f *filler) convert(o mapping.Options) mapping.Document {
	var out bytes.Buffer
	_, err := f.file.WriteTo(&out)
	f.must(err)
	o.Now = now
	document, err := mapping.Convert("filled.xlsx", out.Bytes(), sheet.DefaultLimits, o)
	f.must(err)
	return document
}

// grid is the worksheet as rows of texts, for the messages of failures.
func (f *filler) grid() (rows [][]string) {
	rows, _ = f.file.GetRows(f.sheet, excelize.Options{RawCellValue: false})
	return rows
}

var _ fataler = (*testing.T)(nil)
