package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/testdata/samples"
)

// TestProfile: a profile is inferred, fits its file and no other, and convert reads with it.
func TestProfile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"01-isf-form.xlsx", "05-bol-form.xlsx"} {
		data, err := samples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	isf, bol, pinned := filepath.Join(dir, "01-isf-form.xlsx"), filepath.Join(dir, "05-bol-form.xlsx"), filepath.Join(dir, "acme.yaml")
	for _, step := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"profile", "infer", isf, "-o", pinned, "--name", "acme"}, exitDone, "wrote "},
		{[]string{"profile", "infer", isf, "-o", pinned}, exitUsage, "--force"},
		{[]string{"profile", "check", pinned, isf}, exitDone, "fits, all"},
		{[]string{"profile", "check", pinned, isf, bol}, exitBadInput, "does not fit"},
		{[]string{"profile", "list", "--profiles", dir}, exitDone, "acme"},
		{[]string{"convert", "-o", "json", "--profile", pinned, isf}, exitDone, `"profile":"acme"`},
		{[]string{"convert", "-o", "json", "--profile", pinned, bol}, exitBadInput, `"code":"profile_misfit"`},
		{[]string{"convert", "--profile", isf, isf}, exitUsage, "01-isf-form.xlsx"},
	} {
		code, out, errs := call(t, step.args...)
		if code != step.code || !strings.Contains(out+errs, step.says) {
			t.Errorf("docket %s: exit status %d, want %d and %q\n%s%s", strings.Join(step.args, " "), code, step.code, step.says, out, errs)
		}
	}
}
