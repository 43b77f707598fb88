// Package samples holds docket's sample files, embedded: spreadsheets as importers, suppliers and forwarders send
// them, the order in which "docket demo" puts them into a bucket, and what must become of each. README.md beside it
// tells what is special in each file; all that they say is invented. Command generate writes them.
package samples

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Files are the sample files by name, samples.yaml, and the wanted requests under want/.
//
//go:embed *.xlsx *.csv samples.yaml want/*.json
var Files embed.FS

// A Step puts one file into the bucket, and says what must become of it.
type Step struct {
	File     string   // name in Files
	Again    bool     // the same bytes under the same key as in an earlier step
	Key      string   // in the bucket; a corrected file has the key of the one that it replaces
	About    string   // what is special here, in a line
	Document string   // outcome of the document: completed, partial, unreadable or unsupported
	Filings  []Filing // in the file's order
	Cells    []string // "Sheet!B7", where problems must be told; only where the file has mistakes
}

// A Filing is what must become of one filing of a file.
type Filing struct {
	Kind      string `yaml:"kind"`      // isf or order
	Reference string `yaml:"reference"` // the house bill if there is just one, else the master or regular bill
	Outcome   string `yaml:"outcome"`   // submitted, unchanged, invalid or held
}

// written is a step as samples.yaml has it.
type written struct {
	File     string   `yaml:"file"`
	Again    string   `yaml:"again"` // in place of file: one of an earlier step
	Key      string   `yaml:"key"`
	About    string   `yaml:"about"`
	Document string   `yaml:"document"`
	Filings  []Filing `yaml:"filings"`
	Cells    []string `yaml:"cells"`
}

// Steps are the steps of the demo, in their order.
func Steps() ([]Step, error) {
	text, err := Files.ReadFile("samples.yaml")
	if err != nil {
		return nil, err
	}
	return parse(text)
}

func parse(text []byte) ([]Step, error) {
	var list []written
	if err := yaml.UnmarshalWithOptions(text, &list, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read samples.yaml: %w", err)
	}
	var steps []Step
	for i, w := range list {
		step, err := w.step(steps)
		if err != nil {
			return nil, fmt.Errorf("samples.yaml, step %d: %w", i+1, err)
		}
		steps = append(steps, step)
	}
	return steps, nil
}

var (
	documentOutcomes = []string{"completed", "partial", "unreadable", "unsupported"}
	filingOutcomes   = []string{"submitted", "unchanged", "invalid", "held"}
	filingKinds      = []string{"isf", "order"}
)

// step checks a step. One that says "again" has the file and the key of an earlier one.
func (w written) step(earlier []Step) (Step, error) {
	s := Step{File: w.File, Key: w.Key, About: w.About, Document: w.Document, Filings: w.Filings, Cells: w.Cells}
	if w.Again != "" {
		at := slices.IndexFunc(earlier, func(e Step) bool { return e.File == w.Again })
		if at < 0 || w.File != "" || w.Key != "" {
			return s, fmt.Errorf("again: %q has to name the file of an earlier step, and takes its key", w.Again)
		}
		s.File, s.Key, s.Again = w.Again, earlier[at].Key, true
	}
	if _, err := fs.Stat(Files, s.File); err != nil {
		return s, err
	}
	if s.Key == "" || s.About == "" {
		return s, errors.New("a step needs a key and a line about it")
	}
	if !slices.Contains(documentOutcomes, s.Document) {
		return s, fmt.Errorf("document: %q is none of %s", s.Document, strings.Join(documentOutcomes, ", "))
	}
	for _, f := range s.Filings {
		if !slices.Contains(filingKinds, f.Kind) || f.Reference == "" || !slices.Contains(filingOutcomes, f.Outcome) {
			return s, fmt.Errorf("filings: %+v needs a kind (%s), a reference and an outcome (%s)", f, strings.Join(filingKinds, ", "), strings.Join(filingOutcomes, ", "))
		}
	}
	return s, nil
}

// Content is the file's bytes.
func (s Step) Content() ([]byte, error) { return Files.ReadFile(s.File) }

// Want is the part of a filing's request that its file states, as a careful person reads it. There is one for each
// filing that is submitted, and for one that is unchanged the same; else the error is fs.ErrNotExist.
func (s Step) Want(f Filing) ([]byte, error) { return Files.ReadFile(s.WantName(f)) }

// WantName is the name in Files of a filing's wanted request: the number of the file, the kind and the reference of the
// filing, as in "want/01-isf-QJLF26110447.json".
func (s Step) WantName(f Filing) string {
	number, _, _ := strings.Cut(s.File, "-")
	return "want/" + number + "-" + f.Kind + "-" + f.Reference + ".json"
}
