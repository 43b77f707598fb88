package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"docket/publish"
	"docket/publish/bus"
	"docket/testdata/samples"

	"github.com/nats-io/nats.go"
)

// firstVersions are the samples without those that replace or repeat another one.
func firstVersions(t *testing.T) []samples.Step {
	t.Helper()
	steps, err := samples.Steps()
	must(t, err)
	var first []samples.Step
	for _, i := range waves(steps)[0] {
		first = append(first, steps[i])
	}
	return first
}

// wantedOf counts the filings of a kind that samples have to leave at the API.
func wantedOf(kind publish.Kind, steps []samples.Step) (n int) {
	for _, step := range steps {
		for _, f := range step.Filings {
			if publish.Kind(f.Kind) == kind && f.Outcome == string(publish.Submitted) {
				n++
			}
		}
	}
	return n
}

// isFollowed says whether an event tells what became of an order after it was submitted, which may be any time later.
func isFollowed(e publish.Event) bool {
	return e.Result.Entry != nil || e.Outcome == publish.Created || e.Outcome == publish.Cancelled || e.Outcome == publish.Problem
}

// checkEndings holds results against what samples have to end as: each once, none missing, none besides.
func checkEndings(t *testing.T, steps []samples.Step, events []publish.Event) {
	t.Helper()
	for _, step := range steps {
		end, documents := ending{step: step}, 0
		for _, e := range events {
			switch {
			case e.Result.Document.Key != step.Key, isFollowed(e), e.Outcome == publish.AtRisk: // samples depart some day
			case e.Kind == publish.Document:
				documents++
				end.document = e
			default:
				end.filings = append(end.filings, e)
			}
		}
		if documents != 1 || !end.filedAsWanted() {
			t.Errorf("%s has %d results, the last %s with %d filings; want one: %s", step.File, documents, end.document.Outcome, len(end.filings), wanted(step))
		}
	}
}

// checkAPI holds what the API has got against what samples have to leave there.
func (s *scene) checkAPI(steps []samples.Step) {
	s.t.Helper()
	if got, want := len(s.api.Orders()), wantedOf(publish.Order, steps); got != want {
		s.t.Errorf("the API holds %d orders, want %d", got, want)
	}
	if got, want := len(s.api.ISFs()), wantedOf(publish.ISF, steps); got != want {
		s.t.Errorf("the API holds %d ISFs, want %d", got, want)
	}
	if defects := s.api.Defects(); len(defects) > 0 {
		s.t.Errorf("the API found %v", defects)
	}
}

// TestKilled: workers that are killed in the worst moments lose nothing and file nothing twice. What they had in hand
// comes again when the bus has missed them for a while.
func TestKilled(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.waitFor(t, time.Second)
	steps := firstVersions(t)
	for _, step := range steps {
		s.put(step)
	}
	for _, moment := range []struct {
		name string
		meet func(t *testing.T, s *scene, reached func())
	}{
		{"a request is sent, and did not reach the API", func(_ *testing.T, s *scene, reached func()) {
			s.door.watch(func(r *http.Request) { reached(); <-r.Context().Done() }, nil)
		}},
		{"a request took effect, and its answer is not there yet", func(_ *testing.T, s *scene, reached func()) {
			s.door.watch(nil, func(r *http.Request) { reached(); <-r.Context().Done() })
		}},
		{"the result of a filing is out", func(t *testing.T, s *scene, reached func()) { s.hear(t, bus.ResultsSubject+".order.>", reached) }},
		{"the result of a document is out", func(t *testing.T, s *scene, reached func()) { s.hear(t, bus.ResultsSubject+".document.>", reached) }},
	} {
		met := make(chan struct{})
		moment.meet(t, s, sync.OnceFunc(func() { close(met) }))
		worker := s.worker("DOCKET_LEASE=1s")
		select {
		case <-met:
		case <-worker.Ended:
			t.Fatalf("the worker ended by itself before %s", moment.name)
		}
		worker.Kill()
		s.door.watch(nil, nil)
	}
	if s.left() == 0 {
		t.Fatal("nothing was left to do after the kills; the test shows nothing")
	}
	last := s.worker("DOCKET_LEASE=1s")
	s.await(len(steps))
	s.drained()
	last.Stop()
	checkEndings(t, steps, s.events)
	s.checkAPI(steps)
	if left, letters := s.left(), s.letters(); left != 0 || letters != 0 {
		t.Errorf("%d notices are left, and %d dead letters", left, letters)
	}
	for _, e := range s.rest() {
		if !isFollowed(e) && e.Result.Document.Own == "" {
			t.Errorf("after all documents had ended there is one more result: %s %s of %s", e.Kind, e.Outcome, e.Result.Document.Key)
		}
	}
}

// hear calls when the first message comes on a subject.
func (s *scene) hear(t *testing.T, subject string, call func()) {
	t.Helper()
	sub, err := s.bus.Conn.Subscribe(subject, func(*nats.Msg) { call() })
	must(t, err)
	must(t, sub.AutoUnsubscribe(1))
	must(t, s.bus.Conn.Flush())
}

// bills are samples of one order each, one request to the API.
func bills(t *testing.T) []samples.Step {
	t.Helper()
	steps := slices.DeleteFunc(firstVersions(t), func(s samples.Step) bool {
		return len(s.Filings) != 1 || s.Filings[0].Outcome != string(publish.Submitted)
	})
	if len(steps) < 4 {
		t.Fatalf("only %d samples are bills", len(steps))
	}
	return steps
}

