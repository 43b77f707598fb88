package value_test

import (
	"fmt"
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseContainerNumber(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want, remarks string }{
		{"MRKU4821733", "MRKU4821733", ""}, {"mrku4821733", "MRKU4821733", ""}, {"MRKU 482173-3", "MRKU4821733", ""}, {"MRKU-4821733", "MRKU4821733", ""}, {"MRKU 482 173 3", "MRKU4821733", ""}, {"MRKU.482173.3", "MRKU4821733", ""},
		{"MRKU482173 [3]", "MRKU4821733", ""}, {"MRKU482173(3)", "MRKU4821733", ""}, {"MRKU/482173/3", "MRKU4821733", ""}, {"CNTR NO.: MRKU4821733", "MRKU4821733", ""}, {"柜号：MRKU4821733", "MRKU4821733", ""}, {"Container # CSQU3054383", "CSQU3054383", ""}, {"ＭＲＫＵ４８２１７３３", "MRKU4821733", ""},
		{"TGHU4418279", "TGHU4418279", "container_check_digit"}, {"CSQU3054384", "CSQU3054384", "container_check_digit"},
		{"MRKU482173", "container_check_digit_missing", ""}, {"MRKU48217", "container_number_unreadable", ""}, {"MRKU48217333", "container_number_unreadable", ""}, {"OOLU2718281830", "container_number_unreadable", ""}, {"MRK4821733", "container_number_unreadable", ""},
		{"MRKU4821733, CSQU3054383", "container_numbers_several", ""}, {"MRKU4821733 40HC", "container_number_unreadable", ""}, {"TBA", "container_number_unreadable", ""}, {"", "container_number_unreadable", ""}, {"00LU7718281", "container_number_unreadable", ""},
	}
	if _, _, err := value.ParseContainerNumber("CSQO3054383"); len(suggestions(err)) != 1 || suggestions(err)[0] != "CSQU3054383" {
		t.Errorf("of CSQO3054383 %q may be meant, %v", suggestions(err), err)
	}
	if _, _, err := value.ParseEquipment("40'GP/HC"); code(err) != "equipment_unreadable" {
		t.Errorf("a choice that nobody made is read: %v", err)
	}
	for _, c := range cases {
		got, remarks, err := value.ParseContainerNumber(c.text)
		if err != nil {
			got = code(err)
		}
		if got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseContainerNumber(%q): %s %s, want %s %s", c.text, got, codes(remarks), c.want, c.remarks)
		}
	}
}

// What may have been meant is suggested, never used.
func TestContainerSuggestions(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, suggestion string }{
		{"CSQU3045383", "CSQU3054383"}, // two neighbours exchanged
		{"CSQU3O54383", "CSQU3054383"}, // letter O for zero
		{"CSQUЗ054383", ""},            // a Cyrillic letter
		{"C5QU3054383", "CSQU3054383"}, // five for S
		{"OOLU77I8281", "OOLU7718281"}, // I for one
		{"CSQU305438", "CSQU3054383"},  // the check digit left out
	}
	for _, c := range cases {
		_, remarks, err := value.ParseContainerNumber(c.text)
		var suggestions []string
		var unreadable *value.Unreadable
		if len(remarks) > 0 {
			suggestions = remarks[0].Suggestions
		} else if ok := asUnreadable(err, &unreadable); ok {
			suggestions = unreadable.Suggestions
		}
		if c.suggestion != "" && !strings.Contains(strings.Join(suggestions, " "), c.suggestion) {
			t.Errorf("ParseContainerNumber(%q) suggests %q, want %s among them", c.text, suggestions, c.suggestion)
		}
	}
}

