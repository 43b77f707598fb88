package filing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A reading is how much a text may depart from the contract.
type reading bool

const (
	strict  reading = false // a request: closed objects, no stray null
	lenient reading = true  // an answer: unknown keys and values, odd literals and nulls are passed over
)

// decode reads a JSON text into what into points to. It does what encoding/json does not: it lists every fault with its
// pointer, takes the spellings of `also` tags, picks among the shapes of an interface, and matches keys exactly. What
// could be read is there even if it returns a *DecodeError.
func decode(text []byte, into any, how reading) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return &DecodeError{Faults: []Fault{{Message: "is no JSON: " + plain(err)}}}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return &DecodeError{Faults: []Fault{{Message: "is followed by more text"}}}
	}
	d := treeDecoder{how: how}
	d.value("", tree, reflect.ValueOf(into).Elem())
	if len(d.faults) > 0 {
		return &DecodeError{Faults: d.faults}
	}
	return nil
}

// plain puts an error of encoding/json without its package's name.
func plain(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return "it ends early"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

type treeDecoder struct {
	how    reading
	faults []Fault
}

func (d *treeDecoder) fault(at Pointer, format string, args ...any) {
	d.faults = append(d.faults, Fault{Pointer: at, Message: fmt.Sprintf(format, args...)})
}

// value sets to from a part of the tree.
func (d *treeDecoder) value(at Pointer, from any, to reflect.Value) {
	if wrapped, ok := reflect.TypeAssert[nullable](to.Addr()); ok {
		if from == nil {
			wrapped.makeNull()
			return
		}
		d.value(at, from, reflect.ValueOf(wrapped.makePresent()).Elem())
		return
	}
	if from == nil {
		if d.how == strict {
			d.fault(at, "is null, want %s", wanted(to.Type()))
		}
		return
	}
	switch {
	case to.Kind() == reflect.Pointer:
		to.Set(reflect.New(to.Type().Elem()))
		d.value(at, from, to.Elem())
	case to.Kind() == reflect.Interface:
		d.oneOf(at, from, to)
	case isObject(to.Type()):
		d.object(at, from, to)
	default:
		d.leaf(at, from, to)
	}
}

// leaf sets what has no members of its own to look into.
func (d *treeDecoder) leaf(at Pointer, from any, to reflect.Value) {
	if own, ok := reflect.TypeAssert[json.Unmarshaler](to.Addr()); ok {
		d.own(at, from, own)
		return
	}
	switch to.Kind() {
	case reflect.Slice:
		d.list(at, from, to)
	case reflect.String:
		if text, ok := from.(string); ok {
			to.SetString(text)
			return
		}
		d.mismatch(at, from, to)
	case reflect.Bool:
		if yes, ok := from.(bool); ok {
			to.SetBool(yes)
			return
		}
		d.mismatch(at, from, to)
	case reflect.Int64:
		d.integer(at, from, to)
	default:
		d.mismatch(at, from, to)
	}
}

// own lets a type that reads itself do so.
func (d *treeDecoder) own(at Pointer, from any, to json.Unmarshaler) {
	if _, isLiteral := to.(interface{ literal() }); isLiteral && d.how == lenient {
		return
	}
	text, err := json.Marshal(from)
	if err == nil {
		err = to.UnmarshalJSON(text)
	}
	if err != nil {
		if _, isTime := to.(interface{ UnixMilli() int64 }); isTime {
			d.fault(at, "is no moment of RFC 3339, such as 2024-01-15T10:15:30Z")
			return
		}
		d.fault(at, "%s", plain(err))
	}
}

func (d *treeDecoder) integer(at Pointer, from any, to reflect.Value) {
	number, ok := from.(json.Number)
	if !ok {
		d.mismatch(at, from, to)
		return
	}
	digits := string(number)
	if decimal, err := ParseDecimal(writeOut(digits)); err == nil {
		digits = decimal.normal().String()
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		d.fault(at, "is not a whole number of 64 bits")
		return
	}
	to.SetInt(n)
}

func (d *treeDecoder) list(at Pointer, from any, to reflect.Value) {
	elements, ok := from.([]any)
	if !ok {
		d.mismatch(at, from, to)
		return
	}
	list := reflect.MakeSlice(to.Type(), len(elements), len(elements))
	for i, element := range elements {
		d.value(at.Index(i), element, list.Index(i))
	}
	to.Set(list)
}

// object sets the fields of a struct from the members of an object.
func (d *treeDecoder) object(at Pointer, from any, to reflect.Value) {
	members, ok := from.(map[string]any)
	if !ok {
		d.mismatch(at, from, to)
		return
	}
	known := map[string]bool{}
	for _, field := range reflect.VisibleFields(to.Type()) {
		if field.Anonymous {
			continue
		}
		key := wireName(field)
		known[key] = true
		value, given := members[key]
		alias, one, _ := strings.Cut(field.Tag.Get("also"), ",")
		if spelled, ok := members[alias]; ok && alias != "" {
			known[alias] = true
			switch {
			case given && d.how == strict:
				d.fault(at, "has both %q and %q, which is another spelling of it", key, alias)
				continue
			case !given:
				value, given, key = spelled, true, alias
				if _, isList := spelled.([]any); one == "one" && !isList && spelled != nil {
					value = []any{spelled}
				}
			}
		}
		if given {
			d.value(at.Key(key), value, to.FieldByIndex(field.Index))
		}
	}
	if d.how == lenient {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		if !known[key] {
			d.fault(at.Key(shorten(key)), "is unknown to the API")
		}
	}
}

// oneOf makes the shape of an interface that an object fits, and sets it.
func (d *treeDecoder) oneOf(at Pointer, from any, to reflect.Value) {
	members, ok := from.(map[string]any)
	if !ok {
		d.mismatch(at, from, to)
		return
	}
	shape, err := shapes[to.Type()].pick(members)
	if err != nil {
		d.fault(at, "%s", err)
		return
	}
	made := reflect.New(shape)
	to.Set(made)
	d.value(at, from, made.Elem())
}

func (d *treeDecoder) mismatch(at Pointer, from any, to reflect.Value) {
	d.fault(at, "is %s, want %s", found(from), wanted(to.Type()))
}

func found(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	default:
		return "an object"
	}
}

func wanted(t reflect.Type) string {
	switch {
	case t.Kind() == reflect.Pointer:
		return wanted(t.Elem())
	case t == reflect.TypeFor[Decimal]():
		return "a number"
	case t == reflect.TypeFor[Pointer](), t.Kind() == reflect.String:
		return "a string"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int64:
		return "a whole number"
	case t.Kind() == reflect.Slice:
		return "an array"
	case isObject(t), t.Kind() == reflect.Interface:
		return "an object"
	default:
		return "a string"
	}
}

// isObject tells structs with members of their own from those that stand for one value.
func isObject(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || t.NumField() == 0 {
		return false
	}
	_, named := t.Field(0).Tag.Lookup("json")
	return named || t.Field(0).Anonymous
}

func wireName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

// shorten keeps an unknown key from filling a message.
func shorten(key string) string {
	const longest = 60
	if len(key) <= longest {
		return key
	}
	return strings.ToValidUTF8(key[:longest], "") + "..."
}
