package value

import (
	"fmt"
	"slices"
	"strconv"
)

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
