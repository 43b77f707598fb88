package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// plainBytes are those that stand for themselves in XML: no markup, no entity, no line end to be rewritten, no
// control character, and no letter of several bytes, which could be a broken one.
var plainBytes = func() (table [256]bool) {
	for b := range table {
		table[b] = ' ' <= b && b < utf8.RuneSelf && b != '&' && b != '<' && b != ']' || b == '\t' || b == '\n'
	}
	return table
}()

func isPlain(b []byte) bool {
	for _, c := range b {
		if !plainBytes[c] {
			return false
		}
	}
	return true
}

// resolve is a text or an attribute's value (which ends in a quote) as it is meant, checked to be good XML.
func (x *xmlReader) resolve(raw []byte, end byte) ([]byte, error) {
	if isPlain(raw) {
		return raw, nil
	}
	if end != '>' && bytes.IndexByte(raw, '<') >= 0 {
		return nil, x.damaged("a < stands inside of an attribute's value")
	}
	if end == '>' && bytes.Contains(raw, []byte("]]>")) {
		return nil, x.damaged("]]> stands in a text")
	}
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, x.checkCharacters(raw)
	}
	from := len(x.resolved)
	for at := 0; at < len(raw); {
		switch raw[at] {
		case '\r':
			x.resolved = append(x.resolved, '\n')
			at++
			if at < len(raw) && raw[at] == '\n' {
				at++
			}
		case '&':
			semicolon := bytes.IndexByte(raw[at:], ';')
			if semicolon < 0 {
				return nil, x.damaged("an & is not closed by a semicolon")
			}
			var known bool
			if x.resolved, known = appendEntity(x.resolved, raw[at+1:at+semicolon]); !known {
				return nil, x.damaged("&%s; stands for nothing", short(raw[at+1:at+semicolon]))
			}
			at += semicolon + 1
		default:
			x.resolved = append(x.resolved, raw[at])
			at++
		}
	}
	text := x.resolved[from:]
	return text, x.checkCharacters(text)
}

// appendEntity appends what an entity or a character reference stands for. There are five entities; a part cannot
// define more, because definitions are refused.
func appendEntity(to, name []byte) (text []byte, known bool) {
	switch string(name) {
	case "lt":
		return append(to, '<'), true
	case "gt":
		return append(to, '>'), true
	case "amp":
		return append(to, '&'), true
	case "quot":
		return append(to, '"'), true
	case "apos":
		return append(to, '\''), true
	}
	var digits []byte
	base := 10
	switch {
	case len(name) > 2 && name[0] == '#' && name[1] == 'x':
		digits, base = name[2:], 16
	case len(name) > 1 && name[0] == '#':
		digits = name[1:]
	default:
		return to, false
	}
	if digits[0] == '+' || digits[0] == '_' {
		return to, false
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || code > utf8.MaxRune {
		return to, false
	}
	return utf8.AppendRune(to, rune(code)), true
}

// checkCharacters refuses what XML does not allow.
func (x *xmlReader) checkCharacters(text []byte) error {
	if allCharacters(text) {
		return nil
	}
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return x.damaged("the control character %#U stands in the text", c)
		}
	}
	return x.damaged("the text holds bytes that are no characters of UTF-8")
}

// allCharacters says whether a text has only what XML allows: no control characters, no broken UTF-8, and none of the
// two characters that are none.
func allCharacters(text []byte) bool {
	for at := 0; at < len(text); {
		if c := text[at]; c < utf8.RuneSelf {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
				return false
			}
			at++
			continue
		}
		char, size := utf8.DecodeRune(text[at:])
		if char == utf8.RuneError && size == 1 || char == 0xFFFE || char == 0xFFFF {
			return false
		}
		at += size
	}
	return true
}
