package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"docket/publish"
	"docket/publish/bus"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

type resultsCmd struct {
	NATS   busFlags      `embed:"" prefix:"nats-" group:"NATS"`
	Follow bool          `short:"f" help:"Go on and print results as they come."`
	Output string        `short:"o" default:"table" enum:"table,json" help:"Form: table or json, which is one CloudEvent a line, as it stands on the bus."`
	Since  time.Duration `help:"Only results of this long ago or younger, such as 24h. Default: all." placeholder:"DURATION"`
	Kind   string        `help:"Only results of this kind: isf, order, entry, document or all." default:"all" enum:"all,isf,order,entry,document"`
}

func (resultsCmd) Help() string {
	return `Reads the stream DOCKET_RESULTS from its beginning: a line for each filing, and one for each document when all of it is done.

  docket results -f                                  go on, and print what comes
  docket results --since 1h --kind document          what became of the files of the last hour
  docket results -o json | jq '.data.problems[]'     work on it

Exit status 3 if NATS could not be reached.`
}

func (c resultsCmd) Run(w *world) error {
	b, err := c.NATS.open(w, "docket results")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	config := jetstream.OrderedConsumerConfig{FilterSubjects: []string{bus.ResultsSubject + ".>"}}
	if c.Kind != "all" {
		config.FilterSubjects = []string{bus.ResultsSubject + "." + c.Kind + ".>"}
	}
	if c.Since > 0 {
		start := time.Now().Add(-c.Since)
		config.DeliverPolicy, config.OptStartTime = jetstream.DeliverByStartTimePolicy, &start
	}
	consumer, err := b.JS.OrderedConsumer(w.ctx, bus.ResultsStream, config)
	if err != nil {
		return serviceError{fmt.Errorf("read %s: %w", bus.ResultsStream, err)}
	}
	return readResults(w.ctx, w.err, consumer, c.Follow, printer(w.out, c.Output))
}

// readResults hands each result on until the stream's end, or for ever.
func readResults(ctx context.Context, errs io.Writer, consumer jetstream.Consumer, follow bool, show func([]byte) error) error {
	info, err := consumer.Info(ctx)
	if err != nil {
		return serviceError{fmt.Errorf("read %s: %w", bus.ResultsStream, err)}
	}
	if info.NumPending == 0 && !follow {
		fmt.Fprintf(errs, "docket: there are no such results in %s\n", bus.ResultsStream)
	}
	for left := info.NumPending; follow || left > 0; {
		message, err := consumer.Next(jetstream.FetchContext(ctx))
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, nats.ErrTimeout):
			continue
		case err != nil:
			return serviceError{fmt.Errorf("read %s: %w", bus.ResultsStream, err)}
		}
		if err := show(message.Data()); err != nil {
			return err
		}
		if left > 0 {
			left--
		}
	}
	return nil
}

// printer prints results as they come, so the table's columns have fixed widths.
func printer(out io.Writer, form string) func([]byte) error {
	if form == "json" {
		return func(text []byte) error {
			_, err := fmt.Fprintf(out, "%s\n", text)
			return err
		}
	}
	const row = "%-20s %-9s %-12s %-24s %-60s %s\n"
	headed := false
	return func(text []byte) error {
		var e publish.Event
		if err := json.Unmarshal(text, &e); err != nil {
			return err
		}
		if e.Result.Document.Own != "" { // docket's own copies and receipts, in which there is nothing to file
			return nil
		}
		if !headed {
			headed = true
			if _, err := fmt.Fprintf(out, row, "TIME", "KIND", "OUTCOME", "BILL", "API ID OR PROBLEM", "FILE"); err != nil {
				return err
			}
		}
		bill := ""
		if e.Result.Filing != nil {
			bill = e.Result.Filing.Reference
		}
		_, err := fmt.Fprintf(out, row, e.Time.Local().Format(time.DateTime), e.Kind, e.Outcome, short(bill, 24), short(telling(e), 60), e.Result.Document.Key)
		return err
	}
}

// telling is what tells most about a result in a line: the API's id, or the first problem with its cell.
func telling(e publish.Event) string {
	if e.Result.Entry != nil {
		return "entry " + e.Result.Entry.Number
	}
	if e.Outcome == publish.Problem && len(e.Result.Problems) > 0 {
		return e.Result.Problems[0].Message
	}
	if e.Result.Filing != nil && e.Result.Filing.APIID != "" {
		return e.Result.Filing.APIID
	}
	if len(e.Result.Problems) == 0 {
		return e.Result.Message
	}
	first := e.Result.Problems[0]
	if len(first.Cells) == 0 {
		return first.Message
	}
	return first.Cells[0].String() + " " + first.Message
}

// short cuts a text to a number of characters.
func short(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
