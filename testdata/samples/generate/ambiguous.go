package main

import "fmt"

// ambiguousDates is an exporter's form, two pairs of labels and values a row and the parties below in boxes. Its dates
// are texts that mean January and February to one reader and May and June to the other; both give a voyage of a
// month, and nothing else in the file decides.
func ambiguousDates() ([]byte, error) {
	b := newBook("ISF form", "ISF form", "PT Sepatu Anggrek Jaya", "2026-12-16T04:25:00Z")
	b.widths(20, 34, 20, 34)
	b.span("A1:D1", "PT SEPATU ANGGREK JAYA", look{font: "Tahoma", size: 14, bold: true, align: "center", color: "35552B"})
	b.span("A2:D2", "Importer Security Filing (ISF) form", look{font: "Tahoma", size: 11, align: "center", color: "35552B"})
	label := look{font: "Tahoma", size: 9, bold: true, fill: "E7F0E3", lines: "ltrb", over: "top"}
	value := look{font: "Tahoma", size: 9, lines: "ltrb", over: "top", wrap: true, align: "left"}
	for i, pairs := range [][4]string{
		{"Master B/L No.", "WHLC024G612807", "House B/L No.", "QMSB2612SUB044"},
		{"Vessel", "WAN HAI BITTERN", "Voyage", "E027"},
		{"Port of loading", "Surabaya, Indonesia", "Port of discharge", "Los Angeles, CA"},
		{"ETD", "05/01/2027", "ETA", "06/02/2027"},
		{"Container No.", "WHSU5702480", "Type", "40HC"},
		{"Seal No.", "WHA7710044", "PO No.", "HH-1188"},
		{"Packages", "1,136 CTNS", "Gross weight", "10,224 KGS"},
		{"HTSUS No.", "6403.99.6075, 6403.99.9065", "Country of origin", "Indonesia"},
	} {
		for j, text := range pairs {
			l := value
			if j%2 == 0 {
				l = label
			}
			b.put(fmt.Sprintf("%c%d", 'A'+j, 4+i), text, l)
		}
	}
	b.span("A13:D13", "Names and addresses", look{font: "Tahoma", size: 9, bold: true, color: "FFFFFF", fill: "35552B", align: "center"})
	row := 14
	for _, boxes := range [][4]string{
		{
			"Seller", "PT Sepatu Anggrek Jaya\nJl. Rungkut Industri III No. 22\nSurabaya 60293\nIndonesia",
			"Manufacturer", "PT Sepatu Anggrek Jaya - Pabrik Pasuruan\nJl. Raya Beji 41\nPasuruan 67154\nIndonesia",
		},
		{
			"Buyer", "Halyard & Hide Shoe Company\n902 Awl Street\nMilwaukee, WI 53204\nUSA",
			"Ship to", "Halyard & Hide Distribution\n77 Lastmaker Drive\nRacine, WI 53403\nUSA",
		},
		{
			"Importer of record", "Halyard & Hide Shoe Company\n902 Awl Street\nMilwaukee, WI 53204\nUSA\nEIN 97-555018400",
			"Consignee", "Halyard & Hide Shoe Company\n902 Awl Street\nMilwaukee, WI 53204\nUSA\nEIN 97-555018400",
		},
		{
			"Container stuffing location", "PT Sepatu Anggrek Jaya - Pabrik Pasuruan\nJl. Raya Beji 41\nPasuruan 67154\nIndonesia",
			"Consolidator", "PT Samudra Bintang Konsolidasi\nJl. Perak Barat 117\nSurabaya 60177\nIndonesia",
		},
	} {
		b.span(fmt.Sprintf("A%d:B%d", row, row), boxes[0], label)
		b.span(fmt.Sprintf("C%d:D%d", row, row), boxes[2], label)
		b.span(fmt.Sprintf("A%d:B%d", row+1, row+1), boxes[1], value)
		b.span(fmt.Sprintf("C%d:D%d", row+1, row+1), boxes[3], value)
		b.height(64, row+1)
		row += 2
	}
	b.print(page{area: fmt.Sprintf("$A$1:$D$%d", row-1)})
	return b.bytes()
}
