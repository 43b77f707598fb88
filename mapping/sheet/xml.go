package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"unicode/utf8"
)

// An xmlReader walks through one XML part of a spreadsheet. It takes XML as spreadsheet programs write it from the
// bytes themselves, which is several times faster than encoding/xml. Where a part has comments, processing
// instructions or CDATA among its elements, it hands the rest of the part over to encoding/xml, in nextToken; what it
// tells its caller is the same either way. It is strict: what is not well-formed ends in an error, never in fewer
// elements.
//
// What it tells of a token is valid until the next one.
type xmlReader struct {
	src    io.Reader
	part   string
	limits Limits

	buf      []byte // the window; buf[pos:end] is still to be read
	pos, end int
	ended    bool  // src is at its end
	err      error // the trouble of src, if any

	name  []byte // of a start: the local name
	main  bool   // of a start: it is in the namespace of the root element
	attrs []xmlAttr
	text  []byte // of a text: entities resolved, line ends as \n

	open       xmlStack
	spaces     xmlNamespaces
	selfClosed bool   // the element just started is at its end too
	rooted     bool   // the root element was there
	holdsCells bool   // the part has cells or their texts, which must not stand where they would be passed over
	transcoded bool   // the part was not in UTF-8
	resolved   []byte // attribute values and texts that are not in the window as they are
	slow       *xml.Decoder
	slowBytes  *tokenBytes
}

// An xmlToken is a step of an xmlReader.
type xmlToken uint8

const (
	xmlStart xmlToken = iota + 1
	xmlEnd
	xmlText
	xmlEOF // the part came whole, checksum and all
)

type xmlAttr struct {
	prefix, name, value []byte
}

const (
	smallWindow = 4 << 10
	largeWindow = 64 << 10
)

// newXMLReader begins a part. A size that is not known is 0.
func newXMLReader(src io.Reader, part string, size int64, limits Limits) *xmlReader {
	window := int(min(max(size+1, smallWindow), largeWindow))
	return &xmlReader{src: src, part: part, limits: limits, buf: make([]byte, window)}
}

// damaged is an error about the part's XML.
func (x *xmlReader) damaged(format string, args ...any) error {
	return &ReadError{Reason: Damaged, Part: x.part, Message: fmt.Sprintf(format, args...)}
}

// tooLarge is an error about a part that is past a limit.
func (x *xmlReader) tooLarge(format string, args ...any) error {
	err := tooLarge(format, args...)
	err.Part = x.part
	return err
}

// next is the next start, end or text of the part.
func (x *xmlReader) next() (xmlToken, error) {
	if x.selfClosed {
		x.selfClosed = false
		x.pop()
		return xmlEnd, nil
	}
	x.resolved = x.resolved[:0]
	for x.slow == nil {
		if x.pos == x.end && !x.more() {
			return x.atEnd()
		}
		take := x.takeTag
		if x.buf[x.pos] != '<' {
			take = x.takeText
		}
		token, err := take()
		if token != 0 || err != nil {
			return token, err
		}
	}
	return x.nextToken()
}

