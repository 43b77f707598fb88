// Package contract holds the OpenAPI document of the customs API and checks bodies against it. The sandbox answers by
// it, and tests hold the client's types to it, so that neither can drift from the document unnoticed.
package contract

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// OpenAPI is the document, OpenAPI 3.1 in YAML. Its marks beginning with x- are explained at its top.
//
//go:embed openapi.yaml
var OpenAPI []byte

// url names the document to the schema compiler; nothing is fetched from it.
const url = "https://docket.invalid/openapi.json"

// Document is the whole contract as decoded JSON, for those who walk it.
var Document = sync.OnceValues(func() (map[string]any, error) {
	text, err := yaml.YAMLToJSON(OpenAPI)
	if err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	return document.(map[string]any), nil
})

var compiler = sync.OnceValues(func() (*jsonschema.Compiler, error) {
	document, err := Document()
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	return c, c.AddResource(url, document)
})

// A Schema checks values against one schema of the contract.
type Schema struct {
	compiled *jsonschema.Schema
}

var compiling sync.Mutex // a Compiler serves one at a time

// At is the schema at a JSON Pointer into the document.
func At(pointer string) (*Schema, error) {
	c, err := compiler()
	if err != nil {
		return nil, err
	}
	compiling.Lock()
	defer compiling.Unlock()
	compiled, err := c.Compile(url + "#" + pointer)
	if err != nil {
		return nil, fmt.Errorf("compile the contract's schema %s: %w", pointer, err)
	}
	return &Schema{compiled: compiled}, nil
}

// Component is the schema of that name under /components/schemas.
func Component(name string) (*Schema, error) { return At("/components/schemas/" + name) }

// CheckJSON checks a JSON text. What breaks the contract comes back as a *Violations.
func (s *Schema) CheckJSON(text []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("body is no JSON: %w", err)
	}
	return s.Check(value)
}

// Check checks a value as encoding/json decodes it, numbers as json.Number or float64.
func (s *Schema) Check(value any) error {
	err := s.compiled.Validate(value)
	var invalid *jsonschema.ValidationError
	if errors.As(err, &invalid) {
		return &Violations{List: leaves(invalid)}
	}
	return err
}

// Violations are all the places where a body breaks the contract, in a steady order.
type Violations struct {
	List []Violation
}

// A Violation is one place where a body breaks the contract.
type Violation struct {
	Pointer string // JSON Pointer into the body
	Message string
}

func (v *Violations) Error() string {
	lines := make([]string, len(v.List))
	for i, one := range v.List {
		lines[i] = strings.TrimPrefix(strings.ReplaceAll(one.Pointer, "/", "."), ".") + ": " + one.Message
	}
	return strings.Join(lines, "; ")
}

// leaves are the innermost causes. Where a value fits none of several forms, the form with the deepest
// complaint counts: it is the one whose distinguishing member (entity_type, mode_of_transport) did fit.
func leaves(e *jsonschema.ValidationError) []Violation {
	printer := message.NewPrinter(language.English)
	var found []Violation
	var walk func(*jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) == 0 {
			var pointer strings.Builder
			for _, token := range e.InstanceLocation {
				pointer.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(token))
			}
			found = append(found, Violation{Pointer: pointer.String(), Message: e.ErrorKind.LocalizedString(printer)})
			return
		}
		for _, cause := range bestForm(e) {
			walk(cause)
		}
	}
	walk(e)
	slices.SortStableFunc(found, func(a, b Violation) int { return strings.Compare(a.Pointer, b.Pointer) })
	return slices.Compact(found)
}

// bestForm narrows the causes of a failed oneOf or anyOf to those of the form that was most likely meant.
func bestForm(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	keyword := e.ErrorKind.KeywordPath()
	if len(keyword) == 0 || (keyword[len(keyword)-1] != "oneOf" && keyword[len(keyword)-1] != "anyOf") {
		return e.Causes
	}
	best, least := e.Causes[:1], mismatch(e.Causes[0])
	for _, cause := range e.Causes[1:] {
		if m := mismatch(cause); m < least {
			best, least = []*jsonschema.ValidationError{cause}, m
		}
	}
	return best
}

// mismatch is how far a form is from being the one meant: constants and enums that differ weigh most, then members
// that the form does not know, then the rest.
func mismatch(e *jsonschema.ValidationError) int {
	if len(e.Causes) > 0 {
		sum := 0
		for _, cause := range e.Causes {
			sum += mismatch(cause)
		}
		return sum
	}
	switch keyword := e.ErrorKind.KeywordPath(); {
	case len(keyword) == 0:
		return 1
	case keyword[len(keyword)-1] == "const", keyword[len(keyword)-1] == "enum":
		return 10000
	case keyword[len(keyword)-1] == "additionalProperties":
		return 100
	default:
		return 1
	}
}

// Decode reads JSON the way that Check wants it, numbers exact.
func Decode(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("body is no JSON: %w", err)
	}
	return value, nil
}
