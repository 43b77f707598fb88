package sheet

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An odsValueStyle is how a value is shown, in the words of OpenDocument, translated to a format code.
type odsValueStyle struct {
	code    string
	others  []odsCondition // styles for some of the values
	percent bool
	elapsed bool // hours do not stop at a day
}

// An odsCondition gives values that meet a condition to another style.
type odsCondition struct {
	condition, style string
}

// readValueStyle reads a style of numbers, dates or texts.
func readValueStyle(x *odsXML) (*odsValueStyle, error) {
	style := &odsValueStyle{percent: x.tag() == "number:percentage-style"}
	style.elapsed = x.tag() == "number:time-style" && string(x.get("number:truncate-on-overflow")) == "false"
	err := x.each(func() error {
		if len(style.code) > longestCode || len(style.others) > 3 {
			return x.skip()
		}
		return style.readPiece(x)
	})
	return style, err
}

func (s *odsValueStyle) readPiece(x *odsXML) error {
	long := string(x.get("number:style")) == "long"
	choose := func(short, full string) error {
		if long {
			short = full
		}
		s.code += short
		return x.skip()
	}
	switch x.tag() {
	case "number:number":
		return s.readNumber(x)
	case "number:scientific-number":
		s.code += digitsCode(x) + "E+" + strings.Repeat("0", max(1, attrInt(x, "number:min-exponent-digits", 2)))
	case "number:fraction":
		s.code += fractionCode(x)
	case "number:text", "number:currency-symbol", "number:fill-character":
		return s.readWords(x, x.tag())
	case "number:text-content":
		s.code += "@"
	case "number:day":
		return choose("d", "dd")
	case "number:month":
		if string(x.get("number:textual")) == "true" {
			return choose("mmm", "mmmm")
		}
		return choose("m", "mm")
	case "number:year":
		return choose("yy", "yyyy")
	case "number:era":
		return choose("g", "ggg")
	case "number:day-of-week":
		return choose("ddd", "dddd")
	case "number:hours":
		if s.elapsed {
			return choose("[h]", "[hh]")
		}
		return choose("h", "hh")
	case "number:minutes":
		return choose("m", "mm")
	case "number:seconds":
		fraction := strings.TrimSuffix("."+strings.Repeat("0", attrInt(x, "number:decimal-places", 0)), ".")
		return choose("s"+fraction, "ss"+fraction)
	case "number:am-pm":
		s.code += "AM/PM"
	case "style:map":
		s.others = append(s.others, odsCondition{string(x.get("style:condition")), string(x.get("style:apply-style-name"))})
	}
	return x.skip()
}

// attrInt is an attribute that holds a small number.
func attrInt(x *odsXML, name string, without int) int {
	number, err := strconv.Atoi(string(x.get(name)))
	if err != nil {
		return without
	}
	return max(0, min(number, 30))
}

// readNumber translates digits, and the texts among them.
func (s *odsValueStyle) readNumber(x *odsXML) error {
	if x.get("number:decimal-places") == nil && x.get("number:grouping") == nil && attrInt(x, "number:min-integer-digits", 1) <= 1 {
		s.code += "General"
		return x.skip()
	}
	digits := digitsCode(x)
	factor, _ := strconv.ParseFloat(string(x.get("number:display-factor")), 64)
	within := map[int]string{} // by the number of digits to the right
	err := x.each(func() error {
		if x.tag() != "number:embedded-text" {
			return x.skip()
		}
		position := attrInt(x, "number:position", 0)
		text, err := x.content(nil)
		within[position] = literalCode(string(text), false)
		return err
	})
	whole, _, _ := strings.Cut(digits, ".")
	for position := range within {
		if short := position + 1 - len(whole); short > 0 { // a text before all of the digits that are sure to be there
			whole, digits = strings.Repeat("#", short)+whole, strings.Repeat("#", short)+digits
		}
	}
	s.code += embed(digits, within)
	for ; factor >= 1000; factor /= 1000 {
		s.code += ","
	}
	return err
}

