package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/ingest/own"
	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/annotate"
	"docket/publish/ledger"
)

// Files takes what docket itself puts into buckets. *bucket.S3 is one.
type Files interface {
	Put(ctx context.Context, bucket, key string, body []byte, labels bucket.Labels) (bucket.Info, error)
}

// passOver ends the work on what docket itself has put there, which its own notice has brought here.
func (w *work) passOver(kind own.Kind, of string) {
	w.result.Document.Own = string(kind)
	switch kind {
	case own.Copy:
		w.result.Message = "This is the marked copy of document " + of + ", as docket wrote it; there is nothing to file."
		w.result.Hint = "Correct the marked cells in it, and send it again."
	default:
		w.result.Message = "This is docket's own receipt of request " + of + "; there is nothing to file."
	}
	w.end(publish.Completed, nil)
}

// hand makes the marked copy of a document that a person can do something about, puts it beside the file, and says in
// all results where it is. Results are not kept back for a copy that cannot be written: they say so.
func (w *work) hand(ctx context.Context, object bucket.Object, document mapping.Document) error {
	report := w.report(document)
	if w.Copies == nil || w.marks.Intact || !report.Actionable() {
		return nil
	}
	leave, err := w.Room.enter(ctx, object.Body, w.Limits)
	if err != nil {
		return err
	}
	marked, err := w.annotate(object, report)
	leave()
	if err != nil {
		w.withoutCopy(err)
		return nil
	}
	key, err := w.place(ctx, marked)
	if err == nil {
		_, err = w.Copies.Put(ctx, w.job.Notice.Bucket, key, marked.Data, own.Copy.Labels(w.job.Document, marked.ContentType(), marked.Data))
	}
	switch {
	case err == nil:
		for i := range w.events {
			w.events[i].Result.Annotated = "s3://" + w.job.Notice.Bucket + "/" + key
		}
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, bucket.ErrUnavailable):
		w.events = w.events[:len(w.events)-1] // the document has not come to its end
		return fmt.Errorf("%w: %w", publish.ErrTrouble, err)
	default:
		w.withoutCopy(err)
	}
	return nil
}

// annotate makes the copy. What has been filed is told of, whatever happens here.
func (w *work) annotate(object bucket.Object, report annotate.Report) (marked annotate.Copy, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = defect(thrown)
		}
	}()
	return annotate.Annotate(object.Body, report, w.Limits)
}

// withoutCopy says in the document's result why there is no marked copy.
func (w *work) withoutCopy(err error) {
	problem := mapping.Problem{Severity: mapping.Warning, Code: "no_marked_copy", Cells: []sheet.Place{}, Message: mapping.Sentence("there is no marked copy of the file: " + err.Error())}
	var h hinted
	if errors.As(err, &h) {
		problem.Hint = mapping.Sentence(h.Hint())
	}
	last := &w.events[len(w.events)-1].Result
	last.Problems = append(slices.Clip(last.Problems), problem)
}

func isCopy(object bucket.Object) bool {
	kind, _ := own.Of(object)
	return kind == own.Copy
}

// maxCopies is how many names are tried for a copy.
const maxCopies = 1000

// place is a key for a marked copy: one that is free, or has an earlier copy of docket's. What a person has put there
// is left alone.
func (w *work) place(ctx context.Context, marked annotate.Copy) (string, error) {
	key := w.job.Notice.Key
	for range maxCopies {
		key = marked.Name(key)
		there, err := w.Bucket.Fetch(ctx, notice.Notice{Bucket: w.job.Notice.Bucket, Key: key})
		switch {
		case errors.Is(err, fs.ErrNotExist), err == nil && isCopy(there):
			return key, nil
		case errors.Is(err, bucket.ErrTooLarge), err == nil: // a person's
		default:
			return "", err
		}
	}
	return "", fmt.Errorf("all names for it are taken, to %s", key)
}

// report is what is said of the document, with what became of its filings.
func (w *work) report(document mapping.Document) annotate.Report {
	r := annotate.Report{
		Origin: mark.Origin{Document: w.job.Document, Source: w.sourceOf(w.marks.Origin)},
		File:   path.Base(w.job.Notice.Key), At: w.Now(), Type: document.Type, Problems: document.Problems, Unmapped: document.Unmapped,
	}
	for _, e := range w.events {
		if of := e.Result.Filing; of != nil {
			r.Filings = append(r.Filings, annotate.Filing{Kind: of.Kind, Reference: of.Reference, Outcome: string(e.Outcome), APIID: of.APIID, Problems: e.Result.Problems})
		}
	}
	return r
}

// sourceOf is the file that a document's filings come from: of a corrected copy the file that it corrects, so that its
// filings are updates of that file's and no others. The copy's own words are not enough: it must stand beside the file.
func (w *work) sourceOf(o mark.Origin) string {
	itself := w.job.Notice.URL()
	folder := itself[:strings.LastIndexByte(itself, '/')+1]
	if name, beside := strings.CutPrefix(o.Source, folder); beside && name != "" && !strings.Contains(name, "/") {
		return o.Source
	}
	return itself
}

// olderCopy compares versions that came under two names, the file and its corrected copy: which of them the bucket got
// later. It is not known of versions under one name.
func (w *work) olderCopy(filed ledger.Source, other notice.Notice) (older, known bool) {
	if other.Key == w.job.Notice.Key || filed.Modified.IsZero() {
		return false, false
	}
	return w.modified.Before(filed.Modified), true
}
