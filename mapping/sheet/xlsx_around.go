package sheet

import "strings"

// link reads a hyperlink of one cell or of an area; the first cell of the area has it.
func (s *xlsxRows) link() error {
	if !s.x.is("hyperlink") {
		return s.x.skip()
	}
	area, err := ParseArea(string(s.x.attr("ref")))
	if err != nil {
		return s.x.damaged("a link is broken: %v", err)
	}
	address := ""
	if id := s.x.relationship(); id != "" {
		target := s.related.byID[id]
		if target == nil {
			return s.x.damaged("the link of %s points to %q, which the sheet's relationships do not have", area.First, id)
		}
		address = target.target
	}
	if location := string(s.x.attr("location")); location != "" {
		address += "#" + location
	}
	if address != "" {
		if s.sheet.Links == nil {
			s.sheet.Links = map[Ref]string{}
		}
		s.sheet.Links[area.First] = address
		if err := s.book.tally.addMark(); err != nil {
			return err
		}
	}
	return s.x.skip()
}

// readAround reads what belongs to the sheet in parts of its own.
func (s *xlsxRows) readAround() error {
	for _, around := range []struct {
		kind string
		read func(part string) error
	}{{"comments", s.readComments}, {"threadedComment", s.readThreads}, {"drawing", s.readDrawing}} {
		for _, related := range s.related.ofKind(around.kind) {
			if err := around.read(related.target); err != nil {
				return err
			}
		}
	}
	if embedded := len(s.related.ofKind("oleObject")) + len(s.related.ofKind("package")); embedded > 0 {
		s.book.say("Sheet %q has %s embedded in it, not read.", s.sheet.Name, counted(embedded, "document"))
	}
	return nil
}

// comment notes a comment. What is said in a thread comes after what is there.
func (s *xlsxRows) comment(x *xmlReader, place []byte, text string) error {
	ref, err := ParseRef(string(place))
	if err != nil {
		return x.damaged("a comment is broken: %v", err)
	}
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	if s.sheet.Comments == nil {
		s.sheet.Comments = map[Ref]string{}
	}
	s.sheet.Comments[ref] = text
	return s.book.tally.addMark()
}

// readComments reads the notes on cells.
func (s *xlsxRows) readComments(part string) error {
	x, err := s.book.pkg.openXML(part)
	if err != nil {
		return err
	}
	defer x.close()
	rich := richText{preserve: true}
	return x.eachChild("comments", func() error {
		if !x.is("commentList") {
			return x.skip()
		}
		return x.each(func() error {
			if !x.is("comment") {
				return x.skip()
			}
			place := []byte(string(x.attr("ref")))
			return x.each(func() error {
				if !x.is("text") {
					return x.skip()
				}
				text, err := rich.read(x)
				if err != nil {
					return err
				}
				return s.comment(x, place, string(text))
			})
		})
	})
}

// readThreads reads comments with answers. The notes have them too, after a sentence about old versions of Excel, so
// the first of a thread takes the note's place.
func (s *xlsxRows) readThreads(part string) error {
	x, err := s.book.pkg.openXML(part)
	if err != nil {
		return err
	}
	defer x.close()
	threads := map[string]string{}
	return x.eachChild("ThreadedComments", func() error {
		if !x.is("threadedComment") {
			return x.skip()
		}
		place := string(x.attr("ref"))
		return x.each(func() error {
			if !x.is("text") {
				return x.skip()
			}
			text, err := x.content(nil)
			if err != nil {
				return err
			}
			threads[place] = strings.TrimSpace(threads[place] + "\n" + string(text))
			return s.comment(x, []byte(place), threads[place])
		})
	})
}

// readDrawing looks for what a drawing over the cells shows, so that a person is told that it was not read.
func (s *xlsxRows) readDrawing(part string) error {
	x, err := s.book.pkg.openXML(part)
	if err != nil {
		return err
	}
	defer x.close()
	var beside besideCells
	for {
		token, err := x.next()
		switch {
		case err != nil:
			return err
		case token == xmlEOF:
			if remark := beside.remark(s.sheet.Name); remark != "" {
				s.book.say("%s", remark)
			}
			return nil
		case token != xmlStart:
		case x.is("pic"):
			beside.pictures++
		case x.is("graphicFrame"):
			beside.charts++
		case x.is("sp"):
			speaks, err := x.hasText()
			if err != nil {
				return err
			}
			if speaks {
				beside.texts++
			}
		}
	}
}

// hasText reads the element that is open to its end, and says whether any text stands in it.
func (x *xmlReader) hasText() (has bool, err error) {
	for depth := x.open.depth(); ; {
		token, err := x.next()
		switch {
		case err != nil:
			return has, err
		case token == xmlText && len(trimBlanks(x.text)) > 0:
			has = true
		case token == xmlEnd && x.open.depth() < depth:
			return has, nil
		}
	}
}
