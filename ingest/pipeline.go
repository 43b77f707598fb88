package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/ingest/own"
	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/mark"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/review"
	"docket/validate"
)

// A Bucket has the files. *bucket.S3 is one.
type Bucket interface {
	// Fetch gets the version of a file that a notice speaks of. An error is bucket.ErrUnavailable if it is worth
	// trying again, bucket.ErrChanged if another version has taken the file's place, else final.
	Fetch(ctx context.Context, n notice.Notice) (bucket.Object, error)
	// Head tells what Fetch would find now.
	Head(ctx context.Context, n notice.Notice) (bucket.Info, error)
}

// A Submitter files what is ready, and tells of what waits for a person what sending it would do. *publish.Submitter is
// one.
type Submitter interface {
	Submit(ctx context.Context, s publish.Submission) (publish.Receipt, error)
	Hold(ctx context.Context, s publish.Submission) (publish.Receipt, error)
	Prove(ctx context.Context, r publish.Receipt) (publish.Receipt, error)
}

// A Book has orders followed until release. *follow.Book is one.
type Book interface {
	Begin(ctx context.Context, w follow.Watch) error
}

// A Pipeline does the work on one document. But for the room, it holds no state between documents.
type Pipeline struct {
	Bucket    Bucket
	Submitter Submitter
	Book      Book // nil to follow nothing
	Desk      Desk // nil to say only that a filing is held
	Mapping   mapping.Options
	Checker   *validate.Checker
	Limits    sheet.Limits
	Room      *Room // what all documents at work share; nil for no bound
	Now       func() time.Time
	Copies    Files // takes marked copies; nil for none
}

// A Job is one document to work on.
type Job struct {
	Notice   notice.Notice
	Document string // id of this version or upload
	Attempt  int    // deliveries of the notice, from 1
}

// info is what is known of the document before its file is.
func (j Job) info() publish.DocumentInfo {
	n := j.Notice
	return publish.DocumentInfo{
		ID: j.Document, Bucket: n.Bucket, Key: n.Key, VersionID: n.VersionID, ETag: n.ETag,
		AskedType: mapping.DocumentType(n.DocumentType), AskedProfile: n.Profile,
	}
}

// Do works on a document and returns what there is to publish: an event for each filing, in the file's order, then one
// for the document. Whatever is wrong with the document is in the events. An error is trouble that is not the
// document's own (publish.ErrTrouble), the context's end, or a failure that sets the document aside; the job may be done
// again from its beginning, and what is through with an error already, in the events, is not done twice.
func (p *Pipeline) Do(ctx context.Context, job Job) (events []publish.Event, err error) {
	w := &work{Pipeline: p, job: job, told: map[string]int{}}
	defer func() {
		if thrown := recover(); thrown != nil {
			err = defect(thrown)
		}
		events = w.events
	}()
	w.result.Document = job.info()
	w.result.Attempt = job.Attempt
	object, err := w.fetch(ctx)
	if err != nil || w.ended {
		return nil, err
	}
	if kind, of := own.Of(object); kind != own.None {
		w.passOver(kind, of)
		return nil, nil
	}
	document, err := w.convert(ctx, object)
	if err != nil {
		return nil, err
	}
	source, err := w.arrive(ctx)
	if err != nil {
		return nil, err
	}
	if w.ended {
		return nil, w.settle(ctx, source)
	}
	if err := w.submit(ctx, document, source); err != nil {
		return nil, err
	}
	if err := w.settle(ctx, source); err != nil {
		return nil, err
	}
	if err := w.hand(ctx, object, document); err != nil {
		return nil, err
	}
	w.warn(document)
	return nil, nil
}

// work is a document on its way through the pipeline.
type work struct {
	*Pipeline
	job    Job
	found  notice.Notice  // the job's, with what the bucket told of the file
	result publish.Result // what all events of the document have in common
	events []publish.Event
	told   map[string]int // events by kind and reference
	ended  bool
	unsure error // why the bucket could not say which version is newer

	marks    mark.Removal // docket's own, if the file is a marked copy that came back
	modified time.Time    // when the bucket got the version

	superseded bool         // a newer version of the file has been seen
	held       []review.Ref // filings that were put on the desk
}

