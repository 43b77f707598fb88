// Package contract holds the OpenAPI document of the customs API and checks bodies against it. The sandbox answers by
// it, and tests hold the client's types to it, so that neither can drift from the document unnoticed.
//
// A writer asks Request(operationID).CheckJSON of what it sends: only canonical keys pass. A reader asks Read, which
// first renames the other spellings that the document accepts.
package contract

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// OpenAPI is the document, OpenAPI 3.1 in YAML. Its marks beginning with x- are explained at its top.
//
//go:embed openapi.yaml
var OpenAPI []byte

// base names the document to the schema compiler; nothing is fetched from it.
const base = "https://docket.invalid/openapi.json"

// Document is the whole contract as decoded JSON, for those who walk it. It is shared: leave it as it is.
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
	return c, c.AddResource(base, document)
})

// A Schema checks values against one schema of the contract. It may be used by several goroutines at once.
type Schema struct {
	compiled *jsonschema.Schema
	source   map[string]any // the same schema as it stands in the document
}

var compiling sync.Mutex // a Compiler serves one at a time

// At is the schema at a JSON Pointer into the document.
func At(pointer string) (*Schema, error) {
	c, err := compiler()
	if err != nil {
		return nil, err
	}
	source, err := lookup(pointer)
	if err != nil {
		return nil, err
	}
	compiling.Lock()
	defer compiling.Unlock()
	compiled, err := c.Compile(base + "#" + fragment(pointer))
	if err != nil {
		return nil, fmt.Errorf("compile the contract's schema %s: %w", pointer, err)
	}
	return &Schema{compiled: compiled, source: source}, nil
}

// Component is the schema of that name under /components/schemas.
func Component(name string) (*Schema, error) { return At("/components/schemas/" + name) }

// CheckJSON checks a JSON text as its writer should have made it, with canonical keys only. What breaks the contract
// comes back as a *Violations.
func (s *Schema) CheckJSON(text []byte) error {
	value, err := Decode(text)
	if err != nil {
		return err
	}
	return s.Check(value)
}

// Check checks a value as Decode gives it, or as encoding/json does, numbers as json.Number or float64.
func (s *Schema) Check(value any) error {
	err := s.compiled.Validate(value)
	if invalid, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		return &Violations{List: explain(invalid, value)}
	}
	return err
}

// Read decodes a JSON text as a strict reader does: it renames other spellings to the canonical keys, then checks. Both
// spellings in one body are a *Conflicts, what breaks the contract is a *Violations, what is no JSON any other error.
func (s *Schema) Read(text []byte) (any, error) {
	value, err := Decode(text)
	if err != nil {
		return nil, err
	}
	value, conflicts := s.Canonical(value)
	if len(conflicts) > 0 {
		return nil, &Conflicts{List: conflicts}
	}
	return value, s.Check(value)
}

// lookup is the object that stands at a JSON Pointer into the document.
func lookup(pointer string) (map[string]any, error) {
	document, err := Document()
	if err != nil {
		return nil, err
	}
	path := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, token := range path {
		path[i] = unescape.Replace(token)
	}
	object, ok := at(document, path).(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the contract has nothing at %s", pointer)
	}
	return object, nil
}

// at is the part of a value at a path of keys and indexes, nil if there is none.
func at(value any, path []string) any {
	for _, token := range path {
		switch container := value.(type) {
		case map[string]any:
			value = container[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(container) {
				return nil
			}
			value = container[i]
		default:
			return nil
		}
	}
	return value
}

// resolve follows the schema's reference, if it is one, to the schema meant.
func resolve(schema map[string]any) map[string]any {
	for {
		reference, ok := schema["$ref"].(string)
		if !ok {
			return schema
		}
		target, err := lookup(strings.TrimPrefix(reference, "#"))
		if err != nil {
			return nil // the compiler has refused such a document before
		}
		schema = target
	}
}

var (
	escape   = strings.NewReplacer("~", "~0", "/", "~1")
	unescape = strings.NewReplacer("~1", "/", "~0", "~")
)

// fragment is a JSON Pointer as it stands in a URL.
func fragment(pointer string) string {
	tokens := strings.Split(pointer, "/")
	for i, token := range tokens {
		tokens[i] = url.PathEscape(token)
	}
	return strings.Join(tokens, "/")
}
