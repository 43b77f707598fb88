package ledger

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
)

// plainLimit is how many bytes of JSON an entry may have to be stored as it is, to be read with any tool of NATS. A
// larger one, of an order with thousands of line items, is stored compressed: the bus takes no message above its limit,
// 1 MiB unless set otherwise.
const plainLimit = 128 << 10

// gzipMagic begins a compressed entry; no JSON begins so.
var gzipMagic = []byte{0x1f, 0x8b}

func encode(e Entry) ([]byte, error) {
	text, err := json.Marshal(e)
	if err != nil || len(text) <= plainLimit {
		return text, err
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

func decode(value []byte) (Entry, error) {
	if bytes.HasPrefix(value, gzipMagic) {
		r, err := gzip.NewReader(bytes.NewReader(value))
		if err != nil {
			return Entry{}, fmt.Errorf("unpack: %w", err)
		}
		if value, err = io.ReadAll(r); err != nil {
			return Entry{}, fmt.Errorf("unpack: %w", err)
		}
	}
	var e Entry
	err := json.Unmarshal(value, &e)
	return e, err
}
