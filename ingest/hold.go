package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"docket/ingest/notice"
	"docket/mapping"
	"docket/publish"
	"docket/publish/ledger"
	"docket/publish/review"
)

// A Desk is where filings wait for a person. *review.Desk is one.
type Desk interface {
	Arrived(ctx context.Context, source ledger.Source, olderThan func(ledger.Source) bool) (newest bool, err error)
	Hold(ctx context.Context, h review.Held) (review.Ref, error)
	Settle(ctx context.Context, source ledger.Source, held []review.Ref) error
}

// Older says whether one version of a file is older than another, as far as their notices tell.
func Older(a, b ledger.Source) bool {
	var one, other notice.Notice
	if json.Unmarshal(a.Notice, &one) != nil || json.Unmarshal(b.Notice, &other) != nil {
		return false
	}
	return notice.Compare(one, other) == notice.Older
}

// arrive notes that this version of the file is here, so that nothing of an older one is filed from the desk any more.
// It returns the version.
func (w *work) arrive(ctx context.Context) (ledger.Source, error) {
	source, err := w.source()
	if err != nil || w.Desk == nil {
		return source, err
	}
	newest, err := w.Desk.Arrived(ctx, source, w.olderThan(ctx))
	w.superseded = !newest
	if w.unsure != nil {
		return source, w.unsure
	}
	return source, deskTrouble(ctx, err)
}

// ask asks what sending a filing that waits for a person would do, or whether the same is filed already: approved
// before, or put in a bucket twice.
func (w *work) ask(ctx context.Context, f *mapping.Filing, source ledger.Source, isfs map[string]publish.Receipt) (publish.Receipt, error) {
	if why := w.nameISF(f, isfs); why != nil {
		return *why, nil
	}
	receipt, err := w.Submitter.Hold(ctx, publish.Submission{Request: f.Request, Source: source, OlderThan: w.olderThan(ctx)})
	switch {
	case w.unsure != nil:
		return publish.Receipt{}, w.unsure
	case err != nil || receipt.Outcome == publish.Held:
		return receipt, err
	}
	return receipt, w.follow(ctx, f, receipt)
}

// hold puts a filing on the desk and returns its name there. If a newer version of the file has been seen, it is not
// worth a person's time.
func (w *work) hold(ctx context.Context, f mapping.Filing, source ledger.Source, r publish.Receipt) (string, publish.Receipt, error) {
	if w.Desk == nil {
		return "", r, nil
	}
	overtaken := publish.Receipt{Outcome: publish.Superseded, Effect: ledger.NoEffect, Message: "A newer version of this file came before this one was read."}
	if w.superseded {
		return "", overtaken, nil
	}
	deadline, _ := w.Checker.Clock(f, w.Now())
	ref, err := w.Desk.Hold(ctx, review.Held{
		Deadline: deadline.Deadline, Due: r.Until, Filing: f, Nth: w.told[string(f.Kind)+" "+f.Reference] + 1, Receipt: r, Document: w.result.Document, Source: source, Attempt: w.job.Attempt,
	})
	var tooLarge *review.TooLarge
	switch {
	case errors.Is(err, review.Overtaken):
		w.superseded = true
		return "", overtaken, nil
	case errors.As(err, &tooLarge):
		r.Code, r.Message, r.Hint = "too_large_to_wait", mapping.Sentence(tooLarge.Error()), mapping.Sentence(tooLarge.Hint())
		return "", r, nil
	case err != nil:
		return "", r, deskTrouble(ctx, err)
	}
	w.held = append(w.held, ref)
	return ref.String(), r, nil
}

// settle takes from the desk what older versions of the file have there.
func (w *work) settle(ctx context.Context, source ledger.Source) error {
	if w.Desk == nil || w.superseded {
		return nil
	}
	return deskTrouble(ctx, w.Desk.Settle(ctx, source, w.held))
}

// deskTrouble wraps an error of the desk's, which is never the document's own.
func deskTrouble(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return fmt.Errorf("%w: %w", publish.ErrTrouble, err)
}
