package filing

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/mapping/filing/contract"
)

// goTypes are the Go types of the contract's schemas. Where the contract has one schema for a value that is no object,
// it stands in the table of the fields that hold it.
var goTypes = map[string]reflect.Type{
	"IsfWorksheetUpsertRequest":                            reflect.TypeFor[IsfWorksheet](),
	"IsfWorksheetHeader":                                   reflect.TypeFor[IsfHeader](),
	"IsfWorksheetBillNumbers":                              reflect.TypeFor[IsfBillNumbers](),
	"IsfWorksheetRegularBillNumbers":                       reflect.TypeFor[RegularBill](),
	"IsfWorksheetMasterHouseBillNumbers":                   reflect.TypeFor[MasterHouseBills](),
	"IsfWorksheetReferenceIdentifiers":                     reflect.TypeFor[ReferenceIdentifiers](),
	"IsfWorksheetShipmentInformation":                      reflect.TypeFor[ShipmentInformation](),
	"IsfWorksheetCargoDetails":                             reflect.TypeFor[IsfCargoDetails](),
	"IsfWorksheetQuantity":                                 reflect.TypeFor[IsfQuantity](),
	"IsfWorksheetWeight":                                   reflect.TypeFor[IsfWeight](),
	"IsfWorksheetOceanFreightDetails":                      reflect.TypeFor[IsfOceanFreightDetails](),
	"IsfWorksheetContainer":                                reflect.TypeFor[Container](),
	"IsfWorksheetPort":                                     reflect.TypeFor[Port](),
	"IsfWorksheetVessel":                                   reflect.TypeFor[Vessel](),
	"IsfWorksheetForwardingAgent":                          reflect.TypeFor[ForwardingAgent](),
	"IsfWorksheetAddressDetails":                           reflect.TypeFor[IsfAddress](),
	"IsfWorksheetEntity":                                   reflect.TypeFor[Entity](),
	"IsfWorksheetManufacturerSupplierEntity":               reflect.TypeFor[Manufacturer](),
	"IsfWorksheetPartyEntity":                              reflect.TypeFor[Party](),
	"IsfWorksheetImporterEntity":                           reflect.TypeFor[Importer](),
	"IsfWorksheetEntityIdentifier":                         reflect.TypeFor[EntityIdentifier](),
	"IsfWorksheetEntityIdentifierEin":                      reflect.TypeFor[EIN](),
	"IsfWorksheetEntityIdentifierSsn":                      reflect.TypeFor[SSN](),
	"IsfWorksheetEntityIdentifierCbpAssignedNumber":        reflect.TypeFor[CBPAssignedNumber](),
	"IsfWorksheetEntityIdentifierDuns":                     reflect.TypeFor[DUNS](),
	"IsfWorksheetEntityIdentifierDunsPlus4":                reflect.TypeFor[DUNSPlus4](),
	"IsfWorksheetEntityIdentifierFirms":                    reflect.TypeFor[FIRMS](),
	"IsfWorksheetEntityIdentifierPassport":                 reflect.TypeFor[Passport](),
	"IsfWorksheetEntityIdentifierEncryptedConsigneeNumber": reflect.TypeFor[EncryptedConsigneeNumber](),
	"IsfWorksheetEntityIdentifierScac":                     reflect.TypeFor[SCAC](),
	"IsfWorksheetHarmonizedTariffSchedule":                 reflect.TypeFor[TariffLine](),
	"IsfWorksheetAdditionalServices":                       reflect.TypeFor[AdditionalServices](),
	"IsfWorksheetMetadata":                                 reflect.TypeFor[IsfMetadata](),
	"IsfWorksheetUpsertEnvelope":                           reflect.TypeFor[IsfEnvelope](),
	"IsfWorksheetUpsertResponse":                           reflect.TypeFor[IsfAnswer](),

	"CustomsOrderRequest":               reflect.TypeFor[CustomsOrder](),
	"CustomsOrderServices":              reflect.TypeFor[Services](),
	"CustomsOrderRequestFreightDetails": reflect.TypeFor[FreightDetails](),
	"OceanFclFreightDetails":            reflect.TypeFor[OceanFCL](),
	"OceanLclFreightDetails":            reflect.TypeFor[OceanLCL](),
	"AirFreightDetails":                 reflect.TypeFor[Air](),
	"TruckFtlFreightDetails":            reflect.TypeFor[TruckFTL](),
	"OceanBillNumbers":                  reflect.TypeFor[OceanBillNumbers](),
	"AirBillNumbers":                    reflect.TypeFor[AirBillNumbers](),
	"TruckBillNumbers":                  reflect.TypeFor[TruckBillNumbers](),
	"OceanRoute":                        reflect.TypeFor[OceanRoute](),
	"AirRoute":                          reflect.TypeFor[AirRoute](),
	"TruckRoute":                        reflect.TypeFor[TruckRoute](),
	"Vessel":                            reflect.TypeFor[Vessel](),
	"Port":                              reflect.TypeFor[Port](),
	"AirPort":                           reflect.TypeFor[AirPort](),
	"ContainerDetails":                  reflect.TypeFor[Container](),
	"CargoDetails":                      reflect.TypeFor[CargoDetails](),
	"WeightUppercase":                   reflect.TypeFor[Weight](),
	"VolumeUpperCase":                   reflect.TypeFor[Volume](),
	"ShippingUnitDetails":               reflect.TypeFor[ShippingUnitDetails](),
	"InvolvedPartyDetails":              reflect.TypeFor[InvolvedParty](),
	"ContactDetails":                    reflect.TypeFor[Contact](),
	"AddressDetails":                    reflect.TypeFor[Address](),
	"CustomsDetails":                    reflect.TypeFor[CustomsDetails](),
	"Money":                             reflect.TypeFor[Money](),
	"ShipmentTag":                       reflect.TypeFor[ShipmentTag](),
	"CustomsOrderRequestMetadata":       reflect.TypeFor[RequestMetadata](),
	"CustomsOrderSourceDocument":        reflect.TypeFor[SourceDocument](),

	"CustomsOrderPendingEnvelope": reflect.TypeFor[PendingOrderEnvelope](),
	"CustomsOrderEnvelope":        reflect.TypeFor[OrderEnvelope](),
	"CustomsOrder":                reflect.TypeFor[Order](),
	"CustomsOrderFreightDetails":  reflect.TypeFor[OrderFreight](),
	"CustomsOrderProblem":         reflect.TypeFor[OrderProblem](),

	"CustomsEntryListEnvelope":          reflect.TypeFor[EntryPageEnvelope](),
	"CustomsEntryCollection":            reflect.TypeFor[EntryPage](),
	"CustomsEntryEnvelope":              reflect.TypeFor[EntryEnvelope](),
	"CustomsEntry":                      reflect.TypeFor[Entry](),
	"ShipmentRef":                       reflect.TypeFor[ShipmentRef](),
	"Error":                             reflect.TypeFor[ErrorObject](),
	"OAuthTokenRequest":                 reflect.TypeFor[TokenRequest](),
	"OAuthTokenResponse":                reflect.TypeFor[Token](),
	"Event":                             reflect.TypeFor[Event](),
	"CustomsOrderCreationFinishedEvent": reflect.TypeFor[OrderCreatedEvent](),
	"CustomsOrderEventData":             reflect.TypeFor[OrderEventData](),

	// values that are no objects
	"Incoterm":                 reflect.TypeFor[Incoterm](),
	"CustomsOrderCurrencyCode": reflect.TypeFor[Optional[string]](),
	"RequestMetadataRequestId": reflect.TypeFor[string](),
	"RequestMetadataWebhookId": reflect.TypeFor[string](),
	"CustomsOrderFid":          reflect.TypeFor[string](),
	"CustomsOrderStatus":       reflect.TypeFor[OrderStatus](),
}

