package ingest_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/sandbox"
	"docket/testdata/samples"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/xuri/excelize/v2"
)

func sample(t *testing.T, name string) []byte {
	t.Helper()
	content, err := samples.Files.ReadFile(name)
	must(t, err)
	return content
}

// TestFileToFilings: a file put into the bucket by a plain PutObject ends as filings and results, its second put as
// unchanged, its correction as updates of the same.
func TestFileToFilings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.work(w.pipeline())
	ids := map[publish.Kind]string{}
	for _, step := range []struct {
		file string
		want publish.Outcome
	}{
		{"01-isf-form.xlsx", publish.Submitted}, {"01-isf-form.xlsx", publish.Unchanged}, {"10-isf-form-corrected.xlsx", publish.Submitted},
	} {
		w.put("lumenfield/isf 4471.xlsx", sample(t, step.file))
		document, filings := w.ended()
		if document.Outcome != publish.Completed || len(filings) != 2 || len(document.Result.Filings) != 2 {
			t.Fatalf("%s: %s with %d filings: %+v", step.file, document.Outcome, len(filings), document.Result)
		}
		for _, f := range filings {
			if f.Outcome != step.want || f.Result.Filing.APIID == "" || f.Result.Document.SHA256 == "" || len(f.Result.Filing.Cells) == 0 {
				t.Errorf("%s: %s %s, want %s", step.file, f.Kind, f.Outcome, step.want)
			}
			if first := ids[f.Kind]; first != "" && first != f.Result.Filing.APIID {
				t.Errorf("%s: %s %s, want that of the first, %s", step.file, f.Kind, f.Result.Filing.APIID, first)
			}
			ids[f.Kind] = f.Result.Filing.APIID
		}
	}
	if orders, isfs := len(w.api.Orders()), len(w.api.ISFs()); orders != 1 || isfs != 1 {
		t.Errorf("the API holds %d orders and %d ISFs, want one of each", orders, isfs)
	}
	if order := w.api.Orders()[0]; !strings.Contains(fmt.Sprint(order), ids[publish.ISF]) {
		t.Errorf("the order does not name its ISF %s: %+v", ids[publish.ISF], order)
	}
	if defects := w.api.Defects(); len(defects) > 0 {
		t.Errorf("the API found %v", defects)
	}
}

// TestBadFiles: whatever lies in the bucket ends as a result that says what is wrong and what to do, and the worker
// goes on.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.work(w.pipeline())
	for _, test := range []struct {
		key     string
		content []byte
		want    publish.Outcome
		says    string // somewhere in the result
	}{
		{"empty.xlsx", nil, publish.Unreadable, "empty"},
		{"page.xlsx", []byte("<!DOCTYPE html><html><body>Sign in</body></html>"), publish.Unsupported, "web page"},
		{"scan.pdf", []byte("%PDF-1.7\n1 0 obj\n"), publish.Unsupported, "PDF"},
		{"cut.xlsx", sample(t, "01-isf-form.xlsx")[:5000], publish.Unreadable, "cut"},
		{"damaged.xlsx", sample(t, "09-corrupt.xlsx"), publish.Unreadable, "row"},
		{"bomb.xlsx", bomb(t), publish.Unreadable, "unpack"},
		{"locked.xlsx", locked(t), publish.Unreadable, "password"},
		{"blank.xlsx", workbook(t, func(*excelize.File) {}), publish.Unreadable, "no value in any cell"},
		{"wide.xlsx", workbook(t, wide), publish.Unsupported, "neither as an ISF worksheet nor"},
		{"huge.xlsx", bytes.Repeat([]byte("x"), 5<<20), publish.Unreadable, "at most"},
		{"stock.xlsx", sample(t, "08-stock-count.xlsx"), publish.Unsupported, "neither as an ISF worksheet nor"},
		{"a+b%20c ü.csv", []byte("hello,world\n"), publish.Unsupported, "neither"},
	} {
		w.put(test.key, test.content)
		document, filings := w.ended()
		said := document.Result.Message + " " + document.Result.Hint
		if document.Outcome != test.want || len(filings) != 0 || document.Result.Document.Key != test.key {
			t.Errorf("%s: %s with %d filings (%s), want %s", test.key, document.Outcome, len(filings), said, test.want)
		}
		if !strings.Contains(strings.ToLower(said), strings.ToLower(test.says)) {
			t.Errorf("%s: %q, want it to speak of %q", test.key, said, test.says)
		}
		explained(t, document)
	}
	w.put("good.csv", sample(t, "04-bol-containers.csv"))
	if document, _ := w.ended(); document.Outcome != publish.Completed {
		t.Errorf("after all that a good file ends %s", document.Outcome)
	}
	if calls := len(w.api.Requests()); calls != 1 {
		t.Errorf("%d calls to the API, want that for the good file", calls)
	}
}

