package validate

import (
	"cmp"
	"slices"
	"strings"

	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// A placeKind tells how the cells of a problem relate to its field.
type placeKind int

const (
	noCells     placeKind = iota
	valueCells            // they hold the value
	blankCells            // they are where the value belongs
	aroundCells           // they hold what lies around the field, and nothing is to be written into them
)

// places are the cells of a finding: those of its fields; else the blanks where they belong; else those of the nearest
// object around the field; else those of the bill, by which people find the filing in its file.
func (s *subject) places(f finding) ([]sheet.Place, placeKind) {
	if f.cells != nil {
		return f.cells, valueCells
	}
	var found []sheet.Place
	for _, at := range append([]filing.Pointer{f.at}, f.with...) {
		found = append(found, s.cellsAt(at)...)
	}
	if len(found) > 0 && !f.missing {
		return unique(found), valueCells
	}
	if blanks := s.blanksOf(f); len(blanks) > 0 {
		return blanks, blankCells
	}
	if around := s.cellsAround(f.at); len(around) > 0 {
		return around, aroundCells
	}
	return nil, noCells
}

// blanksOf are the blanks of what is missing: of its parts, if a finding names them.
func (s *subject) blanksOf(f finding) []sheet.Place {
	missing := f.with
	if len(missing) == 0 {
		missing = []filing.Pointer{f.at}
	}
	blanks := s.blanksAt(f.blank)
	for _, at := range missing {
		blanks = append(blanks, s.blanksAt(at)...)
	}
	return unique(blanks)
}

// cellsAt are the cells that a field was read from, or those of all fields below it.
func (s *subject) cellsAt(at filing.Pointer) []sheet.Place {
	if cells := s.of.Cells[at]; len(cells) > 0 {
		return cells
	}
	return below(s.of.Cells, at)
}

// blanksAt are the blanks of a field, or of all fields below it.
func (s *subject) blanksAt(at filing.Pointer) []sheet.Place {
	if at == "" {
		return nil
	}
	for _, spelled := range []filing.Pointer{at, s.general(at)} {
		if cells := s.of.Blanks[spelled]; len(cells) > 0 {
			return cells
		}
		if cells := below(s.of.Blanks, spelled); len(cells) > 0 {
			return cells
		}
	}
	return nil
}

func below(cells map[filing.Pointer][]sheet.Place, at filing.Pointer) []sheet.Place {
	var inner []filing.Pointer
	for pointer := range cells {
		if strings.HasPrefix(string(pointer), string(at)+"/") {
			inner = append(inner, pointer)
		}
	}
	slices.SortFunc(inner, comparePointers)
	var all []sheet.Place
	for _, pointer := range inner {
		all = append(all, cells[pointer]...)
	}
	return unique(all)
}

// general is a pointer with a party's type in place of its index and "-" in place of other indexes, as
// mapping.Filing.Blanks addresses what is not there.
func (s *subject) general(at filing.Pointer) filing.Pointer {
	for _, party := range s.parties {
		if inner, ok := strings.CutPrefix(string(at)+"/", string(party.at)+"/"); ok {
			return party.at.Parent().Key(party.role) + generalSteps(inner)
		}
	}
	return generalSteps(strings.TrimPrefix(string(at), "/"))
}

func generalSteps(path string) (general filing.Pointer) {
	for step := range strings.SplitSeq(strings.TrimSuffix(path, "/"), "/") {
		switch {
		case step == "":
		case isIndex(step):
			general += "/-"
		default:
			general += "/" + filing.Pointer(step)
		}
	}
	return general
}

func isIndex(step string) bool { return step != "" && strings.Trim(step, "0123456789") == "" }

// broad are objects that hold so much that their cells would lead nobody to the place.
var broad = map[filing.Pointer]bool{
	"": true, "/header": true, "/reference_identifiers": true, "/shipment_information": true, "/entities": true,
	"/shipment_information/cargo_details": true, isfFreight: true, isfFreight + "/containers": true, orderFreight: true,
	orderFreight + "/containers": true, orderRoute: true, "/cargo_details": true, "/involved_parties": true, "/customs_details": true, "/request_metadata": true,
}

// cellsAround are the cells of the nearest object around a field, or of the bill.
func (s *subject) cellsAround(at filing.Pointer) []sheet.Place {
	for around := at; !broad[around]; around = around.Parent() {
		if cells := s.cellsAt(around); len(cells) > 0 {
			return unique(cells)
		}
	}
	for _, bill := range slices.Backward(s.bills) { // the house bill before its master
		if cells := s.cellsAt(bill.at); len(cells) > 0 {
			return unique(cells)
		}
	}
	return nil
}

// unique are places without repetition, in the order of reading. Sheets stay in the order in which they come.
func unique(places []sheet.Place) []sheet.Place {
	var sheets []string
	var kept []sheet.Place
	for _, place := range places {
		if !slices.Contains(kept, place) {
			kept = append(kept, place)
		}
		if !slices.Contains(sheets, place.Sheet) {
			sheets = append(sheets, place.Sheet)
		}
	}
	slices.SortStableFunc(kept, func(a, b sheet.Place) int {
		return cmp.Or(cmp.Compare(slices.Index(sheets, a.Sheet), slices.Index(sheets, b.Sheet)), a.Ref.Compare(b.Ref))
	})
	return kept
}

// comparePointers orders pointers step by step, indexes by number.
func comparePointers(a, b filing.Pointer) int {
	return slices.CompareFunc(strings.Split(string(a), "/"), strings.Split(string(b), "/"), func(a, b string) int {
		if isIndex(a) && isIndex(b) && len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
}
