package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"time"

	"docket/ingest/notice"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/ledger"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// An errand is a message in hand.
type errand struct {
	*Worker
	message jetstream.Msg
	meta    *jetstream.MsgMetadata
	log     *slog.Logger
}

// lastWord is how long the bus has to take what ends an errand. It is not cut short by a stop.
const lastWord = 10 * time.Second

// run sees a message through: whatever becomes of it is on the bus before it is acknowledged.
func (e *errand) run(ctx context.Context) {
	if e.deliveries() > e.config.MaxDeliveries && e.isElsewhere(ctx) {
		e.log.Warn("delivered again and again, and another worker still has it in hand; it is left to that one")
		_ = e.message.NakWithDelay(3 * e.beat) // else the bus's time for it runs out
		return
	}
	defer e.hands.take(e.id())()
	rest := e.keepAlive(ctx)
	err := e.attend(ctx)
	e.ended(ctx)
	rest()
	if err != nil {
		e.log.Info("handed back", "reason", err)
		e.handBack(ctx)
		return
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	if err := e.message.DoubleAck(last); err != nil {
		e.log.Warn("not acknowledged; it will come again, and be found done", "error", err)
	}
}

// keepAlive tells the bus again and again that work goes on, until it is called off.
func (e *errand) keepAlive(ctx context.Context) (rest func()) {
	beating, stop := context.WithCancel(ctx)
	var heart sync.WaitGroup
	heart.Go(func() {
		ticker := time.NewTicker(e.beat)
		defer ticker.Stop()
		for {
			select {
			case <-beating.Done():
				return
			case <-ticker.C:
				if err := e.message.InProgress(); err != nil {
					e.log.Warn("could not say that work goes on", "error", err)
				}
			}
		}
	})
	return func() { stop(); heart.Wait() }
}

// attend does what a message asks for, or sets it aside. An error means that the message is to come again.
func (e *errand) attend(ctx context.Context) error {
	err := e.do(ctx)
	if failure, ok := errors.AsType[*failure](err); ok {
		return e.setAside(ctx, failure)
	}
	return err
}

// do tells what a message is and does what it asks for.
func (e *errand) do(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = defect(p)
		}
	}()
	if tries, err := e.begun(ctx); err != nil {
		return err
	} else if tries > lastTries {
		return &failure{reason: "crashed", message: fmt.Sprintf("delivered %d times, and no worker came to an end with it", e.deliveries())}
	}
	batch, refused := notice.Parse(e.message.Headers(), e.message.Data())
	for _, ignored := range batch.Ignored {
		e.log.Info("ignored", "event", ignored.String())
	}
	if refused != nil {
		e.log.Warn("no notice; set aside among the dead letters", "error", refused)
		if err := e.bury(ctx, failureOf("no_notice", refused)); err != nil {
			return err
		}
	}
	switch {
	case len(batch.Notices) == 0:
		return nil
	case len(batch.Notices) > 1 || refused != nil:
		return e.persist(ctx, func(ctx context.Context) error { return e.split(ctx, batch.Notices) })
	}
	return e.process(ctx, e.jobOf(batch.Notices[0]))
}

// split puts each notice of a message on the bus as a message of its own, with its own retries.
func (e *errand) split(ctx context.Context, notices []notice.Notice) error {
	for i, n := range notices {
		text, err := n.MarshalJSON()
		if err != nil {
			return failureOf("no_notice", err)
		}
		message := nats.NewMsg(bus.DocumentsSubject + ".split")
		message.Data = text
		id := n.MessageID()
		if id == "" {
			id = fmt.Sprintf("%s-%d", e.origin(), i)
			message.Header.Set(publish.DocumentHeader, id)
		}
		message.Header.Set(jetstream.MsgIDHeader, id)
		_, err = e.bus.JS.PublishMsg(ctx, message)
		if bus.TooLarge(err) {
			return failureOf("too_large", err)
		}
		if err != nil {
			return fmt.Errorf("split a message of %d notices: %w", len(notices), err)
		}
	}
	return nil
}

// lastTries are how often workers may take up a message that was delivered as often as it may be. That it was delivered does
// not say that a worker had it: one whose way to the bus was cut off never saw it.
const lastTries = 2

// begun counts that a worker takes up a message that was delivered as often as it may be; others are not counted.
func (e *errand) begun(ctx context.Context) (tries int, err error) {
	if e.deliveries() < e.config.MaxDeliveries {
		return 0, nil
	}
	err = e.persist(ctx, func(ctx context.Context) (err error) {
		tries, err = e.tries.Begin(ctx, e.id())
		return err
	})
	return tries, err
}

