package sheet

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

// A rawCell is a cell as its XML says it, before it is known what it means.
type rawCell struct {
	ref       Ref    // the zero Ref where the XML does not say
	style     int    // number of the cell style
	kind      string // the attribute t, "" without one
	value     []byte // what stands in <v>
	valued    bool   // there is a <v>
	formula   bool   // there is an <f>
	inline    []byte // what stands in <is>
	inlined   bool   // there is an <is>
	preserves bool   // blanks around the value count
	copied    []byte // holds value and inline where they are not in the window
}

// meaning fills in what a raw cell holds. A cell that holds nothing is left without a text.
func (s *xlsxRows) meaning(raw *rawCell, cell *Cell) error {
	if raw.style >= len(s.book.styles.cells) {
		return s.damagedCell(raw, "points to cell style %d of %d", raw.style, len(s.book.styles.cells))
	}
	format := s.book.styles.cells[raw.style]
	*cell = Cell{Ref: raw.ref, Format: format.code}
	if raw.inlined && (!raw.valued || raw.kind == "inlineStr") {
		cell.Text = format.words(s.slab.keep(raw.inline))
		return nil
	}
	if raw.formula && (!raw.valued || len(raw.value) == 0 && raw.kind != "str") {
		s.uncalculated = append(s.uncalculated, cell.Ref)
		cell.Kind, cell.Text = Error, notCalculated
		return nil
	}
	value := raw.value
	if raw.kind != "str" && raw.kind != "inlineStr" {
		value = trimBlanks(value)
	}
	if len(value) == 0 {
		return nil
	}
	switch raw.kind {
	case "", "n":
		return s.asNumber(cell, raw, value, format)
	case "s":
		index, ok := parseIndex(value)
		if !ok || index >= len(s.book.strings) {
			return s.damagedCell(raw, "points to shared string %s of %d", short(value), len(s.book.strings))
		}
		cell.Text = format.words(s.book.strings[index])
	case "str", "inlineStr":
		s.scratch = appendXString(s.scratch[:0], value)
		cell.Text = format.words(s.slab.keep(settleText(s.scratch, raw.preserves)))
	case "e":
		cell.Kind, cell.Text = Error, s.slab.keep(value)
	case "b":
		return s.asBool(cell, raw, value)
	case "d":
		return s.asDate(cell, raw, value, format)
	default:
		return s.damagedCell(raw, "is of the type %q, which does not exist", short([]byte(raw.kind)))
	}
	return nil
}

func (s *xlsxRows) asBool(cell *Cell, raw *rawCell, value []byte) error {
	cell.Kind = Bool
	switch string(value) {
	case "1", "true", "TRUE":
		cell.Number, cell.Text = 1, boolText(true)
	case "0", "false", "FALSE":
		cell.Text = boolText(false)
	default:
		return s.damagedCell(raw, "says that it is true or false and holds %q", short(value))
	}
	return nil
}

func (s *xlsxRows) asNumber(cell *Cell, raw *rawCell, value []byte, format *cellFormat) error {
	number, ok := parseNumber(value)
	if !ok {
		return s.damagedCell(raw, "says that it is a number and holds %q", short(value))
	}
	cell.Kind, cell.Number = Number, number
	switch {
	case format.code == "" && isGeneral(value):
		cell.Text = s.slab.keep(value)
	case format.isDate():
		s.dated(cell, format)
	default:
		cell.Text = format.text(number, &s.slab)
	}
	return nil
}

// dated makes a number that is shown as a date or time a Date, if there is such a day. Times and durations count from
// no day.
func (s *xlsxRows) dated(cell *Cell, format *cellFormat) {
	serial := cell.Number
	if s.book.from1904 && format.day {
		serial += daysTo1904
	}
	if serial >= 0 && serial < firstDayAfter {
		cell.Kind, cell.Number = Date, serial
	}
	cell.Text = format.text(serial, &s.slab)
}

// asDate reads an ISO 8601 date, which is how strict files write dates.
func (s *xlsxRows) asDate(cell *Cell, raw *rawCell, value []byte, format *cellFormat) error {
	serial, ok := parseISO(string(value))
	if !ok {
		return s.damagedCell(raw, "says that it is a date and holds %q", short(value))
	}
	cell.Kind, cell.Number = Date, serial
	if format.isDate() {
		cell.Text = format.text(serial, &s.slab)
	} else {
		cell.Text = s.slab.keep(value)
	}
	return nil
}

// damagedCell is an error that names the cell.
func (s *xlsxRows) damagedCell(raw *rawCell, format string, args ...any) error {
	return &ReadError{Reason: Damaged, Part: s.x.part, Row: int(raw.ref.Row),
		Message: fmt.Sprintf("cell %s %s", raw.ref, fmt.Sprintf(format, args...))}
}

func trimBlanks(b []byte) []byte {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// parseIndex reads a whole number that is not negative.
func parseIndex(text []byte) (index int, ok bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	for _, digit := range text {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		index = index*10 + int(digit-'0')
	}
	return index, true
}

// exactPowers are the powers of ten by which a whole number below 2^53 divides without a second rounding.
var exactPowers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// parseNumber reads a number as XML Schema writes doubles, without its infinities.
func parseNumber(text []byte) (number float64, ok bool) {
	digits, point := 0, -1
	var whole uint64
	at := 0
	if at < len(text) && text[at] == '-' {
		at++
	}
	for ; at < len(text); at++ {
		switch c := text[at]; {
		case '0' <= c && c <= '9' && digits < 15:
			whole = whole*10 + uint64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = digits
		default:
			return parseLongNumber(text)
		}
	}
	if digits == 0 {
		return 0, false
	}
	number = float64(whole)
	if point >= 0 {
		number /= exactPowers[digits-point]
	}
	if text[0] == '-' {
		number = -number
	}
	return number, true
}

func parseLongNumber(text []byte) (float64, bool) {
	for _, c := range text {
		if !('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E') {
			return 0, false
		}
	}
	number, err := strconv.ParseFloat(string(text), 64)
	return number, err == nil && !math.IsInf(number, 0)
}

// isGeneral says whether a number as written is what the format General shows: at most ten characters, and no zeros
// that say nothing.
func isGeneral(text []byte) bool {
	digits := bytes.TrimPrefix(text, []byte("-"))
	if len(digits) == 0 || len(digits) > 10 {
		return false
	}
	point := -1
	for i, c := range digits {
		switch {
		case c == '.' && point < 0:
			point = i
		case c < '0' || c > '9':
			return false
		}
	}
	first, last := digits[0], digits[len(digits)-1]
	switch {
	case point < 0:
		return first != '0' || len(text) == 1
	case point == 0 || last == '0' || last == '.':
		return false
	}
	return first != '0' || point == 1
}
