package value

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

const postalLabel = `(?:(?:p\.?\s?c\.?|zip(?:\s*code)?|post(?:al)?\s*code|postcode|pin(?:\s*code)?|c\.?\s?p\.?|cep|cap|plz|cod(?:igo)?\s*postal|posta\s*kodu|kode\s*pos|邮编|邮政编码|郵遞區號|〒|우편번호)\s*(?:no\.?)?\s*[:.\-#]?\s*)`

type postalMatcher struct {
	whole, atStart, atEnd, within *regexp.Regexp
	front                         bool // stands before the city as a rule
}

var postalMatchers = sync.OnceValue(func() map[Country]postalMatcher {
	matchers := map[Country]postalMatcher{}
	for _, row := range readTable("postal.tsv", 3) {
		code := `((?i:` + row[2] + `))`
		matcher := postalMatcher{front: row[1] == "<", whole: regexp.MustCompile(`^\(?(?i:` + postalLabel + `)?(?:[A-Z]{1,3}-\s?)??` + code + `\)?$`)}
		if row[1] != ">" {
			matcher.within = regexp.MustCompile(`^(.*\d.*?\S)[\s,]+(?:[A-Z]{1,3}-\s?|` + row[0] + `\s)??` + code + `\s+([\p{L}][\p{L} ./()\-]{1,40})$`)
			matcher.atStart = regexp.MustCompile(`^(?i:` + postalLabel + `)?(?:[A-Z]{1,3}-\s?|[A-Z]{2}\s)??` + code + `[\s,\-]+(\D.*)$`)
		}
		matcher.atEnd = regexp.MustCompile(`^(.*?\D)[\s,\-(]+(?i:` + postalLabel + `)?(?:[A-Z]{1,3}-\s?)??` + code + `\)?$|^(.*[^\d\s])-` + code + `$`)
		matchers[Country(row[0])] = matcher
	}
	return matchers
})

// codeInFront says whether a country writes the postal code before the city.
func codeInFront(country Country) bool { return postalMatchers()[country].front }

// takePostal takes a postal code of a country out of a segment of an address, from its start or its end.
func takePostal(country Country, text string) (code, rest string, found bool) {
	matcher, known := postalMatchers()[country]
	if !known || len(text) > 120 {
		return "", text, false
	}
	text = strings.Trim(text, " ,.;")
	if match := matcher.whole.FindStringSubmatch(text); match != nil {
		return match[1], "", true
	}
	if matcher.atStart != nil {
		if match := matcher.atStart.FindStringSubmatch(text); match != nil && (!streetLike(match[2]) || zonedCity(country, match[2])) {
			return match[1], strings.Trim(match[2], " -,"), true
		}
	}
	if match := matcher.atEnd.FindStringSubmatch(text); match != nil {
		rest, code := match[1]+match[3], match[2]+match[4]
		if !endsWithNumberWord(rest) {
			return code, strings.Trim(rest, " -,:("), true
		}
	}
	return "", text, false
}

// postalWithin parts a street from the postal code and city behind it where no comma does: "4. Cad. No:15 45200 Akhisar".
func postalWithin(country Country, text string) (street, code, city string, found bool) {
	matcher := postalMatchers()[country]
	if matcher.within == nil || len(text) > 160 {
		return "", "", "", false
	}
	match := matcher.within.FindStringSubmatch(text)
	if match == nil || !streetLike(match[1]) || streetLike(match[3]) || endsWithNumberWord(match[1]) {
		return "", "", "", false
	}
	street = match[1]
	if words := strings.Fields(street); countryLetters[words[len(words)-1]] == country { // "UL. DLUGA 5 PL 00-950 WARSZAWA"
		street = strings.Join(words[:len(words)-1], " ")
	}
	return street, match[2], match[3], true
}

// numberWords stand before a number that is no postal code: "Jalan Otista No. 117", "P.O. Box 1234".
var numberWords = regexp.MustCompile(`(?i)(?:\b(?:no|nos|nr|num|number|box|unit|room|rm|suite|ste|lot|plot|block|blk|km|floor|building|bldg|apt|street|road|rd|avenue|ave|highway|hwy|route|sector|phase|gate|door|shed|warehouse|moo|soi|lane|alley|section|sec|carrera|calle|cra|cl|av|kav|level|tower|house|flat|factory|group|quarter)\b|#|n°|nº)[\s.:#]*$`)

