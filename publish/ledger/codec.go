package ledger

import (
	"encoding/json"

	"docket/publish/bus"
)

func encode(e Entry) ([]byte, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	return bus.Pack(text)
}

func decode(value []byte) (Entry, error) {
	text, err := bus.Unpack(value)
	if err != nil {
		return Entry{}, err
	}
	var e Entry
	err = json.Unmarshal(text, &e)
	return e, err
}
