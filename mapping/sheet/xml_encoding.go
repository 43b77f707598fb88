package sheet

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// openXML begins to read a part of the archive as XML, in whatever encoding it is.
func (a *archive) openXML(name string) (*xmlReader, error) {
	part, err := a.open(name)
	if err != nil {
		return nil, err
	}
	x := newXMLReader(part, name, part.left, a.limits)
	if err := x.chooseEncoding(); err != nil {
		part.close()
		return nil, err
	}
	return x, nil
}

// close frees what reading the part took. After the part's end there is nothing left to free.
func (x *xmlReader) close() {
	if part, ok := x.src.(*partReader); ok {
		part.close()
	}
}

// chooseEncoding looks at the first bytes for a byte order mark, for the zeros of UTF-16, and for an XML declaration.
// Office files are UTF-8 or UTF-16 by their standard; what else a declaration may name is decoded too.
func (x *xmlReader) chooseEncoding() error {
	defer x.skipDeclaration()
	for x.end-x.pos < len("<?xml") && x.more() {
	}
	first := x.buf[x.pos:x.end]
	switch {
	case bytes.HasPrefix(first, []byte("\xEF\xBB\xBF")):
		x.pos += 3
	case bytes.HasPrefix(first, []byte("\xFE\xFF")), bytes.HasPrefix(first, []byte("\x00<")):
		x.decode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM))
		return nil
	case bytes.HasPrefix(first, []byte("\xFF\xFE")), bytes.HasPrefix(first, []byte("<\x00")):
		x.decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
		return nil
	}
	switch declared := strings.ToLower(x.declaredEncoding()); declared {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return nil
	default:
		known, err := htmlindex.Get(declared)
		if err != nil || strings.HasPrefix(declared, "utf") {
			return x.damaged("the part says that its encoding is %q, which it is not or which nobody knows", short([]byte(declared)))
		}
		x.decode(known)
		return nil
	}
}

func (x *xmlReader) decode(from encoding.Encoding) {
	unread := io.Reader(bytes.NewReader(bytes.Clone(x.buf[x.pos:x.end])))
	if !x.ended {
		unread = io.MultiReader(unread, x.src)
	}
	x.src, x.pos, x.end, x.ended = transform.NewReader(unread, from.NewDecoder()), 0, 0, false
	x.transcoded = true
}

// skipDeclaration passes over the XML declaration, of which only the encoding matters.
func (x *xmlReader) skipDeclaration() {
	for x.end-x.pos < len("<?xml") && x.more() {
	}
	if !bytes.HasPrefix(x.buf[x.pos:x.end], []byte("<?xml")) {
		return
	}
	for !bytes.Contains(x.buf[x.pos:x.end], []byte("?>")) && x.more() {
	}
	if end := bytes.Index(x.buf[x.pos:x.end], []byte("?>")); end >= 0 {
		x.pos += end + len("?>")
	}
}

// declaredEncoding is the encoding that the XML declaration names, "" without one.
func (x *xmlReader) declaredEncoding() string {
	if !bytes.HasPrefix(x.buf[x.pos:x.end], []byte("<?xml")) {
		return ""
	}
	for bytes.IndexByte(x.buf[x.pos:x.end], '>') < 0 && x.more() {
	}
	declaration, _, _ := bytes.Cut(x.buf[x.pos:x.end], []byte(">"))
	_, rest, found := bytes.Cut(declaration, []byte("encoding"))
	rest = bytes.TrimLeft(rest, xmlBlanks+"=")
	if !found || len(rest) == 0 {
		return ""
	}
	value, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(value)
}
