package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// damageFixture has something of everything: texts, formats, merges, a comment, links, a hidden column.
func damageFixture(t testing.TB) []part {
	return xlsxParts(xmlHead+`<worksheet `+mainNS+` `+relNS+`><cols><col min="3" max="3" hidden="1"/></cols><sheetData>`+
		`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`+
		`<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>18420.5</v></c><c r="C2" s="1"><v>46406</v></c></row>`+
		`<row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>中文</t></is></c><c r="B4" t="b"><v>1</v></c></row>`+
		`</sheetData><mergeCells count="1"><mergeCell ref="A4:A5"/></mergeCells>`+
		`<hyperlinks><hyperlink ref="A1" r:id="rId2"/></hyperlinks></worksheet>`,
		sharedStringsPart("Container", "Weight", "ETD", "MSKU1234565"),
		part{"xl/styles.xml", stylesPart(map[int]string{164: "yyyy-mm-dd"}, 0, 164)},
		part{"xl/worksheets/_rels/sheet1.xml.rels", relationshipsPart("comments", "../comments1.xml", "hyperlink", "mailto:isf@example.com")},
		part{"xl/comments1.xml", xmlHead + `<comments ` + mainNS + `><commentList><comment ref="B2"><text><t>gross</t></text></comment></commentList></comments>`},
	)
}

// soundOrError is the law of the reader: a damaged file gives an error, or exactly what the sound file gives.
func soundOrError(t *testing.T, about string, sound *Workbook, damaged []byte) (isError bool) {
	t.Helper()
	got, err := Read(damaged, Limits{})
	var read *ReadError
	switch {
	case err != nil && !errors.As(err, &read):
		t.Errorf("%s: the error is a %T: %v", about, err, err)
	case err != nil && (read.Message == "" || read.Hint() == ""):
		t.Errorf("%s: the error says too little: %+v", about, read)
	case err == nil && !cmp.Equal(sound, got):
		t.Errorf("%s: other cells without an error (-sound +damaged)\n%s", about, cmp.Diff(sound, got))
	}
	return err != nil
}

