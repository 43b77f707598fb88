package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// What a body may hold at most. Filings stay far below; what is above is an attack or a mistake.
const (
	maxDepth  = 64
	maxDigits = 64
)

// Decode reads one JSON text exactly: numbers stay json.Number, and what other decoders let pass in silence is an
// error: a key that stands twice in an object, text after the value, bytes that are no UTF-8, a number that no
// shipment has (its size would also bring down who computes with it).
func Decode(text []byte) (any, error) {
	if !utf8.Valid(text) {
		return nil, errors.New("body is no JSON: it is not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	value, err := decode(decoder, 0)
	if err != nil {
		return nil, fmt.Errorf("body is no JSON: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("body is no JSON: text follows the value")
	}
	return value, nil
}

func decode(from *json.Decoder, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("nested deeper than %d levels", maxDepth)
	}
	token, err := from.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return decodeObject(from, depth)
		}
		return decodeArray(from, depth)
	case json.Number:
		_, err := token.Float64()
		if err != nil || len(token) > maxDigits {
			return nil, fmt.Errorf("a number near byte %d is out of bounds", from.InputOffset())
		}
	}
	return token, nil
}

func decodeObject(from *json.Decoder, depth int) (any, error) {
	object := map[string]any{}
	for from.More() {
		key, err := from.Token()
		if err != nil {
			return nil, err
		}
		name, ok := key.(string)
		if !ok {
			return nil, fmt.Errorf("a key near byte %d is no string", from.InputOffset())
		}
		if _, twice := object[name]; twice {
			return nil, fmt.Errorf("the key %q stands twice in an object, near byte %d", name, from.InputOffset())
		}
		if object[name], err = decode(from, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := from.Token()
	return object, err
}

func decodeArray(from *json.Decoder, depth int) (any, error) {
	array := []any{}
	for from.More() {
		value, err := decode(from, depth+1)
		if err != nil {
			return nil, err
		}
		array = append(array, value)
	}
	_, err := from.Token()
	return array, err
}