func TestParseEquipment(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text, size, kind string
		count            int
	}{
		{"40HC", "FT_40_HC", "DRY", 0}, {"40HQ", "FT_40_HC", "DRY", 0}, {"40' HQ", "FT_40_HC", "DRY", 0}, {"40'HC", "FT_40_HC", "DRY", 0}, {"40’HC", "FT_40_HC", "DRY", 0}, {"40 HC", "FT_40_HC", "DRY", 0}, {"40-HC", "FT_40_HC", "DRY", 0}, {"40FT HC", "FT_40_HC", "DRY", 0}, {"40ft High Cube", "FT_40_HC", "DRY", 0}, {"40' High Cube Dry", "FT_40_HC", "DRY", 0}, {"40HDRY", "FT_40_HC", "DRY", 0},
		{"40尺高柜", "FT_40_HC", "DRY", 0}, {"40尺高柜 40HQ", "FT_40_HC", "DRY", 0}, {"40高柜", "FT_40_HC", "DRY", 0}, {"20尺平柜", "FT_20", "DRY", 0}, {"20小柜", "FT_20", "DRY", 0},
		{"20GP", "FT_20", "DRY", 0}, {"20' GP", "FT_20", "DRY", 0}, {"20' DC", "FT_20", "DRY", 0}, {"20DRY", "FT_20", "DRY", 0}, {"20'", "FT_20", "", 0}, {"20ft", "FT_20", "", 0}, {"20DV", "FT_20", "DRY", 0}, {"20ST", "FT_20", "DRY", 0}, {"20 FT STANDARD", "FT_20", "DRY", 0}, {"20 pies", "FT_20", "", 0},
		{"FCL 40HC", "FT_40_HC", "DRY", 0}, {"1 FCL 40'", "FT_40", "", 1}, {"3 CONTAINERS 40HC", "FT_40_HC", "DRY", 3}, {"HC40", "FT_40_HC", "DRY", 0}, {"DRY 40'", "FT_40", "DRY", 0}, {"45HCPW", "FT_45_HC", "DRY", 0}, {"40'HC冷柜", "FT_40_HC", "REEFER", 0}, {"40' High Cube reefer", "FT_40_HC", "REEFER", 0},
		{"40GP", "FT_40", "DRY", 0}, {"40'DV", "FT_40", "DRY", 0}, {"40", "FT_40", "", 0}, {"45HC", "FT_45_HC", "DRY", 0}, {"45'HQ", "FT_45_HC", "DRY", 0}, {"53HC", "FT_53_HC", "DRY", 0},
		{"45G1", "FT_40_HC", "DRY", 0}, {"22G1", "FT_20", "DRY", 0}, {"42G1", "FT_40", "DRY", 0}, {"L5G1", "FT_45_HC", "DRY", 0}, {"45R1", "FT_40_HC", "REEFER", 0}, {"22R1", "FT_20", "REEFER", 0}, {"42P1", "FT_40", "FLAT_RACK", 0}, {"22U1", "FT_20", "OPEN", 0}, {"22T6", "FT_20", "TANK", 0}, {"L5R1", "FT_45_HC", "REEFER", 0}, {"20G0", "FT_20", "DRY", 0}, {"22V0", "FT_20", "VENTILATED", 0},
		{"2210", "FT_20", "DRY", 0}, {"4310", "FT_40", "DRY", 0}, {"4510", "FT_40_HC", "DRY", 0}, {"4532", "FT_40_HC", "REEFER", 0}, {"9510", "FT_45_HC", "DRY", 0},
		{"40RH", "FT_40_HC", "REEFER", 0}, {"40'RF", "FT_40", "REEFER", 0}, {"40HCRF", "FT_40_HC", "REEFER", 0}, {"40' HC REEFER", "FT_40_HC", "REEFER", 0}, {"20RF", "FT_20", "REEFER", 0}, {"40RQ", "FT_40_HC", "REEFER", 0}, {"20OT", "FT_20", "OPEN", 0}, {"40' Open Top", "FT_40", "OPEN", 0}, {"40FR", "FT_40", "FLAT_RACK", 0}, {"40 flat rack", "FT_40", "FLAT_RACK", 0}, {"20TK", "FT_20", "TANK", 0}, {"20' ISO TANK", "FT_20", "TANK", 0},
		{"1x40HC", "FT_40_HC", "DRY", 1}, {"2 x 40'HQ", "FT_40_HC", "DRY", 2}, {"1*40HQ", "FT_40_HC", "DRY", 1}, {"2×40HQ", "FT_40_HC", "DRY", 2}, {"1 X 40' HIGH CUBE CONTAINER", "FT_40_HC", "DRY", 1}, {"40HQ x 2", "FT_40_HC", "DRY", 2}, {"40HQ*1", "FT_40_HC", "DRY", 1}, {"1x45G1", "FT_40_HC", "DRY", 1}, {"3 X 20'GP FCL", "FT_20", "DRY", 3}, {"1/40HC", "FT_40_HC", "DRY", 1},
		{"20フィート 20'DC", "FT_20", "DRY", 0}, {"40フィート ハイキューブ 40'HC", "FT_40_HC", "DRY", 0}, {"ตู้เย็น 40RH", "FT_40_HC", "REEFER", 0}, {"ตู้แห้ง 20'", "FT_20", "DRY", 0}, {"Reefer 40'HC RF", "FT_40_HC", "REEFER", 0}, {"40피트 하이큐브", "FT_40_HC", "DRY", 0},
		{"40피트 냉동 40RH", "FT_40_HC", "REEFER", 0}, {"40피트 40HQ", "FT_40_HC", "DRY", 0}, {"40' Reefer (45R1)", "FT_40_HC", "REEFER", 0},
		{"40' HC (45G1)", "FT_40_HC", "DRY", 0}, {"45G1 / 40HC", "FT_40_HC", "DRY", 0}, {"10'", "", "", 0},
	}
	for _, c := range cases {
		got, _, err := value.ParseEquipment(c.text)
		if err != nil || got.Size != c.size || got.Type != c.kind || got.Count != c.count {
			t.Errorf("ParseEquipment(%q): %+v %v, want %s %s %d", c.text, got, err, c.size, c.kind, c.count)
		}
	}
	for _, text := range []string{"", "LCL", "640", "640 CTNS", "40 CTNS", "HC", "(please select)", "1234", "2026", "40 KGS", "MRKU4821733", "20 Main Street", "ตู้เย็น 40GP", "ドライ 40RF", "40피트 드라이 40RF", "40尺普柜 40HQ", "40' GP (40HC)", "40' / 40' HC", "4500087213", "60HC"} {
		if got, _, err := value.ParseEquipment(text); err == nil {
			t.Errorf("ParseEquipment(%q): %+v, want an error", text, got)
		}
	}
	list, _, err := value.ParseEquipmentList("2x40'HC + 1x20'GP")
	if err != nil || len(list) != 2 || list[0].Count != 2 || list[1].Size != "FT_20" {
		t.Errorf("a list: %+v %v", list, err)
	}
}

