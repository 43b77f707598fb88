package sheet

import (
	"bytes"
	"unicode/utf8"
)

const xmlBlanks = " \t\r\n"

// nameBytes are the bytes of ASCII that names of elements and attributes are made of. The colon is there to part them.
// Names with other letters, which no spreadsheet program writes, are left to encoding/xml.
var nameBytes = func() (table [256]bool) {
	for b := range table {
		table[b] = '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z' ||
			b == ':' || b == '_' || b == '-' || b == '.'
	}
	return table
}()

// parseStart reads a start tag and its attributes. The length is 0 where b does not hold all of it.
func (x *xmlReader) parseStart(b []byte) (length int, err error) {
	x.attrs = x.attrs[:0]
	at := scanName(b, 1)
	qualified := b[1:at]
	switch {
	case at == len(b):
		return 0, nil
	case b[at] >= utf8.RuneSelf:
		x.handOver()
		return 0, nil
	case !startsName(qualified):
		return 0, x.damaged("a < stands alone before %q", short(b[1:]))
	}
	for {
		at = skipBlanks(b, at)
		switch {
		case at == len(b), b[at] == '/' && at+1 == len(b):
			return 0, nil
		case b[at] == '>':
			return at + 1, x.started(qualified, false)
		case b[at] == '/' && b[at+1] == '>':
			return at + 2, x.started(qualified, true)
		}
		if at, err = x.parseAttr(b, at); at == 0 || err != nil {
			return 0, err
		}
	}
}

// parseAttr reads one attribute that begins at a place of b, and is the place after it; 0 where b ends before.
func (x *xmlReader) parseAttr(b []byte, from int) (int, error) {
	at := scanName(b, from)
	name := b[from:at]
	if at < len(b) && b[at] >= utf8.RuneSelf {
		x.handOver()
		return 0, nil
	}
	at = skipBlanks(b, at)
	if at == len(b) {
		return 0, nil
	}
	if !startsName(name) || b[at] != '=' {
		return 0, x.damaged("a tag is broken before %q", short(b[at:]))
	}
	at = skipBlanks(b, at+1)
	if at == len(b) {
		return 0, nil
	}
	quote := b[at]
	if quote != '"' && quote != '\'' {
		return 0, x.damaged("the value of attribute %s has no quotes", short(name))
	}
	at++
	length := bytes.IndexByte(b[at:], quote)
	if length < 0 {
		return 0, nil
	}
	value, err := x.resolve(b[at:at+length], quote)
	if err != nil {
		return 0, err
	}
	prefix, local, err := x.splitName(name)
	x.attrs = append(x.attrs, xmlAttr{prefix: prefix, name: local, value: value})
	return at + length + 1, err
}

// started tells of an element that begins.
func (x *xmlReader) started(qualified []byte, selfClosed bool) error {
	prefix, local, err := x.splitName(qualified)
	if err != nil {
		return err
	}
	x.name, x.selfClosed = local, selfClosed
	return x.push(qualified, prefix)
}

// splitName parts a name at its colon.
func (x *xmlReader) splitName(qualified []byte) (prefix, local []byte, err error) {
	colon := bytes.IndexByte(qualified, ':')
	if colon < 0 {
		return nil, qualified, nil
	}
	prefix, local = qualified[:colon], qualified[colon+1:]
	if len(prefix) == 0 || len(local) == 0 || bytes.IndexByte(local, ':') >= 0 {
		return nil, nil, x.damaged("%q is no name of XML", short(qualified))
	}
	return prefix, local, nil
}

func scanName(b []byte, at int) int {
	for at < len(b) && nameBytes[b[at]] {
		at++
	}
	return at
}

// startsName says whether a name begins with what a name may begin with.
func startsName(name []byte) bool {
	return len(name) > 0 && name[0] != '-' && name[0] != '.' && (name[0] < '0' || name[0] > '9')
}

func skipBlanks(b []byte, at int) int {
	for at < len(b) && (b[at] == ' ' || b[at] == '\n' || b[at] == '\r' || b[at] == '\t') {
		at++
	}
	return at
}

// An xmlStack holds the names of the elements that are open.
type xmlStack struct {
	names  []byte
	starts []int
}

func (s *xmlStack) depth() int { return len(s.starts) }

func (s *xmlStack) top() []byte { return s.names[s.starts[len(s.starts)-1]:] }

func (s *xmlStack) push(name []byte) {
	s.starts = append(s.starts, len(s.names))
	s.names = append(s.names, name...)
}

func (s *xmlStack) pop() {
	last := len(s.starts) - 1
	s.names = s.names[:s.starts[last]]
	s.starts = s.starts[:last]
}
