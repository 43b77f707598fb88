package bucket_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"golang.org/x/sync/errgroup"

	"docket/ingest/bucket"
	"docket/ingest/notice"
)

func testAnnounced(t *testing.T, open opener) {
	w := newWorld(t, open)
	put := w.put(t, "inbox", "a + b.csv", "content")
	if put.Event != "ObjectCreated:Put" {
		t.Errorf("put is announced as %s", put.Event)
	}

	_, err := w.other.CopyObject(t.Context(), &s3.CopyObjectInput{
		Bucket: aws.String("archive"), Key: aws.String("copy.csv"), CopySource: aws.String("inbox/a%20%2B%20b.csv"),
	})
	if err != nil {
		t.Fatal(err)
	}
	copied := w.last(t)
	if copied.Event != "ObjectCreated:Copy" || copied.Key != "copy.csv" || copied.ETag != put.ETag || copied.VersionID == "" {
		t.Errorf("copy is announced as %+v", copied)
	}
	w.fetches(t, copied, "content")

	parts := w.multipart(t, "inbox", "big.csv", strings.Repeat("x", 5<<20), "tail")
	if parts.Event != "ObjectCreated:CompleteMultipartUpload" || parts.Size != 5<<20+4 {
		t.Errorf("upload in parts is announced as %+v", parts)
	}
	w.fetches(t, parts, strings.Repeat("x", 5<<20)+"tail")

	if notice.Compare(put, w.put(t, "inbox", "a + b.csv", "content")) != notice.Older {
		t.Error("the same content again is not announced as newer")
	}
	before := len(w.ids)
	_, err = w.other.PutObjectTagging(t.Context(), &s3.PutObjectTaggingInput{
		Bucket: aws.String("inbox"), Key: aws.String("big.csv"),
		Tagging: &types.Tagging{TagSet: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.delete(t, "inbox", "never there", "")
	if _, err := w.s3.Fetch(t.Context(), parts); err != nil || len(w.ids) != before {
		t.Errorf("tags: %d events, error %v; want none", len(w.ids)-before, err)
	}
	_, err = w.other.DeleteObjects(t.Context(), &s3.DeleteObjectsInput{
		Bucket: aws.String("inbox"), Delete: &types.Delete{Objects: []types.ObjectIdentifier{{Key: aws.String("big.csv")}, {Key: aws.String("a + b.csv")}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if removed := w.removed(t); removed.Key != "a + b.csv" || len(w.ids) != before+2 {
		t.Errorf("deletions are announced as %s, %d events", removed, len(w.ids)-before)
	}
	ids := slices.Clone(w.ids)
	slices.Sort(ids)
	if len(slices.Compact(ids)) != len(w.ids) {
		t.Errorf("message ids repeat: %q", w.ids)
	}
}

// multipart uploads in parts and returns the notice.
func (w *world) multipart(t *testing.T, name, key string, contents ...string) notice.Notice {
	t.Helper()
	upload, err := w.other.CreateMultipartUpload(t.Context(), &s3.CreateMultipartUploadInput{Bucket: &name, Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	var done types.CompletedMultipartUpload
	for i, content := range contents {
		number := aws.Int32(int32(i + 1))
		part, err := w.other.UploadPart(t.Context(), &s3.UploadPartInput{Bucket: &name, Key: &key, UploadId: upload.UploadId, PartNumber: number, Body: seekable(content)})
		if err != nil {
			t.Fatal(err)
		}
		done.Parts = append(done.Parts, types.CompletedPart{ETag: part.ETag, PartNumber: number})
	}
	_, err = w.other.CompleteMultipartUpload(t.Context(), &s3.CompleteMultipartUploadInput{Bucket: &name, Key: &key, UploadId: upload.UploadId, MultipartUpload: &done})
	if err != nil {
		t.Fatal(err)
	}
	return w.last(t)
}

func testConcurrent(t *testing.T, open opener) {
	w := newWorld(t, open)
	const uploaders, each = 4, 8
	var group errgroup.Group
	for uploader := range uploaders {
		group.Go(func() error {
			for i := range each {
				body := fmt.Appendf(nil, "%d of %d", i, uploader)
				if _, err := w.s3.Put(t.Context(), "archive", "same.csv", body, bucket.Labels{}); err != nil {
					return err
				}
				object, err := w.s3.Fetch(t.Context(), notice.Notice{Bucket: "archive", Key: "same.csv"})
				if err != nil || !bytes.Contains(object.Body, []byte(" of ")) {
					return fmt.Errorf("fetched %q: %w", object.Body, err)
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	batches := w.announced(t)
	newest := batches[0].Notices[0]
	for _, batch := range batches {
		n := batch.Notices[0]
		object, err := w.s3.Fetch(t.Context(), n)
		if err != nil || object.ETag != n.ETag {
			t.Errorf("%s is announced with ETag %s and stored with %s, error %v", n, n.ETag, object.ETag, err)
		}
		if notice.Compare(newest, n) == notice.Older {
			newest = n
		}
	}
	current, err := w.s3.Head(t.Context(), notice.Notice{Bucket: "archive", Key: "same.csv"})
	if err != nil || current.VersionID != newest.VersionID || len(batches) != uploaders*each {
		t.Errorf("the newest of %d announced is %s, the current version %s, error %v", len(batches), newest.VersionID, current.VersionID, err)
	}
}

func testBuckets(t *testing.T, open opener) {
	w := newWorld(t, open)
	name := aws.String("outbox")
	if _, err := w.other.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: name}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.other.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: name}); err == nil {
		t.Error("a bucket was made twice")
	}
	if got := w.buckets(t); !slices.Equal(got, []string{"archive", "inbox", "outbox"}) {
		t.Errorf("buckets %q", got)
	}
	for name, want := range map[string]types.BucketVersioningStatus{"archive": types.BucketVersioningStatusEnabled, "outbox": ""} {
		got, err := w.other.GetBucketVersioning(t.Context(), &s3.GetBucketVersioningInput{Bucket: &name})
		if err != nil || got.Status != want {
			t.Errorf("versioning of %s: %+v, error %v; want %q", name, got, err, want)
		}
	}
	w.put(t, "outbox", "k", "content")
	if _, err := w.other.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: name}); err == nil {
		t.Error("a bucket was deleted that was not empty")
	}
	w.delete(t, "outbox", "k", "")
	if _, err := w.other.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: name}); err != nil {
		t.Error(err)
	}
	if got := w.buckets(t); !slices.Equal(got, []string{"archive", "inbox"}) {
		t.Errorf("buckets %q", got)
	}
	if err := w.s3.Check(t.Context(), "outbox"); !errors.Is(err, bucket.ErrNoBucket) {
		t.Errorf("check of a deleted bucket: %v", err)
	}
}

func (w *world) buckets(t *testing.T) (names []string) {
	t.Helper()
	list, err := w.other.ListBuckets(t.Context(), &s3.ListBucketsInput{})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range list.Buckets {
		names = append(names, *b.Name)
	}
	return names
}

func testPartsAndCopies(t *testing.T, open opener) {
	w := newWorld(t, open)
	first := w.put(t, "archive", "isf.csv", "0123456789")
	w.put(t, "archive", "isf.csv", "other")
	part, err := w.other.GetObject(t.Context(), &s3.GetObjectInput{Bucket: &first.Bucket, Key: &first.Key, VersionId: &first.VersionID, Range: aws.String("bytes=2-4")})
	if err != nil {
		t.Fatal(err)
	}
	defer part.Body.Close()
	if body, err := io.ReadAll(part.Body); string(body) != "234" || err != nil || aws.ToString(part.ContentRange) != "bytes 2-4/10" {
		t.Errorf("a part is %q, %s, error %v", body, aws.ToString(part.ContentRange), err)
	}
	_, err = w.other.GetObject(t.Context(), &s3.GetObjectInput{Bucket: &first.Bucket, Key: &first.Key, Range: aws.String("bytes=99-")})
	if err == nil {
		t.Error("a part past the end was given")
	}

	copySource := "archive/isf.csv?versionId=" + first.VersionID
	if _, err := w.other.CopyObject(t.Context(), &s3.CopyObjectInput{Bucket: aws.String("inbox"), Key: aws.String("old.csv"), CopySource: &copySource}); err != nil {
		t.Fatal(err)
	}
	w.fetches(t, w.last(t), "0123456789")
	w.delete(t, "archive", "isf.csv", "")
	copySource = "archive/isf.csv"
	if _, err := w.other.CopyObject(t.Context(), &s3.CopyObjectInput{Bucket: aws.String("inbox"), Key: aws.String("none.csv"), CopySource: &copySource}); err == nil {
		t.Error("a deleted object was copied")
	}
}
