package validate

import "docket/mapping/filing"

// An element is one of the ten data elements that 19 CFR 149.3(a) wants of an importer, as far as it is a party.
type element struct {
	role        filing.EntityType
	code        string
	paragraph   string // of 149.3(a)
	is          string // who that is
	write       string // what to write
	wrong       string
	right       string
	titleObject string
}

var partyElements = []element{
	{
		role: filing.EntitySeller, code: "isf_seller_missing", paragraph: "1", titleObject: "seller",
		is:    "It is the last known party by whom the goods are sold, or their owner if they are not sold.",
		write: "the seller's name and address", wrong: "no seller", right: "Brightpan Trading (HK) Limited, Kowloon, Hong Kong",
	},
	{
		role: filing.EntityBuyer, code: "isf_buyer_missing", paragraph: "2", titleObject: "buyer",
		is:    "It is the last known party to whom the goods are sold, or their owner if they are not sold.",
		write: "the buyer's name and address", wrong: "no buyer", right: "Lantern Bay Housewares Inc., Tacoma, WA",
	},
	{
		role: filing.EntityImporter, code: "isf_importer_missing", paragraph: "3", titleObject: "importer of record",
		is:    "It is who is liable for the duties, known to CBP by EIN, social security or CBP-assigned number.",
		write: "the importer's name, address and EIN", wrong: "no importer of record", right: "Lantern Bay Housewares Inc., EIN 00-555014200",
	},
	{
		role: filing.EntityConsignee, code: "isf_consignee_missing", paragraph: "4", titleObject: "consignee",
		is:    "It is for whose account the goods are shipped, known to CBP by EIN, social security or CBP-assigned number.",
		write: "the consignee's name, address and EIN", wrong: "no consignee", right: "Lantern Bay Housewares Inc., EIN 00-555014200",
	},
	{
		role: filing.EntityManufacturer, code: "isf_manufacturer_missing", paragraph: "5", titleObject: "manufacturer",
		is:    "It is who last made, assembled or grew the goods, or their supplier in the country that they leave.",
		write: "the manufacturer's name and address", wrong: "no manufacturer", right: "Jiangmen Brightpan Metal Products Co., Ltd., Jiangmen, China",
	},
	{
		role: filing.EntityShipTo, code: "isf_ship_to_missing", paragraph: "6", titleObject: "ship-to party",
		is:    "It is the first party to which the goods are delivered after their release.",
		write: "the name and address of the place of delivery", wrong: "no ship-to party", right: "Lantern Bay Housewares - Sumner Distribution Center, Sumner, WA",
	},
	{
		role: filing.EntityStuffingLocation, code: "isf_stuffing_location_missing", paragraph: "9", titleObject: "container stuffing location",
		is:    "It is where the goods are put into the container. The regulation takes it until 24 hours before arrival; who files earlier without it can set this rule to a warning.",
		write: "the name and address of the place where the container is stuffed", wrong: "no stuffing location", right: "Qingpu Yewfield Consolidation Warehouse, Shanghai, China",
	},
	{
		role: filing.EntityConsolidator, code: "isf_consolidator_missing", paragraph: "10", titleObject: "consolidator",
		is:    "It is who stuffs the container or has it stuffed. The regulation takes it until 24 hours before arrival; who files earlier without it can set this rule to a warning.",
		write: "the consolidator's name and address", wrong: "no consolidator", right: "Quanlink Ocean Services (Shenzhen) Ltd., Shenzhen, China",
	},
}

func elementRules() []Rule {
	var rules []Rule
	for _, element := range partyElements {
		rules = append(rules, Rule{
			Code: element.code, Level: LevelError, Basis: RequiredByRegulation, Kinds: isfOnly, check: element.missing,
			Title:       "An ISF names the " + element.titleObject,
			Explanation: element.is + " An ISF without it is not complete.",
			Source:      "19 CFR 149.3(a)(" + element.paragraph + ")",
			Example:     Example{Wrong: element.wrong, Right: element.right},
		})
	}
	return append(rules,
		Rule{
			Code: "isf_importer_number_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: numberMissing(filing.EntityImporter),
			Title:       "The importer of record has a number",
			Explanation: "Of the importer CBP wants the number, not only the name: an EIN, a social security number, a CBP-assigned number, or a passport number for household goods.",
			Source:      isfPage + "; 19 CFR 149.3(a)(3)",
			Example:     Example{Wrong: "IRS number: pending", Right: "00-555014200"},
		},
		Rule{
			Code: "isf_consignee_number_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: numberMissing(filing.EntityConsignee),
			Title:       "The consignee has a number",
			Explanation: "Of the consignee CBP wants the number, not only the name: an EIN, a social security number or a CBP-assigned number.",
			Source:      isfPage + "; 19 CFR 149.3(a)(4)",
			Example:     Example{Wrong: "a consignee without EIN", Right: "00-555014200"},
		},
		Rule{
			Code: "isf_origin_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: originMissing,
			Title:       "Each tariff number has its country of origin",
			Explanation: "It is where the goods were made, grown or last changed into something new, which need not be where they are loaded.",
			Source:      isfPage + "; 19 CFR 149.3(a)(7)",
			Example:     Example{Wrong: "7323.93.0080 without origin", Right: "7323.93.0080, China"},
		},
		Rule{
			Code: "isf_hts_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: tariffMissing,
			Title:       "Each manufacturer has the tariff numbers of its goods",
			Explanation: "CBP wants the HTS number of each kind of goods, at six digits or more, linked to who made them.",
			Source:      isfPage + "; 19 CFR 149.3(a)(8)",
			Example:     Example{Wrong: "a manufacturer without HTS number", Right: "7323.93.0080"},
		},
	)
}

