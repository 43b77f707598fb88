package main

import (
	"fmt"
	"slices"
	"strings"

	"docket/mapping"
)

// A tally counts what became of several files, and shows how far they are.
type tally struct {
	w        *world
	files    int
	quiet    bool // only programs read the output
	at       int
	bad      int
	unopened int
	empty    int // files without a filing
	outcomes map[mapping.Outcome]int
}

// begin tells which file is next, and its place among all: "2 of 7", "" if it is the only one.
func (t *tally) begin(name string) string {
	t.at++
	if t.files == 1 {
		return ""
	}
	place := fmt.Sprintf("%d of %d", t.at, t.files)
	if t.moving() {
		fmt.Fprintf(t.w.err, "\r\x1b[K%s  %s", place, short(name, 60))
	}
	return place
}

// moving says whether a line that moves shows how far it is; where a person sees the files' pictures, these do.
func (t *tally) moving() bool { return animated(t.w.err) && !isTerminal(t.w.out) }

// unread counts a file that could not be opened.
func (t *tally) unread() {
	t.bad++
	t.unopened++
}

func (t *tally) count(d mapping.Document) {
	if !sound(d) {
		t.bad++
	}
	if len(d.Filings) == 0 {
		t.empty++
	}
	if t.outcomes == nil {
		t.outcomes = map[mapping.Outcome]int{}
	}
	for _, f := range d.Filings {
		t.outcomes[f.Outcome]++
	}
}

// sound says whether all of a document can be filed as it is.
func sound(d mapping.Document) bool {
	notReady := func(f mapping.Filing) bool { return f.Outcome != mapping.Ready }
	return len(d.Filings) > 0 && !slices.ContainsFunc(d.Filings, notReady)
}

// end sums up several files in a line. The error says that some of the input was bad.
func (t *tally) end() error {
	if t.files > 1 && t.moving() {
		fmt.Fprint(t.w.err, "\r\x1b[K")
	}
	if t.files > 1 && !t.quiet {
		fmt.Fprintf(t.w.out, "\n%s\n", t.summary())
	}
	switch {
	case t.bad == 0:
		return nil
	case t.files == 1:
		return badInput{"not everything in the file can be filed as it is"} // what and why stands above
	default:
		return badInput{fmt.Sprintf("not everything can be filed as it is in %d of %d files", t.bad, t.files)}
	}
}

// summary is the count of all files: "7 files, 9 filings: 5 ready, 2 held, 2 invalid; 1 file without a filing".
func (t *tally) summary() string {
	filings := 0
	var parts []string
	for _, o := range []mapping.Outcome{mapping.Ready, mapping.Held, mapping.Invalid} {
		if n := t.outcomes[o]; n > 0 {
			filings += n
			parts = append(parts, fmt.Sprintf("%d %s", n, o))
		}
	}
	line := counted(t.files, "file") + ", " + counted(filings, "filing")
	if len(parts) > 0 {
		line += ": " + strings.Join(parts, ", ")
	}
	if t.empty > 0 {
		line += "; " + counted(t.empty, "file") + " without a filing"
	}
	if t.unopened > 0 {
		line += "; " + counted(t.unopened, "file") + " could not be opened"
	}
	return line
}

// counted is a number of something: "1 file", "2 files".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
