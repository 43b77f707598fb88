package value

import (
	"regexp"
	"strings"
)

// cityStateZIP is the end of an address in the United States on one segment: "Charlotte NC 28208", "Columbia MD
// 21046-1234", "Newark NJ 7105".
var cityStateZIP = regexp.MustCompile(`^(.*?)[\s,]*\b([A-Za-z.][A-Za-z. ]{0,22}?)[.,]?\s*[-,]?\s*\b(\d{5}(?:-\d{4})?|\d{9}|\d{3,4})$`)

// takeUnitedStates reads state and ZIP code at the end of an address, which make it one of the United States whether
// the country is named or not.
func (r *addressReader) takeUnitedStates() {
	keep := append([]segment(nil), r.segments...)
	named := r.address.Country == "US"
	if country, ok := countryNamed(r.last()); ok && country == "US" && len(r.segments) > 1 {
		named = true
		r.pop()
	} else if country, rest, found := countryAtEnd(r.last()); found && country == "US" && rest != "" && !ok {
		named = true
		r.replace(rest)
	}
	if r.takeStateZIP(named) {
		r.vouched = true
		if r.address.Country != "PR" {
			r.address.Country = "US"
		}
		return
	}
	r.segments = keep
}

// zipThenCountry is a ZIP code with the country right behind it: "OR 97201 US".
var zipThenCountry = regexp.MustCompile(`^(.*\d)\s+(?:USA?|U\.S\.(?:A\.?)?)$`)

func (r *addressReader) takeStateZIP(named bool) bool {
	last := zipThenCountry.ReplaceAllString(r.last(), "$1")
	if zipShape.MatchString(normalZIP(last)) && len(r.segments) > 1 { // "Charlotte, NC, 28208" and "Charlotte NC, 28208"
		before := strings.Trim(r.segments[len(r.segments)-2].text, " .")
		if _, ok := usState(before); ok {
			r.pop()
			r.pop()
			return r.setState(before, last)
		}
		if city, state, ok := cityAndState(before); ok {
			r.pop()
			r.replace(city)
			return r.setState(state, last)
		}
		return false
	}
	match := cityStateZIP.FindStringSubmatch(last)
	if match == nil {
		return false
	}
	words := strings.Fields(strings.TrimSpace(match[1] + " " + match[2]))
	for n := min(3, len(words)); n > 0; n-- {
		printed := strings.Trim(strings.Join(words[len(words)-n:], " "), ",")
		state, ok := usState(printed)
		if !ok || n == 1 && len(printed) == 2 && printed != strings.ToUpper(printed) && len(words) > 1 {
			continue
		}
		zip := match[3]
		if short := len(zip) < 5; short && !lostZIPZero(zip, state, named || r.address.Country == "US") {
			return false
		}
		if country, taken := countryNamed(printed); taken && country != "US" && country != "PR" && r.address.Country == country && !named { // IN 46970 where India is stated
			return false
		}
		r.replace(strings.Join(words[:len(words)-n], " "))
		return r.setState(printed, zip)
	}
	return false
}

// lostZIPZero says whether three or four digits are a ZIP code of a state without its zeros.
func lostZIPZero(zip, state string, named bool) bool {
	restored := strings.Repeat("0", 5-len(zip)) + zip
	return zipInState(restored, state) && len(zipPrefixes()[state]) > 0 && (named || len(zip) == 4)
}

func (r *addressReader) setState(printed, zip string) bool {
	r.address.State = strings.Trim(printed, " .,")
	if code, ok := usState(printed); ok && len(code) == 2 && len(upperCode(printed)) == 2 {
		r.address.State = code
	}
	r.address.PostalCode = normalZIP(zip)
	r.takeCityBeforeState()
	return true
}

// takeCityBeforeState takes the city that stands before a state. With no comma between street and city, the city begins
// behind the last word of the street.
func (r *addressReader) takeCityBeforeState() {
	last := r.last()
	if last == "" {
		return
	}
	if street, city, mixed := streetAndCity(last); mixed {
		r.address.City = city
		r.replace(street)
		r.remarks = append(r.remarks, Remark{
			Code:    "address_city_unsure",
			Message: "The city in " + quote(Mask(last)) + " is taken to be " + quote(city) + ".",
			Hint:    "Put a comma between street and city.",
		})
		return
	}
	if hasDigit(last) && streetLike(last) && !cityLike(last) {
		return
	}
	r.address.City = last
	r.pop()
}

