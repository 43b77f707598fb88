package layout

import (
	"slices"
	"strings"
	"unicode"

	"docket/mapping/sheet"
	"docket/mapping/value"

	"github.com/shopspring/decimal"
)

// sumUp tells rows that sum up others from these, where no word that is known says so.
func (t *Table) sumUp() {
	if t.unlabelledTotal() {
		last := len(t.Rows) - 1
		t.Rows, t.Totals = t.Rows[:last], t.Rows[last:]
	}
	var rows []Row
	for _, r := range t.Rows {
		if isRunningSum(r, rows) {
			t.Totals = append(t.Totals, r)
			continue
		}
		rows = append(rows, r)
	}
	t.Rows = rows
	slices.SortStableFunc(t.Totals, func(a, b Row) int { return a.Number - b.Number })
}

// digitsOfPage are the digits of a page that a sum is carried from: "Vortrag von Seite 12".
const digitsOfPage = 2

// leastSums is how many amounts of a row are those of the rows above it together, so that it is no chance.
const leastSums = 2

// isRunningSum says whether a row carries forward what the rows above it come to, whatever word says so: it states
// amounts, each the sum of those above, and beside them one text without the number of anything in it, where each row above states more.
func isRunningSum(r Row, above []Row) bool {
	sums, texts := 0, len(r.Others)
	for _, f := range r.Facts {
		if len(f.Terms) == 1 && f.Term.Name.IsMeasure() {
			sums++
		} else if _, digits := count(f.Text); digits > digitsOfPage {
			return false
		} else {
			texts++
		}
	}
	if len(above) < 2 || sums < leastSums || texts != 1 || slices.ContainsFunc(above, func(r Row) bool { return texts >= r.texts() }) {
		return false
	}
	return !slices.ContainsFunc(r.Facts, func(f Fact) bool {
		return f.Term.Name.IsMeasure() && !slices.ContainsFunc([]value.NumberStyle{value.DecimalPoint, value.DecimalComma}, func(style value.NumberStyle) bool { return isSum(f, above, style) })
	})
}

// texts counts what a row states that is no amount.
func (r Row) texts() (n int) {
	for _, f := range r.Facts {
		if len(f.Terms) != 1 || !f.Term.Name.IsMeasure() {
			n++
		}
	}
	return n + len(r.Others)
}

// unlabelledTotal says whether the last row of a table sums up the others without saying so: it states amounts alone,
// where the other rows state more, and each is the sum of its column.
func (t *Table) unlabelledTotal() bool {
	last := len(t.Rows) - 1
	if last < 1 || len(t.Totals) > 0 || len(t.Rows[last].Facts) == 0 {
		return false
	}
	rows, total := t.Rows[:last], t.Rows[last]
	if len(rows) == 1 && len(total.Facts) < 2 || slices.ContainsFunc(rows, func(r Row) bool { return onlyAmounts(r.Facts) }) || !onlyAmounts(total.Facts) {
		return false
	}
	for _, f := range total.Facts {
		if !slices.ContainsFunc([]value.NumberStyle{value.DecimalPoint, value.DecimalComma}, func(style value.NumberStyle) bool { return isSum(f, rows, style) }) {
			return false
		}
	}
	return true
}

func onlyAmounts(facts []Fact) bool {
	return !slices.ContainsFunc(facts, func(f Fact) bool { return len(f.Terms) != 1 || !f.Term.Name.IsMeasure() })
}

// isSum says whether an amount is the sum of the amounts above it, their separators read in one style.
func isSum(total Fact, rows []Row, style value.NumberStyle) bool {
	want, ok := amount(total, style)
	if !ok {
		return false
	}
	var sum decimal.Decimal
	for _, r := range rows {
		for _, f := range r.Facts {
			if f.Term != total.Term {
				continue
			}
			one, ok := amount(f, style)
			if !ok {
				return false
			}
			sum = sum.Add(one)
		}
	}
	return sum.Equal(want)
}

// amount is the number of a fact.
func amount(f Fact, style value.NumberStyle) (decimal.Decimal, bool) {
	if len(f.Values) != 1 {
		return decimal.Decimal{}, false
	}
	if f.Values[0].Kind == sheet.Number {
		return decimal.NewFromFloat(f.Values[0].Number).Round(6), true
	}
	number, _, err := value.ParseNumber(strings.TrimRightFunc(f.Text, func(r rune) bool { return !unicode.IsDigit(r) }), style) // "306 CTNS"
	return number, err == nil
}
