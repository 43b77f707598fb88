package sandbox

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
)

// object is a JSON object as the contract package decodes it.
type object = map[string]any

// member is the object under a key, nil if there is none.
func member(o object, key string) object {
	found, _ := o[key].(object)
	return found
}

// text is the string under a key, "" if there is none.
func text(o object, key string) string {
	found, _ := o[key].(string)
	return found
}

// whole is the integer under a key, 0 if there is none. JSON may write it 3e6 or 3000000.0; one too large for any id
// is the largest, which no id is.
func whole(o object, key string) int64 {
	found, ok := o[key].(json.Number)
	if !ok {
		return 0
	}
	if n, err := strconv.ParseInt(found.String(), 10, 64); err == nil {
		return n
	}
	n, err := strconv.ParseFloat(found.String(), 64)
	if err != nil || n >= math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(n)
}

// flag is the boolean under a key, nil if there is none.
func flag(o object, key string) *bool {
	if found, ok := o[key].(bool); ok {
		return &found
	}
	return nil
}

// texts are the strings in an array.
func texts(array any) []string {
	var all []string
	list, _ := array.([]any)
	for _, one := range list {
		if text, ok := one.(string); ok {
			all = append(all, text)
		}
	}
	return all
}

// encode writes JSON with links as they are, not \u0026 for their &.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// decoded is a JSON object that the sandbox has written itself, numbers exact.
func decoded(text []byte) object {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var o object
	if err := decoder.Decode(&o); err != nil {
		return nil
	}
	return o
}

// raw is the JSON of an object that came out of decoding JSON, which always goes back.
func raw(o object) json.RawMessage {
	text, _ := encode(o)
	return text
}
