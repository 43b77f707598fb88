package notice_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"docket/ingest/notice"
)

func TestWhatIsNoNoticeIsRefusedInWords(t *testing.T) {
	t.Parallel()
	inSNS := func(message string) string {
		text, _ := json.Marshal(message)
		return `{"Type":"Notification","TopicArn":"arn","Message":` + string(text) + `}`
	}
	tests := []struct {
		name, payload string
		code          notice.Code
		want          string
	}{
		{"nothing", "", notice.NotJSON, "the message is empty"},
		{"blanks", " \n\t", notice.NotJSON, "the message is empty"},
		{"plain words", "please process the file", notice.NotJSON, "the message is not JSON: it goes wrong at byte 0"},
		{"half a notice", `{"bucket":"inbox","key":"a.x`, notice.NotJSON, "the message is not JSON: it ends in the middle"},
		{"invalid UTF-8", "{\"bucket\":\"inbox\",\"key\":\"\xff\"}", notice.NotJSON, "the message is not JSON: it is not UTF-8"},
		{"half a surrogate pair", `{"bucket":"inbox","key":"\ud800"}`, notice.NotJSON, "the message is not JSON: it goes wrong at byte 25"},
		{"a raw NUL", "{\"bucket\":\"inbox\",\"key\":\"a\x00b\"}", notice.NotJSON, "the message is not JSON: it goes wrong at byte 26"},
		{"two notices", `{"bucket":"b","key":"a"} {"bucket":"b","key":"c"}`, notice.NotJSON, "the message holds more than one JSON value, want one object"},
		{"a list", `[{"bucket":"inbox","key":"a.xlsx"}]`, notice.UnknownShape, "this is a list, want an object"},
		{"a text", `"s3://inbox/a.xlsx"`, notice.UnknownShape, "this is a text, want an object"},
		{"null", `null`, notice.UnknownShape, "this is null, want an object"},
		{"an empty object", `{}`, notice.UnknownShape, "this is no notice: an object without members"},
		{"another program's message", `{"order":7,"customer":"Ann"}`, notice.UnknownShape,
			`this is no notice: an object with the members "customer", "order"`},

		{"a misspelt member", `{"bucket":"b","key":"k","profil":"acme","doctype":"isf"}`, notice.UnknownMember,
			`the notice has members that docket does not know: "doctype", "profil"`},
		{"a member in capitals", `{"bucket":"b","Key":"k"}`, notice.UnknownMember,
			`the notice has members that docket does not know: "Key"`},
		{"a key given twice", `{"bucket":"b","key":"k","key":"l"}`, notice.BadMember,
			"/key: this member stands twice, and it cannot be told which one is meant"},
		{"metadata given twice", `{"bucket":"b","key":"k","metadata":{"a":"1","a":"2"}}`, notice.BadMember,
			"/metadata/a: this member stands twice, and it cannot be told which one is meant"},
		{"no bucket", `{"key":"k"}`, notice.BadMember, "the bucket is missing"},
		{"no key", `{"bucket":"b"}`, notice.BadMember, "the key is missing"},
		{"an empty key", `{"bucket":"b","key":""}`, notice.BadMember, "the key is missing"},
		{"a null key", `{"bucket":"b","key":null}`, notice.BadMember, "the key is missing"},
		{"a bucket that is a path", `{"bucket":"b/c","key":"k"}`, notice.BadMember,
			"the bucket's name holds characters that no bucket has, such as a slash or a space"},
		{"a bucket that is a story", `{"bucket":"` + strings.Repeat("b", 256) + `","key":"k"}`, notice.BadMember,
			"the bucket's name has 256 bytes, the longest have 255"},
		{"a key with NUL", `{"bucket":"b","key":"a\u0000b"}`, notice.BadMember, "the key holds a NUL character"},
		{"a key too long", `{"bucket":"b","key":"` + strings.Repeat("ä", 513) + `"}`, notice.BadMember,
			"the key has 1026 bytes, S3 allows 1024"},
		{"a key that climbs out", `{"bucket":"b","key":"a/../../other/secret.xlsx"}`, notice.BadMember,
			`the key leads out of its bucket with ".."`},
		{"an unknown type of document", `{"bucket":"b","key":"k","document_type":"isf"}`, notice.BadMember,
			`the document type is "isf", want isf_worksheet, bill_of_lading or none`},
		{"a maker that is no name", `{"bucket":"b","key":"k","maker":"Min IO"}`, notice.BadMember,
			`the maker is "Min IO", want a name such as aws or minio`},
		{"a size below zero", `{"bucket":"b","key":"k","size":-1}`, notice.BadMember, "/size: this is no size, want a whole number of bytes"},
		{"a size with a fraction", `{"bucket":"b","key":"k","size":1.5}`, notice.BadMember, "/size: this is no size, want a whole number of bytes"},
		{"a time that is none", `{"bucket":"b","key":"k","event_time":"yesterday"}`, notice.BadMember,
			"/event_time: this is no time, want one such as 2026-11-21T20:15:04Z"},

		{"no events", `{"Records":[]}`, notice.UnknownShape, "/Records: want a list of at least one event"},
		{"events that are no list", `{"Records":{}}`, notice.UnknownShape, "/Records: want a list of at least one event"},
		{"version 3 of S3's events", string(records(s3Event("eventVersion", `"3.0"`))), notice.UnknownEvent,
			`/Records/0/eventVersion: this is version "3.0" of S3's events, docket reads 2.x`},
		{"no version", string(records(s3Event("eventVersion", "null"))), notice.UnknownEvent,
			`/Records/0/eventVersion: this is version "" of S3's events, docket reads 2.x`},
		{"somebody else's events", string(records(s3Event("eventSource", `"aws:dynamodb"`))), notice.UnknownEvent,
			`/Records/0/eventSource: docket reads no events of "aws:dynamodb"`},
		{"an unheard-of kind of creation", string(records(s3Event("eventName", `"ObjectCreated:Renamed"`))), notice.UnknownEvent,
			`/Records/0/eventName: docket does not know whether "ObjectCreated:Renamed" is about new content`},
		{"a form-encoded key that is not", string(records(s3Event("key", `"100%.xlsx"`))), notice.BadMember,
			"/Records/0/s3/object/key: the key is not form-encoded, as this maker's keys are"},
		{"a form-encoded key that is not UTF-8", string(records(s3Event("key", `"%FF.xlsx"`))), notice.BadMember,
			"/Records/0: the key is not UTF-8"},
		{"an unknown maker's key that reads two ways", string(records(s3Event("eventSource", `"sgws:s3"`, "key", `"a+b.xlsx"`))), notice.BadMember,
			"/Records/0/s3/object/key: the key means one file if it is form-encoded and another if it is not, and docket does not know which way this maker writes"},

		{"CloudTrail's account of a request", `{"source":"aws.s3","detail-type":"AWS API Call via CloudTrail","detail":{}}`, notice.UnknownEvent,
			`/detail-type: docket does not know whether "AWS API Call via CloudTrail" is about new content`},
		{"another service on EventBridge", `{"source":"aws.ec2","detail-type":"Object Created","detail":{}}`, notice.UnknownEvent,
			`/source: docket reads no events of "aws.ec2"`},
		{"an unheard-of reason", `{"source":"aws.s3","detail-type":"Object Created","detail":{"reason":"Renamed"}}`, notice.UnknownEvent,
			`/detail/reason: docket does not know whether "Renamed" makes new content`},
		{"an unheard-of action at R2", `{"action":"RenameObject","bucket":"b","object":{"key":"k"}}`, notice.UnknownEvent,
			`/action: docket does not know whether "RenameObject" makes new content`},

		{"SNS around words", inSNS("please process the file"), notice.NotJSON, "/Message: the message is not JSON: it goes wrong at byte 0"},
		{"SNS around nothing", inSNS(""), notice.NotJSON, "/Message: the message is empty"},
		{"SNS around an object", `{"Type":"Notification","TopicArn":"arn","Message":{}}`, notice.BadMember,
			"/Message: want the event as a text, as SQS and SNS carry it"},
		{"SNS of another type", `{"Type":"Farewell","TopicArn":"arn"}`, notice.BadMember,
			"/Type: this is no type of SNS message, want Notification"},
		{"a good event in too many envelopes", inSNS(inSNS(inSNS(inSNS(inSNS(string(records(s3Event()))))))), notice.TooDeep,
			"/Message/Message/Message/Message/Message: the event lies in more than 4 envelopes"},
		{"an old CloudEvent", `{"specversion":"0.3","data":{}}`, notice.UnknownShape,
			`/specversion: this is version "0.3" of CloudEvents, docket reads 1.0`},
		{"a CloudEvent without data", `{"specversion":"1.0"}`, notice.BadMember, "this CloudEvent has no data"},
		{"a CloudEvent with data twice", `{"specversion":"1.0","data":{},"data_base64":"e30="}`, notice.BadMember,
			"this CloudEvent has both data and data_base64, want one of them"},
		{"a CloudEvent with words", `{"specversion":"1.0","data":"hello"}`, notice.UnknownShape, "/data: this is a text, want an object"},
		{"a CloudEvent with no base64", `{"specversion":"1.0","data_base64":"%%%"}`, notice.BadMember,
			"/data_base64: this is no base64, want what CloudEvents calls Binary"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			batch, err := notice.Parse(nil, []byte(test.payload))
			var refusal *notice.Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("got %v, %v; want a refusal", batch, err)
			}
			if err.Error() != test.want || refusal.Code != test.code {
				t.Errorf("got  %s %s\nwant %s %s", refusal.Code, err, test.code, test.want)
			}
			if refusal.Hint == "" {
				t.Error("no hint")
			}
			if len(batch.Notices)+len(batch.Ignored) > 0 {
				t.Errorf("got %v beside the refusal", batch)
			}
		})
	}
}

