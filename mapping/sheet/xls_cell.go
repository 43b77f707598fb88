package sheet

import (
	"encoding/binary"
	"fmt"
	"math"
)

// takeCells reads a record of one cell or of several. Others are of looks, printing and calculation.
func (r *xlsSheetReader) takeCells(record *biffRecord) error {
	switch record.kind {
	case recordFormulaText:
		return r.takeFormulaText(record)
	case recordSharedLabel, recordLabel, recordRichLabel, recordRK, recordNumber, recordBoolOrError,
		recordFormula, recordFormulaBIFF3, recordFormulaBIFF4:
		return r.takeCell(record)
	case recordIntegerBIFF2, recordNumberBIFF2, recordLabelBIFF2, recordBoolBIFF2:
		return r.damaged(record, "there is a cell of Excel 2.0, which cannot be read")
	case recordManyRK:
		return r.takeManyRK(record)
	}
	return nil
}

// place reads row and column.
func (r *xlsSheetReader) place(record *biffRecord) (Ref, error) {
	row, col := record.uint16(), record.uint16()
	r.row = row + 1
	if r.awaiting != nil {
		return Ref{}, r.damaged(record, "the text of the formula in %s is missing", r.awaiting.Ref)
	}
	if col >= xlsCols {
		return Ref{}, r.damaged(record, "a cell is in column %d of %d", col+1, xlsCols)
	}
	return At(col+1, row+1), nil
}

func (r *xlsSheetReader) damaged(record *biffRecord, format string, args ...any) error {
	return r.book.stream.damaged(record.offset, format, args...)
}

func (r *xlsSheetReader) takeCell(record *biffRecord) error {
	ref, err := r.place(record)
	if err != nil {
		return err
	}
	style := record.uint16()
	switch record.kind {
	case recordSharedLabel:
		index := record.uint32()
		if int64(index) >= int64(len(r.book.strings)) {
			return r.damaged(record, "%s refers to text %d, and the workbook has %d", ref, index, len(r.book.strings))
		}
		return r.addText(record, ref, style, r.book.strings[index])
	case recordLabel, recordRichLabel:
		return r.addText(record, ref, style, r.book.text.long(&record.biffBody))
	case recordRK:
		return r.addNumber(record, ref, style, record.rk())
	case recordNumber:
		return r.addNumber(record, ref, style, record.float64())
	case recordBoolOrError:
		value := record.byte()
		return r.addBoolOrError(record, ref, style, value, record.byte() != 0)
	default:
		return r.takeFormula(record, ref, style)
	}
}

func (r *xlsSheetReader) takeManyRK(record *biffRecord) error {
	ref, err := r.place(record)
	if err != nil {
		return err
	}
	const each, last = 6, 2 // bytes of a cell, and of the last column at the end
	for len(record.part) >= each+last {
		if ref.Col > xlsCols {
			return r.damaged(record, "cells go on past column %d", xlsCols)
		}
		style := record.uint16()
		if err := r.addNumber(record, ref, style, record.rk()); err != nil {
			return err
		}
		ref.Col++
	}
	if lastCol := record.uint16() + 1; !record.short && lastCol != int(ref.Col)-1 {
		return r.damaged(record, "cells should go to column %d and go to %d", lastCol, ref.Col-1)
	}
	return nil
}

// The kinds of values a formula can have, where its value is no number: bytes 6 and 7 are 0xFF then.
const (
	formulaText  = 0
	formulaBool  = 1
	formulaError = 2
	formulaBlank = 3
)

// formulaAwaits is the flag of a formula that asks to be calculated when the file is opened.
const formulaAwaits = 1 << 1

// takeFormula reads the value of the last calculation.
func (r *xlsSheetReader) takeFormula(record *biffRecord, ref Ref, style int) error {
	value := record.take(8)
	awaits := record.uint16()&formulaAwaits != 0
	if record.short {
		return nil
	}
	if value[6] != 0xFF || value[7] != 0xFF {
		number := math.Float64frombits(binary.LittleEndian.Uint64(value))
		r.book.noteFormula(r.sheet, ref, awaits && number == 0)
		return r.addNumber(record, ref, style, number)
	}
	blank := value[0] == formulaBlank && (awaits || !r.book.saved)
	r.book.noteFormula(r.sheet, ref, blank)
	switch value[0] {
	case formulaText:
		cell, format, err := r.add(record, ref, style)
		r.awaiting, r.awaitingFormat = cell, format
		return err
	case formulaBool, formulaError:
		return r.addBoolOrError(record, ref, style, value[2], value[0] == formulaError)
	case formulaBlank:
		if !blank {
			return nil
		}
		cell, _, err := r.add(record, ref, style)
		if err == nil {
			cell.Kind, cell.Text = Error, notCalculated
		}
		return err
	}
	return r.damaged(record, "the formula in %s has a value of an unknown kind, %d", ref, value[0])
}

func (r *xlsSheetReader) takeFormulaText(record *biffRecord) error {
	if r.awaiting == nil {
		return r.damaged(record, "there is the text of a formula, and no formula")
	}
	cell := r.awaiting
	r.awaiting = nil
	text := r.book.text.long(&record.biffBody)
	if text == "" {
		r.cells = r.cells[:len(r.cells)-1]
		r.book.tally.cells--
		return nil
	}
	cell.Text = r.awaitingFormat.compiled.shown(text)
	return nil
}

// add begins a cell. The pointer holds until the next one.
func (r *xlsSheetReader) add(record *biffRecord, ref Ref, style int) (*Cell, *xlsFormat, error) {
	format := r.book.format(style)
	if format == nil {
		return nil, nil, r.damaged(record, "%s has style %d, and the workbook has %d", ref, style, len(r.book.styles))
	}
	if err := r.book.tally.addCell(); err != nil {
		return nil, nil, err
	}
	r.cells = append(r.cells, Cell{Ref: ref, Format: format.code})
	return &r.cells[len(r.cells)-1], format, nil
}

func (r *xlsSheetReader) addText(record *biffRecord, ref Ref, style int, text string) error {
	if text == "" {
		return nil
	}
	cell, format, err := r.add(record, ref, style)
	if err == nil {
		cell.Text = format.compiled.shown(text)
	}
	return err
}

func (r *xlsSheetReader) addNumber(record *biffRecord, ref Ref, style int, value float64) error {
	cell, format, err := r.add(record, ref, style)
	switch {
	case err != nil:
		return err
	case format.cut:
		return r.damaged(record, "the number in %s has a format that breaks off", ref)
	}
	shown := format.compiled.numeric(value, r.book.from1904)
	cell.Kind, cell.Number, cell.Text = shown.kind, shown.number, shown.text
	return nil
}

func (r *xlsSheetReader) addBoolOrError(record *biffRecord, ref Ref, style int, value byte, isError bool) error {
	cell, _, err := r.add(record, ref, style)
	switch {
	case err != nil:
	case isError:
		cell.Kind, cell.Text = Error, errorText(value)
	default:
		cell.Kind, cell.Number, cell.Text = Bool, float64(min(value, 1)), boolText(value != 0)
	}
	return err
}

// errorTexts are the errors of cells (MS-XLS 2.5.10).
var errorTexts = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
	0x2B: "#GETTING_DATA",
}

func errorText(code byte) string {
	if text := errorTexts[code]; text != "" {
		return text
	}
	return fmt.Sprintf("#ERROR%d!", code)
}
