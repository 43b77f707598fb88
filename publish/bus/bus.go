// Package bus is docket's place on NATS: the connection, and the streams, the consumer and the key-value buckets that
// stand on it. What is missing is made from the definitions in deploy/nats; what is there and differs is never
// altered, only reported, since somebody may have meant it; but for subjects that the stream of advisories lacks, which are
// added.
package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"docket/deploy"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Names of what stands on the bus, and subjects.
const (
	DocumentsStream  = "DOCKET_DOCUMENTS"
	LanesStream      = "DOCKET_LANES"
	ResultsStream    = "DOCKET_RESULTS"
	DeadStream       = "DOCKET_DEAD"
	AdvisoriesStream = "DOCKET_ADVISORIES"
	Workers          = "docket-workers"    // durable consumer of DocumentsStream
	AdvisoryWorkers  = "docket-advisories" // durable consumer of AdvisoriesStream
	LedgerBucket     = "docket_ledger"
	FollowBucket     = "docket_follow"
	ReviewBucket     = "docket_review"
	PaceBucket       = "docket_pace"

	DocumentsSubject = "docket.documents"        // notices come on any subject below it
	UrgentSubject    = "docket.documents.urgent" // those below it are worked on first
	LanesSubject     = "docket.lanes"            // .<lane>.<sender>: notices that wait because others do
	ResultsSubject   = "docket.results"          // .<kind>.<outcome>
	DeadSubject      = "docket.dead"             // .<reason>
	ReviewSubject    = "docket.review"           // .<verb>: requests that workers answer
	HandsSubject     = "docket.hands"            // who has the message with this id in hand? A worker that has it answers
)

// Lanes are those of LanesStream, a durable consumer of its own for each.
var Lanes = []string{"urgent", "1", "2", "3", "4"}

// LaneWorkers is the durable consumer of a lane.
func LaneWorkers(lane string) string { return "docket-lane-" + lane }

// A Bus is docket's streams and buckets on one NATS system.
type Bus struct {
	Conn   *nats.Conn
	JS     jetstream.JetStream
	Ledger jetstream.KeyValue
	Follow jetstream.KeyValue
	Review jetstream.KeyValue
	Pace   jetstream.KeyValue
	// Differences are sentences on what is there and is not as defined. They are no errors.
	Differences []string
}

// Open makes what is missing and compares what is there.
func Open(ctx context.Context, nc *nats.Conn) (*Bus, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, fmt.Errorf("use JetStream: %w", err)
	}
	b := &Bus{Conn: nc, JS: js}
	for _, file := range []string{"stream-documents.json", "stream-lanes.json", "stream-results.json", "stream-dead.json", "stream-advisories.json"} {
		if err := b.ensureStream(ctx, file); err != nil {
			return nil, b.explain(err)
		}
	}
	consumers := map[string]string{"consumer-workers.json": DocumentsStream, "consumer-advisories.json": AdvisoriesStream}
	for _, lane := range Lanes {
		consumers["consumer-lane-"+lane+".json"] = LanesStream
	}
	for file, stream := range consumers {
		if err := b.ensureConsumer(ctx, stream, file); err != nil {
			return nil, b.explain(err)
		}
	}
	for file, bucket := range map[string]*jetstream.KeyValue{
		"kv-ledger.json": &b.Ledger, "kv-follow.json": &b.Follow, "kv-review.json": &b.Review, "kv-pace.json": &b.Pace,
	} {
		if *bucket, err = b.ensureBucket(ctx, file); err != nil {
			return nil, b.explain(err)
		}
	}
	return b, nil
}