func TestABinaryCloudEventOfAnotherVersion(t *testing.T) {
	t.Parallel()
	header := map[string][]string{"Ce-Specversion": {"2.0"}} // in any case
	_, err := notice.Parse(header, records(s3Event()))
	const want = `this is version "2.0" of CloudEvents, docket reads 1.0`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Members of the wrong type, one at a time: each is refused, by its place.
func TestEachMemberOfTheWrongType(t *testing.T) {
	t.Parallel()
	members := map[string][]string{
		"aws-2.1-put": {
			"/Records/0/eventVersion", "/Records/0/eventSource", "/Records/0/eventTime", "/Records/0/eventName",
			"/Records/0/userIdentity", "/Records/0/s3", "/Records/0/s3/bucket", "/Records/0/s3/bucket/name",
			"/Records/0/s3/object", "/Records/0/s3/object/key", "/Records/0/s3/object/size", "/Records/0/s3/object/eTag",
			"/Records/0/s3/object/sequencer",
		},
		"aws-2.5-put-versioned-bucket-tags": {"/Records/0/s3/object/versionId"},
		"eventbridge-object-created": {
			"/detail-type", "/source", "/time", "/detail", "/detail/bucket", "/detail/bucket/name", "/detail/object",
			"/detail/object/key", "/detail/object/size", "/detail/object/etag", "/detail/object/version-id",
			"/detail/object/sequencer", "/detail/reason",
		},
		"cloudflare-r2-put":                  {"/action", "/bucket", "/eventTime", "/object", "/object/key", "/object/size", "/object/eTag"},
		"sns-notification":                   {"/Type", "/Message"},
		"sqs-lambda-event":                   {"/Records/0/body", "/Records/0/eventSource"},
		"sqs-receive-message":                {"/Body"},
		"cloudevents-structured-s3":          {"/specversion", "/data"},
		"cloudevents-structured-data-base64": {"/data_base64"},
		"native-full": {
			"/bucket", "/key", "/version_id", "/document_type", "/profile", "/metadata", "/metadata/ticket", "/etag",
			"/sequencer", "/size", "/event_time", "/event_name", "/maker",
		},
	}
	for name, places := range members {
		for _, place := range places {
			for _, wrong := range []any{true, []any{1}} {
				payload := replace(t, event(t, name), place, wrong)
				batch, err := notice.Parse(nil, payload)
				var refusal *notice.Refusal
				if !errors.As(err, &refusal) || refusal.Place != place {
					t.Errorf("%s with %s = %v: got %v, %v; want a refusal of it", name, place, wrong, batch, err)
				}
			}
		}
	}
}

// replace puts a value in the place of another.
func replace(t *testing.T, payload []byte, place string, value any) []byte {
	t.Helper()
	var root any
	if err := json.Unmarshal(payload, &root); err != nil {
		t.Fatal(err)
	}
	at := root
	names := strings.Split(place, "/")[1:]
	for i, name := range names {
		switch in := at.(type) {
		case []any:
			at = in[0]
		case map[string]any:
			if _, ok := in[name]; !ok {
				t.Fatalf("no %s to replace", place)
			}
			if i == len(names)-1 {
				in[name] = value
			}
			at = in[name]
		}
	}
	text, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestLimits(t *testing.T) {
	t.Parallel()
	padded := func(size int) []byte { // a good notice with blanks after it
		return append([]byte(`{"bucket":"b","key":"k"}`), bytes.Repeat([]byte(" "), size-24)...)
	}
	nested := func(depth int) []byte {
		return []byte(strings.Repeat("[", depth-1) + "{}" + strings.Repeat("]", depth-1))
	}
	many := func(events int) []byte {
		return []byte(`{"Records":[{}` + strings.Repeat(",{}", events-1) + `]}`)
	}
	tests := []struct {
		name    string
		payload []byte
		want    string // a part of the message, "" when it is read
	}{
		{"the largest", padded(notice.MaxMessage), ""},
		{"one byte larger", padded(notice.MaxMessage + 1), "the message has 1048577 bytes, docket reads 1048576 at most"},
		{"50 MB", padded(50 << 20), "the message has 52428800 bytes, docket reads 1048576 at most"},
		{"the deepest", nested(notice.MaxDepth), "this is a list, want an object"},
		{"one deeper", nested(notice.MaxDepth + 1), "the JSON is nested more than 32 deep"},
		{"half a million deep", nested(500_000), "the JSON is nested more than 32 deep"},
		{"the most events", many(notice.MaxEvents), "10000 of 10000 events in the message could not be read"},
		{"one more event", many(notice.MaxEvents + 1), "/Records: 10001 more events make over 10000 in one message"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			batch, err := notice.Parse(nil, test.payload)
			if test.want == "" {
				if err != nil || len(batch.Notices) != 1 {
					t.Errorf("got %v, %v; want one notice", batch, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// What a stranger writes into a message stands in an error only in part, in quotes and without control characters.
func TestRefusalsQuoteLittle(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("secret\u0007\u202e", 2000)
	text, err := json.Marshal(long)
	if err != nil {
		t.Fatal(err)
	}
	for _, payload := range [][]byte{
		[]byte(`{` + string(text) + `:1}`),
		[]byte(`{"bucket":"b","key":"k",` + string(text) + `:1}`),
		[]byte(`{"bucket":"b","key":"k","metadata":{` + string(text) + `:1}}`),
		[]byte(`{"bucket":"b","key":"k","metadata":{` + string(text) + `:"",` + string(text) + `:""}}`),
		[]byte(`{"bucket":"b","key":"k","document_type":` + string(text) + `}`),
		[]byte(`{"bucket":"b","key":` + string(text) + `}`),
		[]byte(`{"specversion":` + string(text) + `}`),
		[]byte(`{"action":` + string(text) + `,"object":{}}`),
		records(s3Event("eventSource", string(text))),
		records(s3Event("eventName", `"ObjectCreated:`+string(text[1:]))),
	} {
		_, err := notice.Parse(nil, payload)
		if err == nil {
			t.Errorf("%.60s...: no error", payload)
			continue
		}
		if len(err.Error()) > 500 || strings.ContainsAny(err.Error(), "\u0007\u202e") {
			t.Errorf("%.60s...: got %d bytes: %q", payload, len(err.Error()), err)
		}
	}
}
