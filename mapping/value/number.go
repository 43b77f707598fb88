package value

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// A Decimal is an exact decimal number. It is shopspring/decimal's: totals have to add up to the last digit that a
// sender wrote, which binary floating point cannot promise, and a plain string could not be added at all.
type Decimal = decimal.Decimal

// A NumberStyle tells which of point and comma parts decimals and which thousands.
type NumberStyle uint8

// The styles of numbers.
const (
	AnyStyle     NumberStyle = iota // not known
	DecimalPoint                    // 1,234.56 and 12,34,567.8
	DecimalComma                    // 1.234,56 and 1 234,56
)

// String is an example of the style.
func (s NumberStyle) String() string {
	return [...]string{"unknown", "1,234.56", "1.234,56"}[s]
}

// ParseNumber reads a number: with decimal point or comma, thousands parted by comma, point, blank or apostrophe,
// Indian grouping, full-width or other digits, a minus before or behind, or brackets for a negative one. A number such
// as "31,460", which is 31460 to some and 31.46 to others, is ambiguous unless the style is known.
func ParseNumber(text string, style NumberStyle) (Decimal, []Remark, error) {
	return parseNumber(plainUpTo(text, 300), style)
}

// number is what a number looks like; its groups are checked by digitGroups.
const number = `\d+(?:[.,' ]\d+)*|[.,]\d+`

var (
	wholeNumber    = regexp.MustCompile(`^([+\-(]?)\s?(` + number + `)\s?([\-)]?)$`)
	scientific     = regexp.MustCompile(`^[+\-]?\d+(?:[.,]\d+)?[Ee][+\-]?\d+$`)
	approximations = regexp.MustCompile(`^(?i:approx(?:imately|\.)?|about|abt\.?|ca\.?|circa|c\.|around|est(?:imated|\.)?|aprox\.?|env(?:iron|\.)?|ungefähr|etwa|rund|yaklaşık|约|約|大约|khoảng|~|≈|\+/-)\s*`)
)

func parseNumber(text string, style NumberStyle) (Decimal, []Remark, error) {
	bare := strings.TrimSpace(text)
	var remarks []Remark
	if at := approximations.FindStringIndex(bare); at != nil {
		bare = bare[at[1]:]
		remarks = append(remarks, Remark{
			Code:    "number_approximate",
			Message: quote(text) + " is an approximate number.",
			Hint:    "Give the exact number as soon as it is known.",
		})
	}
	if scientific.MatchString(bare) {
		return Decimal{}, nil, scientificNotation(text)
	}
	parts := wholeNumber.FindStringSubmatch(bare)
	if parts == nil || len(bare) > 60 {
		return Decimal{}, nil, notANumber(text)
	}
	before, digits, behind := parts[1], parts[2], parts[3]
	if (before == "(") != (behind == ")") || before == "-" && behind == "-" {
		return Decimal{}, nil, notANumber(text)
	}
	readings := readDigits(digits, style)
	negative := before == "-" || before == "(" || behind == "-"
	for i, reading := range readings {
		if negative {
			readings[i] = reading.Neg()
		}
	}
	switch len(readings) {
	case 0:
		return Decimal{}, nil, notANumber(text)
	case 1:
		return readings[0], remarks, nil
	}
	return Decimal{}, nil, separatorAmbiguous(text, readings[0], readings[1])
}

func notANumber(text string) error {
	return &Unreadable{
		Code:    "number_unreadable",
		Message: quote(text) + " is not a number.",
		Hint:    "Write digits with at most one decimal separator, such as 1234.56.",
	}
}

func scientificNotation(text string) error {
	return &Unreadable{
		Code:    "scientific_notation",
		Message: quote(text) + " is a number that the spreadsheet shortened, so its last digits are lost.",
		Hint:    "Format the cell as text or widen the column, and enter the number again.",
	}
}

func separatorAmbiguous(text string, point, comma Decimal) error {
	return ambiguous("number_separator", quote(text), "Write the number without a thousands separator, and with a point before decimals.",
		Reading{Value: point, Words: point.String()}, Reading{Value: comma, Words: comma.String()})
}

