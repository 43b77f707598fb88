package mapping

import (
	"regexp"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// leftInDoubt is the share of a label's doubt that is left where the value itself shows what it is.
const leftInDoubt = 0.4

// scoreOf is how sure it is that a fact answers its label: as sure as the label is understood, and surer where the
// value could hardly be anything else.
func scoreOf(f layout.Fact) float64 {
	score := f.Score
	if score == 0 {
		return 1 // a profile gives it
	}
	if score < 1 && vouched(f) {
		score = 1 - leftInDoubt*(1-score)
	}
	return score
}

// billOfCarrier is a bill that begins with a SCAC.
var billOfCarrier = regexp.MustCompile(`^[A-Z]{4}[A-Z]{0,4}[0-9][A-Z0-9]{5,}$`).MatchString

// dottedTariff is a tariff number as people write them.
var dottedTariff = regexp.MustCompile(`^\d{4}\.\d{2}(?:[. ]?\d{2,4}){0,2}$`).MatchString

// vouched says whether a value shows by itself of what kind it is.
func vouched(f layout.Fact) bool {
	texts := strings.FieldsFunc(f.Text, func(r rune) bool { return r == '\n' || r == ',' || r == ';' })
	switch f.Term.Name {
	case field.Container:
		return allOf(texts, func(text string) bool {
			number, _, err := value.ParseContainerNumber(strings.TrimSpace(text))
			return err == nil && value.CheckContainer(number)
		})
	case field.HTS:
		return allOf(texts, func(text string) bool { return dottedTariff(strings.TrimSpace(text)) })
	case field.Bill, field.MasterBill, field.HouseBill, field.RegularBill, field.LowestBill:
		return allOf(texts, func(text string) bool { return billOfCarrier(squeezed(text)) })
	case field.Departure, field.Arrival:
		if len(f.Values) == 1 && f.Values[0].Kind == sheet.Date {
			return true
		}
		_, _, err := value.ParseDate(f.Text, value.DateEvidence{})
		return err == nil
	case field.Packages:
		_, found := value.FindPackageUnit(f.Text)
		return found
	case field.GrossWeight:
		_, found := value.FindWeightUnit(f.Text)
		return found
	case field.Volume:
		_, found := value.FindVolumeUnit(f.Text)
		return found
	default:
		return false
	}
}

func allOf(texts []string, is func(string) bool) bool {
	for _, text := range texts {
		if !is(text) {
			return false
		}
	}
	return len(texts) > 0
}
