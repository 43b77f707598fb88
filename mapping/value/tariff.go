package value

import (
	"regexp"
	"strings"
)

// htsAtStart is a tariff number at the head of a line: with dots, or blanks, or digits alone.
var htsAtStart = regexp.MustCompile(`^(\d{4}\.\d{2}(?:[.\-]?\d{2}){0,2}(?:\.\d{2})?|\d{3}\.\d{2}(?:[.\-]?\d{2}){1,2}|\d{2}\.\d{2}\.\d{2}(?:[.\-]?\d{2}){0,2}|\d{4}[ \-]\d{2}(?:[ .\-]?\d{2}){1,2}|\d{4} \d{2}|\d{4}-\d{2}|\d{5,13})(?:$|[^\d.])`)

// htsWithin is a dotted tariff number anywhere in a text. Its dots part it from quantities, percentages and years.
var htsWithin = regexp.MustCompile(`(?:^|[^\d.,])(\d{4}\.\d{2}(?:\.?\d{2}){0,2}(?:\.\d{2})?)(?:$|[^\d.%]|\.\D|\.$)`)

// labelledHTS is a tariff number behind its label anywhere in a text.
var labelledHTS = regexp.MustCompile(`(?i)(?:\bh\.?t\.?s\.?(?:us)?\b|\bh\.?s\.?\b|\btariff|海关编码|税则号|税号|商品编码)(?:[\s\-]*(?:code|codes|no|nos|number|#|编码))*[\s.:#]*\s?(\d[\d.\- ]{3,16}\d)`)

// tariffParts are what parts one tariff line from the next; commas and strokes only before a digit.
var tariffParts = regexp.MustCompile(`\n|;|\||\s*[,/&+]\s*(?:and\s+)?(?:(\d{4})|(\d{3}\.\d{2}))|\s+(?i:and)\s+(?:(\d{4}))`)

// ParseTariffs reads tariff numbers, one or many, each with the description beside it: "6302.60.0020 COTTON TERRY
// TOWELS⏎6302.31.9010 COTTON PILLOWCASES". Quantities, percentages and years in descriptions are no tariff numbers.
// One that cannot be read makes all unreadable, so that none is lost in silence.
func ParseTariffs(text string, e HTSEvidence) ([]Tariff, []Remark, error) {
	bare := plain(text)
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
			return []Tariff{{Number: number, Description: description(rest)}}, remarks, nil
		case err != nil && strings.Contains(head[match[2]:match[3]], "."):
			return nil, nil, err
		case err != nil && description(rest) == "":
			return nil, nil, err
		}
	}
	if match := htsWithin.FindStringSubmatchIndex(line); match != nil {
		number, remarks, err := ParseHTS(line[match[2]:match[3]], e)
		if err == nil && len(remarks) == 0 {
			return []Tariff{{Number: number, Description: description(line[:match[2]] + " " + line[match[3]:])}}, nil, nil
		}
	}
	return nil, nil, nil
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
