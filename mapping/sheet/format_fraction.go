package sheet

import (
	"math"
	"strconv"
	"strings"
)

// A fractionPicture shows a number as a vulgar fraction: # ?/?, # ??/16, ?/?.
type fractionPicture struct {
	before      *digitPicture // the whole number and what stands around it
	beforeZero  *digitPicture // the same for zero, which # alone would not show
	numerator   *digitPicture
	slash       string // the stroke, with blanks around it
	denominator string // placeholders, or figures for a fixed one
	fixed       int    // the fixed denominator, or 0
	after       string
}

// largestDenominator bounds the work; Excel has seven digits at most.
const largestDenominator = 9_999_999

// compileFraction finds digits, a stroke and digits; ok is false where the section is no fraction.
func compileFraction(tokens []formatToken) (*fractionPicture, bool) {
	slash := 0
	for slash < len(tokens) && tokens[slash].kind != tokenSlash {
		slash++
	}
	above := lastBefore(tokens, slash) // just after the numerator
	below := firstAfter(tokens, slash) // first of the denominator
	from, to := above, below           // of numerator and denominator
	for from > 0 && tokens[from-1].kind == tokenDigit {
		from--
	}
	for to < len(tokens) && (tokens[to].kind == tokenDigit || tokens[to].kind == tokenFigure) {
		to++
	}
	if from == above || to == below {
		return nil, false
	}
	fraction := &fractionPicture{
		before:      compileDigits(tokens[:from]),
		beforeZero:  compileDigits(showingZero(tokens[:from])),
		numerator:   compileDigits(showingZero(tokens[from:above])),
		slash:       joinTokens(tokens[above:below]),
		denominator: joinTokens(tokens[below:to]),
		after:       joinTokens(tokens[to:]),
	}
	if strings.ContainsAny(fraction.denominator, "123456789") {
		fixed, err := strconv.Atoi(fraction.denominator)
		if err != nil || fixed > largestDenominator {
			return nil, false
		}
		fraction.fixed = fixed
	}
	return fraction, true
}

func isBlank(token formatToken) bool { return token.kind == tokenLiteral && token.text == " " }

// lastBefore passes over blanks before the stroke.
func lastBefore(tokens []formatToken, slash int) int {
	for slash > 0 && isBlank(tokens[slash-1]) {
		slash--
	}
	return slash
}

// firstAfter passes over the stroke and blanks after it.
func firstAfter(tokens []formatToken, slash int) int {
	for slash++; slash < len(tokens) && isBlank(tokens[slash]); slash++ {
	}
	return min(slash, len(tokens))
}

// showingZero makes the last placeholder one that shows zero.
func showingZero(tokens []formatToken) []formatToken {
	shown := append([]formatToken(nil), tokens...)
	for i := len(shown) - 1; i >= 0; i-- {
		if shown[i].kind == tokenDigit {
			shown[i].text = "0"
			break
		}
	}
	return shown
}

func joinTokens(tokens []formatToken) string {
	var text strings.Builder
	for _, token := range tokens {
		text.WriteString(token.text)
	}
	return text.String()
}

func (p *fractionPicture) draw(text []byte, value float64) []byte {
	whole, part := math.Modf(value)
	numerator, denominator := p.approximate(part)
	if numerator == denominator {
		whole, numerator = whole+1, 0
	}
	mixed := p.before.wholes > 0
	if !mixed { // an improper fraction holds it all
		numerator += whole * denominator
		whole = 0
	}
	before := p.before
	if mixed && whole == 0 && numerator == 0 {
		before = p.beforeZero
	}
	text = before.draw(text, whole)
	if mixed && numerator == 0 {
		blanks := p.numerator.wholes + len(p.slash) + len(p.denominator)
		return append(append(text, strings.Repeat(" ", blanks)...), p.after...)
	}
	text = p.numerator.draw(text, numerator)
	text = append(text, p.slash...)
	if p.fixed > 0 {
		text = append(text, p.denominator...)
	} else {
		text = appendDenominator(text, denominator, p.denominator)
	}
	return append(text, p.after...)
}

// appendDenominator draws a count, blanks to the right.
func appendDenominator(text []byte, count float64, placeholders string) []byte {
	start := len(text)
	text = strconv.AppendInt(text, int64(count), 10)
	for i := len(text) - start; i < len(placeholders); i++ {
		switch placeholders[i] {
		case '?':
			text = append(text, ' ')
		case '0':
			text = append(text[:start], append([]byte{'0'}, text[start:]...)...)
		}
	}
	return text
}

// approximate finds the fraction for a part of one. Excel takes the last convergent of the continued fraction whose
// denominator has no more digits than there are placeholders, which need not be the nearest fraction.
func (p *fractionPicture) approximate(part float64) (numerator, denominator float64) {
	if p.fixed > 0 {
		return math.Floor(part*float64(p.fixed) + 0.5), float64(p.fixed)
	}
	limit := math.Min(math.Pow10(len(p.denominator))-1, largestDenominator)
	const nearly = 5e-8 // of one: what is left is an error of calculation
	n, lastN, d, lastD := 0.0, 1.0, 1.0, 0.0
	for rest := part; rest > nearly; {
		rest = 1 / rest
		term := math.Floor(rest + nearly)
		nextN, nextD := term*n+lastN, term*d+lastD
		if nextD > limit {
			break
		}
		n, lastN, d, lastD = nextN, n, nextD, d
		rest -= term
	}
	return n, d
}
