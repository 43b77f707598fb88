// Package notice turns whatever says "a file is there" into Notices: the events of S3 servers, in whatever envelopes
// they travelled, and docket's own JSON. It reads a message's bytes and headers and knows of no bus.
package notice

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A Notice says that a file is there: an object in a bucket, as far as its maker told.
type Notice struct {
	Bucket       string
	Key          string            // as S3 takes it in a request: raw UTF-8, nothing encoded
	VersionID    string            // "" when the bucket has no versions, or the maker does not tell; "null" is a version
	ETag         string            // without quotes; "" unknown
	Sequencer    string            // as the maker wrote it; only Compare knows what it means; "" none
	Size         int64             // bytes, 0 is an empty file; Unknown when not told. A hint: the bucket has the last word
	Time         time.Time         // of the event, UTC; zero unknown
	Event        string            // what happened, in the maker's words: "s3:ObjectCreated:Put"; "" for a native notice
	Maker        Maker             // whose words these are
	DocumentType DocumentType      // what the sender says it is; "" means find out
	Profile      string            // name of the sender's profile; "" means find out
	Metadata     map[string]string // the sender's own, handed through to results; nil for S3 events
}

// Unknown is the Size of a file whose maker did not tell it.
const Unknown int64 = -1

// A DocumentType is what a file is said to be.
type DocumentType string

// The document types.
const (
	ISFWorksheet DocumentType = "isf_worksheet"
	BillOfLading DocumentType = "bill_of_lading"
)

// URL is "s3://bucket/key", the same for every version of the file. The key stands in it raw, as ParseURL reads it.
func (n Notice) URL() string { return "s3://" + n.Bucket + "/" + n.Key }

// String is the URL with the version, where there is one: "s3://bucket/key@version". It is for people and logs.
func (n Notice) String() string {
	if n.VersionID == "" {
		return n.URL()
	}
	return n.URL() + "@" + n.VersionID
}

// MessageID is a message id for the notice as a message of its own, computed from what it says: the same event
// delivered twice has the same id, and a second upload of the same bytes has another. It is made of bucket, key and
// version, or where there is no version of ETag, sequencer and time; and of what the sender asked for (document type,
// profile, metadata), so that asking again in other words is not taken for a repeat.
//
// The id is "" when the notice does not tell one content of the file from the next (no version, sequencer or time):
// any fixed id would make the bus drop a second, different file as a repeat of the first.
func (n Notice) MessageID() string {
	var content []string
	switch {
	case n.versioned():
		content = []string{"version", n.VersionID}
	case n.Sequencer != "" || !n.Time.IsZero():
		content = []string{"event", n.ETag, n.Sequencer, n.Time.UTC().Format(time.RFC3339Nano)}
	default:
		return ""
	}
	parts := append([]string{n.Bucket, n.Key, string(n.DocumentType), n.Profile}, content...)
	for _, name := range slices.Sorted(maps.Keys(n.Metadata)) {
		parts = append(parts, name, n.Metadata[name])
	}
	hash := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(hash, "%d:%s", len(part), part) // with lengths, or "a"+"bc" were "ab"+"c"
	}
	return "notice-" + hex.EncodeToString(hash.Sum(nil)[:16])
}

// versioned says whether the version names one content for ever. "null" does not: it is what a bucket with versions
// suspended calls whatever was written last.
func (n Notice) versioned() bool { return n.VersionID != "" && n.VersionID != "null" }

// unlessFolder is the reason, or Folder where the event has none and the file is only the mark of an empty folder, as
// S3 consoles make them.
func (n Notice) unlessFolder(reason Reason) Reason {
	if reason == "" && n.Size <= 0 && strings.HasSuffix(n.Key, "/") {
		return Folder
	}
	return reason
}

// Lengths in bytes. S3 allows keys of 1,024; bucket names are at most 63 today and were at most 255.
const (
	maxKey    = 1024
	maxBucket = 255
)

// check says what keeps the file from being asked of S3, or the notice from being read back, in a clause, or "".
func (n Notice) check() string {
	switch {
	case n.Bucket == "":
		return "the bucket is missing"
	case len(n.Bucket) > maxBucket:
		return fmt.Sprintf("the bucket's name has %d bytes, the longest have %d", len(n.Bucket), maxBucket)
	case !utf8.ValidString(n.Bucket) || strings.ContainsFunc(n.Bucket, func(r rune) bool { return r <= ' ' || r == '/' || r == 0x7f }):
		return "the bucket's name holds characters that no bucket has, such as a slash or a space"
	case n.Key == "":
		return "the key is missing"
	case len(n.Key) > maxKey:
		return fmt.Sprintf("the key has %d bytes, S3 allows %d", len(n.Key), maxKey)
	case !utf8.ValidString(n.Key):
		return "the key is not UTF-8"
	case strings.ContainsRune(n.Key, 0):
		return "the key holds a NUL character"
	case climbs(n.Key):
		return `the key leads out of its bucket with ".."`
	case n.DocumentType != "" && n.DocumentType != ISFWorksheet && n.DocumentType != BillOfLading:
		return "the document type is " + quote(string(n.DocumentType)) + ", want isf_worksheet, bill_of_lading or none"
	case n.Maker != "" && !n.Maker.wellNamed():
		return "the maker is " + quote(string(n.Maker)) + ", want a name such as aws or minio"
	}
	return ""
}

// climbs says whether ".." elements lead out of the bucket: read from the left, there are at some point more of them
// than of others. S3 refuses such keys ("Naming Amazon S3 objects"), and a proxy that tidies paths would turn one
// into a request for another bucket. Any other ".." is part of a name like any other.
func climbs(key string) bool {
	depth := 0
	for element := range strings.SplitSeq(key, "/") {
		switch element {
		case "..":
			depth--
		case "", ".":
		default:
			depth++
		}
		if depth < 0 {
			return true
		}
	}
	return false
}