func TestParseContainers(t *testing.T) {
	t.Parallel()
	const a, b = "OOLU7718281", "TCNU4418273"
	cases := []struct{ text, want, remarks string }{
		{a, a + " .. []", ""},
		{a + "\nOOLJKA4471\n40HQ", a + " FT_40_HC.DRY. [OOLJKA4471]", ""},
		{a + " 45R1 S/N 12345", a + " FT_40_HC.REEFER. [12345]", ""}, // the ISO code ends where a label begins
		{a + " 22G1\n" + b + " 45G1", a + " FT_20.DRY. [] " + b + " FT_40_HC.DRY. []", ""},
		{a + " / OOLJKA4471", a + " .. [OOLJKA4471]", ""},
		{"EGHU9041826 / EMCTH20481", "EGHU9041826 .. [EMCTH20481]", ""},
		{"ZCSU7182817 / 40' HC", "ZCSU7182817 FT_40_HC.DRY. []", ""},
		{a + "/SEAL 123456/40HC", a + " FT_40_HC.DRY. [123456]", ""},
		{a + "/123456/40HC", a + " FT_40_HC.DRY. [123456]", ""},
		{a + " 40HC SEAL NO. 0041827", a + " FT_40_HC.DRY. [0041827]", ""},
		{"40HQ " + a + " SEAL: OOL-123456", a + " FT_40_HC.DRY. [OOL-123456]", ""},
		{"1x40HC: " + a + " / SEAL: 123456", a + " FT_40_HC.DRY. [123456]", ""},
		{a + " 封号：0041827 40尺高柜", a + " FT_40_HC.DRY. [0041827]", ""},
		{"Seal 123456 / " + a, a + " .. [123456]", ""},
		{a + " 640 CTNS 7812.4 KGS 58.2 CBM", a + " .. []", ""},
		{a + "/40HC/640CTNS/7812.4KGS/58.20CBM/S: 998877", a + " FT_40_HC.DRY. [998877]", ""},
		{a + ", " + b, a + " .. [] " + b + " .. []", ""},
		{a + "\n" + b, a + " .. [] " + b + " .. []", ""},
		{a + " & " + b, a + " .. [] " + b + " .. []", ""},
		{a + "/OOLJKA4471/40HQ, " + b + "/FJ20418273/20GP", a + " FT_40_HC.DRY. [OOLJKA4471] " + b + " FT_20.DRY. [FJ20418273]", ""},
		{"2 x 40'HQ: " + a + ", " + b, a + " FT_40_HC.DRY. [] " + b + " FT_40_HC.DRY. []", ""},
		{a + ", " + b + " (2x40HQ)", a + " FT_40_HC.DRY. [] " + b + " FT_40_HC.DRY. []", ""},
		{"40HQ: " + a + "; 20GP: " + b, a + " FT_40_HC.DRY. [] " + b + " FT_20.DRY. []", ""},
		{a + " (40HQ)", a + " FT_40_HC.DRY. []", ""},
		{a + " SEAL TBA", a + " .. []", ""},
		{a + "\n" + a, a + " .. []", ""}, // the same twice is one
		{a + " CARRIER SEAL: OOL123456 CUSTOMS SEAL: TH998877", a + " .. [OOL123456 TH998877]", ""},
		{"TGHU4418279 40HC", "TGHU4418279 FT_40_HC.DRY. []", "container_check_digit"},
		{"CSNU7182041 45G1 0041827", "CSNU7182041 FT_40_HC.DRY. [0041827]", ""},
		{a + "*OOLABC123*40HQ", a + " FT_40_HC.DRY. [OOLABC123]", ""},
		{"CSNU7182041/EMCABC1234/40'HQ/520CTNS/9,876.00KGS/65.00CBM", "CSNU7182041 FT_40_HC.DRY. [EMCABC1234]", ""},
		{"1) " + a + " 2) " + b, a + " .. [] " + b + " .. []", ""},
		{a + "\t40HC\tFX12345678", a + " FT_40_HC.DRY. [FX12345678]", ""},
		{a + " HAND WITH CARE", a + " .. []", "container_text_unread"},
		{"40HC", "container_number_unreadable", ""},
		{"TBA", "container_number_unreadable", ""},
	}
	for _, c := range cases {
		containers, remarks, err := value.ParseContainers(c.text)
		var parts []string
		for _, container := range containers {
			parts = append(parts, fmt.Sprintf("%s %s.%s. %v", container.Number, container.Size, container.Type, container.Seals))
		}
		got := strings.Join(parts, " ")
		if err != nil {
			got = code(err)
		}
		if got != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseContainers(%q): %s %s, want %s %s", c.text, got, codes(remarks), c.want, c.remarks)
		}
	}
}

