package profile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docket/mapping/profile"
	"docket/mapping/sheet"

	"github.com/google/go-cmp/cmp"
)

// head is a profile that is right, for tests to add to.
const head = "profile: acme\ndocument: isf_worksheet\nsheets:\n  - name: ISF\n    labels:\n      - {at: A1, label: MBL, field: master_bill, value: B1}\n"

// TestErrors: what is wrong with a profile is said in a sentence, with its line.
func TestErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                    "acme.yaml: the profile is empty",
		"profile: [":                          "acme.yaml, line 1: ",
		"profile: a\nprofil: b":               "acme.yaml, line 2: unknown field \"profil\"",
		"profile: a\n---\nprofile: b":         "more than one document",
		"document: isf_worksheet":             "the profile needs a name of its own",
		"profile: a\n":                        "pins no sheet",
		"profile: a\ndocument: memo":          `acme.yaml, line 2: document "memo" is neither`,
		head + "      - {at: 7B, label: HBL}": "acme.yaml, line 7: ",
		head + "      - {at: A2, label: HBL, field: hause_bill}":                                      `acme.yaml, line 7: "hause_bill" is no field`,
		head + "      - {at: A2, label: HBL, value: beside}":                                          "acme.yaml, line 7: ",
		head + "      - {at: A2, label: HBL, value: A1:B4}":                                           "acme.yaml, line 7: the value A1:B4 holds its own label",
		head + "      - {at: A1, label: mbl}":                                                         "acme.yaml, line 7: the label \"mbl\" at A1 is listed twice",
		head + "      - {at: A2, label: HBL, field: house_bill, value: B1}":                           `acme.yaml, line 7: B1 is the value of "MBL" and of "HBL"`,
		head + "fields:\n  - {field: vessel}":                                                         "acme.yaml, line 8: nothing is said of vessel",
		head + "fields:\n  - {field: vessel, constant: A, default: B}":                                "acme.yaml, line 8: vessel has a constant",
		head + "fields:\n  - {field: vessel, is: 'txt + 1'}":                                          "acme.yaml, line 8: the expression cannot be read: unknown name txt",
		head + "fields:\n  - {field: vessel, is: 'text +'}":                                           "acme.yaml, line 8: the expression cannot be read",
		head + "fields:\n  - {field: vessel, map: {a: B, 'A ': C}}":                                   "acme.yaml, line 8: ",
		head + "hold: {below: 3}":                                                                     "acme.yaml, line 7: 3 is no confidence",
		head + "hold:\n  when:\n    - {if: 'kind', say: x}":                                           "acme.yaml, line 9: the expression cannot be read",
		head + "hold:\n  when:\n    - {if: 'true'}":                                                   "acme.yaml, line 9: the rule does not say why",
		head + "filings: [entry]":                                                                     `acme.yaml, line 7: "entry" is no filing`,
		head + "filings: [order]":                                                                     "acme.yaml, line 7: an order made of an ISF worksheet",
		head + "match: {file: ['[']}":                                                                 "acme.yaml, line 7: ",
		"profile: a\nsheets:\n  - name: ISF\n    labels:\n      - {at: A1, label: M, optional: true}": "acme.yaml, line 3: ",
		strings.Repeat("a: 1 # x\n", 100_000):                                                         "larger than 256 KiB",
		head + "hold: {below: high}":                                                                  "acme.yaml, line 7: ",
	} {
		_, err := profile.Parse("profiles/acme.yaml", []byte(text))
		var known *profile.Error
		if !errors.As(err, &known) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") || known.Hint() == "" {
			t.Errorf("%s\nsays %v\nwant %s", text, err, want)
		}
	}
}

// TestWritten: what YAML writes, Parse reads back, whatever stands in the labels.
func TestWritten(t *testing.T) {
	t.Parallel()
	p := &profile.Profile{Name: `a "b" \ c: #`, Document: "isf_worksheet", Sheets: []profile.Sheet{{Name: "ISF: 'x'\t\u2028", Labels: []profile.Label{
		{At: "A1", Label: "港口 \"x\"\n{[,: #\\", Field: "vessel + voyage", Number: 2, Value: "B1"}, {At: "A2", Label: "- no", Value: profile.Inside, Field: "house_bill", Optional: true},
	}}}}
	got := parse(t, string(p.YAML()))
	if diff := cmp.Diff(string(p.YAML()), string(got.YAML())); diff != "" || got.Sheets[0].Labels[0].Label != p.Sheets[0].Labels[0].Label {
		t.Errorf("(-written +read)\n%s", diff)
	}
}

// TestLoad: profiles come from files and folders, and no two have one name.
func TestLoad(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"a.yaml": head, "b.yml": strings.Replace(head, "acme", "birch", 1), "notes.txt": "no profile"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set, err := profile.Load(dir)
	if err != nil || len(set) != 2 || set.Named("birch") == nil || set.Named("oak") != nil {
		t.Errorf("loaded %d profiles, %v", len(set), err)
	}
	if _, err := profile.Load(dir, filepath.Join(dir, "a.yaml")); err == nil || !strings.Contains(err.Error(), `called "acme"`) {
		t.Errorf("the same name twice: %v", err)
	}
	if _, err := profile.Load(filepath.Join(dir, "none.yaml")); err == nil {
		t.Error("loaded a profile that is not there")
	}
}

