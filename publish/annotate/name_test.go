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
		if got := (annotate.Copy{Format: test.format}).Name(test.of); got != test.want || !annotate.Named(got) {
			t.Errorf("%s: %s, want %s, and known as a copy's: %v", test.of, got, test.want, annotate.Named(got))
		}
	}
	for _, key := range []string{"isf.xlsx", "isf.marked", "isf.marked.b.xlsx", "isf.marked-x.xlsx", "a.marked.xlsx/isf.xlsx"} {
		if annotate.Named(key) {
			t.Errorf("%s is taken for a copy's", key)
		}
	}
}
