package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"docket/ingest/notice"
	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Worker takes notices from the bus and sees each through to its results.
type Worker struct {
	bus       *bus.Bus
	pipeline  *Pipeline
	publisher *publish.Publisher
	ready     func(context.Context) error
	config    WorkerConfig
	log       *slog.Logger
	gate      *gate
}

// WorkerConfig says how a worker works.
type WorkerConfig struct {
	Name          string        // in logs, the ledger and dead letters
	Concurrency   int           // documents at a time
	Grace         time.Duration // how long documents in hand may take after a stop signal
	TimeLimit     time.Duration // for one document, waiting for services not counted
	MaxDeliveries uint64        // a notice that was delivered more often took its workers down with it, and is set aside
}

// NewWorker is a worker on a bus. Ready waits until the API takes calls, nil if it need not be asked.
func NewWorker(b *bus.Bus, p *Pipeline, publisher *publish.Publisher, ready func(context.Context) error, config WorkerConfig, log *slog.Logger) *Worker {
	if ready == nil {
		ready = func(context.Context) error { return nil }
	}
	return &Worker{bus: b, pipeline: p, publisher: publisher, ready: ready, config: config, log: log, gate: newGate(log)}
}

// Trouble is the service that the worker waits for, nil if it does not.
func (w *Worker) Trouble() error { return w.gate.Trouble() }

// errStop is why work is cut short after the grace period.
var errStop = errors.New("the worker is stopping")

// Run works until the context ends. Then it pulls no more; documents in hand may take the grace period, and those that
// do not make it are handed back at once. It returns when nothing is in hand any more.
func (w *Worker) Run(ctx context.Context) error {
	consumer, err := w.bus.Documents(ctx)
	if err != nil {
		return err
	}
	workCtx, cancelWork := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancelWork(nil)
	var slots sync.WaitGroup
	for range w.config.Concurrency {
		slots.Go(func() { w.slot(ctx, workCtx, consumer) })
	}
	<-ctx.Done()
	grace := time.AfterFunc(w.config.Grace, func() { cancelWork(errStop) })
	defer grace.Stop()
	slots.Wait()
	return nil
}

// pullFor is how long one request for a message stands. It bounds how long a stop takes for an idle slot.
const pullFor = time.Second

// slot works on one document after the other.
func (w *Worker) slot(pull, work context.Context, consumer jetstream.Consumer) {
	for pull.Err() == nil {
		if w.gate.pass(pull) != nil || w.ready(pull) != nil {
			return
		}
		messages, err := consumer.Fetch(1, jetstream.FetchMaxWait(pullFor))
		if err == nil {
			for message := range messages.Messages() {
				if pull.Err() != nil {
					w.handBack(message)
					continue
				}
				w.handle(work, message)
			}
			err = messages.Error()
		}
		if err != nil && !errors.Is(err, nats.ErrTimeout) && pull.Err() == nil {
			w.waitForBus(pull, err)
		}
	}
}

// waitForBus waits a moment after a failed pull. The connection mends itself.
func (w *Worker) waitForBus(ctx context.Context, err error) {
	w.gate.report(fmt.Errorf("pull from the bus: %w", err))
	defer w.gate.clear()
	pause(ctx, time.Second)
}

func (w *Worker) handBack(message jetstream.Msg) {
	if err := message.Nak(); err != nil {
		w.log.Warn("could not hand a message back; the bus will, when its time is up", "error", err)
	}
}

// beat is how often a worker says that it still works on a message; the bus waits three times as long.
const beat = 20 * time.Second

// handle sees one message through: whatever becomes of it is on the bus before it is acknowledged.
func (w *Worker) handle(ctx context.Context, message jetstream.Msg) {
	meta, err := message.Metadata()
	if err != nil {
		w.log.Error("a message without metadata is left alone", "error", err)
		return
	}
	beating, stopBeating := context.WithCancel(ctx)
	var heart sync.WaitGroup
	heart.Go(func() { w.keepAlive(beating, message) })
	log := w.log.With("sequence", meta.Sequence.Stream, "delivery", meta.NumDelivered)
	err = w.attend(ctx, message, meta, log)
	stopBeating()
	heart.Wait()
	if err != nil {
		log.Info("handed back", "reason", err)
		w.handBack(message)
		return
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := message.DoubleAck(last); err != nil {
		log.Warn("not acknowledged; it will come again, and be found done", "error", err)
	}
}

func (w *Worker) keepAlive(ctx context.Context, message jetstream.Msg) {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := message.InProgress(); err != nil {
				w.log.Warn("could not say that work goes on", "error", err)
			}
		}
	}
}

// attend tells what a message is and does what it asks for. An error means that the message is to come again.
func (w *Worker) attend(ctx context.Context, message jetstream.Msg, meta *jetstream.MsgMetadata, log *slog.Logger) error {
	batch, err := notice.Parse(message.Headers(), message.Data())
	for _, ignored := range batch.Ignored {
		log.Info("ignored", "event", ignored.String())
	}
	if err != nil {
		log.Warn("no notice; set aside among the dead letters", "error", err)
		if err := w.persist(ctx, func(ctx context.Context) error { return w.bury(ctx, message, meta, "no_notice", err) }); err != nil {
			return err
		}
	}
	switch {
	case len(batch.Notices) == 0:
		return nil
	case len(batch.Notices) > 1 || err != nil:
		return w.persist(ctx, func(ctx context.Context) error { return w.split(ctx, batch.Notices, meta) })
	}
	n := batch.Notices[0]
	job := Job{Notice: n, Document: documentID(n, meta), Attempt: int(meta.NumDelivered)}
	return w.process(ctx, message, meta, job, log.With("file", n.String()))
}

