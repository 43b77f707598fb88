package notice_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/ingest/notice"
	"docket/testdata/golden"
)

// payloads are the messages in testdata/events.
func payloads(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/events/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range all {
		if !strings.HasSuffix(path, ".want.json") {
			names = append(names, path)
		}
	}
	if len(names) < 58 {
		t.Fatalf("%d messages in testdata/events, want 58 or more", len(names))
	}
	return names
}

// message reads a file as a message. One file stands for headers and payload.
func message(t testing.TB, path string) (header map[string][]string, payload []byte) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Base(path) != "cloudevents-binary-nats.json" {
		return nil, text
	}
	var binary struct {
		Headers map[string]string
		Data    json.RawMessage
	}
	if err := json.Unmarshal(text, &binary); err != nil {
		t.Fatal(err)
	}
	header = make(map[string][]string)
	for name, value := range binary.Headers {
		header[name] = []string{value}
	}
	return header, binary.Data
}

// event is the payload of the message in testdata/events/NAME.json.
func event(t testing.TB, name string) []byte {
	t.Helper()
	_, payload := message(t, "testdata/events/"+name+".json")
	return payload
}

func TestParseMakesOfEachShapeWhatStandsBesideIt(t *testing.T) {
	t.Parallel()
	for _, path := range payloads(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			batch, err := notice.Parse(message(t, path))
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(batch, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, strings.TrimSuffix(path, ".json")+".want.json", string(got)+"\n")
		})
	}
}

// Two servers announce the same file, orders/a%20b+c.xlsx: MinIO writes its key form-encoded, versitygw as it is.
// Whoever decodes by looks asks one of them for "orders/a b c.xlsx".
func TestKeysAreDecodedByMaker(t *testing.T) {
	t.Parallel()
	const key = "orders/a%20b+c.xlsx"
	for name, written := range map[string]string{
		"captured-minio-nats-put-encoded-looking-key":     `"orders%2Fa%2520b%2Bc.xlsx"`,
		"captured-versitygw-nats-put-encoded-looking-key": `"orders/a%20b+c.xlsx"`,
	} {
		payload := event(t, name)
		if !strings.Contains(string(payload), written) {
			t.Fatalf("%s does not hold the key as %s", name, written)
		}
		batch, err := notice.Parse(nil, payload)
		if err != nil || len(batch.Notices) != 1 || batch.Notices[0].Key != key {
			t.Errorf("%s: got %v, %v; want one notice of %s", name, batch.Notices, err, key)
		}
	}
}

// s3Event is a message of one S3 event, by default a put of inbox/a.xlsx at AWS.
func s3Event(changes ...string) string {
	member := map[string]string{
		"eventSource": `"aws:s3"`, "eventVersion": `"2.1"`, "eventName": `"ObjectCreated:Put"`,
		"eventTime": `"2026-11-21T20:15:04.127Z"`, "bucket": `"inbox"`, "key": `"a.xlsx"`, "size": "3", "userIdentity": "{}",
	}
	for i := 0; i < len(changes); i += 2 {
		member[changes[i]] = changes[i+1]
	}
	return fmt.Sprintf(`{"eventSource":%s,"eventVersion":%s,"eventName":%s,"eventTime":%s,"userIdentity":%s,"s3":{"bucket":{"name":%s},"object":{"key":%s,"size":%s,"sequencer":"0A"}}}`,
		member["eventSource"], member["eventVersion"], member["eventName"], member["eventTime"], member["userIdentity"],
		member["bucket"], member["key"], member["size"])
}

// Only the empty mark of a folder is ignored; MinIO leaves out its size. A key that ends in a slash may hold a file.
func TestFolders(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		key, size string
		want      bool
	}{
		{"acme/", "0", true},
		{"acme/", "null", true},
		{"acme/", "15791", false},
		{"acme", "0", false},
	} {
		batch, err := notice.Parse(nil, records(s3Event("key", `"`+test.key+`"`, "size", test.size)))
		if got := len(batch.Ignored) == 1 && batch.Ignored[0].Reason == notice.Folder; err != nil || got != test.want {
			t.Errorf("%s of %s bytes: got %v, %v; want a folder %v", test.key, test.size, batch, err, test.want)
		}
	}
}

