package value_test

import (
	"os"
	"strings"
	"testing"

	"docket/mapping/field"
	"docket/mapping/value"
)

// TestReferencesInAllLanguages reads testdata/references.txt: how people say that a party is the same as another one.
func TestReferencesInAllLanguages(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/references.txt")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for line := range strings.Lines(string(file)) {
		want, texts, found := strings.Cut(strings.TrimSpace(line), "\t")
		if !found {
			continue
		}
		for text := range strings.SplitSeq(texts, " | ") {
			read++
			if got := referred(text); got != want {
				t.Errorf("%q refers to %s, want %s", text, got, want)
			}
		}
	}
	if read < 225 {
		t.Errorf("read %d texts, want the whole table", read)
	}
}

// referred is what a text refers to, as the table writes it.
func referred(text string) string {
	reference, found := value.FindReference(text)
	switch {
	case !found:
		return "none"
	case reference.Targets[0] == value.Above, strings.Trim(reference.Targets[0], "0123456789") == "":
		return reference.Targets[0]
	}
	terms := field.Understand(reference.Targets[0]).Terms
	if len(terms) != 1 || len([]rune(reference.Rest)) > 1 {
		return reference.Targets[0] + ", which is not known, beside " + reference.Rest
	}
	return terms[0].String()
}
