package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// appendXString appends a text as spreadsheets write it (ECMA-376 part 1, 22.9.2.19, ST_Xstring): characters that XML
// cannot hold are written _x000D_, and a text that looks like that has its first underscore written _x005F_.
func appendXString(to, text []byte) []byte {
	for {
		at := bytes.Index(text, []byte("_x"))
		if at < 0 {
			return append(to, text...)
		}
		to = append(to, text[:at]...)
		text = text[at:]
		code, ok := escapedUnit(text)
		if !ok {
			to = append(to, text[:2]...)
			text = text[2:]
			continue
		}
		text = text[len("_x000D_"):]
		char := rune(code)
		if utf16.IsSurrogate(char) {
			char = utf8.RuneError
			if low, ok := escapedUnit(text); ok && utf16.DecodeRune(rune(code), rune(low)) != utf8.RuneError {
				char = utf16.DecodeRune(rune(code), rune(low))
				text = text[len("_x000D_"):]
			}
		}
		to = utf8.AppendRune(to, char)
	}
}

// escapedUnit is the UTF-16 unit that text begins with, if it begins with one written as _x000D_.
func escapedUnit(text []byte) (unit uint16, ok bool) {
	if len(text) < len("_x000D_") || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	for _, digit := range text[2:6] {
		if !('0' <= digit && digit <= '9' || 'A' <= digit && digit <= 'F' || 'a' <= digit && digit <= 'f') {
			return 0, false
		}
	}
	code, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return uint16(code), err == nil
}

// settleText makes a text that was put together what the application shows: its line ends are \n, and the blanks around
// it count only if it says so.
func settleText(text []byte, preserve bool) []byte {
	if !preserve {
		text = bytes.Trim(text, xmlBlanks)
	}
	return breakLines(text, 0)
}

// breakLines writes each line end of text[from:], \r\n or \r, as \n. It does so in place.
func breakLines(text []byte, from int) []byte {
	first := bytes.IndexByte(text[from:], '\r')
	if first < 0 {
		return text
	}
	kept := text[:from+first]
	for at := from + first; at < len(text); at++ {
		switch {
		case text[at] != '\r':
			kept = append(kept, text[at])
		case at+1 == len(text) || text[at+1] != '\n':
			kept = append(kept, '\n')
		}
	}
	return kept
}
