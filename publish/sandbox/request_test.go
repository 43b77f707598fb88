package sandbox

import (
	"cmp"
	"strings"
	"testing"

	"docket/mapping/filing/contract"
)

const (
	isfPath   = "/customs_documents/isf"
	orderPath = "/customs_orders"
)

func isfExample(t testing.TB) string { return readFile(t, "testdata/isf-request.example.json") }
func orderExample(t testing.TB) string {
	return readFile(t, "testdata/customs-order-request.example.json")
}

// TestTheExamplesAreAccepted sends each example of a request that the contract has.
func TestTheExamplesAreAccepted(t *testing.T) {
	t.Parallel()
	a := start(t, Options{ClientID: "example-client", ClientSecret: "example-secret"})
	if got := a.post(isfPath, isfExample(t)); got.status != 200 {
		t.Errorf("ISF: %s", got.text)
	}
	if got := a.post(orderPath, orderExample(t)); got.status != 202 {
		t.Errorf("order: %s", got.text)
	}
	document, err := contract.Document()
	if err != nil {
		t.Fatal(err)
	}
	sent := 0
	for path, methods := range member(document, "paths") {
		content := member(member(member(methods.(object), "post"), "requestBody"), "content")
		example, ok := member(content, "application/json")["example"]
		if !ok {
			continue
		}
		sent++
		if got := a.post(path, jsonOf(example)); got.status >= 300 {
			t.Errorf("%s: %s", path, got.text)
		}
	}
	if sent == 0 {
		t.Error("the contract has no example of a request body")
	}
}

// TestVariantsAreAccepted changes the examples in ways that stay right.
func TestVariantsAreAccepted(t *testing.T) {
	t.Parallel()
	identifier := func(shape string) []string { return []string{"entities.7.entity_identifier", shape} }
	freight := func(details string) []string { return []string{"freight_details", details} }
	for _, test := range []struct {
		name    string
		path    string
		changes []string
	}{
		{"EIN with suffix", isfPath, identifier(`{"employer_identification_number":"12-3456789AB"}`)},
		{"EIN without suffix", isfPath, identifier(`{"employer_identification_number":"12-3456789"}`)},
		{"SSN", isfPath, identifier(`{"social_security_number":"078-05-1120"}`)},
		{"CBP-assigned number", isfPath, identifier(`{"cbp_assigned_number":"240127-00001"}`)},
		{"DUNS", isfPath, identifier(`{"duns_number":"123456789"}`)},
		{"DUNS+4", isfPath, identifier(`{"duns_plus_4_number":"1234567890001"}`)},
		{"FIRMS", isfPath, identifier(`{"firms_code":"Z999"}`)},
		{"passport", isfPath, identifier(`{"passport_number":"X1234567","country_of_issuance":"DE","date_of_birth":"1970-01-31"}`)},
		{"encrypted consignee number", isfPath, identifier(`{"cbp_encrypted_consignee_number":"AB-12"}`)},
		{"SCAC", isfPath, identifier(`{"scac":"EXFW"}`)},
		{"regular bill", isfPath, []string{"bill_numbers", `{"regular_bill_of_lading_number":"EXML - 7012345678"}`}},
		{"header without SCAC", isfPath, []string{"header.scac", "null"}},
		{"import customs asked for", isfPath, []string{"additional_services.import_customs", "true"}},
		{"no shipment information", isfPath, []string{"shipment_information", ""}},
		{"tariff number of eight digits", isfPath, []string{"entities.0.harmonized_tariff_schedules.1.harmonized_number", `"61102010"`}},

		{"house bills alone", orderPath, []string{"freight_details.bill_numbers", `{"house_bill_of_lading_numbers":["EXFW00012345"]}`}},
		{"master bill alone", orderPath, []string{"freight_details.bill_numbers", `{"master_bill_of_lading_number":"EXML7012345678"}`}},
		{"ocean LCL", orderPath, []string{"freight_details.mode_of_transport", `"OCEAN_LCL"`}},
		{"air", orderPath, freight(`{"mode_of_transport":"AIR","bill_numbers":{"master_air_waybill_number":"123-45678901","house_air_waybill_numbers":["HAWB0001"]},"carrier_iata_code":"LH"}`)},
		{"truck", orderPath, freight(`{"mode_of_transport":"TRUCK_FTL","bill_numbers":{"truck_bill_of_lading_number":"TRK10001"}}`)},
		{"currency left to the default", orderPath, []string{"currency_code", "null"}},
		{"no services", orderPath, []string{"services", ""}},
		{"document by fid", orderPath, []string{"request_metadata.source_document", `{"type":"ISF_WORKSHEET","fid":"flx::customs:inbound-isf:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"}`}},
		{"an integer written with an exponent", orderPath, []string{"cargo_details.shipping_unit_details.count", "4.2e2"}},

		{"another spelling: metadata", orderPath, []string{"metadata", `{"source_document":{"type":"OTHER","externalRef":"a"}}`, "request_metadata", ""}},
		{"another spelling: services.isf", orderPath, []string{"services", `{"isf":true}`}},
		{"another spelling: country_of_origin, bare", orderPath, []string{"customs_details", `{"country_of_origin":"CN"}`}},
		{"another spelling: regular bill", orderPath, []string{"freight_details.bill_numbers", `{"regular_bill_of_lading_number":"EXML7012345678"}`}},
		{"another spelling: tariff schedule", isfPath, []string{"entities.0.harmonized_tariff_schedule", `[{"harmonized_number":"610910","country_of_origin":"CN"}]`, "entities.0.harmonized_tariff_schedules", ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{})
			example, want := isfExample(t), 200
			if test.path == orderPath {
				example, want = orderExample(t), 202
			}
			if got := a.post(test.path, changed(t, example, test.changes...)); got.status != want {
				t.Errorf("got %s, want %d", got.text, want)
			}
		})
	}
}

