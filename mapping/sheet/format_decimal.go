package sheet

import "strconv"

// A decimal is a number that is not negative, in base ten: 0.d1d2d3... times ten to the power of point. It holds the
// 15 significant digits that spreadsheets calculate with on their way to the screen, and so it rounds as they do:
// 1.005 to two places is 1.01, though the nearest binary number lies below.
type decimal struct {
	digits [15]byte // '0' to '9', the first is not '0'
	length int      // digits in use; the last is not '0'; 0 for zero
	point  int
}

// newDecimal takes the number's 15 significant digits.
func newDecimal(value float64) decimal {
	var buffer [32]byte
	text := strconv.AppendFloat(buffer[:0], value, 'e', 14, 64) // 1.23456789012345e+02
	exponent, err := strconv.Atoi(string(text[17:]))
	if err != nil { // NaN or an infinity
		return decimal{}
	}
	d := decimal{length: 15, point: exponent + 1}
	d.digits[0] = text[0]
	copy(d.digits[1:], text[2:16])
	return d.trimmed()
}

// trimmed drops zeros at the end.
func (d decimal) trimmed() decimal {
	for d.length > 0 && d.digits[d.length-1] == '0' {
		d.length--
	}
	if d.length == 0 {
		return decimal{}
	}
	return d
}

// scaled is the number times ten to the power.
func (d decimal) scaled(power int) decimal {
	if d.length > 0 {
		d.point += power
	}
	return d
}

// rounded is the number to so many places after the point, halves away from zero.
func (d decimal) rounded(places int) decimal {
	keep := d.point + places
	switch {
	case keep >= d.length:
		return d
	case keep < 0:
		return decimal{}
	}
	up := d.digits[keep] >= '5'
	d.length = keep
	if !up {
		return d.trimmed()
	}
	for i := keep - 1; i >= 0; i-- {
		if d.digits[i] < '9' {
			d.digits[i]++
			d.length = i + 1
			return d
		}
	}
	d.digits[0], d.length = '1', 1
	d.point++
	return d
}

// digit is the digit of the power of ten: 0 for the units, -1 for the tenths.
func (d decimal) digit(power int) byte {
	if i := d.point - 1 - power; i >= 0 && i < d.length {
		return d.digits[i]
	}
	return '0'
}

// whole is the number of digits before the point; 0 for a number below one.
func (d decimal) whole() int { return max(d.point, 0) }

// places is the number of digits after the point.
func (d decimal) places() int { return max(d.length-d.point, 0) }
