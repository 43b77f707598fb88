package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"docket/ingest/notice"
	"docket/publish"
)

// A failure is why a message is set aside.
type failure struct {
	reason  string // last token of the dead letter's subject
	message string
	hint    string
	stack   []byte          // of a panic
	job     *Job            // nil if it is not known what the message asks for
	events  []publish.Event // what had become of its filings by then
}

func (f *failure) Error() string { return f.message }

// Hint is what to do.
func (f *failure) Hint() string { return f.hint }

// hinted is an error that says what to do about it.
type hinted interface{ Hint() string }

func failureOf(reason string, err error) *failure {
	f := &failure{reason: reason, message: err.Error()}
	var h hinted
	if errors.As(err, &h) {
		f.hint = h.Hint()
	}
	return f
}

// defect is the failure of a document that brings docket down, to be made while docket panics. It is the document's end,
// not the worker's. What was thrown is told only where it is the language's own, for ours may quote the document.
func defect(thrown any) *failure {
	f := &failure{reason: "crashed", message: "docket failed on this file; this is a defect of docket's and not of the file's", stack: debug.Stack()}
	if err, ok := thrown.(runtime.Error); ok {
		f.stack = append([]byte(err.Error()+"\n"), f.stack...)
	}
	return f
}

// setAside puts a message among the dead letters and says so in the document's result.
func (e *errand) setAside(ctx context.Context, f *failure) error {
	if f.stack != nil {
		e.log.Error("docket failed on a document; this is a defect of docket's", "stack", string(f.stack))
	}
	e.log.Error("set aside among the dead letters", "reason", f.reason, "error", f)
	if f.job == nil {
		f.job = e.onlyJob()
	}
	if err := e.bury(ctx, f); err != nil {
		return err
	}
	if f.job == nil {
		return nil
	}
	events := f.events
	if n := len(events); n > 0 && events[n-1].Kind == publish.Document {
		events = events[:n-1]
	}
	end := e.dead(f)
	if err := e.persist(ctx, func(ctx context.Context) error { return e.publisher.Results(ctx, append(events, end)...) }); err != nil {
		return err
	}
	return e.remember(ctx, end)
}

// onlyJob is the job that the message asks for, nil if it does not ask for just one.
func (e *errand) onlyJob() (job *Job) {
	defer func() { _ = recover() }() // it may be what brought docket down
	batch, err := notice.Parse(e.message.Headers(), e.message.Data())
	if err != nil || len(batch.Notices) != 1 {
		return nil
	}
	only := e.jobOf(batch.Notices[0])
	return &only
}

// dead is the result of a document that was set aside. Its id is the message's own: when the dead letter is sent
// again, what becomes of it then is a result of its own.
func (e *errand) dead(f *failure) publish.Event {
	return publish.Event{
		ID: publish.EventID(f.job.Document, publish.Document, "", "dead "+e.id()), Kind: publish.Document, Outcome: publish.Dead,
		Subject: f.job.Notice.Key, Time: time.Now().UTC(),
		Result: publish.Result{
			Document: f.job.info(), Attempt: f.job.Attempt, Message: f.message,
			Hint: `look at it with "docket dead list" and "docket dead show", then send it again with "docket dead replay"`,
		},
	}
}

// bury puts the message among the dead letters.
func (e *errand) bury(ctx context.Context, f *failure) error {
	letter := publish.Letter{
		ID: e.id(), Reason: f.reason, Message: f.message, Hint: f.hint, Subject: e.subject(), Sequence: e.meta.Sequence.Stream,
		Attempts: int(e.deliveries()), Since: e.since(), At: time.Now().UTC(), Worker: e.config.Name, Payload: e.message.Data(), Headers: map[string]string{},
	}
	if f.job != nil {
		letter.File = f.job.Notice.URL()
	}
	for name := range e.message.Headers() {
		letter.Headers[name] = e.message.Headers().Get(name)
	}
	return e.persist(ctx, func(ctx context.Context) error {
		if err := e.publisher.Dead(ctx, letter); err != nil {
			return fmt.Errorf("bury a message: %w", err)
		}
		return nil
	})
}
