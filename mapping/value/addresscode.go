package value

import (
	"regexp"
	"slices"
	"strings"
)

// takePostalCode reads the postal code of a country other than the United States in one of the last segments.
func (r *addressReader) takePostalCode() {
	if r.address.PostalCode != "" || r.address.Country == "" || r.address.Country == "US" {
		return
	}
	r.takeBracketedRegion()
	if r.takeCodedCity() {
		return
	}
	for at := len(r.segments) - 1; at >= max(0, len(r.segments)-2); at-- {
		street, code, city, ok := postalWithin(r.address.Country, r.segments[at].text)
		if !ok || at < len(r.segments)-1 && streetLike(r.last()) {
			continue
		}
		r.address.PostalCode, r.vouched = code, true
		line := r.segments[at].line
		r.segments = slices.Replace(r.segments, at, at+1, segment{text: street, line: line}, segment{text: city, line: line})
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
			if beginsWithCode.MatchString(text) {
				r.coded = rest
			}
			r.segments[at].text = rest
		}
		return
	}
}

// takeCodedCity reads the city beside its postal code where the country writes the code in front of the city, and
// something stands behind both: a province, "54033 Carrara, MS", or the street, "H-6728 Szeged, Szélső sor 10".
func (r *addressReader) takeCodedCity() bool {
	country := r.address.Country
	if !codeInFront(country) {
		return false
	}
	for at := len(r.segments) - 2; at >= max(0, len(r.segments)-4); at-- {
		code, city, ok := takePostal(country, strings.Trim(r.segments[at].text, " ."))
		inFront := ok && beginsWithCode.MatchString(r.segments[at].text)
		if !ok || city == "" || streetLike(city) && !zonedCity(country, city) || !inFront && !knownTown(city, country) {
			continue
		}
		behind := r.segments[at+1:]
		switch {
		case slices.ContainsFunc(behind, func(s segment) bool { return streetLike(s.text) }):
			if at > 0 { // a street before and one behind
				return false
			}
			r.segments = behind
		case len(behind) > 1 || r.address.State != "":
			return false
		default:
			r.takeProvinceBehind(r.last())
			r.segments = r.segments[:at]
		}
		r.address.PostalCode, r.vouched = code, true
		r.segments = append(r.segments, segment{text: city, line: -1})
		return true
	}
	return false
}

// beginsWithCode is the start of a postal code, with the letters of its country before it or without.
var beginsWithCode = regexp.MustCompile(`^(?:[A-Z]{1,3}-\s?|[A-Z]{2}\s)?\d`)

// takeProvinceBehind reads a name behind postal code and city as their province.
func (r *addressReader) takeProvinceBehind(printed string) {
	country := r.address.Country
	_, known := regionNamed(country, printed)
	r.address.State = printed
	r.doubted = !known && !saysRegion(printed) && !knownTown(printed, country)
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
		if !ok || found.city || hasDigit(tail) || endsInLink(last[:startOfWords(last, n)]) {
			continue
		}
		before := strings.Trim(last[:startOfWords(last, n)], " ,-(")
		_, rest, coded := takePostal(country, before)
		_, _, _, within := postalWithin(country, before)
		if coded && rest != "" || within {
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
