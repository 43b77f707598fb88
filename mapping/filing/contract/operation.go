package contract

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// An Operation is one call of the API, or one webhook.
type Operation struct {
	ID         string      // operationId: "upsertCustomsOrder"
	Method     string      // "POST"
	Path       string      // "/customs_orders/{customs_order_fid}"; "" for a webhook
	Parameters []Parameter // in the order of the document
	Public     bool        // no token is needed

	source  map[string]any
	pointer string // of the operation in the document
}

// A Parameter is a header, or a part of the path or the query.
type Parameter struct {
	Name     string
	In       string // "header", "path" or "query"
	Required bool
	Default  any // nil if there is none
	Schema   *Schema
	integer  bool
}

// Operations are all calls of the API and its webhooks, in a steady order.
var Operations = sync.OnceValues(func() ([]*Operation, error) {
	var all []*Operation
	for _, section := range []string{"paths", "webhooks"} {
		paths, err := lookup("/" + section)
		if err != nil {
			return nil, err
		}
		for _, path := range slices.Sorted(maps.Keys(paths)) {
			methods, _ := paths[path].(map[string]any)
			for _, method := range slices.Sorted(maps.Keys(methods)) {
				source, _ := methods[method].(map[string]any)
				operation, err := newOperation(section, path, method, source)
				if err != nil {
					return nil, err
				}
				all = append(all, operation)
			}
		}
	}
	return all, nil
})

// Find is the operation with that operationId.
func Find(id string) (*Operation, error) {
	all, err := Operations()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(o *Operation) bool { return o.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("the contract has no operation %q", id)
	}
	return all[i], nil
}

// Request is the schema of the JSON body that the operation takes.
func Request(id string) (*Schema, error) {
	o, err := Find(id)
	if err != nil {
		return nil, err
	}
	return o.Request("application/json")
}

// Response is the schema of the JSON body that the operation answers with that status.
func Response(id string, status int) (*Schema, error) {
	o, err := Find(id)
	if err != nil {
		return nil, err
	}
	return o.Response(status)
}

// Request is the schema of the operation's body in that media type.
func (o *Operation) Request(mediaType string) (*Schema, error) {
	pointer := o.pointer + "/requestBody/content/" + escape.Replace(mediaType) + "/schema"
	if _, err := lookup(pointer); err != nil {
		return nil, fmt.Errorf("the contract's %s takes no body in %s", o.ID, mediaType)
	}
	return At(pointer)
}

// Response is the schema of the operation's JSON answer with that status.
func (o *Operation) Response(status int) (*Schema, error) {
	pointer := o.pointer + "/responses/" + strconv.Itoa(status)
	response, err := lookup(pointer)
	if err != nil {
		return nil, fmt.Errorf("the contract's %s does not answer with status %d", o.ID, status)
	}
	if reference, ok := response["$ref"].(string); ok {
		pointer = strings.TrimPrefix(reference, "#")
	}
	return At(pointer + "/content/application~1json/schema")
}

// Statuses are those that the operation may answer with, in rising order.
func (o *Operation) Statuses() []int {
	responses, _ := o.source["responses"].(map[string]any)
	var all []int
	for status := range responses {
		if code, err := strconv.Atoi(status); err == nil {
			all = append(all, code)
		}
	}
	slices.Sort(all)
	return all
}

// Value is the parameter's value for the text sent: a number where the contract wants one and the text is one.
func (p *Parameter) Value(text string) any {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && p.integer {
		return json.Number(strconv.FormatInt(n, 10))
	}
	return text
}

func newOperation(section, path, method string, source map[string]any) (*Operation, error) {
	o := &Operation{
		Method:  strings.ToUpper(method),
		source:  source,
		pointer: "/" + section + "/" + escape.Replace(path) + "/" + method,
	}
	o.ID, _ = source["operationId"].(string)
	if section == "paths" {
		o.Path = path
	}
	security, stated := source["security"].([]any)
	o.Public = stated && len(security) == 0
	parameters, _ := source["parameters"].([]any)
	for i := range parameters {
		parameter, err := newParameter(o.pointer+"/parameters/"+strconv.Itoa(i), parameters[i])
		if err != nil {
			return nil, err
		}
		o.Parameters = append(o.Parameters, parameter)
	}
	return o, nil
}

func newParameter(pointer string, source any) (p Parameter, err error) {
	object, _ := source.(map[string]any)
	if reference, ok := object["$ref"].(string); ok {
		pointer = strings.TrimPrefix(reference, "#")
		if object, err = lookup(pointer); err != nil {
			return p, err
		}
	}
	p.Name, _ = object["name"].(string)
	p.In, _ = object["in"].(string)
	p.Required, _ = object["required"].(bool)
	schema, _ := object["schema"].(map[string]any)
	schema = resolve(schema)
	p.Default = schema["default"]
	p.integer = schema["type"] == "integer"
	p.Schema, err = At(pointer + "/schema")
	return p, err
}
