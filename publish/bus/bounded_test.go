package bus

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// lost is a bucket whose requests get lost on their way, as they do when a server dies.
type lost struct{ jetstream.KeyValue }

func (lost) Get(ctx context.Context, _ string) (jetstream.KeyValueEntry, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (lost) Put(ctx context.Context, _ string, _ []byte) (uint64, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func (lost) Create(ctx context.Context, _ string, _ []byte, _ ...jetstream.KVCreateOpt) (uint64, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func (lost) Update(ctx context.Context, _ string, _ []byte, _ uint64) (uint64, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func (lost) Delete(ctx context.Context, _ string, _ ...jetstream.KVDeleteOpt) error {
	<-ctx.Done()
	return ctx.Err()
}

func (lost) Purge(ctx context.Context, _ string, _ ...jetstream.KVDeleteOpt) error {
	<-ctx.Done()
	return ctx.Err()
}

// History returns what has come, as the client does.
func (lost) History(ctx context.Context, _ string, _ ...jetstream.WatchOpt) ([]jetstream.KeyValueEntry, error) {
	<-ctx.Done()
	return []jetstream.KeyValueEntry{nil}, nil
}

func (lost) Watch(ctx context.Context, _ string, _ ...jetstream.WatchOpt) (jetstream.KeyWatcher, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// requests are all that is asked of a bucket.
var requests = map[string]func(context.Context, jetstream.KeyValue) error{
	"get": func(ctx context.Context, kv jetstream.KeyValue) error { _, err := kv.Get(ctx, "key"); return err },
	"put": func(ctx context.Context, kv jetstream.KeyValue) error { _, err := kv.Put(ctx, "key", nil); return err },
	"create": func(ctx context.Context, kv jetstream.KeyValue) error {
		_, err := kv.Create(ctx, "key", nil)
		return err
	},
	"update": func(ctx context.Context, kv jetstream.KeyValue) error {
		_, err := kv.Update(ctx, "key", nil, 1)
		return err
	},
	"delete":  func(ctx context.Context, kv jetstream.KeyValue) error { return kv.Delete(ctx, "key") },
	"purge":   func(ctx context.Context, kv jetstream.KeyValue) error { return kv.Purge(ctx, "key") },
	"history": func(ctx context.Context, kv jetstream.KeyValue) error { _, err := kv.History(ctx, "key"); return err },
	"watch":   func(ctx context.Context, kv jetstream.KeyValue) error { _, err := kv.Watch(ctx, "key"); return err },
}

// TestLostRequests: a request that nobody answers ends long before the work that it is part of has to, and is not taken
// for the work's end; and it ends with the work.
func TestLostRequests(t *testing.T) {
	t.Parallel()
	for name, request := range requests {
		synctest.Test(t, func(t *testing.T) {
			work, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			begin := time.Now()
			err := request(work, bounded{lost{}})
			if took := time.Since(begin); took != AnswerTime || !errors.Is(err, context.DeadlineExceeded) || work.Err() != nil {
				t.Errorf("%s: after %v: %v", name, took, err)
			}
			brief, cancel := context.WithTimeoutCause(t.Context(), time.Second, errors.New("over"))
			defer cancel()
			begin = time.Now()
			if err := request(brief, bounded{lost{}}); err == nil || time.Since(begin) != time.Second || errors.Is(err, errNoAnswer) {
				t.Errorf("%s: when the work ends, after %v: %v", name, time.Since(begin), err)
			}
		})
	}
}
