package sheet

import "slices"

// xlsFormulas are the formulas of a workbook whose values may never have been calculated. Programs that write formulas
// without calculating them give them the value 0 and ask for a calculation when the file is opened, or give them no
// value at all, as an application does for an empty text; but an application also leaves a summary in the file. Some
// programs that do calculate look the same, and their formulas have other values too. So where every formula of a
// workbook awaits its calculation, none has been done.
//
// Until that is known, those without a value stand as errors.
type xlsFormulas struct {
	calculated bool
	awaiting   map[*Sheet][]Ref
}

// noteFormula takes note of a formula that is read.
func (b *xlsBook) noteFormula(sheet *Sheet, ref Ref, awaits bool) {
	if !awaits {
		b.formulas.calculated = true
		return
	}
	if b.formulas.awaiting == nil {
		b.formulas.awaiting = map[*Sheet][]Ref{}
	}
	b.formulas.awaiting[sheet] = append(b.formulas.awaiting[sheet], ref)
}

// settle makes the formulas that await their calculation what they are, once all sheets are read: errors, so that
// nobody takes them for zero or empty, or zero and empty indeed.
func (b *xlsBook) settle(sheets []*Sheet) {
	for _, sheet := range sheets {
		awaiting := b.formulas.awaiting[sheet]
		if len(awaiting) == 0 {
			continue
		}
		if b.formulas.calculated {
			sheet.dropUncalculated()
			continue
		}
		for _, ref := range awaiting {
			if cell := sheet.At(ref); cell != nil {
				cell.Kind, cell.Number, cell.Text = Error, 0, notCalculated
			}
		}
		b.say("%s", uncalculatedRemark(sheet.Name, awaiting))
	}
}

// dropUncalculated takes out the cells that stand for formulas without a value.
func (s *Sheet) dropUncalculated() {
	rows := s.Rows[:0]
	for _, row := range s.Rows {
		row.Cells = slices.DeleteFunc(row.Cells, func(cell Cell) bool { return cell.Kind == Error && cell.Text == notCalculated })
		if len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
	s.Rows = rows
}
