package validate

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
)

// shapesOfRequests are empty values of every type that a request can hold, in every shape.
func shapesOfRequests() []any {
	return []any{
		&filing.IsfWorksheet{}, &filing.IsfWorksheet{BillNumbers: &filing.RegularBill{}}, &filing.IsfWorksheet{BillNumbers: &filing.MasterHouseBills{}},
		&filing.IsfWorksheet{Entities: []filing.Entity{&filing.Manufacturer{}, &filing.Party{}, &filing.Importer{}, nil}},
		&filing.IsfWorksheet{
			ShipmentInformation: &filing.ShipmentInformation{
				CargoDetails: &filing.IsfCargoDetails{EstimatedQuantity: &filing.IsfQuantity{}, EstimatedWeight: &filing.IsfWeight{}},
				OceanFreightDetails: &filing.IsfOceanFreightDetails{
					Containers: make([]filing.Container, 1), PortOfLoading: &filing.Port{}, TransshipmentPorts: make([]filing.Port, 1), PortOfUnloading: &filing.Port{}, Vessel: &filing.Vessel{},
				},
				ForwardingAgent: &filing.ForwardingAgent{AddressDetails: &filing.IsfAddress{}},
			},
			AdditionalServices: &filing.AdditionalServices{}, Metadata: &filing.IsfMetadata{},
		},
		&filing.CustomsOrder{}, order(&filing.OceanFCL{}), order(&filing.OceanLCL{}), order(&filing.Air{}), order(&filing.TruckFTL{}),
		order(&filing.OceanFCL{Ocean: filing.Ocean{Containers: make([]filing.Container, 1), Route: &filing.OceanRoute{
			Vessel: &filing.Vessel{}, OriginAddress: &filing.Address{}, PortOfLoading: &filing.Port{}, TransshipmentPorts: make([]filing.Port, 1),
			PortOfUnloading: &filing.Port{}, InlandPort: &filing.Port{}, DestinationAddress: &filing.Address{},
		}}}),
		order(&filing.Air{Route: &filing.AirRoute{
			OriginAddress: &filing.Address{}, PortOfLoading: &filing.AirPort{}, TransshipmentPorts: make([]filing.AirPort, 1), PortOfUnloading: &filing.AirPort{}, DestinationAddress: &filing.Address{},
		}}),
		order(&filing.TruckFTL{Route: &filing.TruckRoute{OriginAddress: &filing.Address{}, PortOfEntry: &filing.Port{}, DestinationAddress: &filing.Address{}}}),
		&filing.CustomsOrder{
			Services: &filing.Services{}, CargoDetails: &filing.CargoDetails{Weight: &filing.Weight{}, Volume: &filing.Volume{}, ShippingUnitDetails: &filing.ShippingUnitDetails{Count: new(int64), AtomicCount: new(int64)}},
			InvolvedParties: []filing.InvolvedParty{{AddressDetails: &filing.Address{}, ContactDetails: &filing.Contact{}}},
			CustomsDetails:  &filing.CustomsDetails{CountriesOfOrigin: make([]string, 1), EstimatedTotalCommercialInvoiceValue: make([]filing.Money, 1)},
			ShipmentTags:    make([]filing.ShipmentTag, 1), RequestMetadata: filing.RequestMetadata{IsUpdate: new(bool)},
		},
	}
}

func order(freight filing.FreightDetails) *filing.CustomsOrder {
	return &filing.CustomsOrder{FreightDetails: freight}
}

// identifiers are empty numbers of all kinds.
func identifiers() []filing.EntityIdentifier {
	return []filing.EntityIdentifier{
		&filing.EIN{}, &filing.SSN{}, &filing.CBPAssignedNumber{}, &filing.DUNS{}, &filing.DUNSPlus4{}, &filing.FIRMS{}, &filing.Passport{},
		&filing.EncryptedConsigneeNumber{}, &filing.SCAC{},
	}
}

