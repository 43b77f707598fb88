package template

import "github.com/xuri/excelize/v2"

// styles are those of a template's cells.
type styles struct {
	title, section, note, head, label, example int
	answers                                    map[form]int // unlocked
}

var grey = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEFF2"}}

var thin = []excelize.Border{
	{Type: "left", Color: "BFC5CE", Style: 1}, {Type: "right", Color: "BFC5CE", Style: 1},
	{Type: "top", Color: "BFC5CE", Style: 1}, {Type: "bottom", Color: "BFC5CE", Style: 1},
}

func (b *workbook) makeStyles() {
	style := func(s excelize.Style) int {
		id, err := b.file.NewStyle(&s)
		b.do(err)
		return id
	}
	b.styles.title = style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}})
	b.styles.section = style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}})
	b.styles.note = style(excelize.Style{Font: &excelize.Font{Italic: true, Color: "55606E"}, Alignment: &excelize.Alignment{Vertical: "top"}})
	b.styles.head = style(excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"24405E"}}, Border: thin})
	b.styles.label = style(excelize.Style{Font: &excelize.Font{Bold: true}, Fill: grey, Border: thin})
	b.styles.example = style(excelize.Style{Font: &excelize.Font{Italic: true, Color: "8A929C"}, Fill: grey, Border: thin})
	b.styles.answers = map[form]int{}
	for i, format := range []string{words: "@", day: "yyyy-mm-dd", amount: "General", whole: "0"} {
		b.styles.answers[form(i)] = style(excelize.Style{CustomNumFmt: &format, Border: thin, Protection: &excelize.Protection{Locked: false}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top", Horizontal: "left"}})
	}
}
