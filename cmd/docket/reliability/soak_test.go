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

	"docket/cmd/docket/process"
	"docket/publish/sandbox"
)

var documents = flag.Int("crash.documents", 100, "files of the soak; 20000 for the long one")

// TestCrashSoak: many files of ten senders, some of them in two versions, go through workers that are killed now and then,
// by a network that breaks now and then, to an API of which every hundredth call fails or loses its answer. All counts are
// exact at the end, and workers that were there all the time have not grown.
func TestCrashSoak(t *testing.T) {
	t.Parallel()
	s := newSoak(t)
	var memory, idle []int
	for wave := range s.waves {
		s.drop(*documents * (wave + 1) / s.waves)
		s.mend()
		s.rest(time.Hour)
		memory = append(memory, resident(t, s.crew[s.waves-1]))
		idle = append(idle, goroutines(t, s.crew[wave])) // its end; the others go on
	}
	s.brief.Stop()
	t.Logf("of a worker after each wave: %d MiB of memory; %d goroutines", memory, idle)
	early, late := slices.Max(memory[:len(memory)/2+1]), memory[len(memory)-1]
	if late > early+early/4 {
		t.Errorf("a worker took %d MiB in the first half and %d in the end", early, late)
	}
	if early, late := idle[0], idle[len(idle)-1]; late > early+25 { // some are of connections that are kept for a while
		t.Errorf("a worker had %d goroutines after the first wave and %d after the last", early, late)
	}
	s.check(endured, fmt.Sprintf("%d workers killed, %d times NATS, S3 or the API cut off; a worker after each %s: %v MiB, %v goroutines",
		s.kills, s.cuts, "1/"+strconv.Itoa(s.waves), memory, idle), s.kills+s.cuts)
}

// A soak is a world with much to do, and much that goes wrong.
type soak struct {
	*world
	random      *rand.Rand
	waves       int
	links       []*link            // to NATS, S3 and the API
	settings    []string           // of workers
	crew        []*process.Process // one for each wave, all there from the start: they tell how they have grown
	brief       *process.Process   // it is killed, again and again
	kills, cuts int
}

func newSoak(t *testing.T) *soak {
	t.Helper()
	w := newWorld(t, lot{ackWait: 2 * time.Second, sandbox: sandbox.Options{Seed: *seed, Faults: []sandbox.Fault{
		{Rate: 0.003, Status: 503}, {Rate: 0.002, Drop: true}, {Rate: 0.003, Drop: true, After: true}, {Rate: 0.002, Cut: true},
	}}})
	s := &soak{world: w, random: rand.New(rand.NewPCG(*seed, 0)), waves: 3}
	if *long {
		s.waves = 10
	}
	nats, s3, api := newLink(t, w.natsAddresses()[0]), newLink(t, goal(t, w.store.Endpoint()).Host), newLink(t, goal(t, w.apiURL).Host)
	s.links = []*link{nats, s3, api}
	s.settings = append(w.settings(), "NATS_URL=nats://"+nats.address(), "AWS_ENDPOINT_URL_S3=http://"+s3.address(), "DOCKET_API_URL=http://"+api.address())
	for range s.waves {
		s.crew = append(s.crew, s.start(s.settings))
	}
	for _, p := range append(s.crew, s.hire()) {
		p.Await("msg=working")
	}
	return s
}

// hire has another worker take the place of the one that is killed now and then.
func (s *soak) hire() *process.Process {
	s.brief = s.start(append(s.settings, "DOCKET_CONCURRENCY=4"))
	return s.brief
}

// drop puts files until there are so many versions, and has things go wrong meanwhile.
func (s *soak) drop(until int) {
	s.t.Helper()
	papers := []paper{billPaper, billPaper, billPaper, worksheetPaper, partlyPaper}
	for len(s.versions) < until {
		if s.random.IntN(max(20, *documents/400)) == 0 {
			s.mend()
			s.strike()
		}
		shipment := s.shipment(papers[s.random.IntN(len(papers))])
		s.put(shipment)
		if s.random.IntN(8) == 0 {
			s.put(shipment)
		}
	}
}

// strike kills a worker, or cuts a service off until the next strike.
func (s *soak) strike() {
	if i := s.random.IntN(2 * len(s.links)); i < len(s.links) {
		s.links[i].cut()
		s.cuts++
		return
	}
	s.brief.Kill()
	s.kills++
	s.hire().Await("msg=working")
}

func (s *soak) mend() {
	for _, l := range s.links {
		l.mend(s.t)
	}
}

// resident is the memory that a process takes now, in MiB, as the system says it.
func resident(t *testing.T, p *process.Process) int {
	t.Helper()
	file, err := os.Open(fmt.Sprintf("/proc/%d/status", p.Cmd.Process.Pid))
	must(t, err)
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if size, is := strings.CutPrefix(lines.Text(), "VmRSS:"); is {
			kilobytes, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(size, "kB")))
			must(t, err)
			return kilobytes >> 10
		}
	}
	t.Fatal("the system does not tell what the process takes")
	return 0
}

// goroutines is how many the process has. It is the last that is asked of it.
func goroutines(t *testing.T, p *process.Process) int {
	t.Helper()
	p.Dump()
	n := strings.Count(p.Said(), "\ngoroutine ")
	if n < 5 {
		t.Errorf("a worker tells of %d goroutines", n)
	}
	return n
}
