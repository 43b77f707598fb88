package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseBill(t *testing.T) {
	t.Parallel()
	none := value.BillEvidence{}
	cases := []struct {
		text    string
		e       value.BillEvidence
		want    string // or an error's code
		remarks string
	}{
		{"MAEU254817306", none, "MAEU254817306", ""}, {"maeu254817306", none, "MAEU254817306", ""}, {"MAEU 254817306", none, "MAEU254817306", ""}, {"MAEU-254817306", none, "MAEU254817306", ""}, {"ＭＡＥＵ254817306", none, "MAEU254817306", ""},
		{"QVFS-2026-118842", none, "QVFS2026118842", ""}, {"QSLHBOM2612071", none, "QSLHBOM2612071", ""}, {"261882704", none, "261882704", ""},
		{"MBL: MAEU254817306", none, "MAEU254817306", ""}, {"M-B/L MAEU254817306", none, "MAEU254817306", ""}, {"B/L NO. MAEU254817306", none, "MAEU254817306", ""}, {"HBL# QXLN26120417", none, "QXLN26120417", ""}, {"AMS: QXLN26120417", none, "QXLN26120417", ""}, {"提单号：COSU6398204418", none, "COSU6398204418", ""}, {"Bill of Lading MAEU254817306", none, "MAEU254817306", ""},
		{"MAEU254817306 (TELEX RELEASE)", none, "MAEU254817306", ""}, {"MAEU254817306 - SEAWAY BILL", none, "MAEU254817306", ""}, {"COSU6398204418 电放", none, "COSU6398204418", ""}, {"MAEU254817306 TELEX RELEASED", none, "MAEU254817306", ""},
		{"050600318274", value.BillEvidence{SCAC: "EGLV"}, "EGLV050600318274", ""}, {"EGLV050600318274", value.BillEvidence{SCAC: "EGLV"}, "EGLV050600318274", ""}, {"LCB26120088", value.BillEvidence{SCAC: "QXTH"}, "QXTHLCB26120088", ""},
		{"SELM41827300", value.BillEvidence{SCAC: "HDMU"}, "HDMUSELM41827300", "bill_scac_prefixed"}, {"MEDUIZ418273", value.BillEvidence{SCAC: "MSCU"}, "MEDUIZ418273", ""}, {"MAEU254817306", value.BillEvidence{SCAC: "EGLV"}, "MAEU254817306", "bill_scac_differs"},
		{"AMSTERDAM1234", none, "AMSTERDAM1234", ""}, {"HBLA1234567", none, "HBLA1234567", ""}, // words that begin as labels do
		{"4.18273E+11", none, "scientific_notation", ""}, {"N/A", none, "bill_unreadable", ""}, {"TBA", none, "bill_unreadable", ""}, {"640 CTNS", none, "bill_unreadable", ""}, {"7,812.4 KGS", none, "bill_unreadable", ""}, {"18-DEC-2026", none, "bill_unreadable", ""}, {"2026-12-18", none, "bill_unreadable", ""}, {"SAME AS ABOVE", none, "bill_unreadable", ""},
		{"LANTERN BAY HOUSEWARES INC.", none, "bill_unreadable", ""}, {"isf@harborlark.example", none, "bill_unreadable", ""}, {"61,440.00", none, "bill_unreadable", ""}, {"", none, "bill_unreadable", ""}, {"MAEU", none, "bill_unreadable", ""},
	}
	for _, c := range cases {
		bill, remarks, err := value.ParseBill(c.text, c.e)
		got := bill.Number
		if err != nil {
			got = code(err)
		}
		if got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseBill(%q, %v): %s %s, want %s %s", c.text, c.e, got, codes(remarks), c.want, c.remarks)
		}
	}
	master, _, _ := value.ParseBill("MBL: MAEU254817306", none)
	house, _, _ := value.ParseBill("HBL QXLN26120417", none)
	if master.Level != value.Master || house.Level != value.House || master.SCAC() != "MAEU" || !master.FitsISF() {
		t.Errorf("levels and codes: %+v %+v", master, house)
	}
}

func TestParseBills(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{"QYWF612204471, QYWF612204472", "QYWF612204471 QYWF612204472"}, {"QYWF612204471\nQYWF612204472", "QYWF612204471 QYWF612204472"}, {"QYWF612204471;QYWF612204472", "QYWF612204471 QYWF612204472"}, {"QYWF612204471 / QYWF612204472", "QYWF612204471 QYWF612204472"},
		{"QYWF612204471、QYWF612204472", "QYWF612204471 QYWF612204472"}, {"QYWF612204471 & QYWF612204472", "QYWF612204471 QYWF612204472"}, {"QYWF612204471, QYWF612204471", "QYWF612204471"}, {"MBL: MAEU254817306 / HBL: QXLN26120417", "MAEU254817306 QXLN26120417"},
		{"SHA/2026/118842", "SHA2026118842"}, // its strokes part no numbers
		{"QYWF612204471/72", "bill_shorthand"}, {"QYWF612204471/472", "bill_shorthand"}, {"B/L: MAEU254817306", "MAEU254817306"}, {"see sheet BILLS", "bill_unreadable"}, {"", "bill_unreadable"},
	}
	for _, c := range cases {
		bills, _, err := value.ParseBills(c.text, value.BillEvidence{})
		var numbers []string
		for _, bill := range bills {
			numbers = append(numbers, bill.Number)
		}
		got := strings.Join(numbers, " ")
		if err != nil {
			got = code(err)
		}
		if got != c.want {
			t.Errorf("ParseBills(%q): %s, want %s", c.text, got, c.want)
		}
	}
}

