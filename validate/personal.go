package validate

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"docket/mapping"
	"docket/mapping/filing"
)

// personal are the personal identifiers of a filing, which no problem may show: social security and passport numbers,
// dates of birth.
func (s *subject) personal() []string {
	var all []string
	for _, party := range s.parties {
		if party.number == nil || !party.number.Personal() {
			continue
		}
		all = append(all, party.number.Text())
		if passport, ok := party.number.(*filing.Passport); ok {
			all = append(all, string(passport.DateOfBirth))
		}
	}
	return slices.DeleteFunc(all, func(text string) bool { return text == "" })
}

// socialSecurity is a social security number, wherever it stands: also in a field for another number.
var socialSecurity = regexp.MustCompile(`\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b`)

// masked is a text with personal identifiers made unreadable.
func masked(personal []string, text string) string {
	for _, secret := range personal {
		if text == secret || len(secret) >= 5 { // a shorter one, broken off, may be part of any word
			text = strings.ReplaceAll(text, secret, mask(secret))
		}
	}
	return socialSecurity.ReplaceAllStringFunc(text, mask)
}

// mask keeps the last two letters or digits of a number, so that its owner knows it again, and its dashes.
func mask(number string) string {
	letters := []rune(number)
	shown := 0
	for i := len(letters) - 1; i >= 0; i-- {
		if !unicode.IsLetter(letters[i]) && !unicode.IsDigit(letters[i]) {
			continue
		}
		if shown++; shown > 2 || len(letters) < 6 {
			letters[i] = '*'
		}
	}
	return string(letters)
}

// Mask takes the personal identifiers of a filing out of a problem that others than this package have to tell, as when
// the API repeats what it refuses.
func Mask(f mapping.Filing, p *mapping.Problem) {
	var personal []string
	if s := newSubject(&f, time.Time{}, Limits{}.withDefaults()); s != nil {
		personal = s.personal()
	}
	maskProblem(personal, p)
}

// maskProblem takes personal identifiers out of a problem.
func maskProblem(personal []string, p *mapping.Problem) {
	p.Value = masked(personal, p.Value)
	p.Message = masked(personal, p.Message)
	p.Hint = masked(personal, p.Hint)
}
