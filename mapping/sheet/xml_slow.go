package sheet

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// handOver leaves the rest of the part to encoding/xml, from the tag at the window's start on.
func (x *xmlReader) handOver() {
	rest := io.Reader(bytes.NewReader(bytes.Clone(x.buf[x.pos:x.end])))
	if !x.ended {
		rest = io.MultiReader(rest, x.src)
	}
	x.slowBytes = &tokenBytes{src: rest, part: x.part, limit: x.limits.TextBytes + len(x.buf)}
	x.slow = xml.NewDecoder(bufio.NewReader(x.slowBytes))
}

// nextToken is next, by encoding/xml. Names, namespaces and nesting are looked after as on the fast path.
func (x *xmlReader) nextToken() (xmlToken, error) {
	for {
		x.slowBytes.token = 0
		token, err := x.slow.RawToken()
		if err == io.EOF {
			return x.atEnd()
		}
		if err != nil {
			return 0, x.syntax(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			return xmlStart, x.slowStart(token)
		case xml.EndElement:
			if name := qualifiedName(token.Name); x.open.depth() == 0 || !bytes.Equal(name, x.open.top()) {
				return 0, x.damaged("</%s> closes nothing that is open", short(name))
			}
			x.pop()
			return xmlEnd, nil
		case xml.CharData:
			if token, err := x.tellText(token); token != 0 || err != nil {
				return token, err
			}
		case xml.Directive:
			return 0, x.refusedMarkup()
		}
	}
}

func (x *xmlReader) slowStart(token xml.StartElement) error {
	x.attrs = x.attrs[:0]
	odd := strings.Contains(token.Name.Local, ":")
	for _, attr := range token.Attr {
		odd = odd || strings.Contains(attr.Name.Local, ":")
		x.attrs = append(x.attrs, xmlAttr{[]byte(attr.Name.Space), []byte(attr.Name.Local), []byte(attr.Value)})
	}
	if odd {
		return x.damaged("a name in <%s> has its colon in a wrong place", short(qualifiedName(token.Name)))
	}
	x.name = []byte(token.Name.Local)
	return x.push(qualifiedName(token.Name), []byte(token.Name.Space))
}

func qualifiedName(name xml.Name) []byte {
	if name.Space == "" {
		return []byte(name.Local)
	}
	return []byte(name.Space + ":" + name.Local)
}

// syntax is an error of encoding/xml without its line number, which nobody can look up.
func (x *xmlReader) syntax(err error) error {
	if _, ok := errors.AsType[*ReadError](err); ok {
		return err
	}
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return x.damaged("its XML is broken: %s", syntax.Msg)
	}
	return &ReadError{Reason: Damaged, Part: x.part, Message: "its XML is broken", Err: err}
}

// tokenBytes bounds how much encoding/xml may read for one token.
type tokenBytes struct {
	src          io.Reader
	part         string
	token, limit int
}

func (t *tokenBytes) Read(to []byte) (int, error) {
	if t.token > t.limit {
		err := tooLarge("a text or tag is longer than the limit of %d bytes", t.limit)
		err.Part = t.part
		return 0, err
	}
	n, err := t.src.Read(to)
	t.token += n
	return n, err
}
