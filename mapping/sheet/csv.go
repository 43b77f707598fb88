package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A csvText is a text file with one table in it. It has only texts: that 0042 has zeros in front is worth more than
// that it could be a number.
type csvText struct {
	sheet     *Sheet
	text      string
	delimiter byte
	limits    Limits
	encoding  string
	guessed   bool
	odd       rowList // rows with quotation marks where none belong
	broken    rowList // rows with characters that could not be decoded
	control   rowList // rows with control characters
}

// openText decodes a text and finds out what parts its cells.
func openText(data []byte, limits Limits) (*csvText, error) {
	told, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	text := strings.TrimRight(string(told.text), "\x00\x1A") // an end mark of DOS, or a padded block
	if err := checkText(text); err != nil {
		return nil, err
	}
	switch {
	case strings.IndexByte(text, '\n') < 0:
		text = strings.ReplaceAll(text, "\r", "\n") // of old Macs
	case strings.Contains(text, "\r\r\n"):
		text = strings.ReplaceAll(text, "\r\r\n", "\n")
	}
	c := &csvText{sheet: &Sheet{Name: "Sheet"}, limits: limits, encoding: told.encoding, guessed: told.guessed}
	c.delimiter, c.text = findDelimiter(text)
	return c, nil
}

// checkText refuses what is no text: where more than one character in twenty is none.
func checkText(text string) error {
	characters, bad := 0, 0
	for _, char := range text {
		characters++
		if char == utf8.RuneError || isControl(char) {
			bad++
		}
	}
	switch {
	case bad*20 > characters:
		return &ReadError{Reason: NotASpreadsheet, Message: "the file is neither a spreadsheet nor a text"}
	case strings.TrimSpace(text) == "":
		return &ReadError{Reason: Empty, Message: "the file is empty: it has nothing but blanks"}
	}
	return nil
}

// isControl is for characters that mean nothing in a table.
func isControl(char rune) bool {
	return char < ' ' && char != '\t' && char != '\n' && char != '\r' && char != '\v' && char != '\f' || char == 0x7F
}

func (c *csvText) sheets() []*Sheet { return []*Sheet{c.sheet} }

func (c *csvText) read(int) (rowSource, error) {
	c.odd, c.broken, c.control = rowList{}, rowList{}, rowList{}
	return &csvRows{csvText: c, scan: csvScan{text: c.text, delimiter: c.delimiter}}, nil
}

func (c *csvText) remarks() (said []string) {
	switch {
	case c.guessed:
		said = append(said, fmt.Sprintf("The text was read as %s, which is a guess: look at letters that are not English.", c.encoding))
	case c.encoding != "UTF-8":
		said = append(said, fmt.Sprintf("The text was read as %s.", c.encoding))
	}
	for _, trouble := range []struct {
		rows rowList
		what string
	}{
		{c.odd, "a quotation mark stands where none belongs; it was read as part of the cell"},
		{c.broken, "a character is broken; it was read as \uFFFD"},
		{c.control, "there are control characters; they were read as blanks"},
	} {
		if trouble.rows.count > 0 {
			said = append(said, fmt.Sprintf("In %s %s.", trouble.rows, trouble.what))
		}
	}
	return said
}

// csvRows gives the rows of a text. A row's number is the one that an application shows: blank lines count, and a
// cell with line breaks is in one row.
type csvRows struct {
	*csvText
	scan   csvScan
	number int
	fields []string
	cells  []Cell
}

func (c *csvRows) close() {}

func (c *csvRows) next() (Row, error) {
	for {
		var more bool
		if c.fields, more = c.scan.next(c.fields[:0]); !more {
			return Row{}, io.EOF
		}
		c.number++
		if c.scan.odd {
			c.odd.add(c.number)
		}
		row, err := c.row()
		if err != nil || len(row.Cells) > 0 {
			return row, err
		}
	}
}

func (c *csvRows) row() (Row, error) {
	if len(c.fields) > MaxCol {
		return Row{}, &ReadError{Reason: TooLarge, Row: c.number,
			Message: fmt.Sprintf("the row has more cells than the %d that a sheet can have", MaxCol)}
	}
	c.cells = c.cells[:0]
	for i, field := range c.fields {
		switch {
		case field == "":
			continue
		case len(field) > c.limits.CellBytes:
			return Row{}, &ReadError{Reason: TooLarge, Row: c.number, Message: fmt.Sprintf("a cell has a text of %d bytes, more than the limit of %d", len(field), c.limits.CellBytes)}
		}
		c.cells = append(c.cells, Cell{Ref: At(i+1, c.number), Text: c.clean(field)})
	}
	return Row{Number: c.number, Cells: c.cells}, nil
}

// clean is the text without what no cell should hold, and notes what that was.
func (c *csvRows) clean(text string) string {
	control, returns := false, false
	for i := range len(text) {
		switch char := text[i]; {
		case char == '\r':
			returns = true
		case isControl(rune(char)):
			control = true
		}
	}
	if control {
		c.control.add(c.number)
		text = strings.Map(func(char rune) rune {
			if isControl(char) {
				return ' '
			}
			return char
		}, text)
	}
	if returns {
		text = string(breakLines([]byte(text), 0))
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		c.broken.add(c.number)
	}
	return text
}

// A rowList is some rows, the first few by their numbers.
type rowList struct {
	first []int
	last  int
	count int
}

const namedRows = 5

func (l *rowList) add(row int) {
	if l.last == row {
		return
	}
	l.last = row
	if l.count++; len(l.first) < namedRows {
		l.first = append(l.first, row)
	}
}

// String is "row 7" or "rows 7, 9, 12, 15, 20 and 3 more".
func (l rowList) String() string {
	if l.count == 1 {
		return fmt.Sprintf("row %d", l.first[0])
	}
	numbers := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(l.first)), ", "), "[]")
	if l.count > len(l.first) {
		return fmt.Sprintf("rows %s and %d more", numbers, l.count-len(l.first))
	}
	return "rows " + numbers
}
