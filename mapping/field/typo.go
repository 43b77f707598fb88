package field

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A lexicon is the words of the vocabulary by their first letter: people seldom mistype that one.
type lexicon map[rune][]entry

type entry struct {
	text    string
	letters []rune
	means   string // the word that it is a spelling of
	mask    uint64 // the letters that the word has, for a first look
	alone   bool   // that word is a phrase by itself
}

// Words shorter than this are not taken for mistyped, or mistyped for: too many of them are one letter from another.
const (
	minMistyped = 5
	minMeant    = 4
	maxTyped    = 32
)

func (v *vocabulary) newLexicon() lexicon {
	l := lexicon{}
	for _, text := range slices.Sorted(maps.Keys(v.known)) {
		if n := utf8.RuneCountInString(text); n < minMeant || n > maxTyped {
			continue
		}
		letters := []rune(text)
		means := v.standsFor(text)
		l[letters[0]] = append(l[letters[0]], entry{text: text, letters: letters, mask: mask(letters), means: means, alone: v.known[means]})
	}
	return l
}

func (v *vocabulary) standsFor(text string) string {
	var all []string
	for _, w := range v.respell([]word{{text: text}}) {
		all = append(all, w.text)
	}
	return strings.Join(all, " ")
}

func mask(letters []rune) (m uint64) {
	for _, r := range letters {
		m |= 1 << (uint32(r) % 64)
	}
	return m
}

// corrected replaces words that are none of the vocabulary's, and close to just one that is: "Manufactuer". A plural or
// a singular that it does not list is no typing error.
func (v *vocabulary) corrected(text []word) (out []word, typos int) {
	out = text
	replace := func(i int, by string) {
		if &out[0] == &text[0] {
			out = slices.Clone(text)
		}
		out[i].text = by
	}
	for i, w := range text {
		if w.kind != latin {
			continue
		}
		if _, known := v.known[w.text]; known {
			continue
		}
		if stem, found := v.inOtherNumber(w.text); found {
			replace(i, stem)
		} else if utf8.RuneCountInString(w.text) < minMistyped {
			continue
		} else if near := v.lexicon.nearest(w.text); near != "" {
			replace(i, near)
			typos++
		}
	}
	return out, typos
}

// minPlural is how long an abbreviation is, in bytes, that has a plural: "HBLs".
const minPlural = 3

// inOtherNumber is a known word that the text is the plural or the singular of.
func (v *vocabulary) inOtherNumber(text string) (string, bool) {
	if one, isPlural := strings.CutSuffix(text, "s"); isPlural && len(one) >= minPlural && !strings.ContainsAny(one, "aeiouy") {
		if _, known := v.known[one]; known {
			return one, true
		}
	}
	if utf8.RuneCountInString(text) < minMistyped {
		return "", false
	}
	for _, form := range []string{strings.TrimSuffix(text, "s"), strings.TrimSuffix(text, "es"), strings.TrimSuffix(text, "ies") + "y", text + "s"} {
		if _, known := v.known[form]; known && len(form) >= minMeant && form != text+"y" {
			return form, true
		}
	}
	return "", false
}

// nearest is the one word within a typing error of the text: one in five to eight letters, two in more.
func (l lexicon) nearest(text string) string {
	letters := []rune(text)
	if len(letters) > maxTyped {
		return ""
	}
	allowed := 1
	if len(letters) > 8 {
		allowed = 2
	}
	has := mask(letters)
	best, near, tie := allowed+1, entry{}, false
	for _, candidate := range l[letters[0]] {
		if n := len(candidate.letters) - len(letters); n > allowed || -n > allowed || ones(has&^candidate.mask) > allowed || ones(candidate.mask&^has) > allowed {
			continue
		}
		switch d := distance(letters, candidate.letters, allowed); {
		case d < best:
			best, near, tie = d, candidate, false
		case d > allowed || d > best || candidate.means == near.means:
		case candidate.alone == near.alone:
			tie = true
		case candidate.alone: // likelier than one that is only part of a phrase
			near, tie = candidate, false
		}
	}
	if best > allowed || tie {
		return "" // none, or several, so that none is meant for sure
	}
	return near.text
}

// ones counts the bits, but no more than three.
func ones(bits uint64) (n int) {
	for ; bits != 0 && n < 3; n++ {
		bits &= bits - 1
	}
	return n
}

// distance is the Damerau-Levenshtein distance (optimal string alignment) of two words of at most maxTyped letters, or
// more than the limit.
func distance(a, b []rune, limit int) int {
	var rows [3][maxTyped + 1]int
	previous2, previous, current := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], previous2[j-2]+1)
			}
			least = min(least, current[j])
		}
		if least > limit {
			return limit + 1
		}
		previous2, previous, current = previous, current, previous2
	}
	return previous[len(b)]
}
