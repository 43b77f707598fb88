package validate

import (
	"regexp"
	"strings"

	"github.com/biter777/countries"

	"docket/mapping/filing"
)

func codeRules() []Rule {
	return []Rule{
		{
			Code: "country_unknown", Level: LevelError, Basis: RequiredByAPI, Kinds: bothKinds, check: countryUnknown,
			Title:       "A country code is one of ISO 3166-1",
			Explanation: "Two letters that stand for no country are mostly a state, or a code from another list: UK for GB, for example.",
			Source:      bothPages + "; ISO 3166-1",
			Example:     Example{Wrong: "country of origin UK", Right: "country of origin GB"},
		},
		{
			Code: "currency_unknown", Level: LevelError, Basis: RequiredByAPI, Kinds: orderOnly, check: currencyUnknown,
			Title:       "A currency code is one of ISO 4217",
			Explanation: "Three letters that stand for no currency are mostly a usage of the trade: RMB for CNY, for example.",
			Source:      orderPage + "; ISO 4217",
			Example:     Example{Wrong: "18,400.00 RMB", Right: "18,400.00 CNY"},
		},
		{
			Code: "port_country_unknown", Level: LevelError, Basis: Advisable, Kinds: bothKinds, check: portCountryUnknown,
			Title:       "A port code begins with a country",
			Explanation: "The first two letters of a UN/LOCODE are the country's. Letters that stand for none cannot be a port.",
			Source:      "UNECE Recommendation 16; ISO 3166-1",
			Example:     Example{Wrong: "UKFXT", Right: "GBFXT"},
		},
	}
}

// countryKeys and currencyKeys are the members of requests that hold such codes.
var (
	countryKeys  = map[string]bool{"country_code": true, "country_of_origin": true, "countries_of_origin": true, "country_of_import": true, "country_of_issuance": true}
	currencyKeys = map[string]bool{"currency_code": true}
)

func countryUnknown(s *subject) (found []finding) {
	eachText(s.tree, "", "", func(at filing.Pointer, key, code string) {
		if !countryKeys[key] || !countryShape.MatchString(code) || isCountry(code) {
			return
		}
		f := finding{at: at, message: "There is no country with the code " + code + ".", hint: "write the country's name or its two letters"}
		if meant, ok := otherCountryCodes[code]; ok {
			f.hint = "write " + meant + ", if " + countryName(meant) + " is meant"
		}
		found = append(found, f)
	})
	return found
}

func currencyUnknown(s *subject) (found []finding) {
	eachText(s.tree, "", "", func(at filing.Pointer, key, code string) {
		if !currencyKeys[key] || !currencyShape.MatchString(code) || isCurrency(code) {
			return
		}
		f := finding{at: at, message: "There is no currency with the code " + code + ".", hint: "write the currency's three letters, such as USD"}
		if meant, ok := otherCurrencyCodes[code]; ok {
			f.hint = "write " + meant + ", if that is the currency meant"
		}
		found = append(found, f)
	})
	return found
}

func portCountryUnknown(s *subject) (found []finding) {
	for _, port := range s.route.ports() {
		if !locodeShape.MatchString(port.locode) || isCountry(port.locode[:2]) || port.locode[:2] == "XZ" { // XZ: at sea
			continue
		}
		found = append(found, finding{
			at: port.at + "/un_lo_code", message: "The port code " + port.locode + " begins with " + port.locode[:2] + ", which is no country.",
			hint: "write the port's name or its UN/LOCODE, such as CNYTN",
		})
	}
	return found
}

var (
	countryShape  = regexp.MustCompile(`^[A-Z]{2}$`)
	currencyShape = regexp.MustCompile(`^[A-Z]{3}$`)
	locodeShape   = regexp.MustCompile(`^[A-Z]{2}[A-Z2-9]{3}$`)
)

// withdrawn are codes that package countries still lists: countries that are no more, and its own for none.
var withdrawn = map[string]bool{"AN": true, "YU": true, "XX": true}

// isCountry tells whether two letters are the code of a country. Kosovo's XK counts, though ISO leaves it to users.
func isCountry(code string) bool {
	return len(code) == 2 && !withdrawn[code] && countries.ByName(code).Alpha2() == code
}

// isCurrency tells whether three letters are the code of a currency.
func isCurrency(code string) bool { return countries.CurrencyCodeByName(code).Alpha() == code }

// countryName is a country as it stands in a sentence.
func countryName(code string) string {
	if !isCountry(code) {
		return code
	}
	name, _, _ := strings.Cut(countries.ByName(code).String(), " (")
	if strings.HasPrefix(name, "United ") || code == "NL" || code == "PH" || code == "BS" || code == "DO" {
		return "the " + name
	}
	return name
}

// otherCountryCodes and otherCurrencyCodes are codes of other lists that people take for those of ISO.
var (
	otherCountryCodes  = map[string]string{"UK": "GB", "EL": "GR", "SP": "ES", "JA": "JP", "KS": "KR", "TU": "TR", "VM": "VN", "RP": "PH", "SW": "SE"}
	otherCurrencyCodes = map[string]string{"RMB": "CNY", "CNH": "CNY", "NTD": "TWD", "STG": "GBP", "UKP": "GBP", "EURO": "EUR", "YEN": "JPY", "WON": "KRW"}
)

// unitedStates are the countries by code that an ISF counts as the United States, their possessions included, which
// have codes of their own.
var unitedStates = map[string]bool{"US": true, "PR": true, "VI": true, "GU": true, "AS": true, "MP": true, "UM": true}
