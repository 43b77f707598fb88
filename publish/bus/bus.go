// Package bus is docket's place on NATS: the connection, and the streams, the consumer and the key-value buckets that
// stand on it. What is missing is made from the definitions in deploy/nats; what is there and differs is never
// altered, only reported, since somebody may have meant it.
package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"docket/deploy"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Names of what stands on the bus, and subjects.
const (
	DocumentsStream = "DOCKET_DOCUMENTS"
	ResultsStream   = "DOCKET_RESULTS"
	DeadStream      = "DOCKET_DEAD"
	Workers         = "docket-workers" // durable consumer of DocumentsStream
	LedgerBucket    = "docket_ledger"

	DocumentsSubject = "docket.documents" // notices come on any subject below it
	ResultsSubject   = "docket.results"   // .<kind>.<outcome>
	DeadSubject      = "docket.dead"      // .<reason>
)

// Options say how to reach NATS, by the names of its own ecosystem.
type Options struct {
	URL      string // NATS_URL; several separated by commas
	Creds    string // NATS_CREDS: file with a user's JWT and NKEY seed
	NKey     string // NATS_NKEY: file with an NKEY seed
	User     string // NATS_USER
	Password string // NATS_PASSWORD
	Token    string // NATS_TOKEN
	CA       string // NATS_CA: file with the certificates that the server's is checked by
	Cert     string // NATS_CERT, with Key: files of the client's certificate
	Key      string // NATS_KEY
	Name     string // of this client, as servers list it
}

// Unreachable says that no server answered, or none that lets us in.
type Unreachable struct {
	URL string
	Err error
}

func (e *Unreachable) Error() string { return fmt.Sprintf("connect to NATS at %s: %v", e.URL, e.Err) }

func (e *Unreachable) Unwrap() error { return e.Err }

// Hint tells what to do.
func (e *Unreachable) Hint() string {
	if errors.Is(e.Err, nats.ErrAuthorization) || errors.Is(e.Err, nats.ErrAuthExpired) {
		return "check NATS_CREDS, NATS_NKEY or NATS_USER and NATS_PASSWORD"
	}
	return `check NATS_URL; "docket dev" runs a server here`
}

// Connect connects to NATS and keeps reconnecting for as long as the connection is open.
func Connect(o Options) (*nats.Conn, error) {
	options := []nats.Option{
		nats.Name(o.Name), nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond), nats.ReconnectJitter(250*time.Millisecond, time.Second),
		nats.Timeout(5 * time.Second), nats.PingInterval(20 * time.Second), nats.MaxPingsOutstanding(2),
	}
	if o.Creds != "" {
		options = append(options, nats.UserCredentials(o.Creds))
	}
	if o.NKey != "" {
		nkey, err := nats.NkeyOptionFromSeed(o.NKey)
		if err != nil {
			return nil, &Unreachable{URL: safeURL(o.URL), Err: fmt.Errorf("read NATS_NKEY: %w", err)}
		}
		options = append(options, nkey)
	}
	if o.User != "" {
		options = append(options, nats.UserInfo(o.User, o.Password))
	}
	if o.Token != "" {
		options = append(options, nats.Token(o.Token))
	}
	if o.CA != "" {
		options = append(options, nats.RootCAs(o.CA))
	}
	if o.Cert != "" {
		options = append(options, nats.ClientCert(o.Cert, o.Key))
	}
	nc, err := nats.Connect(o.URL, options...)
	if err != nil {
		return nil, &Unreachable{URL: safeURL(o.URL), Err: err}
	}
	return nc, nil
}

// safeURL is the URL without what may stand before its "@": a user and a password, or a token.
func safeURL(urls string) string {
	parts := strings.Split(urls, ",")
	for i, url := range parts {
		if scheme, rest, found := strings.Cut(url, "://"); found {
			parts[i] = scheme + "://" + rest[strings.LastIndexByte(rest, '@')+1:]
		} else {
			parts[i] = url[strings.LastIndexByte(url, '@')+1:]
		}
	}
	return strings.Join(parts, ",")
}

// A Bus is docket's streams and buckets on one NATS system.
type Bus struct {
	Conn   *nats.Conn
	JS     jetstream.JetStream
	Ledger jetstream.KeyValue
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
	for _, file := range []string{"stream-documents.json", "stream-results.json", "stream-dead.json"} {
		if err := b.ensureStream(ctx, file); err != nil {
			return nil, b.explain(err)
		}
	}
	if err := b.ensureConsumer(ctx); err != nil {
		return nil, b.explain(err)
	}
	if b.Ledger, err = b.ensureBucket(ctx, "kv-ledger.json"); err != nil {
		return nil, b.explain(err)
	}
	return b, nil
}

// explain adds to an error what a person can do about the usual causes.
func (b *Bus) explain(err error) error {
	switch {
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount), errors.Is(err, nats.ErrNoResponders):
		return &Unreachable{URL: b.Conn.ConnectedUrlRedacted(), Err: fmt.Errorf("%w (JetStream has to be enabled there: nats-server -js)", err)}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, nats.ErrTimeout), errors.Is(err, nats.ErrConnectionClosed):
		return &Unreachable{URL: b.Conn.ConnectedUrlRedacted(), Err: err}
	}
	return err
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

func (b *Bus) ensureConsumer(ctx context.Context) error {
	var want jetstream.ConsumerConfig
	if err := define("consumer-workers.json", &want); err != nil {
		return err
	}
	consumer, err := b.JS.Consumer(ctx, DocumentsStream, want.Durable)
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		consumer, err = b.JS.CreateConsumer(ctx, DocumentsStream, want)
		if errors.Is(err, jetstream.ErrConsumerExists) {
			consumer, err = b.JS.Consumer(ctx, DocumentsStream, want.Durable)
		}
	}
	if err != nil {
		return fmt.Errorf("open consumer %s of %s: %w", want.Durable, DocumentsStream, err)
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
	return kv, nil
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
	consumer, err := b.JS.Consumer(ctx, DocumentsStream, Workers)
	if err != nil {
		return nil, fmt.Errorf("open consumer %s: %w", Workers, err)
	}
	return consumer, nil
}
