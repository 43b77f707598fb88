package value

import (
	"regexp"
	"strings"
)

// htsAtStart is a tariff number at the head of a line: with dots, or blanks, or digits alone.
var htsAtStart = regexp.MustCompile(`^(\d{4}\.\d{2}(?:[.\-]?\d{2}){0,2}(?:\.\d{2})?|\d{3}\.\d{2}(?:[.\-]?\d{2}){1,2}|\d{2}\.\d{2}\.\d{2}(?:[.\-]?\d{2}){0,2}|\d{4}[ \-]\d{2}(?:[ .\-]?\d{2}){1,2}|\d{4} \d{2}|\d{4}-\d{2}|\d{5,13})(?:$|[^\d.])`)

// htsWithin is a dotted tariff number anywhere in a text. Its dots part it from quantities, percentages and years.
var htsWithin = regexp.MustCompile(`(?:^|[^\d.,])(\d{4}\.\d{2}(?:\.?\d{2}){0,2}(?:\.\d{2})?)(?:$|[^\d.%]|\.\D|\.$)`)

// bareWithin is a number without dots anywhere in a text that may be a tariff number beside another one of its length.
var bareWithin = regexp.MustCompile(`\s(\d{6}|\d{8}|\d{10})(?:$|[\s,:;\-])`)

// labelledHTS is a tariff number behind its label anywhere in a text.
var labelledHTS = regexp.MustCompile(`(?i)(?:\bh\.?t\.?s\.?(?:us)?\b|\bh\.?s\.?\b|\btariff|海关编码|税则号|税号|商品编码)(?:[\s\-]*(?:code|codes|no|nos|number|#|编码))*[\s.:#]*\s?(\d[\d.\- ]{3,16}\d)`)

// tariffParts are what parts one tariff line from the next; commas and strokes only before a digit.
var tariffParts = regexp.MustCompile(`\n|;|\||\s*[,/&+]\s*(?:and\s+)?(?:(\d{4})|(\d{3}\.\d{2}))|\s+(?i:and)\s+(?:(\d{4}))`)

// ParseTariffs reads tariff numbers, one or many, each with the description beside it: "6302.60.0020 COTTON TERRY
// TOWELS⏎6302.31.9010 COTTON PILLOWCASES". Quantities, percentages and years in descriptions are no tariff numbers.
// One that cannot be read makes all unreadable, so that none is lost in silence.
func ParseTariffs(text string, e HTSEvidence) ([]Tariff, []Remark, error) {
	bare := plain(text)
	if listed, found := listedTariffs(bare); found {
		return unlike(listed), nil, nil
	}
	if number, remarks, err := ParseHTS(bare, e); err == nil || Readings[string](err) != nil {
		return []Tariff{{Number: number}}, remarks, err
	}
	var tariffs []Tariff
	var remarks []Remark
	for _, line := range tariffLines(bare) {
		found, more, err := tariffsOfLine(line, e)
		if err != nil {
			return nil, nil, err
		}
		remarks = append(remarks, more...)
		if len(found) == 0 && len(tariffs) > 0 { // a description that goes on
			last := &tariffs[len(tariffs)-1]
			last.Description = strings.TrimSpace(last.Description + " " + line)
		}
		tariffs = append(tariffs, found...)
	}
	if len(tariffs) == 0 {
		_, _, err := ParseHTS(text, e)
		return nil, nil, err
	}
	return unlike(tariffs), remarks, nil
}

// whole is a tariff number that lacks nothing, with dots or without.
var whole = regexp.MustCompile(`^(?:\d{4}\.\d{2}(?:\.?\d{2}){0,2}(?:\.\d{2})?|\d{2}\.\d{2}\.\d{2}(?:\.?\d{2}){0,2}|\d{6}|\d{8}|\d{10})$`)

// listedTariffs reads a text that is nothing but whole tariff numbers beside each other, whatever parts them:
// "8424.82  8201.10", "630622 u. 940430". It is false for any other text, also for one number with blanks in it.
func listedTariffs(text string) (tariffs []Tariff, found bool) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" \t\n,;/|&+、，；", r) }) {
		if len(tariffs) > 0 && ands[fold(word)] {
			continue
		}
		number := digitsOf(word)
		if !whole.MatchString(word) || len(number) > 10 {
			return nil, false
		}
		if _, heading := headingOf(number); !heading || number[:2] == "98" || number[:2] == "99" {
			return nil, false
		}
		tariffs = append(tariffs, Tariff{Number: number})
	}
	return tariffs, len(tariffs) > 1
}

// ands are the words that join the last of several numbers to the others.
var ands = foldedSet(`and as-well-as und u. u sowie y e et i oraz en ve và dan и 和 及 与 및 と และ`)

