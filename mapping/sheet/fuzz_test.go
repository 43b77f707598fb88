package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fuzzLimits keep a fuzz target from spending its time on large files.
var fuzzLimits = Limits{Bytes: 1 << 20, PartBytes: 1 << 20, TotalBytes: 4 << 20, Cells: 100_000}

// FuzzRead: whatever the bytes are, reading ends in a workbook or in a typed error with a sentence and a hint; and the
// rows come out the same one by one.
func FuzzRead(f *testing.F) {
	for _, path := range fixtureFiles(f, "corpus/*.*", "xlsx/*.xlsx") {
		if filepath.Ext(path) != ".txt" {
			f.Add(readFile(f, path))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := Read(data, fuzzLimits)
		var read *ReadError
		switch {
		case err != nil && !errors.As(err, &read):
			t.Fatalf("the error is a %T: %v", err, err)
		case err != nil && (read.Message == "" || read.Hint() == ""):
			t.Fatalf("the error says too little: %+v", read)
		case err != nil:
			return
		}
		r, err := Open(data, fuzzLimits)
		if err != nil {
			t.Fatalf("Read reads what Open does not: %v", err)
		}
		cells := 0
		for i := range r.Sheets() {
			rows, err := r.Rows(i)
			for err == nil {
				var row Row
				row, err = rows.Next()
				cells += len(row.Cells)
			}
			if err != io.EOF {
				t.Fatalf("Read reads what Rows do not: %v", err)
			}
		}
		if want := checkWorkbook(t, book); cells != want {
			t.Fatalf("Read has %d cells, Rows have %d", want, cells)
		}
	})
}

// checkWorkbook holds a workbook against what the types promise, and counts its cells.
func checkWorkbook(t *testing.T, book *Workbook) (cells int) {
	for _, sheet := range book.Sheets {
		last := 0
		for _, row := range sheet.Rows {
			if row.Number <= last || len(row.Cells) == 0 {
				t.Fatalf("row %d with %d cells comes after row %d", row.Number, len(row.Cells), last)
			}
			last = row.Number
			cells += len(row.Cells)
			col := int32(0)
			for _, cell := range row.Cells {
				if cell.Text == "" || cell.Ref.Col <= col || int(cell.Ref.Row) != row.Number || sheet.At(cell.Ref).Ref != cell.Ref {
					t.Fatalf("cell %s of row %d has the text %q and comes after column %d", cell.Ref, row.Number, cell.Text, col)
				}
				col = cell.Ref.Col
			}
		}
	}
	return cells
}

// FuzzSheetXML: the fast path and encoding/xml read the same cells from a sheet's XML, or neither reads it.
func FuzzSheetXML(f *testing.F) {
	for _, path := range fixtureFiles(f, "corpus/*.xlsx", "xlsx/*.xlsx") {
		a, err := openArchive(readFile(f, path), DefaultLimits)
		if err != nil {
			f.Fatal(err)
		}
		for name := range a.parts {
			if strings.HasPrefix(name, "xl/worksheets/sheet") {
				content, err := a.readAll(name)
				if err != nil {
					f.Fatal(err)
				}
				f.Add(content)
			}
		}
	}
	f.Add([]byte(rows(oneCell)))
	f.Fuzz(func(t *testing.T, xml []byte) {
		if len(xml) > 1<<20 {
			return
		}
		fast, fastErr := readSheetXML(t, xml, false)
		slow, slowErr := readSheetXML(t, xml, true)
		if (fastErr == nil) != (slowErr == nil) {
			t.Fatalf("the fast path says %v, the slow one %v", fastErr, slowErr)
		}
		if fastErr == nil && !reflect.DeepEqual(fast, slow) {
			t.Fatalf("(-fast +slow)\n%s", cmp.Diff(fast, slow))
		}
	})
}

// readSheetXML reads a sheet's XML as if it were in a workbook with a few texts and styles.
func readSheetXML(t *testing.T, xml []byte, slow bool) (*Sheet, error) {
	t.Helper()
	general := &cellFormat{}
	date := &cellFormat{code: "yyyy-mm-dd"}
	limits := fuzzLimits.withDefaults()
	book := &xlsxWorkbook{limits: limits, tally: tally{limits: limits}, strings: []string{"a", "b", ""}, styles: &xlsxStyles{cells: []*cellFormat{general, date, general, general}}}
	x := newXMLReader(bytes.NewReader(xml), sheetPart, int64(len(xml)), limits)
	if err := x.chooseEncoding(); err != nil {
		return nil, err
	}
	sheet := &Sheet{Name: "Data"}
	related := newRelationships([]relationship{{id: "rId1", kind: "hyperlink", target: "https://example.com", external: true}})
	rows, err := book.beginRows(sheet, x, related)
	if slow && err == nil {
		x.handOver()
	}
	for err == nil {
		var row Row
		if row, err = rows.next(); err == nil {
			row.Cells = append([]Cell(nil), row.Cells...)
			sheet.Rows = append(sheet.Rows, row)
		}
	}
	if err != io.EOF {
		return nil, err
	}
	return sheet, sheet.order()
}

// FuzzCSV: a text becomes rows without losing a character that is not part of how rows are written; and where
// encoding/csv reads it, the cells are the same.
func FuzzCSV(f *testing.F) {
	for _, path := range fixtureFiles(f, "corpus/*.csv") {
		f.Add(string(readFile(f, path)), byte(';'))
	}
	for _, seed := range []string{"a,b\n\"c\nd\",e\n", "a,\"b\nc,d\n", "\"x\"y,\"z", "=\"0042\",1\n", "5\" pipe,\"q\"\"\"\r\n"} {
		f.Add(seed, byte(','))
	}
	f.Fuzz(func(t *testing.T, text string, delimiter byte) {
		if strings.IndexByte(delimiters, delimiter) < 0 {
			delimiter = ','
		}
		scan := csvScan{text: text, delimiter: delimiter}
		var got [][]string
		odd := false
		var read strings.Builder
		for {
			fields, more := scan.next(nil)
			if !more {
				break
			}
			odd = odd || scan.odd
			if len(fields) > 0 {
				got = append(got, fields)
			}
			for _, field := range fields {
				read.WriteString(field)
			}
		}
		if want, have := letters(text), letters(read.String()); want != have {
			t.Fatalf("%q becomes %q: letters %q, want %q", text, got, have, want)
		}
		reader := csv.NewReader(strings.NewReader(text))
		reader.Comma, reader.FieldsPerRecord = rune(delimiter), -1
		want, err := reader.ReadAll()
		if err != nil || odd || strings.ContainsAny(text, "\r=") || strings.Contains(text, " \"") {
			return // not by the rules, or read better than by the rules
		}
		if !cmp.Equal(want, got) {
			t.Fatalf("%q: (-encoding/csv +docket)\n%s", text, cmp.Diff(want, got))
		}
	})
}

// letters is a text without the characters that only say where cells begin and end.
func letters(text string) string {
	return strings.NewReplacer(",", "", ";", "", "\t", "", "|", "", "\"", "", "\n", "", "\r", "", "=", "", " ", "").Replace(text)
}
