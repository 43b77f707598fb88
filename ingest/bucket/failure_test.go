package bucket_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/notice"
)

// These servers do what a real one does on a bad day.

var isf = notice.Notice{Bucket: "inbox", Key: "acme/isf.csv"}

// badServer is docket's way to a server that answers like this.
func badServer(t *testing.T, answer http.HandlerFunc, options ...func(*bucket.Options)) *bucket.S3 {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	o := bucket.Options{Endpoint: server.URL, AccessKeyID: "id", SecretAccessKey: "secret", MaxBackoff: time.Millisecond}
	for _, change := range options {
		change(&o)
	}
	return openS3(t, o)
}

// says answers with an error as S3 writes one.
func says(status int, code, words string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Amz-Request-Id", "REQUEST1")
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		if r.Method != http.MethodHead && code != "" {
			fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>%s</Message><RequestId>REQUEST1</RequestId></Error>`, code, words)
		}
	}
}

// content answers with a file.
func content(body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"e"`)
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		io.WriteString(w, body)
	}
}

// inTurn answers each request in another way, and the last way from then on. It counts the requests.
func inTurn(count *atomic.Int32, answers ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n := int(count.Add(1))
		answers[min(n, len(answers))-1](w, r)
	}
}

// TestAnswers is what S3 may answer and what docket makes of it.
func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		kind   error
		fetch  string // the error of Fetch
		hint   string // is in the hint
		head   error  // of Head, which sees no body; nil for the same kind
	}{
		{
			"no such key", says(404, "NoSuchKey", "The specified key does not exist."), fs.ErrNotExist,
			"fetch s3://inbox/acme/isf.csv: there is no such object (NoSuchKey, request REQUEST1)",
			"deleted since", nil,
		}, {
			"no such version", says(404, "NoSuchVersion", "The specified version does not exist."), fs.ErrNotExist,
			"fetch s3://inbox/acme/isf.csv: there is no such version (NoSuchVersion, request REQUEST1)",
			"deleted since", nil,
		}, {
			"delete marker", says(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", "X-Amz-Delete-Marker", "true"), fs.ErrNotExist,
			"fetch s3://inbox/acme/isf.csv: this version only marks that the object was deleted (MethodNotAllowed, request REQUEST1)",
			"deleted since", nil,
		}, {
			"a web server is no bucket", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, bucket.ErrUnavailable,
			"fetch s3://inbox/acme/isf.csv: what answered with status 404 is not S3",
			"check that S3 runs at http://127.0.0.1", bucket.ErrUnavailable,
		}, {
			"no such bucket", says(404, "NoSuchBucket", "The specified bucket does not exist"), bucket.ErrNoBucket,
			"fetch s3://inbox/acme/isf.csv: there is no such bucket: The specified bucket does not exist (NoSuchBucket, request REQUEST1)",
			"AWS_REGION", nil,
		}, {
			"another region", says(301, "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint.", "X-Amz-Bucket-Region", "eu-central-1"), bucket.ErrNoBucket,
			"fetch s3://inbox/acme/isf.csv: the bucket is in another region: The bucket you are attempting to access must be addressed using the specified endpoint (PermanentRedirect, request REQUEST1)",
			"set AWS_REGION=eu-central-1", nil,
		}, {
			"a redirect that is not followed", says(307, "TemporaryRedirect", "Please re-send this request to the specified temporary endpoint.", "Location", "http://127.0.0.1:1/elsewhere"), bucket.ErrUnavailable,
			"fetch s3://inbox/acme/isf.csv: the bucket is being moved: Please re-send this request to the specified temporary endpoint (TemporaryRedirect, request REQUEST1)",
			"", nil,
		}, {
			"a wrong region", says(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'"), bucket.ErrNoBucket,
			"fetch s3://inbox/acme/isf.csv: the bucket is in another region: The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1' (AuthorizationHeaderMalformed, request REQUEST1)",
			"AWS_REGION", nil,
		}, {
			"replaced", says(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"), bucket.ErrChanged,
			"fetch s3://inbox/acme/isf.csv: the object was replaced after it was announced (PreconditionFailed, request REQUEST1)",
			"successor", nil,
		}, {
			"denied", says(403, "AccessDenied", "User: arn:aws:iam::1:user/docket is not authorized to perform: s3:GetObject"), fs.ErrPermission,
			"fetch s3://inbox/acme/isf.csv: S3 denies access: User: arn:aws:iam::1:user/docket is not authorized to perform: s3:GetObject (AccessDenied, request REQUEST1)",
			"s3:GetObject", nil,
		}, {
			"expired", says(400, "ExpiredToken", "The provided token has expired."), fs.ErrPermission,
			"fetch s3://inbox/acme/isf.csv: the credentials have expired: The provided token has expired (ExpiredToken, request REQUEST1)",
			"renew", nil,
		}, {
			"wrong clock", says(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."), fs.ErrPermission,
			"fetch s3://inbox/acme/isf.csv: this machine's clock and S3's are too far apart: The difference between the request time and the current time is too large (RequestTimeTooSkewed, request REQUEST1)",
			"clock", nil,
		}, {
			"a signed URL in the words", says(403, "AccessDenied", "Not for https://inbox.example/acme?X-Amz-Signature=abc&amp;X-Amz-Credential=key"), fs.ErrPermission,
			"fetch s3://inbox/acme/isf.csv: S3 denies access: Not for https://inbox.example/acme?[...] (AccessDenied, request REQUEST1)",
			"s3:GetObject", nil,
		}, {
			"archived", says(403, "InvalidObjectState", "The operation is not valid for the object's storage class"), bucket.ErrRefused,
			"fetch s3://inbox/acme/isf.csv: the object is archived: The operation is not valid for the object's storage class (InvalidObjectState, request REQUEST1)",
			"Glacier", fs.ErrPermission,
		}, {
			"something new", says(400, "KMS.DisabledException", "The key is disabled"), bucket.ErrRefused,
			"fetch s3://inbox/acme/isf.csv: S3 refuses it: The key is disabled (KMS.DisabledException, request REQUEST1)",
			"", nil,
		}, {
			"slow down", says(503, "SlowDown", "Please reduce your request rate."), bucket.ErrUnavailable,
			"fetch s3://inbox/acme/isf.csv: S3 asks to slow down: Please reduce your request rate; tried 3 times (SlowDown, request REQUEST1)",
			"", nil,
		}, {
			"an internal error", says(500, "InternalError", "We encountered an internal error. Please try again."), bucket.ErrUnavailable,
			"fetch s3://inbox/acme/isf.csv: S3 is not available, status 500: We encountered an internal error. Please try again; tried 3 times (InternalError, request REQUEST1)",
			"", nil,
		}, {
			"a proxy's page", func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusBadGateway)
				io.WriteString(w, "<html><body><h1>Bad Gateway</h1><br></body></html>")
			}, bucket.ErrUnavailable,
			"fetch s3://inbox/acme/isf.csv: S3 is not available, status 502; tried 3 times",
			"", nil,
		}, {
			"too many requests", says(429, "", ""), bucket.ErrUnavailable,
			"fetch s3://inbox/acme/isf.csv: S3 asks to slow down (request REQUEST1)",
			"", nil,
		}, {
			"not able to", says(501, "NotImplemented", "A header you provided implies functionality that is not implemented"), bucket.ErrRefused,
			"fetch s3://inbox/acme/isf.csv: S3 refuses it: A header you provided implies functionality that is not implemented (NotImplemented, request REQUEST1)",
			"", nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := badServer(t, c.answer)
			_, err := s.Fetch(t.Context(), isf)
			e := asError(t, err)
			if !errors.Is(err, c.kind) || err.Error() != c.fetch || !strings.Contains(e.Hint(), c.hint) {
				t.Errorf("fetch: %v\nwant:  %s\nhint:  %q, want %q in it; want kind %v", err, c.fetch, e.Hint(), c.hint, c.kind)
			}
			want := c.kind
			if c.head != nil {
				want = c.head
			}
			if _, err := s.Head(t.Context(), isf); !errors.Is(err, want) && !(want == fs.ErrNotExist && errors.Is(err, bucket.ErrNoBucket)) {
				t.Errorf("head: %v, want %v", err, want)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	s := badServer(t, says(503, "SlowDown", "Please reduce your request rate.", "Retry-After", "7"), func(o *bucket.Options) { o.Attempts = 1 })
	_, err := s.Fetch(t.Context(), isf)
	if e := asError(t, err); e.RetryAfter != 7*time.Second || e.Status != 503 || e.Code != "SlowDown" || e.RequestID != "REQUEST1" {
		t.Errorf("error %+v", *e)
	}
}

// TestTriesAgain is trouble that passes before the attempts are used up.
func TestTriesAgain(t *testing.T) {
	t.Parallel()
	good := content("content", "X-Amz-Checksum-Crc32", "/sUwqQ==")
	for name, trouble := range map[string]http.HandlerFunc{
		"slow down":          says(503, "SlowDown", "Please reduce your request rate."),
		"an internal error":  says(500, "InternalError", "We encountered an internal error."),
		"a proxy":            says(504, "", ""),
		"cut off before":     cutOff(""),
		"cut off in between": cutOff("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ncont"),
		"cut off in a chunk": cutOff("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ncont"),
		"altered":            content("c0ntent", "X-Amz-Checksum-Crc32", "/sUwqQ=="),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			s := badServer(t, inTurn(&requests, trouble, trouble, good))
			object, err := s.Fetch(t.Context(), isf)
			if err != nil || string(object.Body) != "content" || requests.Load() != 3 {
				t.Errorf("fetched %q in %d requests, error %v", object.Body, requests.Load(), err)
			}
			requests.Store(0)
			if name == "altered" || strings.HasPrefix(name, "cut off in") {
				return // that can happen to bodies only
			}
			if _, err := s.Put(t.Context(), "inbox", "k", []byte("content"), bucket.Labels{}); err != nil || requests.Load() != 3 {
				t.Errorf("put in %d requests, error %v", requests.Load(), err)
			}
		})
	}
}

// cutOff answers with these bytes and hangs up.
func cutOff(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		connection, buffer, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		buffer.WriteString(answer)
		buffer.Flush()
		connection.Close()
	}
}

// TestDamaged is an answer that never comes whole. It is the file's trouble: S3 is there and answers.
func TestDamaged(t *testing.T) {
	t.Parallel()
	for answer, want := range map[*http.HandlerFunc]string{
		new(cutOff("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ncont")): "fetch s3://inbox/acme/isf.csv: only 4 of 7 bytes came: unexpected EOF; tried 3 times",
		new(content("c0ntent", "X-Amz-Checksum-Crc32", "/sUwqQ==")):     "fetch s3://inbox/acme/isf.csv: 7 bytes came that are not what S3 holds: checksum did not match: algorithm CRC32, expect /sUwqQ==, actual Ax2Kiw==; tried 3 times",
	} {
		var requests atomic.Int32
		s := badServer(t, inTurn(&requests, *answer))
		_, err := s.Fetch(t.Context(), isf)
		if !errors.Is(err, bucket.ErrDamaged) || errors.Is(err, bucket.ErrUnavailable) || requests.Load() != 3 || err.Error() != want {
			t.Errorf("after %d requests error %v,\nwant %s", requests.Load(), err, want)
		}
	}
}

// TestTooLarge is a file whose size is not told, or wrong. That a body was not read shows in the server's write failing.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	limit := func(o *bucket.Options) { o.MaxSize = 1 << 20 }
	written := make(chan int64, 1)
	endless := func(length string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if length != "" {
				w.Header().Set("Content-Length", length)
			}
			n := int64(0)
			for block := make([]byte, 64<<10); n < 1<<30; {
				m, err := w.Write(block)
				n += int64(m)
				if err != nil {
					break
				}
			}
			written <- n
		}
	}
	for length, want := range map[string]string{
		"":           "it does not tell its size and goes on past the limit, docket reads 1 MiB at most",
		"1048577":    "it has 1048577 bytes, docket reads 1 MiB at most",
		"1073741824": "it has 1024 MiB, docket reads 1 MiB at most",
	} {
		s := badServer(t, endless(length), limit)
		_, err := s.Fetch(t.Context(), isf)
		if !errors.Is(err, bucket.ErrTooLarge) || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("length %q: error %v, want %s", length, err, want)
		}
		s.Close()
		if n := <-written; n > 32<<20 {
			t.Errorf("length %q: %d bytes went over", length, n)
		}
	}
	exact := badServer(t, content(strings.Repeat("x", 1<<20)), limit)
	if object, err := exact.Fetch(t.Context(), isf); err != nil || object.Size != 1<<20 {
		t.Errorf("at the limit: %d bytes, error %v", object.Size, err)
	}
}

