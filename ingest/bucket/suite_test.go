package bucket_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"docket/ingest/bucket"
	"docket/ingest/notice"
)

var noKeepAlive = http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

func seekable(body string) io.ReadSeeker { return strings.NewReader(body) }

func (w *world) enableVersions(t *testing.T, bucket string) {
	t.Helper()
	_, err := w.other.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{
		Bucket: &bucket, VersioningConfiguration: &types.VersioningConfiguration{Status: types.BucketVersioningStatusEnabled},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestInMemory(t *testing.T) { t.Parallel(); testBucket(t, inMemory) }
func TestInFolder(t *testing.T) { t.Parallel(); testBucket(t, inFolder) }

// testBucket is what docket relies on, whatever server is behind it.
func testBucket(t *testing.T, open opener) {
	for name, test := range map[string]func(*testing.T, opener){
		"a file comes back as it was put":              testRoundTrip,
		"keys are taken as they stand":                 testOddKeys,
		"an empty file is a file":                      testEmpty,
		"a version stays what it was":                  testVersions,
		"a file that was replaced is not its notice's": testChanged,
		"a file that vanished is not there":            testVanished,
		"a bucket that is missing is no missing file":  testNoBucket,
		"the limit is the largest size":                testLimit,
		"credentials count":                            testCredentials,
		"the allow-list holds":                         testAllowList,
		"a listing has every key":                      testList,
		"deleted files are not listed":                 testListDeleted,
		"every way of writing is announced":            testAnnounced,
		"uploads at the same time":                     testConcurrent,
		"buckets come and go":                          testBuckets,
		"a part of a file and a copy of a version":     testPartsAndCopies,
	} {
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			test(t, open)
		})
	}
}

func testRoundTrip(t *testing.T, open opener) {
	w := newWorld(t, open)
	labels := bucket.Labels{
		ContentType: "text/csv",
		Metadata:    map[string]string{"sender": "Müller & Söhne", "problems": "3", "note": " =?utf-8?q?no?= "},
		Tags:        map[string]string{"docket": "annotated", "a b": "c=d&e"},
	}
	put, err := w.s3.Put(t.Context(), "archive", "acme/isf.csv", []byte("a,b\n1,2\n"), labels)
	if err != nil {
		t.Fatal(err)
	}
	n := w.last(t)
	if n.ETag != put.ETag || n.VersionID != put.VersionID || n.VersionID == "" || n.Size != put.Size || n.Maker != notice.AWS {
		t.Errorf("announced as %+v, put as %+v", n, put)
	}
	object, err := w.s3.Fetch(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("a,b\n1,2\n"))
	want := bucket.Object{Info: put, Body: []byte("a,b\n1,2\n"), SHA256: hex.EncodeToString(sum[:])}
	if diff := cmp.Diff(want, object, cmpopts.IgnoreFields(bucket.Info{}, "LastModified")); diff != "" {
		t.Errorf("fetched differs from put (-want +got):\n%s", diff)
	}
	if object.LastModified.IsZero() || object.LastModified.Sub(n.Time).Abs() > 2*time.Second {
		t.Errorf("last modified %s, announced at %s", object.LastModified, n.Time)
	}
	info, err := w.s3.Head(t.Context(), n)
	if diff := cmp.Diff(object.Info, info); diff != "" || err != nil {
		t.Errorf("head differs from fetch (-fetch +head), error %v:\n%s", err, diff)
	}
	tags, err := w.other.GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: &n.Bucket, Key: &n.Key})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, tag := range tags.TagSet {
		got[*tag.Key] = *tag.Value
	}
	if diff := cmp.Diff(labels.Tags, got); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
}

func testOddKeys(t *testing.T, open opener) {
	w := newWorld(t, open)
	keys := []string{
		"orders/März 2026/Order #7 + 50% (final)&=é.xlsx",
		"a%20b+c.xlsx",
		"a b c.xlsx",
		"/leading and trailing/",
		"two//slashes/./and/../dots.xlsx",
		"订单/提单 2026.xls",
		"tab\tand\x01control.csv",
		`"quotes" 'and' <xml>; ?versionId=x#fragment`,
		strings.Repeat("long/", 204) + "key",
	}
	for _, key := range keys {
		n := w.put(t, "inbox", key, "content of "+key)
		if n.Bucket != "inbox" || n.Key != key {
			t.Errorf("announced as %s, want %q", n, key)
		}
		object, err := w.s3.Fetch(t.Context(), n)
		if err != nil || string(object.Body) != "content of "+key || object.Key != key {
			t.Errorf("fetched %q as %q, error %v", key, object.Body, err)
		}
	}
	slices.Sort(keys)
	if got := listed(t, w.s3.List(t.Context(), "inbox", "")); !slices.Equal(got, keys) {
		t.Errorf("listed %q,\nwant %q", got, keys)
	}
	if got := listed(t, w.s3.List(t.Context(), "inbox", "orders/März 2026/Order #7 +")); len(got) != 1 {
		t.Errorf("under an odd prefix are %q, want one key", got)
	}
}

