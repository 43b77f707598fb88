// Package drift changes workbooks as their senders do from one shipment to the next: labels get typing errors or other
// words, rows and columns move, tables are turned, units change their place. What the workbook means stays the same, so
// that tests can measure how far recognition follows.
package drift

import (
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// A Change is one that senders make, in growing strength.
type Change struct {
	Name  string
	Steps []string // what each strength does, from 1
	apply func(p *page, strength int)
}

// An Original is a workbook before it changes, with what recognition knows of it.
type Original struct {
	book *sheet.Workbook
	read []layout.Sheet
}

// Of is a workbook to be changed. It stays as it is.
func Of(book *sheet.Workbook) Original { return Original{book, layout.Read(book)} }

// Apply is a changed copy of a workbook. It is nil where the workbook has nothing that could be changed so.
func (c Change) Apply(o Original, strength int) *sheet.Workbook {
	changed := false
	out := &sheet.Workbook{Format: o.book.Format, Names: o.book.Names}
	for i, s := range o.book.Sheets {
		if s.Hidden || o.read[i].Instructions {
			out.Sheets = append(out.Sheets, s)
			continue
		}
		p := newPage(s, o.read[i])
		c.apply(p, strength)
		out.Sheets = append(out.Sheets, p.sheet())
		changed = changed || p.changed
	}
	if !changed {
		return nil
	}
	return out
}

// Changes are all kinds of change.
var Changes = []Change{
	{"typing errors in labels", []string{"one letter of each third label", "one letter of each label", "two letters of each label", "three letters of each label"}, misspell},
	{"other words for labels", []string{"each third label", "each label"}, rename},
	{"labels in another language", []string{"each third label in Spanish", "all in German", "all in Chinese"}, translate},
	{"words dropped from labels", []string{"the last of three or more", "the first of three or more", "the last of two or more"}, shorten},
	{"words added to labels", []string{"“*”", "“(required)”", "“- please complete”"}, lengthen},
	{"labels in capitals, abbreviated", []string{"capitals", "full stops: “Cont. No.”"}, abbreviate},
	{"empty rows inserted", []string{"one above all", "one below each third row of forms", "one below each row of forms"}, insertRows},
	{"empty columns inserted", []string{"one left of all", "one behind each column", "three behind each column"}, insertColumns},
	{"blocks of rows moved", []string{"the last block to the top", "all in reverse order"}, moveBlocks},
	{"columns of tables moved", []string{"the last to the front", "in reverse order"}, permuteColumns},
	{"heads of tables", []string{"words in two rows", "under a heading over all columns"}, splitHeads},
	{"tables turned", []string{"columns become rows"}, turnTables},
	{"values below their labels", []string{"each third", "all"}, lowerValues},
	{"units moved", []string{"from the value to its label", "to the cell behind the value"}, moveUnits},
	{"sheet renamed", []string{"Sheet1", "Tabelle1", "数据"}, renameSheet},
}