func soundWorkbook(t testing.TB, file []byte) *Workbook {
	t.Helper()
	book, err := Read(file, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestCutFiles(t *testing.T) {
	t.Parallel()
	file := zipped(t, damageFixture(t))
	sound := soundWorkbook(t, file)
	for length := len("PK"); length < len(file); length++ { // the P alone is a text like any other
		if !soundOrError(t, "cut", sound, file[:length]) {
			t.Errorf("a file cut at byte %d of %d is read", length, len(file))
		}
	}
}

func TestFlippedBytes(t *testing.T) {
	t.Parallel()
	file := zipped(t, damageFixture(t))
	sound := soundWorkbook(t, file)
	found := 0
	for at := 0; at < len(file); at += 2 {
		damaged := bytes.Clone(file)
		damaged[at] ^= 1 << (at / 2 % 8)
		if soundOrError(t, "flipped", sound, damaged) {
			found++
		}
	}
	if found < len(file)/2*3/4 {
		t.Errorf("%d of %d flipped bytes are found out; most of a file matters", found, len(file)/2)
	}
}

// TestDamagedParts cuts and spoils each part inside of a sound archive, as a program does that breaks off or has bugs.
// The checksum is right, so that it is for the XML readers to find out.
func TestDamagedParts(t *testing.T) {
	t.Parallel()
	parts := damageFixture(t)
	sound := soundWorkbook(t, zipped(t, parts))
	for i, whole := range parts {
		t.Run(whole.name, func(t *testing.T) {
			t.Parallel()
			spoil := func(about, content string) bool {
				damaged := append([]part(nil), parts...)
				damaged[i].content = content
				return soundOrError(t, about, sound, stored(t, damaged))
			}
			for length := range len(whole.content) {
				if !spoil("cut", whole.content[:length]) {
					t.Errorf("the part cut at byte %d of %d is read", length, len(whole.content))
				}
			}
			for at := 0; at < len(whole.content); at += 7 {
				spoil("control character", whole.content[:at]+"\x02"+whole.content[at:])
				spoil("end tag", whole.content[:at]+"</x>"+whole.content[at:])
			}
			spoil("garbage after the end", whole.content+"\x00\x00")
			spoil("second root", whole.content+whole.content)
			spoil("empty", "")
		})
	}
}

// TestMissingParts takes away each part. Only the list of content types is not needed to read the cells.
func TestMissingParts(t *testing.T) {
	t.Parallel()
	parts := damageFixture(t)
	sound := soundWorkbook(t, zipped(t, parts))
	for _, missing := range parts {
		isError := soundOrError(t, missing.name, sound, zipped(t, without(parts, missing.name)))
		if isError == (missing.name == "[Content_Types].xml") {
			t.Errorf("without %s: error %t", missing.name, isError)
		}
	}
}

// TestArchiveTricks is the table of archives that are not what their directory says.
func TestArchiveTricks(t *testing.T) {
	t.Parallel()
	parts := damageFixture(t)
	sheet := parts[6].content
	for _, test := range []struct {
		about string
		want  Reason
		says  string
		file  func(t *testing.T) []byte
	}{
		{"checksum wrong", Damaged, "checksum", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.CRC32++ })
		}},
		{"checksum missing", Damaged, "checksum", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.CRC32 = 0 })
		}},
		{"size too small", Damaged, "more than the file says", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.UncompressedSize64-- })
		}},
		{"size too large", Damaged, "less than the file says", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.UncompressedSize64++ })
		}},
		{"size past the limit", TooLarge, "unpacks to", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 })
		}},
		{"encrypted part", Encrypted, "encrypted", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.Flags |= 1 })
		}},
		{"unknown method", Unsupported, "method 97", func(t *testing.T) []byte {
			return packed(t, parts, func(h *zip.FileHeader) { h.Method = 97 })
		}},
		{"part twice", Damaged, "twice", func(t *testing.T) []byte {
			return zipped(t, append(slices.Clip(parts), part{sheetPart, sheet}))
		}},
		{"part twice in another case", Damaged, "twice", func(t *testing.T) []byte {
			return zipped(t, append(slices.Clip(parts), part{"XL/worksheets/SHEET1.xml", rows("")}))
		}},
		{"other name where it stands", Damaged, "another name", func(t *testing.T) []byte {
			return bytes.Replace(zipped(t, parts), []byte("xl/comments1.xml"), []byte("xl/comments2.xml"), 1)
		}},
		{"overlapping parts", Damaged, "overlap", func(t *testing.T) []byte { return overlapping(t, parts) }},
		{"sheet is no sheet", Damaged, "<chartsheet>", func(t *testing.T) []byte {
			return zipped(t, xlsxParts(xmlHead+`<chartsheet `+mainNS+`/>`))
		}},
		{"no directory", Damaged, "cut short", func(t *testing.T) []byte {
			file := zipped(t, parts)
			return file[:bytes.LastIndex(file, []byte("PK\x05\x06"))]
		}},
	} {
		t.Run(test.about, func(t *testing.T) {
			t.Parallel()
			_, err := Read(test.file(t), Limits{})
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want one that is %q and says %q", err, string(test.want), test.says)
			}
		})
	}
}

// packed is an archive whose sheet has a directory entry that was tampered with.
func packed(t *testing.T, parts []part, tamper func(*zip.FileHeader)) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, part := range parts {
		content := deflated(t, []byte(part.content))
		header := &zip.FileHeader{Name: part.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(part.content)),
			CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(part.content))}
		if part.name == sheetPart {
			tamper(header)
		}
		to, err := w.CreateRaw(header)
		if err != nil {
			t.Fatal(err)
		}
		to.Write(content)
	}
	w.Close()
	return file.Bytes()
}

// overlapping is an archive in which a part lies inside of another one, as in bombs that unpack the same bytes many
// times: the packed bytes of outer.bin are all of the inner archive but its directory.
func overlapping(t *testing.T, parts []part) []byte {
	inner := stored(t, parts)
	directory := bytes.Index(inner, []byte(directoryMark))
	outer := stored(t, []part{{"outer.bin", string(inner[:directory])}})
	const directoryEnd, counts, size, start, place = "PK\x05\x06", 8, 12, 16, 42
	shift := bytes.Index(outer, inner[:directory])
	entries := bytes.Clone(inner[directory:bytes.Index(inner, []byte(directoryEnd))])
	for at := 0; at < len(entries); at += bytes.Index(append(entries[at+1:], directoryMark...), []byte(directoryMark)) + 1 {
		offset := binary.LittleEndian.Uint32(entries[at+place:])
		binary.LittleEndian.PutUint32(entries[at+place:], offset+uint32(shift))
	}
	end := bytes.LastIndex(outer, []byte(directoryEnd))
	tail := bytes.Clone(outer[end:])
	binary.LittleEndian.PutUint16(tail[counts:], uint16(len(parts)+1))
	binary.LittleEndian.PutUint16(tail[counts+2:], uint16(len(parts)+1))
	binary.LittleEndian.PutUint32(tail[size:], binary.LittleEndian.Uint32(tail[size:])+uint32(len(entries)))
	return slices.Concat(outer[:end], entries, tail)
}
