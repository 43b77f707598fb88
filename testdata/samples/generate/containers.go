package main

import (
	"bytes"
	"encoding/csv"
)

// containerList is a bill of lading as a liner agent's system exports it: comma-separated UTF-8, the head as labels and
// values, then one row a container with its tare and verified gross mass beside the gross weight, and a totals row.
func containerList() ([]byte, error) {
	return separated(',', [][]string{
		{"CONTAINER LIST TO BILL OF LADING"},
		{"Bursztyn Liner Agency, Gdansk"},
		{},
		{"B/L number", "MAEU256831947", "", "Booking number", "256831947"},
		{"Carrier", "Maersk", "", "SCAC", "MAEU"},
		{"Vessel", "MAERSK REDSHANK", "", "Voyage", "650W"},
		{"Port of loading", "Gdansk, Poland", "", "Port of discharge", "Norfolk, VA"},
		{"ETD", "2026-12-15", "", "ETA", "2027-01-02"},
		{"Incoterm", "FCA Gdansk", "", "Service", "FCL/FCL"},
		{"Shipper", "Fabryka Mebli Wierzbowa Sp. z o.o.", "", "Consignee", "Quarterbeam Home Furnishings Inc."},
		{"Shipper address", "ul. Stolarska 14, 82-300 Elbląg, Poland", "", "Consignee address", "440 Dovetail Drive, Richmond, VA 23224, USA"},
		{"Country of origin", "Poland", "", "Customer PO", "QB-11870, QB-11871"},
		{"Goods", "Oak dining tables, chairs and benches"},
		{},
		{"Container No.", "Type", "Seal No.", "Packages", "Kind", "Gross weight (kg)", "Tare (kg)", "VGM (kg)", "Volume (cbm)"},
		{"MSKU9074165", "40HC", "ML-PL0047713", "342", "CTNS", "11240.50", "3870", "15110.50", "66.200"},
		{"MRKU5830262", "40HC", "ML-PL0047714", "336", "CTNS", "10985.00", "3900", "14885.00", "65.800"},
		{"TCLU4659102", "40HC", "ML-PL0047715", "348", "CTNS", "11402.75", "3850", "15252.75", "66.900"},
		{"CAIU2418774", "20GP", "ML-PL0047720", "160", "CTNS", "6310.20", "2230", "8540.20", "27.400"},
		{"TOTAL", "", "", "1186", "CTNS", "39938.45", "13850", "53788.45", "226.300"},
		{},
		{"Verified gross mass (VGM) by SOLAS method 2. Subject to the carrier's final bill of lading."},
	})
}

// separated writes rows as text, each filled up to the length of the longest as spreadsheet programs do.
func separated(comma rune, rows [][]string) ([]byte, error) {
	longest := 0
	for _, row := range rows {
		longest = max(longest, len(row))
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Comma, w.UseCRLF = comma, true
	for _, row := range rows {
		if err := w.Write(append(row, make([]string, longest-len(row))...)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return text.Bytes(), w.Error()
}
