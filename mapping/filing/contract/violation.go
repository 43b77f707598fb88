package contract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Violations are all the places where a body breaks the contract, in a steady order.
type Violations struct {
	List []Violation
}

// A Violation is one place where a body breaks the contract. The message does not repeat what stands there: bodies hold
// personal numbers, and messages end in logs.
type Violation struct {
	Pointer string // JSON Pointer into the body; of a member that is missing, where it would stand
	Message string // the rest of a sentence that begins with the member: "is required"
}

func (v Violation) String() string {
	if v.Pointer == "" {
		return "body: " + v.Message
	}
	return dotted(v.Pointer) + ": " + v.Message
}

func (v *Violations) Error() string {
	lines := make([]string, len(v.List))
	for i, one := range v.List {
		lines[i] = one.String()
	}
	return strings.Join(lines, "; ")
}

// dotted is a JSON Pointer as people read it: freight_details.containers.0.
func dotted(pointer string) string {
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, token := range tokens {
		tokens[i] = unescape.Replace(token)
	}
	return strings.Join(tokens, ".")
}

// explain turns what the validator found in body into violations, the innermost causes.
func explain(invalid *jsonschema.ValidationError, body any) []Violation {
	e := explainer{body: body}
	e.walk(invalid)
	slices.SortFunc(e.found, func(a, b Violation) int {
		return cmp.Or(strings.Compare(a.Pointer, b.Pointer), strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(e.found)
}

type explainer struct {
	body  any
	found []Violation
}

func (e *explainer) add(at []string, format string, args ...any) {
	var pointer strings.Builder
	for _, token := range at {
		pointer.WriteString("/" + escape.Replace(token))
	}
	e.found = append(e.found, Violation{Pointer: pointer.String(), Message: fmt.Sprintf(format, args...)})
}

func (e *explainer) walk(invalid *jsonschema.ValidationError) {
	switch what := invalid.ErrorKind.(type) {
	case *kind.OneOf, *kind.AnyOf:
		if len(invalid.Causes) > 0 {
			e.walkForms(invalid)
			return
		}
	case *kind.Required:
		for _, member := range what.Missing {
			e.add(append(slices.Clone(invalid.InstanceLocation), member), "is required")
		}
	case *kind.AdditionalProperties:
		for _, key := range what.Properties {
			e.add(append(slices.Clone(invalid.InstanceLocation), key), "is not a key that is known here")
		}
	}
	for _, cause := range invalid.Causes {
		e.walk(cause)
	}
	if message := sentence(invalid.ErrorKind); message != "" && len(invalid.Causes) == 0 {
		e.add(invalid.InstanceLocation, "%s", message)
	}
}
