package contract

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Conflicts are all the places where a body holds two spellings of one key.
type Conflicts struct {
	List []Conflict
}

// A Conflict is one place where a body holds a key and another spelling of it.
type Conflict struct {
	Pointer string // JSON Pointer to the canonical key
	Also    string // the other spelling
}

func (c *Conflicts) Error() string {
	lines := make([]string, len(c.List))
	for i, one := range c.List {
		lines[i] = fmt.Sprintf("%s: sent together with %s, another spelling of it", dotted(one.Pointer), one.Also)
	}
	return strings.Join(lines, "; ")
}

// Canonical is a copy of value in the contract's own spelling: keys listed under x-also-accepted and values listed
// under x-also-accepted-values are renamed, and a bare string under a renamed key stands for an array of one where the
// contract wants strings. Where both spellings of a key are there the canonical one is kept and a Conflict says so: a
// reader of requests refuses it, a reader of responses goes on.
func (s *Schema) Canonical(value any) (any, []Conflict) {
	r := renamer{}
	value = r.rename(s.source, deepCopy(value), "")
	return value, r.conflicts
}

type renamer struct {
	conflicts []Conflict
}

func (r *renamer) rename(schema map[string]any, value any, at string) any {
	if reference, ok := schema["$ref"].(string); ok {
		if target, err := lookup(strings.TrimPrefix(reference, "#")); err == nil {
			value = r.rename(target, value, at)
		}
	}
	for _, form := range forms(schema, value) {
		value = r.rename(form, value, at)
	}
	switch value := value.(type) {
	case map[string]any:
		r.renameKeys(schema, value, at)
	case []any:
		items, _ := schema["items"].(map[string]any)
		for i := range value {
			value[i] = r.rename(items, value[i], at+"/"+strconv.Itoa(i))
		}
	case string:
		if slices.Contains(texts(schema["x-also-accepted-values"]), value) {
			return schema["const"]
		}
	}
	return value
}

func (r *renamer) renameKeys(schema, object map[string]any, at string) {
	properties, _ := schema["properties"].(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		property, _ := properties[key].(map[string]any)
		pointer := at + "/" + escape.Replace(key)
		for _, also := range texts(property["x-also-accepted"]) {
			given, ok := object[also]
			if !ok {
				continue
			}
			delete(object, also)
			if _, both := object[key]; both {
				r.conflicts = append(r.conflicts, Conflict{Pointer: pointer, Also: also})
				continue
			}
			object[key] = inArray(property, given)
		}
		if value, ok := object[key]; ok {
			object[key] = r.rename(property, value, pointer)
		}
	}
}

// inArray is the array of one that a bare string stands for.
func inArray(property map[string]any, value any) any {
	items, _ := property["items"].(map[string]any)
	if _, bare := value.(string); bare && resolve(items)["type"] == "string" {
		return []any{value}
	}
	return value
}

// forms are the schemas that share the value with schema: all of allOf, and of oneOf and anyOf the one that the
// discriminator picks or, where there is none, all of them.
func forms(schema map[string]any, value any) []map[string]any {
	if picked, ok := discriminated(schema, value); ok {
		return []map[string]any{picked}
	}
	var all []map[string]any
	for _, keyword := range []string{"allOf", "oneOf", "anyOf"} {
		list, _ := schema[keyword].([]any)
		for _, form := range list {
			if form, ok := form.(map[string]any); ok {
				all = append(all, form)
			}
		}
	}
	return all
}

// discriminated is the form that the value's discriminating member names.
func discriminated(schema map[string]any, value any) (map[string]any, bool) {
	mapping, member := discriminator(schema)
	object, _ := value.(map[string]any)
	name, _ := object[member].(string)
	reference, ok := mapping[name].(string)
	if !ok {
		return nil, false
	}
	return map[string]any{"$ref": reference}, true
}

// discriminator is what tells the forms of a oneOf apart: the references to them by the value of one member.
func discriminator(schema map[string]any) (mapping map[string]any, member string) {
	discriminator, _ := schema["discriminator"].(map[string]any)
	mapping, _ = discriminator["mapping"].(map[string]any)
	member, _ = discriminator["propertyName"].(string)
	return mapping, member
}

func texts(list any) []string {
	var all []string
	array, _ := list.([]any)
	for _, one := range array {
		if text, ok := one.(string); ok {
			all = append(all, text)
		}
	}
	return all
}

func deepCopy(value any) any {
	switch value := value.(type) {
	case map[string]any:
		object := make(map[string]any, len(value))
		for key, member := range value {
			object[key] = deepCopy(member)
		}
		return object
	case []any:
		array := make([]any, len(value))
		for i := range value {
			array[i] = deepCopy(value[i])
		}
		return array
	}
	return value
}
