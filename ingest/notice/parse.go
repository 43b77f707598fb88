package notice

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Limits on a message. What goes past one is refused, not cut short.
const (
	// MaxMessage is the largest message, in bytes. It is what a NATS server takes unless told otherwise (max_payload),
	// and sixteen times the largest event of S3 (64 KB).
	MaxMessage = 1 << 20

	// MaxDepth is how deep a message's JSON may nest. No shape known here goes ten deep.
	MaxDepth = 32

	// MaxEnvelopes is how many times an event may be wrapped as a text inside another message. Three times occurs: in
	// SNS, in a Lambda batch of SQS, in a CloudEvent as data_base64.
	MaxEnvelopes = 4

	// MaxEvents is how many events one message may hold: as many as the largest batch that Lambda takes from SQS.
	MaxEvents = 10_000
)

// A Batch is what a message told: each event in it is here, or in the Error that came with it.
type Batch struct {
	Notices []Notice
	Ignored []Ignored
}

// Parse reads a message. The header may be nil; its names count in any case (NATS keeps them as they were sent, the
// CloudEvents binding ignores case), and only ce-specversion is looked at.
//
// The error, if any, is an *Error. It does not void the batch: a message with a broken event and a good one returns
// both, the one as a Refusal and the other as a Notice.
func Parse(header map[string][]string, payload []byte) (Batch, error) {
	if len(payload) > MaxMessage {
		message := fmt.Sprintf("the message has %d bytes, docket reads %d at most", len(payload), MaxMessage)
		return Batch{}, &Error{Refusals: []*Refusal{{TooLarge, "", message, hintSplit}}, Events: 1}
	}
	var r reading
	r.message(header, payload)
	if len(r.refusals) > 0 {
		return r.batch, &Error{Refusals: r.refusals, Events: r.events}
	}
	return r.batch, nil
}

// A reading collects what a message tells, event by event.
type reading struct {
	batch    Batch
	refusals []*Refusal
	events   int
}

// text reads a JSON text from outside, which lies in so many envelopes.
func (r *reading) text(place string, text []byte, envelopes int) {
	if envelopes > MaxEnvelopes {
		message := fmt.Sprintf("the event lies in more than %d envelopes", MaxEnvelopes)
		r.refuse(&Refusal{TooDeep, place, message, "publish the event itself, or fewer envelopes around it"})
		return
	}
	d, refusal := parse(place, text)
	if refusal != nil {
		r.refuse(refusal)
		return
	}
	r.document(d, envelopes)
}

// document tells the shapes apart, each by members that no other shape has, and reads on.
func (r *reading) document(d document, envelopes int) {
	switch {
	// Envelopes.
	case d.has("specversion"):
		r.cloudEvent(d, envelopes)
	case d.has("Records"): // of S3 servers, and of Lambda for SQS and SNS
		r.list(d, "Records", envelopes)
	case d.has("Messages"): // the answer of SQS to ReceiveMessage
		r.list(d, "Messages", envelopes)
	case d.has("Body", "MessageId"): // one of these
		r.open(d, "Body", envelopes)
	case d.has("body") && d.string("eventSource") == "aws:sqs": // one of Lambda's
		r.open(d, "body", envelopes)
	case d.has("Sns"): // one of Lambda's
		r.inner(d, "Sns", envelopes)
	case d.has("Type", "TopicArn"):
		r.sns(d, envelopes)
	case d.has("event_name", "data"): // one of RustFS's
		r.inner(d, "data", envelopes)

	// Events.
	case d.string("Event") == "s3:TestEvent":
		r.ignore(d, Notice{Bucket: d.string("Bucket"), Event: d.string("Event")}, TestEvent)
	case d.has("eventSource"):
		r.read(d, s3Event)
	case d.has("detail-type"):
		r.read(d, eventBridge)
	case d.has("action", "object"):
		r.read(d, r2Event)
	case d.has("bucket"), d.has("key"):
		r.read(d, native)
	default:
		r.refuse(unknownShape(d))
	}
}

// read reads the one event that the document is.
func (r *reading) read(d document, read func(document) (Notice, Reason, *Refusal)) {
	n, reason, refusal := read(d)
	switch {
	case refusal != nil:
		r.refuse(refusal)
	case reason != "":
		r.ignore(d, n, reason)
	case n.check() != "":
		r.refuse(d.bad(n.check()))
	default:
		r.accept(n)
	}
}

func (r *reading) accept(n Notice) {
	r.events++
	r.batch.Notices = append(r.batch.Notices, n)
}

func (r *reading) refuse(refusal *Refusal) {
	r.events++
	r.refusals = append(r.refusals, refusal)
}

func (r *reading) ignore(d document, n Notice, reason Reason) {
	r.events++
	r.batch.Ignored = append(r.batch.Ignored, Ignored{d.place, reason, n.Event, n.Bucket, n.Key})
}

// list reads each document of a list, so that a broken one costs nothing but itself.
func (r *reading) list(d document, name string, envelopes int) {
	var elements []jsontext.Value
	if err := json.Unmarshal(d.members[name], &elements, jsontext.AllowDuplicateNames(true)); err != nil || len(elements) == 0 {
		r.refuse(&Refusal{UnknownShape, d.at(name), "want a list of at least one event", hintShapes})
		return
	}
	if r.events+len(elements) > MaxEvents {
		message := fmt.Sprintf("%d more events make over %d in one message", len(elements), MaxEvents)
		r.refuse(&Refusal{TooManyEvents, d.at(name), message, hintSplit})
		return
	}
	for i, element := range elements {
		r.value(d.at(name, strconv.Itoa(i)), element, envelopes)
	}
}

// inner reads a member that is a document itself.
func (r *reading) inner(d document, name string, envelopes int) {
	r.value(d.at(name), d.members[name], envelopes)
}

func (r *reading) value(place string, value jsontext.Value, envelopes int) {
	d, refusal := object(place, value)
	if refusal != nil {
		r.refuse(refusal)
		return
	}
	r.document(d, envelopes)
}

// unknownShape names the members of what docket cannot place, but not what they hold.
func unknownShape(d document) *Refusal {
	message := "this is no notice: an object without members"
	if len(d.members) > 0 {
		message = "this is no notice: an object with the members " + quoteAll(slices.Sorted(maps.Keys(d.members)))
	}
	return &Refusal{UnknownShape, d.place, message, hintShapes}
}
