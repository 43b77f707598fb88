package value_test

import (
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParseAbsence(t *testing.T) {
	t.Parallel()
	want := map[value.Absence][]string{
		value.NotApplicable: {"N/A", "n/a", "NA", "n.a.", "NIL", "None", "NONE.", "-", "--", "—", "---", "/", "*", "no aplica", "無", "无", "không có",
			"entfällt", "yok", "N/A / N/A", `\`, "該当無し", "해당사항 없음", "keine Angabe", "нет данных", "n/d", "no seals", "NOT APPLICABLE (FCL)", "なし", "해당 없음", "- / -"},
		value.NotYetKnown: {"not assigned yet", "none at this time", "unknown at time of filing", "to be filled by forwarder", "not provided", "no disponible", "pendiente de confirmar", "sẽ cập nhật sau", "รอยืนยัน", "details to follow", "TBA", "tba.", "T.B.A.", "TBC", "TBD", "TBN", "TO FOLLOW", "To be advised", "to be advised before loading", "PENDING", "pending",
			"待定", "待订舱", "TBA by carrier", "to be confirm", "will be advised", "TBC later", "TBA / TBA", "???", "?", "Sẽ báo sau", "por confirmar", "folgt", "belirlenecek", "TBA (to be advised)", "미정", "awaiting carrier's confirmation"},
		value.Elsewhere: {"-> sheet GOODS", "→ Blatt 2", ">> tab Items", "(see sheet Makers)", "=> hoja FABRICAS", "siehe Reiter Werke", "voir onglet 2", "另附", "liegt bei", "s. Anlage", "se adjunta", "w załączeniu", "per attachment", "attached herewith", "xem đính kèm file excel", "ตามเอกสารแนบ", "см. приложение", "see attached", "See PL", "as attached list", "SEE ATTACHED LIST", "see sheet HTS LINES", "As per invoice", "as per commercial invoice no. 4471", "详见附件", "siehe Anlage", "ver adjunto", "xem đính kèm", "voir annexe"},
		value.NotChosen: {"(choose)", "Enter BL number here", "select country", "Pick from list", "Seleccione una opción", "digite aqui", "Choisir une option", "Hier eintragen", "vui lòng nhập", "請輸入", "여기에 입력", "(please select)", "select...", "Select", "<select>", "-- Please select --", "xxx", "XXXXXXX", "XXX-XXXX", "____", "......", "dd/mm/yyyy", "MM/DD/YYYY", "00/00/0000", "0000-00-00", "1900-01-00", "Enter your company name", "请选择", "[ ]", "Bitte wählen", "Choose an item.", "Click or tap to enter a date.", "YYYY"},
		value.Broken:    {"#REF!", "#N/A", "#VALUE!", "#####"},
		value.Present: {"-> Acme Ltd", "» Blade Works", "S/O #", "TYPE OF BOND", "Type / size", "Type code", "Add. name", "Select Foods Inc.", "Enter Sandman Toys LLC", "Pick Logistics BV", "Insert Molding Co.", "Kies Transport BV", "NANJING", "NILES, IL", "NONESUCH LTD", "0", "00", "MAEU254817306", "X", "NO", "NORWAY", "SEE", "SELECT COMFORT CORP.", "see KEE trading",
			"DIRECT SHIPPING LTD", "TBA LOGISTICS GMBH", "Attached Tools Inc.", "Enclosed Spaces LLC", "ND", "NV", "KA", "SD", "NE", ""},
	}
	for kind, texts := range want {
		for _, text := range texts {
			if got := value.ParseAbsence(text); got != kind {
				t.Errorf("ParseAbsence(%q): %v, want %v", text, got, kind)
			}
		}
	}
}

func TestFindReference(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text, targets, rest string
	}{
		{"same as importer", "importer", ""},
		{"SAME AS CONSIGNEE", "CONSIGNEE", ""},
		{"Same as importer of record", "importer of record", ""},
		{"SAME AS STUFFING LOCATION", "STUFFING LOCATION", ""},
		{"as above", "above", ""},
		{"As above.", "above", ""},
		{"same as above", "above", ""},
		{"DITTO", "above", ""},
		{"- do -", "above", ""},
		{`"`, "above", ""},
		{"〃", "above", ""},
		{"same as (3)", "3", ""},
		{"Same as #3", "3", ""},
		{"same as item 3 above", "3", ""},
		{"see no. 4", "4", ""},
		{"same as no.(1)", "1", ""},
		{"07-555098100 (same as importer of record)", "importer of record", "07-555098100"},
		{"(same as the buyer)", "buyer", ""},
		{"SAME AS CONSIGNEE, ATTN: J. DOE", "CONSIGNEE", "ATTN: J. DOE"},
		{"SAME AS CONSIGNEE\nTEL 555 0100", "CONSIGNEE", "TEL 555 0100"},
		{"Same name and address as seller", "seller", ""},
		{"Identical to shipper", "shipper", ""},
		{"Same As Buyer (see above)", "Buyer", ""},
		{"SAME AS ABOVE CONSIGNEE", "CONSIGNEE", ""},
		{"SAME AS SHIPPER'S ADDRESS", "SHIPPER", ""},
		{"SAME AS MANUFACTURER NAME & ADDRESS", "MANUFACTURER", ""},
		{"Same as Importer of Record #1", "Importer of Record #1", ""},
		{"Refer to Seller", "Seller", ""},
		{"see importer of record", "importer of record", ""},
		{"As Consignee", "Consignee", ""},
		{"同 SHIPPER", "SHIPPER", ""},
		{"与进口商相同", "进口商", ""},
		{"与制造商相同 SAME AS MANUFACTURER", "MANUFACTURER|制造商", ""},
		{"同收货人", "收货人", ""},
		{"同上", "above", ""},
		{"同第1项", "1", ""},
		{"和卖方一样", "卖方", ""},
		{"與買方相同", "買方", ""},
		{"荷受人と同じ", "荷受人", ""},
		{"수하인과 동일", "수하인", ""},
		{"상동", "above", ""},
		{"giống như người nhập khẩu", "người nhập khẩu", ""},
		{"giống như trên", "above", ""},
		{"như trên", "above", ""},
		{"igual que el importador", "importador", ""},
		{"El mismo que el consignatario", "consignatario", ""},
		{"mesmo que o importador", "importador", ""},
		{"ÍDEM", "above", ""},
		{"identique au destinataire", "destinataire", ""},
		{"voir ci-dessus", "above", ""},
		{"wie Importeur", "Importeur", ""},
		{"siehe oben", "above", ""},
		{"s.o.", "above", ""},
		{"dito", "above", ""},
		{"ithalatçı ile aynı", "ithalatçı", ""},
		{"sama dengan penjual", "penjual", ""},
		{"come sopra", "above", ""},
		{"uguale al compratore", "compratore", ""},
		{"siehe Verkäufer", "Verkäufer", ""},
		{"siehe Nr. 3", "3", ""},
		{"hetzelfde als koper", "koper", ""},
		{"zie hierboven", "above", ""},
		{"samma som ovan", "above", ""},
		{"jak wyżej", "above", ""},
		{"то же", "above", ""},
		{"см. выше", "above", ""},
		{"sama seperti di atas", "above", ""},
		{"상기동일", "above", ""},
		{"ตามข้างต้น", "above", ""},
		{"same address as above", "above", ""},
		{"also consignee", "consignee", ""},
		{"is also notify party", "notify party", ""},
		// what stands beside a reference and says nothing else is nothing
		{"Same as manufacturer (4)", "manufacturer", ""},
		{"CONSIGNEE SAME AS IMPORTER", "IMPORTER", ""},
		{"lo mismo que arriba", "above", ""},
	}
	for _, c := range cases {
		got, found := value.FindReference(c.text)
		if !found || strings.Join(got.Targets, "|") != c.targets || got.Rest != c.rest {
			t.Errorf("FindReference(%q): %q, rest %q, want %q, rest %q", c.text, got.Targets, got.Rest, c.targets, c.rest)
		}
	}
	for _, text := range []string{
		"Samesun Trading Co., Ltd.", "同方股份有限公司", "Idemitsu Kosan", "Wiesbaden", "As Above Ltd. Holdings", "SEE YOU LTD", "Donau Handels GmbH", "Sama Foods", "和平路 88 号", "see sheet HTS LINES",
		"同济大学", "QUILLSTONE PEAK OUTFITTERS LLC", "Igualada, Spain", "12-345678900", "", "No. 3 Same Street", "Per Aarsleff A/S", "As Seller Group Holdings", "See Buyer Co., Ltd.",
		"Also notify", "ALSO NOTIFY PARTY:", // labels
	} {
		if got, found := value.FindReference(text); found {
			t.Errorf("FindReference(%q): %q, want none", text, got)
		}
	}
}
