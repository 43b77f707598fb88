package difference

import (
	"strings"
	"unicode"

	"docket/mapping/filing"
	"docket/mapping/value"
)

// personal are the members that identify a person.
var personal = map[string]bool{"social_security_number": true, "passport_number": true, "date_of_birth": true}

// Masked is a value of a request for people and logs: what identifies a person shows its shape only. At is where the
// value stands.
func Masked(at filing.Pointer, v any) any {
	switch v := v.(type) {
	case map[string]any:
		object := map[string]any{}
		for key, inner := range v {
			object[key] = Masked(at.Key(key), inner)
		}
		return object
	case []any:
		array := make([]any, len(v))
		for i, inner := range v {
			array[i] = Masked(at.Index(i), inner)
		}
		return array
	case string:
		if personal[lastKey(at)] {
			return stars(v)
		}
		return value.Mask(v)
	default:
		return v
	}
}

func lastKey(at filing.Pointer) string {
	return string(at[strings.LastIndexByte(string(at), '/')+1:])
}

func stars(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return '*'
		}
		return r
	}, text)
}
