package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A Document is how the last version of a file ended that docket came to an end with, whether anything was filed of it or
// not.
type Document struct {
	URL       string    `json:"url"`      // s3://bucket/key
	ID        string    `json:"document"` // of this version or upload, as in results
	ETag      string    `json:"etag"`
	VersionID string    `json:"version_id,omitempty"`
	Outcome   string    `json:"outcome"` // of the document, as in results
	At        time.Time `json:"at"`
}

// Documents remembers documents in the ledger's bucket, so that a sweep can tell the files that nobody has worked on. Of
// two versions of a file at work at the same time it may remember either: a sweep then has the file looked at once more,
// and the ledger of filings knows that nothing is left to file.
type Documents struct {
	kv jetstream.KeyValue
}

// NewDocuments is the memory in a bucket.
func NewDocuments(kv jetstream.KeyValue) *Documents { return &Documents{kv: kv} }

// Ended remembers how a document ended.
func (d *Documents) Ended(ctx context.Context, document Document) error {
	text, err := json.Marshal(document)
	if err != nil {
		return fmt.Errorf("write how %s ended: %w", document.URL, err)
	}
	if _, err := d.kv.Put(ctx, documentKey(document.URL), text); err != nil {
		return fmt.Errorf("write how %s ended: %w", document.URL, err)
	}
	return nil
}

// Of is what is remembered of a file, nil if nothing is.
func (d *Documents) Of(ctx context.Context, url string) (*Document, error) {
	found, err := d.kv.Get(ctx, documentKey(url))
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read how %s ended: %w", url, err)
	}
	var document Document
	if err := json.Unmarshal(found.Value(), &document); err != nil {
		return nil, fmt.Errorf("read how %s ended: %w", url, err)
	}
	return &document, nil
}

func documentKey(url string) string {
	sum := sha256.Sum256([]byte(url))
	return "document." + hex.EncodeToString(sum[:16])
}
