package sheet

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// A decoded text is in UTF-8.
type decoded struct {
	text     []byte
	encoding string // the one that it was in
	guessed  bool   // nothing says so for sure
}

// decodeText tells the encoding of a text by, in this order: a byte order mark, the zero bytes of UTF-16, being valid
// UTF-8, and how often which bytes and letters occur (chardet, which told 16 of 16 files right where others told 8 and
// 13).
func decodeText(data []byte) (decoded, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return transcode(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), decoded{encoding: "UTF-16"})
	default:
		if order, wide := zeroBytes(data); wide {
			return transcode(data, unicode.UTF16(order, unicode.IgnoreBOM), decoded{encoding: "UTF-16"})
		}
	}
	switch {
	case utf8.Valid(data):
		return decoded{text: data, encoding: "UTF-8"}, nil
	case nearlyUTF8(data):
		return decoded{text: bytes.ToValidUTF8(data, []byte(string(utf8.RuneError))), encoding: "UTF-8"}, nil
	}
	from, told := guessEncoding(data)
	return transcode(data, from, told)
}

func transcode(data []byte, from encoding.Encoding, told decoded) (decoded, error) {
	text, err := from.NewDecoder().Bytes(data)
	if err != nil {
		return decoded{}, &ReadError{Reason: Damaged, Message: "the text cannot be read as " + told.encoding, Err: err}
	}
	told.text = text
	return told, nil
}

// nearlyUTF8 says whether a text is UTF-8 with a few broken bytes: in no other encoding do so many letters beyond
// ASCII happen to be good UTF-8.
func nearlyUTF8(data []byte) bool {
	good, broken := 0, 0
	for len(data) > 0 {
		char, size := utf8.DecodeRune(data)
		switch {
		case char == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good >= 10*broken
}

// sampleBytes is how much of a text is looked at to tell its encoding or its delimiter.
const sampleBytes = 64 << 10

// zeroBytes says whether a text looks like UTF-16 without a byte order mark: whichever language it is in, its blanks,
// digits, delimiters and line ends have a zero byte on one side.
func zeroBytes(data []byte) (order unicode.Endianness, wide bool) {
	sample := data[:min(len(data), sampleBytes)&^1]
	var zeros [2]int
	ends := 0
	for at := 0; at+1 < len(sample); at += 2 {
		for side := range zeros {
			if sample[at+side] != 0 {
				continue
			}
			zeros[side]++
			switch sample[at+1-side] {
			case '\n', ',', ';', '\t', '|', ' ':
				ends++
			}
		}
	}
	many, few := zeros[1], zeros[0]
	order = unicode.LittleEndian
	if few > many {
		many, few, order = few, many, unicode.BigEndian
	}
	return order, len(sample) > 0 && many*20 >= len(sample)/2 && few*20 <= many && ends*100 >= many
}

// sureEnough is the confidence of chardet from which on it was right in all that was tried.
const sureEnough = 0.9

// guessEncoding tells an encoding by its letters. It looks at the lines that have letters beyond ASCII, wherever they
// stand. In the scripts that need most of them these come in a row; where they stand alone among other letters, the
// language is a western one.
func guessEncoding(data []byte) (encoding.Encoding, decoded) {
	sample := foreignLines(data)
	result := chardet.Detect(sample)
	unsure := result.Confidence < sureEnough
	runs := foreignRuns(sample)
	name := strings.ToLower(result.Encoding)
	switch {
	case strings.HasPrefix(name, "gb"), unsure && runs.hanzi:
		return simplifiedchinese.GB18030, decoded{encoding: "GB18030", guessed: unsure}
	case name == "iso-8859-9", name == "windows-1254":
		return charmap.Windows1254, decoded{encoding: "Windows-1254", guessed: !runs.alone}
	case name == "iso-8859-1", name == "windows-1252", unsure && runs.alone:
		if slices.ContainsFunc(sample, func(c byte) bool { return bytes.IndexByte(turkish, c) >= 0 }) {
			return charmap.Windows1254, decoded{encoding: "Windows-1254", guessed: true}
		}
		return charmap.Windows1252, decoded{encoding: "Windows-1252", guessed: !runs.alone}
	}
	from, err := htmlindex.Get(name)
	if err != nil {
		return charmap.Windows1252, decoded{encoding: "Windows-1252", guessed: true}
	}
	return from, decoded{encoding: result.Encoding, guessed: unsure}
}

// turkish are the bytes that are letters of Turkish in Windows-1254 and letters of Icelandic in Windows-1252, where the
// two differ. Goods come from Turkey more often.
var turkish = []byte{0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE}

// letterRuns is how the bytes beyond ASCII stand together.
type letterRuns struct {
	alone bool // most of them have none beside them
	hanzi bool // all come in pairs that are common Chinese characters of GB 2312 (its first level, rows 16 to 55)
}

func foreignRuns(text []byte) letterRuns {
	runs, single, hanzi := 0, 0, true
	for at := 0; at < len(text); at++ {
		if text[at] < utf8.RuneSelf {
			continue
		}
		from := at
		for at < len(text) && text[at] >= utf8.RuneSelf {
			at++
		}
		runs++
		if at-from == 1 {
			single++
		}
		hanzi = hanzi && (at-from)%2 == 0
		for pair := from; hanzi && pair < at; pair += 2 {
			hanzi = 0xB0 <= text[pair] && text[pair] <= 0xD7 && text[pair+1] >= 0xA1
		}
	}
	return letterRuns{alone: single*4 >= runs*3, hanzi: hanzi && runs > 0}
}

// foreignLines are lines with bytes beyond ASCII, up to the size of a sample and never cut inside.
func foreignLines(data []byte) []byte {
	var sample []byte
	for len(data) > 0 && len(sample) < sampleBytes {
		line := data
		if end := bytes.IndexByte(data, '\n'); end >= 0 {
			line = data[:end+1]
		}
		data = data[len(line):]
		for _, c := range line {
			if c >= utf8.RuneSelf {
				sample = append(sample, line...)
				break
			}
		}
	}
	return sample
}
