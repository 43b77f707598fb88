package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tidy cleans a text without changing what it says: invalid bytes and invisible characters go, every kind of blank
// becomes a plain one, full-width Latin letters, digits and punctuation become plain ones, line ends become "\n".
// Lines are trimmed, empty ones dropped.
func tidy(text string) string {
	if len(text) > longest {
		text = text[:longest]
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "")
	}
	if !isPlainASCII(text) {
		text = strings.Map(tidyRune, norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n")))
	}
	if !strings.Contains(text, "\n") {
		return strings.Trim(text, " ")
	}
	lines := strings.Split(text, "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Trim(line, " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func isPlainASCII(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' && c != '\n') || c > '~' {
			return false
		}
	}
	return true
}

func tidyRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms of ASCII
		return r - 0xFEE0
	case r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029 || r == '\v' || r == '\f' || r == 0x85:
		return '\n'
	case r == '\t' || unicode.Is(unicode.Zs, r) || r == 0x2800 || r == 0x3164:
		return ' '
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		return -1
	}
	return r
}

// plain is tidy for texts that are codes and numbers, not names: dashes, quotation marks, superscripts and the like
// become their plain forms too, and digits of other scripts European ones.
func plain(text string) string {
	text = tidy(text)
	if isPlainASCII(text) {
		return text
	}
	return plainForms.Replace(strings.Map(plainDigit, text))
}

// plainUpTo is plain for values that are never long, most bytes at most. Of a longer text nothing is left, which no
// parser reads as a value.
func plainUpTo(text string, most int) string {
	if len(text) > most {
		return ""
	}
	return plain(text)
}

var plainForms = strings.NewReplacer(
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-", "−", "-", "﹣", "-", "˗", "-",
	"‘", "'", "’", "'", "‚", "'", "‛", "'", "′", "'", "´", "'", "`", "'", "ʼ", "'",
	"٬", ",", "٫", ".", "“", `"`, "”", `"`, "„", `"`, "‟", `"`, "″", `"`, "«", `"`, "»", `"`, "「", `"`, "」", `"`,
	"²", "2", "³", "3", "¹", "1", "㎥", "m3", "㎡", "m2", "㎏", "kg", "㎎", "mg", "㎝", "cm", "㎜", "mm",
	"№", "No.", "℡", "Tel", "⁄", "/", "∕", "/", "【", "(", "】", ")", "〔", "(", "〕", ")", "［", "[", "］", "]",
	"、", ",", "。", ".", "﹐", ",", "﹑", ",", "•", "-", "·", "-", "…", "...", "×", "x", "✕", "x", "✖", "x",
)

// plainDigit turns the decimal digits of Arabic, Persian, Devanagari, Bengali and Thai into European ones.
func plainDigit(r rune) rune {
	for _, zero := range [...]rune{0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50} {
		if zero <= r && r <= zero+9 {
			return '0' + r - zero
		}
	}
	return r
}

// fold makes texts that people take for the same equal, for look-ups: capital letters without marks, words parted by
// single blanks, no punctuation. Letters of other scripts stay. "Ho-Chi-Minh, Việt Nam" is "HO CHI MINH VIET NAM".
func fold(text string) string {
	text = plain(text)
	var b strings.Builder
	b.Grow(len(text))
	blank := true // nothing but a blank stands before
	letters := 0  // letters of the word so far, for "U.S.A." and "S.A."; a digit counts as many
	write := func(r rune) {
		b.WriteRune(r)
		blank = false
		letters++
	}
	for _, r := range decompose(text) {
		switch {
		case r >= 'a' && r <= 'z':
			write(r - 'a' + 'A')
		case r >= 'A' && r <= 'Z':
			write(r)
		case r >= '0' && r <= '9':
			write(r)
			letters = 2
		case r == '\'':
		case r == '.' && letters == 1: // the dot of an abbreviation such as U.S.A.
			letters = 0
		case r < 0x80 || !(unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
			if r == '&' {
				if !blank {
					b.WriteByte(' ')
				}
				b.WriteString("AND")
				blank = false
			}
			if !blank {
				b.WriteByte(' ')
			}
			blank, letters = true, 0
		case r >= 0x300 && r <= 0x36F: // accents
		default:
			if plainer, ok := plainLetters[unicode.ToUpper(r)]; ok {
				b.WriteString(plainer)
				blank = false
				letters++
				continue
			}
			write(unicode.ToUpper(r))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// decompose parts letters from their accents, but leaves Korean and Japanese syllables whole.
func decompose(text string) string {
	if isPlainASCII(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		if r >= 0xC0 && r < 0x2000 {
			b.WriteString(norm.NFD.String(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plainLetters are letters that no accent can be taken off.
var plainLetters = map[rune]string{
	'Đ': "D", 'Ð': "D", 'Ø': "O", 'Ł': "L", 'Æ': "AE", 'Œ': "OE", 'ß': "SS", 'ẞ': "SS", 'Þ': "TH", 'ı': "I", 'Ħ': "H", 'Ŧ': "T",
}

// compact is fold without the blanks.
func compact(text string) string { return strings.ReplaceAll(fold(text), " ", "") }

// upperCode is the text as codes are written: capital letters and digits alone, everything else dropped.
func upperCode(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, plain(text))
}

// digitsOf are the digits of a text, everything else dropped.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

func allDigits(text string) bool { return text != "" && digitsOf(text) == text }

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// isIdeograph says whether a letter belongs to a script that is written without blanks between words, or to Korean. The
// mark that lengthens a vowel in Japanese is one of them, though Unicode shares it among scripts.
func isIdeograph(r rune) bool {
	return r == 'ー' || r == 'ｰ' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

func hasIdeograph(text string) bool { return strings.ContainsFunc(text, isIdeograph) }

// scripts parts a text in two: what is written in Latin letters (with digits and punctuation), and what is written in
// ideographs. "宁波 NINGBO (CNNGB)" is "NINGBO (CNNGB)" and "宁波".
func scripts(text string) (latin, other string) {
	var l, o strings.Builder
	for _, r := range text {
		if isIdeograph(r) {
			o.WriteRune(r)
			l.WriteByte(' ')
			continue
		}
		l.WriteRune(r)
	}
	return strings.Join(strings.Fields(l.String()), " "), o.String()
}