// otherTags are the fields whose rule the contract states over several members, or that we hold to more than it does.
// The property test proves that the former mean the same as the contract's anyOf.
var otherTags = map[string]string{
	"CustomsOrder.Incoterm":             "required_to_create,omitempty,oneof=CFR CIF CIP CPT DAP DAT DDP DPU EXW FAS FCA FOB",
	"OceanBillNumbers.Master":           "required_without=Houses,omitempty,order_bill",
	"AirBillNumbers.Master":             "required_without=Houses,omitempty,air_waybill",
	"InvolvedParty.Name":                "required_without_all=ExternalRef AddressDetails,omitempty",
	"Address.AddressLine1":              "required_without=ExternalRef,omitempty",
	"Address.City":                      "required_without=ExternalRef,omitempty",
	"Address.CountryCode":               "required_without=ExternalRef,omitempty,iso3166_shape",
	"SourceDocument.FID":                "required_without=ExternalRef,omitempty,document_fid",
	"SourceDocument.ExternalRef":        "required_without=FID,omitempty",
	"IsfHeader.SCAC":                    "omitempty,scac", // the contract takes any text here
	"IsfWorksheet.Header":               "omitempty",      // may be empty, and is always written
	"IsfWorksheet.ReferenceIdentifiers": "omitempty",      // may be empty, and is always written
}

