package mapping

import (
	"regexp"
	"strings"

	"docket/mapping/value"
)

// between separates the items of a list in a cell. A blank or a dash may be part of a number.
var between = regexp.MustCompile(`\s*[\n,;、，；|]\s*|\s+/\s+|\s+(?:and|&|und|y)\s+`)

// label is what may stand in front of an item: "PO#", "P.O. No.".
var itemLabel = regexp.MustCompile(`(?i)^(?:p\.?\s?o\.?|order|purchase order)\s*(?:no|nr|number|#|：|:)+[.:\s#]*`)

// items are the numbers that a cell lists.
func items(text string) (list []string) {
	for _, item := range between.Split(text, -1) {
		item = strings.Trim(itemLabel.ReplaceAllString(strings.TrimSpace(item), ""), " .,;:")
		if item != "" && value.ParseAbsence(item) == value.Present {
			list = append(list, item)
		}
	}
	return list
}
