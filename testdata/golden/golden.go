// Package golden compares what a test got with a file in plain sight. With the flag -update it writes the file anew, for a
// person to look at what has changed.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Update says whether the files are to be written anew.
var Update = flag.Bool("update", false, "write the golden files anew")

// Compare compares a text with a file.
func Compare(t testing.TB, file, got string) {
	t.Helper()
	if *Update {
		Write(t, file, got)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", file, diff)
	}
}

// Write writes a file anew.
func Write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
