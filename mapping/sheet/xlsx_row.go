package sheet

import "bytes"

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
		cell.Hidden = row.Hidden || s.hidden != nil && s.hidden[cell.Ref.Col]
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

// nextCell reads the next cell of the row that is open into s.raw, and gives it its place, after the last one if it
// does not say.
func (s *xlsxRows) nextCell(last *int32) (bool, error) {
	more, err := s.findCell(&s.raw)
	if err != nil || !more {
		return false, err
	}
	switch ref := &s.raw.ref; {
	case *ref == Ref{}:
		*ref = Ref{Row: int32(s.row), Col: *last + 1}
		if ref.Col > MaxCol {
			return false, s.x.damaged("the row goes on past column XFD")
		}
	case int(ref.Row) != s.row:
		return false, s.x.damaged("cell %s stands in row %d", *ref, s.row)
	}
	*last = s.raw.ref.Col
	return true, nil
}

// findCell reads the next cell, from the window if it can; at the end of the row it is false.
func (s *xlsxRows) findCell(raw *rawCell) (bool, error) {
	for {
		window := s.x.window()
		blanks := skipBlanks(window, 0)
		if length := raw.scan(window[blanks:], s.preserve); length > 0 {
			s.x.pos += blanks + length
			return true, nil
		}
		more, err := s.x.child()
		if err != nil || !more {
			return false, err
		}
		if s.x.is("c") {
			return true, s.readCell(raw)
		}
		if err := s.x.skip(); err != nil {
			return false, err
		}
	}
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
