package value_test

import (
	"fmt"
	"testing"

	"docket/mapping/value"
)

func TestParseIncoterm(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{"FOB", "FOB|"}, {"fob", "FOB|"}, {"F.O.B.", "FOB|"}, {"FOB KAOHSIUNG", "FOB|KAOHSIUNG"}, {"FCA Incheon", "FCA|Incheon"}, {"FOB Ningbo, USD", "FOB|Ningbo"}, {"CFR MIAMI", "CFR|MIAMI"}, {"FCA Hamburg", "FCA|Hamburg"}, {"FOB Ningbo, USD, T/T 30/70", "FOB|Ningbo"}, {"C&F LOS ANGELES", "CFR|LOS ANGELES"}, {"CNF", "CFR|"}, {"EX WORKS SHENZHEN", "EXW|SHENZHEN"}, {"Ex-Works", "EXW|"}, {"DDP (Incoterms 2020) Chicago", "DDP|Chicago"}, {"FOB INCOTERMS® 2020", "FOB|"}, {"FOB: SHANGHAI", "FOB|SHANGHAI"}, {"Incoterms: DAP Denver", "DAP|Denver"}, {"FREE ON BOARD", "FOB|"}, {"FOB USD", "FOB|"}, {"FOB-SHANGHAI", "FOB|SHANGHAI"},
		{"Incoterms 2020: DAP Dallas", "DAP|Dallas"}, {"Terms: FOB / ETA 12 Jan 2027 / LCL", "FOB|"}, {"FOB Qingdao / LCL", "FOB|Qingdao"}, {"Price term: FOB SHENZHEN", "FOB|SHENZHEN"}, {"Sale term FOB Ningbo", "FOB|Ningbo"}, {"FOBShanghai", "FOB|Shanghai"}, {"USD FOB Shanghai", "FOB|Shanghai"}, {"FOB, freight collect", "FOB|"}, {"DELIVERED DUTY PAID (DDP)", "DDP|"}, {"贸易方式 FOB 宁波", "FOB|宁波"}, {"FOB Ningbo; T/T 30 days", "FOB|Ningbo"},
		{"FOB HCM - CIF LA", "incoterms_several"}, {"We fob it off", "incoterm_unknown"},
		{"DDU", "incoterm_former"}, {"FOB / CIF", "incoterms_several"}, {"PREPAID", "incoterm_unknown"}, {"", "incoterm_unknown"}, {"FREIGHT COLLECT", "incoterm_unknown"}, {"FOBOS LTD", "incoterm_unknown"}, {"N/A", "incoterm_unknown"},
	}
	for _, c := range cases {
		term, _, err := value.ParseIncoterm(c.text)
		got := term.Code + "|" + term.Place
		if err != nil {
			got = code(err)
		}
		if got != c.want {
			t.Errorf("ParseIncoterm(%q): %s, want %s", c.text, got, c.want)
		}
	}
}

func TestParseService(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{"FCL", "FCL"}, {"LCL", "LCL"}, {"FCL/FCL  CY/CY", "FCL CY CY"}, {"CY/CY", "CY CY"}, {"CFS/CFS", "LCL CFS CFS"}, {"CY-CY", "CY CY"}, {"CY TO DOOR", "CY DOOR"}, {"FCL - CY/DOOR", "FCL CY DOOR"}, {"LCL/LCL", "LCL"}, {"整柜", "FCL"}, {"拼箱 LCL", "LCL"}, {"Full Container Load", "FCL"}, {"CFS / CY", "CFS CY"}, {"FCL/LCL", "service_conflict"}, {"AIR", "service_unknown"}, {"", "service_unknown"}, {"DOOR HANDLES", "service_unknown"},
		{"All shipments LCL/LCL", "LCL"}, {"Terms: FOB / ETA 12 Jan 2027 / LCL", "LCL"}, {"By sea, LCL", "LCL"}, {"1x40HC FCL", "FCL"}, {"SHIPPER'S LOAD AND COUNT FCL", "FCL"}, {"Buyer's consol", "LCL"}, {"Sammelgut", "LCL"}, {"Contenedor completo", "FCL"}, {"FCL ☐ LCL ☒", "LCL"}, {"[X] FCL [ ] LCL", "FCL"}, {"[ ] FCL [ ] LCL", "service_conflict"}, {"FCL (not LCL)", "service_unknown"}, {"not FCL", "service_unknown"},
	}
	for _, c := range cases {
		service, _, err := value.ParseService(c.text)
		got := ""
		if service.FCL {
			got += "FCL "
		}
		if service.LCL {
			got += "LCL "
		}
		if got += service.From + " " + service.To; err != nil {
			got = code(err)
		}
		if fmt.Sprint(trimmed(got)) != c.want {
			t.Errorf("ParseService(%q): %s, want %s", c.text, got, c.want)
		}
	}
}

func trimmed(text string) string {
	for len(text) > 0 && text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
	}
	return text
}

func TestParseBond(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Continuous": "CONTINUOUS", "CONTINUOUS BOND": "CONTINUOUS", "Single transaction": "SINGLE_TRANSACTION", "SINGLE": "SINGLE_TRANSACTION", "STB": "SINGLE_TRANSACTION", "8": "CONTINUOUS", "9": "SINGLE_TRANSACTION", "Single / Continuous": "", "": "", "26C004417": "", "N/A": "",
	} {
		if got, _, _ := value.ParseBondType(text); got != want {
			t.Errorf("ParseBondType(%q): %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"1": "IMPORTER_OR_BROKER", "01 - Importer or Broker": "IMPORTER_OR_BROKER", "16": "ISF_BOND", "ISF bond": "ISF_BOND", "2": "CUSTODIAN_OF_BONDED_MERCHANDISE", "International carrier": "INTERNATIONAL_CARRIER", "": "", "99": "",
	} {
		if got, _, _ := value.ParseBondActivity(text); got != want {
			t.Errorf("ParseBondActivity(%q): %q, want %q", text, got, want)
		}
	}
}
