package value_test

import (
	"fmt"
	"strings"
	"testing"

	"docket/mapping/value"

	"github.com/biter777/countries"
)

// TestCodesAreThemselves reads every country's codes: no name in any language may hide one.
func TestCodesAreThemselves(t *testing.T) {
	t.Parallel()
	former := "AN YU CS DD SU TP ZR BU FX NT XX ZZ XK AQ BV HM"
	for _, country := range countries.All() {
		code := country.Alpha2()
		if len(code) != 2 || strings.Contains(former, code) {
			continue
		}
		for _, text := range []string{code, strings.ToLower(code), country.Alpha3()} {
			if got, _, err := value.ParseCountry(text); got != value.Country(code) {
				t.Errorf("ParseCountry(%q): %q %v, want %s", text, got, err, code)
			}
		}
	}
}

func TestParseCountry(t *testing.T) {
	t.Parallel()
	want := map[value.Country][]string{
		"CN": {"CN", "CHN", "China", "CHINA", "P.R. China", "P.R.C.", "PRC", "PR CHINA", "P.R.CHINA", "People's Republic of China", "中国", "中國", "中国 CHINA", "中国大陆", "Mainland China", "CHINA (MAINLAND)", "MADE IN CHINA", "Product of China", "CN - CHINA", "CHINA (CN)", "CHINA, CN", "China/CN", "Trung Quốc", "중국", "Chine", "Çin", "República Popular China", "Country of origin: China", "CHINA ORIGIN", "CHINA CN"},
		"HK": {"Hong Kong", "HONGKONG", "HK", "Hong Kong SAR", "HONG KONG, CHINA", "Hong Kong S.A.R.", "H.K.", "香港", "中国香港", "Hong Kong (SAR), China"},
		"TW": {"TAIWAN", "Taiwan, R.O.C.", "TAIWAN (R.O.C.)", "R.O.C.", "TAIWAN, CHINA", "台湾", "臺灣", "TW", "Taiwan, Province of China"},
		"KR": {"KOREA, REPUBLIC OF", "South Korea", "Republic of Korea", "S. KOREA", "KOREA", "ROK", "한국", "大韩民国", "Südkorea", "Hàn Quốc", "Güney Kore", "KR", "대한민국 KOREA, REPUBLIC OF", "韓国 Korea, Republic of"},
		"TR": {"TURKEY-TR", "TURKEY", "Türkiye", "TÜRKİYE", "Turkiye", "Türkei", "土耳其", "TR", "TUR"},
		"VN": {"VIETNAM", "Viet Nam", "Việt Nam", "VN", "越南", "S.R. Vietnam", "Socialist Republic of Vietnam"},
		"PE": {"PE - PERU", "Perú", "PER", "Made in Peru"},
		"US": {"USA", "U.S.A.", "US", "U.S.", "United States", "United States of America", "the United States", "美国", "EE.UU.", "Estados Unidos", "ABD", "Hoa Kỳ", "미국"},
		"GB": {"UK", "U.K.", "United Kingdom", "England", "Great Britain", "GB", "Großbritannien", "英国"},
		"DE": {"Deutschland", "Germany", "DE", "Alemania", "Allemagne", "德国", "Almanya", "ドイツ"},
		"AT": {"Österreich", "Austria", "OESTERREICH"}, "NL": {"The Netherlands", "Holland", "Niederlande", "NL"}, "CZ": {"Czech Republic", "Czechia", "Tchéquie", "Tsjechië", "Czechy"}, "HU": {"Węgry", "Macaristan", "Ungheria"}, "LT": {"Lituanie", "Litauen"}, "MM": {"Burma", "Myanmar"}, "CI": {"Côte d'Ivoire", "Ivory Coast"}, "AE": {"UAE", "United Arab Emirates", "U.A.E."},
		"EC": {"ECUADOR"}, "LK": {"Sri Lanka"}, "IN": {"India", "IN", "印度"}, "PH": {"Philippines", "PH"}, "TH": {"THAILAND", "泰国"}, "ID": {"Indonesia", "印尼"}, "BD": {"BANGLADESH"}, "MX": {"México", "MEXICO"}, "CA": {"Canada", "CA"}, "MO": {"Macau", "澳门"}, "LA": {"Lao PDR", "Laos"}, "JP": {"日本", "Japan", "Nhật Bản"}, "KH": {"Cambodia", "Campuchia"}, "BR": {"Brasil", "BRAZIL"}, "PK": {"Pakistan"}, "SV": {"El Salvador"}, "DO": {"Dominican Republic", "República Dominicana"}, "RU": {"Russian Federation"}, "ZA": {"South Africa"}, "SA": {"K.S.A."}, "GE": {"Georgia"},
		"MY": {"MY", "my", "MYS"}, "NG": {"NGA", "NG"}, "BI": {"BI"}, "TC": {"TC"},
	}
	for country, name := range map[value.Country]string{"US": "Mỹ", "RU": "Nga", "BE": "Bỉ", "EG": "A.R.E.", "TR": "T.C.", "GB": "Anh"} { // which without accents and dots are codes of others
		want[country] = append(want[country], name)
	}
	for country, texts := range want {
		for _, text := range texts {
			if got, _, err := value.ParseCountry(text); got != country {
				t.Errorf("ParseCountry(%q): %q %v, want %s", text, got, err, country)
			}
		}
	}
	for text, want := range map[string]string{
		"": "country_unknown", "Atlantis": "country_unknown", "EU": "country_is_union", "European Union": "country_is_union", "CHINA / VIETNAM": "countries_several", "N/A": "country_unknown", "VARIOUS": "country_unknown", "Chinatown": "country_unknown", "BAR": "country_unknown", "ENG": "country_unknown", "Shanghai": "country_unknown", "QQ": "country_unknown", "640 CTNS": "country_unknown", "98402": "country_unknown",
	} {
		if got, _, err := value.ParseCountry(text); code(err) != want {
			t.Errorf("ParseCountry(%q): %q %v, want %s", text, got, err, want)
		}
	}
	if name := value.Country("CN").Name(); name != "China" {
		t.Errorf("the name of CN: %q", name)
	}
}

func TestParseCountries(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"CHINA": "[CN]", "CHINA / VIETNAM": "[CN VN]", "CN, VN": "[CN VN]", "Germany and Austria": "[DE AT]", "China\nVietnam": "[CN VN]", "KOREA, REPUBLIC OF": "[KR]", "KOREA, REPUBLIC OF, CHINA": "[KR CN]", "HONG KONG, CHINA": "[HK]", "CHINA, CHINA": "[CN]", "中国、越南": "[CN VN]", "MADE IN CHINA": "[CN]", "Deutschland und Österreich": "[DE AT]",
		"China, Atlantis": "country_unknown", "": "country_unknown",
	} {
		list, _, err := value.ParseCountries(text)
		got := fmt.Sprint(list)
		if err != nil {
			got = code(err)
		}
		if got != want {
			t.Errorf("ParseCountries(%q): %s, want %s", text, got, want)
		}
	}
}
