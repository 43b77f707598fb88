package value

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/biter777/countries"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A Country is a country's ISO 3166-1 alpha-2 code, "" for none.
type Country string

// Name is the country's English short name, "" for none.
func (c Country) Name() string {
	if c == "" {
		return ""
	}
	return countries.ByName(string(c)).String()
}

// countryNames are countries by folded name and code. English names and codes come from the countries library, whose
// own look-up is too generous for filings (it takes "BAR" for Barbados).
var countryNames = sync.OnceValues(func() (byName, byCode map[string]Country) {
	byName, byCode = map[string]Country{}, map[string]Country{}
	for _, country := range countries.All() {
		alpha2 := country.Alpha2()
		if len(alpha2) != 2 || formerCountries[alpha2] {
			continue
		}
		code := Country(alpha2)
		byCode[alpha2] = code
		if alpha3 := country.Alpha3(); len(alpha3) == 3 {
			byCode[alpha3] = code
		}
		byName[fold(country.String())] = code
	}
	for _, row := range readTable("countries.tsv", 2) {
		for _, name := range names(row[1]) {
			if code, taken := byCode[fold(name)]; taken && code != Country(row[0]) {
				continue // countriesAsWritten has it
			}
			byName[fold(name)] = Country(row[0])
		}
	}
	for _, language := range tradeLanguages {
		namer := display.Regions(language)
		for _, alpha2 := range slices.Sorted(maps.Keys(byCode)) {
			region, err := xlanguage.ParseRegion(alpha2)
			if err != nil || len(alpha2) != 2 {
				continue
			}
			name := fold(namer.Name(region))
			if _, taken := byName[name]; !taken && len(name) >= shortestName {
				byName[name] = Country(alpha2)
			}
		}
	}
	return byName, byCode
})

// countriesAsWritten are the names that without their accents, dots and small letters are the code of another country:
// "Mỹ", the United States in Vietnamese, is not MY, Malaysia. They count only as they are written.
var countriesAsWritten = sync.OnceValue(func() map[string]Country {
	written := map[string]Country{}
	_, byCode := countryNames()
	for _, row := range readTable("countries.tsv", 2) {
		for _, name := range names(row[1]) {
			code, taken := byCode[fold(name)]
			if !taken || code == Country(row[0]) {
				continue
			}
			for _, form := range []string{name, strings.ToUpper(name), strings.ToLower(name)} {
				if strings.ToUpper(form) != fold(name) || form == name {
					written[plain(form)] = Country(row[0])
				}
			}
		}
	}
	return written
})

// tradeLanguages are the languages of trade papers in which CLDR tells the names of all countries.
var tradeLanguages = []xlanguage.Tag{
	xlanguage.English, xlanguage.French, xlanguage.German, xlanguage.Spanish, xlanguage.Portuguese, xlanguage.Italian, xlanguage.Dutch, xlanguage.Polish,
	xlanguage.Turkish, xlanguage.Vietnamese, xlanguage.Indonesian, xlanguage.Thai, xlanguage.Russian, xlanguage.Japanese, xlanguage.Korean,
	xlanguage.SimplifiedChinese, xlanguage.TraditionalChinese,
}

// shortestName is how many bytes a country's name has that is no other word: "Anh" is a name of people, and England in
// Vietnamese.
const shortestName = 5

// formerCountries are codes that the library keeps and ISO has withdrawn, or that name no country's customs.
var formerCountries = setOf("AN YU CS DD SU TP ZR BU FX NT XX ZZ XK AQ BV HM")

// countryLabel are words that stand around a country's name.
var countryLabel = regexp.MustCompile(`(?i)^(?:(?:country\s+of\s+)?(?:origin|manufacture)\s*[:\-]?\s*|(?:goods\s+)?(?:of\s+)?(?:made|manufactured|produced|product|products|produce|grown|assembled|fabricado|hecho|producto|fabriqué|hergestellt)\s+(?:in|of|en|de|au|aux)\s+(?:the\s+)?|原产国\s*[:]?\s*|产地\s*[:]?\s*|产于)|\s+origin$`)

// ParseCountry reads a country from its name or code in many languages: "TURKEY-TR", "PE - PERU", "MADE IN CHINA",
// "KOREA, REPUBLIC OF", "P.R.C.", "中国 CHINA". Two letters are a country's code here; where an address or a ZIP makes
// "CA" California, ParseAddress and ComposeAddress know.
func ParseCountry(text string) (Country, []Remark, error) {
	bare := plainUpTo(text, 500)
	if country, ok := countryOf(bare); ok {
		return country, nil, nil
	}
	switch fold(bare) {
	case "EU", "E U", "EUROPE", "EUROPEAN UNION", "EUROPAISCHE UNION", "UNION EUROPEA", "欧盟":
		return "", nil, &Unreadable{
			Code:    "country_is_union",
			Message: quote(text) + " is not a country.",
			Hint:    "Name the country, such as Germany.",
		}
	}
	list, _ := countriesIn(bare)
	if len(list) > 1 {
		return "", nil, &Unreadable{
			Code:    "countries_several",
			Message: quote(text) + " names several countries.",
			Hint:    "Name one.",
		}
	}
	return "", nil, &Unreadable{
		Code:    "country_unknown",
		Message: quote(text) + " is not a country that docket knows.",
		Hint:    "Write its name in English or its two-letter code, such as CN.",
	}
}

