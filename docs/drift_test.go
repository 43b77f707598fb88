// Package docs_test keeps true what the documents in this folder say of docket.
package docs_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/drift"
	"docket/mapping/sheet"
	"docket/testdata/golden"
	"docket/testdata/samples"
	"docket/validate"
)

// now is when the samples were written.
var now = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)

// A sample is a file whose filings docket reads as a person does; that is TestWanted's, in package mapping.
type sample struct {
	name     string
	original drift.Original
	want     mapping.Document
}

// readable are the samples that filings are made of.
func readable(checker *validate.Checker) (all []sample, err error) {
	steps, err := samples.Steps()
	if err != nil {
		return nil, err
	}
	for _, step := range steps {
		data, err := step.Content()
		if err != nil {
			return nil, err
		}
		book, err := sheet.Read(data, sheet.DefaultLimits)
		if err != nil || step.Again {
			continue // one sample is damaged
		}
		s := sample{name: step.File, original: drift.Of(book)}
		if s.want = converted(checker, s.name, book); len(s.want.Filings) > 0 {
			all = append(all, s)
		}
	}
	if len(all) < 12 {
		return nil, fmt.Errorf("found %d samples with filings", len(all))
	}
	return all, nil
}

func converted(checker *validate.Checker, name string, book *sheet.Workbook) mapping.Document {
	document := mapping.ConvertBook(mapping.Source{Name: name}, book, mapping.Options{Now: now, OrdersFromISF: true})
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

// judge tells what became of a changed sample where filings are held below a confidence. Wrong is what is wrong in
// silence.
func (c change) judge(below float64) (v verdict, wrong []string) {
	for _, f := range c.fields {
		switch {
		case f.Right():
		case f.Filing < 0, !sent(c.got.Filings[f.Filing], below):
			v = max(v, asked)
		case f.Told, f.Got == "":
			v = max(v, incomplete)
		default:
			v = max(v, silent)
			wrong = append(wrong, fmt.Sprintf("%s %s is %q, want %q", c.got.Filings[f.Filing].Kind, f.At, f.Got, f.Want))
		}
	}
	return v, wrong
}

// sent says whether a filing would be sent.
func sent(f mapping.Filing, below float64) bool {
	return f.Outcome == mapping.Ready && f.Confidence >= below
}

// A change is a sample changed in one way, and what docket makes of it.
type change struct {
	sample, name, step string
	got                mapping.Document
	fields             []drift.Field
}

// changes are all samples in all ways.
var changes = sync.OnceValues(func() (all []change, err error) {
	checker, err := validate.New(validate.Config{})
	if err != nil {
		return nil, err
	}
	list, err := readable(checker)
	if err != nil {
		return nil, err
	}
	var lock sync.Mutex
	var wait sync.WaitGroup
	for _, s := range list {
		wait.Go(func() {
			for _, c := range drift.Changes {
				for strength, step := range c.Steps {
					if changed := c.Apply(s.original, strength+1); changed != nil {
						got := converted(checker, s.name, changed)
						fields := drift.Compare(s.want, got)
						lock.Lock()
						all = append(all, change{s.name, c.Name, step, got, fields})
						lock.Unlock()
					}
				}
			}
		})
	}
	wait.Wait()
	return all, nil
})

// TestDrift changes the samples as senders do, more and more, and counts what docket makes of them. The counts are in
// drift.md. Nothing is ever wrong in silence.
func TestDrift(t *testing.T) {
	t.Parallel()
	all, err := changes()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]*[4]int{}
	for _, c := range all {
		v, wrong := c.judge(mapping.HoldBelow)
		if counts[c.name+c.step] == nil {
			counts[c.name+c.step] = &[4]int{}
		}
		counts[c.name+c.step][v]++
		for _, w := range wrong {
			t.Errorf("%s, %s, %s: %s", c.sample, c.name, c.step, w)
		}
	}
	var text strings.Builder
	for _, c := range drift.Changes {
		name := c.Name
		for _, step := range c.Steps {
			n := counts[c.Name+step]
			if n == nil {
				t.Errorf("no sample can be changed by %s, %s", c.Name, step)
				continue
			}
			fmt.Fprintf(&text, "| %s | %s | %d | %d | %d | %d | %d |\n", name, step, n[exact]+n[incomplete]+n[asked]+n[silent], n[exact], n[incomplete], n[asked], n[silent])
			name = ""
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
	golden.Compare(t, name, before+below+table+"\n"+after)
}
