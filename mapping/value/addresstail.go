package value

import (
	"regexp"
	"strings"
)

// countryThenCode is a country with a postal code behind it: "P.R. China 315000", "Singapore 048623".
var countryThenCode = regexp.MustCompile(`^(.*?\D)[\s,.\-:(]+(?i:` + postalLabel + `)?(\d{3,7}|\d{3}\s\d{3}|\d{5}-\d{3}|\d{3}-\d{4}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\)?$`)

var labelledCode = regexp.MustCompile(`^(?i:` + postalLabel + `)(\d{3,7}|\d{3}\s\d{3})$`)

// takeCountry reads the country at the end of an address.
func (r *addressReader) takeCountry() {
	last := r.last()
	if last == "" {
		return
	}
	if match := countryThenCode.FindStringSubmatch(last); match != nil {
		if country, rest, found := countryAtEnd(match[1]); found && r.agrees(country) {
			if code, _, ok := takePostal(country, match[2]); ok {
				if whole, before, coded := takePostal(country, last); coded && before == "" { // "LV-4201", whose letters are of the code
					code = whole
				}
				r.setCountry(country, strings.TrimSpace(match[1][len(rest):]))
				r.address.PostalCode, r.vouched = code, true
				r.replace(rest)
				return
			}
		}
	}
	if _, rest, coded := strings.Cut(labelledCode.ReplaceAllString(last, "\x00$1"), "\x00"); coded && len(r.segments) > 1 {
		last = rest // "China, P.C. 315000"
	}
	if code := digitsOf(last); code == strings.ReplaceAll(last, " ", "") && len(r.segments) > 1 { // "China, 315000"
		before := r.segments[len(r.segments)-2].text
		if country, ok := countryNamed(strings.Trim(before, " .")); ok && r.agrees(country) {
			if postal, _, ok := takePostal(country, last); ok {
				r.setCountry(country, before)
				r.address.PostalCode, r.vouched = postal, true
				r.pop()
				r.pop()
				return
			}
		}
	}
	if cut := strings.LastIndexByte(last, '/'); cut > 0 { // "45200 Akhisar/MANISA/TURKEY"
		if country, ok := countryNamed(strings.TrimSpace(last[cut+1:])); ok && len(strings.TrimSpace(last[cut+1:])) > 2 && r.agrees(country) {
			r.setCountry(country, last[cut+1:])
			r.replace(last[:cut])
			return
		}
	}
	if country, ok := countryNamed(last); ok && len(r.segments) > 1 && r.agrees(country) {
		if _, isState := usState(last); !isState || r.standsInCountry(country) {
			r.setCountry(country, last)
			r.pop()
			r.takeDoubleCountry(country)
		}
		return
	}
	if country, rest, found := countryAtEnd(last); found && r.agrees(country) {
		if _, isState := usState(strings.TrimSpace(last[len(rest):])); !isState || rest == "" {
			printed := strings.Trim(last[len(rest):], " ,.-/(")
			r.setCountry(country, printed)
			r.replace(rest)
			if words := strings.Fields(printed); len(words) > 1 && rest != "" { // "Scotland UK"
				if _, isRegion := regionNamed(country, words[0]); isRegion && fold(words[0]) != fold(country.Name()) {
					r.segments = append(r.segments, segment{text: words[0], line: -2})
				}
			}
			return
		}
	}
	latin, other := scripts(last)
	if country, ok := countryNamed(other); ok && latin == "" && r.agrees(country) {
		r.setCountry(country, last)
		r.pop()
	}
}

// agrees says whether a country fits the one that is stated apart.
func (r *addressReader) agrees(country Country) bool {
	return r.address.Country == "" || r.address.Country == country || r.address.Country == "CN" && (country == "HK" || country == "MO" || country == "TW") || r.address.Country == "US" && country == "PR"
}

func (r *addressReader) setCountry(country Country, printed string) {
	r.address.Country, r.printed = country, strings.Trim(printed, " .,")
}

// takeDoubleCountry drops a second name of the same country: "Hong Kong, China" and "CHINA, P.R.C.".
func (r *addressReader) takeDoubleCountry(country Country) {
	second, ok := countryNamed(r.last())
	switch {
	case !ok || len(r.segments) < 2:
	case second == country:
		if _, isRegion := regionNamed(country, r.last()); !isRegion && namesakes[country] == "" {
			r.pop()
		}
	case country == "CN" && (second == "HK" || second == "MO" || second == "TW"):
		r.setCountry(second, r.last())
		r.pop()
	}
}

// standsInCountry says whether the segment before two letters that are a state and a country too has a postal code or
// a place of that country: "73430 Aalen, DE", but not "Wilmington, DE".
func (r *addressReader) standsInCountry(country Country) bool {
	before := r.segments[len(r.segments)-2].text
	if fold(r.last()) == "GEORGIA" {
		return knownCity(before, "GE") || fold(before) == "KUTAISI" || fold(before) == "RUSTAVI"
	}
	if _, _, ok := takePostal(country, before); ok && country != "US" {
		return true
	}
	return r.address.Country == country
}