// TestChoose: the profile that is most particularly meant for a file is chosen, and one that fits before one that does
// not.
func TestChoose(t *testing.T) {
	t.Parallel()
	book, err := sheet.Read(file(t, "MBL|MAEU1\nVessel|X\nVoyage|2\nSeal|3\nETD|2026-01-01"), sheet.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	pinning := func(name, match string, labels ...string) *profile.Profile {
		text := "profile: " + name + "\n" + match + "\nsheets:\n  - name: Sheet1\n    labels:\n"
		for i, l := range labels {
			text += "      - {at: " + sheet.At(1, i+1).String() + ", label: " + l + "}\n"
		}
		return parse(t, text)
	}
	anywhere, more := pinning("anywhere", "", "MBL"), pinning("more", "", "MBL", "Vessel")
	inbox, acme := pinning("inbox", "match: {prefix: [inbox/]}", "MBL"), pinning("acme", "match: {prefix: ['s3://inbox/acme/']}", "MBL")
	named, gone := pinning("named", "match: {file: ['*ISF*.XLSX']}", "MBL"), pinning("gone", "match: {prefix: [inbox/acme/]}", "Ship")
	other, drifted := pinning("other", "", "Price", "Item", "MBL"), pinning("drifted", "", "MBL", "Vessel", "Flight")
	twin := pinning("twin", "", "MBL")
	for _, c := range []struct {
		set    profile.Set
		source string
		want   string // "" for none, "?" for unclear
	}{
		{profile.Set{}, "s3://inbox/acme/isf-1.xlsx", ""},
		{profile.Set{anywhere, more}, "s3://inbox/acme/isf-1.xlsx", "more"},
		{profile.Set{anywhere, inbox, acme, named}, "s3://inbox/acme/isf-1.xlsx", "acme"},
		{profile.Set{anywhere, inbox, acme, named}, "s3://inbox/birch/isf-1.xlsx", "inbox"},
		{profile.Set{anywhere, inbox, acme, named}, "s3://outbox/isf-1.xlsx", "named"},
		{profile.Set{inbox, acme}, "s3://outbox/isf-1.xlsx", ""},
		{profile.Set{gone}, "s3://inbox/acme/isf-1.xlsx", "gone"},
		{profile.Set{gone, anywhere}, "s3://inbox/acme/isf-1.xlsx", "anywhere"},
		{profile.Set{other}, "s3://inbox/acme/isf-1.xlsx", ""},
		{profile.Set{drifted}, "s3://inbox/acme/isf-1.xlsx", "drifted"},
		{profile.Set{anywhere, twin}, "s3://inbox/acme/isf-1.xlsx", "?"},
	} {
		p, err := c.set.Choose(profile.Document{Source: c.source, Name: "isf-1.xlsx"}, book)
		got := ""
		if p != nil {
			got = p.Name
		}
		if err != nil {
			got = "?"
		}
		if got != c.want {
			t.Errorf("of %d profiles for %s: %q, want %q", len(c.set), c.source, got, c.want)
		}
	}
}

// FuzzParse: whatever a profile's file holds, it is read or refused in a sentence, and what is read can be applied.
func FuzzParse(f *testing.F) {
	f.Add(head)
	f.Add(inferred(f))
	f.Add(head + "hold: {below: 0.5, when: [{if: 'len(reference) > 3', say: x}]}\nfields: [{field: vessel, is: 'upper(text)', default: a}]\nmatch: {file: ['*']}\n")
	f.Add("a: &a [*a]")
	f.Add("a: &a [x, x]\nb: [*a, *a]\n<<: *a\n")
	f.Add("a: " + strings.Repeat("[", 60) + "\nb:\n" + strings.Repeat("- ", 60))
	f.Add("profile: x\nsheets: [{labels: [{at: A1, label: x, value: inside}]}]")
	book, err := sheet.Read(file(f, worksheet), sheet.DefaultLimits)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := profile.Parse("fuzz.yaml", []byte(text))
		if err != nil {
			var known *profile.Error
			if !errors.As(err, &known) || p != nil {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		r := p.Read(book)
		r.Rewrite()
		r.Given(nil)
		if again, err := profile.Parse("fuzz.yaml", p.YAML()); err != nil {
			t.Fatalf("what is written cannot be read: %v\n%s", err, p.YAML())
		} else if len(again.Sheets) != len(p.Sheets) {
			t.Fatalf("%d sheets are read back as %d", len(p.Sheets), len(again.Sheets))
		}
	})
}

// TestParseIsBounded: texts that are nested deep, or grow by naming parts of themselves, are refused before they are
// read, with their line.
func TestParseIsBounded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"brackets":  {"profile: x\nsheets: " + strings.Repeat("[", 100_000), "line 2: the profile is nested too deep"},
		"braces":    {"profile: x\nsheets: " + strings.Repeat("{a: ", 50_000), "line 2: the profile is nested too deep"},
		"dashes":    {"profile: x\nsheets:\n" + strings.Repeat("- ", 100_000) + "x", "line 3: the profile is nested too deep"},
		"questions": {"profile: x\n" + strings.Repeat("? ", 100_000) + "x", "nested too deep"},
		"laughs": {"profile: x\na: &a [lol, lol]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nsheets: [*c]\n",
			"line 2: profiles have no anchors and aliases"},
		"itself": {"profile: &x\n  name: *x\n", "line 1: profiles have no anchors and aliases"},
	} {
		_, err := profile.Parse("deep.yaml", []byte(c.text))
		var told *profile.Error
		if !errors.As(err, &told) || !strings.Contains(err.Error(), c.says) || told.Hint() == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
