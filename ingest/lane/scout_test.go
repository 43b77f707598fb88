package lane_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"docket/ingest/lane"
	"docket/ingest/notice"
	"docket/publish/bus"
)

// sorted sorts all that came in, and puts back what is handed out meanwhile.
func sorted(t *testing.T, b *bus.Bus, q *lane.Queue) {
	t.Helper()
	intake, err := b.Documents(t.Context())
	must(t, err)
	for pending := uint64(1); pending > 0; { // a pull that is not answered within a second takes none
		message, err := q.Next(t.Context(), time.Millisecond)
		must(t, err)
		must(t, message.Nak())
		info, err := intake.Info(t.Context())
		must(t, err)
		pending = info.NumPending
	}
}

// TestScout: of files that wait behind many others those that are due soon come forward, each once, however often and by
// whomever is looked; those that come soon anyway are not read.
func TestScout(t *testing.T) {
	t.Parallel()
	b := open(t)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	announce(t, b, "docket.documents.s3", "acme", 150)
	announce(t, b, "docket.documents.s3", "few", 5)
	sorted(t, b, q)
	looked := map[string]int{}
	scout := func(name string) *lane.Scout {
		return &lane.Scout{Bus: b, Name: name, Log: slog.New(slog.DiscardHandler), Due: func(_ context.Context, n notice.Notice) bool {
			looked[n.Key]++
			return strings.HasSuffix(n.Key, "7.csv") // 15 of 150, one of them among the first ten
		}}
	}
	for i, want := range []int{14, 0} {
		forward, err := scout(fmt.Sprint(i)).Look(t.Context())
		must(t, err)
		if forward != want {
			t.Errorf("look %d brings %d forward, want %d", i, forward, want)
		}
	}
	if len(looked) != 140 || looked["acme/149.csv"] != 1 || looked["few/1.csv"] != 0 {
		t.Errorf("it looked at %d files: %v", len(looked), looked)
	}
	at, n := map[string]int{}, 0
	for left(t, b) > 0 {
		message, err := q.Next(t.Context(), time.Millisecond)
		must(t, err)
		if message == nil {
			continue
		}
		key := keyOf(t, message)
		if at[key] != 0 {
			t.Errorf("%s comes twice", key)
		}
		n++
		at[key] = n
		must(t, message.DoubleAck(t.Context()))
	}
	for i := 17; i < 150; i += 10 {
		if key := fmt.Sprintf("acme/%d.csv", i); at[key] > 14*8/7+1 {
			t.Errorf("%s comes as number %d", key, at[key])
		}
	}
	if len(at) != 155 {
		t.Errorf("%d files come, want all", len(at))
	}
}

// TestScoutLeavesRoom: a sender who has very much that is due soon does not fill the urgent lane; the rest of it comes
// forward as there is room.
func TestScoutLeavesRoom(t *testing.T) {
	t.Parallel()
	b := open(t)
	q, err := lane.Open(t.Context(), b, 1)
	must(t, err)
	announce(t, b, "docket.documents.s3", "acme", 130)
	sorted(t, b, q)
	reads := 0
	scout := &lane.Scout{Bus: b, Name: "one", Log: slog.New(slog.DiscardHandler), Due: func(context.Context, notice.Notice) bool { reads++; return true }}
	for _, want := range []int{100, 0} {
		forward, err := scout.Look(t.Context())
		must(t, err)
		if forward != want {
			t.Errorf("%d come forward, want %d", forward, want)
		}
	}
	urgent, err := b.Lane(t.Context(), "urgent")
	must(t, err)
	batch, err := urgent.FetchNoWait(10)
	must(t, err)
	for message := range batch.Messages() {
		must(t, message.DoubleAck(t.Context()))
	}
	forward, err := scout.Look(t.Context())
	must(t, err)
	if forward != 10 || reads != 120 {
		t.Errorf("%d come forward after %d reads, want 10 after 120", forward, reads)
	}
}
