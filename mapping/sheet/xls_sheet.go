package sheet

import (
	"errors"
	"slices"
)

// xlsCols is how many columns a sheet has in xls; it has 65,536 rows.
const xlsCols = 256

// An xlsSheetReader reads the substream of one sheet.
type xlsSheetReader struct {
	book  *xlsBook
	sheet *Sheet
	cells []Cell // as they come
	row   int    // of the last cell, for errors

	awaiting       *Cell // of a formula whose text comes in the next record of formula texts
	awaitingFormat *xlsFormat

	hiddenRows    map[int32]bool
	hiddenCols    [xlsCols]bool
	defaultHidden bool           // rows that say nothing of themselves are hidden
	saidRows      map[int32]bool // rows that do

	notes   []xlsNote
	objects xlsObjects
	twice   int // cells that were written again
}

func (b *xlsBook) readSheet(entry xlsSheetEntry) (*Sheet, error) {
	r := &xlsSheetReader{
		book:       b,
		sheet:      &Sheet{Name: entry.name, Hidden: entry.hidden},
		hiddenRows: map[int32]bool{}, saidRows: map[int32]bool{},
		objects: xlsObjects{texts: map[int]string{}},
	}
	if err := r.read(entry.offset); err != nil {
		return nil, r.locate(err)
	}
	return r.sheet, nil
}

// locate adds the sheet and, for damage, the row where reading had come to.
func (r *xlsSheetReader) locate(err error) error {
	if trouble, ok := errors.AsType[*ReadError](err); ok {
		trouble.Sheet, trouble.Row = r.sheet.Name, r.row
	}
	return err
}

func (r *xlsSheetReader) read(offset int) error {
	stream := r.book.stream
	if offset > len(stream.data) {
		return stream.damaged(offset, "the sheet should begin, after the end of the stream")
	}
	stream.at = offset
	if _, err := r.book.begin(); err != nil {
		return err
	}
	for depth := 1; depth > 0; {
		record, err := stream.next()
		if err != nil {
			return err
		}
		switch {
		case record.kind == recordBegin: // a chart among the cells
			depth++
			if depth == 2 {
				r.objects.beside.charts++
			}
		case record.kind == recordEOF:
			depth--
		case depth == 1:
			err = r.take(record)
			if err == nil && record.short {
				err = r.book.damagedRecord(record)
			}
		}
		if err != nil {
			return err
		}
	}
	if r.awaiting != nil {
		return stream.damaged(stream.at, "the sheet ends and the text of the formula in %s is missing", r.awaiting.Ref)
	}
	return r.finish(stream.at - offset)
}

func (r *xlsSheetReader) take(record *biffRecord) error {
	switch record.kind {
	case recordRow:
		r.takeRow(record)
	case recordDefaultRow:
		r.defaultHidden = record.uint16()&2 != 0
	case recordColumn:
		r.takeColumns(record)
	case recordMerges:
		return r.takeMerges(record)
	case recordNote:
		return r.takeNote(record)
	case recordObject:
		r.objects.take(record)
	case recordObjectText:
		r.objects.takeText(record)
	case recordLink:
		return r.takeLink(record)
	case recordFormat, recordCellStyle, recordCodePage, recordDateMode, recordFilePass:
		if r.book.bare {
			return r.book.readGlobal(record)
		}
	default:
		return r.takeCells(record)
	}
	return nil
}

func (r *xlsSheetReader) takeRow(record *biffRecord) {
	row := int32(record.uint16()) + 1
	record.skip(4) // first and last cell
	height := record.uint16() &^ 0x8000
	record.skip(4)
	r.saidRows[row] = true
	if record.uint16()&0x20 != 0 || height == 0 {
		r.hiddenRows[row] = true
	}
}

func (r *xlsSheetReader) takeColumns(record *biffRecord) {
	first, last := record.uint16(), record.uint16()
	width := record.uint16()
	record.skip(2) // style
	if record.uint16()&1 != 0 || width == 0 {
		for col := first; col <= last && col < xlsCols; col++ {
			r.hiddenCols[col] = true
		}
	}
}

func (r *xlsSheetReader) takeMerges(record *biffRecord) error {
	for count := record.uint16(); count > 0 && !record.short; count-- {
		area, ok := record.area()
		if !ok {
			return r.book.stream.damaged(record.offset, "cells are merged that are not on the sheet")
		}
		if err := r.book.tally.addMark(); err != nil {
			return err
		}
		r.sheet.Merges = append(r.sheet.Merges, area)
	}
	return nil
}

// area reads first and last row, first and last column, each from 0.
func (b *biffBody) area() (area Area, ok bool) {
	firstRow, lastRow, firstCol, lastCol := b.uint16(), b.uint16(), b.uint16(), b.uint16()
	area = Area{First: At(firstCol+1, firstRow+1), Last: At(lastCol+1, lastRow+1)}
	return area, firstRow <= lastRow && firstCol <= lastCol && lastCol < xlsCols
}

// rowHidden says whether a row is hidden, by itself or because all are that do not say otherwise.
func (r *xlsSheetReader) rowHidden(row int32) bool {
	return r.hiddenRows[row] || r.defaultHidden && !r.saidRows[row]
}

// finish puts the cells in order and the marks in place. length is that of the substream.
func (r *xlsSheetReader) finish(length int) error {
	stream := r.book.stream
	if r.book.consumed += length; r.book.consumed > len(stream.data) {
		return stream.damaged(stream.at, "the sheets of the workbook overlap")
	}
	all := len(r.cells)
	r.cells = inOrder(r.cells)
	r.twice = all - len(r.cells)
	r.sheet.Rows = inRows(r.cells, r.rowHidden)
	for range r.sheet.Rows {
		if err := r.book.tally.addRow(); err != nil {
			return err
		}
	}
	for _, row := range r.sheet.Rows {
		for i := range row.Cells {
			row.Cells[i].Hidden = row.Hidden || r.hiddenCols[row.Cells[i].Ref.Col-1]
		}
	}
	r.row = 0
	r.placeNotes()
	r.sayLeftOut()
	return nil
}

// sayLeftOut tells a person what the sheet shows beside its cells.
func (r *xlsSheetReader) sayLeftOut() {
	if remark := r.objects.beside.remark(r.sheet.Name); remark != "" {
		r.book.say("%s", remark)
	}
	if r.twice > 0 {
		r.book.say("Sheet %q has %s written twice; the last value counts, as in Excel.", r.sheet.Name, counted(r.twice, "cell"))
	}
}

// inOrder sorts cells as they are read. Programs write them in order as a rule; of two cells at one place the last
// counts, as it does to Excel.
func inOrder(cells []Cell) []Cell {
	compare := func(a, b Cell) int { return a.Ref.Compare(b.Ref) }
	if !slices.IsSortedFunc(cells, compare) {
		slices.SortStableFunc(cells, compare)
	}
	kept := cells[:0]
	for i, cell := range cells {
		if i+1 == len(cells) || cells[i+1].Ref != cell.Ref {
			kept = append(kept, cell)
		}
	}
	return kept
}

// inRows cuts cells that are in order into rows.
func inRows(cells []Cell, hidden func(row int32) bool) []Row {
	var rows []Row
	for len(cells) > 0 {
		row, end := cells[0].Ref.Row, 1
		for end < len(cells) && cells[end].Ref.Row == row {
			end++
		}
		rows = append(rows, Row{Number: int(row), Hidden: hidden(row), Cells: cells[:end:end]})
		cells = cells[end:]
	}
	return rows
}