// explain adds to an error what a person can do about the usual causes.
func (b *Bus) explain(err error) error {
	switch {
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount), errors.Is(err, nats.ErrNoResponders):
		return &Unreachable{URL: b.Conn.ConnectedUrlRedacted(), Err: fmt.Errorf("%w (JetStream has to be enabled there: nats-server -js)", err)}
	case InTrouble(err), errors.Is(err, nats.ErrConnectionClosed):
		return &Unreachable{URL: b.Conn.ConnectedUrlRedacted(), Err: err}
	case isAPIError(err, subjectsTaken):
		return &Taken{Err: err}
	}
	return err
}

// InTrouble says whether an error is of a bus that cannot do for now what it was asked, as while a cluster chooses a leader:
// it does not answer, or with a code of 500 or more. What it refuses for good has a lower code.
func InTrouble(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) || errors.Is(err, nats.ErrNoResponders) ||
		errors.As(err, &api) && api.Code >= http.StatusInternalServerError
}

// subjectsTaken is JetStream's error code for a stream whose subjects are another stream's already.
const subjectsTaken jetstream.ErrorCode = 10065

func isAPIError(err error, code jetstream.ErrorCode) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && api.ErrorCode == code
}

// Taken says that a stream could not be made, since another one has some of its subjects.
type Taken struct{ Err error }

func (e *Taken) Error() string { return e.Err.Error() }

func (e *Taken) Unwrap() error { return e.Err }

// Hint tells what to do.
func (e *Taken) Hint() string {
	return `"nats stream subjects" shows which stream has them; take them from it, or give docket an account of its own`
}

func define(file string, definition any) error {
	text, err := deploy.NATS.ReadFile("nats/" + file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, definition); err != nil {
		return fmt.Errorf("read deploy/nats/%s: %w", file, err)
	}
	return nil
}

func (b *Bus) ensureStream(ctx context.Context, file string) error {
	var want jetstream.StreamConfig
	if err := define(file, &want); err != nil {
		return err
	}
	stream, err := b.JS.Stream(ctx, want.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		stream, err = b.JS.CreateStream(ctx, want)
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // another worker was quicker
			stream, err = b.JS.Stream(ctx, want.Name)
		}
	}
	if err != nil {
		return fmt.Errorf("open stream %s: %w", want.Name, err)
	}
	have := stream.CachedInfo().Config
	if want.Name == AdvisoriesStream {
		have = b.widen(ctx, have, want.Subjects)
	}
	b.differs("stream "+want.Name, []difference{
		{"subjects", want.Subjects, have.Subjects, slices.Equal(want.Subjects, have.Subjects)},
		{"retention", want.Retention, have.Retention, want.Retention == have.Retention},
		{"discard policy", want.Discard, have.Discard, want.Discard == have.Discard},
		{"storage", want.Storage, have.Storage, want.Storage == have.Storage},
		{"maximum age", want.MaxAge, have.MaxAge, want.MaxAge == have.MaxAge},
		{"maximum message size", want.MaxMsgSize, have.MaxMsgSize, want.MaxMsgSize == have.MaxMsgSize},
		{"duplicate window", want.Duplicates, have.Duplicates, want.Duplicates <= have.Duplicates},
	})
	return nil
}

// widen has a stream take the subjects that it lacks, beside those that it has, and returns how it is then. It is for
// advisories alone: one that no stream takes is gone, and with it a message that the bus has given up. Who may not alter the
// stream leaves it to who may; that it lacks them is among the differences.
func (b *Bus) widen(ctx context.Context, have jetstream.StreamConfig, subjects []string) jetstream.StreamConfig {
	wider := have
	wider.Subjects = slices.Clone(have.Subjects)
	for _, s := range subjects {
		if !slices.Contains(wider.Subjects, s) {
			wider.Subjects = append(wider.Subjects, s)
		}
	}
	if len(wider.Subjects) == len(have.Subjects) {
		return have
	}
	once, cancel := context.WithTimeout(ctx, 2*time.Second) // a request that is not permitted is not answered
	defer cancel()
	stream, err := b.JS.UpdateStream(once, wider)
	if err != nil {
		return have
	}
	return stream.CachedInfo().Config
}

