// Package docs_test keeps true what the documents in this folder say of docket.
package docs_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/drift"
	"docket/mapping/sheet"
	"docket/testdata/samples"
	"docket/validate"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the documents anew")

// now is when the samples were written.
var now = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)

// held is the confidence below which a filing is held by default, as the command line has it.
const held = 0.6

// A sample is a file whose filings docket reads as a person does; that is TestWanted's, in package mapping.
type sample struct {
	name     string
	original drift.Original
	want     mapping.Document
}

// readable are the samples that filings are made of.
func readable(t *testing.T, checker *validate.Checker) (all []sample) {
	t.Helper()
	steps, err := samples.Steps()
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		data, err := step.Content()
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(data, sheet.DefaultLimits)
		if err != nil || step.Again {
			continue
		}
		s := sample{name: step.File, original: drift.Of(book)}
		if s.want = converted(checker, s.name, book); len(s.want.Filings) > 0 {
			all = append(all, s)
		}
	}
	if len(all) < 12 {
		t.Fatalf("found %d samples with filings", len(all))
	}
	return all
}

func converted(checker *validate.Checker, name string, book *sheet.Workbook) mapping.Document {
	document := mapping.ConvertBook(mapping.Source{Name: name}, book, mapping.Options{Now: now, OrdersFromISF: true, HoldBelow: held})
	checker.Check(&document, now)
	return document
}

// A verdict is what became of a changed sample.
type verdict int

const (
	exact      verdict = iota // every field of every filing is as before
	incomplete                // a field that a filing can do without is not read, and its cell is listed as such
	asked                     // a person is asked: each filing that is not as before is held or invalid
	silent                    // a filing is wrong and would be sent
)

// judge tells what became of a changed sample. Wrong is what is wrong in silence.
func judge(want, got mapping.Document) (v verdict, wrong []string) {
	for _, f := range drift.Compare(want, got) {
		switch {
		case f.Right():
		case f.Filing < 0, got.Filings[f.Filing].Outcome != mapping.Ready:
			v = max(v, asked)
		case f.Told:
			v = max(v, incomplete)
		case f.Got == "":
			v = max(v, incomplete)
		default:
			v = max(v, silent)
			wrong = append(wrong, fmt.Sprintf("%s %s is %q, want %q", got.Filings[f.Filing].Kind, f.At, f.Got, f.Want))
		}
	}
	return v, wrong
}

// TestDrift changes the samples as senders do, more and more, and counts what docket makes of them. The counts are in
// drift.md. Nothing is ever wrong in silence.
func TestDrift(t *testing.T) {
	t.Parallel()
	checker, err := validate.New(validate.Config{})
	if err != nil {
		t.Fatal(err)
	}
	all := readable(t, checker)
	type row struct{ counts [4]int }
	table := map[string]*row{}
	var lock sync.Mutex
	var wait sync.WaitGroup
	for _, s := range all {
		wait.Go(func() {
			for _, c := range drift.Changes {
				for strength, step := range c.Steps {
					changed := c.Apply(s.original, strength+1)
					if changed == nil {
						continue
					}
					v, wrong := judge(s.want, converted(checker, s.name, changed))
					lock.Lock()
					if table[c.Name+step] == nil {
						table[c.Name+step] = &row{}
					}
					table[c.Name+step].counts[v]++
					for _, w := range wrong {
						t.Errorf("%s, %s, %s: %s", s.name, c.Name, step, w)
					}
					lock.Unlock()
				}
			}
		})
	}
	wait.Wait()
	var text strings.Builder
	for _, c := range drift.Changes {
		for i, step := range c.Steps {
			name := ""
			if i == 0 {
				name = c.Name
			}
			r := table[c.Name+step]
			if r == nil {
				t.Errorf("no sample can be changed by %s, %s", c.Name, step)
				continue
			}
			n := r.counts
			fmt.Fprintf(&text, "| %s | %s | %d | %d | %d | %d | %d |\n", name, step, n[exact]+n[incomplete]+n[asked]+n[silent], n[exact], n[incomplete], n[asked], n[silent])
		}
	}
	keep(t, "drift.md", "|---|---|---|---|---|---|---|\n", text.String())
}

// keep holds the table below a line of a document against what it should be.
func keep(t *testing.T, name, below, table string) {
	t.Helper()
	document, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(document), below)
	if !found {
		t.Fatalf("%s has no table", name)
	}
	_, after, _ := strings.Cut("\n"+rest, "\n\n")
	if want := before + below + table + "\n" + after; want != string(document) {
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("%s is not true any more; -update writes it anew (-is +should be)\n%s", name, cmp.Diff(string(document), want))
	}
}
