package notice

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Refusal is a message, or one event in it, that could not be read as a notice. A person reads it beside the
// message in the dead-letter stream: it quotes names and short values, never the message.
type Refusal struct {
	Code    Code
	Place   string // JSON Pointer into the message, through the texts of envelopes: "/Records/0/body/Message"; "" for all of it
	Message string // a clause: "the key is missing"
	Hint    string // a sentence: what to do
}

// A Code says what kind of refusal it is. Codes are stable.
type Code string

// The codes.
const (
	TooLarge      Code = "message_too_large"
	TooDeep       Code = "message_too_deep"
	TooManyEvents Code = "too_many_events"
	NotJSON       Code = "not_json"
	UnknownShape  Code = "unknown_shape" // JSON, but nothing that docket knows
	UnknownEvent  Code = "unknown_event" // an event that may or may not be about new content
	UnknownMember Code = "unknown_member"
	BadMember     Code = "bad_member" // missing, given twice, of the wrong type, or with a value that cannot be
)

// Error is the place and the message.
func (r *Refusal) Error() string {
	if r.Place == "" {
		return r.Message
	}
	return r.Place + ": " + r.Message
}

// An Error tells what of a message could not be read. The rest of the message, if any, is in the Batch that Parse
// returned with it; neither may be dropped.
type Error struct {
	Refusals []*Refusal // at least one, in the order of the message
	Events   int        // events that the message told of, as far as it could be read: refused, ignored and good
}

// Partial says whether something of the message could be read.
func (e *Error) Partial() bool { return e.Events > len(e.Refusals) }

// quoted is how many refusals Error writes out, so that a batch of ten thousand broken events stays one line.
const quoted = 3

// Error says how much could not be read, and why.
func (e *Error) Error() string {
	var text strings.Builder
	if e.Events > 1 {
		fmt.Fprintf(&text, "%d of %d events in the message could not be read: ", len(e.Refusals), e.Events)
	}
	for i, refusal := range e.Refusals {
		if i == quoted {
			fmt.Fprintf(&text, "; and %d more", len(e.Refusals)-quoted)
			break
		}
		if i > 0 {
			text.WriteString("; ")
		}
		text.WriteString(refusal.Error())
	}
	return text.String()
}

// Hint is what to do about the first refusal.
func (e *Error) Hint() string { return e.Refusals[0].Hint }

// Unwrap gives the refusals to errors.As.
func (e *Error) Unwrap() []error {
	errs := make([]error, len(e.Refusals))
	for i, refusal := range e.Refusals {
		errs[i] = refusal
	}
	return errs
}

// What to do, where several refusals share it.
const (
	hintShapes = `publish an S3 event as its server sends it, or {"bucket": "...", "key": "..."}`
	hintSplit  = "split the message, or announce the files one by one with docket send"
	hintSend   = "look at the message, and announce the file itself with docket send if it is there"
)

// clip keeps a text of the message short enough to be quoted.
func clip(text string) string {
	const most = 80
	if len(text) <= most {
		return text
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "..."
}

// plain is a text of the message as it can stand in a line: short, and without characters that nobody sees.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '\ufffd'
	}, clip(text))
}

// quote is a text of the message in quotes, control characters escaped, short.
func quote(text string) string { return strconv.Quote(clip(text)) }

// quoteAll is a list of names of the message, the first few of them.
func quoteAll(names []string) string {
	const most = 8
	var list []string
	for i, name := range names {
		if i == most {
			list = append(list, "...")
			break
		}
		list = append(list, quote(name))
	}
	return strings.Join(list, ", ")
}
