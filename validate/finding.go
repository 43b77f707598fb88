package validate

import (
	"slices"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
)

// A finding is what a rule has to say of a filing.
type finding struct {
	rule    *Rule
	level   Level
	at      filing.Pointer   // the field; of one that is missing, where it would stand
	with    []filing.Pointer // further fields whose cells matter
	blank   filing.Pointer   // of something missing: how mapping.Filing.Blanks addresses it, if not like at
	missing bool             // at is not there at all
	value   string           // "" is what stands at at
	message string           // a sentence
	hint    string           // what to do, a clause in the imperative that begins with a small letter: "write the city"
	cells   []sheet.Place    // where it is seen, if not in the cells of the fields
}

// misses tells whether a finding says that a field is missing, or what it lies in, or what lies in it.
func (f finding) misses(at filing.Pointer) bool {
	return f.missing && (related(f.at, at) || slices.ContainsFunc(f.with, func(part filing.Pointer) bool { return related(part, at) }))
}

// problem puts a finding in words for the sender.
func (s *subject) problem(f finding) mapping.Problem {
	places, kind := s.places(f)
	value := f.value
	if value == "" && !f.missing {
		value = s.valueAt(f.at)
	}
	return mapping.Problem{
		Severity: f.level.severity(),
		Question: f.level == LevelHold,
		Code:     f.rule.Code,
		Field:    f.at,
		Cells:    append([]sheet.Place{}, places...), // a list in JSON, also without cells
		Value:    value,
		Message:  f.message,
		Hint:     hintAt(f.hint, places, kind),
	}
}

// hintAt makes a sentence of what to do and where.
func hintAt(hint string, places []sheet.Place, kind placeKind) string {
	if hint == "" {
		return ""
	}
	switch kind {
	case valueCells:
		return "In " + placeWords(places) + ", " + hint + "."
	case blankCells:
		return "At " + placeWords(places) + ", " + hint + "."
	default:
		return upper(hint) + "."
	}
}

// placeWords names cells: as an area if they fill one, else the first three of them.
func placeWords(places []sheet.Place) string {
	if area, ok := areaOf(places); ok && len(places) > 1 {
		return places[0].Sheet + "!" + area.String()
	}
	const named = 3
	words := make([]string, 0, named+1)
	for i, place := range places {
		if i == named {
			words = append(words, plural(len(places)-named, "further cell"))
			break
		}
		words = append(words, place.String())
	}
	return andList(words)
}

// areaOf is the area that cells of one sheet fill; false if they leave gaps.
func areaOf(places []sheet.Place) (sheet.Area, bool) {
	area := sheet.Area{First: places[0].Ref, Last: places[0].Ref}
	for _, place := range places {
		if place.Sheet != places[0].Sheet {
			return area, false
		}
		area.First = sheet.Ref{Row: min(area.First.Row, place.Ref.Row), Col: min(area.First.Col, place.Ref.Col)}
		area.Last = sheet.Ref{Row: max(area.Last.Row, place.Ref.Row), Col: max(area.Last.Col, place.Ref.Col)}
	}
	rows, cols := int(area.Last.Row-area.First.Row)+1, int(area.Last.Col-area.First.Col)+1
	return area, rows*cols == len(places)
}
