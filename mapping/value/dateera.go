package value

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Years of other eras, which stand for one year of the common era each.
var (
	japaneseEra  = regexp.MustCompile(`(令和|平成)\s*(\d{1,2}|元)\s*年`)
	republicYear = regexp.MustCompile(`(?:中華民國|民國|民国)\s*(\d{2,3})\s*年`)
	// buddhistYear is one of 1997 to 2056: no sender means a day five hundred years ahead.
	buddhistYear = regexp.MustCompile(`(^|[^\d])(25[4-9]\d)($|[^\d])`)
	// shortEra is a year of Reiwa, "R9.1.12", or one of Taiwan's, "116/01/12": no other years have three digits.
	shortEra = regexp.MustCompile(`^\s*(?:[Rr]\s?(\d{1,2})|(1[0-4]\d))([./\-]\d{1,2}[./\-]\d{1,2})\b`)
	// weekdayMark is a weekday of one syllable in brackets.
	weekdayMark = regexp.MustCompile(`\(\s*[日月火水木金土一二三四五六월화수목금토일]\s*\)`)
	romanMonth  = regexp.MustCompile(`(?i)(\d{1,2}\s*[./\-\s]\s*)(XII|XI|IX|X|VIII|VII|VI|IV|V|III|II|I)(\s*[./\-\s]\s*\d{2,4})\b`)
	isoWeek     = regexp.MustCompile(`(?i)^\s*\d{4}\s*-?\s*W\s*\d{1,2}(?:-\d)?\s*$`)
	thaiMonths  = strings.NewReplacer("ม.ค.", "มกราคม", "ก.พ.", "กุมภาพันธ์", "มี.ค.", "มีนาคม", "เม.ย.", "เมษายน", "พ.ค.", "พฤษภาคม", "มิ.ย.", "มิถุนายน",
		"ก.ค.", "กรกฎาคม", "ส.ค.", "สิงหาคม", "ก.ย.", "กันยายน", "ต.ค.", "ตุลาคม", "พ.ย.", "พฤศจิกายน", "ธ.ค.", "ธันวาคม")
)

var romanMonths = map[string]time.Month{"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}

// commonEra puts years of the common era in the place of those of Japan, Taiwan and Thailand, and words in the place of
// months in Roman numerals. A year that was changed is remarked.
func commonEra(text, bare string) (string, []Remark) {
	before := bare
	bare = japaneseEra.ReplaceAllStringFunc(bare, func(found string) string {
		match := japaneseEra.FindStringSubmatch(found)
		year := max(1, atoi(match[2]))
		return strconv.Itoa(map[string]int{"令和": 2018, "平成": 1988}[match[1]]+year) + "年"
	})
	bare = republicYear.ReplaceAllStringFunc(bare, func(found string) string {
		return strconv.Itoa(1911+atoi(republicYear.FindStringSubmatch(found)[1])) + "年"
	})
	bare = buddhistYear.ReplaceAllStringFunc(bare, func(found string) string {
		match := buddhistYear.FindStringSubmatch(found)
		return match[1] + strconv.Itoa(atoi(match[2])-543) + match[3]
	})
	bare = shortEra.ReplaceAllStringFunc(bare, func(found string) string {
		match := shortEra.FindStringSubmatch(found)
		year := 2018 + atoi(match[1])
		if match[2] != "" {
			year = 1911 + atoi(match[2])
		}
		return strconv.Itoa(year) + match[3]
	})
	var remarks []Remark
	if bare != before {
		remarks = append(remarks, Remark{
			Code:    "date_other_era",
			Message: quote(text) + " counts its years from another era; it is read in the common one.",
			Hint:    "Write the year of the common era.",
		})
	}
	bare = romanMonth.ReplaceAllStringFunc(bare, func(found string) string {
		match := romanMonth.FindStringSubmatch(found)
		return match[1] + romanMonths[strings.ToUpper(match[2])].String() + match[3]
	})
	return weekdayMark.ReplaceAllString(thaiMonths.Replace(bare), " "), remarks
}
