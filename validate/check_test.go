package validate

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// cells reads places on one sheet: "B7 B8".
func cells(t testing.TB, refs string) []sheet.Place {
	t.Helper()
	var places []sheet.Place
	for ref := range strings.FieldsSeq(refs) {
		place, err := sheet.ParsePlace("ISF!" + ref)
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, place)
	}
	return places
}

func cellsOf(t testing.TB, byField map[filing.Pointer]string) map[filing.Pointer][]sheet.Place {
	t.Helper()
	all := map[filing.Pointer][]sheet.Place{}
	for at, refs := range byField {
		all[at] = cells(t, refs)
	}
	return all
}

// TestCellsOfProblems tells where a problem is seen, and how its hint speaks of the place.
func TestCellsOfProblems(t *testing.T) {
	t.Parallel()
	type places map[filing.Pointer]string
	for _, test := range []struct {
		name          string
		wrong         changes
		cells, blanks places
		want, hint    string
	}{
		{
			"the field's own", changes{"/entities/5/address_details/postal_code": "90402"},
			places{"/entities/5/address_details/postal_code": "B30", "/entities/5/address_details/state": "B29", "/entities/5/name": "B26"}, nil,
			"B29 B30", "In ISF!B29:B30, check ZIP code and state.",
		},
		{
			"the field's only, where the other has none", changes{"/entities/5/address_details/postal_code": "90402"},
			places{"/entities/5/address_details/postal_code": "B30"}, nil,
			"B30", "In ISF!B30, check ZIP code and state.",
		},
		{
			"those below the field", changes{"/entities/0/entity_identifier": map[string]any{"duns_number": "651098772"}},
			places{"/entities/0/entity_identifier/duns_number": "C4", "/entities/0/name": "C3"}, nil,
			"C4", "In ISF!C4, write the EIN, such as 12-345678900, or the number that CBP assigned.",
		},
		{
			"the nearest object around", changes{"/shipment_information/ocean_freight_details/containers/0/container_number": nil},
			places{"/shipment_information/ocean_freight_details/containers/0/seal_number": "D9", "/shipment_information/ocean_freight_details/containers/1/seal_number": "D10"}, nil,
			"D9", "Write the container number.",
		},
		{
			"the bill's, for what has no place", changes{"/entities/2": nil},
			places{"/bill_numbers/house_bill_of_lading_numbers/0": "A7", "/bill_numbers/master_bill_of_lading_number": "A3", "/entities/0/name": "C7"}, nil,
			"A7", "Write the buyer's name and address.",
		},
		{"none", changes{"/entities/2": nil}, nil, nil, "", "Write the buyer's name and address."},
		{
			"the blanks of a party", changes{"/entities/2": nil}, places{"/bill_numbers/house_bill_of_lading_numbers/0": "A7"},
			places{"/entities/BUYER/name": "B12", "/entities/BUYER/address_details/city": "B15", "/entities/SELLER/name": "B20"},
			"B12 B15", "At ISF!B12 and ISF!B15, write the buyer's name and address.",
		},
		{
			"the blanks of a party that is there", changes{"/entities/3/address_details/city": nil},
			places{"/entities/3/name": "B12", "/entities/3/address_details/address_line1": "B13"},
			places{"/entities/SELLER/address_details/city": "B14", "/entities/SELLER/address_details/postal_code": "B16"},
			"B14", "At ISF!B14, write the city.",
		},
		{
			"the blanks of a party by its place", changes{"/entities/3/address_details/city": nil}, nil, places{"/entities/3/address_details/city": "B14"},
			"B14", "At ISF!B14, write the city.",
		},
		{
			"the blanks of a list", changes{"/entities/4/harmonized_tariff_schedules/0/country_of_origin": nil},
			places{"/entities/4/harmonized_tariff_schedules/0/harmonized_number": "B40"},
			places{"/entities/MANUFACTURER_SUPPLIER/harmonized_tariff_schedules/-/country_of_origin": "B41"},
			"B41", "At ISF!B41, write the country where the goods were made, such as China or CN.",
		},
		{
			"many", changes{"/entities/2": nil}, nil, places{"/entities/BUYER/name": "B12 C12 D14 B15 B16"},
			"B12 C12 D14 B15 B16", "At ISF!B12, ISF!C12, ISF!D14 and 2 further cells, write the buyer's name and address.",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := spec{}.filing(t, test.wrong)
			f.Cells, f.Blanks = cellsOf(t, test.cells), cellsOf(t, test.blanks)
			problems := check(t, Config{}, now, f).Filings[0].Problems
			if len(problems) != 1 {
				t.Fatalf("problems %+v", problems)
			}
			if diff := cmp.Diff(append([]sheet.Place{}, cells(t, test.want)...), problems[0].Cells); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
			if problems[0].Hint != test.hint {
				t.Errorf("hint %q, want %q", problems[0].Hint, test.hint)
			}
		})
	}
}

