package mapping_test

import (
	"testing"

	"docket/mapping"
	"docket/mapping/layout"
	"docket/mapping/sheet"
)

// TestEveryCellIsAccountedFor: every cell with text is behind a field of a filing, listed as unmapped, or a label, a
// title or an explanation. None is passed over.
func TestEveryCellIsAccountedFor(t *testing.T) {
	t.Parallel()
	cells := 0
	for _, p := range papers(t) {
		book, err := sheet.Read(p.data, sheet.DefaultLimits)
		if err != nil {
			continue
		}
		document := convert(p, mapping.Options{OrdersFromISF: true})
		known := map[sheet.Place]string{}
		for _, f := range document.Filings {
			for _, cells := range f.Cells {
				for _, place := range cells {
					known[place] = "mapped"
				}
			}
		}
		for _, u := range document.Unmapped {
			known[u.Cell] = "unmapped"
		}
		skip := map[string]bool{}
		for _, s := range layout.Read(book) {
			skip[s.Name] = s.Instructions
			for _, places := range [][]sheet.Place{s.Labels, s.Asides} {
				for _, place := range places {
					known[place] = "label"
				}
			}
		}
		for i := range book.Sheets {
			s := book.Sheets[i]
			for _, row := range s.Rows {
				for _, cell := range row.Cells {
					cells++
					if place := s.Place(cell.Ref); cell.Text != "" && known[place] == "" && !skip[s.Name] {
						t.Errorf("%s: %s %q is not accounted for", p.name, place, cell.Text)
					}
				}
			}
		}
	}
	if cells < 3000 {
		t.Errorf("looked at %d cells", cells)
	}
}
