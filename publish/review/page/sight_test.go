package page

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"

	"github.com/google/go-cmp/cmp"
)

// text is a sight as text: lines with "#number/colour", cells with "#numbers/colour!problems".
func (s *sight) text() string {
	var b strings.Builder
	for _, l := range s.Lines {
		if l.Number > 0 {
			fmt.Fprintf(&b, "%s #%d/%d", strings.TrimSpace(l.Text), l.Number, l.Colour)
			for _, to := range l.Links {
				fmt.Fprintf(&b, " %s=%s", to.Place, to.To)
			}
			b.WriteByte('\n')
		}
	}
	for _, d := range s.Sheets {
		for _, r := range d.Rows {
			for _, c := range r.Cells {
				if c.marking != nil {
					fmt.Fprintf(&b, "%s!%s %s #%v/%d!%v\n", d.Name, c.Ref, c.Text, c.Numbers, c.Colour, c.Problems)
				}
			}
		}
	}
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "problem %d line %d %v\n", p.Number, p.Line, p.Links)
	}
	if len(s.SheetsLeft) > 0 {
		fmt.Fprintf(&b, "not drawn: %v\n", s.SheetsLeft)
	}
	return b.String()
}

func sheetOf(name string, texts ...string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name}
	for i, text := range texts {
		s.Rows = append(s.Rows, sheet.Row{Number: i + 1, Cells: []sheet.Cell{{Ref: sheet.At(1, i+1), Text: text}}})
	}
	return s
}

func place(t *testing.T, text string) sheet.Place {
	t.Helper()
	p, err := sheet.ParsePlace(text)
	must(t, err)
	return p
}

// TestSight: fields are numbered in the order of the request; those of one cell have one colour, on the cell too; what
// identifies a person is masked on both ends, also where only a problem says what the cell is; sheets without marks are
// named.
func TestSight(t *testing.T) {
	t.Parallel()
	one := func(text string) []sheet.Place { return []sheet.Place{place(t, text)} }
	s := sight{
		request: json.RawMessage(`{"a":"x","b":{"city":"Y","street":"Z"},"passport_number":"K1234567"}`),
		cells: map[filing.Pointer][]sheet.Place{
			"/a": one("Main!A1"), "/b/street": one("Main!A2"), "/b/city": {place(t, "Main!A2"), place(t, "Main!A3")},
			"/passport_number": one("People!A1"), "/gone": one("Main!A9"),
		},
		problems: []mapping.Problem{
			{Severity: mapping.Error, Code: "x", Field: "/a", Cells: one("Main!A1")},
			{Severity: mapping.Warning, Code: "y", Field: "/entities/0/date_of_birth", Cells: one("People!A2")},
		},
		book: &sheet.Workbook{Sheets: []*sheet.Sheet{sheetOf("Notes", "hello"), sheetOf("Main", "x", "Z, Y", "Y"), sheetOf("People", "K1234567", "born 1 May 1970")}},
	}
	must(t, s.draw())
	want := `"a": "x", #1/1 Main!A1=s2A1
"city": "Y", #2/2 Main!A2=s2A2 Main!A3=s2A3
"street": "Z" #3/2 Main!A2=s2A2
"passport_number": "********" #4/3 People!A1=s3A1
Main!A1 x #[1]/1![1]
Main!A2 Z, Y #[2 3]/2![]
Main!A3 Y #[2]/2![]
Main!A9  #[]/0![]
People!A1 ******** #[4]/3![]
People!A2 **** * *** **** #[]/0![2]
problem 1 line 1 [{Main!A1 s2A1}]
problem 2 line 0 [{People!A2 s3A2}]
not drawn: [Notes]
`
	if diff := cmp.Diff(want, s.text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSightIsBounded: of much, what there is room for is shown, and what is left is counted.
func TestSightIsBounded(t *testing.T) {
	t.Parallel()
	s := sight{book: &sheet.Workbook{}, cells: map[filing.Pointer][]sheet.Place{}}
	values := []string{}
	for i := range 2 * mostLines {
		values = append(values, "x")
		s.cells[filing.Pointer("").Index(i)] = []sheet.Place{{Sheet: "S0", Ref: sheet.At(1, i+1)}}
	}
	text, err := json.Marshal(values)
	must(t, err)
	s.request = text
	many := make([]sheet.Place, 0, 2*mostSheets)
	for i := range 2 * mostSheets {
		s.book.Sheets = append(s.book.Sheets, sheetOf(fmt.Sprintf("S%d", i), values...))
		many = append(many, sheet.Place{Sheet: fmt.Sprintf("S%d", i), Ref: sheet.At(1, 700)})
	}
	for range 2 * mostProblems {
		s.problems = append(s.problems, mapping.Problem{Cells: many})
	}
	must(t, s.draw())
	if len(s.Lines) != mostLines || s.LinesLeft != 2*mostLines+2-mostLines || len(s.Problems) != mostProblems || s.ProblemsLeft != mostProblems || len(s.Sheets) != mostSheets || len(s.SheetsLeft) != mostSheets {
		t.Errorf("%d lines and %d, %d problems and %d, %d sheets and %v", len(s.Lines), s.LinesLeft, len(s.Problems), s.ProblemsLeft, len(s.Sheets), s.SheetsLeft)
	}
	if p := s.Problems[0]; len(p.Links) != mostCells || p.Left != len(many)-mostCells || p.Links[0].To != "s1A700" {
		t.Errorf("a problem links to %v and %d more", p.Links, p.Left)
	}
	if rows := len(s.Sheets[0].Rows); rows > room.Rows*4 || s.Sheets[0].RowsLeft != 2*mostLines-room.Rows {
		t.Errorf("%d rows are drawn, %d left", rows, s.Sheets[0].RowsLeft)
	}
}