var lastStreetWord = regexp.MustCompile(`(?i)^(.*\d.*\b(?:road|rd|street|st|avenue|ave|av|boulevard|blvd|lane|ln|drive|dr|way|court|ct|parkway|pkwy|highway|hwy|circle|cir|place|pl|square|sq|terrace|ter|loop|trail|pike|plaza|crossing|row|walk|run)\b\.?(?:\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?(?:\s*(?:suite|ste|unit|apt|bldg|building|fl|floor|#|no)\.?\s*#?\s*[\w-]+)*)\s+([\p{L}][\p{L}. '\-]*)$`)

// streetAndCity parts a street from a city where no comma does: "12 MAIN ST SPRINGFIELD".
func streetAndCity(text string) (street, city string, mixed bool) {
	match := lastStreetWord.FindStringSubmatch(text)
	if match == nil || streetLike(match[2]) {
		return "", "", false
	}
	words := strings.Fields(match[1])
	if saint := words[len(words)-1]; fold(saint) == "ST" && len(words) > 2 { // "1 MAIN ST ST LOUIS"
		before := strings.Join(words[:len(words)-1], " ")
		if fold(words[len(words)-2]) == "ST" || streetLike(before) && knownCity("St. "+match[2], "US") {
			return before, saint + " " + match[2], true
		}
	}
	return match[1], match[2], true
}

// cityAndState parts "Los Angeles CA" and "Columbus Ohio".
func cityAndState(text string) (city, state string, ok bool) {
	words := strings.Fields(text)
	for n := min(3, len(words)-1); n > 0; n-- {
		printed := strings.Join(words[len(words)-n:], " ")
		if _, is := usState(printed); is && (n > 1 || len(printed) != 2 || printed == strings.ToUpper(printed)) {
			return strings.Join(words[:len(words)-n], " "), strings.Trim(printed, " ."), true
		}
	}
	return "", "", false
}

// takeState reads a state without a ZIP code. It makes no address one of the United States: "CA" may be another thing.
func (r *addressReader) takeState() {
	last := r.last()
	if r.address.State != "" || r.address.Country != "US" && r.address.Country != "" {
		return
	}
	if zip := normalZIP(last); zipShape.MatchString(zip) && r.address.Country == "US" && len(r.segments) > 1 {
		r.address.PostalCode = zip
		r.pop()
		last = r.last()
	}
	if _, ok := usState(last); ok && len(r.segments) > 1 {
		r.address.State = last
		r.pop()
		r.takeCityBeforeState()
		r.vouched = r.address.Country == "US"
		return
	}
	if city, state, ok := cityAndState(last); ok && r.address.Country == "US" {
		r.address.State, r.vouched = state, true
		r.replace(city)
		r.takeCityBeforeState()
	}
}

var canadian = regexp.MustCompile(`^(.*?)[\s,]*\b(AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|PQ|SK|YT)?[\s,.]*([A-Z]\d[A-Z]\s?\d[A-Z]\d)?$`)

// takeCanada reads province and postal code at the end of an address in Canada.
func (r *addressReader) takeCanada() {
	for range 3 {
		match := canadian.FindStringSubmatch(strings.ToUpper(r.last()))
		if match == nil || match[2] == "" && match[3] == "" {
			if found, ok := regionNamed("CA", r.last()); ok && r.address.State == "" && len(r.segments) > 1 && (!found.namesake || r.namesCity(r.beforeLast())) {
				r.address.State, r.vouched = r.last(), true
				r.pop()
				continue
			}
			return
		}
		rest := r.last()[:len(match[1])]
		if match[2] != "" && r.address.State == "" {
			r.address.State = match[2]
		}
		if match[3] != "" && r.address.PostalCode == "" {
			r.address.PostalCode = match[3]
		}
		r.vouched = true
		r.replace(rest)
	}
}
