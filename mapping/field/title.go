package field

import (
	"slices"
	"strings"
)

// maxTitleWords is how long a text may be to be taken for a title.
const maxTitleWords = 14

// TitleOf tells what kind of document a text names as a title does: IsfTitle, BolTitle, OtherTitle or Instructions,
// "" for none.
// "ISF" anywhere in a short text is enough, since no other document speaks of it in few words.
func TitleOf(text string) Aside {
	if len(text) > maxLabelLength {
		return ""
	}
	v := vocab()
	all := v.respell(words(text))
	if length(all) > maxTitleWords {
		return ""
	}
	if slices.ContainsFunc(all, func(w word) bool { return w.text == "isf" }) && !v.names(all, Instructions) {
		return IsfTitle
	}
	for _, kind := range []Aside{OtherTitle, Instructions, BolTitle, IsfTitle} {
		if v.names(all, kind) {
			return kind
		}
	}
	return ""
}

// names says whether a text holds a phrase for a kind of document as a title does.
func (v *vocabulary) names(all []word, kind Aside) bool {
	for i := range all {
		for _, s := range v.phrasesAt(all, i) {
			if slices.ContainsFunc(s.tags, func(t tag) bool { return t.aside == kind }) && titleLike(all, s) {
				return true
			}
		}
	}
	return false
}

// titleLike says whether a phrase makes up most of the text, or stands at an end of it.
func titleLike(all []word, s span) bool {
	words := slices.DeleteFunc(slices.Clone(all), func(w word) bool { return w.kind == separator })
	for end := len(all); end > s.to; end-- { // "QUOTATION No. Q-26-1187"
		if w := all[end-1]; w.kind != separator && w.text != "no" && w.text != "nr" && w.text != "number" && len(w.text) > 1 && !strings.ContainsAny(w.text, "0123456789") {
			break
		} else if end-1 == s.to {
			return true
		}
	}
	ends := s.to == len(all) || all[s.to].kind == separator && all[s.to].text == "-" // "OCEAN FREIGHT TARIFF - FAR EAST"
	return s.from == 0 || ends || (s.to-s.from)*2 >= len(words)
}
