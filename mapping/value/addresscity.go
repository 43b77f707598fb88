package value

import (
	"regexp"
	"strings"
)

// cityStates are countries that are cities: an address in one may name no other.
var cityStates = map[Country]string{"HK": "Hong Kong", "SG": "Singapore", "MO": "Macau", "MC": "Monaco", "GI": "Gibraltar"}

// innerParts part a city from its province within one segment: "São Paulo - SP", "Tuzla / İstanbul", "Milano (MI)".
var innerParts = regexp.MustCompile(`^(.+?)(?:\s+[-–]\s*|\s*[-–]\s+|\s*/\s*|\s*\()([\p{L}. ]+?)\)?$`)

// takeCity reads city and province at the end of what is left of an address.
func (r *addressReader) takeCity() {
	country := r.address.Country
	last := r.last()
	if last == "" {
		r.cityOfCityState()
		return
	}
	if found, ok := regionNamed(country, last); ok && !(country == "IT" || country == "ES" && found.city) {
		r.takeRegion(found, last)
		return
	}
	if match := innerParts.FindStringSubmatch(last); match != nil && !hasDigit(last) {
		if found, ok := regionNamed(country, match[2]); ok && cityLike(match[1]) {
			r.splitCity(match[1], match[2], found)
			return
		}
	}
	if city, province, found, ok := trailingRegion(country, last); ok {
		r.splitCity(city, province, found)
		return
	}
	if district, city, mixed := streetAndKnownCity(country, last); mixed && country == "TR" && cityLike(last) { // "Kadıköy İstanbul"
		r.address.City, r.vouched = city, true
		r.replace(district)
		return
	}
	switch {
	case cityStates[country] != "" && !(country == "HK" && regionCity("HK", last)):
		r.cityOfCityState()
	case cityLike(last):
		r.address.City = withoutCityWords(last)
		r.pop()
	case zonedCity(country, last):
		r.address.City, r.vouched = last, true
		r.pop()
	case country == "" && codeAndCity.MatchString(last):
		match := codeAndCity.FindStringSubmatch(last)
		r.address.PostalCode, r.address.City = match[1]+match[4], match[2]+match[3]
		r.pop()
	default:
		if street, city, mixed := streetAndCity(last); mixed {
			r.address.City = city
			if inner, province, _, ok := trailingRegion(country, city); ok && r.address.State == "" {
				r.address.City, r.address.State, r.vouched = inner, province, true
			}
			r.replace(street)
		} else if street, city, mixed := streetAndKnownCity(country, last); mixed {
			r.address.City, r.vouched = city, true
			r.replace(street)
		}
	}
}

var zoned = regexp.MustCompile(`^(\p{L}[\p{L} .']*?)\s+\d{1,2}$`)

// zonedCity says whether a text is a city with the number of its district: "Colombo 03", "Dublin 1", "Praha 1".
func zonedCity(country Country, text string) bool {
	match := zoned.FindStringSubmatch(text)
	return match != nil && country != "" && !streetLike(match[1]) && knownCity(match[1], country)
}

// streetAndKnownCity parts a street from a city of the tables where no comma does: "GIDC ESTATE VATVA AHMEDABAD".
func streetAndKnownCity(country Country, text string) (street, city string, mixed bool) {
	words := strings.Fields(text)
	for n := min(4, len(words)-1); n > 0 && country != ""; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		if found, isRegion := regionNamed(country, tail); isRegion && !found.city || hasDigit(tail) || !knownCity(tail, country) {
			continue
		}
		return strings.Join(words[:len(words)-n], " "), tail, true
	}
	return "", "", false
}

// codeAndCity is a postal code and a city of a country that is not known: "73430 Aalen", "Taichung 408".
var codeAndCity = regexp.MustCompile(`^(\d{4,6})\s+([\p{L}][\p{L} .\-]*)$|^([\p{L}][\p{L} .\-]*?)\s+(\d{3,6})$`)

