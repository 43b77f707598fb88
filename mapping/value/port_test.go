package value_test

import (
	"regexp"
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParsePort(t *testing.T) {
	t.Parallel()
	anywhere, inUS := value.PortEvidence{}, value.PortEvidence{Country: "US"}
	cases := []struct {
		text string
		e    value.PortEvidence
		want string // name|UN/LOCODE|Schedule D|Schedule K, or an error's code
	}{
		{"Yantian, China", anywhere, "Yantian|CNYTN||"}, {"Los Angeles, CA", anywhere, "Los Angeles|USLAX||"}, {"HAIPHONG", anywhere, "HAIPHONG|VNHPH||"}, {"SAVANNAH, GA (1703)", anywhere, "SAVANNAH|USSAV|1703|"}, {"LAEM CHABANG, THAILAND", anywhere, "LAEM CHABANG|THLCH||"}, {"HOUSTON, TX", anywhere, "HOUSTON|USHOU||"}, {"IZMIR", anywhere, "IZMIR|TRIZM||"}, {"CHARLESTON, SC", anywhere, "CHARLESTON|USCHS||"},
		{"NHAVA SHEVA", anywhere, "NHAVA SHEVA|INNSA||"}, {"NEW YORK", anywhere, "NEW YORK|USNYC||"}, {"Shanghai (CNSHA)", anywhere, "Shanghai|CNSHA||"}, {"Norfolk, VA (1401)", anywhere, "Norfolk|USORF|1401|"}, {"CALLAO, PERU", anywhere, "CALLAO|PECLL||"}, {"PHILADELPHIA, PA", anywhere, "PHILADELPHIA|USPHL||"}, {"宁波 NINGBO (CNNGB)", anywhere, "NINGBO|CNNGB||"}, {"LONG BEACH, CA", anywhere, "LONG BEACH|USLGB||"},
		{"KAOHSIUNG, TAIWAN", anywhere, "KAOHSIUNG|TWKHH||"}, {"SEATTLE, WA", anywhere, "SEATTLE|USSEA||"}, {"CHICAGO, IL", anywhere, "CHICAGO|USCHI||"}, {"BUSAN, KOREA", anywhere, "BUSAN|KRPUS||"}, {"LOS ANGELES, CA", anywhere, "LOS ANGELES|USLAX||"}, {"GUAYAQUIL, ECUADOR", anywhere, "GUAYAQUIL|ECGYE||"}, {"MIAMI, FL", anywhere, "MIAMI|USMIA||"}, {"Hamburg", anywhere, "Hamburg|DEHAM||"}, {"Baltimore", anywhere, "Baltimore|USBAL||"}, {"CHITTAGONG, BANGLADESH", anywhere, "CHITTAGONG|BDCGP||"}, {"NEW YORK, NY", anywhere, "NEW YORK|USNYC||"}, {"CEBU", anywhere, "CEBU|PHCEB||"}, {"OAKLAND, CA", anywhere, "OAKLAND|USOAK||"}, {"OAKLAND (USOAK)", anywhere, "OAKLAND|USOAK||"}, {"Tanjung Priok, Indonesia", anywhere, "Tanjung Priok|IDTPP||"},
		{"CNSHA", anywhere, "|CNSHA||"}, {"USLAX", anywhere, "|USLAX||"}, {"CN NGB", anywhere, "|CNNGB||"}, {"UN/LOCODE: CNSHA", anywhere, "|CNSHA||"}, {"SHANGHAI CNSHA", anywhere, "SHANGHAI|CNSHA||"}, {"SHANGHAI / CNSHA", anywhere, "SHANGHAI|CNSHA||"}, {"CNSHA - Shanghai", anywhere, "Shanghai|CNSHA||"}, {"Shanghai [CNSHA], China", anywhere, "Shanghai|CNSHA||"},
		{"LOS ANGELES CA", anywhere, "LOS ANGELES|USLAX||"}, {"LOS ANGELES CA USA", anywhere, "LOS ANGELES|USLAX||"}, {"Los Angeles, California, United States", anywhere, "Los Angeles|USLAX||"}, {"LONG BEACH,CA", anywhere, "LONG BEACH|USLGB||"}, {"TACOMA (WA)", anywhere, "TACOMA|USTIW||"}, {"NORFOLK VA, USA", anywhere, "NORFOLK|USORF||"}, {"KAOHSIUNG TAIWAN", anywhere, "KAOHSIUNG|TWKHH||"}, {"SHANGHAI CHINA", anywhere, "SHANGHAI|CNSHA||"}, {"BUSAN KOREA", anywhere, "BUSAN|KRPUS||"}, {"Ningbo, Zhejiang, China", anywhere, "Ningbo|CNNGB||"}, {"LONG BEACH - CA - USA", anywhere, "LONG BEACH|USLGB||"}, {"SANTOS - BRASIL", anywhere, "SANTOS|BRSSZ||"},
		{"SAVANNAH, GA", anywhere, "SAVANNAH|USSAV||"}, {"MOBILE, AL", anywhere, "MOBILE|USMOB||"}, {"PORTLAND, ME", anywhere, "PORTLAND|USPWM||"}, {"PORTLAND, OR", anywhere, "PORTLAND|USPDX||"}, {"WILMINGTON, NC", anywhere, "WILMINGTON|USILM||"}, {"WILMINGTON, DE", anywhere, "WILMINGTON|USILG||"}, {"COLON, PA", anywhere, "COLON|PAONX||"}, {"VANCOUVER, WA", anywhere, "VANCOUVER|USVAN||"}, {"VANCOUVER, BC", anywhere, "VANCOUVER|CAVAN||"},
		{"Nhava Sheva (JNPT)", anywhere, "Nhava Sheva|INNSA||"}, {"JNPT", anywhere, "JNPT|INNSA||"}, {"HO CHI MINH, VIETNAM", anywhere, "HO CHI MINH|VNSGN||"}, {"Hai Phong Port, Vietnam", anywhere, "Hai Phong Port|VNHPH||"}, {"HCMC", anywhere, "HCMC|VNSGN||"}, {"XINGANG, TIANJIN, CHINA", anywhere, "XINGANG|CNTXG||"}, {"SHEKOU, SHENZHEN", anywhere, "SHEKOU|CNSHK||"}, {"Port of Los Angeles", anywhere, "Port of Los Angeles|USLAX||"}, {"QINGDAO PORT, CHINA", anywhere, "QINGDAO PORT|CNTAO||"}, {"上海", anywhere, "上海|CNSHA||"}, {"上海 SHANGHAI", anywhere, "SHANGHAI|CNSHA||"}, {"盐田", anywhere, "盐田|CNYTN||"}, {"İZMİR", anywhere, "İZMİR|TRIZM||"},
		{"HONG KONG", anywhere, "HONG KONG|HKHKG||"}, {"SINGAPORE", anywhere, "SINGAPORE|SGSIN||"}, {"Hong Kong, China", anywhere, "Hong Kong|HKHKG||"}, {"Singapore, Singapore", anywhere, "Singapore|SGSIN||"}, {"GENOA", anywhere, "GENOA|ITGOA||"}, {"LAGOS", anywhere, "LAGOS|NGLOS||"}, {"ANTWERP, BELGIUM", anywhere, "ANTWERP|BEANR||"}, {"LE HAVRE", anywhere, "LE HAVRE|FRLEH||"}, {"POL: NINGBO", anywhere, "NINGBO|CNNGB||"},
		{"MANZANILLO, MEXICO", anywhere, "MANZANILLO|MXZLO||"}, {"MANZANILLO, PANAMA", anywhere, "MANZANILLO|PAMIT||"}, {"MANZANILLO", anywhere, "MANZANILLO|||"}, {"PORTLAND", anywhere, "PORTLAND|||"}, {"PORTLAND", inUS, "PORTLAND|||"}, {"VANCOUVER", inUS, "VANCOUVER|USVAN||"}, {"CARTAGENA", anywhere, "CARTAGENA|||"}, {"CARTAGENA, COLOMBIA", anywhere, "CARTAGENA|COCTG||"}, {"TRIPOLI", anywhere, "TRIPOLI|||"}, {"SAN ANTONIO, CHILE", anywhere, "SAN ANTONIO|CLSAI||"}, {"NEWARK, NJ", anywhere, "NEWARK|USEWR||"}, {"New York/New Jersey", anywhere, "New York/New Jersey|USNYC||"},
		{"HO CHI MINH CITY / CAT LAI", anywhere, "HO CHI MINH CITY / CAT LAI|||"}, {"LOS ANGELES OR LONG BEACH", anywhere, "LOS ANGELES OR LONG BEACH|||"}, {"LOS ANGELES / LONG BEACH, CA", anywhere, "LOS ANGELES / LONG BEACH|||"},
		{"LOS ANGELES, CA / LONG BEACH, CA", anywhere, "LOS ANGELES / LONG BEACH|||"}, {"Bangkok (Laem Chabang)", anywhere, "Bangkok|||"}, {"Guangzhou (Nansha)", anywhere, "Guangzhou|||"}, {"NANSHA,GUANGZHOU", anywhere, "NANSHA|CNNSA||"}, {"CAT LAI PORT, HCMC, VIETNAM", anywhere, "CAT LAI PORT|VNCLI||"}, {"HAIPHONG (LACH HUYEN)", anywhere, "HAIPHONG|VNHPH||"}, {"CHENNAI (MADRAS)", anywhere, "CHENNAI|INMAA||"},
		{"XIAMEN,CHINA(CNXMN)", anywhere, "XIAMEN|CNXMN||"}, {"Atlanta GA USA", anywhere, "Atlanta|USATL||"}, {"Montreal, QC, Canada", anywhere, "Montreal|CAMTR||"}, {"San Juan, Puerto Rico", anywhere, "San Juan|PRSJU||"}, {"Freeport, Bahamas", anywhere, "Freeport|BSFPO||"}, {"Ambarli, Istanbul, Turkey", anywhere, "Ambarli|TRAMB||"}, {"St. Louis, MO", anywhere, "St. Louis|USSTL||"}, {"Kansas City", anywhere, "Kansas City|||"},
		{"Los Angeles, CA 2704", anywhere, "Los Angeles|USLAX|2704|"}, {"SHANGHAI (57035)", anywhere, "SHANGHAI|CNSHA||57035"}, {"2704", anywhere, "||2704|"}, {"LOS ANGELES (WBCT)", anywhere, "LOS ANGELES|USLAX||"},
		{"Shanghai (CNNGB)", anywhere, "port_code_conflict"}, {"宁波 NINGBO (CCNGB)", anywhere, "port_code_conflict"}, {"Shanghai, Vietnam", anywhere, "Shanghai|||"}, {"Zyxwvton, Atlantis", anywhere, "Zyxwvton|||"}, {"Zyxwvton (CNZZZ)", anywhere, "Zyxwvton|CNZZZ||"},
		{"HOUSTON, TX 77015", anywhere, "HOUSTON|USHOU||"}, {"Houston TX 77015", anywhere, "Houston|USHOU||"}, {"57076 NINGBO", anywhere, "NINGBO|CNNGB||57076"}, {"1703 - SAVANNAH, GA", anywhere, "SAVANNAH|USSAV|1703|"}, {"LONG BEACH PIER T", anywhere, "LONG BEACH|USLGB||"}, {"NEWARK MAHER TERMINAL", anywhere, "NEWARK|USEWR||"}, {"LOS ANGELES - APM TERMINAL PIER 400", anywhere, "LOS ANGELES|USLAX||"}, {"HONG KONG SAR", anywhere, "HONG KONG SAR|HKHKG||"},
		{"GEORGETOWN", anywhere, "GEORGETOWN|||"}, {"GEORGETOWN, GUYANA", anywhere, "GEORGETOWN|GYGEO||"}, {"SANTIAGO", anywhere, "SANTIAGO|||"}, {"WILMINGTON, DE", anywhere, "WILMINGTON|USILG||"}, {"SHANGHAI VIA BUSAN", anywhere, "SHANGHAI VIA BUSAN|||"},
		{"TBA", anywhere, "port_unreadable"}, {"", anywhere, "port_unreadable"}, {"640", anywhere, "port_unreadable"}, {"N/A", anywhere, "port_unreadable"},
	}
	for _, c := range cases {
		port, _, err := value.ParsePort(c.text, c.e)
		got := strings.Join([]string{port.Name, port.LOCODE, port.ScheduleD, port.ScheduleK}, "|")
		if err != nil {
			got = code(err)
		}
		if got != c.want {
			t.Errorf("ParsePort(%q, %v): %s (%v), want %s", c.text, c.e, got, err, c.want)
		}
	}
}

func TestPortRemarks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"MANZANILLO": "port_ambiguous", "Shanghai, Vietnam": "port_elsewhere", "Zyxwvton": "port_unknown", "Zyxwvton (CNZZZ)": "port_code_unknown", "SHANGHAI": "", "Los Angeles, CA": "", "LOS ANGELES OR LONG BEACH": "port_ambiguous",
	} {
		if _, remarks, _ := value.ParsePort(text, value.PortEvidence{}); codes(remarks) != want {
			t.Errorf("ParsePort(%q) remarks %q, want %q", text, codes(remarks), want)
		}
	}
	_, remarks, _ := value.ParsePort("PORTLAND", value.PortEvidence{})
	if len(remarks) != 1 || !strings.Contains(remarks[0].Message, "Portland, Oregon, US (USPDX)") || !strings.Contains(remarks[0].Message, "USPWM") {
		t.Errorf("the remark does not list the Portlands: %+v", remarks)
	}
	for text, want := range map[string]string{"Los Angeles, CA": "US CA", "Yantian, China": "CN ", "VANCOUVER, BC": "CA ", "SAVANNAH, GA": "US GA", "Zyxwvton, China": "CN ", "USLAX": "US CA"} {
		if port, _, _ := value.ParsePort(text, value.PortEvidence{}); string(port.Country)+" "+port.State != want {
			t.Errorf("ParsePort(%q) is in %s %s, want %s", text, port.Country, port.State, want)
		}
	}
}

