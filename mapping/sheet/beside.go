package sheet

import (
	"fmt"
	"strings"
)

// besideCells counts what a sheet shows that is no cell and that is not read, so that a person is told.
type besideCells struct {
	texts, pictures, charts int
}

// remark is the sentence about it, "" if there is nothing.
func (b besideCells) remark(sheet string) string {
	var parts []string
	if b.texts > 0 {
		parts = append(parts, counted(b.texts, "shape")+" with text")
	}
	if b.pictures > 0 {
		parts = append(parts, counted(b.pictures, "picture"))
	}
	if b.charts > 0 {
		parts = append(parts, counted(b.charts, "chart"))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("Sheet %q has more than its cells, not read: %s.", sheet, strings.Join(parts, ", "))
}

// read looks through a drawing of OpenDocument: a chart or another object, else a picture, else a text.
func (b *besideCells) read(x *odsXML) error {
	object, picture, text := false, false, false
	for depth := x.open.depth(); ; {
		switch x.tag() {
		case "draw:object", "draw:object-ole":
			object = true
		case "draw:image":
			picture = true
		}
		token, err := x.next()
		for ; err == nil && token != xmlStart; token, err = x.next() {
			if token == xmlText && len(trimBlanks(x.text)) > 0 {
				text = true
			}
			if token == xmlEnd && x.open.depth() < depth {
				b.count(object, picture, text)
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

func (b *besideCells) count(object, picture, text bool) {
	switch {
	case object:
		b.charts++
	case picture:
		b.pictures++
	case text:
		b.texts++
	}
}

const otherBooksRemark = "The file refers to %s, not opened: the values that it keeps of them are what was read."
