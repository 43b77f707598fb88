// Command docket turns the spreadsheets of world trade into customs filings.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"docket/publish/bus"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// Exit codes, part of the command line's contract.
const (
	exitDone        = 0
	exitBadInput    = 1 // some input was bad
	exitUsage       = 2 // wrong usage or configuration
	exitUnreachable = 3 // a service could not be reached
)

// cli is the command line. Each command is a file of its own.
type cli struct {
	Demo    demoCmd    `cmd:"" help:"See it work: everything embedded, on sample files, and a table of what became of each."`
	Dev     devCmd     `cmd:"" help:"Everything embedded and kept in a folder: NATS, S3, the API's sandbox and a worker."`
	Worker  workerCmd  `cmd:"" help:"The job: take notices from the bus, file what the files say, publish the results."`
	Convert convertCmd `cmd:"" help:"Show what files mean. Needs no servers and sends nothing."`
	Rules   rulesCmd   `cmd:"" help:"List every check, with its code, reason and source."`
	Send    sendCmd    `cmd:"" help:"Tell the workers about files that are in a bucket."`
	Track   trackCmd   `cmd:"" help:"The story of one filing, from its cells to its release."`
	Sweep   sweepCmd   `cmd:"" help:"Compare a bucket with what docket knows, and enqueue the files that nobody has told it of."`
	Results resultsCmd `cmd:"" help:"Show what became of files and filings."`
	Dead    deadCmd    `cmd:"" help:"List, show and send again the messages that could not be worked on."`
	Review  reviewCmd  `cmd:"" help:"Look at the filings that wait for a person, and approve or reject them."`
	Sandbox sandboxCmd `cmd:"" help:"The customs API, imitated on this machine."`
	Config  configCmd  `cmd:"" help:"Check or show the configuration that a worker would run with."`
	Version versionCmd `cmd:"" help:"Print the version."`

	Profile  profileCmd  `cmd:"" help:"What a sender's files look like: infer it, check files against it."`
	Template templateCmd `cmd:"" help:"Write a blank worksheet that is always understood."`

	ConfigFile kong.ConfigFlag `name:"config" placeholder:"FILE" help:"Configuration file. Default: docket.yaml in the current folder, if it is there." env:"DOCKET_CONFIG"`
	Log        logFlags        `embed:"" prefix:"log-" group:"Logging"`
}

// A world is what a command runs in.
type world struct {
	ctx    context.Context
	in     io.Reader
	out    io.Writer
	err    io.Writer
	parsed *kong.Context
	logs   logFlags
}

const description = `docket turns the spreadsheets that shippers, forwarders and importers send into customs filings: a file lands in an
S3 bucket, a message on NATS says so; docket reads it, makes Importer Security Filings (ISF) and customs orders of it,
submits them to Flexport's customs API, and says on the bus what became of each.

New here? These need nothing but docket:

  docket demo                see it work on sample files
  docket convert my.xlsx     see what it reads in a file of yours

A flag beats its environment variable, which stands in brackets behind it and beats docket.yaml; there the flags' names
stand without the dashes in front.

Exit status: 0 done, 1 some input was bad, 2 wrong usage or configuration, 3 a service could not be reached.`

// newParser reads command lines into c. It calls exit when help was asked for.
func newParser(c *cli, out, errs io.Writer, exit func(int)) (*kong.Kong, error) {
	return kong.New(c, kong.Name("docket"), kong.Description(description), kong.Writers(out, errs), kong.Exit(exit),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 118}), kong.Configuration(readConfig, "docket.yaml"))
}

func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var c cli
	exited := -1
	parser, err := newParser(&c, out, errs, func(code int) { exited = code })
	if err != nil {
		return complain(errs, usageError{err}, nil)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	switch {
	case exited >= 0: // help was asked for
		return exited
	case err != nil:
		if wrong := new(kong.ParseError); errors.As(err, &wrong) {
			parsed = wrong.Context
		}
		return complain(errs, usageError{err}, parsed)
	}
	w := &world{ctx: ctx, in: in, out: out, err: errs, parsed: parsed, logs: c.Log}
	if err := parsed.Run(w); err != nil {
		return complain(errs, err, parsed)
	}
	return exitDone
}

// usageError is what the command line or the configuration has wrong.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usageHint tells where to read how to do it.
func usageHint(parsed *kong.Context) string {
	command := "docket"
	if parsed != nil && parsed.Selected() != nil {
		command = parsed.Selected().FullPath()
	}
	return `"` + command + ` --help" tells how`
}

// badInput says that a command did its work, and some of its input was bad. What was wrong has been printed.
type badInput struct{ what string }

func (e badInput) Error() string { return e.what }

// Hint tells where to look.
func (badInput) Hint() string { return "each problem in the output says what to do about it" }

func exitCodeOf(err error) int {
	var unreachable *bus.Unreachable
	var service serviceError
	var usage usageError
	var misconfigured *bus.Misconfigured
	switch {
	case errors.As(err, &unreachable), errors.As(err, &service):
		return exitUnreachable
	case errors.As(err, &usage), errors.As(err, &misconfigured):
		return exitUsage
	default:
		return exitBadInput
	}
}

// serviceError is a service that did not answer, or would not have us.
type serviceError struct{ error }

func (e serviceError) Unwrap() error { return e.error }

// complain prints an error and what to do about it.
func complain(errs io.Writer, err error, parsed *kong.Context) int {
	code := exitCodeOf(err)
	for line := range strings.SplitSeq(strings.TrimSpace(err.Error()), "\n") {
		fmt.Fprintf(errs, "docket: error: %s\n", line)
	}
	var hinted interface{ Hint() string }
	switch {
	case errors.As(err, &hinted) && hinted.Hint() != "":
		fmt.Fprintf(errs, "docket: hint: %s\n", hinted.Hint())
	case code == exitUsage:
		fmt.Fprintf(errs, "docket: hint: %s\n", usageHint(parsed))
	}
	return code
}

type versionCmd struct{}

func (versionCmd) Run(w *world) error {
	_, err := fmt.Fprintln(w.out, "docket "+version())
	return err
}

// version is that of the module as it was built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "dev"
	}
	return info.Main.Version
}
