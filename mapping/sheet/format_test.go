package sheet

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A shownCase is a number, a format code, and what Excel shows for them.
type shownCase struct {
	value float64
	code  string
	want  string
}

// The wanted texts are Excel's: from the documentation of number formats (ECMA-376 part 1, 18.8.30 and 18.8.31;
// "Number format codes" and "TEXT function" of Excel's help), from what SheetJS observed of Excel in the tests of its
// formatter, and the rest checked against excelize and LibreOffice; TestShownElsewhere lists where excelize differs.
var shownNumbers = []shownCase{
	// General: up to 11 characters, then scientific with 6 digits.
	{0, "", "0"},
	{0, "General", "0"},
	{5, "GENERAL", "5"},
	{-5, "General", "-5"},
	{0.1, "General", "0.1"},
	{1.0 / 3, "General", "0.333333333"},
	{10.0 / 3, "General", "3.333333333"},
	{1e4 / 3, "General", "3333.333333"},
	{1234567.891234, "General", "1234567.891"},
	{1234567891.234, "General", "1234567891"},
	{12345678901, "General", "12345678901"},
	{12345678912.34, "General", "12345678912"},
	{123456789012, "General", "1.23457E+11"},
	{99999999999.9, "General", "1E+11"},
	{100000000000, "General", "1E+11"},
	{1.5e300, "General", "1.5E+300"},
	{0.0001234567, "General", "0.000123457"},
	{0.00001, "General", "0.00001"},
	{0.00001234, "General", "0.00001234"},
	{0.00001234567, "General", "1.23457E-05"},
	{0.000000001, "General", "0.000000001"},
	{0.0000000001, "General", "1E-10"},
	{-0.00000000001234567, "General", "-1.23457E-11"},
	{0.1 + 0.2, "General", "0.3"},
	{5, `General" units"`, "5 units"},
	{-5, `"about "General`, "-about 5"},
	{1, "General;-General;zero", "1"},
	{123456789012345, "General", "1.23457E+14"},

	// Digits.
	{1.5, "0", "2"},
	{2.5, "0", "3"},
	{-2.5, "0", "-3"},
	{0.4, "0", "0"},
	{0.4, "#", ""},
	{0, "#.##", "."},
	{1, "0.##", "1."},
	{1.1, "0.##", "1.1"},
	{1.007, "0.##", "1.01"},
	{15.04, "0.0#", "15.04"},
	{0.0012345, "0.0#", "0.0"},
	{1.005, "0.00", "1.01"},
	{2.675, "0.00", "2.68"},
	{1.255, "0.00", "1.26"},
	{-0.001, "0.00", "-0.00"},
	{0.999, "0.00", "1.00"},
	{99.995, "0.00", "100.00"},
	{1e15, "0", "1000000000000000"},
	{12345678901234567, "0", "12345678901234600"},
	{1e20, "0", "100000000000000000000"},
	{1e-20, "0.00", "0.00"},
	{0.5, ".00", ".50"},
	{12.5, ".00", "12.50"},
	{0.5, "#.00", ".50"},
	{3.14159, "$#.00", "$3.14"},
	{-3.14159, "$#.00", "-$3.14"},
	{5.25, "???.???", "  5.25 "},
	{12345, "0.000000000000000000", "12345.000000000000000000"},

	// Leading zeros, and literals among the digits.
	{1234, "00000", "01234"},
	{123456, "00000", "123456"},
	{-12, "00000", "-00012"},
	{123456789, "000-00-0000", "123-45-6789"},
	{1234567, "000-00-0000", "001-23-4567"},
	{941051630, "00000-0000", "94105-1630"},
	{12345.6789, "00000-0000", "00001-2346"},
	{8471.30, "0000.00", "8471.30"},
	{101.21, "0000.00", "0101.21"},
	{8471300100, "0000.00.0000", "8471300100.00.0000"},
	{8471300100, `0000\.00\.0000`, "8471.30.0100"},
	{101210010, `0000"."00"."0000`, "0101.21.0010"},
	{5551234567, "(000) 000-0000", "(555) 123-4567"},
	{8675309, "[<=9999999]###-####;(###) ###-####", "867-5309"},
	{2813308004, "[<=9999999]###-####;(###) ###-####", "(281) 330-8004"},
	{5551234, "(###) ###-####", "() 555-1234"},
	{1, `###\###\##0.00`, "##1.00"},
	{123456789.01, `###\###\##0.00`, "12345#67#89.01"},
	{3.14159, `"This is a ".00"test"000`, "This is a 3.14test159"},
	{12, `0"/"00`, "0/12"},
	{42, `"MSCU "0000000`, "MSCU 0000042"},
	{12.3456789, "0#######0.##0##0######00######0", "012.3456789000"},

	// Thousands: commas among the digits group, commas after them divide.
	{1234567, "#,##0", "1,234,567"},
	{123, "#,##0", "123"},
	{0, "#,##0", "0"},
	{0, "#,###", ""},
	{12345.6789, "#,###", "12,346"},
	{1234.5, "#,##0.00", "1,234.50"},
	{-1234.5, "#,##0.00", "-1,234.50"},
	{999999.995, "#,##0.00", "1,000,000.00"},
	{5, "0,000", "0,005"},
	{12345678, "0,000.0", "12,345,678.0"},
	{12345, "##,##", "12,345"},
	{123456789, "#,#", "123,456,789"},
	{5, "?,???", "    5"},
	{12345, "#,", "12"},
	{12500000, "0.0,,", "12.5"},
	{1234567, `#,##0.0,"K"`, "1,234.6K"},
	{12345678, `0.00,,"M"`, "12.35M"},
	{12345, "00,000.00,", "00,012.35"},
	{1234567890, "#.0000,,,", "1.2346"},
	{0.99, "#.0000,,,", ".0000"},
	{4321234, "#.0000,", "4321.2340"},
	{1234567.891, "#,##0.##", "1,234,567.89"},

	// Percent.
	{0.5, "0%", "50%"},
	{0.075, "0.0%", "7.5%"},
	{0.12345, "0.00%", "12.35%"},
	{-0.5, "0%", "-50%"},
	{0.285, "0%", "29%"},
	{1.5, "#,##0%", "150%"},
	{15, "0.00%", "1500.00%"},
	{0.5, `0"%"`, "1%"},
	{0.5, `0\%`, "1%"},
	{0.5, "%0", "%50"},
	{0.01, "0%%", "100%%"},

	// Words and units.
	{1234.5, `#,##0.0" KGS"`, "1,234.5 KGS"},
	{12.5, `0.000" CBM"`, "12.500 CBM"},
	{40, `0" CTNS"`, "40 CTNS"},
	{7, `0\ \p\c\s`, "7 pcs"},
	{7, `"PO#"0000`, "PO#0007"},
	{3, `0 "x 40'HC"`, "3 x 40'HC"},
	{1, `"N/A"`, "N/A"},
	{-1, `"N/A"`, "-N/A"},
	{5, "0_)", "5 "},
	{5, "* 0", "5"},
	{5, "0*-", "5"},
	{5, `0"`, "5"},
	{5, `0\`, "5"},
	{5, "0 °C", "5 °C"},
	{1, "☃", "☃"},

	// Letters without quotation marks, as programs other than Excel write them.
	{5, "0 KGS", "5 KGS"},
	{12.5, "0.00 cbm", "12.50 cbm"},
	{8, "0 pallets", "8 pallets"},
	{2.5, "0.0 hours", "2.5 hours"},

	// Sections.
	{5, "0;(0)", "5"},
	{-5, "0;(0)", "(5)"},
	{0, "0;(0)", "0"},
	{-0.4, "0;(0)", "(0)"},
	{5, "0.0;-0.0;zero", "5.0"},
	{-5, "0.0;-0.0;zero", "-5.0"},
	{0, `0.0;-0.0;"zero"`, "zero"},
	{0, `#,##0;-#,##0;"-"`, "-"},
	{0, "0;-0;;@", ""},
	{7, "0;-0;;@", "7"},
	{7, ";;;", ""},
	{-7, "0;", ""},
	{-1.1, "0;0", "1"},
	{5, "0;@", "5"},
	{-5, "0;@", "-5"},
	{0, `"foo";"bar";@`, "foo"},
	{-1, `"foo";"bar";"baz";"qux"`, "bar"},
	{5, "[Red]0;[Blue](0)", "5"},
	{-5, "[Red]0;[Blue](0)", "(5)"},
	{5, "[Color 12]0.0", "5.0"},
	{5, "@", "5"},
	{-1.5, "@", "-1.5"},
	{1234567890123, "@", "1.23457E+12"},
	{5, "0;0;0;0;0", "5"},
	{-3.5, "#,##0.0_);(#,##0.0)", "(3.5)"},

	// Conditions.
	{150, `[>=100]"many";0`, "many"},
	{99, `[>=100]"many";0`, "99"},
	{-5, `[>=100]"many";0`, "-5"},
	{1500, `[>=1000000]0.0,,"M";[>=1000]0.0,"K";0`, "1.5K"},
	{2500000, `[>=1000000]0.0,,"M";[>=1000]0.0,"K";0`, "2.5M"},
	{12, `[>=1000000]0.0,,"M";[>=1000]0.0,"K";0`, "12"},
	{50, "[Red][=50]General;[Blue]000", "50"},
	{49, "[Red][=50]General;[Blue]000", "049"},
	{51, "[Red][<>50]General;[Blue]000", "51"},
	{-26, "[Red][<-25]General;[Blue][>25]General;[Green]General;[Yellow]General", "26"},
	{-25, "[Red][<-25]General;[Blue][>25]General;[Green]General;[Yellow]General", "-25"},
	{26, "[Red][<-25]General;[Blue][>25]General;[Green]General;[Yellow]General", "26"},
	{0, `[=0]"-";0.00`, "-"},
	{0.25, `[<1]0.00%;0`, "25.00%"},
	{-4, "[<0]0;0.0", "4"},
	{-4, "[>0]0;0.0", "4.0"},
	{5, "[>100]0", "5"},

	// Currencies.
	{1234.5, "[$€-407] #,##0.00", "€ 1,234.50"},
	{1234.5, "#,##0.00 [$€-407]", "1,234.50 €"},
	{1234.5, "[$USD] #,##0.00", "USD 1,234.50"},
	{3.14159, `[$INR]\ #,##0.00`, "INR 3.14"},
	{-3.14159, `[$INR]\ #,##0.00`, "-INR 3.14"},
	{3.14159, "[$£-809]#,##0.0000", "£3.1416"},
	{88, "[$¥-804]#,##0.00", "¥88.00"},
	{88, "[$HK$-C04]#,##0.00", "HK$88.00"},
	{88, "[$-409]0.00", "88.00"},
	{1234.5, `"$"#,##0.00`, "$1,234.50"},
	{-1234.5, `"$"#,##0.00_);\("$"#,##0.00\)`, "($1,234.50)"},
	{1234.5, `_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)`, " $1,234.50 "},
	{-1234.5, `_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)`, " $(1,234.50)"},
	{0, `_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)`, " $-   "},
	{0, `_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)`, " - "},
	{2000000, `"Rs."#,##0.00`, "Rs.2,000,000.00"},

	// Scientific notation.
	{12345, "0.00E+00", "1.23E+04"},
	{0.00012345, "0.00E+00", "1.23E-04"},
	{-12345, "0.00E+00", "-1.23E+04"},
	{0, "0.00E+00", "0.00E+00"},
	{9.999, "0.00E+00", "1.00E+01"},
	{1e120, "0E+0", "1E+120"},
	{12345, "0.00E-00", "1.23E04"},
	{0.012345, "0.00E-00", "1.23E-02"},
	{1, "##0.0E+0", "1.0E+0"},
	{12, "##0.0E+0", "12.0E+0"},
	{1234, "##0.0E+0", "1.2E+3"},
	{123456, "##0.0E+0", "123.5E+3"},
	{0.0000123457, "##0.0E+0", "12.3E-6"},
	{0.00123457, "###0.0E+0", "12.3E-4"},
	{12345.6789, "####0.0E+0", "12345.7E+0"},
	{1.23457e-12, "####0.0E+0", "1234.6E-15"},

	// Fractions.
	{0.5, "# ?/?", " 1/2"},
	{1.5, "# ?/?", "1 1/2"},
	{1, "# ?/?", "1    "},
	{0, "# ?/?", "0    "},
	{-1.2, "# ?/?", "-1 1/5"},
	{12.3, "# ?/?", "12 1/3"},
	{123.45, "# ?/?", "123 4/9"},
	{123.456, "# ?/?", "123 1/2"},
	{12345.6789, "# ?/?", "12345 2/3"},
	{12.34, "# ??/??", "12 17/50"},
	{1.2, "# ??/??", "1  1/5 "},
	{123.456, "# ??/??", "123 26/57"},
	{1234.567, "# ??/??", "1234 55/97"},
	{12345.67891, "# ???/???", "12345 573/844"},
	{12.3, "# ?/2", "12 1/2"},
	{1.2, "# ?/2", "1    "},
	{123.45, "# ?/4", "123 2/4"},
	{12.34, "# ?/8", "12 3/8"},
	{12345.6789, "# ??/16", "12345 11/16"},
	{2.25, "# ??/100", "2 25/100"},
	{12.3456789, "??/??", "1000/81"},
	{0.00001, "??/??", " 0/1 "},
	{12.3456789, "#??/??", "1000/81"},
	{0.96, `# ?/4" in"`, "1     in"},
}

func TestShownNumbers(t *testing.T) {
	t.Parallel()
	testShown(t, shownNumbers)
}

func testShown(t *testing.T, cases []shownCase) {
	t.Helper()
	for _, c := range cases {
		if got := compileFormat(c.code).text(c.value); got != c.want {
			t.Errorf("%v as %s is shown as %q, want %q", c.value, c.code, got, c.want)
		}
	}
}

func TestTextThroughFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ code, want string }{
		{"", "COSU123"},
		{"0.00", "COSU123"},
		{"@", "COSU123"},
		{`"PO "@`, "PO COSU123"},
		{"@@", "COSU123COSU123"},
		{`0;-0;;@" *"`, "COSU123 *"},
		{"_(@_)", " COSU123 "},
		{";;;", ""},
		{`"foo";"bar";"baz";"qux"`, "qux"},
		{"[Red]@", "COSU123"},
		{strings.Repeat("@", 1000), strings.Repeat("COSU123", mostRepeats)},
	} {
		if got := compileFormat(c.code).textOf("COSU123"); got != c.want {
			t.Errorf("COSU123 as %s is shown as %q, want %q", c.code, got, c.want)
		}
	}
}

