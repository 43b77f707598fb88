package sheet

import (
	"bytes"
	"strings"
)

// What a hyperlink holds (MS-OSHARED 2.3.7.1).
const (
	linkHasTarget   = 1 << 0
	linkHasLocation = 1 << 3
	linkHasName     = 1 << 4
	linkHasFrame    = 1 << 7
	linkIsText      = 1 << 8
)

// The classes of objects that name a target.
var (
	classURL  = []byte{0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B}
	classFile = []byte{0x03, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}
)

// takeLink reads a hyperlink of one cell or of an area; the first cell of the area has it. A link that cannot be read costs no cell, so it costs the file no more than a remark.
func (r *xlsSheetReader) takeLink(record *biffRecord) error {
	if err := r.book.tally.addMark(); err != nil {
		return err
	}
	area, ok := record.area()
	target := r.linkTarget(&record.biffBody)
	if !ok || target == "" || record.short {
		record.short = false
		r.book.say("Sheet %q has a link at %s that cannot be read.", r.sheet.Name, area.First)
		return nil
	}
	if r.sheet.Links == nil {
		r.sheet.Links = map[Ref]string{}
	}
	r.sheet.Links[area.First] = target
	return nil
}

func (r *xlsSheetReader) linkTarget(body *biffBody) string {
	body.skip(20) // class and version of the link
	flags := body.uint32()
	if flags&linkHasName != 0 {
		body.linkText()
	}
	if flags&linkHasFrame != 0 {
		body.linkText()
	}
	target := ""
	switch {
	case flags&linkHasTarget != 0 && flags&linkIsText != 0:
		target = body.linkText()
	case flags&linkHasTarget != 0:
		target = r.moniker(body)
	}
	if flags&linkHasLocation != 0 {
		target += "#" + body.linkText()
	}
	return target
}

// moniker reads an object that names a target: an address or a file.
func (r *xlsSheetReader) moniker(body *biffBody) string {
	switch class := body.take(len(classURL)); {
	case bytes.Equal(class, classURL):
		address := body.take(int(min(body.uint32(), 1<<16)))
		return untilNull(wide(address))
	case bytes.Equal(class, classFile):
		body.skip(2) // how many folders up it is
		path := body.take(int(min(body.uint32(), 1<<16)))
		body.skip(24) // versions
		if size := body.uint32(); size > 0 {
			length := body.uint32()
			body.skip(2)
			return wide(body.take(int(min(length, 1<<16))))
		}
		return untilNull(r.book.text.decode(path))
	}
	body.short = true
	return ""
}

// linkText is a text with its length in characters, the null at its end counted.
func (b *biffBody) linkText() string {
	return untilNull(wide(b.take(2 * int(min(b.uint32(), 1<<15)))))
}

func untilNull(text string) string {
	text, _, _ = strings.Cut(text, "\x00")
	return text
}
