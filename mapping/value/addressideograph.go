package value

import (
	"regexp"
	"strings"
	"unicode"
)

// An address in Chinese, Japanese or Korean runs from the country to the house, and no comma parts it: its parts are told
// by the syllables that end them.
var (
	chineseCountry = regexp.MustCompile(`^(?:中华人民共和国|中華人民共和國|中国|中國)`)
	taiwanese      = regexp.MustCompile(`^(?:中華民國)?(?:台湾省?|台灣省?|臺灣省?)`)
	hongKong       = regexp.MustCompile(`^(?:中国|中國)?(香港)(?:特别行政区|特別行政區)?`)
	hongKongPart   = regexp.MustCompile(`^(?:九龙|九龍|新界|香港岛|香港島)`)
	chineseCity    = regexp.MustCompile(`^[^省市区區县縣路街]{1,7}?(?:市|地区|盟|自治州)`)
	chineseCounty  = regexp.MustCompile(`^[^省市区區路街]{1,5}?[县縣]`)
	prefecture     = regexp.MustCompile(`^(?:日本国?)?(東京都|北海道|京都府|大阪府|[^\d市区]{2,3}県)`)
	japaneseCity   = regexp.MustCompile(`^[^\d市区町村郡]{1,7}?(?:市|郡[^\d町村]{1,6}?[町村]|区|町|村)`)
	koreanPart     = regexp.MustCompile(`^(?:대한민국\s*|한국\s*)?(\S+?(?:특별시|광역시|특별자치시|특별자치도|도|시))\s+(?:(\S+?[시군])\s+)?`)
	codeAnywhere   = regexp.MustCompile(`(?:〒|邮编|邮政编码|郵遞區號|郵便番号|우편번호|우\))\s*[:：]?\s*(\d{3}-\d{4}|\d{3,7})|^\(?(\d{3}-\d{4}|\d{5,6})\)?(?:\D|$)|\D\(?(\d{3}-\d{4}|\d{5,6})\)?$|^(\d{3})\s*\p{Han}{2}[市縣]`)
)

// mostlyIdeographs says whether a text is written in Chinese, Japanese or Korean.
func mostlyIdeographs(text string) bool {
	ideographs, latin := 0, 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			ideographs++
		case unicode.IsLetter(r):
			latin++
		}
	}
	return ideographs > 3 && ideographs > latin
}

// ideographAddress reads an address in Chinese, Japanese or Korean. It says false where no city is told in it.
func ideographAddress(lines []string, e AddressEvidence) (Address, []Remark, bool) {
	text := strings.TrimSpace(strings.Join(lines, " "))
	if len(text) > 1000 || !mostlyIdeographs(text) {
		return Address{}, nil, false
	}
	address := Address{Country: e.Country, Confidence: 1}
	if at := codeAnywhere.FindStringSubmatchIndex(text); at != nil {
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 {
				address.PostalCode = text[at[group]:at[group+1]]
				before := text[:at[group]]
				if group == 2 { // with its label
					before = text[:at[0]]
				}
				text = strings.TrimRight(before, " (") + " " + strings.TrimLeft(text[at[group+1]:], ")")
				break
			}
		}
	}
	text = strings.Trim(text, " ,.;:()")
	rest, ok := address.takeIdeographs(text)
	if !ok {
		return Address{}, nil, false
	}
	address.Line1 = strings.Trim(strings.Join(strings.Fields(rest), " "), " ,")
	return address, []Remark{{
		Code:    "address_not_latin",
		Message: "The address is not in Latin letters, which US customs takes alone.",
		Hint:    "Write it in English.",
	}}, true
}

// takeIdeographs takes country, province and city off the start of an address.
func (a *Address) takeIdeographs(text string) (rest string, ok bool) {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		return a.takeKorean(text)
	}
	if match := prefecture.FindStringSubmatch(text); match != nil && (a.Country == "" || a.Country == "JP") {
		return a.takeJapanese(strings.TrimSpace(text[len(match[0]):]), match[1])
	}
	if match := hongKong.FindStringSubmatch(text); match != nil {
		a.Country, a.City = "HK", match[1]
		text = strings.TrimSpace(text[len(match[0]):])
		if part := hongKongPart.FindString(text); part != "" {
			a.City, text = part, text[len(part):]
		}
		return text, true
	}
	country := Country("")
	if found := chineseCountry.FindString(text); found != "" {
		country, text = "CN", strings.TrimSpace(text[len(found):])
	}
	if found := taiwanese.FindString(text); found != "" {
		country, text = "TW", strings.TrimSpace(text[len(found):])
	}
	return a.takeChinese(text, country)
}

func (a *Address) takeKorean(text string) (rest string, ok bool) {
	match := koreanPart.FindStringSubmatch(text)
	if match == nil || a.Country != "" && a.Country != "KR" {
		return text, false
	}
	a.Country, a.City = "KR", match[1]
	if strings.HasSuffix(match[1], "도") {
		a.State, a.City = match[1], match[2]
		return text[len(match[0]):], match[2] != ""
	}
	return text[len(match[0])-len(match[2])-blankBehind(match[0], match[2]):], true
}

// blankBehind is the length of the blank behind the second part of a match, 0 if there is no such part.
func blankBehind(match, part string) int {
	if part == "" {
		return 0
	}
	return len(match) - len(strings.TrimRight(match, " "))
}

func (a *Address) takeJapanese(text, prefecture string) (rest string, ok bool) {
	a.Country = "JP"
	if prefecture == "東京都" {
		a.City = prefecture
		return text, true
	}
	a.State = prefecture
	a.City = japaneseCity.FindString(text)
	return text[len(a.City):], a.City != ""
}

// takeChinese takes province and city of China or Taiwan. The name of a province of one of them is told by the table.
func (a *Address) takeChinese(text string, country Country) (rest string, ok bool) {
	if a.Country != "" {
		country = a.Country
	}
	for _, one := range [...]Country{"CN", "TW"} {
		if country != "" && country != one {
			continue
		}
		found, printed := regionAtStart(one, text)
		if printed == "" {
			continue
		}
		country, text = one, strings.TrimSpace(text[len(printed):])
		if found.city {
			a.City = printed
		} else {
			a.State = printed
		}
		break
	}
	if a.City == "" {
		a.City = chineseCity.FindString(text)
		if a.City == "" {
			a.City = chineseCounty.FindString(text)
		}
		text = text[len(a.City):]
	}
	if country == "" {
		country = countryOfCity(a.City)
	}
	a.Country = country
	return text, a.City != "" && country != ""
}

// regionAtStart is the region that a text in ideographs begins with, as printed, with the syllable that says what it is.
func regionAtStart(country Country, text string) (found region, printed string) {
	letters := []rune(text)
	for n := min(9, len(letters)); n > 1; n-- {
		head := string(letters[:n])
		if one, ok := regionNamed(country, head); ok && hasIdeograph(head) {
			if n < len(letters) && one.city && letters[n] == '市' {
				head += "市"
			}
			return one, head
		}
	}
	return region{}, ""
}

// countryOfCity is the country of a city whose name, without its 市, is in the table of places.
func countryOfCity(city string) Country {
	for _, one := range placesNamed(strings.TrimSuffix(city, "市")) {
		return one.country()
	}
	return ""
}
