package sheet

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"pgregory.net/rapid"
)

// Fixtures are workbooks written out part by part, so that a test says in plain sight what stands in the file.

// A part is a file inside a fixture.
type part struct{ name, content string }

// xmlHead begins every part, as Excel writes it.
const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n"

const (
	mainNS    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS     = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relType   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relsNS    = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	typesNS   = `xmlns="http://schemas.openxmlformats.org/package/2006/content-types"`
	sheetPart = "xl/worksheets/sheet1.xml"
)

// xlsxParts are the parts of a workbook with one sheet, "Data". More parts take the place of those of the same name.
func xlsxParts(sheetXML string, more ...part) []part {
	parts := []part{
		{"[Content_Types].xml", xmlHead + `<Types ` + typesNS + `>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`</Types>`},
		{"_rels/.rels", relationshipsPart("officeDocument", "xl/workbook.xml")},
		{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><workbookPr/>` +
			`<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationshipsPart("worksheet", "worksheets/sheet1.xml",
			"sharedStrings", "sharedStrings.xml", "styles", "styles.xml")},
		{"xl/styles.xml", stylesPart(nil, 0)},
		{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `/>`},
		{sheetPart, sheetXML},
	}
	for _, other := range more {
		at := slices.IndexFunc(parts, func(p part) bool { return p.name == other.name })
		if at < 0 {
			parts = append(parts, other)
		} else {
			parts[at] = other
		}
	}
	return parts
}

// without are the parts but for one.
func without(parts []part, name string) []part {
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return p.name == name })
}

// rows is a sheet with this inside of sheetData.
func rows(xml string) string {
	return xmlHead + `<worksheet ` + mainNS + ` ` + relNS + `><sheetData>` + xml + `</sheetData></worksheet>`
}

// relationshipsPart has relationships rId1, rId2 ... given as kind, target, kind, target ...
func relationshipsPart(kindsAndTargets ...string) string {
	var xml strings.Builder
	xml.WriteString(xmlHead + `<Relationships ` + relsNS + `>`)
	for i := 0; i < len(kindsAndTargets); i += 2 {
		mode := ""
		if kindsAndTargets[i] == "hyperlink" || kindsAndTargets[i] == "externalLink" {
			mode = ` TargetMode="External"`
		}
		xml.WriteString(`<Relationship Id="rId` + string(rune('1'+i/2)) + `" Type="` + relType + kindsAndTargets[i] +
			`" Target="` + kindsAndTargets[i+1] + `"` + mode + `/>`)
	}
	return xml.String() + `</Relationships>`
}

// sharedStringsPart has these texts.
func sharedStringsPart(texts ...string) part {
	var xml strings.Builder
	xml.WriteString(xmlHead + `<sst ` + mainNS + `>`)
	for _, text := range texts {
		xml.WriteString(`<si><t xml:space="preserve">` + escape(text) + `</t></si>`)
	}
	return part{"xl/sharedStrings.xml", xml.String() + `</sst>`}
}

// stylesPart has the cell styles 0, 1, 2 ... with these number formats.
func stylesPart(codes map[int]string, ids ...int) string {
	var xml strings.Builder
	xml.WriteString(xmlHead + `<styleSheet ` + mainNS + `>`)
	if len(codes) > 0 {
		xml.WriteString(`<numFmts>`)
		for id, code := range codes {
			xml.WriteString(`<numFmt numFmtId="` + strconv.Itoa(id) + `" formatCode="` + escape(code) + `"/>`)
		}
		xml.WriteString(`</numFmts>`)
	}
	xml.WriteString(`<cellXfs>`)
	for _, id := range ids {
		xml.WriteString(`<xf numFmtId="` + strconv.Itoa(id) + `"/>`)
	}
	return xml.String() + `</cellXfs></styleSheet>`
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "_x000D_")

func escape(text string) string { return escaper.Replace(text) }

// zipped packs parts as programs do.
func zipped(t rapid.TB, parts []part) []byte { return archived(t, parts, zip.Deflate) }

// stored puts parts together without packing them, which is quicker.
func stored(t rapid.TB, parts []part) []byte { return archived(t, parts, zip.Store) }

func archived(t rapid.TB, parts []part, method uint16) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, part := range parts {
		content := []byte(part.content)
		if method == zip.Deflate {
			content = deflated(t, content)
		}
		to, err := w.CreateRaw(&zip.FileHeader{
			Name: part.name, Method: method, CRC32: crc32.ChecksumIEEE([]byte(part.content)),
			CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(part.content)),
		})
		if err != nil {
			t.Fatal(err)
		}
		to.Write(content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func deflated(t rapid.TB, content []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, 6)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(content)
	w.Close()
	return packed.Bytes()
}
