package main

import (
	"fmt"
	"log/slog"
	"regexp"
	"time"

	"docket/ingest"
	"docket/ingest/bucket"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/publish/bus"
	"docket/publish/flexport"
	"docket/publish/ledger"
	"docket/validate"
)

type workerCmd struct {
	workerFlags
}

func (workerCmd) Help() string {
	return `Takes notices from the stream DOCKET_DOCUMENTS, which any number of workers share, fetches each file from S3, files what it
says with the customs API, and publishes what became of it to DOCKET_RESULTS before it acknowledges the notice.

Streams, the consumer and the ledger are made where they are missing; what is there and differs is left alone and said.
On SIGTERM or an interrupt it takes no more notices, finishes what is in hand within --grace, hands the rest back and
exits with 0. S3 is reached by AWS's own variables: AWS_REGION, AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID ...

  NATS_URL=nats://nats:4222 DOCKET_API_TOKEN_FILE=/run/secrets/token docket worker`
}

func (c workerCmd) Run(w *world) error {
	log := w.logs.logger(w.err)
	api, err := c.api(w)
	if err != nil {
		return err
	}
	defer api.Close()
	files, err := bucket.Open(w.ctx, bucket.Options{MaxSize: c.MaxObject, Allow: c.Bucket})
	if err != nil {
		return usageError{err}
	}
	defer files.Close()
	b, err := c.NATS.open(w, "docket worker "+c.name())
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	for _, difference := range b.Differences {
		log.Warn("not as docket defines it", "difference", difference)
	}
	worker, err := c.worker(b, files, api, log)
	if err != nil {
		return err
	}
	log.Info("working", "name", c.name(), "concurrency", c.Concurrency, "nats", b.Conn.ConnectedUrlRedacted(), "s3", files.Endpoint(), "api", c.API.URL)
	err = worker.Run(w.ctx)
	log.Info("stopped; nothing is in hand")
	return err
}

// accountName is what an account may be called; it becomes part of the ledger's keys.
var accountName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// worker puts a worker together from what it works with.
func (f workerFlags) worker(b *bus.Bus, files ingest.Bucket, api *flexport.Client, log *slog.Logger) (*ingest.Worker, error) {
	if !accountName.MatchString(f.API.Account) {
		return nil, usageError{fmt.Errorf("--api-account %q has other characters than letters, digits, - and _", f.API.Account)}
	}
	checker, err := validate.New(validate.Config{})
	if err != nil {
		return nil, usageError{err}
	}
	submitter := publish.NewSubmitter(api, ledger.New(b.Ledger, ledger.Lease, nil), f.API.Account, f.name())
	pipeline := &ingest.Pipeline{
		Bucket: files, Submitter: submitter, Mapping: f.Mapping.options(time.Time{}), Checker: checker, Limits: sheet.DefaultLimits, Now: time.Now,
	}
	config := ingest.WorkerConfig{Name: f.name(), Concurrency: f.Concurrency, Grace: f.Grace, TimeLimit: f.TimeLimit, MaxDeliveries: 5}
	return ingest.NewWorker(b, pipeline, publish.NewPublisher(b.JS), api.Ready, config, log), nil
}
