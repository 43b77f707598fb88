package value

import (
	"regexp"
	"strings"
)

// namesakes are the countries that bear the name of their chief city, which stands for it where an address names no other.
var namesakes = map[Country]string{
	"HK": "Hong Kong", "SG": "Singapore", "MO": "Macau", "MC": "Monaco", "GI": "Gibraltar", "SM": "San Marino",
	"LU": "Luxembourg", "GT": "Guatemala", "PA": "Panama", "KW": "Kuwait", "DJ": "Djibouti",
}

// cityStates are namesakes that are one city, so that a name before theirs is of a district as a rule.
var cityStates = map[Country]bool{"HK": true, "SG": true, "MO": true, "MC": true, "GI": true}

// innerParts part a city from its province within one segment: "São Paulo - SP", "Tuzla / İstanbul", "Milano (MI)".
var innerParts = regexp.MustCompile(`^(.+?)(?:\s+[-–]\s*|\s*[-–]\s+|\s*/\s*|\s*\()([\p{L}. ]+?)\)?$`)

// takeCity reads city and province at the end of what is left of an address.
func (r *addressReader) takeCity() {
	country := r.address.Country
	last := r.last()
	if last == "" {
		r.namesakeCity()
		return
	}
	if found, ok := regionNamed(country, last); ok {
		r.takeRegion(found, last)
		return
	}
	if r.takeInnerParts(last) || r.takeCityBehindStreet(last) {
		return
	}
	if district, city, mixed := streetAndKnownCity(country, last); mixed && country == "TR" && cityLike(last) { // "Kadıköy İstanbul"
		r.address.City, r.vouched = city, true
		r.replace(district)
		return
	}
	switch {
	case cityStates[country]:
		r.takeTownOfCityState(last)
	case r.namesCity(last):
		r.takePlainCity(last)
	case zonedCity(country, last):
		r.address.City, r.vouched = last, true
		r.pop()
	case country == "" && codeAndCity.MatchString(last):
		match := codeAndCity.FindStringSubmatch(last)
		r.address.PostalCode, r.address.City = match[1]+match[4], match[2]+match[3]
		r.pop()
	default:
		r.takeUnknownCityBehindStreet(last)
	}
	if r.address.City == "" {
		r.namesakeCity()
	}
}

// takeInnerParts reads city and province that stand in one segment.
func (r *addressReader) takeInnerParts(last string) bool {
	country := r.address.Country
	if match := innerParts.FindStringSubmatch(last); match != nil && !hasDigit(last) {
		if found, ok := regionNamed(country, match[2]); ok && cityLike(match[1]) {
			r.splitCity(match[1], match[2], found)
			return true
		}
	}
	if match := streetCityRegion.FindStringSubmatch(last); match != nil && cityLike(match[2]) {
		if found, ok := regionNamed(country, match[3]); ok {
			r.segments[len(r.segments)-1].text = match[1]
			r.segments = append(r.segments, segment{text: match[2], line: r.segments[len(r.segments)-1].line})
			r.splitCity(match[2], match[3], found)
			return true
		}
	}
	if city, province, found, ok := trailingRegion(country, last); ok {
		r.splitCity(city, province, found)
		return true
	}
	return false
}

// streetCityRegion is a street with a city and its province behind it: "5. SOKAK NO:11 TARSUS/MERSIN".
var streetCityRegion = regexp.MustCompile(`^(.*\d\S*)\s+([\p{L}][\p{L}'. ]*?)\s*/\s*([\p{L}. ]+)$`)

// takePlainCity reads a segment of letters alone as the city. Where two such names stand behind each other, the first is
// the city if it is known as one or if the second says that it is a province; else there is a doubt.
func (r *addressReader) takePlainCity(last string) {
	country, before := r.address.Country, r.beforeLast()
	switch {
	case !r.namesCity(before):
	case saysRegion(last) || standsAsCity(country, before) && !standsAsCity(country, last):
		r.address.City, r.address.State, r.vouched = before, last, true
		r.pop()
		r.pop()
		return
	default:
		r.doubted = !standsAsCity(country, last) || knownTown(before, country)
	}
	r.address.City = last
	r.pop()
}

