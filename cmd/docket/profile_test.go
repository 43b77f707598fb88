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

// TestProfileSetsLevels: levels and limits of a profile hold for its files alone, are told wherever it is, and are refused
// with their line if they cannot be.
func TestProfileSetsLevels(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data, err := samples.Files.ReadFile("01-isf-form.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	isf, pinned, wrong := filepath.Join(dir, "01-isf-form.xlsx"), filepath.Join(dir, "acme.yaml"), filepath.Join(dir, "wrong.yaml")
	if err := os.WriteFile(isf, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := call(t, "profile", "infer", isf, "-o", pinned, "--name", "acme"); code != exitDone {
		t.Fatal(out, errs)
	}
	inferred, err := os.ReadFile(pinned)
	if err != nil {
		t.Fatal(err)
	}
	write := func(file, more string) {
		if err := os.WriteFile(file, append([]byte(more), inferred...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(pinned, "levels: {filing_deadline_passed: error}\nlimits: {far_departure_days: 100000}\n")
	write(wrong, "levels:\n  seller_is_buyer: off\n  seler_is_buyer: off\n")
	for _, step := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"profile", "check", pinned, isf}, exitDone, "acme sets filing_deadline_passed error, far_departure_days 100000\n"},
		{[]string{"profile", "check", wrong, isf}, exitUsage, `wrong.yaml, line 3: levels: there is no rule "seler_is_buyer"`},
		{[]string{"convert", "--profile", wrong, isf}, exitUsage, `wrong.yaml, line 3: levels: there is no rule "seler_is_buyer"`},
		{[]string{"convert", "--profiles", wrong, isf}, exitUsage, "wrong.yaml, line 3"},
		{[]string{"config", "check", "--profiles", wrong}, exitUsage, "wrong.yaml, line 3"},
		{[]string{"convert", "-o", "json", "--profile", pinned, isf}, -1, `"strictness":{"levels":{"filing_deadline_passed":"error"},"limits":{"far_departure_days":100000}}`},
		{[]string{"convert", "--profile", pinned, isf}, -1, "read with the profile acme, which sets filing_deadline_passed error, far_departure_days 100000"},
		{[]string{"rules", "--profile", pinned, "filing_deadline_passed"}, exitDone, "level   error"},
	} {
		code, out, errs := call(t, step.args...)
		if step.code >= 0 && code != step.code || !strings.Contains(out+errs, step.says) {
			t.Errorf("docket %s: exit status %d, want %d and %q\n%s%s", strings.Join(step.args, " "), code, step.code, step.says, out, errs)
		}
	}
}
