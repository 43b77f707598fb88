package mapping_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/testdata/golden"
)

// TestReadings compares what small sheets of shapes that are hard to read mean with the lines beside them in
// testdata/readings: each field of each filing, the problems that have codes and cells, and what was left.
func TestReadings(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/readings/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d sheets: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".csv"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := understood(t, convert(paper{filepath.Base(file), data}, mapping.Options{}))
			golden.Compare(t, strings.TrimSuffix(file, ".csv")+".txt", got)
		})
	}
}

// understood is a document in lines.
func understood(t *testing.T, d mapping.Document) string {
	var b strings.Builder
	fmt.Fprintln(&b, d.Type)
	tell := func(problems []mapping.Problem) {
		for _, p := range problems {
			sign := "!"
			if p.Question {
				sign = "?"
			}
			fmt.Fprintf(&b, "  %s %s %s %v\n", sign, p.Code, p.Field, p.Cells)
		}
	}
	tell(d.Problems)
	for _, f := range d.Filings {
		fmt.Fprintf(&b, "%s %s\n", f.Kind, f.Reference)
		for _, line := range lines("", decoded(t, f.Request)) {
			fmt.Fprintf(&b, "  %s\n", line)
		}
		tell(f.Problems)
	}
	for _, u := range d.Unmapped {
		fmt.Fprintf(&b, "left %s %s\n", u.Cell, strings.ReplaceAll(u.Text, "\n", "⏎"))
	}
	return b.String()
}

// lines are the fields of a request that its file tells of, in order.
func lines(at filing.Pointer, node any) (all []string) {
	switch node := node.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(node)) {
			if at != "" || key != "name" && key != "services" && key != "request_metadata" {
				all = append(all, lines(at.Key(key), node[key])...)
			}
		}
	case []any:
		for i, element := range node {
			all = append(all, lines(at.Index(i), element)...)
		}
	default:
		all = append(all, fmt.Sprintf("%s %v", at, node))
	}
	return all
}
