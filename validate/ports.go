package validate

import (
	"fmt"
	"slices"

	"github.com/biter777/countries"

	"docket/mapping/filing"
	"docket/mapping/value"
)

func routeRules() []Rule {
	return []Rule{
		{
			Code: "isf_unloading_abroad", Level: LevelHold, Basis: RequiredByRegulation, Kinds: isfOnly, check: isfUnloadingAbroad,
			Title:       "An ISF is for goods that leave the vessel in the United States",
			Explanation: "Goods that a vessel unloads abroad and that come on by road or rail need no ISF; goods that stay on board need an ISF-5. Mostly the port is another than the file says.",
			Source:      "19 CFR 149.2(a) and 149.3(b)",
			Example:     Example{Wrong: "port of unloading Vancouver, CA", Right: "port of unloading Seattle, US"},
		},
		{
			Code: "isf_loading_in_us", Level: LevelHold, Basis: RequiredByRegulation, Kinds: isfOnly, check: isfLoadingInUS,
			Title:       "An ISF is for goods loaded abroad",
			Explanation: "The port of loading is the foreign port where the goods go on board. One in the United States mostly means that the ports changed places.",
			Source:      "19 CFR 149.2",
			Example:     Example{Wrong: "from Los Angeles to Yantian", Right: "from Yantian to Los Angeles"},
		},
		{
			Code: "ports_same", Level: LevelHold, Basis: Advisable, Kinds: bothKinds, check: portsSame,
			Title:       "Goods are loaded and unloaded at two ports",
			Explanation: "One port in both places is mostly a cell that was copied and not changed.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "from Busan to Busan", Right: "from Busan to Los Angeles"},
		},
		{
			Code: "port_codes_conflict", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: portCodesConflict,
			Title:       "The codes of a port tell one country",
			Explanation: "Schedule D is for ports of the United States, Schedule K for all others. Where the UN/LOCODE tells otherwise, one of the codes is wrong.",
			Source:      "US Census Bureau, Schedules D and K",
			Example:     Example{Wrong: "CNYTN with Schedule D 2704", Right: "USLAX with Schedule D 2704"},
		},
		{
			Code: "origin_is_us", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: originIsUS,
			Title:       "Goods of the United States are filed as goods returned",
			Explanation: "Goods made in the United States come back as US goods returned, a kind of shipment of its own, with a number of chapter 98 beside their own.",
			Source:      isfPage + "; 19 CFR 10.1",
			Example:     Example{Wrong: "origin US from Yantian", Right: "origin CN from Yantian"},
		},
		{
			Code: "origin_off_route", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: originOffRoute,
			Title:       "Goods are loaded in or near their country of origin",
			Explanation: "Goods may be loaded in another country than that of origin. Where the two lie on different continents, and the port is none where goods change vessels, the origin is worth a look: duties depend on it.",
			Source:      "19 CFR 149.3(a)(7); 19 CFR part 134",
			Example:     Example{Wrong: "origin Peru, loaded at Hamburg", Right: "origin Germany, loaded at Hamburg"},
		},
		{
			Code: "import_country_differs", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: importCountryDiffers,
			Title:       "Goods are unloaded in the country of import",
			Explanation: "Goods may be unloaded in a neighbouring country. More often the port or the country is wrong.",
			Source:      orderPage,
			Example:     Example{Wrong: "import into US, unloaded at Hamburg", Right: "import into US, unloaded at Seattle"},
		},
		{
			Code: "imo_check_digit", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: imoCheckDigit,
			Title:       "The check digit of an IMO number is right",
			Explanation: "The last of its seven digits follows from the six before it. A wrong one names another vessel or none; the vessel's name stands beside it, so the filing is sent all the same.",
			Source:      "IMO Resolution A.1117(30)",
			Example:     Example{Wrong: "9634188", Right: "9634189"},
		},
		{
			Code: "order_route_missing", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: orderRouteMissing,
			Title:       "An order by sea or air names its ports",
			Explanation: "Without them nobody can tell when and where the goods arrive.",
			Source:      orderPage,
			Example:     Example{Wrong: "no port of unloading", Right: "port of unloading Seattle"},
		},
	}
}

