package value

import (
	"regexp"
	"slices"
	"strings"
)

var (
	printedIATA = regexp.MustCompile(`(?:^|[(\[/,\s\-])([A-Z]{3})(?:$|[)\]/,\s\-])`)
	airParts    = regexp.MustCompile(`[,;()\[\]\n|]+|\s-\s|\s/\s`)
)

// parseAirport reads an airport: a code alone, a name alone, or both.
func parseAirport(text, bare string, e PortEvidence) (Port, []Remark, error) {
	table := airports()
	port := Port{}
	if code := strings.ToUpper(bare); len(code) == 3 && upperCode(code) == code {
		known, ok := table.byCode[code]
		port.IATA, port.Country, port.Known = code, known.country, ok
		if !ok {
			return port, []Remark{{
				Code:    "airport_code_unknown",
				Message: "Docket does not know the airport code " + code + ".",
				Hint:    "Check the code.",
			}}, nil
		}
		return port, nil, nil
	}
	for _, at := range printedIATA.FindAllStringSubmatchIndex(bare, 6) {
		code := bare[at[2]:at[3]]
		bracketed := at[2] > 0 && strings.ContainsRune("([", rune(bare[at[2]-1]))
		if known, ok := table.byCode[code]; ok || bracketed {
			port.IATA, port.Country, port.Known = code, known.country, ok
			bare = emptyBrackets.ReplaceAllString(bare[:at[2]]+bare[at[3]:], " ")
			break
		}
	}
	var parts []string
	for _, part := range airParts.Split(bare, 10) {
		part = strings.Trim(part, " .-/:")
		if part == "" {
			continue
		}
		_, isState := usState(part)
		if country, ok := countryNamed(part); ok && len(parts) > 0 && (!isState || hasAirport(parts[0], country)) {
			port.Country = country
			continue
		}
		if isState && len(parts) > 0 {
			port.Country = "US"
			continue
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return port, nil, nil
	}
	if country, before, found := countryAtEnd(parts[0]); found && before != "" && len(table.byName[airportKey(parts[0])]) == 0 {
		parts[0] = before
		port.Country = country
	}
	port.Name = strings.Join(parts, ", ")
	if port.IATA != "" {
		return port, namedOtherwise(port, parts), nil
	}
	return nameAirport(text, port, parts, e)
}

// namedOtherwise remarks on a name beside a code that is not one of the airport's, as where a label that was not
// understood stands in front of the code.
func namedOtherwise(port Port, parts []string) []Remark {
	known, ok := airports().byCode[port.IATA]
	if !ok {
		return nil
	}
	for _, part := range append([]string{port.Name}, parts...) {
		latin, _ := scripts(part)
		words := strings.Fields(latin)
		for n := len(words); n > 0; n-- { // "INCHEON INT'L AIRPORT" begins with its name
			if slices.Contains(airports().byName[airportKey(strings.Join(words[:n], " "))], known) {
				return nil
			}
		}
	}
	return []Remark{{
		Code:    "airport_name_unknown",
		Message: "Docket does not know " + quote(port.Name) + " as a name of the airport " + port.IATA + ".",
		Hint:    "Check that the name and the code are of one airport.",
	}}
}

// hasAirport says whether an airport of a name is in a country: "CA" is Canada for Vancouver, California for Oakland.
func hasAirport(name string, country Country) bool {
	return slices.ContainsFunc(airports().byName[airportKey(name)], func(a airport) bool { return a.country == country })
}

// nameAirport finds the code of an airport that is named only.
func nameAirport(text string, port Port, parts []string, e PortEvidence) (Port, []Remark, error) {
	var found []airport
	for _, part := range append([]string{strings.Join(parts, " ")}, parts...) {
		latin, _ := scripts(part)
		for _, name := range []string{part, latin} {
			for _, one := range airports().byName[airportKey(name)] {
				if (port.Country == "" || one.country == port.Country) && !slices.Contains(found, one) {
					found = append(found, one)
				}
			}
		}
		if len(found) > 0 {
			break
		}
	}
	if len(found) > 1 && e.Country != "" {
		if there := slices.DeleteFunc(slices.Clone(found), func(a airport) bool { return a.country != e.Country }); len(there) > 0 {
			found = there
		}
	}
	switch len(found) {
	case 1:
		port.IATA, port.Country, port.Known = found[0].iata, found[0].country, true
		return port, nil, nil
	case 0:
		return port, []Remark{{
			Code:    "airport_unknown",
			Message: "Docket knows no one airport " + quote(port.Name) + ".",
			Hint:    "Write its IATA code, such as ICN.",
		}}, nil
	}
	var choices []string
	for _, one := range found {
		choices = append(choices, one.iata)
	}
	return port, []Remark{{
		Code:        "airport_ambiguous",
		Message:     quote(text) + " can be " + orList(choices) + ".",
		Hint:        "Write its IATA code.",
		Suggestions: choices,
	}}, nil
}
