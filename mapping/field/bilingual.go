package field

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// inOneLanguage is the score of a label that is understood in one of the languages it is written in. It is less than
// that of one whose words are all known, and enough to be a label.
const inOneLanguage = 0.8

var languages = regexp.MustCompile(`\s*[\n/|｜／]\s*`)

// halvesOf are the two parts of a label that may say the same, nil if it has one or several.
func halvesOf(text string) []string {
	if halves := languages.Split(strings.TrimSpace(text), 3); len(halves) == 2 {
		return halves
	}
	return nil
}

// bilingual reads a label that says the same in two languages, one of which is not known: "Tujuan / Ship to". The known
// half must be a label by itself, and the other one a few words that say nothing to docket.
func (v *vocabulary) bilingual(text string) (Label, bool) {
	text = enumeration.ReplaceAllString(strings.TrimSpace(text), "")
	halves := halvesOf(text)
	if halves == nil {
		return v.inScripts(text)
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

// inScripts reads a label whose words are known in Latin letters, beside the same in another script, of which docket knows
// some words or none: "抵達日 ETA". Ideographs that say something of their own have to say the same.
func (v *vocabulary) inScripts(text string) (Label, bool) {
	at := strings.IndexFunc(text, isLatin)
	if at <= 0 {
		return Label{}, false
	}
	other, latin := strings.TrimSpace(text[:at]), strings.TrimSpace(text[at:])
	if strings.ContainsFunc(latin, isOfOtherScript) || !strings.ContainsFunc(other, isOfOtherScript) || strings.ContainsFunc(other, unicode.IsDigit) ||
		len([]rune(other)) > longestTranslation {
		return Label{}, false
	}
	l, beside := v.understand(strings.Trim(latin, "()（）[]")), v.understand(other)
	if l.Score < 0.9 || len(l.Terms) == 0 || l.Weak {
		return Label{}, false
	}
	if beside.Score >= Threshold && !beside.Weak && len(beside.Terms) > 0 && !slices.Equal(beside.Terms, l.Terms) {
		return Label{}, false
	}
	l.Score = inOneLanguage
	return l, true
}

// longestTranslation is how many characters a label has in the other script.
const longestTranslation = 24

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

func isOfOtherScript(r rune) bool { return unicode.IsLetter(r) && !isLatin(r) }

// alike reads a label whose two halves ask for the same party or field, each by itself: "Port of discharge agent /
// delivery agent".
func (v *vocabulary) alike(text string) (Label, bool) {
	halves := halvesOf(text)
	if halves == nil {
		return Label{}, false
	}
	one, other := v.understand(halves[0]), v.understand(halves[1])
	same := len(one.Terms) == 1 && slices.Equal(one.Terms, other.Terms) && one.Score >= 0.9 && other.Score >= 0.9 && !one.Weak && !other.Weak
	return one, same
}

// asTranslated is a label in two scripts by its half in Latin letters, where that asks for one thing for certain and the
// other half was read as something else, or as something more of which only some words are known: its words may mean more
// in its language than docket knows.
func (v *vocabulary) asTranslated(text string, l Label) Label {
	halves := halvesOf(text)
	if halves == nil || isASCII(halves[0]) == isASCII(halves[1]) {
		return l
	}
	latin, other := halves[0], halves[1]
	if isASCII(other) {
		latin, other = other, latin
	}
	if strings.ContainsFunc(other, isLatin) || !unicode.In(firstLetter(other), unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Cyrillic) {
		return l
	}
	named := v.understand(latin)
	if named.Score < 0.99 || named.Weak || len(named.Terms) != 1 {
		return l
	}
	if slices.Contains(l.Terms, named.Terms[0]) && (len(l.Terms) == 1 || v.understand(other).Score >= Threshold) {
		return l
	}
	named.Ordinal, named.Score = max(named.Ordinal, l.Ordinal), inOneLanguage
	return named
}

func firstLetter(text string) rune {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
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