// TestTerminated: a worker that is told to stop takes nothing more, finishes what is in hand, and leaves the rest.
func TestTerminated(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	steps := bills(t)
	for _, step := range steps {
		s.put(step)
	}
	entered, release := make(chan struct{}, 100), make(chan struct{})
	s.door.watch(func(*http.Request) { entered <- struct{}{}; <-release }, nil)
	first := s.worker("DOCKET_CONCURRENCY=2", "DOCKET_RECEIPTS=false") // these have notices of their own
	<-entered
	<-entered
	first.Signal(syscall.SIGTERM)
	first.Await("stopping: ")
	s.door.watch(nil, nil)
	close(release)
	if code := first.Exit(); code != exitDone {
		t.Errorf("the worker ended with %d", code)
	}
	for _, e := range s.await(2) {
		if e.Result.Attempt != 1 {
			t.Errorf("%s ended at its delivery %d", e.Result.Document.Key, e.Result.Attempt)
		}
	}
	if inHand, waiting := s.notices(); inHand != 0 || int(waiting) != len(steps)-2 {
		t.Errorf("%d notices are in hand and %d wait, want none and %d", inHand, waiting, len(steps)-2)
	}
	s.worker()
	s.await(len(steps) - 2)
	checkEndings(t, steps, s.events)
	s.checkAPI(steps)
}

// TestGraceRunsOut: what is not finished in the grace period is handed back at once; the bus would take a minute to
// notice by itself.
func TestGraceRunsOut(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	steps := bills(t)[:2]
	for _, step := range steps {
		s.put(step)
	}
	entered := make(chan struct{}, 100)
	s.door.watch(func(r *http.Request) { entered <- struct{}{}; <-r.Context().Done() }, nil)
	first := s.worker("DOCKET_GRACE=100ms")
	<-entered
	<-entered
	first.Stop()
	s.door.watch(nil, nil)
	s.worker()
	for _, e := range s.await(2) {
		if e.Result.Attempt != 2 {
			t.Errorf("%s ended at its delivery %d, want the second", e.Result.Document.Key, e.Result.Attempt)
		}
	}
	checkEndings(t, steps, s.events)
	s.checkAPI(steps)
}

// TestAgainAndCorrected: the same file put twice is filed once, and a corrected version updates the same filings.
func TestAgainAndCorrected(t *testing.T) {
	t.Parallel()
	all, err := samples.Steps()
	must(t, err)
	key := all[0].Key
	s := newScene(t)
	s.worker()
	ids := map[publish.Kind]string{}
	versions := 0
	for _, step := range all {
		if step.Key != key {
			continue
		}
		versions++
		s.put(step)
		events := s.await(1)
		checkEndings(t, []samples.Step{step}, events)
		for _, e := range events {
			if e.Kind == publish.Document {
				continue
			}
			id := e.Result.Filing.APIID
			if first, found := ids[e.Kind]; id == "" || found && id != first {
				t.Errorf("%s: the %s is %q, and was %q", step.File, e.Kind, id, first)
			}
			ids[e.Kind] = id
		}
	}
	if versions != 3 {
		t.Fatalf("%d versions of %s, want the first, its repeat and its correction", versions, key)
	}
	if orders, isfs := s.api.Orders(), s.api.ISFs(); len(orders) != 1 || len(isfs) != 1 {
		t.Errorf("the API holds %d orders and %d ISFs, want one of each", len(orders), len(isfs))
	}
}

// TestBounded: a file that unpacks to a thousand times its size, or says one thing over and over, takes no more
// memory than several plain ones.
func TestBounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	plain, err := samples.Files.ReadFile("01-isf-form.xlsx")
	must(t, err)
	most := func(name string, content []byte) (peak int64, said string) {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, content, 0o600))
		p := program.Start(t, nil, "convert", path)
		_ = p.Exit()
		return p.Cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss, p.Said()
	}
	usual, _ := most("plain.xlsx", plain)
	for name, content := range map[string][]byte{
		"bomb.xlsx": bomb(t, plain),
		"long.csv":  bytes.Repeat([]byte("Vessel,MAERSK\n"), 1<<18),
		"wide.csv":  bytes.Repeat([]byte("Vessel,"), 1<<17),
	} {
		peak, said := most(name, content)
		if peak > 4*usual || !strings.Contains(said, "docket: hint: ") {
			t.Errorf("%s takes %d times the memory of a plain file, and docket says %.200s", name, peak/usual, said)
		}
	}
}

// bomb is a workbook with sheets that unpack to a GiB each.
func bomb(t *testing.T, workbook []byte) []byte {
	t.Helper()
	var blanks bytes.Buffer
	w, err := flate.NewWriter(&blanks, flate.BestCompression)
	must(t, err)
	_, err = w.Write(bytes.Repeat([]byte(" "), 1<<20))
	must(t, err)
	must(t, w.Flush()) // up to here it can be repeated
	packed := bytes.Repeat(blanks.Bytes(), 1<<10)
	from, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	must(t, err)
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/") {
			must(t, to.Copy(part))
			continue
		}
		w, err := to.CreateRaw(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: 1 << 30})
		must(t, err)
		_, err = w.Write(packed)
		must(t, err)
	}
	must(t, to.Close())
	return out.Bytes()
}
