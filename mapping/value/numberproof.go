package value

import "github.com/shopspring/decimal"

// AddTotal takes numbers and the total that is stated of them as evidence: "1,234 + 500 = 1,734" adds up with a thousands
// comma alone. Texts that hold no number or several, and sums that add up in both styles, prove nothing. Rounding may part
// a total from its sum by half a unit of its last digit for each part.
func (e *NumberEvidence) AddTotal(parts []string, total string) {
	point, comma := addsUp(parts, total, DecimalPoint), addsUp(parts, total, DecimalComma)
	switch {
	case point && !comma:
		e.point++
	case comma && !point:
		e.comma++
	}
}

// AddWithin takes a number that must lie between two bounds as evidence: of "12.500" kilograms in a pallet that weighs at
// least 50, only one reading can be. A number that reads in one way, or of which both or no readings fit, proves nothing.
func (e *NumberEvidence) AddWithin(text string, least, most Decimal) {
	digits, ok := onlyNumber(text)
	if !ok {
		return
	}
	readings := digitReadings(digits)
	if len(readings) != 2 {
		return
	}
	fits := func(n styledNumber) bool { return !n.value.LessThan(least) && !n.value.GreaterThan(most) }
	switch point, comma := fits(readings[0]), fits(readings[1]); {
	case point && !comma:
		e.point++
	case comma && !point:
		e.comma++
	}
}

// mostParts is more rows than are added up for evidence.
const mostParts = 20_000

// addsUp says whether the numbers of texts, read in a style, make the total. A number that has no reading in the style is
// none that speaks for it.
func addsUp(parts []string, total string, style NumberStyle) bool {
	want, ok := styledValue(total, style)
	if !ok || len(parts) < 2 || len(parts) > mostParts {
		return false
	}
	sum, exponent := decimal.Zero, want.Exponent()
	for _, part := range parts {
		value, ok := styledValue(part, style)
		if !ok {
			return false
		}
		sum = sum.Add(value)
	}
	slack := decimal.New(5, min(exponent, 0)-1).Mul(decimal.NewFromInt(int64(len(parts))))
	if exponent >= 0 || sum.Exponent() >= exponent { // nothing was rounded
		slack = decimal.Zero
	}
	return sum.Sub(want).Abs().LessThanOrEqual(slack)
}

func styledValue(text string, style NumberStyle) (Decimal, bool) {
	digits, ok := onlyNumber(text)
	if !ok {
		return Decimal{}, false
	}
	for _, reading := range digitReadings(digits) {
		if reading.style == AnyStyle || reading.style == style {
			return reading.value, true
		}
	}
	return Decimal{}, false
}

// onlyNumber are the digits of the one number in a text.
func onlyNumber(text string) (digits string, ok bool) {
	found := numbersIn(text)
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}
