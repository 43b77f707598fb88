package mapping_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain draws few shipments for each property where the command line does not say how many: each is written and
// read as a whole workbook. The slower proofs of continuous integration ask for more by -rapid.checks.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		_ = flag.Set("rapid.checks", "10")
	}
	os.Exit(m.Run())
}
