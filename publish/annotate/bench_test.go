package annotate_test

import (
	"fmt"
	"testing"

	"docket/mapping"
	"docket/mapping/sheet"
	"docket/publish/annotate"

	"github.com/xuri/excelize/v2"
)

// BenchmarkAnnotate marks 500 cells of a workbook of 20,000 rows and 20 columns.
func BenchmarkAnnotate(b *testing.B) {
	const rows, columns = 20_000, 20
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for row := range rows {
		cells := make([]any, columns)
		for col := range cells {
			cells[col] = fmt.Sprintf("value %d of %d", col, row)
		}
		if err := w.SetRow(sheet.At(1, row+1).String(), cells); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		b.Fatal(err)
	}
	report := oneError()
	for i := range 500 {
		report.Problems = append(report.Problems, mapping.Problem{Severity: mapping.Error, Code: "wrong", Message: fmt.Sprint(i), Cells: []sheet.Place{{Sheet: "Sheet1", Ref: sheet.At(3, 1+i*30)}}})
	}
	b.SetBytes(int64(out.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if marked, err := annotate.Annotate(out.Bytes(), report, sheet.Limits{}); err != nil || marked.Rebuilt {
			b.Fatal(marked.Rebuilt, err)
		}
	}
}
