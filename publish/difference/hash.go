package difference

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"docket/mapping/filing"
)

// Hash is the hex SHA-256 of what a request asks for: two requests have the same one if and only if there is no change
// between them.
func Hash(r filing.Request) (string, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("write the %s request: %w", r.Kind(), err)
	}
	tree, err := read(body)
	if err != nil {
		return "", fmt.Errorf("read the %s request: %w", r.Kind(), err)
	}
	sum := sha256.Sum256([]byte(canonical(tree)))
	return hex.EncodeToString(sum[:]), nil
}

// normal is a value in which numbers have no zeros at their end and arrays whose order means nothing are sorted.
// Members that hold nothing are left out: there is nothing to compare in them.
func normal(at filing.Pointer, value any) any {
	switch value := value.(type) {
	case map[string]any:
		object := map[string]any{}
		for key, v := range value {
			if v = normal(at.Key(key), v); !empty(v) {
				object[key] = v
			}
		}
		return object
	case []any:
		return normalArray(at, value)
	case json.Number:
		return normalNumber(value)
	default:
		return value
	}
}

func empty(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}

func normalArray(at filing.Pointer, array []any) []any {
	all := []any{}
	for _, element := range array {
		if element = normal(at, element); !empty(element) || ordered(at) {
			all = append(all, element)
		}
	}
	if !ordered(at) {
		slices.SortStableFunc(all, func(a, b any) int { return strings.Compare(written(a), written(b)) })
	}
	return all
}

func written(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

// normalNumber is a number without zeros at its end: 8305.0 is 8305.
func normalNumber(n json.Number) json.Number {
	text := string(n)
	if d, err := filing.ParseDecimal(text); err == nil {
		text = d.String()
	}
	if strings.Contains(text, ".") && !strings.ContainsAny(text, "eE") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return json.Number(text)
}
