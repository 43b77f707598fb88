package sheet

import (
	"math"
	"strconv"
	"time"
)

// firstDayAfter is the serial of the first day that spreadsheets do not know, 1 January 10000.
const firstDayAfter = 2_958_466

const secondsPerDay = 24 * 60 * 60

// A moment is a serial of the 1900 system taken apart.
type moment struct {
	year, month, day     int
	weekday              int // 0 is Sunday
	hour, minute, second int
	fraction             int // of a second, in the places that were asked for
	elapsed              int // seconds since the serial 0
}

// momentOf rounds a serial that is not negative to so many places of a second, at most 3.
func momentOf(serial float64, places int) moment {
	serial = math.Min(serial, math.MaxInt32)
	scale := pow10(places)
	days := math.Floor(serial)
	const tolerance = 1e-5 // halves come out of the division by a day a little too small
	ticks := int((serial-days)*secondsPerDay*float64(scale) + 0.5 + tolerance)
	day := int(days) + ticks/(secondsPerDay*scale)
	ticks %= secondsPerDay * scale
	seconds := ticks / scale
	now := moment{
		weekday:  (day + 6) % 7,
		hour:     seconds / 3600,
		minute:   seconds / 60 % 60,
		second:   seconds % 60,
		fraction: ticks % scale,
		elapsed:  day*secondsPerDay + seconds,
	}
	now.year, now.month, now.day = dateOf(day)
	return now
}

// dateOf knows the calendar of Lotus 1-2-3, which spreadsheets keep: day 0 is "0 January 1900", and day 60 is
// 29 February 1900, which never was.
func dateOf(day int) (year, month, dayOfMonth int) {
	switch {
	case day == 0:
		return 1900, 1, 0
	case day == 60:
		return 1900, 2, 29
	case day < 60:
		day++
	}
	date := time.Date(1899, time.December, 30+day, 0, 0, 0, 0, time.UTC)
	return date.Year(), int(date.Month()), date.Day()
}

func pow10(power int) int {
	product := 1
	for range power {
		product *= 10
	}
	return product
}

func appendInt(text []byte, count int) []byte { return strconv.AppendInt(text, int64(count), 10) }
