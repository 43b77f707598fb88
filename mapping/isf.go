package mapping

import (
	"slices"
	"strconv"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// entityTypes are the roles of an ISF's entities, in the order in which they are listed.
var entityTypes = []struct {
	role field.Role
	kind filing.EntityType
}{
	{field.Importer, filing.EntityImporter}, {field.Consignee, filing.EntityConsignee}, {field.Buyer, filing.EntityBuyer},
	{field.Seller, filing.EntitySeller}, {field.Manufacturer, filing.EntityManufacturer}, {field.ShipTo, filing.EntityShipTo},
	{field.StuffingLocation, filing.EntityStuffingLocation}, {field.Consolidator, filing.EntityConsolidator}, {field.BookingParty, filing.EntityBookingParty},
}

// isf writes the ISF of a shipment.
func isf(s *shipment, e *evidence, o Options) Filing {
	d := newDraft(s, e, o, filing.KindISF)
	w := &filing.IsfWorksheet{}
	parties := d.parties()
	carrier := d.isfBills(w)
	d.isfHeader(w, carrier)
	d.isfReferences(w)
	d.isfShipment(w, carrier, parties)
	d.isfEntities(w, parties)
	return d.finish(w)
}

// finish ends the draft with its request.
func (d *draft) finish(r filing.Request) Filing {
	d.filing.Request, d.filing.Reference, d.filing.Outcome = r, r.Reference(), Ready
	d.doubtAsked()
	d.calibrate()
	asked := slices.ContainsFunc(d.filing.Problems, func(p Problem) bool { return p.Question }) // and why stands there
	if d.filing.Confidence < d.options.HoldBelow && !asked {
		d.ask(d.weakest, "low_confidence", "docket is not sure that it understood this right.", "Look at it and approve the filing, or write it so that it can be read one way only.", d.weakestFact)
	}
	return d.filing
}

// isfBills writes the bills of an ISF and returns the carrier. A bill that no house bill hangs on is a regular bill.
func (d *draft) isfBills(w *filing.IsfWorksheet) numbered {
	const root = filing.Pointer("/bill_numbers")
	at := billPointers{
		master: root.Key("master_bill_of_lading_number"), houses: root.Key("house_bill_of_lading_numbers"),
		regular: root.Key("regular_bill_of_lading_number"), scac: "/header/scac",
	}
	b := d.oceanBills(at)
	master, hasMaster := d.one(at.master, b.master, "master bill")
	switch regular, hasRegular := d.one(at.regular, b.regular, "bill of lading"); {
	case len(b.houses) > 0:
		bills := &filing.MasterHouseBills{Houses: d.writeHouses(at.houses, b.houses)}
		switch {
		case hasMaster:
			bills.Master = d.writeBill(at.master, master)
		case hasRegular:
			bills.Master = d.writeBill(at.master, regular)
		}
		d.blankAt(at.master, field.MasterBill, field.MasterWaybill)
		w.BillNumbers = bills
	case hasRegular:
		w.BillNumbers = &filing.RegularBill{Number: d.writeBill(at.regular, regular)}
	case hasMaster:
		d.masterAlone(at, master)
		w.BillNumbers = &filing.RegularBill{Number: d.writeBill(at.regular, master)}
	default:
		d.blankAt(at.master, field.MasterBill, field.RegularBill, field.Bill)
		d.blankAt(at.houses, field.HouseBill, field.LowestBill)
	}
	return b.carrier
}

// masterAlone looks at a master bill without house bills. Where the form says that there is no house bill, or does not
// ask for one, it is a direct bill; where the place for the house bill was left empty, a person has to say so.
func (d *draft) masterAlone(at billPointers, master numbered) {
	f, asked := d.blank(field.HouseBill)
	switch {
	case !asked:
	case value.ParseAbsence(f.Text) == value.NotApplicable:
	default:
		d.ask(at.houses, "house_bill_missing", "There is a master bill, and the place for the house bill is empty.",
			"Write the house bill, or N/A if the carrier's bill is a direct one.", append([]layout.Fact{f}, master.facts...)...)
		d.leftBlank(at.houses, f)
	}
}

// isfHeader writes bond, mode, type and carrier.
func (d *draft) isfHeader(w *filing.IsfWorksheet, carrier numbered) {
	w.Header.SubmissionType = filing.SubmissionISF10
	w.Header.ModeOfTransport = filing.VesselContainer
	if carrier.text != "" {
		w.Header.SCAC = filing.Some(carrier.text)
		d.wrote("/header/scac", carrier.facts...)
	} else {
		d.blankAt("/header/scac", field.CarrierSCAC, field.Carrier)
	}
	if f, found := d.only("/header/bond_type", asWritten, field.BondType); found && strings.Trim(f.Text, "0123456789- ") != "" { // "Bond" may ask for its number
		if bond, ok := d.word("/header/bond_type", f, value.ParseBondType); ok {
			w.Header.BondType = filing.BondType(bond)
		}
	}
	if f, found := d.only("/header/bond_activity_code", asWritten, field.BondActivity); found {
		if activity, ok := d.word("/header/bond_activity_code", f, value.ParseBondActivity); ok {
			w.Header.BondActivityCode = filing.BondActivityCode(activity)
		}
	}
	if f, found := d.only("/header/bond_holder", asWritten, field.BondHolder); found {
		w.Header.BondHolder = f.Text
		if id, _, err := value.ParseIdentifier(f.Text, value.ImporterNumber); err == nil {
			w.Header.BondHolder = id.Number
		}
		d.wrote("/header/bond_holder", f)
	}
	d.shipmentType(w)
}

// shipmentType writes the type of shipment, in the form's words or in the API's.
func (d *draft) shipmentType(w *filing.IsfWorksheet) {
	f, found := d.only("/header/shipment_type", asWritten, field.ShipmentType)
	if !found {
		return
	}
	if kind, ok := d.word("/header/shipment_type", f, value.ParseShipmentType); ok {
		w.Header.ShipmentType = filing.ShipmentType(kind)
	}
}

// word reads a word of a list that the API has.
func (d *draft) word(at filing.Pointer, f layout.Fact, parse func(string) (string, []value.Remark, error)) (string, bool) {
	read, remarks, err := parse(f.Text)
	if err != nil {
		d.unread(at, f, err)
		return "", false
	}
	d.remark(at, f, remarks)
	d.wrote(at, f)
	return read, true
}

// isfReferences writes the further identifiers of an ISF.
func (d *draft) isfReferences(w *filing.IsfWorksheet) {
	const at = filing.Pointer("/reference_identifiers")
	r := &w.ReferenceIdentifiers
	d.copyText(at.Key("us_cbp_entry_number"), field.EntryNumber, func(s string) { r.CBPEntryNumber = strings.ToUpper(squeezed(s)) })
	d.copyText(at.Key("carnet_issuing_country_code_and_carnet_number"), field.Carnet, func(s string) { r.Carnet = s })
	d.copyText(at.Key("bond_reference_number"), field.BondReference, func(s string) { r.BondReferenceNumber = s })
	d.copyText(at.Key("surety_code"), field.SuretyCode, func(s string) { r.SuretyCode = suretyCode(s) })
	d.copyText(at.Key("user_defined_reference_number"), field.Reference, func(s string) { r.UserDefinedReferenceNumber = s })
	d.copyText(at.Key("full_name_of_isf_filer"), field.FilerName, func(s string) { r.FilerName = s })
}

// copyText writes a text as it stands.
func (d *draft) copyText(at filing.Pointer, name field.Name, write func(string)) {
	if f, found := d.only(at, asWritten, name); found {
		write(f.Text)
		d.wrote(at, f)
	}
}

// suretyCode gives a code its leading zeros, of which a spreadsheet may have eaten some: all codes have three digits.
func suretyCode(text string) string {
	if n, err := strconv.Atoi(text); err == nil && n >= 0 && len(text) < 3 {
		return strings.Repeat("0", 3-len(text)) + text
	}
	return text
}

// isfShipment writes cargo, route, orders and the forwarder.
func (d *draft) isfShipment(w *filing.IsfWorksheet, carrier numbered, parties []party) {
	const at = filing.Pointer("/shipment_information")
	info := filing.ShipmentInformation{CargoDetails: d.isfCargo(at.Key("cargo_details"))}
	info.OceanFreightDetails = d.isfFreight(at.Key("ocean_freight_details"), carrier)
	info.PurchaseOrderNumbers = d.list(at.Key("purchase_order_numbers"), field.PurchaseOrder)
	info.SKUs = d.list(at.Key("skus"), field.SKU)
	for _, p := range parties {
		if p.role == field.Forwarder {
			here := at.Key("forwarding_agent")
			agent := &filing.ForwardingAgent{Name: p.name}
			if !p.address.Empty() {
				address := p.isfAddress(d, here.Key("address_details"))
				agent.AddressDetails = &address
			}
			d.wrote(here.Key("name"), p.nameFacts...)
			d.report(func(key string) filing.Pointer { return here.Key("address_details").Key(key) }, p.problems)
			if agent.AddressDetails != nil && !complete(*agent.AddressDetails) {
				agent.AddressDetails = nil // the API takes no part of an address, and an ISF does not need the forwarder's
			}
			info.ForwardingAgent = agent
		}
	}
	if info.CargoDetails != nil || info.OceanFreightDetails != nil || info.PurchaseOrderNumbers != nil || info.SKUs != nil || info.ForwardingAgent != nil {
		w.ShipmentInformation = &info
	}
}

// complete says whether the API takes an address.
func complete(a filing.IsfAddress) bool {
	return a.AddressLine1 != "" && a.City != "" && a.CountryCode != ""
}

// isfCargo writes value, quantity and weight. The value counts in US dollars.
func (d *draft) isfCargo(at filing.Pointer) *filing.IsfCargoDetails {
	var c filing.IsfCargoDetails
	if t, found := d.total(at.Key("estimated_value"), d.values()); found {
		switch t.unit {
		case "USD":
			c.EstimatedValue = number(t.amount)
			d.wrote(at.Key("estimated_value"), t.facts...)
		case "":
			d.problem(Problem{Severity: Warning, Code: "value_without_currency", Field: at.Key("estimated_value"), Cells: t.facts[0].Cells, Value: t.facts[0].Text,
				Message: "The value has no currency and is left out.", Hint: "Write the currency beside the value; an ISF counts in US dollars."})
		default:
			d.problem(Problem{Severity: Warning, Code: "value_in_other_currency", Field: at.Key("estimated_value"), Cells: t.facts[0].Cells, Value: t.facts[0].Text,
				Message: "The value is in " + t.unit + " and is left out, because an ISF counts in US dollars.", Hint: "Write the value in US dollars if it is to be filed."})
		}
	}
	if t, found := d.total(at.Key("estimated_quantity"), d.packages()); found {
		here := at.Key("estimated_quantity")
		if t.unit == "" {
			d.withoutUnit(here, t, "The number of packages has no unit and is left out.", "Write the kind of packages, such as CARTONS.")
		} else {
			c.EstimatedQuantity = &filing.IsfQuantity{Unit: filing.QuantityUnit(t.unit), Value: number(t.amount)}
			d.wrote(here.Key("value"), t.facts...)
			d.wrote(here.Key("unit"), t.facts...)
		}
	}
	if t, found := d.total(at.Key("estimated_weight"), d.weights()); found {
		here := at.Key("estimated_weight")
		if t.unit == "" {
			d.withoutUnit(here, t, "The weight has no unit and is left out.", "Write KGS or LBS behind the weight.")
		} else {
			c.EstimatedWeight = &filing.IsfWeight{Unit: isfWeightUnits[value.WeightUnit(t.unit)], Value: number(t.amount)}
			d.wrote(here.Key("value"), t.facts...)
			d.wrote(here.Key("unit"), t.facts...)
		}
	}
	if c == (filing.IsfCargoDetails{}) {
		return nil
	}
	return &c
}

func (d *draft) withoutUnit(at filing.Pointer, t total, message, hint string) {
	d.problem(Problem{Severity: Warning, Code: "unit_missing", Field: at, Cells: t.facts[0].Cells, Value: t.facts[0].Text, Message: message, Hint: hint})
}

var isfWeightUnits = map[value.WeightUnit]filing.IsfWeightUnit{value.Kilogram: filing.IsfKilogram, value.Pound: filing.IsfPound}

// isfFreight writes containers, ports, dates, vessel and voyage.
func (d *draft) isfFreight(at filing.Pointer, carrier numbered) *filing.IsfOceanFreightDetails {
	f := &filing.IsfOceanFreightDetails{Containers: d.containers(at.Key("containers"))}
	f.Vessel, f.VoyageTrackingNumber = d.vessel(at.Key("vessel"), at.Key("voyage_tracking_number"))
	r := d.seaRoute(at, "US")
	f.PortOfLoading, f.PortOfUnloading, f.TransshipmentPorts = r.loading, r.unloading, r.transshipment
	if carrier.text != "" {
		f.SCAC = carrier.text
		d.wrote(at.Key("scac"), carrier.facts...)
	}
	return f
}

// isfEntities writes the parties of an ISF, and the tariff lines of each manufacturer.
func (d *draft) isfEntities(w *filing.IsfWorksheet, parties []party) {
	lines := giveNumbered(d.tariffLines(), parties)
	makers := 0
	for _, p := range parties {
		if p.role == field.Manufacturer {
			makers++
		}
	}
	for _, t := range entityTypes {
		here := filing.Pointer("/entities")
		found := false
		for _, p := range parties {
			if p.role != t.role {
				continue
			}
			found = true
			at := here.Index(len(w.Entities))
			entity, _ := filing.NewEntity(t.kind, filing.EntityDetails{Name: p.name, Identifier: p.identifier(), Address: p.isfAddress(d, at.Key("address_details"))})
			d.writeParty(at, p)
			if m, ok := entity.(*filing.Manufacturer); ok {
				m.HarmonizedTariffSchedules = d.writeLines(at.Key("harmonized_tariff_schedules"), linesOfMaker(lines, p, makers))
			}
			w.Entities = append(w.Entities, entity)
			for key, blank := range p.blanks {
				d.leftBlank(at+"/"+filing.Pointer(key), blank)
			}
		}
		if !found {
			d.partyBlank(here.Key(string(t.kind)), t.role)
		}
	}
	d.strayLines(lines, parties, makers)
	d.blankAt("/entities/MANUFACTURER_SUPPLIER/harmonized_tariff_schedules/-/harmonized_number", field.HTS)
	d.blankAt("/entities/MANUFACTURER_SUPPLIER/harmonized_tariff_schedules/-/country_of_origin", field.Origin)
}

// giveNumbered gives tariff lines that stand with no manufacturer to those of their numbers, "HTS 2" to "Manufacturer 2",
// if there are lines for each and for no other.
func giveNumbered(lines []tariffLine, parties []party) []tariffLine {
	blocks := map[int]int{} // of manufacturers by their numbers
	for _, p := range parties {
		if p.role != field.Manufacturer {
			continue
		}
		if p.ordinal == 0 || blocks[p.ordinal] != 0 || len(p.blocks) == 0 {
			return lines
		}
		blocks[p.ordinal] = p.blocks[0]
	}
	named := map[int]bool{}
	for _, l := range lines {
		if l.block != 0 || blocks[l.ordinal] == 0 {
			return lines
		}
		named[l.ordinal] = true
	}
	if len(named) != len(blocks) {
		return lines
	}
	for i := range lines {
		lines[i].block = blocks[lines[i].ordinal]
	}
	return lines
}

// linesOfMaker are the tariff lines of a manufacturer: those that stand with it, and if it is the only one all.
func linesOfMaker(lines []tariffLine, p party, makers int) (own []tariffLine) {
	for _, l := range lines {
		if makers == 1 || p.hasBlock(l.block) {
			own = append(own, l)
		}
	}
	return own
}

// strayLines asks about tariff lines that stand with none of several manufacturers.
func (d *draft) strayLines(lines []tariffLine, parties []party, makers int) {
	if makers == 1 {
		return
	}
	for _, l := range lines {
		owned := false
		for _, p := range parties {
			owned = owned || p.role == field.Manufacturer && p.hasBlock(l.block)
		}
		switch {
		case owned || len(l.numberFacts) == 0:
		case makers == 0:
			d.wrote("/entities/MANUFACTURER_SUPPLIER/harmonized_tariff_schedules", l.numberFacts...)
		default:
			d.ask("/entities", "tariff_without_manufacturer", "There are several manufacturers, and which of them made the goods of tariff number "+l.number+" is not said.",
				"Write each tariff number beside its manufacturer.", l.numberFacts...)
		}
	}
}

// writeLines writes tariff lines.
func (d *draft) writeLines(at filing.Pointer, lines []tariffLine) (written []filing.TariffLine) {
	seen := map[filing.TariffLine]bool{}
	for _, l := range lines {
		here := at.Index(len(written))
		d.report(func(key string) filing.Pointer { return here.Key(key) }, l.problems)
		line := filing.TariffLine{HarmonizedNumber: l.number, CountryOfOrigin: l.origin}
		if l.number == "" || seen[line] {
			continue
		}
		seen[line] = true
		d.wrote(here.Key("harmonized_number"), l.numberFacts...)
		if l.origin != "" {
			d.wrote(here.Key("country_of_origin"), l.originFacts...)
		}
		written = append(written, line)
	}
	return written
}
