package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"

	"github.com/jedib0t/go-pretty/v6/text"
)

// A picture is what was understood of a file, for a person to read.
type picture struct {
	strings.Builder
	width     int
	colour    bool
	holdBelow float64 // confidence below which a filing is held
	sheet     string  // the one sheet that all cells stand on, "" for several
}

func newPicture(out io.Writer, colour string, holdBelow float64) *picture {
	return &picture{width: widthOf(out), colour: coloured(out, colour), holdBelow: holdBelow}
}

func (p *picture) paint(s string, colours ...text.Color) string {
	if !p.colour || s == "" {
		return s
	}
	return text.Colors(colours).EscapeSeq() + s + text.Reset.EscapeSeq()
}

// draw draws a document. Place is which of several files it is.
func (p *picture) draw(d mapping.Document, place string) (string, error) {
	p.sheet = onlySheet(d)
	if place != "" {
		fmt.Fprintf(p, "\n%s\n", p.paint("file "+place, text.Faint))
	}
	fmt.Fprintf(p, "%s  %s", p.paint(d.Source.Name, text.Bold), typeWords[d.Type])
	if p.sheet != "" && p.sheet != "Sheet" { // which is what one is called that has no name
		fmt.Fprintf(p, "; all cells are on sheet %s", p.sheet)
	}
	if d.Profile != "auto" {
		fmt.Fprintf(p, "; read with the profile %s", d.Profile)
	}
	if !d.Strictness.IsZero() {
		fmt.Fprintf(p, ", which sets %s", d.Strictness)
	}
	p.WriteString("\n")
	p.problems(d.Problems)
	for _, f := range d.Filings {
		if err := p.filing(f); err != nil {
			return "", err
		}
	}
	p.unmapped(d)
	return p.String(), nil
}

var typeWords = map[mapping.DocumentType]string{
	mapping.IsfWorksheet: "an ISF worksheet", mapping.BillOfLading: "a bill of lading", mapping.Unknown: "no filing can be made of it",
}

var filingWords = map[filing.Kind]string{filing.KindISF: "ISF", filing.KindOrder: "Customs order"}

var outcomeColours = map[mapping.Outcome]text.Color{mapping.Ready: text.FgGreen, mapping.Held: text.FgYellow, mapping.Invalid: text.FgRed}

// filing draws a filing: what it is, its fields by chapter, and what is wrong with it.
func (p *picture) filing(f mapping.Filing) error {
	lines, err := outlined(f.Request)
	if err != nil {
		return err
	}
	fmt.Fprintf(p, "\n%s: %s, confidence %.2f%s\n", p.paint(filingWords[f.Kind]+" "+cmp.Or(f.Reference, "without a bill"), text.Bold),
		p.paint(string(f.Outcome), outcomeColours[f.Outcome], text.Bold), f.Confidence, tallied(f.Problems))
	p.WriteString(p.paint(strings.Repeat("─", p.width), text.Faint) + "\n")
	chapter := -1
	for _, l := range lines {
		if l.chapter != chapter {
			chapter = l.chapter
			fmt.Fprintf(p, "  %s\n", p.paint(outline[chapter].title, text.FgCyan))
		}
		p.line(f, l)
	}
	p.problems(f.Problems)
	return nil
}

// The columns of a line: its mark, its label, the value, the cells and the confidence.
const (
	labelWidth = 24
	cellsWidth = 22
	sureWidth  = 6
)

