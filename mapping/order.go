package mapping

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/filing"
	"docket/mapping/layout"
	"docket/mapping/value"
)

// partyTypes are the roles of an order's involved parties, in the order in which they are listed.
var partyTypes = []struct {
	role field.Role
	kind filing.PartyType
}{
	{field.Shipper, filing.PartyShipper}, {field.Consignee, filing.PartyConsignee}, {field.Importer, filing.PartyImporter},
	{field.Buyer, filing.PartyBuyer}, {field.Seller, filing.PartySeller}, {field.Manufacturer, filing.PartyManufacturer},
	{field.ShipTo, filing.PartyShipTo}, {field.StuffingLocation, filing.PartyStuffingLocation}, {field.Consolidator, filing.PartyConsolidator},
	{field.BookingParty, filing.PartyBooking}, {field.Forwarder, filing.PartyForwardingAgent}, {field.DestinationAgent, filing.PartyDestinationAgent},
	{field.OriginAgent, filing.PartyOriginAgent}, {field.ImportBroker, filing.PartyImportCustomsAgent}, {field.ExportBroker, filing.PartyExportCustomsAgent},
	{field.DestinationWarehouse, filing.PartyDestinationWarehouse}, {field.OriginWarehouse, filing.PartyOriginWarehouse},
}

// order writes the customs order of a shipment.
func order(s *shipment, e *evidence, o Options, from DocumentType) Filing {
	d := newDraft(s, e, o, filing.KindOrder)
	r := &filing.CustomsOrder{}
	d.orderFreight(r)
	d.orderTerms(r)
	d.orderCargo(r)
	d.orderParties(r)
	d.orderCustoms(r)
	r.PurchaseOrderNumbers = d.list("/purchase_order_numbers", field.PurchaseOrder)
	d.orderSource(r, from)
	return d.finish(r)
}

// orderSource names the order for people, and the document that it comes from for the API's matching rules: the
// reference is the same for all versions of a file, so that a corrected one updates its order.
func (d *draft) orderSource(r *filing.CustomsOrder, from DocumentType) {
	r.Name = "Import"
	kinds := map[filing.Level]string{filing.Master: " MBL ", filing.House: " HBL ", filing.Regular: " "}
	for _, bill := range r.Bills() {
		if bill.Number == r.Reference() {
			r.Name += kinds[bill.Level] + bill.Number
		}
	}
	source := &r.RequestMetadata.SourceDocument
	source.ExternalRef = d.options.Source + "#" + r.Reference()
	switch mode := r.FreightDetails.Mode(); {
	case from == IsfWorksheet:
		source.Type = filing.DocumentISFWorksheet
	case mode == filing.ModeAir:
		source.Type = filing.DocumentAirWaybill
	case mode == filing.ModeTruckFTL:
		source.Type = filing.DocumentTruckBillOfLading
	default:
		source.Type = filing.DocumentOceanBillOfLading
	}
	if d.options.Services.ImportCustoms {
		r.Services = &filing.Services{ImportCustoms: filing.Some(true)}
	}
}

// orderFreight writes bills and route in the form of the mode of transport, which the file states, or its bills tell.
func (d *draft) orderFreight(r *filing.CustomsOrder) {
	switch d.mode() {
	case filing.ModeAir:
		r.FreightDetails = d.airFreight("/freight_details")
	case filing.ModeTruckFTL:
		r.FreightDetails = d.truckFreight("/freight_details")
	default:
		ocean := d.oceanFreight("/freight_details")
		if d.lessThanContainer() {
			r.FreightDetails = &filing.OceanLCL{Ocean: ocean}
		} else {
			r.FreightDetails = &filing.OceanFCL{Ocean: ocean}
		}
	}
}

// modeWords are the words for modes of transport other than by sea.
var modeWords = []struct {
	mode  filing.ModeOfTransport
	words *regexp.Regexp
}{
	{filing.ModeAir, regexp.MustCompile(`(?i)\b(?:air|airfreight|aereo|aéreo|luft|luftfracht|avion)\b|空运|空運|đường hàng không`)},
	{filing.ModeTruckFTL, regexp.MustCompile(`(?i)\b(?:truck|road|ftl|ltl|camión|terrestre|lkw|strasse|straße|route)\b|陆运|公路|卡车`)},
}

// mode is how the goods travel: as the file says, else as its waybills, its truck bills or its trailers tell.
func (d *draft) mode() filing.ModeOfTransport {
	if f, found := d.first(field.Mode); found {
		for _, one := range modeWords {
			if one.words.MatchString(f.Text) {
				return one.mode
			}
		}
	}
	switch {
	case d.names(field.MasterWaybill), d.names(field.HouseWaybill, field.Waybill) && !d.waybillsBySea():
		return filing.ModeAir
	case d.names(field.TruckBill, field.ProNumber), d.names(field.Trailer) && !d.names(field.Vessel, field.Container, field.MasterBill, field.HouseBill):
		return filing.ModeTruckFTL
	default:
		return filing.ModeOceanFCL
	}
}

