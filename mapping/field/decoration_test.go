package field

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// labelsOfTheTable are the labels of testdata/labels.tsv that are sure to be labels, with their meaning.
func labelsOfTheTable(t *testing.T) (labels, meanings []string) {
	t.Helper()
	file, err := os.Open("testdata/labels.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		text, want, found := strings.Cut(scanner.Text(), "\t")
		if found && want != "value" && !strings.HasPrefix(want, "~") && !strings.HasPrefix(want, "(") && !strings.Contains(text, "⏎") {
			labels, meanings = append(labels, text), append(meanings, want)
		}
	}
	return labels, meanings
}

// TestDecorationChangesNothing: numbering in front, capitals, punctuation and required marks never change what a label
// means.
func TestDecorationChangesNothing(t *testing.T) {
	t.Parallel()
	labels, meanings := labelsOfTheTable(t)
	before := []string{"", " ", "* ", "(1) ", "3. ", "12) ", "B. ", "Element 4: ", "Item no. 7: ", "④", "• "}
	after := []string{"", ":", " :", "*", " *", " (required)", " (*)", "\u00a0", "："}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(labels)-1).Draw(t, "label")
		text := labels[i]
		if isASCII(text) && strings.ToLower(text) == fold(uncamel(text)) && rapid.Bool().Draw(t, "capitals") {
			text = strings.ToUpper(text)
		}
		if enumeration.MatchString(text) || text[0] >= '0' && text[0] <= '9' {
			return
		}
		decorated := rapid.SampledFrom(before).Draw(t, "before") + text + rapid.SampledFrom(after).Draw(t, "after")
		if got := meaning(Understand(decorated)); got != meanings[i] {
			t.Fatalf("%q means %s, and %q means %s", labels[i], meanings[i], decorated, got)
		}
	})
}

// TestAmbiguityIsSaid: a phrase to which the vocabularies give several meanings is told as ambiguous, and counts as a
// label only where labels stand.
func TestAmbiguityIsSaid(t *testing.T) {
	t.Parallel()
	v := vocab()
	found := 0
	var walk func(n *node[[]tag], phrase []word)
	walk = func(n *node[[]tag], phrase []word) {
		if n.ends && ambiguous(n.value) {
			found++
			if l := v.interpret(phrase, []span{{from: 0, to: len(phrase), tags: n.value}}); !l.Ambiguous || !l.Weak {
				t.Errorf("%v has several meanings, %v, and the label does not say so", phrase, n.value)
			}
		}
		for text, next := range n.next {
			walk(next, append(slices.Clone(phrase), word{text: text, kind: kindOfWord(text)}))
		}
	}
	walk(v.phrases, nil)
	if found > 20 {
		t.Errorf("%d phrases have several meanings, which is more than anybody has thought through", found)
	}
	for _, text := range []string{"Expediteur", "Firma"} { // French and Dutch, German and Spanish
		if l := Understand(text); !l.Ambiguous || !l.Weak {
			t.Errorf("%q is not ambiguous", text)
		}
	}
}

// TestNamesOfProgramsAreTakenApart shows what becomes of the names of columns.
func TestNamesOfProgramsAreTakenApart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ShipToCity": "Ship To City", "POLCode": "POL Code", "mblNo": "mbl No", "GmbH": "GmbH", "iPhone": "iPhone", "SKUs": "SKUs", "KGs": "KGs", "MAERSK": "MAERSK",
	} {
		if got := uncamel(text); got != want {
			t.Errorf("%s is taken apart as %q, want %q", text, got, want)
		}
	}
}
