package value

import (
	"regexp"
	"slices"
	"strings"
)

// containerNumber is an ISO 6346 number as people write it: owner code with category U, J or Z, serial number and check
// digit, with blanks, dashes, dots or strokes between, the check digit perhaps in brackets.
var containerNumber = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])([A-Z][\s.\-]?[A-Z][\s.\-]?[A-Z][\s.\-]?[UJZ])[\s.\-/#:]{0,3}(\d(?:[\s.\-]?\d){5})[\s.\-/]{0,2}[(\[]?\s?(\d)[)\]]?`)

// A numberSpan is a container number in a text.
type numberSpan struct {
	number     string
	start, end int
}

// mostContainers is more than the largest cell can name.
const mostContainers = 4000

// containerNumbersIn are the container numbers in a plain text, with right or wrong check digits.
func containerNumbersIn(text string) []numberSpan {
	var found []numberSpan
	for at := 0; at < len(text) && len(found) < mostContainers; {
		match := containerNumber.FindStringSubmatchIndex(text[at:])
		if match == nil {
			break
		}
		start, end := at+match[2], at+match[1]
		if end < len(text) && (isDigit(text[end]) || isLetter(text[end]) && !strings.HasSuffix(text[:end], ")")) {
			at = start + 4 // a longer number, such as a bill's
			continue
		}
		found = append(found, numberSpan{number: upperCode(text[start:end]), start: start, end: end})
		at = end
	}
	return found
}

// ParseContainerNumber reads one container number, "TGHU 441827-9". A wrong check digit is remarked, with the numbers
// that may have been meant; the number itself is never changed.
func ParseContainerNumber(text string) (string, []Remark, error) {
	bare := plainUpTo(text, 300)
	unreadable := &Unreadable{
		Code:    "container_number_unreadable",
		Message: quote(text) + " is not a container number.",
		Hint:    "Write four letters and seven digits, such as CSQU3054383.",
	}
	if len(bare) > 60 {
		return "", nil, unreadable
	}
	found := containerNumbersIn(bare)
	if len(found) == 1 && onlyContainerWords(bare[:found[0].start]+" "+bare[found[0].end:]) {
		return found[0].number, containerRemarks(found[0].number), nil
	}
	if len(found) > 1 {
		return "", nil, &Unreadable{
			Code:    "container_numbers_several",
			Message: quote(text) + " holds several container numbers.",
			Hint:    "Give one.",
		}
	}
	code := upperCode(bare)
	switch {
	case shortContainer.MatchString(code): // the check digit was left out
		unreadable.Code = "container_check_digit_missing"
		unreadable.Message = quote(text) + " lacks the last of a container number's seven digits."
		unreadable.Suggestions = []string{code + string(checkDigit(code))}
		unreadable.Hint = "It would be " + unreadable.Suggestions[0] + "; check it on the container."
	case len(code) == 11:
		unreadable.Suggestions = likelyNumbers(code)
		if len(unreadable.Suggestions) > 0 {
			unreadable.Hint = "It may be " + orList(unreadable.Suggestions) + "; check it on the container."
		}
	}
	return "", nil, unreadable
}

var shortContainer = regexp.MustCompile(`^[A-Z]{3}[UJZ]\d{6}$`)

func onlyContainerWords(text string) bool { return isNoise(fold(text), containerNoise) }

var containerNoise = setOf("CONTAINER CONTAINERS CNTR CNTRS CTNR CTNRS CONT CONTR NO NOS NUMBER NR N NUM AND UNIT CONTENEDOR CONTENEDORES CONTÊINER CONTAINERNUMMER KONTEYNER 箱号 柜号 櫃號 集装箱号 集装箱 柜 컨테이너 SO FCL LCL THE")

// containerRemarks checks the check digit of a number.
func containerRemarks(number string) []Remark {
	if checkDigit(number) == number[10] {
		return nil
	}
	remark := Remark{
		Code:    "container_check_digit",
		Message: "The check digit of container " + number + " is wrong; of " + number[:10] + " it is " + string(checkDigit(number)) + ".",
		Hint:    "Check the number on the container or the booking.", Suggestions: likelyNumbers(number),
	}
	if len(remark.Suggestions) > 0 {
		remark.Hint = "It may be " + orList(remark.Suggestions) + ". " + remark.Hint
	}
	return []Remark{remark}
}

// CheckContainer says whether a number of four letters and seven digits has the right check digit (ISO 6346).
func CheckContainer(number string) bool {
	return len(number) == 11 && containerShape.MatchString(number) && checkDigit(number) == number[10]
}

var containerShape = regexp.MustCompile(`^[A-Z]{4}\d{7}$`)

// checkDigit computes the check digit of a container number from its first ten characters.
func checkDigit(number string) byte {
	sum := 0
	for i := range 10 {
		value := int(number[i] - '0')
		if c := number[i]; c >= 'A' {
			value = int(c-'A') + 10
			value += (value - 1) / 10 // multiples of eleven are left out
		}
		sum += value << i
	}
	return byte('0' + sum%11%10)
}

// lookAlikes are characters that hands and scanners mix up.
var lookAlikes = map[byte]string{
	'O': "0QD", '0': "OQD86", 'Q': "O0", 'D': "O0", 'I': "1LT", '1': "I7L4", 'L': "1I", 'S': "5", '5': "S6", 'B': "8", '8': "B36", 'Z': "2", '2': "Z7", 'G': "6C", '6': "G85", 'C': "G",
	'7': "12", '3': "8", '4': "9A", '9': "4", 'A': "4", 'U': "V", 'V': "U", 'M': "N", 'N': "M", 'E': "F", 'F': "E", 'T': "I7",
}

// likelyNumbers are the valid numbers that are one mix-up of look-alikes or one transposition of neighbours away from a
// code of eleven characters. Where letters stand for digits or the reverse, all of those are put right first.
func likelyNumbers(code string) []string {
	var found []string
	add := func(number string) {
		if CheckContainer(number) && strings.IndexByte("UJZ", number[3]) >= 0 && !slices.Contains(found, number) && len(found) < 6 {
			found = append(found, number)
		}
	}
	straight := straightened(code)
	add(straight)
	if strings.IndexByte("UJZ", straight[3]) < 0 { // no category: nearly all numbers are of containers
		add(straight[:3] + "U" + straight[4:])
	}
	for i := range 10 {
		swapped := []byte(straight)
		swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		add(string(swapped))
	}
	for i := range 11 {
		for _, other := range []byte(lookAlikes[straight[i]]) {
			changed := []byte(straight)
			changed[i] = other
			add(string(changed))
		}
	}
	return found
}

// straightened puts letters where a container number has letters, and digits where it has digits.
func straightened(code string) string {
	straight := []byte(code)
	for i, c := range straight {
		if wantDigit := i >= 4; wantDigit == isDigit(c) {
			continue
		}
		for _, other := range []byte(lookAlikes[c]) {
			if isDigit(other) == (i >= 4) {
				straight[i] = other
				break
			}
		}
	}
	return string(straight)
}
