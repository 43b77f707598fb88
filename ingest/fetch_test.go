package ingest_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/publish"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// TestGoneSinceItsNotice: a file that is deleted between its notice and the read ends as a result that says so, also when it was
// replaced in between; nothing is filed of it, and the worker goes on.
func TestGoneSinceItsNotice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id, secret := w.store.Credentials()
	s3api := s3.New(s3.Options{
		BaseEndpoint: aws.String(w.store.Endpoint()), Region: w.store.Region(), UsePathStyle: true, Credentials: credentials.NewStaticCredentialsProvider(id, secret, ""),
	})
	remove := func(key string) {
		_, err := s3api.DeleteObject(context.WithoutCancel(t.Context()), &s3.DeleteObjectInput{Bucket: aws.String("inbox"), Key: aws.String(key)})
		if err != nil {
			t.Error(err)
		}
	}
	p := w.pipeline()
	var reads atomic.Int32
	deleted := flaw{p.Bucket, "deleted.csv", func() { remove("deleted.csv") }}
	p.Bucket = flaw{deleted, "replaced.csv", func() {
		if reads.Add(1) > 1 {
			remove("replaced.csv")
			return
		}
		if _, err := w.files.Put(t.Context(), "inbox", "replaced.csv", []byte("hello,world"), bucket.Labels{}); err != nil {
			t.Error(err)
		}
	}}
	w.put("deleted.csv", sample(t, "04-bol-containers.csv"))
	w.put("replaced.csv", sample(t, "04-bol-containers.csv"))
	w.work(p)
	for range 3 { // the replacement has a notice of its own
		document, filings := w.ended()
		if document.Outcome != publish.Unreadable || len(filings) > 0 || !strings.Contains(document.Result.Hint, "deleted since it was announced") {
			t.Errorf("%s ended %s with %d filings, says %q", document.Result.Document.Key, document.Outcome, len(filings), document.Result.Hint)
		}
	}
	if reads.Load() < 2 {
		t.Errorf("what was replaced was read %d times; the test shows nothing", reads.Load())
	}
	w.put("sound.csv", sample(t, "04-bol-containers.csv"))
	if document, _ := w.ended(); document.Outcome != publish.Completed || len(w.letters()) != 0 || len(w.api.Orders()) != 1 {
		t.Errorf("after all that a sound file ends %s; %d dead letters, %d orders", document.Outcome, len(w.letters()), len(w.api.Orders()))
	}
}

// TestSlowBucket: an S3 server that says nothing, and then stops in the middle of a file, is waited out. The file ends once, at
// its first delivery, with all that it says.
func TestSlowBucket(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	to, err := url.Parse(w.store.Endpoint())
	must(t, err)
	through := httputil.NewSingleHostReverseProxy(to)
	var reads atomic.Int32
	door := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		read := reads.Add(1)
		if read == 2 {
			whole := httptest.NewRecorder()
			through.ServeHTTP(whole, r)
			maps.Copy(out.Header(), whole.Header())
			out.WriteHeader(whole.Code)
			_, _ = io.CopyN(out, whole.Body, 100)
			_ = http.NewResponseController(out).Flush()
		}
		if read <= 2 {
			<-r.Context().Done()
			return
		}
		through.ServeHTTP(out, r)
	}))
	t.Cleanup(door.Close)
	id, secret := w.store.Credentials()
	slow, err := bucket.Open(t.Context(), bucket.Options{Endpoint: door.URL, AccessKeyID: id, SecretAccessKey: secret, Timeout: 300 * time.Millisecond, Attempts: 1})
	must(t, err)
	t.Cleanup(slow.Close)
	p := w.pipeline()
	p.Bucket = slow
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	worker := w.work(p)
	document, filings := w.ended()
	worker.end()
	if document.Outcome != publish.Completed || len(filings) != 1 || document.Result.Attempt != 1 || reads.Load() < 3 {
		t.Errorf("it ended %s with %d filings at delivery %d after %d reads", document.Outcome, len(filings), document.Result.Attempt, reads.Load())
	}
	if letters, orders, left := w.letters(), w.api.Orders(), w.left(); len(letters) != 0 || len(orders) != 1 || left != 0 {
		t.Errorf("%d dead letters, %d orders, %d notices left", len(letters), len(orders), left)
	}
}
