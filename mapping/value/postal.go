package value

import "regexp"

var stateZIPShape = regexp.MustCompile(`(?i)^(.*?)[\s,.\-]*\b(\d{5}(?:-\d{4})?|\d{9})$`)

// stateZIP reads a state of the United States with a ZIP code behind it: "CA 91761", "New Jersey 07501-1234".
func stateZIP(text string) (state, zip string, ok bool) {
	match := stateZIPShape.FindStringSubmatch(text)
	if match == nil {
		return "", "", false
	}
	code, ok := usState(match[1])
	return code, match[2], ok
}
