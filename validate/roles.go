package validate

import (
	"regexp"
	"strings"
	"unicode"

	"docket/mapping/filing"
)

func roleRules() []Rule {
	return []Rule{
		{
			Code: "manufacturer_in_us", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: manufacturerInUS,
			Title:       "Goods made abroad have a manufacturer abroad",
			Explanation: "The manufacturer is who last made, assembled or grew the goods, or who supplies them in the country that they leave. One in the United States with goods of another origin is mostly the importer, copied into the wrong place.",
			Source:      "19 CFR 149.3(a)(5)",
			Example:     Example{Wrong: "manufacturer in Tacoma, WA, origin China", Right: "manufacturer in Jiangmen, origin China"},
		},
		{
			Code: "stuffing_location_in_us", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: stuffingLocationInUS,
			Title:       "The container is stuffed abroad",
			Explanation: "The container stuffing location is where the goods were put into the container before they were loaded. One in the United States is mostly the place of delivery, or the head office of who stuffed it.",
			Source:      "19 CFR 149.3(a)(9)",
			Example:     Example{Wrong: "stuffing location in Sumner, WA", Right: "stuffing location in Qingpu, Shanghai"},
		},
		{
			Code: "numbers_of_one_party", Level: LevelHold, Basis: Advisable, Kinds: isfOnly, check: numbersOfOneParty,
			Title:       "Importer and consignee of one name have one number",
			Explanation: "CBP knows both by their numbers alone. Of two numbers for one company one is mostly a slip, or another company's.",
			Source:      "19 CFR 149.3(a)(3) and (4)",
			Example:     Example{Wrong: "importer Lantern Bay, EIN 00-555014200, and consignee Lantern Bay, EIN 00-555014300", Right: "EIN 00-555014200 for both"},
		},
		{
			Code: "number_of_two_parties", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: numberOfTwoParties,
			Title:       "An EIN stands for one company",
			Explanation: "CBP knows importer and consignee by their numbers alone, so that one number under two names makes them one. It is right where one name is a trade name of the other; else a number was copied.",
			Source:      "19 CFR 149.3(a)(3) and (4); 19 CFR 24.5",
			Example:     Example{Wrong: "importer Lantern Bay and consignee Oakmere Seating, EIN 00-555014200 for both", Right: "a number of its own for each"},
		},
	}
}

func manufacturerInUS(s *subject) (found []finding) {
	for _, maker := range s.playing(string(filing.EntityManufacturer)) {
		if maker.address == nil || !unitedStates[maker.address.country] {
			continue
		}
		for i, line := range maker.lines {
			if !isCountry(line.CountryOfOrigin) || unitedStates[line.CountryOfOrigin] {
				continue
			}
			found = append(found, finding{
				at: maker.address.at + "/country_code", with: []filing.Pointer{(maker.at + tariffLines).Index(i) + tariffOrigin},
				message: upper(s.words(maker)) + " is in " + countryName(maker.address.country) + ", but the goods are of " + countryName(line.CountryOfOrigin) + ".",
				hint:    "check the manufacturer and the country of origin",
			})
			break // once for each manufacturer
		}
	}
	return found
}

func stuffingLocationInUS(s *subject) (found []finding) {
	for _, place := range s.playing(string(filing.EntityStuffingLocation)) {
		if place.address == nil || !unitedStates[place.address.country] {
			continue
		}
		found = append(found, finding{
			at:      place.address.at + "/country_code",
			message: upper(s.words(place)) + " is in " + countryName(place.address.country) + "; the goods are put into the container before they are loaded abroad.",
			hint:    "write the place where the container is stuffed",
		})
	}
	return found
}

func numbersOfOneParty(s *subject) (found []finding) {
	for _, importer := range s.playing(string(filing.EntityImporter)) {
		for _, consignee := range s.playing(string(filing.EntityConsignee)) {
			one, other := bareNumber(importer), bareNumber(consignee)
			if importer.name == "" || !strings.EqualFold(importer.name, consignee.name) || one == "" || other == "" || one == other {
				continue
			}
			found = append(found, finding{
				at: consignee.at + "/entity_identifier", with: []filing.Pointer{importer.at + "/entity_identifier"},
				message: shorten(importer.name) + " is importer of record and consignee, with two numbers that differ.",
				hint:    "check which of the two numbers is right",
			})
		}
	}
	return found
}

var wholeEIN = regexp.MustCompile(`^[0-9]{2}-[0-9]{7}`)

// bareNumber is a party's EIN without its suffix, which may be left out, "" for another kind of number: a company may have
// one of each kind.
func bareNumber(p party) string {
	ein, ok := p.number.(*filing.EIN)
	if !ok || oneDigit(ein) { // a placeholder, and said so
		return ""
	}
	return wholeEIN.FindString(ein.Number)
}

func numberOfTwoParties(s *subject) (found []finding) {
	for _, importer := range s.playing(string(filing.EntityImporter)) {
		for _, consignee := range s.playing(string(filing.EntityConsignee)) {
			number := bareNumber(importer)
			if number == "" || number != bareNumber(consignee) || alike(importer.name, consignee.name) {
				continue
			}
			found = append(found, finding{
				at: consignee.at + "/entity_identifier/employer_identification_number", with: []filing.Pointer{importer.at + "/entity_identifier/employer_identification_number"},
				message: "Importer of record " + shorten(importer.name) + " and consignee " + shorten(consignee.name) + " have one EIN, " + number + ".",
				hint:    "check whose number it is, unless one name is a trade name of the other",
			})
		}
	}
	return found
}

// alike tells whether two names may be one company's: one of them begins the other, letters and digits compared.
func alike(one, other string) bool {
	one, other = bareName(one), bareName(other)
	return one == "" || other == "" || strings.HasPrefix(one, other) || strings.HasPrefix(other, one)
}

// companyForm is how a company's name ends that tells nothing of who it is.
var companyForm = regexp.MustCompile(`(?i)[\s,.]+(inc|incorporated|llc|l\.l\.c|corp|corporation|co|company|ltd|limited)\.?$`)

func bareName(name string) string {
	for before := ""; before != name; {
		before, name = name, companyForm.ReplaceAllString(strings.TrimSpace(name), "")
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}
