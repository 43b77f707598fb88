package sheet

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A recordKind is the kind of a BIFF record (MS-XLS 2.3).
type recordKind uint16

// The records that are read. Those not named here are of looks, printing, formulas and calculation.
const (
	recordIntegerBIFF2 recordKind = 0x0002
	recordNumberBIFF2  recordKind = 0x0003
	recordLabelBIFF2   recordKind = 0x0004
	recordBoolBIFF2    recordKind = 0x0005
	recordFormula      recordKind = 0x0006
	recordEOF          recordKind = 0x000A
	recordNote         recordKind = 0x001C
	recordDateMode     recordKind = 0x0022
	recordFilePass     recordKind = 0x002F
	recordContinue     recordKind = 0x003C
	recordCodePage     recordKind = 0x0042
	recordObject       recordKind = 0x005D
	recordColumn       recordKind = 0x007D
	recordSheet        recordKind = 0x0085
	recordManyRK       recordKind = 0x00BD
	recordMacros       recordKind = 0x00D3
	recordRichLabel    recordKind = 0x00D6
	recordCellStyle    recordKind = 0x00E0
	recordInterface    recordKind = 0x00E1
	recordMerges       recordKind = 0x00E5
	recordStrings      recordKind = 0x00FC
	recordSharedLabel  recordKind = 0x00FD
	recordOtherBook    recordKind = 0x01AE
	recordObjectText   recordKind = 0x01B6
	recordLink         recordKind = 0x01B8
	recordNumber       recordKind = 0x0203
	recordLabel        recordKind = 0x0204
	recordBoolOrError  recordKind = 0x0205
	recordFormulaBIFF3 recordKind = 0x0206 // a few programs write this one, and that of BIFF4
	recordFormulaText  recordKind = 0x0207
	recordRow          recordKind = 0x0208
	recordDefaultRow   recordKind = 0x0225
	recordRK           recordKind = 0x027E
	recordFormat       recordKind = 0x041E
	recordBegin        recordKind = 0x0809
	recordFormulaBIFF4 recordKind = 0x0406
	recordBeginBIFF4   recordKind = 0x0409
	recordBeginBIFF3   recordKind = 0x0209
	recordBeginBIFF2   recordKind = 0x0009
)

// A record begins with its kind and the length of its body, two bytes each.
const recordHeaderLength = 4

// A biffStream is the stream of a workbook, a sequence of records.
type biffStream struct {
	name    string
	data    []byte
	at      int        // where the next record begins
	current biffRecord // the last one
}

// A biffRecord is a record with those that continue it.
type biffRecord struct {
	kind   recordKind
	offset int // in the stream
	biffBody
}

// A biffBody is what a record holds, from its own body and those of its CONTINUE records. Reading past its end makes
// it short, which is asked once, when all is read.
type biffBody struct {
	part  []byte   // what is left of the current body
	more  [][]byte // the bodies after it
	short bool
}

// next is the next record, good until the one after it. The stream has to go on: what ends it is a record that says so.
func (s *biffStream) next() (*biffRecord, error) {
	record := &s.current
	*record = biffRecord{offset: s.at}
	kind, body, err := s.body()
	if err != nil {
		return nil, err
	}
	record.kind, record.part = kind, body
	for s.at+recordHeaderLength <= len(s.data) && s.peek() == recordContinue {
		_, body, err := s.body()
		if err != nil {
			return nil, err
		}
		record.more = append(record.more, body)
	}
	return record, nil
}

func (s *biffStream) peek() recordKind {
	return recordKind(binary.LittleEndian.Uint16(s.data[s.at:]))
}

func (s *biffStream) body() (recordKind, []byte, error) {
	if s.at+recordHeaderLength > len(s.data) {
		return 0, nil, s.damaged(s.at, "the stream ends and a record should follow")
	}
	kind := s.peek()
	length := int(binary.LittleEndian.Uint16(s.data[s.at+2:]))
	from := s.at + recordHeaderLength
	if length > len(s.data)-from {
		return 0, nil, s.damaged(s.at, "the stream ends inside a record")
	}
	s.at = from + length
	return kind, s.data[from:s.at:s.at], nil
}

// damaged is an error at a byte of the stream.
func (s *biffStream) damaged(offset int, format string, args ...any) *ReadError {
	return &ReadError{Reason: Damaged, Part: s.name,
		Message: fmt.Sprintf("at byte %d ", offset) + fmt.Sprintf(format, args...)}
}

// take is the next n bytes, which may come from several bodies.
func (b *biffBody) take(n int) []byte {
	if n <= len(b.part) {
		taken := b.part[:n]
		b.part = b.part[n:]
		return taken
	}
	var taken []byte
	for n > 0 {
		if len(b.part) == 0 && !b.turn() {
			b.short = true
			return append(taken, make([]byte, min(n, 16))...) // enough for every number
		}
		some := min(n, len(b.part))
		taken, b.part, n = append(taken, b.part[:some]...), b.part[some:], n-some
	}
	return taken
}

// skip passes over n bytes.
func (b *biffBody) skip(n int) {
	for n > len(b.part) {
		n -= len(b.part)
		if !b.turn() {
			b.short = true
			return
		}
	}
	b.part = b.part[n:]
}

// turn goes on to the next body.
func (b *biffBody) turn() bool {
	if len(b.more) == 0 {
		b.part = nil
		return false
	}
	b.part, b.more = b.more[0], b.more[1:]
	return true
}

func (b *biffBody) empty() bool { return len(b.part) == 0 && len(b.more) == 0 }

func (b *biffBody) byte() byte     { return b.take(1)[0] }
func (b *biffBody) uint16() int    { return int(binary.LittleEndian.Uint16(b.take(2))) }
func (b *biffBody) uint32() uint32 { return binary.LittleEndian.Uint32(b.take(4)) }
func (b *biffBody) float64() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(b.take(8)))
}

// rk is a number in the short form RK: an integer or the upper half of a floating-point number, perhaps times 100.
func (b *biffBody) rk() float64 {
	bits := b.uint32()
	value := math.Float64frombits(uint64(bits&^3) << 32)
	if bits&2 != 0 {
		value = float64(int32(bits) >> 2)
	}
	if bits&1 != 0 {
		value /= 100
	}
	return value
}
