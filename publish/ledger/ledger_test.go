package ledger

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish/bus/bustest"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const url = "s3://inbox/a.xlsx"

func claimOf(by, document, hash string) Claim {
	return Claim{Attempt: attempt(by, document, url, hash)}
}

// TestOneOfManyClaims: of any number of workers that claim a filing at once, one may send.
func TestOneOfManyClaims(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	var proceed, busy atomic.Int32
	var workers sync.WaitGroup
	for i := range 20 {
		workers.Go(func() {
			verdict, _, err := l.Claim(t.Context(), "isf.acme.BILL1", claimOf(string(rune('a'+i)), "v1", "h1"))
			switch {
			case err != nil:
				t.Error(err)
			case verdict == Proceed:
				proceed.Add(1)
			case verdict == Busy:
				busy.Add(1)
			default:
				t.Errorf("verdict %s", verdict)
			}
		})
	}
	workers.Wait()
	if proceed.Load() != 1 || busy.Load() != 19 {
		t.Errorf("%d may send and %d have to wait, want 1 and 19", proceed.Load(), busy.Load())
	}
}

// TestClaimWaitsForItsTurn: who finds a filing busy is told when it is not any more, and then finds it filed.
func TestClaimWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	_, held, err := l.Claim(t.Context(), "isf.acme.B", claimOf("first", "v1", "h1"))
	if err != nil {
		t.Fatal(err)
	}
	if verdict, _, _ := l.Claim(t.Context(), "isf.acme.B", claimOf("second", "v1", "h1")); verdict != Busy {
		t.Fatalf("verdict %s, want busy", verdict)
	}
	waited := make(chan error, 1)
	go func() { waited <- l.Wait(t.Context(), "isf.acme.B") }()
	if err := held.Answered(t.Context(), Answer{APIID: "api-1"}); err != nil {
		t.Fatal(err)
	}
	if err := <-waited; err != nil {
		t.Fatal(err)
	}
	verdict, after, err := l.Claim(t.Context(), "isf.acme.B", claimOf("second", "v1", "h1"))
	if err != nil || verdict != Repeat || after.Entry.Filed.APIID != "api-1" {
		t.Errorf("verdict %s, entry %v, error %v", verdict, after.Entry, err)
	}
}

// TestLostClaim: a worker that slept through its lease cannot write over who took the filing over.
func TestLostClaim(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	passed := passing(l)
	_, asleep, err := l.Claim(t.Context(), "isf.acme.B", claimOf("asleep", "v1", "h1"))
	if err != nil {
		t.Fatal(err)
	}
	if verdict, _, err := l.Claim(t.Context(), "isf.acme.B", claimOf("awake", "v1", "h1")); err != nil || verdict != Busy {
		t.Fatalf("verdict %s error %v", verdict, err)
	}
	passed(time.Minute)
	verdict, awake, err := l.Claim(t.Context(), "isf.acme.B", claimOf("awake", "v1", "h1"))
	if err != nil || verdict != Proceed || !awake.Entry.Doubt {
		t.Fatalf("verdict %s doubt %v error %v", verdict, awake.Entry.Doubt, err)
	}
	if err := asleep.Answered(t.Context(), Answer{APIID: "api-1"}); !errors.Is(err, Lost) {
		t.Errorf("got %v, want that the claim was lost", err)
	}
	if err := awake.Answered(t.Context(), Answer{APIID: "api-1"}); err != nil {
		t.Error(err)
	}
}

// TestReleaseLeavesNothing: a first claim that is given up leaves no entry, and the next one can be made.
func TestReleaseLeavesNothing(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Minute, nil)
	for range 3 {
		verdict, held, err := l.Claim(t.Context(), "isf.acme.B", claimOf("w", "v1", "h1"))
		if err != nil || verdict != Proceed {
			t.Fatalf("verdict %s error %v", verdict, err)
		}
		if err := held.Release(t.Context()); err != nil {
			t.Fatal(err)
		}
		if e, err := l.Get(t.Context(), "isf.acme.B"); e != nil || err != nil {
			t.Fatalf("entry %v error %v, want none", e, err)
		}
	}
}

// TestWaitEndsWithItsContext: waiting does not outlive a stop.
func TestWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	l := New(bustest.Open(t).Ledger, time.Hour, nil)
	if _, _, err := l.Claim(t.Context(), "isf.acme.B", claimOf("first", "v1", "h1")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Wait(ctx, "isf.acme.B"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestKey(t *testing.T) {
	t.Parallel()
	isf := func(master string, houses ...string) filing.Request {
		if len(houses) == 0 {
			return &filing.IsfWorksheet{BillNumbers: &filing.RegularBill{Number: master}}
		}
		return &filing.IsfWorksheet{BillNumbers: &filing.MasterHouseBills{Master: master, Houses: houses}}
	}
	for _, test := range []struct {
		name string
		r    filing.Request
		want string
	}{
		{"a house bill, whatever its master", isf("MAEU1234567", "ABCD 123-456"), "isf.acme.ABCD123456"},
		{"a regular bill", isf("MAEU1234567"), "isf.acme.MAEU1234567"},
		{"several house bills in any order", isf("MAEU1234567", "B1234567", "A1234567"), Key("acme", isf("X", "A1234567", "B1234567"))},
		{"no bill at all", &filing.IsfWorksheet{}, "isf.acme.=e3b0c44298fc1c149afbf4c8996fb924"},
	} {
		if got := Key("acme", test.r); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A lateKV says of each key once that it is not there, as a bucket does whose key is written right after the question.
type lateKV struct {
	jetstream.KeyValue
	asked sync.Map
}

func (l *lateKV) Get(ctx context.Context, key string) (jetstream.KeyValueEntry, error) {
	if _, before := l.asked.LoadOrStore(key, true); !before {
		return nil, jetstream.ErrKeyNotFound
	}
	return l.KeyValue.Get(ctx, key)
}

// TestWrittenInBetween: a claim that was written between the two questions of a read is not taken for a deletion, and
// not written over.
func TestWrittenInBetween(t *testing.T) {
	t.Parallel()
	kv := bustest.Open(t).Ledger
	if verdict, _, err := New(kv, time.Minute, nil).Claim(t.Context(), "isf.acme.BILL1", claimOf("a", "v1", "h1")); err != nil || verdict != Proceed {
		t.Fatal(verdict, err)
	}
	late := New(&lateKV{KeyValue: kv}, time.Minute, nil)
	if verdict, _, err := late.Claim(t.Context(), "isf.acme.BILL1", claimOf("b", "v1", "h1")); err != nil || verdict != Busy {
		t.Errorf("%s, %v; want busy", verdict, err)
	}
}
