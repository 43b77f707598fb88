package local_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/ingest/notice"
	"docket/testdata/golden"
)

func newServer(t *testing.T, o local.Options) *local.Server {
	t.Helper()
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	s, err := local.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func started(t *testing.T, o local.Options) (*local.Server, *bucket.S3) {
	t.Helper()
	server := newServer(t, o)
	if err := server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return server, client(t, server)
}

func client(t *testing.T, server *local.Server) *bucket.S3 {
	t.Helper()
	id, secret := server.Credentials()
	s, err := bucket.Open(t.Context(), bucket.Options{Endpoint: server.Endpoint(), AccessKeyID: id, SecretAccessKey: secret, MaxBackoff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func TestKeepsFolder(t *testing.T) {
	t.Parallel()
	var events events
	o := local.Options{Dir: filepath.Join(t.TempDir(), "s3"), Buckets: []string{"inbox"}, Versions: true, Announce: events.take}
	server, s := started(t, o)
	put, err := s.Put(t.Context(), "inbox", "März #7.csv", []byte("content"), bucket.Labels{
		ContentType: "text/csv", Metadata: map[string]string{"sender": "acme"}, Tags: map[string]string{"a": "b"},
	})
	if err != nil {
		t.Fatal(err)
	}
	n := notice.Notice{Bucket: "inbox", Key: "März #7.csv", VersionID: put.VersionID}
	before, err := s.Fetch(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Fetch(t.Context(), n); !errors.Is(err, bucket.ErrUnavailable) {
		t.Errorf("a closed server answers: %v", err)
	}

	_, s = started(t, o)
	after, err := s.Fetch(t.Context(), n)
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Errorf("after a restart (-before +after), error %v:\n%s", err, diff)
	}
	if _, err := s.Put(t.Context(), "inbox", "März #7.csv", []byte("more"), bucket.Labels{}); err != nil {
		t.Fatal(err)
	}
	if notices := events.notices(t); len(notices) != 2 || notice.Compare(notices[0], notices[1]) != notice.Older {
		t.Errorf("announced over a restart are %+v, want two in order", notices)
	}
}

// events are what was announced.
type events struct {
	mu       sync.Mutex
	payloads [][]byte
	ids      []string
}

func (e *events) take(_ context.Context, event []byte, id string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.payloads, e.ids = append(e.payloads, event), append(e.ids, id)
	return nil
}

func (e *events) notices(t *testing.T) (notices []notice.Notice) {
	t.Helper()
	for _, payload := range e.payloads {
		batch, err := notice.Parse(nil, payload)
		if err != nil {
			t.Fatal(err)
		}
		notices = append(notices, batch.Notices...)
	}
	return notices
}

// TestEvents compares the events with files that show them whole. What differs from run to run is replaced first.
func TestEvents(t *testing.T) {
	t.Parallel()
	var events events
	server, s := started(t, local.Options{Buckets: []string{"inbox"}, Versions: true, Region: "eu-central-1", Announce: events.take})
	for _, body := range []string{"content", ""} {
		if _, err := s.Put(t.Context(), "inbox", "orders/März 2026/Order #7 + 50%.xlsx", []byte(body), bucket.Labels{}); err != nil {
			t.Fatal(err)
		}
	}
	if got := status(t, sign(t, server, http.MethodDelete, "/inbox/orders/M%C3%A4rz%202026/Order%20%237%20%2B%2050%25.xlsx", nil)); got != http.StatusNoContent {
		t.Fatalf("delete: status %d", got)
	}
	for i, name := range []string{"put", "put-empty", "delete-marker"} {
		var event map[string]any
		if err := json.Unmarshal(events.payloads[i], &event); err != nil {
			t.Fatal(err)
		}
		record := event["Records"].([]any)[0].(map[string]any)
		object := record["s3"].(map[string]any)["object"].(map[string]any)
		sequencer := object["sequencer"].(string)
		if object["versionId"] != sequencer || events.ids[i] != "s3-"+sequencer {
			t.Errorf("version %v, sequencer %v, message id %s", object["versionId"], sequencer, events.ids[i])
		}
		if at, err := time.Parse("2006-01-02T15:04:05.000Z", record["eventTime"].(string)); err != nil || time.Since(at).Abs() > time.Minute {
			t.Errorf("event time %v, error %v", at, err)
		}
		object["versionId"], object["sequencer"], record["eventTime"] = "VERSION", "SEQUENCER", "TIME"
		record["responseElements"] = "REQUEST"
		got, err := json.MarshalIndent(event, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, filepath.Join("testdata", "event-"+name+".json"), string(got)+"\n")
	}
}

// TestAnnouncingFails is a bus that takes nothing: uploads go on, and what was lost is counted and logged.
func TestAnnouncingFails(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	server, s := started(t, local.Options{
		Buckets:  []string{"inbox"},
		Announce: func(context.Context, []byte, string) error { return errors.New("no responders") },
		Log:      slog.New(slog.NewTextHandler(&log, nil)),
	})
	for range 2 {
		if _, err := s.Put(t.Context(), "inbox", "isf.csv", []byte("content"), bucket.Labels{}); err != nil {
			t.Fatal(err)
		}
	}
	object, err := s.Fetch(t.Context(), notice.Notice{Bucket: "inbox", Key: "isf.csv"})
	if err != nil || string(object.Body) != "content" || server.Lost() != 2 {
		t.Errorf("fetched %q, error %v, %d lost; want 2", object.Body, err, server.Lost())
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"could not be announced", "object=s3://inbox/isf.csv", `cause="no responders"`} {
		if strings.Count(log.String(), want) != 2 {
			t.Errorf("log %s, want %q twice", log.String(), want)
		}
	}
}

// TestAnnouncedAfterStored is that the object is there when its event is.
func TestAnnouncedAfterStored(t *testing.T) {
	t.Parallel()
	var s *bucket.S3
	var seen []string
	server := newServer(t, local.Options{Buckets: []string{"inbox"}, Announce: func(ctx context.Context, event []byte, _ string) error {
		batch, err := notice.Parse(nil, event)
		if err != nil {
			return err
		}
		object, err := s.Fetch(ctx, batch.Notices[0])
		seen = append(seen, string(object.Body))
		return err
	}})
	if err := server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	s = client(t, server)
	for _, body := range []string{"first", "second"} {
		if _, err := s.Put(t.Context(), "inbox", "isf.csv", []byte(body), bucket.Labels{}); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(seen, []string{"first", "second"}) || server.Lost() != 0 {
		t.Errorf("when announced there were %q, %d lost", seen, server.Lost())
	}
}

// TestAnnouncedThoughClientLeft is an uploader that goes away once its bytes are sent.
func TestAnnouncedThoughClientLeft(t *testing.T) {
	t.Parallel()
	announcing, left := make(chan struct{}), make(chan struct{})
	result := make(chan error, 1)
	_, s := started(t, local.Options{Buckets: []string{"inbox"}, Announce: func(ctx context.Context, _ []byte, _ string) error {
		close(announcing)
		<-left
		result <- ctx.Err()
		return ctx.Err()
	}})
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-announcing
		leave()
	}()
	if _, err := s.Put(ctx, "inbox", "isf.csv", []byte("content"), bucket.Labels{}); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	close(left)
	if err := <-result; err != nil {
		t.Errorf("the announcement was cut short: %v", err)
	}
}

// TestStartStop starts and stops from many goroutines at once: one start counts, and nothing runs afterwards, which
// TestMain checks.
func TestStartStop(t *testing.T) {
	t.Parallel()
	for range 20 {
		server := newServer(t, local.Options{Buckets: []string{"inbox"}})
		var group sync.WaitGroup
		var mu sync.Mutex
		good := 0
		for range 5 {
			group.Go(func() {
				if server.Start(t.Context()) == nil {
					mu.Lock()
					good++
					mu.Unlock()
				}
			})
			group.Go(func() {
				if err := server.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if good > 1 {
			t.Errorf("%d starts went well", good)
		}
		if err := server.Start(t.Context()); err == nil || err.Error() != "start the S3 server: it was started or closed before" {
			t.Errorf("a second start: %v", err)
		}
	}
}

// TestCloseWaits is that an upload that is in its last steps is finished and answered.
func TestCloseWaits(t *testing.T) {
	t.Parallel()
	announcing, goOn, stopping := make(chan struct{}), make(chan struct{}), make(chan struct{})
	server, s := started(t, local.Options{Buckets: []string{"inbox"}, Announce: func(context.Context, []byte, string) error {
		close(announcing)
		<-goOn
		return nil
	}})
	server.OnStopping(func() { close(stopping) })
	put, closed := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := s.Put(t.Context(), "inbox", "isf.csv", []byte("content"), bucket.Labels{})
		put <- err
	}()
	<-announcing
	go func() { closed <- server.Close() }()
	<-stopping
	select {
	case err := <-closed:
		t.Errorf("closed before the upload was over: %v", err)
	default:
	}
	close(goOn)
	if err := <-put; err != nil {
		t.Errorf("put: %v", err)
	}
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
}

// TestCloseCutsOff is an upload that never ends.
func TestCloseCutsOff(t *testing.T) {
	t.Parallel()
	server, _ := started(t, local.Options{Buckets: []string{"inbox"}})
	server.SetGrace(time.Millisecond)
	reading, done := make(chan struct{}), make(chan struct{})
	asked := sync.OnceFunc(func() { close(reading) })
	request := sign(t, server, http.MethodPut, "/inbox/isf.csv", readerFunc(func([]byte) (int, error) {
		asked() // the server wants the body
		<-done
		return 0, io.EOF
	}), "Expect", "100-continue")
	request.ContentLength = 10
	answer := make(chan error, 1)
	go func() {
		transport := &http.Transport{DisableKeepAlives: true, ExpectContinueTimeout: time.Hour}
		response, err := transport.RoundTrip(request)
		if err == nil {
			response.Body.Close()
		}
		answer <- err
	}()
	<-reading
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	close(done)
	if err := <-answer; err == nil {
		t.Error("half an upload was answered")
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// TestCloseWaitsForCutOff is that nothing goes on after Close, not even what was cut off.
func TestCloseWaitsForCutOff(t *testing.T) {
	t.Parallel()
	announcing, goOn := make(chan struct{}), make(chan struct{})
	announced := false
	server, s := started(t, local.Options{Buckets: []string{"inbox"}, Announce: func(context.Context, []byte, string) error {
		close(announcing)
		<-goOn
		announced = true
		return nil
	}})
	server.SetGrace(time.Millisecond)
	put, closed := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := s.Put(t.Context(), "inbox", "isf.csv", []byte("content"), bucket.Labels{})
		put <- err
	}()
	<-announcing
	go func() { closed <- server.Close() }()
	if err := <-put; err == nil {
		t.Error("an upload was answered that was cut off")
	}
	close(goOn)
	if err := <-closed; err != nil || !announced {
		t.Errorf("closed with error %v, announced before: %t", err, announced)
	}
}

func TestBadStarts(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]local.Options{
		"of access key id and secret access key only one is given": {AccessKeyID: "id"},
		`"In Box" cannot be the name of a bucket`:                  {Buckets: []string{"In Box"}},
	} {
		if _, err := local.New(o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	taken, _ := started(t, local.Options{})
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for want, o := range map[string]local.Options{
		"address already in use": {Address: strings.TrimPrefix(taken.Endpoint(), "http://")},
		"not a directory":        {Dir: file},
	} {
		s := newServer(t, o)
		if err := s.Start(t.Context()); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "start the S3 server: ") {
			t.Errorf("error %v, want %s", err, want)
		}
		if s.Endpoint() != "" {
			t.Errorf("a server that did not start is at %s", s.Endpoint())
		}
	}
}

// TestCredentials is that each server has its own, and that the given ones count.
func TestCredentials(t *testing.T) {
	t.Parallel()
	first, second := newServer(t, local.Options{}), newServer(t, local.Options{})
	id, secret := first.Credentials()
	otherID, otherSecret := second.Credentials()
	if id == otherID || secret == otherSecret || len(secret) < 40 {
		t.Error("credentials are not random")
	}
	server, s := started(t, local.Options{AccessKeyID: "docket", SecretAccessKey: "docket-dev", Buckets: []string{"inbox"}})
	if err := s.Check(t.Context(), "inbox"); err != nil {
		t.Error(err)
	}
	want := []string{"AWS_ENDPOINT_URL_S3=" + server.Endpoint(), "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=docket", "AWS_SECRET_ACCESS_KEY=docket-dev"}
	if got := server.Env(); !slices.Equal(got, want) {
		t.Errorf("environment %q, want %q", got, want)
	}
}

// TestConditions is uploads that must each be the first. All of them find nothing when they begin; the condition is
// looked at again in one step with the write.
func TestConditions(t *testing.T) {
	t.Parallel()
	server, _ := started(t, local.Options{Buckets: []string{"inbox"}})
	const uploaders = 4
	var asked, group sync.WaitGroup
	asked.Add(uploaders)
	answers := make([]int, uploaders)
	for i := range uploaders {
		ask := sync.OnceFunc(asked.Done)
		body := strings.NewReader("content")
		request := sign(t, server, http.MethodPut, "/inbox/once", readerFunc(func(p []byte) (int, error) {
			ask() // the server wants the body
			asked.Wait()
			return body.Read(p)
		}), "If-None-Match", "*", "Expect", "100-continue")
		request.ContentLength = body.Size()
		group.Go(func() { answers[i] = status(t, request) })
	}
	group.Wait()
	slices.Sort(answers)
	want := []int{http.StatusOK, http.StatusPreconditionFailed, http.StatusPreconditionFailed, http.StatusPreconditionFailed}
	if !slices.Equal(answers, want) {
		t.Errorf("uploads that must be the first are answered with %v, want %v", answers, want)
	}
}
