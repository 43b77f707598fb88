package profile_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/profile"
	"docket/mapping/sheet"

	"github.com/xuri/excelize/v2"
)

// worksheet is a form as a grid of texts, columns separated by "|".
const worksheet = `
Importer Security Filing|
|
Master bill|MAEU234567891
House bill|12345678
Carrier SCAC|MAEU
Vessel|MAERSK DURGAPUR
Zollref. X|448W
Port of loading|Shanghai
Port of discharge|Los Angeles
Seller|Acme Works Co., Ltd.
Address|88 Mill Lane
City|Shenzhen
Country|China
Buyer|Oak Imports Inc.
Address|61 Cinder Mill Road
City|Elizabeth
Country|USA
|
Container no.|Seal no.|Pkgs|Unit of packing
MSKU1234565|SL1|10|karton
MSKU7654321|SL2|20|karton
`

// file is a grid of texts as an xlsx file.
func file(t testing.TB, grid string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, line := range strings.Split(strings.Trim(grid, "\n"), "\n") {
		for j, text := range strings.Split(line, "|") {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if text != "" {
				if err := f.SetCellStr("Sheet1", at, text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func parse(t testing.TB, text string) *profile.Profile {
	t.Helper()
	p, err := profile.Parse("acme.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return p
}

// inferred is the profile of the worksheet as YAML.
func inferred(t testing.TB) string {
	t.Helper()
	p, err := mapping.InferProfile("acme", file(t, worksheet), sheet.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return string(p.YAML())
}

func convert(t testing.TB, grid string, profiles ...*profile.Profile) mapping.Document {
	t.Helper()
	document, err := mapping.Convert("acme.xlsx", file(t, grid), sheet.DefaultLimits, mapping.Options{Profiles: profiles, Now: time.Date(2026, 1, 10, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// isf is the only filing of a document.
func isf(t testing.TB, d mapping.Document) (*filing.IsfWorksheet, mapping.Filing) {
	t.Helper()
	if len(d.Filings) != 1 {
		t.Fatalf("%d filings, want one; problems: %v", len(d.Filings), d.Problems)
	}
	w, ok := d.Filings[0].Request.(*filing.IsfWorksheet)
	if !ok {
		t.Fatalf("the filing is a %T", d.Filings[0].Request)
	}
	return w, d.Filings[0]
}

func has(problems []mapping.Problem, code string) bool {
	for _, p := range problems {
		if p.Code == code && p.Question {
			return true
		}
	}
	return false
}
