package filing

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestFaultsNameTheirPlace(t *testing.T) {
	t.Parallel()
	isf := func(members string) string {
		return `{"header":{},"reference_identifiers":{},` + members + `}`
	}
	for _, test := range []struct {
		name string
		into any
		text string
		want string // "" for none
	}{
		{"null for all of it", new(IsfWorksheet), `null`, "the body is null, want an object"},
		{"an array for all of it", new(IsfWorksheet), `[]`, "the body is an array, want an object"},
		{"unknown key", new(IsfWorksheet), isf(`"vessel":"A"`), "/vessel is unknown to the API"},
		{"unknown key with a slash", new(IsfWorksheet), isf(`"a/b":1`), "/a~1b is unknown to the API"},
		{"key in other case", new(IsfWorksheet), `{"Header":{}}`, "/Header is unknown to the API"},
		{
			"an unknown role", new(IsfWorksheet),
			isf(`"entities":[{"entity_type":"BROKER"}]`),
			`/entities/0 has an unknown entity_type "BROKER", want one of BOOKING_PARTY, BUYER, CONSIGNEE, CONSOLIDATOR, IMPORTER_OF_RECORD, MANUFACTURER_SUPPLIER, SCHEDULED_CONTAINER_STUFFING_LOCATION, SELLER, SHIP_TO_PARTY`,
		},
		{
			"no mode of transport", new(CustomsOrder), `{"freight_details":{}}`,
			"/freight_details has no mode_of_transport, want one of AIR, OCEAN_FCL, OCEAN_LCL, TRUCK_FTL",
		},
		{"tariff lines of a seller", new(IsfWorksheet), isf(`"entities":[{"entity_type":"SELLER","harmonized_tariff_schedules":[]}]`), "/entities/0/harmonized_tariff_schedules is unknown to the API"},
		{"regular and master bill", new(IsfWorksheet), isf(`"bill_numbers":{"regular_bill_of_lading_number":"A","master_bill_of_lading_number":"B"}`), "/bill_numbers/master_bill_of_lading_number is unknown to the API"},
		{"no bill", new(IsfWorksheet), isf(`"bill_numbers":{}`), "/bill_numbers is of no known form, want one with regular_bill_of_lading_number or master_bill_of_lading_number"},
		{"two identifiers", new(Party), `{"entity_type":"SELLER","entity_identifier":{"scac":"ABCD","duns_number":"1"}}`, "/entity_identifier/scac is unknown to the API"},
		{"both spellings", new(CustomsOrder), `{"metadata":{},"request_metadata":{}}`, `the body has both "request_metadata" and "metadata", which is another spelling of it`},
		{"a null that has no meaning", new(CustomsOrder), `{"name":null}`, "/name is null, want a string"},
		{"a null in a list", new(CustomsOrder), `{"involved_parties":[null]}`, "/involved_parties/0 is null, want an object"},
		{"a null that has one", new(CustomsOrder), `{"currency_code":null,"services":{"bco":null}}`, ""},
		{"a string for a number", new(CustomsOrder), `{"cargo_details":{"weight":{"value":"8305"}}}`, "/cargo_details/weight/value is a string, want a number"},
		{"a number too long", new(CustomsOrder), `{"cargo_details":{"weight":{"value":1e400}}}`, "/cargo_details/weight/value is no decimal number of at most 64 characters such as 48250.50"},
		{"a broken count", new(CustomsOrder), `{"cargo_details":{"shipping_unit_details":{"count":1.5}}}`, "/cargo_details/shipping_unit_details/count is not a whole number of 64 bits"},
		{"a whole count", new(CustomsOrder), `{"cargo_details":{"shipping_unit_details":{"count":4.20e2}}}`, ""},
		{"a moment without a zone", new(CustomsOrder), `{"freight_details":{"mode_of_transport":"OCEAN_FCL","route":{"port_of_loading":{"estimated_time_of_arrival":"2024-01-15"}}}}`, "/freight_details/route/port_of_loading/estimated_time_of_arrival is no moment of RFC 3339, such as 2024-01-15T10:15:30Z"},
		{
			"all of them", new(CustomsOrder), `{"name":1,"incoterm":[],"services":{"bco":"yes","x":1},"request_metadata":{"shipment_id":1.5,"is_update":0}}`,
			"/name is a number, want a string; /incoterm is an array, want a string; /services/bco is a string, want true or false; /services/x is unknown to the API; /request_metadata/is_update is a number, want true or false; /request_metadata/shipment_id is not a whole number of 64 bits",
		},
		{"unknown key in an answer", new(Order), `{"fid":"a","colour":"red","services":{"magic":true}}`, ""},
		{"null in an answer", new(Order), `{"fid":null,"created_at":null}`, ""},
		{"both spellings in an answer", new(Order), `{"services":{"isf":true,"pre_departure_authorization":false}}`, ""},
		{"odd literal in an answer", new(Entry), `{"_object":"/something"}`, ""},
		{"odd literal in a request", new(OceanFCL), `{"mode_of_transport":"AIR"}`, `/mode_of_transport is not "OCEAN_FCL"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := json.Unmarshal([]byte(test.text), test.into)
			var faults *DecodeError
			switch {
			case test.want == "" && errors.As(err, &faults):
				t.Errorf("got %v, want no fault", err)
			case test.want != "" && (!errors.As(err, &faults) || err.Error() != test.want):
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestDecodeOfBrokenText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:               "the body is no JSON: it ends early",
		`{"fid":"a`:      "the body is no JSON: it ends early",
		`{"fid":"a"} {}`: "the body is followed by more text",
	} {
		err := decode([]byte(text), new(Order), lenient)
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

func TestWhatCouldBeReadIsThere(t *testing.T) {
	t.Parallel()
	var envelope PendingOrderEnvelope
	err := json.Unmarshal([]byte(`{"version":"two","data":{"fid":"flx::a","shipment_id":"FLEX-1","status":"REQUESTED"}}`), &envelope)
	if err == nil || err.Error() != "/data/shipment_id is a string, want a whole number" {
		t.Errorf("got %v", err)
	}
	if envelope.Data.FID != "flx::a" || envelope.Data.Status != OrderRequested {
		t.Errorf("got %+v", envelope.Data)
	}
}

func TestUnknownValuesOfAnswersAreKept(t *testing.T) {
	t.Parallel()
	text := `{"fid":"a","status":"ON_HOLD","shipment_id":null,"name":"","services":{},"freight_details":{"mode_of_transport":"RAIL","bill_numbers":{"rail_waybill_number":"R1"}},"problems":[],"created_at":"yesterday","updated_at":""}`
	var order Order
	if err := json.Unmarshal([]byte(text), &order); err != nil {
		t.Fatal(err)
	}
	if Known(order.Status) || Known(order.FreightDetails.ModeOfTransport) || !Known(OrderCreated) {
		t.Errorf("known: status %t, mode %t", Known(order.Status), Known(order.FreightDetails.ModeOfTransport))
	}
	if bills := order.FreightDetails.BillNumbers.Bills(); len(bills) != 0 {
		t.Errorf("got bills %v of a form that is not known", bills)
	}
	if _, err := order.CreatedAt.Time(); err == nil {
		t.Error("yesterday is no moment")
	}
	written, err := json.Marshal(order)
	if err != nil {
		t.Fatal(err)
	}
	if string(written) != text {
		t.Errorf("got  %s\nwant %s", written, text)
	}
}

// TestTypesReadThemselves wants each type that encoding/json alone would read wrong to have an UnmarshalJSON: one with
// other spellings, or one that holds an interface.
func TestTypesReadThemselves(t *testing.T) {
	t.Parallel()
	for _, typ := range goTypes {
		if typ.Kind() != reflect.Struct || !isObject(typ) {
			continue
		}
		for _, field := range reflect.VisibleFields(typ) {
			elem := field.Type
			if elem.Kind() == reflect.Slice {
				elem = elem.Elem()
			}
			if _, needed := field.Tag.Lookup("also"); needed || elem.Kind() == reflect.Interface {
				if _, ok := reflect.TypeAssert[json.Unmarshaler](reflect.New(typ)); !ok {
					t.Errorf("%s has no UnmarshalJSON, which %s needs", typ, field.Name)
				}
			}
		}
	}
}

// FuzzDecode wants no text to make reading panic, and what is read without a fault to read again the same.
func FuzzDecode(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, seed := range []string{`null`, `{}`, `[]`, `{"data":null}`, `{"entities":[{"entity_type":"SELLER"}]}`, `{"freight_details":{"mode_of_transport":"AIR"}}`, `{"cargo_details":{"weight":{"value":1e99}}}`, strings.Repeat(`[`, 10001)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, into := range []func() any{
			func() any { return new(IsfWorksheet) }, func() any { return new(CustomsOrder) },
			func() any { return new(PendingOrderEnvelope) }, func() any { return new(EntryPageEnvelope) },
			func() any { return new(OrderCreatedEvent) }, func() any { return new(Event) }, func() any { return new(ErrorObject) },
		} {
			value := into()
			if json.Unmarshal([]byte(text), value) != nil {
				continue
			}
			first, err := json.Marshal(value)
			if err != nil {
				t.Fatalf("%T: write: %v", value, err)
			}
			again := into()
			if err := json.Unmarshal(first, again); err != nil {
				t.Fatalf("%T: read again: %v\n%s", value, err, first)
			}
			second, err := json.Marshal(again)
			if err != nil || string(first) != string(second) {
				t.Fatalf("%T: %v\n%s\n%s", value, err, first, second)
			}
		}
	})
}
