package sheet

import (
	"fmt"
	"strings"
)

// An odsBook reads a spreadsheet of OpenDocument (ODF 1.0 to 1.4), as LibreOffice, OpenOffice and Google Sheets write
// it. All sheets stand in one part, content.xml; a second one, styles.xml, has the styles with names.
type odsBook struct {
	archive *archive
	tally   *tally
	styles  odsStyles
	sheets  []*Sheet
	remarks []string

	otherBooks int
}

// readODS reads the bytes of an ods file.
func readODS(data []byte, limits Limits) (*Workbook, error) {
	limits = limits.withDefaults()
	if int64(len(data)) > limits.Bytes {
		return nil, tooLarge("the file has %d bytes, more than the limit of %d", len(data), limits.Bytes)
	}
	archive, err := openArchive(data, limits)
	if err != nil {
		return nil, err
	}
	b := &odsBook{archive: archive, tally: &tally{limits: limits}, styles: newODSStyles(limits)}
	for _, read := range []func() error{b.readManifest, b.readStyles, b.readContent} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	b.sayAround()
	return &Workbook{Format: ODS, Sheets: b.sheets, Remarks: b.remarks}, nil
}

func (b *odsBook) say(format string, args ...any) {
	b.remarks = append(b.remarks, fmt.Sprintf(format, args...))
}

// readManifest looks for parts that are encrypted.
func (b *odsBook) readManifest() error {
	const manifest = "META-INF/manifest.xml"
	if !b.archive.has(manifest) {
		return nil
	}
	x, err := b.openXML(manifest)
	if err != nil {
		return err
	}
	defer x.close()
	for {
		token, err := x.next()
		switch {
		case err != nil:
			return err
		case token == xmlEOF:
			return nil
		case token == xmlStart && x.tag() == "manifest:encryption-data":
			return &ReadError{Reason: Encrypted, Message: "the workbook is protected by a password",
				Remedy: "Take the password off (in LibreOffice: File, Properties, Security) and send the file again."}
		}
	}
}

// readStyles reads the styles that have names.
func (b *odsBook) readStyles() error {
	if !b.archive.has("styles.xml") {
		return nil
	}
	x, err := b.openXML("styles.xml")
	if err != nil {
		return err
	}
	defer x.close()
	return x.eachChild("document-styles", func() error {
		if x.tag() != "office:styles" {
			return x.skip()
		}
		return x.each(func() error { return b.styles.named.read(x) })
	})
}

func (b *odsBook) readContent() error {
	x, err := b.openXML("content.xml")
	if err != nil {
		return err
	}
	defer x.close()
	return x.eachChild("document-content", func() error {
		switch x.tag() {
		case "office:automatic-styles":
			return x.each(func() error { return b.styles.automatic.read(x) })
		case "office:body":
			return x.each(func() error { return b.readBody(x) })
		}
		return x.skip()
	})
}

func (b *odsBook) readBody(x *odsXML) error {
	if x.tag() != "office:spreadsheet" {
		return other("an OpenDocument file of another kind")
	}
	return x.each(func() error {
		if x.tag() != "table:table" {
			return x.skip()
		}
		return b.readTable(x)
	})
}

// sayAround tells a person what the workbook has beside its sheets.
func (b *odsBook) sayAround() {
	for name := range b.archive.parts {
		if strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/") {
			b.say("The file can hold macros; they are ignored.")
			break
		}
	}
	if b.otherBooks > 0 {
		b.say(otherBooksRemark, counted(b.otherBooks, "other workbook"))
	}
}
