package sweep_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/bucket/local"
	"docket/ingest/notice"
	"docket/ingest/sweep"
	"docket/publish/bus"
	"docket/publish/bus/bustest"
	"docket/publish/ledger"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A yard is a bucket that sends no notifications, the bus, and a sweeper with a clock of its own.
type yard struct {
	*sweep.Sweeper
	t     *testing.T
	files *bucket.S3
	clock atomic.Int64 // seconds beside the system's
}

func newYard(t *testing.T) *yard {
	t.Helper()
	b := bustest.Open(t)
	store, err := local.New(local.Options{Buckets: []string{"inbox"}})
	must(t, err)
	must(t, store.Start(t.Context()))
	t.Cleanup(func() { must(t, store.Close()) })
	id, secret := store.Credentials()
	files, err := bucket.Open(t.Context(), bucket.Options{Endpoint: store.Endpoint(), AccessKeyID: id, SecretAccessKey: secret})
	must(t, err)
	t.Cleanup(files.Close)
	y := &yard{t: t, files: files}
	y.Sweeper = y.sweeper("one", b)
	return y
}

// sweeper is one more worker's.
func (y *yard) sweeper(name string, b *bus.Bus) *sweep.Sweeper {
	return &sweep.Sweeper{
		Bucket: y.files, Bus: b, Documents: ledger.NewDocuments(b.Ledger), Name: name, Log: slog.New(slog.NewTextHandler(y.t.Output(), nil)),
		Now: func() time.Time { return time.Now().Add(time.Duration(y.clock.Load()) * time.Second) },
	}
}

// pass lets time pass.
func (y *yard) pass(d time.Duration) { y.clock.Add(int64(d / time.Second)) }

func (y *yard) put(key, content string, metadata map[string]string) bucket.Info {
	y.t.Helper()
	info, err := y.files.Put(y.t.Context(), "inbox", key, []byte(content), bucket.Labels{Metadata: metadata})
	must(y.t, err)
	return info
}

// ended has docket remember an object as one that it has come to an end with.
func (y *yard) ended(key, etag string) {
	y.t.Helper()
	must(y.t, y.Documents.Ended(y.t.Context(), ledger.Document{URL: "s3://inbox/" + key, ETag: etag, Outcome: "completed"}))
}

// announce puts a notice on the bus.
func (y *yard) announce(n notice.Notice) {
	y.t.Helper()
	n.Bucket, n.Size = "inbox", notice.Unknown
	text, err := n.MarshalJSON()
	must(y.t, err)
	_, err = y.Bus.JS.Publish(y.t.Context(), "docket.documents.s3", text)
	must(y.t, err)
}

// notices are those on the bus, by key.
func (y *yard) notices() map[string][]notice.Notice {
	y.t.Helper()
	stream, err := y.Bus.JS.Stream(y.t.Context(), bus.DocumentsStream)
	must(y.t, err)
	all := map[string][]notice.Notice{}
	for seq := uint64(1); seq <= stream.CachedInfo().State.LastSeq; seq++ {
		message, err := stream.GetMsg(y.t.Context(), seq)
		must(y.t, err)
		batch, err := notice.Parse(message.Header, message.Data)
		must(y.t, err)
		for _, n := range batch.Notices {
			all[n.Key] = append(all[n.Key], n)
		}
	}
	return all
}

func digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

var inbox = sweep.Area{Bucket: "inbox"}

