package value_test

import (
	"testing"

	"docket/mapping/value"
)

func TestParseWeight(t *testing.T) {
	t.Parallel()
	point := value.WeightEvidence{Style: value.DecimalPoint}
	inKilograms := value.WeightEvidence{Unit: value.Kilogram}
	cases := []struct {
		text    string
		e       value.WeightEvidence
		want    string // or an error's code
		remarks string
	}{
		{"7,812.4 KGS", value.WeightEvidence{}, "7812.4 KG", ""},
		{"5,260.50 KGS", value.WeightEvidence{}, "5260.5 KG", ""},
		{"12,000 KG (26,455.5 LBS)", value.WeightEvidence{}, "12000 KG", ""}, // the pounds prove the comma
		{"12,000 KG (26,455 LBS)", value.WeightEvidence{}, "number_separator", ""},
		{"500 KG EACH", value.WeightEvidence{}, "weight_unreadable", ""}, {"< 500 KG", value.WeightEvidence{}, "weight_unreadable", ""},
		{"5 TONS (METRIC)", value.WeightEvidence{}, "5000 KG", "weight_converted"}, {"5 Tn", value.WeightEvidence{}, "5000 KG", "weight_converted"},
		{"12,840.00 公斤 KGS", value.WeightEvidence{}, "12840 KG", ""}, {"960.5 кг / kg", value.WeightEvidence{}, "960.5 KG", ""}, {"5000 KGS LBS", value.WeightEvidence{}, "weight_unreadable", ""},
		{"17,940 KG", point, "17940 KG", ""},
		{"17,940 KG", value.WeightEvidence{}, "number_separator", ""},
		{"11776 kgs", value.WeightEvidence{}, "11776 KG", ""},
		{"7812.4KGS", value.WeightEvidence{}, "7812.4 KG", ""},
		{"KGS 7812.4", value.WeightEvidence{}, "7812.4 KG", ""},
		{"KG: 412.5", value.WeightEvidence{}, "412.5 KG", ""},
		{"G.W.: 5,000.00 KGS", value.WeightEvidence{}, "5000 KG", ""},
		{"Gross Weight 5000 kg", value.WeightEvidence{}, "5000 KG", ""},
		{"毛重：5000公斤", value.WeightEvidence{}, "5000 KG", ""},
		{"５０００ＫＧＳ", value.WeightEvidence{}, "5000 KG", ""},
		{"5000 kilos", value.WeightEvidence{}, "5000 KG", ""},
		{"1.236,500 kg", value.WeightEvidence{}, "1236.5 KG", ""},
		{"11,023 LBS", point, "11023 LBS", ""},
		{"11023 lb.", value.WeightEvidence{}, "11023 LBS", ""},
		{"11,023.10 POUNDS", value.WeightEvidence{}, "11023.1 LBS", ""},
		{"12.5 MT", value.WeightEvidence{}, "12500 KG", "weight_converted"},
		{"12,5 t", value.WeightEvidence{}, "12500 KG", "weight_converted"},
		{"20.5 metric tons", value.WeightEvidence{}, "20500 KG", "weight_converted"},
		{"20.5 吨", value.WeightEvidence{}, "20500 KG", "weight_converted"},
		{"500 G", value.WeightEvidence{}, "0.5 KG", "weight_converted"},
		{"12.5 TONS", value.WeightEvidence{}, "weight_ton", ""}, // metric to the world, short to Americans
		{"12.5 short tons", value.WeightEvidence{}, "25000 LBS", "weight_converted"},
		{"412.5", inKilograms, "412.5 KG", ""},
		{"412.5", value.WeightEvidence{}, "412.5", "weight_without_unit"},
		{"900 LBS", inKilograms, "900 LBS", "weight_unit_differs"},
		{"5,000.00 KGS / 11,023.11 LBS", value.WeightEvidence{}, "5000 KG", ""},
		{"11,023.11 LBS (5,000.00 KGS)", value.WeightEvidence{}, "5000 KG", ""},
		{"G.W. 5,260.50 KGS N.W. 4,900.00 KGS", value.WeightEvidence{}, "5260.5 KG", ""},
		{"NW: 4900.5 kg / GW: 5260.5 kg", value.WeightEvidence{}, "5260.5 KG", ""},
		{"N.W. 4,900.00 KGS", value.WeightEvidence{}, "weight_net", ""},
		{"5000 KGS / 4800 KGS", value.WeightEvidence{}, "weight_several", ""},
		{"about 5000 kg", value.WeightEvidence{}, "5000 KG", ""},
		{"18500#", value.WeightEvidence{}, "18500 LBS", ""},
		{"18500 K", value.WeightEvidence{}, "18500 KG", ""},
		{"18.5 K", value.WeightEvidence{}, "weight_ton", ""},
		{"41250 LBR", value.WeightEvidence{}, "41250 LBS", ""},
		{"18500 KGM", value.WeightEvidence{}, "18500 KG", ""},
		{"18.5 MTS", value.WeightEvidence{}, "18500 KG", "weight_converted"},
		{"18,5 to", value.WeightEvidence{}, "18500 KG", "weight_converted"},
		{"12.5 M/TONS", value.WeightEvidence{}, "12500 KG", "weight_converted"},
		{"160 OZ", value.WeightEvidence{}, "10 LBS", "weight_converted"},
		{"500 CWT", value.WeightEvidence{}, "weight_ton", ""},
		{"12,500.50 KGS NET", value.WeightEvidence{}, "weight_net", ""},
		{"12,000.50 KGS NET / 12,500.50 KGS GROSS", value.WeightEvidence{}, "12500.5 KG", ""},
		{"12,500.50 KGS GROSS, 12,000.50 KGS NET", value.WeightEvidence{}, "12500.5 KG", ""},
		{"12500 kg bruto", value.WeightEvidence{}, "12500 KG", ""},
		{"12.500 kg", value.WeightEvidence{}, "number_separator", ""},
		{"-5 KG", value.WeightEvidence{}, "weight_negative", ""},
		{"640 CTNS", value.WeightEvidence{}, "weight_unreadable", ""},
		{"STEEL BOLTS 12 KG EACH BOX", value.WeightEvidence{}, "weight_unreadable", ""},
		{"KGS", value.WeightEvidence{}, "weight_unreadable", ""},
		{"26 x 58x45x40 cm", value.WeightEvidence{}, "weight_unreadable", ""},
		{"", value.WeightEvidence{}, "weight_unreadable", ""},
	}
	for _, c := range cases {
		got, remarks, err := value.ParseWeight(c.text, c.e)
		text := got.String()
		if err != nil {
			text = code(err)
		}
		if text != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseWeight(%q, %v): %s %v %v, want %s %s", c.text, c.e, text, codes(remarks), err, c.want, c.remarks)
		}
	}
	_, _, err := value.ParseWeight("31,460 kg", value.WeightEvidence{})
	if got := words(err); len(got) != 2 || got[0] != "31460 KG" || got[1] != "31.46 KG" {
		t.Errorf("readings of 31,460 kg: %q", got)
	}
}

