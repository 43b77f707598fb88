package mapping_test

import (
	"slices"
	"testing"

	"docket/mapping"
)

// TestDoubt: signs that values stand for something else than it seems are questions, which hold a filing. Sheets without
// such signs put no question.
func TestDoubt(t *testing.T) {
	t.Parallel()
	const head = "ISF 10+2,\nMBL,COSU6412907730\nHBL,QJLF26110447\nVessel,EVER LUCKY\n"
	for name, c := range map[string]struct{ sheet, code string }{
		"a heading is not understood, and its party goes on the one above": {
			"Buyer,\nName,Oak Imports Inc.\nCity,Elizabeth\nXqwz,\nName,\"Acme Works Co., Ltd.\"\nCity,Shenzhen\n", "stated_twice"},
		"a party in one cell and another name below it": {"Consolidator,Jialan Ocean Freight\nCountry,China\nCompleted,\nName,Lin Qiaoyun\n", "stated_twice"},
		"one address twice":                             {"Buyer,Oak Imports Inc.\nAddress,\"61 Cinder Mill Road, Elizabeth, NJ 07201\"\nXqwz,\nAddress,61 Cinder Mill Road\n", "stated_twice"},
		"a label where a name should be":                {"Seller,Firma\nCity,Shenzhen\n", "label_as_value"},
		"amounts side by side":                          {"Gross weight (kg),2556.0,1310.4,253.5\n", "several_amounts"},
		"name and city once":                            {"Buyer,\nName,Oak Imports Inc.\nCity,Elizabeth\nSeller,\nName,\"Acme Works Co., Ltd.\"\nCity,Shenzhen\n", ""},
		"a name again, as it was":                       {"Buyer,Oak Imports Inc.\nName,Oak Imports Inc.\n", ""},
		"an address of two lines":                       {"Buyer,Oak Imports Inc.\nAddress,61 Cinder Mill Road\nAddress,Building 4\nCity,Elizabeth\n", ""},
		"an amount in two units":                        {"Gross weight,2556.0,KGS,5635.0,LBS\n", ""},
		"an amount with its unit":                       {"Gross weight,2556.0,KGS\n", ""},
		"a company called as a label says":              {"Seller,\"Address Furniture Co., Ltd.\"\nCity,Shenzhen\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := convert(paper{"doubt.csv", []byte(head + c.sheet)}, mapping.Options{OrdersFromISF: true})
			if len(document.Filings) != 2 {
				t.Fatalf("%d filings", len(document.Filings))
			}
			for _, f := range document.Filings {
				var asked []string
				for _, p := range f.Problems {
					if p.Question {
						asked = append(asked, p.Code)
					}
				}
				if c.code == "" && len(asked) > 0 || c.code != "" && !slices.Contains(asked, c.code) {
					t.Errorf("%s: questions %v, want %q", f.Kind, asked, c.code)
				}
			}
		})
	}
}

// TestPartyWithoutName: an order does not name a party of which only the address is known.
func TestPartyWithoutName(t *testing.T) {
	t.Parallel()
	document := convert(paper{"doubt.csv", []byte("BILL OF LADING,\nMBL,COSU6412907730\nVessel,EVER LUCKY\nShipper,\nAddress,88 Mill Lane\nCity,Shenzhen\nCountry,China\n")}, mapping.Options{})
	if len(document.Filings) != 1 || !slices.ContainsFunc(document.Filings[0].Problems, func(p mapping.Problem) bool { return p.Code == "party_without_name" && p.Question }) {
		t.Errorf("%+v", document.Filings)
	}
}
