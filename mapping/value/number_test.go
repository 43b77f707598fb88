package value_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"docket/mapping/value"
)

// code is the code of an error of this package, "" for nil.
func code(err error) string {
	var unreadable *value.Unreadable
	var ambiguous *value.Ambiguous
	switch {
	case errors.As(err, &unreadable):
		return unreadable.Code
	case errors.As(err, &ambiguous):
		return ambiguous.Code
	case err != nil:
		return err.Error()
	}
	return ""
}

// words are the readings of an ambiguous error in words.
func words(err error) []string {
	var found []string
	if ambiguous, ok := errors.AsType[*value.Ambiguous](err); ok {
		for _, reading := range ambiguous.Readings {
			found = append(found, reading.Words)
		}
	}
	return found
}

// codes are the codes of remarks.
func codes(remarks []value.Remark) string {
	found := ""
	for _, remark := range remarks {
		if found != "" {
			found += " "
		}
		found += remark.Code
	}
	return found
}

func TestParseNumber(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text  string
		style value.NumberStyle
		want  string // or an error's code
	}{
		{"640", 0, "640"}, {" 640 ", 0, "640"}, {"0", 0, "0"}, {"007", 0, "7"},
		{"7,812.4", 0, "7812.4"}, {"61,440.00", 0, "61440.00"}, {"1,234,567.89", 0, "1234567.89"}, {"11,264.000", 0, "11264.000"},
		{"1.236,500", 0, "1236.500"}, {"48.250,50", 0, "48250.50"}, {"1.234.567,89", 0, "1234567.89"}, {"31,46", 0, "31.46"}, {"7,4", 0, "7.4"}, {"0,123", 0, "0.123"},
		{"1234,567", 0, "1234.567"}, {"1234.567", 0, "1234.567"}, {"1,234,567", 0, "1234567"}, {"1.234.567", 0, "1234567"},
		{"31,460", 0, "number_separator"}, {"31.460", 0, "number_separator"}, {"7,440", 0, "number_separator"},
		{"31,460", value.DecimalComma, "31.460"}, {"31,460", value.DecimalPoint, "31460"}, {"31.460", value.DecimalPoint, "31.460"}, {"31.460", value.DecimalComma, "31460"},
		{"7,812.4", value.DecimalComma, "7812.4"}, // written in the other style beyond doubt
		{"12 345", 0, "12345"}, {"12 345,6", 0, "12345.6"}, {"12 345.6", 0, "12345.6"}, {"1\u202f234\u00a0567,5", 0, "1234567.5"}, {"12'345.60", 0, "12345.60"}, {"12’345", 0, "12345"},
		{"1,23,456.00", 0, "123456.00"}, {"12,34,567", 0, "1234567"}, {"1,00,000", 0, "100000"}, // Indian lakhs
		{"５，２６０．５０", 0, "5260.50"}, {"１２３", 0, "123"}, {"٣٤٥", 0, "345"}, {"१२३", 0, "123"},
		{"-12.5", 0, "-12.5"}, {"−12", 0, "-12"}, {"12-", 0, "-12"}, {"(1,234.50)", 0, "-1234.50"}, {"+5", 0, "5"},
		{".5", 0, "0.5"}, {",75", 0, "0.75"},
		{"approx. 5,000.5", 0, "5000.5"}, {"约5000", 0, "5000"}, {"ca. 12", 0, "12"}, {"~300", 0, "300"},
		{"", 0, "number_unreadable"}, {"abc", 0, "number_unreadable"}, {"12 KGS", 0, "number_unreadable"}, {"1,23,45", 0, "number_unreadable"}, {"1.2.3", 0, "number_unreadable"},
		{"11.01.2027", 0, "number_unreadable"}, {"2005.60.00.00", 0, "number_unreadable"}, {"12,,5", 0, "number_unreadable"}, {"(12", 0, "number_unreadable"}, {"5%", 0, "number_unreadable"},
		{"12 34", 0, "number_unreadable"}, {"1,234.567.8", 0, "number_unreadable"}, {"0,123,456", 0, "number_unreadable"}, {"4.18273E+11", 0, "scientific_notation"}, {"1E5", 0, "scientific_notation"},
	}
	for _, c := range cases {
		got, _, err := value.ParseNumber(c.text, c.style)
		text := got.StringFixed(-got.Exponent())
		if err != nil {
			text = code(err)
		}
		if text != c.want {
			t.Errorf("ParseNumber(%q, %v): %s (%v), want %s", c.text, c.style, text, err, c.want)
		}
	}
	if _, remarks, _ := value.ParseNumber("ca. 12", 0); codes(remarks) != "number_approximate" {
		t.Errorf("an approximate number has remarks %q", codes(remarks))
	}
	_, _, err := value.ParseNumber("31,460", 0)
	if got := value.Readings[value.Decimal](err); len(got) != 2 || got[0].String() != "31460" || got[1].String() != "31.46" {
		t.Errorf("readings of 31,460: %v", got)
	}
}