// listed is the keys of a listing without errors.
func listed(t *testing.T, list iter.Seq2[bucket.Entry, error]) (keys []string) {
	t.Helper()
	for entry, err := range list {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, entry.Key)
	}
	return keys
}

func testEmpty(t *testing.T, open opener) {
	w := newWorld(t, open)
	n := w.put(t, "inbox", "empty.csv", "")
	object, err := w.s3.Fetch(t.Context(), n)
	if err != nil || object.Size != 0 || len(object.Body) != 0 {
		t.Errorf("fetched %+v, error %v", object, err)
	}
	if n.Size != 0 || object.SHA256 != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("size announced %d, sha256 %s", n.Size, object.SHA256)
	}
}

func testVersions(t *testing.T, open opener) {
	w := newWorld(t, open)
	first := w.put(t, "archive", "isf.csv", "first")
	second := w.put(t, "archive", "isf.csv", "second")
	if notice.Compare(first, second) != notice.Older {
		t.Errorf("of %+v and %+v the first is %s", first, second, notice.Compare(first, second))
	}
	current := notice.Notice{Bucket: "archive", Key: "isf.csv"}
	w.fetches(t, first, "first")
	w.fetches(t, second, "second")
	w.fetches(t, current, "second")
	if info, err := w.s3.Head(t.Context(), first); err != nil || info.ETag != first.ETag || info.VersionID != first.VersionID {
		t.Errorf("head of the first version is %+v, error %v", info, err)
	}

	w.delete(t, "archive", "isf.csv", "")
	w.fails(t, current, fs.ErrNotExist)
	w.fetches(t, first, "first")
	marker := w.removed(t)
	if marker.Event != "ObjectRemoved:DeleteMarkerCreated" {
		t.Errorf("announced %s", marker)
	}

	w.delete(t, "archive", "isf.csv", first.VersionID)
	if removed := w.removed(t); removed.Event != "ObjectRemoved:Delete" {
		t.Errorf("announced %s", removed)
	}
	w.fails(t, first, fs.ErrNotExist)
	w.fetches(t, second, "second")

	versions, err := w.other.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: aws.String("archive")})
	if err != nil || len(versions.Versions) != 1 || len(versions.DeleteMarkers) != 1 {
		t.Fatalf("versions left %+v, error %v", versions, err)
	}
	asMarker := current
	asMarker.VersionID = *versions.DeleteMarkers[0].VersionId
	w.fails(t, asMarker, fs.ErrNotExist)

	w.delete(t, "archive", "isf.csv", asMarker.VersionID) // takes the deletion back
	w.fetches(t, current, "second")

	unknown := first
	unknown.VersionID = "0000000000000001"
	w.fails(t, unknown, fs.ErrNotExist)
}

// fetches wants the notice to lead to this content.
func (w *world) fetches(t *testing.T, n notice.Notice, want string) {
	t.Helper()
	object, err := w.s3.Fetch(t.Context(), n)
	if err != nil || string(object.Body) != want {
		t.Errorf("fetch %s: %q, error %v; want %q", n, object.Body, err, want)
	}
	if n.VersionID != "" && object.VersionID != n.VersionID {
		t.Errorf("fetch %s: version %q", n, object.VersionID)
	}
}

// fails wants Fetch and Head to fail, both with this kind of error and a message that names the file.
func (w *world) fails(t *testing.T, n notice.Notice, kind error) {
	t.Helper()
	_, fetch := w.s3.Fetch(t.Context(), n)
	_, head := w.s3.Head(t.Context(), n)
	for _, err := range []error{fetch, head} {
		e := asError(t, err)
		if !errors.Is(err, kind) || !strings.Contains(err.Error(), n.String()) || e.Hint() == "" {
			t.Errorf("error of %s is %v, want %v with the file's URL and a hint", n, err, kind)
		}
	}
}