// more reads on, keeping what is still to be read, and widens the window where it is full. At the end of the part
// and on trouble it is false.
func (x *xmlReader) more() bool {
	if x.ended || x.err != nil {
		return false
	}
	if x.pos > 0 {
		x.end = copy(x.buf, x.buf[x.pos:x.end])
		x.pos = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) > x.limits.TextBytes {
			x.err = x.tooLarge("a text or tag is longer than the limit of %d bytes", x.limits.TextBytes)
			return false
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	for range 100 { // as io.ErrNoProgress has it
		n, err := x.src.Read(x.buf[x.end:])
		x.end += n
		switch {
		case err == io.EOF:
			x.ended = true
			return n > 0
		case err != nil:
			x.err = err
			return false
		case n > 0:
			return true
		}
	}
	x.err = io.ErrNoProgress
	return false
}

// atEnd tells whether the part may end here.
func (x *xmlReader) atEnd() (xmlToken, error) {
	switch {
	case x.err != nil:
		return 0, x.err
	case x.open.depth() > 0:
		return 0, x.damaged("the part ends inside the element <%s>", x.open.top())
	case !x.rooted:
		return 0, x.damaged("the part holds no XML element")
	}
	return xmlEOF, nil
}

// takeText takes the characters up to the next tag.
func (x *xmlReader) takeText() (xmlToken, error) {
	scanned := 0
	for {
		unread := x.buf[x.pos:x.end]
		if found := bytes.IndexByte(unread[scanned:], '<'); found >= 0 {
			return x.textToken(scanned + found)
		}
		scanned = len(unread)
		if !x.more() {
			if x.err != nil {
				return 0, x.err
			}
			return x.textToken(x.end - x.pos)
		}
	}
}

func (x *xmlReader) textToken(length int) (xmlToken, error) {
	text, err := x.resolve(x.buf[x.pos:x.pos+length], '>')
	if err != nil {
		return 0, err
	}
	x.pos += length
	return x.tellText(text)
}

// tellText is a text token, or 0 for the blanks around the root element.
func (x *xmlReader) tellText(text []byte) (xmlToken, error) {
	x.text = text
	if x.transcoded && bytes.ContainsRune(text, utf8.RuneError) {
		return 0, x.damaged("the text holds bytes that are no characters of its encoding")
	}
	if x.open.depth() > 0 {
		return xmlText, nil
	}
	if len(bytes.Trim(text, xmlBlanks)) > 0 {
		return 0, x.damaged("there is text outside of the root element")
	}
	return 0, nil
}

// takeTag takes the tag at the window's start. It is 0 where that was none of an element.
func (x *xmlReader) takeTag() (xmlToken, error) {
	for {
		token, length, err := x.parseTag(x.buf[x.pos:x.end])
		if length > 0 || err != nil {
			x.pos += length
			return token, err
		}
		if x.slow != nil {
			return 0, nil
		}
		if !x.more() {
			if x.err != nil {
				return 0, x.err
			}
			return 0, x.damaged("the part ends inside a tag")
		}
	}
}

// parseTag reads the tag that b begins with. The length is 0 where b does not hold all of it.
func (x *xmlReader) parseTag(b []byte) (token xmlToken, length int, err error) {
	if len(b) < 2 {
		return 0, 0, nil
	}
	switch b[1] {
	case '/':
		length = bytes.IndexByte(b, '>') + 1
		if length == 0 {
			return 0, 0, nil
		}
		name := bytes.TrimRight(b[2:length-1], xmlBlanks)
		if x.open.depth() == 0 || !bytes.Equal(name, x.open.top()) {
			return 0, 0, x.damaged("</%s> closes nothing that is open", short(name))
		}
		x.pop()
		return xmlEnd, length, nil
	case '!', '?':
		if x.rooted {
			x.handOver()
			return 0, 0, nil
		}
		length, err = x.skipMarkup(b)
		return 0, length, err
	}
	length, err = x.parseStart(b)
	return xmlStart, length, err
}

// skipMarkup passes over a comment or a processing instruction before the root element.
func (x *xmlReader) skipMarkup(b []byte) (int, error) {
	for _, markup := range []struct{ from, to string }{{"<!--", "-->"}, {"<?", "?>"}} {
		if !bytes.HasPrefix(b, []byte(markup.from)) {
			continue
		}
		found := bytes.Index(b[len(markup.from):], []byte(markup.to))
		if found < 0 {
			return 0, nil
		}
		return len(markup.from) + found + len(markup.to), nil
	}
	if len(b) < len("<!--") {
		return 0, nil
	}
	return 0, x.refusedMarkup()
}

// refusedMarkup is for document type definitions, which could pull in other files or grow without end.
func (x *xmlReader) refusedMarkup() error {
	return x.damaged("the part has a document type definition, which spreadsheets must not have")
}

// push opens an element and finds out its namespace.
func (x *xmlReader) push(qualified, prefix []byte) error {
	depth := x.open.depth()
	switch {
	case depth == 0 && x.rooted:
		return x.damaged("the part has more than one root element")
	case depth >= x.limits.Depth:
		return x.tooLarge("elements are nested deeper than the limit of %d", x.limits.Depth)
	}
	x.open.push(qualified)
	for _, attr := range x.attrs {
		switch {
		case string(attr.prefix) == "xmlns":
			x.spaces.bind(attr.name, attr.value, depth+1)
		case len(attr.prefix) == 0 && string(attr.name) == "xmlns":
			x.spaces.bind(nil, attr.value, depth+1)
		}
	}
	if depth == 0 {
		x.rooted = true
		x.spaces.root(prefix)
	}
	x.main = x.spaces.isMain(prefix)
	return nil
}

// pop closes the innermost element.
func (x *xmlReader) pop() {
	x.spaces.leave(x.open.depth())
	x.open.pop()
}

// short is the beginning of something that does not belong, for an error.
func short(b []byte) string {
	if len(b) > 40 {
		b = append(b[:40:40], "..."...)
	}
	return string(bytes.ToValidUTF8(b, []byte("?")))
}
