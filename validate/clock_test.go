package validate

import (
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
)

// sampleFiling is a sample without problems, with some changes.
func sampleFiling(t *testing.T, name string, c changes) mapping.Filing {
	t.Helper()
	return spec{In: name}.filing(t, c)
}

const departureAt = "/shipment_information/ocean_freight_details/port_of_loading/estimated_time_of_departure"

// TestClock: the ISF of the sample departs on 18 December 2026.
func TestClock(t *testing.T) {
	t.Parallel()
	checker, err := New(Config{Limits: Limits{FilingNotice: 48 * time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	isf := sampleFiling(t, "isf", nil)
	deadline := time.Date(2026, time.December, 17, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name   string
		filing mapping.Filing
		now    time.Time
		known  bool
		near   bool
	}{
		{"weeks before", isf, deadline.AddDate(0, 0, -20), true, false},
		{"at the notice", isf, deadline.Add(-48 * time.Hour), true, false},
		{"within the notice", isf, deadline.Add(-47 * time.Hour), true, true},
		{"past it", isf, deadline.Add(time.Hour), true, true},
		{"a month past it", isf, deadline.AddDate(0, 0, 30).Add(time.Hour), false, false},
		{"years before", isf, deadline.AddDate(-2, 0, 0), false, false},
		{"without a departure", sampleFiling(t, "isf", changes{departureAt: nil}), deadline, false, false},
		{"an order", sampleFiling(t, "order", nil), deadline, false, false},
		{"nothing", mapping.Filing{}, deadline, false, false},
	} {
		clock, known := checker.Clock(test.filing, test.now)
		if known != test.known || clock.Near != test.near || known && (!clock.Deadline.Equal(deadline) || clock.Left != deadline.Sub(test.now)) {
			t.Errorf("%s: %+v, %v", test.name, clock, known)
		}
	}
}

// TestSourceOf: who can mend a problem.
func TestSourceOf(t *testing.T) {
	t.Parallel()
	isf, order := sampleFiling(t, "isf", nil), sampleFiling(t, "order", nil)
	at := map[filing.EntityType]filing.Pointer{}
	for _, party := range newSubject(&isf, now, Limits{}.withDefaults()).parties {
		at[filing.EntityType(party.role)] = party.at
	}
	for _, test := range []struct {
		filing mapping.Filing
		code   string
		field  filing.Pointer
		want   Source
	}{
		{isf, "isf_seller_missing", "/entities/-", Supplier},
		{isf, "isf_origin_missing", "/entities/-", Supplier},
		{isf, "isf_consolidator_missing", "/entities/-", Forwarder},
		{isf, "isf_buyer_missing", "/entities/-", Importer},
		{isf, "field_missing", at[filing.EntitySeller] + "/address_details", Supplier},
		{isf, "hts_chapter", at[filing.EntityManufacturer] + "/harmonized_tariff_schedules/0", Supplier},
		{isf, "field_missing", at[filing.EntityStuffingLocation], Forwarder},
		{isf, "ein_form", at[filing.EntityImporter] + "/entity_identifier", Importer},
		{isf, "isf_bill_missing", "/bill_numbers", Forwarder},
		{isf, "container_check_digit", "/shipment_information/ocean_freight_details/containers/0/container_number", Forwarder},
		{isf, "single_bond_without_surety", "/reference_identifiers/surety_code", Importer},
		{order, "order_bill_missing", orderFreight + "/bill_numbers", Forwarder},
		{order, "incoterm_missing", "/incoterm", Importer},
		{mapping.Filing{}, "document_unknown", "", Importer},
	} {
		if got := SourceOf(test.filing, mapping.Problem{Code: test.code, Field: test.field}); got != test.want {
			t.Errorf("%s at %s: %s, want %s", test.code, test.field, got, test.want)
		}
	}
	if len(at) < 8 {
		t.Errorf("the sample has only the roles %v", at)
	}
}