// TestBrokenRequestsAreRefused changes the examples in ways that break the contract. The message names the member and
// never repeats what stands there.
func TestBrokenRequestsAreRefused(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		path    string
		changes []string
		want    string // "" for 400 invalid_request
		message string // what it begins with
	}{
		{"ISF: a section is missing", isfPath, []string{"header", ""}, "", "header: is required"},
		{"ISF: unknown member", isfPath, []string{"vessel", `"X"`}, "", "vessel: is not a key that is known here"},
		{"ISF: no entities", isfPath, []string{"entities", "[]"}, "", "entities: must not be empty"},
		{"ISF: unknown entity type", isfPath, []string{"entities.1.entity_type", `"NOTIFY_PARTY"`}, "", "entities.1.entity_type: must be one of BOOKING_PARTY, BUYER"},
		{"ISF: entity without a name", isfPath, []string{"entities.1.name", ""}, "", "entities.1.name: is required"},
		{"ISF: entity without an address", isfPath, []string{"entities.1.address_details", ""}, "", "entities.1.address_details: is required"},
		{"ISF: importer without a number", isfPath, []string{"entities.6.entity_identifier", ""}, "", "entities.6.entity_identifier: is required"},
		{"ISF: manufacturer without tariff numbers", isfPath, []string{"entities.0.harmonized_tariff_schedules", ""}, "", "entities.0.harmonized_tariff_schedules: is required"},
		{"ISF: tariff numbers of a seller", isfPath, []string{"entities.1.harmonized_tariff_schedules", `[]`}, "", "entities.1.harmonized_tariff_schedules: is not a key that is known here"},
		{"ISF: tariff number with dots", isfPath, []string{"entities.0.harmonized_tariff_schedules.0.harmonized_number", `"6109.10"`}, "", "entities.0.harmonized_tariff_schedules.0.harmonized_number: must match"},
		{"ISF: tariff number of seven digits", isfPath, []string{"entities.0.harmonized_tariff_schedules.0.harmonized_number", `"6109100"`}, "", "entities.0.harmonized_tariff_schedules.0.harmonized_number: must match"},
		{"ISF: country by name", isfPath, []string{"entities.1.address_details.country_code", `"CHN"`}, "", "entities.1.address_details.country_code: must match"},
		{"ISF: malformed EIN", isfPath, []string{"entities.6.entity_identifier", `{"employer_identification_number":"123456789"}`}, "", "entities.6.entity_identifier.employer_identification_number: must match"},
		{"ISF: two identifiers", isfPath, []string{"entities.6.entity_identifier", `{"duns_number":"123456789","firms_code":"Z999"}`}, "", "entities.6.entity_identifier: needs"},
		{"ISF: unknown identifier", isfPath, []string{"entities.6.entity_identifier", `{"vat":"1"}`}, "", "entities.6.entity_identifier: needs"},
		{"ISF: passport with a date that is none", isfPath, []string{"entities.6.entity_identifier", `{"passport_number":"X1234567","country_of_issuance":"DE","date_of_birth":"1970-02-31"}`}, "", "entities.6.entity_identifier.date_of_birth: must be a valid date"},
		{"ISF: bill without SCAC", isfPath, []string{"bill_numbers", `{"regular_bill_of_lading_number":"7012345678"}`}, "", "bill_numbers.regular_bill_of_lading_number: must match"},
		{"ISF: master without house bills", isfPath, []string{"bill_numbers", `{"master_bill_of_lading_number":"EXML7012345678"}`}, "", "bill_numbers.house_bill_of_lading_numbers: is required"},
		{"ISF: house bills twice", isfPath, []string{"bill_numbers.house_bill_of_lading_numbers", `["EXFW00012345","EXFW00012345"]`}, "", "bill_numbers.house_bill_of_lading_numbers: elements 0 and 1 are the same"},
		{"ISF: container number", isfPath, []string{"shipment_information.ocean_freight_details.containers.0.container_number", `"EXMU100001"`}, "", "shipment_information.ocean_freight_details.containers.0.container_number: must match"},
		{"ISF: port code", isfPath, []string{"shipment_information.ocean_freight_details.port_of_loading.un_lo_code", `"CN1TN"`}, "", "shipment_information.ocean_freight_details.port_of_loading.un_lo_code: must match"},
		{"ISF: time without a zone", isfPath, []string{"shipment_information.ocean_freight_details.port_of_loading.estimated_time_of_departure", `"2024-01-15T10:15:30"`}, "", "shipment_information.ocean_freight_details.port_of_loading.estimated_time_of_departure: must be a valid date-time"},
		{"ISF: IMO number too short", isfPath, []string{"shipment_information.ocean_freight_details.vessel.imo", `907472`}, "", "shipment_information.ocean_freight_details.vessel.imo: must be at least 1000000"},
		{"ISF: quantity as text", isfPath, []string{"shipment_information.cargo_details.estimated_quantity.value", `"420"`}, "", "shipment_information.cargo_details.estimated_quantity.value: must be number, not string"},
		{"ISF: entry number", isfPath, []string{"reference_identifiers.us_cbp_entry_number", `"EXM1234567"`}, "", "reference_identifiers.us_cbp_entry_number: must match"},
		{"ISF: surety code", isfPath, []string{"reference_identifiers.surety_code", `"16"`}, "", "reference_identifiers.surety_code: must match"},
		{"ISF: request id", isfPath, []string{"metadata.request_id", `"nope"`}, "", "metadata.request_id: must be a valid uuid"},

		{"order: no name", orderPath, []string{"name", ""}, "", "name: is required"},
		{"order: empty name", orderPath, []string{"name", `""`}, "", "name: must not be empty"},
		{"order: unknown incoterm", orderPath, []string{"incoterm", `"XYZ"`}, "", "incoterm: must be one of CFR"},
		{"order: no incoterm", orderPath, []string{"incoterm", ""}, "400 incoterm_required", "incoterm: is required to create an order"},
		{"order: no incoterm, and more", orderPath, []string{"incoterm", "", "name", ""}, "", "body: needs incoterm"},
		{"order: no metadata", orderPath, []string{"request_metadata", ""}, "", "request_metadata: is required"},
		{"order: no source document", orderPath, []string{"request_metadata.source_document", ""}, "", "request_metadata.source_document: is required"},
		{"order: source document without a reference", orderPath, []string{"request_metadata.source_document", `{"type":"OTHER"}`}, "", "request_metadata.source_document: needs fid or external_ref"},
		{"order: no bill number", orderPath, []string{"freight_details.bill_numbers", `{}`}, "", "freight_details.bill_numbers: needs master_bill_of_lading_number or house_bill_of_lading_numbers"},
		{"order: unknown mode of transport", orderPath, []string{"freight_details.mode_of_transport", `"RAIL"`}, "", "freight_details.mode_of_transport: must be one of AIR"},
		{"order: ocean bills on a plane", orderPath, []string{"freight_details", `{"mode_of_transport":"AIR","bill_numbers":{"master_bill_of_lading_number":"EXML7012345678"}}`}, "", "freight_details.bill_numbers: needs master_air_waybill_number or house_air_waybill_numbers"},
		{"order: air waybill too short", orderPath, []string{"freight_details", `{"mode_of_transport":"AIR","bill_numbers":{"master_air_waybill_number":"123-4567890"}}`}, "", "freight_details.bill_numbers.master_air_waybill_number: must match"},
		{"order: SCAC in small letters", orderPath, []string{"freight_details.scac", `"exml"`}, "", "freight_details.scac: must match"},
		{"order: currency", orderPath, []string{"currency_code", `"US"`}, "", "currency_code: must match"},
		{"order: services null", orderPath, []string{"services", `null`}, "", "services: must be object, not null"},
		{"order: service as text", orderPath, []string{"services.delivery", `"yes"`}, "", "services.delivery: must be"},
		{"order: amount as a number", orderPath, []string{"customs_details.estimated_total_commercial_invoice_value.0.amount", `48250.5`}, "", "customs_details.estimated_total_commercial_invoice_value.0.amount: must be string, not number"},
		{"order: party without anything", orderPath, []string{"involved_parties.1", `{"type":"CONSIGNEE"}`}, "", "involved_parties.1: needs name, external_ref or address_details"},
		{"order: half an address", orderPath, []string{"involved_parties.2.address_details.city", ""}, "", "involved_parties.2.address_details: needs external_ref; or address_line1, city and country_code"},
		{"order: e-mail address", orderPath, []string{"involved_parties.2.contact_details.email", `"export"`}, "", "involved_parties.2.contact_details.email: must be a valid email"},
		{"order: weight unit", orderPath, []string{"cargo_details.weight.unit", `"TON"`}, "", "cargo_details.weight.unit: must be one of KG, LBS"},
		{"order: tag without values", orderPath, []string{"shipment_tags.0.values", `[]`}, "", "shipment_tags.0.values: must not be empty"},
		{"order: FLEX-ID with its prefix", orderPath, []string{"request_metadata.shipment_id", `"FLEX-3000000"`}, "", "request_metadata.shipment_id: must be integer, not string"},
		{"order: malformed fid", orderPath, []string{"request_metadata.customs_order_fid", `"flx::customs:pre-order:1"`}, "400 malformed_fid", "request_metadata.customs_order_fid: must match"},
		{"order: webhook id", orderPath, []string{"request_metadata.webhook_id", `"hook"`}, "", "request_metadata.webhook_id: must be a valid uuid"},
		{"order: both spellings at the top", orderPath, []string{"metadata", `{}`}, "400 conflicting_keys", "request_metadata: sent together with metadata"},
		{"order: both spellings below", orderPath, []string{"services.isf", `true`}, "400 conflicting_keys", "services.pre_departure_authorization: sent together with isf"},
		{"order: both spellings of a reference", orderPath, []string{"request_metadata.source_document.externalRef", `"x"`}, "400 conflicting_keys", "request_metadata.source_document.external_ref: sent together with externalRef"},
		{"order: a number that fills the memory", orderPath, []string{"cargo_details.weight.value", `"LARGE"`}, "", "body is no JSON: a number near byte"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{})
			example := isfExample(t)
			if test.path == orderPath {
				example = orderExample(t)
			}
			body := strings.Replace(changed(t, example, test.changes...), `"LARGE"`, "1e999999999", 1)
			a.refuses(a.post(test.path, body), cmp.Or(test.want, "400 invalid_request"), test.message)
		})
	}
}

