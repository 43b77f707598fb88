package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
)

// TestLimits is the table of files that are too large in one way or another, each with the limit that stops it.
func TestLimits(t *testing.T) {
	t.Parallel()
	manyRows := rows(strings.Repeat(`<row><c><v>1</v></c></row>`, 50))
	for _, test := range []struct {
		about  string
		limits Limits
		parts  []part
		says   string
	}{
		{"bytes of the file", Limits{Bytes: 100}, xlsxParts(rows("")), "bytes, more than the limit of 100"},
		{"parts", Limits{Entries: 5}, xlsxParts(rows("")), "parts, more than the limit of 5"},
		{"bytes of a part", Limits{PartBytes: 1000}, xlsxParts(manyRows), "the part unpacks to 1547 bytes, more than the limit of 1000"},
		{"bytes of all parts", Limits{TotalBytes: 3000}, xlsxParts(manyRows), "the file unpacks to more than the limit of 3000"},
		{"bytes of one part that is many sheets", Limits{TotalBytes: 20_000}, repeatedSheet(), "the file unpacks to more than the limit of 20000"},
		{"rows", Limits{Rows: 49}, xlsxParts(manyRows), `row 50: the file has more rows than the limit of 49`},
		{"cells", Limits{Cells: 49}, xlsxParts(manyRows), `row 50: the file has more cells than the limit of 49`},
		{"shared strings", Limits{Strings: 2}, xlsxParts(rows(""), sharedStringsPart("a", "b", "c")), "more texts than the limit of 2"},
		{"styles", Limits{Styles: 2}, xlsxParts(rows(""), part{"xl/styles.xml", stylesPart(nil, 0, 1, 2)}), "more cell styles than the limit of 2"},
		{"sheets", Limits{Sheets: 1}, xlsxParts(rows(""), part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + `><sheets><sheet/><sheet/></sheets></workbook>`}),
			"more sheets than the limit of 1"},
		{"merges", Limits{Marks: 3}, xlsxParts(strings.Replace(rows(""), "</worksheet>",
			`<mergeCells>`+strings.Repeat(`<mergeCell ref="A1:B1"/>`, 4)+`</mergeCells></worksheet>`, 1)), "merged areas, comments and links than the limit of 3"},
		{"depth", Limits{Depth: 20}, xlsxParts(rows(strings.Repeat("<a>", 30) + strings.Repeat("</a>", 30))), "nested deeper than the limit of 20"},
		{"depth on the slow path", Limits{Depth: 20}, xlsxParts(rows("<!-- -->" + strings.Repeat("<a>", 30) + strings.Repeat("</a>", 30))), "nested deeper than the limit of 20"},
		{"length of a text", Limits{TextBytes: 10_000}, xlsxParts(rows(`<row><c t="str"><v>` + strings.Repeat("x", 100_000) + `</v></c></row>`)), "longer than the limit of 10000 bytes"},
		{"length of a text on the slow path", Limits{TextBytes: 10_000}, xlsxParts(rows(`<!-- --><row><c t="str"><v>` + strings.Repeat("x", 900_000) + `</v></c></row>`)), "longer than the limit"},
		{"length of a text in pieces", Limits{TextBytes: 10_000}, xlsxParts(rows(`<row><c t="str"><v>` + strings.Repeat("x<!-- -->", 20_000) + `</v></c></row>`)), "longer than the limit"},
		{"length of a text in runs", Limits{TextBytes: 10_000}, xlsxParts(rows(`<row><c t="inlineStr"><is>` + strings.Repeat("<r><t>x</t></r>", 20_000) + `</is></c></row>`)), "longer than the limit"},
		{"cells of a row", Limits{RowCells: 9}, xlsxParts(rows(`<row>` + strings.Repeat(`<c><v>1</v></c>`, 10) + `</row>`)), "row 1: the row has 10 cells, more than the limit of 9"},
		{"the text of a cell", Limits{CellBytes: 9}, xlsxParts(rows(`<row><c t="str"><v>0123456789</v></c></row>`)), "a cell has a text of 10 bytes, more than the limit of 9"},
		{"one text in many cells", Limits{TextsBytes: 49}, xlsxParts(rows(strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 10)), sharedStringsPart("Acme.")), "row 10: the texts of all cells come to more than the limit of 49 bytes"},
		{"columns of a csv", Limits{}, nil, "the row has more cells than the 16384"},
	} {
		t.Run(test.about, func(t *testing.T) {
			t.Parallel()
			file := []byte(strings.Repeat("a,", MaxCol+1))
			if test.parts != nil {
				file = stored(t, test.parts)
			}
			_, err := Read(file, test.limits)
			if !errors.Is(err, TooLarge) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want one that says %q", err, test.says)
			}
		})
	}
}

