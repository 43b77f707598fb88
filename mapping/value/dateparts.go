package value

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dateTokens are numbers, words, and what stands between.
var dateTokens = regexp.MustCompile(`\d+|[\p{L}\p{M}]+|[^\s\d\p{L}\p{M}]+`)

// A dateText is a text as the parts that a date has.
type dateText struct {
	numbers   []string
	months    []time.Month
	monthAt   int  // how many numbers stand before the month's word
	points    bool // a point stands between the numbers
	dayFirst  bool // words such as "ngày 18 tháng 12" give the order
	yearFirst bool // 2026年12月18日
}

var eastAsian = regexp.MustCompile(`(?:(\d{4}|\d{2})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?`)

func readDate(text, bare string, e DateEvidence) ([]Date, []Remark, error) {
	if found := eastAsian.FindAllStringSubmatch(bare, 3); len(found) > 0 {
		if len(found) > 1 {
			return nil, nil, dateSeveral(text)
		}
		if !isNoise(fold(strings.Replace(bare, found[0][0], " ", 1)), dateNoise) {
			return nil, nil, dateUnreadable(text)
		}
		return complete(text, dateText{numbers: slices.DeleteFunc(found[0][1:], func(n string) bool { return n == "" }), yearFirst: true}, e)
	}
	if vagueEastAsian.MatchString(bare) {
		return nil, nil, dateIncomplete(text, "names no day")
	}
	parts, err := dateParts(text, bare)
	if err != nil {
		return nil, nil, err
	}
	return complete(text, parts, e)
}

var vagueEastAsian = regexp.MustCompile(`\d\s*(?:月(?:上旬|中旬|下旬|初|中|底|末)|周|週)`)

// dateParts sorts the words and numbers of a text, and refuses it where it says anything but a date.
func dateParts(text, bare string) (dateText, error) {
	var parts dateText
	separators := ""
	for _, token := range dateTokens.FindAllString(bare, 40) {
		if isDigit(token[0]) {
			parts.numbers = append(parts.numbers, token)
			continue
		}
		word := fold(token)
		month, isMonth := monthWords[word]
		switch {
		case word == "":
			if len(parts.numbers) == 1 {
				separators += token
			}
		case word == "THANG" || word == "THG": // Vietnamese: month
			parts.dayFirst = true
		case isMonth:
			parts.months = append(parts.months, month)
			parts.monthAt = len(parts.numbers)
		case vagueDateWords[word]:
			return parts, dateIncomplete(text, "names no day")
		case !dateNoise[word] && !dateNoise[strings.TrimSuffix(word, "일")]:
			return parts, dateUnreadable(text)
		}
	}
	parts.points = strings.HasPrefix(separators, ".")
	return parts, nil
}

// complete makes dates of the parts of one.
func complete(text string, parts dateText, e DateEvidence) ([]Date, []Remark, error) {
	switch n := len(parts.numbers); {
	case n == 0:
		return nil, nil, dateUnreadable(text)
	case len(parts.months) > 1 || n > 3 || n == 3 && len(parts.months) == 1:
		return nil, nil, dateSeveral(text)
	case len(parts.months) == 1:
		return worded(text, parts, e)
	case n == 3:
		dates := orders(parts, e)
		if len(dates) == 0 {
			return nil, nil, impossibleOrUnreadable(text, parts.numbers)
		}
		return dates, nil, nil
	case n == 2:
		return yearless(text, parts, e)
	}
	return compactDate(text, parts.numbers[0], e)
}

// impossibleOrUnreadable tells a date that cannot be from numbers that are none.
func impossibleOrUnreadable(text string, numbers []string) error {
	years := 0
	for _, number := range numbers {
		switch n := atoi(number); {
		case len(number) == 4 && n >= firstYear && n <= lastYear:
			years++
		case len(number) > 2:
			return dateUnreadable(text)
		}
	}
	if years > 1 {
		return dateUnreadable(text)
	}
	return dateImpossible(text)
}