// removed is the last event, which is about a deletion.
func (w *world) removed(t *testing.T) notice.Ignored {
	t.Helper()
	batches := w.announced(t)
	batch := batches[len(batches)-1]
	if len(batch.Ignored) != 1 || batch.Ignored[0].Reason != notice.Removed {
		t.Fatalf("the last event is read as %+v, want one removal", batch)
	}
	return batch.Ignored[0]
}

func testChanged(t *testing.T, open opener) {
	w := newWorld(t, open)
	first := w.put(t, "inbox", "isf.csv", "first")
	if first.VersionID != "" {
		t.Errorf("a bucket without versions announces version %q", first.VersionID)
	}
	w.fetches(t, first, "first")
	second := w.put(t, "inbox", "isf.csv", "second")
	w.fails(t, first, bucket.ErrChanged)
	w.fetches(t, second, "second")

	w.enableVersions(t, "inbox")
	null := second
	null.VersionID = "null" // what was there before versions were: it can still be replaced
	w.fetches(t, null, "second")
	third := w.put(t, "inbox", "isf.csv", "third")
	w.fetches(t, null, "second")
	w.fetches(t, third, "third")
	null.ETag = first.ETag
	w.fails(t, null, bucket.ErrChanged)
	third.ETag = first.ETag // a version needs no ETag
	w.fetches(t, third, "third")

	broken := notice.Notice{Bucket: "inbox", Key: "isf.csv", ETag: "a\"b\r\nx: y"}
	w.fails(t, broken, bucket.ErrRefused)
}

func testVanished(t *testing.T, open opener) {
	w := newWorld(t, open)
	n := w.put(t, "inbox", "isf.csv", "content")
	w.delete(t, "inbox", "isf.csv", "")
	w.fails(t, n, fs.ErrNotExist)
	if removed := w.removed(t); removed.Event != "ObjectRemoved:Delete" || removed.Key != "isf.csv" {
		t.Errorf("announced %s", removed)
	}
	w.fails(t, notice.Notice{Bucket: "inbox", Key: "never-there.csv"}, fs.ErrNotExist)
}

func testNoBucket(t *testing.T, open opener) {
	w := newWorld(t, open)
	missing := notice.Notice{Bucket: "nowhere", Key: "isf.csv"}
	_, fetch := w.s3.Fetch(t.Context(), missing)
	_, head := w.s3.Head(t.Context(), missing)
	_, put := w.s3.Put(t.Context(), "nowhere", "isf.csv", []byte("x"), bucket.Labels{})
	for op, err := range map[string]error{
		"fetch": fetch, "head": head, "put": put,
		"check": w.s3.Check(t.Context(), "nowhere"),
		"list":  firstError(w.s3.List(t.Context(), "nowhere", "")),
	} {
		e := asError(t, err)
		if !errors.Is(err, bucket.ErrNoBucket) || errors.Is(err, fs.ErrNotExist) || e.Op != op || e.Hint() == "" {
			t.Errorf("%s: %v, want ErrNoBucket", op, err)
		}
	}
	for _, name := range []string{"inbox", "archive"} {
		if err := w.s3.Check(t.Context(), name); err != nil {
			t.Errorf("check %s: %v", name, err)
		}
	}
}

func firstError(list iter.Seq2[bucket.Entry, error]) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

func testLimit(t *testing.T, open opener) {
	w := newWorld(t, open, func(o *bucket.Options) { o.MaxSize = 10 })
	w.fetches(t, w.put(t, "inbox", "ten", "0123456789"), "0123456789")
	n := w.put(t, "inbox", "eleven", "0123456789a")
	_, err := w.s3.Fetch(t.Context(), n)
	want := "fetch s3://inbox/eleven: it has 11 bytes, docket reads 10 bytes at most"
	if !errors.Is(err, bucket.ErrTooLarge) || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if info, err := w.s3.Head(t.Context(), n); err != nil || info.Size != 11 {
		t.Errorf("head %+v, error %v", info, err)
	}
}