// line draws what is said together, with its cells, and how sure that is if it could be surer.
func (p *picture) line(f mapping.Filing, l line) {
	var cells []sheet.Place
	least, mark := 1.0, ""
	for _, field := range l.fields {
		for _, cell := range f.CellsAt(field.at) {
			if !slices.Contains(cells, cell) {
				cells = append(cells, cell)
			}
		}
		if c, found := f.Confidences[field.at]; found {
			least = min(least, c)
		}
		mark = worse(mark, markOf(f.Problems, field.at))
	}
	doubt := ""
	if least < mapping.Certain {
		doubt = fmt.Sprintf("%.2f", least)
	}
	colour := text.Faint
	if least < p.holdBelow {
		colour = text.FgYellow
	}
	valueWidth := p.width - 4 - labelWidth - cellsWidth - sureWidth
	values := wrapped(l.texts(), valueWidth)
	places := wrapped(p.places(cells), cellsWidth-2)
	inset := ""
	if l.inner {
		inset = "  "
	}
	labels := wrapped(l.label, labelWidth-2)
	for i := range max(len(values), len(places), len(labels)) {
		if i > 0 {
			mark, doubt = "", ""
		}
		row := p.column(mark, 4, markColours[mark]) + p.column(inset+at(labels, i), labelWidth, text.Faint) + padded(at(values, i), valueWidth) +
			p.column(at(places, i), cellsWidth, text.Faint) + p.paint(doubt, colour)
		p.WriteString(strings.TrimRight(row, " ") + "\n")
	}
}

// marks stand before a line that a problem is about, the worst last.
var marks = []string{"", "!", "?", "x"}

func worse(a, b string) string { return marks[max(slices.Index(marks, a), slices.Index(marks, b))] }

func markOf(problems []mapping.Problem, at filing.Pointer) (mark string) {
	for _, problem := range problems {
		if problem.Field != at && (problem.Field == "" || problem.Field != at.Parent()) {
			continue
		}
		switch {
		case problem.Severity == mapping.Error:
			mark = worse(mark, "x")
		case problem.Question:
			mark = worse(mark, "?")
		default:
			mark = worse(mark, "!")
		}
	}
	return mark
}

var markColours = map[string]text.Color{"x": text.FgRed, "?": text.FgYellow, "!": text.FgYellow}

// problems draws what is wrong: what keeps a filing from being sent, what a person has to decide, and what is only to be
// known; each with its cells, and below it what to do.
func (p *picture) problems(problems []mapping.Problem) {
	sorted := slices.Clone(problems)
	slices.SortStableFunc(sorted, func(a, b mapping.Problem) int { return gravity(a) - gravity(b) })
	for i, problem := range sorted {
		if i == 0 {
			p.WriteString("\n")
		}
		mark := [...]string{"error", "question", "warning"}[gravity(problem)]
		colour := [...]text.Color{text.FgRed, text.FgYellow, text.FgYellow}[gravity(problem)]
		words := sentence(problem.Message)
		if cells := p.places(problem.Cells); cells != "" {
			words = cells + ": " + words
		}
		const indent = 12
		for j, row := range wrapped(words, p.width-indent) {
			if j > 0 {
				mark = ""
			}
			fmt.Fprintf(p, "  %s%s\n", p.column(mark, indent-2, colour), row)
		}
		for _, row := range wrapped(sentence(problem.Hint), p.width-indent) {
			fmt.Fprintf(p, "%s%s\n", strings.Repeat(" ", indent), p.paint(row, text.Faint))
		}
	}
}

// gravity orders problems: errors, questions, warnings.
func gravity(p mapping.Problem) int {
	switch {
	case p.Severity == mapping.Error:
		return 0
	case p.Question:
		return 1
	default:
		return 2
	}
}

