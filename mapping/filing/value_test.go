package filing

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestOptional(t *testing.T) {
	t.Parallel()
	type services struct {
		Flag Optional[bool] `json:"flag,omitzero"`
	}
	for _, test := range []struct {
		text  string
		value Optional[bool]
	}{
		{`{}`, Optional[bool]{}},
		{`{"flag":null}`, Null[bool]()},
		{`{"flag":false}`, Some(false)},
		{`{"flag":true}`, Some(true)},
	} {
		var read services
		if err := json.Unmarshal([]byte(test.text), &read); err != nil || !read.Flag.Equal(test.value) {
			t.Errorf("%s: got %v, %v", test.text, read, err)
		}
		if written, err := json.Marshal(services{test.value}); err != nil || string(written) != test.text {
			t.Errorf("%s: got %s, %v", test.text, written, err)
		}
		value, given := test.value.Get()
		if given == (test.value.IsNull() || test.value.IsZero()) || given && test.value.Or(!value) != value || !given && !test.value.Or(true) {
			t.Errorf("%s: value %t, given %t", test.text, value, given)
		}
	}
}

func TestDecimal(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{ // want "" for an error
		{"48250.50", "48250.50"},
		{"0", "0"},
		{"000", "0"},
		{"007.10", "7.10"},
		{"-0.5", "-0.5"},
		{"", ""},
		{"1e3", ""},
		{"+1", ""},
		{"1,000", ""},
		{".5", ""},
		{"5.", ""},
		{" 5", ""},
		{"NaN", ""},
		{"12345678901234567890123456789012345678901234567890123456789012345", ""},
	} {
		got, err := ParseDecimal(test.text)
		if got.String() != test.want || (err != nil) != (test.want == "") {
			t.Errorf("%q: got %q, %v, want %q", test.text, got, err, test.want)
		}
	}
}

func TestDecimalInJSON(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{ // want "" for an error
		{`48250.50`, `48250.50`},
		{`4.825e4`, `48250`},
		{`25E-4`, `0.0025`},
		{`-1e0`, `-1`},
		{`null`, `null`},
		{`1e999999999`, ``},
		{`"1"`, ``},
		{`true`, ``},
	} {
		var d Decimal
		err := json.Unmarshal([]byte(test.text), &d)
		if test.want == "" {
			if err == nil {
				t.Errorf("%s: got %s, want an error", test.text, d)
			}
			continue
		}
		if written, _ := json.Marshal(d); err != nil || string(written) != test.want {
			t.Errorf("%s: got %s, %v, want %s", test.text, written, err, test.want)
		}
	}
}

func TestDecimalLaws(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Custom(func(t *rapid.T) Decimal {
			d, err := ParseDecimal(rapid.StringMatching(`-?[0-9]{1,12}(\.[0-9]{1,6})?`).Draw(t, "text"))
			if err != nil {
				t.Fatal(err)
			}
			return d
		})
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		if sum, other := a.Add(b), b.Add(a); sum != other || sum.Rat().Cmp(a.Rat().Add(a.Rat(), b.Rat())) != 0 {
			t.Fatalf("%s + %s: got %s and %s", a, b, sum, other)
		}
		if a.Cmp(b) != -b.Cmp(a) || (a.Cmp(b) == 0) != (a.normal() == b.normal()) {
			t.Fatalf("%s and %s: compare %d, normal %s and %s", a, b, a.Cmp(b), a.normal(), b.normal())
		}
		if a.Add(Decimal{}) != a || (Decimal{}).Add(a) != a || (Decimal{}).Cmp(a) >= 0 {
			t.Fatalf("%s and nothing", a)
		}
	})
}

func TestTimestampAndDate(t *testing.T) {
	t.Parallel()
	moment := time.Date(2024, 2, 29, 23, 30, 0, 0, time.FixedZone("UTC-8", -8*3600))
	if got := TimestampOf(moment); got != "2024-03-01T07:30:00Z" {
		t.Errorf("got %s", got)
	}
	if got := DateOf(moment); got != "2024-02-29" {
		t.Errorf("got %s", got)
	}
	if back, err := TimestampOf(moment).Time(); err != nil || !back.Equal(moment) {
		t.Errorf("got %v, %v", back, err)
	}
	if _, err := Date("29/02/2024").Time(); err == nil || err.Error() != `read date "29/02/2024": want a form such as 2019-05-03` {
		t.Errorf("got %v", err)
	}
}

func TestEntityIsMadeForItsRole(t *testing.T) {
	t.Parallel()
	details := EntityDetails{Name: "A", Identifier: &DUNS{Number: "123456789"}, Address: IsfAddress{City: "B"}}
	for _, role := range Values[EntityType]() {
		entity, ok := NewEntity(role, details)
		if !ok || entity.Role() != role || entity.Details() != details {
			t.Errorf("%s: got %v, %t", role, entity, ok)
			continue
		}
		text, err := json.Marshal(map[string]any{"entities": []Entity{entity}})
		if err != nil {
			t.Fatal(err)
		}
		var worksheet IsfWorksheet
		if err := json.Unmarshal(text, &worksheet); err != nil || worksheet.Entities[0].Role() != role {
			t.Errorf("%s: read back %v, %v", role, worksheet.Entities, err)
		}
	}
	if entity, ok := NewEntity("BROKER", details); ok {
		t.Errorf("got %v for a role that the ISF does not have", entity)
	}
}

func TestOnlyUpdates(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		metadata RequestMetadata
		want     bool
	}{
		{RequestMetadata{}, false},
		{RequestMetadata{IsUpdate: new(false)}, false},
		{RequestMetadata{IsUpdate: new(true)}, true},
		{RequestMetadata{ShipmentID: 1}, true},
		{RequestMetadata{CustomsOrderFID: "flx"}, true},
	} {
		if got := test.metadata.OnlyUpdates(); got != test.want {
			t.Errorf("%+v: got %t", test.metadata, got)
		}
	}
}
