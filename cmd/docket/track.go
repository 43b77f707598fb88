package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/publish/story"
)

type trackCmd struct {
	NATS   busFlags `embed:"" prefix:"nats-" group:"NATS"`
	Output string   `short:"o" default:"table" enum:"table,json" help:"Form: ${enum}. json is one filing a line."`
	Fields bool     `default:"true" negatable:"" help:"Show what was sent, field by field, with its cells."`
	What   string   `arg:"" name:"fid-or-bill" help:"The order's fid, the ISF's id, or a bill number." `
}

func (trackCmd) Help() string {
	return `Tells all that docket knows of a filing: the file that it was last sent from, what was sent and from which cells, how it
stands with the API, where the receipts of its requests are, and what happened to it, with times. Exit status 1 if there is no such filing.

  docket track MAEU256831947
  docket track -o json flx::customs:pre-order:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327 | jq .moments`
}

// untold says that there is nothing to tell.
type untold struct{ what string }

func (e untold) Error() string {
	return fmt.Sprintf("nothing was filed under %s, and nothing was tried", e.what)
}

func (untold) Hint() string {
	return `give a bill number as it stands in the file, or an id of the API; "docket results" lists both`
}

func (c trackCmd) Run(w *world) error {
	b, err := c.NATS.open(w, "docket track")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	teller := story.Teller{Ledger: ledger.New(b.Ledger, ledger.Lease, nil), Book: follow.NewBook(b.Follow, follow.DefaultPace), JS: b.JS}
	stories, err := teller.Tell(w.ctx, c.What)
	switch {
	case err != nil:
		return serviceError{err}
	case len(stories) == 0:
		return untold{c.What}
	}
	for i, s := range stories {
		if c.Output == "json" {
			err = json.NewEncoder(w.out).Encode(s)
		} else {
			err = c.print(w.out, s, i > 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// print tells a story in the terminal.
func (c trackCmd) print(out io.Writer, s story.Story, again bool) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if again {
		fmt.Fprintln(t)
	}
	fmt.Fprintf(t, "%s %s\n", s.Kind, s.Reference)
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(t, "  %s\t%s\n", name, text)
		}
	}
	line("state", strings.TrimSpace(string(s.State)+" "+s.Status))
	line("API id", s.APIID)
	if s.Shipment != 0 {
		line("FLEX-ID", fmt.Sprint(s.Shipment))
	}
	line("file", s.Source)
	line("request", s.RequestID)
	for _, receipt := range s.Receipts {
		line("receipt", receipt)
	}
	for _, e := range s.Entries {
		line("entry", strings.TrimSpace(fmt.Sprintf("%s  %s  %s", e.Number, e.Status, e.Date)))
	}
	if !s.Next.IsZero() {
		line("next look", clock(s.Next))
	}
	fmt.Fprintf(t, "\n")
	for _, m := range s.Moments {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", clock(m.At), m.What, about(m))
		for _, change := range m.Changes {
			fmt.Fprintf(t, "  \t  %s\t%s -> %s\n", change.Field, orNone(change.Old), orNone(change.New))
		}
		for _, p := range m.Problems {
			fmt.Fprintf(t, "  \t  %s\t%s\n", p.Code, short(p.Message, 100))
		}
	}
	if c.Fields && len(s.Fields) > 0 {
		fmt.Fprintf(t, "\n  FIELD\tVALUE\tCELLS\n")
		for _, f := range s.Fields {
			fmt.Fprintf(t, "  %s\t%s\t%s\n", f.Field, short(string(f.Value), 60), cellsOf(f))
		}
	}
	return t.Flush()
}

func clock(at time.Time) string { return at.Local().Format(time.DateTime) }

// about is what there is to say of a moment in a line.
func about(m story.Moment) string {
	words := strings.TrimSpace(fmt.Sprintf("%s  %s", m.Effect, m.Source))
	if m.By != "" {
		words += ", decided by " + m.By
	}
	return words
}

func orNone(value json.RawMessage) string {
	if value == nil {
		return "none"
	}
	return short(string(value), 50)
}

func cellsOf(f story.Field) string {
	var cells []string
	for _, c := range f.Cells {
		cells = append(cells, c.String())
	}
	return short(strings.Join(cells, " "), 50)
}