// explained holds that a result says what is wrong and what to do, in whole sentences.
func explained(t *testing.T, e publish.Event) {
	t.Helper()
	whole := regexp.MustCompile(`^\p{Lu}.*[.!?]$`)
	if !whole.MatchString(e.Result.Message) || !whole.MatchString(e.Result.Hint) {
		t.Errorf("%s: says %q, and to do %q", e.Result.Document.Key, e.Result.Message, e.Result.Hint)
	}
	if len(e.Result.Problems) == 0 || e.Result.Problems[0].Code == "" || e.Result.Problems[0].Message != e.Result.Message {
		t.Errorf("%s: has the problems %+v", e.Result.Document.Key, e.Result.Problems)
	}
}

// locked is a sample behind a password.
func locked(t *testing.T) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(sample(t, "01-isf-form.xlsx")))
	must(t, err)
	defer f.Close()
	var out bytes.Buffer
	must(t, f.Write(&out, excelize.Options{Password: "secret"}))
	return out.Bytes()
}

func workbook(t *testing.T, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	must(t, f.Write(&out))
	return out.Bytes()
}

// wide fills 10,000 columns.
func wide(f *excelize.File) {
	row := make([]any, 10_000)
	for col := range row {
		row[col] = "x"
	}
	w, _ := f.NewStreamWriter("Sheet1")
	_ = w.SetRow("A1", row)
	_ = w.Flush()
}

// bomb is a sample whose sheet unpacks to a GiB, a thousand times its size.
func bomb(t *testing.T) []byte {
	t.Helper()
	original := sample(t, "01-isf-form.xlsx")
	from, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	must(t, err)
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/") {
			must(t, to.Copy(part))
			continue
		}
		packed := spaces(t, 1<<10)
		w, err := to.CreateRaw(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: 1 << 30})
		must(t, err)
		_, err = w.Write(packed)
		must(t, err)
	}
	must(t, to.Close())
	return out.Bytes()
}

// spaces are blanks, deflated: so many MiB of them.
func spaces(t *testing.T, mib int) []byte {
	t.Helper()
	var one bytes.Buffer
	w, err := flate.NewWriter(&one, flate.BestCompression)
	must(t, err)
	_, err = w.Write(bytes.Repeat([]byte(" "), 1<<20))
	must(t, err)
	must(t, w.Flush()) // up to here it can be repeated
	repeated := bytes.Repeat(one.Bytes(), mib)
	one.Reset()
	must(t, w.Close())
	return append(repeated, one.Bytes()...)
}

