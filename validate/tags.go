package validate

import (
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"strings"

	"github.com/go-playground/validator/v10"

	"docket/mapping/filing"
)

// newTagValidator knows all tags of package filing. Fields are named by their JSON keys.
func newTagValidator() (*validator.Validate, error) {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(wireName)
	v.RegisterCustomTypeFunc(filing.Unwrap, filing.Wrapped()...)
	for _, shape := range filing.Shapes() {
		if err := v.RegisterValidation(shape.Tag, tagCheck(shape), shape.IfEmpty); err != nil {
			return nil, fmt.Errorf("register tag %s: %w", shape.Tag, err)
		}
	}
	return v, nil
}

func tagCheck(shape filing.Shape) validator.Func {
	if shape.Pattern != "" {
		pattern := regexp.MustCompile(shape.Pattern)
		return func(field validator.FieldLevel) bool { return pattern.MatchString(field.Field().String()) }
	}
	return ownChecks[shape.Tag]
}

// ownChecks are the tags whose meaning no pattern tells.
var ownChecks = map[string]validator.Func{
	"imo": func(field validator.FieldLevel) bool {
		return field.Field().CanInt() && field.Field().Int() >= 1_000_000 && field.Field().Int() <= 9_999_999
	},
	"not_negative": func(field validator.FieldLevel) bool {
		number, ok := new(big.Rat).SetString(field.Field().String())
		return ok && number.Sign() >= 0
	},
	"required_to_create": func(field validator.FieldLevel) bool {
		order, ok := reflect.TypeAssert[filing.CustomsOrder](field.Parent())
		return !field.Field().IsZero() || ok && order.RequestMetadata.OnlyUpdates()
	},
}

// pointerOf turns a validator's namespace, "IsfWorksheet.entities[0].name", into a pointer.
func pointerOf(namespace string) (at filing.Pointer) {
	steps := strings.Split(namespace, ".")
	for _, step := range steps[1:] {
		key, indexes, _ := strings.Cut(step, "[")
		if key != embeddedOcean {
			at = at.Key(key)
		}
		for index := range strings.SplitSeq(strings.TrimSuffix(indexes, "]"), "][") {
			if index != "" {
				at += "/" + filing.Pointer(index)
			}
		}
	}
	return at
}

// embeddedOcean is the one embedded struct of a request: it stands in a namespace and not in the JSON.
const embeddedOcean = "Ocean"

// wireName is the JSON key of a field.
func wireName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
