package bus

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// plainLimit is how many bytes a value may have to be stored as it is, to be read with any tool of NATS. A larger one,
// of an order with thousands of line items, is stored compressed: the bus takes no message above its limit, 1 MiB
// unless set otherwise.
const plainLimit = 128 << 10

// gzipMagic begins a packed value; no JSON begins so.
var gzipMagic = []byte{0x1f, 0x8b}

// Pack is a JSON text as it is stored in a key-value bucket.
func Pack(text []byte) ([]byte, error) {
	if len(text) <= plainLimit {
		return text, nil
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// Packed says whether Pack compressed a value.
func Packed(value []byte) bool { return bytes.HasPrefix(value, gzipMagic) }

// Unpack is the JSON text that Pack was given.
func Unpack(value []byte) ([]byte, error) {
	if !Packed(value) {
		return value, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(value))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return text, nil
}
