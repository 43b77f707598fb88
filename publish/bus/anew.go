package bus

import (
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Headers of messages that docket puts on the bus anew.
const (
	SubjectHeader    = "Docket-Subject"    // that the message came on at first
	DeliveriesHeader = "Docket-Deliveries" // that no worker came to an end with, before it was put on the bus anew
)

// MessageID tells a message from all others, those of a stream of the same name before this one too.
func MessageID(meta *jetstream.MsgMetadata) string {
	return fmt.Sprintf("%s-%d-%d", meta.Stream, meta.Sequence.Stream, meta.Timestamp.UnixNano())
}

// Anew is a message as it goes on the bus once more, on another subject perhaps. Published twice under one id it is taken
// once.
func Anew(subject, id string, headers nats.Header, data []byte) *nats.Msg {
	message := nats.NewMsg(subject)
	message.Data = data
	for name, values := range headers {
		if !strings.HasPrefix(name, "Nats-") { // those were for the bus, and for the first time
			message.Header[name] = values
		}
	}
	message.Header.Set(jetstream.MsgIDHeader, id)
	return message
}
