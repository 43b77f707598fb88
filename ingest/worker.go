package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"docket/ingest/lane"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A Worker takes notices from the bus and sees each through to its results.
type Worker struct {
	bus       *bus.Bus
	pipeline  *Pipeline
	publisher *publish.Publisher
	documents *ledger.Documents
	tries     *ledger.Tries
	ready     func(context.Context) error
	config    WorkerConfig
	log       *slog.Logger
	gate      *gate
	hands     *hands
	queue     *lane.Queue
	beat      time.Duration // how often it says that it still works on a message
	filed     atomic.Int64  // documents of which something was filed
}

// WorkerConfig says how a worker works.
type WorkerConfig struct {
	Name          string        // in logs, the ledger and dead letters
	Concurrency   int           // documents at a time
	Grace         time.Duration // how long documents in hand may take after a stop signal
	TimeLimit     time.Duration // for one document, waiting for services not counted
	RetryPause    time.Duration // before the second try while a service is in trouble, then doubling; default half a second
	MaxDeliveries uint64        // of a notice, from which on tries at it are counted: some take their workers down, and are set aside
	SenderFolders int           // folders of a key that tell senders apart, see package lane
}

// NewWorker is a worker on a bus. Ready waits until the API takes calls, and has no error but the context's end; nil if it
// need not be asked.
func NewWorker(b *bus.Bus, p *Pipeline, publisher *publish.Publisher, ready func(context.Context) error, config WorkerConfig, log *slog.Logger) *Worker {
	if ready == nil {
		ready = func(context.Context) error { return nil }
	}
	if config.RetryPause <= 0 {
		config.RetryPause = 500 * time.Millisecond
	}
	return &Worker{bus: b, pipeline: p, publisher: publisher, documents: ledger.NewDocuments(b.Ledger), tries: ledger.NewTries(b.Ledger), ready: ready, config: config, log: log, gate: newGate(log), hands: newHands()}
}

// Trouble is the service that the worker waits for, nil if it does not.
func (w *Worker) Trouble() error { return w.gate.Trouble() }

// errStop is why work is cut short after the grace period.
var errStop = errors.New("the worker is stopping")

// Run works until the context ends. Then it pulls no more; documents in hand may take the grace period, and those that
// do not make it are handed back at once. It returns when nothing is in hand any more.
func (w *Worker) Run(ctx context.Context) error {
	queue, advisories, err := w.open(ctx)
	switch {
	case ctx.Err() != nil: // stopped before it has begun
		return nil
	case err != nil:
		return err
	}
	w.queue, w.beat = queue, beatOf(queue.Consumers())
	asked, err := w.bus.Conn.Subscribe(bus.HandsSubject, w.hands.answer)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", bus.HandsSubject, err)
	}
	defer func() { _ = asked.Unsubscribe() }()
	workCtx, cancelWork := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancelWork(nil)
	var slots sync.WaitGroup
	for range w.config.Concurrency {
		slots.Go(func() { w.slot(ctx, workCtx) })
	}
	slots.Go(func() { w.collect(ctx, workCtx, advisories) })
	<-ctx.Done()
	grace := time.AfterFunc(w.config.Grace, func() { cancelWork(errStop) })
	defer grace.Stop()
	slots.Wait()
	if err := queue.HandBack(); err != nil {
		w.log.Warn("could not hand back what was to be sorted; the bus will, when its time is up", "error", err)
	}
	return nil
}

// open is what the worker takes its messages from. A bus that is in trouble is waited for.
func (w *Worker) open(ctx context.Context) (queue *lane.Queue, advisories jetstream.Consumer, refused error) {
	err := w.persist(ctx, func(ctx context.Context) error {
		var err error
		queue, advisories, err = w.openOnce(ctx)
		if bus.InTrouble(err) {
			return err
		}
		refused = err
		return nil
	})
	return queue, advisories, errors.Join(refused, err)
}

func (w *Worker) openOnce(ctx context.Context) (*lane.Queue, jetstream.Consumer, error) {
	queue, err := lane.Open(ctx, w.bus, w.config.SenderFolders)
	if err != nil {
		return nil, nil, err
	}
	advisories, err := w.bus.Advisories(ctx)
	return queue, advisories, err
}

// beatOf is three beats while the bus waits for one: it may be set to wait for less long than docket defines.
func beatOf(consumers []jetstream.Consumer) time.Duration {
	wait := time.Minute
	for _, consumer := range consumers {
		c := consumer.CachedInfo().Config
		wait = min(wait, c.AckWait)
		for _, step := range c.BackOff { // takes the place of the wait where it is set
			wait = min(wait, step)
		}
	}
	return max(wait/3, time.Millisecond)
}

// slot works on one document after the other.
func (w *Worker) slot(pull, work context.Context) {
	for pull.Err() == nil {
		if w.gate.pass(pull, w.config.TimeLimit/10) != nil || w.ready(pull) != nil {
			return
		}
		message := w.take(pull)
		if message == nil {
			continue
		}
		meta, err := message.Metadata()
		if err != nil {
			w.log.Error("a message without metadata is left alone", "error", err)
			continue
		}
		e := &errand{Worker: w, message: message, meta: meta, log: w.log.With("stream", meta.Stream, "sequence", meta.Sequence.Stream, "delivery", meta.NumDelivered)}
		if pull.Err() != nil {
			e.handBack(work)
			continue
		}
		e.run(work)
	}
}

// pullFor is how long one request for a message stands. It bounds how long a stop takes for an idle slot.
const pullFor = time.Second

// take is the next message to work on, nil if none comes for a while or the worker stops.
func (w *Worker) take(ctx context.Context) (message jetstream.Msg) {
	_ = w.persist(ctx, func(ctx context.Context) (err error) { // its error is the stop
		message, err = w.queue.Next(ctx, pullFor)
		return err
	})
	return message
}

// next is the next message of a consumer, nil if none comes for a while or the worker stops.
func (w *Worker) next(ctx context.Context, consumer jetstream.Consumer) (message jetstream.Msg) {
	_ = w.persist(ctx, func(context.Context) error { // its error is the stop
		batch, err := consumer.Fetch(1, jetstream.FetchMaxWait(pullFor))
		if err != nil {
			return fmt.Errorf("pull from the bus: %w", err)
		}
		for message = range batch.Messages() {
			return nil
		}
		if err := batch.Error(); err != nil && !errors.Is(err, nats.ErrTimeout) {
			return fmt.Errorf("pull from the bus: %w", err)
		}
		return nil
	})
	return message
}

// persist does a step again until it succeeds, as long as what is in its way is no fault of the document. Meanwhile
// next to nothing is pulled. The error is a failure, or why the context ended.
func (w *Worker) persist(ctx context.Context, step func(context.Context) error) error {
	troubled := false
	defer func() {
		if troubled {
			w.gate.leave()
		}
	}()
	for wait := w.config.RetryPause; ; wait = min(2*wait, 30*time.Second) {
		err := step(ctx)
		var failure *failure
		switch {
		case err == nil, errors.As(err, &failure):
			return err
		case ctx.Err() != nil:
			return context.Cause(ctx)
		}
		w.gate.report(err, !troubled)
		troubled = true
		pause(ctx, wait)
		_ = w.ready(ctx) // its error is the stop, which the step meets too
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
