package validate

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"docket/testdata/golden"
)

// TestCodesAreStable keeps a golden list: results and configurations name rules by their codes.
func TestCodesAreStable(t *testing.T) {
	t.Parallel()
	var list bytes.Buffer
	for _, rule := range Rules() {
		fmt.Fprintf(&list, "%-36s %-8s %s\n", rule.Code, rule.Level, rule.Basis)
	}
	golden.Compare(t, "testdata/codes.txt", list.String())
}

// TestRulesAreDocumented wants of each rule all that a page about it needs.
func TestRulesAreDocumented(t *testing.T) {
	t.Parallel()
	codes := map[string]bool{}
	for _, rule := range Rules() {
		if codes[rule.Code] {
			t.Errorf("%s is there twice", rule.Code)
		}
		codes[rule.Code] = true
		if !regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`).MatchString(rule.Code) {
			t.Errorf("%q is not in lower snake case", rule.Code)
		}
		if rule.Title == "" || strings.HasSuffix(rule.Title, ".") {
			t.Errorf("%s: title %q", rule.Code, rule.Title)
		}
		if !strings.HasSuffix(rule.Explanation, ".") || rule.Source == "" || rule.Theme == "" || len(rule.Kinds) == 0 {
			t.Errorf("%s lacks explanation, source, theme or kinds: %+v", rule.Code, rule)
		}
		if rule.Example.Wrong == "" || rule.Example.Right == "" || rule.Example.Wrong == rule.Example.Right {
			t.Errorf("%s: example %+v", rule.Code, rule.Example)
		}
		if rule.Basis == RequiredByAPI && rule.Level != LevelError {
			t.Errorf("%s: what the API requires is an error, not %s", rule.Code, rule.Level)
		}
	}
}

// TestSentences wants messages and hints of every rule to be sentences for people.
func TestSentences(t *testing.T) {
	t.Parallel()
	for _, spec := range readSpecs(t) {
		for _, sentence := range []string{spec.Says, spec.Hint} {
			if !strings.HasSuffix(sentence, ".") || strings.ToUpper(sentence[:1]) != sentence[:1] {
				t.Errorf("%s: %q is no sentence", spec.Rule, sentence)
			}
			if code := regexp.MustCompile(`[A-Za-z]_[A-Za-z]`).FindString(sentence); code != "" && !strings.Contains(spec.Value, code) {
				t.Errorf("%s: %q has a word of code", spec.Rule, sentence)
			}
		}
	}
}
