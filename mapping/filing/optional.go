package filing

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// An Optional is a member that may be absent, null or a value, and means something different each time. Its zero value
// is absent.
type Optional[T any] struct {
	state optionalState
	value T
}

type optionalState uint8

const (
	absent optionalState = iota
	null
	present
)

// Some is the member with a value.
func Some[T any](value T) Optional[T] { return Optional[T]{state: present, value: value} }

// Null is the member with the value null.
func Null[T any]() Optional[T] { return Optional[T]{state: null} }

// Get is the value, and whether there is one.
func (o Optional[T]) Get() (T, bool) { return o.value, o.state == present }

// Or is the value, or fallback if the member is absent or null.
func (o Optional[T]) Or(fallback T) T {
	if o.state == present {
		return o.value
	}
	return fallback
}

// IsNull tells whether the member is there and null.
func (o Optional[T]) IsNull() bool { return o.state == null }

// IsZero tells whether the member is absent.
func (o Optional[T]) IsZero() bool { return o.state == absent }

// Equal tells whether both are absent, both null, or both the same value.
func (o Optional[T]) Equal(other Optional[T]) bool { return reflect.DeepEqual(o, other) }

// MarshalJSON writes the value, or null if there is none. A field with omitzero is left out when absent.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if o.state != present {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value or null.
func (o *Optional[T]) UnmarshalJSON(text []byte) error {
	if bytes.Equal(bytes.TrimSpace(text), []byte("null")) {
		*o = Null[T]()
		return nil
	}
	return json.Unmarshal(text, o.makePresent())
}

// nullable is an *Optional of any type, for the decoder and for validation.
type nullable interface {
	makeNull()
	makePresent() any // where the value goes
}

func (o *Optional[T]) makeNull() { *o = Null[T]() }

func (o *Optional[T]) makePresent() any {
	*o = Optional[T]{state: present}
	return &o.value
}

func (o Optional[T]) unwrap() any {
	if o.state != present {
		return nil
	}
	return o.value
}

// Wrapped are the types whose values a validator cannot see into without Unwrap, as zero values.
func Wrapped() []any {
	return []any{Optional[string]{}, Optional[bool]{}, Decimal{}}
}

// Unwrap is the plain value of one of the Wrapped types: nil for none, a Decimal as its text. Its form is that of
// validator.CustomTypeFunc.
func Unwrap(field reflect.Value) any {
	if wrapped, ok := reflect.TypeAssert[interface{ unwrap() any }](field); ok {
		return wrapped.unwrap()
	}
	return nil
}
