package value

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// inferCountry tells the country of an address that names none, where its end leaves no doubt: a province whose name no
// other country has, or a postal code of a form that only one country uses. It is remarked, and the address less sure.
func (r *addressReader) inferCountry() {
	if r.address.State != "" { // "Houston, Texas", without a ZIP code
		if regionsAlone()[fold(r.address.State)] == "US" {
			r.infer("US")
		}
		return
	}
	last := r.last()
	for _, one := range codeForms {
		if one.form.MatchString(strings.ToUpper(last)) {
			r.infer(one.country)
			if one.country == "CA" {
				r.takeCanada()
			}
			return
		}
	}
	for back := 1; back <= min(2, len(r.segments)); back++ {
		match := countryBeforeCode.FindStringSubmatch(r.segments[len(r.segments)-back].text)
		if match == nil {
			continue
		}
		country := countryLetters[match[1]+match[3]]
		if _, rest, coded := takePostal(country, match[2]+match[4]); coded && rest != "" {
			r.infer(country)
			return
		}
	}
	if country := countryOfCodedCity(last); country != "" { // "41400 Gebze/Kocaeli"
		r.infer(country)
		return
	}
	for back := 1; back <= min(2, len(r.segments)-1); back++ {
		text := withoutCode(r.segments[len(r.segments)-back].text)
		if country, ok := regionsAlone()[fold(text)]; ok {
			r.infer(country)
			if country == "US" {
				r.takeState()
			}
			return
		}
		if back == 1 && withoutCode(last) != "" { // what stands behind a province is its postal code alone
			break
		}
	}
	if city, state, ok := cityAndState(last); ok && len(state) == 2 { // "New York NY"
		code, _ := usState(state)
		for _, place := range placesNamed(city) {
			if place.country() == "US" && stateOf(place) == code {
				r.infer("US")
				r.takeState()
				return
			}
		}
	}
}

var codedCity = regexp.MustCompile(`^(?:.*\s)?(\d{4,6}\s+[\p{L}. ]+?)\s*[/(]\s*([\p{L}][\p{L}. ]{3,})\)?$`)

// countryOfCodedCity is the one country that has the province behind a postal code and a city, and codes of that form.
func countryOfCodedCity(text string) (only Country) {
	match := codedCity.FindStringSubmatch(text)
	if match == nil {
		return ""
	}
	for country := range regions() {
		_, isRegion := regionNamed(country, match[2])
		if _, city, coded := takePostal(country, match[1]); !isRegion || !coded || city == "" {
			continue
		}
		if only != "" {
			return ""
		}
		only = country
	}
	return only
}

func (r *addressReader) infer(country Country) {
	r.address.Country, r.inferred = country, true
	r.remarks = append(r.remarks, Remark{
		Code:    "address_country_inferred",
		Message: "The address names no country; it is taken to be in " + country.Name() + ", from the end of " + quote(Mask(r.last())) + ".",
		Hint:    "Write the country behind it.",
	})
}

// codeForms are the forms of postal codes that tell their country alone, at the end of an address.
var codeForms = []struct {
	country Country
	form    *regexp.Regexp
}{
	{"GB", regexp.MustCompile(`(?:^|[\s,])[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$`)},
	{"CA", regexp.MustCompile(`(?:^|[\s,])[ABCEGHJ-NPRSTVXY]\d[A-Z]\s\d[A-Z]\d$|\b(?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK)[\s,]+[A-Z]\d[A-Z]\s?\d[A-Z]\d$`)},
}

// countryBeforeCode is a postal code with the letters of its country, as Europe writes them: "CH-8001 Zürich".
var countryBeforeCode = regexp.MustCompile(`^([A-Z]{1,3})-\s?(\d[\d \-]{2,7}\s.*)$|^([A-Z]{2})\s(\d{2}-\d{3}\s.*)$`)

// countryLetters are the countries of the letters before a postal code: of cars, or ISO's.
var countryLetters = map[string]Country{
	"A": "AT", "AT": "AT", "B": "BE", "BE": "BE", "BG": "BG", "CH": "CH", "CZ": "CZ", "D": "DE", "DE": "DE", "DK": "DK", "E": "ES", "ES": "ES", "EE": "EE", "F": "FR", "FR": "FR", "FI": "FI", "FIN": "FI",
	"GR": "GR", "H": "HU", "HU": "HU", "HR": "HR", "I": "IT", "IT": "IT", "L": "LU", "LU": "LU", "LT": "LT", "LV": "LV", "N": "NO", "NO": "NO", "NL": "NL", "P": "PT", "PT": "PT", "PL": "PL", "RO": "RO", "S": "SE", "SE": "SE", "SI": "SI", "SK": "SK", "TR": "TR", "UA": "UA",
}

var codeAtEnd = regexp.MustCompile(`(?:^|[\s\-]+)\d{3,6}(?:[\- ]\d{3,4})?$`)

func withoutCode(text string) string {
	return strings.Trim(codeAtEnd.ReplaceAllString(strings.Trim(text, " ."), ""), " ,.-")
}

// regionsAlone are the countries of provinces whose folded names, of five letters and more, are no other country's
// province, no country and no port elsewhere.
var regionsAlone = sync.OnceValue(func() map[string]Country {
	alone := map[string]Country{}
	shared := map[string]bool{}
	for country, known := range regions() {
		for name, one := range known.byName {
			if first, taken := alone[name]; taken && first != country {
				shared[name] = true
			}
			if _, isCountry := countryNamed(name); one.city || isCountry || utf8.RuneCountInString(name) < 5 {
				continue
			}
			alone[name] = country
		}
	}
	for name, country := range alone {
		for _, place := range placesNamed(name) {
			shared[name] = shared[name] || place.country() != country
		}
	}
	for name := range shared {
		delete(alone, name)
	}
	return alone
})