// fetch gets the file. A file that cannot be had ends the work with a result.
func (w *work) fetch(ctx context.Context) (bucket.Object, error) {
	start, announced := w.Now(), w.job.Notice
	object, err := w.Bucket.Fetch(ctx, announced)
	if errors.Is(err, bucket.ErrChanged) {
		// Its newer version has a notice of its own, which may have been lost: what is there now is worked on. Should
		// the other notice come, the ledger finds that nothing is left to file. When it came to be there nobody has said.
		announced.VersionID, announced.ETag, announced.Sequencer, announced.Time = "", "", "", time.Time{}
		object, err = w.Bucket.Fetch(ctx, announced)
	}
	w.result.Timings.Fetch = w.Now().Sub(start).Milliseconds()
	switch {
	case err == nil:
		d := &w.result.Document
		d.VersionID, d.ETag, d.SHA256 = object.VersionID, object.ETag, object.SHA256
		w.found = announced
		w.found.VersionID, w.found.ETag, w.found.Metadata = object.VersionID, object.ETag, nil
		w.modified = object.LastModified
		return object, nil
	case ctx.Err() != nil:
		return bucket.Object{}, context.Cause(ctx)
	case errors.Is(err, bucket.ErrUnavailable), errors.Is(err, bucket.ErrCredentials):
		return bucket.Object{}, fmt.Errorf("%w: %w", publish.ErrTrouble, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, bucket.ErrNoBucket), errors.Is(err, bucket.ErrOutside):
		return bucket.Object{}, failureOf("denied", err) // the file may be sound: whoever mends the configuration sends the notice again
	default:
		w.end(publish.Unreadable, err)
		return bucket.Object{}, nil
	}
}

// convert reads the file and makes its filings. A file that cannot be read, or that has none, ends the work with a
// result.
func (w *work) convert(ctx context.Context, object bucket.Object) (mapping.Document, error) {
	start := w.Now()
	document, unread, err := w.asked(ctx, object.Body)
	if err != nil {
		return mapping.Document{}, err
	}
	w.marks, w.result.Document.Corrects = document.Marks, document.Marks.Origin.Document
	w.result.Document.Type, w.result.Document.Profile, w.result.Document.Strictness = document.Type, document.Profile, document.Strictness
	w.result.Document.Rules = w.Checker.Version(document.Strictness)
	w.result.Document.Unmapped = len(document.Unmapped)
	w.result.Problems = document.Problems
	w.result.Timings.Convert = w.Now().Sub(start).Milliseconds()
	switch {
	case errors.Is(unread, sheet.Unsupported), errors.Is(unread, sheet.NotASpreadsheet), unread == nil && len(document.Filings) == 0:
		w.end(publish.Unsupported, unread)
	case unread != nil:
		w.end(publish.Unreadable, unread)
	}
	return document, nil
}

// asked reads a file as the notice asks for.
func (w *work) asked(ctx context.Context, body []byte) (document mapping.Document, unread, err error) {
	options := w.Mapping
	options.Type = mapping.DocumentType(w.job.Notice.DocumentType)
	options.SourceOf, options.Profile = w.sourceOf, w.job.Notice.Profile
	return w.read(ctx, body, options)
}

