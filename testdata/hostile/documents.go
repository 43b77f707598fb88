package hostile

import "strings"

const (
	contentHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="S1">`
	contentFoot = `</table:table></office:spreadsheet></office:body></office:document-content>`
)

// ods is a document with its content.
func ods(content part) []byte {
	return archive(part{name: "mimetype", head: "application/vnd.oasis.opendocument.spreadsheet"},
		part{name: "META-INF/manifest.xml", head: `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`}, content)
}

// contentOf is a document of rows.
func contentOf(rows string) []byte {
	return ods(part{name: "content.xml", head: contentHead + rows + contentFoot})
}

func odsCell(attributes, text string) string {
	return `<table:table-cell office:value-type="string" ` + attributes + `><text:p>` + text + `</text:p></table:table-cell>`
}

func odsRow(attributes string, cells ...string) string {
	return "<table:table-row " + attributes + ">" + strings.Join(cells, "") + "</table:table-row>"
}

// documents are ods files.
var documents = []trap{
	{"repeat-cells.ods", "a label that repeats two billion times", constant(func() []byte {
		return contentOf(odsRow("", odsCell(`table:number-columns-repeated="2147483647"`, "Seller")))
	})},
	{"repeat-rows.ods", "a row that repeats two billion times", constant(func() []byte {
		return contentOf(odsRow(`table:number-rows-repeated="2147483647"`, odsCell("", "Seller"), odsCell("", "Acme")))
	})},
	{"repeat-all.ods", "as many labels as there may be, in a line of the file", constant(func() []byte {
		return contentOf(odsRow(`table:number-rows-repeated="2499"`, odsCell(`table:number-columns-repeated="100"`, "Seller")))
	})},
	{"repeat-text.ods", "a text of 100 KB that repeats 240,000 times", constant(func() []byte {
		return contentOf(odsRow(`table:number-rows-repeated="240000"`, odsCell("", strings.Repeat("Seller: Acme, ", 7000))))
	})},
	{"repeat-overflow.ods", "numbers of repeats that no integer holds", constant(func() []byte {
		return contentOf(odsRow(`table:number-rows-repeated="99999999999999999999"`, odsCell(`table:number-columns-repeated="-1"`, "Seller")) + odsRow(`table:number-rows-repeated="-9223372036854775808"`, odsCell(`table:number-columns-repeated="9223372036854775807"`, "Acme")))
	})},
	{"spaces.ods", "two billion spaces", constant(func() []byte {
		return contentOf(odsRow("", odsCell("", `Seller<text:s text:c="2000000000"/>x`)))
	})},
	{"spaces-many.ods", "a thousand spaces in each of 100,000 cells", constant(func() []byte {
		return contentOf(odsRow(`table:number-rows-repeated="1000"`, odsCell(`table:number-columns-repeated="100"`, `Seller<text:s text:c="30000"/>x`)))
	})},
	{"spans.ods", "cells that span the sheet", constant(func() []byte {
		return contentOf(strings.Repeat(odsRow("", odsCell(`table:number-columns-spanned="16384" table:number-rows-spanned="1048576"`, "Seller"), odsCell(`table:number-columns-spanned="16384" table:number-rows-spanned="1048576"`, "Acme")), 20_000))
	})},
	{"deep-spans.ods", "a hundred thousand spans in one another", constant(func() []byte {
		return contentOf(odsRow("", odsCell("", strings.Repeat("<text:span>", 100_000)+"Seller"+strings.Repeat("</text:span>", 100_000))))
	})},
	{"deep-tables.ods", "tables in cells of tables", constant(func() []byte {
		const depth = 80
		return contentOf(strings.Repeat("<table:table-row><table:table-cell><table:table>", depth) + odsRow("", odsCell("", "Seller")) + strings.Repeat("</table:table></table:table-cell></table:table-row>", depth))
	})},
	{"deep-groups.ods", "groups of rows in one another", constant(func() []byte {
		return contentOf(strings.Repeat("<table:table-row-group>", 50_000) + odsRow("", odsCell("", "Seller")) + strings.Repeat("</table:table-row-group>", 50_000))
	})},
	{"notes.ods", "a note in each of 90,000 cells", constant(func() []byte {
		return contentOf(strings.Repeat(odsRow("", `<table:table-cell office:value-type="string"><office:annotation><text:p>Seller</text:p></office:annotation><text:p>Acme</text:p></table:table-cell>`), 90_000))
	})},
	{"links.ods", "links and entities elsewhere", func(around Surroundings) []byte {
		dtd := `<!DOCTYPE office:document-content SYSTEM "` + around.Lure + `/dtd">`
		content := strings.Replace(contentHead, "?>", "?>"+dtd, 1) + `<table:table-source xlink:href="` + around.Lure + `/source"/>` +
			odsRow("", `<table:table-cell table:formula="of:=WEBSERVICE(&quot;`+around.Lure+`/formula&quot;)" office:value-type="string"><text:p><text:a xlink:href="`+around.Lure+`/link">Seller</text:a></text:p></table:table-cell>`) + contentFoot
		return ods(part{name: "content.xml", head: content})
	}},
}
