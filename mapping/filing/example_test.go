package filing_test

import (
	"encoding/json"
	"fmt"
	"log"

	"docket/mapping/filing"
)

func ExampleIsfWorksheet() {
	worksheet := &filing.IsfWorksheet{
		BillNumbers: &filing.MasterHouseBills{Master: "EXML7012345678", Houses: []string{"EXFW00012345"}},
		Entities: []filing.Entity{
			&filing.Manufacturer{
				Name:           "Example Garment Factory",
				AddressDetails: filing.IsfAddress{AddressLine1: "8 Example Road", City: "Shenzhen", CountryCode: "CN"},
				HarmonizedTariffSchedules: []filing.TariffLine{
					{HarmonizedNumber: "6109100012", CountryOfOrigin: "CN"},
				},
			},
			&filing.Importer{
				EntityType:       filing.EntityImporter,
				Name:             "Example Apparel Inc.",
				EntityIdentifier: &filing.EIN{Number: "12-345678900"},
				AddressDetails:   filing.IsfAddress{AddressLine1: "500 Sample Avenue", City: "Reno", CountryCode: "US"},
			},
		},
	}
	fmt.Println(worksheet.Kind(), worksheet.Reference())
	for _, entity := range worksheet.Entities {
		fmt.Println(entity.Role(), entity.Details().Name)
	}
	// Output:
	// isf EXFW00012345
	// MANUFACTURER_SUPPLIER Example Garment Factory
	// IMPORTER_OF_RECORD Example Apparel Inc.
}

func ExampleOptional() {
	services := filing.Services{
		ImportCustoms: filing.Some(true),
		Insurance:     filing.Null[bool](), // said to be no change; Delivery is not mentioned at all
	}
	text, err := json.Marshal(services)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output: {"import_customs":true,"insurance":null}
}

func ExampleDecodeError() {
	var order filing.CustomsOrder
	err := json.Unmarshal([]byte(`{
		"name": "Import EXML7012345678",
		"freight_details": {"mode_of_transport": "OCEAN_FCL", "vessel": "EXAMPLE STAR"},
		"cargo_details": {"weight": {"value": "8,305", "unit": "KG"}}
	}`), &order)
	fmt.Println(err)
	// Output: /freight_details/vessel is unknown to the API; /cargo_details/weight/value is a string, want a number
}