// TestSilence is a server that says nothing, or nothing more.
func TestSilence(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]string{
		"says nothing":      "",
		"says nothing more": "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ncont",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := make(chan struct{}, 8)
			address := silent(t, begin, asked)
			o := bucket.Options{Endpoint: "http://" + address, AccessKeyID: "id", SecretAccessKey: "secret", Timeout: 50 * time.Millisecond}
			_, err := openS3(t, o).Fetch(t.Context(), isf)
			if want := "fetch s3://inbox/acme/isf.csv: no whole answer within 50ms"; !errors.Is(err, bucket.ErrUnavailable) || err.Error() != want {
				t.Errorf("error %v, want %s", err, want)
			}

			<-asked
			o.Timeout = time.Hour
			ctx, cancel := context.WithCancelCause(t.Context())
			go func() {
				<-asked
				cancel(errors.New("docket stops"))
			}()
			_, err = openS3(t, o).Fetch(ctx, isf)
			if want := "fetch s3://inbox/acme/isf.csv: stopped before S3 had answered: docket stops"; !errors.Is(err, context.Canceled) || errors.Is(err, bucket.ErrUnavailable) || err.Error() != want {
				t.Errorf("error %v, want %s", err, want)
			}
		})
	}
}

// silent takes requests, answers with the beginning of an answer and goes silent. It says when it was asked.
func silent(t *testing.T, begin string, asked chan<- struct{}) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() {
		listener.Close()
		<-done
	})
	go func() {
		defer close(done)
		var connections []net.Conn
		for {
			connection, err := listener.Accept()
			if err != nil {
				break
			}
			connections = append(connections, connection)
			if _, err := http.ReadRequest(bufio.NewReader(connection)); err != nil {
				continue
			}
			io.WriteString(connection, begin)
			asked <- struct{}{}
		}
		for _, connection := range connections {
			connection.Close()
		}
	}()
	return listener.Addr().String()
}

