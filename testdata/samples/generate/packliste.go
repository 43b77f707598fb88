package main

import "golang.org/x/text/encoding/charmap"

// packingList is a German packing list as a spreadsheet saves it there: semicolons, Windows-1252, decimal commas and
// thousands dots, dates day first. "16,506" cubic meters are sixteen and a half.
func packingList() ([]byte, error) {
	text, err := separated(';', [][]string{
		{"Kaltwasser & Söhne Ventiltechnik GmbH"},
		{"Packliste Nr. 2026-1147"},
		{},
		{"Versender", "Kaltwasser & Söhne Ventiltechnik GmbH"},
		{"Straße", "Gießereiweg 5"},
		{"PLZ / Ort", "35576 Wetzlar"},
		{"Land", "Deutschland"},
		{},
		{"Empfänger", "Floodgate Process Controls, Inc."},
		{"Straße", "1900 Penstock Road"},
		{"Ort", "Chattanooga, TN 37406"},
		{"Land", "USA"},
		{},
		{"B/L-Nr.", "ONEYBRVG61284770"},
		{"Reederei", "Ocean Network Express (ONE)"},
		{"Schiff", "ONE OYSTERCATCHER"},
		{"Reise", "023W"},
		{"Ladehafen", "Bremerhaven"},
		{"Löschhafen", "Savannah, GA"},
		{"Abfahrt (ETD)", "22.12.2026"},
		{"Ankunft (ETA)", "09.01.2027"},
		{"Container-Nr.", "ONEU6173400"},
		{"Containertyp", "20' DC"},
		{"Siegel-Nr.", "DE8814420"},
		{"Lieferbedingung", "CPT Savannah"},
		{"Ihre Bestellnummer", "FPC-7731"},
		{},
		{"Kolli", "Verpackung", "Bezeichnung", "Warennummer", "Ursprung", "Nettogewicht (kg)", "Bruttogewicht (kg)", "Volumen (cbm)"},
		{"12", "Holzkisten", "Absperrklappen DN 200", "84818085", "Deutschland", "2.184,000", "2.556,000", "9,240"},
		{"8", "Holzkisten", "Rückschlagventile DN 150; verzinkt", "84813091", "Deutschland", "1.096,500", "1.310,400", "5,376"},
		{"4", "Holzkisten", "Dichtungssätze \"Kaltwasser Dicht\"", "84849000", "Tschechien", "214,800", "253,500", "1,890"},
		{"24", "", "Summe", "", "", "3.495,300", "4.119,900", "16,506"},
		{},
		{"Rechnungswert (EUR)", "61.340,00"},
		{"Wetzlar, den 11.12.2026, Ute Brandhoff, Versand"},
	})
	if err != nil {
		return nil, err
	}
	return charmap.Windows1252.NewEncoder().Bytes(text)
}
