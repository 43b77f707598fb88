package layout

import (
	"slices"

	"docket/mapping/sheet"
	"docket/mapping/value"

	"github.com/shopspring/decimal"
)

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
	number, _, err := value.ParseNumber(f.Text, style)
	return number, err == nil
}