// refuses fails the test unless the answer is that error, its message beginning so, and nothing has been kept.
func (a *api) refuses(got reply, want, message string) {
	a.t.Helper()
	if got.outcome() != want || !strings.HasPrefix(text(got.body, "message"), message) {
		a.t.Errorf("got  %s\nwant %s %q", got.text, want, message)
	}
	if got.body["_object"] != "/api/error" || got.header.Get("Content-Type") != "application/json" {
		a.t.Errorf("got %s %s, want the API's error object", got.header.Get("Content-Type"), got.text)
	}
	if len(a.Orders())+len(a.ISFs()) > 0 {
		a.t.Error("a refused request has left something")
	}
}

// TestWhatIsNoRequestIsRefused sends what breaks the frame around a body.
func TestWhatIsNoRequestIsRefused(t *testing.T) {
	t.Parallel()
	fid := "/customs_orders/flx%3A%3Acustoms%3Apre-order%3Aa65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"
	for _, test := range []struct {
		name    string
		send    func(a *api) reply
		want    string
		message string
	}{
		{"no body", func(a *api) reply { return a.post(orderPath, "") }, "400 invalid_request", "body is no JSON: unexpected EOF"},
		{"half a body", func(a *api) reply { return a.post(orderPath, `{"name":`) }, "400 invalid_request", "body is no JSON: unexpected EOF"},
		{"an array", func(a *api) reply { return a.post(orderPath, `[]`) }, "400 invalid_request", "body: must be object, not array"},
		{"null", func(a *api) reply { return a.post(isfPath, `null`) }, "400 invalid_request", "body: must be object, not null"},
		{"a key twice", func(a *api) reply { return a.post(orderPath, `{"name":"A","name":"B"}`) }, "400 invalid_request", `body is no JSON: the key "name" stands twice`},
		{"not UTF-8", func(a *api) reply { return a.post(orderPath, "{\"name\":\"\xe9\"}") }, "400 invalid_request", "body is no JSON: it is not UTF-8"},
		{"too large", func(a *api) reply { return a.post(orderPath, `{"name":"`+strings.Repeat("A", 5000)+`"}`) }, "400 invalid_request", "body: is larger than 4096 bytes"},
		{"no content type", func(a *api) reply { return a.post(orderPath, `{}`, "Content-Type", "") }, "400 invalid_request", "Content-Type: has to be application/json"},
		{"a form", func(a *api) reply {
			return a.post(orderPath, `name=A`, "Content-Type", "application/x-www-form-urlencoded")
		}, "400 invalid_request", "Content-Type: has to be application/json"},
		{"compressed", func(a *api) reply { return a.post(orderPath, `{}`, "Content-Encoding", "gzip") }, "400 invalid_request", "Content-Encoding: "},
		{"no version", func(a *api) reply { return a.post(orderPath, `{}`, "Flexport-Version", "") }, "400 invalid_request", "Flexport-Version: is required"},
		{"a version that is none", func(a *api) reply { return a.get("/customs_entries", "Flexport-Version", "v3") }, "400 invalid_request", "Flexport-Version: must match"},
		{"a request id that is none", func(a *api) reply { return a.post(orderPath, `{}`, "X-Request-ID", "1") }, "400 invalid_request", "X-Request-ID: must be a valid uuid"},
		{"no token", func(a *api) reply { return a.post(orderPath, `{}`, "Authorization", "") }, "401 unauthorized", "The access token"},
		{"another token", func(a *api) reply { return a.get("/customs_entries", "Authorization", "Bearer nope") }, "401 unauthorized", "The access token"},
		{"another scheme", func(a *api) reply { return a.get("/customs_entries", "Authorization", "Basic sandbox") }, "401 unauthorized", "The access token"},
		{"no such address", func(a *api) reply { return a.get("/shipments") }, "404 not_found", "the API has nothing at this address"},
		{"an address that goes on", func(a *api) reply { return a.get("/customs_entries/1/lines") }, "404 not_found", "the API has nothing"},
		{"an address with a slash too many", func(a *api) reply { return a.get("/customs_entries/") }, "404 not_found", "the API has nothing"},
		{"another method", func(a *api) reply { return a.get("/customs_orders") }, "405 method_not_allowed", "this address takes POST only"},
		{"a fid that is none", func(a *api) reply { return a.get("/customs_orders/1") }, "400 malformed_fid", "customs_order_fid: must match"},
		{"a fid in capitals", func(a *api) reply { return a.get("/customs_orders/FLX%3A%3A1") }, "400 malformed_fid", "customs_order_fid: must match"},
		{"a fid whose colons are not encoded", func(a *api) reply { return a.get(strings.ReplaceAll(fid, "%3A", ":")) }, "400 malformed_fid", "customs_order_fid: each ':' in it has to be sent as %3A"},
		{"a fid that no order has", func(a *api) reply { return a.get(fid) }, "404 not_found", "customs_order_fid: no order has this fid"},
		{"an entry that is not there", func(a *api) reply { return a.get("/customs_entries/gGEI8lad8W2jf4ktR2Y34A") }, "404 not_found", "id: no customs entry has this id"},
		{"a query that is none", func(a *api) reply { return a.get("/customs_entries?page=%zz") }, "400 invalid_request", "query: is not well encoded"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, Options{MaxBody: 4096})
			a.refuses(test.send(a), test.want, test.message)
		})
	}
}

