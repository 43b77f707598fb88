package ingest_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/mapping"
	"docket/mapping/mark"
	"docket/publish"

	"github.com/xuri/excelize/v2"
)

// edited is a workbook in which a person has changed some cells.
func edited(t *testing.T, data []byte, name string, cells map[string]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	for cell, text := range cells {
		must(t, f.SetCellStr(name, cell, text))
	}
	out, err := f.WriteToBuffer()
	must(t, err)
	return out.Bytes()
}

// fetch gets what a result says the marked copy is.
func (w *world) fetch(url string) []byte {
	w.t.Helper()
	key, found := strings.CutPrefix(url, "s3://inbox/")
	if !found {
		w.t.Fatalf("the marked copy is at %q", url)
	}
	object, err := w.files.Fetch(w.t.Context(), notice.Notice{Bucket: "inbox", Key: key})
	must(w.t, err)
	return object.Body
}

func (w *world) marking() *ingest.Pipeline {
	p := w.pipeline()
	p.Copies = w.files
	return p
}

// documents are the results of the next documents that end, however their notices were ordered, by key.
func (w *world) documents(n int) (documents map[string]publish.Event, filings map[string][]publish.Event) {
	w.t.Helper()
	documents, filings = map[string]publish.Event{}, map[string][]publish.Event{}
	for len(documents) < n {
		e := w.next()
		key := e.Result.Document.Key
		if e.Outcome == publish.AtRisk {
			continue
		}
		if e.Kind == publish.Document {
			documents[key] = e
		} else {
			filings[key] = append(filings[key], e)
		}
	}
	return documents, filings
}

// TestCorrectedInTheCopy: a file with one bad house bill of three is filed in part; its marked copy lies beside it and
// is no input; corrected and dropped where it lay, it files what was missing, amends nothing else, and doubles nothing.
func TestCorrectedInTheCopy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.work(w.marking())
	const key, copied = "pelangi/hbl list.xlsx", "pelangi/hbl list.marked.xlsx"
	w.put(key, edited(t, sample(t, "03-isf-house-bills.xlsx"), "HBL list", map[string]string{"H12": "7716.91.0000"}))
	documents, filings := w.documents(2)
	first := documents[key]
	if first.Outcome != publish.Partial || first.Result.Annotated != "s3://inbox/"+copied {
		t.Fatalf("%s, copy at %q: %+v", first.Outcome, first.Result.Annotated, first.Result)
	}
	for _, f := range filings[key] {
		if f.Result.Annotated != first.Result.Annotated {
			t.Errorf("%s %s does not tell of the copy", f.Kind, f.Subject)
		}
	}
	if own := documents[copied]; own.Outcome != publish.Completed || len(filings[copied]) > 0 || !strings.Contains(own.Result.Message, first.Result.Document.ID) || own.Result.Annotated != "" {
		t.Errorf("the copy itself: %s with %d filings, %q", own.Outcome, len(filings[copied]), own.Result.Message)
	}
	isfs, orders := len(w.api.ISFs()), len(w.api.Orders())
	if isfs == 0 || isfs >= 3 {
		t.Fatalf("%d ISFs were filed of the file with a mistake", isfs)
	}

	w.put(copied, edited(t, w.fetch(first.Result.Annotated), "HBL list", map[string]string{"H12": "4016.91.0000"}))
	second, made := w.ended()
	if second.Outcome != publish.Completed || second.Result.Document.Corrects != first.Result.Document.ID || second.Result.Annotated != "" {
		t.Fatalf("corrected: %s, corrects %q, copy %q: %+v", second.Outcome, second.Result.Document.Corrects, second.Result.Annotated, second.Result)
	}
	before := map[string]publish.Event{}
	for _, f := range filings[key] {
		before[string(f.Kind)+f.Subject] = f
	}
	outcomes := map[publish.Outcome]int{}
	for _, f := range made {
		outcomes[f.Outcome]++
		if was := before[string(f.Kind)+f.Subject]; was.Outcome.Filed() && (f.Outcome != publish.Unchanged || f.Result.Filing.APIID != was.Result.Filing.APIID) {
			t.Errorf("%s %s was filed under %s, and is now %s under %s", f.Kind, f.Subject, was.Result.Filing.APIID, f.Outcome, f.Result.Filing.APIID)
		}
	}
	if outcomes[publish.Unchanged] != isfs+orders || outcomes[publish.Submitted] != 6-isfs-orders {
		t.Errorf("outcomes %v; %d ISFs and %d orders were there", outcomes, isfs, orders)
	}
	if isfs, orders := len(w.api.ISFs()), len(w.api.Orders()); isfs != 3 || orders != 3 {
		t.Errorf("the API holds %d ISFs and %d orders, want 3 of each", isfs, orders)
	}
}