// Numbers that are none: a file can hold any bits.
func TestNoNumberIsShownAsError(t *testing.T) {
	t.Parallel()
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, code := range []string{"", "0.00", "yyyy-mm-dd", "# ?/?"} {
			if got := compileFormat(code).text(value); got != "#NUM!" {
				t.Errorf("%v as %s is shown as %q, want #NUM!", value, code, got)
			}
		}
	}
}

// A number shown with so many places is the number rounded to them.
func TestShownNumberReadsBackRounded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.IntRange(0, 6).Draw(t, "places")
		units := rapid.Int64Range(-1e12, 1e12).Draw(t, "units")
		value := float64(units) / 1000
		code := strings.TrimSuffix("0."+strings.Repeat("0", places), ".")
		if rapid.Bool().Draw(t, "grouped") {
			code = "#,##" + code
		}
		text := strings.ReplaceAll(compileFormat(code).text(value), ",", "")
		got, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatalf("%v as %s is shown as %q: %v", value, code, text, err)
		}
		scale := math.Pow10(min(places, 3)) // there are no more than 3 places to round
		step := int64(1000 / scale)
		want := float64(roundHalfAway(units, step)) / scale
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%v as %s reads back differently (-want +got):\n%s", value, code, diff)
		}
		if point := strings.IndexByte(text, '.'); places > 0 && len(text)-point-1 != places {
			t.Fatalf("%v as %s is shown as %q, want %d places", value, code, text, places)
		}
	})
}

