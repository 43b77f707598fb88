package value_test

import (
	"testing"

	"docket/mapping/value"
)

func TestComposeAddress(t *testing.T) {
	t.Parallel()
	lines := func(l ...string) []string { return l }
	cases := []struct {
		about   string
		parts   value.AddressParts
		want    string
		remarks string
	}{
		{"each part in its cell", value.AddressParts{lines("415 Cannery Row West"), "Tacoma", "WA", "98402", "USA"}, "415 Cannery Row West||Tacoma|WA|98402|US", ""},
		{"two cells for the street", value.AddressParts{lines("8800 Bellwether Street", "Suite 900"), "HOUSTON", "TX", "77036", "USA"}, "8800 Bellwether Street|Suite 900|HOUSTON|TX|77036|US", ""},
		{"a province that is a district's namesake", value.AddressParts{lines("88/2 Moo 5", "Nong Kham Industrial Estate"), "SI RACHA", "CHONBURI", "20230", "THAILAND"}, "88/2 Moo 5|Nong Kham Industrial Estate|SI RACHA|CHONBURI|20230|TH", ""},
		{"no state, no postal code", value.AddressParts{lines("17/F Eastlight Centre, 240 Wharf Road"), "Kowloon", "", "", "HK"}, "17/F Eastlight Centre, 240 Wharf Road||Kowloon|||HK", ""},
		{"a city that is a province's namesake", value.AddressParts{lines("Lot 12, Que Son Industrial Park"), "Bac Ninh", "", "", "Vietnam"}, "Lot 12, Que Son Industrial Park||Bac Ninh|||VN", ""},
		{"postal code and city in one cell", value.AddressParts{lines("Werkstraße 18"), "73430 Aalen", "", "", "Deutschland"}, "Werkstraße 18||Aalen||73430|DE", ""},
		{"city, state and ZIP code in one cell", value.AddressParts{lines("940 Micrometer Court"), "Columbia, MD 21046", "", "", "USA"}, "940 Micrometer Court||Columbia|MD|21046|US", ""},
		{"the same without a country", value.AddressParts{lines("940 Micrometer Court"), "Columbia, MD 21046", "", "", ""}, "940 Micrometer Court||Columbia|MD|21046|US", ""},
		{"state and ZIP code in one cell", value.AddressParts{lines("940 Micrometer Court"), "Columbia", "MD 21046", "", ""}, "940 Micrometer Court||Columbia|MD|21046|US", ""},
		{"a ZIP code without its zero", value.AddressParts{lines("118 Ferry Orchard Street"), "Newark", "NJ", "7105", "USA"}, "118 Ferry Orchard Street||Newark|NJ|07105|US", "zip_zero_restored"},
		{"four digits of no ZIP code", value.AddressParts{lines("118 Ferry Orchard Street"), "Oakland", "CA", "7105", "USA"}, "118 Ferry Orchard Street||Oakland|CA|7105|US", "zip_form"},
		{"four digits that are a postal code", value.AddressParts{lines("Lot 9, Banilad Orchard Road"), "Mandaue", "Cebu", "6014", "Philippines"}, "Lot 9, Banilad Orchard Road||Mandaue|Cebu|6014|PH", ""},
		{"a ZIP code of another state", value.AddressParts{lines("1 Main Street"), "Newark", "NJ", "94577", "USA"}, "1 Main Street||Newark|NJ|94577|US", "zip_state_mismatch"},
		{"nine digits", value.AddressParts{lines("1 Main Street"), "Newark", "NJ", "071051234", "USA"}, "1 Main Street||Newark|NJ|07105-1234|US", ""},
		{"California in the country's cell", value.AddressParts{lines("2750 Lampworks Drive"), "Ontario", "", "91761", "CA"}, "2750 Lampworks Drive||Ontario|CA|91761|US", ""},
		{"Canada", value.AddressParts{lines("100 King Street"), "Toronto", "ON", "M5X 1A9", "CA"}, "100 King Street||Toronto|ON|M5X 1A9|CA", ""},
		{"a state with a ZIP code and no country", value.AddressParts{lines("1 Main Street"), "Newark", "New Jersey", "07105", ""}, "1 Main Street||Newark|New Jersey|07105|US", ""},
		{"a whole address in the street's cell", value.AddressParts{lines("2250 Delaware Basin Avenue, Philadelphia, PA 19134, United States"), "", "", "", ""}, "2250 Delaware Basin Avenue||Philadelphia|PA|19134|US", ""},
		{"a whole address but for the country", value.AddressParts{lines("No. 1288 Huaxin Road, Qingpu District, Shanghai 201702"), "", "", "", "China"}, "No. 1288 Huaxin Road, Qingpu District||Shanghai||201702|CN", ""},
		{"the city again in the street's cell", value.AddressParts{lines("600 Mistletoe Crossing, Suite 20, Charlotte, NC 28208"), "Charlotte", "NC", "28208", "US"}, "600 Mistletoe Crossing, Suite 20||Charlotte|NC|28208|US", ""},
		{"absences", value.AddressParts{lines("Flat 9, 118 Jordan Valley Road", "N/A"), "Kowloon", "-", "N/A", "Hong Kong"}, "Flat 9, 118 Jordan Valley Road||Kowloon|||HK", ""},
		{"a label in the cell of the postal code", value.AddressParts{lines("33 Heyi Road"), "Ningbo", "Zhejiang", "Post code: 315000", "China"}, "33 Heyi Road||Ningbo|Zhejiang|315000|CN", ""},
		{"only a country", value.AddressParts{nil, "", "", "", "US"}, "|||||US", ""},
		{"a country nobody knows", value.AddressParts{lines("1 Main Street"), "Newark", "", "", "Atlantis"}, "1 Main Street||Newark|||", "country_unknown"},
	}
	for _, c := range cases {
		address, remarks, err := value.ComposeAddress(c.parts)
		if got := shown(address); err != nil || got != c.want || codes(remarks) != c.remarks {
			t.Errorf("%s: %s %s %v, want %s %s", c.about, got, codes(remarks), err, c.want, c.remarks)
		}
	}
	if _, _, err := value.ComposeAddress(value.AddressParts{City: "N/A"}); code(err) != "address_unreadable" {
		t.Errorf("nothing at all: %v", err)
	}
}
