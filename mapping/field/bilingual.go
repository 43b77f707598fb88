package field

import (
	"regexp"
	"strings"
	"unicode"
)

// inOneLanguage is the score of a label that is understood in one of the languages it is written in. It is less than
// that of one whose words are all known, and enough to be a label.
const inOneLanguage = 0.8

var languages = regexp.MustCompile(`\s*[\n/|｜／]\s*`)

// bilingual reads a label that says the same in two languages, one of which is not known: "Tujuan / Ship to". The known
// half must be a label by itself, and the other one a few words that say nothing to docket.
func (v *vocabulary) bilingual(text string) (Label, bool) {
	halves := languages.Split(strings.TrimSpace(text), 3)
	if len(halves) != 2 {
		return Label{}, false
	}
	for i, half := range halves {
		other := halves[1-i]
		if l := v.understand(half); l.Score >= 0.9 && len(l.Terms) > 0 && !l.Weak && isForeignWords(other) && v.understand(other).Score == 0 {
			l.Score = inOneLanguage
			return l, true
		}
	}
	return Label{}, false
}

// isForeignWords says whether a text is one to four words without digits, as a label's translation is.
func isForeignWords(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && len(words) <= 4 && !strings.ContainsFunc(text, unicode.IsDigit)
}

// closest leaves out the bill of no certain level where another line of the label tells which it is: "운송장 번호⏎HBL No.".
func closest(terms []Term) []Term {
	level := Name("")
	for _, t := range terms {
		if t.Name.isBill() && t.Name != Bill {
			level = t.Name
		}
	}
	if level == "" {
		return terms
	}
	var kept []Term
	for _, t := range terms {
		if t.Name != Bill || t.Role != "" {
			kept = append(kept, t)
		}
	}
	return kept
}
