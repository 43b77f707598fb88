package mapping

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
	"docket/mapping/value"
)

// explode splits facts whose label asks for several things, "Port of loading / ETD", into one fact for each, where
// their texts can be told apart by their order. Things that one parser reads together stay together.
func explode(sheets []layout.Sheet) []layout.Sheet {
	settleLabels(sheets)
	settleParties(sheets)
	for i := range sheets {
		sheets[i].Form = explodeAll(sheets[i].Form)
		for j := range sheets[i].Tables {
			t := &sheets[i].Tables[j]
			for k := range t.Rows {
				t.Rows[k].Facts = explodeAll(t.Rows[k].Facts)
			}
			for k := range t.Totals {
				t.Totals[k].Facts = explodeAll(t.Totals[k].Facts)
			}
		}
	}
	return sheets
}

func explodeAll(facts []layout.Fact) []layout.Fact {
	var out []layout.Fact
	for _, f := range facts {
		out = append(out, split(spelledOut(f))...)
	}
	return out
}

// longestLegend is how long a code is that a legend explains, in bytes.
const longestLegend = 3

// spelledOut is a fact whose code its label explains, in the words of the label: "1" under "Bond type (1 = continuous,
// 2 = single)".
func spelledOut(f layout.Fact) layout.Fact {
	code := strings.TrimSpace(f.Text)
	if code == "" || len(code) > longestLegend {
		return f
	}
	for _, m := range legend.FindAllStringSubmatch(f.Label, -1) {
		if strings.EqualFold(m[1], code) {
			f.Text = strings.TrimSpace(m[2])
		}
	}
	return f
}

// legend is what a label says of one code.
var legend = regexp.MustCompile(`([\pL\pN]{1,3})\s*(?:[=:]|\s[–-]\s)\s*([\pL][^=,;/()\[\]\n]*)`)

// together are the fields that one parser reads from one text, in any order; the first of each has to be among them.
var together = [][]field.Name{
	{field.Vessel, field.Voyage, field.IMO},
	{field.Container, field.ContainerType, field.Seal, field.ContainerCount, field.Kind, field.NoPlace},
	{field.HTS, field.NoPlace},
	{field.City, field.PostalCode, field.State, field.Country, field.Street, field.District, field.Address},
	{field.Packages, field.PackageType, field.Kind},
	{field.Flight, field.NoPlace},
}

func split(f layout.Fact) []layout.Fact {
	sameForAll := len(f.Terms) > 1 && sameName(f.Terms)
	if len(f.Terms) < 2 || f.Text == "" || readTogether(f.Terms) && !sameForAll {
		return []layout.Fact{f}
	}
	if one, found := alternative(f); found {
		return []layout.Fact{one}
	}
	if sameForAll { // "Importer / Consignee": one value for both
		var both []layout.Fact
		for _, t := range withNumber(f.Terms) {
			one := f
			one.Term, one.Terms = t, []field.Term{t}
			both = append(both, one)
		}
		return both
	}
	if len(f.Beside) == len(f.Terms)-1 {
		return byCells(f)
	}
	for _, separator := range separators {
		if parts := separator.Split(f.Text, -1); len(parts) == len(f.Terms) {
			return byParts(f, parts)
		}
	}
	return []layout.Fact{f}
}

// withNumber are the terms of several parties without those that have no number of their own, where a number is asked of
// an importer or a consignee too.
func withNumber(terms []field.Term) []field.Term {
	has := func(t field.Term) bool { return t.Role == field.Importer || t.Role == field.Consignee }
	if !terms[0].Name.IsIdentifier() || !slices.ContainsFunc(terms, has) {
		return terms
	}
	return slices.DeleteFunc(slices.Clone(terms), func(t field.Term) bool { return !has(t) })
}

// alternative decides between a party and a place where a label can mean either, "Lugar de entrega / Ship-to": a text
// of several lines or parts is a party with its address.
func alternative(f layout.Fact) (layout.Fact, bool) {
	if len(f.Terms) != 2 {
		return f, false
	}
	party, place := 0, 1
	if f.Terms[0].Role == "" {
		party, place = 1, 0
	}
	if f.Terms[party].Role == "" || f.Terms[place].Role != "" || !f.Terms[place].Name.IsPort() {
		return f, false
	}
	chosen := place
	if _, refers := value.FindReference(f.Text); refers || strings.Contains(f.Text, "\n") || strings.Count(f.Text, ",") > 2 {
		chosen = party
	}
	f.Term, f.Terms = f.Terms[chosen], f.Terms[chosen:chosen+1]
	return f, true
}

// separators part the values of several things in one cell, the most telling first.
var separators = []*regexp.Regexp{regexp.MustCompile(`\s*\n\s*`), regexp.MustCompile(`\s+/\s+|\s*\|\s*|\s*;\s*`), regexp.MustCompile(`\s*/\s*`), regexp.MustCompile(`\s*,\s+`)}

func readTogether(terms []field.Term) bool {
	return slices.ContainsFunc(together, func(names []field.Name) bool {
		stranger := slices.ContainsFunc(terms, func(t field.Term) bool { return !slices.Contains(names, t.Name) })
		return !stranger && slices.ContainsFunc(terms, func(t field.Term) bool { return t.Name == names[0] })
	})
}

func sameName(terms []field.Term) bool {
	return !slices.ContainsFunc(terms, func(t field.Term) bool { return t.Name != terms[0].Name || t.Role == "" })
}

func byCells(f layout.Fact) (facts []layout.Fact) {
	cells := append([]*sheet.Cell{f.Values[0]}, f.Beside...)
	for i, t := range f.Terms {
		one := f
		one.Term, one.Terms, one.Beside = t, []field.Term{t}, nil
		one.Text, one.Values = cells[i].Text, cells[i:i+1]
		one.Cells = []sheet.Place{{Sheet: f.Cells[0].Sheet, Ref: cells[i].Ref}}
		facts = append(facts, one)
	}
	return facts
}

func byParts(f layout.Fact, parts []string) (facts []layout.Fact) {
	for i, t := range f.Terms {
		one := f
		one.Term, one.Terms, one.Text = t, []field.Term{t}, parts[i]
		facts = append(facts, one)
	}
	return facts
}