func endsWithNumberWord(text string) bool { return numberWords.MatchString(text) }

// normalZIP is a ZIP code as it should be: five digits, or nine with a dash.
func normalZIP(zip string) string {
	zip = strings.TrimSuffix(strings.TrimSpace(zip), "-")
	if len(zip) == 9 && allDigits(zip) {
		return zip[:5] + "-" + zip[5:]
	}
	return zip
}

// zipPrefixes are the first three digits of each state's ZIP codes.
var zipPrefixes = sync.OnceValue(func() map[string][][2]int {
	const ranges = "AL350-369 AK995-999 AZ850-865 AR716-729 CA900-961 CO800-816 CT060-069 DE197-199 DC200-205,569-569 FL320-349 GA300-319,398-399 HI967-968 ID832-838 IL600-629 IN460-479 IA500-528 KS660-679 KY400-427 " +
		"LA700-714 ME039-049 MD206-219 MA010-027,055-055 MI480-499 MN550-567 MS386-397 MO630-658 MT590-599 NE680-693 NV889-898 NH030-038 NJ070-089 NM870-884 NY005-005,063-063,100-149 NC270-289 ND580-588 OH430-459 " +
		"OK730-749 OR970-979 PA150-196 PR006-009 RI028-029 SC290-299 SD570-577 TN370-385 TX733-733,750-799,885-885 UT840-847 VT050-059 VA201-201,220-246 VI008-008 WA980-994 WV247-268 WI530-549 WY820-831 GU969-969"
	prefixes := map[string][][2]int{}
	for _, state := range strings.Fields(ranges) {
		for _, span := range strings.Split(state[2:], ",") {
			from, _ := strconv.Atoi(span[:3])
			to, _ := strconv.Atoi(span[4:])
			prefixes[state[:2]] = append(prefixes[state[:2]], [2]int{from, to})
		}
	}
	return prefixes
})

// zipInState says whether a ZIP code is of a state. It is for states that are not known.
func zipInState(zip, state string) bool {
	spans := zipPrefixes()[state]
	if len(spans) == 0 || len(zip) < 5 {
		return true
	}
	prefix := atoi(zip[:3])
	for _, span := range spans {
		if span[0] <= prefix && prefix <= span[1] {
			return true
		}
	}
	return false
}

// checkZIP restores the zeros that a ZIP code lost in a number cell, where the state's codes begin with them, and
// remarks a ZIP code that is of another state.
func checkZIP(zip, state string) (string, []Remark) {
	zip = normalZIP(zip)
	bare, plusFour, _ := strings.Cut(zip, "-")
	if allDigits(bare) && len(bare) < 5 && len(bare) >= 3 && state != "" {
		restored := strings.Repeat("0", 5-len(bare)) + bare
		if zipInState(restored, state) && len(zipPrefixes()[state]) > 0 {
			if plusFour != "" {
				restored += "-" + plusFour
			}
			return restored, []Remark{{
				Code:        "zip_zero_restored",
				Message:     "ZIP code " + quote(zip) + " has lost its leading zero; in " + state + " it is " + restored + ".",
				Hint:        "Format the cell as text and write all five digits.",
				Suggestions: []string{restored},
			}}
		}
	}
	switch {
	case !zipShape.MatchString(zip):
		return zip, []Remark{{Code: "zip_form", Message: quote(zip) + " is not a ZIP code.", Hint: "Write five digits."}}
	case !zipInState(zip, state):
		return zip, []Remark{{
			Code:    "zip_state_mismatch",
			Message: "ZIP code " + zip + " is not in " + state + ".",
			Hint:    "Check state and ZIP code.",
		}}
	}
	return zip, nil
}

var zipShape = regexp.MustCompile(`^\d{5}(?:-\d{4})?$`)

var stateZIPShape = regexp.MustCompile(`^(.*?)[\s,.\-]*\b(\d{5}(?:-\d{4})?-?|\d{9})$`)

// stateZIP reads a state of the United States with a ZIP code behind it: "CA 91761", "New Jersey 07501-1234".
func stateZIP(text string) (state, zip string, ok bool) {
	match := stateZIPShape.FindStringSubmatch(text)
	if match == nil {
		return "", "", false
	}
	code, ok := usState(strings.Trim(match[1], " ,.-"))
	return code, match[2], ok
}