func TestFindUnits(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]value.WeightUnit{
		"Gross Weight⏎(KGS)": value.Kilogram, "G/Weight (KGS)": value.Kilogram, "毛重(KGS)": value.Kilogram, "毛重（公斤）": value.Kilogram, "Bruttogewicht (kg)": value.Kilogram, "Gross Wt (KG)": value.Kilogram, "Gr. wt. kg": value.Kilogram, "Gr. kg": value.Kilogram, "Gr.Wt. (lbs)": value.Pound, "Gr. wt.": "",
		"G.W. in lbs": value.Pound, "Gross weight": "", "CBM": "", "Weight KG / LBS": "", "G.W. (MT)": "",
	} {
		if got, _ := value.FindWeightUnit(header); got != want {
			t.Errorf("FindWeightUnit(%q): %q, want %q", header, got, want)
		}
	}
	for header, want := range map[string]value.VolumeUnit{
		"Measurement (CBM)": value.CubicMetre, "Volumen (m³)": value.CubicMetre, "体积(CBM)": value.CubicMetre, "体积（立方米）": value.CubicMetre, "CBM": value.CubicMetre, "Cu.Ft.": value.CubicFoot, "Volume": "", "KGS": "",
	} {
		if got, _ := value.FindVolumeUnit(header); got != want {
			t.Errorf("FindVolumeUnit(%q): %q, want %q", header, got, want)
		}
	}
	for header, want := range map[string]string{
		"Estimated Cargo Value (USD)": "USD", "Warenwert laut Handelsrechnung (EUR):": "EUR", "FOB price USD": "USD", "Estimated value US$": "USD", "总价(美元)": "USD", "金额 RMB": "CNY", "Value": "", "All amounts": "", "Amount USD / EUR": "",
	} {
		if got, _ := value.FindCurrency(header); got != want {
			t.Errorf("FindCurrency(%q): %q, want %q", header, got, want)
		}
	}
}

