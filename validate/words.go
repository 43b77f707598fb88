package validate

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// andList joins words as a sentence does: "a, b and c".
func andList(words []string) string { return joinList(words, "and") }

// orList joins words as a sentence does: "a, b or c".
func orList(words []string) string { return joinList(words, "or") }

func joinList(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	end := len(words) - 1
	return strings.Join(words[:end], ", ") + " " + last + " " + words[end]
}

// plural counts: "1 day", "2 days".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// day writes a moment's day so that no reader can mistake it: "14 January 2027".
func day(moment time.Time) string { return moment.Format("2 January 2006") }

// quote puts a text of the file between quotation marks.
func quote(text string) string { return "“" + shorten(text) + "”" }

// upper makes the first letter of a sentence a capital.
func upper(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	if size == 0 || first == utf8.RuneError {
		return sentence
	}
	return string(unicode.ToUpper(first)) + sentence[size:]
}

// enumWords are a coded value in words: FT_40_HC is "40 ft high cube".
func enumWords(code string) string {
	if feet, ok := strings.CutPrefix(code, "FT_"); ok {
		return strings.Replace(feet, "_HC", "", 1) + " ft" + map[bool]string{true: " high cube"}[strings.HasSuffix(feet, "_HC")]
	}
	if len(code) == 3 { // a delivery term, a unit
		return code
	}
	return strings.ToLower(strings.ReplaceAll(code, "_", " "))
}
