package validate

import (
	"strings"
	"testing"
	"time"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		andList(nil):                             "",
		andList([]string{"a"}):                   "a",
		andList([]string{"a", "b", "c"}):         "a, b and c",
		orList([]string{"a", "b"}):               "a or b",
		plural(1, "day"):                         "1 day",
		plural(0, "day"):                         "0 days",
		upper("izmir"):                           "Izmir",
		upper("šibenik is a port"):               "Šibenik is a port",
		upper("İzmir"):                           "İzmir",
		upper("\xff"):                            "\xff",
		upper("") + "x":                          "x",
		quote("a \n\x00 b"):                      "“a b”",
		quote(strings.Repeat("é", 61)):           "“" + strings.Repeat("é", 60) + "…”",
		day(time.Unix(0, 0).UTC()):               "1 January 1970",
		amount(7812.4):                           "7812.4",
		amount(100):                              "100",
		amount(0.0001):                           "less than 0.001",
		amount(0):                                "0",
		enumWords("FT_40_HC"):                    "40 ft high cube",
		enumWords("FT_20"):                       "20 ft",
		enumWords("OCEAN_BILL_OF_LADING"):        "ocean bill of lading",
		enumWords("FOB"):                         "FOB",
		countryName("US"):                        "the United States",
		countryName("HK"):                        "Hong Kong",
		countryName("CN"):                        "China",
		countryName("ZZ"):                        "ZZ",
		mask("078-05-1120"):                      "***-**-**20",
		mask("C01X00T47"):                        "*******47",
		mask("1234"):                             "****",
		checkDigit("CSQU305438"):                 "3", // the example of ISO 6346
		string(waybillCheckDigit("18044182762")): "2",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestStates keeps the table of states whole: each ZIP code of a kind lies in at most two states, and those of known
// places in theirs.
func TestStates(t *testing.T) {
	t.Parallel()
	if len(states()) != 51+5+3 { // states and District, territories, armed forces
		t.Errorf("there are %d", len(states()))
	}
	for zip, want := range map[string]string{
		"98402": "WA", "07105": "NJ", "10018": "NY", "06390": "CT NY", "00901": "PR", "20040": "DC", "20101": "VA", "88510": "TX", "75502": "AR TX", "83414": "ID WY", "96799": "HI AS", "99501": "AK",
		"00100": "", "21046": "MD", "02139": "MA", "05544": "MA", "73301": "TX", "39901": "GA", "34001": "AA",
	} {
		var codes []string
		for _, state := range statesOfZIP(zip) {
			codes = append(codes, state.code)
		}
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%s lies in %q, want %q", zip, got, want)
		}
	}
	for text, want := range map[string]string{"NJ": "NJ", "nj.": "NJ", "N.J.": "NJ", "New Jersey": "NJ", "Guangdong": "", "": ""} {
		if got, _ := stateNamed(text); got.code != want {
			t.Errorf("%q is %q, want %q", text, got.code, want)
		}
	}
}
