package grid

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"docket/mapping/sheet"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// text is a grid as text: a line a row, "|" between cells, "<" and "^" of how many places a cell takes.
func (g Grid) text() string {
	var b strings.Builder
	for _, c := range g.Columns {
		fmt.Fprintf(&b, "%s%s ", strings.Repeat(".", min(c.Skipped, 1)), c.Name)
	}
	for _, r := range g.Rows {
		if r.Skipped > 0 {
			fmt.Fprintf(&b, "\n... %d rows", r.Skipped)
		}
		fmt.Fprintf(&b, "\n%d ", r.Number)
		for _, c := range r.Cells {
			fmt.Fprintf(&b, "|%s%s%s", c.Text, strings.Repeat("<", c.Width-1), strings.Repeat("^", c.Height-1))
		}
	}
	if g.RowsLeft > 0 || g.ColumnsLeft > 0 {
		fmt.Fprintf(&b, "\nleft: %d rows, %d columns", g.RowsLeft, g.ColumnsLeft)
	}
	return b.String()
}

// csv is the one sheet of a text file.
func csv(t interface{ Fatal(...any) }, text string) *sheet.Sheet {
	book, err := sheet.Read([]byte(text), sheet.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return book.Sheets[0]
}

func area(t *testing.T, text string) sheet.Area {
	t.Helper()
	a, err := sheet.ParseArea(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var wide = Room{Rows: 100, Columns: 40, Text: 100}

func TestDraw(t *testing.T) {
	t.Parallel()
	merged := csv(t, "Parties,,,x\nBuyer,Acme,,\nSeller,Emca,,y\n")
	merged.Merges = []sheet.Area{area(t, "A1:C1"), area(t, "B2:C3"), area(t, "Z9:Z10")}
	long := csv(t, "No,Goods\n"+strings.Repeat("1,mats\n", 100))
	lines := make([]string, 30)
	for i := range lines {
		lines[i] = fmt.Sprintf("c%d", i+1)
	}
	broad := csv(t, strings.Join(lines, ",")+"\n"+strings.Join(lines, ",")+"\n")
	for _, test := range []struct {
		name   string
		sheet  *sheet.Sheet
		marked []sheet.Ref
		room   Room
		want   string
	}{
		{"as it is", csv(t, "Bill,MAEU1\n,\nBuyer,Acme\n"), nil, wide, "A B \n1 |Bill|MAEU1\n2 ||\n3 |Buyer|Acme"},
		{"merged cells are one", merged, nil, wide, "A B C D \n1 |Parties<<|x\n2 |Buyer|Acme<^|\n3 |Seller|y"},
		{"what matters is drawn, with what is around it and the head", long, []sheet.Ref{sheet.At(2, 50)}, Room{Rows: 15, Columns: 2, Text: 9},
			"A B \n1 |No|Goods\n2 |1|mats\n3 |1|mats\n4 |1|mats\n5 |1|mats\n6 |1|mats\n7 |1|mats\n8 |1|mats\n9 |1|mats\n10 |1|mats\n11 |1|mats\n12 |1|mats\n... 35 rows\n48 |1|mats\n49 |1|mats\n50 |1|mats\nleft: 86 rows, 0 columns"},
		{"columns too", broad, []sheet.Ref{sheet.At(29, 2)}, Room{Rows: 9, Columns: 3, Text: 9}, "A B .AC \n1 |c1|c2|c29\n2 |c1|c2|c29\nleft: 0 rows, 27 columns"},
		{"a long text is cut", csv(t, "Bill,grüße an alle\n"), nil, Room{Rows: 9, Columns: 9, Text: 5}, "A B \n1 |Bill|grüße"},
		{"a place beyond the sheet", csv(t, "a,b\n"), []sheet.Ref{sheet.At(1, 9)}, wide, "A B \n1 |a|b\n... 7 rows\n9 ||"},
	} {
		if diff := cmp.Diff(test.want, Draw(test.sheet, test.marked, test.room).text()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestDrawIsBounded: whatever a sheet holds, no more is drawn than there is room for and blanks between, each row takes
// as many places as there are columns, and the cell that matters most is there.
func TestDrawIsBounded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := &sheet.Sheet{Name: "S"}
		for row := 1; row < 60; row += rapid.IntRange(1, 9).Draw(t, "step") {
			r := sheet.Row{Number: row}
			for column := 1; column < 20; column += rapid.IntRange(1, 6).Draw(t, "column step") {
				r.Cells = append(r.Cells, sheet.Cell{Ref: sheet.At(column, row), Text: "x"})
			}
			s.Rows = append(s.Rows, r)
		}
		ref := rapid.Custom(func(t *rapid.T) sheet.Ref {
			return sheet.At(rapid.IntRange(1, 20).Draw(t, "col"), rapid.IntRange(1, 60).Draw(t, "row"))
		})
		for range rapid.IntRange(0, 5).Draw(t, "merges") {
			first := ref.Draw(t, "first")
			s.Merges = append(s.Merges, sheet.Area{First: first, Last: sheet.At(int(first.Col)+rapid.IntRange(0, 4).Draw(t, "wide"), int(first.Row)+rapid.IntRange(0, 4).Draw(t, "high"))})
		}
		marked := rapid.SliceOfN(ref, 1, 10).Draw(t, "marked")
		room := Room{Rows: rapid.IntRange(head+1, 40).Draw(t, "rows"), Columns: rapid.IntRange(1, 12).Draw(t, "columns"), Text: 5}
		g := Draw(s, marked, room)
		if most := room.Rows * (blank + 1); len(g.Rows) > most || len(g.Columns) > room.Columns*(blank+1) {
			t.Fatalf("%d rows and %d columns are drawn", len(g.Rows), len(g.Columns))
		}
		places := map[sheet.Ref]int{}
		for i, row := range g.Rows {
			for _, cell := range row.Cells {
				left := -1
				for j, c := range g.Columns {
					if c.Name == sheet.ColumnName(int(cell.Ref.Col)) {
						left = j
					}
				}
				for high := range cell.Height {
					for wide := range cell.Width {
						places[sheet.At(left+wide+1, i+high+1)]++
					}
				}
			}
		}
		for i := range g.Rows {
			for j := range g.Columns {
				if n := places[sheet.At(j+1, i+1)]; n != 1 {
					t.Fatalf("row %d column %s is drawn %d times\n%s", g.Rows[i].Number, g.Columns[j].Name, n, g.text())
				}
			}
		}
		if len(places) != len(g.Rows)*len(g.Columns) {
			t.Fatalf("%d places in %d rows and %d columns", len(places), len(g.Rows), len(g.Columns))
		}
		found := false
		for _, row := range g.Rows {
			found = found || row.Number == int(marked[0].Row)
		}
		if !found {
			t.Fatalf("%v is not drawn", marked[0])
		}
	})
}

// BenchmarkDraw draws a large sheet around one cell.
func BenchmarkDraw(b *testing.B) {
	s := csv(b, strings.Repeat("1,2,3,4,5,6,7,8,9,10\n", 100_000))
	for b.Loop() {
		Draw(s, []sheet.Ref{sheet.At(3, 50_000)}, Room{Rows: 200, Columns: 40, Text: 300})
	}
}

// FuzzDraw: a sheet of any file can be drawn.
func FuzzDraw(f *testing.F) {
	for _, name := range []string{"01-isf-form.xlsx", "04-bol-containers.csv", "12-packing-list-semicolon.csv"} {
		content, err := os.ReadFile("../../../testdata/samples/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content, uint16(3), uint16(7))
	}
	f.Fuzz(func(t *testing.T, data []byte, row, column uint16) {
		book, err := sheet.Read(data, sheet.Limits{Cells: 10_000, Bytes: 1 << 20})
		if err != nil {
			return
		}
		for _, s := range book.Sheets {
			if g := Draw(s, []sheet.Ref{sheet.At(int(column)+1, int(row)+1)}, Room{Rows: 20, Columns: 5, Text: 10}); len(g.Rows) > 80 {
				t.Errorf("%d rows", len(g.Rows))
			}
		}
	})
}
