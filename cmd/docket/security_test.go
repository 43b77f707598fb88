package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// secretName is what flags are called whose values are secrets.
var secretName = regexp.MustCompile(`(token|secret|password)$`)

// TestSecretFlagsAreMasked: "config show" masks whatever is a secret, also one that a flag of tomorrow brings.
func TestSecretFlagsAreMasked(t *testing.T) {
	t.Parallel()
	secrets := 0
	for flag := range commandLine(t).flags {
		if !secretName.MatchString(flag) || flag == "token" || flag == "webhook-secret" { // these two are of "docket sandbox"
			continue
		}
		if secrets++; !slices.Contains(masked, flag) {
			t.Errorf("--%s is shown", flag)
		}
	}
	if secrets != len(masked) {
		t.Errorf("%d flags have secrets, and %d are masked", secrets, len(masked))
	}
}

// TestAreas: what a worker may touch in S3 is what --bucket says, and where its receipts go; without --bucket all that the
// credentials can.
func TestAreas(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		flags workerFlags
		want  []string
	}{
		{workerFlags{Receipts: true}, nil},
		{workerFlags{Receipts: true, ReceiptsIn: "s3://archive/x"}, nil},
		{workerFlags{Bucket: []string{"inbox/acme", "other"}}, []string{"inbox/acme", "other"}},
		{workerFlags{Bucket: []string{"inbox/acme", "s3://other/b"}, Receipts: true}, []string{"inbox/acme", "s3://other/b", "inbox/docket-receipts", "other/docket-receipts"}},
		{workerFlags{Bucket: []string{"inbox"}, Receipts: true, ReceiptsIn: "s3://archive/x"}, []string{"inbox", "s3://archive/x"}},
	} {
		if got := test.flags.areas(); !slices.Equal(got, test.want) {
			t.Errorf("--bucket %v, receipts %v in %q: it may touch %q, want %q", test.flags.Bucket, test.flags.Receipts, test.flags.ReceiptsIn, got, test.want)
		}
	}
}

// TestListensOnNothing: a worker that is told no address listens on none, and one that is on that alone.
func TestListensOnNothing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, test := range []struct {
		setting string
		ports   int
	}{{"DOCKET_HTTP_LISTEN=", 0}, {"DOCKET_HTTP_LISTEN=127.0.0.1:0", 1}} {
		worker := s.worker(test.setting)
		worker.said.await(t, "working")
		if ports := listening(t, worker.cmd.Process.Pid); len(ports) != test.ports {
			t.Errorf("with %s it listens on %q", test.setting, ports)
		}
		worker.terminate()
		if code := worker.exit(); code != exitDone {
			t.Errorf("the worker ended with %d", code)
		}
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
