package value_test

import (
	"strconv"
	"testing"

	"docket/mapping/value"
)

func TestParseVessel(t *testing.T) {
	t.Parallel()
	unknown, within, elsewhere := value.VesselEvidence{}, value.VesselEvidence{Voyage: value.VoyageWithin}, value.VesselEvidence{Voyage: value.VoyageElsewhere}
	cases := []struct {
		text string
		e    value.VesselEvidence
		want string // name|voyage|IMO, or an error's code
	}{
		{"PACIFIC HERON", unknown, "PACIFIC HERON||0"}, {"Maersk Sunbittern", unknown, "Maersk Sunbittern||0"},
		{"MERIDIAN LARK / 032E", unknown, "MERIDIAN LARK|032E|0"}, {"MERIDIAN LARK/032E", unknown, "MERIDIAN LARK|032E|0"}, {"YM LINNET / 011W", unknown, "YM LINNET|011W|0"}, {"ZIM MOUNT ALDER / 14E", unknown, "ZIM MOUNT ALDER|14E|0"}, {"OOCL CURLEW, 088E", unknown, "OOCL CURLEW|088E|0"}, {"OOCL CURLEW - 088E", unknown, "OOCL CURLEW|088E|0"}, {"OOCL CURLEW\n088E", unknown, "OOCL CURLEW|088E|0"}, {"OOCL CURLEW (088E)", unknown, "OOCL CURLEW|088E|0"},
		{"BRIGHTWATER QUEST V.088E", unknown, "BRIGHTWATER QUEST|088E|0"}, {"BRIGHTWATER QUEST V. 088E", unknown, "BRIGHTWATER QUEST|088E|0"}, {"BRIGHTWATER QUEST V-088E", unknown, "BRIGHTWATER QUEST|088E|0"}, {"BRIGHTWATER QUEST V088E", unknown, "BRIGHTWATER QUEST|088E|0"}, {"BRIGHTWATER QUEST V 088E", unknown, "BRIGHTWATER QUEST|088E|0"}, {"EVER GIVEN VOY 012W", unknown, "EVER GIVEN|012W|0"}, {"EVER GIVEN VOY.012W", unknown, "EVER GIVEN|012W|0"}, {"EVER GIVEN VOY. NO. 012W", unknown, "EVER GIVEN|012W|0"}, {"EVER GIVEN Voyage: 012W", unknown, "EVER GIVEN|012W|0"}, {"EVER GIVEN / V.012W", unknown, "EVER GIVEN|012W|0"}, {"EVER GIVEN / VOY 012W", unknown, "EVER GIVEN|012W|0"}, {"ZIM CORAL EGRET V.33N", unknown, "ZIM CORAL EGRET|33N|0"}, {"COSCO TERN 航次：047E", unknown, "COSCO TERN|047E|0"},
		{"MSC ANNA 0123E", unknown, "MSC ANNA|0123E|0"}, {"MSC ANNA IZ702A", unknown, "MSC ANNA|IZ702A|0"}, {"MSC ANNA / FP702A", unknown, "MSC ANNA|FP702A|0"}, {"CMA CGM MARCO POLO 0TXE1E1MA", unknown, "CMA CGM MARCO POLO|0TXE1E1MA|0"}, {"NORDIC PLOVER 2651W", unknown, "NORDIC PLOVER|2651W|0"}, {"WAN HAI 305 / E123", unknown, "WAN HAI 305|E123|0"}, {"WAN HAI 305 E123", unknown, "WAN HAI 305|E123|0"}, {"HYUNDAI KITTIWAKE / 0123E", unknown, "HYUNDAI KITTIWAKE|0123E|0"}, {"MAERSK ESSEX / 452", unknown, "MAERSK ESSEX|452|0"},
		{"WAN HAI 305", unknown, "vessel_or_voyage"}, {"WAN HAI 305", elsewhere, "WAN HAI 305||0"}, {"MAERSK ESSEX 452", within, "MAERSK ESSEX|452|0"}, {"EVER GIVEN 012W/013E", unknown, "EVER GIVEN|012W/013E|0"},
		{"M/V EVER GIVEN V.012W", unknown, "EVER GIVEN|012W|0"}, {"MV EVER GIVEN", unknown, "EVER GIVEN||0"}, {"M.V. EVER GIVEN", unknown, "EVER GIVEN||0"}, {"MV. \"EVER GIVEN\"", unknown, "EVER GIVEN||0"}, {"MSC ALDERNEY WREN", unknown, "MSC ALDERNEY WREN||0"}, {"MVOUNA", unknown, "MVOUNA||0"}, {"VICTORIA V", unknown, "VICTORIA V||0"},
		{"COSCO SHIPPING ROSE V-045E / 9795634", unknown, "COSCO SHIPPING ROSE|045E|9795634"}, {"EVER GIVEN V.012W (IMO 9811000)", unknown, "EVER GIVEN|012W|9811000"}, {"EVER GIVEN / IMO: 9811000", unknown, "EVER GIVEN||9811000"}, {"PACIFIC HERON 9634189", unknown, "PACIFIC HERON||9634189"},
		{"Feeder: SITC MACAO 2305N / Mother: ONE APUS 034E", unknown, "ONE APUS|034E|0"}, {"MOL TRIUMPH 021E (2ND VESSEL)", unknown, "MOL TRIUMPH|021E|0"}, {"EVER FAR 1234-056E", unknown, "EVER FAR|1234-056E|0"}, {"TS SINGAPORE V.23005E", unknown, "TS SINGAPORE|23005E|0"}, {"WAN HAI A07 V.E008", unknown, "WAN HAI A07|E008|0"},
		{"EVER GIVEN / TBA", unknown, "EVER GIVEN||0"}, {"TBA", unknown, "vessel_unreadable"}, {"TBA / TBA", unknown, "vessel_unreadable"}, {"", unknown, "vessel_unreadable"}, {"032E", unknown, "vessel_unreadable"},
	}
	for _, c := range cases {
		vessel, _, err := value.ParseVessel(c.text, c.e)
		got := vessel.Name + "|" + vessel.Voyage + "|" + strconv.Itoa(vessel.IMO)
		if err != nil {
			got = code(err)
		}
		if got != c.want {
			t.Errorf("ParseVessel(%q, %v): %s (%v), want %s", c.text, c.e, got, err, c.want)
		}
	}
}

