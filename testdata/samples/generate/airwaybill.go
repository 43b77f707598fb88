package main

import "fmt"

// airWaybill is a forwarder's data sheet of one air waybill: pairs of labels and values, two boxes for the parties, a
// row for the goods with the chargeable weight beside the gross weight.
func airWaybill() ([]byte, error) {
	b := newBook("AWB", "Air waybill data sheet", "Alpenglow Air Cargo AG", "2026-12-10T14:02:00Z")
	b.widths(15, 12, 16, 20, 15, 12, 16, 20)
	b.span("A1:H1", "AIR WAYBILL DATA SHEET", look{font: "Verdana", size: 15, bold: true, color: "8A1538"})
	b.span("A2:H2", "Alpenglow Air Cargo AG  |  Frachtstrasse 3  |  8058 Zürich-Flughafen  |  ops@alpenglow-air.example", look{font: "Verdana", size: 8, color: "5A5A5A"})
	label := look{font: "Verdana", size: 8, bold: true, fill: "F5E6EA", lines: "ltrb", over: "center"}
	value := look{font: "Verdana", size: 9, lines: "ltrb", over: "center", align: "left", wrap: true}
	pairs := func(row int, left, leftValue, right, rightValue string) {
		b.span(fmt.Sprintf("A%d:B%d", row, row), left, label)
		b.span(fmt.Sprintf("C%d:D%d", row, row), leftValue, value)
		b.span(fmt.Sprintf("E%d:F%d", row, row), right, label)
		b.span(fmt.Sprintf("G%d:H%d", row, row), rightValue, value)
	}
	pairs(4, "MAWB No.", "724-88304171", "HAWB No.", "QALP2612044")
	pairs(5, "Airline", "Swiss WorldCargo (LX)", "Flight / Date", "LX52 / 14-DEC-2026")
	pairs(6, "Airport of departure", "ZRH", "Airport of destination", "BOS")
	pairs(7, "Arrival (ETA)", "14-DEC-2026", "Routing", "ZRH-BOS direct")

	b.span("A9:D9", "Shipper's name and address", label)
	b.span("E9:H9", "Consignee's name and address", label)
	party := value
	party.over = "top"
	b.span("A10:D10", "Präzimed Instrumente AG\nIndustriestrasse 41\n6300 Zug\nSwitzerland\nTel. +41 41 555 01 17", party)
	b.span("E10:H10", "Brackenridge Surgical Supply, Inc.\n88 Lancet Way\nWorcester, MA 01605\nUSA\nTel. (508) 555-0136", party)
	b.height(72, 10)

	head := label
	head.align, head.wrap = "center", true
	for i, title := range []string{"No. of pieces", "Kind", "Gross weight (kg)", "Chargeable weight (kg)", "Volume (cbm)"} {
		b.put(fmt.Sprintf("%c12", 'A'+i), title, head)
	}
	b.span("F12:H12", "Nature and quantity of goods", head)
	number := value
	number.align, number.format = "right", "#,##0.00"
	b.put("A13", 14, value)
	b.put("B13", "CTNS", value)
	b.put("C13", 186.5, number)
	b.put("D13", 204, number)
	b.put("E13", 1.12, number)
	b.span("F13:H13", "SURGICAL RETRACTORS AND FORCEPS, NOT RESTRICTED", value)
	b.height(26, 12, 13)

	pairs(15, "Incoterms", "CIP Boston", "Invoice value", "CHF 64,300.00")
	pairs(16, "Country of origin", "Switzerland", "Customer PO", "BSS-26-0917")
	pairs(17, "Declared value for carriage", "NVD", "Declared value for customs", "NCV")
	pairs(18, "Freight forwarder", "Alpenglow Air Cargo AG", "Accounting information", "FREIGHT PREPAID")
	b.span("A20:H20", "Please confirm by 12:00 on the day before departure. Dimensions: 14 x 50 x 40 x 40 cm.", look{font: "Verdana", size: 8, italic: true, color: "5A5A5A"})
	b.print(page{area: "$A$1:$H$20"})
	return b.bytes()
}