// tariffLines parts a text where one tariff line ends and the next begins.
func tariffLines(text string) []string {
	var lines []string
	from := 0
	for _, at := range tariffParts.FindAllStringSubmatchIndex(text, 2000) {
		next := at[1]
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 {
				next = at[group]
			}
		}
		if line := strings.TrimSpace(text[from:at[0]]); line != "" {
			lines = append(lines, line)
		}
		from = next
	}
	if line := strings.TrimSpace(text[from:]); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// bullet is a line's own number, "1." or "(2)", before its tariff number.
var bullet = regexp.MustCompile(`^\s*(?:[(\[]?\d{1,2}[)\].:]+\s+|[-*•]\s*)`)

// tariffsOfLine are the tariff numbers of one line and the description beside them.
func tariffsOfLine(line string, e HTSEvidence) ([]Tariff, []Remark, error) {
	if match := labelledHTS.FindStringSubmatchIndex(line); match != nil {
		if number, remarks, err := ParseHTS(strings.Trim(line[match[2]:match[3]], " -."), e); err == nil {
			return []Tariff{{Number: number, Description: description(line[:match[0]] + " " + line[match[1]:])}}, remarks, nil
		}
	}
	head := line
	if cut := bullet.FindStringIndex(line); cut != nil {
		head = line[cut[1]:]
	}
	if match := htsAtStart.FindStringSubmatchIndex(head); match != nil {
		rest := head[match[3]:]
		number, remarks, err := ParseHTS(head[match[2]:match[3]], e)
		switch {
		case err == nil && !unitFollows(rest):
			return furtherTariffs(Tariff{Number: number}, rest, remarks, e)
		case err != nil && strings.Contains(head[match[2]:match[3]], "."):
			return nil, nil, err
		case err != nil && description(rest) == "":
			return nil, nil, err
		}
	}
	if match := htsWithin.FindStringSubmatchIndex(line); match != nil {
		number, remarks, err := ParseHTS(line[match[2]:match[3]], e)
		if err == nil && len(remarks) == 0 {
			return furtherTariffs(Tariff{Number: number, Description: line[:match[2]]}, line[match[3]:], nil, e)
		}
	}
	return nil, nil, nil
}

// furtherTariffs completes a tariff line by what stands behind its number: its description, and perhaps further numbers
// with theirs.
func furtherTariffs(first Tariff, rest string, remarks []Remark, e HTSEvidence) ([]Tariff, []Remark, error) {
	next := len(rest)
	for _, further := range []*regexp.Regexp{htsWithin, bareWithin} {
		match := further.FindStringSubmatchIndex(rest)
		if match == nil || match[2] > next || countsOrCosts(rest[:match[2]], rest[match[3]:]) {
			continue
		}
		number := digitsOf(rest[match[2]:match[3]])
		if _, heading := headingOf(number); heading && (further == htsWithin || len(number) == len(first.Number)) {
			next = match[2]
		}
	}
	first.Description = description(first.Description + " " + rest[:next])
	if next == len(rest) {
		return []Tariff{first}, remarks, nil
	}
	more, alsoRemarks, err := tariffsOfLine(rest[next:], e)
	return append([]Tariff{first}, more...), append(remarks, alsoRemarks...), err
}

// countsOrCosts says whether a number between two texts is an amount: "1006.30 KG", "USD 2009.50".
func countsOrCosts(before, after string) bool {
	if words := strings.Fields(before); len(words) > 0 {
		if _, isCurrency := FindCurrency(words[len(words)-1]); isCurrency || words[len(words)-1] == "@" {
			return true
		}
	}
	_, isCurrency := FindCurrency(firstWord(fold(after)))
	return isCurrency || unitFollows(after)
}

// unitFollows says whether a number is a quantity: "630622 PCS".
func unitFollows(rest string) bool {
	word := firstWord(fold(rest))
	_, words := packings()
	_, isPackage := words[word]
	_, isMass := massUnits[word]
	_, isVolume := volumeUnits[word]
	return word != "" && (isPackage || isMass || isVolume) && !strings.HasPrefix(strings.TrimSpace(rest), "-") && !strings.HasPrefix(strings.TrimSpace(rest), ":")
}

func description(text string) string {
	return strings.Trim(strings.Join(strings.Fields(text), " "), " -:,;/().–")
}

// unlike drops what repeats a tariff line word for word.
func unlike(tariffs []Tariff) []Tariff {
	var kept []Tariff
	seen := map[Tariff]bool{}
	for _, tariff := range tariffs {
		if !seen[tariff] {
			seen[tariff] = true
			kept = append(kept, tariff)
		}
	}
	return kept
}