// byAir are words of labels by which a waybill is one by air: "HAWB", "house air waybill".
var byAir = regexp.MustCompile(`(?i)awb|\bair|aér|luft|空|항공`)

// waybillsBySea says whether the waybills of a file that do not call themselves air waybills are sea waybills: beside them
// stand a vessel, a voyage or a container.
func (d *draft) waybillsBySea() bool {
	f, found := d.first(field.HouseWaybill)
	return d.names(field.Vessel, field.Voyage, field.Container) && !(found && (byAir.MatchString(f.Label) || d.names(field.Flight, field.Airline)))
}

func (d *draft) names(names ...field.Name) bool {
	_, found := d.first(names...)
	return found
}

func (d *draft) oceanFreight(at filing.Pointer) (o filing.Ocean) {
	root := at.Key("bill_numbers")
	places := billPointers{master: root.Key("master_bill_of_lading_number"), houses: root.Key("house_bill_of_lading_numbers"), scac: at.Key("scac")}
	places.regular = places.master // a direct bill goes in the master bill's place
	b := d.oceanBills(places)
	if bill, found := d.one(places.master, slices.Concat(b.master, b.regular), "master bill"); found {
		o.BillNumbers.Master = d.writeBill(places.master, bill)
	}
	o.BillNumbers.Houses = d.writeHouses(places.houses, b.houses)
	d.blankAt(places.master, field.MasterBill, field.Bill, field.RegularBill)
	d.blankAt(places.houses, field.HouseBill)
	if b.carrier.text != "" {
		o.SCAC = b.carrier.text
		d.wrote(at.Key("scac"), b.carrier.facts...)
	}
	o.Containers = d.containers(at.Key("containers"))
	here := at.Key("route")
	var route filing.OceanRoute
	route.Vessel, route.VoyageTrackingNumber = d.vessel(here.Key("vessel"), here.Key("voyage_tracking_number"))
	r := d.seaRoute(here, "")
	route.PortOfLoading, route.PortOfUnloading, route.TransshipmentPorts = r.loading, r.unloading, r.transshipment
	if d.names(field.InlandPort) {
		route.InlandPort = d.inlandPort(here.Key("inland_port"), r)
	}
	o.Route = &route
	return o
}

// inlandPort is where the goods are carried on to. A place of delivery that is the port of unloading is no other place.
func (d *draft) inlandPort(at filing.Pointer, r seaRoute) *filing.Port {
	p := d.port(at, field.InlandPort, "")
	if p != nil && r.unloading != nil && p.UNLOCODE == r.unloading.UNLOCODE && (p.UNLOCODE != "" || p.Name == r.unloading.Name) {
		for _, key := range []string{"name", "un_lo_code", "schedule_d_code", "schedule_k_code"} {
			delete(d.filing.Cells, at.Key(key))
		}
		return nil
	}
	if p != nil {
		d.datesAt(at, field.InlandPort, p, 0)
	}
	return p
}

func (d *draft) airFreight(at filing.Pointer) *filing.Air {
	a := &filing.Air{}
	master, house := at.Key("bill_numbers").Key("master_air_waybill_number"), at.Key("bill_numbers").Key("house_air_waybill_numbers")
	if f, found := d.first(field.MasterWaybill, field.Waybill); found {
		number, remarks, err := value.ParseMasterAirWaybill(f.Text)
		switch {
		case err == nil:
			d.remark(master, f, remarks)
			d.wrote(master, f)
			a.BillNumbers.Master = number
		case f.Term.Name == field.Waybill:
			d.houseWaybills(house, f, a)
		default:
			d.unread(master, f, err)
		}
	} else {
		d.blankAt(master, field.MasterWaybill, field.Waybill)
	}
	for _, f := range d.all(field.HouseWaybill) {
		d.houseWaybills(house, f, a)
	}
	d.airCarrier(at.Key("carrier_iata_code"), a)
	d.airRoute(at.Key("route"), a)
	return a
}

func (d *draft) houseWaybills(at filing.Pointer, f layout.Fact, a *filing.Air) {
	numbers, remarks, err := value.ParseHouseAirWaybills(f.Text)
	if err != nil {
		d.unread(at, f, err)
		return
	}
	d.remark(at, f, remarks)
	for _, number := range numbers {
		if !slices.Contains(a.BillNumbers.Houses, number) {
			d.wrote(at.Index(len(a.BillNumbers.Houses)), f)
			a.BillNumbers.Houses = append(a.BillNumbers.Houses, number)
		}
	}
}

