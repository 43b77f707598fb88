package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// call runs a command line and returns its exit status and what it printed.
func call(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var printed, complained bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &printed, &complained)
	return code, printed.String(), complained.String()
}

// TestComplaints: what is wrong with a command line is said in the words of its flags, with what to do.
func TestComplaints(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	port := strconv.Itoa(taken.Addr().(*net.TCPAddr).Port)
	nowhere := "nats://127.0.0.1:1"
	for _, test := range []struct {
		line string
		code int
		want []string
	}{
		{"foo", exitUsage, []string{"unexpected argument foo", `"docket --help" tells how`}},
		{"convert", exitUsage, []string{"<file>", `"docket convert --help" tells how`}},
		{"convert --type bill x.csv", exitUsage, []string{"isf_worksheet", `got "bill"`}},
		{"convert nowhere.csv " + dir, exitBadInput, []string{"open nowhere.csv: no such file", dir + " is a folder", "hint: name the files in it", "2 of 2 files"}},
		{"convert " + file("empty.csv", ""), exitBadInput, []string{"not everything in the file can be filed"}},
		{"send inbox/isf.xlsx", exitUsage, []string{"want s3://BUCKET/KEY"}},
		{"send s3://inbox/isf.xlsx --nats-url " + nowhere, exitUnreachable, []string{"connect to NATS at " + nowhere, "hint: check NATS_URL"}},
		{"results --nats-url " + nowhere, exitUnreachable, []string{"connect to NATS"}},
		{"results --kind bill", exitUsage, []string{`got "bill"`}},
		{"dev --s3-port 65536 --nats-port 0 --dir " + dir, exitUsage, []string{"--s3-port is 65536"}},
		{"dev --nats-port " + port + " --dir " + dir, exitUnreachable, []string{port, "hint: something else listens there", "--nats-port"}},
		{"config show --config " + file("unknown.yaml", "api: {urll: x}"), exitUsage, []string{"does not know: api-urll", "hint: the names are those of the flags"}},
		{"config show --config " + file("broken.yaml", "api: ["), exitUsage, []string{"read the configuration file"}},
		{"config check", exitUsage, []string{"no credentials for the customs API", "hint: set DOCKET_API_TOKEN_FILE"}},
		{"worker", exitUsage, []string{"no credentials for the customs API"}},
		{"config check --api-token x --api-client-id y --api-client-secret z", exitUsage, []string{"more than one way"}},
		{"config check --api-client-id y", exitUsage, []string{"only one is given", "hint: the two belong together"}},
		{"config check --api-token-file " + dir + "/none", exitUsage, []string{"--api-token-file: read " + dir + "/none: no such file"}},
		{"config check --api-token-file " + file("blank", "\n"), exitUsage, []string{"blank is empty"}},
		{"config check --api-token x --nats-cert " + file("cert", "x"), exitUsage, []string{"of --nats-cert and --nats-key only one"}},
		// All at once, a line each.
		{
			"config check --api-token x --concurrency 0 --grace=-1s --time-limit 0s --max-object 0 --hold-below 2 --sender-folders=-1 --brake-after 101 --api-rate 0 --api-timeout 0s --api-account a.b",
			exitUsage,
			[]string{
				"error: --concurrency is 0", "error: --grace is -1s", "error: --time-limit is 0s", "error: --sender-folders is -1", "error: --brake-after is 101", "error: --max-object is 0", "error: --hold-below is 2",
				"error: --api-rate is 0", "error: --api-timeout is 0s", `error: --api-account is "a.b"`,
			},
		},
	} {
		t.Run(test.line, func(t *testing.T) {
			t.Parallel()
			code, _, errs := call(t, strings.Fields(test.line)...)
			if code != test.code {
				t.Errorf("exit status %d, want %d", code, test.code)
			}
			for _, want := range test.want {
				if !strings.Contains(errs, want) {
					t.Errorf("it says:\n%s\nwant %q in it", errs, want)
				}
			}
		})
	}
}

func TestNoSecretIsShown(t *testing.T) {
	t.Parallel()
	code, out, errs := call(t, "config", "show", "--review-token", "hush0", "--api-token", "hush1", "--api-client-secret", "hush2", "--nats-password", "hush3", "--nats-token", "hush4",
		"--nats-url", "nats://me:hush5@one:4222,nats://hush6@two:4222")
	if code != exitDone || strings.Contains(out+errs, "hush") {
		t.Errorf("exit status %d and\n%s%s", code, out, errs)
	}
	if !strings.Contains(out, "one:4222") || !strings.Contains(out, `api-token: "********"`) {
		t.Errorf("too much is masked:\n%s", out)
	}
}

// TestHelp: each command has a help that ends with a flag's explanation and tells its exit status.
func TestHelp(t *testing.T) {
	t.Parallel()
	for _, command := range commandLine(t).paths {
		code, out, errs := call(t, append(strings.Fields(command), "--help")...)
		told := strings.Contains(strings.ToLower(out), "exit status") || command == "version" || command == "sandbox" || command == "config show"
		if code != exitDone || errs != "" || !told {
			t.Errorf("docket %s --help exits with %d, says %q and\n%s", command, code, errs, out)
		}
	}
	if code, out, _ := call(t); code != exitDone || !strings.Contains(out, "Commands:") {
		t.Errorf("without arguments: exit status %d and\n%s", code, out)
	}
}

func TestConvertOfStandardInput(t *testing.T) {
	t.Parallel()
	sample, err := os.Open("../../testdata/samples/04-bol-containers.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer sample.Close()
	var out bytes.Buffer
	code := run(context.Background(), []string{"convert", "-o", "json", "-"}, sample, &out, io.Discard)
	if code != exitDone || strings.Count(out.String(), "\n") != 1 || !strings.Contains(out.String(), `"reference":"MAEU256831947"`) {
		t.Errorf("exit status %d and\n%s", code, out.String())
	}
}
