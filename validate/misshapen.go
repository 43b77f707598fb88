package validate

import (
	"errors"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"docket/mapping/filing"
)

// shapeFindings are what the tags have to say of a filing, each field once.
func (c *Checker) shapeFindings(s *subject) []finding {
	var faults validator.ValidationErrors
	if err := c.tags.Struct(s.of.Request); !errors.As(err, &faults) {
		return nil
	}
	var found []finding
	for _, fault := range faults {
		at := pointerOf(fault.Namespace())
		i := slices.IndexFunc(shapes, func(one shape) bool { return slices.Contains(one.tags, fault.Tag()) })
		if fault.Tag() == "min" && s.valueAt(at) == "" || i < 0 {
			i = 0 // an empty list is missing
		}
		f := finding{rule: c.rule(shapes[i].code), at: at}
		s.tellShape(&f, shapes[i], fault)
		found = append(found, f)
	}
	return found
}

// tellShape puts the fault of one field in words.
func (s *subject) tellShape(f *finding, rule shape, fault validator.FieldError) {
	name := s.name(f.at)
	value := quote(masked(s.personal(), s.valueAt(f.at)))
	switch rule.code {
	case "field_missing":
		f.missing = true
		f.message = upper(name) + " is missing."
		f.hint = "write " + name
		if isAddress(f.at) {
			f.hint = "write its street, city and country"
		}
	case "value_unknown":
		allowed := strings.Fields(fault.Param())
		for i := range allowed {
			allowed[i] = enumWords(allowed[i])
		}
		f.message = upper(name) + ", " + value + ", is none that customs filings know."
		f.hint = "write " + orList(allowed)
	case "bill_repeated":
		f.value = strings.Join(repeated(s.bills), ", ")
		f.message = "The house bill " + shorten(f.value) + " is listed more than once."
		f.hint = "list each house bill once"
	case "number_too_small":
		f.message = upper(name) + " is " + s.valueAt(f.at) + ", less than " + fault.Param() + "."
		f.hint = "write the number, without a sign"
	default:
		f.message = upper(name) + ", " + value + ", " + rule.want + "."
		f.hint = "write " + rule.write
	}
}

// repeated are the house bills that stand more than once, each once.
func repeated(bills []bill) []string {
	var seen, twice []string
	for _, bill := range bills {
		switch {
		case bill.Level != filing.House:
		case !slices.Contains(seen, bill.Number):
			seen = append(seen, bill.Number)
		case !slices.Contains(twice, bill.Number):
			twice = append(twice, bill.Number)
		}
	}
	return twice
}
