package sheet

import (
	"bytes"
	"io"
)

// xlsxRows reads the part of one sheet, row by row.
type xlsxRows struct {
	book    *xlsxWorkbook
	sheet   *Sheet
	x       *xmlReader
	related relationships
	where   sheetPlace

	columns  []hiddenColumns
	row      int // number of the last row
	cells    []Cell
	slab     textSlab
	scratch  []byte
	raw      rawCell
	rich     richText
	preserve bool // blanks around texts count

	uncalculated []Ref // formulas without a result
}

// sheetPlace is where in the part the reading is.
type sheetPlace uint8

const (
	aroundCells sheetPlace = iota
	amongRows
	afterAll
)

type hiddenColumns struct{ first, last int32 }

func (w *xlsxWorkbook) read(sheet int) (rowSource, error) {
	part := w.parts[sheet]
	related, err := w.pkg.relationshipsOf(part.part)
	if err != nil {
		return nil, err
	}
	x, err := w.pkg.openXML(part.part)
	if err != nil {
		return nil, err
	}
	rows, err := w.beginRows(part.sheet, x, related)
	if err != nil {
		x.close()
	}
	return rows, err
}

// beginRows opens the root element of a sheet's part.
func (w *xlsxWorkbook) beginRows(sheet *Sheet, x *xmlReader, related relationships) (*xlsxRows, error) {
	x.holdsCells = true
	sheet.Merges, sheet.Comments, sheet.Links = nil, nil, nil
	err := x.root("worksheet")
	return &xlsxRows{book: w, sheet: sheet, x: x, related: related, preserve: preservesSpace(x, false)}, err
}

func (s *xlsxRows) close() { s.x.close() }

// next is the next row that holds a cell.
func (s *xlsxRows) next() (Row, error) {
	for {
		row, err := s.step()
		if err != nil {
			return Row{}, s.inRow(err)
		}
		if len(row.Cells) > 0 {
			return row, nil
		}
	}
}

// step reads one row, or one of the elements around the rows.
func (s *xlsxRows) step() (Row, error) {
	if s.where == afterAll {
		return Row{}, io.EOF
	}
	more, err := s.x.child()
	switch {
	case err != nil:
		return Row{}, err
	case s.where == amongRows && more && s.x.is("row"):
		return s.readRow()
	case s.where == amongRows && more:
		return Row{}, s.x.skip()
	case s.where == amongRows:
		s.where, s.row = aroundCells, 0
		return Row{}, nil
	case more:
		return Row{}, s.around()
	}
	s.where = afterAll
	return Row{}, s.end()
}

// around reads an element beside the rows.
func (s *xlsxRows) around() error {
	if id := s.x.relationship(); id != "" && s.related.byID(id) == nil {
		return s.x.damaged("<%s> points to %q, which the sheet's relationships do not have", s.x.name, id)
	}
	switch {
	case s.x.is("sheetData"):
		s.where = amongRows
		return nil
	case s.x.is("cols"):
		return s.x.each(s.column)
	case s.x.is("mergeCells"):
		return s.x.each(s.merge)
	case s.x.is("hyperlinks"):
		return s.x.each(s.link)
	}
	return s.x.skip()
}

// column notes which columns are hidden.
func (s *xlsxRows) column() error {
	first, err := s.x.number("min", 0)
	last, lastErr := s.x.number("max", first)
	hidden := isTrue(s.x.attr("hidden")) || string(s.x.attr("width")) == "0"
	if s.x.is("col") && hidden {
		if len(s.columns) > MaxCol {
			return s.x.damaged("more columns are hidden than there are")
		}
		s.columns = append(s.columns, hiddenColumns{int32(first), int32(last)})
	}
	return firstError(err, lastErr, s.x.skip())
}

func (s *xlsxRows) columnHidden(col int32) bool {
	for _, columns := range s.columns {
		if columns.first <= col && col <= columns.last {
			return true
		}
	}
	return false
}

func (s *xlsxRows) merge() error {
	if s.x.is("mergeCell") {
		area, err := ParseArea(string(s.x.attr("ref")))
		if err != nil {
			return s.x.damaged("a merged area is broken: %v", err)
		}
		s.sheet.Merges = append(s.sheet.Merges, area)
		if err := s.book.tally.addMark(); err != nil {
			return err
		}
	}
	return s.x.skip()
}

