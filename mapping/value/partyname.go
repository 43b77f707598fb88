package value

import (
	"regexp"
	"strings"
)

// shortTail is what stands behind a name's comma where it is a code of two letters alone, of a state, a country or a
// company's form: "Industrias Lara, CA".
var shortTail = regexp.MustCompile(`^\p{Lu}{2}$`)

// partsOf parts a line at commas and the like; ends are where each part ends. Commas in brackets part nothing.
func partsOf(line string) (parts []string, ends []int) {
	depth, from := 0, 0
	for i, r := range line {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(0, depth-1)
		case strings.ContainsRune(",;|，、·•", r) && depth == 0:
			parts, ends = append(parts, strings.TrimSpace(line[from:i])), append(ends, i)
			from = i + len(string(r))
		}
	}
	return append(parts, strings.TrimSpace(line[from:])), append(ends, len(line))
}

var (
	// careOf begins the line of a place where post is handed over, which is part of the address.
	careOf = regexp.MustCompile(`(?i)^\s*(?:c\s?/\s?o|care\s+of|z\.?\s?hd\.?|p\.?\s?/\s?a)\b[.:]?\s*`)
	// tradingAs is between two names of one company.
	tradingAs = regexp.MustCompile(`(?i)^\s*\(?\s*(?:d\s?[/.]?\s?b\s?[/.]?\s?a|t/a|trading\s+as|doing\s+business\s+as|a\s?/\s?k\s?/\s?a|f\s?/\s?k\s?/\s?a|formerly(?:\s+known\s+as)?|also\s+known\s+as)\b[.:]?`)
	// onBehalfOf is between the name of an agent and that of the company for which it acts.
	onBehalfOf = regexp.MustCompile(`(?i)(?:^|\s)\(?\s*(?:o\s?/\s?b(?:\s?/\s?o)?|on\s+behalf\s+of|for\s+(?:the\s+)?account\s+of|f\s?/\s?a\s?/?\s?o|as\s+agents?\s+(?:for|of)|a\s?/\s?c)(?:\s|[.:]\s*|$)`)
)

// nameLines says how many of a party's lines are its name: as a rule the first; more where the first breaks off, or where
// the second brings the legal form that the first lacks.
func nameLines(lines []string) int {
	n := 1
	for n < len(lines) && n < 4 {
		line, next := lines[n-1], lines[n]
		words := strings.Fields(fold(next))
		switch {
		case len(words) == 0 || careOf.MatchString(next):
			return n
		case endsWithLink(line):
		case bracketedWord.MatchString(next):
		case tradingAs.MatchString(next) || startsWithBehalf(next):
		case strings.HasSuffix(line, "&") || strings.HasSuffix(strings.ToUpper(line), " AND") || strings.HasSuffix(line, "-") || strings.Count(line, "(") > strings.Count(line, ")"):
		case allForms(words):
		case !hasForm(line) && !hasDigit(line) && endsWithForm(next) && !streetLike(withoutForms(next)):
		default:
			return n
		}
		n++
	}
	return n
}

// bracketedWord is a line such as "(Vietnam)", which belongs to the name before it.
var bracketedWord = regexp.MustCompile(`^\([\p{L} .&]{2,40}\)$`)

// tailBehindForm parts a name from an address on one line where nothing parts them: the name ends with its first legal form,
// if what follows names its country at the end. "EGE SERAMIK SAN. TIC. A.S. ANKARA ASFALTI 26. KM IZMIR TURKEY"
func tailBehindForm(line string) (name, tail string, ok bool) {
	words := strings.Fields(line)
	for i := 1; i < len(words)-2 && len(words) < 60; i++ {
		if hasDigit(words[i]) {
			return "", "", false
		}
		if !strongForms[fold(words[i])] || legalForms[fold(words[i+1])] || strings.HasPrefix(words[i+1], "(") {
			continue
		}
		name, tail = strings.Join(words[:i+1], " "), strings.Join(words[i+1:], " ")
		country, _, found := countryAtEnd(tail)
		return name, tail, found && country != "" && hasDigit(tail)
	}
	return "", "", false
}

// startsWithBehalf says whether a line begins with the words that name the company for which an agent acts.
func startsWithBehalf(line string) bool {
	at := onBehalfOf.FindStringIndex(line)
	return at != nil && at[0] == 0
}

// endsWithLink says whether a line ends with words that link two names.
func endsWithLink(line string) bool {
	if at := tradingAs.FindStringIndex(line); at != nil && at[1] == len(line) {
		return true
	}
	words := strings.Fields(line)
	for n := min(4, len(words)); n > 0; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		for _, link := range []*regexp.Regexp{tradingAs, onBehalfOf} {
			if at := link.FindStringIndex(tail); at != nil && at[0] == 0 && at[1] == len(tail) {
				return true
			}
		}
	}
	return false
}

// companyThenStreet parts a name from a street that follows it with no comma: "ACME CO., LTD. No. 5 Xinkai Road".
var companyThenStreet = regexp.MustCompile(`(?i)^(.*?\b(?:ltd|limited|inc|llc|corp|gmbh|s\.a\.|s\.a\. de c\.v|bhd|pte|pvt)\b\.?)[\s\-]+((?:no\.?\s*\d|#?\d|unit\s|room\s|rm\.?\s|flat\s|suite\s|lot\s|plot\s|floor\s|\d+/f).*)$`)

// ideographName parts a name in ideographs from an address behind a blank: "宁波海天贸易有限公司 浙江省宁波市...".
var ideographName = regexp.MustCompile(`^(.{2,40}?(?:公司|会社|會社|厂|廠|工場))\s+(\S{4,}.*)$`)

// nameThenNumber parts a name from a numbered street where no legal form ends the name: "YONGKANG HARDWARE FACTORY NO.1
// JINGUI SOUTH ROAD".
var nameThenNumber = regexp.MustCompile(`(?i)^((?:\S+\s+){1,8}?\S{2,})\s+(no\.?\s*\d+[\s,].*\b(?:road|rd|street|st|avenue|ave|lane|district|zone|park)\b.*)$`)
