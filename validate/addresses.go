package validate

import (
	"regexp"
	"strings"

	"docket/mapping/filing"
	"docket/mapping/value"
)

func addressRules() []Rule {
	return []Rule{
		{
			Code: "placeholder_text", Level: LevelError, Basis: RequiredByRegulation, Kinds: bothKinds, check: placeholderText,
			Title:       "Names and addresses are those of real parties",
			Explanation: "TBA, N/A, “see attached” and the like name nobody. CBP takes such a filing for one without the party.",
			Source:      "19 CFR 149.3",
			Example:     Example{Wrong: "seller TBA", Right: "seller Brightpan Trading (HK) Limited"},
		},
		{
			Code: "us_address_incomplete", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: usAddressIncomplete,
			Title:       "An address in the United States has state and ZIP code",
			Explanation: "CBP matches parties by their addresses, and few of its systems find one without state and ZIP code.",
			Source:      "CBP, ACE CATAIR, Importer Security Filing",
			Example:     Example{Wrong: "415 Cannery Row West, Tacoma, US", Right: "415 Cannery Row West, Tacoma, WA 98402, US"},
		},
		{
			Code: "us_state_unknown", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: usStateUnknown,
			Title:       "The state of an address in the United States is one",
			Explanation: "Mostly such a text is a city, or the address lies in another country.",
			Source:      "US Postal Service, Publication 28",
			Example:     Example{Wrong: "Tacoma, XY 98402", Right: "Tacoma, WA 98402"},
		},
		{
			Code: "zip_form", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: usPostalCodeForm,
			Title:       "A ZIP code has five digits, or nine",
			Explanation: "A ZIP code of four digits has lost its zero, as codes of New England and New Jersey easily do in a spreadsheet.",
			Source:      "US Postal Service, Publication 28",
			Example:     Example{Wrong: "Newark, NJ 7105", Right: "Newark, NJ 07105"},
		},
		{
			Code: "zip_state_mismatch", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: usPostalCodeState,
			Title:       "A ZIP code lies in the state of its address",
			Explanation: "The first three digits of a ZIP code tell the state. Where they tell another, one of the two is a slip.",
			Source:      "US Postal Service, Publication 65 and labeling list L002",
			Example:     Example{Wrong: "Tacoma, WA 90402", Right: "Tacoma, WA 98402"},
		},
		{
			Code: "ship_to_abroad", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: abroad(filing.EntityShipTo),
			Title:       "The ship-to party is in the United States",
			Explanation: "Goods that an ISF-10 is for are delivered in the United States. Goods that only pass through need an ISF-5.",
			Source:      "19 CFR 149.3(a)(6) and (b)",
			Example:     Example{Wrong: "ship-to party in Toronto, CA", Right: "ship-to party in Sumner, WA, US"},
		},
		{
			Code: "consignee_abroad", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: abroad(filing.EntityConsignee),
			Title:       "The consignee is in the United States",
			Explanation: "The importer of record may be a foreign company; the consignee number is that of a party in the United States for whose account the goods are shipped.",
			Source:      "19 CFR 149.3(a)(4)",
			Example:     Example{Wrong: "consignee in Kowloon, HK", Right: "consignee in Tacoma, WA, US"},
		},
		{
			Code: "place_is_post_box", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: placeIsPostBox,
			Title:       "Goods are stuffed and delivered at a street address",
			Explanation: "Ship-to party and container stuffing location tell CBP where the goods are. A post office box is where the mail is.",
			Source:      "19 CFR 149.3(a)(6) and (9)",
			Example:     Example{Wrong: "ship-to party at P.O. Box 1187, Tacoma, WA", Right: "ship-to party at 1510 Puyallup Bench Road, Sumner, WA"},
		},
		{
			Code: "seller_is_buyer", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: sellerIsBuyer,
			Title:       "Seller and buyer are two parties",
			Explanation: "Goods are sold by one party to another. One party in both places is right only where nothing is sold.",
			Source:      "19 CFR 149.3(a)(1) and (2)",
			Example:     Example{Wrong: "seller and buyer Lantern Bay Housewares Inc.", Right: "seller Brightpan Trading, buyer Lantern Bay Housewares"},
		},
	}
}

func placeholderText(s *subject) (found []finding) {
	for _, party := range s.parties {
		texts := map[filing.Pointer]string{party.at + "/name": party.name}
		if party.address != nil {
			texts[party.address.at+"/address_line1"] = party.address.line1
			texts[party.address.at+"/city"] = party.address.city
		}
		for at, text := range texts {
			if text == "" || value.ParseAbsence(text) == value.Present {
				continue
			}
			found = append(found, finding{
				at: at, message: upper(s.name(at)) + " is " + quote(text) + ", which names nobody and no place.",
				hint: "write " + s.name(at),
			})
		}
	}
	return found
}

// usAddresses are the addresses in the United States.
func (s *subject) usAddresses() []address {
	var some []address
	for _, address := range s.addresses() {
		if address.country == "US" {
			some = append(some, address)
		}
	}
	return some
}

