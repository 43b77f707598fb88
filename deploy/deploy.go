// Package deploy holds the definitions that docket is deployed with and makes itself where they are missing, so that
// there is one text of each.
package deploy

import "embed"

// NATS holds the streams, the consumer and the key-value buckets, in the form that NATS's own tools take
// (durations in nanoseconds). It is the folder nats.
//
//go:embed nats/*.json
var NATS embed.FS
