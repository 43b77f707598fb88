package main

import "fmt"

// mistakes are the five values of sample 07 that are wrong, each in its own way, in the order of their rows:
// an arrival in the year before the departure, two digits of a container number exchanged, a tariff chapter that does
// not exist, an EIN that lacks a digit, and a city that nobody has filled in yet.
var mistakes = []string{"2026-01-24", "HLBU1856209", "7702.20.1000", "29-555012", "TBA"}

// fiveMistakes is an importer's form in three columns: what a group of rows is about stands in merged cells on the
// left, its text turned upward; beside them labels and values.
func fiveMistakes() ([]byte, error) {
	b := newBook("ISF 10+2", "ISF 10+2 request", "Doorstep & Dune LLC", "2026-12-09T19:45:00Z")
	b.widths(7, 28, 56)
	b.span("A1:C1", "Doorstep & Dune LLC  -  ISF 10+2 request", look{font: "Georgia", size: 15, bold: true, color: "3D2B56"})
	b.span("A2:C2", "One request for each house bill of lading. Return to traffic@doorstepanddune.example.", look{font: "Georgia", size: 9, italic: true, color: "5A5A5A"})
	mailing := [][2]any{{"Street", "11 Tidewrack Lane"}, {"City", "Asheville"}, {"State / province", "NC"}, {"Postal code", "28801"}, {"Country", "USA"}}
	name := [2]any{"Name", "Doorstep & Dune LLC"}
	row := 4
	for _, group := range []struct {
		title string
		lines [][2]any
	}{
		{"SHIPMENT", [][2]any{
			{"Master bill of lading", "HLCUCMB261107743"},
			{"House bill of lading", "QCLN26CMB0082"},
			{"Vessel", "COLOMBO SHELDUCK"},
			{"Voyage", "649W"},
			{"Port of loading", "Colombo, Sri Lanka"},
			{"Port of unloading", "Savannah, GA"},
			{"ETD", day(2026, 12, 21)},
			{"ETA", day(2026, 1, 24)},        // 2027
			{"Container no.", "HLBU1856209"}, // HLBU1865209
			{"Container type", "40HC"},
			{"Seal no.", "HLG7740215"},
			{"Packages", "980 CTNS"},
			{"Gross weight", "14,210.5 kg"},
		}},
		{"GOODS", [][2]any{
			{"Description", "Coir doormats with pile"},
			{"HTSUS no.", "7702.20.1000"}, // 5702.20.1000
			{"Country of origin", "Sri Lanka"},
		}},
		{"IMPORTER OF RECORD", append(append([][2]any{name}, mailing...), [2]any{"IRS / EIN no.", "29-555012"})}, // 29-555012600
		{"CONSIGNEE", append(append([][2]any{name}, mailing...), [2]any{"IRS / EIN no.", "29-555012600"})},
		{"BUYER", append([][2]any{name}, mailing...)},
		{"SELLER", [][2]any{{"Name", "Ceylon Coirworks Exports (Pvt) Ltd"}, {"Street", "214 Katana Road"}, {"City", "TBA"}, {"Country", "Sri Lanka"}}}, // Negombo
		{"MANUFACTURER", [][2]any{{"Name", "Madampe Fibre Mills (Pvt) Ltd"}, {"Street", "Old Mill Estate, Kakkapalliya"}, {"City", "Chilaw"}, {"Postal code", "61000"}, {"Country", "Sri Lanka"}}},
		{"SHIP TO", [][2]any{{"Name", "Doorstep & Dune Warehouse"}, {"Street", "400 Pallet Row"}, {"City", "Garden City"}, {"State / province", "GA"}, {"Postal code", "31408"}, {"Country", "USA"}}},
		{"STUFFING LOCATION", [][2]any{{"Name", "Madampe Fibre Mills (Pvt) Ltd"}, {"Street", "Old Mill Estate, Kakkapalliya"}, {"City", "Chilaw"}, {"Postal code", "61000"}, {"Country", "Sri Lanka"}}},
		{"CONSOLIDATOR", [][2]any{{"Name", "Clearwater Lanka Freight (Pvt) Ltd"}, {"Street", "88 Chatham Street"}, {"City", "Colombo"}, {"Postal code", "00100"}, {"Country", "Sri Lanka"}}},
	} {
		last := row + len(group.lines) - 1
		b.span(fmt.Sprintf("A%d:A%d", row, last), group.title, look{font: "Georgia", size: 8, bold: true, color: "FFFFFF", fill: "3D2B56", lines: "LTRB", align: "center", over: "center", upward: true, wrap: true})
		for _, line := range group.lines {
			value := look{font: "Georgia", size: 10, lines: "ltrb", align: "left", over: "center", wrap: true}
			if line[0] == "ETD" || line[0] == "ETA" {
				value.format = "yyyy-mm-dd"
			}
			b.put(fmt.Sprintf("B%d", row), line[0], look{font: "Georgia", size: 10, fill: "ECE7F3", lines: "ltrb", over: "center"})
			b.put(fmt.Sprintf("C%d", row), line[1], value)
			b.height(20, row)
			row++
		}
	}
	b.freeze("A4")
	b.print(page{area: fmt.Sprintf("$A$1:$C$%d", row-1)})
	return b.bytes()
}
