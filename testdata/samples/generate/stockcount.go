package main

import "fmt"

// stockCount is a warehouse's count sheet. It names companies, tariff codes, countries of origin, cartons and weights,
// and yet there is nothing in it to file.
func stockCount() ([]byte, error) {
	b := newBook("Count 2026-12", "Stock count", "Potter's Wharf Kitchen Supply", "2026-12-31T17:10:00Z")
	b.widths(12, 13, 38, 11, 15, 12, 12, 14, 13, 12)
	b.span("A1:J1", "Potter's Wharf Kitchen Supply - stock count", look{size: 16, bold: true})
	for i, head := range [][2]string{{"Warehouse", "Reno 2, 915 Sagehen Road, Reno, NV 89502"}, {"Counted by", "T. Okafor, M. Reyes"}, {"Status", "first count, differences open"}} {
		b.put(fmt.Sprintf("A%d", 3+i), head[0], look{bold: true})
		b.span(fmt.Sprintf("B%d:F%d", 3+i, 3+i), head[1], look{})
	}
	for i, title := range []string{"Bin", "SKU", "Description", "HS code", "Country of origin", "Cartons", "Booked", "Difference", "Gross kg/ctn", "Counted on"} {
		b.put(fmt.Sprintf("%c7", 'A'+i), title, look{bold: true, fill: "FFE699", lines: "ltrb", wrap: true, align: "center"})
	}
	b.height(30, 7)
	lines := []struct {
		bin, sku, goods, code, origin string
		counted, booked               int
		weight                        float64
	}{
		{"A-01-1", "PW-10018", "Stoneware bowl, 16 cm, set of 6", "6912.00", "Portugal", 148, 148, 9.4},
		{"A-01-2", "PW-10025", "Stoneware plate, 27 cm, set of 6", "6912.00", "Portugal", 96, 98, 11.2},
		{"A-02-1", "PW-11402", "Tumbler, pressed glass, 30 cl, set of 12", "7013.37", "Turkey", 210, 210, 6.8},
		{"A-02-3", "PW-11410", "Carafe with cork stopper", "7013.49", "Turkey", 61, 60, 7.9},
		{"B-04-1", "PW-20551", "Colander, stainless steel, 24 cm", "7323.93", "India", 84, 84, 8.1},
		{"B-04-2", "PW-20560", "Mixing bowls, stainless steel, set of 3", "7323.93", "India", 77, 79, 10.6},
		{"C-01-1", "PW-31007", "Cutting board, beech", "4419.90", "Poland", 132, 132, 12.3},
		{"C-01-2", "PW-31019", "Salad servers, olive wood", "4419.90", "Tunisia", 54, 54, 4.2},
		{"C-03-2", "PW-32200", "Apron, cotton canvas", "6211.42", "Pakistan", 40, 41, 9.9},
	}
	plain := look{lines: "ltrb"}
	for i, l := range lines {
		row := 8 + i
		for j, cell := range []any{l.bin, l.sku, l.goods, l.code, l.origin, l.counted, l.booked} {
			b.put(fmt.Sprintf("%c%d", 'A'+j, row), cell, plain)
		}
		b.sum(fmt.Sprintf("H%d", row), fmt.Sprintf("F%d-G%d", row, row), float64(l.counted-l.booked), look{lines: "ltrb", format: "0;[Red]-0;0"})
		b.put(fmt.Sprintf("I%d", row), l.weight, look{lines: "ltrb", format: "0.0"})
		b.put(fmt.Sprintf("J%d", row), day(2026, 12, 30+i%2), look{lines: "ltrb", format: "m/d/yyyy"})
	}
	b.put("A17", "Total", look{bold: true})
	b.sum("F17", "SUM(F8:F16)", 902, look{bold: true})
	b.sum("G17", "SUM(G8:G16)", 906, look{bold: true})
	b.sum("H17", "SUM(H8:H16)", -4, look{bold: true, format: "0;[Red]-0;0"})
	b.freeze("A8")
	b.print(page{landscape: true, area: "$A$1:$J$17", titles: "$7:$7", grid: true})
	return b.bytes()
}