// takeCityBehindStreet parts city and province from the street that stands before them with no comma between: "HANGAR
// ROAD FELIXSTOWE SUFFOLK". It counts only where the tables know the city or the province.
func (r *addressReader) takeCityBehindStreet(last string) bool {
	country := r.address.Country
	words := strings.Fields(last)
	from := streetEnd(words)
	for n := min(3, len(words)-1); n > 1 && from == len(words); n-- { // "20 Dai Wang Street Tai Po": Po is no box
		if tail := strings.Join(words[len(words)-n:], " "); !hasDigit(tail) && knownTown(tail, country) {
			from = len(words) - n
		}
	}
	if country == "" || from == 0 || from == len(words) {
		return false
	}
	province, found := len(words), region{}
	for n := min(4, len(words)-from); n > 0; n-- {
		tail := strings.Trim(strings.Join(words[len(words)-n:], " "), "(),-/")
		if one, ok := regionNamed(country, tail); ok && (len(tail) > 3 || tail == strings.ToUpper(tail)) && !(one.namesake && n == len(words)-from) {
			province, found = len(words)-n, one
			break
		}
	}
	if found.city {
		r.setBehindStreet(words, province, len(words))
		r.vouched = true
		return true
	}
	for n := min(4, province-from); n > 0; n-- {
		if knownTown(strings.Join(words[province-n:province], " "), country) {
			r.setBehindStreet(words, province-n, province)
			r.vouched = true
			return true
		}
	}
	if province == len(words) || cityStates[country] {
		return false
	}
	named := strings.Join(words[from:province], " ")
	switch {
	case province == from: // the province, for want of a city
		r.setBehindStreet(words, province, len(words))
	case endsInLink(named):
		return false
	case hyphenCity.MatchString(words[province-1]):
		r.setBehindStreet(words, province-1, province)
		return true
	default:
		r.setBehindStreet(words, from, province)
	}
	r.doubted = !(saysCity.MatchString(named) && province-from == 2)
	return true
}

// hyphenCity is a city of Korea or Japan that says that it is one: "Ansan-si", "Sanjo-shi".
var hyphenCity = regexp.MustCompile(`(?i)^\p{L}+-(?:si|shi)$`)

// cityPrefixes are words before a city that are a part of it: "Kab. Bandung", "TP. Biên Hòa".
var cityPrefixes = setOf("KAB KABUPATEN KOTA TP CD")

// setBehindStreet makes words of the last segment the city, those behind them the state; those before them stay.
func (r *addressReader) setBehindStreet(words []string, city, state int) {
	if city > 1 && cityPrefixes[fold(words[city-1])] {
		city--
	}
	join := func(words []string) string { return strings.Trim(strings.Join(words, " "), "(),-/ ") }
	r.address.City = join(words[city:state])
	if state < len(words) {
		r.address.State = join(words[state:])
	}
	if city > 1 && withoutDistrict(r.address.Country, strings.Join(words[city-1:state], " ")) == strings.Join(words[city:state], " ") { // "DIST. PUNE"
		city--
	}
	r.replace(strings.Join(words[:city], " "))
}

// streetEnd is where the words of a street end: behind the last that has a digit or is of streets, buildings or districts.
func streetEnd(words []string) int {
	for i := len(words); i > 0; i-- {
		if streetLike(words[i-1]) {
			return i
		}
	}
	return 0
}

// takeUnknownCityBehindStreet parts a city that no table knows from the street before it.
func (r *addressReader) takeUnknownCityBehindStreet(last string) {
	if street, city, mixed := streetAndCity(last); mixed {
		r.address.City = city
		r.doubted = true
		r.replace(street)
	}
}

// namesCity says whether a part of the address can be a city's name. One that the tables know is, though it has a word of
// streets: "Tai Po", "Dong Ha".
func (r *addressReader) namesCity(text string) bool {
	return cityLike(text) || !hasDigit(text) && (knownTown(text, r.address.Country) || saysCity.MatchString(text))
}

// beforeLast is the segment before the last one, "" if there is none.
func (r *addressReader) beforeLast() string {
	if len(r.segments) < 2 {
		return ""
	}
	return strings.Trim(r.segments[len(r.segments)-2].text, " .")
}

// saysCity says that a name is of a city by a word of its own: "Ben Cat City", "Hwaseong-si", "TP. Biên Hòa", "Cd. Juárez".
var saysCity = regexp.MustCompile(`(?i)(?:[\s\-](?:city|town|si|shi|municipality)|市)$|^(?:city of|kota|kab\.?|kabupaten|tp\.?|thành phố|thanh pho|thị xã|thi xa|ciudad|cd\.?)\s`)

