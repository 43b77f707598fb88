package sheet

import (
	"os"
	"path/filepath"
	"testing"

	"docket/testdata/golden"
)

// fixtureFiles are the files in testdata that match one of the patterns; a pattern without a file is an error.
func fixtureFiles(t testing.TB, patterns ...string) []string {
	t.Helper()
	var files []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("no file %s in testdata (%v)", pattern, err)
		}
		files = append(files, found...)
	}
	return files
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestGolden reads trade documents, and one workbook as many programs write it. What has to come out stands beside
// each file.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, path := range fixtureFiles(t, "corpus/*.xlsx", "corpus/*.csv", "xlsx/*.xlsx") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			book, err := Read(readFile(t, path), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, path+".txt", abridged(dump(book)))
		})
	}
}
