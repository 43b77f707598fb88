package ingest_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/recent"
	"docket/publish/sandbox"

	"github.com/nats-io/nats.go"
)

// recentOf is a document as people see it, from its results.
func recentOf(document publish.Event, filings []publish.Event) recent.Document {
	return recent.Document{Info: document.Result.Document, Results: append(filings, document)}
}

// TestRetry: what the API refused is filed when it is tried again after the API was mended, under the same bill, from
// the same version of the file; the same retry wanted twice is one; and what is filed already is not filed again.
func TestRetry(t *testing.T) {
	t.Parallel()
	w := newVersionedWorld(t)
	p := w.pipeline()
	w.work(p)
	papers := &ingest.Papers{Pipeline: p, JS: w.bus.JS}
	retry := func(d publish.DocumentInfo, seen uint64, want bool) {
		t.Helper()
		if fresh, err := papers.Retry(t.Context(), d, seen); err != nil || fresh != want {
			t.Errorf("retried: %t, %v", fresh, err)
		}
	}
	must(t, w.api.Inject(sandbox.Fault{Operation: "upsertCustomsOrder", Next: 1, Status: 400}))
	w.put("a.csv", sample(t, "04-bol-containers.csv"))
	first, filings := w.ended()
	if first.Outcome != publish.Partial || filings[0].Outcome != publish.Rejected {
		t.Fatalf("%s, %s", first.Outcome, filings[0].Outcome)
	}
	retry(first.Result.Document, 2, true)
	second, filings := w.ended()
	retry(first.Result.Document, 2, false)
	if d := second.Result.Document; second.Outcome != publish.Completed || filings[0].Outcome != publish.Submitted || d.ID == first.Result.Document.ID || d.SHA256 != first.Result.Document.SHA256 || d.VersionID != first.Result.Document.VersionID {
		t.Errorf("%s, %s of %+v", second.Outcome, filings[0].Outcome, d)
	}
	retry(second.Result.Document, 4, true)
	if third, filings := w.ended(); third.Outcome != publish.Completed || filings[0].Outcome != publish.Unchanged {
		t.Errorf("filed again: %s", filings[0].Outcome)
	}
	if orders := w.api.Orders(); len(orders) != 1 {
		t.Errorf("the API has %d orders", len(orders))
	}
	w.put("a.csv", bytes.ReplaceAll(sample(t, "04-bol-containers.csv"), []byte("QB-11871"), []byte("QB-11872")))
	w.ended()
	retry(first.Result.Document, 6, true)
	if _, filings := w.ended(); filings[0].Outcome != publish.Superseded {
		t.Errorf("an older version: %s", filings[0].Outcome)
	}
}

// TestRetryAsAsked: what the notice asked for is asked for again, also where nothing tells versions of a file apart.
func TestRetryAsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pipeline()
	w.work(p)
	message := nats.NewMsg(bus.DocumentsSubject + ".mine")
	message.Data = []byte(`{"bucket":"inbox","key":"none.csv","document_type":"isf_worksheet","profile":"acme"}`)
	_, err := w.bus.JS.PublishMsg(t.Context(), message)
	must(t, err)
	first, _ := w.ended()
	if d := first.Result.Document; first.Outcome != publish.Unreadable || d.AskedType != mapping.IsfWorksheet || d.AskedProfile != "acme" {
		t.Fatalf("%s of %+v", first.Outcome, d)
	}
	fresh, err := (&ingest.Papers{Pipeline: p, JS: w.bus.JS}).Retry(t.Context(), first.Result.Document, 1)
	second, _ := w.ended()
	if d := second.Result.Document; err != nil || !fresh || !strings.HasPrefix(d.ID, "retry-") || d.AskedType != mapping.IsfWorksheet || d.AskedProfile != "acme" {
		t.Errorf("%t, %v; %+v", fresh, err, d)
	}
}

