package sheet

import "bytes"

// What follows takes cells and shared strings from the bytes of the window, if they are written as nearly all are. It
// is for speed alone: what it does not take goes through the tokens of the xmlReader, and what it takes would have come
// to the same there.

// window is what is still to be read of the XML, if it may be taken from there: if names without a prefix are in the
// main namespace and nothing is pending.
func (x *xmlReader) window() []byte {
	if x.slow != nil || x.selfClosed || !x.spaces.simple || len(x.spaces.mainPrefix) > 0 {
		return nil
	}
	return x.buf[x.pos:x.end]
}

// scan takes the cell that b begins with, if it is written as
//
//	<c r="B7" s="3" t="s"><v>12</v></c>
//	<c r="B7" s="3" t="inlineStr"><is><t>text</t></is></c>
//
// with the attributes in any order. Each of them may be missing, and so may the value. The length is 0 for a cell that
// is written otherwise or that goes on past the end of b. The value is valid as long as b.
func (raw *rawCell) scan(b []byte, preserve bool) (length int) {
	if len(b) < len("<c/>") || b[0] != '<' || b[1] != 'c' {
		return 0
	}
	at := raw.scanAttributes(b)
	if at == 0 || at+len("<v></v></c>") > len(b) {
		return 0
	}
	if b[at] == '/' && b[at+1] == '>' {
		return at + 2
	}
	if b[at] != '>' {
		return 0
	}
	at++
	switch {
	case b[at+1] == 'v' && b[at+2] == '>' && raw.kind != "inlineStr":
		at += len("<v>")
		from := at
		for at < len(b) && plainBytes[b[at]] {
			at++
		}
		if !bytes.HasPrefix(b[at:], []byte("</v>")) {
			return 0
		}
		raw.value, raw.valued, raw.preserves = b[from:at], true, preserve
		at += len("</v>")
	case b[at+1] == 'i' && string(b[at:at+4]) == "<is>":
		at += len("<is>")
		text, preserve, length := scanText(b[at:], preserve)
		if at += length; length == 0 || !bytes.HasPrefix(b[at:], []byte("</is>")) {
			return 0
		}
		raw.copied = appendXString(raw.copied, text)
		raw.inline, raw.inlined = settleText(raw.copied, preserve), true
		at += len("</is>")
	}
	if !bytes.HasPrefix(b[at:], []byte("</c>")) {
		return 0
	}
	return at + len("</c>")
}

// scanAttributes takes the attributes of a cell and is the place after them, 0 if there is anything unusual.
func (raw *rawCell) scanAttributes(b []byte) (at int) {
	*raw = rawCell{copied: raw.copied[:0]}
	seen := uint32(0)
	for at = len("<c"); b[at] == ' '; {
		if at+len(` s="1"/>`) > len(b) || b[at+2] != '=' || b[at+3] != '"' {
			return 0
		}
		name, from := b[at+1], at+4
		if seen&(1<<(name&31)) != 0 {
			return 0
		}
		seen |= 1 << (name & 31)
		for at = from; b[at] != '"'; {
			if at++; at+2 >= len(b) {
				return 0
			}
		}
		value, ok := b[from:at], false
		at++
		switch name {
		case 'r':
			raw.ref, ok = scanRef(value)
		case 's':
			raw.style, ok = parseIndex(value)
		case 't':
			raw.kind = kindName(value)
			ok = isPlain(value)
		}
		if !ok {
			return 0
		}
	}
	return at
}

// scanRef reads a reference such as B7: capital letters and digits.
func scanRef(text []byte) (ref Ref, ok bool) {
	at := 0
	for at < len(text) && at < 3 && 'A' <= text[at] && text[at] <= 'Z' {
		ref.Col = ref.Col*26 + int32(text[at]-'A') + 1
		at++
	}
	row, ok := parseIndex(text[at:])
	ref.Row = int32(row)
	return ref, ok && at > 0 && ref.Col <= MaxCol && 1 <= row && row <= MaxRow && text[at] != '0'
}

// scanText takes <t>text</t> at the beginning of b, with its xml:space. The text has no entities and no escapes of
// line ends, but may be in any script. The length is 0 for one that is written otherwise.
func scanText(b []byte, preserve bool) (text []byte, preserved bool, length int) {
	const plain, spaced, end = `<t>`, `<t xml:space="preserve">`, `</t>`
	at := len(plain)
	if !bytes.HasPrefix(b, []byte(plain)) {
		if !bytes.HasPrefix(b, []byte(spaced)) {
			return nil, false, 0
		}
		at, preserve = len(spaced), true
	}
	from, foreign := at, false
	for at < len(b) && (plainBytes[b[at]] || b[at] >= 0x80) {
		foreign = foreign || b[at] >= 0x80
		at++
	}
	if !bytes.HasPrefix(b[at:], []byte(end)) || foreign && !allCharacters(b[from:at]) {
		return nil, false, 0
	}
	return b[from:at], preserve, at + len(end)
}

// scanShared takes a shared string written as <si><t>text</t></si>, and is that text.
func scanShared(to, b []byte, preserve bool) (text []byte, length int) {
	at := skipBlanks(b, 0)
	if !bytes.HasPrefix(b[at:], []byte("<si>")) {
		return to, 0
	}
	at += len("<si>")
	run, preserve, length := scanText(b[at:], preserve)
	if at += length; length == 0 || !bytes.HasPrefix(b[at:], []byte("</si>")) {
		return to, 0
	}
	return settleText(appendXString(to, run), preserve), at + len("</si>")
}
