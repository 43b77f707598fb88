package difference

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// A Change is one field of a request that differs from the request before. Old or New is missing where there was, or
// is, no such field.
type Change struct {
	Field filing.Pointer  `json:"field"` // into the new request; of a field that is gone, into the old one
	Old   json.RawMessage `json:"old,omitempty"`
	New   json.RawMessage `json:"new,omitempty"`
	Cells []sheet.Place   `json:"cells,omitempty"` // where the new value was read
}

// Between lists what the request after asks for that the one before did not, and the other way round, in the order of
// their fields. Both are bodies of requests of the same kind.
func Between(before, after json.RawMessage) ([]Change, error) {
	old, err := read(before)
	if err != nil {
		return nil, fmt.Errorf("compare with the request before: %w", err)
	}
	now, err := read(after)
	if err != nil {
		return nil, fmt.Errorf("compare with the request before: %w", err)
	}
	var l list
	l.compare(side{"", old}, side{"", now})
	return l.changes, l.err
}

// metadata are the members of requests that are about the request, not about what it files.
var metadata = []string{"metadata", "request_metadata"}

// read is a request's body as it is compared.
func read(body json.RawMessage) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var tree map[string]any
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	for _, name := range metadata {
		delete(tree, name)
	}
	return tree, nil
}

// A side is a value and where it stands in its request.
type side struct {
	at    filing.Pointer
	value any
}

// missing is the value of a side that has none.
type missing struct{}

// A list is what has been found so far.
type list struct {
	changes []Change
	err     error
}

// compare finds the differences between two sides, whatever they hold.
func (l *list) compare(old, now side) {
	switch {
	case isObject(old.value) || isObject(now.value):
		l.compareObjects(old, now)
	case isArray(old.value) || isArray(now.value):
		l.compareArrays(old, now)
	case !same(old.value, now.value):
		l.differ(old, now)
	}
}

func isObject(v any) bool { _, is := v.(map[string]any); return is }

func isArray(v any) bool { _, is := v.([]any); return is }

func (l *list) compareObjects(old, now side) {
	before, _ := old.value.(map[string]any)
	after, _ := now.value.(map[string]any)
	if isScalar(old.value) || isScalar(now.value) || isArray(old.value) || isArray(now.value) {
		if !holdsNothing(old) || !holdsNothing(now) {
			l.differ(old, now)
		}
		return
	}
	names := slices.Collect(maps.Keys(before))
	for name := range after {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		l.compare(member(old.at.Key(name), before, name), member(now.at.Key(name), after, name))
	}
}

// holdsNothing says whether a side has nothing to compare: it is missing, or an empty list or object.
func holdsNothing(s side) bool {
	_, gone := s.value.(missing)
	return gone || empty(normal(s.at, s.value))
}

func member(at filing.Pointer, of map[string]any, name string) side {
	if value, found := of[name]; found {
		return side{at, value}
	}
	return side{at, missing{}}
}

// isScalar says whether a value is there and is neither an object nor an array.
func isScalar(v any) bool {
	_, gone := v.(missing)
	return !gone && !isObject(v) && !isArray(v)
}

func (l *list) compareArrays(old, now side) {
	if isScalar(old.value) || isScalar(now.value) || isObject(old.value) || isObject(now.value) {
		l.differ(old, now)
		return
	}
	before, _ := old.value.([]any)
	after, _ := now.value.([]any)
	for _, p := range align(now.at, before, after) {
		a, b := side{old.at.Index(max(p.old, 0)), missing{}}, side{now.at.Index(max(p.now, 0)), missing{}}
		if p.old >= 0 {
			a.value = before[p.old]
		}
		if p.now >= 0 {
			b.value = after[p.now]
		}
		l.compare(a, b)
	}
}

// differ notes a difference. Objects and arrays that are there on one side only are noted field by field by compare;
// what comes here is a plain value, or something that has changed its shape.
func (l *list) differ(old, now side) {
	c := Change{Field: now.at}
	if _, gone := now.value.(missing); gone {
		c.Field = old.at
	}
	var errs [2]error
	c.Old, errs[0] = show(old)
	c.New, errs[1] = show(now)
	l.err = cmp.Or(l.err, errs[0], errs[1])
	l.changes = append(l.changes, c)
}

// show is a value for people, what identifies a person masked.
func show(s side) (json.RawMessage, error) {
	if _, gone := s.value.(missing); gone {
		return nil, nil
	}
	return json.Marshal(Masked(s.at, s.value))
}

// same compares plain values; numbers by what they are worth.
func same(a, b any) bool {
	x, isX := a.(json.Number)
	y, isY := b.(json.Number)
	if !isX || !isY {
		return a == b
	}
	one, err := filing.ParseDecimal(string(x))
	other, err2 := filing.ParseDecimal(string(y))
	if err != nil || err2 != nil {
		return x == y
	}
	return one.Cmp(other) == 0
}
