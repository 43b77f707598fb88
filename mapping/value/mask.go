package value

import (
	"regexp"
	"strings"
)

// personalNumber is what looks like a social security number, or a number behind the words that name one or a passport.
var personalNumber = regexp.MustCompile(`(?i)\b\d{3}-\d{2}-\d{4}\b|(?:ssn|social\s+security|passport|护照|護照|pasaporte?|reisepass|passeport|passaporte|hộ chiếu|ho chieu|여권|パスポート|หนังสือเดินทาง)[^\d\n]{0,25}[A-Z]{0,3}\d[\dA-Z \-]{3,14}`)

// Mask hides personal identifiers in a text, but for their last characters: "SSN ***-**-6789". Everything else stays.
func Mask(text string) string {
	if !hasDigit(text) || len(text) > longest {
		return text
	}
	return personalNumber.ReplaceAllStringFunc(text, func(found string) string {
		at := strings.IndexAny(found, "0123456789")
		for at > 0 && isLetter(found[at-1]) && (at < 2 || found[at-1] >= 'A' && found[at-1] <= 'Z') {
			at--
		}
		return found[:at] + maskNumber(found[at:])
	})
}

// maskNumber hides a number but for its last four characters, or its last two if it is short.
func maskNumber(number string) string {
	shown := 4
	if len(upperCode(number)) < 8 {
		shown = 2
	}
	masked := []byte(number)
	for i := len(masked) - 1; i >= 0; i-- {
		if !isDigit(masked[i]) && !isLetter(masked[i]) {
			continue
		}
		if shown > 0 {
			shown--
			continue
		}
		masked[i] = '*'
	}
	return string(masked)
}
