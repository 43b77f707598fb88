package reliability

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for what has to come. Others may use the machine.
const patience = 3 * time.Minute

// A process is a running docket.
type process struct {
	t     testing.TB
	cmd   *exec.Cmd
	said  *transcript
	ended chan struct{}
}

// start runs docket with an environment of its own. What is left running is killed when the test ends.
func start(t testing.TB, environment []string, args ...string) *process {
	t.Helper()
	program, err := docket()
	must(t, err)
	p := &process{t: t, cmd: exec.Command(program, args...), said: newTranscript(), ended: make(chan struct{})}
	p.cmd.Dir = t.TempDir()
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + p.cmd.Dir, "TMPDIR=" + p.cmd.Dir}, environment...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	must(t, p.cmd.Start())
	go func() {
		defer close(p.ended)
		_ = p.cmd.Wait()
	}()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%v said last:\n%s", args, p.said.tail())
		}
	})
	return p
}

// kill ends the process as a machine that fails does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// signal sends the process a signal.
func (p *process) signal(s syscall.Signal) {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(s))
}

// dump has the process tell where all that it does stands, and ends it.
func (p *process) dump() {
	_ = p.cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-p.ended:
	case <-time.After(patience):
	}
}

// stop asks the process to end, and waits until it has.
func (p *process) stop() {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.t.Fatal("docket does not end")
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		p.t.Errorf("docket ended with %d", code)
	}
}

// reach waits until a worker's way stands still.
func (p *process) reach(w *way, where string) {
	p.t.Helper()
	select {
	case <-w.met:
	case <-p.ended:
		p.t.Fatalf("%s: the worker ended by itself", where)
	case <-time.After(patience):
		p.t.Fatalf("%s: the worker does not come there; it took the steps %q", where, w.steps())
	}
}

// A transcript is what a process has said so far.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed when there is more
}

func newTranscript() *transcript { return &transcript{more: make(chan struct{})} }

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.more)
	s.more = make(chan struct{})
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// tail is the end of it, as much as people may want to read.
func (s *transcript) tail() string {
	text := s.String()
	return text[max(0, len(text)-64<<10):]
}

// await waits until something has been said.
func (s *transcript) await(t testing.TB, words string) {
	t.Helper()
	s.heard(t, words, nil)
}

// heard waits until something has been said. It is false if the process has ended without.
func (s *transcript) heard(t testing.TB, words string, ended <-chan struct{}) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		s.mu.Lock()
		said, more := strings.Contains(s.text.String(), words), s.more
		s.mu.Unlock()
		if said {
			return true
		}
		select {
		case <-more:
		case <-ended:
			return false
		case <-ctx.Done():
			t.Fatalf("docket does not say %q", words)
		}
	}
}
