package validate

import "docket/mapping/filing"

func bondRules() []Rule {
	return []Rule{
		{
			Code: "single_bond_without_surety", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: singleBondWithoutSurety,
			Title:       "A single transaction bond comes with its surety",
			Explanation: "CBP has a continuous bond on file. A bond for one transaction it knows by the surety's code and a reference number.",
			Source:      "19 CFR 149.5(b); CBP, ACE CATAIR, Importer Security Filing",
			Example:     Example{Wrong: "single transaction bond", Right: "single transaction bond, surety code 016"},
		},
		{
			Code: "carnet_missing", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: carnetMissing,
			Title:       "A carnet shipment names its carnet",
			Explanation: "CBP wants the country that issued the carnet and its number.",
			Source:      isfPage + "; CBP, ACE CATAIR, Importer Security Filing",
			Example:     Example{Wrong: "carnet shipment without number", Right: "US 89/09-SAMPLE"},
		},
		{
			Code: "sub_type_without_informal", Level: LevelWarning, Basis: RequiredByRegulation, Kinds: isfOnly, check: subTypeWithoutInformal,
			Title:       "Only an informal shipment has a sub-type",
			Explanation: "Section 321, informal and General Note 3(e) are kinds of informal shipments; on others CBP takes none.",
			Source:      isfPage + "; CBP, ACE CATAIR, Importer Security Filing",
			Example:     Example{Wrong: "standard filing, section 321", Right: "informal shipment, section 321"},
		},
	}
}

func singleBondWithoutSurety(s *subject) []finding {
	numbers := s.isf.ReferenceIdentifiers
	if s.isf.Header.BondType != filing.BondSingleTransaction || numbers.SuretyCode != "" || numbers.BondReferenceNumber != "" {
		return nil
	}
	return []finding{{
		at: "/reference_identifiers/surety_code", with: []filing.Pointer{"/reference_identifiers/surety_code", "/reference_identifiers/bond_reference_number"}, missing: true,
		message: "The bond is for a single transaction, but neither surety code nor reference number of the bond is given.",
		hint:    "write the surety's three digits and the bond's reference number, or correct the bond type",
	}}
}

func carnetMissing(s *subject) []finding {
	if s.isf.Header.ShipmentType != filing.ShipmentCarnet || s.isf.ReferenceIdentifiers.Carnet != "" {
		return nil
	}
	return []finding{{
		at: "/reference_identifiers/carnet_issuing_country_code_and_carnet_number", missing: true,
		message: "The goods travel under a carnet, but its number is not given.",
		hint:    "write the two letters of the country that issued the carnet, then its number",
	}}
}

func subTypeWithoutInformal(s *subject) []finding {
	info := s.isf.ShipmentInformation
	if info == nil || info.ShipmentSubType == "" || s.isf.Header.ShipmentType == filing.ShipmentInformal {
		return nil
	}
	return []finding{{
		at: "/shipment_information/shipment_sub_type", with: []filing.Pointer{"/header/shipment_type"}, value: enumWords(string(info.ShipmentSubType)),
		message: "The sub-type " + enumWords(string(info.ShipmentSubType)) + " is for informal shipments, and this filing is not for one.",
		hint:    "correct the kind of shipment or clear the sub-type",
	}}
}
