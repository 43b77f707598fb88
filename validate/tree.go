package validate

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/filing"
)

// treeOf is a request as the JSON that is sent: maps, lists, strings, numbers.
func treeOf(request filing.Request) any {
	text, err := json.Marshal(request)
	if err != nil {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var tree any
	if decoder.Decode(&tree) != nil {
		return nil
	}
	return tree
}

// lookUp is what a pointer points to, nil for nothing.
func lookUp(tree any, at filing.Pointer) any {
	for step := range strings.SplitSeq(strings.TrimPrefix(string(at), "/"), "/") {
		switch node := tree.(type) {
		case map[string]any:
			tree = node[unescape.Replace(step)]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(node) {
				return nil
			}
			tree = node[i]
		default:
			return nil
		}
	}
	return tree
}

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// valueAt is the value of a field as text, "" for an object, a list or nothing.
func (s *subject) valueAt(at filing.Pointer) string {
	switch value := lookUp(s.tree, at).(type) {
	case string:
		return strings.TrimSuffix(value, "T00:00:00Z")
	case json.Number:
		return value.String()
	case bool:
		return strconv.FormatBool(value)
	default:
		return ""
	}
}

// has tells whether the request has something at a pointer.
func (s *subject) has(at filing.Pointer) bool { return lookUp(s.tree, at) != nil }

// eachText calls do for every string below a node with its key, in steady order. Elements of a list have the list's.
func eachText(node any, at filing.Pointer, key string, do func(at filing.Pointer, key, text string)) {
	switch node := node.(type) {
	case string:
		do(at, key, node)
	case []any:
		for i, element := range node {
			eachText(element, at.Index(i), key, do)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(node)) {
			eachText(node[key], at+"/"+filing.Pointer(key), key, do) // no key of a request needs escaping
		}
	}
}
