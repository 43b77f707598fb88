package sheet

import (
	"fmt"
	"strings"
)

// notCalculated is the text of a formula whose result the file does not hold, as in files that a program wrote and no
// spreadsheet application ever opened. Such a cell is an Error, so that nobody takes it for empty or for zero.
const notCalculated = "#NOT-CALCULATED"

// xlsxFormulas are the formulas of a workbook whose results may never have been calculated. Some programs leave the
// result out, which shows at once. Others write 0 and ask for a calculation when the file is opened; but Excel asks
// for one now and then too, and its formulas have other results as well. So where every formula of such a workbook
// is 0, none has been calculated. That is known when all sheets are read, and Read makes use of it.
type xlsxFormulas struct {
	asked      bool // the workbook asks for a calculation
	calculated bool // a formula has a result other than 0
	zeros      map[*Sheet][]Ref
}

// note takes note of a formula with a result.
func (f *xlsxFormulas) note(sheet *Sheet, raw *rawCell) {
	switch {
	case !f.asked || f.calculated:
	case raw.kind != "" && raw.kind != "n" || string(trimBlanks(raw.value)) != "0":
		f.calculated, f.zeros = true, nil
	default:
		if f.zeros == nil {
			f.zeros = map[*Sheet][]Ref{}
		}
		f.zeros[sheet] = append(f.zeros[sheet], raw.ref)
	}
}

// settle makes formulas that nobody calculated errors, once all cells are read.
func (w *xlsxWorkbook) settle() {
	for _, sheet := range w.sheets() {
		for _, ref := range w.formulas.zeros[sheet] {
			cell := sheet.At(ref)
			cell.Kind, cell.Number, cell.Text = Error, 0, notCalculated
		}
		if zeros := w.formulas.zeros[sheet]; len(zeros) > 0 {
			w.say("%s", uncalculatedRemark(sheet.Name, zeros))
		}
	}
}

// shownUncalculated is how many cells without results a remark names.
const shownUncalculated = 5

// uncalculatedRemark tells of formulas whose results a file does not hold.
func uncalculatedRemark(sheet string, cells []Ref) string {
	var named []string
	for _, cell := range cells[:min(len(cells), shownUncalculated)] {
		named = append(named, cell.String())
	}
	if len(cells) > shownUncalculated {
		named = append(named, "...")
	}
	return fmt.Sprintf("Sheet %q has %s without a result: %s. Open the file in a spreadsheet program and save it, and the results are there.",
		sheet, counted(len(cells), "formula"), strings.Join(named, ", "))
}
