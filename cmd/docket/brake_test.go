package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/publish"
)

// TestBrakeSurvivesKills: of a file that is replaced over and over the newest version waits, and goes out once when the time
// has passed, although the worker that had it wait is killed, and so is the one that takes it up.
func TestBrakeSurvivesKills(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	bill, err := os.ReadFile("../../testdata/samples/04-bol-containers.csv")
	must(t, err)
	settings := []string{"DOCKET_BRAKE_AFTER=1", "DOCKET_BRAKE_WITHIN=15s", "DOCKET_LEASE=1s"}
	first := s.worker(settings...)
	var told []string
	for version := range 5 {
		_, err := s.files.Put(t.Context(), inbox, "acme/bill.csv", bytes.ReplaceAll(bill, []byte("650W"), fmt.Appendf(nil, "65%dW", version)), bucket.Labels{})
		must(t, err)
		for _, e := range s.await(1) {
			if e.Kind == publish.Order && !isFollowed(e) {
				told = append(told, string(e.Outcome))
			}
		}
	}
	first.Kill()
	if got, want := strings.Join(told, " "), "submitted submitted held superseded held superseded held"; got != want {
		t.Fatalf("told is %s\nwant    %s", got, want)
	}
	for _, passes := range []bool{false, true} { // it writes that it takes the filing up, and dies
		met := make(chan struct{})
		way := newStrait(t, &strait{to: strings.TrimPrefix(s.nats.URL(), "nats://"), subject: "$KV.docket_review.order.", nth: 1, passes: passes, reached: func() { close(met) }})
		worker := s.workerBy(way.url(), settings...)
		select {
		case <-met:
		case <-time.After(45 * time.Second):
			t.Fatal("nobody takes it up")
		}
		worker.Kill()
	}
	s.worker(settings...)
	for {
		message, err := s.results.Next()
		must(t, err)
		if strings.HasSuffix(message.Subject(), ".order.submitted") {
			break
		}
	}
	if orders := s.api.Orders(); len(orders) != 1 || !bytes.Contains(orders[0].Request, []byte("654W")) || len(orders[0].RequestIDs) != 3 {
		t.Errorf("the API holds %d orders, the last after %d requests: %s", len(orders), len(orders[0].RequestIDs), orders[0].Request)
	}
}