// documentID names one version or upload of a file: by what the notice tells, else by the message.
func documentID(n notice.Notice, meta *jetstream.MsgMetadata) string {
	if id := n.MessageID(); id != "" {
		return id
	}
	return fmt.Sprintf("%s-%d", meta.Stream, meta.Sequence.Stream)
}

// split puts each notice of a message on the bus as a message of its own, with its own retries.
func (w *Worker) split(ctx context.Context, notices []notice.Notice, meta *jetstream.MsgMetadata) error {
	for i, n := range notices {
		text, err := n.MarshalJSON()
		if err != nil {
			return err
		}
		message := nats.NewMsg(bus.DocumentsSubject + ".split")
		message.Data = text
		id := n.MessageID()
		if id == "" {
			id = fmt.Sprintf("%s-%d-%d", meta.Stream, meta.Sequence.Stream, i)
		}
		message.Header.Set(jetstream.MsgIDHeader, id)
		if _, err := w.bus.JS.PublishMsg(ctx, message); err != nil {
			return fmt.Errorf("split a message of %d notices: %w", len(notices), err)
		}
	}
	return nil
}

// process works on a document until its results are on the bus.
func (w *Worker) process(ctx context.Context, message jetstream.Msg, meta *jetstream.MsgMetadata, job Job, log *slog.Logger) error {
	if meta.NumDelivered > w.config.MaxDeliveries {
		cause := fmt.Errorf("delivered %d times, and no worker came to an end with it", meta.NumDelivered)
		return w.giveUp(ctx, message, meta, job, "crashed", cause, log)
	}
	start := time.Now()
	var events []publish.Event
	err := w.persist(ctx, func(ctx context.Context) (err error) {
		events, err = w.work(ctx, job)
		return err
	})
	var failure *failure
	switch {
	case errors.As(err, &failure):
		return w.giveUp(ctx, message, meta, job, failure.reason, failure, log)
	case err != nil:
		return err
	}
	if err := w.persist(ctx, func(ctx context.Context) error { return w.publisher.Results(ctx, events...) }); err != nil {
		return err
	}
	log.Info("done", "outcome", events[len(events)-1].Outcome, "filings", len(events)-1, "took", time.Since(start).Round(time.Millisecond))
	return nil
}

// failure is why docket itself could not work on a document.
type failure struct {
	reason string
	cause  string
}

func (f *failure) Error() string { return f.cause }

// work does one job within the time limit. A panic is the document's end, not the worker's.
func (w *Worker) work(ctx context.Context, job Job) (events []publish.Event, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, w.config.TimeLimit, &failure{"timeout", fmt.Sprintf("not done within %v", w.config.TimeLimit)})
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("docket failed on a document; this is a defect of docket's", "file", job.Notice.String(), "stack", string(debug.Stack()))
			err = &failure{"crashed", "docket failed on this file; this is a defect of docket's and not of the file's"}
		}
	}()
	events, err = w.pipeline.Do(ctx, job)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx) // the time limit or the stop, however whoever noticed it put it
	}
	return events, err
}

// giveUp sets a message aside and says so in the document's result.
func (w *Worker) giveUp(ctx context.Context, message jetstream.Msg, meta *jetstream.MsgMetadata, job Job, reason string, cause error, log *slog.Logger) error {
	log.Error("set aside among the dead letters", "reason", reason, "error", cause)
	event := publish.Event{
		ID: publish.EventID(job.Document, publish.Document, "", ""), Kind: publish.Document, Outcome: publish.Dead,
		Subject: job.Notice.Key, Time: time.Now().UTC(),
		Result: publish.Result{
			Document: publish.DocumentInfo{ID: job.Document, Bucket: job.Notice.Bucket, Key: job.Notice.Key, VersionID: job.Notice.VersionID, ETag: job.Notice.ETag},
			Attempt:  job.Attempt, Message: cause.Error(), Hint: `look at it with "docket dead", then send it again`,
		},
	}
	return w.persist(ctx, func(ctx context.Context) error {
		if err := w.bury(ctx, message, meta, reason, cause); err != nil {
			return err
		}
		return w.publisher.Results(ctx, event)
	})
}

func (w *Worker) bury(ctx context.Context, message jetstream.Msg, meta *jetstream.MsgMetadata, reason string, cause error) error {
	letter := publish.Letter{
		Reason: reason, Message: cause.Error(), Subject: message.Subject(), Sequence: meta.Sequence.Stream, Attempts: int(meta.NumDelivered),
		At: time.Now().UTC(), Worker: w.config.Name, Payload: message.Data(), Headers: map[string]string{},
	}
	var h hinted
	if errors.As(cause, &h) {
		letter.Hint = h.Hint()
	}
	for name := range message.Headers() {
		letter.Headers[name] = message.Headers().Get(name)
	}
	return w.publisher.Dead(ctx, letter)
}

// persist does a step again until it succeeds, as long as what is in its way is no fault of the document. While it
// waits nothing is pulled.
func (w *Worker) persist(ctx context.Context, step func(context.Context) error) error {
	troubled := false
	for wait := 500 * time.Millisecond; ; wait = min(2*wait, 30*time.Second) {
		err := step(ctx)
		var failure *failure
		switch {
		case err == nil:
			if troubled {
				w.gate.clear()
			}
			return nil
		case errors.As(err, &failure):
			return err
		case ctx.Err() != nil:
			return context.Cause(ctx)
		}
		w.gate.report(err)
		troubled = true
		pause(ctx, wait)
		if w.ready(ctx) != nil {
			return context.Cause(ctx)
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
