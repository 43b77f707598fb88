package sheet

import (
	"bytes"
	"cmp"
	"fmt"

	"golang.org/x/text/encoding/charmap"
)

// An xlsBook reads a workbook of Excel 97 to 2003 (BIFF8, MS-XLS), and of Excel 5 and 95 (BIFF5), whose records are
// almost the same.
//
// The first substream, the globals, holds the texts, formats and styles of all sheets and the list of the sheets; each
// sheet is a substream of its own. Nothing is passed over in silence: every record has to be as long as it says, every
// substream has to have its end, and every index has to lead somewhere.
type xlsBook struct {
	stream  *biffStream
	tally   *tally
	text    biffText
	remarks []string

	begun      bool // the first substream was reached, so that the age of the workbook is known
	bare       bool // the stream is one sheet, which has what else the globals have
	saved      bool // by an application, not written by a program
	macros     bool
	otherBooks int
	formulas   xlsFormulas

	from1904 bool
	strings  []string
	formats  map[int]*xlsFormat // by number; the built-in ones once they were asked for
	styles   []int              // number of the format of each cell style
	sheets   []xlsSheetEntry
	consumed int // bytes of the substreams read so far
}

// An xlsSheetEntry is a sheet in the list of sheets.
type xlsSheetEntry struct {
	name   string
	hidden bool
	kind   byte // one of the sheet kinds
	offset int  // of its substream
}

// The kinds of sheets, in the list of sheets.
const (
	sheetOfCells  = 0
	sheetOfMacros = 1
	sheetOfChart  = 2
	sheetOfModule = 6
)

// The kinds of substreams, in the record that begins one.
const (
	substreamGlobals = 0x0005
	substreamCells   = 0x0010
)

const (
	biff5 = 0x0500
	biff8 = 0x0600
)

// readXLS reads the bytes of an xls file: a compound file, or the bare stream that some programs write.
func readXLS(data []byte, limits Limits) (*Workbook, error) {
	limits = limits.withDefaults()
	if int64(len(data)) > limits.Bytes {
		return nil, tooLarge("the file has %d bytes, more than the limit of %d", len(data), limits.Bytes)
	}
	book := &xlsBook{
		tally:   &tally{limits: limits},
		text:    biffText{codePage: charmap.Windows1252},
		formats: map[int]*xlsFormat{},
	}
	if err := book.open(data); err != nil {
		return nil, err
	}
	return book.read()
}

// isXLS says whether the bytes begin a compound file, or a bare stream of a workbook of any age.
func isXLS(data []byte) bool {
	return isCompound(data) || len(data) > 8 && data[0] == 9 && bytes.IndexByte([]byte{0, 2, 4, 8}, data[1]) >= 0 &&
		data[2] <= 16 && data[3] == 0
}

// open finds the workbook's stream, and what is beside it.
func (b *xlsBook) open(data []byte) error {
	if !isCompound(data) {
		b.stream = &biffStream{name: "the file", data: data}
		return nil
	}
	file, err := openCompound(data)
	if err != nil {
		return err
	}
	if file.stream("EncryptedPackage") != nil {
		return errPassword("")
	}
	stream := cmp.Or(file.stream("Workbook"), file.stream("Book"))
	if stream == nil {
		return &ReadError{Reason: NotASpreadsheet,
			Message: "the file is of another Office program, or an e-mail; there is no workbook in it"}
	}
	b.saved = file.stream("SummaryInformation") != nil // its name begins with a control character, which mscfb drops
	b.macros = file.hasStorage("_VBA_PROJECT_CUR") || file.hasStorage("_VBA_PROJECT")
	content, err := file.read(stream)
	b.stream = &biffStream{name: stream.Name, data: content}
	return err
}

func (b *xlsBook) read() (*Workbook, error) {
	first, err := b.begin()
	if err != nil {
		return nil, err
	}
	if first == substreamCells { // a bare sheet, without globals
		b.stream.at, b.bare = 0, true
		b.sheets = []xlsSheetEntry{{name: "Sheet"}}
	} else if err := b.readGlobals(); err != nil {
		return nil, err
	}
	book := &Workbook{Format: XLS}
	for _, entry := range b.sheets {
		if entry.kind != sheetOfCells {
			b.say("Sheet %q %s.", entry.name, withoutCells(entry.kind))
			continue
		}
		sheet, err := b.readSheet(entry)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	b.settle(book.Sheets)
	book.Remarks = b.remarks
	return book, nil
}

func (b *xlsBook) say(format string, args ...any) {
	b.remarks = append(b.remarks, fmt.Sprintf(format, args...))
}

// withoutCells says what a sheet is that is not read.
func withoutCells(kind byte) string {
	switch kind {
	case sheetOfMacros:
		return "holds macros of Excel 4; it is ignored"
	case sheetOfChart:
		return "is a chart and has no cells"
	case sheetOfModule:
		return "is a module of macros; it is ignored"
	}
	return "is no worksheet; it is ignored"
}
