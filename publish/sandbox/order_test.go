package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docket/mapping/filing/contract"
)

// show is GET of the order that an answer is about.
func (a *api) show(of reply) reply {
	a.t.Helper()
	return a.get("/customs_orders/" + strings.ReplaceAll(text(member(of.body, "data"), "fid"), ":", "%3A"))
}

func TestTheLifeOfAnOrder(t *testing.T) {
	t.Parallel()
	a := start(t, Options{CreateAfter: 5 * time.Second})
	made := a.post(orderPath, orderExample(t))
	data := member(made.body, "data")
	if made.status != 202 || data["status"] != "REQUESTED" || data["shipment_id"] != nil || data["problems"] != nil {
		t.Fatalf("got %s", made.text)
	}
	if want := a.url + "/customs_orders/" + strings.ReplaceAll(text(data, "fid"), ":", "%3A"); text(made.body, "self") != want {
		t.Errorf("self is %s, want %s", made.body["self"], want)
	}
	a.Advance(5*time.Second - time.Millisecond)
	if got := member(a.show(made).body, "data"); got["status"] != "REQUESTED" || got["updated_at"] != "2024-01-15T12:00:00Z" {
		t.Errorf("just before: %s", jsonOf(got))
	}
	a.Advance(time.Millisecond)
	got := member(a.show(made).body, "data")
	if got["status"] != "CREATED" || whole(got, "shipment_id") != firstShipment || got["updated_at"] != "2024-01-15T12:00:05Z" || got["created_at"] != "2024-01-15T12:00:00Z" {
		t.Errorf("just after: %s", jsonOf(got))
	}
	a.Advance(time.Hour)
	if later := member(a.show(made).body, "data"); cmp.Diff(got, later) != "" {
		t.Errorf("an hour later: %s", cmp.Diff(got, later))
	}
}

func TestHowAnOrderIsShown(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	body := changed(t, orderExample(t), "freight_details.bill_numbers", `{"master_bill_of_lading_number":"EXML 7012-345678"}`)
	got := member(a.show(a.post(orderPath, body)).body, "data")
	want := decoded([]byte(`{
		"mode_of_transport": "OCEAN_FCL",
		"bill_numbers": {"master_bill_of_lading_number": "EXML7012345678"},
		"customer_supplied_bill_numbers": {"master_bill_of_lading_number": "EXML 7012-345678"}
	}`))
	if diff := cmp.Diff(want, member(got, "freight_details")); diff != "" {
		t.Errorf("freight_details, -want +got: %s", diff)
	}
	services := decoded([]byte(`{"delivery":true,"import_customs":true,"insurance":false,"pre_departure_authorization":true,"ftz_e214_filing":false,"pickup":false}`))
	if diff := cmp.Diff(services, member(got, "services")); diff != "" {
		t.Errorf("services: null is not shown, defaults are; -want +got: %s", diff)
	}
	documents := decoded([]byte(`{"is":[{"type":"OCEAN_BILL_OF_LADING","external_ref":"bol-sheet-0001#row-2"}]}`))["is"]
	if diff := cmp.Diff(documents, got["source_documents"]); diff != "" {
		t.Error(diff)
	}
}