func TestParseVolume(t *testing.T) {
	t.Parallel()
	inMetres := value.VolumeEvidence{Unit: value.CubicMetre}
	cases := []struct {
		text    string
		e       value.VolumeEvidence
		want    string
		remarks string
	}{
		{"61.8 cu.m", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"61.8 mc", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"2180 cu. ft.", value.VolumeEvidence{}, "2180 CBFT", ""},
		{"500 L", value.VolumeEvidence{}, "0.5 CBM", "volume_converted"},
		{"5000 ltrs", value.VolumeEvidence{}, "5 CBM", "volume_converted"},
		{"61.800 CBM", value.VolumeEvidence{}, "number_separator", ""},
		{"61.80 CBM", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"61,80 m³", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"61.80m3", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"61.80 M 3", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"61.80㎥", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"61.80立方米", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"CBM: 58.2", value.VolumeEvidence{}, "58.2 CBM", ""},
		{"2.73", inMetres, "2.73 CBM", ""},
		{"2.73", value.VolumeEvidence{}, "2.73", "volume_without_unit"},
		{"2182 CFT", inMetres, "2182 CBFT", "volume_unit_differs"},
		{"2,182.5 cu.ft.", value.VolumeEvidence{}, "2182.5 CBFT", ""},
		{"2182.5 ft3", value.VolumeEvidence{}, "2182.5 CBFT", ""},
		{"61.80 CBM / 2,182.45 CFT", value.VolumeEvidence{}, "61.8 CBM", ""},
		{"58.200 CBM", value.VolumeEvidence{}, "number_separator", ""},
		{"58.200 CBM", value.VolumeEvidence{Style: value.DecimalPoint}, "58.2 CBM", ""},
		{"31,460", value.VolumeEvidence{Style: value.DecimalComma, Unit: value.CubicMetre}, "31.46 CBM", ""},
		{"12 CBM 14 CBM", value.VolumeEvidence{}, "volume_several", ""},
		{"26 x 58x45x40 cm", inMetres, "volume_unreadable", ""},
		{"640 CTNS", inMetres, "volume_unreadable", ""},
		{"-2 CBM", value.VolumeEvidence{}, "volume_negative", ""},
	}
	for _, c := range cases {
		got, remarks, err := value.ParseVolume(c.text, c.e)
		text := got.String()
		if err != nil {
			text = code(err)
		}
		if text != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseVolume(%q, %v): %s %v %v, want %s %s", c.text, c.e, text, codes(remarks), err, c.want, c.remarks)
		}
	}
}

