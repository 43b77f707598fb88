package main

import (
	"fmt"
	"time"
)

// A lumenfieldSheet is what differs between the sheets of one importer's form.
type lumenfieldSheet struct {
	revision        string // beside the title, "" for a first version
	written         string // RFC 3339
	master, house   string
	vessel, voyage  string
	imo             int
	etd, eta        time.Time
	container, seal string
	packages        string
	weight, volume  float64 // kg, m³
	value           float64 // USD
	tariff          string
	orders          string
	completed       time.Time
	changed         map[string]string // why values were corrected, by their labels; "" to mark one without a note
}

// The three sheets: 01, 09 before it is damaged, and 10.
var (
	firstShipment = lumenfieldSheet{
		written: "2026-12-04T08:12:00Z",
		master:  "COSU6412907730", house: "QJLF26110447",
		vessel: "COSCO GOLDCREST", voyage: "041E", imo: 9998470,
		etd: day(2026, 12, 19), eta: day(2027, 1, 8),
		container: "CSNU7406183", seal: "CX7741203",
		packages: "862 cartons", weight: 9480.6, volume: 58.4, value: 48725,
		tariff: "8513.10.2000, 8513.90.2000", orders: "LF-20418, LF-20422", completed: day(2026, 12, 4),
	}
	secondShipment = lumenfieldSheet{
		written: "2026-12-11T09:40:00Z",
		master:  "COSU6412911860", house: "QJLF26120463",
		vessel: "COSCO SISKIN", voyage: "038E", imo: 9998121,
		etd: day(2026, 12, 27), eta: day(2027, 1, 15),
		container: "CSNU6552075", seal: "CX7741388",
		packages: "915 cartons", weight: 10120.5, volume: 61.9, value: 52310,
		tariff: "8513.10.2000", orders: "LF-20437", completed: day(2026, 12, 11),
	}
	firstShipmentCorrected = func() lumenfieldSheet {
		s := firstShipment
		s.revision, s.written = "Revision 2: packages, weight and second tariff number corrected", "2026-12-07T02:55:00Z"
		s.packages, s.weight, s.completed = "858 cartons", 9437.2, day(2026, 12, 7)
		s.tariff = "8513.10.2000, 8513.10.4000"
		s.changed = map[string]string{
			"Number of packages": "Four cartons were short-shipped.", "Gross weight": "", "HTSUS numbers": "The second tariff number is for headlamps; these are no parts.",
		}
		return s
	}()
)

// lumenfieldForm is the form of an importer for its suppliers: label and value, sections under coloured bars, parties
// as a name with its address and country below; choices from lists, notes, real dates, units in number formats.
func lumenfieldForm(s lumenfieldSheet) func() ([]byte, error) {
	return func() ([]byte, error) {
		b := newBook("ISF", "ISF-10 shipment sheet", "Lumenfield Outdoor Supply, Inc.", s.written)
		b.widths(33, 74)
		b.span("A1:B1", "LUMENFIELD OUTDOOR SUPPLY, INC.", look{size: 18, bold: true, color: "1D4E4A", over: "center"})
		b.span("A2:B2", "Importer Security Filing (ISF-10) - shipment sheet", look{size: 12, italic: true, color: "1D4E4A"})
		b.span("A3:B3", "Please fill in the white cells and send the sheet to isf@lumenfield.example three working days before the vessel sails.",
			look{size: 9, color: "5A5A5A", wrap: true, over: "top"})
		b.height(28, 1, 3)
		if s.revision != "" {
			b.span("A4:B4", s.revision, look{bold: true, color: "9C2F00"})
		}
		row := 5
		for _, section := range s.sections() {
			b.span(fmt.Sprintf("A%d:B%d", row, row), section.title, look{bold: true, color: "FFFFFF", fill: "1D4E4A"})
			row++
			for _, l := range section.lines {
				s.line(b, row, l)
				row++
			}
		}
		b.freeze("A5")
		b.print(page{area: fmt.Sprintf("$A$1:$B$%d", row), footer: "&L&8Form 12-A, edition 3&R&8page &P of &N"})
		return b.bytes()
	}
}

// line writes a label and its value.
func (s lumenfieldSheet) line(b *book, row int, l formLine) {
	label, value := look{bold: true, fill: "E4EFEC", lines: "ltrb", over: "top"}, look{lines: "ltrb", over: "top", wrap: true, align: "left"}
	if l.below {
		label = look{fill: "F3F8F6", lines: "ltrb", over: "top", align: "left", indent: 2}
	}
	value.format = l.format
	reason, changed := s.changed[l.label]
	if changed {
		value.fill = "FFF2B3"
	}
	left, right := fmt.Sprintf("A%d", row), fmt.Sprintf("B%d", row)
	b.put(left, l.label, label)
	b.put(right, l.value, value)
	if len(l.choices) > 0 {
		b.choose(right, l.choices...)
	}
	if l.note != "" {
		b.note(left, "Lumenfield imports desk", l.note)
	}
	if reason != "" {
		b.note(right, "Lin Qiaoyun", reason)
	}
}