func TestParseAirWaybill(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want, remarks string }{
		{"180-44182762", "180-44182762", ""}, {"18044182762", "180-44182762", ""}, {"180 4418 2762", "180-44182762", ""}, {"180-4418 2762", "180-44182762", ""}, {"MAWB: 180-44182762", "180-44182762", ""}, {"MAWB NO. 180-44182762", "180-44182762", ""},
		{"180-44182763", "180-44182763", "air_waybill_check_digit"}, {"000-44182762", "000-44182762", "air_waybill_prefix_unknown"},
		{"180-4418276", "air_waybill_unreadable", ""}, {"QHX26120931", "air_waybill_unreadable", ""}, {"", "air_waybill_unreadable", ""},
	}
	for _, c := range cases {
		got, remarks, err := value.ParseMasterAirWaybill(c.text)
		if err != nil {
			got = code(err)
		}
		if got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseMasterAirWaybill(%q): %s %s, want %s %s", c.text, got, codes(remarks), c.want, c.remarks)
		}
	}
	numbers, _, err := value.ParseHouseAirWaybills("HAWB: QHX26120931, QHX26120932")
	if err != nil || strings.Join(numbers, " ") != "QHX26120931 QHX26120932" {
		t.Errorf("house waybills: %v %v", numbers, err)
	}
	if airline, ok := value.AirlineOfWaybill("180"); !ok || airline.IATA != "KE" {
		t.Errorf("the airline of 180: %+v", airline)
	}
}

func TestParseCarrier(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text, scac string
		known      bool
	}{
		{"MAEU", "MAEU", true}, {"maeu", "MAEU", true}, {"EGLV", "EGLV", true}, {"MEDU", "MEDU", true}, {"SCAC: HLCU", "HLCU", true}, {"QXTH", "QXTH", false},
		{"CMA CGM", "CMDU", true}, {"CMA-CGM", "CMDU", true}, {"HMM (HDMU)", "HDMU", true}, {"ZIM", "ZIMU", true}, {"MAERSK", "MAEU", true}, {"Maersk Line", "MAEU", true}, {"MAERSK LINE A/S", "MAEU", true}, {"A.P. Moller - Maersk", "MAEU", true}, {"MSC", "MSCU", true}, {"Mediterranean Shipping Company S.A.", "MSCU", true},
		{"MSC Mediterranean Shipping Company", "MSCU", true}, {"Evergreen Line", "EGLV", true}, {"EVERGREEN MARINE CORP.", "EGLV", true}, {"Hapag-Lloyd AG", "HLCU", true}, {"HAPAG LLOYD", "HLCU", true}, {"ONE", "ONEY", true}, {"Ocean Network Express Pte. Ltd.", "ONEY", true}, {"OOCL", "OOLU", true}, {"COSCO SHIPPING Lines Co., Ltd.", "COSU", true}, {"中远海运 COSCO", "COSU", true}, {"马士基", "MAEU", true}, {"地中海航运", "MSCU", true}, {"長榮", "EGLV", true},
		{"Yang Ming", "YMLU", true}, {"YANG MING MARINE TRANSPORT CORP.", "YMLU", true}, {"Wan Hai Lines Ltd.", "WHLC", true}, {"SM LINE", "SMLM", true}, {"HMM Co., Ltd.", "HDMU", true}, {"Hyundai Merchant Marine", "HDMU", true}, {"Hamburg Süd", "SUDU", true}, {"Matson", "MATS", true}, {"APL", "APLU", true}, {"ZIM Integrated Shipping Services Ltd.", "ZIMU", true}, {"ZIMU - ZIM", "ZIMU", true}, {"KMTC", "KMTU", true}, {"K Line", "KKLU", true}, {"MAERSK (MAEU)", "MAEU", true}, {"MSC / MEDU", "MEDU", true},
	}
	for _, c := range cases {
		got, _, err := value.ParseCarrier(c.text)
		if err != nil || got.SCAC != c.scac || got.Known != c.known {
			t.Errorf("ParseCarrier(%q): %+v %v, want %s", c.text, got, err, c.scac)
		}
	}
	for text, want := range map[string]string{
		"Flexport": "carrier_is_forwarder", "Kuehne + Nagel": "carrier_is_forwarder", "DHL Global Forwarding": "carrier_is_forwarder", "DSV Ocean Transport A/S": "carrier_is_forwarder", "Expeditors": "carrier_is_forwarder",
		"Quanlink Ocean Services": "carrier_unknown", "MAERSK (MSCU)": "carrier_conflict", "TBA": "carrier_unknown", "": "carrier_unknown", "640 CTNS": "carrier_unknown", "MAERSK / MSC": "carrier_several",
	} {
		if got, _, err := value.ParseCarrier(text); code(err) != want {
			t.Errorf("ParseCarrier(%q): %+v %v, want %s", text, got, err, want)
		}
	}
	if !value.SameCarrier("MSCU", "MEDU") || value.SameCarrier("MSCU", "MAEU") || value.SameCarrier("QXTH", "QXLN") {
		t.Error("SameCarrier is wrong")
	}
	for text, want := range map[string]string{"Korean Air (KE)": "KE", "KE": "KE", "Cathay Pacific": "CX", "5X": "5X", "Turkish Cargo": "TK", "CHINA AIRLINES": "CI", "Zephyr Air": ""} {
		if got, _, _ := value.ParseAirline(text); got.IATA != want {
			t.Errorf("ParseAirline(%q): %+v, want %s", text, got, want)
		}
	}
}
