package page

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish/review/grid"
)

// What there is room for on a page. What is left out is told.
const (
	mostSheets   = 6
	mostLines    = 1500 // of a request
	mostProblems = 200
	mostCells    = 8 // that one field or problem links to
	colours      = 12
)

var room = grid.Room{Rows: 200, Columns: 40, Text: 300}

// A sight is a request beside the sheets that it was read from: each field has a number and a colour, on its line of the
// request and on its cells; each problem has a number too, and stands on the cells that it is about.
type sight struct {
	request  json.RawMessage // nil for none
	cells    map[filing.Pointer][]sheet.Place
	problems []mapping.Problem
	book     *sheet.Workbook // nil for none

	NoSheet      string // why no sheet is drawn
	Anew         bool   // the request was never sent: it is what the file says, as it is read now
	Lines        []line
	LinesLeft    int
	Problems     []problem
	ProblemsLeft int
	Sheets       []drawn
	SheetsLeft   []string

	fields map[filing.Pointer]int // numbers, by field
	hues   map[sheet.Place]int    // colours of cells that a field begins in: all fields of one have its colour, neighbours another
	marks  map[sheet.Place]*marking
	places map[sheet.Place]string // ids of cells that are drawn
}

// A link leads to a cell, if it is drawn.
type link struct {
	Place sheet.Place
	To    string // id; "" for none
}

// A problem is one on the page.
type problem struct {
	mapping.Problem
	Number int
	Line   int // number of the field that it is about; 0 if it has no line
	Links  []link
	Left   int // cells without a link
}

// A marking is what is said of a cell.
type marking struct {
	fields   []filing.Pointer
	Numbers  []int // of its fields
	Problems []int
	Error    bool // one of them is
	personal []filing.Pointer
}

// A drawn sheet is one with marks.
type drawn struct {
	grid.Grid
	Number int // of the sheet in its workbook
	Rows   []row
}

type row struct {
	grid.Row
	Cells []cell
}

type cell struct {
	grid.Cell
	ID string
	*marking
	Colour int
}

// draw puts everything together.
func (s *sight) draw() error {
	s.fields, s.hues = map[filing.Pointer]int{}, map[sheet.Place]int{}
	s.marks, s.places = map[sheet.Place]*marking{}, map[sheet.Place]string{}
	if err := s.write(); err != nil {
		return err
	}
	s.mark()
	if s.book != nil {
		s.drawSheets()
	}
	for i := range s.Lines {
		s.Lines[i].Links, s.Lines[i].Left = s.links(s.cells[s.Lines[i].Field])
	}
	for i, p := range s.problems[:min(len(s.problems), mostProblems)] {
		shown := problem{Problem: p, Number: i + 1, Line: s.fields[p.Field]}
		shown.Links, shown.Left = s.links(p.Cells)
		s.Problems = append(s.Problems, shown)
	}
	s.ProblemsLeft = len(s.problems) - len(s.Problems)
	return nil
}

func (s *sight) links(places []sheet.Place) (links []link, left int) {
	for _, place := range places[:min(len(places), mostCells)] {
		links = append(links, link{Place: place, To: s.places[place]})
	}
	return links, len(places) - len(links)
}

// mark says of each cell which fields are read from it, and which problems are about it.
func (s *sight) mark() {
	at := func(place sheet.Place) *marking {
		if s.marks[place] == nil {
			s.marks[place] = &marking{}
		}
		return s.marks[place]
	}
	byNumber := func(a, b filing.Pointer) int { return s.fields[a] - s.fields[b] }
	for _, field := range slices.SortedFunc(maps.Keys(s.cells), byNumber) {
		for _, place := range s.cells[field] {
			m := at(place)
			m.fields = append(m.fields, field)
			if n := s.fields[field]; n > 0 {
				m.Numbers = append(m.Numbers, n)
			}
		}
	}
	for i, p := range s.problems[:min(len(s.problems), mostProblems)] {
		for _, place := range p.Cells {
			m := at(place)
			m.Problems, m.Error = append(m.Problems, i+1), m.Error || p.Severity == mapping.Error
			m.personal = append(m.personal, p.Field)
		}
	}
}

// drawSheets draws the sheets with marks; if there are none, the first that people see.
func (s *sight) drawSheets() {
	found := false
	for number, one := range s.book.Sheets {
		marked := s.markedOf(one)
		found = found || len(marked) > 0
		if len(marked) > 0 && len(s.Sheets) < mostSheets {
			s.Sheets = append(s.Sheets, s.drawSheet(number, one, marked))
		} else {
			s.SheetsLeft = append(s.SheetsLeft, one.Name)
		}
	}
	first := slices.IndexFunc(s.book.Sheets, func(one *sheet.Sheet) bool { return !one.Hidden && len(one.Rows) > 0 })
	if !found && first >= 0 {
		s.Sheets = []drawn{s.drawSheet(first, s.book.Sheets[first], nil)}
		s.SheetsLeft = slices.Delete(s.SheetsLeft, first, first+1)
	}
}

// markedOf are the cells of a sheet with marks: those with problems first, then in the order of reading.
func (s *sight) markedOf(one *sheet.Sheet) (marked []sheet.Ref) {
	var plain []sheet.Ref
	for place, m := range s.marks {
		switch {
		case place.Sheet != one.Name:
		case len(m.Problems) > 0:
			marked = append(marked, place.Ref)
		default:
			plain = append(plain, place.Ref)
		}
	}
	slices.SortFunc(marked, sheet.Ref.Compare)
	slices.SortFunc(plain, sheet.Ref.Compare)
	return append(marked, plain...)
}

func (s *sight) drawSheet(number int, one *sheet.Sheet, marked []sheet.Ref) drawn {
	d := drawn{Grid: grid.Draw(one, marked, room), Number: number + 1}
	for _, r := range d.Grid.Rows {
		shown := row{Row: r}
		for _, c := range r.Cells {
			place := one.Place(c.Ref)
			m := s.marks[place]
			shownCell := cell{Cell: c, marking: m}
			var fields []filing.Pointer
			if m != nil {
				shownCell.ID = fmt.Sprintf("s%d%s", d.Number, c.Ref)
				s.places[place] = shownCell.ID
				fields = append(slices.Clip(m.fields), m.personal...)
				shownCell.Colour = s.colourOf(place, m)
			}
			shownCell.Text = maskedCell(c.Text, fields)
			shown.Cells = append(shown.Cells, shownCell)
		}
		d.Rows = append(d.Rows, shown)
	}
	return d
}

// colourOf is the colour of a cell; 0 for none.
func (s *sight) colourOf(place sheet.Place, m *marking) int {
	if hue := s.hues[place]; hue > 0 || len(m.Numbers) == 0 {
		return hue
	}
	for _, field := range m.fields { // it goes on from another cell
		if s.fields[field] > 0 {
			return s.hues[s.cells[field][0]]
		}
	}
	return 0
}
