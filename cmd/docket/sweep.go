package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"text/tabwriter"
	"time"

	"docket/ingest/bucket"
	"docket/ingest/sweep"
	"docket/publish/bus"
	"docket/publish/ledger"
)

// sweepFlags say which buckets a worker looks through by itself.
type sweepFlags struct {
	Area   []string      `help:"Buckets, or parts of one, to look through for files that no notice has announced, at the start and every --sweep-every. Default: none, for a bucket may hold old files that were filed by other means." placeholder:"s3://BUCKET[/PREFIX]" env:"DOCKET_SWEEP_AREA"`
	Every  time.Duration `default:"1h" help:"How often; 0 for at the start only." env:"DOCKET_SWEEP_EVERY"`
	Settle time.Duration `default:"5m" help:"Files younger than this are left to their notices; 0 where there are none." env:"DOCKET_SWEEP_SETTLE"`
	Within time.Duration `default:"0s" help:"Files older than this are left alone, such as 720h; 0 for none." env:"DOCKET_SWEEP_WITHIN"`
}

func (f sweepFlags) check() error {
	var problems []error
	if _, err := f.areas(); err != nil {
		problems = append(problems, err)
	}
	for _, flag := range []struct {
		name string
		d    time.Duration
	}{{"--sweep-every", f.Every}, {"--sweep-settle", f.Settle}, {"--sweep-within", f.Within}} {
		if flag.d < 0 {
			problems = append(problems, fmt.Errorf("%s is %v; it cannot be less than 0s", flag.name, flag.d))
		}
	}
	return errors.Join(problems...)
}

func (f sweepFlags) areas() (areas []sweep.Area, err error) {
	for _, url := range f.Area {
		a, err := sweep.ParseArea(url)
		if err != nil {
			return nil, usageError{fmt.Errorf("--sweep-area: %w", err)}
		}
		areas = append(areas, a)
	}
	return areas, nil
}

// begin sweeps beside the work until the context ends. The function that it returns waits for the end.
func (f sweepFlags) begin(ctx context.Context, areas []sweep.Area, s *sweep.Sweeper) (wait func()) {
	var sweeping sync.WaitGroup
	if len(areas) > 0 {
		sweeping.Go(func() { s.Run(ctx, areas, sweep.Options{Settle: f.Settle, Within: f.Within}, f.Every) })
	}
	return sweeping.Wait
}

func sweeperOf(b *bus.Bus, files sweep.Bucket, name string, log *slog.Logger) *sweep.Sweeper {
	return &sweep.Sweeper{Bucket: files, Bus: b, Documents: ledger.NewDocuments(b.Ledger), Name: name, Log: log}
}

type sweepCmd struct {
	NATS   busFlags      `embed:"" prefix:"nats-" group:"NATS"`
	Within time.Duration `help:"Leave files older than this alone, such as 720h. Default: none." placeholder:"DURATION"`
	Settle time.Duration `help:"Leave files younger than this to their notices. Default: none." placeholder:"DURATION"`
	DryRun bool          `help:"Only say what would be enqueued."`
	Output string        `short:"o" default:"table" enum:"table,json" help:"Form: table or json, an object a file and one for the whole."`
	Areas  []string      `arg:"" name:"area" help:"Buckets, or parts of one." placeholder:"s3://BUCKET[/PREFIX]"`
}

func (sweepCmd) Help() string {
	return `Lists a bucket and enqueues each file that docket has not come to an end with and that no notice on the bus is about.
Notifications get lost, and brokers too. Marked copies and receipts that docket wrote itself are left out, and so are the marks of empty
folders.

  docket sweep --dry-run s3://inbox            what nobody has told docket of
  docket sweep --within 720h s3://inbox/acme   of the last 30 days, enqueued

Before the first sweep of a bucket that has been in use: files that were filed by other means look to docket like files
that were never filed. --within leaves the old ones out, and --dry-run shows the rest.

A bucket that sends no notifications at all is swept by the workers themselves, often:

  export DOCKET_SWEEP_AREA=s3://inbox DOCKET_SWEEP_EVERY=1m DOCKET_SWEEP_SETTLE=0s
  docket worker

Any number of workers may be told so; one of them sweeps. S3 is set by AWS's own variables, as for the worker.

Exit status: 1 another sweep of the same is going on, 2 wrong usage, 3 NATS or S3 could not be reached.`
}

func (c sweepCmd) Run(w *world) error {
	var areas []sweep.Area
	for _, url := range c.Areas {
		a, err := sweep.ParseArea(url)
		if err != nil {
			return usageError{err}
		}
		areas = append(areas, a)
	}
	files, err := bucket.Open(w.ctx, bucket.Options{})
	if err != nil {
		return usageError{err}
	}
	defer files.Close()
	b, err := c.NATS.open(w, "docket sweep")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	sweeper := sweeperOf(b, files, operator(), w.logs.logger(w.err))
	for _, a := range areas {
		report, err := sweeper.Sweep(w.ctx, a, sweep.Options{Settle: c.Settle, Within: c.Within, DryRun: c.DryRun, Found: c.found(w)})
		if busy := new(sweep.Busy); errors.As(err, &busy) {
			return busy
		}
		if err := errors.Join(c.tell(w, report), sweepError(err)); err != nil {
			return err
		}
	}
	return nil
}

// sweepError tells a bucket that is not there, or may not be listed, from services that do not answer.
func sweepError(err error) error {
	if err == nil || errors.Is(err, bucket.ErrNoBucket) {
		return err
	}
	return serviceError{err}
}

// found prints what has to be worked on, as it is found.
func (c sweepCmd) found(w *world) func(sweep.Finding, bucket.Entry) {
	return func(f sweep.Finding, entry bucket.Entry) {
		url := sweep.Area{Bucket: entry.Bucket, Prefix: entry.Key}.String()
		switch {
		case c.Output == "json":
			_ = json.NewEncoder(w.out).Encode(map[string]any{"file": url, "found": f, "etag": entry.ETag, "size": entry.Size, "last_modified": entry.LastModified})
		case f != sweep.Enqueued:
		case c.DryRun:
			fmt.Fprintf(w.out, "would enqueue %s\n", url)
		default:
			fmt.Fprintf(w.out, "enqueued %s\n", url)
		}
	}
}

// meanings say what each finding means to whoever runs the sweep.
var meanings = map[sweep.Finding]string{
	sweep.Enqueued: "nobody had told docket of them; now it knows",
	sweep.Waiting:  "a notice of them is on the bus, or a worker has them in hand",
	sweep.Ended:    "docket has come to an end with them",
	sweep.Young:    "younger than --settle",
	sweep.Old:      "older than --within",
	sweep.Copy:     "marked copies that docket wrote",
	sweep.Receipt:  "receipts that docket wrote",
	sweep.Folder:   "marks of empty folders",
}

func (c sweepCmd) tell(w *world, r sweep.Report) error {
	if c.Output == "json" {
		return json.NewEncoder(w.out).Encode(r)
	}
	out := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(out, "%s\t%d\tobjects\n", r.Area, r.Objects)
	for _, f := range sweep.Findings {
		if n := r.Found[f]; n > 0 || f == sweep.Enqueued {
			meaning := meanings[f]
			if f == sweep.Enqueued && r.DryRun {
				meaning = "nobody has told docket of them, and this was a dry run"
			}
			fmt.Fprintf(out, "  %s\t%d\t%s\n", f, n, meaning)
		}
	}
	return out.Flush()
}
