package annotate

import (
	"cmp"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A part is a file of the package that is being edited: its bytes, its elements, and the edits so far.
type part struct {
	name  string
	text  []byte
	root  *element
	edits []edit
	fresh bool // not as the file has it

	filled map[*element]bool // empty ones that have got an end tag
}

// An edit puts a text in place of some bytes, or between two.
type edit struct {
	from, to int
	text     string
}

func (p *part) replace(from, to int, text string) { p.edits = append(p.edits, edit{from, to, text}) }

func (p *part) insert(at int, text string) { p.replace(at, at, text) }

// remove takes an element out.
func (p *part) remove(e *element) { p.replace(e.from, e.to, "") }

// set gives an attribute without a prefix a value.
func (p *part) set(e *element, name, value string) {
	if a, found := e.find(p.text, name, false); found {
		p.replace(a.from, a.to, escaped(value))
		return
	}
	p.insert(e.from+len("<"+e.tag(e.name)), " "+name+`="`+escaped(value)+`"`)
}

// fill puts XML at the end of an element's content.
func (p *part) fill(e *element, xml string) {
	if e.empty && !p.filled[e] {
		if p.filled == nil {
			p.filled = map[*element]bool{}
		}
		p.filled[e] = true
		p.insert(e.close, ">")
		p.replace(e.close, e.to, "</"+e.tag(e.name)+">")
	}
	p.insert(e.close, xml)
}

// place puts XML after the last of those children of an element that the format wants before it, else first.
func (p *part) place(in *element, xml string, after []string) {
	if in.empty {
		p.fill(in, xml)
		return
	}
	at := in.open
	for _, c := range in.children {
		if slices.Contains(after, c.name) {
			at = c.to
		}
	}
	p.insert(at, xml)
}

// write writes the part with its edits. Those that insert at one place stand in the order in which they were made.
func (p *part) write(to io.Writer) error {
	slices.SortStableFunc(p.edits, func(a, b edit) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	pos := 0
	for _, e := range p.edits {
		if e.from < pos {
			return &unfit{p.name, "two changes meet at one place"}
		}
		if _, err := to.Write(p.text[pos:e.from]); err != nil {
			return err
		}
		if _, err := io.WriteString(to, e.text); err != nil {
			return err
		}
		pos = e.to
	}
	_, err := to.Write(p.text[pos:])
	return err
}

// escaped is a text as it stands in XML, in an element or an attribute. What XML cannot hold becomes U+FFFD.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

// clean is a text without what XML cannot hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// looksEscaped is what spreadsheets read as a character: _x000D_.
var looksEscaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// cellText is a text as it stands in a cell or a comment (ECMA-376 part 1, 22.9.2.19, ST_Xstring), so that it reads as
// it is. Carriage returns, which XML would drop, go that way too.
func cellText(text string) string {
	text = looksEscaped.ReplaceAllString(text, "_x005F_$1")
	return strings.ReplaceAll(escaped(text), "&#xD;", "_x000D_")
}