// TestStrayCellCostsNothing reads the last cell that a sheet can have.
func TestStrayCellCostsNothing(t *testing.T) {
	t.Parallel()
	book, err := Read(stored(t, xlsxParts(rows(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`))), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(book.Sheets[0].Rows); got != 1 {
		t.Errorf("%d rows, want the one that holds something", got)
	}
}

// TestBombs reads small files that want to become large. What they cost is measured, not how they fail.
func TestBombs(t *testing.T) {
	const megabyte = 1 << 20
	zeros := bytes.Repeat([]byte("<row/>"), 3*megabyte/6)
	packed := deflatedBest(t, zeros)
	for _, test := range []struct {
		about string
		file  []byte
	}{
		{"flat, says its size", bomb(t, zeros, packed, len(zeros))},
		{"flat, says it is small", bomb(t, zeros, packed, 1000)},
		{"nested archives", stored(t, xlsxParts(rows(""), part{"xl/embeddings/1.xlsx", string(bomb(t, zeros, packed, len(zeros)))}))},
		{"entities in entities", stored(t, xlsxParts(`<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>`+rows(`<row><c t="str"><v>&b;</v></c></row>`)))},
		{"external entity", stored(t, xlsxParts(`<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">`+rows("")))},
		{"external entity on the slow path", stored(t, xlsxParts(rows(`<!-- --><!DOCTYPE worksheet SYSTEM "file:///etc/passwd">`)))},
		{"many parts", manyParts(t, 20_000)},
		{"directory without end", bytes.Repeat([]byte(directoryMark+strings.Repeat("\x00", 42)), 50_000)},
	} {
		t.Run(test.about, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Read(test.file, Limits{})
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Error("is read without an error")
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 6*megabyte {
				t.Errorf("takes %d MB of memory", used/megabyte)
			}
		})
	}
}

// bomb is a workbook whose sheet packs a thousand times smaller, and says this size of itself.
func bomb(t *testing.T, content, packed []byte, size int) []byte {
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, part := range without(xlsxParts(""), sheetPart) {
		to, _ := w.Create(part.name)
		to.Write([]byte(part.content))
	}
	to, err := w.CreateRaw(&zip.FileHeader{Name: sheetPart, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(size)})
	if err != nil {
		t.Fatal(err)
	}
	to.Write(packed)
	w.Close()
	return file.Bytes()
}

func deflatedBest(t *testing.T, content []byte) []byte {
	var packed bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	deflate.Write(content)
	deflate.Close()
	return packed.Bytes()
}

func manyParts(t *testing.T, count int) []byte {
	parts := xlsxParts(rows(""))
	for i := range count {
		parts = append(parts, part{fmt.Sprintf("xl/media/%d.png", i), ""})
	}
	return stored(t, parts)
}

// repeatedSheet is a workbook of a hundred sheets that are all the same part.
func repeatedSheet() []part {
	var sheets strings.Builder
	for i := range 100 {
		fmt.Fprintf(&sheets, `<sheet name="S%d" sheetId="%d" r:id="rId1"/>`, i, i+1)
	}
	return xlsxParts(rows(strings.Repeat(`<row/>`, 100)),
		part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><sheets>` + sheets.String() + `</sheets></workbook>`})
}