func TestWhatGoesWithARefusal(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	if got := a.get("/customs_entries", "Authorization", "").header.Get("WWW-Authenticate"); got != `Bearer realm="flexport"` {
		t.Errorf("without a token: WWW-Authenticate is %q", got)
	}
	if got := a.get("/customs_entries", "Authorization", "Bearer old").header.Get("WWW-Authenticate"); got != `Bearer realm="flexport", error="invalid_token"` {
		t.Errorf("with a bad token: WWW-Authenticate is %q", got)
	}
	if got := a.post("/customs_entries", "{}").header.Get("Allow"); got != "GET" {
		t.Errorf("Allow is %q", got)
	}
	const id = "266ea41d-adf5-480b-af50-15b940c2b846"
	if got := a.post(orderPath, "{}", "X-Request-ID", id).header.Get("X-Request-ID"); got != id {
		t.Errorf("X-Request-ID is %q", got)
	}
}

// TestManyViolationsFillNoBook sends hundreds of wrong elements.
func TestManyViolationsFillNoBook(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	body := changed(t, orderExample(t), "purchase_order_numbers", "["+strings.Repeat("1,", 299)+"1]")
	got := text(a.post(orderPath, body).body, "message")
	if !strings.HasSuffix(got, "; and 280 more") || strings.Count(got, "purchase_order_numbers.") != 20 {
		t.Errorf("got %s", got)
	}
}
