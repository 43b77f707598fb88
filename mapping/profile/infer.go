package profile

import (
	"fmt"
	"slices"
	"strings"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// Infer is the profile of a workbook as recognition reads it. Document is its type. The profile is to be written by
// YAML and read by Parse before it can be applied.
func Infer(name, document string, book *sheet.Workbook) *Profile {
	p := &Profile{Name: name, Document: document}
	for i, read := range layout.Read(book) {
		if s := inferSheet(read, book.Sheets[i]); len(s.Labels) > 0 && !slices.ContainsFunc(p.Sheets, s.same) {
			p.Sheets = append(p.Sheets, s)
		}
	}
	return p
}

// same says whether two sheets have the same labels, such as one sheet for each bill.
func (s Sheet) same(other Sheet) bool {
	return slices.EqualFunc(s.Labels, other.Labels, func(a, b Label) bool { return a.At == b.At && a.Label == b.Label && a.Field == b.Field })
}

// inferring is a sheet of a profile being made.
type inferring struct {
	Sheet
	sheet *sheet.Sheet
}

func inferSheet(read layout.Sheet, s *sheet.Sheet) Sheet {
	out := &inferring{Sheet: Sheet{Name: s.Name}, sheet: s}
	for _, f := range read.Form {
		out.addFact(f)
	}
	for _, t := range read.Tables {
		for _, c := range t.Columns {
			out.addColumn(c)
		}
	}
	slices.SortStableFunc(out.Labels, func(a, b Label) int { return a.ref.Compare(b.ref) })
	return out.Sheet
}

func (s *inferring) addFact(f layout.Fact) {
	if len(f.Labels) == 0 || len(f.Terms) == 0 {
		return
	}
	l := Label{ref: f.Labels[len(f.Labels)-1].Ref, Field: joined(f.Terms), Number: f.Ordinal}
	switch {
	case len(f.Cells) == 0:
	case f.Cells[0].Ref == l.ref:
		l.Value, l.Label = Inside, f.Label
	default:
		l.Value = f.Cells[0].Ref.String()
	}
	s.add(l)
}

func (s *inferring) addColumn(c layout.Column) {
	if len(c.Places) == 0 || len(c.Terms) == 0 {
		return
	}
	s.add(Label{ref: c.Places[len(c.Places)-1].Ref, Field: joined(c.Terms), Value: Column})
	if len(c.Places) > 1 {
		s.add(Label{ref: c.Places[0].Ref})
	}
}

// add adds a label once. One that a form repeats further down is left to recognition: the next file may have fewer of
// it, or more.
func (s *inferring) add(l Label) {
	cell := s.sheet.At(l.ref)
	if cell == nil || cell.Kind != sheet.Text {
		return
	}
	if l.At = l.ref.String(); l.Label == "" {
		l.Label = strings.TrimSpace(cell.Text)
	}
	l.text = fold(l.Label)
	known := func(o Label) bool {
		return o.text == l.text && (o.At == l.At || o.Field == l.Field && o.Number == l.Number && l.Field != "")
	}
	if l.text == "" || slices.ContainsFunc(s.Labels, known) {
		return
	}
	s.Labels = append(s.Labels, l)
}

func joined(terms []field.Term) string {
	var parts []string
	for _, t := range terms {
		parts = append(parts, t.String())
	}
	return strings.Join(parts, " + ")
}

// YAML is the profile as a person reads and corrects it.
func (p *Profile) YAML() []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "profile: %s\n", scalar(p.Name))
	out.WriteString(`
# Files that this profile is for: under a prefix of bucket and key, with a name like a pattern, or, where neither is
# given, all that have the labels below.
# match:
#   prefix: [inbox/acme/]
#   file: ["*ISF*.xlsx"]

`)
	fmt.Fprintf(&out, "document: %s\n", p.Document)
	out.WriteString(`
# What to make of values. A constant replaces what the file says, a default stands where it says nothing, a map and an
# expression change what it says.
# fields:
#   - {field: carrier_scac, constant: COSU}
#   - {field: bond_type, default: CONTINUOUS}
#   - {field: package_type, map: {ctn: CARTONS, plt: PALLETS}}
#   - {field: house_bill, is: '"FLXT" + text'}

# When a filing waits for a person.
# hold:
#   below: 0.8
#   when:
#     - {if: 'field("port_of_unloading") == ""', say: The port of unloading is missing.}

# How severe the rules are with these files, and what is plausible; "docket rules" lists them.
# levels: {ein_suffix_missing: "off", isf_consolidator_missing: warning}
# limits: {longest_voyage_days: 90}

# Labels that have to be there, what they ask for, and where their values stand: in a cell or an area, in the column
# below, or inside the label's own cell. Without "value" docket finds it. "field: no_place" leaves a label's value out.
sheets:
`)
	for _, s := range p.Sheets {
		fmt.Fprintf(&out, "  - name: %s\n    labels:\n", scalar(s.Name))
		for _, l := range s.Labels {
			fmt.Fprintf(&out, "      - {at: %s, label: %s", l.At, scalar(l.Label))
			if l.Field != "" {
				fmt.Fprintf(&out, ", field: %s", l.Field)
			}
			if l.Number > 0 {
				fmt.Fprintf(&out, ", number: %d", l.Number)
			}
			if l.Value != "" {
				fmt.Fprintf(&out, ", value: %s", l.Value)
			}
			if l.Optional {
				out.WriteString(", optional: true")
			}
			out.WriteString("}\n")
		}
	}
	return []byte(out.String())
}

// scalar is a text in double quotes, as YAML and JSON both have them.
func scalar(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