// ended says that a worker lived to the end of what it took up.
func (e *errand) ended(ctx context.Context) {
	if e.deliveries() < e.config.MaxDeliveries {
		return
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	if err := e.tries.End(last, e.id()); err != nil {
		e.log.Warn("could not say that a message took nobody down; it may be set aside too early", "error", err)
	}
}

// jobOf is the job that a notice asks for. Its document is known by what the notice tells, else by the message.
func (e *errand) jobOf(n notice.Notice) Job {
	id := n.MessageID()
	if id == "" {
		id = e.origin()
	}
	return Job{Notice: n, Document: id, Attempt: int(e.deliveries())}
}

// deliveries are how often a worker got the message to work on it, from 1.
func (e *errand) deliveries() uint64 {
	before, _ := strconv.ParseUint(e.message.Headers().Get(bus.DeliveriesHeader), 10, 32)
	return before + e.meta.NumDelivered
}

// subject is the one that the message came on, before it was put into a lane.
func (e *errand) subject() string {
	return cmp.Or(e.message.Headers().Get(bus.SubjectHeader), e.message.Subject())
}

// id tells the message from all others.
func (e *errand) id() string { return bus.MessageID(e.meta) }

// origin is the id of the message, or of the one that it is on the bus anew for.
func (e *errand) origin() string {
	return cmp.Or(e.message.Headers().Get(publish.DocumentHeader), e.id())
}

// since is when the bus got the message, for the first time if it is there anew.
func (e *errand) since() time.Time {
	if first, err := time.Parse(time.RFC3339Nano, e.message.Headers().Get(publish.SinceHeader)); err == nil {
		return first
	}
	return e.meta.Timestamp.UTC()
}

// process works on a document until its results are on the bus.
func (e *errand) process(ctx context.Context, job Job) error {
	start, filed := time.Now(), e.filed.Load()
	log := e.log.With("file", job.Notice.String())
	var events []publish.Event
	err := e.persist(ctx, func(ctx context.Context) (err error) {
		events, err = e.work(ctx, job)
		if errors.Is(err, publish.ErrTrouble) && time.Since(start) > e.config.TimeLimit && e.filed.Load() > filed {
			return failureOf("trouble", fmt.Errorf("it goes wrong again and again, while others go through: %w", err))
		}
		return err
	})
	if failure, ok := errors.AsType[*failure](err); ok {
		failure.job, failure.events = &job, events
	}
	if err != nil {
		return err
	}
	if err := e.tell(ctx, events); err != nil {
		return err
	}
	if err := e.remember(ctx, events[len(events)-1]); err != nil {
		return err
	}
	if slices.ContainsFunc(events, func(event publish.Event) bool { return event.Outcome == publish.Submitted }) {
		e.filed.Add(1)
	}
	log.Info("done", "outcome", events[len(events)-1].Outcome, "filings", len(events)-1, "took", time.Since(start).Round(time.Millisecond))
	return nil
}

// tell puts results on the bus. Of a dead letter that was sent again some may have been there for longer than the bus
// remembers.
func (e *errand) tell(ctx context.Context, events []publish.Event) error {
	return e.persist(ctx, func(ctx context.Context) error {
		left := events
		if e.message.Headers().Get(publish.SinceHeader) != "" {
			known, err := e.publisher.Published(ctx, e.since(), events)
			if err != nil {
				return err
			}
			left = slices.DeleteFunc(slices.Clone(events), func(event publish.Event) bool { return known[event.ID] })
		}
		err := e.publisher.Results(ctx, left...)
		if errors.Is(err, publish.ErrTooLarge) {
			return failureOf("too_large", err)
		}
		return err
	})
}

// remember writes down how a document ended, for sweeps. It comes after the results: what is remembered has been told.
func (e *errand) remember(ctx context.Context, end publish.Event) error {
	of := end.Result.Document
	if of.ETag == "" { // nobody knows what was there, so a sweep has to look
		return nil
	}
	document := ledger.Document{
		URL: notice.Notice{Bucket: of.Bucket, Key: of.Key}.URL(), ID: of.ID, ETag: of.ETag, VersionID: of.VersionID,
		Outcome: string(end.Outcome), At: time.Now().UTC(),
	}
	return e.persist(ctx, func(ctx context.Context) error { return e.documents.Ended(ctx, document) })
}

// work does one job within the time limit.
func (e *errand) work(ctx context.Context, job Job) ([]publish.Event, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, e.config.TimeLimit, &failure{reason: "timeout", message: fmt.Sprintf("not done within %v", e.config.TimeLimit)})
	defer cancel()
	events, err := e.pipeline.Do(ctx, job)
	var failed *failure
	switch {
	case err == nil, errors.As(err, &failed):
	case ctx.Err() != nil:
		err = context.Cause(ctx) // the time limit or the stop, however whoever noticed it put it
	case !errors.Is(err, publish.ErrTrouble):
		err = failureOf("defect", err)
	}
	return events, err
}

// handBack lets another worker have the message at once. One that was handed back as often as a message may be
// delivered goes to the end of the queue as a new message: it took no worker down with it.
func (e *errand) handBack(ctx context.Context) {
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	if e.deliveries() >= e.config.MaxDeliveries {
		err := e.enqueue(last)
		if err == nil {
			err = e.message.DoubleAck(last)
		}
		if err == nil {
			return
		}
		e.log.Warn("could not put a message on the bus anew", "error", err)
	}
	if err := e.message.Nak(); err != nil {
		e.log.Warn("could not hand a message back; the bus will, when its time is up", "error", err)
	}
}

// enqueue puts the message on the bus anew.
func (e *errand) enqueue(ctx context.Context) error {
	again := bus.Anew(e.subject(), e.id()+"-again", e.message.Headers(), e.message.Data())
	again.Header.Set(publish.DocumentHeader, e.origin())
	again.Header.Del(bus.DeliveriesHeader)
	_, err := e.bus.JS.PublishMsg(ctx, again)
	return err
}
