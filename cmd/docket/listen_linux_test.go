package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestListensOnNothing: a worker that is told no address listens on none, and one that is on that alone.
func TestListensOnNothing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, test := range []struct {
		setting string
		ports   int
	}{{"DOCKET_HTTP_LISTEN=", 0}, {"DOCKET_HTTP_LISTEN=127.0.0.1:0", 1}} {
		worker := s.worker(test.setting)
		worker.Await("working")
		if ports := listening(t, worker.Cmd.Process.Pid); len(ports) != test.ports {
			t.Errorf("with %s it listens on %q", test.setting, ports)
		}
		worker.Stop()
	}
}

// listening are the addresses that a process listens on, as Linux tells them, in hexadecimal.
func listening(t *testing.T, pid int) (addresses []string) {
	t.Helper()
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	must(t, err)
	var own []string
	for _, file := range files {
		if at, err := os.Readlink(file); err == nil { // else it was closed
			own = append(own, at)
		}
	}
	sockets := 0
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", pid, table))
		must(t, err)
		for line := range strings.Lines(string(text)) {
			columns := strings.Fields(line)
			if len(columns) < 10 || !slices.Contains(own, "socket:["+columns[9]+"]") {
				continue
			}
			sockets++
			if state := columns[3]; state == "0A" || strings.HasPrefix(table, "udp") && state == "07" { // listening; an open UDP port
				addresses = append(addresses, table+" "+columns[1])
			}
		}
	}
	if sockets == 0 {
		t.Error("the process has no connection at all; the test shows nothing")
	}
	return addresses
}
