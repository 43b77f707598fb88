package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The benchmarks read generated workbooks: a small form, a table of 500 rows, and two large ones. Each is read as
// rows (Open), as a whole (Read), by excelize (raw rows), and is merely unzipped, so that one run compares them:
//
//	go test ./mapping/sheet -run '^$' -bench Reading -benchmem
//
// With -short the large ones are left out.

func BenchmarkReading(b *testing.B) {
	for _, size := range []struct {
		name       string
		rows, cols int
	}{{"form", 0, 0}, {"500x30", 500, 30}, {"100000x30", 100_000, 30}, {"1000000x12", 1_000_000, 12}} {
		if testing.Short() && size.rows > 500 {
			continue
		}
		b.Run(size.name, func(b *testing.B) {
			file := benchmarkForm
			if size.rows > 0 {
				file = sync.OnceValue(func() []byte { return benchmarkTable(b, size.rows, size.cols) })
			}
			for _, by := range []struct {
				name string
				read func(testing.TB, []byte)
			}{{"rows", byRows}, {"whole", byWhole}, {"unzip", byUnzip}, {"excelize", byExcelize}} {
				b.Run(by.name, func(b *testing.B) {
					data := file()
					b.SetBytes(int64(len(data)))
					b.ReportAllocs()
					for b.Loop() {
						by.read(b, data)
					}
				})
			}
		})
	}
}

func byRows(t testing.TB, data []byte) {
	r, err := Open(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Sheets() {
		rows, err := r.Rows(i)
		for err == nil {
			_, err = rows.Next()
		}
		if err != io.EOF {
			t.Fatal(err)
		}
	}
}

func byWhole(t testing.TB, data []byte) {
	if _, err := Read(data, Limits{}); err != nil {
		t.Fatal(err)
	}
}

func byUnzip(t testing.TB, data []byte) {
	a, err := openArchive(data, DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	for name := range a.parts {
		part, err := a.open(name)
		if err == nil {
			_, err = io.Copy(io.Discard, part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func byExcelize(t testing.TB, data []byte) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, name := range book.GetSheetList() {
		rows, err := book.Rows(name)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// benchmarkForm is a form of 41 cells with the theme and styles that Excel gives a new workbook, about 15 KB.
var benchmarkForm = sync.OnceValue(func() []byte {
	book := excelize.NewFile()
	for i := range 20 {
		book.SetCellStr("Sheet1", fmt.Sprintf("A%d", i+1), fmt.Sprintf("Label of field %d", i))
		book.SetCellStr("Sheet1", fmt.Sprintf("B%d", i+1), fmt.Sprintf("Value %d, Street and City %d", i, i*7919))
	}
	book.SetCellInt("Sheet1", "B21", 4711)
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		panic(err)
	}
	return file.Bytes()
})

// benchmarkTable is a table as systems export it: texts that repeat and texts that do not, whole numbers, weights,
// dates.
func benchmarkTable(t testing.TB, rowCount, cols int) []byte {
	var xml, strs strings.Builder
	xml.WriteString(xmlHead + `<worksheet ` + mainNS + `><sheetData>`)
	texts := 0
	for row := 1; row <= rowCount; row++ {
		fmt.Fprintf(&xml, `<row r="%d" spans="1:%d">`, row, cols)
		for col := 1; col <= cols; col++ {
			name := ColumnName(col)
			switch col % 6 {
			case 0:
				fmt.Fprintf(&xml, `<c r="%s%d" s="1"><v>%d</v></c>`, name, row, 46000+row%400)
			case 1:
				fmt.Fprintf(&strs, `<si><t>CONT%07d/%d</t></si>`, row, col)
				fmt.Fprintf(&xml, `<c r="%s%d" t="s"><v>%d</v></c>`, name, row, texts)
				texts++
			case 2, 3:
				fmt.Fprintf(&xml, `<c r="%s%d" t="s"><v>%d</v></c>`, name, row, (row*col)%texts)
			case 4:
				fmt.Fprintf(&xml, `<c r="%s%d"><v>%d</v></c>`, name, row, row*col)
			case 5:
				fmt.Fprintf(&xml, `<c r="%s%d" s="2"><v>%d.%02d</v></c>`, name, row, (row*7919)%100000, col)
			}
		}
		xml.WriteString(`</row>`)
	}
	xml.WriteString(`</sheetData></worksheet>`)
	return zipped(t, xlsxParts(xml.String(),
		part{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `>` + strs.String() + `</sst>`},
		part{"xl/styles.xml", stylesPart(map[int]string{164: "yyyy-mm-dd"}, 0, 164, 4)}))
}
