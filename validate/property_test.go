package validate

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// odd are texts that no field expects.
var odd = []string{
	"", " ", "-", "TBA", "00", "0000000000", "US", "ZZ", "CNYTN", "USLAX", "MAEU", "MAEU123456789", "TGHU4418279", "999-99-9999", "98", "77039020",
	"2026-12-18T00:00:00Z", "1999-01-01T00:00:00Z", "FOB", "FT_53", "AIR", "SELLER", "é漢字", "\x00", strings.Repeat("9", 70), "180-44182762", "x_y", "~/~1",
}

// oddNumbers are numbers that no field expects.
var oddNumbers = []string{"0", "-1", "1e9", "0.0001", "9074728", "99999999999999999999"}

// requests are the JSON texts of whole requests, to begin with.
func requests(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, file := range append(worksheets(t, "testdata/ready/*.json"), worksheets(t, "testdata/invalid/*.json")...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w worksheet
		if err := json.Unmarshal(text, &w); err != nil {
			t.Fatal(err)
		}
		all[w.Kind+" "+filepath.Base(file)] = w.Request
	}
	for _, file := range worksheets(t, "testdata/sample-*.json") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kind := "order"
		if strings.Contains(file, "isf") {
			kind = "isf"
		}
		all[kind+" "+filepath.Base(file)] = text
	}
	return all
}

// drawFiling changes a few places of a request, and tells cells, blanks and problems as mapping might.
func drawFiling(t *rapid.T, texts map[string][]byte, names []string) mapping.Filing {
	name := rapid.SampledFrom(names).Draw(t, "request")
	var tree any
	if err := json.Unmarshal(texts[name], &tree); err != nil {
		t.Fatal(err)
	}
	f := mapping.Filing{Kind: filing.KindOrder, Request: &filing.CustomsOrder{}, Cells: map[filing.Pointer][]sheet.Place{}, Blanks: map[filing.Pointer][]sheet.Place{}}
	if strings.HasPrefix(name, "isf ") {
		f.Kind, f.Request = filing.KindISF, &filing.IsfWorksheet{}
	}
	fields := leaves(tree, "")
	for range rapid.IntRange(0, 6).Draw(t, "changes") {
		at := rapid.SampledFrom(fields).Draw(t, "field")
		for range rapid.IntRange(0, 3).Draw(t, "up") {
			if up := at.Parent(); up != "" {
				at = up
			}
		}
		tree = replace(tree, strings.Split(string(at), "/")[1:], drawValue(t))
	}
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	_ = json.Unmarshal(text, f.Request) // what can be read of it is there, even if the contract refuses the rest
	for i, at := range fields {
		place := []sheet.Place{{Sheet: "ISF", Ref: sheet.At(2, 1+i/2)}}
		if i%3 == 0 {
			f.Blanks[at] = place
		} else {
			f.Cells[at] = place
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "problems") {
		f.Problems = append(f.Problems, drawProblem(t, fields))
	}
	return f
}

// drawValue is nothing, a text, or a number.
func drawValue(t *rapid.T) any {
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0, 1:
		return nil
	case 2:
		return json.Number(rapid.SampledFrom(oddNumbers).Draw(t, "number"))
	default:
		return rapid.SampledFrom(odd).Draw(t, "text")
	}
}

func drawProblem(t *rapid.T, fields []filing.Pointer) mapping.Problem {
	rules := Rules()
	p := mapping.Problem{
		Severity: rapid.SampledFrom([]mapping.Severity{mapping.Warning, mapping.Error}).Draw(t, "severity"),
		Code:     rapid.SampledFrom([]string{"unreadable", rules[rapid.IntRange(0, len(rules)-1).Draw(t, "rule")].Code}).Draw(t, "code"),
		Field:    rapid.SampledFrom(append([]filing.Pointer{"", "/entities/-", "/entities/BUYER/name"}, fields...)).Draw(t, "of"),
		Cells:    []sheet.Place{{Sheet: "ISF", Ref: sheet.At(2, rapid.IntRange(1, len(fields)).Draw(t, "row"))}},
		Message:  "It is odd.",
	}
	p.Question = p.Severity == mapping.Warning && rapid.Bool().Draw(t, "question")
	return p
}

func leaves(node any, at filing.Pointer) []filing.Pointer {
	var all []filing.Pointer
	switch node := node.(type) {
	case map[string]any:
		for key, member := range node {
			all = append(all, leaves(member, at.Key(key))...)
		}
	case []any:
		for i, element := range node {
			all = append(all, leaves(element, at.Index(i))...)
		}
	default:
		return []filing.Pointer{at}
	}
	slices.SortFunc(all, comparePointers)
	return all
}

