package filing

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"docket/mapping/filing/contract"
)

// TestTagsMeanWhatTheContractMeans draws requests, right ones and ones with something wrong or missing, and wants the
// tags to accept just what the contract accepts, and what is accepted to be read back as it was.
func TestTagsMeanWhatTheContractMeans(t *testing.T) {
	t.Parallel()
	v := newValidator(t)
	for schema, typ := range map[string]reflect.Type{
		"IsfWorksheetUpsertRequest": reflect.TypeFor[IsfWorksheet](),
		"CustomsOrderRequest":       reflect.TypeFor[CustomsOrder](),
		"OAuthTokenRequest":         reflect.TypeFor[TokenRequest](),
		// The parts again, so that their own rules are seen to decide.
		"IsfWorksheetEntity":                reflect.TypeFor[Entity](),
		"IsfWorksheetShipmentInformation":   reflect.TypeFor[ShipmentInformation](),
		"CustomsOrderRequestFreightDetails": reflect.TypeFor[FreightDetails](),
		"CustomsOrderRequestMetadata":       reflect.TypeFor[RequestMetadata](),
		"InvolvedPartyDetails":              reflect.TypeFor[InvolvedParty](),
		"AddressDetails":                    reflect.TypeFor[Address](),
	} {
		compiled, err := contract.Component(schema)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(schema, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				d := draw{t: t, flaws: rapid.IntRange(0, 3).Draw(t, "flaws")}
				value := d.value(typ, "")
				text, err := json.Marshal(value.Interface())
				if err != nil {
					t.Fatal(err)
				}
				byContract := compiled.CheckJSON(text)
				byTags := v.Struct(value.Interface())
				if byContract != nil && byTags == nil {
					t.Fatalf("the tags accept what the contract refuses: %v\n%s", byContract, text)
				}
				if byContract == nil && byTags != nil && !stricter(byTags) {
					t.Fatalf("the tags refuse what the contract accepts: %v\n%s", byTags, text)
				}
				readsBack(t, value, text, byContract == nil)
			})
		})
	}
}

// stricter tells whether all that the tags refuse is where they want more than the contract, on purpose.
func stricter(err error) bool {
	for _, one := range err.(validator.ValidationErrors) {
		if one.StructNamespace() != "IsfWorksheet.Header.SCAC" {
			return false
		}
	}
	return true
}

// readsBack wants a value to come back from its own text as it was. One that the contract refuses may have no shape to
// read, such as an identifier without its number.
func readsBack(t *rapid.T, value reflect.Value, text []byte, accepted bool) {
	again := reflect.New(value.Type())
	into := again.Interface()
	if value.Kind() == reflect.Interface { // read the shape it holds
		again = reflect.New(value.Elem().Elem().Type())
		into, value = again.Interface(), value.Elem().Elem()
	}
	if err := json.Unmarshal(text, into); err != nil {
		if !accepted {
			return
		}
		t.Fatalf("read back: %v\n%s", err, text)
	}
	if diff := cmp.Diff(value.Interface(), again.Elem().Interface(), cmp.AllowUnexported(Decimal{})); diff != "" {
		t.Fatalf("read back (-want +got):\n%s", diff)
	}
}

// draw makes values by type and validate tag, with at most so many flaws.
type draw struct {
	t     *rapid.T
	flaws int
}

// flaw decides whether to put in something wrong here.
func (d *draw) flaw() bool {
	if d.flaws == 0 || rapid.IntRange(0, 9).Draw(d.t, "flaw") > 0 {
		return false
	}
	d.flaws--
	return true
}

func (d *draw) chance() bool { return rapid.Bool().Draw(d.t, "given") }

func (d *draw) value(typ reflect.Type, tag string) reflect.Value {
	made := reflect.New(typ).Elem()
	first, rest, _ := strings.Cut(tag, ",")
	switch {
	case first == "-":
		return made
	case first == "required" && d.flaw(), first == "omitempty" && !d.chance():
		return made
	case strings.HasPrefix(first, "required_") && d.chance():
		return made
	}
	d.fill(made, rest)
	return made
}

