package main

import (
	"regexp"
	"slices"
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
