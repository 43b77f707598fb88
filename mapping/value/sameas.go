package value

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"docket/mapping/field"
)

// longestReference is how long, in bytes, a text may be that refers by the words of the table: it is no prose.
const longestReference = 160

// sameness is the table of words that say that a party is the same as another one.
type sameness struct {
	before, after []string
	alone         map[string]bool
}

var samenesses = sync.OnceValue(func() sameness {
	s := sameness{alone: map[string]bool{}}
	for _, row := range readTable("references.tsv", 2) {
		for _, words := range names(row[1]) {
			switch words = fold(words); row[0] {
			case "before":
				s.before = append(s.before, words)
			case "after":
				s.after = append(s.after, words)
			case "alone":
				s.alone[words] = true
			}
		}
	}
	return s
})

// isAbove says whether a text is one that says: the same as above.
func isAbove(text string) bool {
	return len(text) <= longestReference && samenesses().alone[fold(text)]
}

// sameAs are the targets of a text that is nothing but references, each in the words of the table and the name of a
// role: "wie Verkäufer", "như người bán / same as seller". It is nil for all other texts.
func sameAs(text string) (targets []string) {
	if len(text) > longestReference {
		return nil
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '\n' || r == '(' || r == ')' || r == ';' }) {
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
	return targets
}

// likeWhom is the target of a single reference in the words of the table, "" if the text is none.
func likeWhom(text string) string {
	if isAbove(text) {
		return Above
	}
	folded, table := fold(text), samenesses()
	for _, words := range table.before {
		if rest, found := strings.CutPrefix(folded, words); found && wordsEnd(words, rest) {
			if target := strings.Trim(written(text, rest), " :="); namesRole(target) {
				return target
			}
		}
	}
	for _, words := range table.after {
		if rest, found := strings.CutSuffix(folded, words); found && namesRole(rest) {
			return strings.TrimSpace(rest)
		}
	}
	if strings.HasPrefix(text, "=") && namesRole(folded) {
		return strings.Trim(text, " =")
	}
	return ""
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
