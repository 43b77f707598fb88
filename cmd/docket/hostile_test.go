//go:build hostile

package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"docket/cmd/docket/process"
	"docket/ingest/bucket"
	"docket/ingest/notice"
	"docket/publish"
	"docket/testdata/hostile"
	"docket/testdata/samples"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/xuri/excelize/v2"
)

// memoryBudget is what deploy/kubernetes gives a worker, with the same GOMEMLIMIT.
const memoryBudget, memoryGoal = 1 << 30, "GOMEMLIMIT=900MiB"

// A snare stands where hostile files want docket to go.
type snare struct {
	url, path string
	calls     atomic.Int64
}

func newSnare(t *testing.T) *snare {
	t.Helper()
	s := &snare{path: filepath.Join(t.TempDir(), "evil")}
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { s.calls.Add(1) }))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// TestHostile: files that are made to bring a worker down come among sound ones. Each ends with one result, the sound
// ones are filed, nothing is fetched or written that a file asks for, and the worker keeps within its memory and lives.
// It is the program as it is shipped, since the race detector multiplies memory and time.
func TestHostile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "docket")
	if said, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	s, snare := newScene(t), newSnare(t)
	settings := []string{memoryGoal, "DOCKET_TIME_LIMIT=2m"}
	for _, setting := range s.environment() {
		if setting[0] != "DOCKET_COPIES" {
			settings = append(settings, setting[0]+"="+setting[1])
		}
	}
	worker := process.Program{Path: path, Patience: program.Patience}.Start(t, settings, "worker")

	form, err := samples.Files.ReadFile("01-isf-form.xlsx")
	must(t, err)
	sound, rest := firstVersions(t), firstVersions(t)
	about := map[string]string{}
	for f := range hostile.Each(hostile.Surroundings{Lure: snare.url, Path: snare.path, Sound: map[string][]byte{"form.xlsx": form}}) {
		about["hostile/"+f.Name] = f.About
		_, err := s.files.Put(t.Context(), inbox, "hostile/"+f.Name, f.Content, bucket.Labels{})
		must(t, err)
		if len(about)%8 == 0 && len(rest) > 0 {
			s.put(rest[0])
			rest = rest[1:]
		}
	}
	for _, step := range rest {
		s.put(step)
	}
	waiting := map[string]bool{}
	for key := range about {
		waiting[key] = true
	}
	for _, step := range sound {
		waiting[step.Key] = true
	}
	for len(waiting) > 0 {
		message, err := s.results.Next(jetstream.FetchMaxWait(2 * time.Minute)) // their time limit
		must(t, err)
		var e publish.Event
		must(t, json.Unmarshal(message.Data(), &e))
		s.events = append(s.events, e)
		if e.Kind == publish.Document && e.Outcome != publish.AtRisk {
			delete(waiting, e.Result.Document.Key)
		}
	}
	s.drained()
	s.rest()

	ends := map[string]int{}
	for _, e := range s.events {
		key := e.Result.Document.Key
		if about[key] == "" || e.Kind != publish.Document || e.Outcome == publish.AtRisk {
			continue
		}
		if ends[key]++; e.Outcome == publish.Dead || e.Result.Message == "" && e.Outcome != publish.Partial && e.Outcome != publish.Completed {
			t.Errorf("%s, %s: ended %s, %s", key, about[key], e.Outcome, e.Result.Message)
		}
		if took := e.Result.Timings.Convert; took > 10_000 {
			t.Logf("%s, %s: took %d ms", key, about[key], took)
		}
	}
	for key, n := range ends {
		if n != 1 {
			t.Errorf("%s, %s: ended %d times", key, about[key], n)
		}
	}
	checkEndings(t, sound, s.events)
	if calls := snare.calls.Load(); calls > 0 {
		t.Errorf("docket followed %d links", calls)
	}
	if left, err := filepath.Glob(snare.path + "*"); len(left) > 0 || err != nil {
		t.Errorf("docket wrote %v", left)
	}
	if left, err := os.ReadDir(worker.Cmd.Dir); len(left) > 0 || err != nil {
		t.Errorf("docket left %v", left)
	}
	s.noFormulas("hostile/formulas.csv")
	if letters := s.letters(); letters > 0 {
		t.Errorf("%d dead letters", letters)
	}

	worker.Stop()
	peak := worker.Cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
	t.Logf("%d hostile files: the worker took %d MiB at most", len(about), peak>>20)
	if peak > memoryBudget {
		t.Errorf("the worker took %d MiB, more than %d", peak>>20, memoryBudget>>20)
	}
}

// noFormulas looks at the marked copy of a text in which nothing is a formula.
func (s *scene) noFormulas(key string) {
	s.t.Helper()
	at := ""
	for _, e := range s.events {
		if e.Result.Document.Key == key {
			at = strings.TrimPrefix(e.Result.Annotated, "s3://"+inbox+"/")
		}
	}
	copied, err := s.files.Fetch(s.t.Context(), notice.Notice{Bucket: inbox, Key: at})
	must(s.t, err)
	book, err := excelize.OpenReader(bytes.NewReader(copied.Body))
	must(s.t, err)
	defer book.Close()
	texts := 0
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		must(s.t, err)
		for row, cells := range rows {
			for col, text := range cells {
				cell, err := excelize.CoordinatesToCellName(col+1, row+1)
				must(s.t, err)
				if strings.Contains(text, "cmd|") {
					texts++
				}
				if formula, err := book.GetCellFormula(sheet, cell); formula != "" || err != nil {
					s.t.Errorf("%s!%s of the marked copy has the formula %s", sheet, cell, formula)
				}
			}
		}
	}
	if texts == 0 {
		s.t.Error("the marked copy has none of the texts")
	}
}