// TestEmptyValues sends an empty value of every type through the tags and all rules: a tag of the wrong type panics.
func TestEmptyValues(t *testing.T) {
	t.Parallel()
	all := shapesOfRequests()
	for _, number := range identifiers() {
		for _, entity := range []filing.Entity{
			&filing.Manufacturer{EntityIdentifier: number, HarmonizedTariffSchedules: make([]filing.TariffLine, 2)},
			&filing.Party{EntityType: filing.EntitySeller, EntityIdentifier: number}, &filing.Importer{EntityType: filing.EntityImporter, EntityIdentifier: number},
		} {
			all = append(all, &filing.IsfWorksheet{Entities: []filing.Entity{entity}})
		}
	}
	for _, request := range all {
		request := request.(filing.Request)
		f := check(t, Config{}, now, mapping.Filing{Kind: request.Kind(), Request: request}).Filings[0]
		if f.Outcome != mapping.Invalid {
			t.Errorf("%+v: outcome %s", request, f.Outcome)
		}
		for _, problem := range f.Problems {
			if problem.Message == "" || problem.Hint == "" {
				t.Errorf("a problem without words: %+v", problem)
			}
		}
	}
	for _, none := range []filing.Request{nil, (*filing.IsfWorksheet)(nil), (*filing.CustomsOrder)(nil)} {
		if f := check(t, Config{}, now, mapping.Filing{Request: none}).Filings[0]; f.Outcome != mapping.Invalid {
			t.Errorf("a filing without request: outcome %s", f.Outcome)
		}
	}
}

// TestEveryTagHasWords wants a rule for each tag that stands on a type of a request, and words for what it stands on.
func TestEveryTagHasWords(t *testing.T) {
	t.Parallel()
	for typ := range typesOfRequests() {
		for _, field := range reflect.VisibleFields(typ) {
			tag := field.Tag.Get("validate")
			key := wireName(field)
			if tag != "" && tag != "-" && tag != "omitempty" && tag != "omitempty,dive" && leafWords[key] == "" && ownerWords[key] == "" && !nameless[key] {
				t.Errorf("%s.%s (%s) has no words", typ.Name(), field.Name, key)
			}
			for part := range strings.SplitSeq(tag, ",") {
				name, _, _ := strings.Cut(part, "=")
				if slices.Contains([]string{"", "-", "omitempty", "dive"}, name) {
					continue
				}
				if !slices.ContainsFunc(shapes, func(s shape) bool { return slices.Contains(s.tags, name) }) {
					t.Errorf("%s.%s: no rule tells of tag %s", typ.Name(), field.Name, name)
				}
			}
		}
	}
}

// nameless are members that only their key names, well enough.
var nameless = map[string]bool{"value": true, "amount": true, "containers": true}

// typesOfRequests are the struct types in shapesOfRequests and identifiers.
func typesOfRequests() map[reflect.Type]bool {
	all := map[reflect.Type]bool{}
	var visit func(reflect.Value)
	visit = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				visit(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case reflect.Struct:
			if v.NumField() == 0 || v.Type().Field(0).Tag.Get("json") == "" && !v.Type().Field(0).Anonymous {
				return
			}
			all[v.Type()] = true
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					visit(v.Field(i))
				}
			}
		}
	}
	for _, request := range shapesOfRequests() {
		visit(reflect.ValueOf(request))
	}
	for _, number := range identifiers() {
		visit(reflect.ValueOf(number))
	}
	return all
}

// TestEveryShapeOfFilingIsRegistered keeps package filing's own tags and ours together.
func TestEveryShapeOfFilingIsRegistered(t *testing.T) {
	t.Parallel()
	for _, shape := range filing.Shapes() {
		if tagCheck(shape) == nil {
			t.Errorf("tag %s has neither a pattern nor a check here", shape.Tag)
		}
	}
}

func TestPointerOf(t *testing.T) {
	t.Parallel()
	for namespace, want := range map[string]filing.Pointer{
		"IsfWorksheet.bill_numbers.house_bill_of_lading_numbers[1]":                    "/bill_numbers/house_bill_of_lading_numbers/1",
		"IsfWorksheet.entities[0].address_details.city":                                "/entities/0/address_details/city",
		"CustomsOrder.freight_details.Ocean.bill_numbers.master_bill_of_lading_number": "/freight_details/bill_numbers/master_bill_of_lading_number",
	} {
		if got := pointerOf(namespace); got != want {
			t.Errorf("%s: got %s, want %s", namespace, got, want)
		}
	}
}
