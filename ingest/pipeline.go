package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/ledger"
	"docket/validate"
)

// A Bucket has the files. *bucket.S3 is one.
type Bucket interface {
	// Fetch gets the version of a file that a notice speaks of. An error is bucket.ErrUnavailable if it is worth
	// trying again, bucket.ErrChanged if another version has taken the file's place, else final.
	Fetch(ctx context.Context, n notice.Notice) (bucket.Object, error)
}

// A Submitter files what is ready. *publish.Submitter is one.
type Submitter interface {
	Submit(ctx context.Context, s publish.Submission) (publish.Receipt, error)
}

// A Pipeline does the work on one document. It holds no state between documents.
type Pipeline struct {
	Bucket    Bucket
	Submitter Submitter
	Mapping   mapping.Options
	Checker   *validate.Checker
	Limits    sheet.Limits
	Now       func() time.Time
}

// A Job is one document to work on.
type Job struct {
	Notice   notice.Notice
	Document string // id of this version or upload
	Attempt  int    // deliveries of the notice, from 1
}

// Do works on a document and returns what there is to publish: an event for each filing, in the file's order, then one
// for the document. Whatever is wrong with the document is in the events. An error is trouble that is not the
// document's own (publish.ErrTrouble), or the context's end; the job may then be done again from its beginning.
func (p *Pipeline) Do(ctx context.Context, job Job) ([]publish.Event, error) {
	w := &work{Pipeline: p, job: job}
	w.result.Document = publish.DocumentInfo{ID: job.Document, Bucket: job.Notice.Bucket, Key: job.Notice.Key, VersionID: job.Notice.VersionID, ETag: job.Notice.ETag}
	w.result.Attempt = job.Attempt
	object, err := w.fetch(ctx)
	if err != nil || w.ended {
		return w.events, err
	}
	document, readable := w.convert(object)
	if !readable {
		return w.events, nil
	}
	if err := w.submit(ctx, document); err != nil {
		return nil, err
	}
	return w.events, nil
}

// work is a document on its way through the pipeline.
type work struct {
	*Pipeline
	job    Job
	result publish.Result // what all events of the document have in common
	events []publish.Event
	ended  bool
}

// fetch gets the file. A file that cannot be had ends the work with a result.
func (w *work) fetch(ctx context.Context) (bucket.Object, error) {
	start := w.Now()
	object, err := w.Bucket.Fetch(ctx, w.job.Notice)
	if errors.Is(err, bucket.ErrChanged) {
		// Its newer version has a notice of its own, which may have been lost: what is there now is worked on. Should
		// the other notice come, the ledger finds that nothing is left to file.
		latest := w.job.Notice
		latest.VersionID, latest.ETag = "", ""
		object, err = w.Bucket.Fetch(ctx, latest)
	}
	w.result.Timings.Fetch = w.Now().Sub(start).Milliseconds()
	switch {
	case err == nil:
		d := &w.result.Document
		d.VersionID, d.ETag, d.SHA256 = object.VersionID, object.ETag, object.SHA256
		return object, nil
	case ctx.Err() != nil:
		return bucket.Object{}, context.Cause(ctx)
	case errors.Is(err, bucket.ErrUnavailable):
		return bucket.Object{}, fmt.Errorf("%w: %w", publish.ErrTrouble, err)
	default:
		w.end(publish.Unreadable, err)
		return bucket.Object{}, nil
	}
}

// convert reads the file and makes its filings. A file that cannot be read ends the work with a result.
func (w *work) convert(object bucket.Object) (mapping.Document, bool) {
	start := w.Now()
	options := w.Mapping
	options.Type = mapping.DocumentType(w.job.Notice.DocumentType)
	options.Source = w.job.Notice.URL()
	document, err := mapping.Convert(w.job.Notice.Key, object.Body, w.Limits, options)
	w.result.Document.Type, w.result.Document.Profile = document.Type, document.Profile
	w.result.Document.Unmapped = len(document.Unmapped)
	w.result.Problems = document.Problems
	if err != nil {
		w.result.Timings.Convert = w.Now().Sub(start).Milliseconds()
		outcome := publish.Unreadable
		if errors.Is(err, sheet.Unsupported) || errors.Is(err, sheet.NotASpreadsheet) {
			outcome = publish.Unsupported
		}
		w.end(outcome, err)
		return document, false
	}
	w.Checker.Check(&document, w.Now())
	w.result.Problems = document.Problems
	w.result.Timings.Convert = w.Now().Sub(start).Milliseconds()
	if len(document.Filings) == 0 {
		w.end(publish.Unsupported, nil)
		return document, false
	}
	return document, true
}

// hinted is an error that says what to do about it.
type hinted interface{ Hint() string }

// end is the result of a document that yields no filings.
func (w *work) end(outcome publish.Outcome, err error) {
	result := w.result
	var h hinted
	if err != nil {
		result.Message = err.Error()
		if errors.As(err, &h) {
			result.Hint = h.Hint()
		}
	}
	w.ended = true
	w.events = append(w.events, w.event(publish.Document, outcome, w.job.Notice.Key, "", result))
}

