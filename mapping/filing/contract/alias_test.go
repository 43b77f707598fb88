package contract

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadRenamesOtherSpellings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, schema, body, want string
	}{
		{"at the top", "CustomsOrderRequest", `{"metadata":{}}`, `{"request_metadata":{}}`},
		{"twice on the way down", "CustomsOrderRequest", `{"metadata":{"customs_order_id":"x","source_document":{"id":"y","externalRef":"z"}}}`, `{"request_metadata":{"customs_order_fid":"x","source_document":{"fid":"y","external_ref":"z"}}}`},
		{"behind a reference", "CustomsOrderRequest", `{"services":{"isf":true}}`, `{"services":{"pre_departure_authorization":true}}`},
		{"a bare string as an array of one", "CustomsDetails", `{"country_of_origin":"CN"}`, `{"countries_of_origin":["CN"]}`},
		{"an array stays one", "CustomsDetails", `{"country_of_origin":["CN","VN"]}`, `{"countries_of_origin":["CN","VN"]}`},
		{"a bare string under the canonical key stays one", "CustomsDetails", `{"countries_of_origin":"CN"}`, `{"countries_of_origin":"CN"}`},
		{"in the form that the discriminator picks", "CustomsOrderRequest", `{"freight_details":{"mode_of_transport":"OCEAN_LCL","bill_numbers":{"regular_bill_of_lading_number":"A"}}}`, `{"freight_details":{"mode_of_transport":"OCEAN_LCL","bill_numbers":{"master_bill_of_lading_number":"A"}}}`},
		{"not in another form", "CustomsOrderRequest", `{"freight_details":{"mode_of_transport":"AIR","bill_numbers":{"regular_bill_of_lading_number":"A"}}}`, `{"freight_details":{"mode_of_transport":"AIR","bill_numbers":{"regular_bill_of_lading_number":"A"}}}`},
		{"in an array, by discriminator", "IsfWorksheetUpsertRequest", `{"entities":[{"entity_type":"MANUFACTURER_SUPPLIER","harmonized_tariff_schedule":[]},{"entity_type":"BUYER","harmonized_tariff_schedule":[]}]}`, `{"entities":[{"entity_type":"MANUFACTURER_SUPPLIER","harmonized_tariff_schedules":[]},{"entity_type":"BUYER","harmonized_tariff_schedule":[]}]}`},
		{"canonical elsewhere", "IsfWorksheetUpsertRequest", `{"bill_numbers":{"regular_bill_of_lading_number":"A"}}`, `{"bill_numbers":{"regular_bill_of_lading_number":"A"}}`},
		{"a value", "ShipmentRef", `{"_object":"api/refs/object"}`, `{"_object":"/api/refs/object"}`},
		{"no object at all", "CustomsOrderRequest", `[null,"metadata"]`, `[null,"metadata"]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			schema, err := Component(test.schema)
			if err != nil {
				t.Fatal(err)
			}
			given, want := decoded(t, test.body), decoded(t, test.want)
			got, conflicts := schema.Canonical(given)
			if diff := cmp.Diff(want, got); diff != "" || len(conflicts) > 0 {
				t.Errorf("conflicts %v, -want +got\n%s", conflicts, diff)
			}
			if diff := cmp.Diff(decoded(t, test.body), given); diff != "" {
				t.Errorf("the value given was changed: %s", diff)
			}
		})
	}
}

func TestReadRefusesBothSpellings(t *testing.T) {
	t.Parallel()
	schema, err := Request("upsertCustomsOrder")
	if err != nil {
		t.Fatal(err)
	}
	_, err = schema.Read([]byte(`{"metadata":{},"request_metadata":{"source_document":{"id":"a","fid":"b"}}}`))
	var conflicts *Conflicts
	const want = "request_metadata: sent together with metadata, another spelling of it; request_metadata.source_document.fid: sent together with id, another spelling of it"
	if !errors.As(err, &conflicts) || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestAWriterMayNotUseOtherSpellings(t *testing.T) {
	t.Parallel()
	schema, err := Component("CustomsOrderServices")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.CheckJSON([]byte(`{"isf":true}`)); err == nil {
		t.Error("CheckJSON let another spelling pass")
	}
	if _, err := schema.Read([]byte(`{"isf":true}`)); err != nil {
		t.Errorf("Read: %v", err)
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	value, err := Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
