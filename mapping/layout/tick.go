package layout

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"docket/mapping/field"
	"docket/mapping/sheet"
)

// Boxes to tick are read as the person who ticked them means it: what is ticked is the text, "☒ FCL  ☐ LCL" is "FCL",
// and an option that was left empty is never a value.

// A sign is a box in a text, ticked or left empty.
type sign struct {
	from, to int // in the text, in bytes
	ticked   bool
}

// ticking are the signs that a sheet uses. Some signs are ticks only beside others: "■" and "●" are bullets where no
// empty box or circle shows what they stand against, and "✗" says no where "✓" says yes.
type ticking struct {
	emptyBox, fullBox, emptyCircle, fullCircle, check bool
	ticked, empty                                     bool // whether any sign says so by itself
}

// bracketed is a box that is typed: "[X]", "( )", "（√）", "[_]".
var bracketed = regexp.MustCompile(`[\[(（【][\s_\x{a0}]*([xX×ｘＸvVoO*•✓✔√✗✘☓]?)[\s_\x{a0}]*[\])）】]`)

// Signs by what they look like. The ones without a name here are of fonts that draw boxes in the place of letters.
const (
	tickedBoxes  = "☒☑🗹🗷⊠▣✅\uf0fe\uf0fd\uf052\uf053"
	emptyBoxes   = "☐▢□◻⬜▫\uf0a8\uf06f\uf071\uf0a3"
	fullBoxes    = "■◼⬛"
	fullCircles  = "●◉⦿◎"
	emptyCircles = "○◯"
	checks       = "✓✔√"
	crosses      = "✗✘☓"
)

// tickingOf looks at what signs a sheet uses.
func tickingOf(s *sheet.Sheet) (t ticking) {
	for _, row := range s.Rows {
		for i := range row.Cells {
			t.add(row.Cells[i].Text)
		}
	}
	t.ticked = t.ticked || t.emptyBox && t.fullBox || t.emptyCircle && t.fullCircle
	return t
}

func (t *ticking) add(text string) {
	if !mayTick(text) {
		return
	}
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case strings.ContainsRune(tickedBoxes, r):
			t.ticked = true
		case strings.ContainsRune(emptyBoxes, r):
			t.emptyBox, t.empty = true, true
		case strings.ContainsRune(fullBoxes, r):
			t.fullBox = true
		case strings.ContainsRune(emptyCircles, r):
			t.emptyCircle = true
		case strings.ContainsRune(fullCircles, r):
			t.fullCircle = true
		case strings.ContainsRune(checks, r):
			t.check = true
		}
	}
	for _, s := range brackets(text) {
		t.ticked, t.empty = t.ticked || s.ticked, t.empty || !s.ticked
	}
}

// brackets finds the boxes of a text that are typed. Letters that could be a name in brackets, and stars that could be
// notes, tick only beside an empty box.
func brackets(text string) (found []sign) {
	all := bracketed.FindAllStringSubmatchIndex(text, -1)
	empty := slices.ContainsFunc(all, func(at []int) bool { return at[2] == at[3] })
	for _, at := range all {
		if empty || !strings.ContainsAny(text[at[2]:at[3]], "vVoO*•") {
			found = append(found, sign{at[0], at[1], at[2] < at[3]})
		}
	}
	return found
}

// mayTick says whether a text may hold a sign; most do not.
func mayTick(text string) bool {
	for i := range len(text) {
		if c := text[i]; c == '[' || c == '(' || c >= 0xe2 {
			return true
		}
	}
	return false
}

// signs finds the boxes of a text.
func (t ticking) signs(text string) (found []sign) {
	found = brackets(text)
	for i, r := range text {
		if r < utf8.RuneSelf || slices.ContainsFunc(found, func(s sign) bool { return s.from <= i && i < s.to }) {
			continue
		}
		if ticked, isSign := t.reads(r); isSign {
			found = append(found, sign{i, i + utf8.RuneLen(r), ticked})
		}
	}
	slices.SortFunc(found, func(a, b sign) int { return a.from - b.from })
	return found
}

// reads says whether a rune is a box on this sheet, and whether it is ticked.
func (t ticking) reads(r rune) (ticked, isSign bool) {
	in := func(runes string) bool { return strings.ContainsRune(runes, r) }
	switch {
	case in(tickedBoxes):
		return true, true
	case in(emptyBoxes):
		return false, true
	case in(fullBoxes):
		return true, t.emptyBox
	case in(fullCircles):
		return true, t.emptyCircle
	case in(emptyCircles):
		return false, t.fullCircle
	case in(checks):
		return true, t.empty
	case in(crosses):
		return !t.check, t.empty || t.check
	default:
		return false, false
	}
}

// An option is what stands beside a box.
type option struct {
	text   string
	ticked bool
}

func allNamed(list []option) bool {
	return !slices.ContainsFunc(list, func(o option) bool { return o.text == "" })
}

func anyTicked(list []option) bool {
	return slices.ContainsFunc(list, func(o option) bool { return o.ticked })
}

