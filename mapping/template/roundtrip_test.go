package template

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/value"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestRoundTripISF: an ISF worksheet filled in at random is read back exactly: every field, no problem, no doubt.
func TestRoundTripISF(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := newFiller(t, ISF)
		want := fillISF(t, f)
		same(t, f, f.convert(mapping.Options{HoldBelow: 0.9}), want)
	})
}

// TestRoundTripOrder: so is one of customs orders.
func TestRoundTripOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := newFiller(t, Order)
		want := fillOrder(t, f)
		same(t, f, f.convert(mapping.Options{HoldBelow: 0.9, Source: "s3://inbox/filled.xlsx"}), want)
	})
}

// same fails where the document is not just the filings that are wanted.
func same(t *rapid.T, f *filler, document mapping.Document, want []filing.Request) {
	if len(document.Problems) > 0 {
		t.Errorf("problems %v", document.Problems)
	}
	for _, u := range document.Unmapped {
		if !saysHow(u.Text) && !slices.ContainsFunc(document.Filings, func(f mapping.Filing) bool { return f.Reference == u.Text }) {
			t.Errorf("nothing was read from %s: %q", u.Cell, u.Text)
		}
	}
	if document.Confidence < 0.9 {
		t.Errorf("confidence is %v", document.Confidence)
	}
	if len(document.Filings) != len(want) {
		t.Errorf("%d filings, want %d", len(document.Filings), len(want))
	}
	for i, filed := range document.Filings {
		for _, p := range filed.Problems {
			t.Errorf("filing %d: %s %s at %s %v: %s", i, p.Code, p.Value, p.Field, p.Cells, p.Message)
		}
		if i < len(want) {
			if diff := cmp.Diff(tree(t, want[i]), tree(t, filed.Request)); diff != "" {
				t.Errorf("filing %d (-want +got)\n%s", i, diff)
			}
		}
	}
	if t.Failed() {
		for i, row := range f.grid() {
			if text := strings.Join(row, " | "); strings.Trim(text, " |") != "" {
				t.Logf("%3d %s", i+1, text)
			}
		}
	}
}

// saysHow says whether a text tells how the cell beside it is to be read, and is itself no field: a unit, a kind.
// Neither is a bill that another row has stated before.
func saysHow(text string) bool {
	return slices.Contains(packageTypes, text) || slices.Contains(numberKinds, text)
}

