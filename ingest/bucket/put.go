package bucket

import (
	"bytes"
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Labels are what is said of an object beside its bytes. Each may be empty.
type Labels struct {
	ContentType string            // "application/octet-stream" if empty
	Metadata    map[string]string // names of letters, digits, "-", "_" and "."; 2 KB in all
	Tags        map[string]string // at most 10
}

// Put writes an object, in place of the one that had its key. The Info has what S3 answers (version and ETag); S3 has
// compared its bytes with a checksum sent along.
func (s *S3) Put(ctx context.Context, bucket, key string, body []byte, labels Labels) (Info, error) {
	at := place{op: "put", bucket: bucket, key: key}
	if err := s.mayTouch(at); err != nil {
		return Info{}, err
	}
	headers, wrong := writeMetadata(labels.Metadata)
	if wrong != "" {
		return Info{}, at.error(ErrRefused, fmt.Sprintf("%q cannot be the name of metadata", wrong), `use letters, digits, "-", "_" and "."`)
	}
	in := &s3.PutObjectInput{
		Bucket:      &bucket,
		Key:         &key,
		Body:        bytes.NewReader(body),
		ContentType: given(labels.ContentType),
		Metadata:    headers,
		Tagging:     writeTags(labels.Tags),
	}
	limited, cancel := s.limit(ctx)
	defer cancel()
	out, err := s.client.PutObject(limited, in)
	if err != nil {
		return Info{}, s.explain(ctx, limited, at, err)
	}
	return Info{
		Bucket:      bucket,
		Key:         key,
		VersionID:   aws.ToString(out.VersionId),
		ETag:        unquoted(out.ETag),
		Size:        int64(len(body)),
		ContentType: labels.ContentType,
		Metadata:    labels.Metadata,
	}, nil
}
