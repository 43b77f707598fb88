package value

import (
	"regexp"
	"strings"
	"sync"
)

// An Airline is an airline that carries cargo.
type Airline struct {
	IATA   string // designator of two characters: KE
	Prefix string // of its waybills: 180
	Name   string
}

type airlineTable struct {
	byPrefix, byCode, byName map[string]Airline
}

var airlines = sync.OnceValue(func() airlineTable {
	table := airlineTable{map[string]Airline{}, map[string]Airline{}, map[string]Airline{}}
	for _, row := range readTable("airlines.tsv", 3) {
		called := names(row[2])
		airline := Airline{Prefix: row[0], IATA: row[1], Name: called[0]}
		table.byPrefix[airline.Prefix], table.byCode[airline.IATA] = airline, airline
		for _, name := range called {
			table.byName[carrierKey(name)] = airline
		}
	}
	return table
})

// AirlineOfWaybill is the airline of an air waybill's prefix.
func AirlineOfWaybill(prefix string) (Airline, bool) {
	airline, ok := airlines().byPrefix[prefix]
	return airline, ok
}

var designator = regexp.MustCompile(`^(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])$`)

// ParseAirline reads an airline from its designator, its name, or both: "KE", "Korean Air (KE)". A designator that
// docket does not know is an airline too.
func ParseAirline(text string) (Airline, []Remark, error) {
	bare := plainUpTo(text, 400)
	unknown := &Unreadable{
		Code:    "airline_unknown",
		Message: quote(text) + " is not an airline that docket knows.",
		Hint:    "Give the airline's two-character code, such as KE.",
	}
	if len(bare) > 100 {
		return Airline{}, nil, unknown
	}
	code := ""
	var named *Airline
	for _, part := range strings.FieldsFunc(bare, func(r rune) bool { return strings.ContainsRune("()/,;[]\n-", r) }) {
		part = strings.TrimSpace(part)
		if upper := strings.ToUpper(part); designator.MatchString(upper) {
			code = upper
			continue
		}
		if airline, ok := airlines().byName[carrierKey(part)]; ok {
			named = &airline
		}
	}
	switch known, isKnown := airlines().byCode[code]; {
	case code != "" && named != nil && named.IATA != code:
		return Airline{}, nil, ambiguous("airline_conflict", quote(text), "Give the airline's two-character code alone.", Reading{Value: known, Words: code}, Reading{Value: *named, Words: named.Name + " (" + named.IATA + ")"})
	case isKnown:
		return known, nil, nil
	case code != "":
		return Airline{IATA: code}, nil, nil
	case named != nil:
		return *named, nil, nil
	}
	return Airline{}, nil, unknown
}