// readDigits are the readings of digits with separators, at most two: with decimal point, then with decimal comma.
func readDigits(digits string, style NumberStyle) []Decimal {
	var readings []Decimal
	for _, reading := range digitReadings(digits) {
		if style != AnyStyle && reading.style != AnyStyle && reading.style != style {
			continue
		}
		readings = append(readings, reading.value)
	}
	if len(readings) == 0 && style != AnyStyle { // evidence does not make a number of another style unreadable
		return readDigits(digits, AnyStyle)
	}
	return readings
}

// A styledNumber is a number and the style that it was written in, AnyStyle if both fit.
type styledNumber struct {
	value Decimal
	style NumberStyle
}

// digitReadings are the ways to read digits with separators, whatever the style.
func digitReadings(digits string) []styledNumber {
	digits = strings.ReplaceAll(digits, "'", " ") // 1'234.56 parts thousands as 1 234.56 does
	points, commas := strings.Count(digits, "."), strings.Count(digits, ",")
	switch {
	case points == 0 && commas == 0:
		return one(digits, " ", "", AnyStyle)
	case points > 0 && commas > 0:
		if strings.LastIndexByte(digits, '.') > strings.LastIndexByte(digits, ',') {
			return one(digits, ",", ".", DecimalPoint)
		}
		return one(digits, ".", ",", DecimalComma)
	case points > 1:
		return one(digits, ".", "", DecimalComma)
	case commas > 1:
		return one(digits, ",", "", DecimalPoint)
	case strings.Contains(digits, " ") && points == 1:
		return one(digits, " ", ".", DecimalPoint)
	case strings.Contains(digits, " "):
		return one(digits, " ", ",", DecimalComma)
	case points == 1:
		return append(one(digits, ",", ".", DecimalPoint), grouped(digits, ".", DecimalComma)...)
	}
	return append(grouped(digits, ",", DecimalPoint), one(digits, ".", ",", DecimalComma)...)
}

// grouped is the reading of one separator as one of thousands: "31,460", but not "31,46", "0,123" or "1234,567".
func grouped(digits, separator string, style NumberStyle) []styledNumber {
	before, behind, _ := strings.Cut(digits, separator)
	if len(before) == 0 || len(before) > 3 || len(behind) != 3 || before[0] == '0' {
		return nil
	}
	return one(digits, separator, "", style)
}

// one is the reading of digits with the thousands separator and the decimal mark, none if the groups do not fit.
func one(digits, thousands, mark string, style NumberStyle) []styledNumber {
	whole, fraction := digits, ""
	if mark != "" {
		cut := strings.LastIndex(digits, mark)
		whole, fraction = digits[:cut], digits[cut+1:]
	}
	blanks := strings.Contains(whole, " ")
	if blanks && strings.ContainsAny(whole, ".,") {
		return nil
	}
	if blanks {
		thousands = " "
	}
	groups := strings.Split(whole, thousands)
	if !allGroups(groups) || !allDigits("0"+fraction) {
		return nil
	}
	value, err := decimal.NewFromString("0" + strings.Join(groups, "") + "." + fraction + "0")
	if err != nil {
		return nil
	}
	// The digits behind the decimal mark stay as written: 18400.00 has two.
	exact := decimal.NewFromBigInt(value.Shift(int32(len(fraction))).BigInt(), -int32(len(fraction)))
	return []styledNumber{{value: exact, style: style}}
}

// allGroups says whether digits are grouped as people do: by threes, or by twos before a last group of three.
func allGroups(groups []string) bool {
	last := len(groups) - 1
	if last == 0 {
		return groups[0] == "" || allDigits(groups[0])
	}
	threes, twos := true, true
	for i, group := range groups {
		switch {
		case !allDigits(group):
			return false
		case i == 0:
			threes = threes && len(group) <= 3
			twos = twos && len(group) <= 2
		case i == last:
			threes, twos = threes && len(group) == 3, twos && len(group) == 3
		default:
			threes, twos = threes && len(group) == 3, twos && len(group) == 2
		}
	}
	return (threes || twos) && groups[0] != "0"
}