func testCredentials(t *testing.T, open opener) {
	w := newWorld(t, open)
	n := w.put(t, "inbox", "isf.csv", "content")
	id, secret := w.server.Credentials()
	wrong := w.open(t, func(o *bucket.Options) { o.SecretAccessKey = "never-" + secret })
	unknown := w.open(t, func(o *bucket.Options) { o.AccessKeyID = "NOBODY" })
	for _, s := range []*bucket.S3{wrong, unknown} {
		_, fetch := s.Fetch(t.Context(), n)
		_, head := s.Head(t.Context(), n)
		_, put := s.Put(t.Context(), "inbox", "isf.csv", []byte("x"), bucket.Labels{})
		for _, err := range []error{fetch, head, put, s.Check(t.Context(), "inbox"), firstError(s.List(t.Context(), "inbox", ""))} {
			e := asError(t, err)
			if !errors.Is(err, fs.ErrPermission) || e.Hint() == "" {
				t.Errorf("error %v, want fs.ErrPermission", err)
			}
			for _, told := range []string{secret, id, "NOBODY", "Signature=", "X-Amz-"} {
				if text := err.Error() + e.Hint(); strings.Contains(text, told) {
					t.Errorf("%q tells %q", text, told)
				}
			}
		}
	}
	w.fetches(t, n, "content") // nothing was overwritten
	if response, err := noKeepAlive.Get(w.server.Endpoint() + "/inbox/isf.csv"); err != nil || response.StatusCode != http.StatusForbidden {
		t.Errorf("an unsigned request is answered with %v, error %v", response, err)
	} else {
		response.Body.Close()
	}
}

func testAllowList(t *testing.T, open opener) {
	w := newWorld(t, open, func(o *bucket.Options) { o.Allow = []string{"inbox/acme", "s3://archive"} })
	inside := w.put(t, "inbox", "acme/isf.csv", "content")
	outside := w.put(t, "inbox", "acme-old/isf.csv", "secret")
	w.fetches(t, inside, "content")
	w.fetches(t, w.put(t, "archive", "anything", "content"), "content")
	w.fails(t, outside, bucket.ErrOutside)
	w.fails(t, notice.Notice{Bucket: "inbox", Key: "acme/../acme-old/isf.csv"}, bucket.ErrOutside)
	w.fails(t, notice.Notice{Bucket: "elsewhere", Key: "acme/isf.csv"}, bucket.ErrOutside)
	if _, err := w.s3.Put(t.Context(), "inbox", "acme-old/isf.csv", []byte("x"), bucket.Labels{}); !errors.Is(err, bucket.ErrOutside) {
		t.Errorf("put outside: %v", err)
	}
	if err := firstError(w.s3.List(t.Context(), "inbox", "")); !errors.Is(err, bucket.ErrOutside) {
		t.Errorf("list of the whole bucket: %v", err)
	}
	if got := listed(t, w.s3.List(t.Context(), "inbox", "acme")); !slices.Equal(got, []string{"acme/isf.csv"}) {
		t.Errorf("listed %q", got)
	}
	for name, want := range map[string]error{"inbox": nil, "archive": nil, "elsewhere": bucket.ErrOutside} {
		if err := w.s3.Check(t.Context(), name); !errors.Is(err, want) {
			t.Errorf("check %s: %v, want %v", name, err, want)
		}
	}
}

func testList(t *testing.T, open opener) {
	w := newWorld(t, open)
	many := 2503 // three pages
	if w.server.Dir() != "" {
		many = 103 // one: a folder waits for the disk with each
	}
	want := make([]string, many)
	for i := range want {
		want[i] = fmt.Sprintf("acme/%04d.csv", i)
	}
	w.fill(t, "inbox", append([]string{"acme", "zeta"}, want...)) // two are not under the prefix
	if got := listed(t, w.s3.List(t.Context(), "inbox", "acme/")); !slices.Equal(got, want) {
		t.Errorf("listed %d keys, want %d in order", len(got), len(want))
	}
	for entry, err := range w.s3.List(t.Context(), "inbox", "acme/1") {
		info, headErr := w.s3.Head(t.Context(), notice.Notice{Bucket: entry.Bucket, Key: entry.Key, ETag: entry.ETag})
		if err != nil || headErr != nil || info.Size != entry.Size || info.LastModified.Unix() != entry.LastModified.Unix() {
			t.Errorf("entry %+v, object %+v, errors %v, %v", entry, info, err, headErr)
		}
		break // a reader may stop
	}
}

func testListDeleted(t *testing.T, open opener) {
	w := newWorld(t, open)
	for _, name := range []string{"inbox", "archive"} {
		for _, key := range []string{"a", "b", "c"} {
			w.put(t, name, key, "first")
			w.put(t, name, key, "second")
		}
		w.delete(t, name, "b", "")
		if got := listed(t, w.s3.List(t.Context(), name, "")); !slices.Equal(got, []string{"a", "c"}) {
			t.Errorf("listed in %s: %q", name, got)
		}
	}
	if got := listed(t, w.s3.List(t.Context(), "inbox", "nothing/")); got != nil {
		t.Errorf("listed %q", got)
	}
}
