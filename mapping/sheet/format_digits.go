package sheet

// A digitPicture shows a number by its digits: #,##0.00, 000-00-0000, 0.0%, 0.00E+00.
type digitPicture struct {
	spots    []digitSpot
	wholes   int // placeholders before the point
	decimals int // placeholders after the point
	grouped  bool
	power    int  // of ten by which the number is multiplied: percent signs up, commas at the end down
	science  bool // there is an exponent
}

// A digitSpot is a place in the picture.
type digitSpot struct {
	kind        spotKind
	text        string // of a literal; "E+" or "E-" of an exponent
	placeholder byte   // '0', '#' or '?'
	power       int    // of ten, of which the digit stands here
}

type spotKind uint8

const (
	spotLiteral spotKind = iota
	spotWhole
	spotPoint
	spotDecimal
	spotExponent      // E and the sign
	spotExponentDigit // a digit of the exponent
)

func compileDigits(tokens []formatToken) *digitPicture {
	picture := &digitPicture{}
	part := spotWhole
	exponents := 0
	for i, token := range tokens {
		switch {
		case token.kind == tokenDigit:
			picture.spots = append(picture.spots, digitSpot{kind: part, placeholder: token.text[0]})
			switch part {
			case spotWhole:
				picture.wholes++
			case spotDecimal:
				picture.decimals++
			case spotExponentDigit:
				exponents++
			}
		case token.kind == tokenPoint && part == spotWhole:
			part = spotDecimal
			picture.spots = append(picture.spots, digitSpot{kind: spotPoint, text: "."})
		case token.kind == tokenExponent && !picture.science:
			part, picture.science = spotExponentDigit, true
			picture.spots = append(picture.spots, digitSpot{kind: spotExponent, text: token.text})
		case token.kind == tokenComma && followsDigit(tokens, i):
			switch digit := digitFollows(tokens, i); {
			case !digit:
				picture.power -= 3
			case part == spotWhole:
				picture.grouped = true
			}
		default:
			if token.kind == tokenPercent {
				picture.power += 2
			}
			picture.spots = append(picture.spots, digitSpot{kind: spotLiteral, text: token.text})
		}
	}
	picture.number(exponents)
	return picture
}

// followsDigit says whether the token before the commas at i is a digit.
func followsDigit(tokens []formatToken, i int) bool {
	for i--; i >= 0 && tokens[i].kind == tokenComma; i-- {
	}
	return i >= 0 && tokens[i].kind == tokenDigit
}

// digitFollows says whether more digits of the same part of the number come after i.
func digitFollows(tokens []formatToken, i int) bool {
	for _, token := range tokens[i+1:] {
		switch token.kind {
		case tokenDigit:
			return true
		case tokenPoint, tokenExponent:
			return false
		}
	}
	return false
}

// number gives every placeholder its power of ten.
func (p *digitPicture) number(exponents int) {
	whole, decimal := p.wholes, 0
	for i := range p.spots {
		switch spot := &p.spots[i]; spot.kind {
		case spotWhole:
			whole--
			spot.power = whole
		case spotDecimal:
			decimal--
			spot.power = decimal
		case spotExponentDigit:
			exponents--
			spot.power = exponents
		}
	}
}

func (p *digitPicture) draw(text []byte, value float64) []byte {
	number, exponent := p.fit(newDecimal(value).scaled(p.power))
	size := newDecimal(float64(max(exponent, -exponent)))
	wholes, exponents := p.wholes > 0, false
	for _, spot := range p.spots {
		switch spot.kind {
		case spotLiteral:
			text = append(text, spot.text...)
		case spotWhole:
			text = appendWhole(text, number, spot, spot.power == p.wholes-1, p.grouped)
		case spotPoint:
			if !wholes { // .00 of 12.5 is 12.50
				for power := number.whole() - 1; power >= 0; power-- {
					text = append(text, number.digit(power))
				}
			}
			text = append(text, '.')
		case spotDecimal:
			text = appendDecimal(text, number, spot)
		case spotExponent:
			text = append(text, spot.text[0])
			if exponent < 0 {
				text = append(text, '-')
			} else if spot.text[1] == '+' {
				text = append(text, '+')
			}
		case spotExponentDigit:
			text = appendWhole(text, size, spot, !exponents, false)
			exponents = true
		}
	}
	return text
}

// fit rounds the number to the places of the picture, and splits it into mantissa and exponent where there is one:
// the exponent is a multiple of the number of placeholders before the point.
func (p *digitPicture) fit(number decimal) (mantissa decimal, exponent int) {
	if !p.science || number.length == 0 {
		return number.rounded(p.decimals), 0
	}
	step := max(p.wholes, 1)
	exponent = number.point - min(p.wholes, 1)
	exponent -= ((exponent % step) + step) % step
	mantissa = number.scaled(-exponent).rounded(p.decimals)
	if mantissa.point > p.wholes { // 9.99 became 10.0
		exponent += step
		mantissa = number.scaled(-exponent).rounded(p.decimals)
	}
	return mantissa, exponent
}

// appendWhole draws the digit of a placeholder before the point; the first placeholder also draws all digits for
// which there is none.
func appendWhole(text []byte, number decimal, spot digitSpot, first, grouped bool) []byte {
	power := spot.power
	if first {
		power = max(power, number.whole()-1)
	}
	for ; power >= spot.power; power-- {
		digit, comma := number.digit(power), byte(',')
		if power >= number.whole() {
			switch spot.placeholder {
			case '#':
				continue
			case '?':
				digit, comma = ' ', ' '
			}
		}
		text = append(text, digit)
		if grouped && power > 0 && power%3 == 0 {
			text = append(text, comma)
		}
	}
	return text
}

// appendDecimal draws the digit of a placeholder after the point; zeros at the end are only shown by a 0.
func appendDecimal(text []byte, number decimal, spot digitSpot) []byte {
	switch {
	case spot.placeholder == '0' || -spot.power <= number.places():
		return append(text, number.digit(spot.power))
	case spot.placeholder == '?':
		return append(text, ' ')
	}
	return text
}
