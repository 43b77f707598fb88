package sheet

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Limits of a spreadsheet's grid, as Excel 2007 and later have them.
const (
	MaxRow = 1 << 20 // 1,048,576
	MaxCol = 1 << 14 // 16,384, column XFD
)

// A Ref is the place of a cell on its sheet. Rows and columns count from 1, so the zero Ref is no cell.
type Ref struct {
	Row, Col int32
}

// At is the Ref of the cell in column col and row row, both counted from 1.
func At(col, row int) Ref { return Ref{Row: int32(row), Col: int32(col)} }

// ParseRef reads a reference in A1 style, such as "B7" or "$B$7".
func ParseRef(text string) (Ref, error) {
	letters := strings.ReplaceAll(text, "$", "")
	digits := strings.TrimLeft(strings.ToUpper(letters), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters = strings.ToUpper(letters[:len(letters)-len(digits)])
	row, err := strconv.Atoi(digits)
	if err != nil || row < 1 || row > MaxRow || len(letters) == 0 || len(letters) > 3 {
		return Ref{}, fmt.Errorf("%q is no cell reference such as B7", text)
	}
	col := 0
	for _, letter := range letters {
		col = col*26 + int(letter-'A') + 1
	}
	if col > MaxCol {
		return Ref{}, fmt.Errorf("column of %q is past XFD", text)
	}
	return At(col, row), nil
}

// ColumnName is the name of a column in A1 style: 1 is A, 27 is AA.
func ColumnName(col int) string {
	var name []byte
	for ; col > 0; col = (col - 1) / 26 {
		name = append([]byte{byte('A' + (col-1)%26)}, name...)
	}
	return string(name)
}

// String is the reference in A1 style, "B7".
func (r Ref) String() string { return ColumnName(int(r.Col)) + strconv.Itoa(int(r.Row)) }

// Compare orders references as they are read: row by row, left to right.
func (r Ref) Compare(other Ref) int {
	return cmp.Or(cmp.Compare(r.Row, other.Row), cmp.Compare(r.Col, other.Col))
}

// An Area is a rectangle of cells, both corners included.
type Area struct {
	First, Last Ref
}

// ParseArea reads an area in A1 style, "A1:C3", or a single cell.
func ParseArea(text string) (Area, error) {
	from, to, found := strings.Cut(text, ":")
	if !found {
		to = from
	}
	first, err := ParseRef(from)
	if err != nil {
		return Area{}, err
	}
	last, err := ParseRef(to)
	if err != nil {
		return Area{}, err
	}
	return Area{
		First: Ref{Row: min(first.Row, last.Row), Col: min(first.Col, last.Col)},
		Last:  Ref{Row: max(first.Row, last.Row), Col: max(first.Col, last.Col)},
	}, nil
}

// Contains says whether the cell lies in the area.
func (a Area) Contains(r Ref) bool {
	return a.First.Row <= r.Row && r.Row <= a.Last.Row && a.First.Col <= r.Col && r.Col <= a.Last.Col
}

// String is the area in A1 style, "A1:C3".
func (a Area) String() string { return a.First.String() + ":" + a.Last.String() }

// A Place is a cell of a workbook: a sheet's name and a reference on it. It is how docket speaks of cells to people
// and in JSON: "Sheet!B7". The sheet's name stands as it is, without quotes; the last "!" ends it.
type Place struct {
	Sheet string
	Ref   Ref
}

// ParsePlace reads a place such as "Sheet!B7".
func ParsePlace(text string) (Place, error) {
	cut := strings.LastIndexByte(text, '!')
	if cut < 0 {
		return Place{}, fmt.Errorf("%q names no sheet, want a place such as Sheet!B7", text)
	}
	ref, err := ParseRef(text[cut+1:])
	return Place{Sheet: text[:cut], Ref: ref}, err
}

// String is the place as people read it, "Sheet!B7".
func (p Place) String() string { return p.Sheet + "!" + p.Ref.String() }

// MarshalText writes the place as String does.
func (p Place) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Place) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePlace(string(text))
	return err
}