// airCarrier writes the airline: stated, or told by its waybill's prefix.
func (d *draft) airCarrier(at filing.Pointer, a *filing.Air) {
	if f, found := d.first(field.Airline, field.Carrier); found {
		airline, remarks, err := value.ParseAirline(f.Text)
		if err != nil {
			d.unread(at, f, err)
			return
		}
		d.remark(at, f, remarks)
		a.CarrierIATACode = airline.IATA
		d.wrote(at, f)
		return
	}
	if len(a.BillNumbers.Master) < 3 {
		return
	}
	if airline, known := value.AirlineOfWaybill(a.BillNumbers.Master[:3]); known {
		f, _ := d.first(field.MasterWaybill, field.Waybill)
		a.CarrierIATACode = airline.IATA
		d.wrote(at, f)
	}
}

func (d *draft) airRoute(at filing.Pointer, a *filing.Air) {
	route := &filing.AirRoute{PortOfLoading: d.airport(at.Key("port_of_loading"), field.PortOfLoading), PortOfUnloading: d.airport(at.Key("port_of_unloading"), field.PortOfUnloading)}
	if via := d.airport(at.Key("transshipment_ports").Index(0), field.Transshipment); via != nil {
		route.TransshipmentPorts = []filing.AirPort{*via}
	}
	from, to := at.Key("port_of_loading").Key("estimated_time_of_departure"), at.Key("port_of_unloading").Key("estimated_time_of_arrival")
	departure, arrival := d.dates(from, to, flightDays)
	if f, found := d.first(field.Flight); found {
		flight, remarks, err := value.ParseFlight(d.withBeside(f), d.evidence.ofDates())
		if err != nil {
			d.unread(at.Key("flight_number"), f, err)
		} else {
			d.remark(at.Key("flight_number"), f, remarks)
			route.FlightNumber = flight.Number
			d.wrote(at.Key("flight_number"), f)
			if departure.IsZero() && flight.Date != (value.Date{}) {
				departure = flight.Date.Time()
				d.wrote(from, f)
			}
		}
	}
	if route.PortOfLoading != nil {
		route.PortOfLoading.EstimatedTimeOfDeparture = departure
	}
	if route.PortOfUnloading != nil {
		route.PortOfUnloading.EstimatedTimeOfArrival = arrival
	}
	a.Route = route
}

func (d *draft) truckFreight(at filing.Pointer) *filing.TruckFTL {
	t := &filing.TruckFTL{}
	here := at.Key("bill_numbers").Key("truck_bill_of_lading_number")
	if f, found := d.only(here, asWritten, field.TruckBill, field.Bill, field.RegularBill, field.ProNumber); found {
		if bill, remarks, err := value.ParseBill(f.Text, value.BillEvidence{}); err != nil {
			d.unread(here, f, err)
		} else {
			d.remark(here, f, remarks)
			t.BillNumbers.Number = bill.Number
			d.wrote(here, f)
		}
	}
	if f, found := d.first(field.CarrierSCAC, field.Carrier); found {
		if carrier, remarks, err := value.ParseCarrier(f.Text); err == nil {
			d.remark(at.Key("scac"), f, remarks)
			t.SCAC = carrier.SCAC
			d.wrote(at.Key("scac"), f)
		}
	}
	if entry := d.port(at.Key("route").Key("port_of_entry"), field.PortOfUnloading, ""); entry != nil {
		t.Route = &filing.TruckRoute{PortOfEntry: entry}
	}
	return t
}

// orderTerms writes the incoterm.
func (d *draft) orderTerms(r *filing.CustomsOrder) {
	f, found := d.only("/incoterm", incotermOf, field.Incoterm)
	if !found {
		d.blankAt("/incoterm", field.Incoterm)
		return
	}
	term, remarks, err := value.ParseIncoterm(f.Text)
	if err != nil {
		d.unread("/incoterm", f, err)
		return
	}
	d.remark("/incoterm", f, remarks)
	d.wrote("/incoterm", f)
	r.Incoterm = filing.Incoterm(term.Code)
}