// TestFindings: what a sweep finds of each kind of object, and that it enqueues those that nobody knows of, and no other.
func TestFindings(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	own := map[string]string{"docket-copy-of": "doc", "docket-copy-sha256": digest("marked")}
	want := map[string]sweep.Finding{}
	is := func(key string, f sweep.Finding) string { want[key] = f; return key }

	y.put(is("new.csv", sweep.Enqueued), "x", nil)
	y.put(is("a b+c%20ü.csv", sweep.Enqueued), "x", nil)
	y.ended(is("done.csv", sweep.Ended), y.put("done.csv", "x", nil).ETag)
	y.ended(is("replaced.csv", sweep.Enqueued), y.put("replaced.csv", "1", nil).ETag)
	y.put("replaced.csv", "2", nil)
	y.ended(is("again.csv", sweep.Ended), y.put("again.csv", "1", nil).ETag)
	y.put("again.csv", "1", nil) // the same bytes, and nobody said so
	y.announce(notice.Notice{Key: is("announced.csv", sweep.Waiting), ETag: y.put("announced.csv", "x", nil).ETag})
	y.announce(notice.Notice{Key: is("announced-before.csv", sweep.Waiting), ETag: "of-an-older-one"})
	y.put("announced-before.csv", "x", nil)
	y.announce(notice.Notice{Key: is("version.csv", sweep.Enqueued), ETag: "of-an-older-one", VersionID: "v1"})
	y.put("version.csv", "x", nil)
	y.put(is("folder/", sweep.Folder), "", nil)
	y.put(is("a.marked.xlsx", sweep.Copy), "marked", own)
	y.put(is("a.marked-2.xlsx", sweep.Copy), "marked", own)
	receipt := "docket-receipts/order/MAEU256831947/20261122T081530Z-6db70b60-ce9f-48f0-99eb-ec70cc4a3308.json"
	y.put(is(receipt, sweep.Receipt), "{}", map[string]string{"docket-receipt-of": "request", "docket-receipt-sha256": digest("{}")})
	y.put(is("b.marked.xlsx", sweep.Enqueued), "corrected", own)      // by a tool that keeps metadata
	y.put(is("c.marked.xlsx", sweep.Enqueued), "a person's own", nil) // by its name alone it is nobody's

	got := map[string]sweep.Finding{}
	options := sweep.Options{Found: func(f sweep.Finding, entry bucket.Entry) { got[entry.Key] = f }}
	for _, dry := range []bool{true, false} {
		clear(got)
		options.DryRun = dry
		before := len(y.notices())
		report, err := y.Sweep(t.Context(), inbox, options)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("dry run %v (-want +got):\n%s", dry, diff)
		}
		if report.Objects != len(want) || report.Found[sweep.Enqueued] != 6 || report.DryRun != dry || report.By != "one" {
			t.Errorf("the report is %+v", report)
		}
		if after := len(y.notices()); dry && after != before {
			t.Errorf("a dry run has enqueued %d", after-before)
		}
	}
	notices := y.notices()
	for key, found := range want {
		swept := 0
		for _, n := range notices[key] {
			if n.Event == sweep.Event {
				swept++
			}
		}
		if (found == sweep.Enqueued) != (swept == 1) || swept > 1 {
			t.Errorf("%s was %s, and has %d notices of the sweep", key, found, swept)
		}
	}

	// Once more: all of it waits or has ended, and nothing is enqueued twice.
	options.Found = nil
	report, err := y.Sweep(t.Context(), inbox, options)
	must(t, err)
	if report.Found[sweep.Enqueued] != 0 || report.Found[sweep.Copy] != 2 {
		t.Errorf("the second sweep found %v", report.Found)
	}
}

// TestAges: files may be left to their notices for a while, and old ones alone.
func TestAges(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.put("a.csv", "x", nil)
	options := sweep.Options{Settle: 5 * time.Minute, Within: 24 * time.Hour, DryRun: true}
	for _, step := range []struct {
		pass time.Duration
		want sweep.Finding
	}{{0, sweep.Young}, {10 * time.Minute, sweep.Enqueued}, {48 * time.Hour, sweep.Old}} {
		y.pass(step.pass)
		report, err := y.Sweep(t.Context(), inbox, options)
		must(t, err)
		if diff := cmp.Diff(map[sweep.Finding]int{step.want: 1}, report.Found); diff != "" {
			t.Errorf("after %v (-want +got):\n%s", step.pass, diff)
		}
	}
}

// TestPrefix: a part of a bucket is swept alone.
func TestPrefix(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.put("acme/a.csv", "x", nil)
	y.put("other/b.csv", "x", nil)
	report, err := y.Sweep(t.Context(), sweep.Area{Bucket: "inbox", Prefix: "acme/"}, sweep.Options{})
	must(t, err)
	if report.Objects != 1 || report.Area != "s3://inbox/acme/" || len(y.notices()["other/b.csv"]) != 0 {
		t.Errorf("%+v", report)
	}
}

// slow is a bucket whose listing waits in the middle.
type slow struct {
	sweep.Bucket
	entered, release chan struct{}
}

func (s slow) List(ctx context.Context, name, prefix string) iter.Seq2[bucket.Entry, error] {
	return func(yield func(bucket.Entry, error) bool) {
		close(s.entered)
		<-s.release
		s.Bucket.List(ctx, name, prefix)(yield)
	}
}

