package notice_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"docket/ingest/notice"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The contract, word for word: other programs write and read this.
func TestNativeNoticeAsTheContractHasIt(t *testing.T) {
	t.Parallel()
	const contract = `{"bucket": "inbox", "key": "acme/isf-0042.xlsx", "version_id": null, "document_type": null, "profile": null, "metadata": {}}`
	n := notice.Notice{Bucket: "inbox", Key: "acme/isf-0042.xlsx", Size: notice.Unknown, Maker: notice.Native}

	written, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(written), strings.NewReplacer(": ", ":", ", ", ",").Replace(contract); got != want {
		t.Errorf("wrote %s\nwant  %s", got, want)
	}
	var read notice.Notice
	if err := json.Unmarshal([]byte(contract), &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(n, read); diff != "" {
		t.Errorf("read: -want +got\n%s", diff)
	}
}

func TestNativeNoticeNeedsOnlyBucketAndKey(t *testing.T) {
	t.Parallel()
	want := notice.Notice{Bucket: "b", Key: "k", Size: notice.Unknown, Maker: notice.Native}
	for _, payload := range []string{
		`{"bucket":"b","key":"k"}`,
		`{"bucket":"b","key":"k","version_id":"","document_type":"","profile":"","metadata":null}`,
		`{"bucket":"b","key":"k","etag":"","sequencer":"","size":null,"event_time":"","event_name":"","maker":""}`,
		`{"bucket":"b","key":"k","maker":"native"}`,
		"\ufeff{\"bucket\":\"b\",\"key\":\"k\"}\r\n",
	} {
		batch, err := notice.Parse(nil, []byte(payload))
		if err != nil {
			t.Errorf("%q: %v", payload, err)
			continue
		}
		if diff := cmp.Diff([]notice.Notice{want}, batch.Notices); diff != "" {
			t.Errorf("%q: -want +got\n%s", payload, diff)
		}
	}
}

func TestKeysThatLookLikeTroubleAreNamesLikeOthers(t *testing.T) {
	t.Parallel()
	for _, key := range []string{
		"a/../b.xlsx", "videos/2014/../../video1.xlsx", "a..b.xlsx", "../a/..x"[3:], "a//b.xlsx", "/a.xlsx", "./a.xlsx",
		"a b+c%20d.xlsx", "a\nb.xlsx", "<a>&b.xlsx", "Bücher/目录.xlsx", " ", "a/", strings.Repeat("k", 1024),
	} {
		text, err := json.Marshal(map[string]string{"bucket": "b", "key": key})
		if err != nil {
			t.Fatal(err)
		}
		batch, err := notice.Parse(nil, text)
		if err != nil || len(batch.Notices) != 1 || batch.Notices[0].Key != key {
			t.Errorf("%q: got %v, %v", key, batch, err)
		}
	}
	for _, key := range []string{"..", "../a.xlsx", "a/../../b.xlsx", "a/.//../..", "/../a.xlsx"} {
		if batch, err := notice.Parse(nil, []byte(`{"bucket":"b","key":"`+key+`"}`)); err == nil {
			t.Errorf("%q: got %v, want a refusal: S3 has no such key", key, batch)
		}
	}
}

func TestANoticeOfNoFileIsNotWritten(t *testing.T) {
	t.Parallel()
	for _, n := range []notice.Notice{
		{},
		{Bucket: "b"},
		{Key: "k"},
		{Bucket: "b", Key: "\xff"},
		{Bucket: "b", Key: "k", ETag: "\xff"},
		{Bucket: "b", Key: "k", DocumentType: "invoice"},
		{Bucket: "b", Key: "k", Maker: "no maker"},
	} {
		if text, err := json.Marshal(n); err == nil {
			t.Errorf("%+v: wrote %s, want an error", n, text)
		}
	}
}

func TestUnmarshalIsAsStrictAsParse(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]string{
		`[]`:                                "this is a list, want an object",
		`{"bucket":"b"}`:                    "the key is missing",
		`{"bucket":"b","key":7}`:            "/key: this is a number, want a text",
		`{"bucket":"b","key":"k","Etag":1}`: `the notice has members that docket does not know: "Etag"`,
		`{"bucket":"b","key":"k","a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}`: `the notice has members that docket does not know: "a", "b", "c", "d", "e", "f", "g", "h", ...`,
	} {
		n := notice.Notice{Key: "untouched"}
		err := json.Unmarshal([]byte(payload), &n)
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", payload, err, want)
		}
		if n.Key != "untouched" {
			t.Errorf("%s: the notice was written to: %v", payload, n)
		}
	}
}

// notices draws any notice that a maker or a person could make.
func notices(t *rapid.T) notice.Notice {
	text := rapid.StringOfN(rapid.RuneFrom([]rune(`az09 +%/.@#"\<>&ä日`+"\n\u2028")), 0, 20, -1)
	n := notice.Notice{
		Bucket:       rapid.StringMatching(`[a-z0-9][a-z0-9.-]{0,20}`).Draw(t, "bucket"),
		Key:          "k" + text.Draw(t, "key"),
		VersionID:    text.Draw(t, "version"),
		ETag:         rapid.StringMatching(`([0-9a-f]{32}(-[0-9]{1,3})?)?`).Draw(t, "etag"),
		Sequencer:    rapid.StringMatching(`[0-9A-F]{0,18}`).Draw(t, "sequencer"),
		Size:         rapid.Int64Range(notice.Unknown, math.MaxInt64).Draw(t, "size"),
		Event:        text.Draw(t, "event"),
		Maker:        rapid.SampledFrom([]notice.Maker{notice.Native, notice.AWS, notice.MinIO, notice.Versitygw, "other-1"}).Draw(t, "maker"),
		DocumentType: rapid.SampledFrom([]notice.DocumentType{"", notice.ISFWorksheet, notice.BillOfLading}).Draw(t, "type"),
		Profile:      text.Draw(t, "profile"),
	}
	if rapid.Bool().Draw(t, "timed") {
		n.Time = time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).UTC()
	}
	if m := rapid.MapOfN(text, text, 0, 3).Draw(t, "metadata"); len(m) > 0 {
		n.Metadata = m
	}
	return n
}

// A message of several events is split into native notices: nothing of an event may be lost on that way.
func TestNativeNoticesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := notices(t)
		text, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		batch, err := notice.Parse(nil, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if diff := cmp.Diff(notice.Batch{Notices: []notice.Notice{n}}, batch); diff != "" {
			t.Fatalf("%s: -want +got\n%s", text, diff)
		}
		if batch.Notices[0].MessageID() != n.MessageID() {
			t.Fatal("the message id changed on the way")
		}
	})
}
