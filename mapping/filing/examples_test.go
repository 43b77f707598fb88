package filing

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docket/mapping/filing/contract"
)

// TestContractExamples reads every example of the contract document and writes it again.
func TestContractExamples(t *testing.T) {
	t.Parallel()
	document, err := contract.Document()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	eachBody(document, "", func(at string, schema map[string]any, example any) {
		ref, ok := schema["$ref"].(string)
		if !ok {
			t.Errorf("%s: the example's schema is no reference", at)
			return
		}
		found++
		t.Run(at, func(t *testing.T) {
			text, err := json.Marshal(example)
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, refName(map[string]any{"$ref": ref}), text, text)
		})
	})
	if found < 15 {
		t.Errorf("found %d examples, want at least 15", found)
	}
}

// eachBody calls do for each example of a request's or answer's body, however deep it stands.
func eachBody(node any, at string, do func(at string, schema map[string]any, example any)) {
	switch node := node.(type) {
	case []any:
		for _, element := range node {
			eachBody(element, at, do)
		}
	case map[string]any:
		if schema, ok := node["schema"].(map[string]any); ok && strings.HasSuffix(at, "application/json") {
			if example, ok := node["example"]; ok {
				do(at, schema, example)
			}
			if examples, ok := node["examples"].(map[string]any); ok {
				for _, name := range slices.Sorted(maps.Keys(examples)) {
					do(at+"/"+name, schema, examples[name].(map[string]any)["value"])
				}
			}
		}
		for _, key := range slices.Sorted(maps.Keys(node)) {
			eachBody(node[key], at+"/"+strings.ReplaceAll(key, "/customs", "customs"), do)
		}
	}
}

// TestSamples reads whole bodies from testdata: those written for the contract, and those of the API's tutorial.
func TestSamples(t *testing.T) {
	t.Parallel()
	for file, schema := range map[string]string{
		"isf-request.example.json":           "IsfWorksheetUpsertRequest",
		"customs-order-request.example.json": "CustomsOrderRequest",
		"tutorial-entries.json":              "CustomsEntryListEnvelope",
		"tutorial-entry.json":                "CustomsEntryEnvelope",
		"tutorial-error.json":                "Error",
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join("testdata", file))
			if err != nil {
				t.Fatal(err)
			}
			roundTrip(t, schema, text, text)
		})
	}
}

// TestOtherSpellings reads what the API's pages spell in another way than the contract, and writes it as the contract
// has it.
func TestOtherSpellings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, schema, text, want string }{
		{"services", "CustomsOrderServices", `{"isf":true,"import_customs":null}`, `{"pre_departure_authorization":true,"import_customs":null}`},
		{"one country", "CustomsDetails", `{"country_of_origin":"CN"}`, `{"countries_of_origin":["CN"]}`},
		{"countries", "CustomsDetails", `{"country_of_origin":["CN","VN"]}`, `{"countries_of_origin":["CN","VN"]}`},
		{
			"metadata", "CustomsOrderRequestMetadata",
			`{"customs_order_id":"flx::customs:pre-order:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327","source_document":{"type":"OTHER","externalRef":"a"}}`,
			`{"customs_order_fid":"flx::customs:pre-order:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327","source_document":{"type":"OTHER","external_ref":"a"}}`,
		},
		{
			"source document", "CustomsOrderSourceDocument",
			`{"type":"OTHER","id":"flx::customs:inbound-isf:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"}`,
			`{"type":"OTHER","fid":"flx::customs:inbound-isf:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"}`,
		},
		{"regular bill of an order", "OceanBillNumbers", `{"regular_bill_of_lading_number":"ABCD1234567"}`, `{"master_bill_of_lading_number":"ABCD1234567"}`},
		{
			"tariff lines", "IsfWorksheetManufacturerSupplierEntity",
			`{"name":"A","entity_type":"MANUFACTURER_SUPPLIER","address_details":{"address_line1":"1","city":"B","country_code":"CN"},"harmonized_tariff_schedule":[{"harmonized_number":"610910","country_of_origin":"CN"}]}`,
			`{"name":"A","entity_type":"MANUFACTURER_SUPPLIER","address_details":{"address_line1":"1","city":"B","country_code":"CN"},"harmonized_tariff_schedules":[{"harmonized_number":"610910","country_of_origin":"CN"}]}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			roundTrip(t, test.schema, []byte(test.text), []byte(test.want))
		})
	}
}

// TestObjectOfAReference reads the one place of the tutorial that leaves out a slash.
func TestObjectOfAReference(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("testdata", "tutorial-shipment-ref.json"))
	if err != nil {
		t.Fatal(err)
	}
	var entry Entry
	if err := json.Unmarshal(text, &entry); err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(entry.Shipment)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"_object":"/api/refs/object","ref_type":"/shipment","link":"https://api.flexport.com/shipments/29370","id":29370}`
	if string(written) != want {
		t.Errorf("got  %s\nwant %s", written, want)
	}
}

// roundTrip reads text into the Go type of a schema, writes it, and wants the result to be want and to keep to the
// contract.
func roundTrip(t *testing.T, schema string, text, want []byte) {
	t.Helper()
	value := reflect.New(goTypes[schema])
	if err := json.Unmarshal(text, value.Interface()); err != nil {
		t.Fatalf("read: %v", err)
	}
	written, err := json.Marshal(value.Interface())
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	if diff := cmp.Diff(decoded(t, want), decoded(t, written)); diff != "" {
		t.Errorf("written differs from read (-want +got):\n%s", diff)
	}
	checkContract(t, schema, written)
}

func decoded(t testing.TB, text []byte) any {
	t.Helper()
	value, err := contract.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func checkContract(t testing.TB, schema string, text []byte) {
	t.Helper()
	compiled, err := contract.Component(schema)
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.CheckJSON(text); err != nil {
		t.Errorf("the contract refuses %s: %v", text, err)
	}
}

// TestPageSamples reads the samples of the Customs Order page as they are printed there: objects collapsed to nothing,
// placeholders for values, an order that is REQUESTED and has a shipment. All that they say is written again, in the
// contract's spelling.
func TestPageSamples(t *testing.T) {
	t.Parallel()
	for file, envelope := range map[string]any{"page-order-answer.json": &OrderEnvelope{}, "page-order-request.json": &CustomsOrder{}} {
		text, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		_ = json.Unmarshal(text, envelope) // what can be read is there, whatever the contract says of the rest
		written, err := json.Marshal(envelope)
		if err != nil {
			t.Fatal(err)
		}
		respelt := strings.NewReplacer(`"isf"`, `"pre_departure_authorization"`, `"externalRef"`, `"external_ref"`, `"country_of_origin": "CN"`, `"countries_of_origin": ["CN"]`)
		got := leaves("", decoded(t, written))
		for at, want := range leaves("", decoded(t, []byte(respelt.Replace(string(text))))) {
			if !cmp.Equal(got[at], want) {
				t.Errorf("%s%s: %v, want %v", file, at, got[at], want)
			}
		}
	}
}

// leaves are the plain values of a JSON text by their places.
func leaves(at string, node any) map[string]any {
	all := map[string]any{}
	switch node := node.(type) {
	case map[string]any:
		for key, member := range node {
			maps.Copy(all, leaves(at+"/"+key, member))
		}
	case []any:
		for i, element := range node {
			maps.Copy(all, leaves(at+"/"+string(rune('0'+i)), element))
		}
	default:
		all[at] = node
	}
	return all
}
