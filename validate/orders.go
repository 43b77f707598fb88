package validate

import (
	"math/big"

	"docket/mapping/filing"
)

func orderRules() []Rule {
	return []Rule{
		{
			Code: "incoterm_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: orderOnly, check: incotermMissing,
			Title:       "A new order has a delivery term",
			Explanation: "The incoterm tells who pays freight, insurance and duties. The API makes no order without it; one that can only update an order may leave it out.",
			Source:      orderPage,
			Example:     Example{Wrong: "no incoterm", Right: "FOB"},
		},
		{
			Code: "source_document_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: orderOnly, check: sourceDocumentMissing,
			Title:       "An order names the document that it was made from",
			Explanation: "A file that comes again, or corrected, finds its order by this reference instead of making a second one. docket sets it, not the sender.",
			Source:      orderPage,
			Example:     Example{Wrong: "no source document", Right: "s3://inbox/acme/bol-0042.xlsx#OOLU2718281830"},
		},
		{
			Code: "incoterm_retired", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: incotermRetired,
			Title:       "The delivery term is one of Incoterms 2020",
			Explanation: "DAT of the year 2010 has become DPU. The API still takes both.",
			Source:      "ICC, Incoterms 2020",
			Example:     Example{Wrong: "DAT", Right: "DPU"},
		},
		{
			Code: "incoterm_for_sea", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: incotermForSea,
			Title:       "A delivery term fits the mode of transport",
			Explanation: "FAS, FOB, CFR and CIF are for goods that go by vessel. By air and road their counterparts are FCA, CPT and CIP.",
			Source:      "ICC, Incoterms 2020",
			Example:     Example{Wrong: "FOB by air", Right: "FCA by air"},
		},
		{
			Code: "order_shipper_missing", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: partyMissing("shipper", filing.PartyShipper, filing.PartySeller, filing.PartyManufacturer),
			Title:       "An order names who ships the goods",
			Explanation: "A bill of lading names the shipper; the entry will need them, or the seller or manufacturer.",
			Source:      orderPage,
			Example:     Example{Wrong: "no shipper", Right: "Shanghai Yunque Textile Machinery Co., Ltd."},
		},
		{
			Code: "order_consignee_missing", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: partyMissing("consignee", filing.PartyConsignee, filing.PartyImporter, filing.PartyBuyer),
			Title:       "An order names who receives the goods",
			Explanation: "A bill of lading names the consignee; the entry will need them, or the importer of record or the buyer.",
			Source:      orderPage,
			Example:     Example{Wrong: "no consignee", Right: "Prairie Spindle Equipment Corp."},
		},
		{
			Code: "source_document_mode", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: sourceDocumentMode,
			Title:       "The kind of document fits the mode of transport",
			Explanation: "A bill of lading is for ocean freight, an air waybill for air freight. Where they differ the mode was read wrong.",
			Source:      orderPage,
			Example:     Example{Wrong: "air waybill, ocean freight", Right: "air waybill, air freight"},
		},
		{
			Code: "value_currency_repeated", Level: LevelError, Basis: RequiredByAPI, Kinds: orderOnly, check: valueCurrencyRepeated,
			Title:       "The invoice value is given once for each currency",
			Explanation: "The API wants one total for each currency.",
			Source:      orderPage,
			Example:     Example{Wrong: "USD 18,400 and USD 2,100", Right: "USD 20,500"},
		},
		{
			Code: "invoice_value_zero", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: invoiceValueZero,
			Title:       "The invoice value is more than nothing",
			Explanation: "CBP wants a value even for goods that cost nothing. A zero mostly comes from a cell that nobody filled in.",
			Source:      "19 CFR 141.86, 152.103",
			Example:     Example{Wrong: "USD 0.00", Right: "USD 18,400.00"},
		},
	}
}

func incotermMissing(s *subject) []finding {
	if s.order.Incoterm != "" || s.order.RequestMetadata.OnlyUpdates() {
		return nil
	}
	return []finding{{
		at: "/incoterm", missing: true, message: "The delivery term (incoterm) is missing.",
		hint: "write the term on which the goods are sold, such as FOB or FCA",
	}}
}

func sourceDocumentMissing(s *subject) []finding {
	if document := s.order.RequestMetadata.SourceDocument; document.FID != "" || document.ExternalRef != "" {
		return nil
	}
	return []finding{{
		at: "/request_metadata/source_document", missing: true, message: "The order does not name the document that it was made from.",
		hint: "nothing in the file is wrong: docket has to set this, so report it to whoever runs docket",
	}}
}

