package main

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"docket/publish/sandbox"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestSandboxFlags: what a command line makes of the sandbox, beside its defaults.
func TestSandboxFlags(t *testing.T) {
	t.Parallel()
	const id = "a47606a1-5b39-4a81-9480-c2cb738ff675"
	for _, test := range []struct {
		args string
		want func(*sandbox.Options)
	}{
		{"", func(*sandbox.Options) {}},
		{"--create-after 0s --entry-after 0s", func(o *sandbox.Options) { o.CreateAfter, o.EntryAfter = -1, -1 }},
		{"--release cleared=1m --import-customs --speed 60", func(o *sandbox.Options) {
			o.Release, o.ImportCustoms, o.Speed = []sandbox.Step{{After: time.Minute, Status: sandbox.Cleared}}, true, 60
		}},
		{"--latency 1s --fail 503=0.1,429=0.2 --drop 0.3 --drop-after 0.4 --seed 7 --rate 5", func(o *sandbox.Options) {
			o.Faults = []sandbox.Fault{{Rate: 1, Latency: time.Second}, {Rate: 0.2, Status: 429}, {Rate: 0.1, Status: 503}, {Rate: 0.3, Drop: true}, {Rate: 0.4, Drop: true, After: true}}
			o.Seed, o.RatePerSecond = 7, 5
		}},
		{"--webhook " + id + "=http://127.0.0.1:1/ --webhook-secret s", func(o *sandbox.Options) {
			o.Webhooks = []sandbox.Webhook{{ID: id, URL: "http://127.0.0.1:1/", Secret: "s"}}
		}},
	} {
		want := sandbox.Options{
			Token: "sandbox", CreateAfter: 2 * time.Second, EntryAfter: 2 * time.Second, Speed: 1,
			Release: []sandbox.Step{{After: 2 * time.Second, Status: sandbox.Pending}, {After: 2 * time.Second, Status: sandbox.CustomsHold}, {After: 2 * time.Second, Status: sandbox.Cleared}},
		}
		test.want(&want)
		var c struct {
			Sandbox sandboxCmd `cmd:""`
		}
		parser, err := kong.New(&c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse(append([]string{"sandbox"}, strings.Fields(test.args)...)); err != nil {
			t.Errorf("%s: %v", test.args, err)
			continue
		}
		if diff := cmp.Diff(want, c.Sandbox.options(nil), cmpopts.IgnoreFields(sandbox.Options{}, "Logger")); diff != "" {
			t.Errorf("%s: -want +got:\n%s", test.args, diff)
		}
		if _, err := sandbox.New(c.Sandbox.options(slog.New(slog.DiscardHandler))); err != nil {
			t.Errorf("%s: %v", test.args, err)
		}
	}
}
