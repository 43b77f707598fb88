package notice

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A document is one JSON object on the way to a notice: the message itself, an event in it, or what an envelope held.
type document struct {
	place   string // JSON Pointer into the message
	text    jsontext.Value
	members map[string]jsontext.Value
}

// parse reads a JSON text from outside: the message, or a text in it. Names given twice are left to object and
// decode, so that they cost one event and not its neighbours.
func parse(place string, text []byte) (document, *Refusal) {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // some shells put a byte-order mark before what they send
	if len(bytes.TrimSpace(text)) == 0 {
		return document{}, &Refusal{NotJSON, place, "the message is empty", hintShapes}
	}
	tokens := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true))
	for values := 0; values <= 1; {
		_, err := tokens.ReadToken()
		if err == io.EOF {
			return object(place, text)
		}
		if err != nil {
			return document{}, notJSON(place, text, err)
		}
		switch depth := tokens.StackDepth(); {
		case depth > MaxDepth:
			return document{}, &Refusal{TooDeep, place, fmt.Sprintf("the JSON is nested more than %d deep", MaxDepth), hintShapes}
		case depth == 0:
			values++
		}
	}
	return document{}, &Refusal{NotJSON, place, "the message holds more than one JSON value, want one object", hintSplit}
}

// notJSON tells why a text is no JSON, and never quotes it.
func notJSON(place string, text []byte, err error) *Refusal {
	why := "it is not well formed"
	var syntax *jsontext.SyntacticError
	switch {
	case !utf8.Valid(text):
		why = "it is not UTF-8"
	case errors.Is(err, io.ErrUnexpectedEOF):
		why = "it ends in the middle"
	case errors.As(err, &syntax):
		why = fmt.Sprintf("it goes wrong at byte %d", syntax.ByteOffset)
	}
	return &Refusal{NotJSON, place, "the message is not JSON: " + why, hintShapes}
}

// object takes JSON that is known to be well formed apart into its members.
func object(place string, text jsontext.Value) (document, *Refusal) {
	d := document{place: place, text: text, members: make(map[string]jsontext.Value)}
	members := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true))
	if kind := members.PeekKind(); kind != '{' {
		return d, &Refusal{UnknownShape, place, "this is " + kindName(kind) + ", want an object", hintShapes}
	}
	if _, err := members.ReadToken(); err != nil {
		return d, notJSON(place, text, err)
	}
	for members.PeekKind() == '"' {
		token, err := members.ReadToken()
		if err != nil {
			return d, notJSON(place, text, err)
		}
		name := token.String() // before the next read, which voids the token
		value, err := members.ReadValue()
		if err != nil {
			return d, notJSON(place, text, err)
		}
		if _, twice := d.members[name]; twice {
			return d, givenTwice(d.at(name))
		}
		d.members[name] = value.Clone()
	}
	return d, nil
}

// at is the place of a member.
func (d document) at(names ...string) string {
	place := jsontext.Pointer(d.place)
	for _, name := range names {
		place = place.AppendToken(plain(name))
	}
	return string(place)
}

// has says whether the object has all these members.
func (d document) has(names ...string) bool {
	for _, name := range names {
		if _, ok := d.members[name]; !ok {
			return false
		}
	}
	return true
}

// string is the text of a member, "" where it is missing or no text.
func (d document) string(name string) string {
	var text string
	if value := d.members[name]; value.Kind() != '"' || json.Unmarshal(value, &text) != nil {
		return ""
	}
	return text
}

// decode reads the object into a struct. Names are told apart by case and may stand once; members that the struct
// does not have are passed over.
func (d document) decode(into any) *Refusal {
	err := json.Unmarshal(d.text, into)
	if err == nil {
		return nil
	}
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		message := fmt.Sprintf("this is %s, want %s", kindName(semantic.JSONKind), typeName(semantic.GoType))
		return &Refusal{BadMember, d.place + plain(string(semantic.JSONPointer)), message, hintSend}
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) && errors.Is(err, jsontext.ErrDuplicateName) {
		return givenTwice(d.place + plain(string(syntax.JSONPointer)))
	}
	return notJSON(d.place, d.text, err)
}

func givenTwice(place string) *Refusal {
	return &Refusal{BadMember, place, "this member stands twice, and it cannot be told which one is meant", hintSend}
}

// bad refuses the member with these names, one inside the other.
func (d document) bad(message string, names ...string) *Refusal {
	return &Refusal{BadMember, d.at(names...), message, hintSend}
}

// size reads a number of bytes, written as a number or (older Ceph) as a text; Unknown where there is none.
func (d document) size(written jsontext.Value, names ...string) (int64, *Refusal) {
	digits := strings.Trim(string(written), `"`)
	if digits == "" || digits == "null" {
		return Unknown, nil
	}
	size, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || size < 0 {
		return Unknown, d.bad("this is no size, want a whole number of bytes", names...)
	}
	return size, nil
}

// time reads a time as RFC 3339 writes it, in any zone; the zero time where there is none.
func (d document) time(written string, names ...string) (time.Time, *Refusal) {
	if written == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339Nano, written)
	at = at.UTC()
	if err != nil || at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}, d.bad("this is no time, want one such as 2026-11-21T20:15:04Z", names...)
	}
	return at, nil
}

// kindName is what people call a kind of JSON value.
func kindName(kind jsontext.Kind) string {
	switch kind {
	case 'n':
		return "null"
	case 't', 'f':
		return "true or false"
	case '"':
		return "a text"
	case '0':
		return "a number"
	case '[':
		return "a list"
	case '{':
		return "an object"
	}
	return "something else"
}

// typeName is what people call the JSON that a Go type is read from. The types here are texts and objects.
func typeName(t reflect.Type) string {
	if t != nil && t.Kind() == reflect.String {
		return kindName('"')
	}
	return kindName('{')
}
