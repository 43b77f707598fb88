package field

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestForms reads testdata/forms: the labels that brokers, carriers and forwarders print, language by language. A line
// says what is asked for and the labels that ask for it; "none" for labels whose values are never anything in a filing,
// "(total)" for what else a label may be. A "~" marks what is as often a value as a label. A newline in a cell is written
// as ⏎.
func TestForms(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/forms/*.txt")
	if err != nil || len(names) < 16 {
		t.Fatalf("found %d files of forms: %v", len(names), err)
	}
	labels, nothings := 0, 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			want, list, found := strings.Cut(strings.TrimSpace(line), "\t")
			if !found {
				continue
			}
			for label := range strings.SplitSeq(list, " | ") {
				labels++
				if want == "none" {
					nothings++
				}
				if l := Understand(strings.ReplaceAll(label, "⏎", "\n")); !means(l, want) {
					t.Errorf("%s: %s\n got %s\nwant %s", filepath.Base(name), label, meaning(l), want)
				}
			}
		}
	}
	if labels < 6000 || nothings < 1200 {
		t.Errorf("read %d labels, %d of them for nothing, want all forms", labels, nothings)
	}
}

// means says whether a label is what a line of the forms wants.
func means(l Label, want string) bool {
	if aside, found := strings.CutPrefix(want, "("); found {
		return l.Score >= Threshold && l.Has(Aside(strings.TrimSuffix(aside, ")")))
	}
	if want == "none" {
		return isNothing(l)
	}
	return strings.TrimPrefix(meaning(l), "~") == strings.TrimPrefix(want, "~") && (strings.HasPrefix(want, "~") || !l.Ambiguous)
}

// isNothing says whether a label never gives a value to a filing.
func isNothing(l Label) bool {
	return l.Score < Threshold || !slices.ContainsFunc(l.Terms, func(t Term) bool {
		return t.Name != NoPlace && t.Role != Notify && t.Role != Preparer
	})
}
