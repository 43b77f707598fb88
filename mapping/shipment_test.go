package mapping_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"docket/mapping/value"

	"pgregory.net/rapid"
)

// A shipment is what a generated worksheet tells of, and what its ISF has to say.
type shipment struct {
	master, house    string
	scac, carrier    string
	vessel, voyage   string
	loading, unlade  port
	etd, eta         time.Time
	containers       []container
	packages         int
	weight           string // kilograms
	parties          map[string]company
	tariffs          []string // ten digits
	origin           country
	importer         string // EIN
	dateFormat       string
	consigneeByWords bool // "same as importer"
}

type port struct{ name, locode, country string }
type container struct{ number, seal string }
type country struct{ name, code string }

// A company stands in a worksheet whole or in parts.
type company struct{ name, street, city, state, zip, country, code string }

// whole is a company as one cell has it.
func (c company) whole(separator string) string {
	last := strings.TrimSpace(c.city + " " + c.zip)
	if c.state != "" {
		last = c.city + ", " + c.state + " " + c.zip
	}
	return strings.Join([]string{c.name, c.street, last, c.country}, separator)
}

var (
	carriers = [][2]string{{"COSU", "COSCO"}, {"MAEU", "Maersk"}, {"OOLU", "OOCL"}, {"EGLV", "Evergreen"}, {"HLCU", "Hapag-Lloyd"}, {"ONEY", "Ocean Network Express"}}
	vessels  = []string{"EVER LUCKY", "COSCO GOLDCREST", "MAERSK DURGAPUR", "ONE KINGFISHER", "MSC EGRETTA", "OOCL FIELDFARE"}
	foreign  = []port{{"Xiamen", "CNXMN", "China"}, {"Ningbo", "CNNGB", "China"}, {"Haiphong", "VNHPH", "Vietnam"}, {"Kaohsiung", "TWKHH", "Taiwan"}, {"Busan", "KRPUS", "South Korea"}, {"Hamburg", "DEHAM", "Germany"}}
	american = []port{{"Los Angeles, CA", "USLAX", "USA"}, {"Savannah, GA", "USSAV", "USA"}, {"Houston, TX", "USHOU", "USA"}, {"Tacoma, WA", "USTIW", "USA"}, {"Norfolk, VA", "USORF", "USA"}}
	origins  = []country{{"China", "CN"}, {"Vietnam", "VN"}, {"Taiwan", "TW"}, {"Germany", "DE"}, {"India", "IN"}}
	tariffs  = []string{"9403608081", "6109100027", "8513102000", "7318152065", "4202224500", "6912003950", "8481801085", "3926909985"}
	makers   = []company{
		{"Acme Works Co., Ltd.", "88 Mill Lane", "Shenzhen", "", "518055", "China", "CN"}, {"Binh Minh Furniture JSC", "Lot 14, Tien Son Industrial Park", "Bac Ninh", "", "16000", "Vietnam", "VN"},
		{"Gangshan Boltworks Industrial Co., Ltd.", "168 Benzhou Road", "Kaohsiung", "", "820", "Taiwan", "TW"}, {"Werkzeugbau Hansen GmbH", "Hafenstrasse 12", "Hamburg", "", "20457", "Germany", "DE"},
		{"Kaveri Spun Weaves Pvt. Ltd.", "14 Avinashi Road", "Coimbatore", "", "641004", "India", "IN"},
	}
	buyers = []company{
		{"Oak Imports Inc.", "61 Cinder Mill Road", "Elizabeth", "NJ", "07201", "USA", "US"}, {"Elm Hardware LLC", "33 Ore Dock Road", "Duluth", "MN", "55802", "USA", "US"},
		{"Birch Goods Corporation", "2904 Kettle Creek Parkway", "Kalamazoo", "MI", "49001", "USA", "US"}, {"Larkspur Stone & Tile Inc.", "7400 NW 31st Terrace", "Miami", "FL", "33122", "USA", "US"},
	}
)

