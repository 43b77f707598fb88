package bucket

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Check tells whether the bucket is there and the credentials may list it, for the start: a wrong name is an error
// then and not a line in a log later. It lists one key, under an allowed prefix where there are any, because S3 says
// in its answer to a listing what is wrong, and in its answer to HEAD it does not.
//
// It does not tell whether objects may be read or written.
func (s *S3) Check(ctx context.Context, bucket string) error {
	at := place{op: "check", bucket: bucket, key: s.allowed.prefix(bucket)}
	if err := s.mayTouch(at); err != nil {
		return err
	}
	return s.glance(ctx, at)
}

// glance lists one key of the bucket, or none.
func (s *S3) glance(ctx context.Context, at place) error {
	limited, cancel := s.limit(ctx)
	defer cancel()
	in := &s3.ListObjectsV2Input{Bucket: &at.bucket, Prefix: given(s.allowed.prefix(at.bucket)), MaxKeys: aws.Int32(1)}
	if _, err := s.client.ListObjectsV2(limited, in); err != nil {
		return s.explain(ctx, limited, at, err)
	}
	return nil
}
