package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"docket/testdata/samples"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var link = regexp.MustCompile(`\]\(([^)]+)\)`)

func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	links := link.FindAllStringSubmatch(readme(t), -1)
	if len(links) < 10 {
		t.Fatalf("found %d links", len(links))
	}
	for _, m := range links {
		if strings.HasPrefix(m[1], "https://") {
			continue
		}
		if _, err := os.Stat(filepath.Join("../..", m[1])); err != nil {
			t.Error(err)
		}
	}
}

// TestReadmeConfigures: the configuration file in the README is one that docket takes.
func TestReadmeConfigures(t *testing.T) {
	t.Parallel()
	_, rest, found := strings.Cut(readme(t), "```yaml\n")
	if !found {
		t.Fatal("the README shows no configuration")
	}
	example, _, _ := strings.Cut(rest, "```")
	resolver, err := readConfig(strings.NewReader(example))
	if err != nil {
		t.Fatal(err)
	}
	parser, err := newParser(&cli{}, io.Discard, io.Discard, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	if err := resolver.Validate(parser.Model); err != nil {
		t.Error(err)
	}
}

var row = regexp.MustCompile(`(?m)^│ (\S+) +│ +(\S*) +│ (isf|order|document) +│ (\S+) +│`)

// TestReadmeShowsTheDemo: the lines of the demo that the README shows are what the samples end as.
func TestReadmeShowsTheDemo(t *testing.T) {
	t.Parallel()
	steps, err := samples.Steps()
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, step := range steps {
		if len(step.Filings) == 0 {
			wanted[strings.Join([]string{step.File, "", "document", step.Document}, " ")] = true
		}
		for _, f := range step.Filings {
			wanted[strings.Join([]string{step.File, f.Reference, f.Kind, f.Outcome}, " ")] = true
		}
	}
	shown := row.FindAllStringSubmatch(readme(t), -1)
	if len(shown) < 8 {
		t.Fatalf("the README shows %d lines of the demo", len(shown))
	}
	for _, m := range shown {
		if line := strings.Join(m[1:], " "); !wanted[line] {
			t.Errorf("the README shows %q, which is not how that sample ends", line)
		}
	}
}

// anyConfidence is a confidence; each new count of them changes some, which the README need not follow.
var anyConfidence = regexp.MustCompile(`\b0\.[0-9]{2}\b`)

// TestReadmeShowsThePicture: the lines of a converted file that the README shows are in its picture.
func TestReadmeShowsThePicture(t *testing.T) {
	t.Parallel()
	_, rest, found := strings.Cut(readme(t), "$ ./docket convert testdata/samples/07-isf-five-mistakes.xlsx\n")
	if !found {
		t.Fatal("the README shows no converted file")
	}
	shown, _, _ := strings.Cut(rest, "```")
	picture, err := os.ReadFile("testdata/picture/five-mistakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	drawn := "\n" + anyConfidence.ReplaceAllString(string(picture), "0.##") + "\n"
	for line := range strings.SplitSeq(anyConfidence.ReplaceAllString(shown, "0.##"), "\n") {
		if line != "   ..." && !strings.Contains(drawn, "\n"+line+"\n") {
			t.Errorf("the README shows %q, which is not in the picture", line)
		}
	}
}
