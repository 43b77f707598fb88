package filing

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// A choice tells which shape of an interface an object has: by the value of one member, or by the members it has.
type choice struct {
	member   string                  // "entity_type"; "" if keys tell
	byValue  map[string]reflect.Type // of member
	byKey    []keyed                 // the first whose keys are there
	fallback reflect.Type            // for an object that is none of byKey; nil if there must be one
}

type keyed struct {
	keys  []string
	shape reflect.Type
}

// shapes are the choices that the contract's oneOf leave, by interface.
var shapes = map[reflect.Type]choice{
	reflect.TypeFor[IsfBillNumbers](): {byKey: []keyed{
		{[]string{"regular_bill_of_lading_number"}, reflect.TypeFor[RegularBill]()},
		{[]string{"master_bill_of_lading_number", "house_bill_of_lading_numbers"}, reflect.TypeFor[MasterHouseBills]()},
	}},
	reflect.TypeFor[Entity](): {member: "entity_type", byValue: map[string]reflect.Type{
		string(EntityManufacturer):     reflect.TypeFor[Manufacturer](),
		string(EntitySeller):           reflect.TypeFor[Party](),
		string(EntityBuyer):            reflect.TypeFor[Party](),
		string(EntityShipTo):           reflect.TypeFor[Party](),
		string(EntityStuffingLocation): reflect.TypeFor[Party](),
		string(EntityConsolidator):     reflect.TypeFor[Party](),
		string(EntityBookingParty):     reflect.TypeFor[Party](),
		string(EntityImporter):         reflect.TypeFor[Importer](),
		string(EntityConsignee):        reflect.TypeFor[Importer](),
	}},
	reflect.TypeFor[EntityIdentifier](): {byKey: []keyed{
		{[]string{"employer_identification_number"}, reflect.TypeFor[EIN]()},
		{[]string{"social_security_number"}, reflect.TypeFor[SSN]()},
		{[]string{"cbp_assigned_number"}, reflect.TypeFor[CBPAssignedNumber]()},
		{[]string{"duns_number"}, reflect.TypeFor[DUNS]()},
		{[]string{"duns_plus_4_number"}, reflect.TypeFor[DUNSPlus4]()},
		{[]string{"firms_code"}, reflect.TypeFor[FIRMS]()},
		{[]string{"passport_number", "country_of_issuance", "date_of_birth"}, reflect.TypeFor[Passport]()},
		{[]string{"cbp_encrypted_consignee_number"}, reflect.TypeFor[EncryptedConsigneeNumber]()},
		{[]string{"scac"}, reflect.TypeFor[SCAC]()},
	}},
	reflect.TypeFor[FreightDetails](): {member: "mode_of_transport", byValue: map[string]reflect.Type{
		string(ModeOceanFCL): reflect.TypeFor[OceanFCL](),
		string(ModeOceanLCL): reflect.TypeFor[OceanLCL](),
		string(ModeAir):      reflect.TypeFor[Air](),
		string(ModeTruckFTL): reflect.TypeFor[TruckFTL](),
	}},
	reflect.TypeFor[BillNumbers](): {fallback: reflect.TypeFor[OtherBillNumbers](), byKey: []keyed{
		{[]string{"master_bill_of_lading_number", "house_bill_of_lading_numbers", "regular_bill_of_lading_number"}, reflect.TypeFor[OceanBillNumbers]()},
		{[]string{"master_air_waybill_number", "house_air_waybill_numbers"}, reflect.TypeFor[AirBillNumbers]()},
		{[]string{"truck_bill_of_lading_number"}, reflect.TypeFor[TruckBillNumbers]()},
	}},
}

// pick is the shape of an object.
func (c choice) pick(members map[string]any) (reflect.Type, error) {
	if c.member != "" {
		return c.pickByValue(members[c.member])
	}
	for _, form := range c.byKey {
		for _, key := range form.keys {
			if _, given := members[key]; given {
				return form.shape, nil
			}
		}
	}
	if c.fallback != nil {
		return c.fallback, nil
	}
	first := make([]string, len(c.byKey))
	for i, form := range c.byKey {
		first[i] = form.keys[0]
	}
	return nil, fmt.Errorf("is of no known form, want one with %s", strings.Join(first, " or "))
}

func (c choice) pickByValue(value any) (reflect.Type, error) {
	text, given := value.(string)
	if shape, known := c.byValue[text]; known {
		return shape, nil
	}
	allowed := strings.Join(slices.Sorted(maps.Keys(c.byValue)), ", ")
	if !given {
		return nil, fmt.Errorf("has no %s, want one of %s", c.member, allowed)
	}
	return nil, fmt.Errorf("has an unknown %s %q, want one of %s", c.member, shorten(text), allowed)
}