func incotermRetired(s *subject) []finding {
	if s.order.Incoterm != filing.DAT {
		return nil
	}
	return []finding{{at: "/incoterm", message: "The delivery term DAT is of the year 2010; since 2020 it is DPU.", hint: "write DPU, if the goods are delivered unloaded"}}
}

func incotermForSea(s *subject) []finding {
	counterpart := map[filing.Incoterm]filing.Incoterm{filing.FAS: filing.FCA, filing.FOB: filing.FCA, filing.CFR: filing.CPT, filing.CIF: filing.CIP}[s.order.Incoterm]
	if counterpart == "" || s.order.FreightDetails == nil || s.ocean() != nil {
		return nil
	}
	by := "road"
	if s.route.air {
		by = "air"
	}
	return []finding{{
		at: "/incoterm", message: "The delivery term " + string(s.order.Incoterm) + " is for goods that go by vessel, and these go by " + by + ".",
		hint: "check the term with the seller; by " + by + " it would be " + string(counterpart),
	}}
}

func partyMissing(noun string, roles ...filing.PartyType) func(*subject) []finding {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = string(role)
	}
	return func(s *subject) []finding {
		if len(s.playing(names...)) > 0 || s.order.RequestMetadata.OnlyUpdates() {
			return nil
		}
		return []finding{{
			at: "/involved_parties/-", blank: "/involved_parties/" + filing.Pointer(names[0]), missing: true,
			message: "The order has no " + noun + ".", hint: "write the " + noun + "'s name and address",
		}}
	}
}

func sourceDocumentMode(s *subject) []finding {
	kind := s.order.RequestMetadata.SourceDocument.Type
	fits := true
	switch s.order.FreightDetails.(type) {
	case *filing.OceanFCL, *filing.OceanLCL:
		fits = kind != filing.DocumentAirWaybill && kind != filing.DocumentTruckBillOfLading
	case *filing.Air:
		fits = kind != filing.DocumentOceanBillOfLading && kind != filing.DocumentTruckBillOfLading && kind != filing.DocumentISFWorksheet
	case *filing.TruckFTL:
		fits = kind != filing.DocumentOceanBillOfLading && kind != filing.DocumentAirWaybill
	}
	if fits {
		return nil
	}
	return []finding{{
		at: orderFreight + "/mode_of_transport", with: []filing.Pointer{"/request_metadata/source_document/type"}, value: modeWords[s.order.FreightDetails.Mode()],
		message: "The mode of transport is " + modeWords[s.order.FreightDetails.Mode()] + ", but the document is of the kind " + enumWords(string(kind)) + ".",
		hint:    "check the mode of transport",
	}}
}

var modeWords = map[filing.ModeOfTransport]string{
	filing.ModeOceanFCL: "ocean freight in full containers", filing.ModeOceanLCL: "ocean freight in shared containers",
	filing.ModeAir: "air freight", filing.ModeTruckFTL: "road freight",
}

// values are the invoice values of an order.
func (s *subject) values() []filing.Money {
	if s.order.CustomsDetails == nil {
		return nil
	}
	return s.order.CustomsDetails.EstimatedTotalCommercialInvoiceValue
}

const valuesAt filing.Pointer = "/customs_details/estimated_total_commercial_invoice_value"

func valueCurrencyRepeated(s *subject) (found []finding) {
	first := map[string]int{}
	for i, money := range s.values() {
		before, seen := first[money.CurrencyCode]
		switch {
		case money.CurrencyCode == "":
		case !seen:
			first[money.CurrencyCode] = i
		default:
			found = append(found, finding{
				at: valuesAt.Index(i), with: []filing.Pointer{valuesAt.Index(before)}, value: money.Amount + " " + money.CurrencyCode,
				message: "The invoice value is given more than once in " + shorten(money.CurrencyCode) + ".",
				hint:    "write one total for each currency",
			})
		}
	}
	return found
}

func invoiceValueZero(s *subject) (found []finding) {
	for i, money := range s.values() {
		if amount, ok := new(big.Rat).SetString(money.Amount); ok && len(money.Amount) < 64 && amount.Sign() == 0 {
			found = append(found, finding{
				at: valuesAt.Index(i) + "/amount", message: "The invoice value is 0.",
				hint: "write the value of the goods, also of samples and gifts",
			})
		}
	}
	return found
}
