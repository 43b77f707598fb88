package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"docket/ingest"
	"docket/ingest/lane"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/flexport"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/pace"
	"docket/publish/recent"
	"docket/publish/review"
)

type workerCmd struct {
	workerFlags
}

func (workerCmd) Help() string {
	return `Takes notices from the stream DOCKET_DOCUMENTS, which any number of workers share, fetches each file from S3, files what it
says with the customs API, and publishes what became of it to DOCKET_RESULTS before it acknowledges the notice.

Streams, the consumer and the ledger are made where they are missing; what is there and differs is left alone and said.
While S3, the API or NATS is down it waits and takes no more notices. On SIGTERM or an interrupt it takes no more either,
finishes what is in hand within --grace and hands the rest back.

It also follows every order that was submitted until its customs entries are released, and publishes each change. With
--http-listen it answers /healthz and /readyz, and takes the API's webhook calls on /webhooks/flexport. With --review-token it
serves the review desk there on /review/: what became of files lately, and the filings that wait for a person.

With --sweep-area it also looks through a bucket at its start and every hour, and enqueues what no notice has announced;
with --sweep-every 1m it needs no notices at all. See "docket sweep --help".

  export NATS_URL=nats://nats:4222              the stream's server
  export AWS_REGION=us-east-1                   S3, by AWS's own variables: AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID ...
  export DOCKET_BUCKET=inbox                    files come from here and from nowhere else
  export DOCKET_API_TOKEN_FILE=/run/token       the customs API
  docket config check && docket worker

Exit status: 0 stopped as it was told, 2 the configuration is wrong, 3 NATS could not be reached at the start.`
}

func (c workerCmd) Run(w *world) error {
	if err := c.check(); err != nil {
		return err
	}
	log := w.logs.logger(w.err)
	c.Memory.aim(log)
	api, err := c.api(w)
	if err != nil {
		return err
	}
	defer api.Close()
	files, err := c.bucket(w)
	if err != nil {
		return err
	}
	defer files.Close()
	b, err := c.NATS.open(w, "docket worker "+c.name())
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	api.Share(pace.New(b.Pace, c.API.Account, c.API.Rate))
	for _, difference := range b.Differences {
		log.Warn("not as docket defines it", "difference", difference)
	}
	job, err := c.job(b, files, api, log)
	if err != nil {
		return err
	}
	surface, err := c.expose(w.ctx, job, log)
	if err != nil {
		return err
	}
	areas, err := c.Sweep.areas()
	if err != nil {
		return err
	}
	sweeping := c.Sweep.begin(w.ctx, areas, sweeperOf(b, files, c.name(), log))
	defer sweeping()
	log.Info("working", "name", c.name(), "concurrency", c.Concurrency, "nats", b.Conn.ConnectedUrlRedacted(), "s3", files.Endpoint(), "api", c.API.URL)
	context.AfterFunc(w.ctx, func() { log.Info("stopping: no more notices are taken, what is in hand is finished", "grace", c.Grace) })
	err = job.Run(w.ctx)
	if surface != nil {
		err = errors.Join(err, surface.close())
	}
	log.Info("stopped; nothing is in hand")
	return err
}

// A store has the files, and takes marked copies and receipts.
type store interface {
	ingest.Bucket
	ingest.Files
}

// A job is what a worker process does: documents, the orders that came of them, and what people decide of what is held.
type job struct {
	worker   *ingest.Worker
	follower *follow.Follower
	desk     *review.Desk
	scout    *lane.Scout // nil to read nothing ahead
	bus      *bus.Bus
	name     string
	ledger   *ledger.Ledger
	pipeline *ingest.Pipeline
	recent   *recent.Window // what pages show; nil without pages
}

// Run works until the context ends and nothing is in hand any more. If documents cannot be worked on, nothing else is: a
// process that only seems to work would not be started anew.
func (j *job) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	service, err := j.desk.Serve(j.bus.Conn)
	if err != nil {
		return serviceError{err}
	}
	var others sync.WaitGroup
	var followed, decided, seen error
	others.Go(func() { followed = j.follower.Run(ctx) })
	others.Go(func() { decided = j.desk.Run(ctx) })
	others.Go(func() { j.desk.Remind(ctx, j.bus, j.name) })
	if j.scout != nil {
		others.Go(func() { j.scout.Run(ctx) })
	}
	if j.recent != nil {
		others.Go(func() { seen = j.recent.Run(ctx) })
	}
	err = j.worker.Run(ctx)
	stop()
	others.Wait()
	stopped := service.Stop()
	j.desk.Wait()
	return errors.Join(err, followed, decided, seen, stopped)
}

// job puts a worker together from what it works with.
func (f workerFlags) job(b *bus.Bus, files store, api *flexport.Client, log *slog.Logger) (*job, error) {
	pace, err := f.Follow.pace()
	if err != nil {
		return nil, err
	}
	known, publisher, book := ledger.New(b.Ledger, cmp.Or(f.Lease, ledger.Lease), nil), publish.NewPublisher(b.JS), follow.NewBook(b.Follow, pace)
	submitter := publish.NewSubmitter(api, known, f.API.Account, f.name()).CalledBack(f.API.WebhookID).Braked(f.Brake.brake())
	if f.Receipts {
		archive, err := f.archive(files)
		if err != nil {
			return nil, err
		}
		submitter.Proven(archive, version())
	}
	options, err := f.Mapping.options(time.Time{})
	if err != nil {
		return nil, err
	}
	checker, err := f.Mapping.checker(options.Profiles)
	if err != nil {
		return nil, err
	}
	pipeline := &ingest.Pipeline{
		Bucket: files, Submitter: submitter, Book: book, Mapping: options, Checker: checker, Room: ingest.NewRoom(), Now: time.Now,
	}
	desk := review.NewDesk(b, review.Config{
		Account: f.API.Account, Ledger: known, Submitter: submitter, Publisher: publisher, Book: book, Older: ingest.Older, Lease: f.Lease, Log: log,
	})
	pipeline.Desk = desk
	if f.Copies {
		pipeline.Copies = files
	}
	config := ingest.WorkerConfig{Name: f.name(), Concurrency: f.Concurrency, Grace: f.Grace, TimeLimit: f.TimeLimit, MaxDeliveries: 5, SenderFolders: f.Folders}
	var scout *lane.Scout
	if f.Ahead {
		scout = &lane.Scout{Bus: b, Name: f.name(), Due: pipeline.DueSoon, Log: log}
	}
	return &job{
		worker:   ingest.NewWorker(b, pipeline, publisher, api.Ready, config, log),
		follower: &follow.Follower{Book: book, API: api, Publisher: publisher, Ledger: known, Name: f.name(), Log: log},
		desk:     desk, scout: scout, bus: b, ledger: known, pipeline: pipeline, name: f.name(),
	}, nil
}