// TestWhatMappingHasSaid keeps rules from saying again what mapping has told.
func TestWhatMappingHasSaid(t *testing.T) {
	t.Parallel()
	const number, container = "/entities/0/entity_identifier", "/shipment_information/ocean_freight_details/containers/0/container_number"
	for _, test := range []struct {
		name    string
		wrong   changes
		told    mapping.Problem
		codes   []string
		level   mapping.Severity // of what mapping told
		outcome mapping.Outcome
	}{
		{
			"the same", changes{container: "TGHU4418279"}, mapping.Problem{Severity: mapping.Warning, Code: "container_check_digit", Field: container},
			[]string{"container_check_digit"}, mapping.Error, mapping.Invalid,
		},
		{
			"the same of another field", changes{container: "TGHU4418279"}, mapping.Problem{Severity: mapping.Warning, Code: "container_check_digit", Field: "/shipment_information/ocean_freight_details/containers/1/container_number"},
			[]string{"container_check_digit", "container_check_digit"}, mapping.Warning, mapping.Invalid,
		},
		{
			"a number that could not be read", changes{number: nil}, mapping.Problem{Severity: mapping.Warning, Code: "identifier_unreadable", Field: number},
			[]string{"identifier_unreadable"}, mapping.Error, mapping.Invalid,
		},
		{
			"a number that could not be read, by its cell", changes{number: nil}, mapping.Problem{Severity: mapping.Warning, Code: "identifier_unreadable", Cells: cells(t, "B25")},
			[]string{"identifier_unreadable"}, mapping.Error, mapping.Invalid,
		},
		{
			"a number with two readings", changes{number: nil}, mapping.Problem{Severity: mapping.Warning, Code: "identifier_kind", Field: number, Question: true},
			[]string{"identifier_kind"}, mapping.Warning, mapping.Held,
		},
		{
			"a party of which only its label was read", changes{"/entities/2": nil}, mapping.Problem{Severity: mapping.Error, Code: "party_unreadable", Field: "/entities/BUYER"},
			[]string{"party_unreadable"}, mapping.Error, mapping.Invalid,
		},
		{
			"one part of two that are missing", changes{"/entities/3/address_details/city": nil, "/entities/3/address_details/country_code": nil},
			mapping.Problem{Severity: mapping.Warning, Code: "country_unknown", Field: "/entities/3/address_details/country_code"},
			[]string{"country_unknown", "field_missing"}, mapping.Error, mapping.Invalid,
		},
		{
			"something of another part, which was read", changes{"/entities/3/address_details/city": nil},
			mapping.Problem{Severity: mapping.Warning, Code: "country_assumed", Field: "/entities/3/address_details/country_code"},
			[]string{"country_assumed", "field_missing"}, mapping.Warning, mapping.Invalid,
		},
		{
			"something else", nil, mapping.Problem{Severity: mapping.Warning, Code: "weight_converted", Field: "/shipment_information/cargo_details/estimated_weight/value"},
			[]string{"weight_converted"}, mapping.Warning, mapping.Ready,
		},
		{
			"a question", nil, mapping.Problem{Severity: mapping.Warning, Code: "date_order", Field: "", Question: true},
			[]string{"date_order"}, mapping.Warning, mapping.Held,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := spec{}.filing(t, test.wrong)
			f.Blanks = cellsOf(t, map[filing.Pointer]string{"/entities/IMPORTER_OF_RECORD/entity_identifier": "B25"})
			f.Problems = []mapping.Problem{test.told}
			f = check(t, Config{}, now, f).Filings[0]
			var codes []string
			for _, problem := range f.Problems {
				codes = append(codes, problem.Code)
			}
			if !slices.Equal(codes, test.codes) || f.Problems[0].Severity != test.level || f.Outcome != test.outcome {
				t.Errorf("got %q, first %s, %s; want %q, %s, %s", codes, f.Problems[0].Severity, f.Outcome, test.codes, test.level, test.outcome)
			}
		})
	}
	f := spec{}.filing(t, changes{"/entities/3/address_details/city": nil, "/entities/3/address_details/country_code": nil})
	f.Problems = []mapping.Problem{{Severity: mapping.Warning, Code: "country_unknown", Field: "/entities/3/address_details/country_code"}}
	if said := check(t, Config{}, now, f).Filings[0].Problems[1].Message; said != "The address of the seller lacks the city." {
		t.Errorf("of an address whose country could not be read: %s", said)
	}
}

