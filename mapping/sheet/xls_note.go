package sheet

import "strings"

// An xlsNote is the comment of a cell. BIFF8 keeps its text in a drawing, BIFF5 in the note itself.
type xlsNote struct {
	ref    Ref
	object int
	text   string
}

// xlsObjects are the drawings of a sheet: a record for each, and one for its text after that.
type xlsObjects struct {
	kind, id int            // of the last drawing
	texts    map[int]string // of comments, by the drawing's number
	beside   besideCells
}

// Drawings are made of sub-records; the first names the drawing.
const (
	objectNamed     = 0x15
	objectIsPicture = 0x08
	objectIsNote    = 0x19
)

func (o *xlsObjects) take(record *biffRecord) {
	o.kind, o.id = 0, 0
	if len(record.part) < 8 || record.uint16() != objectNamed {
		return
	}
	record.skip(2) // the sub-record's length
	o.kind = record.uint16()
	o.id = record.uint16()
	if o.kind == objectIsPicture {
		o.beside.pictures++
	}
}

// takeText reads the text of the last drawing, which is in the records that continue its record.
func (o *xlsObjects) takeText(record *biffRecord) {
	record.skip(10) // alignment
	length := record.uint16()
	if length == 0 || !record.turn() {
		return
	}
	text := record.characters(length, record.byte())
	if o.kind == objectIsNote {
		o.texts[o.id] = text
	} else {
		o.beside.texts++
	}
}

func (r *xlsSheetReader) takeNote(record *biffRecord) error {
	if err := r.book.tally.addMark(); err != nil {
		return err
	}
	row, col := record.uint16(), record.uint16()
	if r.book.text.bytes {
		return r.takeOldNote(record, row, col)
	}
	record.skip(2) // whether it is shown
	r.notes = append(r.notes, xlsNote{ref: At(col+1, row+1), object: record.uint16()})
	return nil
}

// takeOldNote reads a note of BIFF5, or what continues it.
func (r *xlsSheetReader) takeOldNote(record *biffRecord, row, col int) error {
	record.skip(2) // length of the whole note
	text := r.book.text.decode(record.take(len(record.part)))
	if row != continuesNote {
		r.notes = append(r.notes, xlsNote{ref: At(col+1, row+1), text: text})
		return nil
	}
	if len(r.notes) == 0 {
		return r.damaged(record, "the rest of a comment has no beginning")
	}
	r.notes[len(r.notes)-1].text += text
	return nil
}

const continuesNote = 0xFFFF

func (r *xlsSheetReader) placeNotes() {
	for _, note := range r.notes {
		text := note.text
		if text == "" {
			text = r.objects.texts[note.object]
		}
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if r.sheet.Comments == nil {
			r.sheet.Comments = map[Ref]string{}
		}
		r.sheet.Comments[note.ref] = text
	}
}
