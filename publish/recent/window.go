package recent

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go/jetstream"
)

// How much a window holds.
const (
	mostDocuments = 200
	mostResults   = 2000     // that are read at the start; and of one document
	mostBytes     = 32 << 20 // of results as they stand on the bus
)

// A Window is the documents that the bus has told of last.
type Window struct {
	js    jetstream.JetStream
	log   *slog.Logger
	retry time.Duration

	mu        sync.Mutex
	documents []*Document // those told of longest ago first
	size      int
	last      uint64        // result that was read
	changed   chan struct{} // closed at the next change
	ended     bool
}

// NewWindow is a window on a bus. It is empty until Run has read.
func NewWindow(js jetstream.JetStream, log *slog.Logger) *Window {
	return &Window{js: js, log: log, retry: 5 * time.Second, changed: make(chan struct{})}
}

// Run reads results as they come until the context ends.
func (w *Window) Run(ctx context.Context) error {
	defer w.end()
	for ctx.Err() == nil {
		if err := w.read(ctx); err != nil && ctx.Err() == nil {
			w.log.Warn("cannot see recent results; trying again", "error", err)
			pause(ctx, w.retry)
		}
	}
	return nil
}

func (w *Window) read(ctx context.Context) error {
	stream, err := w.js.Stream(ctx, bus.ResultsStream)
	if err != nil {
		return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	newest := stream.CachedInfo().State.LastSeq
	from := max(w.Last(), newest-min(newest, mostResults))
	if w.Last() > newest { // it is another stream by that name
		from = 0
	}
	consumer, err := w.js.OrderedConsumer(ctx, bus.ResultsStream, jetstream.OrderedConsumerConfig{
		FilterSubjects: []string{bus.ResultsSubject + ".>"}, DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: from + 1,
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	messages, err := consumer.Messages()
	if err != nil {
		return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
	}
	defer messages.Stop()
	for {
		message, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
		}
		meta, err := message.Metadata()
		if err != nil {
			return fmt.Errorf("read %s: %w", bus.ResultsStream, err)
		}
		var e publish.Event
		if err := json.Unmarshal(message.Data(), &e); err != nil { // of another docket, or none of ours
			w.add(meta.Sequence.Stream, nil, 0)
			continue
		}
		w.add(meta.Sequence.Stream, &e, len(message.Data()))
	}
}

// add takes a result in, and lets go of documents that there is no room for any more.
func (w *Window) add(number uint64, e *publish.Event, size int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = number
	if e != nil && e.Result.Document.ID != "" && e.Result.Document.Own == "" {
		w.put(number, *e, size)
	}
	for len(w.documents) > mostDocuments || w.size > mostBytes && len(w.documents) > 1 {
		w.size -= w.documents[0].size
		w.documents = w.documents[1:]
	}
	close(w.changed)
	w.changed = make(chan struct{})
}

func (w *Window) put(number uint64, e publish.Event, size int) {
	d := &Document{}
	if at := w.index(e.Result.Document.ID); at >= 0 {
		d = w.documents[at]
		w.documents = slices.Delete(w.documents, at, at+1)
	}
	w.documents = append(w.documents, d)
	d.Last, d.At = number, e.Time
	if e.Result.Document.SHA256 != "" || d.Info.SHA256 == "" { // of a dead letter little is known
		d.Info = e.Result.Document
	}
	if len(d.Results) < mostResults {
		d.Results, d.size, w.size = append(d.Results, e), d.size+size, w.size+size
	}
}

func (w *Window) index(id string) int {
	return slices.IndexFunc(w.documents, func(d *Document) bool { return d.Info.ID == id })
}

// Documents are the documents, those told of last first.
func (w *Window) Documents() []Document {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]Document, 0, len(w.documents))
	for _, d := range slices.Backward(w.documents) {
		all = append(all, d.copy())
	}
	return all
}

// Document is the document with an id, if the window has it.
func (w *Window) Document(id string) (Document, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	at := w.index(id)
	if at < 0 {
		return Document{}, false
	}
	return w.documents[at].copy(), true
}

func (d *Document) copy() Document {
	c := *d
	c.Results = slices.Clip(c.Results) // what is added later goes to a copy
	return c
}

// Last is the number of the last result that the window has seen.
func (w *Window) Last() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

// After waits until there is a result after one with a number. It says false if the context ends before, or the window
// is read no more.
func (w *Window) After(ctx context.Context, number uint64) bool {
	for {
		w.mu.Lock()
		last, changed, ended := w.last, w.changed, w.ended
		w.mu.Unlock()
		if last > number || ended {
			return last > number
		}
		select {
		case <-ctx.Done():
			return false
		case <-changed:
		}
	}
}

func (w *Window) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	close(w.changed)
	w.changed = make(chan struct{})
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