// TestAnErrorStopsOneFilingOnly checks three filings of a file, of which the second has an error.
func TestAnErrorStopsOneFilingOnly(t *testing.T) {
	t.Parallel()
	const house = "/bill_numbers/house_bill_of_lading_numbers/0"
	doc := check(t, Config{}, now,
		spec{}.filing(t, nil),
		spec{}.filing(t, changes{house: "QXLN26120418", "/entities/2": nil}),
		spec{}.filing(t, changes{house: "QXLN26120419", "/shipment_information/ocean_freight_details/port_of_unloading/un_lo_code": "CAVAN"}),
	)
	for i, want := range []mapping.Outcome{mapping.Ready, mapping.Invalid, mapping.Held} {
		if got := doc.Filings[i].Outcome; got != want {
			t.Errorf("filing %d is %s, want %s: %+v", i, got, want, doc.Filings[i].Problems)
		}
	}
}

// TestOneBillInTwoFilings compares the filings of a file.
func TestOneBillInTwoFilings(t *testing.T) {
	t.Parallel()
	const house = "/bill_numbers/house_bill_of_lading_numbers/0"
	filingWith := func(by changes, cell string) mapping.Filing {
		f := spec{}.filing(t, by)
		f.Cells = cellsOf(t, map[filing.Pointer]string{house: cell})
		return f
	}
	for _, test := range []struct {
		name    string
		filings []mapping.Filing
		code    string
		cells   string
		says    string
	}{
		{
			"that differ", []mapping.Filing{filingWith(nil, "A5"), filingWith(changes{house: "qxln-26120417", "/entities/2/name": "Another Buyer"}, "A6"), filingWith(changes{house: "QXLN26120418"}, "A7")},
			"bill_in_two_filings", "A5 A6", "Bill QXLN26120417 stands for 2 filings of this file that do not agree.",
		},
		{
			"that agree", []mapping.Filing{filingWith(nil, "A5"), filingWith(nil, "A6"), filingWith(nil, "A7")},
			"filing_repeated", "A5 A6 A7", "Bill QXLN26120417 stands for 3 filings of this file that agree in everything; one is sent.",
		},
		{
			"of two kinds", []mapping.Filing{filingWith(nil, "A5"), spec{In: "order"}.filing(t, changes{
				"/freight_details/bill_numbers": map[string]any{"master_bill_of_lading_number": "HDMU254817306", "house_bill_of_lading_numbers": []any{"QXLN26120417"}},
			})},
			"", "", "",
		},
		{
			"under one master", []mapping.Filing{filingWith(nil, "A5"), filingWith(changes{house: "QXLN26120418"}, "A6")}, "", "", "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			first := check(t, Config{}, now, test.filings...).Filings[0].Problems
			if test.code == "" {
				if len(first) > 0 {
					t.Errorf("it says %+v", first)
				}
				return
			}
			if len(first) != 1 || first[0].Code != test.code || first[0].Message != test.says || !slices.Equal(first[0].Cells, cells(t, test.cells)) {
				t.Errorf("it says %+v, want %s in %s: %s", first, test.code, test.cells, test.says)
			}
		})
	}
}

