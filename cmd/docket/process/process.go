// Package process runs docket as a process of its own, for tests: as a user runs it, with what it says at hand, and no
// longer than the test.
package process

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A Program is a docket that can be run.
type Program struct {
	Path     string
	Patience time.Duration // how long a test waits for what has to come
}

// A Process is a running docket.
type Process struct {
	Cmd   *exec.Cmd
	Ended <-chan struct{} // closed when it has

	t        testing.TB
	patience time.Duration
	said     *transcript
}

// Start runs docket in an empty folder, with an environment of its own. What is left running is killed when the test ends.
func (p Program) Start(t testing.TB, environment []string, args ...string) *Process {
	t.Helper()
	ended := make(chan struct{})
	r := &Process{Cmd: exec.Command(p.Path, args...), Ended: ended, t: t, patience: p.Patience, said: newTranscript()}
	r.Cmd.Dir = t.TempDir()
	r.Cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + r.Cmd.Dir, "TMPDIR=" + r.Cmd.Dir}, environment...)
	r.Cmd.Stdout, r.Cmd.Stderr = r.said, r.said
	if err := r.Cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(ended)
		_ = r.Cmd.Wait()
	}()
	t.Cleanup(func() {
		r.Kill()
		switch said := r.Said(); {
		case strings.Contains(said, "DATA RACE"):
			t.Errorf("%v said:\n%s", args, said)
		case t.Failed():
			t.Logf("%v said last:\n%s", args, said[max(0, len(said)-most):])
		}
	})
	return r
}

// most is as much as people may want to read, in bytes.
const most = 64 << 10

// Kill ends the process as a machine that fails does.
func (p *Process) Kill() {
	_ = p.Cmd.Process.Kill()
	<-p.Ended
}

// Signal sends the process a signal.
func (p *Process) Signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.Cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// Dump has the process tell where all that it does stands, and ends it.
func (p *Process) Dump() {
	_ = p.Cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-p.Ended:
	case <-time.After(p.patience):
	}
}

// Stop asks the process to end, and waits until it has, well.
func (p *Process) Stop() {
	p.t.Helper()
	p.Signal(syscall.SIGTERM)
	if code := p.Exit(); code != 0 {
		p.t.Errorf("docket ended with %d", code)
	}
}

// Exit waits for the process to end by itself, and returns its exit code.
func (p *Process) Exit() int {
	p.t.Helper()
	select {
	case <-p.Ended:
	case <-time.After(p.patience):
		p.t.Fatal("docket does not end")
	}
	return p.Cmd.ProcessState.ExitCode()
}

// Said is what the process has said so far.
func (p *Process) Said() string { return p.said.String() }

// Await waits until the process has said something.
func (p *Process) Await(words string) {
	p.t.Helper()
	if !p.Says(words) {
		p.t.Fatalf("docket ended and did not say %q", words)
	}
}

// Says waits until the process has said something. It is false if the process has ended without.
func (p *Process) Says(words string) bool {
	p.t.Helper()
	late := time.After(p.patience)
	for {
		said, more := p.said.holds(words)
		if said {
			return true
		}
		select {
		case <-more:
		case <-p.Ended:
			said, _ := p.said.holds(words)
			return said
		case <-late:
			p.t.Fatalf("docket does not say %q", words)
		}
	}
}
