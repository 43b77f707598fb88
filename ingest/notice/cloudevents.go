package notice

import (
	"encoding/base64"
	"strings"
)

// message reads a message as it came off the bus.
//
// A CloudEvent in binary mode has its attributes in headers and its data as the payload. The header ce-specversion
// tells it, and nothing else does: the Go SDK sends structured events with no Content-Type at all. No other attribute
// is looked at, the data says it all; so it does not matter that the NATS binding percent-encodes header values and
// the Go SDK does not.
func (r *reading) message(header map[string][]string, payload []byte) {
	for name, values := range header {
		if strings.EqualFold(name, "ce-specversion") && len(values) > 0 && !isCloudEvents1(values[0]) {
			r.refuse(cloudEventsVersion("", values[0]))
			return
		}
	}
	r.text("", payload, 0)
}

// cloudEvent reads a CloudEvent in structured mode.
func (r *reading) cloudEvent(d document, envelopes int) {
	if version := d.string("specversion"); !isCloudEvents1(version) {
		r.refuse(cloudEventsVersion(d.at("specversion"), version))
		return
	}
	switch {
	case d.has("data", "data_base64"):
		r.refuse(d.bad("this CloudEvent has both data and data_base64, want one of them"))
	case d.has("data"):
		r.inner(d, "data", envelopes)
	case d.has("data_base64"):
		data, err := base64.StdEncoding.DecodeString(d.string("data_base64"))
		if err != nil || d.members["data_base64"].Kind() != '"' {
			r.refuse(d.bad("this is no base64, want what CloudEvents calls Binary", "data_base64"))
			return
		}
		r.text(d.at("data_base64"), data, envelopes+1)
	default:
		r.refuse(d.bad("this CloudEvent has no data"))
	}
}

func isCloudEvents1(version string) bool {
	major, _, _ := strings.Cut(version, ".")
	return major == "1"
}

func cloudEventsVersion(place, version string) *Refusal {
	message := "this is version " + quote(version) + " of CloudEvents, docket reads 1.0"
	return &Refusal{UnknownShape, place, message, hintShapes}
}