// TestMessages: what may come on the bus besides notices of files.
func TestMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	publishRaw := func(text string) {
		_, err := w.bus.JS.Publish(t.Context(), "docket.documents.other", []byte(text))
		must(t, err)
	}
	publishRaw(`{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-12-01T00:00:00Z","Bucket":"inbox"}`) // ignored
	publishRaw(`not json at all`)                                                                               // a dead letter
	record := `{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2026-12-01T00:00:00Z","eventName":"%s","s3":{"bucket":{"name":"inbox"},"object":{"key":"%s","size":1,"eTag":"e","sequencer":"0A"}}}`
	publishRaw(`{"Records":[` + fmt.Sprintf(record, "ObjectCreated:Put", "gone-1.xlsx") + "," + fmt.Sprintf(record, "ObjectRemoved:Delete", "x.xlsx") + "," + fmt.Sprintf(record, "ObjectCreated:Put", "gone-2.xlsx") + `]}`)
	w.work(w.pipeline())
	outcomes := map[string]publish.Outcome{}
	for range 3 {
		document, _ := w.ended()
		outcomes[document.Result.Document.Key] = document.Outcome
		if document.Outcome == publish.Unreadable {
			explained(t, document)
		}
	}
	want := map[string]publish.Outcome{"b.csv": publish.Completed, "gone-1.xlsx": publish.Unreadable, "gone-2.xlsx": publish.Unreadable}
	if fmt.Sprint(outcomes) != fmt.Sprint(want) {
		t.Errorf("%v\nwant %v", outcomes, want)
	}
	letters := w.letters()
	if len(letters) != 1 || letters[0].Reason != "no_notice" || string(letters[0].Payload) != "not json at all" || letters[0].Hint == "" || letters[0].Subject != "docket.documents.other" {
		t.Errorf("dead letters %+v", letters)
	}
}

// A flaw is a bucket that brings docket itself down on one file.
type flaw struct {
	ingest.Bucket
	key    string
	strike func()
}

func (f flaw) Fetch(ctx context.Context, n notice.Notice) (bucket.Object, error) {
	if n.Key == f.key {
		f.strike()
	}
	return f.Bucket.Fetch(ctx, n)
}

// TestDefect: a file that brings docket down is set aside with a result, and the others go on.
func TestDefect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	p.Bucket = flaw{p.Bucket, "bad.csv", func() { panic("a defect") }}
	w.work(p)
	w.put("bad.csv", sample(t, "04-bol-containers.csv"))
	document, _ := w.ended()
	if document.Outcome != publish.Dead || !strings.Contains(document.Result.Message, "defect") || strings.Contains(document.Result.Message, "a defect of docket's and not") == false {
		t.Errorf("%s: %s", document.Outcome, document.Result.Message)
	}
	if letters := w.letters(); len(letters) != 1 || letters[0].Reason != "crashed" {
		t.Errorf("dead letters %+v", letters)
	}
	w.put("good.csv", sample(t, "04-bol-containers.csv"))
	if document, _ := w.ended(); document.Outcome != publish.Completed {
		t.Errorf("the next file ends %s", document.Outcome)
	}
}

// TestTroubleIsWaitedOut: while the API is down nothing is dead-lettered or lost; when it is back, work goes on by itself.
func TestTroubleIsWaitedOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	must(t, w.api.Inject(sandbox.Fault{Next: 1, Status: 500}))
	must(t, w.api.Inject(sandbox.Fault{Next: 1, After: true, Drop: true}))
	w.work(w.pipeline())
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	document, filings := w.ended()
	if document.Outcome != publish.Completed || filings[0].Outcome != publish.Submitted || document.Result.Attempt != 1 {
		t.Errorf("%s, %s at delivery %d", document.Outcome, filings[0].Outcome, document.Result.Attempt)
	}
	if orders := len(w.api.Orders()); orders != 1 {
		t.Errorf("the API holds %d orders, want 1", orders)
	}
	if letters := w.letters(); len(letters) != 0 {
		t.Errorf("dead letters %+v", letters)
	}
}

// TestNoLeader: a worker that begins while a cluster chooses a leader, which NATS says with a 503, begins when there is one.
func TestNoLeader(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	chosen := w.choosing(3)
	w.work(w.pipeline())
	<-chosen
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	if document, _ := w.ended(); document.Outcome != publish.Completed {
		t.Errorf("ended %s", document.Outcome)
	}
}

