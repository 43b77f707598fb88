package sheet

import "bytes"

// root opens the root element, which must have this name.
func (x *xmlReader) root(name string) error {
	token, err := x.next()
	if err != nil {
		return err
	}
	if token != xmlStart || string(x.name) != name {
		return x.damaged("the part is a <%s> where a <%s> should be", short(x.name), name)
	}
	return nil
}

// child goes to the next element inside the one that is open; at the end of that one it is false.
func (x *xmlReader) child() (bool, error) {
	for {
		token, err := x.next()
		switch {
		case err != nil:
			return false, err
		case token == xmlStart:
			return true, nil
		case token == xmlEnd:
			return false, nil
		case len(bytes.Trim(x.text, xmlBlanks)) > 0:
			return false, x.damaged("there is text in <%s>, where none belongs", x.open.top())
		}
	}
}

// is says whether the element just started has this name, in the main namespace.
func (x *xmlReader) is(name string) bool { return x.main && string(x.name) == name }

// skip passes over the element that is open, to its end. Cells that stand where no cell belongs are not passed over.
func (x *xmlReader) skip() error {
	for depth := x.open.depth(); ; {
		if x.holdsCells && x.main && misplaced(x.name) {
			return x.damaged("<%s> stands in a place where it does not belong", x.name)
		}
		token, err := x.next()
		switch {
		case err != nil:
			return err
		case token == xmlEnd && x.open.depth() < depth:
			return nil
		}
	}
}

// misplaced says whether an element holds cells or texts of cells.
func misplaced(name []byte) bool {
	switch string(name) {
	case "sheetData", "row", "c", "si":
		return true
	}
	return false
}

// content appends the text of the element that is open, to its end. Elements inside of it are passed over.
func (x *xmlReader) content(to []byte) ([]byte, error) {
	for {
		token, err := x.next()
		switch {
		case err != nil:
			return to, err
		case token == xmlText:
			to = append(to, x.text...)
			if len(to) > x.limits.TextBytes {
				return to, x.tooLarge("a text is longer than the limit of %d bytes", x.limits.TextBytes)
			}
		case token == xmlStart:
			if err := x.skip(); err != nil {
				return to, err
			}
		case token == xmlEnd:
			return to, nil
		}
	}
}

// finish reads what follows the root element, so that a part that was cut or changed is found out.
func (x *xmlReader) finish() error {
	for {
		token, err := x.next()
		if token == xmlEOF || err != nil {
			return err
		}
	}
}
