package bucket

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAddressing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		endpoint   string
		addressing Addressing
		byPath     bool
		region     string
	}{
		{"", AutoAddressing, false, ""},
		{"", ByPath, true, ""},
		{"http://127.0.0.1:9000", AutoAddressing, true, "us-east-1"},
		{"https://minio.example", ByHost, false, "us-east-1"},
		{"https://bucket.vpce-1.s3.eu-central-1.vpce.amazonaws.com", AutoAddressing, false, "us-east-1"},
		{"https://s3.cn-north-1.amazonaws.com.cn", AutoAddressing, false, "us-east-1"},
		{"https://amazonaws.com.example", AutoAddressing, true, "us-east-1"},
	} {
		var client s3.Options
		Options{Endpoint: c.endpoint, Addressing: c.addressing}.direct(&client)
		if client.UsePathStyle != c.byPath || client.Region != c.region {
			t.Errorf("%q, addressing %d: by path %t, region %q; want %t, %q", c.endpoint, c.addressing, client.UsePathStyle, client.Region, c.byPath, c.region)
		}
	}
}

func TestAreas(t *testing.T) {
	t.Parallel()
	list, wrong := parseAreas([]string{"inbox/acme", "s3://outbox", "shared/in/"})
	if wrong != "" || list.String() != "s3://inbox/acme, s3://outbox, s3://shared/in" {
		t.Fatalf("areas %s, wrong %q", list, wrong)
	}
	for url, want := range map[string]bool{
		"inbox/acme":              true,
		"inbox/acme/":             true,
		"inbox/acme/a/b.csv":      true,
		"inbox/acme-old/b.csv":    false,
		"inbox/acm":               false,
		"inbox/":                  false,
		"inbox/acme/../b.csv":     false, // S3 takes it as it stands, a proxy may not
		"inbox/acme/..b.csv":      true,
		"outbox/":                 true,
		"outbox/anything/../else": true,
		"outbox2/anything":        false,
		"shared/in/b.csv":         true,
		"shared/out/b.csv":        false,
	} {
		bucket, key, _ := strings.Cut(url, "/")
		if got := list.allow(bucket, key); got != want {
			t.Errorf("%s: %t, want %t", url, got, want)
		}
	}
	if !areas(nil).allow("any", "thing") {
		t.Error("an empty list forbids")
	}
}

// TestMetadataTravels is that metadata comes back as it was given, and that headers hold nothing but ASCII.
func TestMetadataTravels(t *testing.T) {
	t.Parallel()
	name := rapid.StringMatching(`[a-z0-9._-]{1,20}`)
	value := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", " a  b ", "=?utf-8?q?a?=", "a =?utf-8?b?YQ==?= b", "=?x?y?z?=", "März\r\nx: y"}))
	rapid.Check(t, func(t *rapid.T) {
		metadata := rapid.MapOf(name, value).Draw(t, "metadata")
		headers, wrong := writeMetadata(metadata)
		if wrong != "" {
			t.Fatalf("%q is refused", wrong)
		}
		for name, value := range headers {
			if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r > '~' }) || strings.TrimSpace(value) != value {
				t.Errorf("header %s is %q", name, value)
			}
		}
		if len(metadata) == 0 {
			metadata = nil
		}
		if diff := cmp.Diff(metadata, readMetadata(headers)); diff != "" {
			t.Errorf("came back other (-want +got):\n%s", diff)
		}
	})
	if _, wrong := writeMetadata(map[string]string{"a b": "c"}); wrong != "a b" {
		t.Errorf("wrong name %q", wrong)
	}
}

func TestRetryAfterHeader(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"":                              0,
		"120":                           2 * time.Minute,
		"-5":                            0,
		"soon":                          0,
		"Sat, 21 Nov 2026 20:00:30 GMT": 30 * time.Second,
		"Sat, 21 Nov 2026 19:00:30 GMT": 0,
	} {
		response := &smithyhttp.Response{Response: &http.Response{Header: http.Header{"Retry-After": {header}}}}
		if got := retryAfter(response, now); got != want {
			t.Errorf("Retry-After %q: %s, want %s", header, got, want)
		}
	}
}

// TestClean is that no text from outside breaks a line, hides characters or brings a signature along.
func TestClean(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.Just("https://b.example/k?X-Amz-Signature=abc"), rapid.Just("\x1b[2J\r\n"))).Draw(t, "text")
		got := clean(strings.Join(parts, " "))
		if strings.Contains(got, "Signature") || strings.ContainsAny(got, "\r\n\x1b") || len(got) > 3*310 {
			t.Errorf("cleaned to %q", got)
		}
	})
}

// TestNoCredentialsToBeHad is that a source that cannot be reached is waited for, and that a machine without a role is
// not: there nobody answers either.
func TestNoCredentialsToBeHad(t *testing.T) {
	t.Parallel()
	refused := &smithyhttp.RequestSendError{Err: &url.Error{Op: "Post", URL: "https://sts.example/?token=hush", Err: errors.New("connection refused")}}
	for _, c := range []struct {
		cause error
		kind  error
		want  string
	}{
		{&smithy.OperationError{ServiceID: "STS", OperationName: "AssumeRole", Err: refused}, ErrUnavailable, "the credentials' source cannot be reached: connection refused"},
		{&smithy.OperationError{ServiceID: "ec2imds", OperationName: "GetMetadata", Err: refused}, ErrCredentials, "there are no credentials for S3: operation error ec2imds: GetMetadata, "},
		{errors.New("static credentials are empty"), ErrCredentials, "there are no credentials for S3: static credentials are empty"},
	} {
		err := fmt.Errorf("get identity: %w", &credentialsError{fmt.Errorf("refresh: %w", c.cause)})
		e := new(S3).judge(place{op: "fetch", bucket: "inbox", key: "k"}, &smithy.OperationError{ServiceID: "S3", OperationName: "GetObject", Err: err})
		if e.Err != c.kind || !strings.HasPrefix(strings.Replace(e.Message, "refresh: ", "", 1), c.want) || strings.Contains(e.Message, "hush") || e.Hint() == "" {
			t.Errorf("%v is explained as %v, want %s", c.cause, e, c.want)
		}
	}
}
