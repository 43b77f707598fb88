package sheet

import "golang.org/x/text/encoding"

// begin reads the record that begins a substream and says of what kind that is.
func (b *xlsBook) begin() (substream int, err error) {
	record, err := b.stream.next()
	if err != nil {
		return 0, err
	}
	unsupported := func(age string) (int, error) {
		return 0, &ReadError{Reason: Unsupported, Part: b.stream.name, Message: "the workbook is of " + age,
			Remedy: "Open it in a spreadsheet program, save it as .xlsx and send that file."}
	}
	switch record.kind {
	case recordBegin:
	case recordBeginBIFF2, recordBeginBIFF3, recordBeginBIFF4:
		return unsupported("Excel 4.0 or older")
	default:
		return 0, b.stream.damaged(record.offset, "a workbook or sheet should begin, and does not")
	}
	version := record.uint16()
	substream = record.uint16()
	if record.short {
		return 0, b.damagedRecord(record)
	}
	if version != biff8 && version>>8 != biff5>>8 && version != 0 { // 0 comes from programs that write a bare sheet
		return unsupported("an age that is not known")
	}
	if b.begun && b.text.bytes != (version != biff8) {
		return 0, b.stream.damaged(record.offset, "a sheet is of another age than its workbook")
	}
	b.begun, b.text.bytes = true, version != biff8
	return substream, nil
}

func (b *xlsBook) damagedRecord(record *biffRecord) *ReadError {
	return b.stream.damaged(record.offset, "a record is too short (kind 0x%04X)", uint16(record.kind))
}

// readGlobals reads up to the end of the first substream.
func (b *xlsBook) readGlobals() error {
	for {
		record, err := b.stream.next()
		if err != nil {
			return err
		}
		if record.kind == recordEOF {
			b.sayAround()
			return nil
		}
		if err := b.readGlobal(record); err != nil {
			return err
		}
		if record.short {
			return b.damagedRecord(record)
		}
	}
}

// sayAround tells a person what the workbook has beside its sheets.
func (b *xlsBook) sayAround() {
	if b.macros {
		b.say("The file can hold macros; they are ignored.")
	}
	if b.otherBooks > 0 {
		b.say(otherBooksRemark, counted(b.otherBooks, "other workbook"))
	}
}

func (b *xlsBook) readGlobal(record *biffRecord) error {
	switch record.kind {
	case recordFilePass:
		if b.text.bytes { // BIFF5 has another way
			return errPassword(b.stream.name)
		}
		return b.unlock(record)
	case recordCodePage:
		return b.readCodePage(record.uint16())
	case recordDateMode:
		b.from1904 = record.uint16() == 1
	case recordFormat:
		return b.readFormat(record)
	case recordCellStyle:
		record.skip(2) // the font
		b.styles = append(b.styles, record.uint16())
		return b.countStyles()
	case recordSheet:
		return b.readSheetEntry(record)
	case recordStrings:
		return b.readStrings(record)
	case recordOtherBook:
		record.skip(2) // number of its sheets
		if kind := record.uint16(); kind != bookIsThis && kind != bookIsAddIn {
			b.otherBooks++
		}
	case recordMacros:
		b.macros = true
	}
	return nil
}

// What a record of another workbook may say instead of that workbook's name.
const (
	bookIsThis  = 0x0401
	bookIsAddIn = 0x3A01
)

func (b *xlsBook) countStyles() error {
	if limit := b.tally.limits.Styles; len(b.styles) > limit || len(b.formats) > limit {
		return tooLarge("the file has more styles than the limit of %d", limit)
	}
	return nil
}

// readFormat reads a number format. One that is cut short does no harm until a number has it.
func (b *xlsBook) readFormat(record *biffRecord) error {
	number := record.uint16()
	format := &xlsFormat{}
	if b.text.bytes {
		format.code = b.text.short(&record.biffBody)
	} else {
		format.code = b.text.long(&record.biffBody)
	}
	if record.short {
		*format, record.short = xlsFormat{cut: true}, false
	}
	b.formats[number] = format
	return b.countStyles()
}

// readCodePage matters to BIFF5 alone.
func (b *xlsBook) readCodePage(number int) error {
	codePage, known := codePages[number]
	switch {
	case known && codePage != encoding.Nop:
		b.text.codePage = codePage
	case b.text.bytes:
		return &ReadError{Reason: Unsupported, Part: b.stream.name,
			Message: "the workbook is of Excel 5 or 95 and its texts are in a code page that is not known",
			Remedy:  "Open it in a spreadsheet program, save it as .xlsx and send that file."}
	}
	return nil
}

func (b *xlsBook) readSheetEntry(record *biffRecord) error {
	entry := xlsSheetEntry{offset: int(record.uint32())}
	entry.hidden = record.byte()&3 != 0
	entry.kind = record.byte()
	entry.name = b.text.short(&record.biffBody)
	b.sheets = append(b.sheets, entry)
	return b.tally.addSheet()
}

// readStrings reads the texts that cells share.
func (b *xlsBook) readStrings(record *biffRecord) error {
	record.skip(4) // how often cells refer to them
	count := record.uint32()
	if int64(count) > int64(b.tally.limits.Strings) {
		return tooLarge("the file has %d texts, more than the limit of %d", count, b.tally.limits.Strings)
	}
	for range count {
		if record.empty() { // a cell that refers to one that is missing will say so
			break
		}
		b.strings = append(b.strings, b.text.long(&record.biffBody))
		if record.short {
			return b.stream.damaged(record.offset, "the texts of the workbook break off after %d of %d", len(b.strings)-1, count)
		}
	}
	return nil
}

// An xlsFormat is a number format of the workbook.
type xlsFormat struct {
	code     string // "" for General
	cut      bool   // the file does not have all of the code
	compiled *numberFormat
}

// format is the number format of a cell style, nil for a style that does not exist.
func (b *xlsBook) format(style int) *xlsFormat {
	number := 0
	switch {
	case style < len(b.styles):
		number = b.styles[style]
	case len(b.styles) > 0: // some programs write none
		return nil
	}
	format := b.formats[number]
	if format == nil {
		format = &xlsFormat{code: builtinFormat(number)}
		b.formats[number] = format
	}
	if format.compiled == nil {
		if isGeneralCode(format.code) {
			format.code = ""
		}
		format.compiled = compileFormat(format.code)
	}
	return format
}
