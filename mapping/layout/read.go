package layout

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// Read finds the facts of a workbook, sheet by sheet. Hidden sheets are lists for drop-downs and left-overs that the
// sender does not see; their cells are listed as Hidden.
func Read(book *sheet.Workbook) []Sheet { return ReadTold(book, nil) }

// ReadTold is Read where somebody has told what some cells ask for as labels, whatever the vocabulary says.
func ReadTold(book *sheet.Workbook, told map[sheet.Place]field.Label) []Sheet {
	var sheets []Sheet
	blocks := 0 // blocks are told apart over all sheets
	var open *openTable
	for _, s := range book.Sheets {
		if instructs(s) && len(book.Sheets) > 1 {
			sheets = append(sheets, Sheet{Name: s.Name, Instructions: true})
			continue
		}
		var read Sheet
		read, blocks, open = readSheet(s, told, blocks, open)
		sheets = append(sheets, read)
	}
	joinTables(sheets)
	leaveOutPiecesOf(sheets)
	return sheets
}

// instructs says whether a sheet tells how to fill in the others: its name or its first title says so, or that it
// holds an example.
func instructs(s *sheet.Sheet) bool {
	if kind := field.TitleOf(s.Name); kind == field.Instructions || field.Understand(s.Name).Has(field.Example) {
		return true
	}
	if len(s.Rows) == 0 {
		return false
	}
	return field.TitleOf(s.Rows[0].Cells[0].Text) == field.Instructions
}

// readSheet reads one sheet. Blocks is how many were found before it, and with it; open the table that the sheet before
// it ends with, and the one that it ends with itself.
func readSheet(s *sheet.Sheet, told map[sheet.Place]field.Label, before int, last *openTable) (out Sheet, blocks int, open *openTable) {
	out.Name = s.Name
	if s.Hidden {
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				out.Hidden = append(out.Hidden, s.Place(cell.Ref))
			}
		}
		return out, before, last
	}
	g, hidden := newGrid(s)
	g.blocks, g.told = before, told
	out.Hidden = hidden
	g.readDashes()
	out.Titles = g.setAsideTitles()
	g.setAsideHints()
	g.owned()
	g.readRoutes()
	g.readVerbs()
	g.readNumbers()
	g.readLines()
	g.maskColumns()
	out.Tables = slices.Concat(g.goesOn(last), g.transposed(), g.markedRoles(), g.tables())
	out.Form = g.readForm()
	out.boxesToForm()
	for i := range out.Tables {
		for _, f := range out.Form {
			if len(f.Labels) > 0 && int(f.Labels[0].Ref.Row) < out.Tables[i].First {
				out.Tables[i].Above++
			}
		}
	}
	for _, row := range g.rows {
		for _, b := range row.boxes {
			if int(b.area.First.Row) != row.number {
				continue
			}
			switch b.use {
			case unused, asLoose:
				out.Loose = append(out.Loose, g.place(b))
			case asLabel:
				out.Labels = append(out.Labels, g.place(b))
			case asAside:
				out.Asides = append(out.Asides, g.place(b))
			}
		}
	}
	return out, g.blocks, g.open
}

// boxesToForm moves tables of a single row to the form: they are its boxes, each label with its value below it. A row
// that goes with one of another table by what its first column asks for, such as a house bill, holds for that one alone
// and stays a row.
func (s *Sheet) boxesToForm() {
	tables := slices.Clone(s.Tables)
	s.Tables = slices.DeleteFunc(s.Tables, func(t Table) bool {
		if len(t.Rows) != 1 || len(t.Totals) > 0 || t.crossed || t.continued || goesWithRows(t, tables) {
			return false
		}
		s.Form = append(s.Form, t.Rows[0].Facts...)
		return true
	})
	slices.SortStableFunc(s.Form, func(a, b Fact) int { return a.Labels[0].Ref.Compare(b.Labels[0].Ref) })
}

// goesWithRows says whether another table has several rows and a column for what the first column of a table asks for.
func goesWithRows(t Table, tables []Table) bool {
	first := slices.IndexFunc(t.Columns, func(c Column) bool { return len(c.Terms) > 0 })
	if first < 0 {
		return false
	}
	return slices.ContainsFunc(tables, func(other Table) bool {
		return len(other.Rows) > 1 && slices.ContainsFunc(other.Columns, func(c Column) bool { return slices.Equal(c.Terms, t.Columns[first].Terms) })
	})
}
