package sheet

import "time"

// isoLayouts are the forms of dates and times in cells of the type d. A fraction of a second may follow each.
var isoLayouts = []string{
	"2006-01-02",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05",
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02T15:04Z07:00",
	"2006-01-02Z07:00",
	"15:04:05",
	"15:04",
	"T15:04:05",
	"T15:04",
}

// parseISO is the serial day, in the 1900 system, of a date or time in the notation of ISO 8601. Spreadsheets know no
// time zones: where one is written, the clock reading beside it counts.
func parseISO(text string) (serial float64, ok bool) {
	for _, layout := range isoLayouts {
		moment, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		clock := time.Duration(moment.Hour())*time.Hour + time.Duration(moment.Minute())*time.Minute +
			time.Duration(moment.Second())*time.Second + time.Duration(moment.Nanosecond())
		fraction := clock.Seconds() / (24 * 60 * 60)
		if moment.Year() == 0 { // a time alone
			return fraction, true
		}
		day := time.Date(moment.Year(), moment.Month(), moment.Day(), 0, 0, 0, 0, time.UTC)
		days := int(day.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
		if days <= 60 { // 29 February 1900, which never was, is day 60
			days--
		}
		return float64(days) + fraction, days >= 0
	}
	return 0, false
}
