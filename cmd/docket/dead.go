package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"docket/publish/dead"
)

type deadCmd struct {
	List   deadListCmd   `cmd:"" help:"List messages that could not be worked on."`
	Show   deadShowCmd   `cmd:"" help:"Show the whole story of one."`
	Replay deadReplayCmd `cmd:"" help:"Send messages again: some, those of a filter, or all."`
}

// letterFilter says which letters are meant.
type letterFilter struct {
	Reason  string        `help:"Only those set aside for this reason, as the list shows it: crashed, no_notice, denied, ..." placeholder:"REASON"`
	Since   time.Duration `help:"Only those set aside this long ago or later, such as 24h. Default: all." placeholder:"DURATION"`
	File    string        `help:"Only those of files whose URL begins so, such as s3://inbox/acme/." placeholder:"PREFIX"`
	Waiting bool          `help:"Only those that were not sent again yet."`
}

func (f letterFilter) filter() dead.Filter {
	filter := dead.Filter{Reason: f.Reason, File: f.File, Waiting: f.Waiting}
	if f.Since > 0 {
		filter.Since = time.Now().Add(-f.Since)
	}
	return filter
}

type deadListCmd struct {
	NATS   busFlags     `embed:"" prefix:"nats-" group:"NATS"`
	Filter letterFilter `embed:""`
	Output string       `short:"o" default:"table" enum:"table,json" help:"Form: table or json, one letter a line."`
}

func (deadListCmd) Help() string {
	return `Reads the stream DOCKET_DEAD: messages that are no notice, or whose file could not be worked on, each with a number to call it
by. They stay there until somebody removes them.

  docket dead list --waiting                   what nobody has looked after yet
  docket dead list --reason crashed -o json    the whole stories, to work on

Exit status 3 if NATS could not be reached.`
}

func (c deadListCmd) Run(w *world) error {
	b, err := c.NATS.open(w, "docket dead")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	show := letterLines(w.out)
	if c.Output == "json" {
		show = func(l dead.Letter) error { return json.NewEncoder(w.out).Encode(l) }
	}
	none := true
	for letter, err := range dead.Open(b, operator()).Letters(w.ctx, c.Filter.filter()) {
		if err != nil {
			return serviceError{err}
		}
		none = false
		if err := show(letter); err != nil {
			return err
		}
	}
	if none {
		fmt.Fprintln(w.err, "docket: there are no such dead letters")
	}
	return nil
}

// letterLines prints letters as they come, so the columns have fixed widths.
func letterLines(out io.Writer) func(dead.Letter) error {
	const row = "%6s  %-20s %-14s %8s  %-20s %-40s %s\n"
	headed := false
	return func(l dead.Letter) error {
		if !headed {
			headed = true
			if _, err := fmt.Fprintf(out, row, "NUMBER", "TIME", "REASON", "ATTEMPTS", "SENT AGAIN", "FILE", "WHAT WAS WRONG"); err != nil {
				return err
			}
		}
		again := "-"
		if l.Replayed != nil {
			again = l.Replayed.At.Local().Format(time.DateTime)
		}
		_, err := fmt.Fprintf(out, row, fmt.Sprint(l.Number), l.At.Local().Format(time.DateTime), l.Reason, fmt.Sprint(l.Attempts), again, short(l.File, 40), short(l.Message, 100))
		return err
	}
}

type deadShowCmd struct {
	NATS   busFlags `embed:"" prefix:"nats-" group:"NATS"`
	Output string   `short:"o" default:"text" enum:"text,json" help:"Form: text or json, with the message in base64."`
	Letter string   `arg:"" help:"Number of the letter, or its id." placeholder:"NUMBER"`
}

func (deadShowCmd) Help() string {
	return `Shows all that is known of a message that could not be worked on, and the message itself as it came.

  docket dead show 17

Exit status: 1 there is no such letter, 3 NATS could not be reached.`
}

func (c deadShowCmd) Run(w *world) error {
	b, err := c.NATS.open(w, "docket dead")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	letter, err := dead.Open(b, operator()).Letter(w.ctx, c.Letter)
	if err != nil {
		return letterError(err)
	}
	if c.Output == "json" {
		return json.NewEncoder(w.out).Encode(letter)
	}
	return tellLetter(w.out, letter)
}

