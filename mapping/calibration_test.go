package mapping_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"docket/mapping"
	"docket/mapping/drift"
	"docket/mapping/sheet"
	"docket/testdata/golden"

	"pgregory.net/rapid"
)

// A scored field is one that was filled, with its score and its confidence.
type scored struct {
	score, confidence float64
	right             bool
}

// scoredFields are those of a file, as it is and in some of the ways in which senders change files. What the file means
// as it is has been compared with what people read from it. Every third way is enough: which it is changes from file
// to file.
func scoredFields(t *testing.T, name string, book *sheet.Workbook, offset int) (fields []scored) {
	t.Helper()
	base := bookConverted(name, book)
	if len(base.Filings) == 0 {
		return nil
	}
	original, n := drift.Of(book), offset
	add := func(document mapping.Document) {
		for _, f := range drift.Compare(base, document) {
			if f.Got != "" {
				fields = append(fields, scored{document.Filings[f.Filing].Scores()[f.At], f.Confidence, f.Right()})
			}
		}
	}
	add(base)
	for _, c := range drift.Changes {
		for strength := range c.Steps {
			if n++; n%3 != 0 {
				continue
			}
			if changed := c.Apply(original, strength+1); changed != nil {
				add(bookConverted(name, changed))
			}
		}
	}
	return fields
}

func bookConverted(name string, book *sheet.Workbook) mapping.Document {
	return mapping.ConvertBook(mapping.Source{Name: name}, book, mapping.Options{Now: now})
}

// TestCalibration counts the fields of the samples and of the worksheets of many makers: of those with a score, as many
// are right as calibration.tsv says, and higher scores mean more.
func TestCalibration(t *testing.T) {
	t.Parallel()
	var fields []scored
	var lock sync.Mutex
	var wait sync.WaitGroup
	for i, p := range papers(t) {
		wait.Go(func() {
			book, err := sheet.Read(p.data, sheet.DefaultLimits)
			if err != nil {
				return
			}
			found := scoredFields(t, p.name, book, i)
			lock.Lock()
			fields = append(fields, found...)
			lock.Unlock()
		})
	}
	wait.Wait()
	if len(fields) < 20000 {
		t.Fatalf("looked at %d fields", len(fields))
	}
	if *golden.Update {
		golden.Write(t, "calibration.tsv", tableOf(isotonic(fields)))
	}
	steps := calibrationSteps(t)
	for i, step := range steps {
		var p pool
		for _, f := range fields {
			if f.score >= step.from && (i+1 == len(steps) || f.score < steps[i+1].from) {
				p.fields++
				if f.right {
					p.right++
				}
			}
		}
		if i > 0 && step.confidence <= steps[i-1].confidence {
			t.Errorf("a score of %.2f means the confidence %.2f, and less of it %.2f", step.from, step.confidence, steps[i-1].confidence)
		}
		if p.fields >= fewest && p.share() < step.confidence-slack(step.confidence, p.fields) {
			t.Errorf("of %d fields with a score from %.2f on, %.3f are right, and their confidence is %.2f; -update counts anew", p.fields, step.from, p.share(), step.confidence)
		}
	}
}

// slack is what a count may differ by from a share: two standard deviations, and a hundredth for what changes elsewhere.
func slack(share float64, count int) float64 {
	return 2*math.Sqrt(share*(1-share)/float64(count)) + 0.01
}

// calibrationSteps are the lines of calibration.tsv.
func calibrationSteps(t *testing.T) (steps []struct{ from, confidence float64 }) {
	t.Helper()
	table, err := os.ReadFile("calibration.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		var step struct{ from, confidence float64 }
		var fields, right int
		if n, _ := fmt.Sscan(line, &step.from, &fields, &right, &step.confidence); n == 4 {
			steps = append(steps, step)
		}
	}
	if len(steps) < 3 {
		t.Fatalf("calibration.tsv has %d lines", len(steps))
	}
	return steps
}

// A pool is neighbouring scores that count as one.
type pool struct {
	from          float64
	fields, right int
}

func (p pool) share() float64 { return float64(p.right) / float64(p.fields) }

// fewest is how many fields a pool has at least; fewer tell little.
const fewest = 40

// isotonic pools neighbouring scores until higher scores mean that more is right (pool adjacent violators, Ayer et al.
// 1955, the usual way to calibrate: Zadrozny and Elkan 2002).
func isotonic(fields []scored) (pools []pool) {
	byScore := map[float64]pool{}
	for _, f := range fields {
		score := math.Floor(f.score*50+1e-9) / 50
		p := byScore[score]
		p.from, p.fields = score, p.fields+1
		if f.right {
			p.right++
		}
		byScore[score] = p
	}
	for _, p := range byScore {
		pools = append(pools, p)
	}
	slices.SortFunc(pools, func(a, b pool) int { return int(math.Copysign(1, a.from-b.from)) })
	for i := 0; i+1 < len(pools); {
		a, b := pools[i], pools[i+1]
		if a.fields >= fewest && b.fields >= fewest && confidenceOf(a) < confidenceOf(b) {
			i++
			continue
		}
		pools[i] = pool{a.from, a.fields + b.fields, a.right + b.right}
		pools = slices.Delete(pools, i+1, i+2)
		i = max(0, i-1)
	}
	pools[0].from = 0
	return pools
}

// confidenceOf rounds the share of right fields down, and never says that something is beyond doubt.
// confidenceOf is the share of a pool less one standard deviation: of few fields little is sure.
func confidenceOf(p pool) float64 {
	share := p.share()
	return min(math.Floor((share-math.Sqrt(share*(1-share)/float64(p.fields)))*100)/100, mapping.Certain)
}

func tableOf(pools []pool) string {
	var b strings.Builder
	b.WriteString("# Of fields with at least this score, and less than that of the next line, so many were right. The confidence is their share, rounded down.\n")
	b.WriteString("# Made by: go test ./mapping -run TestCalibration -update, of testdata/samples and mapping/sheet/testdata/corpus, as they are and changed by mapping/drift.\n")
	b.WriteString("score\tfields\tright\tconfidence\n")
	for _, p := range pools {
		fmt.Fprintf(&b, "%.2f\t%d\t%d\t%.2f\n", p.from, p.fields, p.right, confidenceOf(p))
	}
	return b.String()
}

// TestCalibrated: on generated worksheets that the calibration has not seen, unchanged and changed, of fields at any
// confidence at least that share is right.
func TestCalibrated(t *testing.T) {
	t.Parallel()
	var fields []scored
	layouts := []func(*rapid.T, *page, shipment){writeBeside, writeBoxes, writeBlocks, writePartyRows, writeMatrix, writeTable}
	for seed := range 12 {
		data := rapid.Custom(func(t *rapid.T) []byte {
			s := drawShipment(t)
			p := newPage(t)
			layouts[seed%len(layouts)](t, p, s)
			return p.bytes(t)
		}).Example(seed)
		book, err := sheet.Read(data, sheet.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		fields = append(fields, scoredFields(t, "generated.xlsx", book, seed)...)
	}
	counts := map[float64]pool{}
	for _, f := range fields {
		p := counts[f.confidence]
		p.fields++
		if f.right {
			p.right++
		}
		counts[f.confidence] = p
	}
	for confidence, p := range counts {
		if p.fields < fewest {
			continue
		}
		t.Logf("of %d fields at %.2f, %.3f are right", p.fields, confidence, p.share())
		if p.share() < confidence-slack(confidence, p.fields) {
			t.Errorf("of %d fields at %.2f, %.3f are right", p.fields, confidence, p.share())
		}
	}
}