func TestParseMoney(t *testing.T) {
	t.Parallel()
	inDollars := value.MoneyEvidence{Currency: "USD"}
	cases := []struct {
		text    string
		e       value.MoneyEvidence
		want    string
		remarks string
	}{
		{"USD 18,400.00", value.MoneyEvidence{}, "USD 18400.00", ""},
		{"18,400.00 USD", value.MoneyEvidence{}, "USD 18400.00", ""},
		{"USD18,400.00", value.MoneyEvidence{}, "USD 18400.00", ""},
		{"US$ 61,440.00", value.MoneyEvidence{}, "USD 61440.00", ""},
		{"US$61,440.00", value.MoneyEvidence{}, "USD 61440.00", ""},
		{"USD$ 61,440.00", value.MoneyEvidence{}, "USD 61440.00", ""},
		{"U.S. dollars 61,440.00", value.MoneyEvidence{}, "USD 61440.00", ""},
		{"$61,440.00", value.MoneyEvidence{}, "USD 61440.00", ""},                               // see ParseMoney
		{"$61,440.00", value.MoneyEvidence{Seen: []string{"EUR"}}, "USD 61440.00", ""},          // euros are not written "$"
		{"$61,440.00", value.MoneyEvidence{Currency: "CAD"}, "CAD 61440.00", ""},                // the header says which dollar
		{"$61,440.00", value.MoneyEvidence{Seen: []string{"CAD", "USD"}}, "money_currency", ""}, // now it may be either
		{"C$ 61,440.00", value.MoneyEvidence{Seen: []string{"CAD"}}, "CAD 61440.00", ""},
		{"HK$1,200.50", value.MoneyEvidence{}, "HKD 1200.50", ""},
		{"61,440.00", inDollars, "USD 61440.00", ""},
		{"61,440.00", value.MoneyEvidence{}, "61440.00", "money_without_currency"},
		{"48.250,50", value.MoneyEvidence{Currency: "EUR"}, "EUR 48250.50", ""},
		{"48.250,50 €", value.MoneyEvidence{}, "EUR 48250.50", ""},
		{"EUR 48.250,-", value.MoneyEvidence{Style: value.DecimalComma}, "EUR 48250", ""},
		{"EUR 500.00", inDollars, "EUR 500.00", "money_currency_differs"},
		{"¥12,800.00", value.MoneyEvidence{}, "money_currency", ""}, // yuan or yen
		{"¥12,800.00", value.MoneyEvidence{Seen: []string{"CNY"}}, "CNY 12800.00", ""},
		{"RMB 12,800.00", value.MoneyEvidence{}, "CNY 12800.00", ""},
		{"人民币12,800.50元", value.MoneyEvidence{}, "CNY 12800.50", ""},
		{"12,800.50美元", value.MoneyEvidence{}, "USD 12800.50", ""},
		{"Rs. 4,50,000.00", value.MoneyEvidence{}, "money_currency", ""},
		{"Rs. 4,50,000.00", value.MoneyEvidence{Seen: []string{"INR"}}, "INR 450000.00", ""},
		{"INR 4,50,000.00", value.MoneyEvidence{}, "INR 450000.00", ""},
		{"USD 12,800", value.MoneyEvidence{}, "USD 12800", ""}, // no price of a shipment has parts of cents
		{"EUR 12.800", value.MoneyEvidence{}, "EUR 12800", ""},
		{"KWD 12,800", value.MoneyEvidence{}, "number_separator", ""}, // a dinar has a thousand fils
		{"USD 12,800", value.MoneyEvidence{Style: value.DecimalPoint}, "USD 12800", ""},
		{"1 500 000 VND", value.MoneyEvidence{}, "VND 1500000", ""},
		{"USD 10 EUR 9", value.MoneyEvidence{}, "money_unreadable", ""},
		{"USD 10 EUR", value.MoneyEvidence{}, "money_currencies", ""},
		{"FOB USD 1,234.50", value.MoneyEvidence{}, "USD 1234.50", ""},
		{"(1,000.50)", inDollars, "money_negative", ""},
		{"640 CTNS", inDollars, "money_unreadable", ""},
		{"XYZ 12", value.MoneyEvidence{}, "money_unreadable", ""},
		{"NCV", inDollars, "money_unreadable", ""},
	}
	for _, c := range cases {
		got, remarks, err := value.ParseMoney(c.text, c.e)
		text := got.String()
		if err != nil {
			text = code(err)
		}
		if text != c.want || codes(remarks) != c.remarks {
			t.Errorf("ParseMoney(%q, %v): %s %v %v, want %s %s", c.text, c.e, text, codes(remarks), err, c.want, c.remarks)
		}
	}
}
