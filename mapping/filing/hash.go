package filing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Hash is the hex SHA-256 of a request's canonical JSON without its request id: the same for two requests that ask for
// the same thing. Canonical means keys in order, no blanks, and numbers without zeros at their end (8305.0 is 8305).
func Hash(r Request) (string, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("hash the %s request: %w", r.Kind(), err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var body map[string]any
	if err := decoder.Decode(&body); err != nil {
		return "", fmt.Errorf("hash the %s request: %w", r.Kind(), err)
	}
	for _, key := range []string{"metadata", "request_metadata"} {
		if metadata, ok := body[key].(map[string]any); ok {
			delete(metadata, "request_id")
			if len(metadata) == 0 { // it held nothing else
				delete(body, key)
			}
		}
	}
	var canonical bytes.Buffer
	encoder := json.NewEncoder(&canonical)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(normalNumbers(body)); err != nil {
		return "", fmt.Errorf("hash the %s request: %w", r.Kind(), err)
	}
	sum := sha256.Sum256(bytes.TrimSuffix(canonical.Bytes(), []byte("\n")))
	return hex.EncodeToString(sum[:]), nil
}

func normalNumbers(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			value[key] = normalNumbers(member)
		}
	case []any:
		for i, element := range value {
			value[i] = normalNumbers(element)
		}
	case json.Number:
		if number, err := ParseDecimal(string(value)); err == nil {
			return number.normal()
		}
	}
	return value
}
