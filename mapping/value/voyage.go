package value

import (
	"regexp"
	"strings"
)

var voyageLabel = regexp.MustCompile(`(?i)^\s*(?:voy(?:age|\.)?\s*(?:no\.?|number|#|nr\.?)?\s*[:.#\-]*\s*|v\s?[.\-:#/]+\s*|v\s+|航次\s*号?\s*[:.]?\s*|v(?:\d)|reise\s*|viaje\s*)`)

// ParseVoyage reads a voyage number as printed, without V. or VOY in front: "V.088E" is voyage 088E.
func ParseVoyage(text string) (string, []Remark, error) {
	bare := plainUpTo(text, 240)
	unreadable := &Unreadable{
		Code:    "voyage_unreadable",
		Message: quote(text) + " is not a voyage number.",
		Hint:    "Write the voyage as the carrier prints it, such as 088E.",
	}
	if len(bare) > 60 || ParseAbsence(text) != Present {
		return "", nil, unreadable
	}
	if scientific.MatchString(bare) && len(bare) > 6 { // but 010E1 and 2E3 may be voyages
		return "", nil, scientificNotation(text)
	}
	voyage := cleanVoyage(bare)
	if !voyageShape.MatchString(voyage) || !hasDigit(voyage) || looksLikeDate(bare) {
		return "", nil, unreadable
	}
	return voyage, nil, nil
}

var voyageShape = regexp.MustCompile(`(?i)^[A-Z0-9][A-Z0-9\-./ ]{0,19}$`)

func looksLikeDate(text string) bool {
	_, _, err := ParseDate(text, DateEvidence{})
	return err == nil && !allDigits(text)
}

func cleanVoyage(text string) string {
	text = strings.TrimSpace(text)
	if match := voyageLabel.FindStringIndex(text); match != nil {
		end := match[1]
		if end > 0 && end <= len(text) && isDigit(text[end-1]) { // the V of V088E
			end--
		}
		if hasDigit(text[end:]) {
			text = text[end:]
		}
	}
	return strings.ToUpper(strings.Trim(strings.TrimSpace(text), ".,;:()/- "))
}
