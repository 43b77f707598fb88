package validate_test

import (
	"encoding/json"
	"fmt"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/validate"
)

func Example() {
	checker, err := validate.New(validate.Config{
		Levels: map[string]validate.Level{"container_check_digit": validate.LevelHold},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	order := &filing.CustomsOrder{}
	err = json.Unmarshal([]byte(`{
		"name": "Import OOLU2718281830",
		"freight_details": {
			"mode_of_transport": "OCEAN_FCL",
			"bill_numbers": {"master_bill_of_lading_number": "OOLU2718281830"},
			"route": {"port_of_loading": {"un_lo_code": "TWKHH"}, "port_of_unloading": {"un_lo_code": "USSEA"}},
			"containers": [{"container_number": "TGHU4418279"}]
		},
		"involved_parties": [{"type": "SHIPPER", "name": "Ginkgo Hand Tools"}, {"type": "CONSIGNEE", "name": "Rivethorn Tool"}],
		"request_metadata": {"source_document": {"type": "OCEAN_BILL_OF_LADING", "external_ref": "s3://inbox/bl.xlsx#OOLU2718281830"}}
	}`), order)
	if err != nil {
		fmt.Println(err)
		return
	}
	at := func(col, row int) []sheet.Place { return []sheet.Place{{Sheet: "B-L", Ref: sheet.At(col, row)}} }
	doc := &mapping.Document{Filings: []mapping.Filing{{
		Kind: filing.KindOrder, Request: order,
		Cells:  map[filing.Pointer][]sheet.Place{"/freight_details/containers/0/container_number": at(1, 14)},
		Blanks: map[filing.Pointer][]sheet.Place{"/incoterm": at(4, 9)},
	}}}

	checker.Check(doc, time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC))

	fmt.Println(doc.Filings[0].Outcome)
	for _, problem := range doc.Filings[0].Problems {
		fmt.Println(problem.Severity, problem.Code, problem.Cells)
		fmt.Println(" ", problem.Message)
		fmt.Println(" ", problem.Hint)
	}
	// Output:
	// invalid
	// warning container_check_digit [B-L!A14]
	//   The check digit of container TGHU4418279 is wrong: after TGHU441827 comes 5.
	//   In B-L!A14, write the number as it stands on the container's door or the booking.
	// error incoterm_missing [B-L!D9]
	//   The delivery term (incoterm) is missing.
	//   At B-L!D9, write the term on which the goods are sold, such as FOB or FCA.
}
