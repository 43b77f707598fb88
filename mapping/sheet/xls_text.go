package sheet

import (
	"encoding/binary"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A biffText reads the texts of a workbook. BIFF8 has UTF-16, of which texts that need only Latin-1 drop every other
// byte; BIFF5 has the bytes of a code page.
type biffText struct {
	bytes    bool // BIFF5
	codePage encoding.Encoding
}

// The flags of a text of BIFF8.
const (
	textWide     = 1 << 0
	textPhonetic = 1 << 2
	textRich     = 1 << 3
)

// short is a text whose length is one byte; long is one whose length is two.
func (t *biffText) short(body *biffBody) string { return t.read(body, int(body.byte())) }
func (t *biffText) long(body *biffBody) string  { return t.read(body, body.uint16()) }

// read is a text of so many characters, without its fonts and its phonetic guide.
func (t *biffText) read(body *biffBody, length int) string {
	if t.bytes {
		return t.decode(body.take(length))
	}
	flags := body.byte()
	trailer := 0
	if flags&textRich != 0 {
		trailer += 4 * body.uint16()
	}
	if flags&textPhonetic != 0 {
		trailer += int(min(body.uint32(), 1<<30))
	}
	text := body.characters(length, flags)
	body.skip(trailer)
	return text
}

// characters are so many of BIFF8. Where they go on in the next body, that begins with flags of its own: they may
// change between wide and narrow there.
func (b *biffBody) characters(length int, flags byte) string {
	if flags&textWide == 0 && length <= len(b.part) {
		return latin1(b.take(length))
	}
	units := make([]uint16, 0, min(length, 1<<16))
	for {
		size := 1
		if flags&textWide != 0 {
			size = 2
		}
		some := min(length-len(units), len(b.part)/size)
		units = append(units, chunk(b.take(some*size), size)...)
		if len(units) == length {
			return string(utf16.Decode(units))
		}
		if len(b.part) > 0 || !b.turn() { // half a character, or too few of them
			b.short = true
			return ""
		}
		flags = b.byte()
	}
}

// chunk makes UTF-16 units of bytes, each of one or two.
func chunk(from []byte, size int) []uint16 {
	units := make([]uint16, len(from)/size)
	for i := range units {
		if size == 1 {
			units[i] = uint16(from[i])
		} else {
			units[i] = binary.LittleEndian.Uint16(from[2*i:])
		}
	}
	return units
}

// wide is a text of UTF-16 alone.
func wide(from []byte) string { return string(utf16.Decode(chunk(from, 2))) }

func latin1(from []byte) string {
	for _, b := range from {
		if b >= 0x80 {
			return string(utf16.Decode(chunk(from, 1)))
		}
	}
	return string(from)
}

// decode reads the bytes of a code page.
func (t *biffText) decode(from []byte) string {
	text, err := t.codePage.NewDecoder().Bytes(from)
	if err != nil {
		return latin1(from)
	}
	return string(text)
}

// codePages are the encodings of Windows code pages, and those of DOS and the Macintosh in old files.
var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 855: charmap.CodePage855,
	858: charmap.CodePage858, 860: charmap.CodePage860, 862: charmap.CodePage862, 863: charmap.CodePage863,
	865: charmap.CodePage865, 866: charmap.CodePage866, 874: charmap.Windows874,
	932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 10000: charmap.Macintosh, 32768: charmap.Macintosh, 32769: charmap.Windows1252,
	54936: simplifiedchinese.GB18030, 367: charmap.Windows1252, 1200: encoding.Nop, 65001: encoding.Nop,
}