func TestOutOfReach(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close() // nobody listens there now
	s := openS3(t, bucket.Options{Endpoint: "http://user:password@" + address, AccessKeyID: "id", SecretAccessKey: "secret", MaxBackoff: time.Millisecond})
	for op, err := range map[string]error{
		"fetch s3://inbox/acme/isf.csv": second(s.Fetch(t.Context(), isf)),
		"head s3://inbox/acme/isf.csv":  second(s.Head(t.Context(), isf)),
		"put s3://inbox/k":              second(s.Put(t.Context(), "inbox", "k", nil, bucket.Labels{})),
		"check s3://inbox":              s.Check(t.Context(), "inbox"),
		"list s3://inbox/acme":          firstError(s.List(t.Context(), "inbox", "acme")),
	} {
		want := op + ": S3 cannot be reached: dial tcp " + address + ": connect: connection refused; tried 3 times"
		e := asError(t, err)
		if !errors.Is(err, bucket.ErrUnavailable) || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
		if strings.Contains(e.Hint(), "password") || !strings.Contains(e.Hint(), address) {
			t.Errorf("hint %q", e.Hint())
		}
	}
}

func second[T any](_ T, err error) error { return err }

// TestListBroken is a listing that breaks after its first page: what came holds, and the rest is not taken for nothing.
func TestListBroken(t *testing.T) {
	t.Parallel()
	page := func(more string) http.HandlerFunc {
		return content(`<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType>` + more +
			`<Contents><Key>acme/a%20b%2Bc+d.csv</Key><ETag>"e"</ETag><Size>3</Size></Contents></ListBucketResult>`)
	}
	first := page(`<IsTruncated>true</IsTruncated><NextContinuationToken>next</NextContinuationToken>`)
	for name, c := range map[string]struct {
		second http.HandlerFunc
		keys   int
		err    string
	}{
		"ends":              {page(""), 2, ""},
		"refused":           {says(403, "AccessDenied", "Access Denied"), 1, "list s3://inbox/acme/: S3 denies access: Access Denied (AccessDenied, request REQUEST1)"},
		"no token":          {page("<IsTruncated>true</IsTruncated>"), 2, "list s3://inbox/acme/: S3 says that there is more and not where it goes on"},
		"runs in a circle":  {first, 2, "list s3://inbox/acme/: S3 says that there is more and not where it goes on"},
		"cut off":           {cutOff("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n<ListBucketResult><Contents>"), 1, "unexpected EOF"},
		"is no listing":     {content("<html><body>Please log in<br></body></html>"), 1, "S3's answer could not be read"},
		"key is not a form": {content(`<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>50%</Key></Contents></ListBucketResult>`), 1, "a key in it is not form-encoded"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			s := badServer(t, inTurn(&requests, first, c.second))
			var keys []string
			var failed error
			for entry, err := range s.List(t.Context(), "inbox", "acme/") {
				if failed != nil {
					t.Error("something was yielded after an error")
				}
				if failed = err; err == nil {
					keys = append(keys, entry.Key)
				}
			}
			if want := slices.Repeat([]string{"acme/a b+c d.csv"}, c.keys); !slices.Equal(keys, want) {
				t.Errorf("keys %q, want %q", keys, want)
			}
			if (failed == nil) != (c.err == "") || failed != nil && !strings.Contains(failed.Error(), c.err) {
				t.Errorf("error %v, want %s", failed, c.err)
			}
			if failed != nil && !errors.Is(failed, bucket.ErrUnavailable) && !errors.Is(failed, fs.ErrPermission) {
				t.Errorf("error %v is of no such kind", failed)
			}
		})
	}
}

// asError wants the error to be one of this package's, whatever it wraps.
func asError(t *testing.T, err error) *bucket.Error {
	t.Helper()
	var e *bucket.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v is no *bucket.Error", err)
	}
	return e
}