func TestParseVoyage(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"032E": "032E", "V.088E": "088E", "V088E": "088E", "VOY. 012W": "012W", "Voy#012W": "012W", "V-045E": "045E", "IZ702A": "IZ702A", "0TXE1E1MA": "0TXE1E1MA", "702N": "702N", "14e": "14E", "航次:052E": "052E", "VOYAGE NO. 033S": "033S", "012W/013E": "012W/013E", "2651W": "2651W", "VN702A": "VN702A",
		"TBA": "voyage_unreadable", "": "voyage_unreadable", "18-DEC-2026": "voyage_unreadable", "PACIFIC HERON": "voyage_unreadable", "010E1": "010E1",
	} {
		got, _, err := value.ParseVoyage(text)
		if err != nil {
			got = code(err)
		}
		if got != want {
			t.Errorf("ParseVoyage(%q): %s, want %s", text, got, want)
		}
	}
}

func TestParseIMO(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text    string
		want    int
		remarks string
	}{
		{"9634189", 9634189, ""}, {"IMO 9634189", 9634189, ""}, {"IMO: 9634189", 9634189, ""}, {"IMO9811000", 9811000, ""}, {"Lloyd's No. 9634189", 9634189, ""}, {"9634188", 9634188, "imo_check_digit"}, {"963418", 0, ""}, {"TBA", 0, ""},
	}
	for _, c := range cases {
		if got, remarks, _ := value.ParseIMO(c.text); got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseIMO(%q): %d %s, want %d %s", c.text, got, codes(remarks), c.want, c.remarks)
		}
	}
}

func TestParseFlight(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, number, date string }{
		{"KE037 / 12-DEC-2026", "KE037", "2026-12-12"}, {"KE037", "KE037", ""}, {"KE 037", "KE037", ""}, {"5Y8123 / 2026-12-12", "5Y8123", "2026-12-12"}, {"CX2078, 18 Dec 2026", "CX2078", "2026-12-18"}, {"Flight No. KE037", "KE037", ""}, {"KE037 / TBA", "KE037", ""}, {"KE037 12DEC26", "KE037", "2026-12-12"},
		{"ICN-ORD direct", "flight_unreadable", ""}, {"TBA", "flight_unreadable", ""}, {"KE037 / 04/02/2027", "date_order", ""}, {"KE037/12DEC", "date_without_year", ""}, {"640 CTNS", "flight_unreadable", ""},
	}
	for _, c := range cases {
		flight, _, err := value.ParseFlight(c.text, value.DateEvidence{})
		number, date := flight.Number, ""
		if flight.Date != (value.Date{}) {
			date = flight.Date.String()
		}
		if err != nil {
			number = code(err)
		}
		if number != c.number || date != c.date {
			t.Errorf("ParseFlight(%q): %s %s, want %s %s", c.text, number, date, c.number, c.date)
		}
	}
}