// replace sets a place of a tree, or takes it out of its object. A path that leads nowhere changes nothing.
func replace(node any, path []string, to any) any {
	if len(path) == 0 {
		return to
	}
	switch node := node.(type) {
	case map[string]any:
		if changed := replace(node[path[0]], path[1:], to); changed != nil {
			node[path[0]] = changed
		} else {
			delete(node, path[0])
		}
	case []any:
		for i := range node {
			if string(filing.Pointer("").Index(i)) == "/"+path[0] {
				node[i] = replace(node[i], path[1:], to)
			}
		}
	}
	return node
}

// TestProperties checks whatever filings: checking twice is checking once, the order of filings does not matter, the
// outcome follows from the problems, and each problem has words and places of its file.
func TestProperties(t *testing.T) {
	t.Parallel()
	texts := requests(t)
	names := make([]string, 0, len(texts))
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	checker, err := standard()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var doc, mirrored mapping.Document
		for range rapid.IntRange(1, 3).Draw(t, "filings") {
			doc.Filings = append(doc.Filings, drawFiling(t, texts, names))
		}
		given := clone(doc.Filings)
		mirrored.Filings = clone(doc.Filings)
		slices.Reverse(mirrored.Filings)

		checker.Check(&doc, now)
		checker.Check(&mirrored, now)
		slices.Reverse(mirrored.Filings)
		if diff := cmp.Diff(results(doc), results(mirrored)); diff != "" {
			t.Fatalf("the order of filings matters (-one +other):\n%s", diff)
		}
		for i, f := range doc.Filings {
			wellSaid(t, f, given[i])
		}
		once := results(doc)
		checker.Check(&doc, now)
		if diff := cmp.Diff(once, results(doc)); diff != "" {
			t.Fatalf("checking again changes something (-once +twice):\n%s", diff)
		}
	})
}

func clone(filings []mapping.Filing) []mapping.Filing {
	copies := slices.Clone(filings)
	for i := range copies {
		copies[i].Problems = slices.Clone(copies[i].Problems)
	}
	return copies
}

// A result is what checking adds to a filing.
type result struct {
	Outcome  mapping.Outcome
	Problems []mapping.Problem
}

func results(doc mapping.Document) []result {
	all := make([]result, len(doc.Filings))
	for i, f := range doc.Filings {
		all[i] = result{f.Outcome, slices.Clone(f.Problems)}
	}
	return all
}

func wellSaid(t *rapid.T, f, given mapping.Filing) {
	want := mapping.Ready
	for i, p := range f.Problems {
		if p.Question && want == mapping.Ready {
			want = mapping.Held
		}
		if p.Severity == mapping.Error {
			want = mapping.Invalid
		}
		if i < len(given.Problems) {
			told := given.Problems[i]
			told.Severity, told.Question = p.Severity, p.Question
			if diff := cmp.Diff(told, p); diff != "" {
				t.Fatalf("what mapping told has changed:\n%s", diff)
			}
			continue
		}
		if !strings.HasSuffix(p.Message, ".") || !strings.HasSuffix(p.Hint, ".") || p.Code == "" || p.Field != "" && p.Field[0] != '/' || strings.ContainsAny(p.Message+p.Hint, "\x00\n") {
			t.Fatalf("%+v", p)
		}
		for j, other := range f.Problems[:i] {
			if j >= len(given.Problems) && other.Code == p.Code && other.Field == p.Field && other.Message == p.Message {
				t.Fatalf("said twice: %+v", p)
			}
		}
	}
	if f.Outcome != want {
		t.Fatalf("outcome %s, want %s: %+v", f.Outcome, want, f.Problems)
	}
}

// FuzzCheck checks any request that can be read.
func FuzzCheck(f *testing.F) {
	for name, text := range requests(f) {
		f.Add(strings.HasPrefix(name, "isf "), text)
	}
	checker, err := standard()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, isf bool, text []byte) {
		one := mapping.Filing{Kind: filing.KindOrder, Request: &filing.CustomsOrder{}}
		if isf {
			one = mapping.Filing{Kind: filing.KindISF, Request: &filing.IsfWorksheet{}}
		}
		_ = json.Unmarshal(text, one.Request)
		doc := &mapping.Document{Filings: []mapping.Filing{one}}
		checker.Check(doc, now)
		once := results(*doc)
		checker.Check(doc, now)
		if diff := cmp.Diff(once, results(*doc)); diff != "" {
			t.Errorf("checking again changes something (-once +twice):\n%s", diff)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	checker, err := standard()
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"isf", "order"} {
		f := spec{In: name}.filing(b, nil)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				one := f
				checker.Check(&mapping.Document{Filings: []mapping.Filing{one}}, now)
			}
		})
	}
	b.Run("half empty", func(b *testing.B) {
		_, f := readWorksheet(b, "testdata/invalid/17-isf-half-empty-template.json")
		b.ReportAllocs()
		for b.Loop() {
			one := f
			checker.Check(&mapping.Document{Filings: []mapping.Filing{one}}, now)
		}
	})
}
