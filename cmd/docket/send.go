package main

import (
	"encoding/json"
	"fmt"

	"docket/ingest/notice"
	"docket/publish/bus"
)

type sendCmd struct {
	NATS    busFlags `embed:"" prefix:"nats-" group:"NATS"`
	Type    string   `help:"What the files are: auto, isf_worksheet or bill_of_lading. With auto, docket finds out." enum:"auto,isf_worksheet,bill_of_lading" default:"auto"`
	Profile string   `help:"Name of the sender's profile." placeholder:"NAME"`
	Urgent  bool     `help:"Have them worked on before all that is not."`
	Files   []string `arg:"" name:"s3-url" help:"Files, as s3://BUCKET/KEY." placeholder:"s3://BUCKET/KEY"`
}

func (sendCmd) Help() string {
	return `Publishes a notice for each file, as a bucket's own notification would. The files have to be in the bucket already.

  docket send s3://inbox/acme/isf-0042.xlsx
  docket results -f
  docket send --urgent s3://inbox/acme/late.xlsx      before all that waits

A file that was filed already and has not changed ends as unchanged: to send it again does no harm. Exit status 3 if NATS
could not be reached.`
}

func (c sendCmd) Run(w *world) error {
	var notices []notice.Notice
	for _, url := range c.Files {
		n, err := notice.ParseURL(url)
		if err != nil {
			return usageError{err}
		}
		n.Profile = c.Profile
		if c.Type != autoType {
			n.DocumentType = notice.DocumentType(c.Type)
		}
		notices = append(notices, n)
	}
	b, err := c.NATS.open(w, "docket send")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	subject := bus.DocumentsSubject + ".sent"
	if c.Urgent {
		subject = bus.UrgentSubject + ".sent"
	}
	for _, n := range notices {
		text, err := json.Marshal(n)
		if err != nil {
			return err
		}
		if _, err := b.JS.Publish(w.ctx, subject, text); err != nil {
			return serviceError{fmt.Errorf("send %s: %w", n, err)}
		}
		if _, err := fmt.Fprintf(w.out, "sent %s\n", n); err != nil {
			return err
		}
	}
	return nil
}
