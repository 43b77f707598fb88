package value

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"docket/mapping/field"
)

// longestReference is how long, in bytes, a text may be that refers by the words of the table: it is no prose.
const longestReference = 160

// sameness is the table of words that say that a party is the same as another one, by the character that they begin
// with, or end with if they stand behind the party's.
type sameness struct {
	before, after map[rune][]string
	alone         map[string]bool
	number        map[string]bool // words around the number of an element
	first, last   map[rune]bool   // what texts that refer begin and end with, in upper case, for a first look
}

var samenesses = sync.OnceValue(func() sameness {
	s := sameness{before: map[rune][]string{}, after: map[rune][]string{}, alone: map[string]bool{}, number: map[string]bool{}, first: map[rune]bool{'=': true}, last: map[rune]bool{}}
	for _, row := range readTable("references.tsv", 2) {
		for _, written := range names(row[1]) {
			words := fold(written)
			first, _ := utf8.DecodeRuneInString(words)
			last, _ := utf8.DecodeLastRuneInString(words)
			if row[0] == "number" {
				s.number[words] = true
				continue
			}
			if row[0] == "after" {
				s.last[endOf(written)], s.last[endOf(words)] = true, true
			} else {
				s.first[startOf(written)], s.first[startOf(words)] = true, true
			}
			switch row[0] {
			case "before":
				s.before[first] = append(s.before[first], words)
			case "after":
				s.after[last] = append(s.after[last], words)
			case "alone":
				s.alone[words] = true
			}
		}
	}
	return s
})

// sameAs are the targets of a text that is nothing but references in the words of the table, each beside the name of a
// role or alone: "wie Verkäufer", "như người bán / same as seller". It is nil for all other texts.
func sameAs(text string) (targets []string) {
	if len(text) > longestReference || strings.Contains(text, "@") || len(digitsOf(text)) > 4 {
		return nil
	}
	for part := range strings.FieldsFuncSeq(text, partsReferences) {
		if number := likeWhichNumber(part); number != "" {
			targets = append(targets, number)
			continue
		}
		for part := range strings.FieldsFuncSeq(part, func(r rune) bool { return r == '(' || r == ')' }) {
			part = strings.Trim(part, " .,:-*\"'")
			if part == "" {
				continue
			}
			target := likeWhom(part)
			if target == "" {
				return nil
			}
			targets = append(targets, target)
		}
	}
	return targets
}

func partsReferences(r rune) bool { return r == '/' || r == '\n' || r == ';' }

// elementNumber is the number of an element of a form with the words around it.
var elementNumber = regexp.MustCompile(`^(\D*)(\d{1,2})(\D*)$`)

// likeWhichNumber is the number of the element that a text refers to in the words of the table: "siehe Nr. 3", "同第7项",
// "3番と同じ". It is "" for all other texts.
func likeWhichNumber(text string) string {
	text = strings.TrimSpace(text)
	table := samenesses()
	if len(text) > longestReference || !table.first[startOf(text)] && (text == "" || !isDigit(text[0])) {
		return ""
	}
	match := elementNumber.FindStringSubmatch(fold(text))
	if match == nil {
		return ""
	}
	before, number, after := match[1], match[2], strings.TrimSpace(match[3])
	marked := strings.ContainsAny(text, "#(№")
	if strings.HasPrefix(text, "=") {
		return only(number, (marked || strings.TrimSpace(before) != "") && table.counts(before) && table.counts(after))
	}
	if before == "" {
		last, _ := utf8.DecodeLastRuneInString(after)
		return only(number, slices.ContainsFunc(table.after[last], func(words string) bool {
			rest, found := strings.CutSuffix(after, words)
			return found && table.counts(rest)
		}))
	}
	first, _ := utf8.DecodeRuneInString(before)
	return only(number, table.counts(after) && slices.ContainsFunc(table.before[first], func(words string) bool {
		rest, found := strings.CutPrefix(before, words)
		if !found || !wordsEnd(words, rest) || !table.counts(rest) {
			return false
		}
		return marked || strings.TrimSpace(rest) != "" || len(words) > 2 // "v. 3" may be anything
	}))
}

func only(text string, when bool) string {
	if when {
		return text
	}
	return ""
}

// counts says whether some folded words are nothing but those that stand around the number of an element.
func (s sameness) counts(words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !s.number[word] {
			return false
		}
	}
	return true
}

// likeWhom is the target of a single reference in the words of the table, "" if the text is none.
func likeWhom(text string) string {
	table := samenesses()
	if !table.first[startOf(text)] && !table.last[endOf(text)] {
		return ""
	}
	folded := fold(text)
	if table.alone[folded] {
		return Above
	}
	if strings.HasPrefix(text, "=") && namesRole(folded) {
		return strings.Trim(text, " =")
	}
	first, _ := utf8.DecodeRuneInString(folded)
	for _, words := range table.before[first] {
		if rest, found := strings.CutPrefix(folded, words); found && wordsEnd(words, rest) {
			if target := strings.Trim(written(text, rest), " :="); namesRole(target) {
				return target
			}
		}
	}
	last, _ := utf8.DecodeLastRuneInString(folded)
	for _, words := range table.after[last] {
		if rest, found := strings.CutSuffix(folded, words); found && namesRole(rest) {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

func startOf(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.ToUpper(r)
}

func endOf(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.ToUpper(r)
}

// written is the end of a text that folded is a certain one.
func written(text, folded string) string {
	folded = strings.TrimSpace(folded)
	for i := range text {
		if end := text[i:]; fold(end) == folded {
			return end
		}
	}
	return folded
}

// wordsEnd says whether words end where others begin: at a blank, or between characters that need none.
func wordsEnd(words, rest string) bool {
	before, _ := utf8.DecodeLastRuneInString(words)
	after, _ := utf8.DecodeRuneInString(rest)
	return !isSpaced(before) || !isSpaced(after)
}

// isSpaced says whether a character belongs to words that have blanks between them.
func isSpaced(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// namesRole says whether a text is the name of a party's role and nothing else.
func namesRole(text string) bool {
	l := field.Understand(strings.TrimSpace(text))
	return len(l.Terms) == 1 && l.Terms[0].Role != "" && l.Score >= roleScore
}

// roleScore is the score of a label from which on its text is taken for the name of a role.
const roleScore = 0.8