// countryOf is the one country that a text names, perhaps several times.
func countryOf(text string) (Country, bool) {
	if len(text) > 120 || text == "" || hasDigit(text) {
		return "", false
	}
	if country, ok := countryNamed(text); ok {
		return country, true
	}
	stripped := strings.TrimSpace(countryLabel.ReplaceAllString(strings.TrimSpace(text), ""))
	if country, ok := countryNamed(stripped); ok {
		return country, true
	}
	if country, ok := countryInScripts(stripped); ok {
		return country, true
	}
	var found Country
	for _, part := range strings.FieldsFunc(stripped, func(r rune) bool { return strings.ContainsRune("-/,;:()[]\n|=", r) }) {
		part = strings.TrimSpace(countryLabel.ReplaceAllString(strings.TrimSpace(part), ""))
		if part == "" || countryNoise[fold(part)] {
			continue
		}
		country, ok := countryNamed(part)
		if !ok {
			country, ok = countryInScripts(part)
		}
		if !ok || found != "" && found != country {
			return "", false
		}
		found = country
	}
	return found, found != ""
}

var countryNoise = setOf("SAR ORIGIN ONLY")

// countryNamed is the country of a whole text.
func countryNamed(text string) (Country, bool) {
	byName, byCode := countryNames()
	folded := fold(text)
	if country, ok := byName[folded]; ok {
		return country, true
	}
	if len(folded) <= 3 {
		if country, ok := countriesAsWritten()[strings.TrimSpace(plain(text))]; ok {
			return country, true
		}
	}
	if len(folded) == 2 || len(folded) == 3 {
		country, ok := byCode[folded]
		return country, ok
	}
	country, ok := byName[strings.TrimPrefix(folded, "THE ")]
	return country, ok
}

// countryInScripts is the country that a text names in two scripts, "中国 CHINA", or by name and code, "CHINA CN".
func countryInScripts(text string) (Country, bool) {
	latin, other := scripts(text)
	if other != "" && latin != "" {
		first, ok1 := countryNamed(latin)
		second, ok2 := countryNamed(other)
		return first, ok1 && ok2 && first == second
	}
	words := strings.Fields(text)
	for cut := 1; cut < len(words) && len(words) <= 8; cut++ {
		first, ok1 := countryNamed(strings.Join(words[:cut], " "))
		second, ok2 := countryNamed(strings.Join(words[cut:], " "))
		if ok1 && ok2 && first == second {
			return first, true
		}
	}
	return "", false
}

// ParseCountries reads countries, one or many: "CHINA / VIETNAM", "CN, VN", "Germany and Austria".
func ParseCountries(text string) ([]Country, []Remark, error) {
	bare := plainUpTo(text, 4000)
	if country, ok := countryOf(bare); ok {
		return []Country{country}, nil, nil
	}
	list, ok := countriesIn(bare)
	if !ok || len(list) == 0 {
		_, _, err := ParseCountry(text)
		if Readings[Country](err) == nil && len(list) > 0 {
			err = &Unreadable{
				Code:    "country_unknown",
				Message: "Not every country of " + quote(text) + " is known to docket.",
				Hint:    "Write names in English or two-letter codes, parted by commas.",
			}
		}
		return nil, nil, err
	}
	return list, nil, nil
}

var countryParts = regexp.MustCompile(`\s*(?:[,/;&+\n|]|\s-\s|\s+(?i:and|y|und|et|e|ve|và|dan)\s+)\s*`)

// countriesIn are the countries of a list; ok says that nothing else stands in it. Names with a comma of their own are
// tried first, so that "KOREA, REPUBLIC OF, CHINA" has two.
func countriesIn(text string) (list []Country, ok bool) {
	if len(text) > 1000 {
		return nil, false
	}
	text = countryLabel.ReplaceAllString(strings.TrimSpace(text), "")
	parts := countryParts.Split(text, 60)
	ok = true
	for at := 0; at < len(parts); {
		n, country := 0, Country("")
		for try := min(3, len(parts)-at); try > 0; try-- {
			if found, is := countryOf(strings.Join(parts[at:at+try], ", ")); is {
				n, country = try, found
				break
			}
		}
		if n == 0 {
			ok = ok && strings.TrimSpace(parts[at]) == ""
			at++
			continue
		}
		at += n
		known := false
		for _, one := range list {
			known = known || one == country
		}
		if !known {
			list = append(list, country)
		}
	}
	return list, ok
}

// countryAtEnd finds a country's name at the end of a text and returns what stands before it: "Taichung 408, Taiwan".
// Codes of two and three letters count only where a comma or a line's end parts them off.
func countryAtEnd(text string) (country Country, rest string, found bool) {
	text = strings.TrimRight(text, " .,;-")
	words := strings.Fields(text)
	for n := min(8, len(words)); n > 0; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		at := strings.LastIndex(text, words[len(words)-n])
		if n > 1 { // the words as they stand, blanks and all
			at = startOfWords(text, n)
		}
		country, ok := countryNamed(strings.Trim(tail, " .,;()-"))
		if !ok {
			country, ok = countryInScripts(strings.Trim(tail, " .,;()-"))
		}
		if !ok {
			continue
		}
		before := strings.TrimRight(text[:at], " ")
		isCode := len(fold(tail)) <= 3 && !longCodes[fold(tail)]
		if isCode && before != "" && strings.IndexByte(",.;-/(\n", before[len(before)-1]) < 0 {
			continue
		}
		return country, strings.TrimRight(before, " ,;-/("), true
	}
	return "", text, false
}

// longCodes are short names that are no word of a street or city.
var longCodes = setOf("USA UAE PRC ROK UK KSA EUA ABD")

// startOfWords is where the last n words of a text begin.
func startOfWords(text string, n int) int {
	at := len(text)
	for ; n > 0; n-- {
		at = len(strings.TrimRight(text[:at], " \n"))
		at = strings.LastIndexAny(text[:at], " \n") + 1
	}
	return at
}
