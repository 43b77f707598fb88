package contract

import (
	"errors"
	"testing"
)

func TestCheckNamesTheFormThatWasMeant(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, schema, body string
		want               string // "" for none
	}{
		{"a whole address", "AddressDetails", `{"address_line1":"1 Pier","city":"Reno","country_code":"US"}`, ""},
		{"pattern", "AddressDetails", `{"address_line1":"1 Pier","city":"Reno","country_code":"USA"}`, "country_code: 'USA' does not match pattern '^[A-Z]{2}$'"},
		{"format is asserted", "RequestMetadataRequestId", `"nope"`, ": 'nope' is not valid uuid: must have 5 elements"},
		{
			"a party without tariff lines is no manufacturer, and a manufacturer lacks them", "IsfWorksheetEntity",
			`{"name":"A","entity_type":"MANUFACTURER_SUPPLIER","address_details":{"address_line1":"1","city":"B","country_code":"CN"}}`,
			": missing property 'harmonized_tariff_schedules'",
		},
		{"unknown key", "ContactDetails", `{"fax":"1"}`, ": additional properties 'fax' not allowed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			schema, err := Component(test.schema)
			if err != nil {
				t.Fatal(err)
			}
			err = schema.CheckJSON([]byte(test.body))
			if test.want == "" {
				if err != nil {
					t.Fatalf("got %v, want no error", err)
				}
				return
			}
			var violations *Violations
			if !errors.As(err, &violations) || err.Error() != test.want {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}
