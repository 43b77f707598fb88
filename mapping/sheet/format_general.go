package sheet

import (
	"math"
	"strconv"
)

// generalWidth is how many characters General gives to a number and its point, the sign not counted.
const generalWidth = 11

// generalText is a number in the format General as a wide cell shows it: up to 11 characters, or else in scientific
// notation with 6 significant digits.
func generalText(value float64) string {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return "#NUM!"
	}
	var buffer [32]byte
	text := buffer[:0]
	if value < 0 {
		text = append(text, '-')
	}
	return string(appendGeneral(text, math.Abs(value)))
}

// appendGeneral draws a number that is not negative.
func appendGeneral(text []byte, value float64) []byte {
	d := newDecimal(value)
	switch {
	case d.length == 0:
		return append(text, '0')
	case d.point > 0: // one and more: the point takes one of the characters
		if short := d.rounded(max(0, generalWidth-1-d.point)); short.point <= generalWidth {
			return appendPlain(text, short)
		}
	case d.point > -4: // 0.0001 and more: 9 places after "0."
		return appendPlain(text, d.rounded(generalWidth-2))
	case d.places() <= generalWidth-2:
		return appendPlain(text, d)
	}
	return appendScientific(text, d)
}

// appendPlain draws all digits of the number, and no more.
func appendPlain(text []byte, d decimal) []byte {
	for power := max(d.whole(), 1) - 1; power >= 0; power-- {
		text = append(text, d.digit(power))
	}
	if d.places() == 0 {
		return text
	}
	text = append(text, '.')
	for place := 1; place <= d.places(); place++ {
		text = append(text, d.digit(-place))
	}
	return text
}

// appendScientific draws 1.23457E+11.
func appendScientific(text []byte, d decimal) []byte {
	d = d.rounded(6 - d.point)
	exponent := d.point - 1
	text = append(appendPlain(text, d.scaled(-exponent)), 'E')
	sign := byte('+')
	if exponent < 0 {
		sign, exponent = '-', -exponent
	}
	text = append(text, sign)
	if exponent < 10 {
		text = append(text, '0')
	}
	return strconv.AppendInt(text, int64(exponent), 10)
}
