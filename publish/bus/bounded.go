package bus

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// AnswerTime is how long one request to JetStream may take. A request whose server dies, or whose leader is gone, is
// answered by nobody.
const AnswerTime = 5 * time.Second

var errNoAnswer = fmt.Errorf("NATS has not answered within %v: %w", AnswerTime, context.DeadlineExceeded)

// bounded is a key-value bucket of which no request takes longer than AnswerTime. The client bounds those by itself that
// have a context without a deadline; the others would wait for as long as the whole work may take that they are part of.
type bounded struct {
	jetstream.KeyValue
}

// within makes one request. An error that comes of its own time limit says so, and is not the end of the context given.
func within[T any](ctx context.Context, request func(context.Context) (T, error)) (T, error) {
	once, cancel := context.WithTimeout(ctx, AnswerTime)
	defer cancel()
	answer, err := request(once)
	if err != nil && once.Err() != nil && ctx.Err() == nil {
		err = errNoAnswer
	}
	return answer, err
}

func (b bounded) Get(ctx context.Context, key string) (jetstream.KeyValueEntry, error) {
	return within(ctx, func(ctx context.Context) (jetstream.KeyValueEntry, error) { return b.KeyValue.Get(ctx, key) })
}

func (b bounded) Put(ctx context.Context, key string, value []byte) (uint64, error) {
	return within(ctx, func(ctx context.Context) (uint64, error) { return b.KeyValue.Put(ctx, key, value) })
}

func (b bounded) Create(ctx context.Context, key string, value []byte, opts ...jetstream.KVCreateOpt) (uint64, error) {
	return within(ctx, func(ctx context.Context) (uint64, error) { return b.KeyValue.Create(ctx, key, value, opts...) })
}

func (b bounded) Update(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	return within(ctx, func(ctx context.Context) (uint64, error) { return b.KeyValue.Update(ctx, key, value, revision) })
}

func (b bounded) Delete(ctx context.Context, key string, opts ...jetstream.KVDeleteOpt) error {
	return only(within(ctx, func(ctx context.Context) (any, error) { return nil, b.KeyValue.Delete(ctx, key, opts...) }))
}

func (b bounded) Purge(ctx context.Context, key string, opts ...jetstream.KVDeleteOpt) error {
	return only(within(ctx, func(ctx context.Context) (any, error) { return nil, b.KeyValue.Purge(ctx, key, opts...) }))
}

func only(_ any, err error) error { return err }

// History reads all or fails: the client's own returns what has come when its context ends.
func (b bounded) History(ctx context.Context, key string, opts ...jetstream.WatchOpt) ([]jetstream.KeyValueEntry, error) {
	return within(ctx, func(ctx context.Context) ([]jetstream.KeyValueEntry, error) {
		entries, err := b.KeyValue.History(ctx, key, opts...)
		if err == nil {
			err = ctx.Err()
		}
		return entries, err
	})
}

// Watch begins to watch within the time; the watch itself lasts until its context ends.
func (b bounded) Watch(ctx context.Context, keys string, opts ...jetstream.WatchOpt) (jetstream.KeyWatcher, error) {
	watching, cancel := context.WithCancelCause(ctx)
	begin := time.AfterFunc(AnswerTime, func() { cancel(context.DeadlineExceeded) })
	watcher, err := b.KeyValue.Watch(watching, keys, opts...)
	late := !begin.Stop()
	if err == nil && !late {
		return closing{watcher, cancel}, nil
	}
	if err == nil {
		_ = watcher.Stop()
	}
	cancel(nil)
	if late && ctx.Err() == nil {
		err = errNoAnswer
	}
	return nil, err
}

// closing is a watch that lets go of its context when it is stopped.
type closing struct {
	jetstream.KeyWatcher
	cancel context.CancelCauseFunc
}

func (c closing) Stop() error {
	defer c.cancel(nil)
	return c.KeyWatcher.Stop()
}
