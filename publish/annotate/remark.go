package annotate

import (
	"fmt"
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
)

// A remark is a problem as the copy tells it: once, for all filings that have it.
type remark struct {
	kind    Kind
	places  []sheet.Place
	value   string
	message string
	hint    string
	code    string
	filings []string // names of the filings that have it, none for the file as a whole
}

// remarksOf are the problems of a report, the most urgent first.
func remarksOf(r Report) []remark {
	var all []remark
	seen := map[string]int{}
	add := func(p mapping.Problem, of string) {
		key := fmt.Sprint(kindOf(p), "\x00", p.Code, "\x00", p.Message, "\x00", p.Hint, "\x00", p.Value, p.Cells)
		at, found := seen[key]
		if !found {
			at = len(all)
			seen[key] = at
			all = append(all, remark{kind: kindOf(p), places: p.Cells, value: p.Value, message: p.Message, hint: p.Hint, code: p.Code})
		}
		if of != "" && !slices.Contains(all[at].filings, of) {
			all[at].filings = append(all[at].filings, of)
		}
	}
	for _, f := range r.Filings {
		for _, p := range f.Problems {
			add(p, f.name())
		}
	}
	for _, p := range r.Problems {
		add(p, "")
	}
	slices.SortStableFunc(all, func(a, b remark) int { return int(a.kind) - int(b.kind) })
	return all
}

// note is the remark as a comment tells it. Of several filings it says which it is about.
func (r remark) note(several bool) mark.Note {
	var about string
	if several && len(r.filings) > 0 {
		about = "For " + someOf(r.filings, 3) + ":"
	}
	lines := slices.DeleteFunc([]string{about, cut(r.message, maxSentence), cut(r.hint, maxSentence)}, func(line string) bool { return strings.TrimSpace(line) == "" })
	return mark.Note{Kind: r.kind.String(), Lines: lines, Code: codeWord(r.code)}
}

// maxSentence is how much of a sentence a comment has, in characters.
const maxSentence = 1000

// codeWord is a code as notes can hold it. Codes of the API are in words of its own.
func codeWord(code string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		default:
			return '_'
		}
	}, cut(code, 80))
}

// someOf names the first few of many.
func someOf(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}

// cut is a text of at most n characters.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n-1]) + "…"
}

// sheetMarks are the marks on one sheet.
type sheetMarks struct {
	kinds    map[sheet.Ref]Kind
	comments []comment // in the order of their cells
}

// A comment is what docket says of one cell.
type comment struct {
	ref  sheet.Ref
	text string
}

const (
	maxComments = 5000 // of a workbook: each is a shape, and programs take their time over them
	maxNotes    = 5    // of a comment: more do not fit on a screen
)

// marksOf are the marks for each sheet, by its name, and how many cells had to go without a comment.
func marksOf(r Report, remarks []remark, book *sheet.Workbook) (marks map[string]*sheetMarks, silent int) {
	marks = map[string]*sheetMarks{}
	notes := map[sheet.Place][]remark{}
	var order []sheet.Place
	anchor := anchors(book)
	for _, rem := range remarks {
		for _, place := range rem.places {
			place, known := anchor(place)
			if !known {
				continue
			}
			if notes[place] == nil {
				order = append(order, place)
			}
			if !slices.ContainsFunc(notes[place], func(other remark) bool {
				return other.code == rem.code && other.message == rem.message && other.hint == rem.hint
			}) {
				notes[place] = append(notes[place], rem)
			}
		}
	}
	on := func(name string) *sheetMarks {
		if marks[name] == nil {
			marks[name] = &sheetMarks{kinds: map[sheet.Ref]Kind{}}
		}
		return marks[name]
	}
	for i, place := range order {
		on(place.Sheet).kinds[place.Ref] = notes[place][0].kind
		if i >= maxComments {
			silent++
			continue
		}
		on(place.Sheet).comments = append(on(place.Sheet).comments, comment{place.Ref, commentText(notes[place], len(r.Filings) > 1)})
	}
	for _, u := range r.Unmapped {
		if place, known := anchor(u.Cell); known {
			if _, marked := on(place.Sheet).kinds[place.Ref]; !marked {
				on(place.Sheet).kinds[place.Ref] = Unread
			}
		}
	}
	for _, m := range marks {
		slices.SortFunc(m.comments, func(a, b comment) int { return a.ref.Compare(b.ref) })
	}
	return marks, silent
}

// commentsOf are the sender's comments on a sheet, in the order of their cells.
func commentsOf(s *sheet.Sheet) []comment {
	var all []comment
	for ref, text := range s.Comments {
		all = append(all, comment{ref, text})
	}
	slices.SortFunc(all, func(a, b comment) int { return a.ref.Compare(b.ref) })
	return all
}

func commentText(remarks []remark, several bool) string {
	var notes []string
	for i, rem := range remarks {
		if i == maxNotes {
			more := mark.Note{Kind: "More", Lines: []string{fmt.Sprintf("%d more on this cell are on the sheet %s.", len(remarks)-maxNotes, mark.ReportTitle)}}
			notes = append(notes, more.String())
			break
		}
		notes = append(notes, rem.note(several).String())
	}
	return strings.Join(notes, "\n\n")
}

// anchors finds where a mark on a cell has to stand so that it is seen: of a cell inside a merged area, in its first
// cell. A cell of a sheet that the workbook does not have is not known.
func anchors(book *sheet.Workbook) func(sheet.Place) (sheet.Place, bool) {
	merged := map[string]map[sheet.Ref]sheet.Ref{}
	return func(p sheet.Place) (sheet.Place, bool) {
		at := slices.IndexFunc(book.Sheets, func(s *sheet.Sheet) bool { return s.Name == p.Sheet })
		if at < 0 || p.Ref.Row < 1 || p.Ref.Col < 1 {
			return p, false
		}
		if merged[p.Sheet] == nil {
			merged[p.Sheet] = firstsOf(book.Sheets[at].Merges)
		}
		if first, found := merged[p.Sheet][p.Ref]; found {
			p.Ref = first
		}
		return p, true
	}
}

// firstsOf is the first cell of its merged area for each cell in one.
func firstsOf(merges []sheet.Area) map[sheet.Ref]sheet.Ref {
	firsts := map[sheet.Ref]sheet.Ref{}
	for _, area := range merges {
		if cellsOf(area) > maxMerged {
			continue
		}
		for row := area.First.Row; row <= area.Last.Row; row++ {
			for col := area.First.Col; col <= area.Last.Col; col++ {
				firsts[sheet.Ref{Row: row, Col: col}] = area.First
			}
		}
	}
	return firsts
}

// maxMerged is the largest merged area that is looked into cell by cell.
const maxMerged = 1000

func cellsOf(a sheet.Area) int { return int(a.Last.Row-a.First.Row+1) * int(a.Last.Col-a.First.Col+1) }