// A versitygw that spells principalId as others do is still told from AWS.
func TestVersitygwMended(t *testing.T) {
	t.Parallel()
	captured := event(t, "captured-versitygw-nats-put-encoded-looking-key")
	mended := bytes.ReplaceAll(captured, []byte("PrincipalId"), []byte("principalId"))
	batch, err := notice.Parse(nil, mended)
	if bytes.Equal(captured, mended) || err != nil || batch.Notices[0].Maker != notice.Versitygw {
		t.Errorf("got %v, %v; want versitygw", batch, err)
	}
}

func records(events ...string) []byte {
	return []byte(`{"Records":[` + strings.Join(events, ",") + `]}`)
}

func TestWhichEventsAreNewContent(t *testing.T) {
	t.Parallel()
	const content, unknown = "content", "unknown"
	tests := []struct{ event, want string }{
		{"ObjectCreated:Put", content},
		{"ObjectCreated:Post", content},
		{"ObjectCreated:Copy", content},
		{"ObjectCreated:CompleteMultipartUpload", content},
		{"s3:ObjectCreated:Put", content},
		{"s3:ObjectCreated:Post", content},
		{"s3:ObjectCreated:Copy", content},
		{"s3:ObjectCreated:CompleteMultipartUpload", content},
		{"s3:ObjectCreated:PutTagging", "tagged"}, // docket tags what it has read: this one is its own
		{"s3:ObjectCreated:DeleteTagging", "tagged"},
		{"s3:ObjectCreated:PutRetention", "restricted"},
		{"s3:ObjectCreated:PutLegalHold", "restricted"},
		{"ObjectTagging:Delete", "tagged"},
		{"ObjectAcl:Put", "restricted"},
		{"ObjectRemoved:Delete", "removed"},
		{"ObjectRemoved:DeleteMarkerCreated", "removed"},
		{"s3:ObjectRemoved:DeleteObjects", "removed"},
		{"ObjectRestore:Post", "restored"},
		{"ObjectRestore:Completed", "restored"},
		{"LifecycleExpiration:Delete", "lifecycle"},
		{"LifecycleTransition", "lifecycle"},
		{"IntelligentTiering", "lifecycle"},
		{"Replication:OperationReplicatedAfterThreshold", "replicated"},
		{"ObjectSynced:Create", "replicated"},
		{"s3:ObjectAccessed:Get", "accessed"},
		{"s3:TestEvent", "test_event"},
		{"ReducedRedundancyLostObject", "unrelated"},
		{"s3:Scanner:ManyVersions", "unrelated"},
		{"s3:BucketCreated:*", "unrelated"},
		{"ObjectCreated:Renamed", unknown}, // of the one family that is about content: a person must look
		{"ObjectCreated", unknown},
		{"ObjectCreated:put", unknown},
		{"", unknown},
	}
	for _, test := range tests {
		batch, err := notice.Parse(nil, records(s3Event("eventName", `"`+test.event+`"`)))
		got := content
		var refusal *notice.Refusal
		switch {
		case errors.As(err, &refusal) && refusal.Code == notice.UnknownEvent:
			got = unknown
		case len(batch.Ignored) == 1:
			got = string(batch.Ignored[0].Reason)
		case len(batch.Notices) != 1:
			got = fmt.Sprint(batch, err)
		}
		if got != test.want {
			t.Errorf("%q: got %s, want %s", test.event, got, test.want)
		}
	}
}

