package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseHTS(t *testing.T) {
	t.Parallel()
	text, numeric := value.HTSEvidence{}, value.HTSEvidence{Numeric: true}
	cases := []struct {
		text    string
		e       value.HTSEvidence
		want    string // or an error's code
		remarks string
	}{
		{"7323.93.0080", text, "7323930080", ""}, {"7323930080", text, "7323930080", ""}, {"7323.93.00.80", text, "7323930080", ""}, {"7323 93 0080", text, "7323930080", ""}, {"7323-93-0080", text, "7323930080", ""}, {"73.23.93.00.80", text, "7323930080", ""}, {"２００５．６０．００．００", text, "2005600000", ""},
		{"9405.31.00", text, "94053100", ""}, {"94053100", text, "94053100", ""}, {"6306.22", text, "630622", ""}, {"630622", text, "630622", ""}, {"HS CODE: 8204.12", text, "820412", ""}, {"HTS 6306.22", text, "630622", ""}, {"HTS-6 630622", text, "630622", ""}, {"2026-12-18", text, "hts_unreadable", ""}, {"HTSUS No. 7323.93.0080", text, "7323930080", ""}, {"H.S. code 8204.12", text, "820412", ""}, {"税号：9405.21", text, "940521", ""}, {"GTIP 6302.60", text, "630260", ""},
		{"0804508010", text, "0804508010", ""}, {"0804.50.8010", text, "0804508010", ""},
		{"804508010", text, "0804508010", "hts_zero_restored"}, {"81190", text, "081190", "hts_zero_restored"}, {"804.50.8010", text, "0804508010", "hts_zero_restored"}, {"8045080", text, "08045080", "hts_zero_restored"},
		{"901210020", text, "hts_zero_or_digit", ""}, {"901210020", numeric, "0901210020", "hts_zero_restored"}, // coffee, or microscopes with a digit missing
		{"610910001", text, "hts_length", ""},                                              // 0610 is no heading
		{"95051", text, "hts_length", ""}, {"9608.1", text, "960810", "hts_zero_restored"}, // 9608.10 held as a number
		{"77010000", text, "hts_chapter", ""}, {"0001.10", text, "hts_chapter", ""}, {"8119.00", text, "811900", "hts_heading_unknown"}, {"9802.00.8000", text, "9802008000", "hts_special_chapter"}, {"9903.88.03", text, "99038803", "hts_special_chapter"},
		{"6302600090101", text, "630260", "hts_foreign"}, {"63026000900", text, "630260", "hts_foreign"},
		{"9505", text, "hts_too_short", ""}, {"6.30E+09", text, "scientific_notation", ""}, {"", text, "hts_unreadable", ""}, {"N/A", text, "hts_unreadable", ""}, {"COTTON TOWELS", text, "hts_unreadable", ""}, {"12", text, "hts_unreadable", ""}, {"61,440.00", text, "hts_unreadable", ""}, {"18-12-2026", text, "hts_unreadable", ""},
		{"640 CTNS", text, "hts_unreadable", ""}, {"MAEU254817306", text, "hts_unreadable", ""}, {"6302.60.0020 TOWELS", text, "hts_unreadable", ""},
	}
	for _, c := range cases {
		got, remarks, err := value.ParseHTS(c.text, c.e)
		if err != nil {
			got = code(err)
		}
		if got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseHTS(%q, %v): %s %s, want %s %s", c.text, c.e, got, codes(remarks), c.want, c.remarks)
		}
	}
}

