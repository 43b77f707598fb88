package validate

import (
	"cmp"
	"regexp"

	"docket/mapping/filing"
	"docket/mapping/value"
)

func billRules() []Rule {
	return []Rule{
		{
			Code: "isf_bill_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: isfBillMissing,
			Title:       "An ISF names its bill of lading",
			Explanation: "CBP knows the shipment by its bill. Without one the filing matches nothing.",
			Source:      isfPage + "; 19 CFR 149.3",
			Example:     Example{Wrong: "no bill number", Right: "regular bill CMDULMM0418273"},
		},
		{
			Code: "isf_house_bill_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: isfHouseBillMissing,
			Title:       "An ISF goes by a house bill or a regular bill, never by a master alone",
			Explanation: "CBP matches an ISF at the lowest level of bill in the carrier's manifest: the house bill, or the regular bill of a shipment without one. A master bill alone never matches.",
			Source:      isfPage + "; CBP, ACE CATAIR, Importer Security Filing",
			Example:     Example{Wrong: "master bill MAEU254817306 alone", Right: "master bill MAEU254817306 and house bill QXLN26120417"},
		},
		{
			Code: "isf_master_bill_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: isfOnly, check: isfMasterBillMissing,
			Title:       "A house bill of an ISF comes with its master",
			Explanation: "The API takes house bills only under the master bill of the vessel operator.",
			Source:      isfPage,
			Example:     Example{Wrong: "house bill QHFG26129013 alone", Right: "house bill QHFG26129013 and master bill MAEU254817306"},
		},
		{
			Code: "order_bill_missing", Level: LevelError, Basis: RequiredByAPI, Kinds: orderOnly, check: orderBillMissing,
			Title:       "An order names a bill",
			Explanation: "The API wants a master or a house bill, a waybill, or the bill of a truck, and finds an order again by it.",
			Source:      orderPage,
			Example:     Example{Wrong: "a booking number alone", Right: "master bill OOLU2718281830"},
		},
		{
			Code: "house_bill_is_master", Level: LevelError, Basis: RequiredByRegulation, Kinds: bothKinds, check: houseBillIsMaster,
			Title:       "A house bill is another than its master",
			Explanation: "One number cannot be both. If the carrier issued the bill to the shipper itself, it is a regular bill, and there is no house bill.",
			Source:      "CBP, ACE CATAIR, Importer Security Filing",
			Example:     Example{Wrong: "master and house bill MAEU254817306", Right: "regular bill MAEU254817306"},
		},
		{
			Code: "house_bill_of_carrier", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: houseBillOfCarrier,
			Title:       "A house bill begins with the SCAC of its own issuer",
			Explanation: "A forwarder or NVOCC issues house bills under its own SCAC. With that of an ocean carrier it will hardly match the manifest.",
			Source:      isfPage,
			Example:     Example{Wrong: "house bill MAEU26120417 under master MAEU254817306", Right: "house bill QXLN26120417 under master MAEU254817306"},
		},
		{
			Code: "bill_scac_differs", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: billScacDiffers,
			Title:       "A master or regular bill begins with the carrier's SCAC",
			Explanation: "The carrier that issues the bill puts its SCAC in front. Where another vessel operator carries the container the two may differ; mostly one of them is a slip.",
			Source:      isfPage,
			Example:     Example{Wrong: "carrier ONEY, bill MAEU254817306", Right: "carrier MAEU, bill MAEU254817306"},
		},
		{
			Code: "carrier_scacs_differ", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: carrierScacsDiffer,
			Title:       "An ISF names one carrier",
			Explanation: "The header and the freight details each hold a SCAC, that of the vessel operator and that of the carrier. They are mostly the same.",
			Source:      isfPage,
			Example:     Example{Wrong: "vessel operator ONEY, carrier MAEU", Right: "MAEU in both places"},
		},
		{
			Code: "order_bill_without_scac", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: orderBillWithoutScac,
			Title:       "An ocean bill of an order begins with a SCAC",
			Explanation: "The order is tied to the carrier's manifest by the bill number with the issuer's SCAC in front.",
			Source:      orderPage,
			Example:     Example{Wrong: "2718281830", Right: "OOLU2718281830"},
		},
		{
			Code: "order_bill_length", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: orderBillLength,
			Title:       "An ocean bill of an order has at most 16 characters",
			Explanation: "Manifests to CBP hold a SCAC and up to 12 characters. A longer number is often two that were put into one cell.",
			Source:      "CBP, ACE Ocean Manifest",
			Example:     Example{Wrong: "OOLU2718281830OOLU2718281831", Right: "OOLU2718281830"},
		},
		{
			Code: "bill_is_air_waybill", Level: LevelHold, Basis: Advisable, Kinds: orderOnly, check: billIsAirWaybill,
			Title:       "An order by sea goes by a bill of lading",
			Explanation: "Eleven digits with a right check digit are an air waybill. Either the number or the mode of transport is wrong.",
			Source:      orderPage + "; IATA Resolution 600a",
			Example:     Example{Wrong: "ocean freight on 180-44182762", Right: "air freight on 180-44182762"},
		},
		{
			Code: "air_waybill_check_digit", Level: LevelError, Basis: Advisable, Kinds: orderOnly, check: airWaybillCheckDigit,
			Title:       "The check digit of a master air waybill is right",
			Explanation: "The last of its eight digits is the remainder of the first seven divided by 7. A number whose check digit is wrong is another airline's waybill or none, and only the sender knows the right one.",
			Source:      "IATA Resolution 600a",
			Example:     Example{Wrong: "180-44182763", Right: "180-44182762"},
		},
		{
			Code: "airline_differs", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: airlineDiffers,
			Title:       "A master air waybill begins with the airline's number",
			Explanation: "The first three digits of an air waybill tell the airline that issued it. Where the order names another, one of the two is mostly a slip.",
			Source:      "IATA Resolution 600a",
			Example:     Example{Wrong: "180-44182762 by LH", Right: "180-44182762 by KE"},
		},
		{
			Code: "lcl_without_house_bill", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: lclWithoutHouseBill,
			Title:       "Freight in a shared container has a house bill",
			Explanation: "Who fills a container with the goods of many ships them under one master bill and gives each shipper a house bill.",
			Source:      orderPage,
			Example:     Example{Wrong: "shared container, master bill HDMUSELM41827300 alone", Right: "the same with house bill QBSN2612041"},
		},
	}
}

