package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"testing"

	"docket/ingest/bucket"
	"docket/publish/bus"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs docket as a user does, by the scripts in testdata/script. Beside the commands of testscript they have:
//
//	exits CODE COMMAND...   the command ends with an exit code; with other than 0 it gives one error, and a hint
//	services                NATS, S3 and the API, which the environment then points to
//	put FILE KEY            drops a file into the bucket "inbox"
//	ended N                 waits until N documents more have ended
//	message TEXT            puts a message on the bus, where notices come
//	buried N                waits until there are N dead letters in all
//	forget                  has the bus lose all notices
//	keep NAME REGEXP        sets a variable to what the last command has printed there
func TestScripts(t *testing.T) {
	t.Parallel()
	samples, err := filepath.Abs("../../testdata/samples")
	must(t, err)
	sheets, err := filepath.Abs("../../mapping/sheet/testdata")
	must(t, err)
	scenes := sync.Map{} // by the script's folder
	sceneOf := func(ts *testscript.TestScript) *scene {
		found, ok := scenes.Load(ts.Getenv("WORK"))
		if !ok {
			ts.Fatalf("the script has not asked for services")
		}
		return found.(*scene)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Setenv("SHEETS", sheets)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"services": func(ts *testscript.TestScript, _ bool, _ []string) {
				s := newScene(t)
				scenes.Store(ts.Getenv("WORK"), s)
				for _, setting := range s.environment() {
					ts.Setenv(setting[0], setting[1])
				}
			},
			"put": func(ts *testscript.TestScript, _ bool, args []string) {
				_, err := sceneOf(ts).files.Put(t.Context(), inbox, args[1], []byte(ts.ReadFile(args[0])), bucket.Labels{})
				ts.Check(err)
			},
			"keep": func(ts *testscript.TestScript, _ bool, args []string) {
				found := regexp.MustCompile(args[1]).FindString(ts.ReadFile("stdout"))
				if found == "" {
					ts.Fatalf("there is no %s", args[1])
				}
				ts.Setenv(args[0], found)
			},
			"ended": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.Atoi(args[0])
				ts.Check(err)
				sceneOf(ts).await(n)
			},
			"message": func(ts *testscript.TestScript, _ bool, args []string) {
				_, err := sceneOf(ts).bus.JS.Publish(t.Context(), bus.DocumentsSubject+".script", []byte(args[0]))
				ts.Check(err)
			},
			"forget": func(ts *testscript.TestScript, _ bool, _ []string) {
				stream, err := sceneOf(ts).bus.JS.Stream(t.Context(), bus.DocumentsStream)
				ts.Check(err)
				ts.Check(stream.Purge(t.Context()))
			},
			"buried": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.Atoi(args[0])
				ts.Check(err)
				sceneOf(ts).buried(n)
			},
		},
	})
}

var lastWords = regexp.MustCompile(`(?s)(^|\n)docket: error: [^\n]+\n(  [^\n]*\n)*docket: hint: [^\n]+\n$`)

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	said := ts.ReadFile("stderr")
	switch {
	case got != want:
		ts.Fatalf("exit code %d, want %d", got, want)
	case want != exitDone && !lastWords.MatchString(said):
		ts.Fatalf("the last words are no error with a hint:\n%s", said)
	}
}
