package publish_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/testdata/samples"

	"github.com/google/go-cmp/cmp"
)

// sampleISF is the ISF of the first sample, as docket reads it.
func sampleISF(t *testing.T) mapping.Filing {
	t.Helper()
	data, err := samples.Files.ReadFile("01-isf-form.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	document, err := mapping.Convert("01.xlsx", data, sheet.Limits{}, mapping.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return document.Filings[0]
}

// textAt is the first field whose place ends so, and its value.
func textAt(t *testing.T, f mapping.Filing, end string) (filing.Pointer, string) {
	t.Helper()
	body, err := json.Marshal(f.Request)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range slices.Sorted(maps.Keys(f.Cells)) {
		if !strings.HasSuffix(string(at), end) {
			continue
		}
		var node any
		if err := json.Unmarshal(body, &node); err != nil {
			t.Fatal(err)
		}
		for step := range strings.SplitSeq(string(at[1:]), "/") {
			switch below := node.(type) {
			case map[string]any:
				node = below[step]
			case []any:
				i, err := strconv.Atoi(step)
				if err != nil {
					t.Fatal(err)
				}
				node = below[i]
			}
		}
		return at, fmt.Sprint(node)
	}
	t.Fatalf("no field ends in %s", end)
	return "", ""
}

// TestRefusalsAreAtTheirCells: what the API says stands where it is about, as far as its words tell.
func TestRefusalsAreAtTheirCells(t *testing.T) {
	t.Parallel()
	f := sampleISF(t)
	request := f.Request.(*filing.IsfWorksheet)
	bill := request.BillNumbers.Bills()[0].Number
	const billAt = filing.Pointer("/bill_numbers/master_bill_of_lading_number")
	containerAt, container := textAt(t, f, "/container_number")
	for _, test := range []struct {
		name   string
		faults []filing.Fault
		words  string
		at     filing.Pointer
		cells  []sheet.Place
		says   string
	}{
		{"a place", []filing.Fault{{Pointer: containerAt, Message: "is not known"}}, "", containerAt, f.Cells[containerAt], "refused the container number: “is not known”."},
		{"a place that the ledger remembers", nil, strings.ReplaceAll(string(containerAt[1:]), "/", ".") + ": is not known", containerAt, f.Cells[containerAt], "“is not known”"},
		{"a value", nil, "We have " + container + " on another bill.", containerAt, f.Cells[containerAt], "container number: “We have "},
		{"a value in another case", nil, "bill " + strings.ToLower(bill) + " is taken", billAt, f.Cells[billAt], "the master bill number: "},
		{"a value in a longer word", nil, "X" + container + " is taken", "", []sheet.Place{}, "refused the filing: “X"},
		{"the name of a field", nil, "Please give another master_bill_of_lading_number.", billAt, f.Cells[billAt], "the master bill number: "},
		{"the name of a field in words", nil, "The master bill of lading number is taken.", billAt, f.Cells[billAt], "the master bill number: "},
		{"the name of many fields", nil, "The country_code is wrong.", "", []sheet.Place{}, "refused the filing: "},
		{"nothing", nil, "Something went wrong on our side.", "", []sheet.Place{}, "The customs API refused the filing: “Something went wrong on our side.”."},
	} {
		receipt := publish.Receipt{Outcome: publish.Rejected, Code: "invalid_request", Message: test.words, Faults: test.faults}
		problems := receipt.Problems(f)
		if len(problems) != 1 {
			t.Errorf("%s: %d problems", test.name, len(problems))
			continue
		}
		p := problems[0]
		if diff := cmp.Diff(test.cells, p.Cells); p.Field != test.at || diff != "" || !strings.Contains(p.Message, test.says) {
			t.Errorf("%s: at %s, says %s; cells (-want +got):\n%s", test.name, p.Field, p.Message, diff)
		}
		if p.Severity != mapping.Error || p.Code != "invalid_request" || p.Hint == "" {
			t.Errorf("%s: %+v", test.name, p)
		}
	}
}

// TestRefusalsOfWhatIsNotThere are at the cells around it.
func TestRefusalsOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	f := sampleISF(t)
	receipt := publish.Receipt{Outcome: publish.Rejected, Code: "x", Faults: []filing.Fault{{Pointer: "/entities/0/no_such_field", Message: "is required"}, {Pointer: "/nowhere/0", Message: "is odd"}}}
	problems := receipt.Problems(f)
	if len(problems) != 2 || len(problems[0].Cells) == 0 || len(problems[1].Cells) != 0 {
		t.Fatalf("%+v", problems)
	}
	for at, cells := range f.Cells {
		inside := strings.HasPrefix(string(at), "/entities/0/")
		for _, cell := range cells {
			for _, near := range problems[0].Cells {
				if near == cell && inside {
					return
				}
			}
		}
	}
	t.Errorf("none of %v belongs to the party", problems[0].Cells)
}

// TestRefusalsKeepIdentifiersToThemselves, though the API repeats them.
func TestRefusalsKeepIdentifiersToThemselves(t *testing.T) {
	t.Parallel()
	receipt := publish.Receipt{Outcome: publish.Rejected, Code: "x", Message: "number 123-45-6789 is not on file"}
	if p := receipt.Problems(sampleISF(t))[0]; strings.Contains(p.Message, "123-45") {
		t.Error(p.Message)
	}
}

// TestWhatDocketSaysItself is not quoted as the API's.
func TestWhatDocketSaysItself(t *testing.T) {
	t.Parallel()
	f := sampleISF(t)
	for _, test := range []struct {
		receipt publish.Receipt
		want    []mapping.Problem
	}{
		{publish.Receipt{Outcome: publish.Submitted}, nil},
		{publish.Receipt{Outcome: publish.Superseded, Message: "A newer version was filed."}, []mapping.Problem{{Severity: mapping.Warning, Cells: []sheet.Place{}, Message: "A newer version was filed."}}},
		{publish.Receipt{Outcome: publish.Held, Code: "isf_not_filed", Message: "The ISF has not been filed.", Hint: "Mend it."},
			[]mapping.Problem{{Severity: mapping.Error, Code: "isf_not_filed", Cells: []sheet.Place{}, Message: "The ISF has not been filed.", Hint: "Mend it."}}},
	} {
		if diff := cmp.Diff(test.want, test.receipt.Problems(f)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.receipt.Outcome, diff)
		}
	}
}
