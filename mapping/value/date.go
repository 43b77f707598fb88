package value

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
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