// embed puts texts among the digits before the point.
func embed(digits string, within map[int]string) string {
	if len(within) == 0 {
		return digits
	}
	whole, decimals, point := strings.Cut(digits, ".")
	var code strings.Builder
	for i := range len(whole) {
		if i > 0 {
			code.WriteString(within[len(whole)-i])
		}
		code.WriteByte(whole[i])
	}
	code.WriteString(within[0])
	if point {
		code.WriteString("." + decimals)
	}
	return code.String()
}

// digitsCode is a number's digits as a code: #,##0.00.
func digitsCode(x *odsXML) string {
	whole := strings.Repeat("0", attrInt(x, "number:min-integer-digits", 0))
	if whole == "" {
		whole = "#"
	}
	if string(x.get("number:grouping")) == "true" {
		for len(whole) < 4 {
			whole = "#" + whole
		}
		whole = whole[:len(whole)-3] + "," + whole[len(whole)-3:]
	}
	places := attrInt(x, "number:decimal-places", 0)
	least := attrInt(x, "number:min-decimal-places", places)
	if replacement := x.get("number:decimal-replacement"); replacement != nil && len(bytes.Trim(replacement, " -")) == 0 {
		least = 0
	}
	if places == 0 {
		return whole
	}
	least = min(least, places)
	return whole + "." + strings.Repeat("0", least) + strings.Repeat("#", places-least)
}

func fractionCode(x *odsXML) string {
	below := strings.Repeat("?", max(1, attrInt(x, "number:min-denominator-digits", 1)))
	if fixed := x.get("number:denominator-value"); fixed != nil {
		below = string(fixed)
	}
	above := strings.Repeat("?", max(1, attrInt(x, "number:min-numerator-digits", 1)))
	if x.get("number:min-integer-digits") == nil {
		return above + "/" + below
	}
	return "# " + above + "/" + below
}

// readWords translates a text, a currency or the character that fills the cell.
func (s *odsValueStyle) readWords(x *odsXML, tag string) error {
	text, err := x.content(nil)
	switch words := string(text); {
	case tag == "number:fill-character" && words != "":
		s.code += "*" + string([]rune(words)[:1])
	case tag == "number:currency-symbol":
		s.code += "[$" + strings.NewReplacer("]", "", "-", "").Replace(words) + "]"
	default:
		s.code += literalCode(words, s.percent)
	}
	return err
}

// literalCode writes a text so that a code shows it as it stands. The percent sign of a percentage has its meaning.
func literalCode(text string, percent bool) string {
	if before, after, found := strings.Cut(text, "%"); percent && found {
		return literalCode(before, false) + "%" + literalCode(after, false)
	}
	switch plain := strings.Trim(text, plainInCodes) == ""; {
	case plain:
		return text
	case utf8.RuneCountInString(text) == 1:
		return `\` + text
	}
	return `"` + strings.ReplaceAll(text, `"`, `"\""`) + `"`
}

// plainInCodes are the characters that a code shows as they stand.
const plainInCodes = " $-+/():"

// valueCode is the code of a style of values: a section for each of the styles that some values have, then its own.
func (s *odsStyleSheet) valueCode(name string) string {
	style := s.valueStyle(name)
	if style == nil {
		return ""
	}
	var sections []string
	for i, part := range style.others {
		section := ""
		if other := s.valueStyle(part.style); other != nil {
			section = other.code
		}
		condition := strings.ReplaceAll(strings.TrimPrefix(part.condition, "value()"), "!=", "<>")
		if !isUsual(condition, i, len(style.others)) {
			section = "[" + condition + "]" + section
		}
		sections = append(sections, section)
	}
	return strings.Join(append(sections, style.code), ";")
}

// isUsual says whether a section has its condition by its place: positive;negative;zero;text.
func isUsual(condition string, i, conditions int) bool {
	if conditions == 1 {
		return condition == ">=0"
	}
	return condition == []string{">0", "<0", "=0"}[min(i, 2)]
}
