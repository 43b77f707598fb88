package contract

import (
	"maps"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// walkForms explains a value that fits none of several forms by the form that was meant: the one that the
// discriminator names, or else the one that it comes closest to. Where several are as close, all are named.
func (e *explainer) walkForms(invalid *jsonschema.ValidationError) {
	pointer := strings.TrimPrefix(invalid.SchemaURL, base+"#")
	schema, _ := lookup(pointer)
	if mapping, member := discriminator(schema); mapping != nil {
		e.walkDiscriminated(invalid, mapping, member)
		return
	}
	best, least := closest(invalid.Causes)
	if len(best) > 1 && least < mismatchValue {
		e.add(invalid.InstanceLocation, "needs %s%s", requirements(schema), onlyThese(least))
		return
	}
	e.walk(best[0])
}

func (e *explainer) walkDiscriminated(invalid *jsonschema.ValidationError, mapping map[string]any, member string) {
	object, ok := at(e.body, invalid.InstanceLocation).(map[string]any)
	if !ok {
		e.add(invalid.InstanceLocation, "must be an object")
		return
	}
	where := append(slices.Clone(invalid.InstanceLocation), member)
	name, given := object[member]
	text, _ := name.(string)
	reference, known := mapping[text].(string)
	switch {
	case !given:
		e.add(where, "is required")
		return
	case !known:
		e.add(where, "must be one of %s", strings.Join(slices.Sorted(maps.Keys(mapping)), ", "))
		return
	}
	for _, cause := range invalid.Causes {
		if target(cause) == base+reference {
			e.walk(cause)
		}
	}
}

// target is the schema that a cause is about, behind the reference to it.
func target(cause *jsonschema.ValidationError) string {
	if reference, ok := cause.ErrorKind.(*kind.Reference); ok {
		return reference.URL
	}
	return cause.SchemaURL
}

// requirements says which keys each form of schema needs: "external_ref; or address_line1, city and country_code".
func requirements(schema map[string]any) string {
	var needs []string
	for _, form := range forms(schema, nil) {
		needs = append(needs, list(required(form), "and"))
	}
	if slices.ContainsFunc(needs, func(need string) bool { return strings.Contains(need, " and ") }) {
		return strings.Join(needs, "; or ")
	}
	return list(needs, "or")
}

// required are the keys that a form needs, those of its members' own forms with the member before them.
func required(form map[string]any) []string {
	form = resolve(form)
	keys := texts(form["required"])
	properties, _ := form["properties"].(map[string]any)
	if len(keys) == 0 {
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			property, _ := properties[name].(map[string]any)
			for _, key := range required(property) {
				keys = append(keys, name+"."+key)
			}
		}
	}
	return keys
}

func onlyThese(mismatch int) string {
	if mismatch >= mismatchKey {
		return ", and no other key"
	}
	return ""
}

func list(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// closest are the forms that the value is least far from.
func closest(causes []*jsonschema.ValidationError) (best []*jsonschema.ValidationError, least int) {
	for _, cause := range causes {
		switch m := mismatch(cause); {
		case len(best) == 0 || m < least:
			best, least = []*jsonschema.ValidationError{cause}, m
		case m == least:
			best = append(best, cause)
		}
	}
	return best, least
}

// How far a form is from being the one meant, by what speaks against it: a value that it does not allow weighs most,
// then a key that it does not know, then a key that it misses.
const (
	mismatchMissing = 1
	mismatchKey     = 100
	mismatchValue   = 10000
)

func mismatch(e *jsonschema.ValidationError) int {
	if len(e.Causes) > 0 {
		sum := 0
		for _, cause := range e.Causes {
			sum += mismatch(cause)
		}
		return sum
	}
	switch e.ErrorKind.(type) {
	case *kind.Required:
		return mismatchMissing
	case *kind.AdditionalProperties:
		return mismatchKey
	case *kind.Const, *kind.Enum, *kind.Type:
		return mismatchValue
	default:
		return mismatchMissing
	}
}
