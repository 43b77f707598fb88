package reliability

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// report is what the tests of this run have tried, for the table.
var report reporter

type reporter struct {
	mu   sync.Mutex
	rows []row
}

// A row is a line of the table.
type row struct {
	Proof   string // group of lines
	What    string
	Strikes int // of the fault
	Files   int // versions, all that were put so far in that world
	Results int
	Filed   int // orders and ISFs at the API
	Broken  int // violations
}

// add notes a proof that came to its end, whatever it found.
func (r *reporter) add(proof, what string, strikes int, p picture, found []violation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows = append(r.rows, row{proof, what, strikes, len(p.Versions), len(p.Results), len(p.Orders) + len(p.ISFs), len(found)})
}

// The proofs, in the table's order.
const (
	killed   = "A worker is killed (SIGKILL) at each step"
	stopped  = "A worker is stopped (SIGSTOP) at each step, another has its files and their next versions, and it wakes up"
	slowed   = "A worker stands still at each step, the next version overtakes it, and it goes on"
	outaged  = "A service is in trouble for a while"
	struck   = "NATS is a cluster of three nodes"
	endured  = "Soak: ten senders, an API that fails one call in a hundred, workers killed"
	gatewayd = "An S3 server that sends its own notifications (versitygw); a plain PutObject is the only trigger"
)

var proofs = []string{killed, stopped, slowed, outaged, struck, endured, gatewayd}

// writeTable writes what was tried, and what was found.
func writeTable(path string) error {
	report.mu.Lock()
	defer report.mu.Unlock()
	slices.SortStableFunc(report.rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(slices.Index(proofs, a.Proof), slices.Index(proofs, b.Proof)), cmp.Compare(a.What, b.What))
	})
	var out strings.Builder
	fmt.Fprintf(&out, tableHead, time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), strings.TrimPrefix(runtime.Version(), "go"), promised())
	var all row
	proof := ""
	for _, r := range report.rows {
		if r.Proof != proof {
			proof = r.Proof
			fmt.Fprintf(&out, "| **%s** | | | | | |\n", proof)
		}
		fmt.Fprintf(&out, "| %s | %d | %d | %d | %d | %d |\n", r.What, r.Strikes, r.Files, r.Results, r.Filed, r.Broken)
		all.Strikes, all.Broken = all.Strikes+r.Strikes, all.Broken+r.Broken
	}
	fmt.Fprintf(&out, "| **all** | **%d** | | | | **%d** |\n%s", all.Strikes, all.Broken, tableFoot)
	return os.WriteFile(path, []byte(out.String()), 0o644)
}

func promised() string {
	var out strings.Builder
	for _, p := range promises {
		fmt.Fprintf(&out, "- %s\n", p)
	}
	return out.String()
}

const tableHead = `# Reliability

What was done to docket, and what it did. A run of the tests in cmd/docket/reliability has written this page:

    .ci/run reliability

%s, %d processors, Go %s. Workers are processes of the program as it is shipped; NATS with JetStream, the S3 server and the API's
sandbox are real servers. The sandbox merges and matches as the API's contract says, and has no idempotency key either.

When a world has come to rest, a checker looks at it from outside (results stream, ledger, API, bucket events). It holds:

%s
That it finds violations is a test of its own, with more than forty that were put into a sound picture one by one.

*strikes*: how often the fault struck. *files*: versions of files put into that world by then. *filed*: orders and ISFs at the API.

| what | strikes | files | results | filed | violations |
|---|--:|--:|--:|--:|--:|
`

const tableFoot = `
Steps are every write to NATS (ledger, bills, arrivals, watches, desk, results, acknowledgement), every call to the API and every
request to S3 that a document makes, found by watching one that nothing happens to; so a new step is tried as soon as there is one. They are
seen on the wire: no code in docket knows of the tests.

## What is not promised

- A request to the API that the network or the API itself keeps for longer than the claim on its filing lasts (DOCKET_LEASE, 90 s) and
  then carries out can come after a newer version's. A worker that hangs sends nothing after its claim; what it has sent nobody can take back.
- A bucket's event that its server never sends is found by "docket sweep", not by a worker.
`
