package value

import (
	"slices"
	"strings"
)

// AddressParts are the parts of an address as cells of their own state them. A part may hold more than its label says:
// "Columbia, MD 21046" in the cell for the city, a whole address in that for the street.
type AddressParts struct {
	Lines      []string // street, in as many cells as the form has
	City       string
	State      string
	PostalCode string
	Country    string
}

// ComposeAddress makes an address of its parts. What stands in a cell of its own counts; what else a cell holds fills
// the parts that have none. A ZIP code that lost its leading zero in a number cell is restored where the state's codes
// begin with it, and remarked.
func ComposeAddress(parts AddressParts) (Address, []Remark, error) {
	if parts.tooLong() {
		return Address{}, nil, &Unreadable{
			Code:    "address_unreadable",
			Message: "A part of the address is longer than any address is.",
			Hint:    "Give street, city, state, postal code and country.",
		}
	}
	parts = parts.present()
	country, remarks := parts.country()
	if len(parts.Lines) > 0 && parts.City == "" && parts.State == "" && parts.PostalCode == "" {
		address, more, err := ParseAddress(strings.Join(parts.Lines, "\n"), AddressEvidence{Country: country})
		return address, append(remarks, more...), err
	}
	address := Address{City: parts.City, State: parts.State, PostalCode: parts.PostalCode, Country: country, Confidence: 1}
	remarks = append(remarks, address.fillFrom(parts.City)...)
	address.splitState()
	if code, ok := usState(address.State); ok && address.Country == "" && (zipShape.MatchString(normalZIP(address.PostalCode)) || lostZIPZeroOf(address.PostalCode, code)) {
		address.Country = "US"
	}
	if address.Country == "US" {
		if code, ok := usState(address.State); ok && address.PostalCode != "" {
			zip, more := checkZIP(address.PostalCode, code)
			address.PostalCode, remarks = zip, append(remarks, more...)
		}
	} else if code, rest, ok := takePostal(address.Country, address.PostalCode); ok && rest == "" {
		address.PostalCode = code // without a label or the country's letters
	}
	address.setLines(parts.Lines)
	if address.Empty() {
		return Address{}, nil, &Unreadable{
			Code:    "address_unreadable",
			Message: "No part of the address is filled in.",
			Hint:    "Give street, city, state, postal code and country.",
		}
	}
	if address.City == "" || address.Country == "" {
		address.Confidence = 0.5
	}
	return address, remarks, nil
}

// tooLong says whether a part is longer than addresses are.
func (p AddressParts) tooLong() bool {
	return len(strings.Join(p.Lines, "")) > 4000 || max(len(p.City), len(p.State), len(p.PostalCode), len(p.Country)) > 500
}

// present drops parts that hold an absence.
func (p AddressParts) present() AddressParts {
	clean := func(text string) string {
		if ParseAbsence(text) != Present {
			return ""
		}
		return strings.Join(strings.Fields(tidy(text)), " ")
	}
	lines := slices.Clone(p.Lines)
	for i, line := range lines {
		if ParseAbsence(line) != Present {
			line = ""
		}
		lines[i] = tidy(line)
	}
	p.Lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	p.City, p.State, p.PostalCode, p.Country = clean(p.City), clean(p.State), strings.TrimSuffix(clean(p.PostalCode), ".0"), clean(p.Country)
	return p
}

// country reads the cell of the country. Two letters that are a state there, with its ZIP code beside, are the state:
// "CA" is then California, in the United States.
func (p *AddressParts) country() (Country, []Remark) {
	if p.Country == "" {
		return "", nil
	}
	if code, ok := usState(p.Country); ok && p.State == "" && zipShape.MatchString(normalZIP(p.PostalCode)) && zipInState(normalZIP(p.PostalCode), code) {
		own, isCountry := countryNamed(p.Country)
		if _, _, fits := takePostal(own, p.PostalCode); !isCountry || !fits { // 19801 is a code of Germany too
			p.State, p.Country = p.Country, ""
			return "US", nil
		}
	}
	country, _, err := ParseCountry(p.Country)
	if err != nil {
		return "", []Remark{{
			Code:    "country_unknown",
			Message: err.Error(),
			Hint:    "Write the country's name in English or its two-letter code.",
		}}
	}
	return country, nil
}

// fillFrom reads a cell of the city that holds more: "73430 Aalen", "Columbia, MD 21046", "Kowloon, Hong Kong".
func (a *Address) fillFrom(city string) []Remark {
	if city == "" || !strings.ContainsAny(city, ",/0123456789()") && !strings.Contains(city, " - ") && a.State != "" {
		return nil
	}
	if !strings.ContainsAny(city, ",/0123456789()") && !strings.Contains(city, " - ") {
		if inner, state, ok := cityAndState(city); ok && a.Country == "US" { // "Columbia MD"
			a.City, a.State = inner, state
		}
		return nil
	}
	reader := addressReader{segments: segmentsOf([]string{city})}
	found, remarks, err := reader.read(city, AddressEvidence{Country: a.Country})
	if err != nil || found.City == "" {
		return nil
	}
	a.City = found.City
	if rest := strings.Trim(found.Line1+", "+found.Line2, " ,"); rest != "" { // a district before the city stays with it
		a.City = rest + ", " + found.City
	}
	fill := func(part *string, with string) {
		if *part == "" {
			*part = with
		}
	}
	fill(&a.State, found.State)
	fill(&a.PostalCode, found.PostalCode)
	if a.Country == "" {
		a.Country = found.Country
	}
	return slices.DeleteFunc(remarks, func(r Remark) bool { return r.Code == "address_city_unsure" || r.Code == "address_without_city" })
}

// splitState reads a cell of the state that holds the ZIP code too, "CA 91761", or one of the ZIP code that holds the
// state.
func (a *Address) splitState() {
	for _, text := range []string{a.State, a.PostalCode} {
		match := stateZIPShape.FindStringSubmatch(text)
		if match == nil || match[1] == "" {
			continue
		}
		if code, ok := usState(strings.Trim(match[1], " ,.-")); ok && (a.Country == "US" || a.Country == "") && zipInState(match[2], code) {
			if text == a.State && a.PostalCode == "" || text == a.PostalCode && a.State == "" {
				a.State, a.PostalCode = strings.Trim(match[1], " ,.-"), normalZIP(match[2])
			}
		}
	}
}

func lostZIPZeroOf(zip, state string) bool {
	return allDigits(zip) && len(zip) == 4 && lostZIPZero(zip, state, true)
}

// setLines sets the address lines. City, state, postal code and country at the end of the street, where they have cells
// of their own too, are left out there.
func (a *Address) setLines(lines []string) {
	segments := segmentsOf(strings.Split(strings.Join(lines, "\n"), "\n"))
	for len(segments) > 1 && a.repeats(segments[len(segments)-1].text) {
		segments = segments[:len(segments)-1]
	}
	a.Line1, a.Line2 = linesOf(segments)
}

// repeats says whether a segment says only what the parts of the address say: "NC 28208" of Charlotte's.
func (a *Address) repeats(text string) bool {
	left := " " + fold(text) + " "
	for _, part := range []string{a.City, a.State, a.PostalCode, a.Country.Name(), string(a.Country)} {
		if part != "" {
			left = strings.ReplaceAll(left, " "+fold(part)+" ", "  ")
		}
	}
	if country, ok := countryNamed(text); ok && country == a.Country {
		return true
	}
	return strings.TrimSpace(left) == "" && anyLetter.MatchString(text)
}
