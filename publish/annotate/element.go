package annotate

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// An element is an XML element of a part, and where in the part's bytes it stands. What docket does not change in a
// part stays as it is, byte for byte, whoever wrote it and whatever it means: so parts are never written anew, but
// edited at the places that this tree knows.
type element struct {
	prefix, name string // "x", "sheetData"
	from, to     int    // all of it, tags included
	open         int    // end of its start tag
	close        int    // begin of its end tag; that of its start tag's "/>" where it has none
	empty        bool   // it is written as one tag, <a/>
	children     []*element
}

// unfit says why a part cannot be edited. The workbook is then built anew instead.
type unfit struct{ part, why string }

func (u *unfit) Error() string { return u.part + ": " + u.why }

// cells is the element whose inside is never noted: it may hold millions of others.
const cells = "sheetData"

// parse is the tree of a part's elements down to a depth, 1 for the root alone, and not into the cells. It is nil for
// unparsed.
func parse(name string, text []byte, depth int) (*element, error) {
	if why := unreadable(text); why != "" {
		return nil, &unfit{name, why}
	}
	if depth == unparsed {
		return nil, nil
	}
	s := scanner{text: text}
	top := &element{}
	open := []*element{top}
	inside := 0 // open elements that are too deep to be noted
	for s.next() {
		switch {
		case s.end && inside > 0:
			inside--
		case s.end:
			e := open[len(open)-1]
			if len(open) == 1 || e.name != s.name || e.prefix != s.prefix {
				return nil, &unfit{name, fmt.Sprintf("the end of %s at byte %d ends nothing", s.name, s.from)}
			}
			e.close, e.to = s.from, s.to
			open = open[:len(open)-1]
		case len(open) > depth || inside > 0 || open[len(open)-1].name == cells:
			if !s.empty {
				inside++
			}
		default:
			e := &element{prefix: s.prefix, name: s.name, from: s.from, to: s.to, open: s.to, close: s.to - len("/>"), empty: s.empty}
			parent := open[len(open)-1]
			parent.children = append(parent.children, e)
			if !s.empty {
				open = append(open, e)
			}
		}
	}
	if s.torn || len(open) != 1 || inside > 0 || len(top.children) != 1 {
		return nil, &unfit{name, "it does not end as XML should"}
	}
	return top.children[0], nil
}

var declaredEncoding = regexp.MustCompile(`^<\?xml[^>]*?encoding=["']([^"']*)["']`)

// unreadable says why the bytes cannot be looked through as they are, "" if they can.
func unreadable(text []byte) string {
	head := text[:min(len(text), 200)]
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.IndexByte(head, 0) >= 0 {
		return "it is written in UTF-16"
	}
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	if m := declaredEncoding.FindSubmatch(head); m != nil {
		switch strings.ToLower(string(m[1])) {
		case "utf-8", "utf8", "us-ascii", "ascii":
		default:
			return "it is written in " + string(m[1])
		}
	}
	return ""
}

// A scanner finds the tags of a part, one after another.
type scanner struct {
	text         []byte
	pos          int
	prefix, name string
	from, to     int
	end          bool // an end tag
	empty        bool // <a/>
	torn         bool // the text ended inside a tag
}

// next finds the next tag, and passes over what is none: text, comments, CDATA, declarations.
func (s *scanner) next() bool {
	for {
		at := bytes.IndexByte(s.text[s.pos:], '<')
		if at < 0 {
			return false
		}
		s.from = s.pos + at
		rest := s.text[s.from:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.pass("-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			s.pass("]]>")
		case bytes.HasPrefix(rest, []byte("<?")):
			s.pass("?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			s.pass(">")
		default:
			return s.tag(rest)
		}
		if s.torn {
			return false
		}
	}
}

func (s *scanner) pass(end string) {
	at := bytes.Index(s.text[s.from:], []byte(end))
	s.torn = at < 0
	s.pos = s.from + at + len(end)
}

// tag reads the tag that the text begins with. Its end is the first ">" outside quotes.
func (s *scanner) tag(text []byte) bool {
	var quote byte
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			s.pos, s.to = s.from+i+1, s.from+i+1
			s.end, s.empty = text[1] == '/', text[i-1] == '/'
			name := bytes.TrimLeft(text[1:i], "/")
			if cut := bytes.IndexAny(name, " \t\r\n/"); cut >= 0 {
				name = name[:cut]
			}
			prefix, local, found := strings.Cut(string(name), ":")
			if !found {
				prefix, local = "", prefix
			}
			s.prefix, s.name = prefix, local
			return true
		}
	}
	s.torn = true
	return false
}

// child is the first child of a name, nil without one.
func (e *element) child(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// all are the children of a name.
func (e *element) all(name string) (found []*element) {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// tag is a name as the element's own tags write it, with their prefix.
func (e *element) tag(name string) string {
	if e.prefix == "" {
		return name
	}
	return e.prefix + ":" + name
}

// An attribute is one of a start tag, and where its value stands.
type attribute struct {
	prefix, name string
	value        string
	from, to     int // the value, without its quotes
}

var attributes = regexp.MustCompile(`(?s)\s(?:([^\s=:"'<>/]+):)?([^\s=:"'<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`)

// attributes are those of an element's start tag.
func (e *element) attributes(text []byte) []attribute {
	tag := text[e.from:e.open]
	var all []attribute
	for _, m := range attributes.FindAllSubmatchIndex(tag, -1) {
		a := attribute{name: string(tag[m[4]:m[5]])}
		if m[2] >= 0 {
			a.prefix = string(tag[m[2]:m[3]])
		}
		from, to := m[6], m[7]
		if from < 0 {
			from, to = m[8], m[9]
		}
		a.from, a.to = e.from+from, e.from+to
		a.value = html.UnescapeString(string(tag[from:to]))
		all = append(all, a)
	}
	return all
}

// find is the attribute of a name, without a prefix or with any.
func (e *element) find(text []byte, name string, prefixed bool) (attribute, bool) {
	for _, a := range e.attributes(text) {
		if a.name == name && a.prefix != "xmlns" && (a.prefix != "") == prefixed {
			return a, true
		}
	}
	return attribute{}, false
}

// attr is the value of an attribute without a prefix, "" where it is not there.
func (e *element) attr(text []byte, name string) string {
	a, _ := e.find(text, name, false)
	return a.value
}

// content is the text inside an element, of those elements in it too.
func (e *element) content(text []byte) string {
	var b strings.Builder
	inner := text[e.open:max(e.open, e.close)]
	if e.empty {
		return ""
	}
	for len(inner) > 0 {
		at := bytes.IndexByte(inner, '<')
		if at < 0 {
			at = len(inner)
		}
		b.WriteString(html.UnescapeString(string(inner[:at])))
		inner = inner[at:]
		switch {
		case bytes.HasPrefix(inner, []byte("<![CDATA[")):
			end := bytes.Index(inner, []byte("]]>"))
			b.Write(inner[len("<![CDATA["):end])
			inner = inner[end+len("]]>"):]
		case len(inner) > 0:
			s := scanner{text: inner}
			if !s.next() {
				return b.String()
			}
			inner = inner[s.to:]
		}
	}
	return b.String()
}