func (d *draw) fill(made reflect.Value, rules string) {
	typ := made.Type()
	if wrapped, ok := reflect.TypeAssert[nullable](made.Addr()); ok {
		if d.chance() {
			wrapped.makeNull()
			return
		}
		d.fill(reflect.ValueOf(wrapped.makePresent()).Elem(), rules)
		return
	}
	switch {
	case typ == reflect.TypeFor[Decimal]():
		made.Set(reflect.ValueOf(d.decimal()))
	case typ == reflect.TypeFor[time.Time]():
		seconds := rapid.Int64Range(0, 4e9).Draw(d.t, "seconds")
		made.Set(reflect.ValueOf(time.Unix(seconds, 0).UTC()))
	case typ.Kind() == reflect.String:
		made.SetString(d.text(rules))
	case typ.Kind() == reflect.Bool:
		made.SetBool(d.chance())
	case typ.Kind() == reflect.Int64:
		made.SetInt(d.integer(rules))
	case typ.Kind() == reflect.Pointer:
		made.Set(reflect.New(typ.Elem()))
		d.fill(made.Elem(), rules)
	case typ.Kind() == reflect.Interface:
		shape := rapid.SampledFrom(shapesOf(typ)).Draw(d.t, "shape")
		made.Set(reflect.New(shape))
		d.fill(made.Elem().Elem(), "")
	case typ.Kind() == reflect.Slice:
		d.list(made, rules)
	case typ.Kind() == reflect.Struct:
		for _, field := range reflect.VisibleFields(typ) {
			if !field.Anonymous {
				made.FieldByIndex(field.Index).Set(d.value(field.Type, field.Tag.Get("validate")))
			}
		}
	}
}

func (d *draw) list(made reflect.Value, rules string) {
	_, inner, dives := strings.Cut(","+rules+",", ",dive,")
	least := 0
	if strings.Contains(rules, "min=1") {
		least = 1
	}
	if d.flaw() {
		least = 0
	}
	count := rapid.IntRange(least, 3).Draw(d.t, "count")
	made.Set(reflect.MakeSlice(made.Type(), count, count))
	for i := range count {
		if element := made.Index(i); dives {
			d.fill(element, strings.TrimPrefix(strings.TrimSuffix(inner, ","), "required,"))
		} else {
			element.SetString(rapid.StringMatching(`[ -~]{1,9}`).Draw(d.t, "text"))
		}
	}
	if count > 1 && d.flaw() {
		made.Index(1).Set(made.Index(0))
	}
}

func (d *draw) decimal() Decimal {
	pattern := `(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?`
	if d.flaw() {
		pattern = `-[1-9]`
	}
	number, err := ParseDecimal(rapid.StringMatching(pattern).Draw(d.t, "decimal"))
	if err != nil {
		d.t.Fatal(err)
	}
	return number
}

func (d *draw) integer(rules string) int64 {
	switch {
	case d.flaw():
		return -1
	case rules == "imo":
		return rapid.Int64Range(1_000_000, 9_999_999).Draw(d.t, "imo")
	case rules == "min=0":
		return rapid.Int64Range(0, 1e15).Draw(d.t, "count")
	default:
		return rapid.Int64Range(1, 1e15).Draw(d.t, "number")
	}
}

func (d *draw) text(rules string) string {
	rule := rules[strings.LastIndexByte(rules, ',')+1:]
	if rule != "" && rule != "omitempty" && d.flaw() {
		return "?"
	}
	if values, ok := strings.CutPrefix(rule, "oneof="); ok {
		return rapid.SampledFrom(strings.Fields(values)).Draw(d.t, "value")
	}
	patterns := map[string]string{
		"uuid_rfc4122":        `[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}`,
		"email":               `[a-z]{1,9}@[a-z]{1,9}\.example`,
		"datetime=2006-01-02": `(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])`,
	}
	for _, shape := range Shapes() {
		patterns[shape.Tag] = strings.Trim(shape.Pattern, "^$")
	}
	if pattern := patterns[rule]; pattern != "" {
		return rapid.StringMatching(pattern).Draw(d.t, "text")
	}
	return rapid.StringMatching(`[ -~äß港]{1,12}`).Draw(d.t, "text")
}
