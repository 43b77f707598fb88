// Package sheet turns the bytes of a spreadsheet into a Workbook: grids of cells, each with the text that a person
// sees, its typed value and its place. The kind of file is told by its bytes, never by its name.
package sheet

import (
	"slices"
	"time"
)

// A Format is a kind of spreadsheet file, told from its bytes.
type Format string

// The formats that docket reads.
const (
	XLSX Format = "xlsx"
	XLSM Format = "xlsm" // as xlsx; its macros are ignored and Remarks says so
	XLS  Format = "xls"  // BIFF8, Excel 97 to 2003
	ODS  Format = "ods"
	CSV  Format = "csv" // comma, semicolon, tab or pipe separated text
)

// A Workbook is what a spreadsheet file holds, sheet by sheet in the file's order.
type Workbook struct {
	Format  Format
	Sheets  []*Sheet
	Remarks []string // what was left out on purpose, as sentences: macros, external links, charts

	// Names are what the file defines names for, as it writes them: a place, a formula, a text in quotes. Those of single
	// sheets are left out. Only xlsx and xlsm files are asked for them.
	Names map[string]string
}

// A Sheet is one grid of cells. Only rows and cells that hold something are there.
type Sheet struct {
	Name     string // "Sheet" for a file without sheet names, such as csv
	Hidden   bool
	Rows     []Row // in ascending order of Number
	Merges   []Area
	Comments map[Ref]string
	Links    map[Ref]string
}

// A Row is a row with at least one cell.
type Row struct {
	Number int // from 1
	Hidden bool
	Cells  []Cell // in ascending order of column; never one without text
}

// A Cell is a cell that holds something.
type Cell struct {
	Ref    Ref
	Kind   Kind
	Hidden bool    // its row or column is hidden
	Number float64 // see Kind
	Text   string  // as the application shows it, number format applied; never empty
	Format string  // number format code as in the file, "" for General
}

// A Kind is the type of a cell's value.
type Kind uint8

// The kinds of cells.
const (
	Text   Kind = iota // Number means nothing
	Number             // Number is the value
	Date               // Number is the serial day of the 1900 system, also in workbooks of the 1904 system; see Cell.Time
	Bool               // Number is 0 or 1
	Error              // Text is the error, such as #N/A
)

// String is the kind's name in lower case.
func (k Kind) String() string {
	return [...]string{"text", "number", "date", "bool", "error"}[k]
}

// Time is the moment of a Date cell, in UTC, to the second; spreadsheets know no time zones.
func (c Cell) Time() time.Time {
	days := int(c.Number)
	seconds := (c.Number - float64(days)) * 24 * 60 * 60
	if days < 60 { // day 60 is 29 February 1900, which never was; days before it count from one day later
		days++
	}
	return time.Date(1899, time.December, 30+days, 0, 0, int(seconds+0.5), 0, time.UTC)
}

// At is the cell at a place of the sheet, nil where there is none.
func (s *Sheet) At(ref Ref) *Cell {
	row, found := slices.BinarySearchFunc(s.Rows, int(ref.Row), func(r Row, number int) int { return r.Number - number })
	if !found {
		return nil
	}
	cells := s.Rows[row].Cells
	col, found := slices.BinarySearchFunc(cells, ref.Col, func(c Cell, col int32) int { return int(c.Ref.Col - col) })
	if !found {
		return nil
	}
	return &cells[col]
}

// Place is where a cell of this sheet stands in its workbook.
func (s *Sheet) Place(ref Ref) Place { return Place{Sheet: s.Name, Ref: ref} }
