package validate

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"docket/mapping"
	"docket/mapping/filing"
)

// now is when all tests check: four weeks before the samples depart.
var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// A spec is a rule broken and kept: changes to a sample that has no problems, and what is said of the broken one. A
// change sets a field, removes it (null), or adds an element to a list ("-").
type spec struct {
	Rule  string
	In    string // sample: isf (if left out), order or air
	Wrong changes
	Right changes // also right, beside the sample itself
	Now   string  // if not now
	Field filing.Pointer
	Value string
	Says  string
	Hint  string
	Also  []string // codes of what else has to be said of the broken one
}

// changes are new values of fields; nil removes one, "-" at the end adds one to a list.
type changes map[filing.Pointer]any

func readSpecs(t testing.TB) []spec {
	t.Helper()
	specs, err := allSpecs()
	if err != nil {
		t.Fatal(err)
	}
	return specs
}

var allSpecs = sync.OnceValues(func() ([]spec, error) {
	files, err := filepath.Glob("testdata/rules/*.yaml")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no files in testdata/rules: %w", err)
	}
	var all []spec
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var specs []spec
		if err := yaml.UnmarshalWithOptions(text, &specs, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, specs...)
	}
	return all, nil
})

func (s spec) moment(t testing.TB) time.Time {
	t.Helper()
	if s.Now == "" {
		return now
	}
	moment, err := time.Parse(time.RFC3339, s.Now)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// filing is the spec's sample with changes.
func (s spec) filing(t testing.TB, by changes) mapping.Filing {
	t.Helper()
	name := s.In
	if name == "" {
		name = "isf"
	}
	text, err := os.ReadFile("testdata/sample-" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	for _, at := range slices.SortedFunc(maps.Keys(by), func(a, b filing.Pointer) int { return -comparePointers(a, b) }) {
		tree = change(t, tree, strings.Split(string(at), "/")[1:], by[at])
	}
	text, err = json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return decodeFiling(t, name, text)
}

func change(t testing.TB, node any, path []string, to any) any {
	t.Helper()
	if len(path) == 0 {
		return to
	}
	switch node := node.(type) {
	case map[string]any:
		if changed := change(t, node[path[0]], path[1:], to); changed != nil {
			node[path[0]] = changed
		} else {
			delete(node, path[0])
		}
		return node
	case []any:
		if path[0] == "-" {
			return append(node, change(t, nil, path[1:], to))
		}
		i, err := strconv.Atoi(path[0])
		if err != nil || i >= len(node) {
			t.Fatalf("no element %s", path[0])
		}
		if changed := change(t, node[i], path[1:], to); changed != nil {
			node[i] = changed
			return node
		}
		return slices.Delete(node, i, i+1)
	case nil: // a new object
		return change(t, map[string]any{}, path, to)
	}
	t.Fatalf("%v has nothing below it", node)
	return nil
}

func decodeFiling(t testing.TB, kind string, text []byte) mapping.Filing {
	t.Helper()
	f := mapping.Filing{Kind: filing.KindOrder, Request: &filing.CustomsOrder{}}
	if kind == "isf" {
		f = mapping.Filing{Kind: filing.KindISF, Request: &filing.IsfWorksheet{}}
	}
	if err := json.Unmarshal(text, f.Request); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	f.Reference = f.Request.Reference()
	return f
}

// standard is the checker without configuration.
var standard = sync.OnceValues(func() (*Checker, error) { return New(Config{}) })

// check checks filings with a configuration.
func check(t testing.TB, config Config, moment time.Time, filings ...mapping.Filing) *mapping.Document {
	t.Helper()
	checker, err := standard()
	if config.Levels != nil || config.Limits != (Limits{}) {
		checker, err = New(config)
	}
	if err != nil {
		t.Fatal(err)
	}
	doc := &mapping.Document{Filings: filings}
	checker.Check(doc, moment)
	return doc
}

// TestSpecs breaks and keeps each rule as the files in testdata/rules tell.
func TestSpecs(t *testing.T) {
	t.Parallel()
	for _, spec := range readSpecs(t) {
		t.Run(spec.Rule, func(t *testing.T) {
			t.Parallel()
			moment := spec.moment(t)
			broken := check(t, Config{}, moment, spec.filing(t, spec.Wrong)).Filings[0]
			var others []string
			var told *mapping.Problem
			for i, problem := range broken.Problems {
				if problem.Code == spec.Rule && told == nil {
					told = &broken.Problems[i]
					continue
				}
				others = append(others, problem.Code)
			}
			if told == nil {
				t.Fatalf("nothing was said; problems: %v", broken.Problems)
			}
			if !slices.Equal(others, spec.Also) {
				t.Errorf("said also %q, want %q; problems: %+v", others, spec.Also, broken.Problems)
			}
			if string(told.Field) != string(spec.Field) || told.Value != spec.Value || told.Message != spec.Says || told.Hint != spec.Hint {
				t.Errorf("got\n  field: %s\n  value: %q\n  says: %s\n  hint: %s\nwant\n  field: %s\n  value: %q\n  says: %s\n  hint: %s",
					told.Field, told.Value, told.Message, told.Hint, spec.Field, spec.Value, spec.Says, spec.Hint)
			}
			if spec.Right == nil {
				return
			}
			if kept := check(t, Config{}, now, spec.filing(t, spec.Right)).Filings[0]; len(kept.Problems) > 0 || kept.Outcome != mapping.Ready {
				t.Errorf("of the right one it says %+v", kept.Problems)
			}
		})
	}
}

// TestSamplesHaveNoProblems keeps what specs change from having problems of its own.
func TestSamplesHaveNoProblems(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"isf", "order", "air"} {
		if f := check(t, Config{}, now, spec{In: name}.filing(t, nil)).Filings[0]; len(f.Problems) > 0 || f.Outcome != mapping.Ready {
			t.Errorf("%s: %s, %+v", name, f.Outcome, f.Problems)
		}
	}
}

// TestEveryRuleHasASpec wants each rule to be broken and kept by some file in testdata/rules. Those that look at more
// than a request have tests of their own.
func TestEveryRuleHasASpec(t *testing.T) {
	t.Parallel()
	broken, kept := map[string]bool{}, map[string]bool{}
	for _, spec := range readSpecs(t) {
		broken[spec.Rule] = spec.Wrong != nil || spec.Now != ""
		kept[spec.Rule] = kept[spec.Rule] || spec.Right != nil
	}
	known := map[string]bool{"bill_in_two_filings": true, "filing_repeated": true, "total_differs": true}
	for _, rule := range Rules() {
		if !known[rule.Code] && (!broken[rule.Code] || !kept[rule.Code]) {
			t.Errorf("rule %s: broken %t, kept %t", rule.Code, broken[rule.Code], kept[rule.Code])
		}
		known[rule.Code] = true
	}
	for code := range broken {
		if !known[code] {
			t.Errorf("there is no rule %s", code)
		}
	}
}
