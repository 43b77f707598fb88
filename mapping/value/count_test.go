package value_test

import (
	"testing"

	"docket/mapping/value"
)

func TestParseCount(t *testing.T) {
	t.Parallel()
	cartons := value.CountEvidence{Unit: value.Carton}
	cases := []struct {
		text    string
		e       value.CountEvidence
		want    string // or an error's code
		remarks string
	}{
		{"640 CTNS", value.CountEvidence{}, "640 CARTON", ""},
		{"24 estibas (pallets)", value.CountEvidence{}, "24 PALLET", ""},
		{"1.240 Hobbocks (drums)", value.CountEvidence{Style: value.DecimalComma}, "1240 DRUM", ""}, // a word that is in no table, said again in parentheses
		{"24 pallets (euro type)", value.CountEvidence{}, "24 PALLET", ""},
		{"24 tonnes (pallets)", value.CountEvidence{}, "count_unreadable", ""},
		{"24 drums (pallets)", value.CountEvidence{}, "count_unreadable", ""}, // two kinds, of which one only can be counted
		{"24 lavice (40 cartons)", value.CountEvidence{}, "count_unreadable", ""},
		{"24 estibas", value.CountEvidence{}, "24 PALLET", ""}, {"24 palety", value.CountEvidence{}, "24 PALLET", ""}, {"24 мест", value.CountEvidence{}, "24 PACKAGE", ""}, {"24 worków", value.CountEvidence{}, "24 BAG", ""},
		{"SAY: FOUR HUNDRED CARTONS ONLY", value.CountEvidence{}, "400 CARTON", ""},
		{"SAY ONE THOUSAND TWO HUNDRED AND FIVE (1,205) CARTONS ONLY", value.CountEvidence{}, "1205 CARTON", ""},
		{"400 CARTONS (FOUR HUNDRED CARTONS ONLY)", value.CountEvidence{}, "400 CARTON", ""},
		{"400 CARTONS (FOUR HUNDRED FIFTY CARTONS ONLY)", value.CountEvidence{}, "count_several", ""},
		{"4 CRATES HYDRAULIC PRESS BRAKE, DISMANTLED\nHS 8462.23", value.CountEvidence{Goods: true}, "4 CRATE", ""},
		{"120 steel drums lubricating oil, UN 3082", value.CountEvidence{Goods: true}, "120 DRUM", ""},
		{"4 CRATES HYDRAULIC PRESS BRAKE, DISMANTLED", value.CountEvidence{}, "count_unreadable", ""},
		{"2 machines in crates", value.CountEvidence{Goods: true}, "count_unreadable", ""},
		{"7 engradados", value.CountEvidence{}, "7 CRATE", ""},
		{"TWO FOUR CARTONS", value.CountEvidence{}, "count_unreadable", ""},
		{"Twenty-four pallets", value.CountEvidence{}, "24 PALLET", ""},
		{"480 CTNS, C/NO. 1-480", value.CountEvidence{}, "480 CARTON", ""},
		{"480 CTNS (CTN NO. 1-UP)", value.CountEvidence{}, "480 CARTON", ""},
		{"1-480", value.CountEvidence{}, "count_several", ""},
		{"15 PALLETS @ 24 CTNS", value.CountEvidence{}, "15 PALLET (360 CARTON)", "count_multiplied"},
		{"24 CTNS x 15 PALLETS", value.CountEvidence{}, "15 PALLET (360 CARTON)", "count_multiplied"},
		{"240 ctns on 10 plts", value.CountEvidence{}, "10 PALLET (240 CARTON)", "count_of_outer"},
		{"1x40HC STC 480 cartons", value.CountEvidence{}, "480 CARTON", ""},
		{"12 PX", value.CountEvidence{}, "12 PALLET", ""},
		{"12 CR", value.CountEvidence{}, "12 CRATE", ""},
		{"12 DR", value.CountEvidence{}, "12 DRUM", ""},
		{"12 colli", value.CountEvidence{}, "12 PACKAGE", ""},
		{"480 caixas", value.CountEvidence{}, "480 CARTON", ""},
		{"480C/S", value.CountEvidence{}, "480 CASE", ""},
		{"640CTNS", value.CountEvidence{}, "640 CARTON", ""},
		{"640 CTN(S)", value.CountEvidence{}, "640 CARTON", ""},
		{"640-CTNS", value.CountEvidence{}, "640 CARTON", ""},
		{"640 ctns.", value.CountEvidence{}, "640 CARTON", ""},
		{"CTN 1,024", value.CountEvidence{}, "1024 CARTON", ""},
		{"CTNS: 640", value.CountEvidence{}, "640 CARTON", ""},
		{"1,000 CTNS", value.CountEvidence{}, "1000 CARTON", ""},
		{"1.024 Kartons", value.CountEvidence{}, "1024 CARTON", ""},
		{"1.000 Kartons", value.CountEvidence{}, "number_separator", ""}, // a thousand, or one with three decimals
		{"1.000 Kartons", value.CountEvidence{Style: value.DecimalComma}, "1000 CARTON", ""},
		{"12,000 ST", value.CountEvidence{Style: value.DecimalComma}, "12 PIECE", ""}, // as some systems print
		{"312", cartons, "312 CARTON", ""},
		{"312", value.CountEvidence{}, "312", ""},
		{"312.00", cartons, "312 CARTON", ""},
		{"12 PLTS", cartons, "12 PALLET", ""}, // the text counts
		{"548箱 / 548 CTNS", value.CountEvidence{}, "548 CARTON", ""},
		{"548箱", value.CountEvidence{}, "548 CARTON", ""},
		{"548 箱 CTNS", value.CountEvidence{}, "548 CARTON", ""},
		{"68 木箱", value.CountEvidence{}, "68 CRATE", ""},
		{"共548件", value.CountEvidence{}, "548 PACKAGE", ""},
		{"26件", value.CountEvidence{}, "26 PACKAGE", ""},
		{"120 thùng", value.CountEvidence{}, "120 CARTON", ""},
		{"90 cajas", value.CountEvidence{}, "90 CARTON", ""},
		{"45 koli", value.CountEvidence{}, "45 CARTON", ""},
		{"7 Packstücke", value.CountEvidence{}, "7 PACKAGE", ""},
		{"30 bultos", value.CountEvidence{}, "30 PACKAGE", ""},
		{"15 sacos", value.CountEvidence{}, "15 BAG", ""},
		{"96 ROLLS", value.CountEvidence{}, "96 ROLL", ""},
		{"80 DRUMS", value.CountEvidence{}, "80 DRUM", ""},
		{"2,500 PCS", value.CountEvidence{}, "2500 PIECE", ""},
		{"2 PALLETS (40 CTNS)", value.CountEvidence{}, "2 PALLET (40 CARTON)", "count_of_outer"},
		{"2 PALLETS / 40 CTNS", value.CountEvidence{}, "2 PALLET (40 CARTON)", "count_of_outer"},
		{"40 CTNS ON 2 PALLETS", value.CountEvidence{}, "2 PALLET (40 CARTON)", "count_of_outer"},
		{"40 CTNS (2 PLTS)", value.CountEvidence{}, "2 PALLET (40 CARTON)", "count_of_outer"},
		{"2 PLTS STC 40 CTNS", value.CountEvidence{}, "2 PALLET (40 CARTON)", "count_of_outer"},
		{"320 CTNS (3,200 PCS)", value.CountEvidence{}, "320 CARTON (3200 PIECE)", ""},
		{"10 PLTS + 5 CTNS", value.CountEvidence{}, "15 PACKAGE", "count_added"},
		{"10 CTNS + 5 CTNS", value.CountEvidence{}, "15 CARTON", "count_added"},
		{"640 (SIX HUNDRED FORTY) CARTONS ONLY", value.CountEvidence{}, "640 CARTON", ""},
		{"SIX HUNDRED AND FORTY (640) CARTONS ONLY", value.CountEvidence{}, "640 CARTON", ""},
		{"SAY TOTAL 640 CARTONS ONLY", value.CountEvidence{}, "640 CARTON", ""},
		{"1x40HC STC 640 CTNS", value.CountEvidence{}, "640 CARTON", ""},
		{"1 x 40' HQ CONTAINER 640 CTNS", value.CountEvidence{}, "640 CARTON", ""},
		{"3 PACKAGES (2 PALLETS + 1 CARTON)", value.CountEvidence{}, "3 PACKAGE", ""},
		{"640 CARTONS OF COOKWARE", value.CountEvidence{}, "640 CARTON", ""},
		{"12托 640箱", value.CountEvidence{}, "12 PALLET (640 CARTON)", "count_of_outer"},
		{"10 bộ", value.CountEvidence{}, "10 SET", ""},
		{"320 CTNS / 300 CTNS", value.CountEvidence{}, "count_several", ""},
		{"1.5 CTNS", value.CountEvidence{}, "count_not_whole", ""},
		{"-3 CTNS", value.CountEvidence{}, "count_out_of_range", ""},
		{"12 skids", value.CountEvidence{}, "12 SKID", ""}, {"48 gaylords", value.CountEvidence{}, "48 BIN", ""}, {"22 SLIPSHT", value.CountEvidence{}, "22 SLIPSHEET", ""}, {"12 handling units", value.CountEvidence{}, "12 PACKAGE", ""}, {"8 supersacks", value.CountEvidence{}, "8 JUMBO_BAG", ""},
		{"340 cajas en 12 tarimas", value.CountEvidence{}, "12 PALLET (340 CARTON)", "count_of_outer"}, {"340 Karton auf 12 Paletten", value.CountEvidence{}, "12 PALLET (340 CARTON)", "count_of_outer"}, {"12 palettes avec 340 cartons", value.CountEvidence{}, "12 PALLET (340 CARTON)", "count_of_outer"},
		{"C/NO. 1-640", value.CountEvidence{}, "count_unreadable", ""}, // marks, no count
		{"7,812.4 KGS", value.CountEvidence{}, "count_unreadable", ""},
		{"CTNS", value.CountEvidence{}, "count_unreadable", ""},
		{"", value.CountEvidence{}, "count_unreadable", ""},
	}
	for _, c := range cases {
		got, remarks, err := value.ParseCount(c.text, c.e)
		text := got.String()
		if err != nil {
			text = code(err)
		}
		if text != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseCount(%q, %v): %s %v %v, want %s %s", c.text, c.e, text, codes(remarks), err, c.want, c.remarks)
		}
	}
}

