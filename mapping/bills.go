package mapping

import (
	"slices"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// billNumbers are the bills of a shipment, as far as they can be told.
type billNumbers struct {
	master, regular []numbered
	houses          []numbered
	carrier         numbered // SCAC of the carrier
}

// numbered is a number with the facts that it was read from.
type numbered struct {
	text  string
	facts []layout.Fact
}

// oceanBills reads the bills of a shipment by sea. Where the pointers of a request differ, at tells them apart.
func (d *draft) oceanBills(at billPointers) billNumbers {
	var b billNumbers
	b.master = d.readBills(at.master, field.MasterBill, field.MasterBillSCAC)
	b.houses = d.readBills(at.houses, field.HouseBill, field.HouseBillSCAC)
	if d.waybillsBySea() {
		for _, bill := range d.readBills(at.houses, field.HouseWaybill, field.HouseBillSCAC) {
			if !known(b.houses, bill) {
				b.houses = append(b.houses, bill)
			}
		}
	}
	b.regular = d.readBills(at.regular, field.RegularBill, field.BillSCAC)
	stated := len(b.regular)
	d.placeOpenBills(at, &b, field.LowestBill)
	d.placeOpenBills(at, &b, field.Bill)
	d.placeOpenBills(at, &b, field.Waybill) // by sea
	b.tellByIssuer(stated > 0)
	b.carrier = d.carrier(at.scac, b)
	return b
}

// billPointers are where a request keeps its bills.
type billPointers struct {
	master, houses, regular, scac filing.Pointer
}

// placeOpenBills gives bills whose label does not tell their level one: below a master bill they are house bills; with
// house bills they are the master; alone they are what the carrier issued.
func (d *draft) placeOpenBills(at billPointers, b *billNumbers, name field.Name) {
	for _, bill := range d.readBills(at.regular, name, field.BillSCAC) {
		switch {
		case known(b.master, bill), known(b.houses, bill), known(b.regular, bill):
		case len(b.master) > 0:
			b.houses = append(b.houses, bill)
		case len(b.houses) > 0:
			b.master = append(b.master, bill)
		default:
			b.regular = append(b.regular, bill)
		}
	}
}

// tellByIssuer gives levels to several bills of which no label told one: the
// one that a carrier issued is the master bill of the others, which forwarders did.
func (b *billNumbers) tellByIssuer(told bool) {
	if told || len(b.master)+len(b.houses) > 0 || len(b.regular) < 2 {
		return
	}
	var carriers, forwarders []numbered
	for _, bill := range b.regular {
		if isCarriers(bill.text) {
			carriers = append(carriers, bill)
		} else {
			forwarders = append(forwarders, bill)
		}
	}
	if len(carriers) == 1 {
		b.master, b.houses, b.regular = carriers, forwarders, nil
	}
}

func known(bills []numbered, bill numbered) bool {
	return slices.ContainsFunc(bills, func(b numbered) bool { return b.text == bill.text })
}

// readBills reads all bills of a field. A SCAC from a cell of its own is put in front.
func (d *draft) readBills(at filing.Pointer, name, scac field.Name) (bills []numbered) {
	var evidence value.BillEvidence
	var facts []layout.Fact
	if f, found := d.first(scac); found {
		if carrier, _, err := value.ParseCarrier(f.Text); err == nil {
			evidence.SCAC = carrier.SCAC
			facts = append(facts, f)
		} else {
			d.unread(at, f, err)
		}
	}
	carrier := numbered{}
	if evidence.SCAC == "" && (name == field.MasterBill || name == field.RegularBill) {
		carrier = d.carrierCode()
	}
	for _, f := range d.all(name) {
		if f.Term.Name != name {
			continue // one of several things that a label asks for; it was split before
		}
		found, remarks, err := value.ParseBills(f.Text, evidence)
		if err != nil {
			d.unread(at, f, err)
			continue
		}
		d.remark(at, f, remarks)
		for _, bill := range found {
			n := numbered{text: bill.Number, facts: append([]layout.Fact{f}, facts...)}
			if carrier.text != "" && bill.SCAC() == "" {
				n = numbered{text: carrier.text + bill.Number, facts: append(n.facts, carrier.facts...)}
			}
			if !known(bills, n) {
				bills = append(bills, n)
			}
		}
	}
	return bills
}

// carrierCode is the carrier's SCAC where a cell of its own has it as a code. The bills that carriers issue begin with it.
func (d *draft) carrierCode() numbered {
	f, found := d.first(field.CarrierSCAC)
	if !found {
		return numbered{}
	}
	carrier, _, err := value.ParseCarrier(f.Text)
	if err != nil || carrier.SCAC == "" {
		return numbered{} // told of where the carrier is read
	}
	return numbered{text: carrier.SCAC, facts: []layout.Fact{f}}
}

// carrier is the SCAC of the vessel's operator: stated as a code, by name, or in front of the master or regular bill.
// Two that differ are a question. The issuer of a house bill is not the carrier.
func (d *draft) carrier(at filing.Pointer, b billNumbers) numbered {
	var stated numbered
	for _, name := range []field.Name{field.CarrierSCAC, field.Carrier, field.MasterBillSCAC} {
		f, found := d.first(name)
		if !found {
			continue
		}
		carrier, remarks, err := value.ParseCarrier(f.Text)
		switch {
		case err == nil && name == field.CarrierSCAC && b.issuesHouses(carrier.SCAC): // "our SCAC (AMS)" is the forwarder's
		case err != nil && name == field.Carrier:
			d.problem(Problem{Severity: Warning, Code: "carrier_unknown", Field: at, Cells: f.Cells, Value: f.Text,
				Message: "docket does not know the SCAC of this carrier.", Hint: "Write the carrier's four-letter SCAC beside its name."})
		case err != nil:
			d.unread(at, f, err)
		case stated.text == "":
			d.remark(at, f, remarks)
			stated = numbered{text: carrier.SCAC, facts: []layout.Fact{f}}
		case !value.SameCarrier(stated.text, carrier.SCAC):
			d.ask(at, "carriers_differ", "Two carriers are named: "+stated.text+" and "+carrier.SCAC+".", "Leave the one that operates the vessel.", stated.facts[0], f)
		}
	}
	for _, bill := range slices.Concat(b.master, b.regular) {
		scac := value.Bill{Number: bill.text}.SCAC()
		switch {
		case scac == "":
		case stated.text == "":
			if len(b.houses) == 0 && ofNoLevel(bill) && !isCarriers(bill.text) {
				d.ask(at, "issuer_unknown", "docket knows no carrier whose bills begin with "+scac+"; this may be a forwarder's house bill.",
					"Give the carrier, or write the bill under a label that says whether it is a master or a house bill.", bill.facts[0])
			}
			return numbered{text: scac, facts: bill.facts}
		case !value.SameCarrier(stated.text, scac) && isCarriers(bill.text):
			d.ask(at, "carriers_differ", "The bill "+bill.text+" is of another carrier than "+stated.text+".", "Correct the bill or the carrier.", bill.facts[0], stated.facts[0])
		}
	}
	return stated
}

// ofNoLevel says whether no label tells the level of a bill.
func ofNoLevel(bill numbered) bool {
	switch bill.facts[0].Term.Name {
	case field.Bill, field.LowestBill, field.Waybill:
		return true
	default:
		return false
	}
}

// issuesHouses says whether a code is that of the house bills' issuer, and not that of the master bill's.
func (b billNumbers) issuesHouses(scac string) bool {
	ofHouse := slices.ContainsFunc(b.houses, func(n numbered) bool { return value.Bill{Number: n.text}.SCAC() == scac })
	return ofHouse && slices.ContainsFunc(b.master, func(n numbered) bool {
		return isCarriers(n.text) && !value.SameCarrier(value.Bill{Number: n.text}.SCAC(), scac)
	})
}

// isCarriers says whether a bill begins with the code of a carrier that docket knows.
func isCarriers(bill string) bool {
	_, known := value.CarrierOfBill(bill)
	return known
}

// writeBill notes a bill at its place in the request.
func (d *draft) writeBill(at filing.Pointer, bill numbered) string {
	d.wrote(at, bill.facts...)
	return bill.text
}

// writeHouses writes the house bills.
func (d *draft) writeHouses(at filing.Pointer, houses []numbered) (numbers []string) {
	for i, bill := range houses {
		numbers = append(numbers, d.writeBill(at.Index(i), bill))
	}
	return numbers
}

// one is the only bill of a level. Several are a question.
func (d *draft) one(at filing.Pointer, bills []numbered, what string) (numbered, bool) {
	switch len(bills) {
	case 0:
		return numbered{}, false
	case 1:
		return bills[0], true
	default:
		var facts []layout.Fact
		for _, b := range bills {
			facts = append(facts, b.facts[0])
		}
		d.ask(at, "several_bills", "The file names several "+what+"s for one shipment.", "Leave one, or give each shipment a form or a row of its own.", facts...)
		return bills[0], true
	}
}
