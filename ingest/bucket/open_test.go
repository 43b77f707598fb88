package bucket_test

import (
	"errors"
	"io/fs"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
)

// These tests set the environment, so they do not run in parallel.

func TestEnvironment(t *testing.T) {
	server := start(t, local.Options{Buckets: []string{"inbox"}})
	for _, variable := range server.Env() {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	s := openS3(t, bucket.Options{})
	if err := s.Check(t.Context(), "inbox"); err != nil {
		t.Error(err)
	}
	if s.Endpoint() != server.Endpoint() {
		t.Errorf("endpoint %s, want %s", s.Endpoint(), server.Endpoint())
	}

	t.Setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1") // an option beats it
	if err := openS3(t, bucket.Options{Endpoint: server.Endpoint()}).Check(t.Context(), "inbox"); err != nil {
		t.Error(err)
	}
}

// TestAttempts is that the environment's number of attempts counts, and an option's before it.
func TestAttempts(t *testing.T) {
	var requests atomic.Int32
	server := httptest.NewServer(inTurn(&requests, says(500, "InternalError", "We encountered an internal error.")))
	defer server.Close()
	for name, value := range map[string]string{"AWS_ENDPOINT_URL_S3": server.URL, "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_MAX_ATTEMPTS": "2"} {
		t.Setenv(name, value)
	}
	for option, want := range map[int]int32{0: 2, 4: 4} {
		requests.Store(0)
		_, err := openS3(t, bucket.Options{Attempts: option, MaxBackoff: time.Millisecond}).Fetch(t.Context(), isf)
		if !errors.Is(err, bucket.ErrUnavailable) || requests.Load() != want {
			t.Errorf("with option %d: %d requests, error %v; want %d", option, requests.Load(), err, want)
		}
	}
}

// TestOptionsAlone is a server of docket's own on a machine whose environment is for something else.
func TestOptionsAlone(t *testing.T) {
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_S3":              "http://127.0.0.1:1",
		"AWS_PROFILE":                      "of-another-project",
		"AWS_MAX_ATTEMPTS":                 "many",
		"AWS_SESSION_TOKEN":                "old",
		"AWS_USE_FIPS_ENDPOINT":            "true",
		"AWS_USE_DUALSTACK_ENDPOINT":       "true",
		"AWS_CA_BUNDLE":                    "/nowhere",
		"AWS_S3_USE_ARN_REGION":            "neither",
		"AWS_REQUEST_CHECKSUM_CALCULATION": "sometimes",
	} {
		t.Setenv(name, value)
	}
	w := newWorld(t, inMemory, func(o *bucket.Options) { o.Region = "" })
	w.fetches(t, w.put(t, "inbox", "isf.csv", "content"), "content")
}

func TestBadConfiguration(t *testing.T) {
	whole := bucket.Options{Endpoint: "http://127.0.0.1:9000", AccessKeyID: "id", SecretAccessKey: "hush"}
	with := func(change func(*bucket.Options)) bucket.Options {
		o := whole
		change(&o)
		return o
	}
	for _, c := range []struct {
		options bucket.Options
		env     string // NAME=value
		want    string
	}{
		{bucket.Options{}, "", "configure S3: no region is set"},
		{bucket.Options{}, "AWS_MAX_ATTEMPTS=many", "configure S3: read AWS's configuration: "},
		{bucket.Options{Region: "eu-central-1"}, "AWS_ENDPOINT_URL_S3=127.0.0.1:9000", "configure S3: the endpoint is no URL"},
		{bucket.Options{AccessKeyID: "id"}, "", "configure S3: of access key id and secret access key only one is given"},
		{with(func(o *bucket.Options) { o.Endpoint = "minio.local" }), "", "configure S3: the endpoint is no URL"},
		{with(func(o *bucket.Options) { o.MaxSize = -1 }), "", "configure S3: the size limit is -1 bytes, want at least 1"},
		{with(func(o *bucket.Options) { o.Timeout = -time.Second }), "", "configure S3: the timeout is -1s, want more than 0"},
		{with(func(o *bucket.Options) { o.Attempts = -1 }), "", "configure S3: the number of attempts is -1, want at least 1"},
		{with(func(o *bucket.Options) { o.MaxBackoff = -1 }), "", "configure S3: the longest pause between attempts is -1ns, want more than 0"},
		{with(func(o *bucket.Options) { o.Addressing = 7 }), "", "configure S3: 7 is no way of addressing"},
		{with(func(o *bucket.Options) { o.Allow = []string{"inbox", "/acme"} }), "", `configure S3: "/acme" allows no bucket, want BUCKET or BUCKET/PREFIX`},
		{with(func(o *bucket.Options) { o.Allow = []string{"inbox/*.xlsx"} }), "", `configure S3: "inbox/*.xlsx" has a wildcard, want BUCKET or BUCKET/PREFIX: a prefix allows all that is under it`},
	} {
		t.Run(c.want, func(t *testing.T) {
			if name, value, set := strings.Cut(c.env, "="); set {
				t.Setenv(name, value)
			}
			s, err := bucket.Open(t.Context(), c.options)
			if !errors.Is(err, bucket.ErrConfiguration) || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "hush") || s != nil {
				t.Errorf("opened %v, error %v, want %s", s, err, c.want)
			}
		})
	}
}

func TestNoCredentials(t *testing.T) {
	s := openS3(t, bucket.Options{Region: "eu-central-1", MaxBackoff: time.Millisecond, Attempts: 1})
	_, err := s.Fetch(t.Context(), isf)
	if e := asError(t, err); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "there are no credentials for S3") || !strings.Contains(e.Hint(), "AWS_ACCESS_KEY_ID") {
		t.Errorf("error %v, hint %s", err, e.Hint())
	}
}