// TestTotals compares what a file states with what its parts add up to.
func TestTotals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		stated, added string
		differs       bool
	}{
		{"4756.5", "4756.5", false},
		{"4756.5", "4756.50", false},
		{"4757", "4756.5", false},      // rounded
		{"4756.5", "4756.53", false},   // rounded
		{"50156", "50155.75", false},   // rounded
		{"4576.5", "4756.5", true},     // two digits changed places
		{"68", "67", true},             // a row is missing
		{"1486", "1486", false},        //
		{"10000.00", "9980.00", true},  // 0.2 %
		{"10000.00", "9998.75", false}, // roundings of many parts
		{"", "12", false}, {"12", "", false},
	} {
		sum := mapping.Sum{Of: "/shipment_information/cargo_details/estimated_weight/value", Stated: decimal(t, test.stated), Added: decimal(t, test.added), Cells: cells(t, "F30")}
		f := spec{}.filing(t, nil)
		f.Sums = []mapping.Sum{sum}
		problems := check(t, Config{}, now, f).Filings[0].Problems
		if got := len(problems) > 0; got != test.differs {
			t.Errorf("stated %s, added %s: differs %t, want %t", test.stated, test.added, got, test.differs)
		}
		doc := &mapping.Document{Sums: []mapping.Sum{sum}}
		checker, err := standard()
		if err != nil {
			t.Fatal(err)
		}
		checker.Check(doc, now)
		checker.Check(doc, now)
		want := map[bool]int{true: 1}[test.differs]
		if len(doc.Problems) != want {
			t.Errorf("of the file: stated %s, added %s: %+v", test.stated, test.added, doc.Problems)
		}
		if test.stated == "4576.5" {
			const says, hint = "The stated total of the gross weight is 4576.5, but its parts add up to 4756.5.", "In ISF!F30, check the total, and that no row is missing."
			for _, p := range append(problems, doc.Problems...) {
				if p.Message != says || p.Hint != hint || p.Severity != mapping.Warning {
					t.Errorf("it says %+v", p)
				}
			}
		}
	}
	checker, err := New(Config{Levels: map[string]Level{"total_differs": LevelOff}})
	if err != nil {
		t.Fatal(err)
	}
	doc := &mapping.Document{Sums: []mapping.Sum{{Stated: decimal(t, "1"), Added: decimal(t, "2")}}}
	if checker.Check(doc, now); len(doc.Problems) > 0 {
		t.Errorf("a rule that is off says %+v", doc.Problems)
	}
}

func decimal(t testing.TB, text string) filing.Decimal {
	t.Helper()
	if text == "" {
		return filing.Decimal{}
	}
	number, err := filing.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// TestPersonalNumbersAreMasked looks for them in all that is said, by rules and by mapping.
func TestPersonalNumbersAreMasked(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		number map[string]any
		secret string
	}{
		{map[string]any{"social_security_number": "666-12-3456"}, "666-12-3456"},
		{map[string]any{"social_security_number": "666 12 3456"}, "666 12 3456"},
		{map[string]any{"employer_identification_number": "666-12-3456"}, "666-12-3456"}, // in the wrong place
		{map[string]any{"passport_number": "C01X 00T47", "country_of_issuance": "UK", "date_of_birth": "2084-05-17"}, "C01X 00T47"},
		{map[string]any{"passport_number": "C01X00T47", "country_of_issuance": "UK", "date_of_birth": "2084-05-17"}, "2084-05-17"},
		{map[string]any{"passport_number": "7", "country_of_issuance": "DE", "date_of_birth": "17"}, "“7”"},
	} {
		f := spec{}.filing(t, changes{"/entities/0/entity_identifier": test.number})
		f.Problems = []mapping.Problem{{Severity: mapping.Warning, Code: "odd", Value: test.secret, Message: test.secret + " is odd.", Hint: "Write not " + test.secret + "."}}
		if strings.HasPrefix(test.secret, "“") {
			f.Problems = nil
		}
		problems := check(t, Config{}, now, f).Filings[0].Problems
		if len(problems) < 2 {
			t.Errorf("%v: problems %+v", test.number, problems)
		}
		for _, p := range problems {
			if strings.Contains(p.Value+p.Message+p.Hint, test.secret) {
				t.Errorf("%s is told: %+v", test.secret, p)
			}
		}
	}
}

// TestCheckersAreShared checks with one checker from several goroutines; the race detector looks on.
func TestCheckersAreShared(t *testing.T) {
	t.Parallel()
	checker, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		doc := &mapping.Document{Filings: []mapping.Filing{spec{}.filing(t, changes{"/entities/2": nil}), spec{In: "air"}.filing(t, nil)}}
		group.Go(func() {
			checker.Check(doc, now)
			if doc.Filings[0].Outcome != mapping.Invalid || doc.Filings[1].Outcome != mapping.Ready {
				t.Errorf("%+v", doc.Filings)
			}
		})
	}
	group.Wait()
}
