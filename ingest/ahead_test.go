package ingest_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"docket/ingest/lane"
	"docket/ingest/notice"
	"docket/publish/bus"

	"github.com/nats-io/nats.go"
)

// TestDueSoon: what a look at a file says of its deadline. Nothing is filed, and nothing told.
func TestDueSoon(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, name := range []string{"07-isf-five-mistakes.xlsx", "04-bol-containers.csv", "08-stock-count.xlsx", "09-corrupt.xlsx"} {
		w.put(name, sample(t, name))
	}
	deadline := time.Date(2026, time.December, 20, 0, 0, 0, 0, time.UTC) // the ISF departs a day later
	p := w.pipeline()
	for _, test := range []struct {
		key  string
		left time.Duration
		want bool
	}{
		{"07-isf-five-mistakes.xlsx", 71 * time.Hour, true}, {"07-isf-five-mistakes.xlsx", -time.Hour, true}, {"07-isf-five-mistakes.xlsx", 73 * time.Hour, false},
		{"04-bol-containers.csv", time.Hour, false}, {"08-stock-count.xlsx", time.Hour, false}, {"09-corrupt.xlsx", time.Hour, false}, {"gone.xlsx", time.Hour, false},
	} {
		p.Now = func() time.Time { return deadline.Add(-test.left) }
		if got := p.DueSoon(t.Context(), notice.Notice{Bucket: "inbox", Key: test.key}); got != test.want {
			t.Errorf("%s, %v before the deadline: %v, want %v", test.key, test.left, got, test.want)
		}
	}
	if calls := len(w.api.Requests()); calls != 0 {
		t.Errorf("the API was called %d times", calls)
	}
}

// TestDueSoonFirst: an ISF near its deadline that came behind many files of its sender is worked on before them, once,
// although the worker that read it ahead died before it had taken the notice out of its own lane.
func TestDueSoonFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bill := sample(t, "04-bol-containers.csv")
	for n := range 24 {
		w.put(fmt.Sprintf("acme/%02d.csv", n), bytes.ReplaceAll(bill, []byte("MAEU256831947"), fmt.Appendf(nil, "MAEU4%08d", n)))
	}
	w.put("acme/due.xlsx", sample(t, "07-isf-five-mistakes.xlsx"))
	p := w.pipeline()
	p.Now = func() time.Time { return time.Date(2026, time.December, 19, 0, 0, 0, 0, time.UTC) }
	q, err := lane.Open(t.Context(), w.bus, 1)
	must(t, err)
	message, err := q.Next(t.Context(), time.Millisecond) // all is in lanes
	must(t, err)
	must(t, message.Nak())
	stream, err := w.bus.JS.Stream(t.Context(), bus.LanesStream)
	must(t, err)
	before, err := stream.GetLastMsgForSubject(t.Context(), "docket.lanes.2.inbox=acme")
	must(t, err)
	scout := &lane.Scout{Bus: w.bus, Name: "test", Due: p.DueSoon, Log: slog.New(slog.DiscardHandler)}
	forward, err := scout.Look(t.Context())
	must(t, err)
	if forward != 1 {
		t.Fatalf("%d come forward, want the one", forward)
	}
	again := bus.Anew(before.Subject, "still there", before.Header, before.Data)
	_, err = w.bus.JS.PublishMsg(t.Context(), again)
	must(t, err)
	done := make(chan struct{}, 100)
	listening, err := w.bus.Conn.Subscribe("$JS.ACK."+bus.LanesStream+".>", func(m *nats.Msg) {
		if string(m.Data) == "+ACK" {
			done <- struct{}{}
		}
	})
	must(t, err)
	defer func() { must(t, listening.Unsubscribe()) }()
	must(t, w.bus.Conn.Flush())
	crew := w.work(p)
	for range 26 { // of 25 files, one of them twice
		<-done
	}
	crew.end()
	var ended []string
	for range 25 {
		document, _ := w.ended()
		ended = append(ended, document.Result.Document.Key)
	}
	if at := slices.Index(ended, "acme/due.xlsx"); at < 0 || at > 2 { // two are worked on at a time
		t.Errorf("they end in the order %v", ended)
	}
	stream, err = w.bus.JS.Stream(t.Context(), bus.ResultsStream)
	must(t, err)
	if told := stream.CachedInfo().State.Msgs; told != 24*2+2+1+1 { // an order and a document each; two filings, a document, and that it is at risk
		t.Errorf("%d results are told", told)
	}
}
