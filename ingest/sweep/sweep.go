package sweep

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/ingest/own"
	"docket/publish/bus"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go/jetstream"
)

// A Bucket has the files. *bucket.S3 is one.
type Bucket interface {
	List(ctx context.Context, bucket, prefix string) iter.Seq2[bucket.Entry, error]
	Fetch(ctx context.Context, n notice.Notice) (bucket.Object, error)
}

// A Finding is what was found of an object.
type Finding string

// The findings, see the package's comment.
const (
	Ended    Finding = "ended"
	Waiting  Finding = "waiting"
	Young    Finding = "young"
	Old      Finding = "old"
	Copy     Finding = Finding(own.Copy)
	Receipt  Finding = Finding(own.Receipt)
	Folder   Finding = "folder"
	Enqueued Finding = "enqueued"
)

// Findings are all there are, in the order in which people are told of them.
var Findings = []Finding{Enqueued, Waiting, Ended, Young, Old, Copy, Receipt, Folder}

// A Report is what a sweep found.
type Report struct {
	Area    string          `json:"area"`
	By      string          `json:"by"`
	Started time.Time       `json:"started"`
	Ended   time.Time       `json:"ended"`
	Objects int             `json:"objects"`
	Found   map[Finding]int `json:"found"`
	DryRun  bool            `json:"dry_run,omitempty"` // what was enqueued would have been
}

// Options say what a sweep looks at.
type Options struct {
	Settle time.Duration // files younger than this are left to their notices
	Within time.Duration // files older than this are left alone; 0 for none
	DryRun bool          // nothing is enqueued or written
	// Found is told of each object; nil for nobody.
	Found func(Finding, bucket.Entry)
}

// A Sweeper sweeps areas of a bucket.
type Sweeper struct {
	Bucket    Bucket
	Bus       *bus.Bus
	Documents *ledger.Documents
	Name      string // of the worker, for the lock
	Log       *slog.Logger
	Now       func() time.Time // nil for the system's clock
}

func (s *Sweeper) now() time.Time {
	if s.Now != nil {
		return s.Now().UTC()
	}
	return time.Now().UTC()
}

// Sweep sweeps an area unless somebody else is at it; the error is then *Busy. A sweep that S3 or the bus cuts short has
// enqueued what it had found by then, and its report says how much that was.
func (s *Sweeper) Sweep(ctx context.Context, a Area, o Options) (Report, error) {
	if o.DryRun {
		return s.sweep(ctx, a, o, func(context.Context) error { return nil })
	}
	held, err := s.claim(ctx, a, 0)
	if err != nil {
		return Report{}, err
	}
	return s.under(ctx, held, a, o)
}

// under sweeps an area whose lock is held, and gives the lock back.
func (s *Sweeper) under(ctx context.Context, held *lock, a Area, o Options) (Report, error) {
	report, err := s.sweep(ctx, a, o, held.renew)
	return report, errors.Join(err, held.release(context.WithoutCancel(ctx), report, err == nil))
}

func (s *Sweeper) sweep(ctx context.Context, a Area, o Options, renew func(context.Context) error) (Report, error) {
	report := Report{Area: a.String(), By: s.Name, Started: s.now(), Found: map[Finding]int{}, DryRun: o.DryRun}
	err := s.each(ctx, a, o, renew, func(f Finding, entry bucket.Entry) {
		report.Objects++
		report.Found[f]++
		if o.Found != nil {
			o.Found(f, entry)
		}
	})
	report.Ended = s.now()
	return report, err
}

// each tells of each object what was found, and enqueues it if it has to.
func (s *Sweeper) each(ctx context.Context, a Area, o Options, renew func(context.Context) error, tell func(Finding, bucket.Entry)) error {
	// The bus is read before the bucket and the ledger: a notice leaves the bus only when the ledger has its document.
	waiting, err := s.waiting(ctx)
	if err != nil {
		return err
	}
	for entry, err := range s.Bucket.List(ctx, a.Bucket, a.Prefix) {
		if err != nil {
			return err
		}
		if err := renew(ctx); err != nil {
			return err
		}
		found, err := s.look(ctx, entry, waiting, o)
		if err == nil && found == Enqueued && !o.DryRun {
			err = s.enqueue(ctx, entry)
		}
		if err != nil {
			return err
		}
		tell(found, entry)
	}
	return nil
}

// look says what is to be found of an object. Enqueued is what has to be.
func (s *Sweeper) look(ctx context.Context, entry bucket.Entry, waiting announced, o Options) (Finding, error) {
	age := s.now().Sub(entry.LastModified)
	switch {
	case entry.Size == 0 && strings.HasSuffix(entry.Key, "/"):
		return Folder, nil
	case waiting.has(entry):
		return Waiting, nil
	}
	known, err := s.Documents.Of(ctx, urlOf(entry))
	switch {
	case err != nil:
		return "", err
	case known != nil && known.ETag == entry.ETag && (known.Outcome == string(Copy) || known.Outcome == string(Receipt)):
		return Finding(known.Outcome), nil
	case known != nil && known.ETag == entry.ETag:
		return Ended, nil
	case age < o.Settle:
		return Young, nil
	case o.Within > 0 && age > o.Within:
		return Old, nil
	}
	if found, err := s.own(ctx, entry, o); err != nil || found != "" {
		return found, err
	}
	return Enqueued, nil
}

// own says whether an object is docket's own, and notes it, so that it need not be fetched again.
func (s *Sweeper) own(ctx context.Context, entry bucket.Entry, o Options) (Finding, error) {
	if !own.Named(entry.Key) {
		return "", nil
	}
	object, err := s.Bucket.Fetch(ctx, notice.Notice{Bucket: entry.Bucket, Key: entry.Key, ETag: entry.ETag})
	switch {
	case errors.Is(err, bucket.ErrUnavailable), ctx.Err() != nil:
		return "", err
	case err != nil: // the worker tells of it
		return "", nil
	}
	kind, _ := own.Of(object)
	if kind == own.None || o.DryRun {
		return Finding(kind), nil
	}
	ended := ledger.Document{URL: urlOf(entry), ETag: entry.ETag, VersionID: object.VersionID, Outcome: string(kind), At: s.now()}
	return Finding(kind), s.Documents.Ended(ctx, ended)
}

// Event is what the notices of a sweep give as their event.
const Event = "docket:Sweep"

// noticeOf is a notice of an object, the same for the same content put at the same time.
func noticeOf(entry bucket.Entry) notice.Notice {
	return notice.Notice{
		Bucket: entry.Bucket, Key: entry.Key, ETag: entry.ETag, Size: entry.Size, Time: entry.LastModified, Event: Event, Maker: notice.Native,
	}
}

func urlOf(entry bucket.Entry) string {
	return notice.Notice{Bucket: entry.Bucket, Key: entry.Key}.URL()
}

// enqueue puts a notice of an object on the bus. A key that no notice can carry is told of, and left out.
func (s *Sweeper) enqueue(ctx context.Context, entry bucket.Entry) error {
	n := noticeOf(entry)
	text, err := n.MarshalJSON()
	if err != nil {
		s.Log.Error("an object cannot be enqueued", "bucket", entry.Bucket, "key", entry.Key, "error", err)
		return nil
	}
	if _, err := s.Bus.JS.Publish(ctx, bus.DocumentsSubject+".sweep", text, jetstream.WithMsgID(n.MessageID())); err != nil {
		return fmt.Errorf("enqueue %s: %w", n, err)
	}
	return nil
}
