package value

import (
	"slices"
	"strings"
	"sync"
)

// A place is a port or an inland place of the table.
type place struct {
	code   string // UN/LOCODE
	region string // state or province, "" if not known
	name   string
}

func (p place) country() Country { return Country(p.code[:2]) }

// label names a place so that no two look alike: "Portland, Oregon, US (USPDX)".
func (p place) label() string {
	parts := []string{p.name}
	if p.region != "" && p.region != p.name {
		parts = append(parts, p.region)
	}
	return strings.Join(append(parts, string(p.country())), ", ") + " (" + p.code + ")"
}

type placeTable struct {
	byCode map[string]place
	byName map[string][]place // folded
}

var places = sync.OnceValue(func() placeTable {
	table := placeTable{byCode: map[string]place{}, byName: map[string][]place{}}
	called := map[string][]string{}
	var order []string
	put := func(code, region string, more []string) {
		if _, known := table.byCode[code]; !known {
			order = append(order, code)
		}
		one := table.byCode[code]
		one.code = code
		if region != "" {
			one.region = region
		}
		table.byCode[code] = one
		called[code] = append(called[code], more...)
	}
	for _, row := range readTable("seaports.tsv", 3) {
		put(row[0], row[1], names(row[2]))
	}
	for _, row := range readTable("places.tsv", 3) {
		change, code := row[0][0], row[0][1:]
		if change != '+' {
			called[code] = nil
		}
		if change == '-' {
			delete(table.byCode, code)
			continue
		}
		put(code, row[1], names(row[2]))
	}
	for _, code := range order {
		one, kept := table.byCode[code]
		if !kept || len(called[code]) == 0 {
			delete(table.byCode, code)
			continue
		}
		one.name = called[code][0]
		table.byCode[code] = one
		for _, name := range called[code] {
			if key := placeKey(name); !slices.Contains(table.byName[key], one) {
				table.byName[key] = append(table.byName[key], one)
			}
		}
	}
	return table
})

// placeKey is a port's name without the words that say it is one.
func placeKey(name string) string {
	key := fold(name)
	for _, word := range [...]string{"PORT OF ", "THE PORT OF ", "PUERTO DE ", "PUERTO DEL ", "PORTO DE ", "PORTO DI ", "PORT DE ", "CANG ", "PELABUHAN "} {
		key = strings.TrimPrefix(key, word)
	}
	for _, word := range [...]string{" SEAPORT", " SEA PORT", " PORT", " HARBOUR", " HARBOR", " CY", " CFS", " RAMP", " TERMINAL"} {
		if rest := strings.TrimSuffix(key, word); rest != "" {
			key = rest
		}
	}
	return strings.TrimSuffix(key, "港")
}

// placesNamed are the places of a name.
func placesNamed(name string) []place {
	if len(name) > 120 || strings.TrimSpace(name) == "" {
		return nil
	}
	table := places()
	if found := table.byName[placeKey(name)]; found != nil {
		return found
	}
	return table.byName[fold(name)]
}

// An airport is one of the table.
type airport struct {
	iata    string
	country Country
	name    string
}

type airportTable struct {
	byCode map[string]airport
	byName map[string][]airport
}

var airports = sync.OnceValue(func() airportTable {
	table := airportTable{byCode: map[string]airport{}, byName: map[string][]airport{}}
	for _, row := range readTable("airports.tsv", 3) {
		called := names(row[2])
		one := airport{iata: row[0], country: Country(row[1]), name: called[0]}
		table.byCode[one.iata] = one
		for _, name := range called {
			table.byName[airportKey(name)] = append(table.byName[airportKey(name)], one)
		}
	}
	return table
})

func airportKey(name string) string {
	key := " " + fold(name) + " "
	for _, word := range [...]string{" INTERNATIONAL ", " INTL ", " INT L ", " AIRPORT ", " APT ", " AIR PORT ", " FLUGHAFEN ", " AEROPUERTO ", " HAVALIMANI ", " 机场 ", " 国际机场 "} {
		key = strings.ReplaceAll(key, word, " ")
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(key), "机场"), "国际"))
}
