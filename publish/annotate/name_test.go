package annotate_test

import (
	"testing"

	"docket/mapping/sheet"
	"docket/publish/annotate"
)

func TestNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		of, want string
		format   sheet.Format
	}{
		{"acme/isf-0042.csv", "acme/isf-0042.marked.xlsx", sheet.XLSX},
		{"isf.0042.XLSX", "isf.0042.marked.xlsx", sheet.XLSX},
		{"isf.xlsm", "isf.marked.xlsm", sheet.XLSM},
		{"acme.old/isf", "acme.old/isf.marked.xlsx", sheet.XLSX},
		{"a.marked.xlsx", "a.marked-2.xlsx", sheet.XLSX},
		{"a.marked-2.xlsx", "a.marked-3.xlsx", sheet.XLSX},
		{"a.marked-0.xlsx", "a.marked-2.xlsx", sheet.XLSX},
		{"a.marked.b.xlsx", "a.marked.b.marked.xlsx", sheet.XLSX},
		{"", ".marked.xlsx", sheet.XLSX},
	} {
		if got := (annotate.Copy{Format: test.format}).Name(test.of); got != test.want {
			t.Errorf("%s: %s, want %s", test.of, got, test.want)
		}
	}
}
