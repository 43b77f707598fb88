package value

import (
	"regexp"
	"strings"
)

// A Tariff is a number of the Harmonized Tariff Schedule with the description that stands beside it.
type Tariff struct {
	Number      string // 6, 8 or 10 digits, no dots
	Description string // "" if none stands beside it
}

// HTSEvidence is what stands around a tariff number.
type HTSEvidence struct {
	// Numeric says that the cell holds a number and not a text: leading zeros cannot have survived there.
	Numeric bool
}

// lastHeadings are the last headings of the chapters 1 to 97 of the Harmonized System 2022: chapter 8 ends at 0814.
// Chapter 77 is reserved. Chapters 98 and 99 are the United States' own.
var lastHeadings = [100]int{
	0, 6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9, 6, 9, 9, 4, 30, 21, 16, 53, 42, 6, 5, 15, 7, 7, 7, 6, 7, 27, 26, 17, 15, 6, 4, 21, 4, 2, 7, 23, 11,
	7, 13, 12, 11, 8, 16, 9, 5, 11, 11, 6, 17, 17, 10, 6, 7, 3, 4, 15, 14, 20, 18, 29, 26, 19, 8, 16, 0, 6, 7, 7, 13, 15, 11, 87, 49, 9, 16, 7, 8, 33, 14, 9, 7, 6, 8, 20, 6, 23, 22,
}

// headingOf says whether the first four digits of a number are a chapter, and a heading of it.
func headingOf(number string) (chapter, heading bool) {
	n := atoi(number[:2])
	last := lastHeadings[n]
	h := atoi(number[2:4])
	return last > 0, last > 0 && h >= 1 && h <= last
}

var htsLabel = regexp.MustCompile(`(?i)^\W*(?:h\.?t\.?s\.?(?:us)?\.?|h\.?s\.?|harmoni[sz]ed|tariff|commodity|customs|schedule\s*b|taric|ncm|hsn|zolltarif|warennummer|gtip|gtİp|fracci[oó]n|partida|海关编码|商品编码|税则号|税号|编码)?(?:[\s\-]*(?:arancelaria|classification|tariff|code|codes|number|no|nos|nr|#|编码|code\s*no|hts|hs|us))*(?:-(?:6|10)\s)?[\s.:#\-]*`)

// ParseHTS reads one tariff number, with any punctuation, of 6, 8 or 10 digits. A leading zero that a spreadsheet ate
// is restored, with a remark, where only that makes it a heading of the schedule; where the digits may be a number both
// with a zero in front and without its last digit, they are ambiguous. The longer numbers of other countries (11 to 13
// digits) are cut to the six that all countries share, with a remark.
func ParseHTS(text string, e HTSEvidence) (string, []Remark, error) {
	bare := strings.TrimSpace(plainUpTo(text, 240))
	if len(bare) > 60 || ParseAbsence(text) != Present {
		return "", nil, htsUnreadable(text)
	}
	if scientific.MatchString(bare) {
		return "", nil, scientificNotation(text)
	}
	if !isDigit(firstByte(bare)) {
		bare = bare[len(htsLabel.FindString(bare)):]
	}
	if !htsText.MatchString(bare) {
		return "", nil, htsUnreadable(text)
	}
	return readHTS(text, bare, e)
}

func firstByte(text string) byte {
	if text == "" {
		return 0
	}
	return text[0]
}

var htsText = regexp.MustCompile(`^\d[\d .\-]*\d[.]?$`)

func htsUnreadable(text string) error {
	return &Unreadable{
		Code:    "hts_unreadable",
		Message: quote(text) + " is not a tariff number.",
		Hint:    "Write 6, 8 or 10 digits, such as 6109.10.0012.",
	}
}

