package mapping

import (
	"regexp"
	"strings"
	"unicode"

	"docket/mapping/value"
)

// between separates the items of a list in a cell. A blank or a dash may be part of a number.
var between = regexp.MustCompile(`\s*[\n,;、，；|]\s*|\s+/\s+|\s+(?:and|&|und|y)\s+`)

// label is what may stand in front of an item: "PO#", "P.O. No.".
var itemLabel = regexp.MustCompile(`(?i)^(?:p\.?\s?o\.?|order|purchase order)\s*(?:no|nr|number|#|：|:)+[.:\s#]*`)

// items are the numbers that a cell lists.
func items(text string) (list []string) {
	for _, item := range between.Split(alikeSlashed(text), -1) {
		item = strings.Trim(itemLabel.ReplaceAllString(strings.TrimSpace(item), ""), " .,;:")
		if item != "" && value.ParseAbsence(item) == value.Present {
			list = append(list, item)
		}
	}
	return list
}

// alikeSlashed parts numbers that strokes hold together, where they are formed alike: "AB1120/AB1121", and not the parts
// of one number, "PO/2026/114".
func alikeSlashed(text string) string {
	parts := strings.Split(text, "/")
	for _, part := range parts {
		if shapeOf(part) != shapeOf(parts[0]) || len(strings.TrimSpace(part)) < 5 {
			return text
		}
	}
	return strings.Join(parts, "\n")
}

// shapeOf is a number with each of its digits and letters as any other.
func shapeOf(number string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '0'
		case unicode.IsLetter(r):
			return 'A'
		default:
			return r
		}
	}, strings.TrimSpace(number))
}
