package value

import "regexp"

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
		switch readings := digitReadings(digits); {
		case len(readings) != 1:
		case readings[0].style == DecimalPoint:
			e.point++
		case readings[0].style == DecimalComma:
			e.comma++
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

// Merge adds what other has gathered.
func (e *NumberEvidence) Merge(other NumberEvidence) {
	e.point += other.point
	e.comma += other.comma
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
