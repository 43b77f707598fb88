package filing

import (
	"fmt"
	"time"
)

// A Timestamp is a moment as an answer writes it, by contract RFC 3339: "2019-08-24T14:15:22Z". It is kept as text, so
// that one in another form does not make the answer around it unreadable.
type Timestamp string

// Time is the moment.
func (t Timestamp) Time() (time.Time, error) {
	moment, err := time.Parse(time.RFC3339, string(t))
	if err != nil {
		return time.Time{}, fmt.Errorf("read timestamp %.40q: want RFC 3339, such as 2019-08-24T14:15:22Z", string(t))
	}
	return moment, nil
}

// TimestampOf writes a moment, in UTC.
func TimestampOf(moment time.Time) Timestamp { return Timestamp(moment.UTC().Format(time.RFC3339Nano)) }

// A Date is a day of the calendar, ISO 8601: "2019-05-03".
type Date string

// Time is the beginning of the day in UTC.
func (d Date) Time() (time.Time, error) {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}, fmt.Errorf("read date %.40q: want a form such as 2019-05-03", string(d))
	}
	return day, nil
}

// DateOf writes the day of a moment as its own time zone has it.
func DateOf(moment time.Time) Date { return Date(moment.Format(time.DateOnly)) }
