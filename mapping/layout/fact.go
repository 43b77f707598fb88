package layout

import (
	"docket/mapping/field"
	"docket/mapping/sheet"
)

// A Fact is a label with what stands for it. A Fact without text is a label whose place was left empty.
type Fact struct {
	Term    field.Term
	Text    string        // as displayed; lines of several cells are joined by newlines
	Values  []*sheet.Cell // the cells of Text, in its order
	Beside  []*sheet.Cell // cells right behind the value that may go with it: a unit, a country, the second of two values
	Cells   []sheet.Place // of Values
	Label   string        // the label as written, with the label of its group before it; it may hold a unit or currency
	Labels  []sheet.Place // the cells of the label
	Terms   []field.Term  // all terms of the label, if it asks for several; Text is then for all of them
	Ordinal int           // 2 for "Manufacturer 2"
	Listed  int           // the number in the cell before the label, by which other cells may refer to it; 0 for none
	Block   int           // facts of one block tell of one party; 0 is none
	Score   float64       // how sure it is that this text answers this label, 0 to 1
}

// A Sheet is what was found on one sheet.
type Sheet struct {
	Name   string
	Form   []Fact // in reading order
	Tables []Table
	Titles []Title

	Instructions bool          // the sheet tells how to fill in the others, and was not read
	Labels       []sheet.Place // cells that were read as labels, of facts or of nothing that was filled in
	Asides       []sheet.Place // cells that head, explain or number others, and examples: neither labels nor values
	Loose        []sheet.Place // cells with text that is no label and answers none
	Hidden       []sheet.Place // cells that the sender does not see, and which are therefore not read
}

// A Title is a text that tells what kind of document a sheet is.
type Title struct {
	Kind  field.Aside
	Place sheet.Place
}

// A Table is rows of values under a header.
type Table struct {
	Columns []Column
	Rows    []Row
	Totals  []Row
	First   int  // number of the header's first row
	Above   int  // how many facts of the sheet's form stand above the table
	crossed bool // its rows name what they are about

	continued bool // its head stands on a sheet before
}

// A Column is a column of a table, with what its header asks for.
type Column struct {
	Terms  []field.Term
	Label  string
	Places []sheet.Place
	Score  float64
}

// A Row is one row of a table.
type Row struct {
	Number int
	Facts  []Fact
	Others []string // texts under columns of which nothing is known
}

// EachFact visits all facts of the sheet.
func (s Sheet) EachFact(visit func(Fact)) {
	s.Change(func(f *Fact) { visit(*f) })
}

// Change visits all facts of the sheet, to be changed.
func (s Sheet) Change(change func(*Fact)) {
	for i := range s.Form {
		change(&s.Form[i])
	}
	for _, t := range s.Tables {
		for _, rows := range [][]Row{t.Rows, t.Totals} {
			for _, r := range rows {
				for i := range r.Facts {
					change(&r.Facts[i])
				}
			}
		}
	}
}