// readRow reads the row that is open.
func (s *xlsxRows) readRow() (Row, error) {
	number, err := s.x.number("r", s.row+1)
	if err != nil {
		return Row{}, err
	}
	if number < 1 || number > MaxRow {
		return Row{}, s.x.damaged("row %d is not between 1 and %d", number, MaxRow)
	}
	s.row = number
	row := Row{Number: number, Hidden: isTrue(s.x.attr("hidden")) || string(s.x.attr("ht")) == "0"}
	s.cells = s.cells[:0]
	last, ordered, raws := int32(0), true, 0
	for {
		more, err := s.nextCell(&last)
		if err != nil {
			return Row{}, err
		}
		if !more {
			break
		}
		if raws++; raws > MaxCol {
			return Row{}, s.x.damaged("the row has more cells than a sheet has columns")
		}
		at := len(s.cells)
		s.cells = append(s.cells, Cell{})
		cell := &s.cells[at]
		if err := s.meaning(&s.raw, cell); err != nil {
			return Row{}, err
		}
		if s.raw.formula && cell.Text != notCalculated {
			s.book.formulas.note(s.sheet, &s.raw)
		}
		if cell.Text == "" {
			s.cells = s.cells[:at]
			continue
		}
		cell.Hidden = row.Hidden || len(s.columns) > 0 && s.columnHidden(cell.Ref.Col)
		if at > 0 && cell.Ref.Col <= s.cells[at-1].Ref.Col {
			ordered = false
		}
	}
	row.Cells = s.cells
	if !ordered {
		return row, orderCells(row.Cells)
	}
	return row, nil
}

// nextCell reads the next cell of the row that is open into s.raw, and gives it its place.
func (s *xlsxRows) nextCell(last *int32) (bool, error) {
	raw := &s.raw
	window := s.x.window()
	blanks := skipBlanks(window, 0)
	if length := raw.scan(window[blanks:], s.preserve); length > 0 {
		s.x.pos += blanks + length
	} else {
		more, err := s.x.child()
		if err != nil || !more {
			return false, err
		}
		if !s.x.is("c") {
			return s.skipToCell(last)
		}
		if err := s.readCell(raw); err != nil {
			return false, err
		}
	}
	switch {
	case raw.ref == Ref{}:
		raw.ref = Ref{Row: int32(s.row), Col: *last + 1}
		if raw.ref.Col > MaxCol {
			return false, s.x.damaged("the row goes on past column XFD")
		}
	case int(raw.ref.Row) != s.row:
		return false, s.x.damaged("cell %s stands in row %d", raw.ref, s.row)
	}
	*last = raw.ref.Col
	return true, nil
}

// skipToCell passes over an element that is no cell.
func (s *xlsxRows) skipToCell(last *int32) (bool, error) {
	if err := s.x.skip(); err != nil {
		return false, err
	}
	return s.nextCell(last)
}

// readCell reads the cell that is open, whatever way it is written.
func (s *xlsxRows) readCell(raw *rawCell) (err error) {
	*raw = rawCell{copied: raw.copied[:0]}
	if ref := s.x.attr("r"); ref != nil {
		if raw.ref, err = ParseRef(string(bytes.Trim(ref, xmlBlanks))); err != nil {
			return s.x.damaged("%v", err)
		}
	}
	if style := s.x.attr("s"); len(style) > 0 {
		if raw.style, err = s.x.number("s", 0); err != nil {
			return err
		}
	}
	raw.kind = kindName(s.x.attr("t"))
	around := preservesSpace(s.x, s.preserve)
	for {
		more, err := s.x.child()
		if err != nil || !more {
			return err
		}
		if err := s.readInCell(raw, around); err != nil {
			return err
		}
	}
}

// readInCell reads an element of a cell, which has just started.
func (s *xlsxRows) readInCell(raw *rawCell, around bool) (err error) {
	switch {
	case s.x.is("v") && raw.valued, s.x.is("is") && raw.inlined:
		return s.x.damaged("cell %s has two values", raw.ref)
	case s.x.is("v"):
		raw.valued, raw.preserves = true, preservesSpace(s.x, around)
		from := len(raw.copied)
		raw.copied, err = s.x.content(raw.copied)
		raw.value = raw.copied[from:]
		return err
	case s.x.is("is"):
		raw.inlined = true
		s.rich.preserve = around
		text, err := s.rich.read(s.x)
		from := len(raw.copied)
		raw.copied = append(raw.copied, text...)
		raw.inline = raw.copied[from:]
		return err
	case s.x.is("f"):
		raw.formula = true
	}
	return s.x.skip()
}

// kindName is the type of a cell as a string that costs no memory.
func kindName(kind []byte) string {
	switch string(kind) {
	case "":
		return ""
	case "s":
		return "s"
	case "n":
		return "n"
	case "str":
		return "str"
	case "inlineStr":
		return "inlineStr"
	case "b":
		return "b"
	case "e":
		return "e"
	case "d":
		return "d"
	}
	return string(kind)
}

// inRow adds to an error the row that was read, or that came before.
func (s *xlsxRows) inRow(err error) error {
	read, ok := err.(*ReadError)
	if !ok {
		return err
	}
	if read.Row == 0 && s.row > 0 && s.where == amongRows {
		read.Row = s.row
	}
	if read.Part == "" {
		read.Part = s.x.part
	}
	return read
}

// end checks that the part came whole, and reads what belongs to the sheet in other parts.
func (s *xlsxRows) end() error {
	if err := s.x.finish(); err != nil {
		return err
	}
	if len(s.uncalculated) > 0 {
		s.book.say("%s", uncalculatedRemark(s.sheet.Name, s.uncalculated))
	}
	return s.readAround()
}