// calledCity is a name that calls itself that of a city, as no district does: "Ciudad de Panamá", not "Ciudad Satélite" or
// "Science City".
var calledCity = regexp.MustCompile(`(?i)^(?:ciudad de|city of|municipality of|tp\.?|thành phố|thanh pho)\s+\p{L}{3}`)

// standsAsCity says whether a name is of a city for certain: by the tables, or by a word that says so.
func standsAsCity(country Country, name string) bool {
	return saysCity.MatchString(name) || knownTown(name, country)
}

var (
	zoned = regexp.MustCompile(`^(\p{L}[\p{L} .']*?)\s+\d{1,2}$`)
	cedex = regexp.MustCompile(`(?i)^\p{L}[\p{L} .'\-]*\s+cedex(?:\s+\d{1,2})?$`)
)

// zonedCity says whether a text is a city with the number of its district: "Colombo 03", "Dublin 1", "Lyon Cedex 03".
func zonedCity(country Country, text string) bool {
	if country == "FR" && cedex.MatchString(text) {
		return true
	}
	match := zoned.FindStringSubmatch(text)
	return match != nil && country != "" && !streetLike(match[1]) && knownCity(match[1], country)
}

// streetAndKnownCity parts a street from a city of the tables where no comma does: "GIDC ESTATE VATVA AHMEDABAD".
func streetAndKnownCity(country Country, text string) (street, city string, mixed bool) {
	words := strings.Fields(text)
	for n := min(4, len(words)-1); n > 0 && country != ""; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		if found, isRegion := regionNamed(country, tail); isRegion && !found.city && provinceOnly[country] || hasDigit(tail) || !knownCity(tail, country) {
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
	country, before := r.address.Country, r.beforeLast()
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
	town := r.namesCity(before) || regionCity(country, before) || knownTown(before, country)
	certain := standsAsCity(country, before) || regionCity(country, before) || before == r.coded
	switch {
	case town && (certain || !found.namesake || provinceOnly[country] && printed != r.coded):
		r.doubted = !certain && (knownTown(printed, country) && !provinceOnly[country] || r.townStandsBefore(2))
		r.setCityBefore(before, printed)
	case !found.namesake && before != "" && !hasDigit(before) && (provinceOnly[country] || saysRegion(printed) && districtLike(before)):
		r.doubted = true // a district, for want of a city
		r.setCityBefore(before, printed)
	case provinceOnly[country] && !(found.namesake && fold(printed) != fold(found.code)):
		r.address.State = printed
		r.pop()
		if street, city, mixed := streetAndCity(r.last()); mixed {
			r.address.City = city
			r.replace(street)
		}
	case town && (r.beginsLine(2) || !knownTown(printed, country)) && !districtLike(before) && !saysDistrict.MatchString(before):
		r.doubted = true // "Echizen, Fukui" on a line of its own, or before a province whose chief city no table knows
		r.setCityBefore(before, printed)
	default:
		beforeWords := strings.Fields(before)
		unread := len(beforeWords) > 0 && hyphenCity.MatchString(beforeWords[len(beforeWords)-1])
		r.doubted = town || unread || !found.namesake && !knownTown(printed, country) // the province, for want of a city
		r.address.City = printed
		r.pop()
	}
}

// saysDistrict says that a name is of a part of a city: "Naka-ku", "Kita-machi", "Haeundae-gu", "Industrial Area".
var saysDistrict = regexp.MustCompile(`(?i)-(?:ku|cho|machi|gu|dong|chome|gaoka|minami|kita|higashi|nishi)$|\b(?:area|zone|estate|park|centre|center|village|suburb|ward|quarter|heights|gardens)$`)

// beginsLine says whether a line begins with the segment that many before the end, and is not the first.
func (r *addressReader) beginsLine(last int) bool {
	at := len(r.segments) - last
	return at > 0 && r.segments[at].line > r.segments[at-1].line && r.segments[at].line == r.segments[len(r.segments)-1].line
}

// townStandsBefore says whether the segment before the last few is a town of the tables, so that what follows it may be
// one of its districts: "Ningbo, Yinzhou, Zhejiang".
func (r *addressReader) townStandsBefore(last int) bool {
	at := len(r.segments) - last - 1
	return at >= 0 && knownTown(strings.Trim(r.segments[at].text, " ."), r.address.Country)
}

// setCityBefore makes the last two segments city and province.
func (r *addressReader) setCityBefore(city, province string) {
	r.address.City, r.address.State = city, province
	r.pop()
	r.pop()
}

// districts are the words of districts that are as large as a city.
var districts = regexp.MustCompile(`(?i)^(?:huyen|huyện|quan|quận|thi xa|thị xã|amphoe|amphur|kab\.?|kecamatan|srok|krong|distrito|partido|provincia|municipio)\s|\s(?:district|dist|town|township|county|municipality|tehsil|taluka|upazila)\.?$`)

func districtLike(text string) bool { return districts.MatchString(text) && !hasDigit(text) }

// provinceOnly are countries whose provinces are never named for want of a city, but for the few that are namesakes of
// their chief city: "75250 Melaka".
var provinceOnly = map[Country]bool{"CN": true, "IN": true, "AU": true, "US": true, "CA": true, "MY": true, "BR": true, "ID": true, "PK": true}

// trailingRegion parts a province from the city before it where no comma does: "Shenzhen Guangdong", "Milano MI".
func trailingRegion(country Country, text string) (city, province string, found region, ok bool) {
	words := strings.Fields(text)
	for n := min(4, len(words)-1); n > 0; n-- {
		province = strings.Join(words[len(words)-n:], " ")
		city = strings.Trim(strings.Join(words[:len(words)-n], " "), " ,-/(")
		found, ok = regionNamed(country, strings.Trim(province, "()"))
		if ok && !endsInLink(city) && !found.city && (cityLike(city) || regionCity(country, city)) && (len(province) > 3 || province == strings.ToUpper(province)) {
			return city, strings.Trim(province, "()"), found, true
		}
	}
	return "", "", region{}, false
}

var linkWords = setOf("IN IM AM AN AUF BEI DER DEN DEM DAS UNTER OB DE DEL DELLA DEI DI DA DO DOS DAS LA LE LES LOS LAS EL SUR SOUS EN ET Y E UPON ON OF THE BY NA NAD POD W AAN OP TEN CITY-OF NEW OLD UPPER LOWER MUEANG MUANG KOTA KUALA BANDAR CIUDAD PUERTO PORTO PORT SAN SANTA SANTO NUEVA NUEVO NOVA NOVO VILA VILLA")

// endsInLink says whether a text breaks off in a word that goes before a name: "Polling in", "Ciudad de", "New".
func endsInLink(text string) bool {
	words := strings.Fields(fold(text))
	return len(words) > 0 && linkWords[words[len(words)-1]]
}

// takeTownOfCityState reads the end of an address in a state that is a city. A town that the table knows is the city;
// any other name is of a district, and the city is that which names the state.
func (r *addressReader) takeTownOfCityState(last string) {
	country := r.address.Country
	if r.namesCity(last) && knownTown(last, country) && !r.isNamesake(last) {
		r.address.City, r.vouched = last, true
		r.pop()
		return
	}
	r.doubted = r.namesCity(last) && country != "SG" && !r.isNamesake(last)
	if r.doubted && cityLike(last) && r.hasOwnLine() { // "Kwun Tong⏎Hong Kong"
		r.address.City = last
		r.pop()
		return
	}
	r.namesakeCity()
}

// hasOwnLine says whether the last segment stands alone on its line, below others.
func (r *addressReader) hasOwnLine() bool {
	n := len(r.segments)
	return n > 1 && r.segments[n-1].line > r.segments[n-2].line
}

// isNamesake says whether a text is the name of the country, which is its city's too.
func (r *addressReader) isNamesake(text string) bool {
	country, ok := countryNamed(text)
	return ok && country == r.address.Country
}

var cityNamed = regexp.MustCompile(`(?i)^(.*\s)(?:ciudad de |city of )([\p{L}]+)$`)

// namesakeCity makes the city of a country that is named as its city: "12 Queen's Road, Hong Kong", "L-2453 Luxembourg".
func (r *addressReader) namesakeCity() {
	name, is := namesakes[r.address.Country]
	if !is {
		return
	}
	r.address.City = name
	if match := cityNamed.FindStringSubmatch(r.last()); match != nil && r.isNamesake(match[2]) && match[1] != "" { // "Edificio Murano Ciudad de Guatemala"
		r.address.City, r.vouched = r.last()[len(match[1]):], true
		r.replace(match[1])
		return
	}
	if named, _, ok := strings.Cut(r.printed, ","); ok || fold(r.printed) == fold(name) || !cityStates[r.address.Country] {
		r.address.City = named
	}
	r.doubted = r.doubted || !cityStates[r.address.Country] && r.address.PostalCode == ""
	r.vouched = true
	if r.isNamesake(r.last()) && len(r.segments) > 1 {
		r.pop()
	}
}
