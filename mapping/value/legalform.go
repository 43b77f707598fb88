package value

import (
	"regexp"
	"strings"
)

// legalForms are the words of companies' forms, folded. A comma before one is within a name.
var legalForms = wordSet("legal-form")

// strongForms are legal forms that end a company's name.
var strongForms = wordSet("name-end")

// dottedForm is an abbreviation of single letters: "S.C.", "S. de R.L. de C.V.".
var dottedForm = regexp.MustCompile(`^\p{Lu}\.\s?(?:(?:de|en|y|e)\s+)?(?:\p{Lu}\.\s?(?:(?:de|en|y|e)\s+)?)*\p{Lu}\.?$`)

// isDottedForm says whether what stands behind a name and a comma is a legal form by its dots alone. Few countries are
// abbreviated so.
func isDottedForm(text string) bool {
	if !dottedForm.MatchString(text) {
		return false
	}
	switch short := compact(text); short {
	case "US", "UK", "HK":
		return false
	default:
		return !longCodes[short]
	}
}

// startsWithForm says whether words begin with a legal form: "Ltd.", "Inc.", "S.A. de C.V.", "Ltd. Warehouse 2".
func startsWithForm(words []string) bool {
	switch first := words[0]; first {
	case "CO", "COMPANY", "GROUP", "PUBLIC":
		return len(words) == 1 || legalForms[words[1]]
	case "SAN", "TIC", "PRIVATE", "HOLDINGS", "COOP": // but "San Diego", "Private Road"
		return len(words) == 1 || words[1] == "VE" || legalForms[words[1]]
	case "ME", "PT", "PC", "CV", "AS", "SE", "SP", "RT", "BT", "AG", "AB", "LP", "PART", "SC", "AE", "KD", "SAM", "SCI", "KSC", "SAL":
		return len(words) == 1
	case "S", "SOC":
		return len(words) > 1 && legalForms[words[1]]
	default:
		return legalForms[first]
	}
}

func endsWithForm(text string) bool {
	words := strings.Fields(fold(text))
	return len(words) > 1 && strongForms[words[len(words)-1]]
}

func withoutForms(text string) string {
	var kept []string
	for _, word := range strings.Fields(text) {
		if !legalForms[fold(word)] {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// hasForm says whether a line holds a legal form that ends a name.
func hasForm(line string) bool {
	for _, word := range strings.Fields(fold(line)) {
		if strongForms[word] {
			return true
		}
	}
	return false
}

func allForms(words []string) bool {
	for _, word := range words {
		if !legalForms[word] && word != "DE" && word != "AND" {
			return false
		}
	}
	return true
}