// choosing lets JetStream refuse the next requests as it does without a leader. The channel is closed when there is one.
func (w *world) choosing(refusals int32) <-chan struct{} {
	w.t.Helper()
	var left atomic.Int32
	left.Store(refusals)
	chosen := make(chan struct{})
	asked, err := w.bus.Conn.Subscribe("CHOOSING.>", func(m *nats.Msg) {
		switch n := left.Add(-1); {
		case n >= 0:
			must(w.t, m.Respond([]byte(`{"error":{"code":503,"err_code":10008,"description":"JetStream system temporarily unavailable"}}`)))
		default:
			if n == -1 {
				close(chosen)
			}
			must(w.t, w.bus.Conn.PublishRequest("$JS.API"+strings.TrimPrefix(m.Subject, "CHOOSING"), m.Reply, m.Data))
		}
	})
	must(w.t, err)
	w.t.Cleanup(func() { _ = asked.Unsubscribe() })
	choosing := *w.bus
	choosing.JS, err = jetstream.NewWithAPIPrefix(w.bus.Conn, "CHOOSING")
	must(w.t, err)
	w.bus = &choosing
	return chosen
}

// TestStop: a stopping worker finishes what is in hand, hands nothing on, and leaves the rest to others.
func TestStop(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	entered, release := make(chan struct{}), make(chan struct{})
	p.Bucket = flaw{p.Bucket, "slow.csv", func() { close(entered); <-release }}
	first := w.work(p)
	w.put("slow.csv", sample(t, "04-bol-containers.csv"))
	<-entered
	stopped := make(chan struct{})
	go func() { first.end(); close(stopped) }()
	close(release)
	<-stopped
	if document, _ := w.ended(); document.Outcome != publish.Completed {
		t.Errorf("what was in hand ended %s", document.Outcome)
	}
	if left := w.left(); left != 0 {
		t.Errorf("%d notices are left, want none", left)
	}
	w.put("later.csv", sample(t, "04-bol-containers.csv"))
	if left := w.left(); left != 1 {
		t.Errorf("%d notices are left, want the one that came after the stop", left)
	}
	w.work(w.pipeline())
	if document, _ := w.ended(); document.Result.Document.Key != "later.csv" {
		t.Errorf("ended %s", document.Result.Document.Key)
	}
}

// TestChangedSinceItsNotice: an object that was replaced between notice and read is worked on as it is now.
func TestChangedSinceItsNotice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.put("b.csv", sample(t, "08-stock-count.xlsx"))
	w.put("b.csv", sample(t, "04-bol-containers.csv"))
	w.work(w.pipeline())
	for range 2 {
		if document, _ := w.ended(); document.Outcome != publish.Completed {
			t.Errorf("ended %s", document.Outcome)
		}
	}
	if orders := len(w.api.Orders()); orders != 1 {
		t.Errorf("the API holds %d orders, want 1", orders)
	}
}

// TestSlowDocument: a document that takes longer than the bus waits is not given to another worker, since its own says
// all the time that it still works on it.
func TestSlowDocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consumer, err := w.bus.Documents(t.Context())
	must(t, err)
	config := consumer.CachedInfo().Config
	config.AckWait = 600 * time.Millisecond
	_, err = w.bus.JS.UpdateConsumer(t.Context(), bus.DocumentsStream, config)
	must(t, err)
	beats := make(chan struct{}, 100)
	listening, err := w.bus.Conn.Subscribe("$JS.ACK."+bus.DocumentsStream+".>", func(m *nats.Msg) {
		if string(m.Data) == "+WPI" {
			beats <- struct{}{}
		}
	})
	must(t, err)
	defer func() { must(t, listening.Unsubscribe()) }()
	must(t, w.bus.Conn.Flush())
	p := w.pipeline()
	p.Bucket = flaw{p.Bucket, "slow.csv", func() {
		for range 6 { // three beats are as long as the bus waits
			<-beats
		}
	}}
	w.work(p)
	w.put("slow.csv", sample(t, "04-bol-containers.csv"))
	document, _ := w.ended()
	info, err := consumer.Info(t.Context())
	must(t, err)
	if document.Outcome != publish.Completed || document.Result.Attempt != 1 || info.NumRedelivered != 0 {
		t.Errorf("%s at delivery %d, %d delivered again", document.Outcome, document.Result.Attempt, info.NumRedelivered)
	}
}
