package hostile

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

const (
	sector    = 512
	freeEntry = 0xFFFFFFFF
	chainEnd  = 0xFFFFFFFE
	fatSector = 0xFFFFFFFD
)

// compound is an OLE container with one stream, Workbook. Chain may change its table of sectors.
func compound(stream []byte, chain func(fat []uint32)) []byte {
	stream = append(stream, make([]byte, max(0, 4096-len(stream)))...) // smaller ones are kept elsewhere
	stream = append(stream, make([]byte, (sector-len(stream)%sector)%sector)...)
	content := len(stream) / sector
	tables := (content + 2 + 126) / 127
	fat := make([]uint32, tables*128)
	for i := range fat {
		fat[i] = freeEntry
	}
	for i := range content {
		fat[i] = uint32(i + 1)
	}
	fat[content-1] = chainEnd
	fat[content] = chainEnd // the directory
	for i := range tables {
		fat[content+1+i] = fatSector
	}
	if chain != nil {
		chain(fat)
	}
	le := binary.LittleEndian
	header := make([]byte, sector)
	copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, value := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(header[at:], value)
	}
	for at, value := range map[int]uint32{44: uint32(tables), 48: uint32(content), 56: 4096, 60: chainEnd, 68: chainEnd} {
		le.PutUint32(header[at:], value)
	}
	for i := range 109 {
		le.PutUint32(header[76+4*i:], freeEntry)
		if i < tables {
			le.PutUint32(header[76+4*i:], uint32(content+1+i))
		}
	}
	directory := append(entry("Root Entry", 5, 1, chainEnd, 0), entry("Workbook", 2, freeEntry, 0, len(stream))...)
	directory = append(directory, make([]byte, sector-len(directory))...)
	file := slices.Concat(header, stream, directory)
	for _, next := range fat {
		file = le.AppendUint32(file, next)
	}
	return file
}

// entry is an entry of the container's directory.
func entry(name string, kind byte, child, first uint32, size int) []byte {
	le, e := binary.LittleEndian, make([]byte, 128)
	for i, unit := range utf16.Encode([]rune(name)) {
		le.PutUint16(e[2*i:], unit)
	}
	le.PutUint16(e[64:], uint16(2*len(name)+2))
	e[66], e[67] = kind, 1
	le.PutUint32(e[68:], freeEntry)
	le.PutUint32(e[72:], freeEntry)
	le.PutUint32(e[76:], child)
	le.PutUint32(e[116:], first)
	le.PutUint64(e[120:], uint64(size))
	return e
}

// record is a record of BIFF.
func record(kind uint16, body ...byte) []byte {
	r := binary.LittleEndian.AppendUint16(nil, kind)
	r = binary.LittleEndian.AppendUint16(r, uint16(len(body)))
	return append(r, body...)
}

func words(values ...int) (b []byte) {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}

// biff is the stream of a workbook with one sheet: records before the sheet, and those in it.
func biff(globals, sheet []byte) []byte {
	begin := func(kind int) []byte {
		return record(0x809, append(words(0x600, kind, 0, 0), make([]byte, 8)...)...)
	}
	bound := func(at int) []byte {
		return record(0x85, append(binary.LittleEndian.AppendUint32(nil, uint32(at)), "\x00\x00\x02\x00S1"...)...)
	}
	end := record(0x0A)
	first := len(begin(5)) + len(bound(0)) + len(globals) + len(end)
	stream := append(append(append(begin(5), bound(first)...), globals...), end...)
	return append(append(append(stream, begin(16)...), sheet...), end...)
}

// label is a cell with the label of a form.
func label(row, col int) []byte {
	const text = "Seller"
	return record(0x204, append(words(row, col, 0, len(text)), append([]byte{0}, text...)...)...)
}

// labels are cells of so many rows and columns.
func labels(rows, cols int) (sheet []byte) {
	for row := range rows {
		for col := range cols {
			sheet = append(sheet, label(row, col)...)
		}
	}
	return sheet
}

// binaries are xls files.
var binaries = []trap{
	{"cells.xls", "as many cells as there may be, each a label", constant(func() []byte {
		return compound(biff(nil, labels(60_000, 4)), nil)
	})},
	{"chain-loop.xls", "sectors that follow one another in a circle", constant(func() []byte {
		return compound(biff(nil, labels(1000, 4)), func(fat []uint32) { fat[20] = 10 })
	})},
	{"chain-directory.xls", "a directory that goes on in itself", constant(func() []byte {
		return compound(biff(nil, labels(100, 4)), func(fat []uint32) {
			for i, next := range fat {
				if next == chainEnd {
					fat[i] = uint32(i)
				}
			}
		})
	})},
	{"strings-claimed.xls", "four billion shared texts by what it says", constant(func() []byte {
		return compound(biff(record(0xFC, append([]byte(strings.Repeat("\xff", 8)), words(3, 0)...)...), labels(10, 2)), nil)
	})},
	{"string-claimed.xls", "a text of 65,535 wide letters that has three", constant(func() []byte {
		return compound(biff(record(0xFC, append([]byte{1, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0x0D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}, "abc"...)...), labels(10, 2)), nil)
	})},
	{"string-shared.xls", "one long text in each of 60,000 cells", constant(func() []byte {
		shared := append([]byte{1, 0, 0, 0, 1, 0, 0, 0}, append(words(8000), append([]byte{0}, strings.Repeat("Acme Rd ", 1000)...)...)...)
		var sheet []byte
		for row := range 60_000 {
			sheet = append(sheet, record(0xFD, append(words(row, 0, 0), 0, 0, 0, 0)...)...)
		}
		return compound(biff(record(0xFC, shared...), sheet), nil)
	})},
	{"styles.xls", "10^6 styles", constant(func() []byte {
		return compound(biff([]byte(strings.Repeat(string(record(0xE0, make([]byte, 20)...)), 300_000)), labels(10, 2)), nil)
	})},
	{"begins.xls", "sheets that begin in sheets", constant(func() []byte {
		return compound(biff(nil, []byte(strings.Repeat(string(record(0x809, append(words(0x600, 16, 0, 0), make([]byte, 8)...)...)), 200_000))), nil)
	})},
	{"same-cell.xls", "one cell, 240,000 times", constant(func() []byte {
		return compound(biff(nil, []byte(strings.Repeat(string(label(1, 1)), 240_000))), nil)
	})},
	{"blanks.xls", "rows of blanks to the last column", constant(func() []byte {
		blanks := append(words(0, 0), make([]byte, 2*256)...)
		return compound(biff(nil, []byte(strings.Repeat(string(record(0xBE, append(blanks, words(255)...)...)), 12_000))), nil)
	})},
	{"merges.xls", "90,000 merged areas", constant(func() []byte {
		areas := words(1000)
		for i := range 1000 {
			areas = append(areas, words(i, 0xFFFF, 0, 255)...)
		}
		return compound(biff(nil, append(labels(1000, 2), strings.Repeat(string(record(0xE5, areas...)), 90)...)), nil)
	})},
	{"noise.xls", "a container of noise", constant(func() []byte {
		return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), strings.Repeat("\x01\xfe\xff\x7f\x00\x09", 1<<18)...)
	})},
}
