package sheet

import "io"

// xlsxRows reads the part of one sheet, row by row.
type xlsxRows struct {
	book    *xlsxWorkbook
	sheet   *Sheet
	x       *xmlReader
	related relationships
	where   sheetPlace

	hidden   []bool // which columns are, by number; nil if none is
	begun    bool   // rows were there
	row      int    // number of the last row
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
	if id := s.x.relationship(); id != "" && s.related.byID[id] == nil {
		return s.x.damaged("<%s> points to %q, which the sheet's relationships do not have", s.x.name, id)
	}
	switch {
	case s.x.is("sheetData"):
		s.where, s.begun = amongRows, true
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
	first, err := s.x.number("min", 1)
	last, lastErr := s.x.number("max", first)
	if err := firstError(err, lastErr); err != nil {
		return err
	}
	if s.x.is("col") && (isTrue(s.x.attr("hidden")) || string(s.x.attr("width")) == "0") {
		if s.begun {
			return s.x.damaged("hidden columns are told of after the rows")
		}
		if s.hidden == nil {
			s.hidden = make([]bool, MaxCol+1)
		}
		for col := first; col <= min(last, MaxCol); col++ {
			s.hidden[col] = true
		}
	}
	return s.x.skip()
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