// orderCargo writes weight, volume and packages.
func (d *draft) orderCargo(r *filing.CustomsOrder) {
	const at = filing.Pointer("/cargo_details")
	var c filing.CargoDetails
	if t, found := d.total(at.Key("weight"), d.weights()); found {
		if t.unit == "" {
			d.withoutUnit(at.Key("weight"), t, "The weight has no unit and is left out.", "Write KGS or LBS behind the weight.")
		} else {
			c.Weight = &filing.Weight{Value: number(t.amount), Unit: orderWeightUnits[value.WeightUnit(t.unit)]}
			d.wroteMeasure(at.Key("weight"), t)
		}
	}
	if t, found := d.total(at.Key("volume"), d.volumes()); found {
		if t.unit == "" {
			d.withoutUnit(at.Key("volume"), t, "The volume has no unit and is left out.", "Write CBM behind the volume.")
		} else {
			c.Volume = &filing.Volume{Value: number(t.amount), Unit: orderVolumeUnits[value.VolumeUnit(t.unit)]}
			d.wroteMeasure(at.Key("volume"), t)
		}
	}
	if t, found := d.total(at.Key("shipping_unit_details"), d.packages()); found {
		here := at.Key("shipping_unit_details")
		count := t.amount.IntPart()
		c.ShippingUnitDetails = &filing.ShippingUnitDetails{Count: &count}
		d.wrote(here.Key("count"), t.facts...)
		if name, exact := value.PackageUnit(t.unit).ShippingUnitType(); name != "" && exact {
			c.ShippingUnitDetails.ShippingUnitType = filing.ShippingUnitType(name)
			d.wrote(here.Key("shipping_unit_type"), t.facts...)
		}
	}
	if c != (filing.CargoDetails{}) {
		r.CargoDetails = &c
	}
}

var (
	orderWeightUnits = map[value.WeightUnit]filing.WeightUnit{value.Kilogram: filing.Kilograms, value.Pound: filing.Pounds}
	orderVolumeUnits = map[value.VolumeUnit]filing.VolumeUnit{value.CubicMetre: filing.CubicMeters, value.CubicFoot: filing.CubicFeet}
)

func (d *draft) wroteMeasure(at filing.Pointer, t total) {
	d.wrote(at.Key("value"), t.facts...)
	d.wrote(at.Key("unit"), t.facts...)
}

// orderParties writes the parties that an order has a place for.
func (d *draft) orderParties(r *filing.CustomsOrder) {
	const at = filing.Pointer("/involved_parties")
	parties := d.parties()
	for _, t := range partyTypes {
		for _, p := range parties {
			if p.role != t.role {
				continue
			}
			here := at.Index(len(r.InvolvedParties))
			involved := filing.InvolvedParty{Type: t.kind, Name: p.name, AddressDetails: p.orderAddress(d, here.Key("address_details")), ContactDetails: p.orderContact(d, here.Key("contact_details"))}
			d.writeParty(here, p)
			if facts := p.addressFacts["address_line1"]; p.name == "" && len(facts) > 0 && d.filing.Cells[here.Key("name")] == nil {
				d.ask(here.Key("name"), "party_without_name", "There is an address of the "+strings.ToLower(strings.ReplaceAll(string(t.kind), "_", " "))+" and no name.",
					"Write the name beside or below the label of the party, or take the address out.", facts...)
			}
			r.InvolvedParties = append(r.InvolvedParties, involved)
		}
	}
}

// orderCustoms writes the countries of origin and the invoice value.
func (d *draft) orderCustoms(r *filing.CustomsOrder) {
	const at = filing.Pointer("/customs_details")
	var c filing.CustomsDetails
	d.origins(at.Key("countries_of_origin"), &c)
	if t, found := d.total(at.Key("estimated_total_commercial_invoice_value").Index(0), d.values()); found {
		here := at.Key("estimated_total_commercial_invoice_value").Index(0)
		if t.unit == "" {
			d.withoutUnit(here, t, "The value has no currency and is left out.", "Write the currency beside the value.")
		} else {
			c.EstimatedTotalCommercialInvoiceValue = []filing.Money{{Amount: value.Money{Amount: t.amount}.AmountText(), CurrencyCode: t.unit}}
			d.wrote(here.Key("amount"), t.facts...)
			d.wrote(here.Key("currency_code"), t.facts...)
		}
	}
	if c.CountriesOfOrigin != nil || c.EstimatedTotalCommercialInvoiceValue != nil {
		r.CustomsDetails = &c
	}
}

// origins writes each country of origin that the shipment's rows or its form name.
func (d *draft) origins(at filing.Pointer, c *filing.CustomsDetails) {
	for _, f := range slices.Concat(d.rowFacts(), d.head) {
		if !asksFor(f, field.Origin) || !present(f) {
			continue
		}
		countries, remarks, err := value.ParseCountries(f.Text)
		if err != nil {
			d.unread(at, f, err)
			continue
		}
		d.remark(at, f, remarks)
		for _, country := range countries {
			i := slices.Index(c.CountriesOfOrigin, string(country))
			if i < 0 {
				i = len(c.CountriesOfOrigin)
				c.CountriesOfOrigin = append(c.CountriesOfOrigin, string(country))
			}
			d.wrote(at.Index(i), f)
		}
	}
}

// incotermOf is the term without the place that it names.
func incotermOf(f layout.Fact) string {
	term, _, err := value.ParseIncoterm(f.Text)
	if err != nil {
		return asWritten(f)
	}
	return term.Code
}