func TestParseSeals(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{"ML-CN4471920", "ML-CN4471920"}, {"0041827", "0041827"}, {"FJ20418273, FJ20418274", "FJ20418273|FJ20418274"}, {"FJ20418273/FJ20418274", "FJ20418273|FJ20418274"}, {"FJ20418273 FJ20418274", "FJ20418273|FJ20418274"}, {"FJ20418273\nFJ20418274", "FJ20418273|FJ20418274"},
		{"SEAL NO. 123456", "123456"}, {"封号: 0041827", "0041827"}, {"ML CN4471920", "ML CN4471920"}, {"TBA", "seal_unreadable"}, {"N/A", "seal_unreadable"}, {"4.18273E+11", "scientific_notation"}, {"", "seal_unreadable"}, {"NONE", "seal_unreadable"},
	}
	for _, c := range cases {
		seals, _, err := value.ParseSeals(c.text)
		got := strings.Join(seals, "|")
		if err != nil {
			got = code(err)
		}
		if got != c.want {
			t.Errorf("ParseSeals(%q): %s, want %s", c.text, got, c.want)
		}
	}
}

// suggestions are those of an error.
func suggestions(err error) []string {
	var unreadable *value.Unreadable
	if asUnreadable(err, &unreadable) {
		return unreadable.Suggestions
	}
	return nil
}