// TestMerge: "an update leaves absent and null values as they are. Given values replace old ones; arrays are replaced
// as a whole".
func TestMerge(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, known, given, want string
	}{
		{"absent", `{"name":"A","incoterm":"FOB"}`, `{"name":"B"}`, `{"name":"B","incoterm":"FOB"}`},
		{"null", `{"currency_code":"EUR"}`, `{"currency_code":null}`, `{"currency_code":"EUR"}`},
		{"null within", `{"services":{"delivery":true,"pickup":false}}`, `{"services":{"delivery":null,"pickup":true}}`, `{"services":{"delivery":true,"pickup":true}}`},
		{"false is a value", `{"services":{"delivery":true}}`, `{"services":{"delivery":false}}`, `{"services":{"delivery":false}}`},
		{"objects are joined", `{"cargo_details":{"weight":{"value":1,"unit":"KG"}}}`, `{"cargo_details":{"volume":{"value":2,"unit":"CBM"}}}`, `{"cargo_details":{"weight":{"value":1,"unit":"KG"},"volume":{"value":2,"unit":"CBM"}}}`},
		{"arrays are replaced", `{"purchase_order_numbers":["1","2"]}`, `{"purchase_order_numbers":["3"]}`, `{"purchase_order_numbers":["3"]}`},
		{"an empty array is a value", `{"purchase_order_numbers":["1","2"]}`, `{"purchase_order_numbers":[]}`, `{"purchase_order_numbers":[]}`},
		{"metadata is no part of an order", `{}`, `{"name":"A","request_metadata":{"source_document":{"type":"OTHER"}}}`, `{"name":"A"}`},
		{
			"house bills are added, once, as first written",
			`{"freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"house_bill_of_lading_numbers":["H 1"]}}}`,
			`{"freight_details":{"mode_of_transport":"OCEAN_LCL","bill_numbers":{"house_bill_of_lading_numbers":["H-1","H2"]}}}`,
			`{"freight_details":{"mode_of_transport":"OCEAN_LCL","bill_numbers":{"house_bill_of_lading_numbers":["H 1","H2"]}}}`,
		},
		{
			"house bills stay when none are sent",
			`{"freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"house_bill_of_lading_numbers":["H1"]}}}`,
			`{"freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"M1"}}}`,
			`{"freight_details":{"mode_of_transport":"OCEAN_FCL","bill_numbers":{"master_bill_of_lading_number":"M1","house_bill_of_lading_numbers":["H1"]}}}`,
		},
		{
			"another carriage replaces the freight details",
			`{"freight_details":{"mode_of_transport":"OCEAN_FCL","scac":"EXML","bill_numbers":{"house_bill_of_lading_numbers":["H1"]}}}`,
			`{"freight_details":{"mode_of_transport":"AIR","bill_numbers":{"house_air_waybill_numbers":["W1"]}}}`,
			`{"freight_details":{"mode_of_transport":"AIR","bill_numbers":{"house_air_waybill_numbers":["W1"]}}}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			known := decoded([]byte(test.known))
			got := mergeOrder(known, decoded([]byte(test.given)))
			if diff := cmp.Diff(sameJSON(t, test.want), sameJSON(t, jsonOf(got))); diff != "" {
				t.Errorf("-want +got: %s", diff)
			}
			if diff := cmp.Diff(decoded([]byte(test.known)), known); diff != "" {
				t.Errorf("what was known has been changed: %s", diff)
			}
		})
	}
}

// TestAMergedOrderIsARequestAgain: what an order has become still conforms to the contract.
func TestAMergedOrderIsARequestAgain(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(orderPath, orderExample(t))
	a.post(orderPath, changed(t, orderExample(t), "freight_details.mode_of_transport", `"OCEAN_LCL"`, "currency_code", "null", "freight_details.bill_numbers.house_bill_of_lading_numbers", `["EXFW00012345"]`))
	a.post(orderPath, changed(t, orderExample(t), "freight_details", `{"mode_of_transport":"TRUCK_FTL","bill_numbers":{"truck_bill_of_lading_number":"TRK10001"}}`))
	order := a.Orders()[0]
	if len(order.RequestIDs) != 3 {
		t.Fatalf("the order is made of %d requests, want 3", len(order.RequestIDs))
	}
	whole := decoded(order.Request)
	whole["request_metadata"] = sameJSON(t, `{"source_document":{"type":"OTHER","external_ref":"x"}}`)
	schema, err := contract.Request("upsertCustomsOrder")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Check(whole); err != nil {
		t.Error(err)
	}
}

func TestDefaultsFillGapsOnCreationOnly(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(orderPath, changed(t, orderExample(t), "currency_code", `"EUR"`, "services", `{"pickup":true}`))
	a.post(orderPath, changed(t, orderExample(t), "currency_code", "", "services", ""))
	request := decoded(a.Orders()[0].Request)
	if request["currency_code"] != "EUR" || member(request, "services")["pickup"] != true {
		t.Errorf("an update has put defaults back: %s", jsonOf(request))
	}
	b := start(t, Options{})
	b.post(orderPath, changed(t, orderExample(t), "currency_code", "null", "services", `{"pickup":null}`))
	request = decoded(b.Orders()[0].Request)
	if request["currency_code"] != "USD" || member(request, "services")["pickup"] != false {
		t.Errorf("creation has not filled the defaults in: %s", jsonOf(request))
	}
}

func TestDocumentsOfAnOrder(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	send := func(document string) {
		a.post(orderPath, changed(t, orderExample(t), "request_metadata.source_document", document))
	}
	const fid = "flx::customs:inbound-isf:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"
	send(`{"type":"OTHER","external_ref":"a"}`)
	send(`{"type":"OTHER","external_ref":"a"}`)                                    // known
	send(`{"type":"ISF_WORKSHEET","external_ref":"a","fid":"` + fid + `"}`)        // has a reference more: new
	send(`{"type":"ISF_WORKSHEET","fid":"` + fid + `"}`)                           // known
	send(`{"type":"OCEAN_BILL_OF_LADING","external_ref":"b","fid":"` + fid + `"}`) // another external_ref: new
	want := []Document{{"OTHER", "", "a"}, {"ISF_WORKSHEET", fid, "a"}, {"OCEAN_BILL_OF_LADING", fid, "b"}}
	orders := a.Orders()
	if len(orders) != 1 {
		t.Fatalf("%d orders, want 1", len(orders))
	}
	if diff := cmp.Diff(want, orders[0].Documents); diff != "" {
		t.Errorf("-want +got: %s", diff)
	}
}

// TestVerdicts: an order can be decided beforehand by a bill number, and by hand.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	unknown := Problem{Code: "unknown_party", Message: "No company is on file.", Path: "/involved_parties/0/external_ref"}
	a := start(t, Options{Verdicts: map[string]Verdict{
		"CANC 100001": {Status: Cancelled, Problems: []Problem{unknown}},
		"HOUS100001":  {Problems: []Problem{{Code: "late", Message: "The vessel has left."}}},
	}})
	bill := func(numbers string) reply {
		ref := jsonOf(object{"type": "OTHER", "external_ref": numbers})
		return a.post(orderPath, changed(t, orderExample(t), "freight_details.bill_numbers", numbers, "request_metadata.source_document", ref))
	}
	cancelled := bill(`{"master_bill_of_lading_number":"CANC100001"}`)
	problem := bill(`{"house_bill_of_lading_numbers":["HOUS100001"]}`)
	plain := bill(`{"master_bill_of_lading_number":"PLAI100001"}`)
	a.Advance(time.Minute)
	status := func(of reply) string {
		data := member(a.show(of).body, "data")
		return fmt.Sprint(data["status"], " ", jsonOf(data["problems"]), " ", data["shipment_id"] != nil)
	}
	if got, want := status(cancelled), `CANCELLED [{"code":"unknown_party","message":"No company is on file.","path":"/involved_parties/0/external_ref"}] true`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := status(problem), `CREATED [{"code":"late","message":"The vessel has left."}] true`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := status(plain), `CREATED null true`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	fid := text(member(plain.body, "data"), "fid")
	if _, err := a.Decide(fid, Verdict{Problems: []Problem{unknown}}); err != nil {
		t.Fatal(err)
	}
	if got := status(plain); !strings.HasPrefix(got, "CREATED [{") {
		t.Errorf("problems by hand: %s", got)
	}
	if _, err := a.Decide(fid, Verdict{Status: Cancelled, Problems: []Problem{}}); err != nil {
		t.Fatal(err)
	}
	if got := status(plain); got != "CANCELLED null true" {
		t.Errorf("cancelled by hand: %s", got)
	}
	for _, test := range []struct {
		fid     string
		verdict Verdict
		want    string
	}{
		{fid, Verdict{Status: Created}, "decide order " + fid + ": it has been cancelled"},
		{"nope", Verdict{}, "decide order nope: it does not exist"},
		{fid, Verdict{Status: "GONE"}, "decide order " + fid + `: the status is "GONE", want CREATED or CANCELLED`},
	} {
		if _, err := a.Decide(test.fid, test.verdict); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// TestARequestedOrderCanBeDecidedByHand: it has its shipment then, and time does not decide it again.
func TestARequestedOrderCanBeDecidedByHand(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	made := a.post(orderPath, orderExample(t))
	if _, err := a.Decide(text(member(made.body, "data"), "fid"), Verdict{Status: Cancelled}); err != nil {
		t.Fatal(err)
	}
	a.Advance(time.Hour)
	if got := a.Orders()[0]; got.Status != Cancelled || got.ShipmentID == 0 || !got.DecidedAt.Equal(noon) {
		t.Errorf("got %+v", got)
	}
}

func TestWhichRequestIDCounts(t *testing.T) {
	t.Parallel()
	const inBody, inHeader = "266ea41d-adf5-480b-af50-15b940c2b846", "a47606a1-5b39-4a81-9480-c2cb738ff675"
	for _, test := range []struct {
		name, body, header, want string
	}{
		{"both", inBody, inHeader, inBody},
		{"body", inBody, "", inBody},
		{"header", "", inHeader, inHeader},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{})
			body := orderExample(t)
			if test.body == "" {
				body = changed(t, body, "request_metadata.request_id", "")
			}
			got := a.post(orderPath, body, "X-Request-ID", test.header)
			if id := a.Orders()[0].RequestIDs[0]; id != test.want || got.header.Get("X-Request-ID") != test.want || a.Requests()[0].RequestID != test.want {
				t.Errorf("got %s in the order, %s in the answer, %s in the journal, want %s", id, got.header.Get("X-Request-ID"), a.Requests()[0].RequestID, test.want)
			}
		})
	}
}
