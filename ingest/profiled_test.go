package ingest_test

import (
	"fmt"
	"slices"
	"testing"

	"docket/mapping"
	"docket/mapping/profile"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/testdata/samples"
)

// TestProfilesSetLevels: a worker checks a file as strictly as its profile says, and the result tells that it did.
func TestProfilesSetLevels(t *testing.T) {
	t.Parallel()
	data, err := samples.Files.ReadFile("01-isf-form.xlsx")
	must(t, err)
	inferred, err := mapping.InferProfile("acme", data, sheet.DefaultLimits)
	must(t, err)
	pinned, err := profile.Parse("acme.yaml", append([]byte("levels: {voyage_too_long: error}\nlimits: {longest_voyage_days: 1}\nmatch: {prefix: [inbox/acme/]}\n"), inferred.YAML()...))
	must(t, err)
	w := newWorld(t)
	p := w.pipeline()
	p.Mapping.OrdersFromISF, p.Mapping.Profiles = false, profile.Set{pinned}
	w.work(p)
	for _, test := range []struct {
		key     string
		says    string
		outcome publish.Outcome
	}{
		{"acme/isf.xlsx", "voyage_too_long error, longest_voyage_days 1", publish.Invalid},
		{"other/isf.xlsx", "", publish.Submitted},
	} {
		w.put(test.key, data)
		document, filings := w.ended()
		if said := fmt.Sprint(document.Result.Document.Strictness); said != test.says {
			t.Errorf("%s: the result says %q, want %q", test.key, said, test.says)
		}
		if len(filings) != 1 || filings[0].Outcome != test.outcome {
			t.Fatalf("%s: filings %+v, want one %s", test.key, filings, test.outcome)
		}
		strict := slices.ContainsFunc(filings[0].Result.Problems, func(p mapping.Problem) bool { return p.Code == "voyage_too_long" && p.Severity == mapping.Error })
		if strict != (test.outcome == publish.Invalid) {
			t.Errorf("%s: problems %+v", test.key, filings[0].Result.Problems)
		}
	}
}
