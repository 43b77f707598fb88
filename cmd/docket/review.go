package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/user"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"docket/mapping"
	"docket/publish"
	"docket/publish/difference"
	"docket/publish/review"

	"github.com/nats-io/nats.go"
)

// reviewCmd reads what waits from the bucket itself, so that it can be looked at while no worker runs. Decisions it
// asks the workers for: they have the credentials that filing takes, and one place knows the rules.
type reviewCmd struct {
	List    reviewListCmd    `cmd:"" help:"What waits, the longest first, and why."`
	Show    reviewShowCmd    `cmd:"" help:"One filing: its fields with their cells, its problems, and what approving would do."`
	Approve reviewApproveCmd `cmd:"" help:"File it, exactly as it was shown."`
	Reject  reviewRejectCmd  `cmd:"" help:"Do not file it."`
}

type reviewFlags struct {
	NATS   busFlags `embed:"" prefix:"nats-" group:"NATS"`
	Output string   `short:"o" default:"table" enum:"table,json" help:"Form: ${enum}. json is one object a line."`
}

// print prints a value as JSON, or else as the table that a function writes.
func (f reviewFlags) print(out io.Writer, value any, table func(*tabwriter.Writer)) error {
	if f.Output == "json" {
		return json.NewEncoder(out).Encode(value)
	}
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	table(t)
	return t.Flush()
}

type reviewListCmd struct{ reviewFlags }

func (reviewListCmd) Help() string {
	return `Lists the filings that docket holds for a person. The name at the end of each line says which filing is meant and, after the
@, what it showed: approve and reject take the whole of it, so that nothing is filed but what somebody has seen.

  docket review list
  docket review list -o json | jq -r .name

Exit status 0, also if nothing waits.`
}

func (c reviewListCmd) Run(w *world) error {
	b, err := c.NATS.open(w, "docket review")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	cases, err := review.NewShelf(b.Review).List(w.ctx)
	if err != nil {
		return serviceError{err}
	}
	if len(cases) == 0 {
		fmt.Fprintln(w.err, "docket: nothing waits")
		return nil
	}
	if c.Output == "json" {
		for _, waiting := range cases {
			if err := json.NewEncoder(w.out).Encode(review.LineOf(waiting)); err != nil {
				return err
			}
		}
		return nil
	}
	return c.print(w.out, nil, func(t *tabwriter.Writer) {
		fmt.Fprintln(t, "WAITS\tKIND\tBILL\tFILE\tWHY\tNAME")
		for _, waiting := range cases {
			l := review.LineOf(waiting)
			why := cmp.Or(l.Why, strings.Join(l.Reasons, ", "))
			if l.DecidedBy != "" {
				why = "decided by " + l.DecidedBy + ", being carried out"
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", age(time.Since(l.Since)), l.Kind, l.Reference, short(l.File, 40), short(why, 60), l.Name)
		}
	})
}

// age is a duration for people: "3d4h", "2h5m", "40s".
func age(d time.Duration) string {
	switch {
	case d >= 24*time.Hour:
		return fmt.Sprintf("%dd%dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
	case d >= time.Hour:
		return fmt.Sprintf("%dh%dm", d/time.Hour, d%time.Hour/time.Minute)
	case d >= time.Minute:
		return fmt.Sprintf("%dm", d/time.Minute)
	default:
		return fmt.Sprintf("%ds", d/time.Second)
	}
}

type reviewShowCmd struct {
	reviewFlags
	Name string `arg:"" help:"The name from the list, or a bill number."`
}

func (reviewShowCmd) Help() string {
	return `Shows what approving would file: each field with its value and the cells that it was read in, what is unsure about it, and
what it would change of a filing that is with the API already. Numbers that identify a person are masked.

  docket review show MAEU256831947

Exit status 0 if it waits, 1 if not.`
}

func (c reviewShowCmd) Run(w *world) error {
	b, err := c.NATS.open(w, "docket review")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	shown, err := review.NewShelf(b.Review).Find(w.ctx, c.Name)
	if err != nil {
		return err
	}
	view, err := review.ViewOf(shown)
	if err != nil {
		return err
	}
	fields, err := difference.Between(json.RawMessage(`{}`), view.Request)
	if err != nil {
		return err
	}
	return c.print(w.out, view, func(t *tabwriter.Writer) { showCase(t, view, fields) })
}

// showCase writes a case for people.
func showCase(t *tabwriter.Writer, v review.View, fields []difference.Change) {
	fmt.Fprintf(t, "%s\n", v.Title())
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(t, "  %s\t%s\n", name, text)
		}
	}
	line("file", v.Source.URL)
	line("waits", age(time.Since(v.Since))+", since "+clock(v.Since))
	if !v.Deadline.IsZero() {
		line("deadline", clock(v.Deadline))
	}
	if !v.Due.IsZero() {
		line("goes out", clock(v.Due)+" by itself, unless a newer version comes")
	}
	line("confidence", fmt.Sprintf("%.2f", v.Confidence))
	line("would", wouldDo(v))
	if v.Decision != nil {
		line("decided", fmt.Sprintf("%s by %s at %s; being carried out", v.Decision.Verb, v.Decision.By, clock(v.Decision.At)))
	}
	fmt.Fprintf(t, "\n  PROBLEM\tWHAT\tCELLS\n")
	for _, p := range v.Problems {
		mark := ""
		if slices.Contains(v.Reasons, p.Code) {
			mark = " (holds it)"
		}
		fmt.Fprintf(t, "  %s%s\t%s %s\t%s\n", p.Code, mark, p.Message, p.Hint, placesOf(p))
	}
	if len(v.Changes) > 0 {
		fmt.Fprintf(t, "\n  CHANGES\tFROM\tTO\n")
		for _, change := range v.Changes {
			fmt.Fprintf(t, "  %s\t%s\t%s\n", change.Field, orNone(change.Old), orNone(change.New))
		}
	}
	fmt.Fprintf(t, "\n  FIELD\tVALUE\tCELLS\n")
	for _, f := range fields {
		p := mapping.Problem{Cells: v.Cells[f.Field]}
		fmt.Fprintf(t, "  %s\t%s\t%s\n", f.Field, short(string(f.New), 80), placesOf(p))
	}
	if o := v.Omitted; o != nil {
		fmt.Fprintf(t, "\n  left out, since the bus has no room for it: %d cells, %d problems, %d changes\n", o.Cells, o.Problems, o.Changes)
	}
	fmt.Fprintf(t, "\nTo file exactly this:  docket review approve %s\nNot to file it:        docket review reject %s\n", v.Name, v.Name)
}

