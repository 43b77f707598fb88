package sheet

import (
	"math"
	"strings"
)

// A numberFormat shows the numbers of cells as the application shows them: a number format code (ECMA-376 part 1,
// 18.8.31, with Excel's habits where the standard is silent), compiled once and used for every cell that has it.
type numberFormat struct {
	numbers []numberSection // at least one; the first that applies shows the number
	words   *wordSection    // nil shows text as it stands
}

// A numberSection is one of a code's parts between semicolons, the one for some of the numbers.
type numberSection struct {
	applies  condition
	unsigned bool // it is for negative numbers alone, so it says itself how they look
	picture  picture
}

// A picture is what a section makes of a number that is not negative.
type picture interface {
	draw(text []byte, value float64) []byte
}

// longestCode is far more than the 255 characters that Excel allows; what is longer is not worth the work.
const longestCode = 1024

// compileFormat never fails: what it does not understand is shown as it stands, and a code that is no format code at
// all is General. The empty code is General too.
func compileFormat(code string) *numberFormat {
	if len(code) > longestCode {
		code = ""
	}
	sections := lexFormat(code)
	if len(sections) > 4 {
		sections = lexFormat("")
	}
	format := &numberFormat{}
	if last := sections[len(sections)-1]; len(sections) == 4 || last.has(tokenAt) {
		format.words = compileWords(last)
		sections = sections[:len(sections)-1]
	}
	if len(sections) == 0 {
		sections = lexFormat("")
	}
	for i, section := range sections {
		applies, unsigned := sectionCondition(sections, i)
		format.numbers = append(format.numbers, numberSection{applies, unsigned, compilePicture(section)})
	}
	return format
}

// compilePicture tells a section's kind by what stands in it. Digits win over letters that could be of a date, so
// that the "s" of 0 kgs is no second; but the digits of ss.00 are the date's own.
func compilePicture(section formatSection) picture {
	switch {
	case section.hasLooseDigits():
		if fraction, ok := compileFraction(section.tokens); ok {
			return fraction
		}
		return compileDigits(section.tokens)
	case section.hasDate():
		return compileDate(section)
	default:
		return compileLiteral(section)
	}
}

// isDate says whether the format shows numbers as dates, times or durations.
func (f *numberFormat) isDate() bool {
	for _, section := range f.numbers {
		if _, ok := section.picture.(*datePicture); ok {
			return true
		}
	}
	return false
}

// text is the number as the application shows it. What the application would not show as a number, a date before
// 1900 for one, comes as General shows it. It may be blank: some formats hide numbers, and the format ;;; hides all.
func (f *numberFormat) text(value float64) string { return string(f.appendText(nil, value)) }

// appendText appends what text gives.
func (f *numberFormat) appendText(to []byte, value float64) []byte {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return append(to, "#NUM!"...)
	}
	for _, section := range f.numbers {
		if !section.applies.holds(value) {
			continue
		}
		if date, ok := section.picture.(*datePicture); ok && !date.shows(value) {
			break
		}
		if value < 0 && !section.unsigned {
			to = append(to, '-')
		}
		return section.picture.draw(to, math.Abs(value))
	}
	return append(to, generalText(value)...)
}

// textOf is the text of a cell as the application shows it: most formats leave it alone, "PO "@ puts words around it.
func (f *numberFormat) textOf(text string) string {
	if f.words == nil {
		return text
	}
	return f.words.around(text)
}

// A literalPicture holds no digits and no dates: words, or General with words around it.
type literalPicture struct {
	before, after string
	general       bool
}

func compileLiteral(section formatSection) *literalPicture {
	picture := &literalPicture{}
	if len(section.tokens) == 0 && !section.written || section.has(tokenAt) {
		picture.general = true
		return picture
	}
	for _, token := range section.tokens {
		switch {
		case token.kind == tokenGeneral && !picture.general:
			picture.general = true
		case token.kind == tokenGeneral:
		case picture.general:
			picture.after += token.text
		default:
			picture.before += token.text
		}
	}
	return picture
}

func (p *literalPicture) draw(text []byte, value float64) []byte {
	text = append(text, p.before...)
	if p.general {
		text = appendGeneral(text, value)
	}
	return append(text, p.after...)
}

// A wordSection shows text: the words between which it stands.
type wordSection struct {
	between []string // one more than the text is shown times
}

// mostRepeats bounds how often a format may show a text.
const mostRepeats = 4

func compileWords(section formatSection) *wordSection {
	words := &wordSection{between: []string{""}}
	for _, token := range section.tokens {
		last := len(words.between) - 1
		switch {
		case token.kind != tokenAt:
			words.between[last] += token.text
		case last < mostRepeats:
			words.between = append(words.between, "")
		}
	}
	return words
}

func (w *wordSection) around(text string) string {
	return strings.Join(w.between, text)
}
