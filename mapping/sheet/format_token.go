package sheet

import (
	"strings"
	"unicode/utf8"
)

// A tokenKind says what a piece of a format code stands for.
type tokenKind uint8

const (
	tokenLiteral  tokenKind = iota // shown as it stands
	tokenDigit                     // 0, # or ?
	tokenFigure                    // 1 to 9: shown as it stands, or part of a fraction's denominator
	tokenPoint                     // the decimal point
	tokenComma                     // groups thousands, or divides by them
	tokenPercent                   // multiplies by 100
	tokenExponent                  // E+ or E-
	tokenSlash                     // of a fraction or of a date
	tokenAt                        // the text of the cell
	tokenGeneral                   // the number as General shows it
	tokenDate                      // a run of one letter: yyyy, m, dd, hh, s, e, ggg, aaa, b
	tokenElapsed                   // hours, minutes or seconds that do not stop at a day: [h]
	tokenHalfDay                   // AM/PM
)

// A formatToken is a piece of a format code. Its text is what is shown where its kind has no meaning.
type formatToken struct {
	kind tokenKind
	text string
}

// A formatSection is what stands between two semicolons of a format code.
type formatSection struct {
	tokens    []formatToken
	condition condition
	locale    locale
	written   bool // it is one of several sections, so that it means to show nothing when it is empty
}

func (s formatSection) has(kind tokenKind) bool {
	for _, token := range s.tokens {
		if token.kind == kind {
			return true
		}
	}
	return false
}

func (s formatSection) hasDate() bool {
	return s.has(tokenDate) || s.has(tokenElapsed) || s.has(tokenHalfDay)
}

// hasLooseDigits says whether digits stand there that cannot be the fraction of a second, which follow a point.
func (s formatSection) hasLooseDigits() bool {
	dates, fraction := s.hasDate(), false
	for _, token := range s.tokens {
		switch token.kind {
		case tokenDigit:
			if !dates || !fraction || token.text != "0" {
				return true
			}
		default:
			fraction = token.kind == tokenPoint
		}
	}
	return false
}

// lexFormat cuts a code into its sections; there is always one.
func lexFormat(code string) []formatSection {
	lexer := formatLexer{code: code, sections: make([]formatSection, 1)}
	for lexer.code != "" {
		lexer.next()
	}
	if len(lexer.sections) > 1 {
		for i := range lexer.sections {
			lexer.sections[i].written = true
		}
	}
	return lexer.sections
}

type formatLexer struct {
	code     string // what is still to be read
	sections []formatSection
}

func (l *formatLexer) section() *formatSection { return &l.sections[len(l.sections)-1] }

// emit takes length bytes of the code as one token.
func (l *formatLexer) emit(kind tokenKind, length int) {
	l.add(kind, l.code[:length])
	l.code = l.code[length:]
}

func (l *formatLexer) add(kind tokenKind, text string) {
	section := l.section()
	section.tokens = append(section.tokens, formatToken{kind, text})
}

// singles are the characters that are a token by themselves.
var singles = map[byte]tokenKind{
	'0': tokenDigit, '#': tokenDigit, '?': tokenDigit, '.': tokenPoint, ',': tokenComma, '%': tokenPercent,
	'/': tokenSlash, '@': tokenAt, '1': tokenFigure, '2': tokenFigure, '3': tokenFigure, '4': tokenFigure,
	'5': tokenFigure, '6': tokenFigure, '7': tokenFigure, '8': tokenFigure, '9': tokenFigure,
}

func (l *formatLexer) next() {
	switch first := l.code[0]; {
	case first == ';':
		l.sections = append(l.sections, formatSection{})
		l.code = l.code[1:]
	case first == '"':
		l.quoted()
	case first == '\\', first == '_', first == '*':
		l.escaped(first)
	case first == '[':
		l.bracketed()
	case singles[first] != tokenLiteral:
		l.emit(singles[first], 1)
	default:
		l.word()
	}
}

// quoted takes text between quotation marks; the end of the code ends it too.
func (l *formatLexer) quoted() {
	text, rest, _ := strings.Cut(l.code[1:], `"`)
	l.add(tokenLiteral, text)
	l.code = rest
}

// escaped takes a character with its mark: \x shows x, _x leaves a gap as wide as x, *x fills the cell with x, which
// a text without a width does not show.
func (l *formatLexer) escaped(mark byte) {
	_, size := utf8.DecodeRuneInString(l.code[1:])
	switch text := l.code[1 : 1+size]; mark {
	case '\\':
		l.add(tokenLiteral, text)
	case '_':
		l.add(tokenLiteral, " ")
	}
	l.code = l.code[1+size:]
}

// bracketed takes a condition, a currency with its locale, or elapsed time; colours and the like are passed over.
func (l *formatLexer) bracketed() {
	inside, rest, closed := strings.Cut(l.code[1:], "]")
	if !closed {
		l.emit(tokenLiteral, 1)
		return
	}
	l.code = rest
	if condition, ok := parseCondition(inside); ok {
		l.section().condition = condition
		return
	}
	if name, ok := strings.CutPrefix(inside, "$"); ok {
		symbol, code, _ := strings.Cut(name, "-")
		if locale, ok := parseLocale(code); ok {
			l.section().locale = locale
		}
		l.add(tokenLiteral, symbol)
		return
	}
	letters := strings.ToLower(inside)
	if letters != "" && strings.Contains("hms", letters[:1]) && strings.Trim(letters, letters[:1]) == "" {
		l.add(tokenElapsed, letters)
	}
}

// halfDays are the ways to write AM/PM in a code.
var halfDays = []string{"AM/PM", "A/P", "上午/下午", "午前/午後", "오전/오후"}

// word takes what begins with a letter, or any other single character.
func (l *formatLexer) word() {
	for _, halfDay := range halfDays {
		if hasPrefixFold(l.code, halfDay) {
			l.emit(tokenHalfDay, len(halfDay))
			return
		}
	}
	letter := l.code[0] | 0x20
	run := 1
	for run < len(l.code) && l.code[run]|0x20 == letter {
		run++
	}
	switch {
	case hasPrefixFold(l.code, "General"):
		l.emit(tokenGeneral, len("General"))
	case letter == 'e' && l.startsExponent():
		l.emit(tokenExponent, 2)
	case letter == 'b' && run == 1 && len(l.code) > 1 && (l.code[1] == '1' || l.code[1] == '2'):
		l.code = l.code[2:] // B1 and B2 choose between the Gregorian and the Hijri calendar
	case strings.IndexByte("ymdhsegb", letter) >= 0, letter == 'a' && run >= 3:
		l.emit(tokenDate, run)
	default:
		_, size := utf8.DecodeRuneInString(l.code)
		l.emit(tokenLiteral, size)
	}
}

// startsExponent tells the E of 0.00E+00 from the e of a year, e-mm-dd.
func (l *formatLexer) startsExponent() bool {
	return len(l.code) >= 3 && (l.code[1] == '+' || l.code[1] == '-') && singles[l.code[2]] == tokenDigit
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
