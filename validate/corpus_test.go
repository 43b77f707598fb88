package validate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/testdata/golden"
)

// A worksheet is a filing as mapping gives it, with the cells on which a problem must be told.
type worksheet struct {
	Kind    string
	Request json.RawMessage
	Cells   map[filing.Pointer][]sheet.Place
	Blanks  map[filing.Pointer][]sheet.Place
	Flags   []struct{ Cells, Why string }
}

func readWorksheet(t testing.TB, file string) (worksheet, mapping.Filing) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var w worksheet
	if err := json.Unmarshal(text, &w); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	f := decodeFiling(t, w.Kind, w.Request)
	f.Cells, f.Blanks = w.Cells, w.Blanks
	return w, f
}

func worksheets(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal("no files", pattern, err)
	}
	return files
}

// TestReadyFilingsHaveNoErrors checks what people who know the trade have called complete.
func TestReadyFilingsHaveNoErrors(t *testing.T) {
	t.Parallel()
	for _, file := range worksheets(t, "testdata/ready/*.json") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			_, f := readWorksheet(t, file)
			checked := check(t, Config{}, now, f).Filings[0]
			for _, problem := range checked.Problems {
				t.Errorf("%s: %s", problem.Code, problem.Message)
			}
			if checked.Outcome != mapping.Ready {
				t.Errorf("outcome %s", checked.Outcome)
			}
		})
	}
}

// TestHalfEmptyWorksheet checks a form that was half filled in: each gap is told once, in the cell where it is.
func TestHalfEmptyWorksheet(t *testing.T) {
	t.Parallel()
	for _, file := range worksheets(t, "testdata/invalid/*.json") {
		w, f := readWorksheet(t, file)
		checked := check(t, Config{}, now, f).Filings[0]
		if checked.Outcome != mapping.Invalid {
			t.Errorf("%s: outcome %s, want invalid", file, checked.Outcome)
		}
		for _, flag := range w.Flags {
			area, err := sheet.ParseArea(flag.Cells)
			if err != nil {
				t.Fatal(err)
			}
			if !anyIn(checked.Problems, area) {
				t.Errorf("%s: nothing is said in %s: %s", file, flag.Cells, flag.Why)
			}
		}
		golden.Compare(t, strings.TrimSuffix(file, ".json")+".said.txt", said(checked.Problems))
	}
}

func anyIn(problems []mapping.Problem, area sheet.Area) bool {
	for _, problem := range problems {
		for _, cell := range problem.Cells {
			if area.Contains(cell.Ref) {
				return true
			}
		}
	}
	return false
}

// said writes problems as people read them.
func said(problems []mapping.Problem) string {
	var text bytes.Buffer
	for _, p := range problems {
		cells := make([]string, len(p.Cells))
		for i, cell := range p.Cells {
			cells[i] = cell.String()
		}
		fmt.Fprintf(&text, "%s %s %s [%s]\n    %s\n    %s\n", p.Severity, p.Code, p.Field, strings.Join(cells, " "), p.Message, p.Hint)
	}
	return text.String()
}
