package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/annotate"
	"docket/publish/ledger"
)

// Copies is where marked copies go. *bucket.S3 is one.
type Copies interface {
	Put(ctx context.Context, bucket, key string, body []byte, labels bucket.Labels) (bucket.Info, error)
}

// Names of the metadata of marked copies.
const (
	copyOf     = "docket-copy-of"     // id of the document, as in results
	copyDigest = "docket-copy-sha256" // of the copy
)

// ownCopy says whether an object is a marked copy as docket wrote it. One that was changed since is a correction,
// whatever metadata some tool has left with it.
func ownCopy(object bucket.Object) bool {
	return object.Metadata[copyDigest] != "" && object.Metadata[copyDigest] == object.SHA256
}

func sha256Of(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// passOver ends the work on a marked copy, which its own notice has brought here.
func (w *work) passOver(object bucket.Object) {
	w.result.Message = "This is the marked copy of document " + object.Metadata[copyOf] + ", as docket wrote it; there is nothing to file."
	w.result.Hint = "Correct the marked cells in it, and send it again."
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
		labels := bucket.Labels{ContentType: marked.ContentType(), Metadata: map[string]string{copyOf: w.job.Document, copyDigest: sha256Of(marked.Data)}}
		_, err = w.Copies.Put(ctx, w.job.Notice.Bucket, key, marked.Data, labels)
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
		case errors.Is(err, fs.ErrNotExist), err == nil && ownCopy(there):
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
	own := w.job.Notice.URL()
	folder := own[:strings.LastIndexByte(own, '/')+1]
	if name, beside := strings.CutPrefix(o.Source, folder); beside && name != "" && !strings.Contains(name, "/") {
		return o.Source
	}
	return own
}

// olderCopy compares versions that came under two names, the file and its corrected copy: which of them the bucket got
// later. It is not known of versions under one name.
func (w *work) olderCopy(filed ledger.Source, other notice.Notice) (older, known bool) {
	if other.Key == w.job.Notice.Key || filed.Modified.IsZero() {
		return false, false
	}
	return w.modified.Before(filed.Modified), true
}
