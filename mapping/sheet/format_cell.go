package sheet

import (
	"math"
	"strings"
)

// Days between the serials of the 1900 system and those of the 1904 system, which old workbooks of the Macintosh use.
const daysTo1904 = 1462

// A numeric is what a cell with a number comes to by its format.
type numeric struct {
	kind   Kind
	number float64
	text   string
}

// numeric tells dates from numbers and shows both. from1904 says that the workbook counts its days from 1904; times and
// durations without a day are the same in both systems. A number that the format hides is shown as in General, because
// a value that nobody sees is still a value.
func (f *numberFormat) numeric(value float64, from1904 bool) numeric {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return numeric{kind: Error, text: generalText(value)}
	}
	cell := numeric{kind: Number, number: value}
	if f.isDate() {
		if from1904 && f.showsDay() {
			value += daysTo1904
		}
		if value >= 0 && value < firstDayAfter {
			cell.kind, cell.number = Date, value
		}
	}
	cell.text = f.text(value)
	if strings.TrimSpace(cell.text) == "" {
		cell.text = generalText(value)
	}
	return cell
}

// shown is a text through the format, and the text itself where the format hides it.
func (f *numberFormat) shown(text string) string {
	if shown := f.textOf(text); strings.TrimSpace(shown) != "" {
		return shown
	}
	return text
}

// showsDay says whether the format shows a day, month or year.
func (f *numberFormat) showsDay() bool {
	for _, section := range f.numbers {
		date, ok := section.picture.(*datePicture)
		if !ok {
			continue
		}
		for _, part := range date.parts {
			switch part.kind {
			case dateYear, dateBuddhistYear, dateEra, dateEraYear, dateMonth, dateDay:
				return true
			}
		}
	}
	return false
}

// boolText is a truth value as it is shown.
func boolText(value bool) string {
	if value {
		return "TRUE"
	}
	return "FALSE"
}

// isGeneralCode says whether a format code is that of General, which Cell.Format leaves out.
func isGeneralCode(code string) bool { return code == "" || strings.EqualFold(code, "General") }
