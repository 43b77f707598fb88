package main

import "fmt"

// partyBlocks is a forwarder's sheet of blocks: a band of boxes with labels above their values, then the parties in
// blocks side by side, labels beside values in merged cells, and two manufacturers with tariff numbers of their own.
//
//	A    B:D                E    F:H
//	IMPORTER OF RECORD      CONSIGNEE
//	Name | ...              Name | Same as importer of record
func partyBlocks() ([]byte, error) {
	b := newBook("ISF data", "ISF data sheet", "Wrenfield Logistics Vietnam Co., Ltd.", "2026-12-22T03:20:00Z")
	b.widths(17, 12, 12, 17, 17, 12, 12, 17)
	b.span("A1:H1", "IMPORTER SECURITY FILING - DATA SHEET", look{font: "Arial", size: 16, bold: true, align: "center", over: "center", color: "FFFFFF", fill: "7A3E2E"})
	b.span("A2:H2", "Wrenfield Logistics Vietnam Co., Ltd.  -  isf.sgn@wrenfield.example  -  Tel. +84 28 555 0117", look{font: "Arial", size: 9, align: "center", color: "7A3E2E"})
	b.height(30, 1)

	b.band(4, "Master bill of lading", "House bill of lading (AMS)", "Vessel / voyage", "Incoterm")
	b.boxes(5, "EGLV236600714482", "QWRN2612SGN0318", "EVER TEALWING / 0784-052E", "FCA Ho Chi Minh City")
	b.band(6, "Port of loading", "Port of unloading", "Sailing date (ETD)", "Arrival date (ETA)")
	b.boxes(7, "Ho Chi Minh City (VNSGN)", "Jacksonville, FL (1803)", day(2027, 1, 11), day(2027, 2, 16))
	b.band(8, "Container number", "Size / type", "Seal number", "Customer PO")
	b.boxes(9, "EGHU9372059", "40HC", "EMC-JTX4408", "TT-5561, TT-5564, TT-5570")
	b.band(10, "Packages", "Gross weight (kg)", "Volume (cbm)", "Invoice value (USD)")
	b.boxes(11, "1,240 CTNS", 11652.5, 64.75, 92340)
	b.dress("C11:D11", boxLook("#,##0.0"))
	b.dress("E11:F11", boxLook("0.00"))
	b.dress("G11:H11", boxLook("#,##0.00"))

	buyer := [][2]string{
		{"Name", "Tern & Trail Outfitters LLC"}, {"Street", "615 Kestrel Mill Road"}, {"City", "Greenville"},
		{"State", "SC"}, {"ZIP", "29601"}, {"Country", "USA"},
	}
	importer := append(append([][2]string{}, buyer...), [2]string{"IRS / EIN no.", "28-555012700"})
	b.block(13, 'A', "IMPORTER OF RECORD", importer)
	b.block(13, 'E', "CONSIGNEE", [][2]string{
		{"Name", "Same as importer of record"}, {"Street", ""}, {"City", ""}, {"State", ""}, {"ZIP", ""}, {"Country", ""}, {"IRS / EIN no.", ""},
	})
	b.block(22, 'A', "BUYER", buyer)
	b.block(22, 'E', "SELLER", [][2]string{
		{"Name", "Marsh Heron Sourcing Pte. Ltd."}, {"Street", "33 Ubi Avenue 3, #05-14"}, {"City", "Singapore"},
		{"State", ""}, {"Postal code", "408868"}, {"Country", "Singapore"},
	})
	b.block(30, 'A', "SHIP-TO PARTY", [][2]string{
		{"Name", "Tern & Trail Southeast Warehouse"}, {"Street", "9020 Imeson Park Boulevard"}, {"City", "Jacksonville"},
		{"State", "FL"}, {"ZIP", "32218"}, {"Country", "USA"},
	})
	b.block(30, 'E', "CONTAINER STUFFING LOCATION", [][2]string{
		{"Name", "Cat Lai Reedbank CFS"}, {"Street", "1295 Nguyen Thi Dinh Street"}, {"City", "Ho Chi Minh City"},
		{"Province", ""}, {"Postal code", "700000"}, {"Country", "Vietnam"},
	})
	b.block(38, 'A', "MANUFACTURER / SUPPLIER 1", [][2]string{
		{"Name", "Bien Hoa Thermaware Co., Ltd."}, {"Street", "Lot 214, Road 6, Amata Industrial Park"}, {"City", "Bien Hoa"},
		{"Province", "Dong Nai"}, {"Postal code", "810000"}, {"Country", "Vietnam"},
		{"HTSUS no.", "9617.00.1000\n9617.00.3000"}, {"Country of origin", "Vietnam"}, {"Goods", "Stainless steel vacuum flasks"},
	})
	b.block(38, 'E', "MANUFACTURER / SUPPLIER 2", [][2]string{
		{"Name", "Kambol Saddlery & Bags Co., Ltd."}, {"Street", "National Road 4, Building 12"}, {"City", "Phnom Penh"},
		{"Province", ""}, {"Postal code", "120913"}, {"Country", "Cambodia"},
		{"HTSUS no.", "4202.92.3120"}, {"Country of origin", "Cambodia"}, {"Goods", "Backpacks of polyester"},
	})
	b.height(31, 45)
	b.block(49, 'A', "CONSOLIDATOR (STUFFER)", [][2]string{
		{"Name", "Wrenfield Logistics Vietnam Co., Ltd."}, {"Street", "Level 5, 18 Hoang Dieu Street"}, {"City", "Ho Chi Minh City"},
		{"Province", ""}, {"Postal code", "700000"}, {"Country", "Vietnam"},
	})
	b.span("E49:H55", "One block for each manufacturer; please ask for a second sheet if there are more than two.\nCargo of the second manufacturer was trucked to Ho Chi Minh City and stuffed there.",
		look{font: "Arial", size: 9, italic: true, wrap: true, over: "center", color: "5A5A5A", lines: "ltrb"})
	b.note("F14", "Wrenfield SGN", "Confirmed by e-mail with the importer.")
	b.print(page{area: "$A$1:$H$55", footer: "&C&8Wrenfield Logistics Vietnam, form SGN-ISF 2026"})
	return b.bytes()
}

