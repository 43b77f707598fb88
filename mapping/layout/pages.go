package layout

import (
	"regexp"
	"slices"
	"strings"

	"docket/mapping/field"
)

// What printers put between the pages of a table, and below its last one.

// pageMarks are how pages are counted and how a table says that it goes on: "page 1/2", "Seite 1 von 2", "第 1 页", "continued
// on next page".
var pageMarks = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:` + strings.Join([]string{
	`(?:page|pg\.?|seite|página|pagina|pág\.?|pag\.|strona|страница|стр\.|sayfa|trang|halaman|หน้า(?:ที่)?)\s*(?:no\.?|nr\.?|n[°º]|№|:)?\s*\d{1,4}(?:[^\pL\pN]|$|(?:of|von|de|di|van|z|из|dari)\b)`,
	`(?:p\.?|s\.|sheet|blatt|blad|hoja|folha|foglio|feuille|folio|лист|arkusz|lembar|tờ)\s*(?:no\.?|nr\.?|n[°º]|№|:)?\s*\d{1,4}\s*(?:/|of|von|de|di|sur|van|z|из|dari)\s*\d{1,4}(?:[^\pL\pN]|$)`,
	`\d{1,4}\s*(?:of|von|из|dari)\s*\d{1,4}\s*(?:pages?|seiten?)[^\pL\pN]*$`,
	`(?:第\s*\d{1,4}\s*[页頁]|[页頁](?:码|碼|次)?\s*[:：]?\s*\d{1,4}|ページ\s*\d{1,4}|페이지\s*\d{1,4}|\d{1,4}(?:\s*/\s*\d{1,4})?\s*(?:ページ|[页頁]|페이지|쪽))`,
	`(?:to\s+be\s+)?continue[ds]?(?:\s+(?:on|from|over|next|overleaf)\b.{0,30})?[^\pL\pN]*$`,
	`cont['’]?d\.?(?:\s+(?:on|from|over|next)\b.{0,30})?[^\pL\pN]*$`,
	`(?:fortsetzung|continúa|continuación|continua|continuação|continuazione|segue|vervolg|ciąg\s+dalszy|продолжение|devamı|tiếp\s+theo|bersambung|lanjutan|à\s+suivre|suite\s+(?:page|au|de\s+la)\b)(?:[^\pL\pN].{0,30})?$`,
	`(?:续表|續表|续页|續頁|接下页|接上页|転下页|続く|次(?:ページ|頁)へ(?:続く)?|다음\s*(?:장|페이지)에?\s*계속|계속)[^\pL\pN]*$`,
}, "|") + `)`)

// isBetweenPages says whether a row is what stands between the pages of a table: few cells, one of which counts the page
// or says that the table goes on, and none of the others answers its column for sure; or a single text, such as a letterhead, in the column of a number that it is none of.
func (r *tableReader) isBetweenPages(boxes []*box) bool {
	if len(boxes)*2 < len(r.columns) {
		marks := slices.DeleteFunc(slices.Clone(boxes), func(b *box) bool { return !pageMarks.MatchString(b.text) })
		if len(marks) > 0 && !slices.ContainsFunc(boxes, func(b *box) bool { return !slices.Contains(marks, b) && r.answersItsColumn(b) }) {
			return true
		}
	}
	if len(boxes) != 1 || len(r.columns) <= 3 || !overlap(boxes[0].area, r.columns[0].area) || len(r.columns[0].Terms) == 0 {
		return false
	}
	t := r.columns[0].Terms[0]
	_, isBill := issuers[t.Name]
	if !isBill && t.Name != field.HouseWaybill && t.Name != field.MasterWaybill && t.Name != field.Waybill && t.Name != field.Container {
		return false
	}
	return plausible(t, boxes[0]) < maybe
}

// answersItsColumn says whether a box is for sure what the head above it asks for.
func (r *tableReader) answersItsColumn(b *box) bool {
	return slices.ContainsFunc(r.columns, func(c column) bool {
		return overlap(c.area, b.area) && len(c.Terms) > 0 && plausible(c.Terms[0], b) >= surely
	})
}