// TestTypesFollowTheContract walks every schema of the contract and the Go type that stands for it, and reports
// whatever one has and the other does not.
func TestTypesFollowTheContract(t *testing.T) {
	t.Parallel()
	w := walk{t: t, schemas: components(t)}
	for _, name := range slices.Sorted(maps.Keys(w.schemas)) {
		typ, ok := goTypes[name]
		if !ok {
			t.Errorf("schema %s has no Go type", name)
			continue
		}
		w.compare(name, w.schemas[name].(map[string]any), typ)
	}
	for name, typ := range goTypes {
		if _, ok := w.schemas[name]; !ok {
			t.Errorf("type %s stands for schema %s, which the contract does not have", typ, name)
		}
	}
	standFor := slices.Collect(maps.Values(goTypes))
	for _, typ := range reachable(standFor...) {
		if !slices.Contains(standFor, typ) {
			t.Errorf("type %s stands for no schema", typ)
		}
	}
}

func components(t testing.TB) map[string]any {
	t.Helper()
	document, err := contract.Document()
	if err != nil {
		t.Fatal(err)
	}
	return document["components"].(map[string]any)["schemas"].(map[string]any)
}

type walk struct {
	t       *testing.T
	schemas map[string]any
}

// resolve follows $ref and joins the parts of allOf.
func (w walk) resolve(schema map[string]any) map[string]any {
	joined := map[string]any{}
	if ref, ok := schema["$ref"].(string); ok {
		maps.Copy(joined, w.resolve(w.schemas[strings.TrimPrefix(ref, "#/components/schemas/")].(map[string]any)))
	}
	for _, part := range list(schema["allOf"]) {
		for key, value := range w.resolve(part.(map[string]any)) {
			if properties, both := joined[key].(map[string]any); both && key == "properties" {
				value = joinProperties(properties, value.(map[string]any))
			}
			joined[key] = value
		}
	}
	maps.Copy(joined, schema)
	return joined
}

// joinProperties lays the members of one part of an allOf over those of another.
func joinProperties(under, over map[string]any) map[string]any {
	joined := maps.Clone(under)
	for key, schema := range over {
		merged := maps.Clone(schema.(map[string]any))
		if below, ok := under[key].(map[string]any); ok && merged["$ref"] == nil {
			for k, v := range below {
				if _, given := merged[k]; !given {
					merged[k] = v
				}
			}
		}
		joined[key] = merged
	}
	return joined
}

func list(value any) []any {
	elements, _ := value.([]any)
	return elements
}

// compare reports where typ differs from the schema.
func (w walk) compare(at string, schema map[string]any, typ reflect.Type) {
	schema = w.resolve(schema)
	inner, wraps := wrappedType(typ)
	if nullable := w.nullable(schema); nullable != wraps {
		w.t.Errorf("%s: null is allowed: contract %t, %s %t", at, nullable, typ, wraps)
	}
	if wraps {
		typ = inner
	}
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	for _, form := range list(schema["oneOf"]) {
		if form := form.(map[string]any); wraps && form["type"] != "null" {
			w.compare(at, form, typ)
			return
		}
	}
	if schema["oneOf"] != nil {
		w.compareForms(at, schema, typ)
		return
	}
	w.compareValue(at, schema, typ)
}

func (w walk) nullable(schema map[string]any) bool {
	for _, form := range list(schema["oneOf"]) {
		if form.(map[string]any)["type"] == "null" {
			return true
		}
	}
	return slices.Contains(list(schema["type"]), any("null"))
}

