package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"docket/mapping/field"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// How well a text could answer a label, without reading it in earnest.
const (
	surely   = 1.0
	probably = 0.8
	maybe    = 0.5
	hardly   = 0.2
	never    = 0.0
)

var (
	containerNumber = regexp.MustCompile(`(?i)\b[A-Z]{3}[UJZ][\s.-]*\d{3}[\s.-]*\d{3}[\s.-]*\d\b`)
	scac            = regexp.MustCompile(`^[A-Z]{4}$`)
	billNumber      = regexp.MustCompile(`(?i)^[A-Z0-9][A-Z0-9 /,;\n.-]*\d[A-Z0-9 /,;\n.-]*$`)
	dateLike        = regexp.MustCompile(`(?i)\d{1,4}[\s./年-]+(?:\d{1,2}|[a-zçñéû]{3,10}\.?)[\s./月,-]+\d{1,4}|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{2,4}|\b20\d{6}\b`)
	shortDate       = regexp.MustCompile(`(?i)^(?:\d{1,2}[./-]\d{1,2}|\d{1,2}[\s-]?[a-z]{3,9}|[a-z]{3,9}\s?\d{1,2})$`)
	htsNumber       = regexp.MustCompile(`\d{4}[\s.]?\d{0,2}|\b\d{5,13}\b`)
)

// plausible tells how well the text of a box could answer a term.
func plausible(t field.Term, b *box) float64 {
	if b.cell.Kind == sheet.Date {
		if t.Name == field.Departure || t.Name == field.Arrival {
			return surely
		}
		return hardly
	}
	return plausibleText(t, b.text)
}

func plausibleText(t field.Term, text string) float64 {
	if _, refers := value.FindReference(text); refers || value.ParseAbsence(text) != value.Present {
		return probably
	}
	isDate := dateLike.MatchString(text)
	letters, digits := count(text)
	switch {
	case isSentence(text, digits):
		return never
	case t.Role != "" && (t.Name == "" || t.Name == field.Party):
		return nameLike(letters, isDate)
	case t.Name == field.Departure, t.Name == field.Arrival:
		switch {
		case isDate:
			return surely
		case shortDate.MatchString(text):
			return probably
		}
		return never
	case isDate && t.Name != field.HTS && t.Name != field.NoPlace && t.Name != field.Flight && t.Name != field.BirthDate:
		return hardly
	}
	switch t.Name {
	case field.Container:
		if containerNumber.MatchString(text) {
			return surely
		}
		return ifAny(digits, maybe)
	case field.CarrierSCAC, field.MasterBillSCAC, field.HouseBillSCAC, field.BillSCAC:
		if scac.MatchString(text) {
			return surely
		}
		return hardly
	case field.Bill, field.MasterBill, field.HouseBill, field.RegularBill, field.LowestBill, field.MasterWaybill, field.HouseWaybill, field.Waybill, field.TruckBill:
		if billNumber.MatchString(text) && !isWordy(text) {
			return surely
		}
		return hardly
	case field.HTS:
		if htsNumber.MatchString(text) {
			return surely
		}
		return hardly
	case field.GrossWeight, field.Weight, field.Volume, field.Value, field.Packages, field.ContainerCount, field.IMO, field.PostalCode, field.Phone,
		field.EIN, field.SSN, field.CBPNumber, field.DUNS, field.Identifier, field.SuretyCode:
		return ifAny(digits, probably)
	case field.Origin, field.Country, field.IssuedBy:
		if _, _, err := value.ParseCountries(text); err == nil {
			return surely
		}
		return hardly
	case field.Email:
		if strings.Contains(text, "@") {
			return surely
		}
		return never
	case field.PortOfLoading, field.PortOfUnloading, field.Transshipment, field.InlandPort, field.Vessel, field.Carrier, field.Airline, field.PartyName, field.City:
		return nameLike(letters, isDate)
	default:
		return maybe
	}
}

// isWordy says whether a text has more words of letters alone than stand around the number of a bill: "Acme Cargo PLC, Air
// Terminal 2".
func isWordy(text string) bool {
	words := 0
	for _, w := range strings.Fields(text) {
		if letters, digits := count(w); letters > 2 && digits == 0 {
			words++
		}
	}
	return words > 3
}

// isSentence says whether a text tells something in a sentence, which no field of a filing does: most of its words are
// written small, and no number stands in it.
func isSentence(text string, digits int) bool {
	words := strings.Fields(text)
	if len(words) < 6 || digits > 2 {
		return false
	}
	small := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	return small*10 >= len(words)*7
}

func nameLike(letters int, isDate bool) float64 {
	switch {
	case isDate, letters == 0:
		return hardly
	case letters < 2:
		return maybe
	default:
		return 0.7
	}
}

func ifAny(digits int, then float64) float64 {
	if digits > 0 {
		return then
	}
	return hardly
}

func count(text string) (letters, digits int) {
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return letters, digits
}
