package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/testdata/samples"
	"docket/validate"

	"github.com/google/go-cmp/cmp"
)

func docket(t *testing.T, args ...string) (exit int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	exit = run(t.Context(), args, nil, &o, &e)
	return exit, o.String(), e.String()
}

// TestRulesAreListed: every rule, in each form.
func TestRulesAreListed(t *testing.T) {
	t.Parallel()
	exit, list, _ := docket(t, "rules")
	if exit != exitDone {
		t.Fatal(exit)
	}
	_, lines, _ := docket(t, "rules", "-o", "json")
	_, page, _ := docket(t, "rules", "-o", "markdown")
	for _, rule := range validate.Rules() {
		if !strings.Contains(list, rule.Code) || !strings.Contains(page, "`"+rule.Code+"`") {
			t.Errorf("%s is not listed", rule.Code)
		}
	}
	read := strings.Split(strings.TrimSpace(lines), "\n")
	if len(read) != len(validate.Rules())+len(toldCodes()) {
		t.Fatalf("%d lines of JSON", len(read))
	}
	for _, told := range toldCodes() {
		if !strings.Contains(list, told.Code+" ") || !strings.Contains(page, "| `"+told.Code+"` |") || !strings.Contains(lines, `{"code":"`+told.Code+`","theme":"`) {
			t.Errorf("%s is not listed", told.Code)
		}
	}
	for _, line := range read[:len(validate.Rules())] {
		var rule map[string]any
		if err := json.Unmarshal([]byte(line), &rule); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"code", "theme", "level", "basis", "title", "explanation", "source", "kinds", "example"} {
			if rule[name] == nil || rule[name] == "" {
				t.Errorf("%v lacks %s", rule["code"], name)
			}
		}
	}
}

// TestPageIsUpToDate: RULES.md tells of the rules, and of what else problems tell, as they are.
func TestPageIsUpToDate(t *testing.T) {
	t.Parallel()
	_, page, _ := docket(t, "rules", "-o", "markdown")
	kept, err := os.ReadFile("../../validate/RULES.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(kept), page); diff != "" {
		t.Errorf("RULES.md is not up to date; \"go run ./cmd/docket rules -o markdown > validate/RULES.md\" writes it anew (-kept +is):\n%s", diff)
	}
}

// TestCodesAreExplained: what is told and no rule finds is explained too, beside rules.
func TestCodesAreExplained(t *testing.T) {
	t.Parallel()
	exit, out, errs := docket(t, "rules", "date_order", "hts_chapter", "bill_of_another_file", "file_encrypted")
	for _, want := range []string{"date_order: Day and month of a date may be exchanged.", "  level   hold\n", "hts_chapter: The chapter", "bill_of_another_file: Another file", "  remedy  Save the file without a password.\n"} {
		if exit != exitDone || !strings.Contains(out, want) {
			t.Errorf("exit %d, lacks %q:\n%s%s", exit, want, out, errs)
		}
	}
}

func TestOneRuleIsExplained(t *testing.T) {
	t.Parallel()
	exit, out, _ := docket(t, "rules", "container_check_digit", "FILING_DEADLINE_NEAR")
	for _, want := range []string{"container_check_digit: The check digit of a container number is right.", "ISO 6346", "filing_deadline_near: ", "required by regulation", "wrong ", "right "} {
		if exit != exitDone || !strings.Contains(out, want) {
			t.Errorf("exit %d, lacks %q:\n%s", exit, want, out)
		}
	}
	for code, hint := range map[string]string{"container_digit": "did you mean container_check_digit", "xyz": "docket rules"} {
		if exit, _, errs := docket(t, "rules", code); exit != exitUsage || !strings.Contains(errs, hint) || !strings.Contains(errs, code) {
			t.Errorf("%s: exit %d, %s", code, exit, errs)
		}
	}
}

// TestRulesFile: a rules file changes what is listed and what a file is told; a wrong one is refused in words.
func TestRulesFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	rules := file("rules.yaml", "levels: {container_check_digit: warning}\n")
	if _, out, _ := docket(t, "rules", "--rules", rules, "-o", "json", "container_check_digit"); !strings.Contains(out, `"level":"warning"`) {
		t.Errorf("listed as %s", out)
	}
	data, err := samples.Files.ReadFile("07-isf-five-mistakes.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	sample := file("07.xlsx", string(data))
	for path, want := range map[string]string{"": `"severity":"error","code":"container_check_digit"`, rules: `"severity":"warning","code":"container_check_digit"`} {
		if _, out, errs := docket(t, "convert", "-o", "json", "--rules", path, sample); !strings.Contains(out, want) {
			t.Errorf("rules %q: %s lacks %s", path, errs, want)
		}
	}
	for name, wrong := range map[string]struct{ text, says string }{
		"unknown.yaml": {"levels: {no_such_rule: off}", `there is no rule "no_such_rule"`},
		"api.yaml":     {"levels: {field_missing: off}", "the API requires it"},
		"broken.yaml":  {"levels: [", "read the rules file"},
	} {
		path := file(name, wrong.text)
		for _, args := range [][]string{{"rules", "--rules", path}, {"convert", "--rules", path, sample}} {
			if exit, _, errs := docket(t, args...); exit != exitUsage || !strings.Contains(errs, wrong.says) || !strings.Contains(errs, name) {
				t.Errorf("%s: exit %d, %s", name, exit, errs)
			}
		}
	}
	if exit, _, errs := docket(t, "rules", "--rules", filepath.Join(dir, "none.yaml")); exit != exitUsage || !strings.Contains(errs, "none.yaml") {
		t.Errorf("no file: exit %d, %s", exit, errs)
	}
}
