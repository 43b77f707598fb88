package bucket

import (
	"context"
	"iter"
	"net/url"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// List yields the current objects whose keys begin with the prefix, in the order of their keys; "" is the whole bucket.
// It asks for page after page while it is read. An error is the last that it yields: what came before it holds, and
// what would have come after is not known. Objects that are written meanwhile may be in it or not.
func (s *S3) List(ctx context.Context, bucket, prefix string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		at := place{op: "list", bucket: bucket, key: prefix}
		if err := s.mayTouch(at); err != nil {
			yield(Entry{}, err)
			return
		}
		for after, more := "", true; more; {
			page, err := s.page(ctx, at, after)
			for _, entry := range page.entries {
				if s.allowed.allow(bucket, entry.Key) && !yield(entry, nil) {
					return
				}
			}
			if err != nil {
				yield(Entry{}, err)
				return
			}
			after, more = page.token, page.token != ""
		}
	}
}

// A page is a part of a listing, and the token of the next; "" after the last.
type page struct {
	entries []Entry
	token   string
}

// page asks for the page that the token stands for. The SDK's paginator would do, but it takes a page that says there
// is more, and not where, for the last one.
func (s *S3) page(ctx context.Context, at place, token string) (page, error) {
	limited, cancel := s.limit(ctx)
	defer cancel()
	out, err := s.client.ListObjectsV2(limited, &s3.ListObjectsV2Input{
		Bucket:            &at.bucket,
		Prefix:            given(at.key),
		ContinuationToken: given(token),
		EncodingType:      types.EncodingTypeUrl, // some keys hold characters that XML cannot: one would cost the whole page
	})
	if err != nil {
		return page{}, s.explain(ctx, limited, at, err)
	}
	entries, err := entriesOf(at.bucket, out)
	if err != nil {
		return page{entries: entries}, at.error(ErrUnavailable, "S3's answer could not be read: a key in it is not form-encoded", s.hintReach())
	}
	if !aws.ToBool(out.IsTruncated) {
		return page{entries: entries}, nil
	}
	next := aws.ToString(out.NextContinuationToken)
	if next == "" || next == token {
		return page{entries: entries}, at.error(ErrUnavailable, "S3 says that there is more and not where it goes on", s.hintReach())
	}
	return page{entries, next}, nil
}

// entriesOf is what the page holds, up to the first key that cannot be read.
func entriesOf(bucket string, out *s3.ListObjectsV2Output) ([]Entry, error) {
	entries := make([]Entry, 0, len(out.Contents))
	for _, object := range out.Contents {
		key := aws.ToString(object.Key)
		if out.EncodingType == types.EncodingTypeUrl {
			decoded, err := url.QueryUnescape(key)
			if err != nil {
				return entries, err
			}
			key = decoded
		}
		entries = append(entries, Entry{
			Bucket:       bucket,
			Key:          key,
			ETag:         unquoted(object.ETag),
			Size:         aws.ToInt64(object.Size),
			LastModified: aws.ToTime(object.LastModified).UTC(),
		})
	}
	return entries, nil
}
