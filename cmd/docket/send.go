package main

import (
	"encoding/json"
	"fmt"

	"docket/ingest/notice"
	"docket/publish/bus"
)

type sendCmd struct {
	NATS    busFlags `embed:"" prefix:"nats-" group:"NATS"`
	Type    string   `help:"What the files are: isf_worksheet or bill_of_lading. Without it, docket finds out." enum:",isf_worksheet,bill_of_lading" default:"" placeholder:"TYPE"`
	Profile string   `help:"Name of the sender's profile." placeholder:"NAME"`
	Files   []string `arg:"" name:"s3-url" help:"Files, as s3://BUCKET/KEY." placeholder:"s3://BUCKET/KEY"`
}

func (sendCmd) Help() string {
	return `Publishes a notice for each file, as a bucket's own notification would. The files have to be in the bucket already.

  docket send s3://inbox/acme/isf-0042.xlsx`
}

func (c sendCmd) Run(w *world) error {
	var notices []notice.Notice
	for _, url := range c.Files {
		n, err := notice.ParseURL(url)
		if err != nil {
			return usageError{err}
		}
		n.DocumentType, n.Profile = notice.DocumentType(c.Type), c.Profile
		notices = append(notices, n)
	}
	b, err := c.NATS.open(w, "docket send")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	for _, n := range notices {
		text, err := json.Marshal(n)
		if err != nil {
			return err
		}
		if _, err := b.JS.Publish(w.ctx, bus.DocumentsSubject+".sent", text); err != nil {
			return serviceError{fmt.Errorf("send %s: %w", n, err)}
		}
		if _, err := fmt.Fprintf(w.out, "sent %s\n", n); err != nil {
			return err
		}
	}
	return nil
}
