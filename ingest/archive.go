package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/ingest/own"
	"docket/publish"
	"docket/publish/evidence"
)

// An Archive keeps receipts in a bucket.
type Archive struct {
	Files Files
	// Bucket and Prefix are where receipts go; unless set, into the bucket of the file that a filing came from, below
	// evidence.Folder.
	Bucket, Prefix string
}

// Keep puts a receipt where it belongs. Of one that is put again nothing changes: its name and its bytes are the same.
func (a Archive) Keep(ctx context.Context, r evidence.Receipt) (url string, err error) {
	at, err := a.place(r)
	if err != nil {
		return "", err
	}
	text, err := r.Text()
	if err != nil {
		return "", err
	}
	_, err = a.Files.Put(ctx, at.Bucket, at.Key, text, own.Receipt.Labels(r.Request.ID, "application/json", text))
	if errors.Is(err, bucket.ErrUnavailable) || errors.Is(err, bucket.ErrCredentials) {
		return "", fmt.Errorf("%w: %w", publish.ErrTrouble, err)
	}
	return at.URL(), err
}

// place is where a receipt belongs.
func (a Archive) place(r evidence.Receipt) (notice.Notice, error) {
	if a.Bucket != "" {
		return notice.Notice{Bucket: a.Bucket, Key: path.Join(a.Prefix, r.Name())}, nil
	}
	source, err := notice.ParseURL(r.Input.URL)
	if err != nil {
		return notice.Notice{}, fmt.Errorf("find the bucket for the receipt of request %s: %w", r.Request.ID, err)
	}
	return notice.Notice{Bucket: source.Bucket, Key: path.Join(cmp.Or(a.Prefix, evidence.Folder), r.Name())}, nil
}