// wouldDo is what approving does, as far as that can be told.
func wouldDo(v review.View) string {
	switch {
	case v.Code == review.CodeISFNotFiled:
		return "wait for its ISF to be filed"
	case v.Code != "" && !publish.Approvable(v.Code):
		return "not go out as it is; see the problems"
	case v.Over != "":
		return fmt.Sprintf("%s what was filed before, in %d fields", v.Effect, len(v.Changes)+v.More)
	default:
		return string(v.Effect)
	}
}

func placesOf(p mapping.Problem) string {
	var cells []string
	for _, c := range p.Cells {
		cells = append(cells, c.String())
	}
	return short(strings.Join(cells, " "), 50)
}

// decideFlags are what a decision takes.
type decideFlags struct {
	reviewFlags
	Name string `arg:"" help:"The whole name from the list, with what follows the @."`
	By   string `help:"Who decides. Default: the name of this machine's user." placeholder:"NAME" env:"DOCKET_REVIEW_BY"`
	Note string `help:"Why; it goes into the result." placeholder:"TEXT"`
}

type reviewApproveCmd struct{ decideFlags }

func (reviewApproveCmd) Help() string {
	return `Has a worker file what was shown, once. If anything of it has changed since, nothing is filed: it says so, and shows under
which name to look again. If somebody else decided first, it says who. The result on the bus has the name and the note.

  docket review approve order.default.MAEU256831947.9f86d081884c@3a7bd3e2360a --note "called the shipper"

Exit status: 0 filed, 1 not filed, 3 no worker answered.`
}

func (c reviewApproveCmd) Run(w *world) error { return c.decide(w, review.Approve) }

type reviewRejectCmd struct{ decideFlags }

func (reviewRejectCmd) Help() string {
	return `Takes a filing off the list without filing it. Its result on the bus is "rejected", with the name and the note; a corrected
version of the file makes a new filing.

  docket review reject order.default.MAEU256831947.9f86d081884c@3a7bd3e2360a --note "cancelled by the buyer"

Exit status: 0 rejected, 1 not rejected, 3 no worker answered.`
}

func (c reviewRejectCmd) Run(w *world) error { return c.decide(w, review.Reject) }

// noWorker says that nobody answered.
var noWorker = complaint{errors.New("no worker answers, so nothing was decided"), `start one with "docket worker"; "docket review list" works without`}

// answerWithin is how long an answer may take. A worker says after a shorter time that it is still at it.
const answerWithin = 40 * time.Second

func (c decideFlags) decide(w *world, verb review.Verb) error {
	ref, err := review.ParseRef(c.Name)
	switch {
	case err != nil:
		return usageError{err}
	case ref.Seen == "":
		return usageError{&review.Unseen{Now: ref}}
	}
	b, err := c.NATS.open(w, "docket review")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	ctx, cancel := context.WithTimeout(w.ctx, answerWithin)
	defer cancel()
	ruling, err := review.Ask(ctx, b.Conn, verb, review.Question{Name: ref.String(), By: cmp.Or(c.By, me()), Note: c.Note})
	var answered *review.Answered
	switch {
	case errors.Is(err, nats.ErrNoResponders):
		return serviceError{noWorker}
	case errors.As(err, &answered) && answered.Code != "503":
		return err
	case err != nil:
		return serviceError{complaint{err, `"docket review list" shows whether it still waits`}}
	}
	if err := c.print(w.out, ruling, func(t *tabwriter.Writer) { tellRuling(t, ruling) }); err != nil {
		return err
	}
	if verb == review.Approve && !ruling.Pending && !ruling.Outcome.Filed() {
		return complaint{badInput{fmt.Sprintf("%s was not filed: it is %s", ref.Key, ruling.Outcome)}, cmp.Or(ruling.Hint, "the problems say what to do")}
	}
	return nil
}

func tellRuling(t *tabwriter.Writer, r review.Ruling) {
	outcome := string(r.Outcome)
	if r.Pending {
		outcome = "decided; not done yet"
	}
	fmt.Fprintln(t, strings.TrimSpace(strings.Join([]string{outcome, string(r.Effect), r.APIID, r.Status}, "  ")))
	for _, text := range []string{r.Message, r.Hint} {
		if text != "" {
			fmt.Fprintf(t, "  %s\n", text)
		}
	}
	if r.Outcome == publish.Held {
		fmt.Fprintf(t, "  It waits again, as %s\n", r.Ref)
	}
}

// me is this machine's user.
func me() string {
	if u, err := user.Current(); err == nil {
		return cmp.Or(u.Name, u.Username)
	}
	return "somebody at a terminal"
}
