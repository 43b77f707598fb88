package field

import (
	"regexp"
	"slices"
)

var (
	// remarkAtEnd is a text with a remark in parentheses behind it, and nothing more than that it has to be answered.
	remarkAtEnd = regexp.MustCompile(`^\s*(\S.*\S)\s*[(（\[]\s*([^()\[\]（）]{3,60}?)\s*[)）\]]\s*(?:\((?i:required|mandatory|optional|if any)\))?[^\p{L}\p{N}]*$`)
	// numberedPart is the number of a part of a form with the word for it: "SECTION 2 -". No name of a company begins so.
	numberedPart = regexp.MustCompile(`(?i)^\s*(?:section|part|step|box|block|item|element|field|question|teil|abschnitt|sección|seccion|secção|seção|parte|sezione|partie|rubrique|sekcja|bölüm)\s*(?:no\.?\s*)?#?\s*(?:\d{1,2}[a-z]?|[ivx]{1,4}|[a-z])\s*[.):–—-]`)
)

// describedRole reads a heading that describes a party in words of its own and names its role in parentheses behind:
// "SECTION 2 - WHO SELLS THEM (SELLER)", "Where it was loaded (stuffing location)". It begins as no name of a company does:
// with the number of a part of the form, or as a question.
func (v *vocabulary) describedRole(text string, l Label) (Label, bool) {
	match := remarkAtEnd.FindStringSubmatch(text)
	if match == nil || l.Score >= Threshold && slices.ContainsFunc(l.Terms, func(t Term) bool { return t.Role != "" }) {
		return Label{}, false
	}
	after, _ := v.interrogative(v.respell(words(enumeration.ReplaceAllString(numberedPart.ReplaceAllString(match[1], ""), ""))))
	switch {
	case after == "who" || after == "where":
	case l.Score >= Threshold || !numberedPart.MatchString(match[1]):
		return Label{}, false
	}
	role := v.understand(match[2])
	if _, isRole := role.Role(); !isRole || role.Score < sure || role.Weak {
		return Label{}, false
	}
	role.Score = askedScore
	return role, true
}
