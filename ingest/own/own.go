// Package own tells what docket itself has put into a bucket from what people have: marked copies of workbooks, and
// receipts. Neither is worked on, whoever announces it. An object is docket's own by its metadata, which has a digest of
// its bytes: one that was changed since, as a marked copy in which somebody has corrected the cells, is a person's,
// whatever name and metadata it was left with.
package own

import (
	"crypto/sha256"
	"encoding/hex"

	"docket/ingest/bucket"
	"docket/publish/annotate"
	"docket/publish/evidence"
)

// A Kind is what docket puts into buckets.
type Kind string

// The kinds.
const (
	Copy    Kind = "copy"    // a marked copy, of a document
	Receipt Kind = "receipt" // a receipt, of a request
	None    Kind = ""        // a person's
)

// of is the name of the metadata with the id of the document, as in results, or of the request.
func (k Kind) of() string { return "docket-" + string(k) + "-of" }

// digest is the name of the metadata with the digest of the object as docket wrote it.
func (k Kind) digest() string { return "docket-" + string(k) + "-sha256" }

// Labels are what an object of a kind is put into a bucket with.
func (k Kind) Labels(id, contentType string, body []byte) bucket.Labels {
	sum := sha256.Sum256(body)
	return bucket.Labels{ContentType: contentType, Metadata: map[string]string{k.of(): id, k.digest(): hex.EncodeToString(sum[:])}}
}

// Of says what of docket's own an object is, and of what; None if it is a person's.
func Of(o bucket.Object) (Kind, string) {
	for _, k := range []Kind{Copy, Receipt} {
		if digest := o.Metadata[k.digest()]; digest != "" && digest == o.SHA256 {
			return k, o.Metadata[k.of()]
		}
	}
	return None, ""
}

// Named says whether an object may be docket's own by its key. One with another key never is.
func Named(key string) bool { return annotate.Named(key) || evidence.Named(key) }
