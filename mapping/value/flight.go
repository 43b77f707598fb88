package value

import (
	"regexp"
	"strings"
)

// A Flight is a flight number, with its date where the text states it.
type Flight struct {
	Number string // designator and digits: KE037
	Date   Date   // the zero Date if not stated
}

var flightShape = regexp.MustCompile(`(?i)^\s*(?:flight\s*(?:no\.?|number|#)?\s*[:#]?\s*|flt\.?\s*(?:no\.?)?\s*[:#]?\s*|航班号?\s*[:]?\s*)?([A-Z]{2}|[A-Z]\d|\d[A-Z])\s?-?(\d{1,4}[A-Z]?)(?:\s*(?:/|,|\s|\n|-|on|dated|\()\s*(.*?)\)?)?\s*$`)

// ParseFlight reads a flight number and, if it is there, the flight's date: "KE037 / 12-DEC-2026".
func ParseFlight(text string, e DateEvidence) (Flight, []Remark, error) {
	bare := plainUpTo(text, 400)
	match := flightShape.FindStringSubmatch(bare)
	if match == nil || len(bare) > 100 {
		return Flight{}, nil, &Unreadable{
			Code:    "flight_unreadable",
			Message: quote(text) + " is not a flight number.",
			Hint:    "Write the airline's code and the number, such as KE037.",
		}
	}
	flight := Flight{Number: strings.ToUpper(match[1] + match[2])}
	if match[3] == "" || ParseAbsence(match[3]) != Present {
		return flight, nil, nil
	}
	date, remarks, err := ParseDate(match[3], e)
	if err != nil {
		return Flight{}, nil, err
	}
	flight.Date = date
	return flight, remarks, nil
}
