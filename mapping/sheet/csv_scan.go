package sheet

import "strings"

// A csvScan takes the rows of a delimited text apart (RFC 4180). On a text that follows the rules it does as
// encoding/csv. That one ends at the first quotation mark out of place, or takes the rest of the file for one cell;
// here such a mark is a character like any other, and the rows after it are not lost.
type csvScan struct {
	text      string
	delimiter byte
	at        int
	odd       bool // the last row had a quotation mark out of place
	unclosed  int  // up to here, the end of a line, no quotation mark closes a cell
}

// next appends the cells of the next row, none for a blank line. It stops at the first that is beyond the last column of
// a sheet.
func (c *csvScan) next(fields []string) ([]string, bool) {
	c.odd = false
	if c.at == len(c.text) {
		return fields, false
	}
	if c.lineEnd(c.at) > 0 {
		c.at += c.lineEnd(c.at)
		return fields, true
	}
	for {
		fields = append(fields, c.field())
		if c.at == len(c.text) || len(fields) > MaxCol {
			return fields, true
		}
		if end := c.lineEnd(c.at); end > 0 {
			c.at += end
			return fields, true
		}
		if c.at++; c.at == len(c.text) { // the delimiter
			return append(fields, ""), true
		}
	}
}

// lineEnd is the length of the line end that stands at a place, 0 without one.
func (c *csvScan) lineEnd(at int) int {
	switch {
	case strings.HasPrefix(c.text[at:], "\n"):
		return 1
	case strings.HasPrefix(c.text[at:], "\r\n"):
		return 2
	}
	return 0
}

// field takes one cell and stops at what ends it.
func (c *csvScan) field() string {
	if text, end, ok := c.quoted(c.opening()); ok {
		c.at = end
		return unwrap(text)
	}
	from := c.at
	for c.at < len(c.text) && c.text[c.at] != c.delimiter && c.lineEnd(c.at) == 0 {
		if c.text[c.at] == '"' {
			c.odd = true
		}
		c.at++
	}
	return c.text[from:c.at]
}

// opening is the place of the quotation mark that opens the cell: at its start, after blanks, or as in ="0042", which
// is how systems keep Excel from dropping zeros. It is -1 without one.
func (c *csvScan) opening() int {
	at := c.at
	for at < len(c.text) && c.text[at] == ' ' && c.delimiter != ' ' {
		at++
	}
	if strings.HasPrefix(c.text[at:], `="`) {
		at++
	}
	if at == len(c.text) || c.text[at] != '"' {
		return -1
	}
	return at
}

// quoted is what stands between the quotation mark at a place and the one that closes the cell, and where the cell
// ends. If the marks inside are not doubled, the cell is closed by the first that ends a cell on the same line.
func (c *csvScan) quoted(open int) (text string, end int, ok bool) {
	if open < 0 {
		return "", 0, false
	}
	from, doubled := open+1, false
	for at := from; ; {
		mark := strings.IndexByte(c.text[at:], '"')
		if mark < 0 {
			break
		}
		at += mark + 1
		if at < len(c.text) && c.text[at] == '"' {
			doubled = true
			at++
			continue
		}
		if end, ok := c.closes(at); ok {
			return undouble(c.text[from:at-1], doubled), end, true
		}
		break
	}
	c.odd = true
	at := max(from, c.unclosed)
	for ; at < len(c.text) && c.lineEnd(at) == 0; at++ {
		if c.text[at] != '"' {
			continue
		}
		if end, ok := c.closes(at + 1); ok {
			return c.text[from:at], end, true
		}
	}
	c.unclosed = at
	return "", 0, false
}

// closes says whether a quotation mark before a place ends its cell, and where: blanks may follow it.
func (c *csvScan) closes(at int) (end int, ok bool) {
	for at < len(c.text) && c.text[at] == ' ' && c.delimiter != ' ' {
		at++
	}
	return at, at == len(c.text) || c.text[at] == c.delimiter || c.lineEnd(at) > 0
}

func undouble(text string, doubled bool) string {
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// unwrap takes ="0042" out of its wrapping.
func unwrap(text string) string {
	inner, wrapped := strings.CutPrefix(text, `="`)
	if wrapped && strings.HasSuffix(inner, `"`) && strings.Count(inner, `"`) == 1 {
		return inner[:len(inner)-1]
	}
	return text
}