func TestMakers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, source, identity, key string
		wantMaker                   notice.Maker
		wantKey                     string
	}{
		{"AWS", "aws:s3", `{"principalId":"x"}`, "a+b%2Bc", notice.AWS, "a b+c"},
		{"AWS without a user", "aws:s3", `{}`, "a+b%2Bc", notice.AWS, "a b+c"},
		{"versitygw", "aws:s3", `{"PrincipalId":"x"}`, "a+b%2Bc", notice.Versitygw, "a+b%2Bc"},
		{"MinIO", "minio:s3", `{}`, "a+b%2Bc", notice.MinIO, "a b+c"},
		{"RustFS", "rustfs:s3", `{}`, "a+b%2Bc", notice.RustFS, "a b+c"},
		{"Ceph", "ceph:s3", `{}`, "a+b%2Bc", notice.Ceph, "a+b%2Bc"},
		{"a server nobody has heard of, where it does not matter", "sgws:s3", `{}`, "a b/ä.xlsx", "sgws", "a b/ä.xlsx"},
	}
	for _, test := range tests {
		batch, err := notice.Parse(nil, records(s3Event(
			"eventSource", `"`+test.source+`"`, "userIdentity", test.identity, "key", `"`+test.key+`"`)))
		if err != nil || len(batch.Notices) != 1 {
			t.Errorf("%s: got %v, %v", test.name, batch, err)
			continue
		}
		if got := batch.Notices[0]; got.Maker != test.wantMaker || got.Key != test.wantKey {
			t.Errorf("%s: got %s %q, want %s %q", test.name, got.Maker, got.Key, test.wantMaker, test.wantKey)
		}
	}
}

func TestABrokenEventCostsOnlyItself(t *testing.T) {
	t.Parallel()
	good := s3Event("key", `"good.xlsx"`)
	tests := []struct{ name, broken, want string }{
		{"no key", s3Event("key", `""`), "/Records/1: the key is missing"},
		{"a key that is a number", s3Event("key", "7"), "/Records/1/s3/object/key: this is a number, want a text"},
		{"a key given twice", strings.Replace(good, `"key":`, `"key":"other.xlsx","key":`, 1),
			"/Records/1/s3/object/key: this member stands twice, and it cannot be told which one is meant"},
		{"a source given twice", strings.Replace(good, `"eventSource":`, `"eventSource":"minio:s3","eventSource":`, 1),
			"/Records/1/eventSource: this member stands twice, and it cannot be told which one is meant"},
		{"a number", "7", "/Records/1: this is a number, want an object"},
		{"nothing", "{}", "/Records/1: this is no notice: an object without members"},
		{"SQS around no JSON", `{"eventSource":"aws:sqs","body":"hello"}`,
			"/Records/1/body: the message is not JSON: it goes wrong at byte 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			batch, err := notice.Parse(nil, records(good, test.broken, s3Event("eventName", `"ObjectRemoved:Delete"`)))
			if len(batch.Notices) != 1 || batch.Notices[0].Key != "good.xlsx" || len(batch.Ignored) != 1 {
				t.Errorf("got %v, want the good one and one ignored", batch)
			}
			var refused *notice.Error
			if !errors.As(err, &refused) || !refused.Partial() {
				t.Fatalf("got %v, want a partial error", err)
			}
			if got, want := err.Error(), "1 of 3 events in the message could not be read: "+test.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if refused.Hint() == "" {
				t.Error("no hint")
			}
		})
	}
}

func TestManyBrokenEventsStayOneLine(t *testing.T) {
	t.Parallel()
	events := make([]string, 500)
	for i := range events {
		events[i] = "{}"
	}
	_, err := notice.Parse(nil, records(events...))
	const want = "500 of 500 events in the message could not be read: " +
		"/Records/0: this is no notice: an object without members; " +
		"/Records/1: this is no notice: an object without members; " +
		"/Records/2: this is no notice: an object without members; and 497 more"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	var refused *notice.Error
	if !errors.As(err, &refused) || refused.Partial() || len(refused.Refusals) != 500 {
		t.Errorf("got %d refusals, partial %v; want all 500, and not partial", len(refused.Refusals), refused.Partial())
	}
}

func TestIgnoredIsALineForLogs(t *testing.T) {
	t.Parallel()
	batch, err := notice.Parse(nil, event(t, "captured-minio-nats-delete"))
	if err != nil || len(batch.Ignored) != 1 {
		t.Fatal(batch, err)
	}
	if got, want := batch.Ignored[0].String(), "removed (s3:ObjectRemoved:Delete) s3://inbox/orders/empty.xlsx"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"native", "captured-minio-nats-put", "sqs-lambda-event-sns-wrapped"} {
		payload := event(b, name)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(payload)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := notice.Parse(nil, payload); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
