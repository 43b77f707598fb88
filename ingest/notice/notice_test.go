package notice_test

import (
	"strings"
	"testing"
	"time"

	"docket/ingest/notice"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func TestString(t *testing.T) {
	t.Parallel()
	n := notice.Notice{Bucket: "inbox", Key: "acme/Order #7.xlsx"}
	if got, want := n.String(), "s3://inbox/acme/Order #7.xlsx"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	n.VersionID = "v1"
	if got, want := n.String(), "s3://inbox/acme/Order #7.xlsx@v1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := n.URL(), "s3://inbox/acme/Order #7.xlsx"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMessageID(t *testing.T) {
	t.Parallel()
	first := notice.Notice{Bucket: "b", Key: "k", ETag: "e1", Sequencer: "1", Time: noon, Maker: notice.Versitygw}
	versioned := notice.Notice{Bucket: "b", Key: "k", VersionID: "v1", ETag: "e1", Sequencer: "1", Time: noon, Maker: notice.AWS}
	const same, other = true, false
	tests := []struct {
		name   string
		of     notice.Notice
		change func(*notice.Notice)
		want   bool
	}{
		{"delivered again", first, func(n *notice.Notice) {}, same},
		{"another bucket", first, func(n *notice.Notice) { n.Bucket = "c" }, other},
		{"another key", first, func(n *notice.Notice) { n.Key = "l" }, other},
		{"a letter moved from bucket to key", first, func(n *notice.Notice) { n.Bucket, n.Key = "", "bk" }, other},
		{"other bytes", first, func(n *notice.Notice) { n.ETag = "e2" }, other},
		{"the same bytes again", first, func(n *notice.Notice) { n.Sequencer = "2" }, other},
		{"the same bytes again after a restart", first, func(n *notice.Notice) { n.Time = noon.Add(time.Minute) }, other},
		{"in another time zone", first, func(n *notice.Notice) { n.Time = noon.In(time.FixedZone("", 3600)) }, same},
		{"with its size told", first, func(n *notice.Notice) { n.Size = 3 }, same},
		{"another version", versioned, func(n *notice.Notice) { n.VersionID = "v2" }, other},
		{"the same version by another route", versioned, func(n *notice.Notice) { n.Sequencer, n.Time = "", noon.Add(-1) }, same},
		{"the version of a bucket without versions", versioned, func(n *notice.Notice) { n.VersionID = "null" }, other},
		{"with another profile", versioned, func(n *notice.Notice) { n.Profile = "acme" }, other},
		{"as another type", versioned, func(n *notice.Notice) { n.DocumentType = notice.BillOfLading }, other},
		{"with metadata", versioned, func(n *notice.Notice) { n.Metadata = map[string]string{"a": "b"} }, other},
	}
	for _, test := range tests {
		changed := test.of
		test.change(&changed)
		if got := changed.MessageID() == test.of.MessageID(); got != test.want {
			t.Errorf("%s: same id %v, want %v", test.name, got, test.want)
		}
	}
}

// The ids of messages already on the bus: a change of the algorithm would let a repeat pass for new.
func TestMessageIDIsStable(t *testing.T) {
	t.Parallel()
	n := notice.Notice{Bucket: "b", Key: "k", ETag: "e", Sequencer: "1", Time: noon, Metadata: map[string]string{"b": "2", "a": "1"}}
	if got, want := n.MessageID(), "notice-74328d759e10c04cfbf9eadd8b193702"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Two uploads that a notice cannot tell apart must not get one id: the bus would drop the second.
func TestNoMessageIDWhereItWouldNotTellUploadsApart(t *testing.T) {
	t.Parallel()
	for _, n := range []notice.Notice{
		{Bucket: "b", Key: "k"},
		{Bucket: "b", Key: "k", VersionID: "null"},
		{Bucket: "b", Key: "k", ETag: "e"}, // A, then B, then A again
	} {
		if id := n.MessageID(); id != "" {
			t.Errorf("%+v: got %s, want none", n, id)
		}
	}
}

func TestParseURL(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]notice.Notice{
		"s3://inbox/a.xlsx":              {Bucket: "inbox", Key: "a.xlsx"},
		"s3://inbox/acme/2026/a.xlsx":    {Bucket: "inbox", Key: "acme/2026/a.xlsx"},
		"s3://inbox//a.xlsx":             {Bucket: "inbox", Key: "/a.xlsx"},
		"s3://inbox/a%20b+c?d#e@f.xlsx":  {Bucket: "inbox", Key: "a%20b+c?d#e@f.xlsx"},
		"s3://inbox/März 2026/x (1).ods": {Bucket: "inbox", Key: "März 2026/x (1).ods"},
	} {
		got, err := notice.ParseURL(url)
		if err != nil || got.Bucket != want.Bucket || got.Key != want.Key {
			t.Errorf("%s: got %v, %v; want %v", url, got, err, want)
		}
		if got.Size != notice.Unknown || got.Maker != notice.Native {
			t.Errorf("%s: got size %d by %s, want an unknown one, native", url, got.Size, got.Maker)
		}
	}
	for url, want := range map[string]string{
		"":                         `"" is no S3 URL, want s3://BUCKET/KEY`,
		"inbox/a.xlsx":             `"inbox/a.xlsx" is no S3 URL, want s3://BUCKET/KEY`,
		"https://inbox.s3/a.xlsx":  `"https://inbox.s3/a.xlsx" is no S3 URL, want s3://BUCKET/KEY`,
		"s3://":                    `"s3://": the bucket is missing, want s3://BUCKET/KEY`,
		"s3:///a.xlsx":             `"s3:///a.xlsx": the bucket is missing, want s3://BUCKET/KEY`,
		"s3://inbox":               `"s3://inbox": the key is missing, want s3://BUCKET/KEY`,
		"s3://inbox/":              `"s3://inbox/": the key is missing, want s3://BUCKET/KEY`,
		"s3://inbox/acme/":         `"s3://inbox/acme/" is a folder, want a file; docket sweep takes folders`,
		"s3://inbox/../etc/passwd": `"s3://inbox/../etc/passwd": the key leads out of its bucket with "..", want s3://BUCKET/KEY`,
	} {
		if got, err := notice.ParseURL(url); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, %v; want %s", url, got, err, want)
		}
	}
}

func TestParseURLReadsWhatURLWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := notices(t)
		got, err := notice.ParseURL(n.URL())
		if strings.HasSuffix(n.Key, "/") {
			if err == nil {
				t.Fatalf("%s: read a folder as %v", n.URL(), got)
			}
			return
		}
		if err != nil || got.Bucket != n.Bucket || got.Key != n.Key {
			t.Fatalf("%s: got %v, %v", n.URL(), got, err)
		}
	})
}
