package sheet

import (
	"bytes"
	"strings"
)

// An odsText is what a cell shows, and what hangs on it.
type odsText struct {
	text    string
	written bool // the file has a text, if only an empty one
	link    string
	comment string
}

// readCellText reads what stands inside of a cell.
func (t *odsTable) readCellText(cell *odsText) error {
	var text []byte
	err := t.x.each(func() error { return t.readBlock(cell, &text) })
	cell.text = string(text)
	return err
}

// readBlock reads a paragraph of a cell, or something beside the text.
func (t *odsTable) readBlock(cell *odsText, text *[]byte) error {
	switch t.x.tag() {
	case "text:p", "text:h":
		if cell.written {
			*text = append(*text, '\n')
		}
		cell.written = true
		paragraph := odsParagraph{table: t, cell: cell, text: *text, from: len(*text), said: len(*text)}
		err := paragraph.read()
		paragraph.unindent()
		*text = paragraph.text
		return err
	case "text:list", "text:list-item", "text:list-header", "text:section":
		return t.x.each(func() error { return t.readBlock(cell, text) })
	case "office:annotation":
		return t.readComment(cell)
	case "table:table":
		return t.x.damaged("there is a table inside of a cell, which cannot be read")
	}
	return t.beside.read(t.x)
}

// readComment reads the paragraphs of a comment; who wrote it, and when, is left out.
func (t *odsTable) readComment(cell *odsText) error {
	inner := odsText{}
	var text []byte
	err := t.x.each(func() error {
		switch t.x.tag() {
		case "text:p", "text:list":
			return t.readBlock(&inner, &text)
		}
		return t.x.skip()
	})
	cell.comment = strings.TrimSpace(string(text))
	return err
}

// An odsParagraph reads the text of a paragraph. Its blanks and line breaks count as LibreOffice counts them: as they
// are (the standard would draw them together to one). Only the line breaks with which some programs indent their XML, at
// the ends of a paragraph, do not.
type odsParagraph struct {
	table *odsTable
	cell  *odsText
	text  []byte
	from  int // where in the text the paragraph begins
	said  int // the end of what counts even if it is blank: text:s, text:tab and text:line-break
}

func (p *odsParagraph) read() error {
	x := p.table.x
	for {
		token, err := x.next()
		switch {
		case err != nil:
			return err
		case token == xmlEnd:
			return nil
		case token == xmlText:
			p.add(x.text)
		case token == xmlStart:
			err = p.inline()
		}
		if err == nil && len(p.text) > x.limits.TextBytes {
			err = &ReadError{Reason: TooLarge, Part: x.part, Message: "a text is longer than the limit"}
		}
		if err != nil {
			return err
		}
	}
}

// add appends characters, without the indentation before the first.
func (p *odsParagraph) add(text []byte) {
	if words := bytes.TrimLeft(text, xmlBlanks); len(p.text) == p.from && isIndent(text[:len(text)-len(words)]) {
		text = words
	}
	p.text = append(p.text, text...)
}

// say appends a blank or a line break that counts wherever it stands.
func (p *odsParagraph) say(text ...byte) {
	p.text = append(p.text, text...)
	p.said = len(p.text)
}

// unindent drops the indentation after the last character.
func (p *odsParagraph) unindent() {
	words := len(bytes.TrimRight(p.text[p.said:], xmlBlanks)) + p.said
	if isIndent(p.text[words:]) {
		p.text = p.text[:words]
	}
}

func isIndent(blanks []byte) bool { return bytes.IndexByte(blanks, '\n') >= 0 }

// inline reads an element inside of the text.
func (p *odsParagraph) inline() error {
	x := p.table.x
	tag := x.tag()
	switch tag {
	case "text:s":
		count, err := x.count("text:c")
		if err != nil {
			return err
		}
		p.say(bytes.Repeat([]byte(" "), count)...)
	case "text:tab":
		p.say('\t')
	case "text:line-break":
		p.say('\n')
	case "text:a":
		if p.cell.link == "" {
			p.cell.link = string(x.get("xlink:href"))
		}
		return p.read()
	case "text:ruby-text", "text:note", "text:bookmark", "text:bookmark-start", "text:bookmark-end", "text:soft-page-break":
	case "office:annotation":
		return p.table.readComment(p.cell)
	default:
		if strings.HasPrefix(tag, "text:") { // a span, or a field, which shows what is in it
			return p.read()
		}
		return p.table.beside.read(x)
	}
	return x.skip()
}
