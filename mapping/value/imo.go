package value

import (
	"strconv"
	"strings"
)

// CheckIMO says whether a number is a ship's IMO number: seven digits, the last of which checks the others.
func CheckIMO(number int) bool {
	if number < 1_000_000 || number > 9_999_999 {
		return false
	}
	digits, sum := strconv.Itoa(number), 0
	for i := range 6 {
		sum += int(digits[i]-'0') * (7 - i)
	}
	return byte('0'+sum%10) == digits[6]
}

// ParseIMO reads an IMO number, with or without the letters IMO. A wrong check digit is remarked.
func ParseIMO(text string) (int, []Remark, error) {
	bare := strings.TrimSpace(plainUpTo(text, 200))
	if match := imoLabel.FindStringSubmatch(bare); match != nil {
		bare = match[1]
	}
	if len(bare) != 7 || !allDigits(bare) || bare[0] == '0' {
		return 0, nil, &Unreadable{
			Code:    "imo_unreadable",
			Message: quote(text) + " is not an IMO number.",
			Hint:    "Write the ship's seven digits.",
		}
	}
	return atoi(bare), imoRemarks(bare), nil
}

func imoRemarks(number string) []Remark {
	if CheckIMO(atoi(number)) {
		return nil
	}
	return []Remark{{
		Code:    "imo_check_digit",
		Message: "The last digit of IMO number " + number + " is wrong.",
		Hint:    "Check the ship's IMO number.",
	}}
}
