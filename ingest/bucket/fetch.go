package bucket

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"docket/ingest/notice"
)

// Fetch reads the file that the notice announced: the version that it names, or else the current object, which must
// still have the notice's ETag where it names one. A notice with neither gets the current object.
//
// Of the errors, fs.ErrNotExist, ErrChanged, ErrTooLarge, ErrDamaged and ErrRefused are about this file; the list at
// ErrChanged has them all.
func (s *S3) Fetch(ctx context.Context, n notice.Notice) (Object, error) {
	at := place{op: "fetch", bucket: n.Bucket, key: n.Key, version: n.VersionID}
	if err := s.mayTouch(at); err != nil {
		return Object{}, err
	}
	etag, err := at.condition(n)
	if err != nil {
		return Object{}, err
	}
	in := &s3.GetObjectInput{Bucket: &n.Bucket, Key: &n.Key, VersionId: given(n.VersionID), IfMatch: etag}
	limited, cancel := s.limit(ctx)
	defer cancel()
	object, err := s.get(limited, in, at)
	if err != nil {
		return Object{}, s.explain(ctx, limited, at, err)
	}
	return object, nil
}

// Head is what Fetch would find now, without reading it.
func (s *S3) Head(ctx context.Context, n notice.Notice) (Info, error) {
	at := place{op: "head", bucket: n.Bucket, key: n.Key, version: n.VersionID}
	if err := s.mayTouch(at); err != nil {
		return Info{}, err
	}
	etag, err := at.condition(n)
	if err != nil {
		return Info{}, err
	}
	in := &s3.HeadObjectInput{Bucket: &n.Bucket, Key: &n.Key, VersionId: given(n.VersionID), IfMatch: etag}
	limited, cancel := s.limit(ctx)
	defer cancel()
	out, err := s.client.HeadObject(limited, in)
	if err == nil {
		return headInfo(n.Bucket, n.Key, out), nil
	}
	return Info{}, s.reason(ctx, at, s.explain(ctx, limited, at, err))
}

// reason finds out what is behind an error of HEAD. S3's answer to it has no body: it does not say whether the object
// is missing or the whole bucket, nor why something is refused. Its answer to a listing does.
func (s *S3) reason(ctx context.Context, at place, err error) error {
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrRefused) {
		return err
	}
	var behind *Error
	if errors.As(s.glance(ctx, at.whole()), &behind) && behind.Code != "AccessDenied" { // listing may be denied by itself
		return behind
	}
	return err
}

// condition is the ETag that the object must still have. A version needs none, for it never changes; only "null" does,
// which is what a bucket with versions suspended calls whatever was written last.
func (at place) condition(n notice.Notice) (*string, error) {
	if n.ETag == "" || n.VersionID != "" && n.VersionID != "null" {
		return nil, nil
	}
	if strings.ContainsFunc(n.ETag, func(r rune) bool { return r <= ' ' || r == '"' || r >= 0x7f }) {
		return nil, at.error(ErrRefused, "the notice's ETag is not one: it has quotes, spaces or odd characters in it",
			"announce the file again with docket send")
	}
	return aws.String(`"` + n.ETag + `"`), nil
}

// given is the text as S3's parameters take it.
func given(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
