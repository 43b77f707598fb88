package reliability

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"docket/publish/sandbox"
)

var documents = flag.Int("crash.documents", 150, "files of the soak; 20000 for the long one")

// TestCrashSoak: many files of ten senders, some of them in two versions, go through workers that are killed now and then,
// to an API of which every hundredth call fails or loses its answer. All counts are exact at the end, and a worker that
// was there all the time has not grown.
func TestCrashSoak(t *testing.T) {
	t.Parallel()
	w := newWorld(t, lot{ackWait: 2 * time.Second, sandbox: sandbox.Options{Seed: *seed, Faults: []sandbox.Fault{
		{Rate: 0.003, Status: 503}, {Rate: 0.002, Drop: true}, {Rate: 0.003, Drop: true, After: true}, {Rate: 0.002, Cut: true},
	}}})
	rnd := rand.New(rand.NewPCG(*seed, 0))
	steady, brief := w.worker("DOCKET_CONCURRENCY=4"), w.worker("DOCKET_CONCURRENCY=4")
	papers := []paper{billPaper, billPaper, billPaper, worksheetPaper, partlyPaper}
	const waves = 5
	kills := 0
	var grown []growth
	for wave := range waves {
		for len(w.versions) < *documents*(wave+1)/waves {
			s := w.shipment(papers[rnd.IntN(len(papers))])
			w.put(s)
			if rnd.IntN(8) == 0 {
				w.put(s)
			}
			if rnd.IntN(max(2, *documents/waves/2)) == 0 {
				brief.kill()
				brief = w.worker("DOCKET_CONCURRENCY=4")
				kills++
			}
		}
		w.rest(20 * time.Minute)
		grown = append(grown, steady.growth())
	}
	t.Logf("memory and threads of a worker after each wave: %v", grown)
	early, late := slices.Max(kilobytes(grown[1:2])), slices.Max(kilobytes(grown[waves-1:]))
	if late > early+early/4+8<<10 {
		t.Errorf("a worker had %d KiB, and %d KiB in the end", early, late)
	}
	atWork := goroutines(t, steady)
	idle := w.worker("DOCKET_CONCURRENCY=4")
	idle.said.await(t, "msg=working")
	w.put(w.shipment(billPaper))
	w.rest(patience)
	brief.stop()
	if fresh := goroutines(t, idle); atWork > fresh+40 {
		t.Errorf("a worker had %d goroutines after all of it, and has %d after its start", atWork, fresh)
	}
	w.check(endured, fmt.Sprintf("%d files, %d KiB of memory after two fifths and %d KiB at the end", len(w.versions), early, late), kills)
}

// A growth is what a process takes, in KiB, and its threads.
type growth struct{ resident, threads int }

func kilobytes(of []growth) (all []int) {
	for _, g := range of {
		all = append(all, g.resident)
	}
	return all
}

// growth is what the process takes now, as the system says it.
func (p *process) growth() (g growth) {
	p.t.Helper()
	file, err := os.Open(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	must(p.t, err)
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		number, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		switch name {
		case "VmRSS":
			g.resident = number
		case "Threads":
			g.threads = number
		}
	}
	return g
}

// goroutines is how many the process has. It is the last that is asked of it.
func goroutines(t *testing.T, p *process) int {
	t.Helper()
	p.dump()
	return strings.Count(p.said.String(), "\ngoroutine ")
}
