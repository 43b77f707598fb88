package annotate

import (
	"fmt"
	"strings"

	"docket/mapping"
)

// A Kind is what a mark says of a cell.
type Kind uint8

// The kinds, the most urgent first: a cell of several has the look of the first.
const (
	Error    Kind = iota // keeps the filing from being sent
	Question             // holds the filing until a person has decided
	Warning              // is sent along
	Unread               // no field was read from the cell
)

// kindOf is the kind of a problem.
func kindOf(p mapping.Problem) Kind {
	switch {
	case p.Severity == mapping.Error:
		return Error
	case p.Question:
		return Question
	default:
		return Warning
	}
}

// String is the kind's word, which stands beside its colour everywhere.
func (k Kind) String() string { return looks[k].word }

// A look is how a kind is shown. Colour is never alone: kinds differ in pattern and frame, too, and in their words.
// The text's colour is set along, whatever the sender's is, so that it can be read on the fill and on its pattern.
type look struct {
	word    string
	meaning string // for the legend
	pattern string // ECMA-376 part 1, 18.18.55, ST_PatternType
	fill    string // behind the pattern; colours are RGB in hex
	lines   string // of the pattern
	text    string
	frame   string // 18.18.3, ST_BorderStyle, "" for none
}

var looks = [...]look{
	Error:    {"Error", "The filing was not sent. Correct the cell.", "lightUp", "FFE3E5", "F3B0B6", "5B0008", "thin"},
	Question: {"Question", "The filing waits. Make the cell clear, or decide.", "lightDown", "E2EEFB", "A9CBEF", "0B2A52", "dashed"},
	Warning:  {"Warning", "The filing was sent all the same. Look whether the cell is right.", "lightHorizontal", "FFF3D1", "F0CF80", "4A3300", "dotted"},
	Unread:   {"Not read", "No field of a filing was read from the cell.", "gray0625", "F4F4F4", "A6A6A6", "3B3B3B", ""},
}

// font is the look's text colour as XML, between what else the font says.
func (l look) font(before, after string) string {
	return fmt.Sprintf(`<font>%s<color rgb="FF%s"/>%s</font>`, before, l.text, after)
}

// patternFill is the look's fill as XML.
func (l look) patternFill() string {
	return fmt.Sprintf(`<fill><patternFill patternType="%s"><fgColor rgb="FF%s"/><bgColor rgb="FF%s"/></patternFill></fill>`, l.pattern, l.lines, l.fill)
}

// border is the look's frame as XML, "" for none.
func (l look) border() string {
	if l.frame == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString("<border>")
	for _, side := range []string{"left", "right", "top", "bottom"} {
		fmt.Fprintf(&b, `<%[1]s style="%[2]s"><color rgb="FF%[3]s"/></%[1]s>`, side, l.frame, l.text)
	}
	b.WriteString("</border>")
	return b.String()
}

// dxf is the look as a differential format, which a rule lays over what the cell itself looks like.
func (l look) dxf() string {
	return "<dxf>" + l.font("", "") + l.patternFill() + l.border() + "</dxf>"
}

// ruleMark stands in the formula of docket's rules, by which they are known again. The formula is always true.
const ruleMark = `ISTEXT("docket mark: `

func (k Kind) formula() string { return ruleMark + strings.ToLower(k.String()) + `")` }
