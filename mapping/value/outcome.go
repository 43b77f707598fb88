package value

import (
	"errors"
	"strings"
)

// A Remark is something that the sender of a value should see although the value was read.
type Remark struct {
	Code        string   // stable, lower snake case: "hts_zero_restored"
	Message     string   // a sentence: what was seen or done
	Hint        string   // a sentence: what to do, "" if nothing
	Suggestions []string // values that may have been meant, for a sender to choose from; never used by docket itself
}

// An Unreadable error says that a text does not hold a value of the kind asked for.
type Unreadable struct {
	Code        string // stable, lower snake case: "date_without_year"
	Message     string // a sentence: what is wrong
	Hint        string // a sentence: what to do
	Suggestions []string
}

func (e *Unreadable) Error() string { return e.Message }

// An Ambiguous error says that a text holds a value of the kind asked for, and that it can be read in several ways.
type Ambiguous struct {
	Code     string // stable, lower snake case: "date_order"
	Message  string // a sentence: what is ambiguous
	Hint     string // a sentence: what to do
	Readings []Reading
}

// A Reading is one plausible reading of an ambiguous text.
type Reading struct {
	Value any    // of the type that the parser returns
	Words string // the same for people, so that no two readings look alike: "4 February 2027"
}

func (e *Ambiguous) Error() string { return e.Message }

// Readings are the readings of an ambiguous error as values of the parser's type, none if err is no such error.
//
//	_, _, err := value.ParseDate(text, evidence)
//	for _, date := range value.Readings[value.Date](err) { ... }
func Readings[T any](err error) []T {
	var ambiguous *Ambiguous
	if !errors.As(err, &ambiguous) {
		return nil
	}
	var values []T
	for _, reading := range ambiguous.Readings {
		if value, ok := reading.Value.(T); ok {
			values = append(values, value)
		}
	}
	return values
}

// ambiguous makes the error from readings, naming them all in its message.
func ambiguous(code, what, hint string, readings ...Reading) *Ambiguous {
	words := make([]string, len(readings))
	for i, reading := range readings {
		words[i] = reading.Words
	}
	return &Ambiguous{Code: code, Message: what + " can be " + orList(words) + ".", Hint: hint, Readings: readings}
}

// orList joins words as a sentence does: "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// longest is the longest text, in bytes, that any parser looks at: what a spreadsheet cell can hold, and then some.
const longest = 64 << 10

// quote puts a text between quotation marks for a message, shortened if it is long.
func quote(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text[:min(len(text), 8*most)], "")), " ")
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + "…"
	}
	return "“" + text + "”"
}
