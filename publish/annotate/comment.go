package annotate

import (
	"fmt"
	"slices"
	"strings"

	"docket/mapping/mark"
	"docket/mapping/sheet"
)

// notes are the comments of one sheet (18.7, Comments) while they are edited. A comment is two things: its text here,
// and in another part the shape that shows it.
type notes struct {
	*part
	list    *element
	authors *element
	author  int         // docket's number among the authors, -1 until it is one
	shown   []sheet.Ref // cells that have got a comment
	hidden  []sheet.Ref // cells that have lost one
}

const emptyComments = xmlHead + `<comments xmlns="` + mainNS + `"><authors></authors><commentList></commentList></comments>`

// author stands where programs show who wrote a comment.
const author = "docket"

// openNotes opens the comments of a sheet, or begins some.
func (ed *editor) openNotes(related *relations) (*notes, error) {
	var opened *part
	found, is := related.of("comments")
	var err error
	if is {
		opened, err = ed.open(found.target, 6)
	} else {
		name := ed.newPart("docketComments%d.xml", commentsContentType)
		related.add(ed.family+"comments", name)
		opened, err = ed.create(name, ed.native(emptyComments), 6)
	}
	if err != nil {
		return nil, err
	}
	n := &notes{part: opened, list: opened.root.child("commentList"), authors: opened.root.child("authors"), author: -1}
	if n.list == nil || n.authors == nil {
		return nil, &unfit{opened.name, "it has no list of comments"}
	}
	for i, e := range n.authors.all("author") {
		if e.content(n.text) == author {
			n.author = i
		}
	}
	return n, nil
}

// rewrite takes the notes of an earlier copy out of the comments of some cells, and puts others in. What the sender
// wrote in a comment stays, before docket's words.
func (n *notes) rewrite(before []sheet.Ref, added []comment) {
	texts := map[sheet.Ref]string{}
	for _, c := range added {
		texts[c.ref] = c.text
	}
	kept := map[sheet.Ref]bool{}
	for _, e := range n.list.all("comment") {
		ref, err := sheet.ParseRef(e.attr(n.text, "ref"))
		text := e.child("text")
		if err != nil || text == nil || kept[ref] {
			continue
		}
		if slices.Contains(before, ref) && n.erase(e, text, ref, texts[ref]) {
			kept[ref] = !slices.Contains(n.hidden, ref)
			continue
		}
		if note := texts[ref]; note != "" {
			n.append(text, note)
			kept[ref] = true
		}
	}
	for _, c := range added {
		if !kept[c.ref] {
			n.fill(n.list, n.comment(c))
			n.shown = append(n.shown, c.ref)
		}
	}
}

// erase takes docket's notes out of a comment and puts another in, and says whether it has: there may be none in it.
func (n *notes) erase(e, text *element, ref sheet.Ref, note string) bool {
	rest, ours := mark.WithoutNotes(text.content(n.text))
	if !ours {
		return false
	}
	if rest == "" {
		n.remove(e)
		n.hidden = append(n.hidden, ref)
		return true
	}
	if own := n.ownRuns(text, rest); own != nil {
		for _, run := range own {
			n.remove(run)
		}
		if note != "" {
			n.append(text, note)
		}
		return true
	}
	runs := n.run(rest)
	if note != "" {
		runs += n.run("\n\n" + note)
	}
	n.replace(text.open, text.close, runs)
	return true
}

// ownRuns are the stretches of a comment that are all docket's, if the others make up the rest of it: so the sender's
// keep their fonts. It is nil where a program has mixed them.
func (n *notes) ownRuns(text *element, rest string) []*element {
	var own []*element
	var others strings.Builder
	for _, run := range text.all("r") {
		left, ours := mark.WithoutNotes(run.content(n.text))
		if ours && left == "" {
			own = append(own, run)
			continue
		}
		others.WriteString(run.content(n.text))
	}
	if strings.TrimSpace(others.String()) != rest {
		return nil
	}
	return own
}

// append puts a note after what stands in a comment.
func (n *notes) append(text *element, note string) {
	if plain := text.child("t"); plain != nil {
		n.insert(plain.from, "<"+text.tag("r")+">")
		n.insert(plain.to, "</"+text.tag("r")+">")
	}
	n.place(text, n.run("\n\n"+note), []string{"t", "r"})
}

// comment is a new comment as XML.
func (n *notes) comment(c comment) string {
	if n.author < 0 {
		n.author = len(n.authors.all("author"))
		n.fill(n.authors, fmt.Sprintf("<%[1]s>%[2]s</%[1]s>", n.root.tag("author"), author))
	}
	return fmt.Sprintf(`<%[1]s ref="%[2]s" authorId="%[3]d"><%[4]s>%[5]s</%[4]s></%[1]s>`, n.root.tag("comment"), c.ref, n.author, n.root.tag("text"), n.run(c.text))
}

const commentFont = `<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>`

// run is a stretch of text as XML.
func (n *notes) run(text string) string {
	font := commentFont
	if n.root.prefix != "" {
		font = prefixed(font, n.root.prefix)
	}
	return fmt.Sprintf(`<%[1]s>%[2]s<%[3]s xml:space="preserve">%[4]s</%[3]s></%[1]s>`, n.root.tag("r"), font, n.root.tag("t"), cellText(clean(text)))
}
