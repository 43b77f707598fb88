package ledger

import (
	"context"
	"testing"
	"time"

	"docket/publish/bus/bustest"

	"github.com/nats-io/nats.go/jetstream"
)

// behind is a bucket of which the next reads are answered by a replica that is behind.
type behind struct {
	jetstream.KeyValue
	stale jetstream.KeyValueEntry // nil for what there is
}

func (b *behind) Get(ctx context.Context, key string) (jetstream.KeyValueEntry, error) {
	if old := b.stale; old != nil {
		b.stale = nil
		return old, nil
	}
	return b.KeyValue.Get(ctx, key)
}

// TestUnchangedIsSure: a file goes back to what it said two versions ago. A replica that does not know of the version in
// between yet must not have it taken for unchanged.
func TestUnchangedIsSure(t *testing.T) {
	t.Parallel()
	kv := &behind{KeyValue: bustest.Open(t).Ledger}
	l := New(kv, time.Minute, nil)
	file := func(document, hash string) Verdict {
		verdict, held, err := l.Claim(t.Context(), "order.a.1", Claim{Attempt: attempt(document, document, "s3://inbox/a.csv", hash)})
		if err != nil {
			t.Fatal(err)
		}
		if verdict == Proceed {
			if err := held.Answered(t.Context(), Answer{APIID: "o-1"}); err != nil {
				t.Fatal(err)
			}
		}
		return verdict
	}
	file("v1", "h1")
	old, err := kv.Get(t.Context(), "order.a.1")
	if err != nil {
		t.Fatal(err)
	}
	file("v2", "h2")
	kv.stale = old
	if verdict := file("v3", "h1"); verdict != Proceed {
		t.Errorf("the third version, by a replica that knows the first: %s", verdict)
	}
	if verdict := file("v4", "h1"); verdict != Unchanged {
		t.Errorf("the fourth version, which says the same: %s", verdict)
	}
}
