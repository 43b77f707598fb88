package layout_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/testdata/golden"
)

// TestRead reads the sheets drawn in testdata. Each file says in a line what it shows; then come one sheet or several,
// and behind "---" what has to be found on them.
func TestRead(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 15 {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			drawing, _, _ := strings.Cut(string(data), "---\n")
			golden.Compare(t, name, drawing+"---\n"+told(layout.Read(workbook(t, drawing))))
		})
	}
}

// workbook makes a workbook of the drawing: a line of words, then sheets, each behind a line "# name" if there are
// several.
func workbook(t testing.TB, drawing string) *sheet.Workbook {
	t.Helper()
	_, drawing, _ = strings.Cut(drawing, "\n")
	book := &sheet.Workbook{}
	for part := range strings.SplitSeq("\n"+drawing, "\n# ") {
		name, picture, found := strings.Cut(part, "\n")
		if !found || strings.TrimSpace(picture) == "" {
			continue
		}
		book.Sheets = append(book.Sheets, new(drawn(t, strings.TrimSpace(name), picture)))
	}
	return book
}

// FuzzRead reads grids of any texts: nothing panics, every cell of a fact is one of the workbook, and no text is lost.
//
//go:fix inline
func FuzzRead(f *testing.F) {
	for _, name := range []string{"testdata/form-beside.txt", "testdata/table-groups.txt", "testdata/matrix.txt", "testdata/inline.txt", "testdata/ticks.txt", "testdata/ticks-beside.txt", "testdata/sheets-go-on.txt", "testdata/dashes.txt", "testdata/verbs.txt"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		drawing, _, _ := strings.Cut(string(data), "---\n")
		f.Add(drawing)
	}
	f.Fuzz(func(t *testing.T, drawing string) {
		if len(drawing) > 4000 {
			return
		}
		book := workbook(t, drawing)
		for _, s := range layout.Read(book) {
			s.EachFact(func(fact layout.Fact) {
				if len(fact.Cells) != len(fact.Values) || (fact.Text == "") != (len(fact.Cells) == 0) {
					t.Fatalf("%v has the text %q and %d cells with %d values", fact.Terms, fact.Text, len(fact.Cells), len(fact.Values))
				}
				for _, place := range fact.Cells {
					if !slices.ContainsFunc(book.Sheets, func(s *sheet.Sheet) bool { return s.Name == place.Sheet && s.At(place.Ref) != nil }) {
						t.Fatalf("%v is read from %s, which is empty", fact.Terms, place.Ref)
					}
				}
			})
		}
	})
}