// missingEntity is where an entity that the request lacks would stand.
const missingEntity filing.Pointer = "/entities/-"

func blankOf(role filing.EntityType) filing.Pointer {
	return "/entities/" + filing.Pointer(role)
}

func (e element) missing(s *subject) []finding {
	if len(s.playing(string(e.role))) > 0 {
		return nil
	}
	return []finding{{
		at: missingEntity, blank: blankOf(e.role), missing: true,
		message: "The " + e.titleObject + " is missing.", hint: "write " + e.write,
	}}
}

func numberMissing(role filing.EntityType) func(*subject) []finding {
	return func(s *subject) (found []finding) {
		for _, party := range s.playing(string(role)) {
			if party.number != nil && party.number.Text() != "" {
				continue
			}
			found = append(found, finding{
				at: party.at + "/entity_identifier", missing: true,
				message: upper(s.words(party)) + " has no identification number.",
				hint:    "write the EIN with its suffix, such as 12-345678900, or the number that CBP assigned",
			})
		}
		return found
	}
}

// Members of a manufacturer's tariff lines.
const (
	tariffLines  = "/harmonized_tariff_schedules"
	tariffNumber = "/harmonized_number"
	tariffOrigin = "/country_of_origin"
)

func tariffMissing(s *subject) []finding {
	const hint = "write the HTS number of the goods, with 6, 8 or 10 digits"
	makers := s.playing(string(filing.EntityManufacturer))
	if len(makers) == 0 {
		return []finding{{
			at: missingEntity + tariffLines, blank: blankOf(filing.EntityManufacturer) + tariffLines + "/-" + tariffNumber, missing: true,
			message: "The tariff number (HTS) of the goods is missing.", hint: hint,
		}}
	}
	var found []finding
	for _, maker := range makers {
		missing := s.missingOf(maker, func(line filing.TariffLine) bool { return line.HarmonizedNumber == "" }, tariffNumber)
		if missing == nil {
			continue
		}
		missing.message = upper(s.words(maker)) + " has no tariff number (HTS)."
		if len(maker.lines) > 1 {
			missing.message = upper(s.words(maker)) + " has goods without a tariff number (HTS)."
		}
		missing.hint = hint
		found = append(found, *missing)
	}
	return found
}

func originMissing(s *subject) []finding {
	const hint = "write the country where the goods were made, such as China or CN"
	makers := s.playing(string(filing.EntityManufacturer))
	if len(makers) == 0 {
		return []finding{{
			at: missingEntity + tariffLines + "/-" + tariffOrigin, blank: blankOf(filing.EntityManufacturer) + tariffLines + "/-" + tariffOrigin, missing: true,
			message: "The country of origin of the goods is missing.", hint: hint,
		}}
	}
	var found []finding
	for _, maker := range makers {
		missing := s.missingOf(maker, func(line filing.TariffLine) bool { return line.CountryOfOrigin == "" }, tariffOrigin)
		if missing == nil {
			continue
		}
		missing.message = "The goods of " + s.words(maker) + " have no country of origin."
		missing.hint = hint
		found = append(found, *missing)
	}
	return found
}

// missingOf is what a manufacturer's tariff lines lack: the member of each that lacks it, or of the one that there
// should be. It is nil if they lack nothing.
func (s *subject) missingOf(maker party, lacks func(filing.TariffLine) bool, key filing.Pointer) *finding {
	lines := maker.at + tariffLines
	if len(maker.lines) == 0 {
		f := &finding{at: lines + "/-" + key, missing: true}
		if key == tariffNumber {
			f.at, f.with = lines, []filing.Pointer{lines + "/-" + key}
		}
		return f
	}
	var missing *finding
	for i, line := range maker.lines {
		if !lacks(line) {
			continue
		}
		at := lines.Index(i) + key
		if missing == nil {
			missing = &finding{at: at, missing: true}
		}
		missing.with = append(missing.with, at)
	}
	return missing
}
