package annotate

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// A style is how a cell of the report sheet looks; its number counts from the first that docket adds.
type style int

const (
	plain style = iota
	title
	heading
	columnHead
	link
	fine                // small and grey
	swatch              // of the first kind; those of the others follow
	quoted = swatch + 4 // plain, and never taken for a formula when somebody types over it
	quotedLink
)

// formulaLike says whether a spreadsheet that takes a text as typed would make a formula of it, or worse.
func formulaLike(text string) bool {
	return text != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(text[0]))
}

// safe is the style for a text from outside.
func (s style) safe(text string) style {
	switch {
	case !formulaLike(text):
		return s
	case s == link:
		return quotedLink
	case s == plain:
		return quoted
	}
	return s
}

const (
	family   = `<name val="Calibri"/><family val="2"/>`
	boldBody = `<b/><sz val="11"/>`
	bodyFont = `<font><sz val="11"/><color rgb="FF1F1F1F"/>` + family + `</font>`
)

// reportFonts, reportFills and reportFormats are what the report's styles are made of. The formats count fonts and
// fills from the first that docket adds.
var reportFonts = []string{
	bodyFont,
	`<font><b/><sz val="18"/><color rgb="FF1F3864"/>` + family + `</font>`,
	`<font><b/><sz val="13"/><color rgb="FF1F3864"/>` + family + `</font>`,
	`<font><b/><sz val="11"/><color rgb="FFFFFFFF"/>` + family + `</font>`,
	`<font><u/><sz val="11"/><color rgb="FF0B5394"/>` + family + `</font>`,
	`<font><sz val="8"/><color rgb="FF6B6B6B"/>` + family + `</font>`,
	looks[Error].font(boldBody, family), looks[Question].font(boldBody, family), looks[Warning].font(boldBody, family), looks[Unread].font(boldBody, family),
}

var reportFills = []string{
	`<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/><bgColor indexed="64"/></patternFill></fill>`,
	looks[Error].patternFill(), looks[Question].patternFill(), looks[Warning].patternFill(), looks[Unread].patternFill(),
}

// asText is the number format of texts: what is typed into such a cell stays as it is typed.
const asText = 49

// reportFormats are the cell formats, in the order of the styles.
func reportFormats(font, fill int) []string {
	format := func(font, fill int, more, alignment string) string {
		applyFill := ""
		if fill > 0 {
			applyFill = ` applyFill="1"`
		}
		return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="0" xfId="0"%s applyNumberFormat="1" applyFont="1"%s applyAlignment="1"><alignment vertical="top"%s/></xf>`,
			asText, font, fill, more, applyFill, alignment)
	}
	const wrap, quote = ` wrapText="1"`, ` quotePrefix="1"`
	return []string{
		format(font, 0, "", wrap), format(font+1, 0, "", ""), format(font+2, 0, "", ""), format(font+3, fill, "", wrap), format(font+4, 0, "", wrap), format(font+5, 0, "", ""),
		format(font+6, fill+1, "", wrap), format(font+7, fill+2, "", wrap), format(font+8, fill+3, "", wrap), format(font+9, fill+4, "", wrap),
		format(font, 0, quote, wrap), format(font+4, 0, quote, wrap),
	}
}

// styleOrder is the order of what stands in a style sheet (18.8.39, styleSheet).
var styleOrder = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

// emptyStyles is a style sheet without formats of its own.
var emptyStyles = xmlHead + styleSheet("", "", 1)

// styleSheet is a style sheet with some number formats and cell formats, of which the first is always there.
func styleSheet(numbers, formats string, count int) string {
	return `<styleSheet xmlns="` + mainNS + `">` + numbers +
		`<fonts count="1">` + bodyFont + `</fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		fmt.Sprintf(`<cellXfs count="%d"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>%s</cellXfs>`, count, formats) +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

// addStyles adds docket's formats to a style sheet: those of the report's cells, and those of the rules. It returns
// the numbers of the first of each.
func addStyles(p *part) (cellFormat, ruleFormat int, err error) {
	font, err := addTo(p, "fonts", "font", reportFonts)
	if err != nil {
		return 0, 0, err
	}
	fill, err := addTo(p, "fills", "fill", reportFills)
	if err != nil {
		return 0, 0, err
	}
	if cellFormat, err = addTo(p, "cellXfs", "xf", reportFormats(font, fill)); err != nil {
		return 0, 0, err
	}
	var rules []string
	for _, l := range looks {
		rules = append(rules, l.dxf())
	}
	ruleFormat, err = addTo(p, "dxfs", "dxf", rules)
	return cellFormat, ruleFormat, err
}

// addTo adds to a list of the style sheet, and returns the number of the first that was added.
func addTo(p *part, list, entry string, xml []string) (first int, err error) {
	e := p.root.child(list)
	joined := strings.Join(xml, "")
	if p.root.prefix != "" {
		joined = prefixed(joined, p.root.prefix)
	}
	if e == nil {
		before := styleOrder[:indexOf(styleOrder, list)]
		p.place(p.root, fmt.Sprintf(`<%[1]s count="%[2]d">%[3]s</%[1]s>`, p.root.tag(list), len(xml), joined), before)
		return 0, nil
	}
	first = len(e.all(entry))
	if first != len(e.children) {
		return 0, &unfit{p.name, "its list of " + list + " holds something else"}
	}
	if at := bytes.Index(p.text[e.open:max(e.open, e.close)], []byte(joined)); at >= 0 {
		there := func(c *element) bool { return c.from >= e.open+at } // they are in it since an earlier copy
		return slices.IndexFunc(e.children, there), nil
	}
	p.set(e, "count", fmt.Sprint(first+len(xml)))
	p.fill(e, joined)
	return first, nil
}

func indexOf(list []string, word string) int {
	for i, w := range list {
		if w == word {
			return i
		}
	}
	return 0
}

// prefixed gives the elements of some XML a prefix. It holds no text.
func prefixed(xml, prefix string) string {
	return strings.NewReplacer("</", "</"+prefix+":", "<", "<"+prefix+":").Replace(xml)
}