// readHTS reads the digits of a tariff number and its punctuation.
func readHTS(text, bare string, e HTSEvidence) (string, []Remark, error) {
	number := digitsOf(bare)
	groups := strings.FieldsFunc(bare, func(r rune) bool { return r == '.' || r == ' ' || r == '-' })
	if len(groups) > 1 && !htsGroups(groups) {
		return lostInGroups(text, number, groups)
	}
	switch len(number) {
	case 6, 8, 10:
		return checkedHTS(text, number)
	case 5, 7, 9:
		return lostZero(text, number, len(groups) > 1, e)
	case 11, 12, 13:
		if _, heading := headingOf(number); !heading {
			return "", nil, htsUnreadable(text)
		}
		return number[:6], []Remark{{
			Code:    "hts_foreign",
			Message: quote(text) + " has more digits than a US tariff number; only the first six, " + number[:6] + ", are the same in all countries.",
			Hint:    "Give the US number of 10 digits if you know it.",
		}}, nil
	}
	if len(number) == 4 {
		if _, heading := headingOf(number); heading {
			return "", nil, &Unreadable{
				Code:    "hts_too_short",
				Message: quote(text) + " is a heading of four digits.",
				Hint:    "Give at least six digits.",
			}
		}
	}
	return "", nil, htsUnreadable(text)
}

// htsGroups says whether digits are parted as tariff numbers are: in front a heading of four digits (or three, its zero
// lost) or a chapter of two, then pairs and fours.
func htsGroups(groups []string) bool {
	for i, group := range groups {
		switch n := len(group); {
		case i == 0 && (n < 2 || n > 8):
			return false
		case i > 0 && n%2 != 0:
			return false
		}
	}
	return len(groups) <= 5 && len(groups[0]) != 7 && len(groups[0]) != 5
}

// lostInGroups reads groups of which one is too short: "9608.1", from a spreadsheet that holds 9608.10 as a number.
func lostInGroups(text, number string, groups []string) (string, []Remark, error) {
	last := groups[len(groups)-1]
	if len(groups) == 2 && len(groups[0]) == 4 && len(last)%2 == 1 && len(last) <= 5 {
		restored := number + "0"
		if _, heading := headingOf(restored); heading {
			return restored, []Remark{{
				Code:        "hts_zero_restored",
				Message:     quote(text) + " lacks a digit; it is read as " + restored + ", with the zero at its end that a spreadsheet drops from a number.",
				Hint:        "Format the cell as text and write the number in full.",
				Suggestions: []string{restored},
			}}, nil
		}
	}
	return "", nil, htsUnreadable(text)
}

// checkedHTS checks the chapter and heading of a number of the right length.
func checkedHTS(text, number string) (string, []Remark, error) {
	chapter, heading := headingOf(number)
	switch {
	case !chapter:
		return "", nil, &Unreadable{
			Code:    "hts_chapter",
			Message: quote(text) + " begins with " + number[:2] + ", which is no chapter of the tariff schedule.",
			Hint:    "Check the first digits.",
		}
	case !heading && looksLikeDate(text):
		return "", nil, htsUnreadable(text)
	case !heading:
		return number, []Remark{{
			Code:    "hts_heading_unknown",
			Message: "Heading " + number[:4] + " of " + quote(text) + " is not in the Harmonized System.",
			Hint:    "Check the first four digits.",
		}}, nil
	case number[:2] == "98" || number[:2] == "99":
		return number, []Remark{{
			Code:    "hts_special_chapter",
			Message: quote(text) + " is of chapter " + number[:2] + ", whose numbers are declared beside those of the goods.",
			Hint:    "Give the number of the goods too.",
		}}, nil
	}
	return number, nil, nil
}

// lostZero restores the zero that a number with an odd count of digits has lost in front.
func lostZero(text, number string, grouped bool, e HTSEvidence) (string, []Remark, error) {
	restored := "0" + number
	_, restorable := headingOf(restored)
	_, standing := headingOf(number)
	certain := e.Numeric || grouped && len(number) > 4 // 804.50.8010: the first group proves it
	switch {
	case restorable && (certain || !standing):
		restored, remarks, err := checkedHTS(text, restored)
		return restored, append([]Remark{{
			Code:        "hts_zero_restored",
			Message:     quote(text) + " has lost its leading zero; it is read as " + restored + ".",
			Hint:        "Format the cell as text and write the number in full.",
			Suggestions: []string{restored},
		}}, remarks...), err
	case restorable:
		return "", nil, ambiguous("hts_zero_or_digit", quote(text), "Format the cell as text and write the number in full.",
			Reading{Value: restored, Words: restored + ", its leading zero lost"}, Reading{Value: number[:len(number)-1], Words: number[:len(number)-1] + " and a digit too many or too few"})
	}
	return "", nil, &Unreadable{
		Code:    "hts_length",
		Message: quote(text) + " has an odd number of digits.",
		Hint:    "Tariff numbers have 6, 8 or 10 digits.",
	}
}
