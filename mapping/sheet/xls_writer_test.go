package sheet

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// A biffWriter writes the stream of a workbook, for tests of what no program at hand writes.
type biffWriter struct {
	stream []byte
	most   int // the longest body of a record; what is longer goes on in CONTINUE records
}

func newBIFF() *biffWriter { return &biffWriter{most: 8224} }

func le16(values ...int) []byte {
	var b []byte
	for _, value := range values {
		b = binary.LittleEndian.AppendUint16(b, uint16(value))
	}
	return b
}

func le32(value uint32) []byte { return binary.LittleEndian.AppendUint32(nil, value) }

func le64(value float64) []byte {
	return binary.LittleEndian.AppendUint64(nil, math.Float64bits(value))
}

func join(parts ...[]byte) []byte {
	var b []byte
	for _, part := range parts {
		b = append(b, part...)
	}
	return b
}

// record writes a record whose body is short.
func (w *biffWriter) record(kind recordKind, parts ...[]byte) *biffWriter {
	body := join(parts...)
	w.stream = append(w.stream, le16(int(kind), len(body))...)
	w.stream = append(w.stream, body...)
	return w
}

func (w *biffWriter) begin(substream int) *biffWriter {
	return w.record(recordBegin, le16(biff8, substream, 0, 0), le32(0), le32(0))
}

func (w *biffWriter) end() *biffWriter { return w.record(recordEOF) }

// A biffString is a text and the ways in which BIFF8 may write it.
type biffString struct {
	text     string
	wide     bool // even if Latin-1 would do
	runs     int  // fonts inside of it
	phonetic int  // bytes of a phonetic guide
}

// units are the characters as BIFF8 counts them, and whether they need two bytes.
func (s biffString) units() (units []uint16, wide bool) {
	units = utf16.Encode([]rune(s.text))
	wide = s.wide
	for _, unit := range units {
		wide = wide || unit > 0xFF
	}
	return units, wide
}

func (s biffString) flags(wide bool) int {
	flags := 0
	if wide {
		flags |= textWide
	}
	if s.runs > 0 {
		flags |= textRich
	}
	if s.phonetic > 0 {
		flags |= textPhonetic
	}
	return flags
}

// head is the text up to its characters, with a length of two bytes.
func (s biffString) head() []byte {
	units, wide := s.units()
	head := append(le16(len(units)), byte(s.flags(wide)))
	if s.runs > 0 {
		head = append(head, le16(s.runs)...)
	}
	if s.phonetic > 0 {
		head = append(head, le32(uint32(s.phonetic))...)
	}
	return head
}

// long is the text in one piece.
func (s biffString) long() []byte {
	units, wide := s.units()
	text := s.head()
	for _, unit := range units {
		text = appendUnit(text, unit, wide)
	}
	return append(text, make([]byte, 4*s.runs+s.phonetic)...)
}

func appendUnit(text []byte, unit uint16, wide bool) []byte {
	if wide {
		return append(text, le16(int(unit))...)
	}
	return append(text, byte(unit))
}

func long(text string) []byte { return biffString{text: text}.long() }

// short is a text with a length of one byte.
func short8(text string) []byte {
	b := long(text)
	return append([]byte{b[0]}, b[2:]...)
}

// pieces writes a record that may go on in CONTINUE records.
type pieces struct {
	w      *biffWriter
	bodies [][]byte
}

func (w *biffWriter) begins(parts ...[]byte) *pieces { return &pieces{w, [][]byte{join(parts...)}} }

func (p *pieces) room() int { return p.w.most - len(p.bodies[len(p.bodies)-1]) }

func (p *pieces) turn() { p.bodies = append(p.bodies, nil) }

func (p *pieces) add(b ...byte) {
	last := &p.bodies[len(p.bodies)-1]
	*last = append(*last, b...)
}

// text writes a shared text: its head in one piece, its characters wherever there is room, each new piece with flags
// of its own and as narrow as the rest of the text allows, then fonts and phonetics.
func (p *pieces) text(s biffString) {
	head := s.head()
	if p.room() < len(head) {
		p.turn()
	}
	p.add(head...)
	units, wide := s.units()
	for i, unit := range units {
		size := 1
		if wide {
			size = 2
		}
		if p.room() < size {
			p.turn()
			_, wide = biffString{text: string(utf16.Decode(units[i:])), wide: s.wide && i%2 == 0}.units()
			p.add(byte(biffString{}.flags(wide)))
		}
		p.add(appendUnit(nil, unit, wide)...)
	}
	for range 4*s.runs + s.phonetic {
		if p.room() < 1 {
			p.turn()
		}
		p.add(0)
	}
}

func (p *pieces) write(kind recordKind) {
	for _, body := range p.bodies {
		p.w.record(kind, body)
		kind = recordContinue
	}
}

func (w *biffWriter) sharedStrings(texts []biffString) *biffWriter {
	p := w.begins(le32(uint32(len(texts))), le32(uint32(len(texts))))
	for _, text := range texts {
		p.text(text)
	}
	p.write(recordStrings)
	return w
}

// cell writes a record of one cell; row and column count from 1.
func (w *biffWriter) cell(kind recordKind, ref Ref, style int, value ...[]byte) *biffWriter {
	return w.record(kind, le16(int(ref.Row)-1, int(ref.Col)-1, style), join(value...))
}

// formula writes a formula with a value and no expression.
func (w *biffWriter) formula(ref Ref, style, flags int, value []byte) *biffWriter {
	return w.cell(recordFormula, ref, style, value, le16(flags), le32(0), le16(0))
}

// formulaValue is a value of a formula that is no number.
func formulaValue(kind, value byte) []byte { return []byte{kind, 0, value, 0, 0, 0, 0xFF, 0xFF} }

// A biffSheet is a sheet to write: what stands between its begin and its end.
type biffSheet struct {
	name   string
	state  byte // 1 hidden, 2 very hidden
	kind   byte
	fill   func(w *biffWriter)
	offset int // where in the stream it is said to begin, if not where it does
}

// biffBook is a stream: globals, the list of sheets, and the sheets.
func biffBook(globals func(w *biffWriter), sheets ...biffSheet) []byte {
	w := newBIFF().begin(substreamGlobals)
	if globals != nil {
		globals(w)
	}
	var entries []int
	for _, sheet := range sheets {
		entries = append(entries, len(w.stream)+recordHeaderLength)
		w.record(recordSheet, le32(0), []byte{sheet.state, sheet.kind}, short8(sheet.name))
	}
	w.end()
	for i, sheet := range sheets {
		offset := len(w.stream)
		if sheet.offset > 0 {
			offset = sheet.offset
		}
		copy(w.stream[entries[i]:], le32(uint32(offset)))
		w.begin(substreamCells)
		if sheet.fill != nil {
			sheet.fill(w)
		}
		w.end()
	}
	return w.stream
}

// oneSheet is a stream with one sheet.
func oneSheet(globals, fill func(w *biffWriter)) []byte {
	return biffBook(globals, biffSheet{name: "Sheet1", fill: fill})
}