// roundHalfAway divides to the nearest integer, halves away from zero.
func roundHalfAway(units, step int64) int64 {
	if units < 0 {
		return -roundHalfAway(-units, step)
	}
	return (units + step/2) / step
}

// Leading zeros are what identifiers live by: the digits of a number come back exactly, filled up on the left.
func TestShownNumberKeepsLeadingZeros(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 15).Draw(t, "width")
		number := rapid.Int64Range(0, int64(math.Pow10(width))-1).Draw(t, "number")
		digits := strconv.FormatInt(number, 10)
		want := strings.Repeat("0", width-len(digits)) + digits
		if got := compileFormat(strings.Repeat("0", width)).text(float64(number)); got != want {
			t.Fatalf("%d with %d zeros is shown as %q, want %q", number, width, got, want)
		}
	})
}

func TestDecimalRounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value  float64
		places int
		want   string
	}{
		{0, 2, "0"}, {0.005, 2, "0.01"}, {0.0049999, 2, "0"}, {0.5, 0, "1"}, {0.05, 0, "0"}, {9.5, 0, "10"},
		{999.96, 1, "1000"}, {1234, -2, "1200"}, {1250, -2, "1300"}, {50, -2, "100"}, {49, -2, "0"}, {5, -2, "0"},
		{0.1 + 0.2, 15, "0.3"}, {1e22, 2, "10000000000000000000000"},
	} {
		if got := string(appendPlain(nil, newDecimal(c.value).rounded(c.places))); got != c.want {
			t.Errorf("%v to %d places is %s, want %s", c.value, c.places, got, c.want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, c := range shownNumbers {
		f.Add(c.code, c.value)
	}
	for _, c := range shownDates {
		f.Add(c.code, c.value)
	}
	f.Add("[", 1.0)
	f.Add("[$-", 1.0)
	f.Add(strings.Repeat("%", 1000)+"0", 1e300)
	f.Add("0/", 1.0)
	f.Add("#/?????????", 0.123456789)
	f.Add("[h]:mm:ss.000000", -1e300)
	f.Fuzz(func(t *testing.T, code string, value float64) {
		format := compileFormat(code)
		// Each byte of a code shows at most a number or a long name of a day, and a scaled number its zeros.
		longest := 700 + 2*len(code) + 40*min(len(code), longestCode)
		for _, shown := range []string{format.text(value), format.textOf("text")} {
			if len(shown) > longest {
				t.Errorf("%v as %q is %d bytes long", value, code, len(shown))
			}
		}
		format.isDate()
	})
}

func BenchmarkFormat(b *testing.B) {
	for _, c := range []shownCase{
		{1234.5, "", ""}, {1234.5, "#,##0.00", ""}, {45000.75, "yyyy-mm-dd hh:mm", ""}, {101210010, "0000.00.0000", ""},
	} {
		b.Run(c.code, func(b *testing.B) {
			format := compileFormat(c.code)
			for b.Loop() {
				format.text(c.value)
			}
		})
	}
}
