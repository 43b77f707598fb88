package main

import "fmt"

// shippingInstruction is a Spanish exporter's instruction for a carrier's bill of lading, groupage: pairs of labels and
// values side by side, both parties below each other's headings, a table of the goods with net beside gross weights.
func shippingInstruction() ([]byte, error) {
	b := newBook("Instrucciones", "Instrucciones de embarque", "Azulejos y Barros de Onda, S.L.", "2026-12-21T11:15:00Z")
	b.widths(27, 12, 30, 24, 17, 17, 17)
	b.span("A1:G1", "AZULEJOS Y BARROS DE ONDA, S.L.", look{font: "Cambria", size: 15, bold: true, color: "0B4F8A"})
	b.span("A2:G2", "INSTRUCCIONES DE EMBARQUE - exportación marítima", look{font: "Cambria", size: 12, color: "0B4F8A"})
	label := look{font: "Cambria", size: 10, bold: true, fill: "DCEAF6", lines: "ltrb", over: "top"}
	value := look{font: "Cambria", size: 10, lines: "ltrb", align: "left", wrap: true, over: "top"}
	date := value
	date.format = "dd/mm/yyyy"
	pairs := func(row int, left string, leftValue any, right string, rightValue any, l look) {
		b.put(fmt.Sprintf("A%d", row), left, label)
		b.span(fmt.Sprintf("B%d:C%d", row, row), leftValue, l)
		b.put(fmt.Sprintf("D%d", row), right, label)
		b.span(fmt.Sprintf("E%d:G%d", row, row), rightValue, l)
	}
	pairs(4, "Conocimiento de embarque n.º", "ZIMUVLC8041177", "Reserva n.º", "VLC88210", value)
	pairs(5, "Naviera", "ZIM", "Tipo de servicio", "LCL - CFS/CFS", value)
	pairs(6, "Buque", "ZIM CORMORAN", "Viaje", "14W", value)
	pairs(7, "Puerto de carga", "Valencia, España", "Puerto de descarga", "Houston, TX", value)
	pairs(8, "Fecha de salida (ETD)", day(2027, 1, 13), "Fecha de llegada (ETA)", day(2027, 2, 4), date)
	pairs(9, "Contenedor", "ZCSU8419272", "Precinto", "ZA771204", value)
	pairs(10, "Tipo de contenedor", "40HC", "Incoterm", "FOB Valencia", value)
	pairs(11, "Pedido del cliente (PO)", "TT-4410", "País de origen", "España", value)

	bar := look{font: "Cambria", size: 10, bold: true, color: "FFFFFF", fill: "0B4F8A", lines: "ltrb"}
	b.span("A13:C13", "EMBARCADOR", bar)
	b.span("D13:G13", "CONSIGNATARIO", bar)
	pairs(14, "Nombre", "Azulejos y Barros de Onda, S.L.", "Nombre", "Terrazzo & Tallow Interiors, Inc.", value)
	pairs(15, "Dirección", "Partida La Dehesa 12", "Dirección", "5800 Kiln Street", value)
	pairs(16, "Población", "Onda", "Ciudad", "Austin", value)
	pairs(17, "Provincia", "Castellón", "Estado", "TX", value)
	pairs(18, "Código postal", "12200", "Código postal", "78744", value)
	pairs(19, "País", "España", "País", "Estados Unidos", value)
	pairs(20, "Teléfono", "+34 964 555 017", "Teléfono", "(512) 555-0173", value)

	for i, title := range []string{"Bultos", "Tipo", "Descripción", "Partida arancelaria", "Peso neto (kg)", "Peso bruto (kg)", "Volumen (m³)"} {
		b.put(fmt.Sprintf("%c22", 'A'+i), title, bar)
	}
	weight, volume := value, value
	weight.format, weight.align, volume.format, volume.align = "#,##0.00", "right", "0.00", "right"
	for i, goods := range [][]any{
		{4, "Palets", "Azulejos de gres porcelánico", "6907.21", 3520.0, 3610.4, 5.76},
		{2, "Palets", "Piezas de acabado de cerámica", "6907.40", 1750.0, 1802.4, 2.88},
	} {
		for j, cell := range goods {
			l := value
			if j >= 4 {
				l = weight
			}
			if j == 6 {
				l = volume
			}
			b.put(fmt.Sprintf("%c%d", 'A'+j, 23+i), cell, l)
		}
	}
	total := look{font: "Cambria", size: 10, bold: true, lines: "LTRB", fill: "DCEAF6"}
	b.sum("A25", "SUM(A23:A24)", 6, total)
	b.span("B25:D25", "TOTAL", total)
	total.format = "#,##0.00"
	b.sum("E25", "SUM(E23:E24)", 5270, total)
	b.sum("F25", "SUM(F23:F24)", 5412.8, total)
	total.format = "0.00"
	b.sum("G25", "SUM(G23:G24)", 8.64, total)
	b.span("A27:G27", "Rogamos envíen el borrador del conocimiento a expediciones@azulejosdeonda.example. Flete a cobrar en destino.", look{font: "Cambria", size: 9, italic: true, color: "5A5A5A"})
	b.span("A28:G28", "Onda, 21 de diciembre de 2026          Responsable de exportación: Nuria Ferrer", look{font: "Cambria", size: 9})
	b.print(page{landscape: true, area: "$A$1:$G$28"})
	return b.bytes()
}
