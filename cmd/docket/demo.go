package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"docket/ingest/bucket"
	"docket/mapping"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/sandbox"
	"docket/testdata/samples"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/nats-io/nats.go/jetstream"
)

type demoCmd struct {
	Keep     bool          `help:"Keep the temporary folder with the log, and say where it is."`
	Deadline time.Duration `default:"1m" help:"How long all of it may take."`
}

func (demoCmd) Help() string {
	return `Starts NATS, S3, the customs API's sandbox and two workers on this machine, in a temporary folder; puts sample spreadsheets
into the bucket, whose notifications reach the workers by NATS; shows what became of each. It listens on 127.0.0.1 alone, on
ports that are free, reads no configuration and leaves nothing behind.

Exit status: 0 every sample ended as it should, 1 one did not.`
}

// inbox is the bucket that files are dropped into.
const inbox = "inbox"

func (c demoCmd) Run(w *world) (err error) {
	dir, err := os.MkdirTemp("", "docket-demo-")
	if err != nil {
		return complaint{fmt.Errorf("make a temporary folder: %w", err), "set TMPDIR to a folder that can be written; a container needs --tmpfs /tmp"}
	}
	if !c.Keep {
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	steps, err := samples.Steps()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeoutCause(w.ctx, c.Deadline, tooSlow{c.Deadline})
	defer cancel()
	show, err := startShow(ctx, w, dir)
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	endings, err := show.play(ctx, steps)
	if err == nil {
		err = show.release(ctx, endings)
	}
	if closed := show.close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := c.report(w, dir, endings); err != nil {
		return err
	}
	if surprises := slices.DeleteFunc(endings, ending.asWanted); len(surprises) > 0 {
		return badInput{fmt.Sprintf("%d of %d samples did not end as they should", len(surprises), len(steps))}
	}
	return nil
}

// tooSlow says that the demo's time ran out.
type tooSlow struct{ deadline time.Duration }

func (e tooSlow) Error() string { return fmt.Sprintf("not all samples ended within %v", e.deadline) }

// Hint tells what to do.
func (tooSlow) Hint() string {
	return "give it longer with --deadline; with --keep its log stays, in docket.log"
}

// A show is the demo while it runs.
type show struct {
	*machine
	progress *watch
	results  jetstream.Consumer
	workers  []*demoWorker
	followed map[string][]publish.Event // what became of each order, by its fid
	log      *slog.Logger
}

// startShow starts everything that the demo needs. Its log goes to a file in its folder.
func startShow(ctx context.Context, w *world, dir string) (*show, error) {
	file, err := os.Create(filepath.Join(dir, "docket.log"))
	if err != nil {
		return nil, err
	}
	log := w.logs.logger(file)
	m, err := startMachine(ctx, machineOptions{dir: dir, inbox: inbox, announce: "s3", sandbox: demoAPI}, log)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	s := &show{machine: m, progress: newWatch(w.out), followed: map[string][]publish.Event{}, log: log}
	for i := range 2 {
		if err := s.hire(ctx, fmt.Sprintf("demo-%d", i+1)); err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	s.results, err = m.bus.JS.OrderedConsumer(ctx, bus.ResultsStream, jetstream.OrderedConsumerConfig{})
	if err != nil {
		return nil, errors.Join(serviceError{err}, s.close())
	}
	return s, nil
}

// demoAPI has in seconds pass what takes days.
var demoAPI = sandbox.Options{
	CreateAfter: time.Second, EntryAfter: 500 * time.Millisecond,
	Release: []sandbox.Step{{After: 500 * time.Millisecond, Status: sandbox.Pending}, {After: 500 * time.Millisecond, Status: sandbox.CustomsHold}, {After: 500 * time.Millisecond, Status: sandbox.Cleared}},
}

// A demoWorker is one that runs.
type demoWorker struct {
	name    string
	stop    context.CancelFunc
	running sync.WaitGroup
}

func (d *demoWorker) end() {
	d.stop()
	d.running.Wait()
}

// hire starts a worker.
func (s *show) hire(ctx context.Context, name string) error {
	api, err := s.client(s.log)
	if err != nil {
		return err
	}
	flags := workerFlags{Name: name, Concurrency: 1, Grace: 5 * time.Second, TimeLimit: time.Minute, Folders: 1}
	flags.API.Account, flags.Mapping = "sandbox", mappingFlags{OrdersFromISF: true, ImportCustoms: true, HoldBelow: mapping.HoldBelow}
	flags.Follow = followFlags{First: 50 * time.Millisecond, Most: 150 * time.Millisecond}
	job, err := flags.job(s.bus, s.files, api, s.log)
	if err != nil {
		api.Close()
		return err
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	d := &demoWorker{name: name, stop: stop}
	d.running.Go(func() {
		defer api.Close()
		if err := job.Run(working); err != nil {
			s.log.Error("worker ended", "error", err)
		}
	})
	s.workers = append(s.workers, d)
	return nil
}

func (s *show) close() error {
	for _, d := range s.workers {
		d.end()
	}
	s.progress.end()
	return s.machine.close()
}

// An ending is what became of a sample.
type ending struct {
	step     samples.Step
	document publish.Event
	filings  []publish.Event
	later    map[string][]publish.Event // what became of its orders, by their fids
}

// play puts each sample into the bucket and waits for its results. Samples with one key follow one another, as versions
// of a file do; all others go at once.
func (s *show) play(ctx context.Context, steps []samples.Step) ([]ending, error) {
	endings := make([]ending, len(steps))
	s.progress.begin(len(steps))
	waves := waves(steps)
	for _, wave := range waves {
		waiting := map[string]int{}
		for _, i := range wave {
			step := steps[i]
			content, err := step.Content()
			if err != nil {
				return nil, err
			}
			if _, err := s.files.Put(ctx, inbox, step.Key, content, bucket.Labels{}); err != nil {
				return nil, serviceError{err}
			}
			endings[i].step = step
			waiting[step.Key] = i
		}
		if err := s.await(ctx, endings, waiting); err != nil {
			return nil, err
		}
	}
	return endings, nil
}

// waves are the steps that can go at once: no key twice in one, and each after what it follows.
func waves(steps []samples.Step) (waves [][]int) {
	seen := map[string]int{}
	for i, step := range steps {
		n := seen[step.Key]
		seen[step.Key]++
		if n == len(waves) {
			waves = append(waves, nil)
		}
		waves[n] = append(waves[n], i)
	}
	return waves
}

// next is the next result on the bus.
func (s *show) next(ctx context.Context) (e publish.Event, err error) {
	for {
		message, err := s.results.Next(jetstream.FetchContext(ctx))
		switch {
		case ctx.Err() != nil:
			return e, context.Cause(ctx)
		case err == nil:
			return e, json.Unmarshal(message.Data(), &e)
		}
	}
}

// await reads results until all that are waited for have ended.
func (s *show) await(ctx context.Context, endings []ending, waiting map[string]int) error {
	filings := map[string][]publish.Event{}
	for len(waiting) > 0 {
		e, err := s.next(ctx)
		if err != nil {
			return err
		}
		if isLater(e) {
			s.hear(e)
			continue
		}
		key := e.Result.Document.Key
		if e.Outcome == publish.AtRisk {
			continue // the document's own result tells of its end
		}
		if e.Kind != publish.Document {
			filings[key] = append(filings[key], e)
			continue
		}
		i, found := waiting[key]
		if !found {
			continue
		}
		endings[i].document, endings[i].filings = e, filings[key]
		delete(waiting, key)
		s.progress.ended(endings[i])
	}
	return nil
}

// asWanted says whether a sample ended as it should.
func (e ending) asWanted() bool { return e.filedAsWanted() && e.releasedAsWanted() }

// filedAsWanted says whether the document ended as its sample has to, whatever became of its orders later.
func (e ending) filedAsWanted() bool {
	if string(e.document.Outcome) != e.step.Document || len(e.filings) != len(e.step.Filings) {
		return false
	}
	for i, want := range e.step.Filings {
		got := e.filings[i]
		if string(got.Kind) != want.Kind || got.Result.Filing.Reference != want.Reference || string(got.Outcome) != want.Outcome {
			return false
		}
	}
	return e.cellsAsWanted()
}

// cellsAsWanted says whether each cell with a mistake has been named by a problem.
func (e ending) cellsAsWanted() bool {
	named := map[string]bool{}
	for _, event := range append(e.filings, e.document) {
		for _, p := range event.Result.Problems {
			for _, cell := range p.Cells {
				named[cell.String()] = true
			}
		}
	}
	return !slices.ContainsFunc(e.step.Cells, func(cell string) bool { return !named[cell] })
}

// report prints the table and where to look next.
func (c demoCmd) report(w *world, dir string, endings []ending) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.AppendHeader(table.Row{"file", "bill", "kind", "outcome", "API id, or first problem with its cell", "followed"})
	for _, e := range endings {
		for _, f := range e.filings {
			t.AppendRow(table.Row{e.step.File, f.Result.Filing.Reference, f.Kind, f.Outcome, short(telling(f), 62), course(e.later[f.Result.Filing.APIID])})
		}
		if len(e.filings) == 0 {
			t.AppendRow(table.Row{e.step.File, "", e.document.Kind, e.document.Outcome, short(telling(e.document), 62)})
		}
		if !e.asWanted() {
			t.AppendRow(table.Row{"", "", "", "UNEXPECTED", "wanted " + wanted(e.step)})
		}
	}
	_, err := fmt.Fprintf(w.out, "%s\n\n%s", t.Render(), nextSteps)
	if err == nil && c.Keep {
		_, err = fmt.Fprintf(w.out, "What the demo kept, its log too, is in %s\n", dir)
	}
	return err
}

func wanted(s samples.Step) string {
	outcomes := []string{s.Document}
	for _, f := range s.Filings {
		outcomes = append(outcomes, fmt.Sprintf("%s %s %s", f.Kind, f.Reference, f.Outcome))
	}
	return strings.Join(outcomes, ", ")
}

const nextSteps = `Next:
  docket convert testdata/samples/07-isf-five-mistakes.xlsx    what docket reads in a file, cell by cell
  docket convert my.xlsx                                       the same for your own
  docket dev                                                   all of this, to stay: drop files into its bucket
  docket worker --help                                         the same on your own NATS and S3

`