// options parts a text with boxes into what stands before them and the options, whose boxes stand before them or, as in
// "Yes ☐  No ☒", behind. It is false if the text has no boxes, or if which box is whose cannot be told.
func (t ticking) options(text string) (before string, list []option, found bool) {
	if !mayTick(text) {
		return "", nil, false
	}
	signs := t.signs(text)
	if len(signs) == 0 {
		return "", nil, false
	}
	var parts []string // between the signs
	from := 0
	for _, s := range signs {
		parts = append(parts, bareOption(text[from:s.from]))
		from = s.to
	}
	first, last := parts[0], bareOption(text[from:])
	parts = append(parts[1:], last)
	switch {
	case len(signs) > 1 && last == "" && strings.Join(parts, "") == "" && !slices.ContainsFunc(signs, func(s sign) bool { return s.ticked }):
		return first, nil, first != "" // boxes with nothing beside them
	case first == "" || last != "" && leads(first):
		for i, s := range signs {
			list = append(list, option{parts[i], s.ticked})
		}
		return first, list, allNamed(list) || len(list) == 1 || !anyTicked(list)
	case last == "":
		label, one := cutLabel(first)
		parts = append([]string{one}, parts...)
		for i, s := range signs {
			list = append(list, option{parts[i], s.ticked})
		}
		return label, list, allNamed(list)
	case len(signs) > 1: // "Bond ☒ Continuous ☐ Single transaction"
		for i, s := range signs {
			list = append(list, option{parts[i], s.ticked})
		}
		return first, list, allNamed(list)
	default:
		return "", nil, false
	}
}

// leads says whether a text in front of boxes is the label of the options, and not the first of them.
func leads(text string) bool {
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") || strings.HasSuffix(text, "?") {
		return true
	}
	l := field.Understand(text)
	return l.Score >= field.Threshold && len(l.Terms) > 0 && !l.Weak
}

// cutLabel parts the label of options from the first of them: "Consolidated: Yes".
func cutLabel(text string) (label, first string) {
	at := strings.LastIndexAny(text, ":：?\n")
	if at < 0 {
		return "", text
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return strings.TrimSpace(text[:at+size]), strings.TrimSpace(text[at+size:])
}

// bareOption is an option without what parts it from the next one.
func bareOption(text string) string {
	return strings.Trim(text, " \t\u00a0\u3000\n,;|/·•\u200b\ufe0e\ufe0f")
}

// number is a number long enough to be that of a party or a bill. One behind the last option, "☒ EIN ☐ SSN 96-1234567",
// answers the cell, not the option.
var number = regexp.MustCompile(`\s((?:[A-Z]{0,4}[\d-]{6,}\w*))$`)

// chosen is the text of a cell with boxes as it reads without those that are empty. It is "" if nothing is left. Alone
// says that the cell holds nothing but options.
func (t ticking) chosen(text string) (chosen string, alone, found bool) {
	before, list, found := t.options(text)
	if !found {
		return text, false, false
	}
	rest := ""
	if len(list) > 1 && !list[len(list)-1].ticked {
		last := &list[len(list)-1]
		if at := number.FindStringSubmatchIndex(last.text); at != nil {
			rest, last.text = last.text[at[2]:at[3]], last.text[:at[0]]
		}
	}
	if len(list) == 1 && !list[0].ticked && before == "" && (!t.ticked || endsEmpty(text)) && field.Understand(list[0].text).Score >= field.Threshold {
		return text, false, false // "□ Booking No." is a label behind a bullet, "Weight ( )" one with room for a unit
	}
	var words []string
	for _, o := range list {
		if o.ticked && !leadsBelow.MatchString(o.text) {
			words = append(words, strings.TrimSpace(openEnd.ReplaceAllString(o.text, "")))
		}
	}
	return strings.TrimSpace(before + " " + strings.TrimSpace(strings.Join(words, "\n")+" "+rest)), before == "" && rest == "", true
}

// endsEmpty says whether a text ends with empty brackets.
func endsEmpty(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasSuffix(text, ")") || strings.HasSuffix(text, "]")
}

// leadsBelow is an option that says only that the answer is written elsewhere on the form: "Other (complete below)",
// "Autre (préciser)". In openEnd the answer goes on behind it: "Other: ACME Ltd.".
var (
	leadsBelow = regexp.MustCompile(`(?i)^(?:` + otherWords + `\s*(?:[(（].*|[,–-]\s*(?:please\s+)?(?:complete|specify|fill|see|enter)\b.*)?[:：\s._…]*|(?:please\s+)?(?:complete|fill(?:\s+in)?|specify|enter|see|details?|as)\s+(?:below|beneath|following|follows|under)\b.*)$`)
	openEnd    = regexp.MustCompile(`(?i)^` + otherWords + `\s*[:：]\s*`)
)

const otherWords = `(?:others?|autres?|otr[oa]s?|outr[oa]s?|altr[oai]|sonstiges?|andere[rs]?|其他|其它|その他|기타|diğer|khác|different(?:\s+party)?)`
