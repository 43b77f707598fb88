package drift

import (
	"strings"
	"unicode"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// misspell makes typing errors: letters that change places, are missing or are typed twice.
func misspell(p *page, strength int) {
	nth, errors := 1, strength-1
	if strength == 1 {
		nth, errors = 3, 1
	}
	p.relabel(nth, func(ref sheet.Ref, text string) string {
		for i := range errors {
			text = mistyped(text, int(ref.Row)*7+int(ref.Col)*3+i)
		}
		return text
	})
}

// mistyped is a text with one typing error in one of its words of five Latin letters or more, but for the first letter.
func mistyped(text string, seed int) string {
	words := strings.Fields(text)
	var long []int
	for i, w := range words {
		if letters(w) >= 5 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return text
	}
	old := words[long[seed%len(long)]]
	w := []rune(old)
	at := 1 + seed%(len(w)-3)
	switch seed % 3 {
	case 0:
		w[at], w[at+1] = w[at+1], w[at]
		if w[at] == w[at+1] {
			w = append(w[:at], w[at+1:]...)
		}
	case 1:
		w = append(w[:at], w[at+1:]...)
	default:
		w = append(w[:at+1], w[at:]...)
	}
	return strings.Replace(text, old, string(w), 1)
}

func letters(word string) (n int) {
	for _, r := range word {
		if r > unicode.MaxLatin1 || !unicode.IsLetter(r) {
			return 0
		}
		n++
	}
	return n
}

// rename writes other words with the same meaning.
func rename(p *page, strength int) { p.reword([]int{3, 1}[strength-1], synonyms) }

// translate writes the labels in another language.
func translate(p *page, strength int) {
	p.reword([]int{3, 1, 1}[strength-1], []map[string]string{spanish, german, chinese}[strength-1])
}

// reword writes each nth label as a word list has it. A unit or currency that the label states stays in it.
func (p *page) reword(nth int, list map[string]string) {
	names := map[sheet.Ref]string{}
	p.read.EachFact(func(f layout.Fact) {
		for _, place := range f.Labels {
			if name := nameOf(field.Understand(p.cells[place.Ref].Text)); name != "" {
				names[place.Ref] = name
			}
		}
	})
	p.relabel(nth, func(ref sheet.Ref, text string) string {
		words, found := list[names[ref]]
		if !found {
			return text
		}
		if unit := statedUnit(text); unit != "" {
			words += " (" + unit + ")"
		}
		if l := field.Understand(text); l.Ordinal > 0 {
			return text
		}
		return words
	})
}

// nameOf is what a label asks for: "seller", "seller.city", "etd". It is empty for several things at once.
func nameOf(l field.Label) string {
	if len(l.Terms) != 1 || l.Terms[0].At != "" {
		return ""
	}
	t := l.Terms[0]
	switch {
	case t.Role == "":
		return string(t.Name)
	case t.Name == "" || t.Name == field.Party:
		return string(t.Role)
	default:
		return string(t.Role) + "." + string(t.Name)
	}
}

// statedUnit is the unit or currency that a label states.
func statedUnit(label string) string {
	upper := " " + strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '³' {
			return r
		}
		return ' '
	}, label)) + " "
	for _, unit := range []string{"KGS", "KG", "LBS", "MT", "CBM", "M3", "M³", "USD", "EUR", "CHF", "CTNS", "CARTONS", "PKGS"} {
		if strings.Contains(upper, " "+unit+" ") {
			return strings.ToLower(unit)
		}
	}
	return ""
}

// shorten drops a word of labels.
func shorten(p *page, strength int) {
	least := []int{3, 3, 2}[strength-1]
	p.relabel(1, func(_ sheet.Ref, text string) string {
		words := strings.Fields(text)
		if len(words) < least || strings.ContainsAny(text, "/&\n(") {
			return text
		}
		if strength == 2 {
			return strings.Join(words[1:], " ")
		}
		return strings.Join(words[:len(words)-1], " ")
	})
}

// lengthen adds words to labels.
func lengthen(p *page, strength int) {
	words := []string{" *", " (required)", " - please complete"}[strength-1]
	p.relabel(1, func(_ sheet.Ref, text string) string {
		if strings.Contains(text, "\n") {
			return text
		}
		return strings.TrimSuffix(text, ":") + words
	})
}

// abbreviate writes labels in capitals, or words of them short.
func abbreviate(p *page, strength int) {
	p.relabel(1, func(_ sheet.Ref, text string) string {
		if strength == 1 {
			return strings.ToUpper(text)
		}
		words := strings.Fields(text)
		for i, w := range words {
			if short, found := abbreviations[strings.ToLower(strings.Trim(w, ".:"))]; found {
				words[i] = short
			}
		}
		return strings.Join(words, " ")
	})
}

func renameSheet(p *page, strength int) {
	p.name = []string{"Sheet1", "Tabelle1", "数据"}[strength-1]
	p.changed = p.name != p.of.Name
}
