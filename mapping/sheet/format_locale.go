package sheet

import (
	"strconv"
	"strings"
)

// A locale is a language with its region, as formats name it: a Windows language code, [$-407], or a tag, [$-de-DE].
// The zero locale is English.
type locale struct {
	language language
	region   string // "TW" where it matters
}

type language uint8

const (
	inEnglish language = iota
	inGerman
	inSpanish
	inFrench
	inItalian
	inPortuguese
	inDutch
	inChinese
	inJapanese
	inKorean
)

// languages are the primary language codes of Windows (MS-LCID) and the tags of BCP 47.
var languages = map[string]language{
	"09": inEnglish, "en": inEnglish, "07": inGerman, "de": inGerman, "0a": inSpanish, "es": inSpanish, "0c": inFrench, "fr": inFrench,
	"10": inItalian, "it": inItalian, "16": inPortuguese, "pt": inPortuguese, "13": inDutch, "nl": inDutch,
	"04": inChinese, "zh": inChinese, "11": inJapanese, "ja": inJapanese, "12": inKorean, "ko": inKorean,
}

// parseLocale reads what stands after the "-" of [$€-407]; ok is false for a language that is not known here, whose
// months are then English.
func parseLocale(code string) (known locale, ok bool) {
	code = strings.ToLower(code)
	if tag, rest, _ := strings.Cut(code, "-"); len(tag) == 2 && !isDigit(tag[0]) {
		known.language, ok = languages[tag]
		if known.language == inChinese && strings.HasPrefix(rest, "tw") {
			known.region = "TW"
		}
		return known, ok
	}
	number, err := strconv.ParseUint(code, 16, 64)
	if err != nil {
		return locale{}, false
	}
	number &= 0xFFFF // above it are the calendar and the shape of the figures
	primary := number & 0x3FF
	known.language, ok = languages[string([]byte{hexDigits[primary>>4&15], hexDigits[primary&15]})]
	if number == 0x404 {
		known.region = "TW"
	}
	return known, ok && primary <= 0xFF
}

const hexDigits = "0123456789abcdef"

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// calendarNames are the words of a language for months and days, each a list with blanks between.
type calendarNames struct {
	months, monthsShort, weekdays, weekdaysShort string // the week begins with Sunday
}

var calendars = [...]calendarNames{
	inEnglish: {
		"January February March April May June July August September October November December",
		"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
		"Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
		"Sun Mon Tue Wed Thu Fri Sat",
	},
	inGerman: {
		"Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
		"Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
		"Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
		"So Mo Di Mi Do Fr Sa",
	},
	inSpanish: {
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago sep oct nov dic",
		"domingo lunes martes miércoles jueves viernes sábado",
		"dom lun mar mié jue vie sáb",
	},
	inFrench: {
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
		"dimanche lundi mardi mercredi jeudi vendredi samedi",
		"dim. lun. mar. mer. jeu. ven. sam.",
	},
	inItalian: {
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"domenica lunedì martedì mercoledì giovedì venerdì sabato",
		"dom lun mar mer gio ven sab",
	},
	inPortuguese: {
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
		"dom seg ter qua qui sex sáb",
	},
	inDutch: {
		"januari februari maart april mei juni juli augustus september oktober november december",
		"jan feb mrt apr mei jun jul aug sep okt nov dec",
		"zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
		"zo ma di wo do vr za",
	},
	inChinese: {
		"一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
		"1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
		"星期日 星期一 星期二 星期三 星期四 星期五 星期六",
		"周日 周一 周二 周三 周四 周五 周六",
	},
	inJapanese: {
		"1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
		"1 2 3 4 5 6 7 8 9 10 11 12",
		"日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
		"日 月 火 水 木 金 土",
	},
	inKorean: {
		"1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
		"1 2 3 4 5 6 7 8 9 10 11 12",
		"일요일 월요일 화요일 수요일 목요일 금요일 토요일",
		"일 월 화 수 목 금 토",
	},
}

func (l locale) names() calendarNames { return calendars[l.language] }

func (l locale) halfDays() (morning, afternoon string) {
	switch l.language {
	case inChinese:
		return "上午", "下午"
	case inJapanese:
		return "午前", "午後"
	case inKorean:
		return "오전", "오후"
	}
	return "AM", "PM"
}

func (n calendarNames) month(month int) string      { return strings.Fields(n.months)[month-1] }
func (n calendarNames) monthShort(month int) string { return strings.Fields(n.monthsShort)[month-1] }

func (n calendarNames) weekday(day int, short bool) string {
	if short {
		return strings.Fields(n.weekdaysShort)[day]
	}
	return strings.Fields(n.weekdays)[day]
}

// An era counts years from a year of its own.
type era struct {
	from                 int // year*10000 + month*100 + day of its first day
	letter, short, names string
}

// eras are those of Japan since the calendar is the Gregorian one, newest first, and the Republic in Taiwan.
var (
	eras = []era{
		{20190501, "R", "令", "令和"},
		{19890108, "H", "平", "平成"},
		{19261225, "S", "昭", "昭和"},
		{19120730, "T", "大", "大正"},
		{18680908, "M", "明", "明治"},
	}
	republic = era{19120101, "", "民國", "中華民國"}
)

// era is the era of a moment where the locale has eras, else the zero era, which has no name.
func (l locale) era(now moment) era {
	date := now.year*10000 + now.month*100 + now.day
	switch {
	case l.language == inJapanese:
		for _, era := range eras {
			if date >= era.from {
				return era
			}
		}
	case l.region == "TW" && date >= republic.from:
		return republic
	}
	return era{}
}

// name is the era's name in one, two or more letters of a code.
func (e era) name(width int) string {
	return []string{e.letter, e.short, e.names}[min(width, 3)-1]
}

// eraYear is the year of the era, and the year itself where there are none.
func (l locale) eraYear(now moment) int {
	if era := l.era(now); era.from > 0 {
		return now.year - era.from/10000 + 1
	}
	return now.year
}