func tree(t *rapid.T, r filing.Request) (out any) {
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// A company is a party to draw.
type company struct{ name, street, more, city, state, zip, country string }

var (
	abroad = []company{
		{"Acme Works Co., Ltd.", "88 Mill Lane", "Building 4", "Shenzhen", "", "518055", "CN"},
		{"Binh Minh Furniture JSC", "Lot 14, Tien Son Industrial Park", "", "Bac Ninh", "", "16000", "VN"},
		{"Gangshan Boltworks Industrial Co., Ltd.", "168 Benzhou Road", "2F", "Kaohsiung", "", "820", "TW"},
		{"Werkzeugbau Hansen GmbH", "Hafenstrasse 12", "", "Hamburg", "", "20457", "DE"},
		{"Kaveri Spun Weaves Pvt. Ltd.", "14 Avinashi Road", "", "Coimbatore", "", "641004", "IN"},
		{"Andes Stone SpA", "Avenida Norte 900", "Piso 3", "Santiago", "", "8320000", "CL"},
	}
	american = []company{
		{"Oak Imports Inc.", "61 Cinder Mill Road", "", "Elizabeth", "NJ", "07201", "US"},
		{"Elm Hardware LLC", "33 Ore Dock Road", "Suite 200", "Duluth", "MN", "55802", "US"},
		{"Birch Goods Corporation", "2904 Kettle Creek Parkway", "", "Kalamazoo", "MI", "49001-1234", "US"},
		{"Larkspur Stone & Tile Inc.", "7400 NW 31st Terrace", "", "Miami", "FL", "33122", "US"},
	}
	lines   = [][2]string{{"COSU", "COS"}, {"MAEU", "MSK"}, {"OOLU", "OOL"}, {"EGLV", "EGH"}, {"HLCU", "HLC"}}
	vessels = []string{"EVER LUCKY", "COSCO GOLDCREST", "MAERSK DURGAPUR", "ONE KINGFISHER", "MSC EGRETTA"}
	ports   = [][2]string{{"Xiamen", "CNXMN"}, {"Ningbo", "CNNGB"}, {"Haiphong", "VNHPH"}, {"Kaohsiung", "TWKHH"}, {"Busan", "KRPUS"}}
	gates   = [][2]string{{"Los Angeles", "USLAX"}, {"Savannah", "USSAV"}, {"Houston", "USHOU"}, {"Tacoma", "USTIW"}}
	tariffs = []string{"9403608081", "6109100027", "8513102000", "7318152065", "4202224500", "6912003950", "0101210010", "39269099"}
	kinds   = map[string]filing.Container{
		"20GP": {ContainerSize: "FT_20", ContainerType: "DRY"}, "40GP": {ContainerSize: "FT_40", ContainerType: "DRY"}, "40HC": {ContainerSize: "FT_40_HC", ContainerType: "DRY"},
		"45HC": {ContainerSize: "FT_45_HC", ContainerType: "DRY"}, "20RF": {ContainerSize: "FT_20", ContainerType: "REEFER"}, "40RF": {ContainerSize: "FT_40", ContainerType: "REEFER"},
		"40RH": {ContainerSize: "FT_40_HC", ContainerType: "REEFER"}, "20OT": {ContainerSize: "FT_20", ContainerType: "OPEN"}, "40OT": {ContainerSize: "FT_40", ContainerType: "OPEN"},
		"20FR": {ContainerSize: "FT_20", ContainerType: "FLAT_RACK"}, "40FR": {ContainerSize: "FT_40", ContainerType: "FLAT_RACK"}, "20TK": {ContainerSize: "FT_20", ContainerType: "TANK"},
	}
)

func digits(t *rapid.T, n int, what string) string {
	return rapid.StringMatching(fmt.Sprintf("[1-9][0-9]{%d}", n-1)).Draw(t, what)
}

func perhaps(t *rapid.T, what string) bool { return rapid.Bool().Draw(t, what) }

// checked gives a container number its check digit.
func checked(without string) string {
	for digit := range 10 {
		if number := fmt.Sprintf("%s%d", without, digit); value.CheckContainer(number) {
			return number
		}
	}
	return without + "0"
}

// A journey is what the form of a worksheet tells of a shipment.
type journey struct {
	line             [2]string
	master           string
	vessel, voyage   string
	loading, unlade  [2]string
	departs, arrives time.Time
	imo              int64 // 0 for none
}

func drawJourney(t *rapid.T) journey {
	j := journey{
		line: rapid.SampledFrom(lines).Draw(t, "line"), vessel: rapid.SampledFrom(vessels).Draw(t, "vessel"), voyage: digits(t, 3, "voyage") + rapid.SampledFrom([]string{"E", "W"}).Draw(t, "direction"),
		loading: rapid.SampledFrom(ports).Draw(t, "loading"), unlade: rapid.SampledFrom(gates).Draw(t, "unlading"),
	}
	if perhaps(t, "IMO number") {
		j.imo = rapid.SampledFrom([]int64{9525340, 9074729}).Draw(t, "IMO")
	}
	j.master = j.line[0] + digits(t, 9, "master")
	j.departs = time.Date(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	j.arrives = j.departs.AddDate(0, 0, rapid.IntRange(8, 45).Draw(t, "days at sea"))
	return j
}

// fill answers what both worksheets ask of the journey.
func (j journey) fill(t *rapid.T, f *filler) (loading, unlading *filing.Port) {
	f.answer("Carrier SCAC", j.line[0])
	f.answer("Vessel name", j.vessel)
	if j.imo != 0 {
		f.answer("IMO number", fmt.Sprint(j.imo))
	}
	f.answer("Voyage number", j.voyage)
	f.answer("Port of loading", j.loading[1])
	f.answer("Port of unloading", j.unlade[1])
	if perhaps(t, "typed dates") {
		f.answer("ETD", j.departs)
		f.answer("ETA", j.arrives)
	} else {
		f.answer("ETD", j.departs.Format(time.DateOnly))
		f.answer("ETA", j.arrives.Format(time.DateOnly))
	}
	return &filing.Port{UNLOCODE: j.loading[1], EstimatedTimeOfDeparture: j.departs}, &filing.Port{UNLOCODE: j.unlade[1], EstimatedTimeOfArrival: j.arrives}
}

// houses draws the house bills of a worksheet; perhaps none.
func drawHouses(t *rapid.T) (houses []string) {
	for i := range rapid.IntRange(0, 3).Draw(t, "house bills") {
		houses = append(houses, fmt.Sprintf("FLXT%s%d", digits(t, 7, "house"), i))
	}
	return houses
}

// fillContainers writes up to three containers for a house bill, "" for none.
func fillContainers(t *rapid.T, f *filler, table int, row *int, line [2]string, house string) (containers []filing.Container) {
	for range rapid.IntRange(0, 3).Draw(t, "containers") {
		kind := rapid.SampledFrom(containerTypes).Draw(t, "container type")
		c := kinds[kind]
		c.ContainerNumber = checked(fmt.Sprintf("%sU%s%02d", line[1], digits(t, 4, "container"), *row))
		values := map[string]any{"House bill of lading": house, "Container number": c.ContainerNumber, "Container type": kind}
		if perhaps(t, "seal") {
			c.SealNumber = fmt.Sprintf("SL%s%d", digits(t, 6, "seal number"), *row)
			values["Seal number"] = c.SealNumber
		}
		f.line(table, *row, values)
		*row++
		containers = append(containers, c)
	}
	return containers
}

func (c company) values() map[string]any {
	return map[string]any{"Name": c.name, "Address line 1": c.street, "Address line 2": c.more, "City": c.city, "State": c.state, "Postal code": c.zip, "Country": c.country}
}

func (c company) isf() filing.IsfAddress {
	return filing.IsfAddress{AddressLine1: c.street, AddressLine2: c.more, City: c.city, State: c.state, PostalCode: c.zip, CountryCode: c.country}
}

func fillISF(t *rapid.T, f *filler) (want []filing.Request) {
	j := drawJourney(t)
	houses := drawHouses(t)
	loading, unlading := j.fill(t, f)
	base := filing.IsfWorksheet{}
	base.Header = filing.IsfHeader{SubmissionType: filing.SubmissionISF10, ModeOfTransport: filing.VesselContainer, SCAC: filing.Some(j.line[0])}
	ocean := filing.IsfOceanFreightDetails{
		SCAC: j.line[0], Vessel: &filing.Vessel{Name: j.vessel, IMO: j.imo}, VoyageTrackingNumber: j.voyage, PortOfLoading: loading, PortOfUnloading: unlading,
	}
	if houses == nil {
		f.answer("Regular bill of lading", j.master)
		base.BillNumbers = &filing.RegularBill{Number: j.master}
		houses = []string{""}
	} else {
		f.answer("Master bill of lading", j.master)
	}
	fillBond(t, f, &base)
	entities := fillISFParties(t, f)
	makers := rapid.SliceOfNDistinct(rapid.SampledFrom(abroad), 1, 3, func(c company) string { return c.name }).Draw(t, "makers")
	for i, m := range makers {
		f.party(fmt.Sprintf("Manufacturer %d", i+1), m.values())
	}
	if perhaps(t, "forwarder") {
		c := rapid.SampledFrom(abroad).Draw(t, "forwarding agent")
		f.party("Forwarder", c.values())
		address := c.isf()
		base.ShipmentInformation.ForwardingAgent = &filing.ForwardingAgent{Name: c.name, AddressDetails: &address}
	}
	goods, boxes := 0, 0
	for i, house := range houses {
		w := base
		if house != "" {
			w.BillNumbers = &filing.MasterHouseBills{Master: j.master, Houses: []string{house}}
		}
		info := *base.ShipmentInformation
		freight := ocean
		freight.Containers = fillContainers(t, f, 2, &boxes, j.line, house)
		info.OceanFreightDetails = &freight
		info.CargoDetails = fillTotals(t, f, i, house)
		w.ShipmentInformation = &info
		lines := map[string][]filing.TariffLine{}
		for k, number := range rapid.SliceOfNDistinct(rapid.SampledFrom(tariffs), len(makers), 5, rapid.ID[string]).Draw(t, "tariff numbers") {
			m := makers[k%len(makers)]
			origin := rapid.SampledFrom([]string{"CN", "VN", "IN", "DE"}).Draw(t, "origin")
			written := number
			if perhaps(t, "dots") {
				written = number[:4] + "." + number[4:6] + "." + number[6:]
			}
			f.line(3, goods, map[string]any{"House bill of lading": house, "HTS number": written, "Country of origin": origin, "Manufacturer name": m.name})
			goods++
			lines[m.name] = append(lines[m.name], filing.TariffLine{HarmonizedNumber: number, CountryOfOrigin: origin})
		}
		w.Entities = nil
		for _, e := range entities {
			if e != nil {
				w.Entities = append(w.Entities, e)
				continue
			}
			for _, m := range makers {
				w.Entities = append(w.Entities, &filing.Manufacturer{Name: m.name, AddressDetails: m.isf(), HarmonizedTariffSchedules: lines[m.name]})
			}
		}
		want = append(want, &w)
	}
	return want
}

// fillBond answers what the form asks besides the journey.
func fillBond(t *rapid.T, f *filler, w *filing.IsfWorksheet) {
	w.ShipmentInformation = &filing.ShipmentInformation{}
	if perhaps(t, "bond") {
		w.Header.BondType = rapid.SampledFrom(filing.BondType("").Values()).Draw(t, "bond type")
		w.Header.BondActivityCode = rapid.SampledFrom(filing.BondActivityCode("").Values()).Draw(t, "bond activity")
		w.Header.BondHolder = digits(t, 2, "holder") + "-" + digits(t, 7, "holder number")
		w.ReferenceIdentifiers.SuretyCode = "0" + digits(t, 2, "surety")
		w.ReferenceIdentifiers.BondReferenceNumber = "BR" + digits(t, 6, "bond reference")
		f.answer("Bond type", string(w.Header.BondType))
		f.answer("Bond activity code", string(w.Header.BondActivityCode))
		f.answer("Bond holder number", w.Header.BondHolder)
		f.answer("Surety code", w.ReferenceIdentifiers.SuretyCode)
		f.answer("Bond reference number", w.ReferenceIdentifiers.BondReferenceNumber)
	}
	if perhaps(t, "references") {
		w.Header.ShipmentType = rapid.SampledFrom(filing.ShipmentType("").Values()).Draw(t, "shipment type")
		w.ReferenceIdentifiers.UserDefinedReferenceNumber = "REF-" + digits(t, 5, "reference")
		w.ShipmentInformation.PurchaseOrderNumbers = []string{"PO-" + digits(t, 5, "order"), "PO-" + digits(t, 6, "second order")}
		w.ShipmentInformation.SKUs = []string{"SKU-" + digits(t, 5, "sku")}
		f.answer("Shipment type", string(w.Header.ShipmentType))
		f.answer("User defined reference number", w.ReferenceIdentifiers.UserDefinedReferenceNumber)
		f.answer("Purchase order numbers", strings.Join(w.ShipmentInformation.PurchaseOrderNumbers, ", "))
		f.answer("SKU", w.ShipmentInformation.SKUs[0])
	}
}

// fillTotals writes the totals of a house bill.
func fillTotals(t *rapid.T, f *filler, row int, house string) *filing.IsfCargoDetails {
	unit := rapid.SampledFrom(packageTypes).Draw(t, "package type")
	count := rapid.IntRange(1, 5000).Draw(t, "packages")
	kilos := rapid.IntRange(1, 4_000_000).Draw(t, "hundredths of a kilogram")
	cents := rapid.IntRange(100, 90_000_000).Draw(t, "cents")
	f.line(1, row, map[string]any{"House bill of lading": house, "Packages": count, "Package type": unit, "Gross weight (kg)": float64(kilos) / 100, "Value (USD)": float64(cents) / 100})
	read, _, err := value.ParsePackageUnit(unit)
	if err != nil {
		t.Fatalf("%s: %v", unit, err)
	}
	return &filing.IsfCargoDetails{
		EstimatedQuantity: &filing.IsfQuantity{Unit: filing.QuantityUnit(read), Value: decimalOf(t, int64(count), 0)},
		EstimatedWeight:   &filing.IsfWeight{Unit: filing.IsfKilogram, Value: decimalOf(t, int64(kilos), 2)},
		EstimatedValue:    decimalOf(t, int64(cents), 2),
	}
}

// decimalOf is a number with the last digits behind the point.
func decimalOf(t *rapid.T, number int64, places int) filing.Decimal {
	text := fmt.Sprintf("%04d", number)
	if places > 0 {
		text = strings.TrimRight(text[:len(text)-places]+"."+text[len(text)-places:], "0")
	}
	text = strings.TrimSuffix(text, ".")
	for len(text) > 1 && text[0] == '0' && text[1] != '.' {
		text = text[1:]
	}
	d, err := filing.ParseDecimal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}

// fillISFParties writes the parties other than manufacturers, whose place among the others is nil.
func fillISFParties(t *rapid.T, f *filler) (entities []filing.Entity) {
	for _, p := range []struct {
		head   string
		kind   filing.EntityType
		from   []company
		always bool
	}{
		{"Importer of record", filing.EntityImporter, american, true}, {"Consignee", filing.EntityConsignee, american, true}, {"Buyer", filing.EntityBuyer, american, true},
		{"Seller", filing.EntitySeller, abroad, true}, {}, {"Ship to", filing.EntityShipTo, american, true}, {"Container stuffing location", filing.EntityStuffingLocation, abroad, true},
		{"Consolidator", filing.EntityConsolidator, abroad, true}, {"Booking party", filing.EntityBookingParty, abroad, false},
	} {
		if p.head == "" {
			entities = append(entities, nil)
			continue
		}
		if !p.always && !perhaps(t, p.head) {
			continue
		}
		c := rapid.SampledFrom(p.from).Draw(t, p.head)
		values := c.values()
		details := filing.EntityDetails{Name: c.name, Address: c.isf()}
		if p.kind == filing.EntityImporter || p.kind == filing.EntityConsignee {
			number, kind := drawNumber(t, p.head)
			values["ID number"], values["ID type"] = textOf(number), kind
			details.Identifier = number
		}
		f.party(p.head, values)
		entity, _ := filing.NewEntity(p.kind, details)
		entities = append(entities, entity)
	}
	return entities
}

// drawNumber draws a number of an importer, with the kind as the list of kinds has it.
func drawNumber(t *rapid.T, of string) (filing.EntityIdentifier, string) {
	switch rapid.IntRange(0, 1).Draw(t, "kind of number of "+of) {
	case 0:
		return &filing.EIN{Number: "12-" + digits(t, 7, "ein") + "00"}, "EIN"
	default:
		return &filing.CBPAssignedNumber{Number: "26" + digits(t, 4, "cbp")[:4] + "-" + digits(t, 5, "cbp number")}, "CBP-assigned number"
	}
}

func textOf(id filing.EntityIdentifier) string {
	switch id := id.(type) {
	case *filing.EIN:
		return id.Number
	case *filing.CBPAssignedNumber:
		return id.Number
	}
	return ""
}

func (c company) order() *filing.Address {
	return &filing.Address{AddressLine1: c.street, AddressLine2: c.more, City: c.city, State: c.state, PostalCode: c.zip, CountryCode: c.country}
}

func fillOrder(t *rapid.T, f *filler) (want []filing.Request) {
	j := drawJourney(t)
	houses := drawHouses(t)
	loading, unlading := j.fill(t, f)
	f.answer("Master bill of lading", j.master)
	base := filing.CustomsOrder{Incoterm: rapid.SampledFrom(filing.Incoterm("").Values()).Draw(t, "incoterm")}
	f.answer("Incoterm", string(base.Incoterm))
	load := rapid.SampledFrom([]string{"", "FCL", "LCL"}).Draw(t, "load type")
	f.answer("Load type", load)
	base.InvolvedParties = fillOrderParties(t, f)
	if houses == nil {
		houses = []string{""}
	}
	boxes := 0
	for i, house := range houses {
		r := base
		ocean := filing.Ocean{SCAC: j.line[0], BillNumbers: filing.OceanBillNumbers{Master: j.master}}
		ocean.Route = &filing.OceanRoute{Vessel: &filing.Vessel{Name: j.vessel, IMO: j.imo}, VoyageTrackingNumber: j.voyage, PortOfLoading: loading, PortOfUnloading: unlading}
		reference, level := j.master, " MBL "
		if house != "" {
			ocean.BillNumbers.Houses = []string{house}
			reference, level = house, " HBL "
		}
		r.Name = "Import" + level + reference
		r.RequestMetadata.SourceDocument = filing.SourceDocument{Type: filing.DocumentOceanBillOfLading, ExternalRef: "s3://inbox/filled.xlsx#" + reference}
		ocean.Containers = fillContainers(t, f, 2, &boxes, j.line, house)
		if load == "LCL" {
			r.FreightDetails = &filing.OceanLCL{Ocean: ocean}
		} else {
			r.FreightDetails = &filing.OceanFCL{Ocean: ocean}
		}
		fillOrderTotals(t, f, &r, i, house)
		want = append(want, &r)
	}
	return want
}

// fillOrderTotals writes the row of a house bill.
func fillOrderTotals(t *rapid.T, f *filler, r *filing.CustomsOrder, row int, house string) {
	unit := rapid.SampledFrom(packageTypes).Draw(t, "package type")
	count := int64(rapid.IntRange(1, 5000).Draw(t, "packages"))
	grams := rapid.IntRange(1, 4_000_000).Draw(t, "hundredths of a kilogram")
	litres := rapid.IntRange(1, 90_000).Draw(t, "litres")
	cents := rapid.IntRange(100, 90_000_000).Draw(t, "cents")
	origin := rapid.SampledFrom([]string{"CN", "VN", "IN", "DE"}).Draw(t, "origin")
	values := map[string]any{
		"House bill of lading": house, "Packages": count, "Package type": unit, "Gross weight (kg)": float64(grams) / 100,
		"Volume (cbm)": float64(litres) / 1000, "Invoice value (USD)": float64(cents) / 100, "Country of origin": origin,
	}
	r.CargoDetails = &filing.CargoDetails{
		Weight:              &filing.Weight{Value: decimalOf(t, int64(grams), 2), Unit: filing.Kilograms},
		Volume:              &filing.Volume{Value: decimalOf(t, int64(litres), 3), Unit: filing.CubicMeters},
		ShippingUnitDetails: &filing.ShippingUnitDetails{Count: &count},
	}
	read, _, err := value.ParsePackageUnit(unit)
	if err != nil {
		t.Fatalf("%s: %v", unit, err)
	}
	if name, exact := read.ShippingUnitType(); exact {
		r.CargoDetails.ShippingUnitDetails.ShippingUnitType = filing.ShippingUnitType(name)
	}
	r.CustomsDetails = &filing.CustomsDetails{CountriesOfOrigin: []string{origin}, EstimatedTotalCommercialInvoiceValue: []filing.Money{
		{Amount: decimalOf(t, int64(cents), 2).String(), CurrencyCode: "USD"},
	}}
	if perhaps(t, "orders") {
		r.PurchaseOrderNumbers = []string{"PO-" + digits(t, 5, "order"), "PO-" + digits(t, 6, "second order")}
		values["Purchase order numbers"] = strings.Join(r.PurchaseOrderNumbers, ", ")
	}
	f.line(1, row, values)
}

// fillOrderParties writes the parties of an order.
func fillOrderParties(t *rapid.T, f *filler) (parties []filing.InvolvedParty) {
	for _, p := range []struct {
		head   string
		kind   filing.PartyType
		from   []company
		always bool
	}{
		{"Shipper", filing.PartyShipper, abroad, true}, {"Consignee", filing.PartyConsignee, american, true}, {"Importer of record", filing.PartyImporter, american, false},
		{"Buyer", filing.PartyBuyer, american, false}, {"Seller", filing.PartySeller, abroad, false},
		{"Forwarder", filing.PartyForwardingAgent, abroad, false}, {"Destination agent", filing.PartyDestinationAgent, american, false},
	} {
		if !p.always && !perhaps(t, p.head) {
			continue
		}
		c := rapid.SampledFrom(p.from).Draw(t, p.head)
		values := c.values()
		party := filing.InvolvedParty{Type: p.kind, Name: c.name, AddressDetails: c.order()}
		if perhaps(t, "contact of "+p.head) {
			party.ContactDetails = &filing.Contact{Name: "Lee Ann Park", Email: "lee.park@example.com", PhoneNumber: "+1 555 0100"}
			values["Contact"], values["Email"], values["Phone"] = "Lee Ann Park", "lee.park@example.com", "+1 555 0100"
		}
		f.party(p.head, values)
		parties = append(parties, party)
	}
	return parties
}