func isfUnloadingAbroad(s *subject) []finding {
	port := s.route.unloading
	if port == nil || port.country() == "" || unitedStates[port.country()] {
		return nil
	}
	return []finding{{
		at: port.at, value: port.words(), with: port.codes(),
		message: "The port of unloading, " + port.words() + ", lies in " + countryName(port.country()) + ". An ISF is for goods unloaded in the United States.",
		hint:    "check the port of unloading",
	}}
}

func isfLoadingInUS(s *subject) []finding {
	port := s.route.loading
	if port == nil || port.country() != "US" {
		return nil
	}
	return []finding{{
		at: port.at, value: port.words(), with: port.codes(),
		message: "The port of loading, " + port.words() + ", lies in the United States. An ISF is for goods loaded abroad.",
		hint:    "check whether the ports of loading and unloading changed places",
	}}
}

// codes are where a port's name and codes stand.
func (p port) codes() []filing.Pointer {
	return []filing.Pointer{p.at + "/name", p.at + "/un_lo_code", p.at + "/iata_code"}
}

func portsSame(s *subject) []finding {
	from, to := s.route.loading, s.route.unloading
	if from == nil || to == nil || from.locode+from.iata == "" || from.locode != to.locode || from.iata != to.iata {
		return nil
	}
	return []finding{{
		at: to.at, value: to.words(), with: append(from.codes(), to.codes()...),
		message: "The goods are loaded and unloaded at the same port, " + to.words() + ".",
		hint:    "check both ports",
	}}
}

func portCodesConflict(s *subject) (found []finding) {
	for _, port := range s.route.ports() {
		if !locodeShape.MatchString(port.locode) || !isCountry(port.locode[:2]) {
			continue
		}
		key, schedule := filing.Pointer(""), ""
		switch domestic := unitedStates[port.locode[:2]]; {
		case port.scheduleD != "" && !domestic:
			key, schedule = "/schedule_d_code", "Schedule D, the list of US ports"
		case port.scheduleK != "" && port.locode[:2] == "US":
			key, schedule = "/schedule_k_code", "Schedule K, the list of foreign ports"
		default:
			continue
		}
		found = append(found, finding{
			at: port.at + key, with: []filing.Pointer{port.at + "/un_lo_code"},
			message: upper(port.words()) + " is " + port.locode + " in " + countryName(port.locode[:2]) + ", but its other code is of " + schedule + ".",
			hint:    "check the codes of the port",
		})
	}
	return found
}

// An origin is a country of origin with its pointer.
type origin struct {
	at      filing.Pointer
	country string
}

func (s *subject) origins() []origin {
	var all []origin
	for _, maker := range s.parties {
		for i, line := range maker.lines {
			if isCountry(line.CountryOfOrigin) {
				all = append(all, origin{(maker.at + tariffLines).Index(i) + tariffOrigin, line.CountryOfOrigin})
			}
		}
	}
	if s.order != nil && s.order.CustomsDetails != nil {
		for i, country := range s.order.CustomsDetails.CountriesOfOrigin {
			if isCountry(country) {
				all = append(all, origin{filing.Pointer("/customs_details/countries_of_origin").Index(i), country})
			}
		}
	}
	return all
}

func originIsUS(s *subject) []finding {
	if s.isf.Header.ShipmentType == filing.ShipmentUSGoodsReturned {
		return nil
	}
	for _, origin := range s.origins() {
		if origin.country == "US" {
			return []finding{{
				at: origin.at, message: "The country of origin is the United States, but the goods are not filed as US goods returned.",
				hint: "check the origin and the kind of shipment",
			}}
		}
	}
	return nil
}

