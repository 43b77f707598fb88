package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

// aBook is a workbook's stream with a cell, longer than the smallest stream with sectors of its own.
func aBook() []byte {
	return oneSheet(nil, func(w *biffWriter) {
		w.cell(recordLabel, At(1, 1), 0, long("in a container"))
		for range 3 {
			w.record(0x1234, make([]byte, 4000)) // of looks, say
		}
	})
}

func TestXLSContainer(t *testing.T) {
	t.Parallel()
	old := newBIFF().record(recordBegin, le16(biff5, substreamCells)).cell(recordLabel, At(1, 1), 0, le16(3), []byte("old")).end().stream
	for _, c := range []struct {
		name    string
		streams []compoundStream
		want    string
	}{
		{"Workbook", []compoundStream{{"Workbook", aBook()}}, `A1 text "in a container"`},
		{"the name in other letters", []compoundStream{{"WORKBOOK", aBook()}}, `A1 text "in a container"`},
		{"Book", []compoundStream{{"Book", old}}, `A1 text "old"`},
		{"both", []compoundStream{{"Book", old}, {"Workbook", aBook()}}, `A1 text "in a container"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book, err := readXLS(compound(c.streams...), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(book.Sheets[0]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestXLSMacros(t *testing.T) {
	t.Parallel()
	want := "The file can hold macros; they are ignored."
	inStream := oneSheet(func(w *biffWriter) { w.record(recordMacros) }, nil)
	for name, data := range map[string][]byte{
		"beside the workbook": compound(compoundStream{"Workbook", aBook()}, compoundStream{"_VBA_PROJECT_CUR", nil}),
		"in the workbook":     inStream,
	} {
		book, err := readXLS(data, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if len(book.Remarks) != 1 || book.Remarks[0] != want {
			t.Errorf("%s: remarks are %q, want %q", name, book.Remarks, want)
		}
	}
}

func TestXLSOtherContainers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		data   []byte
		reason Reason
		want   string
	}{
		{"xlsx with a password", compound(compoundStream{"EncryptionInfo", make([]byte, 100)}, compoundStream{"EncryptedPackage", make([]byte, 100)}),
			Encrypted, "the workbook is protected by a password"},
		{"Word", compound(compoundStream{"WordDocument", make([]byte, 100)}), NotASpreadsheet,
			"the file is of another Office program, or an e-mail; there is no workbook in it"},
		{"workbook inside of another object", compound(compoundStream{"MBD00000001", nil}), NotASpreadsheet,
			"the file is of another Office program, or an e-mail; there is no workbook in it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := readXLS(c.data, Limits{})
			if !errors.Is(err, c.reason) || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// Containers that would lead the library round in circles, past the end or into memory that nobody has.
func TestXLSHostileContainers(t *testing.T) {
	t.Parallel()
	content := aBook()
	whole := compound(compoundStream{"Workbook", content})
	sectors := len(content)/testSector + 1
	table := len(whole) - testSector // the allocation table
	entry := (1 + sectors) * testSector
	change := func(offset int, value uint32) []byte {
		data := bytes.Clone(whole)
		binary.LittleEndian.PutUint32(data[offset:], value)
		return data
	}
	const workbook = 128 // the second entry of the directory
	for _, c := range []struct {
		name   string
		data   []byte
		reason Reason
	}{
		{"only the mark", whole[:8], Damaged},
		{"only the header", whole[:512], Damaged},
		{"a sector that follows itself", change(table+4*3, 3), Damaged},
		{"a chain that goes back", change(table+4*(sectors-2), 1), Damaged},
		{"a chain that ends too soon", change(table+4*2, endOfChain), Damaged},
		{"a chain that goes into free sectors", change(table+4*2, freeMark), Damaged},
		{"a chain that goes past the end", change(table+4*2, 100_000), Damaged},
		{"a directory that follows itself", change(table+4*sectors, uint32(sectors)), Damaged},
		{"a stream as long as no file", change(entry+workbook+120, 0x7FFFFFFF), Damaged},
		{"a stream that begins nowhere", change(entry+workbook+116, 0x00FFFFFF), Damaged},
		{"an entry that is its own sister", change(entry+workbook+72, 1), Damaged},
		{"no allocation table", change(76, freeMark), Damaged},
		{"an allocation table past the end", change(76, 0x00FFFFFF), Damaged},
		{"sectors of no size", change(30, 0x00060000|0xFF), Damaged},
		{"a list of tables that is endless", change(72, 0x7FFFFFFF), Damaged},
		{"a directory of 10,000 storages in storages", nested(10_000), TooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := readXLS(c.data, Limits{}); !errors.Is(err, c.reason) {
				t.Errorf("got %v, want %v", err, c.reason)
			}
		})
	}
}

// nested is a compound file with storages inside one another, all the way down.
func nested(depth int) []byte {
	image := &compoundImage{}
	directory := directoryEntry("Root Entry", 5, endOfChain, 0, 1)
	for i := range depth {
		child := uint32(i + 2)
		if i == depth-1 {
			child = freeMark
		}
		directory = append(directory, directoryEntry("storage", 1, endOfChain, 0, child)...)
	}
	first := image.add(directory)
	return image.file(first)
}

// A directory as large as is read costs no more memory than such a file may.
func BenchmarkXLSDirectory(b *testing.B) {
	data := nested(mostDirectory/128 - 8)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readXLS(data, Limits{}); !errors.Is(err, NotASpreadsheet) {
			b.Fatal(err)
		}
	}
}
