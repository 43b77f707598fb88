package main

// billForm is a bill of lading as carriers print it: boxes with small labels above large values, the parties on the
// left, numbers and agents on the right, particulars of the containers below.
func billForm() ([]byte, error) {
	b := newBook("B-L", "Bill of lading, draft", "Spedizioni Capo Lanterna S.p.A.", "2026-12-14T16:30:00Z")
	b.widths(19, 14, 17, 17, 15, 15, 17, 17)
	label := look{font: "Arial", size: 7, color: "444444", lines: "ltr"}
	box := look{font: "Arial", size: 10, lines: "lrb", wrap: true, over: "top"}
	b.span("E1:H1", "BILL OF LADING   -   DRAFT", look{font: "Arial", size: 13, bold: true, align: "center", over: "center", lines: "TRB"})

	b.span("A1:D1", "Shipper", label)
	b.span("A2:D5", "OFFICINE MECCANICHE VALBRUNA S.R.L.\nVia dell'Artigianato 27\n16154 Genova\nITALY\nTel. +39 010 555 0117", box)
	b.span("A6:D6", "Consignee (if 'To Order' so indicate)", label)
	b.span("A7:D10", "COPPERKETTLE ROASTING EQUIPMENT CO.\n2150 Crucible Street\nAkron, OH 44306\nUSA", box)
	b.span("A11:D11", "Notify party", label)
	b.span("A12:D15", "LAKE ERIE CUSTOMS EXPRESS LLC\n71 Breakwater Avenue\nCleveland, OH 44102\nTel. (216) 555-0148", box)

	b.span("E2:F2", "B/L No.", label)
	b.span("G2:H2", "Booking No.", label)
	b.span("E3:F3", "CMDUGOA0731264", look{font: "Arial", size: 12, bold: true, lines: "lrb"})
	b.span("G3:H3", "GOA0731264", box)
	b.span("E4:F4", "Carrier", label)
	b.span("G4:H4", "Number of original Bs/L", label)
	b.span("E5:F5", "CMA CGM", box)
	b.span("G5:H5", "THREE (3)", box)
	b.span("E6:H6", "Forwarding agent", label)
	b.span("E7:H10", "SPEDIZIONI CAPO LANTERNA S.P.A.\nVia Milano 41\n16126 Genova\nITALY", box)
	b.span("E11:H11", "For delivery of goods please apply to", label)
	b.span("E12:H15", "BUCKEYE HARBOR AGENCIES INC.\n600 Dock Street\nCleveland, OH 44113\nUSA", box)

	for i, boxes := range [][4][2]string{
		{{"Place of receipt", "GENOVA CY"}, {"Port of loading", "GENOA, ITALY"}, {"Ocean vessel", "CMA CGM TURNSTONE"}, {"Voyage No.", "0TX6SW1MA"}},
		{{"Port of discharge", "NEW YORK, NY"}, {"Place of delivery", "CLEVELAND, OH"}, {"ETD", "17 DEC 2026"}, {"ETA", "06 JAN 2027"}},
		{{"Terms of sale", "CIF NEW YORK"}, {"Type of movement", "FCL/FCL"}, {"Freight", "PREPAID"}, {"Country of origin", "ITALY"}},
	} {
		row := 16 + 2*i
		for j, content := range boxes {
			b.span(pairOfColumns(j, row), content[0], label)
			b.span(pairOfColumns(j, row+1), content[1], box)
		}
	}
	b.span("A22:H22", "PARTICULARS FURNISHED BY SHIPPER", look{font: "Arial", size: 8, bold: true, align: "center", lines: "LTRB", fill: "EDEDED"})
	head := look{font: "Arial", size: 8, bold: true, lines: "ltrb", wrap: true, align: "center", over: "center"}
	b.put("A23", "Container No.\nSeal No.", head)
	b.put("B23", "No. of packages", head)
	b.span("C23:F23", "Kind of packages and description of goods", head)
	b.put("G23", "Gross weight (kg)", head)
	b.put("H23", "Measurement (m3)", head)
	weight, volume := box, box
	weight.format, volume.format = "#,##0.000", "0.000"
	b.put("A24", "CMAU8296043\nSEAL C4410872\n40HC", box)
	b.put("B24", "14 CRATES", box)
	b.span("C24:F24", "COFFEE ROASTING MACHINES\nMARKS: COPPERKETTLE / AKRON / 1-14", box)
	b.put("G24", 11860.0, weight)
	b.put("H24", 41.3, volume)
	b.put("A25", "TCLU3041824\nSEAL C4410873\n20GP", box)
	b.put("B25", "9 CRATES", box)
	b.span("C25:F25", "COOLING TRAYS AND SPARE PARTS\nMARKS: COPPERKETTLE / AKRON / 15-23", box)
	b.put("G25", 7940.5, weight)
	b.put("H25", 22.75, volume)
	total := look{font: "Arial", size: 10, bold: true, lines: "LTRB"}
	b.put("A26", "TOTAL", total)
	b.put("B26", "23 CRATES", total)
	b.span("C26:F26", nil, total)
	total.format = "#,##0.000"
	b.sum("G26", "SUM(G24:G25)", 19800.5, total)
	total.format = "0.000"
	b.sum("H26", "SUM(H24:H25)", 64.05, total)
	b.height(22, 1)
	b.height(16, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15)
	b.height(26, 23)
	b.height(44, 24, 25)

	b.span("A27:H27", "SAY: TWENTY-THREE (23) CRATES IN TWO CONTAINERS ONLY.  SHIPPER'S LOAD, STOW, COUNT AND SEAL.", look{font: "Arial", size: 8, lines: "ltrb"})
	b.span("A28:B28", "Purchase order", label)
	b.span("C28:D28", "Shipped on board", label)
	b.span("E28:H28", "Place and date of issue", label)
	b.span("A29:B29", "CK-2207", box)
	b.span("C29:D29", "18 DEC 2026", box)
	b.span("E29:H29", "Genova, 19 DEC 2026", box)
	b.span("A31:D31", "Draft for your approval. Silence within 24 hours is taken as consent.", look{font: "Arial", size: 8, italic: true, color: "5A5A5A"})
	b.span("E31:H31", "Signed for the carrier, as agent: ..............................", look{font: "Arial", size: 8})
	b.print(page{area: "$A$1:$H$31"})
	return b.bytes()
}