func TestParseTariffs(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{"7323.93.0080", "7323930080"},
		{"6306.22; 9404.30", "630622 940430"},
		{"9405.21 / 9405.42", "940521 940542"},
		{"9403.20.0050, 9403.60.8081", "9403200050 9403608081"},
		{"6109.10.0012, 6110.20.2069", "6109100012 6110202069"},
		{"6306.22 and 9404.30", "630622 940430"},
		{"630622,940430", "630622 940430"},
		{"630622\n940430", "630622 940430"},
		{"9405.21、9405.42", "940521 940542"},
		{"5702.42.2020; 5702.92.1000", "5702422020 5702921000"},
		{"6302.60.0020 COTTON TERRY TOWELS\n6302.31.9010 COTTON PILLOWCASES", "6302600020:COTTON TERRY TOWELS 6302319010:COTTON PILLOWCASES"},
		{"6304.92.0000 COTTON THROWS", "6304920000:COTTON THROWS"},
		{"6302.60.0020 - COTTON TERRY TOWELS, 100% COTTON, 450 GSM", "6302600020:COTTON TERRY TOWELS, 100% COTTON, 450 GSM"},
		{"6302.60.0020: TOWELS 70X140 CM\n  2000 PCS", "6302600020:TOWELS 70X140 CM 2000 PCS"},
		{"COTTON TERRY TOWELS 6302.60.0020", "6302600020:COTTON TERRY TOWELS"},
		{"HAND TOOLS: ADJUSTABLE WRENCHES\nHS CODE: 8204.12", "820412"},
		{"COTTON TOWELS (HTS 6302600020)", "6302600020:COTTON TOWELS"},
		{"1. 6302.60.0020 TOWELS\n2. 6302.31.9010 PILLOWCASES", "6302600020:TOWELS 6302319010:PILLOWCASES"},
		{"6302600020 TOWELS 2026 MODEL", "6302600020:TOWELS 2026 MODEL"},
		{"6302.60.0020 TOWELS 50.5% COTTON", "6302600020:TOWELS 50.5% COTTON"},
		{"6302 60 0020 TOWELS", "6302600020:TOWELS"},
		{"8501.10 (motors), 8504.40 (power supplies) and 8544.42 (cables)", "850110:motors 850440:power supplies 854442:cables"},
		{"Plastic parts 3926.90; steel parts 7326.90", "392690:Plastic parts 732690:steel parts"},
		{"HTS#\n9403.20.0050\n9403.60.8081", "9403200050 9403608081"},
		{"4202.92.3131/4202.92.9100", "4202923131 4202929100"},
		{"HS 392690 PLASTIC HOOKS", "392690:PLASTIC HOOKS"},
		{"6402.99.31 65 FOOTWEAR", "64029931:65 FOOTWEAR"},
		{"630622 PCS", "hts_unreadable"},
		{"2026 COLLECTION, 100 PCS", "hts_unreadable"},
		{"Stainless steel cookware sets and lids", "hts_unreadable"},
		{"Gel pen, 0.5 mm, 12 colours", "hts_unreadable"},
		{"7701.10.0000 NOTHING", "hts_chapter"},
		{"804508010", "0804508010"},
		{"804508010, 811.90.00", "0804508010 08119000"},
		{"8424.82  8201.10  8201.60", "842482 820110 820160"},
		{"8424.82 8201.10", "842482 820110"},
		{"630622 940430", "630622 940430"},
		{"8409.91.5085 u. 8484.10.0000", "8409915085 8484100000"},
		{"61091000 y 62034200", "61091000 62034200"},
		{"6109.10.00.12 6110.20.20.69", "6109100012 6110202069"},
		{"610910 0012", "6109100012"},
		{"6302.60.0020 COTTON TOWELS 6302.31.9010 PILLOWCASES", "6302600020:COTTON TOWELS 6302319010:PILLOWCASES"},
		{"sprinklers 8424.82 und spades 8201.10", "842482:sprinklers und spades 820110"},
		{"8482.10 BEARINGS 2009.50 KG", "848210:BEARINGS 2009.50 KG"},
		{"6302600020 TOWELS 6302319010 PILLOWCASES", "6302600020:TOWELS 6302319010:PILLOWCASES"},
		{"6302600020 TOWELS 630231 PCS", "6302600020:TOWELS 630231 PCS"},
		{"8482.10 BEARINGS USD 2009.50", "848210:BEARINGS USD 2009.50"},
	}
	for _, c := range cases {
		tariffs, _, err := value.ParseTariffs(c.text, value.HTSEvidence{})
		var parts []string
		for _, tariff := range tariffs {
			parts = append(parts, strings.TrimSuffix(tariff.Number+":"+tariff.Description, ":"))
		}
		got := strings.Join(parts, " ")
		if strings.HasPrefix(c.text, "HAND TOOLS") {
			got = tariffs[0].Number
		}
		if err != nil {
			got = code(err)
		}
		if got != c.want {
			t.Errorf("ParseTariffs(%q): %s (%v), want %s", c.text, got, err, c.want)
		}
	}
}
