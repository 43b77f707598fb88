package value

import (
	"regexp"
	"strings"
)

// A measure is a number in a text together with the words before and behind it, folded.
type measure struct {
	digits        string
	before, after string
}

// measuredNumber is a number that may stand right before its unit, as in "640CTNS".
var measuredNumber = regexp.MustCompile(`[(\-]?(?:\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)`)

// mostMeasures is how many numbers a text may hold and still be one that states a quantity.
const mostMeasures = 12

// measuresIn are the numbers of a plain text. None where there are more than a stated quantity has.
func measuresIn(text string) []measure {
	spans := measuredNumber.FindAllStringIndex(text, mostMeasures+1)
	if len(spans) == 0 || len(spans) > mostMeasures {
		return nil
	}
	measures := make([]measure, len(spans))
	from := 0
	for i, span := range spans {
		to := len(text)
		if i+1 < len(spans) {
			to = spans[i+1][0]
		}
		digits := strings.TrimLeft(text[span[0]:span[1]], "(-")
		if negative(text, span[0], span[1]) {
			digits = "-" + digits
		}
		measures[i] = measure{digits: digits, before: text[from:span[0]], after: text[span[1]:to]}
		from = span[1]
	}
	return measures
}

// negative says whether the dash or bracket before a number makes it less than nothing; more often it parts words, as
// in "CTNS-640" and "TOTAL (640 CTNS)".
func negative(text string, start, end int) bool {
	if strings.TrimSpace(text[:start]) != "" {
		return false
	}
	return text[start] == '-' || text[start] == '(' && strings.TrimSpace(text[end:]) == ")"
}

// unitAtStart finds the longest unit that a text begins with, in up to three words, and returns what follows it.
func unitAtStart[U any](table map[string]U, text string) (unit U, rest string, found bool) {
	words := strings.Fields(text)
	for n := min(3, len(words)); n > 0; n-- {
		if unit, found = table[strings.Join(words[:n], " ")]; found {
			return unit, strings.Join(words[n:], " "), true
		}
	}
	return unit, text, false
}

// withoutUnit leaves out a unit that a text begins with and that has been said before, in another language: "公斤 KGS".
func withoutUnit[U comparable](table map[string]U, said U, text string) string {
	if more, rest, again := unitAtStart(table, text); again && more == said {
		return rest
	}
	return text
}

// unitAtEnd is unitAtStart from the other side.
func unitAtEnd[U any](table map[string]U, text string) (unit U, rest string, found bool) {
	words := strings.Fields(text)
	for n := min(3, len(words)); n > 0; n-- {
		if unit, found = table[strings.Join(words[len(words)-n:], " ")]; found {
			return unit, strings.Join(words[:len(words)-n], " "), true
		}
	}
	return unit, text, false
}

// findUnit is the one unit of a table that a header names, as in "Gross Weight (KGS)". It says false where there is
// none, or more than one.
func findUnit[U comparable](table map[string]U, header string) (unit U, found bool) {
	if len(header) > 300 {
		return unit, false
	}
	words := strings.Fields(parted(fold(header)))
	for at := 0; at < len(words); at++ {
		for n := min(3, len(words)-at); n > 0; n-- {
			name := strings.Join(words[at:at+n], " ")
			one, ok := table[name]
			if !ok || len(name) == 1 { // the G of "G/Weight" is no gram
				continue
			}
			if found && one != unit {
				return unit, false
			}
			unit, found = one, true
			at += n - 1
			break
		}
	}
	return unit, found
}

// parted puts blanks between Latin and other scripts, so that "毛重KGS" has two words.
func parted(text string) string {
	var b strings.Builder
	was := rune(0)
	for _, r := range text {
		if was != 0 && isIdeograph(r) != isIdeograph(was) && r != ' ' && was != ' ' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		was = r
	}
	return b.String()
}

// isNoise says whether a folded text holds nothing but words of a set.
func isNoise(text string, noise map[string]bool) bool {
	for _, word := range strings.Fields(parted(text)) {
		if !noise[word] {
			return false
		}
	}
	return true
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// foldedTable is a table under folded words; a value's words are parted by "|".
func foldedTable[U any](rows map[string]U) map[string]U {
	table := map[string]U{}
	for words, unit := range rows {
		for _, word := range strings.Split(words, "|") {
			table[fold(word)] = unit
		}
	}
	return table
}

// unitWords are the words of the table of units for one kind, with the units that they name.
func unitWords[U any](kind string, units map[string]U) map[string]U {
	words := map[string]U{}
	for _, row := range readTable("units.tsv", 3) {
		if row[0] != kind {
			continue
		}
		for _, word := range names(row[2]) {
			words[fold(word)] = units[row[1]]
		}
	}
	return words
}
