package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTemplate: a template is written where asked for, over no file that is there, and is read as what it is for.
func TestTemplate(t *testing.T) {
	t.Parallel()
	for kind, says := range map[string]string{"isf": "an ISF worksheet", "order": "a bill of lading"} {
		name := filepath.Join(t.TempDir(), "blank.xlsx")
		if code, out, errs := call(t, "template", kind, "-o", name); code != exitDone || out != "wrote "+name+"\n" {
			t.Fatalf("exit status %d, %q, %q", code, out, errs)
		}
		if code, _, errs := call(t, "template", kind, "-o", name); code != exitUsage || !strings.Contains(errs, "--force") {
			t.Errorf("again: exit status %d, %q", code, errs)
		}
		if code, _, errs := call(t, "template", kind, "-o", name, "--force"); code != exitDone {
			t.Errorf("with --force: exit status %d, %q", code, errs)
		}
		if code, out, _ := call(t, "convert", name); code != exitBadInput || !strings.Contains(out, says) {
			t.Errorf("the blank template %s converts with %d: %s", kind, code, out)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if code, out, _ := call(t, "template", kind, "-o", "-"); code != exitDone || out != string(data) {
			t.Errorf("standard output gets %d bytes, the file has %d", len(out), len(data))
		}
	}
}
