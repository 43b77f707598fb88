package field

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A word is a unit of a label: a Latin word, a single CJK character, or a separator between the parts of a label.
type word struct {
	text   string
	kind   wordKind
	inside bool // of parentheses
}

type wordKind uint8

const (
	latin     wordKind = iota
	cjk                // one character
	digits             // a numbering or an example, never a word of the vocabulary
	separator          // text is one of / & , : - ( ) and newline
)

// words splits a text into words, without case, accents and differences of width.
func words(text string) []word {
	var found []word
	depth := 0
	runes := []rune(fold(text))
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case isCJK(r):
			found = append(found, word{text: string(r), kind: cjk, inside: depth > 0})
			i++
		case r == '#' || r == '№':
			found = append(found, word{text: "#", inside: depth > 0})
			i++
		case isWordRune(r):
			end := i
			for end < len(runes) && (isWordRune(runes[end]) || joinsWord(runes, end)) {
				end++
			}
			text := strings.Trim(strings.NewReplacer("'", "", ".", "", "’", "").Replace(string(runes[i:end])), "+")
			found = append(found, word{text: text, kind: kindOfWord(text), inside: depth > 0})
			i = end
		default:
			switch r {
			case '(', '[', '{', '（', '【':
				depth++
				found = appendSeparator(found, '(')
			case ')', ']', '}', '）', '】':
				depth = max(0, depth-1)
				found = appendSeparator(found, ')')
			case '/', '\\', '|', '／':
				found = appendSeparator(found, '/')
			case '&', '+':
				found = appendSeparator(found, '&')
			case ',', '、', '，':
				found = appendSeparator(found, ',')
			case ':', '：', ';', '；', '=':
				found = appendSeparator(found, ':')
			case '-', '–', '—', '_', '~':
				found = appendSeparator(found, '-')
			case '\n', '\r':
				found = appendSeparator(found, '\n')
			}
			i++
		}
	}
	return found
}

func appendSeparator(found []word, r rune) []word {
	if n := len(found); n > 0 && found[n-1].kind == separator && found[n-1].text == string(r) {
		return found
	}
	return append(found, word{text: string(r), kind: separator})
}

// fold takes away what tells nothing: case, accents, width, traditional forms of Chinese characters.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(norm.NFKC.String(strings.ToLower(text))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ı':
			b.WriteRune('i')
		case r == 'đ':
			b.WriteRune('d')
		case r == 'ø':
			b.WriteRune('o')
		case r == 'º' || r == '°':
			b.WriteRune('o')
		default:
			if simple, found := simplified[r]; found {
				r = simple
			}
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

func isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !isCJK(r)
}

// joinsWord says whether the rune at i holds two parts of one word together: the dots of "E.T.D.", the apostrophe of
// "importer's", the plus of "10+2".
func joinsWord(runes []rune, i int) bool {
	next := i+1 < len(runes) && isWordRune(runes[i+1])
	switch runes[i] {
	case '\'', '’':
		return next
	case '.':
		single := i >= 1 && isWordRune(runes[i-1]) && (i == 1 || !isWordRune(runes[i-2]))
		return single && unicode.IsLetter(runes[i-1]) && (!next || i+2 >= len(runes) || !isWordRune(runes[i+2]))
	case '+':
		return next && unicode.IsDigit(runes[i+1]) && unicode.IsDigit(runes[i-1])
	default:
		return false
	}
}

func kindOfWord(text string) wordKind {
	for _, r := range text {
		if !unicode.IsDigit(r) && r != '+' {
			return latin
		}
	}
	return digits
}

// simplified maps the traditional forms of the characters that labels of trade forms use.
var simplified = func() map[rune]rune {
	const pairs = "號号單单標标資资訊讯貨货櫃柜裝装運运達达進进買买賣卖製制廠厂應应稅税編编碼码稱称詳详細细國国產产數数體体積积總总淨净嘜唛頭头備备註注說说" +
		"範范樣样例例計计電电話话郵邮聯联絡络簽签發发銷销關关務务預预際际價价額额幣币類类條条術术語语記记錄录將将與与於于為为對对請请" +
		"寫写傳传開开啟启離离門门間间時时點点層层號号銜衔車车輪轮艙舱實实驗验證证認认負负責责報报據据檔档項项內内欄栏個个別别參参專专業业" +
		"區区縣县東东廣广臺台灣湾島岛轉转該该須须並并無无從从來来後后過过還还這这"
	folded := map[rune]rune{}
	runes := []rune(pairs)
	for i := 0; i+1 < len(runes); i += 2 {
		folded[runes[i]] = runes[i+1]
	}
	return folded
}()
