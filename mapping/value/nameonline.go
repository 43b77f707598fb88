package value

import (
	"regexp"
	"slices"
	"strings"
)

// Names have commas of their own: "Smith, Jones & Co., Ltd.". On one line with an address, where the name ends is told by
// the legal form behind it, by the words that join partners, and by where a street begins.

// oneLineName parts a one-line party in its name and its address.
func oneLineName(line string) (name, rest string) {
	parts, ends := partsOf(line)
	end := ends[lastOfName(parts)]
	return strings.Trim(line[:end], " ,;|"), strings.Trim(line[end:], " ,;|")
}

// lastOfName is the last of a line's parts that belongs to the name. A legal form does, and so does all before it; behind
// it, and where a number stands, the address begins.
func lastOfName(parts []string) int {
	last := 0
	for i := 1; i < len(parts); i++ {
		part, between := parts[i], parts[last+1:i]
		words := strings.Fields(fold(part))
		switch {
		case careOf.MatchString(part):
			return last
		case len(words) == 0:
		case isForm(part, words):
			if len(between) > 0 && !closesName(part, words, parts[:i]) {
				return last
			}
			last = i
		case hasDigit(part):
			return last
		case endsWithForm(part) && !isTownOfState(part) && (len(between) == 0 && !streetLike(withoutForms(part)) || len(between) > 0 && surelyForm(words[len(words)-1])):
			last = i // "Smith, Jones & Co."
		case hasForm(strings.Join(parts[:last+1], " ")):
			return last
		case (!streetLike(part) || kin.MatchString(part)) && namesPartners(parts[:i+1]):
			last = i
		}
	}
	return last
}

// isForm says whether a part of a line is a legal form, or begins with one: "Ltd. Warehouse 2".
func isForm(part string, words []string) bool {
	return isDottedForm(part) || startsWithForm(words) && !stateWithCode.MatchString(part)
}

// stateWithCode is no legal form, though the state is abbreviated as one is: "SA 5000".
var stateWithCode = regexp.MustCompile(`^\p{Lu}{2}\s+\d{4,6}$`)

// closesName says whether a legal form is that of a name which has commas of its own. What two letters stand for is not
// told by themselves: behind a town they are its state or country, "Adelaide, SA".
func closesName(form string, words, before []string) bool {
	if surelyForm(words[0]) || isDottedForm(form) && len(compact(form)) > 2 {
		return true
	}
	if slices.ContainsFunc(before[1:], func(part string) bool { return knownTown(part, "") }) {
		return false
	}
	_, isState := usState(words[0])
	return slices.ContainsFunc(before, joinsPartners) || isDottedForm(form) && !isState
}

// surelyForm says whether a folded word is a legal form that nothing else in an address is.
func surelyForm(word string) bool { return strongForms[word] && len(word) > 2 }

// isTownOfState says whether the legal form that a part ends with is the state of a town: "Denver CO".
func isTownOfState(part string) bool {
	at := strings.LastIndexByte(part, ' ')
	_, isState := usState(part[at+1:])
	return isState && at > 0 && knownTown(part[:at], "US")
}

var (
	partners = regexp.MustCompile(`(?i)\S\s*[&+]\s*\S|\s(?:and|und|et|y|e|og|och|en|i|ve)\s+(?:co|company|c[ií]a|sons?|daughters|brothers|bros|partners?|associates|s[öo]hne|sohn|t[öo]chter|partner|fils|filles|fr[èe]res|hijos|hermanos|asociados|filhos|irm[ãa]os|figli|fratelli|zonen|zoon|s[øo]nner|s[öo]ner|synowie|o[gğ]ullar[ıi])\.?$`)
	kin      = regexp.MustCompile(`(?i)\s(?:co|company|c[ií]a|sons?|daughters|brothers|bros|partners?|associates|s[öo]hne|sohn|fils|filhos|hijos|figli)\.?$`)
)

// joinsPartners says whether a part of a name joins the last of several partners: "Hale & Daughters", "Gómez y Cía.".
func joinsPartners(part string) bool { return partners.MatchString(part) }

// namesPartners says whether the parts of a line are the names of partners and no place among them, the last of them joined
// to the others: "Tom", "Dick & Harry".
func namesPartners(parts []string) bool {
	last := parts[len(parts)-1]
	if !joinsPartners(last) || len(strings.Fields(parts[0])) > 1 && !kin.MatchString(last) {
		return false
	}
	return !slices.ContainsFunc(parts[1:], func(part string) bool {
		_, isCountry := countryNamed(part)
		return isCountry || knownTown(part, "")
	})
}

// mayBeOfName is what stands between a name and the number of its street, and may be a part of either: a second company, a
// second partner, the given name of a person, "Hale, Jane, 44 Cooperage Street"; "" without.
func (p *Party) mayBeOfName() string {
	parts, _ := partsOf(p.Address.Line1)
	street := slices.IndexFunc(parts, hasDigit)
	if street < 1 || slices.ContainsFunc(parts, careOf.MatchString) {
		return ""
	}
	for _, part := range parts[:street] {
		words := strings.Fields(fold(part))
		if joinsPartners(part) || len(words) > 0 && surelyForm(words[len(words)-1]) {
			return part
		}
	}
	first := parts[0]
	if strings.Contains(p.Name, " ") || hasForm(p.Name) || len(strings.Fields(first)) > 2 || !cityLike(first) || knownTown(first, "") {
		return ""
	}
	return first
}
