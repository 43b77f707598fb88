package value

import (
	"regexp"

	"github.com/shopspring/decimal"
)

// NumberEvidence gathers what the numbers of a column or a workbook prove about the style of all of them. The zero
// value has none. Feed it texts of fields that hold numbers, never dates, codes or descriptions; and of a spreadsheet
// none that its application has formatted from a typed value, since those show docket's own style.
type NumberEvidence struct {
	point, comma int
}

var numberInText = regexp.MustCompile(`(?:^|[^\d.,'])(` + number + `)(?:[^\d]|$)`)

// Add takes the numbers of a text as evidence: "7,812.4 KGS" proves a decimal point.
func (e *NumberEvidence) Add(text string) {
	for _, digits := range numbersIn(text) {
		if readings := digitReadings(digits); len(readings) == 1 {
			e.add(readings[0].style)
		}
	}
}

// AddCount takes the numbers of a text that counts whole things as evidence: "1,024 CTNS" has no parts of cartons, so
// its comma parts thousands. "1.000" proves nothing: some systems print counts with three decimals.
func (e *NumberEvidence) AddCount(text string) {
	for _, digits := range numbersIn(text) {
		readings := digitReadings(digits)
		if len(readings) != 2 {
			e.Add(digits)
			continue
		}
		switch point, comma := readings[0].value.IsInteger(), readings[1].value.IsInteger(); {
		case point && !comma:
			e.point++
		case comma && !point:
			e.comma++
		}
	}
}

// AddWeight takes a gross weight in kilograms or pounds as evidence that has two readings, by the packages that it is
// the weight of: "9,118 kgs" of 214 cartons are no nine kilograms, since nothing that is packed by the hundred weighs
// forty grams with its carton, and a pallet alone weighs more than "47,586 lbs" of 21 may be read to. Where both readings can
// be true it proves nothing.
func (e *NumberEvidence) AddWeight(text string, packages Count) {
	texts := numbersIn(text)
	if len(texts) != 1 || packages.Value < 1 {
		return
	}
	readings := digitReadings(texts[0])
	if len(readings) != 2 {
		return
	}
	lightest := leastOfPackage.Mul(decimal.NewFromInt(packages.Value))
	if packages.Unit == Pallet {
		lightest = leastOfPallet.Mul(decimal.NewFromInt(packages.Value))
	}
	switch first, second := readings[0].value.LessThan(lightest), readings[1].value.LessThan(lightest); {
	case first && !second:
		e.add(readings[1].style)
	case second && !first:
		e.add(readings[0].style)
	}
}

// leastOfPackage is less than any package of cargo by sea weighs, in kilograms.
var leastOfPackage = decimal.New(1, -1)

// leastOfPallet is less than a pallet weighs with nothing on it, in kilograms as in pounds: one of cardboard has four
// kilograms.
var leastOfPallet = decimal.New(3, 0)

func (e *NumberEvidence) add(style NumberStyle) {
	switch style {
	case DecimalPoint:
		e.point++
	case DecimalComma:
		e.comma++
	}
}

// Style is the style that the evidence proves: AnyStyle where there is none, or where numbers of both styles were seen.
func (e NumberEvidence) Style() NumberStyle {
	switch {
	case e.point > 0 && e.comma == 0:
		return DecimalPoint
	case e.comma > 0 && e.point == 0:
		return DecimalComma
	}
	return AnyStyle
}

// Mixed says that numbers of both styles were seen.
func (e NumberEvidence) Mixed() bool { return e.point > 0 && e.comma > 0 }

func numbersIn(text string) []string {
	if len(text) > 2000 {
		return nil
	}
	var found []string
	for _, match := range numberInText.FindAllStringSubmatch(plain(text), 20) {
		found = append(found, match[1])
	}
	return found
}
