package filing

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// A Decimal is a number with just the digits that it was given: weights, volumes, values. It goes to JSON as a number,
// never through a float, so that 48250.50 stays 48250.50. The zero value is no number at all (absent); 0 is one.
type Decimal struct {
	text string // plain notation: [-]digits[.digits]
}

// maxDecimal bounds the length of a number in plain notation; nothing that is shipped comes near it.
const maxDecimal = 64

var (
	plainDecimal    = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	exponentDecimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]{1,2}$`)
)

// ParseDecimal reads a number in plain notation with a decimal point, such as "48250.50" or "-3", without separators,
// sign "+" or exponent. It keeps every digit, but for zeros in front. At most 64 characters.
func ParseDecimal(text string) (Decimal, error) {
	if len(text) > maxDecimal || !plainDecimal.MatchString(text) {
		return Decimal{}, fmt.Errorf("no decimal number of at most %d characters such as 48250.50", maxDecimal)
	}
	sign, digits := "", text
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	digits = strings.TrimLeft(digits, "0")
	if digits == "" || digits[0] == '.' {
		digits = "0" + digits
	}
	return Decimal{text: sign + digits}, nil
}

// String is the number in plain notation; "" for none.
func (d Decimal) String() string { return d.text }

// IsZero tells whether there is no number. The number 0 is one.
func (d Decimal) IsZero() bool { return d.text == "" }

// Rat is the exact value; 0 for none.
func (d Decimal) Rat() *big.Rat {
	value, ok := new(big.Rat).SetString(d.text)
	if !ok {
		return new(big.Rat)
	}
	return value
}

// Cmp compares by value: 1.50 equals 1.5. No number comes before all numbers.
func (d Decimal) Cmp(other Decimal) int {
	if d.IsZero() || other.IsZero() {
		return cmp.Compare(len(d.text), len(other.text))
	}
	return d.Rat().Cmp(other.Rat())
}

// Add is the exact sum, with as many decimals as the longer of the two. No number counts as nothing to add.
func (d Decimal) Add(other Decimal) Decimal {
	if d.IsZero() {
		return other
	}
	if other.IsZero() {
		return d
	}
	sum := new(big.Rat).Add(d.Rat(), other.Rat())
	return Decimal{text: sum.FloatString(max(d.decimals(), other.decimals()))}
}

func (d Decimal) decimals() int {
	_, fraction, _ := strings.Cut(d.text, ".")
	return len(fraction)
}

// normal is the same for all Decimals of one value: no zeros at the end, no negative zero.
func (d Decimal) normal() Decimal {
	text := d.text
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return Decimal{text: text}
}

// MarshalJSON writes the number, or null if there is none.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(d.text), nil
}

// UnmarshalJSON reads a JSON number; an exponent is written out.
func (d *Decimal) UnmarshalJSON(text []byte) error {
	var number json.Number
	if len(text) > 0 && text[0] == '"' {
		return fmt.Errorf("is a string, want a number")
	}
	if err := json.Unmarshal(text, &number); err != nil {
		return fmt.Errorf("is no number")
	}
	if number == "" { // null
		*d = Decimal{}
		return nil
	}
	read, err := ParseDecimal(writeOut(string(number)))
	if err != nil {
		return fmt.Errorf("is %w", err)
	}
	*d = read
	return nil
}

// writeOut turns 4.825e4 into 48250. What has no short plain notation comes back as it was.
func writeOut(number string) string {
	if !exponentDecimal.MatchString(number) {
		return number
	}
	value, ok := new(big.Rat).SetString(number)
	if !ok {
		return number
	}
	decimals, exact := value.FloatPrec()
	if !exact {
		return number
	}
	return value.FloatString(decimals)
}

func (d Decimal) unwrap() any {
	if d.IsZero() {
		return nil
	}
	return d.text
}
