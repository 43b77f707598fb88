package value_test

import (
	"regexp"
	"strings"
	"testing"

	"docket/mapping/value"
)

func TestParsePort(t *testing.T) {
	t.Parallel()
	any, inUS := value.PortEvidence{}, value.PortEvidence{Country: "US"}
	cases := []struct {
		text string
		e    value.PortEvidence
		want string // name|UN/LOCODE|Schedule D|Schedule K, or an error's code
	}{
		{"Yantian, China", any, "Yantian|CNYTN||"}, {"Los Angeles, CA", any, "Los Angeles|USLAX||"}, {"HAIPHONG", any, "HAIPHONG|VNHPH||"}, {"SAVANNAH, GA (1703)", any, "SAVANNAH|USSAV|1703|"}, {"LAEM CHABANG, THAILAND", any, "LAEM CHABANG|THLCH||"}, {"HOUSTON, TX", any, "HOUSTON|USHOU||"}, {"IZMIR", any, "IZMIR|TRIZM||"}, {"CHARLESTON, SC", any, "CHARLESTON|USCHS||"},
		{"NHAVA SHEVA", any, "NHAVA SHEVA|INNSA||"}, {"NEW YORK", any, "NEW YORK|USNYC||"}, {"Shanghai (CNSHA)", any, "Shanghai|CNSHA||"}, {"Norfolk, VA (1401)", any, "Norfolk|USORF|1401|"}, {"CALLAO, PERU", any, "CALLAO|PECLL||"}, {"PHILADELPHIA, PA", any, "PHILADELPHIA|USPHL||"}, {"宁波 NINGBO (CNNGB)", any, "NINGBO|CNNGB||"}, {"LONG BEACH, CA", any, "LONG BEACH|USLGB||"},
		{"KAOHSIUNG, TAIWAN", any, "KAOHSIUNG|TWKHH||"}, {"SEATTLE, WA", any, "SEATTLE|USSEA||"}, {"CHICAGO, IL", any, "CHICAGO|USCHI||"}, {"BUSAN, KOREA", any, "BUSAN|KRPUS||"}, {"LOS ANGELES, CA", any, "LOS ANGELES|USLAX||"}, {"GUAYAQUIL, ECUADOR", any, "GUAYAQUIL|ECGYE||"}, {"MIAMI, FL", any, "MIAMI|USMIA||"}, {"Hamburg", any, "Hamburg|DEHAM||"}, {"Baltimore", any, "Baltimore|USBAL||"}, {"CHITTAGONG, BANGLADESH", any, "CHITTAGONG|BDCGP||"}, {"NEW YORK, NY", any, "NEW YORK|USNYC||"}, {"CEBU", any, "CEBU|PHCEB||"}, {"OAKLAND, CA", any, "OAKLAND|USOAK||"}, {"OAKLAND (USOAK)", any, "OAKLAND|USOAK||"}, {"Tanjung Priok, Indonesia", any, "Tanjung Priok|IDTPP||"},
		{"CNSHA", any, "|CNSHA||"}, {"USLAX", any, "|USLAX||"}, {"CN NGB", any, "|CNNGB||"}, {"UN/LOCODE: CNSHA", any, "|CNSHA||"}, {"SHANGHAI CNSHA", any, "SHANGHAI|CNSHA||"}, {"SHANGHAI / CNSHA", any, "SHANGHAI|CNSHA||"}, {"CNSHA - Shanghai", any, "Shanghai|CNSHA||"}, {"Shanghai [CNSHA], China", any, "Shanghai|CNSHA||"},
		{"LOS ANGELES CA", any, "LOS ANGELES|USLAX||"}, {"LOS ANGELES CA USA", any, "LOS ANGELES|USLAX||"}, {"Los Angeles, California, United States", any, "Los Angeles|USLAX||"}, {"LONG BEACH,CA", any, "LONG BEACH|USLGB||"}, {"TACOMA (WA)", any, "TACOMA|USTIW||"}, {"NORFOLK VA, USA", any, "NORFOLK|USORF||"}, {"KAOHSIUNG TAIWAN", any, "KAOHSIUNG|TWKHH||"}, {"SHANGHAI CHINA", any, "SHANGHAI|CNSHA||"}, {"BUSAN KOREA", any, "BUSAN|KRPUS||"}, {"Ningbo, Zhejiang, China", any, "Ningbo|CNNGB||"}, {"LONG BEACH - CA - USA", any, "LONG BEACH|USLGB||"}, {"SANTOS - BRASIL", any, "SANTOS|BRSSZ||"},
		{"SAVANNAH, GA", any, "SAVANNAH|USSAV||"}, {"MOBILE, AL", any, "MOBILE|USMOB||"}, {"PORTLAND, ME", any, "PORTLAND|USPWM||"}, {"PORTLAND, OR", any, "PORTLAND|USPDX||"}, {"WILMINGTON, NC", any, "WILMINGTON|USILM||"}, {"WILMINGTON, DE", any, "WILMINGTON|USILG||"}, {"COLON, PA", any, "COLON|PAONX||"}, {"VANCOUVER, WA", any, "VANCOUVER|USVAN||"}, {"VANCOUVER, BC", any, "VANCOUVER|CAVAN||"},
		{"Nhava Sheva (JNPT)", any, "Nhava Sheva|INNSA||"}, {"JNPT", any, "JNPT|INNSA||"}, {"HO CHI MINH, VIETNAM", any, "HO CHI MINH|VNSGN||"}, {"Hai Phong Port, Vietnam", any, "Hai Phong Port|VNHPH||"}, {"HCMC", any, "HCMC|VNSGN||"}, {"XINGANG, TIANJIN, CHINA", any, "XINGANG|CNTXG||"}, {"SHEKOU, SHENZHEN", any, "SHEKOU|CNSHK||"}, {"Port of Los Angeles", any, "Port of Los Angeles|USLAX||"}, {"QINGDAO PORT, CHINA", any, "QINGDAO PORT|CNTAO||"}, {"上海", any, "上海|CNSHA||"}, {"上海 SHANGHAI", any, "SHANGHAI|CNSHA||"}, {"盐田", any, "盐田|CNYTN||"}, {"İZMİR", any, "İZMİR|TRIZM||"},
		{"HONG KONG", any, "HONG KONG|HKHKG||"}, {"SINGAPORE", any, "SINGAPORE|SGSIN||"}, {"Hong Kong, China", any, "Hong Kong|HKHKG||"}, {"Singapore, Singapore", any, "Singapore|SGSIN||"}, {"GENOA", any, "GENOA|ITGOA||"}, {"LAGOS", any, "LAGOS|NGLOS||"}, {"ANTWERP, BELGIUM", any, "ANTWERP|BEANR||"}, {"LE HAVRE", any, "LE HAVRE|FRLEH||"}, {"POL: NINGBO", any, "NINGBO|CNNGB||"},
		{"MANZANILLO, MEXICO", any, "MANZANILLO|MXZLO||"}, {"MANZANILLO, PANAMA", any, "MANZANILLO|PAMIT||"}, {"MANZANILLO", any, "MANZANILLO|||"}, {"PORTLAND", any, "PORTLAND|||"}, {"PORTLAND", inUS, "PORTLAND|||"}, {"VANCOUVER", inUS, "VANCOUVER|USVAN||"}, {"CARTAGENA", any, "CARTAGENA|||"}, {"CARTAGENA, COLOMBIA", any, "CARTAGENA|COCTG||"}, {"TRIPOLI", any, "TRIPOLI|||"}, {"SAN ANTONIO, CHILE", any, "SAN ANTONIO|CLSAI||"}, {"NEWARK, NJ", any, "NEWARK|USEWR||"}, {"New York/New Jersey", any, "New York/New Jersey|USNYC||"},
		{"HO CHI MINH CITY / CAT LAI", any, "HO CHI MINH CITY / CAT LAI|||"}, {"LOS ANGELES OR LONG BEACH", any, "LOS ANGELES OR LONG BEACH|||"}, {"LOS ANGELES / LONG BEACH, CA", any, "LOS ANGELES / LONG BEACH|||"},
		{"LOS ANGELES, CA / LONG BEACH, CA", any, "LOS ANGELES / LONG BEACH|||"}, {"Bangkok (Laem Chabang)", any, "Bangkok|||"}, {"Guangzhou (Nansha)", any, "Guangzhou|||"}, {"NANSHA,GUANGZHOU", any, "NANSHA|CNNSA||"}, {"CAT LAI PORT, HCMC, VIETNAM", any, "CAT LAI PORT|VNCLI||"}, {"HAIPHONG (LACH HUYEN)", any, "HAIPHONG|VNHPH||"}, {"CHENNAI (MADRAS)", any, "CHENNAI|INMAA||"},
		{"XIAMEN,CHINA(CNXMN)", any, "XIAMEN|CNXMN||"}, {"Atlanta GA USA", any, "Atlanta|USATL||"}, {"Montreal, QC, Canada", any, "Montreal|CAMTR||"}, {"San Juan, Puerto Rico", any, "San Juan|PRSJU||"}, {"Freeport, Bahamas", any, "Freeport|BSFPO||"}, {"Ambarli, Istanbul, Turkey", any, "Ambarli|TRAMB||"}, {"St. Louis, MO", any, "St. Louis|USSTL||"}, {"Kansas City", any, "Kansas City|||"},
		{"Los Angeles, CA 2704", any, "Los Angeles|USLAX|2704|"}, {"SHANGHAI (57035)", any, "SHANGHAI|CNSHA||57035"}, {"2704", any, "||2704|"}, {"LOS ANGELES (WBCT)", any, "LOS ANGELES|USLAX||"},
		{"Shanghai (CNNGB)", any, "port_code_conflict"}, {"Shanghai, Vietnam", any, "Shanghai|||"}, {"Zyxwvton, Atlantis", any, "Zyxwvton|||"}, {"Zyxwvton (CNZZZ)", any, "Zyxwvton|CNZZZ||"},
		{"HOUSTON, TX 77015", any, "HOUSTON|USHOU||"}, {"Houston TX 77015", any, "Houston|USHOU||"}, {"57076 NINGBO", any, "NINGBO|CNNGB||57076"}, {"1703 - SAVANNAH, GA", any, "SAVANNAH|USSAV|1703|"}, {"LONG BEACH PIER T", any, "LONG BEACH|USLGB||"}, {"NEWARK MAHER TERMINAL", any, "NEWARK|USEWR||"}, {"LOS ANGELES - APM TERMINAL PIER 400", any, "LOS ANGELES|USLAX||"}, {"HONG KONG SAR", any, "HONG KONG SAR|HKHKG||"},
		{"GEORGETOWN", any, "GEORGETOWN|||"}, {"GEORGETOWN, GUYANA", any, "GEORGETOWN|GYGEO||"}, {"SANTIAGO", any, "SANTIAGO|||"}, {"WILMINGTON, DE", any, "WILMINGTON|USILG||"}, {"SHANGHAI VIA BUSAN", any, "SHANGHAI VIA BUSAN|||"},
		{"TBA", any, "port_unreadable"}, {"", any, "port_unreadable"}, {"640", any, "port_unreadable"}, {"N/A", any, "port_unreadable"},
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