func isfBillMissing(s *subject) []finding {
	if len(s.bills) > 0 {
		return nil
	}
	return []finding{{
		at: "/bill_numbers", missing: true, message: "The filing has no bill of lading number.",
		hint: "write the house bill and its master, or the carrier's regular bill, each with the SCAC of its issuer in front",
	}}
}

func isfHouseBillMissing(s *subject) []finding {
	numbers, ok := s.isf.BillNumbers.(*filing.MasterHouseBills)
	if !ok || numbers.Master == "" || len(s.billsOf(filing.House)) > 0 {
		return nil
	}
	return []finding{{
		at: "/bill_numbers/house_bill_of_lading_numbers", missing: true,
		message: "Only the master bill " + shorten(numbers.Master) + " is given. CBP matches an ISF by a house bill or a regular bill, never by a master alone.",
		hint:    "write the house bill, or mark the bill as a regular one if the carrier issued it to the shipper itself",
	}}
}

func isfMasterBillMissing(s *subject) []finding {
	houses := s.billsOf(filing.House)
	if len(houses) == 0 || len(s.billsOf(filing.Master)) > 0 {
		return nil
	}
	return []finding{{
		at: "/bill_numbers/master_bill_of_lading_number", missing: true,
		message: "House bill " + shorten(houses[0].Number) + " has no master bill.",
		hint:    "write the vessel operator's master bill with its SCAC, such as MAEU254817306",
	}}
}

