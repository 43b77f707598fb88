package profile_test

import (
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/profile"
	"docket/mapping/sheet"

	"github.com/google/go-cmp/cmp"
)

// with is the profile of the worksheet, with some lines of YAML more and some texts replaced.
func with(t testing.TB, more string, replaced ...string) *profile.Profile {
	t.Helper()
	return parse(t, strings.NewReplacer(replaced...).Replace(inferred(t))+more)
}

// TestPinned: what a person writes into a profile beats recognition.
func TestPinned(t *testing.T) {
	t.Parallel()
	const sheets = "sheets:\n"
	for name, c := range map[string]struct {
		profile func(t *testing.T) *profile.Profile
		holds   func(w *filing.IsfWorksheet) bool
	}{
		"a label that docket does not know": {
			func(t *testing.T) *profile.Profile {
				return with(t, `      - {at: A7, label: "Zollref. X", field: voyage, value: B7}`)
			},
			func(w *filing.IsfWorksheet) bool {
				return w.ShipmentInformation.OceanFreightDetails.VoyageTrackingNumber == "448W"
			},
		},
		"a label that means something else": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", `label: "House bill", field: house_bill`, `label: "House bill", field: reference`)
			},
			func(w *filing.IsfWorksheet) bool {
				_, alone := w.BillNumbers.(*filing.RegularBill)
				return alone && w.ReferenceIdentifiers.UserDefinedReferenceNumber == "12345678"
			},
		},
		"a value elsewhere": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", `label: "Vessel", field: vessel, value: B6`, `label: "Vessel", field: reference, value: B7`)
			},
			func(w *filing.IsfWorksheet) bool {
				return w.ReferenceIdentifiers.UserDefinedReferenceNumber == "448W"
			},
		},
		"a label left out": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", `label: "Vessel", field: vessel`, `label: "Vessel", field: no_place`)
			},
			func(w *filing.IsfWorksheet) bool { return w.ShipmentInformation.OceanFreightDetails.Vessel == nil },
		},
		"a constant": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", sheets, "fields:\n  - {field: carrier_scac, constant: COSU}\n  - {field: vessel, constant: EVER LUCKY}\n"+sheets, "MAEU", "COSU")
			},
			func(w *filing.IsfWorksheet) bool {
				return w.ShipmentInformation.OceanFreightDetails.Vessel.Name == "EVER LUCKY" && w.ShipmentInformation.OceanFreightDetails.SCAC == "COSU"
			},
		},
		"a default": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", sheets, "fields:\n  - {field: bond_type, default: CONTINUOUS}\n  - {field: vessel, default: NONE}\n"+sheets)
			},
			func(w *filing.IsfWorksheet) bool {
				return w.Header.BondType == "CONTINUOUS" && w.ShipmentInformation.OceanFreightDetails.Vessel.Name == "MAERSK DURGAPUR"
			},
		},
		"a map": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", sheets, "fields:\n  - {field: port_of_loading, map: {SHANGHAI: CNNGB}}\n"+sheets)
			},
			func(w *filing.IsfWorksheet) bool {
				return w.ShipmentInformation.OceanFreightDetails.PortOfLoading.UNLOCODE == "CNNGB"
			},
		},
		"an expression": {
			func(t *testing.T) *profile.Profile {
				return with(t, "", sheets, "fields:\n  - {field: house_bill, is: '\"FLXT\" + text'}\n  - {field: reference, is: 'cell(\"B7\") + \"/\" + field(\"seller.city\")'}\n"+sheets)
			},
			func(w *filing.IsfWorksheet) bool {
				bills, ok := w.BillNumbers.(*filing.MasterHouseBills)
				return ok && cmp.Equal(bills.Houses, []string{"FLXT12345678"}) && w.ReferenceIdentifiers.UserDefinedReferenceNumber == "448W/Shenzhen"
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := convert(t, worksheet, c.profile(t))
			w, f := isf(t, d)
			if !c.holds(w) || d.Profile != "acme" || has(f.Problems, "profile_misfit") {
				t.Errorf("the profile had no say: %s, problems %v, %v\n%+v", d.Profile, d.Problems, f.Problems, w)
			}
		})
	}
}

// TestKeptInSight: what a constant replaces, and what a profile leaves out, is listed as unmapped.
func TestKeptInSight(t *testing.T) {
	t.Parallel()
	p := with(t, "", "sheets:\n", "fields:\n  - {field: vessel, constant: EVER LUCKY}\nsheets:\n", `label: "Port of loading", field: port_of_loading`, `label: "Port of loading", field: no_place`)
	unmapped := map[string]bool{}
	for _, u := range convert(t, worksheet, p).Unmapped {
		unmapped[u.Text] = true
	}
	if !unmapped["MAERSK DURGAPUR"] || !unmapped["Shanghai"] {
		t.Errorf("unmapped are %v", unmapped)
	}
}