func regionCity(country Country, text string) bool {
	found, ok := regionNamed(country, text)
	return ok && found.city
}

// splitCity sets city and province that stood in one segment. A province that is a city takes the place of its
// district: "Tuzla / İstanbul" is in İstanbul.
func (r *addressReader) splitCity(city, province string, found region) {
	city, province = strings.Trim(city, " -/,"), strings.Trim(province, " -/,.()")
	r.vouched = true
	if found.city && (r.address.Country != "TR" || metropolis[fold(found.name)]) {
		r.address.City = province
		r.replace(city)
		return
	}
	r.address.City, r.address.State = city, province
	r.pop()
}

// metropolis are the provinces of Turkey whose districts are districts of one city.
var metropolis = foldedSet("İstanbul Ankara İzmir Bursa Adana Antalya Konya Gaziantep Mersin Kayseri Denizli")

// takeRegion reads a segment that is a region as the province of the city before it; as the city itself where it is one,
// or where no city stands before it.
func (r *addressReader) takeRegion(found region, printed string) {
	country := r.address.Country
	before := ""
	if len(r.segments) > 1 {
		before = strings.Trim(r.segments[len(r.segments)-2].text, " .")
	}
	r.vouched = true
	if found.city {
		r.address.City = printed
		r.pop()
		if second, ok := regionNamed(country, r.last()); ok && second.name == found.name && len(r.segments) > 1 { // "Shanghai, Shanghai"
			r.address.City, r.address.State = r.last(), printed
			r.pop()
		}
		return
	}
	switch {
	case before != "" && (cityLike(before) || regionCity(country, before)):
		r.address.City, r.address.State = withoutCityWords(before), printed
		r.pop()
		r.pop()
	case provinceOnly[country] && before != "" && !hasDigit(before):
		r.address.City, r.address.State = before, printed // a district, for want of a city
		r.vouched = false
		r.pop()
		r.pop()
	case provinceOnly[country]:
		r.address.State = printed
		r.pop()
		if street, city, mixed := streetAndCity(r.last()); mixed {
			r.address.City = city
			r.replace(street)
		}
	default:
		r.address.City = printed
		r.pop()
	}
}

// provinceOnly are countries whose provinces are never named for want of a city, since they are no cities' namesakes.
var provinceOnly = map[Country]bool{"CN": true, "IN": true, "AU": true, "US": true, "CA": true, "MY": true, "BR": true, "ID": true, "PK": true}

// trailingRegion parts a province from the city before it where no comma does: "Shenzhen Guangdong", "Milano MI".
func trailingRegion(country Country, text string) (city, province string, found region, ok bool) {
	words := strings.Fields(text)
	for n := min(4, len(words)-1); n > 0; n-- {
		province = strings.Join(words[len(words)-n:], " ")
		city = strings.Trim(strings.Join(words[:len(words)-n], " "), " ,-/(")
		found, ok = regionNamed(country, strings.Trim(province, "()"))
		if ok && !found.city && (cityLike(city) || regionCity(country, city)) && (len(province) > 3 || province == strings.ToUpper(province)) {
			return city, strings.Trim(province, "()"), found, true
		}
	}
	return "", "", region{}, false
}

// cityOfCityState makes the name of a city state its city: "12 Queen's Road, Central, Hong Kong".
func (r *addressReader) cityOfCityState() {
	name, is := cityStates[r.address.Country]
	if !is {
		return
	}
	r.address.City, r.vouched = name, true
	if fold(r.printed) == fold(name) {
		r.address.City = r.printed
	}
	if country, ok := countryNamed(r.last()); ok && country == r.address.Country && len(r.segments) > 1 {
		r.pop()
	}
}

var cityWords = regexp.MustCompile(`(?i)^(?:city\s+of|kota|kab\.?|kabupaten|amphur|amphoe|a\.)\s+`)

// withoutCityWords is a city's name without the word that says it is one, in front of it.
func withoutCityWords(city string) string { return cityWords.ReplaceAllString(city, "") }
