package value

import (
	"regexp"
	"slices"
	"strings"
)

// Several dates in one text: "12-14 Jan 2027", "12 Jan 2027 / 14 Jan 2027".
var (
	dayRange   = regexp.MustCompile(`(?i)^(\D{0,12})(\d{1,2})\.?\s*(?:-|/|~|&|to|and|or|bis|und|oder|al|y|o|au|et|ou|a|e|do|–)\s*(\d{1,2})(\.?\s*(?:de\s+)?\p{L}.*)$`)
	monthRange = regexp.MustCompile(`(?i)^(\D*\p{L}\.?\s+)(\d{1,2})\s*(?:-|/|~|&|to|and|or|–)\s*(\d{1,2})(\b\D.*)?$`)
	dateJoints = regexp.MustCompile(`(?i)\n|\s*[;~&]\s*|\s+[-–/|]\s+|\s+(?:to|and|or|thru|until|till|bis|und|oder|al|y|o|au|et|ou|or)\s+`)
)

// datesOf are the dates of a text that holds two, each as it can be read alone; none if it does not hold two.
func datesOf(bare string, e DateEvidence) (first, second Date, found bool) {
	for _, pattern := range []*regexp.Regexp{dayRange, monthRange} {
		if match := pattern.FindStringSubmatch(bare); match != nil {
			a, _, err1 := ParseDate(match[1]+match[2]+match[4], e)
			b, _, err2 := ParseDate(match[1]+match[3]+match[4], e)
			if err1 == nil && err2 == nil {
				return a, b, true
			}
		}
	}
	parts := dateJoints.Split(bare, 3)
	if len(parts) != 2 {
		return Date{}, Date{}, false
	}
	b, _, err := ParseDate(parts[1], e)
	if err != nil {
		return Date{}, Date{}, false
	}
	if e.Year == 0 {
		e.Year = b.Year
	}
	a, _, err := ParseDate(parts[0], e)
	return a, b, err == nil
}

// severalDates is the question which of two dates is meant, nil if the text does not hold two.
func severalDates(text, bare string, e DateEvidence) error {
	first, second, found := datesOf(bare, e)
	if !found && e.Year == 0 && e.Around == (Date{}) {
		if _, _, found = datesOf(bare, DateEvidence{Order: e.Order, Year: 2024}); found { // a leap year has every day
			return dateSeveral(text)
		}
	}
	if !found || first == second {
		return nil
	}
	return ambiguous("date_several", quote(text), "Give one date.", Reading{Value: first, Words: first.Words()}, Reading{Value: second, Words: second.Words()})
}

// dateLine reads a date that stands on a line of its own among lines that hold none. What the others say is remarked.
func dateLine(bare string, e DateEvidence) (Date, []Remark, bool) {
	lines := strings.Split(bare, "\n")
	if len(lines) < 2 || len(lines) > 6 {
		return Date{}, nil, false
	}
	var dates []Date
	var rest []string
	for _, line := range lines {
		date, _, err := ParseDate(line, e)
		switch {
		case err == nil && !slices.Contains(dates, date):
			dates = append(dates, date)
		case err != nil && hasDigit(line):
			return Date{}, nil, false
		case err != nil:
			rest = append(rest, line)
		}
	}
	if len(dates) != 1 || len(rest) == 0 {
		return Date{}, nil, false
	}
	return dates[0], []Remark{{
		Code:    "date_with_more",
		Message: quote(strings.Join(rest, " ")) + " stands with the date and says nothing of it.",
		Hint:    "Give the date a cell of its own.",
	}}, true
}
