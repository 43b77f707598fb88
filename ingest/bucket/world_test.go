package bucket_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"golang.org/x/sync/errgroup"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/ingest/notice"
)

// A world is a server, docket's way to it, another program's way to it, and what the server announced.
type world struct {
	server *local.Server
	s3     *bucket.S3
	other  *s3.Client

	mu     sync.Mutex
	events [][]byte
	ids    []string
}

// opener starts a server that keeps its buckets in one way or another.
type opener func(t *testing.T, o local.Options) *local.Server

func inMemory(t *testing.T, o local.Options) *local.Server { return start(t, o) }

func inFolder(t *testing.T, o local.Options) *local.Server {
	o.Dir = t.TempDir()
	return start(t, o)
}

func start(t *testing.T, o local.Options) *local.Server {
	t.Helper()
	o.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	server, err := local.New(o)
	if err == nil {
		err = server.Start(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// newWorld has the buckets inbox, without versions, and archive, with them.
func newWorld(t *testing.T, open opener, options ...func(*bucket.Options)) *world {
	t.Helper()
	w := &world{}
	w.server = open(t, local.Options{Buckets: []string{"inbox", "archive"}, Announce: w.hear})
	w.s3 = w.open(t, options...)
	id, secret := w.server.Credentials()
	w.other = s3.New(s3.Options{
		BaseEndpoint: aws.String(w.server.Endpoint()),
		UsePathStyle: true,
		Region:       w.server.Region(),
		Credentials:  credentials.NewStaticCredentialsProvider(id, secret, ""),
		HTTPClient:   &noKeepAlive,
	})
	w.enableVersions(t, "archive")
	return w
}

// open is docket's way to the server.
func (w *world) open(t *testing.T, options ...func(*bucket.Options)) *bucket.S3 {
	t.Helper()
	id, secret := w.server.Credentials()
	o := bucket.Options{Endpoint: w.server.Endpoint(), Region: w.server.Region(), AccessKeyID: id, SecretAccessKey: secret, MaxBackoff: time.Millisecond}
	for _, change := range options {
		change(&o)
	}
	return openS3(t, o)
}

func openS3(t *testing.T, o bucket.Options) *bucket.S3 {
	t.Helper()
	s, err := bucket.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func (w *world) hear(_ context.Context, event []byte, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events, w.ids = append(w.events, event), append(w.ids, id)
	return nil
}

// announced is what docket reads from the events.
func (w *world) announced(t *testing.T) (batches []notice.Batch) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, event := range w.events {
		batch, err := notice.Parse(nil, event)
		if err != nil {
			t.Fatalf("event %s: %v", event, err)
		}
		batches = append(batches, batch)
	}
	if len(batches) == 0 {
		t.Fatal("nothing was announced")
	}
	return batches
}

// last is the notice of the last upload.
func (w *world) last(t *testing.T) notice.Notice {
	t.Helper()
	batches := w.announced(t)
	batch := batches[len(batches)-1]
	if len(batch.Notices) != 1 || len(batch.Ignored) != 0 {
		t.Fatalf("the last event is read as %+v, want one notice", batch)
	}
	return batch.Notices[0]
}

// put uploads a file as another program would, and returns its notice.
func (w *world) put(t *testing.T, bucket, key, body string) notice.Notice {
	t.Helper()
	_, err := w.other.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: seekable(body)})
	if err != nil {
		t.Fatal(err)
	}
	return w.last(t)
}

func (w *world) delete(t *testing.T, bucket, key, version string) {
	t.Helper()
	in := &s3.DeleteObjectInput{Bucket: &bucket, Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	if _, err := w.other.DeleteObject(t.Context(), in); err != nil {
		t.Fatal(err)
	}
}

// fill uploads many small files, faster than the SDK does: most of its time goes to building requests.
func (w *world) fill(t *testing.T, bucket string, keys []string) {
	t.Helper()
	id, secret := w.server.Credentials()
	sign, who := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }), aws.Credentials{AccessKeyID: id, SecretAccessKey: secret}
	client := http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}}
	defer client.CloseIdleConnections()
	var group errgroup.Group
	group.SetLimit(4)
	for _, key := range keys {
		group.Go(func() error {
			path := url.URL{Path: "/" + bucket + "/" + key}
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, w.server.Endpoint()+path.EscapedPath(), strings.NewReader(key))
			if err != nil {
				return err
			}
			request.Header.Set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
			if err := sign.SignHTTP(t.Context(), who, request, "UNSIGNED-PAYLOAD", "s3", w.server.Region(), time.Now()); err != nil {
				return err
			}
			response, err := client.Do(request)
			if err != nil {
				return err
			}
			defer response.Body.Close()
			if response.StatusCode != http.StatusOK {
				return fmt.Errorf("put %s: %s", key, response.Status)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
}