// A formSection is a bar and the lines under it.
type formSection struct {
	title string
	lines []formLine
}

// A formLine is a label with its value.
type formLine struct {
	label   string
	value   any
	format  string
	below   bool // belongs to the line above it
	choices []string
	note    string
}

func (s lumenfieldSheet) sections() []formSection {
	return []formSection{
		{"Bills of lading", []formLine{
			{label: "Ocean carrier", value: "COSCO SHIPPING Lines"},
			{label: "Carrier SCAC", value: "COSU"},
			{label: "Master B/L no.", value: s.master},
			{label: "House B/L no. (AMS)", value: s.house, note: "As the forwarder sends it to AMS, with the four letters in front."},
		}},
		{"Voyage", []formLine{
			{label: "Vessel", value: s.vessel, note: "The mother vessel, not the feeder."},
			{label: "IMO no.", value: s.imo, format: "0"},
			{label: "Voyage no.", value: s.voyage},
			{label: "Port of loading", value: "Xiamen, China (CNXMN)"},
			{label: "Port of unloading", value: "Tacoma, WA"},
			{label: "ETD", value: s.etd, format: "dd-mmm-yyyy"},
			{label: "ETA", value: s.eta, format: "dd-mmm-yyyy"},
		}},
		{"Cargo", []formLine{
			{label: "Container no.", value: s.container},
			{label: "Container size and type", value: "40HQ", choices: []string{"20GP", "40GP", "40HQ", "45HQ"}},
			{label: "Seal no.", value: s.seal},
			{label: "FCL or LCL", value: "FCL", choices: []string{"FCL", "LCL"}},
			{label: "Number of packages", value: s.packages},
			{label: "Gross weight", value: s.weight, format: `#,##0.0 "kg"`},
			{label: "Volume", value: s.volume, format: `0.0 "m³"`},
			{label: "Invoice value (USD)", value: s.value, format: "#,##0.00"},
			{label: "Description of goods", value: "LED flashlights, headlamps and accessories"},
			{label: "HTSUS numbers", value: s.tariff, note: "Ten digits where you know them, six at least."},
			{label: "Country of origin", value: "China"},
			{label: "Purchase orders", value: s.orders},
			{label: "Incoterm", value: "FOB Xiamen"},
		}},
		{"Parties", []formLine{
			{label: "Manufacturer", value: "Zhangzhou Fireglow Lighting Co., Ltd.", note: "The factory that made the goods, not the trading company."},
			{label: "Address", value: "No. 16 Jinteng Road, Longwen District, Zhangzhou, Fujian 363005", below: true},
			{label: "Country", value: "China", below: true},
			{label: "Seller", value: "Brightwick Trading (Xiamen) Co., Ltd."},
			{label: "Address", value: "11F, 88 Hubin South Road, Siming District, Xiamen, Fujian 361004", below: true},
			{label: "Country", value: "China", below: true},
			{label: "Buyer", value: "Lumenfield Outdoor Supply, Inc."},
			{label: "Address", value: "2718 Alderbrook Avenue, Bellingham, WA 98225", below: true},
			{label: "Country", value: "USA", below: true},
			{label: "Importer of record", value: "Lumenfield Outdoor Supply, Inc."},
			{label: "Address", value: "2718 Alderbrook Avenue, Bellingham, WA 98225", below: true},
			{label: "Country", value: "USA", below: true},
			{label: "IRS / EIN no.", value: "17-555013300", below: true},
			{label: "Consignee", value: "Lumenfield Outdoor Supply, Inc."},
			{label: "Address", value: "2718 Alderbrook Avenue, Bellingham, WA 98225", below: true},
			{label: "Country", value: "USA", below: true},
			{label: "IRS / EIN no.", value: "17-555013300", below: true},
			{label: "Ship-to party", value: "Lumenfield Distribution Center"},
			{label: "Address", value: "4100 Port Industrial Way, Fife, WA 98424", below: true},
			{label: "Country", value: "USA", below: true},
			{label: "Container stuffing location", value: "Zhangzhou Fireglow Lighting Co., Ltd. - Warehouse B"},
			{label: "Address", value: "No. 18 Jinteng Road, Longwen District, Zhangzhou, Fujian 363005", below: true},
			{label: "Country", value: "China", below: true},
			{label: "Consolidator (stuffer)", value: "Jialan Ocean Freight (Xiamen) Co., Ltd."},
			{label: "Address", value: "Room 905, 31 Dongdu Road, Huli District, Xiamen, Fujian 361012", below: true},
			{label: "Country", value: "China", below: true},
		}},
		{"Completed by", []formLine{
			{label: "Name", value: "Lin Qiaoyun, Jialan Ocean Freight"},
			{label: "Date", value: s.completed, format: "dd-mmm-yyyy"},
		}},
	}
}

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
