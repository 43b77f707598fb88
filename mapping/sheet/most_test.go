package sheet_test

import (
	"strings"
	"testing"

	"docket/mapping/sheet"
	"docket/testdata/samples"
)

// TestMostCells: no file has more cells than were foreseen of it, and a form is not taken for the largest of files.
func TestMostCells(t *testing.T) {
	t.Parallel()
	files, err := samples.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, file := range files {
		if file.IsDir() {
			continue
		}
		content, err := samples.Files.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(content, sheet.Limits{})
		if err != nil {
			continue
		}
		read++
		cells := 0
		for _, s := range book.Sheets {
			for _, row := range s.Rows {
				cells += len(row.Cells)
			}
		}
		most := sheet.MostCells(content, sheet.Limits{})
		if cells > most {
			t.Errorf("%s has %d cells, and %d were foreseen", file.Name(), cells, most)
		}
		if book.Format == sheet.XLSX && most > 100_000 {
			t.Errorf("%s has %d cells, and as many as %d were foreseen", file.Name(), cells, most)
		}
	}
	if read < 10 {
		t.Errorf("only %d samples were read", read)
	}
	for _, one := range []struct {
		about, file string
		want        int
	}{
		{"text", strings.Repeat("x,", 10) + "x", 11},
		{"more text than is read", strings.Repeat("x,", 200), 100},
		{"no archive", "PK and nothing behind it", 0},
	} {
		if got := sheet.MostCells([]byte(one.file), sheet.Limits{Cells: 100}); got != one.want {
			t.Errorf("%s: %d cells, want %d", one.about, got, one.want)
		}
	}
}