// TestCopiesOfCopies: a person's workbook is never written over, and a copy that comes back without corrections makes
// no other.
func TestCopiesOfCopies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.marking()
	bad := sample(t, "07-isf-five-mistakes.xlsx")
	do := func(key string, content []byte) publish.Event {
		t.Helper()
		w.put(key, content)
		events, err := p.Do(t.Context(), ingest.Job{Notice: notice.Notice{Bucket: "inbox", Key: key}, Document: "of-" + key, Attempt: 1})
		must(t, err)
		return events[len(events)-1]
	}
	first := do("a/isf.xlsx", bad)
	if first.Result.Annotated != "s3://inbox/a/isf.marked.xlsx" {
		t.Fatalf("copy at %q", first.Result.Annotated)
	}
	if again := do("a/isf.xlsx", bad); again.Result.Annotated != first.Result.Annotated {
		t.Errorf("the second copy of a file is at %q", again.Result.Annotated)
	}
	marked := w.fetch(first.Result.Annotated)
	if back := do("a/isf.marked.xlsx", marked); back.Outcome != publish.Partial || back.Result.Annotated != "" || back.Result.Document.Corrects != "of-a/isf.xlsx" {
		t.Errorf("a copy without corrections: %s, copy at %q, corrects %q", back.Outcome, back.Result.Annotated, back.Result.Document.Corrects)
	}
	half := edited(t, marked, "ISF 10+2", map[string]string{"C42": "Negombo"})
	if back := do("a/isf.marked.xlsx", half); back.Result.Annotated != "s3://inbox/a/isf.marked-2.xlsx" {
		t.Errorf("the copy of a correction is at %q", back.Result.Annotated)
	}
	if again := do("a/isf.xlsx", bad); again.Result.Annotated != "s3://inbox/a/isf.marked-2.xlsx" {
		t.Errorf("with a person's workbook in its place, the copy is at %q", again.Result.Annotated)
	}
	if !bytes.Equal(w.fetch("s3://inbox/a/isf.marked.xlsx"), half) {
		t.Error("a person's workbook was written over")
	}
	if good := do("b/isf.xlsx", sample(t, "01-isf-form.xlsx")); good.Result.Annotated != "" {
		t.Errorf("a file without mistakes has a copy at %s", good.Result.Annotated)
	}
}

// TestTheCopyNamesItsFile only within its folder: what a workbook says of itself is no right to amend others' filings.
func TestTheCopyNamesItsFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.marking()
	do := func(key string, content []byte) []publish.Event {
		t.Helper()
		w.put(key, content)
		events, err := p.Do(t.Context(), ingest.Job{Notice: notice.Notice{Bucket: "inbox", Key: key}, Document: "of-" + key, Attempt: 1})
		must(t, err)
		return events
	}
	other := sample(t, "10-isf-form-corrected.xlsx")
	for _, e := range do("acme/isf.xlsx", sample(t, "01-isf-form.xlsx"))[:2] {
		if e.Outcome != publish.Submitted {
			t.Fatalf("%s: %+v", e.Outcome, e.Result)
		}
	}
	sealed := func(source string) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(other))
		must(t, err)
		defer f.Close()
		_, err = f.NewSheet(mark.ReportTitle)
		must(t, err)
		must(t, f.SetSheetCol(mark.ReportTitle, "A1", &[]string{mark.ReportTitle, mark.Seal(mark.Origin{Document: "x", Source: source}, "")}))
		out, err := f.WriteToBuffer()
		must(t, err)
		return out.Bytes()
	}
	for _, test := range []struct {
		key, source string
		want        publish.Outcome
	}{
		{"other/again.xlsx", "s3://inbox/acme/isf.xlsx", publish.Held},
		{"acme/below/again.xlsx", "s3://inbox/acme/isf.xlsx", publish.Held},
		{"again.xlsx", "s3://inbox/acme/isf.xlsx", publish.Held},
		{"acme/third.xlsx", "s3://inbox/acme/", publish.Held},
		{"acme/fourth.xlsx", "isf.xlsx", publish.Held},
		{"acme/again.xlsx", "s3://inbox/acme/isf.xlsx", publish.Submitted},
	} {
		if events := do(test.key, sealed(test.source)); events[0].Outcome != test.want {
			t.Errorf("%s that says it corrects %s: %s, want %s", test.key, test.source, events[0].Outcome, test.want)
		}
	}
}

