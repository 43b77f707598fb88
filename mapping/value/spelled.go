package value

import (
	"regexp"
	"strconv"
	"strings"
)

// Numbers in English words, as bills of lading repeat their counts: "SAY FOUR HUNDRED AND EIGHTY CARTONS ONLY".
var spelledValues = func() map[string]int64 {
	values := map[string]int64{"HUNDRED": 100, "THOUSAND": 1000, "MILLION": 1_000_000, "FOURTY": 40}
	for i, word := range strings.Fields("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN") {
		values[word] = int64(i + 1)
	}
	for i, word := range strings.Fields("TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY") {
		values[word] = int64(20 + 10*i)
	}
	return values
}()

const spelledWord = `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)`

var spelledNumber = regexp.MustCompile(`(?i)\b` + spelledWord + `(?:(?:\s+and)?[\s\-]+` + spelledWord + `){0,12}\b`)

// withoutSpelled puts digits in the place of numbers in words.
func withoutSpelled(text string) string {
	return spelledNumber.ReplaceAllStringFunc(text, func(words string) string {
		value, ok := spelled(words)
		if !ok {
			return words
		}
		return strconv.FormatInt(value, 10)
	})
}

// spelled is the value of a number in words. It says false where the words make no number, as "TWO FOUR" do not.
func spelled(text string) (total int64, ok bool) {
	var below, last int64 // what stands below the next thousand, and the word before
	for _, word := range strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool { return r == ' ' || r == '-' || r == '\n' }) {
		value := spelledValues[word]
		switch {
		case word == "AND":
			continue
		case value == 0:
			return 0, false
		case value == 100:
			if below == 0 || below > 99 {
				return 0, false
			}
			below *= 100
		case value >= 1000:
			if below == 0 || total != 0 && total < value {
				return 0, false
			}
			total, below = total+below*value, 0
		case last != 0 && last < 100 && !(last >= 20 && value < 10): // "TWENTY TWO", but not "TWO TWO"
			return 0, false
		default:
			below += value
		}
		last = value
	}
	return total + below, total+below > 0
}
