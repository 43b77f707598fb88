package value

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Date is a day, with the time of day where the text states one. The zero Date is none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
	Clock string // "23:00", "" if not stated
	Zone  string // as stated: "LT", "UTC+8", "" if not
}

// Time is the start of the day in UTC.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// RFC3339 is the day as the customs API takes it, "2026-12-18T00:00:00Z". It is the day that the sender wrote, in the
// port's own time: a time of day does not move it, since turning 23:00 in Los Angeles into UTC would name the day after.
func (d Date) RFC3339() string { return d.Time().Format(time.RFC3339) }

// String is the day in the form of ISO 8601, "2026-12-18".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Words is the day for people, so that day and month cannot be mixed up: "18 December 2026".
func (d Date) Words() string { return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year) }

// A DateOrder is the order of day, month and year in dates of digits alone.
type DateOrder uint8

// The orders.
const (
	AnyOrder   DateOrder = iota // not known
	DayFirst                    // 18/12/2026
	MonthFirst                  // 12/18/2026
	YearFirst                   // 26/12/18; a year of four digits in front needs no evidence
)

// String is an example of the order.
func (o DateOrder) String() string {
	return [...]string{"unknown", "18/12/2026", "12/18/2026", "2026/12/18"}[o]
}

// DateEvidence is what stands around a date.
type DateEvidence struct {
	Order  DateOrder
	Year   int  // the year of a date that states none; 0 if not known
	Around Date // a day near the date, such as that of the document or of its arrival here; see ParseDate
	Near   int  // the year that the document is from, where no day near it is known; 0 if not known either
	Serial bool // the cell is known to be a date, so that a number is the serial day of a spreadsheet
}

// Years of two digits are those from 2020 to 2059: of "18-12-26" only 2026 can be meant, while "26-12-27" can be two
// dates.
const (
	firstShortYear, lastShortYear = 2020, 2059
	firstYear, lastYear           = 1900, 2100
)

// ParseDate reads a date in any usual form: days, months and years in any order and with any separators, month names in
// the languages of the trade, Chinese, Japanese and Korean dates, times of day. A date of digits that can be read in two
// orders is ambiguous unless the evidence gives the order; with points between ("11.01.2027") the day comes first, as
// everywhere that points are used, unless the evidence gives another order.
//
// Years of two digits leave more open: "26/12/27" is a day of 2027, or of 2026 in East Asia. Of their readings, those within
// nine months of the day that the evidence has as Around are kept, if there are any; else those from the year before Near to
// two years after. A date without a year is read in the year that the evidence gives, or in the one that brings it nearest
// to Around, and remarked.
func ParseDate(text string, e DateEvidence) (Date, []Remark, error) {
	bare := plainUpTo(text, 640)
	if len(bare) > 160 || !hasDigit(bare) {
		return Date{}, nil, dateUnreadable(text)
	}
	if date, ok, err := serialDate(text, bare, e); ok {
		return date, nil, err
	}
	if isoWeek.MatchString(bare) {
		return Date{}, nil, dateIncomplete(text, "names a week, not a day")
	}
	bare, era := commonEra(text, bare)
	bare, clock, zone := takeClock(bare)
	stamp := func(d Date) Date {
		d.Clock, d.Zone = clock, zone
		return d
	}
	readings, remarks, err := readDate(text, bare, e)
	if err != nil {
		if date, more, ok := dateLine(plainUpTo(text, 640), e); ok {
			return date, more, nil
		}
		if several := severalDates(text, bare, e); several != nil {
			err = several
		}
		if date, more, ok := dateTwice(text, e); ok {
			return date, more, nil
		}
		return Date{}, nil, err
	}
	remarks = append(era, remarks...)
	if len(readings) == 1 {
		return stamp(readings[0]), remarks, nil
	}
	var words []Reading
	for _, date := range readings {
		words = append(words, Reading{Value: stamp(date), Words: date.Words()})
	}
	return Date{}, nil, ambiguous("date_order", quote(text), "Write the month as a word, or the date as 2026-12-18.", words...)
}

// inBrackets is a text with another one in brackets behind it.
var inBrackets = regexp.MustCompile(`^([^()]*\d[^()]*)\(([^()]*\d[^()]*)\)\s*$`)

// dateTwice reads a date that is written twice, in two calendars or two ways: "15 ม.ค. 2570 (15-Jan-2027)". Both have to be
// the same day.
func dateTwice(text string, e DateEvidence) (Date, []Remark, bool) {
	match := inBrackets.FindStringSubmatch(plainUpTo(text, 640))
	if match == nil {
		return Date{}, nil, false
	}
	first, remarks, err := ParseDate(match[1], e)
	second, _, again := ParseDate(match[2], e)
	for _, reading := range Readings[Date](err) { // "01/02/2027 (1-Feb-2027)"
		if again == nil && reading.String() == second.String() {
			return second, nil, true
		}
	}
	for _, reading := range Readings[Date](again) {
		if err == nil && reading.String() == first.String() {
			return first, remarks, true
		}
	}
	if err != nil || again != nil || first.String() != second.String() {
		return Date{}, nil, false
	}
	return first, slices.DeleteFunc(remarks, func(r Remark) bool { return r.Code == "date_other_era" }), true
}