func TestNumberEvidence(t *testing.T) {
	t.Parallel()
	cases := []struct {
		about   string
		numbers []string
		counts  []string
		want    value.NumberStyle
	}{
		{"nothing", nil, nil, value.AnyStyle},
		{"whole numbers prove nothing", []string{"640", "12 CTNS"}, nil, value.AnyStyle},
		{"three digits behind one separator prove nothing", []string{"31,460", "7.440"}, nil, value.AnyStyle},
		{"a decimal point behind a thousands comma", []string{"5,260.50 KGS"}, nil, value.DecimalPoint},
		{"two decimals", []string{"61.80 CBM"}, nil, value.DecimalPoint},
		{"a German column", []string{"1.080,000", "7,440", "31,460"}, nil, value.DecimalComma},
		{"cartons have no parts", nil, []string{"CTN 1,024"}, value.DecimalPoint},
		{"cartons have no parts, German", nil, []string{"1.024 Kartons"}, value.DecimalComma},
		{"1.000 may be one with three decimals", nil, []string{"1.000"}, value.AnyStyle},
		{"both styles", []string{"12,5", "12.5"}, nil, value.AnyStyle},
		{"a date is no number", []string{"11.01.2027", "20.01.27"}, nil, value.AnyStyle},
	}
	for _, c := range cases {
		var evidence value.NumberEvidence
		for _, text := range c.numbers {
			evidence.Add(text)
		}
		for _, text := range c.counts {
			evidence.AddCount(text)
		}
		if got := evidence.Style(); got != c.want {
			t.Errorf("%s: %v, want %v", c.about, got, c.want)
		}
	}
}

// A weight of two readings is told by the packages that it is the weight of.
func TestNumberProofsOfPackages(t *testing.T) {
	t.Parallel()
	cases := []struct {
		about    string
		weight   string
		packages string
		want     value.NumberStyle
	}{
		{"cartons weigh more than forty grams", "9,118 kgs", "214 cartons", value.DecimalPoint},
		{"cartons may weigh a kilogram each", "24,360 kgs", "22 cartons", value.AnyStyle},
		{"a pallet with nothing on it weighs more than two pounds", "47,586 LB", "21 pallets", value.DecimalPoint},
		{"and more than two kilograms, German", "47.586 kg", "21 Paletten", value.DecimalComma},
		{"a pallet may weigh forty kilograms", "47,586 kgs", "1 pallet", value.AnyStyle},
		{"packages that are not counted prove nothing", "47,586 kgs", "", value.AnyStyle},
	}
	for _, c := range cases {
		var evidence value.NumberEvidence
		packages, _, _ := value.ParseCount(c.packages, value.CountEvidence{})
		evidence.AddWeight(c.weight, packages)
		if got := evidence.Style(); got != c.want {
			t.Errorf("%s: %v, want %v", c.about, got, c.want)
		}
	}
}

// What surrounds numbers settles how they are written, where it leaves one reading.
func TestNumberProofs(t *testing.T) {
	t.Parallel()
	totals := []struct {
		about string
		parts []string
		total string
		want  value.NumberStyle
	}{
		{"a part without a separator tells", []string{"1,234", "500"}, "1,734", value.DecimalPoint},
		{"the same with points", []string{"1.234 kg", "500 kg"}, "1.734 kg", value.DecimalComma},
		{"decimals that add up", []string{"1.234", "0.500"}, "1.734", value.DecimalPoint},
		{"all with three digits behind add up in both styles", []string{"1,234", "2,345"}, "3,579", value.AnyStyle},
		{"sums that add up in no style", []string{"1,234", "500"}, "9,999", value.AnyStyle},
		{"rounding of the total", []string{"1.234", "500.5"}, "501.73", value.DecimalPoint},
		{"one part is no sum", []string{"1,234"}, "1,234", value.AnyStyle},
		{"words", []string{"TBA", "500"}, "1,734", value.AnyStyle},
	}
	for _, c := range totals {
		var evidence value.NumberEvidence
		evidence.AddTotal(c.parts, c.total)
		if got := evidence.Style(); got != c.want {
			t.Errorf("%s: %v, want %v", c.about, got, c.want)
		}
	}
	bounds := []struct {
		text        string
		least, most int64
		want        value.NumberStyle
	}{
		{"12,500 KGS", 50, 30_000, value.DecimalPoint}, {"12.500 KGS", 50, 30_000, value.DecimalComma}, {"61.800", 1, 80, value.DecimalPoint},
		{"12,500", 1, 30_000, value.AnyStyle}, {"12,500", 50_000, 60_000, value.AnyStyle}, {"12500", 50, 30_000, value.AnyStyle}, {"12,500 / 3,000", 50, 30_000, value.AnyStyle},
	}
	for _, c := range bounds {
		var evidence value.NumberEvidence
		evidence.AddWithin(c.text, decimal.NewFromInt(c.least), decimal.NewFromInt(c.most))
		if got := evidence.Style(); got != c.want {
			t.Errorf("%q within %d and %d: %v, want %v", c.text, c.least, c.most, got, c.want)
		}
	}
}

func asUnreadable(err error, target **value.Unreadable) bool { return errors.As(err, target) }
