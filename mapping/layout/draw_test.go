package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"docket/mapping/field"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// drawn makes a sheet of its picture: a line for each row, its cells between bars, "⏎" for a line break in a cell, "<"
// for a cell merged with the one to its left, "^" for one merged with the one above, and TRUE and FALSE for truth values.
func drawn(t testing.TB, name, picture string) sheet.Sheet {
	t.Helper()
	s := sheet.Sheet{Name: name}
	merges := map[sheet.Ref]*sheet.Area{}
	heads := map[sheet.Ref]sheet.Ref{}
	for i, line := range strings.Split(strings.TrimSuffix(picture, "\n"), "\n") {
		row := sheet.Row{Number: i + 1}
		for j, text := range strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|") {
			ref := sheet.At(j+1, i+1)
			text = strings.ReplaceAll(strings.TrimSpace(text), "⏎", "\n")
			switch text {
			case "":
			case "<", "^":
				before := sheet.At(j, i+1)
				if text == "^" {
					before = sheet.At(j+1, i)
				}
				head := before
				if h, found := heads[before]; found {
					head = h
				}
				heads[ref] = head
				if merges[head] == nil {
					merges[head] = &sheet.Area{First: head, Last: head}
				}
				merges[head].Last = sheet.Ref{Row: max(merges[head].Last.Row, ref.Row), Col: max(merges[head].Last.Col, ref.Col)}
			case "TRUE", "FALSE":
				row.Cells = append(row.Cells, sheet.Cell{Ref: ref, Kind: sheet.Bool, Text: text, Number: float64(strings.Count(text, "TRUE"))})
			default:
				row.Cells = append(row.Cells, sheet.Cell{Ref: ref, Kind: sheet.Text, Text: text})
			}
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	for _, area := range merges {
		s.Merges = append(s.Merges, *area)
	}
	return s
}

// told is what was found on sheets, in lines that a person reads.
func told(sheets []layout.Sheet) string {
	var b strings.Builder
	for _, s := range sheets {
		for _, title := range s.Titles {
			fmt.Fprintf(&b, "title %s  %s\n", title.Place.Ref, title.Kind)
		}
		for _, f := range s.Form {
			tell(&b, "", f)
		}
		for _, table := range s.Tables {
			fmt.Fprintf(&b, "table in row %d\n", table.First)
			for _, r := range table.Rows {
				fmt.Fprintf(&b, "  row %d\n", r.Number)
				for _, f := range r.Facts {
					tell(&b, "    ", f)
				}
			}
			for _, r := range table.Totals {
				fmt.Fprintf(&b, "  total in row %d\n", r.Number)
				for _, f := range r.Facts {
					tell(&b, "    ", f)
				}
			}
		}
		for _, place := range s.Loose {
			fmt.Fprintf(&b, "loose %s\n", place.Ref)
		}
	}
	return b.String()
}

func tell(b *strings.Builder, in string, f layout.Fact) {
	fmt.Fprintf(b, "%s%s = %s", in, names(f.Terms), strings.ReplaceAll(f.Text, "\n", "⏎"))
	for _, cell := range f.Beside {
		fmt.Fprintf(b, " + %s", cell.Text)
	}
	for i, place := range f.Cells {
		b.WriteString([]string{"  at ", ", "}[min(i, 1)] + place.Ref.String())
	}
	b.WriteString("\n")
}

func names(terms []field.Term) string {
	var all []string
	for _, t := range terms {
		name := strings.Trim(string(t.Role)+" "+string(t.Name), " ")
		if t.At != "" {
			name += " at " + string(t.At)
		}
		all = append(all, name)
	}
	return strings.Join(all, " & ")
}
