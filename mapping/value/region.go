package value

import (
	"regexp"
	"strings"
	"sync"
)

// A region is a state or province of a country, or one of its cities that stands where others name a province.
type region struct {
	code     string // as addresses abbreviate it, "" if they do not
	name     string
	city     bool
	namesake bool // bears the name of its chief city
}

type countryRegions struct {
	byName, byCode map[string]region
}

var regions = sync.OnceValue(func() map[Country]*countryRegions {
	all := map[Country]*countryRegions{}
	for _, row := range readTable("regions.tsv", 4) {
		country := Country(row[0])
		if all[country] == nil {
			all[country] = &countryRegions{byName: map[string]region{}, byCode: map[string]region{}}
		}
		one := region{code: row[1], city: row[2] == "c", namesake: row[2] == "n"}
		for _, name := range names(row[3]) {
			if one.name == "" {
				one.name = name
			}
			all[country].byName[fold(name)] = one
		}
		if one.code != "" {
			all[country].byCode[one.code] = one
		}
	}
	return all
})

var regionWords = regexp.MustCompile(`^(?:PROVINCE OF|PROVINCIA DE|PROVINCIA|PROV DE|PROV|ESTADO DE|ESTADO|EDO DE|EDO|STATE OF|DEPARTAMENTO DE|DEPARTAMENTO|DEPTO DE|DEPTO|DPTO DE|DPTO|REGION OF|REGION DE|REGION|REGIONE|TINH|PROPINSI|PROVINSI|CHANGWAT|JUDETUL|JUDET|JUD|WOJEWODZTWO|WOJ) | (?:PROVINCE|PROV|STATE|PREFECTURE|PREF|REGION|GOVERNORATE|GOV|SHENG|SHI|DEPARTMENT|COUNTY|CANTON|EMIRATE|DIVISION|VOIVODESHIP)$|省$|市$|自治区$`)

// regionNamed is the region of a country that a whole text names, by name or by its abbreviation in capitals.
func regionNamed(country Country, text string) (region, bool) {
	known := regions()[country]
	if known == nil || len(text) > 80 {
		return region{}, false
	}
	folded := fold(text)
	if found, ok := known.byName[folded]; ok {
		return found, true
	}
	if found, ok := known.byCode[strings.Trim(strings.ToUpper(text), " .()")]; ok {
		return found, true
	}
	if bare := regionWords.ReplaceAllString(folded, ""); bare != folded {
		found, ok := known.byName[bare]
		found.namesake = false
		return found, ok && !found.city
	}
	return region{}, false
}

// usState is the state of the United States that a text names, as its code.
func usState(text string) (code string, ok bool) {
	state, ok := regionNamed("US", text)
	return state.code, ok
}

// saysRegion says whether a text has a word of states and provinces: "jud. Brașov", "Svay Rieng Province".
func saysRegion(text string) bool {
	folded := fold(text)
	return regionWords.MatchString(folded) && !strings.HasSuffix(folded, " SHI")
}
