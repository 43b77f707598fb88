package mapping_test

import (
	"encoding/json"
	"testing"

	"docket/mapping"
	"docket/mapping/profile"
	"docket/mapping/sheet"

	"github.com/google/go-cmp/cmp"
)

// TestInferred: a profile inferred from a file fits it, and the file means the same with it as without.
func TestInferred(t *testing.T) {
	t.Parallel()
	inferred := 0
	for _, p := range papers(t) {
		plain := convert(p, mapping.Options{})
		found, err := mapping.InferProfile("inferred", p.data, sheet.DefaultLimits)
		if err != nil {
			if plain.Type != mapping.Unknown {
				t.Errorf("%s: %v", p.name, err)
			}
			continue
		}
		inferred++
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			pinned := parsed(t, string(found.YAML()))
			fit, err := mapping.CheckProfile(pinned, p.data, sheet.DefaultLimits)
			if err != nil || !fit.OK() || len(fit.Moved) > 0 {
				t.Fatalf("the profile does not fit its own file: %v, %v, moved %v\n%s", err, fit.Misfits, fit.Moved, found.YAML())
			}
			profiled := convert(p, mapping.Options{Profiles: profile.Set{pinned}})
			if profiled.Profile != "inferred" {
				t.Errorf("the profile of the document is %q", profiled.Profile)
			}
			if diff := cmp.Diff(told(t, plain), told(t, profiled)); diff != "" {
				t.Errorf("with the profile (-without +with)\n%s\n%s", diff, found.YAML())
			}
		})
	}
	if inferred < 20 {
		t.Errorf("inferred %d profiles", inferred)
	}
}

// told is what a document says, but for its profile and how sure it is: what a profile pins is sure.
func told(t *testing.T, d mapping.Document) string {
	t.Helper()
	d.Profile, d.Confidence = "", 0
	for i := range d.Filings {
		d.Filings[i].Confidence, d.Filings[i].Confidences = 0, nil
	}
	text, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func parsed(t *testing.T, text string) *profile.Profile {
	t.Helper()
	p, err := profile.Parse("test.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return p
}