// landlocked are countries without a sea port, whose goods are loaded in another.
var landlocked = map[string]bool{
	"AF": true, "AD": true, "AM": true, "AT": true, "AZ": true, "BI": true, "BF": true, "BO": true, "BT": true, "BW": true, "BY": true, "CF": true, "CH": true, "CZ": true,
	"ET": true, "HU": true, "KG": true, "KZ": true, "LA": true, "LI": true, "LS": true, "LU": true, "MD": true, "MK": true, "ML": true, "MN": true, "MW": true, "NE": true,
	"NP": true, "PY": true, "RS": true, "RW": true, "SK": true, "SM": true, "SS": true, "SZ": true, "TD": true, "TJ": true, "TM": true, "UG": true, "UZ": true, "VA": true,
	"XK": true, "ZM": true, "ZW": true,
}

// relays are countries in whose ports goods from other continents change vessels for the United States.
var relays = map[string]bool{
	"AE": true, "BS": true, "CO": true, "DO": true, "EG": true, "ES": true, "GR": true, "IT": true, "JM": true, "LK": true, "MA": true, "MT": true, "MY": true, "OM": true, "PA": true, "PT": true, "SG": true, "TR": true,
}

func originOffRoute(s *subject) []finding {
	port, origins := s.route.loading, s.origins()
	if port == nil || s.route.air || len(origins) == 0 {
		return nil
	}
	from := port.country()
	if from == "" || unitedStates[from] || relays[from] || slices.ContainsFunc(origins, func(o origin) bool { return near(o.country, from) }) {
		return nil
	}
	return []finding{{
		at: origins[0].at, with: port.codes(),
		message: "The goods are of " + countryName(origins[0].country) + ", but loaded at " + port.words() + " in " + countryName(from) + ".",
		hint:    "check the country of origin",
	}}
}

// near tells whether goods of a country may well be loaded in another.
func near(country, port string) bool {
	return country == port || landlocked[country] || continent(country) == continent(port)
}

func continent(code string) countries.RegionCode { return countries.ByName(code).Region() }

func importCountryDiffers(s *subject) []finding {
	port := s.route.unloading
	if port == nil || port.country() == "" || s.order.CustomsDetails == nil {
		return nil
	}
	into := s.order.CustomsDetails.CountryOfImport
	if !isCountry(into) || into == port.country() || unitedStates[into] && unitedStates[port.country()] {
		return nil
	}
	return []finding{{
		at: "/customs_details/country_of_import", with: port.codes(),
		message: "The goods are imported into " + countryName(into) + ", but unloaded at " + port.words() + " in " + countryName(port.country()) + ".",
		hint:    "check the port of unloading and the country of import",
	}}
}

func orderRouteMissing(s *subject) []finding {
	if s.ocean() == nil && !s.route.air || s.order.RequestMetadata.OnlyUpdates() {
		return nil
	}
	var lacks []string
	var with []filing.Pointer
	if s.route.loading == nil {
		lacks, with = append(lacks, "port of loading"), append(with, orderRoute+"/port_of_loading")
	}
	if s.route.unloading == nil {
		lacks, with = append(lacks, "port of unloading"), append(with, orderRoute+"/port_of_unloading")
	}
	if len(lacks) == 0 {
		return nil
	}
	return []finding{{at: with[0], with: with, missing: true, message: "The order has no " + orList(lacks) + ".", hint: "write the " + andList(lacks)}}
}

// vessel is the vessel of a filing with its pointer, nil if none is given.
func (s *subject) vessel() (*filing.Vessel, filing.Pointer) {
	if freight := s.freight(); freight != nil {
		return freight.Vessel, isfFreight + "/vessel"
	}
	if ocean := s.ocean(); ocean != nil && ocean.Route != nil {
		return ocean.Route.Vessel, orderRoute + "/vessel"
	}
	return nil, ""
}

func imoCheckDigit(s *subject) []finding {
	vessel, at := s.vessel()
	if vessel == nil || vessel.IMO < 1_000_000 || vessel.IMO > 9_999_999 {
		return nil
	}
	if value.CheckIMO(int(vessel.IMO)) {
		return nil
	}
	return []finding{{
		at: at + "/imo", with: []filing.Pointer{at + "/name"},
		message: fmt.Sprintf("The check digit of IMO number %d is wrong.", vessel.IMO),
		hint:    "write the number that the vessel's name goes with, or clear it",
	}}
}