func (b *Bus) ensureConsumer(ctx context.Context, stream, file string) error {
	var want jetstream.ConsumerConfig
	if err := define(file, &want); err != nil {
		return err
	}
	consumer, err := b.JS.Consumer(ctx, stream, want.Durable)
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		consumer, err = b.JS.CreateConsumer(ctx, stream, want)
		if errors.Is(err, jetstream.ErrConsumerExists) {
			consumer, err = b.JS.Consumer(ctx, stream, want.Durable)
		}
	}
	if err != nil {
		return fmt.Errorf("open consumer %s of %s: %w", want.Durable, stream, err)
	}
	have := consumer.CachedInfo().Config
	b.differs("consumer "+want.Durable, []difference{
		{"ack policy", want.AckPolicy, have.AckPolicy, want.AckPolicy == have.AckPolicy},
		{"ack wait", want.AckWait, have.AckWait, want.AckWait == have.AckWait},
		{"maximum deliveries", want.MaxDeliver, have.MaxDeliver, want.MaxDeliver == have.MaxDeliver},
		{"filter subject", want.FilterSubject, have.FilterSubject, want.FilterSubject == have.FilterSubject && len(have.FilterSubjects) == 0},
	})
	return nil
}

func (b *Bus) ensureBucket(ctx context.Context, file string) (jetstream.KeyValue, error) {
	var want jetstream.KeyValueConfig
	if err := define(file, &want); err != nil {
		return nil, err
	}
	kv, err := b.JS.KeyValue(ctx, want.Bucket)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		kv, err = b.JS.CreateKeyValue(ctx, want)
		if errors.Is(err, jetstream.ErrBucketExists) {
			kv, err = b.JS.KeyValue(ctx, want.Bucket)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open key-value bucket %s: %w", want.Bucket, err)
	}
	status, err := kv.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("open key-value bucket %s: %w", want.Bucket, err)
	}
	have := status.Config()
	b.differs("key-value bucket "+want.Bucket, []difference{
		{"maximum age", want.TTL, have.TTL, want.TTL == have.TTL}, // what was filed and is forgotten would be filed again
		{"storage", want.Storage, have.Storage, want.Storage == have.Storage},
	})
	return bounded{kv}, nil
}

// A difference is one setting that was compared.
type difference struct {
	setting    string
	want, have any
	same       bool
}

func (b *Bus) differs(what string, settings []difference) {
	for _, d := range settings {
		if !d.same {
			b.Differences = append(b.Differences, fmt.Sprintf("%s has %s %v, docket defines %v; it was left as it is", what, d.setting, d.have, d.want))
		}
	}
}

// TooLarge says whether a publish was refused for the size of its message, by the server or by the stream.
func TooLarge(err error) bool {
	return errors.Is(err, nats.ErrMaxPayload) || errors.Is(err, jetstream.ErrStreamMessageExceedsMaximum)
}

// Documents is the consumer that all workers share.
func (b *Bus) Documents(ctx context.Context) (jetstream.Consumer, error) {
	return b.consumer(ctx, DocumentsStream, Workers)
}

// Lane is the consumer of a lane, which all workers share too.
func (b *Bus) Lane(ctx context.Context, lane string) (jetstream.Consumer, error) {
	return b.consumer(ctx, LanesStream, LaneWorkers(lane))
}

// Advisories is the consumer of what the bus says of messages that it has given up.
func (b *Bus) Advisories(ctx context.Context) (jetstream.Consumer, error) {
	return b.consumer(ctx, AdvisoriesStream, AdvisoryWorkers)
}

func (b *Bus) consumer(ctx context.Context, stream, name string) (jetstream.Consumer, error) {
	consumer, err := b.JS.Consumer(ctx, stream, name)
	if err != nil {
		return nil, fmt.Errorf("open consumer %s: %w", name, err)
	}
	return consumer, nil
}
