package sheet

import (
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// utf16le is a text in UTF-16 with a null at its end.
func utf16le(text string) []byte { return le16(units(text + "\x00")...) }

func units(text string) []int {
	var all []int
	for _, unit := range utf16.Encode([]rune(text)) {
		all = append(all, int(unit))
	}
	return all
}

// counted16 is a text of a hyperlink: the number of its characters, the null counted, and the characters.
func counted16(text string) []byte {
	return join(le32(uint32(len(units(text))+1)), utf16le(text))
}

// hyperlink is the body of a hyperlink on one cell.
func hyperlink(ref Ref, flags uint32, rest ...[]byte) []byte {
	row, col := int(ref.Row)-1, int(ref.Col)-1
	return join(le16(row, row, col, col), make([]byte, 16), le32(2), le32(flags), join(rest...))
}

func urlMoniker(address string) []byte {
	text := utf16le(address)
	return join(classURL, le32(uint32(len(text))), text)
}

func fileMoniker(short, long string) []byte {
	moniker := join(classFile, le16(0), le32(uint32(len(short)+1)), []byte(short), []byte{0}, make([]byte, 24))
	if long == "" {
		return append(moniker, le32(0)...)
	}
	path := le16(units(long)...)
	return join(moniker, le32(uint32(len(path)+6)), le32(uint32(len(path))), le16(3), path)
}

func TestXLSLinks(t *testing.T) {
	t.Parallel()
	const target, location, name, frame, text = linkHasTarget, linkHasLocation, linkHasName, linkHasFrame, linkIsText
	links := []struct {
		body []byte
		want string
	}{
		{hyperlink(At(1, 1), target, urlMoniker("https://example.com/提单")), "https://example.com/提单"},
		{hyperlink(At(1, 2), target|location, urlMoniker("https://example.com/"), counted16("top")), "https://example.com/#top"},
		{hyperlink(At(1, 3), location, counted16("Sheet2!A1")), "#Sheet2!A1"},
		{hyperlink(At(1, 4), name|frame|target, counted16("shown"), counted16("_blank"), urlMoniker("mailto:docs@example.com")), "mailto:docs@example.com"},
		{hyperlink(At(1, 5), target, fileMoniker("RATES~1.XLS", "rates 2026.xls")), "rates 2026.xls"},
		{hyperlink(At(1, 6), target, fileMoniker("rates.xls", "")), "rates.xls"},
		{hyperlink(At(1, 7), target|text, counted16(`\\server\rates.xls`)), `\\server\rates.xls`},
		{hyperlink(At(1, 8), target, make([]byte, 16)), ""}, // of a class that is not known
		{hyperlink(At(1, 9), target, urlMoniker("https://example.com/")[:30]), ""},
		{hyperlink(At(1, 10), 0), ""},
	}
	book, err := readXLS(oneSheet(nil, func(w *biffWriter) {
		w.cell(recordRK, At(1, 1), 0, le32(2))
		for _, link := range links {
			w.record(recordLink, link.body)
		}
	}), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[Ref]string{}
	for i, link := range links {
		if link.want != "" {
			want[At(1, i+1)] = link.want
		}
	}
	if diff := cmp.Diff(want, book.Sheets[0].Links); diff != "" {
		t.Errorf("links (-want +got)\n%s", diff)
	}
	remarks := []string{
		`Sheet "Sheet1" has a link at A8 that cannot be read.`, `Sheet "Sheet1" has a link at A9 that cannot be read.`,
		`Sheet "Sheet1" has a link at A10 that cannot be read.`,
	}
	if diff := cmp.Diff(remarks, book.Remarks); diff != "" {
		t.Errorf("remarks (-want +got)\n%s", diff)
	}
}

// A comment's text is in a drawing of its own; texts of other drawings are no comments.
func TestXLSComments(t *testing.T) {
	t.Parallel()
	drawing := func(w *biffWriter, kind, id int, text string) {
		w.record(recordObject, le16(objectNamed, 18, kind, id), make([]byte, 14))
		w.record(recordObjectText, le16(0, 0, 0, 0, 0, len(units(text)), 8, 0, 0))
		if text != "" {
			w.record(recordContinue, []byte{textWide}, le16(units(text[:2])...)).record(recordContinue, []byte{0}, []byte(text[2:]))
			w.record(recordContinue, make([]byte, 8))
		}
	}
	book, err := readXLS(oneSheet(nil, func(w *biffWriter) {
		drawing(w, objectIsNote, 1, "check the seal")
		drawing(w, 6, 2, "a box with text")
		drawing(w, objectIsNote, 3, "")
		w.record(recordObject, le16(objectNamed, 18, objectIsPicture, 4), make([]byte, 14))
		for id := 1; id <= 4; id++ {
			w.record(recordNote, le16(id, 2, 0, id), long("docs"))
		}
	}), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[Ref]string{At(3, 2): "check the seal"}, book.Sheets[0].Comments); diff != "" {
		t.Errorf("comments (-want +got)\n%s", diff)
	}
	want := []string{`Sheet "Sheet1" has more than its cells, not read: 1 shape with text, 1 picture.`}
	if diff := cmp.Diff(want, book.Remarks); diff != "" {
		t.Errorf("remarks (-want +got)\n%s", diff)
	}
}

// BIFF5 has the comment in the note, and the rest of a long one in notes after it.
func TestXLSOldComments(t *testing.T) {
	t.Parallel()
	w := newBIFF().record(recordBegin, le16(biff5, substreamCells))
	w.record(recordNote, le16(0, 1, 9), []byte("check ")).record(recordNote, le16(continuesNote, 0, 3), []byte("caf\xE9")).end()
	book, err := readXLS(w.stream, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[Ref]string{At(2, 1): "check café"}, book.Sheets[0].Comments); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestXLSOtherWorkbooks(t *testing.T) {
	t.Parallel()
	book, err := readXLS(oneSheet(func(w *biffWriter) {
		w.record(recordOtherBook, le16(1, bookIsThis)).record(recordOtherBook, le16(1, bookIsAddIn))
		w.record(recordOtherBook, le16(1), long("rates.xls"))
	}, nil), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"The file refers to 1 other workbook, not opened: the values that it keeps of them are what was read."}
	if diff := cmp.Diff(want, book.Remarks); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
