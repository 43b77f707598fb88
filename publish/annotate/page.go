package annotate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"docket/mapping"
	"docket/mapping/mark"
	"docket/mapping/sheet"
)

// A page is the report sheet while it is written.
type page struct {
	grid
	report  Report
	remarks []remark
	silent  int                         // marked cells that have no comment
	base    int                         // number of the first of docket's cell formats
	rebuilt bool                        // the workbook is not the sender's own, but made after it
	shown   func(string) (string, bool) // what a sheet of the file is called in the copy; false where it has none
}

// maxListed is how many lines a list on the report has.
const maxListed = 5000

// width is the number of the report's last column.
const width = 8

var pageColumns = []column{{width: 13}, {width: 16}, {width: 22}, {width: 26}, {width: 58}, {width: 58}, {width: 24}, {width: 32}}

// unknownDigest stands in the seal until the rest of the sheet is there.
const unknownDigest = "0000000000000000"

func (p *page) seal(digest string) string { return mark.Seal(p.report.Origin, digest) }

// write is the report sheet's XML.
func (p *page) write() string {
	p.texts = map[sheet.Ref]string{}
	p.head()
	for _, section := range []func(){p.problems, p.filings, p.unmapped, p.legend} {
		p.startRow(p.row + 2)
		p.height = heights[heading]
		section()
	}
	xml := p.xml(pageColumns, `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`, ` showGridLines="0" tabSelected="1"`, `<pageSetup orientation="landscape" fitToHeight="0"/>`)
	return strings.Replace(xml, cellText(p.seal(unknownDigest)), cellText(p.seal(mark.Digest(p.texts))), 1)
}

func (p *page) cell(col int, text string, s style) {
	if text != "" {
		p.text(col, text, p.base+int(s.safe(text)))
	}
}

// wrapped is cell for a text that may take several lines: the row becomes as high. Not every program finds that out.
func (p *page) wrapped(col int, text string, s style) {
	p.cell(col, text, s)
	perLine := int(pageColumns[col-1].width * 0.9)
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + utf8.RuneCountInString(line)/perLine
	}
	p.height = max(p.height, lineHeight*float64(min(lines, maxLines)))
}

const (
	lineHeight = 15.0 // points
	maxLines   = 20   // of a row; Excel takes no more than 409 points
)

// line is a row with one text over its whole width.
func (p *page) line(text string, s style) {
	p.startRow(p.row + 1)
	p.height = heights[s]
	p.cell(1, text, s)
	p.merge(sheet.Area{First: sheet.At(1, p.row), Last: sheet.At(width, p.row)})
}

// heights are those of rows with one text, in points.
var heights = map[style]float64{plain: 16, title: 30, heading: 24}

// fact is a row with a name and what it is.
func (p *page) fact(name, text string) {
	if text == "" {
		return
	}
	p.startRow(p.row + 1)
	p.cell(1, name, plain)
	p.cell(2, text, plain)
	p.merge(sheet.Area{First: sheet.At(2, p.row), Last: sheet.At(width, p.row)})
}

func (p *page) head() {
	p.line(mark.ReportTitle, title)
	p.line(p.summary(), heading)
	p.line("Correct the marked cells and send this workbook again the way you sent it first. This sheet, the colours and docket's comments may stay: docket leaves them out, and files only what changed.", plain)
	p.fact("File", p.report.File)
	p.fact("Read as", types[p.report.Type])
	p.fact("Checked", p.report.At.UTC().Format(time.DateOnly+" 15:04:05")+" UTC")
	p.fact("Document", p.report.Origin.Document)
	if p.rebuilt {
		p.fact("Copy", "This workbook was made after the file: its cells as they were shown. Fonts, colours and formulas of the file are not in it.")
	}
	if p.silent > 0 {
		p.fact("Comments", fmt.Sprintf("%d marked cells have no comment, for there are too many; the list below has all of them.", p.silent))
	}
	p.startRow(p.row + 1)
	p.cell(1, "For docket", fine)
	p.text(2, p.seal(unknownDigest), p.base+int(fine))
}

// summary is what became of the file in a sentence.
func (p *page) summary() string {
	filed, questions, errors := 0, 0, 0
	for _, f := range p.report.Filings {
		if f.filed() {
			filed++
		}
	}
	for _, r := range p.remarks {
		switch r.kind {
		case Error:
			errors++
		case Question:
			questions++
		}
	}
	var said []string
	switch n := len(p.report.Filings); {
	case n == 0:
		said = append(said, "No filing could be made of this file")
	case filed == n && n == 1:
		said = append(said, "1 filing, which needs no correction")
	case filed == n:
		said = append(said, counted(n, "filing")+", none of which needs a correction")
	default:
		said = append(said, fmt.Sprintf("%d of %s not filed", n-filed, counted(n, "filing")))
	}
	for _, part := range []struct {
		n    int
		noun string
	}{{errors, "error"}, {questions, "question"}, {len(p.remarks) - errors - questions, "warning"}} {
		if part.n > 0 {
			said = append(said, counted(part.n, part.noun))
		}
	}
	return strings.Join(said, "; ") + "."
}