func TestParsePackageUnit(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text, unit, order string
		exact             bool
	}{
		{"CTNS", "CARTON", "CARTON", true}, {"Cartons", "CARTON", "CARTON", true}, {"PLTS", "PALLET", "PALLET", true}, {"木箱", "CRATE", "CRATE", true}, {"WOODEN CASES", "CRATE", "CRATE", true},
		{"BALES", "BALE", "BALE", true}, {"ROLLS", "ROLL", "ROLL", true}, {"PKGS", "PACKAGE", "PACKAGE", true}, {"bags", "BAG", "BAG", true}, {"纸箱 CARTONS", "CARTON", "CARTON", true},
		{"BARRELS", "BARREL", "BARREL", true}, {"DRUMS", "DRUM", "BARREL", false}, {"SKIDS", "SKID", "PALLET", false}, {"JUMBO BAGS", "JUMBO_BAG", "BAG", true}, {"PCS", "PIECE", "", false}, {"SETS", "SET", "", false},
		{"Kisten", "CRATE", "CRATE", true}, {"colis", "PACKAGE", "PACKAGE", true}, {"tarimas", "PALLET", "PALLET", true}, {"kiện", "PACKAGE", "PACKAGE", true}, {"çuval", "BAG", "BAG", true},
	}
	for _, c := range cases {
		unit, _, err := value.ParsePackageUnit(c.text)
		order, exact := unit.ShippingUnitType()
		if err != nil || string(unit) != c.unit || order != c.order || exact != c.exact {
			t.Errorf("ParsePackageUnit(%q): %s %s %v %v, want %s %s %v", c.text, unit, order, exact, err, c.unit, c.order, c.exact)
		}
	}
	for _, text := range []string{"KGS", "640 CTNS", "SHEET MUSIC BOOKS", "", "CTNS PALLETS"} {
		if unit, _, err := value.ParsePackageUnit(text); err == nil {
			t.Errorf("ParsePackageUnit(%q): %s, want an error", text, unit)
		}
	}
	for header, want := range map[string]value.PackageUnit{"Kartons": "CARTON", "No. of CTNS": "CARTON", "Cartons": "CARTON", "箱数": "", "Pkgs": "PACKAGE", "Quantity": "", "PRICE": ""} {
		if got, _ := value.FindPackageUnit(header); got != want {
			t.Errorf("FindPackageUnit(%q): %q, want %q", header, got, want)
		}
	}
}
