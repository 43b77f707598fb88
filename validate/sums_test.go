package validate

import (
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// TestTotalsOfSheets: totals that a sheet states are compared with the sums of its lines, for one bill and for several
// together. One that differs holds each filing that it is of.
func TestTotalsOfSheets(t *testing.T) {
	t.Parallel()
	const head = "MANIFEST,\nMaster B/L,COSU6412907730\nVessel,EVER LUCKY\n"
	const one = head + "\nContainer no.,Packages,Gross weight (kg)\nCSNU7406183,10 cartons,100.5\nMSKU9074165,20 cartons,200.5\n"
	const several = head + "\nHouse B/L,Packages,Gross weight (kg),Volume (cbm)\nQJLF26110447,10 cartons,100.5,1.5\nQJLF26110448,20 cartons,200.5,2.5\n"
	for name, c := range map[string]struct {
		sheet   string
		filings int
		says    string // "" for a total that agrees
		cell    string
	}{
		"one bill, right":                   {one + "TOTAL,30 cartons,301.0\n", 1, "", ""},
		"one bill, a digit wrong":           {one + "TOTAL,30 cartons,310.0\n", 1, "The stated total of the gross weight is 310, but its parts add up to 301.", "Sheet!C8"},
		"one bill, packages wrong":          {one + "TOTAL,31 cartons,301.0\n", 1, "is 31, but its parts add up to 30.", "Sheet!B8"},
		"one bill, the head says otherwise": {strings.Replace(one, "Vessel", "Total gross weight (kg),310\nVessel", 1), 1, "is 310, but its parts add up to 301.", "Sheet!B3"},
		"several bills, right":              {several + "GRAND TOTAL,30 cartons,301.0,4\n", 2, "", ""},
		"several bills, a row is missing":   {several + "GRAND TOTAL,30 cartons,401.0,4\n", 2, "The stated total of the gross weight is 401, but its parts add up to 301.", "Sheet!C8"},
		"several bills, volume wrong":       {several + "GRAND TOTAL,30 cartons,301.0,5\n", 2, "is 5, but its parts add up to 4.", "Sheet!D8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := mapping.Convert("sums.csv", []byte(c.sheet), sheet.DefaultLimits, mapping.Options{Now: now})
			if err != nil {
				t.Fatal(err)
			}
			checker, err := standard()
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // checking twice is the same as checking once
				checker.Check(&doc, now)
			}
			if len(doc.Filings) != c.filings {
				t.Fatalf("%d filings, want %d", len(doc.Filings), c.filings)
			}
			if len(doc.Filings[0].Sums)+len(doc.Sums) == 0 {
				t.Errorf("totals of the filing %v, of the file %v", doc.Filings[0].Sums, doc.Sums)
			}
			for _, f := range doc.Filings {
				told := slices.DeleteFunc(slices.Clone(f.Problems), func(p mapping.Problem) bool { return p.Code != "total_differs" })
				switch {
				case c.says == "" && len(told) > 0:
					t.Errorf("%s: %+v", f.Reference, told)
				case c.says != "" && (len(told) != 1 || !told[0].Question || !strings.Contains(told[0].Message, c.says) || told[0].Cells[0].String() != c.cell):
					t.Errorf("%s: %+v, want %s at %s", f.Reference, told, c.says, c.cell)
				}
			}
			if c.filings == 1 {
				weight := doc.Filings[0].Request.(*filing.CustomsOrder).CargoDetails.Weight
				if doubtful := strings.Contains(c.says, "add up to 301"); doubtful != (weight == nil) {
					t.Errorf("the filing has the weight %+v; two numbers are never decided by a coin", weight)
				}
			}
		})
	}
}
