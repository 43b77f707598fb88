package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// bombs are archives that unpack to far more than they are, or have more parts than they hold.
var bombs = []trap{
	{"bomb-flat.xlsx", "a sheet unpacks to a GiB", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: "<row/>", times: 1 << 30 / 6, foot: sheetFoot})
	})},
	{"bomb-liar.xlsx", "a sheet unpacks to a GiB, and says that it is small", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: "<row/>", times: 1 << 30 / 6, foot: sheetFoot, says: 1000})
	})},
	{"bomb-strings.xlsx", "the shared texts unpack to a GiB", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"))), part{name: "xl/sharedStrings.xml", head: stringsHead, body: "<si><t>x</t></si>", times: 1 << 26, foot: "</sst>"})
	})},
	{"bomb-many.xlsx", "twenty sheets of 40 MB each", constant(func() []byte {
		var parts []part
		for i := range 20 {
			parts = append(parts, part{name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), head: sheetHead, body: strings.Repeat(" ", 900) + numbered("%d", 1000), times: 10_000, foot: sheetFoot})
		}
		return book(20, parts...)
	})},
	{"bomb-nested.xlsx", "archives in archives", constant(func() []byte {
		inner := xlsx(part{name: sheetPart, head: sheetHead, body: "<row/>", times: 1 << 24, foot: sheetFoot})
		for i := range 8 {
			inner = xlsx(sheetOf(row(text("Seller"))), part{name: fmt.Sprintf("xl/embeddings/book%d.xlsx", i), head: string(inner)})
		}
		return inner
	})},
	{"bomb-content.ods", "the content of an ods unpacks to a GiB", constant(func() []byte {
		return ods(part{name: "content.xml", head: contentHead, body: "<table:table-row/>", times: 1 << 30 / 18, foot: contentFoot})
	})},
	{"bomb-slow.xlsx", "a sheet is as large and packs as well as it may", constant(func() []byte {
		// Texts that differ keep the ratio low enough to be unpacked.
		return xlsx(part{name: sheetPart, head: sheetHead, body: "<row>" + numbered(`<c s="%d"/>`, 2000) + "</row>", times: 5000, foot: sheetFoot})
	})},
	{"parts-many.xlsx", "twenty thousand parts", constant(func() []byte {
		var parts []part
		for i := range 20_000 {
			parts = append(parts, part{name: fmt.Sprintf("xl/media/%d.png", i)})
		}
		return xlsx(append(parts, sheetOf(row(text("Seller"))))...)
	})},
	{"parts-shared.xlsx", "parts that share their packed bytes, as hard links do", constant(sharedParts)},
	{"parts-twice.xlsx", "each part twice, with other contents", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"), text("Acme"))), sheetOf(row(text("Seller"), text("Other"))))
	})},
	{"parts-elsewhere.xlsx", "names of parts that lead out of the archive", func(around Surroundings) []byte {
		parts := []part{sheetOf(row(text("Seller"), text("Acme")))}
		for _, name := range []string{"../../../../../../../.." + around.Path, around.Path, `..\..\..\..\evil.txt`, "C:\\evil.txt", "xl/\x00evil", "/", "..", "xl/worksheets/../../../evil", "%2e%2e/%2e%2e/evil", "CON", strings.Repeat("a/", 30_000)} {
			parts = append(parts, part{name: name, head: "evil"})
		}
		return xlsx(parts...)
	}},
	{"parts-endless.xlsx", "a directory without an end", constant(func() []byte {
		return bytes.Repeat([]byte("PK\x01\x02"+strings.Repeat("\x00", 42)), 100_000)
	})},
	{"parts-claims.xlsx", "parts of 2^63 bytes by what they say", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead + sheetFoot, says: 1 << 63}, part{name: "xl/sharedStrings.xml", head: stringsHead + "</sst>", says: 1<<64 - 1})
	})},
	{"parts-methods.xlsx", "packed in a way that nobody knows", constant(func() []byte {
		file := xlsx(sheetOf(row(text("Seller"))))
		for at := 0; ; at += 4 {
			next := bytes.Index(file[at:], []byte("PK\x01\x02"))
			if next < 0 {
				return file
			}
			at += next
			binary.LittleEndian.PutUint16(file[at+10:], 99)
		}
	})},
	{"comment.zip", "a zip that is a comment of 64 KiB to nothing", constant(func() []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		_ = w.SetComment(strings.Repeat("PK\x05\x06", 1<<14-1))
		_ = w.Close()
		return out.Bytes()
	})},
}

// sharedParts are a thousand parts, of which the directory says that they all are the first one.
func sharedParts() []byte {
	file := xlsx(part{name: sheetPart, head: sheetHead, body: "<row/>", times: 1 << 20, foot: sheetFoot})
	end := bytes.LastIndex(file, []byte("PK\x05\x06"))
	start := int(binary.LittleEndian.Uint32(file[end+16:]))
	at := bytes.LastIndex(file[:end], []byte(sheetPart)) - 46 // the entry of the sheet
	entry := bytes.Clone(file[at : at+46+len(sheetPart)])
	directory := append(bytes.Clone(file[start:end]), bytes.Repeat(entry, 1000)...)
	tail := bytes.Clone(file[end:])
	count := binary.LittleEndian.Uint16(tail[8:]) + 1000
	binary.LittleEndian.PutUint16(tail[8:], count)
	binary.LittleEndian.PutUint16(tail[10:], count)
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(directory)))
	return append(append(file[:start:start], directory...), tail...)
}
