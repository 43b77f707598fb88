package sheet

import "strings"

// A datePicture shows a serial day as a date, a time or a duration.
type datePicture struct {
	parts    []datePart
	locale   locale
	decimals int  // places of a second that are shown
	clock    bool // a time of day is shown
	elapsed  bool // a duration is shown: it may be negative, and longer than there are days
	half     bool // the hours are those of a half day
}

// A datePart is a piece of the picture. width is the number of letters, or of decimals.
type datePart struct {
	kind  dateKind
	width int
	text  string // of a literal, or as AM/PM is written
}

type dateKind uint8

const (
	dateLiteral dateKind = iota
	dateYear
	dateBuddhistYear
	dateEra
	dateEraYear
	dateMonth
	dateDay // with three letters and more, the day of the week
	dateHour
	dateMinute
	dateSecond
	dateFraction
	dateHalf
	dateElapsedHour
	dateElapsedMinute
	dateElapsedSecond
)

// dateLetters are the meanings of letters; m may turn out to be the minute.
var dateLetters = map[byte]dateKind{
	'y': dateYear, 'b': dateBuddhistYear, 'g': dateEra, 'e': dateEraYear, 'm': dateMonth, 'd': dateDay,
	'a': dateDay, 'h': dateHour, 's': dateSecond,
}

var elapsedLetters = map[byte]dateKind{'h': dateElapsedHour, 'm': dateElapsedMinute, 's': dateElapsedSecond}

func compileDate(section formatSection) *datePicture {
	picture := &datePicture{locale: section.locale}
	tokens := section.tokens
	for i := 0; i < len(tokens); i++ {
		token := tokens[i]
		switch {
		case token.kind == tokenDate:
			kind := dateLetters[token.text[0]|0x20]
			picture.add(datePart{kind: kind, width: len(token.text)})
		case token.kind == tokenElapsed:
			picture.add(datePart{kind: elapsedLetters[token.text[0]], width: len(token.text)})
		case token.kind == tokenHalfDay:
			picture.add(datePart{kind: dateHalf, text: token.text})
		case token.kind == tokenExponent: // e-mm-dd looked like 0E-00
			picture.add(datePart{kind: dateEraYear, width: 1})
			picture.add(datePart{text: token.text[1:]})
		case token.kind == tokenPoint && i+1 < len(tokens) && tokens[i+1].text == "0":
			picture.add(datePart{text: "."})
			fraction := datePart{kind: dateFraction}
			for ; i+1 < len(tokens) && tokens[i+1].text == "0"; i++ {
				fraction.width++
			}
			picture.add(fraction)
		default:
			picture.add(datePart{text: token.text})
		}
	}
	picture.tellMinutes()
	return picture
}

func (p *datePicture) add(part datePart) {
	p.parts = append(p.parts, part)
	switch part.kind {
	case dateFraction:
		p.decimals = max(p.decimals, part.width)
		p.clock = true
	case dateHour, dateSecond:
		p.clock = true
	case dateElapsedHour, dateElapsedMinute, dateElapsedSecond:
		p.clock, p.elapsed = true, true
	case dateHalf:
		p.clock, p.half = true, true
	}
}

// tellMinutes finds the m and mm that mean minutes: those after hours, and those before seconds.
func (p *datePicture) tellMinutes() {
	before := dateLiteral
	var month *datePart // the last part, if it is an m or mm
	for i := range p.parts {
		part := &p.parts[i]
		switch part.kind {
		case dateLiteral, dateHalf, dateFraction:
			continue
		case dateMonth:
			if part.width <= 2 && (before == dateHour || before == dateElapsedHour) {
				part.kind = dateMinute
			}
		case dateSecond, dateElapsedSecond:
			if month != nil {
				month.kind = dateMinute
			}
		}
		before, month = part.kind, nil
		if part.kind == dateMonth && part.width <= 2 {
			month = part
		}
	}
}

// shows says whether the application shows the number as a date; it fills the cell with # where it does not.
func (p *datePicture) shows(value float64) bool {
	return p.elapsed || value >= 0 && value < firstDayAfter
}

// finest is how many places of a second the picture rounds to. A date without a time is not rounded up to the next.
func (p *datePicture) finest() int {
	if !p.clock {
		return 3
	}
	return min(p.decimals, 3)
}

func (p *datePicture) draw(text []byte, value float64) []byte {
	places := p.finest()
	now := momentOf(value, places)
	for _, part := range p.parts {
		text = p.drawPart(text, part, now, places)
	}
	return text
}

func (p *datePicture) drawPart(text []byte, part datePart, now moment, places int) []byte {
	switch part.kind {
	case dateLiteral:
		return append(text, part.text...)
	case dateYear:
		return appendYear(text, now.year, part.width)
	case dateBuddhistYear:
		return appendYear(text, now.year+543, part.width)
	case dateEra:
		return append(text, p.locale.era(now).name(part.width)...)
	case dateEraYear:
		return appendPadded(text, p.locale.eraYear(now), part.width)
	case dateMonth:
		return p.drawMonth(text, now, part.width)
	case dateDay:
		if part.width <= 2 {
			return appendPadded(text, now.day, part.width)
		}
		return append(text, p.locale.names().weekday(now.weekday, part.width == 3)...)
	case dateHour:
		return appendPadded(text, p.hour(now), part.width)
	case dateMinute:
		return appendPadded(text, now.minute, part.width)
	case dateSecond:
		return appendPadded(text, now.second, part.width)
	case dateFraction:
		fraction := appendPadded(nil, now.fraction, places)
		return append(text, (string(fraction) + strings.Repeat("0", part.width))[:part.width]...)
	case dateHalf:
		return append(text, p.halfDay(part.text, now.hour >= 12)...)
	case dateElapsedHour:
		return appendPadded(text, now.elapsed/3600, part.width)
	case dateElapsedMinute:
		return appendPadded(text, now.elapsed/60, part.width)
	default: // dateElapsedSecond
		return appendPadded(text, now.elapsed, part.width)
	}
}

func (p *datePicture) drawMonth(text []byte, now moment, width int) []byte {
	names := p.locale.names()
	switch width {
	case 1, 2:
		return appendPadded(text, now.month, width)
	case 3:
		return append(text, names.monthShort(now.month)...)
	case 5:
		for _, initial := range names.month(now.month) {
			return append(text, string(initial)...)
		}
	}
	return append(text, names.month(now.month)...)
}

func (p *datePicture) hour(now moment) int {
	if !p.half {
		return now.hour
	}
	return (now.hour+11)%12 + 1
}

// halfDay writes the half of the day as the code asks for it: A/P has one letter in its own case, AM/PM the words of
// the locale, and the words of other scripts stand for themselves.
func (p *datePicture) halfDay(code string, afternoon bool) string {
	morning, evening, _ := strings.Cut(code, "/")
	if strings.EqualFold(code, "AM/PM") {
		morning, evening = p.locale.halfDays()
	}
	if afternoon {
		return evening
	}
	return morning
}

func appendYear(text []byte, year, width int) []byte {
	if width <= 2 {
		return appendPadded(text, year%100, 2)
	}
	return appendPadded(text, year, 4)
}

// appendPadded draws a count with zeros in front up to a width.
func appendPadded(text []byte, count, width int) []byte {
	if width = min(width, 10); width > 1 {
		for limit := pow10(width - 1); limit > count && limit > 1; limit /= 10 {
			text = append(text, '0')
		}
	}
	return appendInt(text, count)
}
