package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"docket/mapping/filing"
	"docket/mapping/filing/contract"
	"docket/mapping/sheet"
	"docket/testdata/samples"
)

// shown is a line of "docket convert -o json", by its words and not by docket's types: those who read it have no others.
type shown struct {
	Source  struct{ Name, SHA256 string }
	Filings []struct {
		Kind, Reference, Outcome string
		Request                  json.RawMessage
		Cells                    map[filing.Pointer][]string
		Problems                 []shownProblem
	}
	Problems []shownProblem
	Unmapped []struct{ Cell, Text string }
}

type shownProblem struct {
	Severity, Code, Message, Hint string
	Cells                         []string
}

// inferred are fields that come from no cell: what the API always wants, and what docket adds.
var inferred = []string{"/header/submission_type", "/header/mode_of_transport", "/name", "/services/", "/request_metadata/", "/freight_details/mode_of_transport"}

// TestShownBy: what docket shows of each sample can be held against the contract and against the sample. Requests that
// are ready are such that the API takes them; every field that is filled says which cells it was read from; and all
// cells that are named hold text.
func TestShownBy(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(samples.Files, "*.*")
	must(t, err)
	names = slices.DeleteFunc(names, func(name string) bool { return filepath.Ext(name) == ".yaml" })
	args := []string{"convert", "-o", "json", "--orders-from-isf"}
	for _, name := range names {
		args = append(args, filepath.Join("../../testdata/samples", name))
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitBadInput {
		t.Fatalf("docket ended with %d: %s", code, &errs)
	}
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 16<<20)
	for i := 0; lines.Scan(); i++ {
		var d shown
		must(t, json.Unmarshal(lines.Bytes(), &d))
		if i >= len(names) || d.Source.Name != names[i] {
			t.Fatalf("line %d is %s", i+1, d.Source.Name)
		}
		names[i] += " shown"
		d.check(t)
	}
	for _, name := range names {
		if !strings.HasSuffix(name, " shown") {
			t.Errorf("%s is not shown", name)
		}
	}
}

// check holds what is shown of a sample against the contract and the sample.
func (d shown) check(t *testing.T) {
	t.Helper()
	texts := d.texts(t)
	named := func(what string, cells []string) {
		for _, cell := range cells {
			if texts[cell] == "" {
				t.Errorf("%s: %s names %s, where there is no text", d.Source.Name, what, cell)
			}
		}
	}
	for _, f := range d.Filings {
		schema, err := contract.Request(map[string]string{"isf": "upsertIsf", "order": "upsertCustomsOrder"}[f.Kind])
		must(t, err)
		if err := schema.CheckJSON(f.Request); f.Outcome == "ready" && err != nil {
			t.Errorf("%s: %s %s: %v", d.Source.Name, f.Kind, f.Reference, err)
		}
		var tree any
		must(t, json.Unmarshal(f.Request, &tree))
		walk("", tree, func(at filing.Pointer, value any) {
			if !traced(f.Cells, at) {
				t.Errorf("%s: %s %s: nothing says where %s was read", d.Source.Name, f.Kind, f.Reference, at)
			}
		})
		for at, cells := range f.Cells {
			named(string(at), cells)
		}
		d.explained(t, f.Problems)
	}
	d.explained(t, d.Problems)
	for _, u := range d.Unmapped {
		if texts[u.Cell] != u.Text {
			t.Errorf("%s: unmapped %s has %q, shown is %q", d.Source.Name, u.Cell, texts[u.Cell], u.Text)
		}
	}
}

// explained holds that each problem says what is wrong and, where something has to be done, what.
func (d shown) explained(t *testing.T, problems []shownProblem) {
	t.Helper()
	for _, p := range problems {
		if p.Code == "" || p.Message == "" || p.Severity == "error" && p.Hint == "" {
			t.Errorf("%s: a problem does not explain itself: %+v", d.Source.Name, p)
		}
	}
}

// traced says whether a field, or the object around it, tells its cells.
func traced(cells map[filing.Pointer][]string, at filing.Pointer) bool {
	if slices.ContainsFunc(inferred, func(prefix string) bool { return strings.HasPrefix(string(at), prefix) }) {
		return true
	}
	if strings.HasSuffix(string(at), "/entity_type") || strings.HasPrefix(string(at), "/involved_parties/") && strings.HasSuffix(string(at), "/type") {
		at = at.Parent().Key("name") // the role is that of the label
	}
	for ; at != ""; at = at.Parent() {
		if len(cells[at]) > 0 {
			return true
		}
	}
	return false
}

// texts are the texts of a sample by their cells.
func (d shown) texts(t *testing.T) map[string]string {
	t.Helper()
	content, err := samples.Files.ReadFile(d.Source.Name)
	must(t, err)
	texts := map[string]string{}
	book, err := sheet.Read(content, sheet.DefaultLimits)
	if err != nil {
		return texts
	}
	for _, s := range book.Sheets {
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				texts[s.Place(cell.Ref).String()] = cell.Text
			}
		}
	}
	return texts
}
