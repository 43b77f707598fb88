package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/ingest/own"
	"docket/mapping"
	"docket/publish"
	"docket/publish/annotate"
	"docket/publish/bus"
	"docket/publish/recent"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Papers are the files that documents came as, for people who want to look at one again, or have it worked on again.
type Papers struct {
	Pipeline *Pipeline // that the documents went through; its limits are those of looking
	JS       jetstream.JetStream
}

// File is the version of a file that a document is of, and no other.
func (p *Papers) File(ctx context.Context, d publish.DocumentInfo) ([]byte, error) {
	object, err := p.object(ctx, d)
	return object.Body, err
}

func (p *Papers) object(ctx context.Context, d publish.DocumentInfo) (bucket.Object, error) {
	object, err := p.Pipeline.Bucket.Fetch(ctx, noticeOf(d))
	if err == nil && d.SHA256 != "" && object.SHA256 != d.SHA256 { // nothing tells versions apart there
		err = fmt.Errorf("fetch s3://%s/%s: %w", d.Bucket, d.Key, bucket.ErrChanged)
	}
	return object, err
}

// Read is what the file of a document means by now: what recognises and checks it may have changed since.
func (p *Papers) Read(ctx context.Context, d publish.DocumentInfo, body []byte) (mapping.Document, error) {
	document, unread, err := p.work(d).asked(ctx, body)
	if err == nil {
		err = unread
	}
	return document, err
}

// Marked is the marked copy of a document, and what it is called: the one that lies in the bucket, or else it is made.
func (p *Papers) Marked(ctx context.Context, d recent.Document) (annotate.Copy, string, error) {
	if there, name, found := p.stored(ctx, d); found {
		return there, name, nil
	}
	object, err := p.object(ctx, d.Info)
	if err != nil {
		return annotate.Copy{}, "", err
	}
	w := p.work(d.Info)
	document, unread, err := w.asked(ctx, object.Body)
	if err == nil {
		err = unread
	}
	if err != nil {
		return annotate.Copy{}, "", err
	}
	w.marks, w.events = document.Marks, toldOf(d)
	marked, err := w.annotate(object, w.report(document))
	return marked, path.Base(marked.Name(d.Info.Key)), err
}

// stored is the copy that results say lies in the bucket, if it is still that of the document.
func (p *Papers) stored(ctx context.Context, d recent.Document) (annotate.Copy, string, bool) {
	url := ""
	for _, e := range d.Results {
		if e.Result.Annotated != "" {
			url = e.Result.Annotated
		}
	}
	n, err := notice.ParseURL(url)
	if err != nil {
		return annotate.Copy{}, "", false
	}
	object, err := p.Pipeline.Bucket.Fetch(ctx, n)
	if kind, of := own.Of(object); err != nil || kind != own.Copy || of != d.Info.ID {
		return annotate.Copy{}, "", false
	}
	kept := annotate.Copy{Data: object.Body, Format: "xlsx"}
	if strings.HasSuffix(n.Key, ".xlsm") {
		kept.Format = "xlsm"
	}
	return kept, path.Base(n.Key), true
}

// toldOf are the results of a document's filings: what was found wrong in the file, and what became of it since.
func toldOf(d recent.Document) (events []publish.Event) {
	for _, f := range d.Filings() {
		e := f.First
		for _, later := range f.Later {
			if later.Kind != publish.Entry {
				e.Outcome, e.Result.Filing = later.Outcome, later.Result.Filing
			}
		}
		events = append(events, e)
	}
	return events
}

// work is a document of which nothing is done but looking.
func (p *Papers) work(d publish.DocumentInfo) *work {
	return &work{Pipeline: p.Pipeline, job: Job{Notice: noticeOf(d), Document: d.ID}, told: map[string]int{}}
}

// noticeOf is a notice of the version of a file that a document is of.
func noticeOf(d publish.DocumentInfo) notice.Notice {
	n := notice.Notice{
		Bucket: d.Bucket, Key: d.Key, VersionID: d.VersionID, Size: notice.Unknown, Maker: notice.Native,
		DocumentType: notice.DocumentType(d.AskedType), Profile: d.AskedProfile,
	}
	if n.VersionID == "" {
		n.ETag = d.ETag
	}
	return n
}

// Retry has the file of a document worked on again, as its notice asked for it: after something was mended that kept it
// from being filed. It is a document of its own, with results of its own, and the ledger knows what is filed already.
// Seen is the last result that whoever wants it had seen; the same retry wanted twice is one, and fresh is false then.
func (p *Papers) Retry(ctx context.Context, d publish.DocumentInfo, seen uint64) (fresh bool, err error) {
	n := noticeOf(d)
	n.Metadata = map[string]string{"retry_of": d.ID, "retry_after": fmt.Sprint(seen)}
	text, err := n.MarshalJSON()
	if err != nil {
		return false, fmt.Errorf("have %s worked on again: %w", n, err)
	}
	message := nats.NewMsg(bus.DocumentsSubject + ".retried")
	message.Data = text
	id := n.MessageID()
	if id == "" { // nothing tells versions of the file apart
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", d.ID, seen))
		id = "retry-" + hex.EncodeToString(sum[:16])
		message.Header.Set(publish.DocumentHeader, id)
	}
	message.Header.Set(jetstream.MsgIDHeader, id)
	ack, err := p.JS.PublishMsg(ctx, message)
	if err != nil {
		return false, fmt.Errorf("have %s worked on again: %w", n, err)
	}
	return !ack.Duplicate, nil
}
