package value

import (
	"slices"
	"strings"
	"sync"
)

// An Address is a postal address in the parts that the customs API takes.
type Address struct {
	Line1, Line2 string // street and district, as printed
	City         string
	State        string // state or province as printed; "" if none
	PostalCode   string
	Country      Country

	// Confidence is 1 where the parts were stated apart or vouched for by a postal code, a state or a known place, and
	// less where only their order told them.
	Confidence float64
}

// Empty says whether no part of the address is known.
func (a Address) Empty() bool {
	return a.Line1 == "" && a.Line2 == "" && a.City == "" && a.State == "" && a.PostalCode == "" && a.Country == ""
}

// AddressEvidence is what stands around an address.
type AddressEvidence struct {
	Country Country // stated apart from the text, "" if not
	Placed  bool    // state or postal code are stated apart, so that the text ends in the city
}

// ParseAddress reads an address without a name, on one line or several: "600 Mistletoe Crossing, Suite 20, Charlotte,
// NC 28208". Country, postal code, state and city are told from its end; what stands before them are the address lines.
func ParseAddress(text string, e AddressEvidence) (Address, []Remark, error) {
	if len(text) > 4000 {
		text = ""
	}
	tidied := tidy(text)
	if tidied == "" || ParseAbsence(text) != Present || !anyLetter.MatchString(tidied) {
		return Address{}, nil, &Unreadable{
			Code:    "address_unreadable",
			Message: quote(Mask(text)) + " is not an address.",
			Hint:    "Give street, city, state, postal code and country.",
		}
	}
	return readAddress(strings.Split(tidied, "\n"), e)
}

// readAddress reads the lines of an address.
func readAddress(lines []string, e AddressEvidence) (Address, []Remark, error) {
	if address, remarks, ok := ideographAddress(lines, e); ok {
		return address, remarks, nil
	}
	reader := addressReader{segments: segmentsOf(lines)}
	return reader.read(strings.Join(lines, "\n"), e)
}

// A segment is a part of an address between commas.
type segment struct {
	text string
	line int
}

// mostSegments keeps what no address is from being searched for one.
const mostSegments = 60

func segmentsOf(lines []string) []segment {
	var segments []segment
	for i, line := range lines {
		for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;|，、·•", r) }) {
			if part = strings.Trim(part, " "); strings.Trim(part, " .-") != "" && len(segments) < mostSegments {
				segments = append(segments, segment{text: part, line: i})
			}
		}
	}
	return segments
}

// An addressReader takes an address apart from its end.
type addressReader struct {
	segments []segment
	address  Address
	remarks  []Remark
	inferred bool   // the country was told from a province or the form of a postal code
	vouched  bool   // a postal code, a state or a known place vouches for the city
	coded    string // the name behind a postal code
	doubted  bool   // another part of the address may be the city as well
	printed  string
}

func (r *addressReader) read(text string, e AddressEvidence) (Address, []Remark, error) {
	r.address.Country, r.vouched = e.Country, e.Placed
	r.takeUnitedStates()
	if r.address.State == "" {
		r.takeCountry()
		switch r.address.Country {
		case "US", "PR", "":
			r.takeUnitedStates()
			r.takeState()
		case "CA":
			r.takeCanada()
		}
		if r.address.Country == "" {
			r.inferCountry()
		}
	}
	if r.address.Country != "US" || r.address.PostalCode == "" {
		r.splitDashes()
		r.takeRegionBehindCode()
		r.takePostalCode()
	}
	if r.address.City == "" {
		r.takeCity()
	}
	r.address.Line1, r.address.Line2 = linesOf(r.segments)
	if r.address.Country == "US" && r.address.PostalCode != "" {
		state, _ := usState(r.address.State)
		zip, remarks := checkZIP(r.address.PostalCode, state)
		r.address.PostalCode, r.remarks = zip, append(r.remarks, remarks...)
	}
	r.weigh(text)
	return r.address, r.remarks, nil
}

// last is the last segment, "" if none is left.
func (r *addressReader) last() string {
	if len(r.segments) == 0 {
		return ""
	}
	return withoutDot(r.segments[len(r.segments)-1].text)
}

// withoutDot drops blanks, dashes and dots around a part, but for the dot of an abbreviation such as N.T. or D.C.
func withoutDot(text string) string {
	trimmed := strings.Trim(text, " .-")
	words := strings.Fields(trimmed)
	if len(words) > 0 && strings.Contains(words[len(words)-1], ".") && strings.HasSuffix(strings.TrimRight(text, " -"), ".") {
		return trimmed + "."
	}
	return trimmed
}

