package sheet

// xlsFormulas are the formulas of a workbook whose values may never have been calculated. Programs that write formulas
// without calculating them give them the value 0 and ask for a calculation when the file is opened, or give them no
// value at all, as an application does for an empty text; but an application also leaves a summary in the file. Some
// programs that do calculate look the same, and their formulas have other values too. So where every formula of a
// workbook awaits its calculation, none has been done.
type xlsFormulas struct {
	calculated bool
	waiting    []xlsFormula
}

type xlsFormula struct {
	sheet *Sheet
	ref   Ref
}

func (b *xlsBook) noteFormula(sheet *Sheet, ref Ref, awaits bool) {
	switch {
	case !awaits:
		b.formulas.calculated = true
	case !b.formulas.calculated:
		b.formulas.waiting = append(b.formulas.waiting, xlsFormula{sheet, ref})
	}
}

// markUncalculated makes cells that nobody calculated errors, so that nobody takes them for zero or empty.
func (b *xlsBook) markUncalculated() error {
	waiting := b.formulas.waiting
	if b.formulas.calculated || len(waiting) == 0 {
		return nil
	}
	for len(waiting) > 0 {
		sheet, end := waiting[0].sheet, 1
		for end < len(waiting) && waiting[end].sheet == sheet {
			end++
		}
		cells, refs := make([]Cell, 0, end), make([]Ref, 0, end)
		for _, formula := range waiting[:end] {
			refs = append(refs, formula.ref)
			cells = append(cells, Cell{Ref: formula.ref, Kind: Error, Text: notCalculated})
		}
		if err := b.overwrite(sheet, cells); err != nil {
			return err
		}
		b.say("%s", uncalculatedRemark(sheet.Name, refs))
		waiting = waiting[end:]
	}
	return nil
}

// overwrite puts cells in the place of those that are there.
func (b *xlsBook) overwrite(sheet *Sheet, cells []Cell) error {
	hidden := map[int32]bool{}
	var all []Cell
	for _, row := range sheet.Rows {
		hidden[int32(row.Number)] = row.Hidden
		all = append(all, row.Cells...)
	}
	for i := range cells {
		if old := sheet.At(cells[i].Ref); old != nil {
			cells[i].Hidden, cells[i].Format = old.Hidden, old.Format
		} else if err := b.tally.addCell(); err != nil {
			return err
		}
	}
	sheet.Rows = inRows(inOrder(append(all, cells...)), func(row int32) bool { return hidden[row] })
	return nil
}
