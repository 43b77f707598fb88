package annotate

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"docket/mapping/sheet"
)

// The shapes of comments are in VML (ECMA-376 part 4, 19), which programs do not always write as XML; so it is edited
// as text.
var (
	vmlShape  = regexp.MustCompile(`(?s)<\w+:shape\s.*?</\w+:shape>`)
	vmlRow    = regexp.MustCompile(`<\w+:Row>\s*(\d+)\s*</\w+:Row>`)
	vmlColumn = regexp.MustCompile(`<\w+:Column>\s*(\d+)\s*</\w+:Column>`)
	vmlID     = regexp.MustCompile(`\bid=["']_x0000_s(\d+)["']`)
)

const (
	vmlNames     = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	vmlShapeType = `<v:shapetype ` + vmlNames + ` id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	emptyVML     = `<xml ` + vmlNames + `>` +
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`
)

// addShapes shows the comments that a sheet has got, and takes away the shapes of those that it has lost.
func (ed *editor) addShapes(p *part, related *relations, n *notes, comments []comment) error {
	vml, err := ed.openShapes(p, related)
	if err != nil {
		return err
	}
	last := 1024 // Excel counts from there
	for _, at := range vmlShape.FindAllIndex(vml.text, -1) {
		shape := vml.text[at[0]:at[1]]
		if ref, is := noteOf(shape); is && slices.Contains(n.hidden, ref) {
			vml.replace(at[0], at[1], "")
			continue
		}
		if m := vmlID.FindSubmatch(shape); m != nil {
			if id, err := strconv.Atoi(string(m[1])); err == nil && id < math.MaxInt32 {
				last = max(last, id)
			}
		}
	}
	end := bytes.LastIndex(vml.text, []byte("</xml>"))
	if end < 0 {
		return &unfit{vml.name, "its end is not that of a drawing of comments"}
	}
	if len(n.shown) > 0 && !bytes.Contains(vml.text, []byte(`id="_x0000_t202"`)) {
		vml.insert(end, vmlShapeType)
	}
	texts := map[sheet.Ref]string{}
	for _, c := range comments {
		texts[c.ref] = c.text
	}
	for _, ref := range n.shown {
		last++
		vml.insert(end, shapeOf(ref, texts[ref], last))
	}
	return nil
}

// openShapes opens the drawing of a sheet's comments, or begins one.
func (ed *editor) openShapes(p *part, related *relations) (*part, error) {
	if p.root.child("legacyDrawing") != nil {
		return ed.open(legacyDrawing(p, related), unparsed)
	}
	name := ed.newPart("drawings/docket%d.vml", vmlContentType)
	id := related.add(ed.family+"vmlDrawing", name)
	p.place(p.root, ed.native(fmt.Sprintf(`<%s xmlns:r="%s" r:id="%s"/>`, p.root.tag("legacyDrawing"), relationAttr, id)), beforeLegacy)
	return ed.create(name, emptyVML, unparsed)
}

// noteOf is the cell whose comment a shape shows.
func noteOf(shape []byte) (sheet.Ref, bool) {
	row, column := vmlRow.FindSubmatch(shape), vmlColumn.FindSubmatch(shape)
	if row == nil || column == nil || !bytes.Contains(shape, []byte("Note")) {
		return sheet.Ref{}, false
	}
	r, err1 := strconv.Atoi(string(row[1]))
	c, err2 := strconv.Atoi(string(column[1]))
	return sheet.At(c+1, r+1), err1 == nil && err2 == nil && r < sheet.MaxRow && c < sheet.MaxCol
}

// shapeOf is the shape that shows a comment, to the right of its cell and as high as its text needs.
func shapeOf(ref sheet.Ref, text string, id int) string {
	const perLine, perRow = 48, 1.1 // characters on a line of the box, lines on a row of the sheet
	lines := 1
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + len(line)/perLine
	}
	left := min(int(ref.Col), sheet.MaxCol-5)
	top := max(0, int(ref.Row)-2)
	bottom := min(top+int(math.Ceil(float64(lines)/perRow)), sheet.MaxRow-1)
	return fmt.Sprintf(`<v:shape `+vmlNames+` id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 4, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		id, left, top, left+4, bottom, ref.Row-1, ref.Col-1)
}
