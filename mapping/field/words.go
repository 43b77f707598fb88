package field

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A word is a unit of a label: a word between blanks, a single character of a script that writes none, or a separator
// between the parts of a label.
type word struct {
	text   string
	kind   wordKind
	inside bool // of parentheses
	glued  bool // to the word before, as in scripts that put no blanks between words
}

type wordKind uint8

const (
	latin     wordKind = iota // of any script that puts blanks between words
	cjk                       // one ideograph, or one Korean syllable
	syllable                  // one character of Thai or kana, of which a word takes many
	digits                    // a numbering or an example, never a word of the vocabulary
	separator                 // text is one of / & , : - ( ) and newline
)

// words splits a text into words, without case, accents and differences of width.
func words(text string) []word {
	found := make([]word, 0, 12)
	depth := 0
	runes := []rune(fold(uncamel(text)))
	for i := 0; i < len(runes); {
		r := runes[i]
		kind := kindOf(r)
		switch {
		case kind == cjk || kind == syllable:
			found = append(found, word{text: string(r), kind: kind, inside: depth > 0, glued: i > 0 && kindOf(runes[i-1]) != separator})
			i++
		case r == '(' && plural(runes, i) > 0:
			i += plural(runes, i)
		case r == '#':
			found = append(found, word{text: "#", inside: depth > 0})
			i++
		case kind == latin:
			end := i
			for end < len(runes) && (isWordRune(runes[end]) || joinsWord(runes, end)) {
				end++
			}
			text := plain(runes[i:end])
			found = append(found, word{text: text, kind: kindOfWord(text), inside: depth > 0})
			i = end
		default:
			mark := separators[r]
			switch mark {
			case '(':
				depth++
			case ')':
				depth = max(0, depth-1)
			}
			if mark != 0 {
				found = appendSeparator(found, mark)
			}
			i++
		}
	}
	return found
}

// plurals are the endings that labels put in parentheses: "Number(s)", "Nummer(n)", "Volume(is)".
var plurals = map[string]bool{"s": true, "es": true, "ies": true, "n": true, "en": true, "x": true, "is": true}

// plural is the length of an ending in parentheses that begins at i, right behind a letter, 0 if there is none.
func plural(runes []rune, i int) int {
	if i == 0 || !unicode.IsLetter(runes[i-1]) {
		return 0
	}
	for n := i + 2; n < len(runes) && n <= i+4; n++ {
		if runes[n] == ')' && plurals[string(runes[i+1:n])] {
			return n + 1 - i
		}
	}
	return 0
}

var separators = func() map[rune]rune {
	marks := map[rune]rune{}
	for mark, like := range map[rune]string{
		'(': "([{（【「〔", ')': ")]}）】」〕", '/': `/\|／`, '&': "&+＆", ',': ",、，", ':': ":：;；=", '-': "-–—_~", '\n': "\n\r",
	} {
		for _, r := range like {
			marks[r] = mark
		}
	}
	return marks
}()

func appendSeparator(found []word, r rune) []word {
	if n := len(found); n > 0 && found[n-1].kind == separator && found[n-1].text == string(r) {
		return found
	}
	return append(found, word{text: string(r), kind: separator})
}

// plain is a word without the marks that hold its parts together.
func plain(runes []rune) string {
	kept := make([]rune, 0, len(runes))
	for _, r := range runes {
		if r != '\'' && r != '’' && r != '.' {
			kept = append(kept, r)
		}
	}
	return strings.Trim(string(kept), "+")
}

// fold takes away what tells nothing: case, accents, width, traditional forms of Chinese characters.
func fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	simplified := simplifiedForms()
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(norm.NFKC.String(text))) {
		if unicode.Is(unicode.Mn, r) || r == 'ー' {
			continue
		}
		if letters, found := unaccented[r]; found {
			b.WriteString(letters)
			continue
		}
		if simple, found := simplified[r]; found {
			r = simple
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// unaccented are letters that Unicode does not take apart.
var unaccented = map[rune]string{
	'ß': "ss", 'ı': "i", 'đ': "d", 'ø': "o", 'ł': "l", 'æ': "ae", 'œ': "oe", 'º': "o", '°': "o", 'þ': "th", 'ð': "d",
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// kindOf is the kind of word that a folded character belongs to: latin for letters and digits, separator for all others.
func kindOf(r rune) wordKind {
	switch {
	case r < 0x80:
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			return latin
		}
		return separator
	case unicode.In(r, unicode.Han, unicode.Hangul):
		return cjk
	case unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return syllable
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return latin
	default:
		return separator
	}
}

func isWordRune(r rune) bool { return kindOf(r) == latin }

// joinsWord says whether the rune at i holds two parts of one word together: the dots of "E.T.D.", the apostrophe of
// "importer's", the plus of "10+2".
func joinsWord(runes []rune, i int) bool {
	next := i+1 < len(runes) && isWordRune(runes[i+1])
	switch runes[i] {
	case '\'', '’':
		return next && i >= 2 && isWordRune(runes[i-1]) && isWordRune(runes[i-2]) && !elides(runes, i) // not "d'origine"
	case '.':
		single := i >= 1 && isWordRune(runes[i-1]) && (i == 1 || !isWordRune(runes[i-2]))
		return single && unicode.IsLetter(runes[i-1]) && (!next || i+2 >= len(runes) || !isWordRune(runes[i+2]))
	case '+':
		return next && unicode.IsDigit(runes[i+1]) && unicode.IsDigit(runes[i-1])
	default:
		return false
	}
}

// elides says whether the apostrophe at i stands for the vowel of a small word, "dell'importatore", rather than being
// that of a possessive or an abbreviation: "importer's", "cont'r".
func elides(runes []rune, i int) bool {
	end := i + 1
	for end < len(runes) && isWordRune(runes[end]) {
		end++
	}
	return end-i > 4 && strings.ContainsRune("aeiouh", runes[i+1])
}

func kindOfWord(text string) wordKind {
	for _, r := range text {
		if !unicode.IsDigit(r) && r != '+' {
			if kind := kindOf(r); kind == cjk || kind == syllable {
				return kind
			}
			return latin
		}
	}
	return digits
}