func usAddressIncomplete(s *subject) (found []finding) {
	for _, address := range s.usAddresses() {
		if address.line1 == "" && address.city == "" {
			continue // all of it is missing, and said so
		}
		var lacks []string
		var with []filing.Pointer
		if address.state == "" {
			lacks, with = append(lacks, "state"), append(with, address.at+"/state")
		}
		if address.zip == "" {
			lacks, with = append(lacks, "ZIP code"), append(with, address.at+"/postal_code")
		}
		if len(lacks) == 0 {
			continue
		}
		found = append(found, finding{
			at: with[0], with: with, missing: true,
			message: upper(s.name(address.at)) + " has no " + orList(lacks) + ".", hint: "write the " + andList(lacks),
		})
	}
	return found
}

func usStateUnknown(s *subject) (found []finding) {
	for _, address := range s.usAddresses() {
		if _, known := stateNamed(address.state); address.state == "" || known {
			continue
		}
		at := address.at + "/state"
		found = append(found, finding{
			at: at, message: "The state of " + s.ownerOf(address) + ", " + quote(address.state) + ", is none of the United States.",
			hint: "write the state's two letters, or correct the country",
		})
	}
	return found
}

var zipShape = regexp.MustCompile(`^[0-9]{5}(-?[0-9]{4})?$`)

func usPostalCodeForm(s *subject) (found []finding) {
	for _, address := range s.usAddresses() {
		if address.zip == "" || zipShape.MatchString(address.zip) {
			continue
		}
		f := finding{
			at: address.at + "/postal_code", message: "The ZIP code of " + s.ownerOf(address) + ", " + quote(address.zip) + ", does not have five digits, or nine.",
			hint: "write the five digits",
		}
		if restored := "0" + address.zip; zipShape.MatchString(restored) && s.lies(restored, address.state) {
			f.hint = "write " + restored + ", if only the zero in front was lost"
		}
		found = append(found, f)
	}
	return found
}

// lies tells whether a ZIP code lies in a state.
func (s *subject) lies(zip, name string) bool {
	state, known := stateNamed(name)
	return known && state.holds(zip[:3])
}

func usPostalCodeState(s *subject) (found []finding) {
	for _, address := range s.usAddresses() {
		_, known := stateNamed(address.state)
		if !known || !zipShape.MatchString(address.zip) || s.lies(address.zip, address.state) {
			continue
		}
		where := "in no state"
		if others := statesOfZIP(address.zip); len(others) > 0 {
			names := make([]string, len(others))
			for i, other := range others {
				names[i] = other.name
			}
			where = "in " + orList(names)
		}
		found = append(found, finding{
			at: address.at + "/postal_code", with: []filing.Pointer{address.at + "/state"},
			message: "ZIP code " + address.zip + " of " + s.ownerOf(address) + " lies " + where + ", not in " + address.state + ".",
			hint:    "check ZIP code and state",
		})
	}
	return found
}

// ownerOf names whose address it is.
func (s *subject) ownerOf(a address) string {
	if owner := s.owner(a.at); owner != "" {
		return owner
	}
	return "the address"
}

func abroad(role filing.EntityType) func(*subject) []finding {
	return func(s *subject) (found []finding) {
		for _, party := range s.playing(string(role)) {
			if party.address == nil || !isCountry(party.address.country) || unitedStates[party.address.country] {
				continue
			}
			found = append(found, finding{
				at: party.address.at + "/country_code", message: "The address of " + s.words(party) + " lies in " + countryName(party.address.country) + ", not in the United States.",
				hint: "check the address, and whether an ISF-10 is what the goods need",
			})
		}
		return found
	}
}

// postBox is a post office box and its number, as addresses of several countries have it.
var postBox = regexp.MustCompile(`(?i)(\bp\.?\s*o\.?\s*b(ox|\.)|\bpost\s*(office\s*)?box|\bpostfach|\bapartado(\s+(postal|de\s+correos))?|\bcaixa\s+postal|\bcasella\s+postale|\bbo[iî]te\s+postale)\s*(no\.?|number|#|:)*\s*[0-9A-Z-]*`)

func placeIsPostBox(s *subject) (found []finding) {
	for _, party := range s.playing(string(filing.EntityShipTo), string(filing.EntityStuffingLocation)) {
		if party.address == nil {
			continue
		}
		street := party.address.line1 + " " + party.address.line2
		if !postBox.MatchString(street) || strings.Trim(postBox.ReplaceAllString(street, ""), " ,.;-/") != "" { // or a street besides
			continue
		}
		found = append(found, finding{
			at: party.address.at + "/address_line1", message: "The address of " + s.words(party) + " is a post office box, " + quote(strings.TrimSpace(street)) + ".",
			hint: "write the street address of the place where the goods are",
		})
	}
	return found
}

func sellerIsBuyer(s *subject) []finding {
	for _, seller := range s.playing(string(filing.EntitySeller)) {
		for _, buyer := range s.playing(string(filing.EntityBuyer)) {
			if seller.name != "" && strings.EqualFold(seller.name, buyer.name) {
				return []finding{{
					at: seller.at + "/name", with: []filing.Pointer{buyer.at + "/name"},
					message: shorten(seller.name) + " is both seller and buyer.",
					hint:    "check who sells and who buys",
				}}
			}
		}
	}
	return nil
}