// read converts and checks a file. It is the one step that nothing interrupts: when the context ends before it, it is
// left to itself with the room that it takes, and what it comes to is dropped.
func (w *work) read(ctx context.Context, body []byte, options mapping.Options) (document mapping.Document, unread, err error) {
	type reading struct {
		document mapping.Document
		unread   error
		failure  error
	}
	leave, err := w.Room.enter(ctx, body, w.Limits)
	if err != nil {
		return document, nil, err
	}
	done := make(chan reading, 1)
	go func() {
		var r reading
		defer leave()
		defer func() {
			if thrown := recover(); thrown != nil {
				r.failure = defect(thrown)
			}
			done <- r
		}()
		r.document, r.unread = mapping.Convert(w.job.Notice.Key, body, w.Limits, options)
		if r.unread == nil {
			w.Checker.Check(&r.document, w.Now())
		}
	}()
	select {
	case r := <-done:
		return r.document, r.unread, r.failure
	case <-ctx.Done():
		return document, nil, context.Cause(ctx)
	}
}

// end is the result of a document that yields no filings. It says why, and what to do.
func (w *work) end(outcome publish.Outcome, err error) {
	if err != nil && len(w.result.Problems) == 0 {
		w.result.Problems = []mapping.Problem{unfetched(err)}
	}
	for _, p := range w.result.Problems {
		if p.Severity == mapping.Error {
			w.result.Message, w.result.Hint = p.Message, p.Hint
			break
		}
	}
	w.ended = true
	w.events = append(w.events, w.event(publish.Document, outcome, w.job.Notice.Key, "", w.result))
}

// unfetched is the problem of a file that could not be had from its bucket.
func unfetched(err error) mapping.Problem {
	p := mapping.Problem{Severity: mapping.Error, Code: "file_not_fetched", Cells: []sheet.Place{}, Message: mapping.Sentence(err.Error())}
	var h hinted
	if errors.As(err, &h) {
		p.Hint = mapping.Sentence(h.Hint())
	}
	return p
}

// submit files each filing that is ready, and says of each what became of it.
func (w *work) submit(ctx context.Context, document mapping.Document, source ledger.Source) error {
	start := w.Now()
	outcome := publish.Completed
	summary := w.result
	isfs := map[string]publish.Receipt{} // by reference
	for _, f := range document.Filings {
		receipt, err := w.file(ctx, &f, source, isfs)
		name := ""
		if err == nil && receipt.Outcome == publish.Held {
			name, receipt, err = w.hold(ctx, f, source, receipt)
		}
		if err != nil {
			return err
		}
		if f.Kind == filing.KindISF {
			isfs[f.Reference] = receipt
		}
		w.result.Timings.Submit = w.Now().Sub(start).Milliseconds()
		w.events = append(w.events, w.filed(f, receipt, name))
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
		return w.ask(ctx, f, source, isfs)
	default:
		return publish.Receipt{Outcome: publish.Invalid}, nil
	}
	if why := w.nameISF(f, isfs); why != nil {
		return *why, nil
	}
	receipt, err := w.Submitter.Submit(ctx, publish.Submission{Request: f.Request, Source: source, Basis: w.result.Document.Basis(), OlderThan: w.olderThan(ctx)})
	switch {
	case w.unsure != nil:
		return publish.Receipt{}, w.unsure
	case err != nil:
		return receipt, err
	}
	if err := w.follow(ctx, f, receipt); err != nil {
		return receipt, err
	}
	return w.Submitter.Prove(ctx, receipt)
}

// nameISF has an order made from an ISF worksheet name its ISF. It returns why it cannot, nil if it can or need not.
func (w *work) nameISF(f *mapping.Filing, isfs map[string]publish.Receipt) *publish.Receipt {
	order, ok := f.Request.(*filing.CustomsOrder)
	if !ok || order.RequestMetadata.SourceDocument.Type != filing.DocumentISFWorksheet {
		return nil
	}
	isf := isfs[f.Reference]
	if isf.APIID == "" || !isf.Outcome.Filed() && isf.Code != publish.CodeHasty {
		return &publish.Receipt{
			Outcome: publish.Held, Code: review.CodeISFNotFiled, Message: "The order names its ISF as its source, and the ISF has not been filed.",
			Hint: "Mend what keeps the ISF from being filed and send the file again; or, if the ISF waits for a person, have both approved.",
		}
	}
	order.RequestMetadata.SourceDocument.FID = filing.InboundISF(isf.APIID)
	return nil
}