// worded reads a date whose month is a word: day, then year, unless the first number can only be the year.
func worded(text string, parts dateText, e DateEvidence) ([]Date, []Remark, error) {
	month := parts.months[0]
	if len(parts.numbers) == 2 {
		day, year := parts.numbers[0], parts.numbers[1]
		if len(day) > 2 || atoi(day) > 31 {
			day, year = year, day
		}
		if date, ok := dateFrom(year, int(month), day); ok {
			return []Date{date}, nil, nil
		}
		if date, ok := dateFrom(day, int(month), year); ok { // 26-DEC-18
			return []Date{date}, nil, nil
		}
		return nil, nil, impossibleOrUnreadable(text, parts.numbers)
	}
	only := parts.numbers[0]
	switch {
	case len(only) == 4:
		return nil, nil, dateIncomplete(text, "names no day")
	case len(only) > 2:
		return nil, nil, dateUnreadable(text)
	case parts.monthAt == 0 && e.Year%100 == atoi(only) && atoi(only) > 0, parts.monthAt == 0 && e.Year == 0 && atoi(only) >= 20 && atoi(only) <= 31:
		return nil, nil, dateIncomplete(text, "is a day without a year, or a month without a day")
	}
	return inYear(text, int(month), atoi(only), e)
}

// compactDate reads a date without separators: 20261218, 18122026, 261218.
func compactDate(text, digits string, e DateEvidence) ([]Date, []Remark, error) {
	switch len(digits) {
	case 8:
		if date, ok := dateFrom(digits[:4], atoi(digits[4:6]), digits[6:]); ok {
			return []Date{date}, nil, nil
		}
	case 6:
	default:
		return nil, nil, dateUnreadable(text)
	}
	dates := orders(dateText{numbers: []string{digits[:2], digits[2:4], digits[4:]}}, e)
	if len(dates) == 0 {
		return nil, nil, dateUnreadable(text)
	}
	return dates, nil, nil
}

// orders are the dates that three numbers make, in the orders that the evidence leaves open.
func orders(parts dateText, e DateEvidence) []Date {
	found := nearest(ordered(parts), parts, e)
	switch {
	case parts.dayFirst:
		e.Order = DayFirst
	case parts.yearFirst:
		e.Order = YearFirst
	case e.Order == AnyOrder && parts.points:
		e.Order = DayFirst
	}
	if of := slices.DeleteFunc(slices.Clone(found), func(d orderedDate) bool { return d.order != e.Order }); e.Order != AnyOrder && len(of) > 0 {
		found = of
	}
	var dates []Date
	for _, one := range found {
		if !slices.Contains(dates, one.date) {
			dates = append(dates, one.date)
		}
	}
	return dates
}

// nearest keeps the dates that are near what the evidence knows, where their year has two digits. It keeps all where none
// is near.
func nearest(found []orderedDate, parts dateText, e DateEvidence) []orderedDate {
	if len(parts.numbers[0]) == 4 || len(parts.numbers[2]) == 4 {
		return found
	}
	kept := slices.DeleteFunc(slices.Clone(found), func(d orderedDate) bool { return !e.near(d.date) })
	if len(kept) == 0 {
		return found
	}
	return kept
}

func (e DateEvidence) near(d Date) bool {
	switch {
	case e.Around != (Date{}):
		return d.Time().Sub(e.Around.Time()).Abs() <= 270*24*time.Hour
	case e.Near != 0:
		return e.Near-1 <= d.Year && d.Year <= e.Near+2
	}
	return true
}

type orderedDate struct {
	order DateOrder
	date  Date
}

// ordered are the dates that three numbers make in each order that is possible at all.
func ordered(parts dateText) []orderedDate {
	a, b, c := parts.numbers[0], parts.numbers[1], parts.numbers[2]
	var found []orderedDate
	try := func(order DateOrder, year, month, day string) {
		if len(month) > 2 {
			return
		}
		if date, ok := dateFrom(year, atoi(month), day); ok {
			found = append(found, orderedDate{order, date})
		}
	}
	if len(a) == 4 {
		try(YearFirst, a, b, c)
		return found
	}
	try(DayFirst, c, b, a)
	try(MonthFirst, c, a, b)
	if len(a) == 2 && len(c) <= 2 {
		try(YearFirst, a, b, c)
	}
	return found
}

// dateFrom is the date of a year of two or four digits, a month and a day, if there is one.
func dateFrom(year string, month int, day string) (Date, bool) {
	y, d := atoi(year), atoi(day)
	switch len(year) {
	case 2:
		y += 2000
		if y < firstShortYear || y > lastShortYear {
			return Date{}, false
		}
	case 4:
		if y < firstYear || y > lastYear {
			return Date{}, false
		}
	default:
		return Date{}, false
	}
	if len(day) > 2 || month < 1 || month > 12 || d < 1 {
		return Date{}, false
	}
	date := DateOf(time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC))
	return date, date.Day == d
}

// atoi is the number of a short text of digits, -1 if it is none.
func atoi(digits string) int {
	if len(digits) > 9 {
		return -1
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}