func (r *addressReader) pop() {
	r.segments = r.segments[:max(0, len(r.segments)-1)]
}

// replace puts a shorter text in the place of the last segment, or drops it.
func (r *addressReader) replace(text string) {
	text = strings.Trim(text, " ,-")
	if text == "" {
		r.pop()
		return
	}
	r.segments[len(r.segments)-1].text = text
}

// linesOf joins segments as their lines were. What is more than two lines goes on the second.
func linesOf(segments []segment) (line1, line2 string) {
	var lines []string
	was := -1
	for _, one := range segments {
		text := strings.Join(strings.Fields(one.text), " ")
		if one.line == was {
			lines[len(lines)-1] += ", " + text
			continue
		}
		lines, was = append(lines, text), one.line
	}
	if len(lines) == 0 {
		return "", ""
	}
	return lines[0], strings.Join(lines[1:], ", ")
}

// weigh says how sure the parts are.
func (r *addressReader) weigh(text string) {
	a := &r.address
	a.Confidence = 1
	r.doubted = r.doubted || r.leavesCode() || r.crowdedCity()
	switch {
	case a.City == "":
		a.Confidence = 0.4
		r.remarks = append(r.remarks, Remark{
			Code:    "address_without_city",
			Message: "No city was found in " + quote(Mask(text)) + ".",
			Hint:    "Give the city in a cell of its own, or behind a comma before the country.",
		})
	case r.doubted || !r.vouched && !knownCity(a.City, a.Country) && !calledCity.MatchString(a.City):
		a.Confidence = 0.6
		r.remarks = append(r.remarks, Remark{
			Code:    "address_city_unsure",
			Message: "The city in " + quote(Mask(text)) + " is taken to be " + quote(a.City) + ", from where it stands.",
			Hint:    "Give the city in a cell of its own, or add the postal code.",
		})
	}
	if a.Country == "" {
		a.Confidence = min(a.Confidence, 0.5)
	}
	if r.inferred {
		a.Confidence = min(a.Confidence, 0.7)
	}
	if a.Line1 == "" {
		a.Confidence = min(a.Confidence, 0.7)
	}
}

// leavesCode says whether the lines end in what looks like the postal code that the address lacks.
func (r *addressReader) leavesCode() bool {
	words := strings.Fields(r.address.Line1 + " " + r.address.Line2)
	if len(words) < 3 || r.address.PostalCode != "" || r.address.City == "" || !codeInFront(r.address.Country) && r.address.Country != "TR" {
		return false
	}
	for _, word := range words[len(words)-2:] {
		if code, rest, ok := takePostal(r.address.Country, word); ok && rest == "" && len(code) > 4 {
			return true
		}
	}
	return false
}

// crowdedCity says whether the city has another one at its end or is longer than cities' names are, as where no comma
// parts a district from it.
func (r *addressReader) crowdedCity() bool {
	city, country := r.address.City, r.address.Country
	words := strings.Fields(city)
	if len(words) < 2 || country == "US" || codeInFront(country) || knownCity(city, country) {
		return false
	}
	telling := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return linkWords[fold(word)] })
	if len(telling) > 3 {
		return true
	}
	for n := 1; n < len(words); n++ {
		head, tail := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		if !endsInLink(head) && (regionCity(country, tail) || knownTown(head, country) && knownTown(tail, country)) {
			return true
		}
	}
	return false
}

// knownCity says whether a city is in the tables: a port, or a region that is named like its city.
func knownCity(city string, country Country) bool {
	_, ok := regionNamed(country, city)
	return ok || knownTown(city, country)
}

// knownTown says whether a city is in the tables of cities and ports, whatever region bears its name.
func knownTown(city string, country Country) bool {
	name := city
	if bare, ok := strings.CutSuffix(fold(city), " CITY"); ok {
		name = bare
	}
	if country == "CN" && strings.Contains(city, " ") && knownTown(strings.ReplaceAll(name, " ", ""), country) { // "Dong Guan"
		return true
	}
	return slices.Contains(inlandCities()[fold(name)], country) || slices.ContainsFunc(placesNamed(name), func(p place) bool { return country == "" || p.country() == country })
}

// inlandCities are the countries of cities that are no ports, by folded name.
var inlandCities = sync.OnceValue(func() map[string][]Country {
	cities := map[string][]Country{}
	for _, row := range readTable("cities.tsv", 2) {
		for _, name := range names(row[1]) {
			cities[fold(name)] = append(cities[fold(name)], Country(row[0]))
		}
	}
	return cities
})