// compareForms holds the shapes of an interface to the forms of a oneOf, and the ways to tell them apart.
func (w walk) compareForms(at string, schema map[string]any, typ reflect.Type) {
	want := map[reflect.Type]bool{}
	for _, form := range list(schema["oneOf"]) {
		want[goTypes[refName(form)]] = true
	}
	got := map[reflect.Type]bool{}
	for _, shape := range shapesOf(typ) {
		got[shape] = true
	}
	if !maps.Equal(got, want) {
		w.t.Errorf("%s: forms: contract %v, %s %v", at, want, typ, got)
	}
	for shape := range want {
		if !reflect.PointerTo(shape).Implements(typ) {
			w.t.Errorf("%s: *%s is not a %s", at, shape, typ)
		}
	}
	discriminator, ok := schema["discriminator"].(map[string]any)
	if !ok {
		return
	}
	mapping := map[string]reflect.Type{}
	for value, ref := range discriminator["mapping"].(map[string]any) {
		mapping[value] = goTypes[refName(map[string]any{"$ref": ref})]
	}
	if choice := shapes[typ]; choice.member != discriminator["propertyName"] || !maps.Equal(choice.byValue, mapping) {
		w.t.Errorf("%s: discriminator: contract %v, %s %v", at, mapping, typ, choice.byValue)
	}
}

func refName(schema any) string {
	return strings.TrimPrefix(schema.(map[string]any)["$ref"].(string), "#/components/schemas/")
}

func (w walk) compareValue(at string, schema map[string]any, typ reflect.Type) {
	if constant, ok := schema["const"]; ok {
		text, err := json.Marshal(reflect.Zero(typ).Interface())
		if want, _ := json.Marshal(constant); err != nil || string(text) != string(want) {
			w.t.Errorf("%s: is always %s, %s writes %s", at, want, typ, text)
		}
		return
	}
	wanted := wireType(schema)
	if got := goWireType(typ); got != wanted {
		w.t.Errorf("%s: contract %s, %s is %s", at, wanted, typ, got)
		return
	}
	switch wanted {
	case "object":
		w.compareMembers(at, schema, typ)
	case "array":
		w.compare(at+"[]", schema["items"].(map[string]any), typ.Elem())
	case "string":
		w.compareEnum(at, schema, typ)
	}
}

func wireType(schema map[string]any) string {
	name, _ := schema["type"].(string)
	for _, one := range list(schema["type"]) {
		if one != "null" {
			name = one.(string)
		}
	}
	if format, _ := schema["format"].(string); format == "date" || format == "date-time" {
		name = format
	}
	if schema["additionalProperties"] == true {
		name = "any object"
	}
	return name
}

func goWireType(typ reflect.Type) string {
	switch typ {
	case reflect.TypeFor[time.Time](), reflect.TypeFor[Timestamp]():
		return "date-time"
	case reflect.TypeFor[Date]():
		return "date"
	case reflect.TypeFor[Decimal]():
		return "number"
	case reflect.TypeFor[json.RawMessage]():
		return "any object"
	}
	switch typ.Kind() {
	case reflect.Struct:
		return "object"
	case reflect.Slice:
		return "array"
	case reflect.Int64:
		return "integer"
	case reflect.Bool:
		return "boolean"
	default:
		return typ.Kind().String()
	}
}

func (w walk) compareEnum(at string, schema map[string]any, typ reflect.Type) {
	values, isEnum := reflect.Zero(typ).Interface(), schema["enum"] != nil
	method := reflect.ValueOf(values).MethodByName("Values")
	if !isEnum {
		if method.IsValid() {
			w.t.Errorf("%s: %s is an enum, the contract's is none", at, typ)
		}
		return
	}
	if !method.IsValid() {
		w.t.Errorf("%s: is an enum, %s is none", at, typ)
		return
	}
	// An entity's type is of one Go type in all kinds of entities; their tags say which roles each may have.
	if typ == reflect.TypeFor[EntityType]() {
		return
	}
	got := method.Call(nil)[0]
	var have []any
	for i := range got.Len() {
		have = append(have, got.Index(i).String())
	}
	if want := slices.DeleteFunc(slices.Clone(list(schema["enum"])), func(v any) bool { return v == nil }); !slices.Equal(have, want) {
		w.t.Errorf("%s: values: contract %v, %s %v", at, want, typ, have)
	}
}

// compareMembers holds the fields of a struct to the members of an object.
func (w walk) compareMembers(at string, schema map[string]any, typ reflect.Type) {
	properties, _ := schema["properties"].(map[string]any)
	required := list(schema["required"])
	seen := map[string]bool{}
	for _, field := range reflect.VisibleFields(typ) {
		if field.Anonymous {
			continue
		}
		key := wireName(field)
		seen[key] = true
		member, ok := properties[key].(map[string]any)
		if !ok {
			w.t.Errorf("%s: %s.%s writes %q, which the contract does not have", at, typ, field.Name, key)
			continue
		}
		w.compareField(at+"/"+key, member, typ, field, slices.Contains(required, any(key)))
	}
	for key := range properties {
		if !seen[key] {
			w.t.Errorf("%s: %s has no field for %q", at, typ, key)
		}
	}
}

