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
	"docket/publish/bus/bustest"
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

// atEach are crashes at steps, each with its message not written and written.
func atEach(steps ...crash) (all []crash) {
	for _, step := range steps {
		written := step
		written.passes = true
		all = append(all, step, written)
	}
	return all
}

// crashes are all that a worker writes to NATS for an order, in their order, each not written and written.
func crashes() (all []crash) {
	all = atEach(
		crash{step: "the notice is asked for", subject: "$JS.API.CONSUMER.MSG.NEXT." + bus.DocumentsStream, nth: 1},
		crash{step: "the intent", subject: "$KV.docket_ledger.order.", nth: 1},
		crash{step: "which filing has the bill", subject: "$KV.docket_ledger.bill.", nth: 1},
		crash{step: "the API's answer", subject: "$KV.docket_ledger.order.", nth: 2},
		crash{step: "the watch of the order", subject: "$KV.docket_follow.", nth: 1},
		crash{step: "the result of the order", subject: bus.ResultsSubject + ".order.", nth: 1},
		crash{step: "the result of the document", subject: bus.ResultsSubject + ".document.", nth: 1},
		crash{step: "how the document ended", subject: "$KV.docket_ledger.document.", nth: 1},
		crash{step: "the acknowledgement", subject: "$JS.ACK." + bus.DocumentsStream, nth: 1},
	)
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
	newScene(t).crash(crashes(), 1)
}

// TestCrashInLanes: the same where several files wait, so that their notices are put into lanes.
func TestCrashInLanes(t *testing.T) {
	t.Parallel()
	newScene(t).crash(atEach(
		crash{step: "the first notice goes into a lane", subject: bus.LanesSubject + ".1.", nth: 1},
		crash{step: "the second notice goes into a lane", subject: bus.LanesSubject + ".1.", nth: 2},
		crash{step: "the first notice is acknowledged where it came in", subject: "$JS.ACK." + bus.DocumentsStream, nth: 1},
		crash{step: "a lane is asked for a notice", subject: "$JS.API.CONSUMER.MSG.NEXT." + bus.LanesStream + "." + bus.LaneWorkers("1"), nth: 1},
		crash{step: "the acknowledgement in the lane", subject: "$JS.ACK." + bus.LanesStream, nth: 1},
	), 3)
}

// crash kills a worker at each of some steps, with some files of its own, and holds what becomes of all files in the end.
func (s *scene) crash(all []crash, files int) {
	t := s.t
	t.Helper()
	s.waitFor(t, 10*time.Minute) // what a killed worker had stays away until all have been killed
	bill, err := os.ReadFile("../../testdata/samples/04-bol-containers.csv")
	must(t, err)
	for i, c := range all {
		for n := range files {
			content := bytes.ReplaceAll(bill, []byte("MAEU256831947"), fmt.Appendf(nil, "MAEU3%08d", 10*i+n))
			_, err := s.files.Put(t.Context(), inbox, fmt.Sprintf("%d/%d.csv", i, n), content, bucket.Labels{})
			must(t, err)
		}
		met := make(chan struct{})
		way := newStrait(t, &strait{to: strings.TrimPrefix(s.nats.URL(), "nats://"), subject: c.subject, nth: c.nth, passes: c.passes, reached: func() { close(met) }})
		worker := s.workerBy(way.url(), "DOCKET_CONCURRENCY=1", "DOCKET_LEASE=1s")
		select {
		case <-met:
		case <-worker.Ended:
			t.Fatalf("%s: the worker ended by itself", c)
		case <-time.After(45 * time.Second):
			t.Fatalf("%s: the worker does not come there", c)
		}
		worker.Kill()
	}
	s.waitFor(t, time.Second)
	last := s.worker("DOCKET_LEASE=1s")
	s.drained() // a notice whose result was out before the kill comes again, and is only acknowledged
	last.Stop()
	s.rest()
	told := map[string][]string{}
	for _, e := range s.events {
		if !isFollowed(e) {
			told[e.Result.Document.Key] = append(told[e.Result.Document.Key], fmt.Sprint(e.Kind, " ", e.Outcome))
		}
	}
	for i, c := range all {
		for n := range files {
			got, want := strings.Join(told[fmt.Sprintf("%d/%d.csv", i, n)], ", "), fmt.Sprintf("%s %s, %s %s", publish.Order, publish.Submitted, publish.Document, publish.Completed)
			if got != want {
				t.Errorf("%s: of file %d is told %s; want %s", c, n, got, want)
			}
		}
	}
	if orders := len(s.api.Orders()); orders != len(all)*files {
		t.Errorf("the API holds %d orders, want %d", orders, len(all)*files)
	}
	if left, letters := s.left(), s.letters(); left != 0 || letters != 0 {
		t.Errorf("%d notices are left, and %d dead letters", left, letters)
	}
}

// waitFor is how long the bus waits for a worker before it gives its message to another.
func (s *scene) waitFor(t *testing.T, wait time.Duration) {
	t.Helper()
	for _, consumer := range bustest.Consumers(s.t, s.bus) {
		info := consumer.CachedInfo()
		info.Config.AckWait = wait
		_, err := s.bus.JS.UpdateConsumer(t.Context(), info.Stream, info.Config)
		must(t, err)
	}
}