// follow has an order followed that the API has taken, before anybody hears that it has.
func (w *work) follow(ctx context.Context, f *mapping.Filing, r publish.Receipt) error {
	if w.Book == nil || f.Kind != filing.KindOrder || r.Outcome != publish.Submitted && r.Outcome != publish.Unchanged {
		return nil
	}
	err := w.Book.Begin(ctx, follow.Watch{
		FID: r.APIID, Filing: r.Filing, Reference: f.Reference, RequestID: r.RequestID, Document: w.result.Document, Cells: f.Cells,
	})
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return fmt.Errorf("%w: %w", publish.ErrTrouble, err)
	}
	return nil
}

func (w *work) source() (ledger.Source, error) {
	n, err := json.Marshal(w.found)
	if err != nil {
		return ledger.Source{}, fmt.Errorf("write the notice of %s: %w", w.job.Notice, err)
	}
	return ledger.Source{URL: w.sourceOf(w.marks.Origin), Modified: w.modified, Document: w.job.Document, SHA256: w.result.Document.SHA256, Notice: n}, nil
}

// olderThan says whether this document's version of the file is older than one that was filed. Where their notices do
// not tell, the bucket does: what is not what it holds now has been replaced.
func (w *work) olderThan(ctx context.Context) func(ledger.Source) bool {
	return func(filed ledger.Source) bool {
		var other notice.Notice
		if json.Unmarshal(filed.Notice, &other) != nil {
			return w.replaced(ctx)
		}
		if older, known := w.olderCopy(filed, other); known {
			return older
		}
		if filed.SHA256 == w.result.Document.SHA256 { // found in the place of what was announced: the announcement was older
			return notice.Compare(w.job.Notice, other) == notice.Older
		}
		switch notice.Compare(w.found, other) {
		case notice.Older:
			return true
		case notice.CannotTell:
			return w.replaced(ctx)
		default:
			return false
		}
	}
}

// replaced says whether the bucket holds another version of the file by now. While it cannot say, nothing is to be sent.
func (w *work) replaced(ctx context.Context) bool {
	latest := w.found
	latest.VersionID, latest.ETag = "", ""
	now, err := w.Bucket.Head(ctx, latest)
	switch {
	case errors.Is(err, fs.ErrNotExist): // nobody has put another one
		return false
	case err != nil:
		w.unsure = fmt.Errorf("%w: which version of the file is newer: %w", publish.ErrTrouble, err)
		return true
	}
	return now.VersionID != w.found.VersionID || now.ETag != w.found.ETag
}

// filed is the event on a filing.
func (w *work) filed(f mapping.Filing, r publish.Receipt, name string) publish.Event {
	result := w.result
	result.Problems = append(slices.Clip(f.Problems), r.Problems(f)...)
	result.Filing = r.Info(f)
	result.Filing.Review, result.Filing.Due = name, r.Until
	if r.More > 0 {
		result.Omitted = &publish.Omitted{Changes: r.More}
	}
	if clock, known := w.Checker.Clock(f, w.Now()); known {
		result.Filing.Deadline = clock.Deadline.UTC()
	}
	subject := f.Reference
	if subject == "" {
		subject = w.job.Notice.Key
	}
	return w.event(publish.Kind(f.Kind), r.Outcome, subject, f.Reference, result)
}

// event is an event of the document. Of several filings with one reference, as when a master bill has several with some
// of its house bills each, each has an event of its own.
func (w *work) event(kind publish.Kind, outcome publish.Outcome, subject, reference string, result publish.Result) publish.Event {
	of := string(kind) + " " + reference
	w.told[of]++
	return publish.Event{
		ID:   publish.EventID(w.job.Document, kind, reference, publish.FirstStage(w.told[of])),
		Kind: kind, Outcome: outcome, Subject: subject, Time: w.Now().UTC(), Result: result,
	}
}