// tallied counts problems: " (2 errors, 1 question)".
func tallied(problems []mapping.Problem) string {
	var n [3]int
	for _, p := range problems {
		n[gravity(p)]++
	}
	var parts []string
	for i, noun := range []string{"error", "question", "warning"} {
		if n[i] > 0 {
			parts = append(parts, counted(n[i], noun))
		}
	}
	if parts == nil {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// The most cells that are listed one by one: of a file that nothing was made of a few show what it is.
const mostUnmapped, mostUnknown = 60, 8

// unmapped draws the cells that no field was read from.
func (p *picture) unmapped(d mapping.Document) {
	if len(d.Unmapped) == 0 {
		return
	}
	most := mostUnmapped
	if d.Type == mapping.Unknown {
		most = mostUnknown
	}
	fmt.Fprintf(p, "\n%s\n", p.paint(unread(len(d.Unmapped)), text.Bold))
	shown := d.Unmapped[:min(len(d.Unmapped), most)]
	wide := 0
	for _, u := range shown {
		wide = max(wide, text.StringWidth(p.places([]sheet.Place{u.Cell})))
	}
	for _, u := range shown {
		fmt.Fprintf(p, "  %s  %s\n", p.column(p.places([]sheet.Place{u.Cell}), wide, text.Faint), clipped(u.Text, p.width-wide-4))
	}
	if more := len(d.Unmapped) - len(shown); more > 0 {
		fmt.Fprintf(p, "  %s\n", p.paint(fmt.Sprintf("and %d more; -o json lists them all", more), text.Faint))
	}
}

// unread is the heading of the cells that no field was read from.
func unread(cells int) string {
	if cells == 1 {
		return "1 cell that no field was read from"
	}
	return fmt.Sprintf("%d cells that no field was read from", cells)
}

// onlySheet is the sheet on which all cells stand that the document speaks of, "" if they stand on several.
func onlySheet(d mapping.Document) string {
	names := map[string]bool{}
	see := func(problems []mapping.Problem) {
		for _, problem := range problems {
			for _, cell := range problem.Cells {
				names[cell.Sheet] = true
			}
		}
	}
	see(d.Problems)
	for _, f := range d.Filings {
		see(f.Problems)
		for _, cells := range f.Cells {
			for _, cell := range cells {
				names[cell.Sheet] = true
			}
		}
	}
	for _, u := range d.Unmapped {
		names[u.Cell.Sheet] = true
	}
	for name := range names {
		if len(names) == 1 {
			return name
		}
	}
	return ""
}

// places are cells as people read them, those that follow each other as an area: "B7:B9 D4".
func (p *picture) places(cells []sheet.Place) string {
	var texts []string
	for i := 0; i < len(cells); {
		j := i + 1
		for j < len(cells) && follows(cells[i], cells[j-1], cells[j]) {
			j++
		}
		name := cells[i].Ref.String()
		if p.sheet == "" {
			name = cells[i].String()
		}
		if j > i+1 {
			name += ":" + cells[j-1].Ref.String()
		}
		texts = append(texts, name)
		i = j
	}
	return strings.Join(texts, " ")
}

// follows says whether a cell stands right behind or below another one, in line with the first.
func follows(first, last, next sheet.Place) bool {
	if next.Sheet != last.Sheet {
		return false
	}
	below := next.Ref.Col == last.Ref.Col && next.Ref.Row == last.Ref.Row+1 && first.Ref.Col == last.Ref.Col
	beside := next.Ref.Row == last.Ref.Row && next.Ref.Col == last.Ref.Col+1 && first.Ref.Row == last.Ref.Row
	return below || beside
}

// sentence ends as a sentence does.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") {
		return text
	}
	return text + "."
}

// wrapped is a text in rows of at most some columns; a wide letter takes two.
func wrapped(s string, width int) []string {
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return nil
	}
	var rows []string
	for row := range strings.SplitSeq(text.WrapSoft(s, width), "\n") {
		rows = append(rows, strings.TrimSpace(row))
	}
	return rows
}

// column is a text in a column of its own, coloured.
func (p *picture) column(s string, width int, colour text.Color) string {
	return p.paint(s, colour) + strings.Repeat(" ", max(0, width-text.StringWidth(s)))
}

// clipped is a text in one row of at most some columns.
func clipped(s string, width int) string {
	return text.Snip(strings.Join(strings.Fields(s), " "), width, "…")
}

func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-text.StringWidth(s)))
}

func at(rows []string, i int) string {
	if i < len(rows) {
		return rows[i]
	}
	return ""
}
