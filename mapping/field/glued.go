package field

import (
	"strings"
	"unicode"
)

// Programs export labels as their columns are called: ShipToCity, POLCode, CONTAINERNO, MFR_ADDR1. This file takes
// such names apart into words.

// uncamel puts blanks where the case of letters shows that a word begins: "ShipToCity", "POLCode". A capital at the
// end begins none ("GmbH"), nor does one behind a single small letter ("iPhone").
func uncamel(text string) string {
	if !hasCamel(text) {
		return text
	}
	runes := []rune(text)
	var b strings.Builder
	for i, r := range runes {
		if beginsWord(runes, i) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hasCamel says at little cost whether a capital stands behind another letter, with a small letter beside it.
func hasCamel(text string) bool {
	for i := 1; i+1 < len(text); i++ {
		if isUpper(text[i]) && (isLower(text[i-1]) || isUpper(text[i-1]) && isLower(text[i+1])) {
			return true
		}
	}
	return false
}

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

func beginsWord(runes []rune, i int) bool {
	if i < 2 || i+1 >= len(runes) || !unicode.IsUpper(runes[i]) || !unicode.IsLetter(runes[i+1]) {
		return false
	}
	before2, before, after := runes[i-2], runes[i-1], runes[i+1]
	if unicode.IsLower(before) {
		return unicode.IsLetter(before2)
	}
	plural := after == 's' && (i+2 == len(runes) || !unicode.IsLetter(runes[i+2]))
	return unicode.IsUpper(before) && unicode.IsUpper(before2) && unicode.IsLower(after) && !plural
}

// Lengths of words that are taken apart, in bytes: shorter ones are codes and values more often than names run together.
const (
	minNumbered = 4 // without the number: "ADDR1"
	minGlued    = 7 // "SEALNBR"
	maxGlued    = 40
)

// unglued takes apart words that nobody knows into those that make them up, if all of these belong to labels.
func (v *vocabulary) unglued(text []word) []word {
	var out []word // nil as long as nothing changed
	for i, w := range text {
		parts := v.partsOf(w)
		if parts == nil {
			if out != nil {
				out = append(out, w)
			}
			continue
		}
		if out == nil {
			out = append(make([]word, 0, len(text)+4), text[:i]...)
		}
		out = append(out, parts...)
	}
	if out == nil {
		return text
	}
	return out
}

func (v *vocabulary) partsOf(w word) []word {
	if w.kind != latin || len(w.text) <= minNumbered || len(w.text) > maxGlued {
		return nil
	}
	if _, known := v.known[w.text]; known {
		return nil
	}
	last := len(w.text) - 1
	if stem := w.text[:last]; '1' <= w.text[last] && w.text[last] <= '9' && isASCII(stem) {
		if _, known := v.known[stem]; known {
			return []word{{text: stem, inside: w.inside}, {text: w.text[last:], kind: digits, inside: w.inside}}
		}
		if parts := v.split(stem, w.inside); parts != nil {
			return append(parts, word{text: w.text[last:], kind: digits, inside: w.inside})
		}
		return nil
	}
	return v.split(w.text, w.inside)
}

// split makes words of names that are run together, as few as possible, if the vocabulary explains them all.
func (v *vocabulary) split(text string, inside bool) []word {
	if len(text) < minGlued || !isASCII(text) {
		return nil
	}
	var from, parts [maxGlued + 1]int
	for end := 2; end <= len(text); end++ {
		for start := 0; start <= end-2; start++ {
			if (start == 0 || from[start] != -1 && parts[start] > 0) && v.isPart(text[start:end]) && (parts[end] == 0 || parts[start]+1 < parts[end]) {
				from[end], parts[end] = start, parts[start]+1
			}
		}
	}
	if parts[len(text)] < 2 {
		return nil
	}
	found := make([]word, parts[len(text)])
	for end, i := len(text), len(found)-1; end > 0; end, i = from[end], i-1 {
		found[i] = word{text: text[from[end]:end], inside: inside}
	}
	spans, unknown := v.tagged(v.respell(found))
	if unknown > 0 || len(spans) == 0 {
		return nil
	}
	for _, s := range spans {
		if s.tags[0].weak || s.tags[0].aside != "" {
			return nil
		}
	}
	return found
}

// short are the words of less than four letters that names run together may hold.
var short = map[string]bool{
	"no": true, "nbr": true, "num": true, "to": true, "of": true, "id": true, "qty": true, "zip": true, "pol": true, "pod": true, "etd": true, "eta": true,
	"mbl": true, "hbl": true, "hts": true, "ref": true, "tel": true, "wt": true, "addr": true, "net": true, "kg": true, "kgs": true, "cbm": true, "us": true,
	"loc": true, "mfr": true, "ior": true,
}

func (v *vocabulary) isPart(text string) bool {
	if len(text) < 4 {
		return short[text]
	}
	_, known := v.known[text]
	return known && (!v.fillers[text] || text == "code")
}
