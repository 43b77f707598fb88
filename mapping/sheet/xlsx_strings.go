package sheet

// readStrings reads the shared strings: each text of the workbook's cells once. What the part says of their number
// is often wrong and not needed.
func (w *xlsxWorkbook) readStrings(related relationships) error {
	part, err := related.onePart("sharedStrings")
	if part == "" || err != nil {
		return err
	}
	x, err := w.pkg.openXML(part)
	if err != nil {
		return err
	}
	defer x.close()
	return w.collectStrings(x)
}

func (w *xlsxWorkbook) collectStrings(x *xmlReader) error {
	x.holdsCells = true
	if err := x.root("sst"); err != nil {
		return err
	}
	shared := sharedStrings{book: w, rich: richText{preserve: preservesSpace(x, false)}}
	for {
		more, err := shared.next(x)
		if err != nil {
			return err
		}
		if !more {
			return x.finish()
		}
	}
}

// sharedStrings collects the shared strings of a workbook.
type sharedStrings struct {
	book *xlsxWorkbook
	rich richText
	slab textSlab
	text []byte
}

// next reads the next of them; at the end of the part it is false.
func (s *sharedStrings) next(x *xmlReader) (bool, error) {
	text, length := scanShared(s.text[:0], x.window(), s.rich.preserve)
	if length > 0 {
		x.pos += length
		s.text = text
		return true, s.keep(x, text)
	}
	more, err := x.child()
	switch {
	case err != nil || !more:
		return false, err
	case !x.is("si"):
		return true, x.skip()
	}
	if text, err = s.rich.read(x); err != nil {
		return false, err
	}
	return true, s.keep(x, text)
}

func (s *sharedStrings) keep(x *xmlReader, text []byte) error {
	if len(s.book.strings) >= s.book.limits.Strings {
		return x.tooLarge("the file has more texts than the limit of %d", s.book.limits.Strings)
	}
	s.book.strings = append(s.book.strings, s.slab.keep(text))
	return nil
}

// A richText reads texts that may consist of several runs, each in a font of its own. Blanks between runs always count:
// to glue two words together is worse than a blank too many. What tells how Chinese or Japanese words are pronounced
// (phonetic runs) is left out, as applications do.
type richText struct {
	preserve  bool // blanks around texts count, unless an element says otherwise
	preserved bool // a run of this text said so
	text      []byte
	run       []byte
}

// read reads the element that is open, to its end. The text is valid until the next call.
func (r *richText) read(x *xmlReader) ([]byte, error) {
	r.text, r.preserved = r.text[:0], false
	if err := r.runs(x, preservesSpace(x, r.preserve)); err != nil {
		return nil, err
	}
	return settleText(r.text, r.preserved), nil
}

func (r *richText) runs(x *xmlReader, preserve bool) error {
	for {
		more, err := x.child()
		switch {
		case err != nil || !more:
			return err
		case x.is("t"):
			err = r.one(x, preservesSpace(x, preserve))
		case x.is("r"):
			err = r.runs(x, preservesSpace(x, preserve))
		default:
			err = x.skip()
		}
		if err != nil {
			return err
		}
	}
}

// one appends the text of a <t>.
func (r *richText) one(x *xmlReader, preserve bool) (err error) {
	if r.run, err = x.content(r.run[:0]); err != nil {
		return err
	}
	r.text, r.preserved = appendXString(r.text, r.run), r.preserved || preserve
	if len(r.text) > x.limits.TextBytes {
		return x.tooLarge("a text is longer than the limit of %d bytes", x.limits.TextBytes)
	}
	return nil
}

// preservesSpace is xml:space of the element just started, or what holds around it.
func preservesSpace(x *xmlReader, around bool) bool {
	for _, attr := range x.attrs {
		if string(attr.prefix) == "xml" && string(attr.name) == "space" {
			return string(attr.value) == "preserve"
		}
	}
	return around
}
