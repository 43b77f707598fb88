package difference

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"docket/mapping/filing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestBetween reads like a list of corrections: what a sender changes in a file, and what a person is told of it.
func TestBetween(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, before, after string
		want                string // a line a change: field: old -> new
	}{
		{"nothing", `{"name":"A"}`, `{"name":"A"}`, ""},
		{"a text", `{"name":"A"}`, `{"name":"B"}`, `/name: "A" -> "B"`},
		{"a number that is written otherwise", `{"weight":{"value":8305.0}}`, `{"weight":{"value":8305}}`, ""},
		{"a number", `{"weight":{"value":8305}}`, `{"weight":{"value":8350}}`, `/weight/value: 8305 -> 8350`},
		{"a field that was not there", `{}`, `{"vessel":{"name":"A","imo":1}}`, "/vessel/imo: -> 1\n/vessel/name: -> \"A\""},
		{"a field that is gone", `{"vessel":{"name":"A"}}`, `{}`, `/vessel/name: "A" ->`},
		{"null is not nothing", `{}`, `{"pickup":null}`, `/pickup: -> null`},
		{"where it comes from", `{"request_metadata":{"request_id":"1"}}`, `{"request_metadata":{"is_update":true},"metadata":{}}`, ""},
		{"a container more, in front of the others",
			`{"containers":[{"container_number":"A"},{"container_number":"B"}]}`,
			`{"containers":[{"container_number":"C"},{"container_number":"A"},{"container_number":"B"}]}`,
			`/containers/0/container_number: -> "C"`},
		{"a container less",
			`{"containers":[{"container_number":"A","seal_number":"1"},{"container_number":"B"}]}`, `{"containers":[{"container_number":"B"}]}`,
			"/containers/0/container_number: \"A\" ->\n/containers/0/seal_number: \"1\" ->"},
		{"a container's number corrected",
			`{"containers":[{"container_number":"A","seal_number":"1"},{"container_number":"B"}]}`,
			`{"containers":[{"container_number":"B"},{"container_number":"C","seal_number":"1"}]}`,
			`/containers/1/container_number: "A" -> "C"`},
		{"a seal", `{"containers":[{"container_number":"B","seal_number":"1"},{"container_number":"A"}]}`,
			`{"containers":[{"container_number":"A"},{"container_number":"B","seal_number":"2"}]}`, `/containers/1/seal_number: "1" -> "2"`},
		{"parties in another order", `{"entities":[{"entity_type":"BUYER","name":"A"},{"entity_type":"SELLER","name":"B"}]}`,
			`{"entities":[{"entity_type":"SELLER","name":"B"},{"entity_type":"BUYER","name":"A"}]}`, ""},
		{"a party's name", `{"entities":[{"entity_type":"BUYER","name":"A"},{"entity_type":"SELLER","name":"B"}]}`,
			`{"entities":[{"entity_type":"SELLER","name":"B"},{"entity_type":"BUYER","name":"C"}]}`, `/entities/1/name: "A" -> "C"`},
		{"one party in another's place", `{"entities":[{"entity_type":"BUYER","name":"A"}]}`, `{"entities":[{"entity_type":"SELLER","name":"A"}]}`,
			"/entities/0/entity_type: -> \"SELLER\"\n/entities/0/name: -> \"A\"\n/entities/0/entity_type: \"BUYER\" ->\n/entities/0/name: \"A\" ->"},
		{"a reference corrected", `{"purchase_order_numbers":["1","2"]}`, `{"purchase_order_numbers":["2","3"]}`, `/purchase_order_numbers/1: "1" -> "3"`},
		{"ports of transshipment have an order", `{"transshipment_ports":[{"un_lo_code":"A"},{"un_lo_code":"B"}]}`, `{"transshipment_ports":[{"un_lo_code":"B"},{"un_lo_code":"A"}]}`,
			"/transshipment_ports/0/un_lo_code: \"A\" -> \"B\"\n/transshipment_ports/1/un_lo_code: \"B\" -> \"A\""},
		{"another shape", `{"bills":"A"}`, `{"bills":{"master":"A"}}`, `/bills: "A" -> {"master":"A"}`},
		{"a person's number", `{"entity_identifier":{"social_security_number":"123-45-6789"}}`, `{"entity_identifier":{"social_security_number":"123-45-6780"}}`,
			`/entity_identifier/social_security_number: "***-**-****" -> "***-**-****"`},
		{"a person's number among other words", `{"name":"A"}`, `{"name":"A, SSN 123-45-6789"}`, `/name: "A" -> "A, SSN ***-**-6789"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			changes, err := Between(json.RawMessage(test.before), json.RawMessage(test.after))
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, c := range changes {
				lines = append(lines, strings.TrimSpace(strings.Replace(fmt.Sprintf("%s: %s -> %s", c.Field, c.Old, c.New), ":  ->", ": ->", 1)))
			}
			if diff := cmp.Diff(test.want, strings.Join(lines, "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestBetweenWhatIsNoRequest(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "{", "[]", `"x"`} {
		if _, err := Between(json.RawMessage(text), json.RawMessage(`{}`)); err == nil {
			t.Errorf("%q before: no error", text)
		}
		if _, err := Between(json.RawMessage(`{}`), json.RawMessage(text)); err == nil {
			t.Errorf("%q after: no error", text)
		}
	}
}

// trees draws JSON objects like those of requests.
func trees() *rapid.Generator[map[string]any] {
	leaf := rapid.SampledFrom([]any{"A", "B", nil, true, json.Number("1"), json.Number("1.0"), json.Number("2.50")})
	key := rapid.SampledFrom([]string{"name", "type", "container_number", "values", "transshipment_ports", "x"})
	element := rapid.OneOf(leaf, rapid.Map(rapid.MapOfN(key, leaf, 1, 3), func(m map[string]any) any { return m }))
	array := rapid.Map(rapid.SliceOfN(element, 0, 4), func(s []any) any { return s })
	return rapid.MapOfN(key, rapid.OneOf(leaf, array, rapid.Map(rapid.MapOfN(key, rapid.OneOf(leaf, array), 0, 3), func(m map[string]any) any { return m })), 0, 4)
}

func body(t *rapid.T, tree map[string]any) json.RawMessage {
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestNoChangeMeansTheSameHash: whether there is a change and whether the hashes differ is one question, for any two
// trees and for one tree in two orders.
func TestNoChangeMeansTheSameHash(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before, after := trees().Draw(t, "before"), trees().Draw(t, "after")
		if rapid.Bool().Draw(t, "reordered") {
			after = reordered(t, "", before).(map[string]any)
		}
		old, now := body(t, before), body(t, after)
		changes, err := Between(old, now)
		if err != nil {
			t.Fatal(err)
		}
		one, _ := read(old)
		other, _ := read(now)
		if same := canonical(one) == canonical(other); same != (len(changes) == 0) {
			t.Fatalf("%s\n%s\nthe same: %v, but %d changes: %v", old, now, same, len(changes), changes)
		}
	})
}

// reordered is a tree with its arrays in another order, where order means nothing.
func reordered(t *rapid.T, at filing.Pointer, v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := map[string]any{}
		for key, inner := range v {
			m[key] = reordered(t, at.Key(key), inner)
		}
		return m
	case []any:
		if ordered(at) || len(v) == 0 {
			return v
		}
		return rapid.Permutation(v).Draw(t, "order")
	}
	return v
}

// TestChangesTellTheValues: each change names a place of the request that it is from, with what stands there.
func TestChangesTellTheValues(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		old, now := body(t, trees().Draw(t, "before")), body(t, trees().Draw(t, "after"))
		changes, err := Between(old, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			from, want := now, c.New
			if c.New == nil {
				from, want = old, c.Old
			}
			if got := at(t, from, c.Field); got != string(want) {
				t.Fatalf("%s is %s, and the change says %s", c.Field, got, want)
			}
		}
	})
}

func at(t *rapid.T, text json.RawMessage, p filing.Pointer) string {
	tree, err := read(text)
	if err != nil {
		t.Fatal(err)
	}
	var here any = tree
	for _, step := range strings.Split(string(p), "/")[1:] {
		switch node := here.(type) {
		case map[string]any:
			here = node[step]
		case []any:
			var i int
			_, _ = fmt.Sscan(step, &i)
			here = node[i]
		}
	}
	got, _ := json.Marshal(here)
	return string(got)
}

// TestEveryPersonalNumberIsMasked asks the types of the contract which numbers identify a person.
func TestEveryPersonalNumberIsMasked(t *testing.T) {
	t.Parallel()
	found := 0
	for _, id := range []filing.EntityIdentifier{
		&filing.EIN{}, &filing.SSN{}, &filing.CBPAssignedNumber{}, &filing.DUNS{}, &filing.DUNSPlus4{}, &filing.FIRMS{},
		&filing.Passport{}, &filing.EncryptedConsigneeNumber{}, &filing.SCAC{},
	} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(id).Elem()) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			masked := Masked(filing.Pointer("/entity_identifier").Key(name), "AB-12") == "**-**"
			if want := id.Personal() && name != "country_of_issuance"; masked != want {
				t.Errorf("%s masked: %v, want %v", name, masked, want)
			}
			if masked {
				found++
			}
		}
	}
	if found != 3 {
		t.Errorf("%d numbers are masked, want 3", found)
	}
}

// TestHashOfRequests: a request's id and source make no difference, a party does.
func TestHashOfRequests(t *testing.T) {
	t.Parallel()
	read := func() *filing.IsfWorksheet {
		text, err := os.ReadFile("../testdata/isf.json")
		if err != nil {
			t.Fatal(err)
		}
		var w filing.IsfWorksheet
		if err := json.Unmarshal(text, &w); err != nil {
			t.Fatal(err)
		}
		return &w
	}
	hash := func(w *filing.IsfWorksheet) string {
		h, err := Hash(w)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	first, id, order, party := read(), read(), read(), read()
	id.SetRequestID("266ea41d-adf5-480b-af50-15b940c2b846")
	order.Entities[0], order.Entities[1] = order.Entities[1], order.Entities[0]
	party.Entities = party.Entities[1:]
	if h := hash(first); h != hash(id) || h != hash(order) || h == hash(party) {
		t.Errorf("%s, with an id %s, in another order %s, without a party %s", h, hash(id), hash(order), hash(party))
	}
}
