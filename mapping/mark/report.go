package mark

import (
	"strings"

	"docket/mapping/sheet"
)

// top is how many rows of a report sheet hold the seal, with room for a few that somebody put in.
const top = 20

// report tells whether a sheet is a report of docket's, by its first rows: the title, and the seal or the sheet's name.
// Neither alone would do: a sender may name a sheet as they like, and copy a line.
type report struct {
	titled bool
	sealed bool
	origin Origin
	digest string
}

func (r *report) look(row sheet.Row) {
	for _, cell := range row.Cells {
		switch {
		case cell.Text == ReportTitle:
			r.titled = true
		case !r.sealed:
			r.origin, r.digest, r.sealed = readSeal(cell.Text)
		}
	}
}

func (r *report) is(name string) bool {
	return r.titled && (r.sealed || strings.HasPrefix(strings.ToLower(name), ReportTitle))
}

// reportOn looks at a sheet that has been read.
func reportOn(s *sheet.Sheet) (r report, is bool) {
	for _, row := range s.Rows {
		if row.Number > top {
			break
		}
		r.look(row)
	}
	return r, r.is(s.Name)
}
