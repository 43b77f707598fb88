package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/testdata/golden"
	"docket/testdata/samples"
	"docket/validate"

	"github.com/jedib0t/go-pretty/v6/text"
)

// converted is what a sample means, on the day on which it was written.
func converted(t *testing.T, name string) mapping.Document {
	t.Helper()
	content, err := samples.Files.ReadFile(name)
	must(t, err)
	now := time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)
	document, _ := mapping.Convert(name, content, sheet.DefaultLimits, mapping.Options{Now: now, OrdersFromISF: true, HoldBelow: mapping.HoldBelow})
	checker, err := validate.New(validate.Config{})
	must(t, err)
	checker.Check(&document, now)
	return document
}

func drawn(t *testing.T, p *picture, d mapping.Document) string {
	t.Helper()
	text, err := p.draw(d, "")
	must(t, err)
	return text
}

// TestPictures compares the pictures of some samples with testdata/picture. The escape character of colours is shown
// as ␛.
func TestPictures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		golden, sample string
		colour         bool
	}{
		{"containers.txt", "04-bol-containers.csv", false},
		{"containers-colour.txt", "04-bol-containers.csv", true},
		{"house-bills.txt", "03-isf-house-bills.xlsx", false},
		{"five-mistakes.txt", "07-isf-five-mistakes.xlsx", false},
		{"ambiguous-dates.txt", "14-isf-ambiguous-dates.xlsx", false},
		{"stock-count.txt", "08-stock-count.xlsx", false},
		{"corrupt.txt", "09-corrupt.xlsx", false},
	} {
		t.Run(c.golden, func(t *testing.T) {
			t.Parallel()
			got := strings.ReplaceAll(drawn(t, &picture{width: 100, colour: c.colour, holdBelow: mapping.HoldBelow}, converted(t, c.sample)), "\x1b", "␛")
			golden.Compare(t, filepath.Join("testdata", "picture", c.golden), got)
		})
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestPictureHoldsAll: whatever the width, each field that is filed is in the picture, no line is wider, and colours
// change nothing but colours.
func TestPictureHoldsAll(t *testing.T) {
	t.Parallel()
	steps, err := samples.Steps()
	must(t, err)
	for _, step := range steps {
		d := converted(t, step.File)
		for _, width := range []int{leastWidth, usualWidth, mostWidth} {
			plain := drawn(t, &picture{width: width}, d)
			if coloured := drawn(t, &picture{width: width, colour: true}, d); escapes.ReplaceAllString(coloured, "") != plain {
				t.Errorf("%s: without its colours, the coloured picture is another one", step.File)
			}
			for _, line := range strings.Split(plain, "\n")[1:] { // the first names the file, as others do each filing
				if wide := text.StringWidth(line); wide > width && !strings.Contains(line, ", confidence ") {
					t.Errorf("%s: a line has %d columns, want %d at most: %s", step.File, wide, width, line)
				}
			}
		}
		for _, f := range d.Filings {
			lines, err := outlined(f.Request)
			must(t, err)
			shown := map[filing.Pointer]int{}
			for _, l := range lines {
				for _, field := range l.fields {
					shown[field.at]++
				}
			}
			body, err := json.Marshal(f.Request)
			must(t, err)
			var tree any
			must(t, json.NewDecoder(bytes.NewReader(body)).Decode(&tree))
			walk("", tree, func(at filing.Pointer, _ any) {
				heads := strings.HasSuffix(string(at), "/entity_type") || strings.HasPrefix(string(at), "/involved_parties/") && strings.HasSuffix(string(at), "/type")
				if shown[at] != 1 && !heads {
					t.Errorf("%s: %s is shown %d times", step.File, at, shown[at])
				}
			})
		}
	}
}

// TestColoured: colours are shown where they are asked for, and else only on a terminal.
func TestColoured(t *testing.T) {
	for asked, want := range map[string]bool{"always": true, "never": false, "auto": false} {
		if coloured(&bytes.Buffer{}, asked) != want {
			t.Errorf("--color %s into a file: coloured is %v", asked, !want)
		}
	}
	for columns, want := range map[string]int{"": usualWidth, "100": 100, "9": leastWidth, "9999": mostWidth, "many": usualWidth} {
		t.Setenv("COLUMNS", columns)
		if got := widthOf(&bytes.Buffer{}); got != want {
			t.Errorf("COLUMNS=%s makes lines of %d columns, want %d", columns, got, want)
		}
	}
}