// drawShipment draws a shipment that an ISF can be filed for.
func drawShipment(t *rapid.T) shipment {
	line := rapid.SampledFrom(carriers).Draw(t, "carrier")
	digits := func(n int, what string) string {
		return rapid.StringMatching(fmt.Sprintf("[1-9][0-9]{%d}", n-1)).Draw(t, what)
	}
	s := shipment{
		scac: line[0], carrier: line[1], master: line[0] + digits(10, "master"), house: "QJLF" + digits(8, "house"),
		vessel: rapid.SampledFrom(vessels).Draw(t, "vessel"), voyage: digits(3, "voyage") + "E",
		loading: rapid.SampledFrom(foreign).Draw(t, "loading"), unlade: rapid.SampledFrom(american).Draw(t, "unlading"),
		packages: rapid.IntRange(11, 990).Draw(t, "packages"), origin: rapid.SampledFrom(origins).Draw(t, "origin"),
		importer: digits(2, "EIN") + "-" + digits(7, "EIN") + "00", dateFormat: rapid.SampledFrom([]string{"2006-01-02", "02-Jan-2006", "January 2, 2006", "2 Jan 2006"}).Draw(t, "date format"),
		consigneeByWords: rapid.Bool().Draw(t, "consignee by words"),
	}
	s.weight = fmt.Sprintf("%d.5", s.packages*rapid.IntRange(3, 30).Draw(t, "weight of a package"))
	s.etd = time.Date(2026, time.December, rapid.IntRange(5, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	s.eta = s.etd.AddDate(0, 0, rapid.IntRange(12, 40).Draw(t, "days at sea"))
	for range rapid.IntRange(1, 3).Draw(t, "containers") {
		s.containers = append(s.containers, container{checked(fmt.Sprintf("%sU%s%d", line[0][:3], digits(5, "container"), len(s.containers))), fmt.Sprintf("SL%s%d", digits(6, "seal"), len(s.containers))})
	}
	maker, buyer := rapid.SampledFrom(makers).Draw(t, "maker"), rapid.SampledFrom(buyers).Draw(t, "buyer")
	s.parties = map[string]company{
		"MANUFACTURER_SUPPLIER": maker, "SELLER": rapid.SampledFrom(makers).Draw(t, "seller"), "BUYER": buyer, "IMPORTER_OF_RECORD": buyer, "CONSIGNEE": buyer,
		"SHIP_TO_PARTY": rapid.SampledFrom(buyers).Draw(t, "ship to"), "SCHEDULED_CONTAINER_STUFFING_LOCATION": rapid.SampledFrom(makers).Draw(t, "stuffing"), "CONSOLIDATOR": rapid.SampledFrom(makers).Draw(t, "consolidator"),
	}
	s.tariffs = rapid.SliceOfNDistinct(rapid.SampledFrom(tariffs), 1, 3, rapid.ID[string]).Draw(t, "tariff numbers")
	return s
}

// checked gives a container number its check digit.
func checked(without string) string {
	for digit := range 10 {
		if number := fmt.Sprintf("%s%d", without, digit); value.CheckContainer(number) {
			return number
		}
	}
	return without + "0"
}

// want is what the ISF of the shipment has to say, by names of this test.
func (s shipment) want() map[string]string {
	want := map[string]string{
		"master": s.master, "house": s.house, "scac": s.scac, "vessel": s.vessel, "voyage": s.voyage, "loading": s.loading.locode, "unlading": s.unlade.locode,
		"departure": s.etd.Format(time.DateOnly), "arrival": s.eta.Format(time.DateOnly), "packages": fmt.Sprint(s.packages), "weight": s.weight, "importer number": s.importer,
	}
	for _, c := range s.containers {
		want["container "+c.number] = c.seal
	}
	for _, number := range s.tariffs {
		want["tariff "+number] = s.origin.code
	}
	for role, c := range s.parties {
		want[role+" name"], want[role+" city"], want[role+" country"], want[role+" street"] = c.name, c.city, c.code, c.street
		if c.state != "" {
			want[role+" state"] = c.state
		}
		want[role+" zip"] = c.zip
	}
	return want
}

// roles are the parties of an ISF with the labels under which forms ask for them.
var roles = []struct {
	kind   string
	labels []string
}{
	{"IMPORTER_OF_RECORD", []string{"Importer of record", "Importer", "IOR", "Importer of Record (name and address)"}},
	{"CONSIGNEE", []string{"Consignee", "CNEE", "Consignee name & address"}},
	{"BUYER", []string{"Buyer", "Buyer (name and address)", "Buying party", "Buyer name/address"}},
	{"SELLER", []string{"Seller", "Seller (or owner)", "Selling party", "Seller Name & Address"}},
	{"MANUFACTURER_SUPPLIER", []string{"Manufacturer", "Manufacturer (or supplier)", "Manufacturer / Supplier", "MFR"}},
	{"SHIP_TO_PARTY", []string{"Ship to", "Ship-to party", "Ship to name and address"}},
	{"SCHEDULED_CONTAINER_STUFFING_LOCATION", []string{"Container stuffing location", "Stuffing location", "Scheduled container stuffing location"}},
	{"CONSOLIDATOR", []string{"Consolidator", "Consolidator (stuffer)", "Consolidator / Stuffer"}},
}

// labels are the words under which forms ask for the other fields.
var labels = map[string][]string{
	"master": {"Master bill of lading", "MBL", "Master B/L no.", "MBL No.", "Ocean B/L (master)"}, "house": {"House bill of lading", "HBL", "House B/L no.", "AMS house bill"},
	"carrier": {"Carrier SCAC", "SCAC code", "SCAC"}, "vessel": {"Vessel", "Vessel name", "Ocean vessel", "Mother vessel"}, "voyage": {"Voyage", "Voyage no.", "Voy.", "Voyage number"},
	"loading": {"Port of loading", "POL", "Loading port", "Foreign port of lading"}, "unlading": {"Port of discharge", "POD", "Port of unlading", "Discharge port"},
	"departure": {"ETD", "Estimated time of departure", "Sailing date (ETD)"}, "arrival": {"ETA", "Estimated time of arrival", "ETA at port of discharge"},
	"container": {"Container no.", "Container number", "CNTR NO.", "Container #"}, "seal": {"Seal no.", "Seal number", "Seal #"},
	"packages": {"Packages", "No. of packages", "Number of packages", "Total packages"}, "weight": {"Gross weight (kgs)", "Gross weight (KG)", "G.W. (kgs)", "Total gross weight (kg)"},
	"tariff": {"HTS number", "HTSUS no.", "HTS code", "Commodity HTSUS number"}, "origin": {"Country of origin", "Origin", "Country of Origin (goods)"},
	"number": {"Importer of record number", "Importer's IRS no.", "IOR EIN", "Importer EIN"},
}

func drawLabel(t *rapid.T, of string) string {
	list := labels[of]
	if i := slices.IndexFunc(roles, func(r struct {
		kind   string
		labels []string
	}) bool {
		return r.kind == of
	}); i >= 0 {
		list = roles[i].labels
	}
	label := rapid.SampledFrom(list).Draw(t, "label of "+of)
	switch rapid.IntRange(0, 3).Draw(t, "case of "+of) {
	case 0:
		label = strings.ToUpper(label)
	case 1:
		label += ":"
	}
	return label
}