// TestDrift: labels that moved are followed where they can be told, and what cannot be told is said, never applied.
func TestDrift(t *testing.T) {
	t.Parallel()
	const vessel = "Vessel|MAERSK DURGAPUR\n"
	for name, c := range map[string]struct {
		from, to string
		misfit   string // part of what is said, "" for a file that fits
		moved    bool
	}{
		"other values":                  {"448W", "449E", "", false},
		"a row more at the top":         {"Importer Security Filing|\n", "Importer Security Filing|\nPlease fill in all|\n", "", true},
		"a column more":                 {"", "", "", true},
		"a longer table":                {"MSKU7654321|SL2|20|karton\n", "MSKU7654321|SL2|20|karton\nMSKU1111110|SL3|5|karton\n", "", false},
		"a label moved":                 {vessel, "", "", true},
		"a label renamed":               {"Vessel|", "Ocean vessel|", `The label "Vessel" is gone`, true},
		"a label gone":                  {"Port of discharge|Los Angeles\n", "|\n", `The label "Port of discharge" is gone`, false},
		"a label there twice":           {vessel, vessel + vessel, "", true},
		"a label moved and there twice": {vessel, "|\n" + "Notes|Vessel\n" + "Notes|Vessel\n", "cannot be told", true},
		"a block's own label renamed":   {"City|Shenzhen", "Town|Shenzhen", `The label "City"`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			grid := strings.Replace(worksheet, c.from, c.to, 1)
			switch name {
			case "a column more":
				grid = "|" + strings.ReplaceAll(strings.Trim(worksheet, "\n"), "\n", "\n|")
			case "a label moved":
				grid += "|\n" + vessel
			}
			p := with(t, "")
			fit, err := mapping.CheckProfile(p, file(t, grid), sheet.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			if fit.OK() != (c.misfit == "") || fit.OK() && (len(fit.Moved) > 0) != c.moved {
				t.Fatalf("misfits %v, moved %v", fit.Misfits, fit.Moved)
			}
			_, f := isf(t, convert(t, grid, p))
			if has(f.Problems, "profile_misfit") != (c.misfit != "") {
				t.Errorf("problems: %v", f.Problems)
			}
			if c.misfit != "" {
				if !strings.Contains(fit.Misfits[0].Message, c.misfit) {
					t.Errorf("says %q, want %q", fit.Misfits[0].Message, c.misfit)
				}
				return
			}
			without, _ := isf(t, convert(t, grid))
			got, _ := isf(t, convert(t, grid, p))
			if diff := cmp.Diff(without.Entities, got.Entities); diff != "" {
				t.Errorf("the parties differ (-without +with)\n%s", diff)
			}
		})
	}
}

// TestValueMoved: where the profile's cell is empty and the label has its value elsewhere, a person is asked.
func TestValueMoved(t *testing.T) {
	t.Parallel()
	p := with(t, "", "field: vessel, value: B6", "field: vessel, value: D6")
	w, f := isf(t, convert(t, worksheet, p))
	if !has(f.Problems, "profile_misfit") || w.ShipmentInformation.OceanFreightDetails.Vessel.Name != "MAERSK DURGAPUR" {
		t.Errorf("problems %v", f.Problems)
	}
}

// TestSwapped: parties whose blocks change places stay who they are, though the labels in the blocks are the same.
func TestSwapped(t *testing.T) {
	t.Parallel()
	lines := strings.Split(worksheet, "\n")
	var seller, buyer int
	for i, line := range lines {
		if strings.HasPrefix(line, "Seller|") {
			seller = i
		}
		if strings.HasPrefix(line, "Buyer|") {
			buyer = i
		}
	}
	swapped := append(append(append(append([]string{}, lines[:seller]...), lines[buyer:buyer+4]...), lines[seller:buyer]...), lines[buyer+4:]...)
	grid := strings.Join(swapped, "\n")
	without, _ := isf(t, convert(t, grid))
	got, f := isf(t, convert(t, grid, with(t, "")))
	if has(f.Problems, "profile_misfit") {
		return // a person is asked, which is right too
	}
	if diff := cmp.Diff(without.Entities, got.Entities); diff != "" {
		t.Errorf("the parties differ (-without +with)\n%s", diff)
	}
}

// TestHold: a profile's own rules hold filings, and say why; a rule that does not work holds too.
func TestHold(t *testing.T) {
	t.Parallel()
	for rule, code := range map[string]string{
		`{if: 'request.header.scac == "MAEU"', say: Maersk is looked at.}`:                                     "profile_hold",
		`{if: 'request.header.scac == "COSU"', say: COSCO is looked at.}`:                                      "",
		`{if: 'kind == "isf" && reference startsWith "12" && confidence <= 1', say: Looked at.}`:               "profile_hold",
		`{if: 'field("vessel") == "" or text == "x"', say: The vessel is missing.}`:                            "",
		`{if: 'request.shipment_information.cargo_details.estimated_weight.value > 20000', say: It is heavy.}`: "profile_rule",
	} {
		p := with(t, "", "sheets:\n", "hold:\n  when:\n    - "+rule+"\nsheets:\n")
		_, f := isf(t, convert(t, worksheet, p))
		if got := has(f.Problems, "profile_hold") || has(f.Problems, "profile_rule"); got != (code != "") || code != "" && !has(f.Problems, code) {
			t.Errorf("%s: want %q, problems %v", rule, code, f.Problems)
		}
	}
	p := with(t, "", "sheets:\n", "fields:\n  - {field: vessel, is: 'int(text)'}\nsheets:\n")
	if _, f := isf(t, convert(t, worksheet, p)); !has(f.Problems, "profile_rule") {
		t.Errorf("a rule that does not work is not said: %v", f.Problems)
	}
}

// TestFilings: a profile says which filings to make.
func TestFilings(t *testing.T) {
	t.Parallel()
	p := with(t, "", "document: isf_worksheet\n", "document: isf_worksheet\nfilings: [isf, order]\n")
	if d := convert(t, worksheet, p); len(d.Filings) != 2 || d.Filings[1].Kind != filing.KindOrder {
		t.Errorf("%d filings", len(d.Filings))
	}
}