func orderBillMissing(s *subject) []finding {
	if s.order.FreightDetails == nil || len(s.bills) > 0 {
		return nil
	}
	return []finding{{
		at: orderFreight + "/bill_numbers", missing: true, message: "The order has no bill number.",
		hint: "write the number of the master bill, house bill or waybill; a booking number is none",
	}}
}

func houseBillIsMaster(s *subject) (found []finding) {
	for _, master := range s.billsOf(filing.Master) {
		for _, house := range s.billsOf(filing.House) {
			if house.Compact() == master.Compact() {
				found = append(found, finding{
					at: house.at, with: []filing.Pointer{master.at},
					message: "The house bill " + shorten(house.Number) + " is the same as the master bill.",
					hint:    "write the forwarder's house bill; or leave it empty and mark the bill as a regular one, if the carrier issued it to the shipper itself",
				})
			}
		}
	}
	return found
}

func houseBillOfCarrier(s *subject) (found []finding) {
	if s.route.air {
		return nil
	}
	for _, master := range s.billsOf(filing.Master) {
		for _, house := range s.billsOf(filing.House) {
			prefix := scacOf(house.Number)
			carrier, known := value.CarrierOfBill(prefix)
			if prefix == "" || !known && prefix != scacOf(master.Number) || house.Compact() == master.Compact() {
				continue
			}
			found = append(found, finding{
				at:      house.at,
				message: "The house bill " + shorten(house.Number) + " begins with the code of a carrier, " + cmp.Or(carrier.Name, prefix) + ".",
				hint:    "check whether it begins with the SCAC of the forwarder or NVOCC that issued it",
			})
		}
	}
	return found
}

// carrierScac is the SCAC of the carrier and where it stands, the freight details before the header.
func (s *subject) carrierScac() (string, filing.Pointer) {
	if freight := s.freight(); freight != nil && freight.SCAC != "" {
		return freight.SCAC, isfFreight + "/scac"
	}
	if s.isf != nil {
		return s.isf.Header.SCAC.Or(""), "/header/scac"
	}
	if ocean := s.ocean(); ocean != nil {
		return ocean.SCAC, orderFreight + "/scac"
	}
	return "", ""
}

func billScacDiffers(s *subject) (found []finding) {
	carrier, at := s.carrierScac()
	if !scacShape.MatchString(carrier) || s.route.air {
		return nil
	}
	for _, bill := range s.bills {
		prefix := scacOf(bill.Number)
		if bill.Level == filing.House || prefix == "" || value.SameCarrier(prefix, carrier) {
			continue
		}
		found = append(found, finding{
			at: bill.at, with: []filing.Pointer{at},
			message: "The bill " + shorten(bill.Number) + " begins with " + prefix + ", but the carrier's code is " + carrier + ".",
			hint:    "check which of the two is right",
		})
	}
	return found
}

func carrierScacsDiffer(s *subject) []finding {
	header, freight := s.isf.Header.SCAC.Or(""), s.freight()
	if freight == nil || !scacShape.MatchString(header) || !scacShape.MatchString(freight.SCAC) || value.SameCarrier(header, freight.SCAC) {
		return nil
	}
	return []finding{{
		at: "/header/scac", with: []filing.Pointer{isfFreight + "/scac"},
		message: "The vessel operator's code is " + header + ", the carrier's is " + freight.SCAC + ".",
		hint:    "check whether both are right",
	}}
}

func orderBillWithoutScac(s *subject) (found []finding) {
	for _, bill := range s.oceanBills() {
		if scacOf(bill.Number) != "" || waybillDigits.MatchString(bill.Compact()) {
			continue
		}
		found = append(found, finding{
			at: bill.at, message: "The bill " + shorten(bill.Number) + " does not begin with the SCAC of its issuer.",
			hint: "write the four letters of the SCAC in front of the number",
		})
	}
	return found
}