// TestPapers: the file of a document is that version of it, and reads as it did; its marked copy is the one in the
// bucket, or one that is made where there is none, and comes back as a correction of the same file either way.
func TestPapers(t *testing.T) {
	t.Parallel()
	const key = "acme/isf.xlsx"
	for _, test := range []struct {
		name     string
		versions bool
		copies   bool
	}{{"a bucket with versions and copies", true, true}, {"one without", false, false}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorldOf(t, sandbox.Options{}, test.versions)
			p, ends := w.pipeline(), 1
			if test.copies {
				p, ends = w.marking(), 2
			}
			w.work(p)
			content := sample(t, "07-isf-five-mistakes.xlsx")
			w.put(key, content)
			documents, told := w.documents(ends)
			document, filings := documents[key], told[key]
			d := recentOf(document, filings)
			papers := &ingest.Papers{Pipeline: p, JS: w.bus.JS}
			body, err := papers.File(t.Context(), d.Info)
			if err != nil || !bytes.Equal(body, content) {
				t.Errorf("the file has %d bytes, %v", len(body), err)
			}
			read, err := papers.Read(t.Context(), d.Info, body)
			if err != nil || len(read.Filings) != len(filings) || len(read.Filings[0].Problems) != len(filings[0].Result.Problems) {
				t.Errorf("it reads as %d filings, %v", len(read.Filings), err)
			}
			copied, name, err := papers.Marked(t.Context(), d)
			if err != nil || name != "isf.marked.xlsx" || copied.Extension() != ".xlsx" {
				t.Fatalf("the copy: %q, %v", name, err)
			}
			if test.copies && !bytes.Equal(copied.Data, w.fetch(document.Result.Annotated)) {
				t.Error("the copy is not the one in the bucket")
			}
			book, err := sheet.Read(copied.Data, sheet.DefaultLimits)
			must(t, err)
			if removed, _ := mark.Remove(book); removed.Origin.Document != d.Info.ID || removed.Origin.Source != "s3://inbox/acme/isf.xlsx" || !removed.Intact {
				t.Errorf("the copy comes from %+v", removed.Origin)
			}

			// Another version is not taken for this one.
			w.put(key, sample(t, "01-isf-form.xlsx"))
			body, err = papers.File(t.Context(), d.Info)
			if changed := errors.Is(err, bucket.ErrChanged); changed == test.versions || test.versions && !bytes.Equal(body, content) {
				t.Errorf("after it was replaced: %d bytes, %v", len(body), err)
			}
			d.Info.VersionID, d.Info.ETag = "", ""
			if _, err := papers.File(t.Context(), d.Info); !errors.Is(err, bucket.ErrChanged) {
				t.Errorf("another version is taken for it: %v", err)
			}
		})
	}
}

// TestMarkedOfAnother: a copy in the bucket that is of another version by now is not given out as this one's.
func TestMarkedOfAnother(t *testing.T) {
	t.Parallel()
	w := newVersionedWorld(t)
	w.work(w.marking())
	w.put("isf.xlsx", sample(t, "07-isf-five-mistakes.xlsx"))
	documents, filings := w.documents(2)
	first := recentOf(documents["isf.xlsx"], filings["isf.xlsx"])
	w.put("isf.xlsx", edited(t, sample(t, "07-isf-five-mistakes.xlsx"), "ISF 10+2", map[string]string{"C17": "rugs"}))
	w.documents(2)
	there, err := w.files.Fetch(t.Context(), notice.Notice{Bucket: "inbox", Key: "isf.marked.xlsx"})
	must(t, err)
	copied, _, err := (&ingest.Papers{Pipeline: w.marking(), JS: w.bus.JS}).Marked(t.Context(), first)
	must(t, err)
	book, err := sheet.Read(copied.Data, sheet.DefaultLimits)
	must(t, err)
	if removed, _ := mark.Remove(book); bytes.Equal(copied.Data, there.Body) || removed.Origin.Document != first.Info.ID {
		t.Errorf("the copy is of %s, want %s", removed.Origin.Document, first.Info.ID)
	}
}