func isNoCopy(p mapping.Problem) bool { return p.Code == "no_marked_copy" }

// dated is a bucket whose objects came at times of the test's choice.
type dated struct {
	ingest.Bucket
	at map[string]time.Time
}

func (d dated) Fetch(ctx context.Context, n notice.Notice) (bucket.Object, error) {
	object, err := d.Bucket.Fetch(ctx, n)
	object.LastModified = d.at[n.Key]
	return object, err
}

// TestTheFileAfterItsCorrection: when the notice of a file comes again after its corrected copy was filed, the
// correction stays.
func TestTheFileAfterItsCorrection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.marking()
	start := time.Date(2026, time.November, 22, 8, 0, 0, 0, time.UTC)
	p.Bucket = dated{w.files, map[string]time.Time{"isf.xlsx": start, "isf.marked.xlsx": start.Add(time.Hour)}}
	do := func(key, document string) publish.Outcome {
		t.Helper()
		events, err := p.Do(t.Context(), ingest.Job{Notice: notice.Notice{Bucket: "inbox", Key: key}, Document: document, Attempt: 1})
		must(t, err)
		return events[0].Outcome
	}
	w.put("isf.xlsx", edited(t, sample(t, "07-isf-five-mistakes.xlsx"), "ISF 10+2", map[string]string{"C11": "2027-01-24", "C18": "5702.20.1000", "C26": "29-555012600", "C42": "Negombo"}))
	if got := do("isf.xlsx", "first"); got != publish.Invalid {
		t.Fatal(got)
	}
	marked := w.fetch("s3://inbox/isf.marked.xlsx")
	w.put("isf.marked.xlsx", edited(t, marked, "ISF 10+2", map[string]string{"C12": "HLBU1865209", "C14": "981 CTNS"}))
	if got := do("isf.marked.xlsx", "second"); got != publish.Submitted {
		t.Fatal(got)
	}
	w.put("isf.xlsx", edited(t, sample(t, "07-isf-five-mistakes.xlsx"), "ISF 10+2",
		map[string]string{"C11": "2027-01-24", "C18": "5702.20.1000", "C26": "29-555012600", "C42": "Negombo", "C12": "HLBU1865209"}))
	if got := do("isf.xlsx", "first version, announced late"); got != publish.Superseded {
		t.Errorf("the file, older than its correction, is %s", got)
	}
	p.Bucket.(dated).at["isf.xlsx"] = start.Add(2 * time.Hour)
	if got := do("isf.xlsx", "third"); got != publish.Submitted {
		t.Errorf("the file, newer than its correction, is %s", got)
	}
}

// TestCopiesThatCannotBeWritten: the results are there all the same, and say so; what may pass is tried again.
func TestCopiesThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.put("isf.xlsx", sample(t, "07-isf-five-mistakes.xlsx"))
	job := ingest.Job{Notice: notice.Notice{Bucket: "inbox", Key: "isf.xlsx"}, Document: "first", Attempt: 1}
	id, secret := w.store.Credentials()
	open := func(options bucket.Options) *bucket.S3 {
		options.AccessKeyID, options.SecretAccessKey, options.Attempts = id, secret, 1
		s3, err := bucket.Open(t.Context(), options)
		must(t, err)
		t.Cleanup(s3.Close)
		return s3
	}
	p := w.marking()
	p.Copies = open(bucket.Options{Endpoint: w.store.Endpoint(), Allow: []string{"elsewhere"}})
	events, err := p.Do(t.Context(), job)
	must(t, err)
	last := events[len(events)-1].Result
	if at := slices.IndexFunc(last.Problems, isNoCopy); at < 0 || last.Annotated != "" || last.Problems[at].Hint == "" {
		t.Errorf("copy at %q, problems %+v", last.Annotated, last.Problems)
	}
	p.Copies = open(bucket.Options{Endpoint: "http://127.0.0.1:1"})
	if _, err := p.Do(t.Context(), job); !errors.Is(err, publish.ErrTrouble) {
		t.Errorf("S3 out of reach: %v", err)
	}
}