func orderBillLength(s *subject) (found []finding) {
	for _, bill := range s.oceanBills() {
		if length := len(bill.Compact()); length > 16 {
			found = append(found, finding{
				at: bill.at, message: "The bill " + shorten(bill.Number) + " has " + plural(length, "character") + "; manifests hold at most 16.",
				hint: "check whether it is one number",
			})
		}
	}
	return found
}

// oceanBills are the bills of an order by sea.
func (s *subject) oceanBills() []bill {
	if s.ocean() == nil {
		return nil
	}
	return s.bills
}

func billIsAirWaybill(s *subject) (found []finding) {
	for _, bill := range s.oceanBills() {
		if number := bill.Compact(); waybillDigits.MatchString(number) && waybillCheckDigit(number) == number[10] {
			found = append(found, finding{
				at: bill.at, with: []filing.Pointer{orderFreight + "/mode_of_transport"},
				message: "The bill " + shorten(bill.Number) + " looks like an air waybill, but the order is for ocean freight.",
				hint:    "write the number of the bill of lading, or say that the goods go by air",
			})
		}
	}
	return found
}

func airWaybillCheckDigit(s *subject) (found []finding) {
	for _, bill := range s.billsOf(filing.Master) {
		number := bill.Compact()
		if !s.route.air || !waybillDigits.MatchString(number) || waybillCheckDigit(number) == number[10] {
			continue
		}
		found = append(found, finding{
			at:      bill.at,
			message: "The check digit of air waybill " + shorten(bill.Number) + " is wrong: after " + number[3:10] + " comes " + string(waybillCheckDigit(number)) + ".",
			hint:    "write the number as it stands on the waybill",
		})
	}
	return found
}

func airlineDiffers(s *subject) (found []finding) {
	air, ok := s.order.FreightDetails.(*filing.Air)
	if !ok || len(air.CarrierIATACode) != 2 { // not a code at all, and said so
		return nil
	}
	for _, bill := range s.billsOf(filing.Master) {
		number := bill.Compact()
		if !waybillDigits.MatchString(number) {
			continue
		}
		if airline, known := value.AirlineOfWaybill(number[:3]); known && airline.IATA != air.CarrierIATACode {
			found = append(found, finding{
				at: bill.at, with: []filing.Pointer{orderFreight + "/carrier_iata_code"},
				message: "The air waybill " + shorten(bill.Number) + " is one of " + airline.Name + " (" + airline.IATA + "), but the airline is given as " + shorten(air.CarrierIATACode) + ".",
				hint:    "check which of the two is right",
			})
		}
	}
	return found
}

func lclWithoutHouseBill(s *subject) []finding {
	if _, shared := s.order.FreightDetails.(*filing.OceanLCL); !shared || len(s.bills) == 0 || len(s.billsOf(filing.House)) > 0 {
		return nil
	}
	return []finding{{
		at: orderFreight + "/bill_numbers/house_bill_of_lading_numbers", missing: true,
		message: "The goods share a container, but the order has no house bill.",
		hint:    "write the house bill, or say that the goods fill their containers",
	}}
}

var (
	scacShape     = regexp.MustCompile(`^[A-Z]{4}$`)
	scacPrefix    = regexp.MustCompile(`^[A-Z]{4}[\s\-]*[0-9A-Z]`)
	waybillDigits = regexp.MustCompile(`^[0-9]{11}$`)
)

// scacOf is the SCAC that a bill begins with, "" for none.
func scacOf(number string) string {
	if !scacPrefix.MatchString(number) {
		return ""
	}
	return number[:4]
}

// waybillCheckDigit is the last digit that the first ten of a master air waybill call for.
func waybillCheckDigit(number string) byte {
	serial := 0
	for _, digit := range number[3:10] {
		serial = serial*10 + int(digit-'0')
	}
	return byte('0' + serial%7)
}