// counted is a number with its noun: 1 error, 2 errors.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// columnHeads is a row of headings.
func (p *page) columnHeads(names ...string) {
	p.startRow(p.row + 1)
	for i, name := range names {
		p.text(i+1, name, p.base+int(columnHead))
	}
}

func (p *page) sectionHead(name string) { p.cell(1, name, heading) }

// problems lists each problem on each of its cells.
func (p *page) problems() {
	p.sectionHead("What to correct")
	if len(p.remarks) == 0 {
		p.line("Nothing.", plain)
		return
	}
	p.columnHeads("No.", "Kind", "Cell", "In the cell", "What is wrong", "What to do", "Filing", "Code")
	first := p.row
	for i, r := range p.remarks {
		for j, place := range r.listed() {
			if p.row-first >= maxListed {
				p.line(fmt.Sprintf("There is more to correct: %d problems in all are too many to be listed.", len(p.remarks)), plain)
				return
			}
			p.startRow(p.row + 1)
			p.cell(1, strconv.Itoa(i+1), plain)
			p.cell(2, r.kind.String(), swatch+style(r.kind))
			p.place(3, place)
			if j == 0 {
				p.wrapped(4, r.value, plain)
			}
			p.wrapped(5, r.message, plain)
			p.wrapped(6, r.hint, plain)
			p.wrapped(7, someOf(r.filings, 3), plain)
			p.wrapped(8, r.code, plain)
		}
	}
}

// listed are the places of a remark, one row each; of one without cells there is a row, too.
func (r remark) listed() []sheet.Place {
	if len(r.places) == 0 {
		return make([]sheet.Place, 1)
	}
	return r.places
}

// place writes a cell's place, with a link to it. The zero place is that of a problem without cells.
func (p *page) place(col int, place sheet.Place) {
	if place == (sheet.Place{}) {
		p.cell(col, "the file as a whole", plain)
		return
	}
	name, known := p.shown(place.Sheet)
	if !known {
		p.wrapped(col, place.String(), plain)
		return
	}
	p.wrapped(col, place.String(), link)
	p.link(col, sheet.Place{Sheet: name, Ref: place.Ref})
}

// filings lists what became of each filing.
func (p *page) filings() {
	p.sectionHead("Filings")
	if len(p.report.Filings) == 0 {
		p.line("None.", plain)
		return
	}
	p.columnHeads("No.", "Kind", "Bill", "Filed under", "What became of it", "Problems")
	for i, f := range p.report.Filings[:min(len(p.report.Filings), maxListed)] {
		p.startRow(p.row + 1)
		p.cell(1, strconv.Itoa(i+1), plain)
		p.cell(2, strings.Fields(f.name())[0], plain)
		p.cell(3, f.Reference, plain)
		p.cell(4, f.APIID, plain)
		p.cell(5, f.outcome(), plain)
		p.cell(6, strconv.Itoa(len(f.Problems)), plain)
	}
	if more := len(p.report.Filings) - maxListed; more > 0 {
		p.line(fmt.Sprintf("%d more are not listed.", more), plain)
	}
}

// unmapped lists the cells that no field was read from. Those that a problem names have been told of.
func (p *page) unmapped() {
	unread := p.untold()
	if len(unread) < len(p.report.Unmapped) {
		p.sectionHead("Other cells that no field was read from")
	} else {
		p.sectionHead("Cells that no field was read from")
	}
	if len(unread) == 0 {
		p.line("None.", plain)
		return
	}
	p.columnHeads("No.", "Kind", "Cell", "In the cell")
	for i, u := range unread[:min(len(unread), maxListed)] {
		p.startRow(p.row + 1)
		p.cell(1, strconv.Itoa(i+1), plain)
		p.cell(2, Unread.String(), swatch+style(Unread))
		p.place(3, u.Cell)
		p.cell(4, u.Text, plain)
		p.merge(sheet.Area{First: sheet.At(4, p.row), Last: sheet.At(width, p.row)})
	}
	if more := len(unread) - maxListed; more > 0 {
		p.line(fmt.Sprintf("%d more are not listed.", more), plain)
	}
}

// untold are the cells that no field was read from, without those that a problem names.
func (p *page) untold() []mapping.Unmapped {
	told := map[sheet.Place]bool{}
	for _, r := range p.remarks {
		for _, place := range r.places {
			told[place] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(p.report.Unmapped), func(u mapping.Unmapped) bool { return told[u.Cell] })
}

// legend tells the marks apart, in words.
func (p *page) legend() {
	p.sectionHead("Marks")
	for k, l := range looks {
		p.startRow(p.row + 1)
		p.cell(1, l.word, swatch+style(k))
		p.cell(2, l.meaning, plain)
		p.merge(sheet.Area{First: sheet.At(2, p.row), Last: sheet.At(width, p.row)})
	}
}