func dateUnreadable(text string) error {
	return &Unreadable{
		Code:    "date_unreadable",
		Message: quote(text) + " is not a date.",
		Hint:    "Write a date such as 2026-12-18 or 18-Dec-2026.",
	}
}

func dateImpossible(text string) error {
	return &Unreadable{
		Code:    "date_impossible",
		Message: quote(text) + " is a day that no calendar has.",
		Hint:    "Check day, month and year.",
	}
}

func dateIncomplete(text, what string) error {
	return &Unreadable{
		Code:    "date_incomplete",
		Message: quote(text) + " " + what + ".",
		Hint:    "Give day, month and year, such as 18-Dec-2026.",
	}
}

func dateSeveral(text string) error {
	return &Unreadable{Code: "date_several", Message: quote(text) + " holds more than one date.", Hint: "Give one date."}
}

// serial is the number by which spreadsheets store days from 2000 to 2099.
var serial = regexp.MustCompile(`^([3-7]\d{4})(?:\.\d+)?$`)

// serialDate reads the serial day of the 1900 system. Without evidence a number is no date, but worth a hint.
func serialDate(text, bare string, e DateEvidence) (date Date, isSerial bool, err error) {
	match := serial.FindStringSubmatch(bare)
	if match == nil {
		return Date{}, false, nil
	}
	days, _ := strconv.Atoi(match[1])
	if days < 36526 || days > 73050 {
		return Date{}, false, nil
	}
	date = DateOf(time.Date(1899, time.December, 30+days, 0, 0, 0, 0, time.UTC))
	if e.Serial {
		return date, true, nil
	}
	return Date{}, true, &Unreadable{
		Code:        "date_is_number",
		Message:     quote(text) + " is a number; as a spreadsheet's date it would be " + date.Words() + ".",
		Hint:        "Format the cell as a date.",
		Suggestions: []string{date.String()},
	}
}

// DateOf is the day of a moment, without its time of day.
func DateOf(t time.Time) Date { return Date{Year: t.Year(), Month: t.Month(), Day: t.Day()} }

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

// yearless reads two numbers: day and month in either order, or month and year.
func yearless(text string, parts dateText, e DateEvidence) ([]Date, []Remark, error) {
	a, b := parts.numbers[0], parts.numbers[1]
	if len(a) == 4 || len(b) == 4 {
		return nil, nil, dateIncomplete(text, "names no day")
	}
	if len(a) > 2 || len(b) > 2 {
		return nil, nil, dateUnreadable(text)
	}
	if parts.yearFirst {
		return inYear(text, atoi(a), atoi(b), e)
	}
	if e.Year == 0 && e.Around == (Date{}) {
		return nil, nil, withoutYear(text)
	}
	var dates []Date
	for _, year := range e.years() {
		parts.numbers = []string{a, b, strconv.Itoa(year)}
		dates = append(dates, orders(parts, e)...)
	}
	return e.assumed(text, dates)
}

// inYear is a day without a year in the year that the evidence gives.
func inYear(text string, month, day int, e DateEvidence) ([]Date, []Remark, error) {
	if e.Year == 0 && e.Around == (Date{}) {
		return nil, nil, withoutYear(text)
	}
	var dates []Date
	for _, year := range e.years() {
		if date, ok := dateFrom(strconv.Itoa(year), month, strconv.Itoa(day)); ok {
			dates = append(dates, date)
		}
	}
	return e.assumed(text, dates)
}

// years are those that a date without a year may be in.
func (e DateEvidence) years() []int {
	if e.Year != 0 {
		return []int{e.Year}
	}
	return []int{e.Around.Year - 1, e.Around.Year, e.Around.Year + 1}
}

// assumed are the dates without a year that the evidence allows: of each day of the year, the one from four months before
// Around to eight months after, since shipments are written of before they sail.
func (e DateEvidence) assumed(text string, dates []Date) ([]Date, []Remark, error) {
	if e.Year == 0 {
		from, to := e.Around.Time().AddDate(0, -4, 0), e.Around.Time().AddDate(0, 8, 0)
		dates = slices.DeleteFunc(dates, func(d Date) bool { return !d.Time().After(from) || d.Time().After(to) })
	}
	if len(dates) == 0 {
		return nil, nil, dateImpossible(text)
	}
	return dates, []Remark{{
		Code:    "date_year_assumed",
		Message: quote(text) + fmt.Sprintf(" names no year; it is read as in %d.", dates[0].Year),
		Hint:    "Give the year too.",
	}}, nil
}

func withoutYear(text string) error {
	return &Unreadable{
		Code:    "date_without_year",
		Message: quote(text) + " names no year.",
		Hint:    "Give the year too, such as 18-Dec-2026.",
	}
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
