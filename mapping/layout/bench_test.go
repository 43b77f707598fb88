package layout_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// BenchmarkRead reads the drawn sheets, as examples of forms and tables.
func BenchmarkRead(b *testing.B) {
	names, err := filepath.Glob("testdata/[c-z]*.txt")
	if err != nil || len(names) == 0 {
		b.Fatalf("found %d files, %v", len(names), err)
	}
	var books []*sheet.Workbook
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		drawing, _, _ := strings.Cut(string(data), "---\n")
		books = append(books, workbook(b, drawing))
	}
	for b.Loop() {
		for _, book := range books {
			layout.Read(book)
		}
	}
}

// BenchmarkTable reads a table of ten thousand rows.
func BenchmarkTable(b *testing.B) {
	picture := "| HBL | Container | Seal | Cartons | Gross weight (kgs) | Shipper | Remarks\n" +
		strings.Repeat("| QTSB26120711 | TGBU5018266 | LK0071 | 812 | 9744.50 | Acme Works Ltd., 88 Mill Lane, Shenzhen, China | [x] in good order\n", 10_000)
	book := workbook(b, "A table.\n"+picture)
	for b.Loop() {
		layout.Read(book)
	}
}
