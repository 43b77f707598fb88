package contract

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestCheckSaysWhichMemberAndWhy(t *testing.T) {
	t.Parallel()
	const address = `"address_details":{"address_line1":"1 Pier","city":"Reno","country_code":"US"}`
	for _, test := range []struct {
		name, schema, body string
		want               string // "" for none
	}{
		{"a whole address", "AddressDetails", `{"address_line1":"1 Pier","city":"Reno","country_code":"US"}`, ""},
		{"pattern, without the value", "AddressDetails", `{"address_line1":"1 Pier","city":"Reno","country_code":"USA"}`, "country_code: must match ^[A-Z]{2}$"},
		{"format is asserted", "RequestMetadataRequestId", `"nope"`, "body: must be a valid uuid"},
		{"unknown key", "ContactDetails", `{"fax":"1"}`, "fax: is not a key that is known here"},
		{"two unknown keys", "ContactDetails", `{"fax":"1","a/b":""}`, "a/b: is not a key that is known here; fax: is not a key that is known here"},
		{"missing", "ShipmentTag", `{}`, "attribute: is required; values: is required"},
		{"empty text", "ShipmentTag", `{"attribute":"","values":["A"]}`, "attribute: must not be empty"},
		{"empty array", "ShipmentTag", `{"attribute":"A","values":[]}`, "values: must not be empty"},
		{"inside an array", "ShipmentTag", `{"attribute":"A","values":["A",2]}`, "values.1: must be string, not number"},
		{"twice in an array", "OceanBillNumbers", `{"house_bill_of_lading_numbers":["HBL1","HBL1"]}`, "house_bill_of_lading_numbers: elements 0 and 1 are the same"},
		{"below the bound", "IsfWorksheetVessel", `{"imo":1}`, "imo: must be at least 1000000"},
		{"above the bound", "IsfWorksheetVessel", `{"imo":10000000}`, "imo: must be at most 9999999"},
		{"none of an enum", "WeightUppercase", `{"value":1,"unit":"TON"}`, "unit: must be one of KG, LBS"},
		{"one of two types", "CustomsOrderCurrencyCode", `1`, "body: must be null or string, not number"},
		{"no object", "ContactDetails", `[]`, "body: must be object, not array"},

		{"the discriminator picks the form", "IsfWorksheetEntity", `{"name":"A","entity_type":"MANUFACTURER_SUPPLIER",` + address + `}`, "harmonized_tariff_schedules: is required"},
		{"the discriminator names no form", "CustomsOrderRequestFreightDetails", `{"mode_of_transport":"RAIL","bill_numbers":{}}`, "mode_of_transport: must be one of AIR, OCEAN_FCL, OCEAN_LCL, TRUCK_FTL"},
		{"the discriminator is missing", "IsfWorksheetEntity", `{"name":"A"}`, "entity_type: is required"},
		{"the discriminator is no text", "IsfWorksheetEntity", `{"entity_type":[]}`, "entity_type: must be one of BOOKING_PARTY, BUYER, CONSIGNEE, CONSOLIDATOR, IMPORTER_OF_RECORD, MANUFACTURER_SUPPLIER, SCHEDULED_CONTAINER_STUFFING_LOCATION, SELLER, SHIP_TO_PARTY"},
		{"a discriminated form that is no object", "IsfWorksheetEntity", `7`, "body: must be an object"},
		{"a key picks the form", "IsfWorksheetEntityIdentifier", `{"duns_number":"12"}`, "duns_number: must match ^[0-9]{9}$"},
		{"half a form", "IsfWorksheetBillNumbers", `{"master_bill_of_lading_number":"ABCD123456"}`, "house_bill_of_lading_numbers: is required"},
		{"two forms at once", "IsfWorksheetBillNumbers", `{"regular_bill_of_lading_number":"ABCD123456","master_bill_of_lading_number":"ABCD123456","house_bill_of_lading_numbers":["ABCD123456"]}`, "body: needs regular_bill_of_lading_number; or master_bill_of_lading_number and house_bill_of_lading_numbers, and no other key"},
		{"none of the forms", "OceanBillNumbers", `{}`, "body: needs master_bill_of_lading_number or house_bill_of_lading_numbers"},
		{"none of three forms", "InvolvedPartyDetails", `{"type":"BUYER"}`, "body: needs name, external_ref or address_details"},
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
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestMessagesKeepPersonalNumbersToThemselves(t *testing.T) {
	t.Parallel()
	schema, err := Component("IsfWorksheetEntityIdentifier")
	if err != nil {
		t.Fatal(err)
	}
	err = schema.CheckJSON([]byte(`{"social_security_number":"078051120"}`))
	if err == nil || strings.Contains(err.Error(), "0780") {
		t.Errorf("got %v, want an error without the number", err)
	}
}

// TestExamples holds every example of the document, and the two example files beside it, to their schemas.
func TestExamples(t *testing.T) {
	t.Parallel()
	seen := 0
	check := func(where string, schema *Schema, example any) {
		seen++
		if err := schema.Check(example); err != nil {
			t.Errorf("%s: %v", where, err)
		}
	}
	document, err := Document()
	if err != nil {
		t.Fatal(err)
	}
	walkExamples(t, document, "", check)
	for id, file := range map[string]string{
		"upsertIsf":          "testdata/isf-request.example.json",
		"upsertCustomsOrder": "testdata/customs-order-request.example.json",
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		schema, err := Request(id)
		if err != nil {
			t.Fatal(err)
		}
		seen++
		if err := schema.CheckJSON(text); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if seen < 40 {
		t.Errorf("found only %d examples", seen)
	}
}

// walkExamples calls check for each example in the document: beside a schema (media types, parameters) and inside one.
func walkExamples(t *testing.T, node any, at string, check func(string, *Schema, any)) {
	object, ok := node.(map[string]any)
	if !ok {
		return
	}
	schemaAt := at
	if _, beside := object["schema"]; beside {
		schemaAt = at + "/schema"
	}
	var examples []any
	if example, ok := object["example"]; ok {
		examples = append(examples, example)
	}
	switch list := object["examples"].(type) {
	case []any:
		examples = append(examples, list...)
	case map[string]any:
		for _, named := range list {
			examples = append(examples, named.(map[string]any)["value"])
		}
	}
	if len(examples) > 0 {
		schema, err := At(schemaAt)
		if err != nil {
			t.Fatal(err)
		}
		for _, example := range examples {
			check(at, schema, example)
		}
	}
	for key, child := range object {
		if key != "example" && key != "examples" {
			walkExamples(t, child, at+"/"+escape.Replace(key), check)
		}
	}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	all, err := Operations()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range all {
		got = append(got, strings.TrimSpace(o.ID+" "+o.Method+" "+o.Path))
	}
	want := []string{
		"upsertIsf POST /customs_documents/isf",
		"listCustomsEntries GET /customs_entries",
		"getCustomsEntry GET /customs_entries/{id}",
		"upsertCustomsOrder POST /customs_orders",
		"getCustomsOrder GET /customs_orders/{customs_order_fid}",
		"createAccessToken POST /oauth/token",
		"onCustomsOrderCreationFinished POST",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, o := range all {
		for _, status := range o.Statuses() {
			if _, err := o.Response(status); err != nil && o.Path != "" {
				t.Errorf("%s %d: %v", o.ID, status, err)
			}
		}
	}
}

func TestFindSaysWhatIsNotThere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		call func() error
		want string
	}{
		{func() error { _, err := Find("fileIsf"); return err }, `the contract has no operation "fileIsf"`},
		{func() error { _, err := Request("listCustomsEntries"); return err }, "the contract's listCustomsEntries takes no body in application/json"},
		{func() error { _, err := Response("upsertIsf", 202); return err }, "the contract's upsertIsf does not answer with status 202"},
		{func() error { _, err := Component("Isf"); return err }, "the contract has nothing at /components/schemas/Isf"},
	} {
		if err := test.call(); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

func TestParameters(t *testing.T) {
	t.Parallel()
	o, err := Find("listCustomsEntries")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range o.Parameters {
		names = append(names, p.In+" "+p.Name)
		switch p.Name {
		case "Flexport-Version":
			if !p.Required || p.Schema.Check(p.Value("3")) != nil || p.Schema.Check(p.Value("v3")) == nil {
				t.Errorf("%+v: want it required, 3 allowed and v3 not", p)
			}
		case "per":
			if p.Default != json.Number("20") || p.Schema.Check(p.Value("100")) != nil || p.Schema.Check(p.Value("101")) == nil || p.Schema.Check(p.Value("ten")) == nil {
				t.Errorf("%+v: want 20 by default and 1 to 100 allowed", p)
			}
		}
	}
	if want := []string{"header Flexport-Version", "query page", "query per", "query f.shipment.id", "query direction"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}
