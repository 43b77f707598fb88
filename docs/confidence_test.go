package docs_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
)

// TestConfidence counts how many fields of the changed samples are right, by their confidence, and what would become of
// their filings with one or another --hold-below. The counts are in confidence.md.
func TestConfidence(t *testing.T) {
	t.Parallel()
	all, err := changes()
	if err != nil {
		t.Fatal(err)
	}
	fields, right := map[float64]int{}, map[float64]int{}
	for _, c := range all {
		for _, f := range c.fields {
			if f.Got == "" {
				continue
			}
			fields[f.Confidence]++
			if f.Right() {
				right[f.Confidence]++
			}
		}
	}
	var text strings.Builder
	for _, confidence := range slices.Backward(slices.Sorted(maps.Keys(fields))) {
		share := float64(right[confidence]) / float64(fields[confidence])
		fmt.Fprintf(&text, "| %.2f | %d | %d | %.3f |\n", confidence, fields[confidence], right[confidence], share)
		if confidence >= 0.9 && share < 0.9 {
			t.Errorf("of the fields at %.2f, only %.3f are right", confidence, share)
		}
	}
	keep(t, "confidence.md", "|---|---|---|---|\n", text.String())
	text.Reset()
	for _, below := range []float64{0, 0.5, 0.9, 0.96, 0.985} {
		var n outcomes
		for _, c := range all {
			n.count(c, below)
		}
		fmt.Fprintf(&text, "| %g | %d | %d | %d | %d |\n", below, n.rightSent, n.rightHeld, n.wrongSent, n.wrongHeld)
	}
	keep(t, "confidence.md", "|---|---|---|---|---|\n", text.String())
}

// outcomes counts filings that no rule and no question stops.
type outcomes struct{ rightSent, rightHeld, wrongSent, wrongHeld int }

// count counts the filings of a changed sample. Wrong is one with a field that nobody was told about and that is not as
// before.
func (n *outcomes) count(c change, below float64) {
	wrong := map[int]bool{}
	for _, f := range c.fields {
		if !f.Right() && f.Got != "" && !f.Told {
			wrong[f.Filing] = true
		}
	}
	for i, f := range c.got.Filings {
		switch {
		case f.Outcome != mapping.Ready:
		case f.Confidence >= below && wrong[i]:
			n.wrongSent++
		case f.Confidence >= below:
			n.rightSent++
		case wrong[i]:
			n.wrongHeld++
		default:
			n.rightHeld++
		}
	}
}