// TestOneSweeps: while one worker sweeps an area nobody else does; one that died is forgotten, and has lost its right.
func TestOneSweeps(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.put("a.csv", "x", nil)
	held := slow{y.files, make(chan struct{}), make(chan struct{})}
	first, second := y.sweeper("first", y.Bus), y.sweeper("second", y.Bus)
	first.Bucket = held
	ended := make(chan error)
	go func() { _, err := first.Sweep(t.Context(), inbox, sweep.Options{}); ended <- err }()
	<-held.entered
	var busy *sweep.Busy
	if _, err := second.Sweep(t.Context(), inbox, sweep.Options{}); !errors.As(err, &busy) || busy.By != "first" || busy.Hint() == "" {
		t.Errorf("beside the first: %v", err)
	}
	if _, err := second.Sweep(t.Context(), sweep.Area{Bucket: "inbox", Prefix: "other"}, sweep.Options{}); err != nil {
		t.Errorf("another area: %v", err)
	}
	y.pass(2 * time.Minute)
	if report, err := second.Sweep(t.Context(), inbox, sweep.Options{}); err != nil || report.Found[sweep.Enqueued] != 1 {
		t.Errorf("after the first has died: %+v, %v", report, err)
	}
	close(held.release)
	if err := <-ended; !errors.As(err, &busy) {
		t.Errorf("the first has lost its lock, and says %v", err)
	}
}

// TestScheduleOnce: of workers that start with the same areas one sweeps, and the others find that it has.
func TestScheduleOnce(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.put("a.csv", "x", nil)
	looks := 0
	for i := range 4 {
		y.sweeper(fmt.Sprint("worker ", i), y.Bus).Run(t.Context(), []sweep.Area{inbox}, sweep.Options{Found: func(sweep.Finding, bucket.Entry) { looks++ }}, 0)
	}
	if looks != 1 {
		t.Errorf("the object was looked at %d times, want once", looks)
	}
	y.pass(time.Hour)
	y.Run(t.Context(), []sweep.Area{inbox}, sweep.Options{Found: func(sweep.Finding, bucket.Entry) { looks++ }}, 0)
	if looks != 2 {
		t.Errorf("an hour later it was looked at %d times in all, want twice", looks)
	}
	const year = 365 * 24 * time.Hour
	y.pass(year) // the clock of one worker, which is then set right
	y.Run(t.Context(), []sweep.Area{inbox}, sweep.Options{}, 0)
	y.pass(-year)
	y.Run(t.Context(), []sweep.Area{inbox}, sweep.Options{Found: func(sweep.Finding, bucket.Entry) { looks++ }}, 0)
	if looks != 3 {
		t.Errorf("after a sweep that says it was next year it was looked at %d times in all, want three times", looks)
	}
}

// failing is a bucket that cannot be listed.
type failing struct{ sweep.Bucket }

func (failing) List(context.Context, string, string) iter.Seq2[bucket.Entry, error] {
	return func(yield func(bucket.Entry, error) bool) { yield(bucket.Entry{}, bucket.ErrUnavailable) }
}

// TestCutShort: a sweep that S3 cuts short is none: the next may come at once.
func TestCutShort(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.put("a.csv", "x", nil)
	broken := y.sweeper("broken", y.Bus)
	broken.Bucket = failing{y.files}
	if _, err := broken.Sweep(t.Context(), inbox, sweep.Options{}); !errors.Is(err, bucket.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if report, err := y.Sweep(t.Context(), inbox, sweep.Options{}); err != nil || report.Found[sweep.Enqueued] != 1 {
		t.Errorf("after it: %+v, %v", report, err)
	}
}

func TestParseArea(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]sweep.Area{
		"s3://inbox": {Bucket: "inbox"}, "s3://inbox/": {Bucket: "inbox"}, "s3://inbox/acme": {Bucket: "inbox", Prefix: "acme"}, "s3://inbox/acme/": {Bucket: "inbox", Prefix: "acme/"},
	} {
		if got, err := sweep.ParseArea(url); err != nil || got != want {
			t.Errorf("%s: %+v, %v", url, got, err)
		}
	}
	for _, url := range []string{"", "inbox", "s3:///a", "s3://in*", "s3://inbox/a?"} {
		if got, err := sweep.ParseArea(url); err == nil {
			t.Errorf("%q is taken for %+v", url, got)
		}
	}
}
