package sheet

// An odsRow is a row as it is written, which may stand for many.
type odsRow struct {
	hidden   bool
	style    string // of cells that have none
	col      int    // of the next cell
	cells    []Cell // their rows are not set
	merges   []Area // in row 1
	comments []odsMark
	links    []odsMark
	waiting  []int32 // columns of formulas without results
}

// An odsMark is a comment or a link in a column.
type odsMark struct {
	col  int
	text string
}

func (r *odsRow) empty() bool {
	return len(r.cells) == 0 && len(r.merges) == 0 && len(r.comments) == 0 && len(r.links) == 0
}

func (t *odsTable) readRow() error {
	count, err := t.x.count("table:number-rows-repeated")
	if err != nil {
		return err
	}
	row := &odsRow{hidden: t.hiddenHere(t.groups), style: string(t.x.get("table:default-cell-style-name")), col: 1}
	err = t.x.each(func() error {
		switch t.x.tag() {
		case "table:table-cell", "table:covered-table-cell":
			return t.readCell(row)
		}
		return t.x.skip()
	})
	if err != nil {
		return err
	}
	if row.empty() {
		t.row = min(t.row+count, MaxRow+1)
		return nil
	}
	if t.row+count-1 > MaxRow {
		return t.x.damaged("rows go on past row %d", MaxRow)
	}
	for range count {
		if err := t.place(row); err != nil {
			return err
		}
		t.row++
	}
	return nil
}

// place puts a row at the next place of the sheet.
func (t *odsTable) place(row *odsRow) error {
	if err := t.placeMarks(row); err != nil || len(row.cells) == 0 {
		return err
	}
	if err := t.book.tally.addRow(); err != nil {
		return err
	}
	cells := make([]Cell, len(row.cells))
	for i, cell := range row.cells {
		if err := t.book.tally.addCell(); err != nil {
			return err
		}
		cell.Ref.Row = int32(t.row)
		cell.Hidden = row.hidden || t.column(int(cell.Ref.Col)).hidden
		cells[i] = cell
	}
	for _, col := range row.waiting {
		t.uncalculated = append(t.uncalculated, Ref{Row: int32(t.row), Col: col})
	}
	t.sheet.Rows = append(t.sheet.Rows, Row{Number: t.row, Hidden: row.hidden, Cells: cells})
	return nil
}

func (t *odsTable) placeMarks(row *odsRow) error {
	for range len(row.merges) + len(row.comments) + len(row.links) {
		if err := t.book.tally.addMark(); err != nil {
			return err
		}
	}
	for _, merge := range row.merges {
		merge.First.Row += int32(t.row - 1)
		merge.Last.Row = min(merge.Last.Row+int32(t.row-1), MaxRow)
		t.sheet.Merges = append(t.sheet.Merges, merge)
	}
	mark(&t.sheet.Comments, t.row, row.comments)
	mark(&t.sheet.Links, t.row, row.links)
	return nil
}

func mark(on *map[Ref]string, row int, marks []odsMark) {
	for _, mark := range marks {
		if *on == nil {
			*on = map[Ref]string{}
		}
		(*on)[At(mark.col, row)] = mark.text
	}
}