func TestParseAirport(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{"ICN", "|ICN"}, {"ORD", "|ORD"}, {"Incheon (ICN)", "Incheon|ICN"}, {"ICN - Seoul Incheon", "Seoul Incheon|ICN"}, {"Seoul Incheon, ICN", "Seoul Incheon|ICN"}, {"INCHEON AIRPORT, KOREA", "INCHEON AIRPORT|ICN"}, {"CHICAGO O'HARE", "CHICAGO O'HARE|ORD"}, {"Frankfurt", "Frankfurt|FRA"}, {"Shanghai Pudong, China", "Shanghai Pudong|PVG"},
		{"HONG KONG", "HONG KONG|HKG"}, {"Shanghai", "Shanghai|"}, {"QQQ", "|QQQ"}, {"Los Angeles, CA", "Los Angeles|LAX"}, {"上海浦东", "上海浦东|PVG"},
	}
	for _, c := range cases {
		port, _, err := value.ParsePort(c.text, value.PortEvidence{Air: true})
		if got := port.Name + "|" + port.IATA; err != nil || got != c.want || port.LOCODE != "" {
			t.Errorf("ParsePort(%q) by air: %s %v, want %s", c.text, got, err, c.want)
		}
	}
}

// The tables hold together: each code is one, each place has a name.
func TestPlaceTable(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^[A-Z]{2}[A-Z2-9]{3}$`)
	for _, text := range value.AllPlaceCodes() {
		if !shape.MatchString(text) {
			t.Errorf("%q is no UN/LOCODE", text)
		}
		if port, _, err := value.ParsePort(text, value.PortEvidence{}); err != nil || port.LOCODE != text {
			t.Errorf("ParsePort(%q): %+v %v", text, port, err)
		}
	}
	if n := len(value.AllPlaceCodes()); n < 1500 {
		t.Errorf("only %d places", n)
	}
}
