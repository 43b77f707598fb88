package filing

import (
	"errors"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-playground/validator/v10"
)

// newValidator knows just the tags that Shapes lists, with the meaning it gives.
func newValidator(t testing.TB) *validator.Validate {
	t.Helper()
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterCustomTypeFunc(Unwrap, Wrapped()...)
	for _, shape := range Shapes() {
		if err := v.RegisterValidation(shape.Tag, shapeCheck(t, shape), shape.IfEmpty); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

func shapeCheck(t testing.TB, shape Shape) validator.Func {
	if shape.Pattern != "" {
		pattern := regexp.MustCompile(shape.Pattern)
		return func(field validator.FieldLevel) bool { return pattern.MatchString(field.Field().String()) }
	}
	switch shape.Tag {
	case "imo":
		return func(field validator.FieldLevel) bool {
			return field.Field().Int() >= 1_000_000 && field.Field().Int() <= 9_999_999
		}
	case "not_negative":
		return func(field validator.FieldLevel) bool {
			value, ok := new(big.Rat).SetString(field.Field().String())
			return ok && value.Sign() >= 0
		}
	case "required_to_create":
		return func(field validator.FieldLevel) bool {
			order := field.Parent().Interface().(CustomsOrder)
			return !field.Field().IsZero() || order.RequestMetadata.OnlyUpdates()
		}
	}
	t.Fatalf("tag %s has neither a pattern nor a meaning known here", shape.Tag)
	return nil
}

// requestTypes are the types of all bodies that docket sends.
var requestTypes = []reflect.Type{
	reflect.TypeFor[IsfWorksheet](), reflect.TypeFor[CustomsOrder](), reflect.TypeFor[TokenRequest](),
}

func TestEveryTagIsListed(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, typ := range reachable(requestTypes...) {
		t.Run(typ.Name(), func(t *testing.T) {
			// A tag that the validator does not know makes it panic on the first value, empty or not.
			err := newValidator(t).Struct(reflect.New(typ).Interface())
			if invalid := new(validator.InvalidValidationError); errors.As(err, &invalid) {
				t.Error(err)
			}
		})
		for _, field := range reflect.VisibleFields(typ) {
			tag, given := field.Tag.Lookup("validate")
			if !given && !field.Anonymous {
				t.Errorf("%s.%s has no validate tag", typ.Name(), field.Name)
			}
			for rule := range strings.SplitSeq(tag, ",") {
				used[rule] = true
			}
		}
	}
	for _, shape := range Shapes() {
		if !used[shape.Tag] {
			t.Errorf("tag %s is listed and used nowhere", shape.Tag)
		}
		if shape.Meaning == "" {
			t.Errorf("tag %s has no meaning", shape.Tag)
		}
	}
	if !slices.IsSortedFunc(Shapes(), func(a, b Shape) int { return strings.Compare(a.Tag, b.Tag) }) {
		t.Error("Shapes is not in the order of its tags")
	}
}

func TestUnwrapSeesEveryWrappedType(t *testing.T) {
	t.Parallel()
	for _, typ := range reachable(requestTypes...) {
		for _, field := range reflect.VisibleFields(typ) {
			if _, wraps := reflect.TypeAssert[interface{ unwrap() any }](reflect.New(field.Type)); !wraps {
				continue
			}
			if !slices.ContainsFunc(Wrapped(), func(w any) bool { return reflect.TypeOf(w) == field.Type }) {
				t.Errorf("%s.%s is of type %s, which Wrapped leaves out", typ.Name(), field.Name, field.Type)
			}
		}
	}
}

// reachable are the struct types with members of their own that values of the given types can hold.
func reachable(roots ...reflect.Type) []reflect.Type {
	var all []reflect.Type
	var visit func(reflect.Type)
	visit = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice:
			visit(t.Elem())
		case reflect.Interface:
			for _, shape := range shapesOf(t) {
				visit(shape)
			}
		case reflect.Struct:
			if inner, ok := wrappedType(t); ok {
				visit(inner)
				return
			}
			if !isObject(t) || slices.Contains(all, t) {
				return
			}
			all = append(all, t)
			for _, field := range reflect.VisibleFields(t) {
				if !field.Anonymous {
					visit(field.Type)
				}
			}
		}
	}
	for _, root := range roots {
		visit(root)
	}
	return all
}

// shapesOf are the types that an interface can hold, each once, in the order of the choice.
func shapesOf(t reflect.Type) []reflect.Type {
	var list []reflect.Type
	add := func(shape reflect.Type) {
		if !slices.Contains(list, shape) {
			list = append(list, shape)
		}
	}
	for _, form := range shapes[t].byKey {
		add(form.shape)
	}
	for _, shape := range shapes[t].byValue {
		add(shape)
	}
	slices.SortFunc(list, func(a, b reflect.Type) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}

// wrappedType is what an Optional holds.
func wrappedType(t reflect.Type) (reflect.Type, bool) {
	if wrapped, ok := reflect.TypeAssert[nullable](reflect.New(t)); ok {
		return reflect.TypeOf(wrapped.makePresent()).Elem(), true
	}
	return nil, false
}