func tellLetter(to io.Writer, l dead.Letter) error {
	out := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(out, "%s\t%s\n", name, text)
		}
	}
	line("letter", fmt.Sprintf("%d, %s", l.Number, l.ID))
	line("reason", l.Reason)
	line("what was wrong", l.Message)
	line("what to do", l.Hint)
	line("file", l.File)
	line("set aside", fmt.Sprintf("%s by %s, at delivery %d", l.At.Local().Format(time.DateTime), l.Worker, l.Attempts))
	if l.Replayed != nil {
		line("sent again", fmt.Sprintf("%s by %s, %d times in all", l.Replayed.At.Local().Format(time.DateTime), l.Replayed.By, l.Replayed.Times))
	}
	line("subject", l.Subject)
	for _, name := range slices.Sorted(maps.Keys(l.Headers)) {
		line("header "+name, l.Headers[name])
	}
	if l.Omitted > 0 {
		line("missing", fmt.Sprintf("%d bytes of the message, from its end", l.Omitted))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	text := string(l.Payload)
	if !utf8.Valid(l.Payload) {
		text = fmt.Sprintf("%q", l.Payload)
	}
	_, err := fmt.Fprintf(to, "\n%s\n", text)
	return err
}

type deadReplayCmd struct {
	NATS    busFlags     `embed:"" prefix:"nats-" group:"NATS"`
	Filter  letterFilter `embed:""`
	All     bool         `help:"All letters that the filters take; without filters, all there are."`
	Again   bool         `help:"Also those that were sent again before."`
	DryRun  bool         `help:"Only say what would be sent."`
	Letters []string     `arg:"" optional:"" help:"Numbers of letters, or their ids." placeholder:"NUMBER"`
}

func (deadReplayCmd) Help() string {
	return `Puts the messages of dead letters back on the stream that workers take them from, and notes that it did. A message that was
sent again before is left alone, unless --again is set. The document stays the same one: what was filed of it is not filed
a second time, and what was told of it is not told a second time.

  docket dead replay 17 18                     these two
  docket dead replay --all --reason denied     all that S3 would not let docket read, once it lets it

Exit status: 1 some could not be sent, 2 wrong usage, 3 NATS could not be reached.`
}

func (c deadReplayCmd) Run(w *world) error {
	filtered := c.Filter != letterFilter{}
	switch {
	case len(c.Letters) > 0 && (c.All || filtered):
		return usageError{complaint{errors.New("letters are given by number and by filter"), "give numbers, or filters, or --all"}}
	case len(c.Letters) == 0 && !c.All && !filtered:
		return usageError{complaint{errors.New("no letter is given"), "give numbers as \"docket dead list\" shows them, filters, or --all"}}
	}
	b, err := c.NATS.open(w, "docket dead")
	if err != nil {
		return err
	}
	defer b.Conn.Close()
	box := dead.Open(b, operator())
	letters, err := c.letters(w, box)
	if err != nil {
		return err
	}
	left, hint := 0, ""
	for _, letter := range letters {
		if err := c.replay(w, box, letter); err != nil {
			var lost *dead.Lost
			var replayed *dead.Replayed
			switch {
			case errors.As(err, &lost), errors.As(err, &replayed) && len(c.Letters) > 0:
				left++
				fmt.Fprintf(w.err, "docket: %s\n", err)
				hint = hintOf(err)
			case errors.As(err, &replayed): // of many, those are what is left out
			default:
				return serviceError{err}
			}
		}
	}
	if len(letters) == 0 {
		fmt.Fprintln(w.err, "docket: there are no such dead letters")
	}
	if left > 0 {
		return complaint{fmt.Errorf("%d of %d letters were not sent again", left, len(letters)), hint}
	}
	return nil
}

func (c deadReplayCmd) letters(w *world, box *dead.Box) (letters []dead.Letter, err error) {
	for _, name := range c.Letters {
		letter, err := box.Letter(w.ctx, name)
		if err != nil {
			return nil, letterError(err)
		}
		letters = append(letters, letter)
	}
	if len(c.Letters) > 0 {
		return letters, nil
	}
	for letter, err := range box.Letters(w.ctx, c.Filter.filter()) {
		if err != nil {
			return nil, serviceError{err}
		}
		letters = append(letters, letter)
	}
	return letters, nil
}

func (c deadReplayCmd) replay(w *world, box *dead.Box, l dead.Letter) error {
	if c.DryRun {
		if l.Replayed == nil || c.Again {
			_, err := fmt.Fprintf(w.out, "would send %d again: %s\n", l.Number, short(l.File+" "+l.Message, 100))
			return err
		}
		return nil
	}
	if _, err := box.Replay(w.ctx, l, c.Again); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w.out, "sent %d again %s\n", l.Number, l.File)
	return err
}

func hintOf(err error) string {
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) {
		return hinted.Hint()
	}
	return ""
}

// letterError tells a letter that is not there from a bus that is not.
func letterError(err error) error {
	if none := new(dead.None); errors.As(err, &none) {
		return none
	}
	return serviceError{err}
}

// operator is who sits at the command line, for notes.
func operator() string {
	name := "somebody"
	for _, variable := range []string{"LOGNAME", "USER"} {
		if v := os.Getenv(variable); v != "" {
			name = v
			break
		}
	}
	if host, err := os.Hostname(); err == nil {
		return name + "@" + host
	}
	return name
}
