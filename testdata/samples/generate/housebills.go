package main

import "fmt"

// houseBills is a consolidator's list: the shipment in a head of labels and values, then one row a house bill, each
// party a cell of several lines, and a totals row of sums. Rows have an incoterm of their own.
func houseBills() ([]byte, error) {
	b := newBook("HBL list", "ISF list of a consolidation", "Pelangi Kargo Consolidators Sdn. Bhd.", "2026-12-29T07:05:00Z")
	b.widths(17, 31, 26, 37, 30, 30, 27, 15, 11, 10, 9, 13, 11, 13, 10)
	b.span("A1:O1", "PELANGI KARGO CONSOLIDATORS SDN. BHD.", look{size: 16, bold: true, color: "21315B"})
	b.span("A2:O2", "ISF 10+2 LIST OF HOUSE BILLS - ONE ROW FOR EACH BILL", look{size: 11, color: "21315B"})

	label, value := look{bold: true, fill: "DDE4F3", lines: "ltrb", over: "top"}, look{lines: "ltrb", over: "top", align: "left", wrap: true}
	date := value
	date.format = "yyyy-mm-dd"
	for row, head := range [][]any{
		4: {"Master B/L", "OOLU2743081960", "Vessel", "OOCL WHIMBREL", "Voyage", "072E"},
		5: {"Carrier SCAC", "OOLU", "Port of loading", "Port Klang, Malaysia", "ETD", day(2027, 1, 6)},
		6: {"Container no.", "OOLU8813642", "Port of discharge", "Long Beach, CA", "ETA", day(2027, 1, 31)},
		7: {"Container type", "40HC", "Seal no.", "OOL-HX51207", "Service", "LCL  CFS/CFS"},
	} {
		for i := 0; i < len(head); i += 2 {
			at := value
			if i == 4 && row >= 5 && row <= 6 {
				at = date
			}
			b.put(fmt.Sprintf("%c%d", 'A'+i, row), head[i], label)
			b.put(fmt.Sprintf("%c%d", 'B'+i, row), head[i+1], at)
		}
	}
	b.put("A8", "Stuffing location", label)
	b.put("B8", "Pelangi Kargo CFS\nLot 9, Lebuh Sultan Hishamuddin\n42000 Port Klang, Selangor\nMalaysia", value)
	b.put("C8", "Consolidator", label)
	b.put("D8", "Pelangi Kargo Consolidators Sdn. Bhd.\n14-2 Jalan Tiara 2A\n41150 Klang, Selangor\nMalaysia", value)
	b.height(64, 8)

	const header, first = 10, 11
	titles := []string{
		"HBL no.", "Importer of record\n(name, address, EIN)", "Consignee", "Buyer", "Seller", "Manufacturer", "Ship to",
		"HTSUS no.", "Origin", "Packages", "Unit", "Gross weight (kg)", "Volume (cbm)", "PO no.", "Incoterm",
	}
	for i, title := range titles {
		b.put(fmt.Sprintf("%c%d", 'A'+i, header), title, look{bold: true, color: "FFFFFF", fill: "21315B", lines: "LTRB", wrap: true, align: "center", over: "center"})
	}
	b.height(34, header)

	rows := [][]any{
		{
			"QPKC26120551",
			"Gullwing Auto Parts Inc.\n3300 Fender Road\nFontana, CA 92335\nUSA\nEIN 49-555017100",
			"Same as importer",
			"Gullwing Auto Parts Inc.\n3300 Fender Road\nFontana, CA 92335\nUSA",
			"Selangor Frictionworks Sdn. Bhd.\n12 Jalan Perindustrian 4\n40150 Shah Alam, Selangor\nMalaysia",
			"Selangor Frictionworks Sdn. Bhd.\n12 Jalan Perindustrian 4\n40150 Shah Alam, Selangor\nMalaysia",
			"Gullwing Auto Parts Inc. - Dock 4\n3350 Fender Road\nFontana, CA 92335\nUSA",
			"8708.30.5030", "Malaysia", 24, "PLTS", 11280.0, 14.2, "GW-7712", "FOB",
		},
		{
			"QPKC26120552",
			"Harrow & Finch Bath Co.\n77 Saltbox Lane\nProvidence, RI 02909\nUSA\nEIN 69-555010800",
			"Same as importer",
			"Harrow & Finch Bath Co.\n77 Saltbox Lane\nProvidence, RI 02909\nUSA",
			"Larut Rubber Goods Sdn. Bhd.\nLot 2218, Kamunting Industrial Estate\n34600 Taiping, Perak\nMalaysia",
			"Larut Rubber Goods Sdn. Bhd.\nLot 2218, Kamunting Industrial Estate\n34600 Taiping, Perak\nMalaysia",
			"Harrow & Finch West\n640 Grotto Street\nChino, CA 91710\nUSA",
			"4016.91.0000\n3924.90.5650", "Malaysia", 410, "CTNS", 4305.5, 19.86, "HF-30921\nHF-30922", "EXW",
		},
		{
			"QPKC26120553",
			"Candlemoor Home Fragrance LLC\n1501 Beeswax Street\nMinneapolis, MN 55406\nUSA\nEIN 79-555014600",
			"Same as importer",
			"Candlemoor Home Fragrance LLC\n1501 Beeswax Street\nMinneapolis, MN 55406\nUSA",
			"Kinta Fragrance Exports Sdn. Bhd.\n8 Jalan Theatre\n30300 Ipoh, Perak\nMalaysia",
			"Utama Waxlight Industries Sdn. Bhd.\n88 Lorong Perusahaan Utama 4\n14000 Bukit Mertajam, Penang\nMalaysia",
			"Candlemoor Home Fragrance LLC\n1501 Beeswax Street\nMinneapolis, MN 55406\nUSA",
			"3406.00.0000", "Malaysia", 286, "CTNS", 3718.0, 12.4, "CM-5518", "FOB",
		},
	}
	formats := map[int]string{9: "#,##0", 11: "#,##0.00", 12: "0.000"}
	for r, cells := range rows {
		for i, cell := range cells {
			l := look{lines: "ltrb", over: "top", wrap: true, format: formats[i]}
			b.put(fmt.Sprintf("%c%d", 'A'+i, first+r), cell, l)
		}
		b.height(80, first+r)
	}
	b.choose("K11:K13", "CTNS", "PLTS", "PKGS", "ROLLS")
	b.choose("O11:O13", "EXW", "FCA", "FOB", "CFR", "CIF")

	b.span("A14:I14", "TOTAL: 3 HOUSE BILLS", look{bold: true, fill: "DDE4F3", lines: "LTRB"})
	for _, total := range []struct {
		column rune
		value  float64
	}{{'J', 720}, {'L', 19303.5}, {'M', 46.46}} {
		b.sum(fmt.Sprintf("%c14", total.column), fmt.Sprintf("SUM(%c11:%c13)", total.column, total.column), total.value,
			look{bold: true, fill: "DDE4F3", lines: "LTRB", format: formats[int(total.column-'A')]})
	}
	b.dress("N14:O14", look{bold: true, fill: "DDE4F3", lines: "LTRB"})
	b.put("K14", "PKGS", look{bold: true, fill: "DDE4F3", lines: "LTRB"})
	b.span("A16:O16", "Please check names, addresses and numbers and answer to isf@pelangikargo.example; corrections are accepted until the vessel has sailed.", look{size: 9, italic: true, color: "5A5A5A"})
	b.freeze("B11")
	b.print(page{landscape: true, area: "$A$1:$O$16", titles: "$10:$10", grid: true, footer: "&C&8page &P of &N"})
	return b.bytes()
}