func (w walk) compareField(at string, member map[string]any, typ reflect.Type, field reflect.StructField, required bool) {
	w.compare(at, member, field.Type)

	resolved := w.resolve(member)
	var aliases []string
	for _, alias := range list(resolved["x-also-accepted"]) {
		aliases = append(aliases, alias.(string))
	}
	alias, one, _ := strings.Cut(field.Tag.Get("also"), ",")
	if strings.Join(aliases, ",") != alias || (one == "one") != (resolved["x-also-accepted-note"] != nil) {
		w.t.Errorf("%s: other spellings: contract %v, %s.%s %q", at, aliases, typ, field.Name, field.Tag.Get("also"))
	}

	_, option, _ := strings.Cut(field.Tag.Get("json"), ",")
	tag, isRequest := field.Tag.Lookup("validate")
	if !isRequest {
		if (option == "") != required || option != "" && option != "omitzero" {
			w.t.Errorf("%s: required: contract %t, %s.%s has %q", at, required, typ, field.Name, field.Tag.Get("json"))
		}
		return
	}
	if option != "omitzero" && (option != "" || !required) {
		w.t.Errorf("%s: %s.%s is written when it is not set: %q", at, typ, field.Name, field.Tag.Get("json"))
	}
	name := typ.Name() + "." + field.Name
	if other, ok := otherTags[name]; ok {
		if tag != other {
			w.t.Errorf("%s: %s has tag %q, want %q", at, name, tag, other)
		}
		return
	}
	if got, want := patterns(tag), w.wantedTag(resolved, required); got != want {
		w.t.Errorf("%s: %s has tag\n\t%s, that is\n\t%s, want\n\t%s", at, name, tag, got, want)
	}
}

// patterns puts the pattern in place of each tag that is one, as wantedTag does.
func patterns(tag string) string {
	rules := strings.Split(tag, ",")
	for i, rule := range rules {
		for _, shape := range Shapes() {
			if shape.Tag == rule && shape.Pattern != "" {
				rules[i] = "/" + shape.Pattern + "/"
			}
		}
	}
	return strings.Join(rules, ",")
}

// wantedTag is the validate tag that says what a schema does.
func (w walk) wantedTag(schema map[string]any, required bool) string {
	if schema["const"] != nil {
		return "-"
	}
	rules := []string{"omitempty"}
	if required {
		rules[0] = "required"
	}
	rules = append(rules, w.rules(schema)...)
	return strings.Join(rules, ",")
}

func (w walk) rules(schema map[string]any) []string {
	var rules []string
	if enum := list(schema["enum"]); enum != nil {
		rules = append(rules, "oneof="+strings.Join(strings.Fields(strings.Trim(fmt.Sprint(enum), "[]")), " "))
	}
	if pattern, ok := schema["pattern"].(string); ok {
		rules = append(rules, "/"+pattern+"/")
	}
	switch schema["format"] {
	case "uuid":
		rules = append(rules, "uuid_rfc4122")
	case "email":
		rules = append(rules, "email")
	case "date":
		rules = append(rules, "datetime=2006-01-02")
	}
	minimum, maximum := fmt.Sprint(schema["minimum"]), fmt.Sprint(schema["maximum"])
	switch {
	case schema["type"] == "number" && minimum == "0":
		rules = append(rules, "not_negative")
	case minimum == "1000000" && maximum == "9999999":
		rules = append(rules, "imo")
	case schema["minimum"] != nil:
		rules = append(rules, "min="+minimum)
	}
	if schema["minItems"] != nil {
		rules = append(rules, "min="+fmt.Sprint(schema["minItems"]))
	}
	if schema["uniqueItems"] == true {
		rules = append(rules, "unique")
	}
	if items, ok := schema["items"].(map[string]any); ok {
		resolved := w.resolve(items)
		inner := w.rules(resolved)
		if resolved["oneOf"] != nil {
			inner = []string{"required"} // an interface may be nil
		}
		if wireType(resolved) == "object" || len(inner) > 0 {
			rules = append(append(rules, "dive"), inner...)
		}
	}
	return rules
}

func TestShapesAreRegularExpressions(t *testing.T) {
	t.Parallel()
	for _, shape := range Shapes() {
		if _, err := regexp.Compile(shape.Pattern); err != nil {
			t.Errorf("%s: %v", shape.Tag, err)
		}
	}
}
