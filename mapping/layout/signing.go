package layout

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/value"
)

// placeAndDate is where and when a paper was signed, as many countries write it below: "Gdynia, 04.01.2027", "Hamburg, den
// 4. Januar 2027".
var placeAndDate = regexp.MustCompile(`(?i)^\s*(\p{L}[\p{L}\p{M}.' -]{1,40}?)\s*,\s*(?:(?:den|le|lì|li|il|el|em|a|on|the|dnia|dne|dňa|this)\s+)?([^,]*\d[^,]*(?:,\s*\d{4})?)\s*$`)

// isSigning says whether a text is the place and the date of a signature.
func isSigning(text string) bool {
	match := placeAndDate.FindStringSubmatch(text)
	if match == nil || strings.Contains(strings.TrimSpace(text), "\n") || len(strings.Fields(match[1])) > 4 {
		return false
	}
	date, _, err := value.ParseDate(match[2], value.DateEvidence{})
	return err == nil && date.Year > 0 || len(value.Readings[value.Date](err)) > 0
}

// isSigned says whether a row is the one below a table where it was signed: it begins with place and date, which its column
// does not ask for.
func (r *tableReader) isSigned(boxes []*box) bool {
	if !isSigning(boxes[0].text) {
		return false
	}
	i := slices.IndexFunc(r.columns, func(c column) bool { return overlap(c.area, boxes[0].area) })
	return i >= 0 && len(r.columns[i].Terms) > 0 && plausible(r.columns[i].Terms[0], boxes[0]) < maybe
}