// band is a row of labels, each over two columns.
func (b *book) band(row int, labels ...string) {
	for i, label := range labels {
		b.span(pairOfColumns(i, row), label, look{font: "Arial", size: 8, bold: true, color: "7A3E2E", fill: "F4E7E2", lines: "ltr"})
	}
}

// boxes is the row of values under a band.
func (b *book) boxes(row int, values ...any) {
	for i, value := range values {
		format := ""
		if row == 7 && i >= 2 {
			format = "dd mmm yyyy"
		}
		b.span(pairOfColumns(i, row), value, boxLook(format))
	}
	b.height(20, row)
}

func boxLook(format string) look {
	return look{font: "Arial", size: 10, lines: "lrb", over: "center", align: "left", format: format}
}

func pairOfColumns(i, row int) string {
	return fmt.Sprintf("%c%d:%c%d", 'A'+2*i, row, 'B'+2*i, row)
}

// block is a party: a heading over four columns, then a label in one column beside a value over three.
func (b *book) block(row int, column rune, heading string, lines [][2]string) {
	b.span(fmt.Sprintf("%c%d:%c%d", column, row, column+3, row), heading, look{font: "Arial", size: 10, bold: true, color: "FFFFFF", fill: "A65E4A", lines: "ltrb"})
	for i, line := range lines {
		at := row + 1 + i
		b.put(fmt.Sprintf("%c%d", column, at), line[0], look{font: "Arial", size: 9, fill: "FBF4F1", lines: "ltrb", over: "top"})
		var value any
		if line[1] != "" {
			value = line[1]
		}
		b.span(fmt.Sprintf("%c%d:%c%d", column+1, at, column+3, at), value, look{font: "Arial", size: 10, lines: "ltrb", wrap: true, over: "top", align: "left"})
	}
}
