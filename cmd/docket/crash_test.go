package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/bus"
)

var (
	crashRounds = flag.Int("crash.rounds", 0, "kills at random messages, beside those at named steps")
	crashSeed   = flag.Uint64("crash.seed", 1, "of the random kills")
)

// A crash is where a worker is killed: at the nth message that it sends on subjects that begin so.
type crash struct {
	step    string
	subject string
	nth     int
	passes  bool // the message reaches NATS, and its answer does not come back
}

// crashes are all that a worker writes to NATS for an order, in their order, each not written and written.
func crashes() (all []crash) {
	for _, step := range []struct {
		name, subject string
		nth           int
	}{
		{"the notice is asked for", "$JS.API.CONSUMER.MSG.NEXT." + bus.DocumentsStream, 1},
		{"the intent", "$KV.docket_ledger.order.", 1},
		{"which filing has the bill", "$KV.docket_ledger.bill.", 1},
		{"the API's answer", "$KV.docket_ledger.order.", 2},
		{"the watch of the order", "$KV.docket_follow.", 1},
		{"the result of the order", bus.ResultsSubject + ".order.", 1},
		{"the result of the document", bus.ResultsSubject + ".document.", 1},
		{"how the document ended", "$KV.docket_ledger.document.", 1},
		{"the acknowledgement", "$JS.ACK." + bus.DocumentsStream, 1},
	} {
		for _, passes := range []bool{false, true} {
			all = append(all, crash{step.name, step.subject, step.nth, passes})
		}
	}
	rnd := rand.New(rand.NewPCG(*crashSeed, 0))
	for i := range *crashRounds {
		all = append(all, crash{fmt.Sprint("at random, ", i), "", 10 + rnd.IntN(40), rnd.IntN(2) == 0})
	}
	return all
}

func (c crash) String() string {
	if c.passes {
		return c.step + ", written"
	}
	return c.step + ", not written"
}

// TestCrash: a worker is killed at each step of its way with a file of its own, and none of them is finished by the one
// that was killed. One worker that then finds all of it brings each to its one end: nothing is lost, nothing is there
// twice.
func TestCrash(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.waitFor(t, 10*time.Minute) // what a killed worker had stays away until all have been killed
	bill, err := os.ReadFile("../../testdata/samples/04-bol-containers.csv")
	must(t, err)
	all := crashes()
	for i, c := range all {
		content := bytes.ReplaceAll(bill, []byte("MAEU256831947"), fmt.Appendf(nil, "MAEU3%08d", i))
		_, err := s.files.Put(t.Context(), inbox, fmt.Sprintf("%d.csv", i), content, bucket.Labels{})
		must(t, err)
		met := make(chan struct{})
		way := newStrait(t, &strait{to: strings.TrimPrefix(s.nats.URL(), "nats://"), subject: c.subject, nth: c.nth, passes: c.passes, reached: func() { close(met) }})
		worker := s.workerBy(way.url(), "DOCKET_CONCURRENCY=1", "DOCKET_LEASE=1s")
		select {
		case <-met:
		case <-worker.ended:
			t.Fatalf("%s: the worker ended by itself", c)
		case <-time.After(45 * time.Second):
			t.Fatalf("%s: the worker does not come there", c)
		}
		worker.kill()
	}
	s.waitFor(t, time.Second)
	last := s.worker("DOCKET_LEASE=1s")
	s.await(len(all))
	s.drained() // a notice whose result was out before the kill comes again, and is only acknowledged
	last.terminate()
	if code := last.exit(); code != exitDone {
		t.Errorf("the last worker ended with %d", code)
	}
	s.rest()
	for i, c := range all {
		var told []string
		for _, e := range s.events {
			if e.Result.Document.Key == fmt.Sprintf("%d.csv", i) && !isFollowed(e) {
				told = append(told, fmt.Sprint(e.Kind, " ", e.Outcome))
			}
		}
		if got, want := strings.Join(told, ", "), fmt.Sprintf("%s %s, %s %s", publish.Order, publish.Submitted, publish.Document, publish.Completed); got != want {
			t.Errorf("%s: told is %s; want %s", c, got, want)
		}
	}
	if orders := len(s.api.Orders()); orders != len(all) {
		t.Errorf("the API holds %d orders, want %d", orders, len(all))
	}
	if left, letters := s.left(), s.letters(); left != 0 || letters != 0 {
		t.Errorf("%d notices are left, and %d dead letters", left, letters)
	}
}

// waitFor is how long the bus waits for a worker before it gives its message to another.
func (s *scene) waitFor(t *testing.T, wait time.Duration) {
	t.Helper()
	consumer, err := s.bus.Documents(t.Context())
	must(t, err)
	config := consumer.CachedInfo().Config
	config.AckWait = wait
	_, err = s.bus.JS.UpdateConsumer(t.Context(), bus.DocumentsStream, config)
	must(t, err)
}
