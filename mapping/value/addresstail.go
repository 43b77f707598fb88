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
		r.address.Country, r.vouched = "US", true
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
		if country, taken := countryNamed(printed); taken && country != "US" && r.address.Country == country && !named { // IN 46970 where India is stated
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
	if words := strings.Fields(match[1]); fold(words[len(words)-1]) == "ST" && knownCity("St. "+match[2], "US") {
		if before := strings.Join(words[:len(words)-1], " "); streetLike(before) { // "1 MAIN ST ST LOUIS"
			return before, words[len(words)-1] + " " + match[2], true
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
			if _, ok := regionNamed("CA", r.last()); ok && r.address.State == "" && len(r.segments) > 1 {
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
			r.setCountry(country, strings.Trim(last[len(rest):], " ,.-/("))
			r.replace(rest)
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
	case second == country && cityStates[country] == "":
		r.pop()
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

// takePostalCode reads the postal code of a country other than the United States in one of the last segments.
func (r *addressReader) takePostalCode() {
	if r.address.PostalCode != "" || r.address.Country == "" || r.address.Country == "US" {
		return
	}
	r.takeBracketedRegion()
	if street, code, city, ok := postalWithin(r.address.Country, r.last()); ok {
		r.address.PostalCode, r.vouched = code, true
		line := r.segments[len(r.segments)-1].line
		r.segments[len(r.segments)-1].text = street
		r.segments = append(r.segments, segment{text: city, line: line})
		return
	}
	for back := 1; back <= min(3, len(r.segments)); back++ {
		at := len(r.segments) - back
		text := strings.Trim(r.segments[at].text, " .")
		code, rest, found := takePostal(r.address.Country, text)
		rest = withoutDistrict(r.address.Country, rest)
		if !found || at == 0 && len(r.segments) > 1 && hasDigit(rest) || back > 1 && streetLike(rest) && !regionOrCity(r.address.Country, rest) || strings.HasSuffix(rest, "/") {
			continue
		}
		r.address.PostalCode, r.vouched = code, true
		if rest == "" {
			r.segments = append(r.segments[:at], r.segments[at+1:]...)
		} else {
			r.segments[at].text = rest
		}
		return
	}
}

// takeRegionBehindCode reads a province that stands behind the postal code with no comma between: "XIAMEN 361000 FUJIAN".
func (r *addressReader) takeRegionBehindCode() {
	country, last := r.address.Country, r.last()
	if country == "" || r.address.State != "" || r.address.PostalCode != "" {
		return
	}
	words := strings.Fields(last)
	for n := min(4, len(words)-1); n > 0; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		found, ok := regionNamed(country, strings.Trim(tail, "()"))
		if !ok || found.city || hasDigit(tail) {
			continue
		}
		before := strings.Trim(last[:startOfWords(last, n)], " ,-(")
		if _, rest, coded := takePostal(country, before); coded && rest != "" {
			r.address.State, r.vouched = withoutDot(strings.Trim(tail, " ,()")), true
			r.replace(before)
		}
		return
	}
}

// districtWord stands before a district that addresses of South Asia name for want of a city: "Dist. Ahmedabad - 382425".
var districtWord = regexp.MustCompile(`(?i)^(?:distt?|district|dt|zila)\b\s*[.:\-]*\s*([\p{L} ]+)$`)

func withoutDistrict(country Country, text string) string {
	switch country {
	case "IN", "BD", "PK", "NP", "LK":
		return districtWord.ReplaceAllString(text, "$1")
	}
	return text
}

// splitDashes parts the last segment at dashes between blanks where a postal code, a region or a city stands behind one:
// "Via Emilia 22 - 36100 Vicenza", "Caxias do Sul - RS".
func (r *addressReader) splitDashes() {
	pieces := strings.Split(r.last(), " - ")
	from := len(pieces)
	for from > 1 {
		piece := strings.TrimSpace(pieces[from-1])
		_, isRegion := regionNamed(r.address.Country, piece)
		_, rest, coded := takePostal(r.address.Country, piece)
		if !isRegion && !(coded && !streetLike(rest)) {
			if cityLike(piece) && (from < len(pieces) || streetLike(pieces[from-2])) {
				from--
			}
			break
		}
		from--
	}
	if from == len(pieces) {
		return
	}
	line := r.segments[len(r.segments)-1].line
	r.segments[len(r.segments)-1].text = strings.TrimSpace(strings.Join(pieces[:from], " - "))
	for _, piece := range pieces[from:] {
		r.segments = append(r.segments, segment{text: strings.TrimSpace(piece), line: line})
	}
}

func regionOrCity(country Country, text string) bool {
	_, ok := regionNamed(country, text)
	return ok || cityLike(text)
}

var bracketed = regexp.MustCompile(`^(.*\d)\s*\(([^()]+)\)$`)

// takeBracketedRegion reads a province in brackets behind a postal code: "NOIDA-201301 (U.P.)".
func (r *addressReader) takeBracketedRegion() {
	match := bracketed.FindStringSubmatch(r.last())
	if match == nil || r.address.State != "" {
		return
	}
	if found, ok := regionNamed(r.address.Country, match[2]); ok && !found.city {
		r.address.State, r.vouched = match[2], true
		r.replace(match[1])
	}
}
