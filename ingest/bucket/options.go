package bucket

import (
	"cmp"
	"fmt"
	"time"
)

// Options say where S3 is, what docket may touch there and how much it asks for. The zero value is AWS's own
// configuration, every bucket, and the defaults below.
type Options struct {
	// Where S3 is and who asks. What is empty comes from AWS's own sources, see the package's comment. When Endpoint
	// and both keys are given, nothing is taken from there: a server that docket runs itself is reached the same way
	// on every machine, whatever its environment holds.
	Endpoint        string // "http://127.0.0.1:9000"
	Region          string // "us-east-1" where an endpoint is given and no region
	AccessKeyID     string
	SecretAccessKey string

	// Addressing is where the bucket stands in a URL.
	Addressing Addressing

	// Allow lists what docket may touch: "BUCKET" or "BUCKET/PREFIX", with or without "s3://". A prefix ends at a
	// slash: "inbox/acme" allows "acme" and all of "acme/", not "acme-old/". Anything else is ErrOutside, and nothing
	// is sent. An empty list allows everything that the credentials do.
	Allow []string

	// MaxSize is the largest file that Fetch reads, in bytes; default 64 MiB. The file is held in memory whole.
	MaxSize int64

	// Timeout is how long one call may take, retries and reading included; default 2 minutes. For List it is one page.
	Timeout time.Duration

	// Attempts is how often a request is sent before it counts as failed; default AWS_MAX_ATTEMPTS, else 3.
	Attempts int

	// MaxBackoff is the longest pause between two attempts; default 20 seconds, the SDK's own.
	MaxBackoff time.Duration
}

// The defaults.
const (
	DefaultMaxSize = 64 << 20
	DefaultTimeout = 2 * time.Minute
)

// Addressing is where the bucket stands in a URL.
type Addressing int

// The ways of addressing.
const (
	AutoAddressing Addressing = iota // AWS by host, any other endpoint by path
	ByPath                           // https://endpoint/bucket/key
	ByHost                           // https://bucket.endpoint/key
)

// withDefaults is o with its empty limits filled in.
func (o Options) withDefaults() Options {
	o.MaxSize = cmp.Or(o.MaxSize, DefaultMaxSize)
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	return o
}

// check says what of the options cannot be, in a clause, or "".
func (o Options) check() string {
	switch {
	case (o.AccessKeyID == "") != (o.SecretAccessKey == ""):
		return "of access key id and secret access key only one is given"
	case o.MaxSize < 0:
		return fmt.Sprintf("the size limit is %d bytes, want at least 1", o.MaxSize)
	case o.Timeout < 0:
		return fmt.Sprintf("the timeout is %s, want more than 0", o.Timeout)
	case o.Attempts < 0:
		return fmt.Sprintf("the number of attempts is %d, want at least 1", o.Attempts)
	case o.MaxBackoff < 0:
		return fmt.Sprintf("the longest pause between attempts is %s, want more than 0", o.MaxBackoff)
	case o.Addressing < AutoAddressing || o.Addressing > ByHost:
		return fmt.Sprintf("%d is no way of addressing", o.Addressing)
	}
	return ""
}

// complete says whether the options need nothing from AWS's own sources.
func (o Options) complete() bool { return o.Endpoint != "" && o.AccessKeyID != "" }