// submit files each filing that is ready, and says of each what became of it.
func (w *work) submit(ctx context.Context, document mapping.Document) error {
	start := w.Now()
	source, err := w.source()
	if err != nil {
		return err
	}
	outcome := publish.Completed
	summary := w.result
	isfs := map[string]publish.Receipt{} // by reference
	for _, f := range document.Filings {
		receipt, err := w.file(ctx, &f, source, isfs)
		if err != nil {
			return err
		}
		if f.Kind == filing.KindISF {
			isfs[f.Reference] = receipt
		}
		w.result.Timings.Submit = w.Now().Sub(start).Milliseconds()
		w.events = append(w.events, w.filed(f, receipt))
		summary.Filings = append(summary.Filings, publish.FilingOutcome{Kind: f.Kind, Reference: f.Reference, Outcome: receipt.Outcome, APIID: receipt.APIID})
		if !receipt.Outcome.Filed() {
			outcome = publish.Partial
		}
	}
	summary.Timings.Submit = w.Now().Sub(start).Milliseconds()
	w.events = append(w.events, w.event(publish.Document, outcome, w.job.Notice.Key, "", summary))
	return nil
}

// file submits a filing that is ready; of another one it only says why it was not sent. An order made from an ISF
// worksheet names the ISF, so it goes out only when the ISF has.
func (w *work) file(ctx context.Context, f *mapping.Filing, source ledger.Source, isfs map[string]publish.Receipt) (publish.Receipt, error) {
	switch f.Outcome {
	case mapping.Ready:
	case mapping.Held:
		return publish.Receipt{Outcome: publish.Held}, nil
	default:
		return publish.Receipt{Outcome: publish.Invalid}, nil
	}
	if order, ok := f.Request.(*filing.CustomsOrder); ok && order.RequestMetadata.SourceDocument.Type == filing.DocumentISFWorksheet {
		isf := isfs[f.Reference]
		if isf.APIID == "" {
			return publish.Receipt{
				Outcome: publish.Held, Code: "isf_not_filed", Message: "The order names its ISF as its source, and the ISF has not been filed.",
				Hint: "Mend what keeps the ISF from being filed and send the file again.",
			}, nil
		}
		order.RequestMetadata.SourceDocument.FID = filing.InboundISF(isf.APIID)
	}
	return w.Submitter.Submit(ctx, publish.Submission{Request: f.Request, Source: source, OlderThan: w.olderThan})
}

func (w *work) source() (ledger.Source, error) {
	n, err := json.Marshal(w.job.Notice)
	if err != nil {
		return ledger.Source{}, fmt.Errorf("write the notice of %s: %w", w.job.Notice, err)
	}
	return ledger.Source{URL: w.job.Notice.URL(), Document: w.job.Document, SHA256: w.result.Document.SHA256, Notice: n}, nil
}

// olderThan says whether this document's version of the file is older than one that was filed.
func (w *work) olderThan(filed ledger.Source) bool {
	var other notice.Notice
	if json.Unmarshal(filed.Notice, &other) != nil {
		return false
	}
	return notice.Compare(w.job.Notice, other) == notice.Older
}

// filed is the event on a filing.
func (w *work) filed(f mapping.Filing, r publish.Receipt) publish.Event {
	result := w.result
	result.Problems = f.Problems
	if r.Code != "" || r.Message != "" {
		result.Problems = append(result.Problems, problemsOf(f, r)...)
	}
	result.Filing = &publish.FilingInfo{
		Kind: f.Kind, Reference: f.Reference, RequestID: r.RequestID, APIID: r.APIID, APIStatus: r.APIStatus,
		Confidence: f.Confidence, Cells: f.Cells,
	}
	subject := f.Reference
	if subject == "" {
		subject = w.job.Notice.Key
	}
	return w.event(publish.Kind(f.Kind), r.Outcome, subject, f.Reference, result)
}

// problemsOf are the words of a refusal as problems, at the cells that they are about as far as they name places.
func problemsOf(f mapping.Filing, r publish.Receipt) []mapping.Problem {
	severity := mapping.Error
	if r.Outcome == publish.Superseded {
		severity = mapping.Warning
	}
	whole := mapping.Problem{Severity: severity, Code: r.Code, Message: r.Message, Hint: r.Hint}
	if len(r.Faults) == 0 {
		return []mapping.Problem{whole}
	}
	var problems []mapping.Problem
	for _, fault := range r.Faults {
		p := whole
		p.Field, p.Message = fault.Pointer, fault.Message
		p.Cells = f.CellsAt(fault.Pointer)
		problems = append(problems, p)
	}
	return problems
}

func (w *work) event(kind publish.Kind, outcome publish.Outcome, subject, reference string, result publish.Result) publish.Event {
	return publish.Event{
		ID:   publish.EventID(w.job.Document, kind, reference, ""),
		Kind: kind, Outcome: outcome, Subject: subject, Time: w.Now().UTC(), Result: result,
	}
}
